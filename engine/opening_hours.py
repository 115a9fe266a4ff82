"""Opening hours in OpenStreetMap's syntax, and whether a place is open when it is needed.

Read is the common part of the syntax: what `hours_grammar` lists. Where full parsers differ,
this is what holds here:

- A rule after ``;`` replaces the rules before it on the days that it names, the hours after
  midnight of the day before among them; ``off`` only takes away its own times. A rule after
  ``,`` adds. A rule after ``||`` counts at times at which the others are closed.
- Unknown is a state of its own: ``unknown``, a comment without a state, the time after an open
  end (``17:00+``), and the hours in which the sun may rise (02:00 to 10:30) or set (15:00 to
  23:30).
- A comma and a space between weekdays or months lists them: ``Mo, We 10:00-12:00``.
- No school holidays are known, so a rule for them alone never holds.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from .hours_grammar import read_rules
from .hours_rules import (
    ADD,
    CLOSED,
    DAY,
    EARLIEST_YEAR,
    FALL_BACK,
    LATEST_YEAR,
    OPEN,
    UNKNOWN,
    Interval,
    Rule,
    Schedule,
    drop_closed,
    lay,
)

__all__ = [
    "DAY",
    "EARLIEST_YEAR",
    "LATEST_YEAR",
    "OPEN",
    "UNKNOWN",
    "Hours",
    "Interval",
    "read_hours",
]

UNKNOWN_TOLERATED = 0.05
"""Share of a period's minutes that may be unknown without making the answer unknown."""

# Monday to Sunday of a week without peculiarities.
_WEEK = tuple(date(2024, 7, day) for day in range(1, 8))


@dataclass(frozen=True)
class Hours:
    """Opening hours that were read.

    Attributes
    ----------
    text
        As they were written.
    rules
        In their order.
    """

    text: str
    rules: tuple[Rule, ...] = field(compare=False, repr=False)

    @property
    def is_weekly(self) -> bool:
        """Whether every week without a holiday is like the others."""
        return all(rule.is_weekly for rule in self.rules)

    def intervals(self, day: date, is_holiday: bool = False) -> list[Interval]:
        """List when it is open or unknown on a calendar day.

        Parameters
        ----------
        day
            The day, from the year 1900 to 9998.
        is_holiday
            Whether it is a public holiday. The day before is taken to be none.

        Returns
        -------
        Minutes from midnight, 0 to 1440, in their order. What lasts over midnight is split: its
        second half is listed under the next day.
        """
        return list(_find_schedule(self, day, is_holiday))

    def share_open(self, period: Hours, year: int) -> float | None:
        """Tell how much of a period the place is open.

        Parameters
        ----------
        period
            When it is needed, such as ``Mo-Fr 11:30-12:30``; only what is surely in it counts.
        year
            Year over which to add up, taken without holidays; 1900 to 9998.

        Returns
        -------
        Share of the period's known minutes, 0 to 1; None: unknown, because more than
        `UNKNOWN_TOLERATED` of the minutes are, or the period has none in that year.
        """
        total, is_open, unknown = _count(self, period, year)
        if not total or unknown > UNKNOWN_TOLERATED * total:
            return None
        return is_open / (total - unknown)

    def bound_share(self, period: Hours, year: int) -> tuple[float, float] | None:
        """Tell between which shares of a period the place is open, whatever unknown hours are.

        Parameters
        ----------
        period, year
            As for `share_open`.

        Returns
        -------
        Lowest and highest share of all the period's minutes; None: it has none in that year.
        """
        total, is_open, unknown = _count(self, period, year)
        return (is_open / total, (is_open + unknown) / total) if total else None


@lru_cache(maxsize=20_000)
def read_hours(text: str) -> Hours:
    """Read opening hours.

    Parameters
    ----------
    text
        As in OpenStreetMap's tag ``opening_hours``: ``Mo-Fr 08:00-17:00; Sa 09:00-12:00; PH off``.

    Raises
    ------
    EngineError
        If the text cannot be read, with the part that is at fault.
    """
    return Hours(text, read_rules(text))


def _find_schedule(hours: Hours, day: date, is_holiday: bool = False) -> Schedule:
    before = day - timedelta(days=1)
    return _join_rules(
        hours,
        tuple((rule.holds(day, is_holiday), rule.holds(before, False)) for rule in hours.rules),
    )


@lru_cache(maxsize=50_000)
def _join_rules(hours: Hours, holding: tuple[tuple[bool, bool], ...]) -> Schedule:
    """Join the rules of a day; for each is told if it holds on the day, and on the day before."""
    schedule: Schedule = ()
    for rule, (today, yesterday) in zip(hours.rules, holding, strict=True):
        own = rule.schedule(today, yesterday)
        if rule.link == FALL_BACK:
            schedule = lay(own, schedule)
        elif today and rule.link != ADD and rule.state != CLOSED:
            schedule = own
        else:
            schedule = lay(schedule, own)
        schedule = drop_closed(schedule)
    return schedule


@lru_cache(maxsize=50_000)
def _count(hours: Hours, period: Hours, year: int) -> tuple[int, int, int]:
    """Count the minutes of a period in a year, those open, and those unknown."""
    total = is_open = unknown = 0
    if hours.is_weekly and period.is_weekly:
        days = zip(_weekly(hours), _weekly(period), _count_weekdays(year), strict=True)
    else:
        ones = (1,) * _count_days(year)
        days = zip(_yearly(hours, year), _yearly(period, year), ones, strict=True)
    for ours, needed, times in days:
        for span in needed:
            if span.state != OPEN:
                continue
            total += times * (span.end - span.start)
            for item in ours:
                common = min(item.end, span.end) - max(item.start, span.start)
                if common <= 0:
                    continue
                if item.state == OPEN:
                    is_open += times * common
                else:
                    unknown += times * common
    return total, is_open, unknown


@lru_cache(maxsize=20_000)
def _weekly(hours: Hours) -> tuple[Schedule, ...]:
    return tuple(_find_schedule(hours, day) for day in _WEEK)


@lru_cache(maxsize=1_000)
def _yearly(hours: Hours, year: int) -> tuple[Schedule, ...]:
    if hours.is_weekly:
        week = _weekly(hours)
        first = date(year, 1, 1).weekday()
        return tuple(week[(first + n) % 7] for n in range(_count_days(year)))
    first_day = date(year, 1, 1).toordinal()
    days = [date.fromordinal(first_day + n) for n in range(-1, _count_days(year))]
    # As in _find_schedule, but asking each rule about each day once.
    held = [[rule.holds(day, False) for day in days] for rule in hours.rules]
    pairs = [zip(held_by_rule[1:], held_by_rule, strict=False) for held_by_rule in held]
    return tuple(_join_rules(hours, holding) for holding in zip(*pairs, strict=True))


@lru_cache(maxsize=100)
def _count_weekdays(year: int) -> tuple[int, ...]:
    first = date(year, 1, 1).weekday()
    days = _count_days(year)
    return tuple((days - (weekday - first) % 7 + 6) // 7 for weekday in range(7))


def _count_days(year: int) -> int:
    return 366 if calendar.isleap(year) else 365
