"""Reads numbers as people write them: 1,234, 1.234,5, ５００, 约800人, 1.2万."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ...gis.responsive import BLOCK, blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NOTHING = {
    "", "-", "--", "—", "——", "/", "\\", "?", "？", ".", "*", "na", "n/a", "nan", "null", "none",
    "nil", "#n/a", "unknown", "no data", "无", "暂无", "未知", "不详", "不明", "缺", "空", "无数据",
    "待补", "待定", "未填", "未统计",
}  # fmt: skip
"""Words that say that nothing is known."""

_ABOUT = re.compile(r"^(约|大约|近|左右|about|approx\.?|ca\.?|circa|around|~|≈)\s*", re.IGNORECASE)
_BEHIND = re.compile(r"\s*(左右|上下|余|多)$")
_UNIT = re.compile(
    r"\s*(人|名|户|位|床|张|个|间|座|处|次|场|所|人次|m2|m²|㎡|m\^2|sqm|sq\.? ?m|"
    r"平方米|平米|平方|米|m|元|万元|yuan|rmb|persons?|people|places?|beds?|households?|seats?|%|岁|分)$",
    re.IGNORECASE,
)
_LONGEST = 200  # letters of a number, with what is said of it
_LARGEST = 1e15  # beyond it, no number of a survey; and whole numbers are no longer exact
_SMALL = 100_000  # numbers below it stand in columns again and again
_THOUSANDS = ("万", 1e4), ("千", 1e3), ("亿", 1e8)
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_COMMAS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_POINTS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_BLANKS = re.compile(r"(?<=\d)[\s'’](?=\d{3}(\D|$))")


@dataclass
class Cleaned:
    """Values of a column, and what was not read as it stood.

    Attributes
    ----------
    values
        One for each row, None for unknown.
    faults
        Row and reason (a key of `faults.REASONS`) of each cell that cannot be used.
    taken
        Row and what was taken of each cell that is used, though not as it stood.
    """

    values: list[Any]
    faults: list[tuple[int, str]] = field(default_factory=list)
    taken: list[tuple[int, str]] = field(default_factory=list)


def clean_numbers(
    cells: Sequence[Any],
    low: float | None = None,
    high: float | None = None,
    whole: bool = False,
) -> Cleaned:
    """Read the cells of a column as numbers.

    Parameters
    ----------
    cells
        Texts, numbers or None.
    low, high
        Smallest and largest number that makes sense; None for no limit.
    whole
        Whether only whole numbers make sense; 12.0 is one.

    Returns
    -------
    Cleaned
        Numbers as float, or as int if ``whole``. Faults are ``not_number``, ``below``,
        ``above``, ``not_whole``.
    """
    quick = read_plain(cells)
    if quick is not None:
        return _judge_all(quick, low, high, whole)
    comma = _uses_decimal_comma(cells)
    known: dict[str, tuple[float | None, bool]] = {}
    cleaned = Cleaned([None] * len(cells))
    for row, cell in enumerate(cells):
        if type(cell) is not str:
            number, about = read_number(cell, comma)
        elif cell in known:
            number, about = known[cell]
        else:
            number, about = known[cell] = read_number(cell, comma)
        if number is None:
            continue
        fault = _judge(number, low, high, whole)
        if fault:
            cleaned.faults.append((row, fault))
            continue
        cleaned.values[row] = int(number) if whole else number
        if about:
            cleaned.taken.append((row, f"{number:g}"))
    return cleaned


def _judge_all(
    array: NDArray[np.float64], low: float | None, high: float | None, whole: bool
) -> Cleaned:
    """Judge many numbers at once; the few with a fault are judged one by one."""
    with np.errstate(invalid="ignore"):
        good = np.abs(array) <= _LARGEST
        if low is not None:
            good &= array >= low
        if high is not None:
            good &= array <= high
        if whole:
            good &= array == np.floor(array)
    if good.all():
        return Cleaned(_whole_numbers(array) if whole else array.tolist())
    values = np.where(good, array, 0)
    cleaned = Cleaned(_whole_numbers(values) if whole else values.tolist())
    for row in np.flatnonzero(~good).tolist():
        cleaned.values[row] = None
        if not math.isnan(array[row]):
            cleaned.faults.append((row, _judge(float(array[row]), low, high, whole)))
    return cleaned


def _whole_numbers(array: NDArray[np.float64]) -> list[int]:
    """Write numbers as int: each small one is one object, however often it stands there."""
    numbers = array.astype(np.int64)
    if not len(numbers) or numbers.min() < 0 or numbers.max() >= min(len(numbers), _SMALL):
        return numbers.tolist()
    objects = np.arange(numbers.max() + 1).astype(object)
    return objects[numbers].tolist()


def _judge(number: float, low: float | None, high: float | None, whole: bool) -> str:
    if not math.isfinite(number):
        return "not_number"
    if low is not None and number < low:
        return "below"
    if (high is not None and number > high) or abs(number) > _LARGEST:
        return "above"
    return "not_whole" if whole and number != int(number) else ""


def read_plain(cells: Sequence[Any]) -> NDArray[np.float64] | None:
    """Read cells that hold plain numbers or nothing.

    Parameters
    ----------
    cells
        Texts, numbers or None.

    Returns
    -------
    Shape (n,): the numbers, NaN for nothing; None if a cell holds something else.
    """
    array = np.empty(len(cells))
    for start, block in zip(range(0, len(cells), BLOCK), blocks(cells), strict=True):
        try:
            array[start : start + len(block)] = list(map(float, block))
        except (TypeError, ValueError):
            try:
                array[start : start + len(block)] = [
                    math.nan if cell is None or cell == "" else float(cell) for cell in block
                ]
            except (TypeError, ValueError):
                return None
    return array


def _uses_decimal_comma(cells: Sequence[Any]) -> bool:
    """Tell whether a comma in these cells is a decimal one: if some can be nothing else."""
    for cell in cells:
        text = str(cell).strip() if isinstance(cell, str) else ""
        if "," in text and (
            (_DECIMAL_COMMA.fullmatch(text) and not _COMMAS.fullmatch(text))
            or (_POINTS.fullmatch(text) and "," in text)
        ):
            return True
    return False


def read_number(cell: Any, decimal_comma: bool = False) -> tuple[float | None, bool]:
    """Read one cell.

    Parameters
    ----------
    cell
        Text, number or None.
    decimal_comma
        Whether 1,234 is a little more than one.

    Returns
    -------
    number, about
        None for nothing said, NaN for what is no number; whether it was said to be about that.
    """
    if cell is None:
        return None, False
    if isinstance(cell, bool):
        return float(cell), False
    if isinstance(cell, int | float):
        return (None if isinstance(cell, float) and math.isnan(cell) else float(cell)), False
    text = str(cell).strip()
    if len(text) > _LONGEST:
        return math.nan, False
    text = unicodedata.normalize("NFKC", text).replace("−", "-").strip().strip("'\"").strip()
    if text.casefold() in NOTHING:
        return None, False
    about = bool(_ABOUT.match(text) or _BEHIND.search(text))
    text = _BEHIND.sub("", _ABOUT.sub("", text)).strip()
    text = _BEHIND.sub("", _UNIT.sub("", text, count=1)).strip()
    factor = 1.0
    for word, times in _THOUSANDS:
        if text.endswith(word):
            text, factor = text.removesuffix(word).strip(), times
    text = _BLANKS.sub("", text)
    if decimal_comma and _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    elif _COMMAS.fullmatch(text):
        text = text.replace(",", "")
    elif _POINTS.fullmatch(text) and (decimal_comma or "," in text):
        text = text.replace(".", "").replace(",", ".")
    if not _PLAIN.fullmatch(text):
        return math.nan, False
    return float(text) * factor, about
