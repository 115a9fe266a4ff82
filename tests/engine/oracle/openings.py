"""The share of a period during which a place is open, minute by minute by a full parser."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
from opening_hours import OpeningHours

YEAR = 2025


@cache
def minutes(text: str, state: str) -> np.ndarray:
    """Mark the minutes of the year that are in a state."""
    start, end = dt.datetime(YEAR, 1, 1), dt.datetime(YEAR + 1, 1, 1)  # noqa: DTZ001
    marked = np.zeros(int((end - start).total_seconds()) // 60, dtype=bool)
    for begin, stop, is_now, *_ in OpeningHours(text).intervals(start, end):
        if str(is_now) == state:
            first = int((begin - start).total_seconds()) // 60
            marked[first : int((stop - start).total_seconds()) // 60] = True
    return marked


@cache
def is_open(text: str | None, period: str, share: float = 0.5) -> bool | None:
    """Tell whether a place is open during a share of a period; None for unknown."""
    if text is None:
        return None
    needed = minutes(period, "open")
    lowest = (minutes(text, "open") & needed).sum() / needed.sum()
    highest = lowest + (minutes(text, "unknown") & needed).sum() / needed.sum()
    if lowest >= share:
        return True
    return False if highest < share else None
