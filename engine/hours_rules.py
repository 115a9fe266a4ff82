"""The rules of opening hours: on which days each holds, and at which times of such a day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

OPEN = "open"
UNKNOWN = "unknown"
CLOSED = "closed"

OVERRIDE = ";"
ADD = ","
FALL_BACK = "||"

DAY = 1440
"""Minutes of a day."""

EARLIEST_YEAR = 1900
LATEST_YEAR = 9998


class Interval(NamedTuple):
    """Minutes ``start`` (in it) to ``end`` (not in it) of a day, open or unknown."""

    start: int
    end: int
    state: str


Schedule = tuple[Interval, ...]
"""A day's intervals in their order, apart from each other; between them it is closed."""


class DaySelector(Protocol):
    """Something that holds on some days."""

    def holds(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        ...


@dataclass(frozen=True)
class Years:
    """Every ``step``-th year from first to last."""

    first: int
    last: int
    step: int = 1

    def holds(self, day: date) -> bool:
        """Tell whether the day is in such a year."""
        return self.first <= day.year <= self.last and (day.year - self.first) % self.step == 0


@dataclass(frozen=True)
class Weeks:
    """Every ``step``-th ISO week from first to last, each year anew."""

    first: int
    last: int
    step: int = 1

    def holds(self, day: date) -> bool:
        """Tell whether the day is in such a week."""
        week = day.isocalendar().week
        return self.first <= week <= self.last and (week - self.first) % self.step == 0


@dataclass(frozen=True)
class YearDays:
    """Days from one (month, day) to another, both in it, each year; over New Year too."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        """Tell whether the day is one of them."""
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


@dataclass(frozen=True)
class Dates:
    """Days from one (year, month, day) to another, both in it."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]

    def holds(self, day: date) -> bool:
        """Tell whether the day is one of them."""
        return self.first <= (day.year, day.month, day.day) <= self.last


@dataclass(frozen=True)
class Weekdays:
    """Weekdays from first to last (Monday is 0), over Sunday too.

    Attributes
    ----------
    nth
        Only the nth of such a weekday in its month, from its end where negative; empty: all.
    shift
        Days to move by: ``Su[1] +1 day`` is the day after the first Sunday.
    """

    first: int
    last: int
    nth: frozenset[int] = frozenset()
    shift: int = 0

    def holds(self, day: date) -> bool:
        """Tell whether the day is such a weekday."""
        if self.shift:
            day -= timedelta(days=self.shift)
        if (day.weekday() - self.first) % 7 > (self.last - self.first) % 7:
            return False
        if not self.nth:
            return True
        days = calendar.monthrange(day.year, day.month)[1]
        return (day.day + 6) // 7 in self.nth or -((days - day.day + 7) // 7) in self.nth


@dataclass(frozen=True)
class Rule:
    """One rule of opening hours.

    Attributes
    ----------
    link
        How it joins the rules before it: `OVERRIDE`, `ADD` or `FALL_BACK`.
    state
        What holds at its times.
    spans
        Its times as minutes from midnight, up to two days.
    years, dates, weeks, weekdays
        Days on which it holds: all kinds that are given must agree, one of each is enough.
    holidays, school_holidays
        Whether it names public holidays, school holidays.
    any_kind
        Whether holidays or weekdays are enough (``PH,Mo``), or both must agree (``PH Mo``).
    """

    link: str
    state: str = OPEN
    spans: tuple[Interval, ...] = (Interval(0, DAY, OPEN),)
    years: tuple[DaySelector, ...] = ()
    dates: tuple[DaySelector, ...] = ()
    weeks: tuple[DaySelector, ...] = ()
    weekdays: tuple[Weekdays, ...] = ()
    holidays: bool = False
    school_holidays: bool = False
    any_kind: bool = True

    @property
    def is_weekly(self) -> bool:
        """Whether it is the same every week."""
        return not (self.years or self.dates or self.weeks) and all(
            not item.nth for item in self.weekdays
        )

    @property
    def names_days(self) -> bool:
        """Whether it names days at all."""
        kinds = (self.years, self.dates, self.weeks, self.weekdays)
        return any(kinds) or self.holidays or self.school_holidays

    def holds(self, day: date, is_holiday: bool) -> bool:
        """Tell whether a day, as a day on which spans begin, is one of the rule's."""
        for kind in (self.years, self.dates, self.weeks):
            if kind and not any(item.holds(day) for item in kind):
                return False
        weekday = any(item.holds(day) for item in self.weekdays)
        if not (self.holidays or self.school_holidays):
            return weekday or not self.weekdays
        holiday = self.holidays and is_holiday
        if self.any_kind or not self.weekdays:
            return holiday or weekday
        return holiday and weekday

    def schedule(self, today: bool, yesterday: bool) -> Schedule:
        """Return what its spans make of a day.

        Parameters
        ----------
        today, yesterday
            Whether spans begin on the day, and on the day before.
        """
        parts = []
        for begins, offset in ((today, 0), (yesterday, DAY)):
            for span in self.spans if begins else ():
                start, end = max(span.start - offset, 0), min(span.end - offset, DAY)
                if start < end:
                    state = span.state if self.state == OPEN else self.state
                    parts.append(Interval(start, end, state))
        # What is known lies on what is unknown.
        return lay((), sorted(parts, key=lambda part: part.state == OPEN))


def lay(below: Schedule, above: Iterable[Interval]) -> Schedule:
    """Lay a schedule on another: where both have an interval, the one above counts.

    Intervals that are closed may be among those above, and cut what is below.
    """
    for new in above:
        cut = []
        for old in below:
            if old.start < new.start:
                cut.append(Interval(old.start, min(old.end, new.start), old.state))
            if old.end > new.end:
                cut.append(Interval(max(old.start, new.end), old.end, old.state))
        cut.append(new)
        below = tuple(sorted(cut))
    return _join(below)


def drop_closed(schedule: Schedule) -> Schedule:
    """Leave out intervals that are closed."""
    return tuple(item for item in schedule if item.state != CLOSED)


def _join(schedule: Schedule) -> Schedule:
    joined: list[Interval] = []
    for item in schedule:
        if joined and joined[-1].end == item.start and joined[-1].state == item.state:
            joined[-1] = Interval(joined[-1].start, item.end, item.state)
        else:
            joined.append(item)
    return tuple(joined)
