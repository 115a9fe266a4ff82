"""Reads dates as people write them: 2025-03-03, 2025/4/3, 2025年4月3日, 3.4.2025, 45000."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from .numbers import NOTHING, Cleaned

if TYPE_CHECKING:
    from collections.abc import Sequence

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:[T\s].*)?")
_MONTH_ONLY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})月?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?:[T\s].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_FIRST_DAY = dt.date(1899, 12, 30)  # of spreadsheets
_EARLIEST, _LATEST = dt.date(1900, 1, 1), dt.date(2100, 1, 1)


def clean_dates(cells: Sequence[Any]) -> Cleaned:
    """Read the cells of a column as dates, times of day left out.

    Parameters
    ----------
    cells
        Texts, numbers or None.

    Returns
    -------
    Cleaned
        ISO texts such as ``2025-04-03``. Where day and month of ``3/4/2025`` cannot be told apart
        by the rest of the column, the fault is ``day_or_month``; else ``not_date``.
    """
    day_first = _tell_order(cells)
    cleaned = Cleaned([None] * len(cells))
    known: dict[Any, tuple[str | None, str]] = {}
    for row, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        if cell not in known:
            known[cell] = _read_date(cell, day_first)
        cleaned.values[row], fault = known[cell]
        if fault:
            cleaned.faults.append((row, fault))
    return cleaned


def _read_date(cell: Any, day_first: bool | None) -> tuple[str | None, str]:
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    if text.casefold() in NOTHING:
        return None, ""
    found = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        return _make(int(found[1]), int(found[2]), int(found[3]))
    found = _YEAR_LAST.fullmatch(text)
    if found:
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first == second or second > 12:
            return _make(year, first, second)
        if first > 12 or day_first:
            return _make(year, second, first)
        return _make(year, first, second) if day_first is False else (None, "day_or_month")
    if _SERIAL.fullmatch(text):
        return _within(_FIRST_DAY + dt.timedelta(days=int(float(text))))
    return None, "not_date"


def _make(year: int, month: int, day: int) -> tuple[str | None, str]:
    try:
        return _within(dt.date(year, month, day))
    except ValueError:
        return None, "not_date"


def _within(day: dt.date) -> tuple[str | None, str]:
    return (day.isoformat(), "") if _EARLIEST <= day < _LATEST else (None, "not_date")


def _tell_order(cells: Sequence[Any]) -> bool | None:
    """Tell whether days come before months; None if no date of the column says."""
    days_first = months_first = 0
    for cell in {cell for cell in cells if isinstance(cell, str)}:
        found = _YEAR_LAST.fullmatch(unicodedata.normalize("NFKC", cell).strip())
        if found:
            days_first += int(found[1]) > 12
            months_first += int(found[2]) > 12
    if bool(days_first) == bool(months_first):
        return None
    return days_first > 0
