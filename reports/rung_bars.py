"""Stacked bars of rungs and of what is short, with their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..gis.palette import CANNOT_TELL, HAIRLINE, INK, PAPER, RUNGS, UNHEARD
from ..gis.symbols import fill, hatch
from .lettering import measure_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qgis.core import QgsFillSymbol

    from .sheet import Sheet

SHORTCOMINGS = {
    "good": RUNGS[3],
    "full": "#a63f12",
    "poor": RUNGS[0],
    "shut": "#5b4aa0",
    "too_small": RUNGS[1],
}
"""Of those who reach a service: good, or the first thing that is short."""


def symbol_of(part: str) -> QgsFillSymbol:
    """Return the ground of a part: a colour, hatched for unknown, outlined for unheard."""
    if part == "unknown":
        return hatch("#7d848a", CANNOT_TELL, 1.1)
    if part == "unheard":
        return fill(PAPER, UNHEARD, 0.45, dash=True)
    color = SHORTCOMINGS.get(part) or RUNGS[int(part[-1])]
    return fill(color, color, 0.0)


def add_stack(
    sheet: Sheet, x: float, y: float, w: float, h: float, parts: Mapping[str, float]
) -> None:
    """Draw a bar divided by the persons of its parts; an empty outline where there are none.

    Parameters
    ----------
    sheet, x, y, w, h
        Where to, mm.
    parts
        Persons by part, from left to right.
    """
    total = sum(parts.values())
    if not total:
        sheet.box(x, y, w, h, PAPER, HAIRLINE)
        return
    left = x
    for part, persons in parts.items():
        if persons:
            wide = w * persons / total
            inset = 0.2 if part == "unheard" else 0.0
            sheet.patch(left + inset, y + inset, wide - 2 * inset, h - 2 * inset, symbol_of(part))
            left += wide


def add_part_key(
    sheet: Sheet,
    x: float,
    y: float,
    w: float,
    names: Sequence[tuple[str, str]],
    points: float = 7.4,
) -> float:
    """Explain the parts of bars, in as many lines as it takes; return the height.

    Parameters
    ----------
    sheet, x, y, w
        Where to, and how wide.
    names
        Part and what it is called.
    points
        Size of the letters.
    """
    left, top = x, y
    for part, name in names:
        wide = 4.4 + measure_text(name, points) + 5.0
        if left + wide > x + w and left > x:
            left, top = x, top + 4.6
        sheet.patch(left, top + 0.9, 3.2, 2.4, symbol_of(part))
        sheet.text(left + 4.4, top, wide, name, points, INK)
        left += wide
    return top + 4.6 - y
