"""Reads coordinates as people write them: decimal degrees, degrees and minutes, pairs, WKT."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np

from ..cleaning.numbers import NOTHING, read_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[+-]?\d{1,3},\d+")
_GROUPS = re.compile(r"[+-]?\d{1,3}([ ,]\d{3})+(\.\d+)?")
_SIDES = {"n": 1, "e": 1, "s": -1, "w": -1, "北纬": 1, "东经": 1, "南纬": -1, "西经": -1, "北": 1,
          "东": 1, "南": -1, "西": -1}  # fmt: skip
_SIDE = "|".join(sorted(_SIDES, key=len, reverse=True))
_ANGLE = re.compile(
    rf"(?P<before>{_SIDE})?\s*(?P<sign>[+-])?(?P<d>\d+(?:\.\d+)?)\s*(?:[°度d:\s]\s*"
    r"(?:(?P<m>\d+(?:\.\d+)?)\s*(?:['′’分m:\s]\s*(?:(?P<s>\d+(?:\.\d+)?)\s*(?:[\"″”秒s]|''|′′|’’)?)?)?)?)?"
    rf"\s*(?P<after>{_SIDE})?",
    re.IGNORECASE,
)
_SPREAD_DEGREES, _SPREAD_METRES = 1.0, 100_000.0


def read_coordinate(cell: Any) -> float | None:
    """Read one coordinate.

    Parameters
    ----------
    cell
        Number or text: ``121.54``, ``121,54``, ``647 620.3``, ``30°36'11.2"N``, ``北纬30度36分``.

    Returns
    -------
    The number; degrees for angles; None if it is no coordinate.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell) if math.isfinite(cell) else None
    if cell is None or isinstance(cell, bool):
        return None
    text = unicodedata.normalize("NFKC", str(cell)).replace("−", "-").strip()
    if not text or text.casefold() in NOTHING:
        return None
    if _PLAIN.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else None
    if _DECIMAL_COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    if _GROUPS.fullmatch(text):
        return float(text.replace(" ", "").replace(",", ""))
    return _read_angle(text)


def _read_angle(text: str) -> float | None:
    found = _ANGLE.fullmatch(text)
    if found is None or not (found["m"] or found["before"] or found["after"] or "°" in text
                             or "度" in text):  # fmt: skip
        return None
    minutes, seconds = float(found["m"] or 0), float(found["s"] or 0)
    if minutes >= 60 or seconds >= 60:
        return None
    angle = float(found["d"]) + minutes / 60 + seconds / 3600
    side = (found["before"] or found["after"] or "").casefold()
    sign = -1 if found["sign"] == "-" else 1
    return angle * sign * _SIDES.get(side, 1)


def read_pair(text: str) -> tuple[float, float] | None:
    """Read two coordinates in one cell, in their order.

    Parameters
    ----------
    text
        ``121.54,30.60``, ``30.610881 121.542273 0 0`` as form servers write it, or
        ``30°36'N 121°32'E``.

    Returns
    -------
    The two numbers in the order written; None if the text is no pair.
    """
    plain = unicodedata.normalize("NFKC", text).strip().strip("()[]")
    for parts in (re.split(r"\s*[,;]\s*", plain), plain.split()):
        if 2 <= len(parts) <= 4:
            numbers = [read_coordinate(part) for part in parts[:2]]
            if numbers[0] is not None and numbers[1] is not None:
                return numbers[0], numbers[1]
    return None


def read_points(
    first: Sequence[Any], second: Sequence[Any], geographic: bool | None = None
) -> tuple[NDArray[np.float64], NDArray[np.bool_], list[tuple[int, str]]]:
    """Read two columns as points, and see where the two were exchanged.

    Parameters
    ----------
    first, second
        Cells with x (or longitude) and y (or latitude).
    geographic
        Whether they are degrees; None finds out by their size.

    Returns
    -------
    xy
        Shape (n, 2); NaN where there is no usable place.
    exchanged
        Shape (n,): rows whose x and y were exchanged.
    faults
        Row and reason of rows without a usable place: ``no_place``, ``not_coordinate``,
        ``zero_place``, ``off_earth``.
    """
    xy = np.column_stack([_read_column(first), _read_column(second)])
    faults: dict[int, str] = {}
    for row in np.flatnonzero(~np.isfinite(xy).all(axis=1)).tolist():
        blank = _is_blank(first[row]) or _is_blank(second[row])
        faults[row] = "no_place" if blank else "not_coordinate"
    zero = (np.abs(xy) < 1e-9).all(axis=1)
    faults |= dict.fromkeys(np.flatnonzero(zero).tolist(), "zero_place")
    xy[zero] = np.nan
    good = np.isfinite(xy).all(axis=1)
    if geographic is None:
        geographic = bool(good.any()) and float(np.median(np.abs(xy[good]).max(axis=1))) <= 180
    exchanged = _find_exchanged(xy, good, geographic)
    xy[exchanged] = xy[exchanged][:, ::-1]
    if geographic:
        off = good & ((np.abs(xy[:, 0]) > 180) | (np.abs(xy[:, 1]) > 90))
        faults |= dict.fromkeys(np.flatnonzero(off).tolist(), "off_earth")
        xy[off] = np.nan
    return xy, exchanged, sorted(faults.items())


def _read_column(cells: Sequence[Any]) -> NDArray[np.float64]:
    array = read_plain(cells)
    if array is None:
        read = [read_coordinate(cell) for cell in cells]
        array = np.array([math.nan if number is None else number for number in read], dtype=float)
    array[~np.isfinite(array)] = np.nan
    return array


def _is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in NOTHING)


def _find_exchanged(
    xy: NDArray[np.float64], good: NDArray[np.bool_], geographic: bool
) -> NDArray[np.bool_]:
    """Find rows that lie among the others only with x and y exchanged."""
    found = np.zeros(len(xy), dtype=bool)
    if not good.any():
        return found
    middle = np.median(xy[good], axis=0)
    spread = _SPREAD_DEGREES if geographic else _SPREAD_METRES
    away = np.abs(xy - middle).max(axis=1)
    turned = np.abs(xy[:, ::-1] - middle).max(axis=1)
    found[good] = (away > 10 * np.maximum(turned, spread))[good]
    if geographic:
        # a latitude beyond the pole can only be a longitude, even where all rows are such
        beyond = good & (np.abs(xy[:, 1]) > 90) & (np.abs(xy[:, 0]) <= 90)
        found |= beyond
    return found
