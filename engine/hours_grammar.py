"""Reads opening hours in OpenStreetMap's syntax into rules.

Covered are ``24/7``, the states open, off (closed) and unknown, comments; years, months, dates,
weeks, weekdays (the nth of a month too), public and school holidays; times, over midnight, with an
open end, with sunrise and sunset; rules joined by ``;``, ``,`` and ``||``. Hours without minutes,
with am and pm, a point or an h, names in full, any case, and times before weekdays are tolerated.
Not covered are Easter and days counted from holidays, dates by weekday (``Oct Su[-1]``), repeated
times (``10:00-16:00/01:00``) and single times.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .hours_dates import read_dates, read_weeks, read_years
from .hours_rules import ADD, CLOSED, FALL_BACK, OPEN, OVERRIDE, UNKNOWN, Rule, Weekdays
from .hours_scanner import Scanner
from .hours_times import begins_time, read_times

if TYPE_CHECKING:
    from .hours_rules import DaySelector

_STATES = {"open": OPEN, "off": CLOSED, "closed": CLOSED, "unknown": UNKNOWN}


def read_rules(text: str) -> tuple[Rule, ...]:
    """Read the rules of opening hours.

    Raises
    ------
    EngineError
        If the text cannot be read.
    """
    scan = Scanner(text)
    rules: list[Rule] = []
    link = OVERRIDE
    while True:
        while link == OVERRIDE and scan.take(";"):
            pass
        if scan.sees("end") and link == OVERRIDE and rules:
            return tuple(rules)
        rules.append(_read_rule(scan, link))
        if scan.sees("end"):
            return tuple(rules)
        link = scan.here.kind
        if link not in (OVERRIDE, ADD, FALL_BACK):
            scan.refuse()
        scan.next()


def _read_rule(scan: Scanner, link: str) -> Rule:
    rule = Rule(link)
    begin = scan.at
    if scan.sees("comment") and scan.sees(":", ahead=1):
        scan.next()
        scan.next()
    if scan.take("always"):
        return replace(rule, state=_read_state(scan))
    if begins_time(scan):
        rule = _read_weekdays(scan, replace(rule, spans=read_times(scan)))
        # 10:00-12:00 PH off lacks a sign somewhere: which, nobody knows.
        if rule.names_days and _begins_state(scan):
            scan.refuse()
        return replace(rule, state=_read_state(scan))
    rule = _read_days(scan, rule)
    if begins_time(scan):
        rule = replace(rule, spans=read_times(scan))
    elif scan.sees(","):
        # Nobody who writes Mo-Fr, 10:00-12:00 means all day on weekdays.
        scan.refuse()
    rule = replace(rule, state=_read_state(scan))
    if scan.at == begin:
        scan.refuse()
    return rule


def _read_days(scan: Scanner, rule: Rule) -> Rule:
    years = read_years(scan)
    dates: tuple[DaySelector, ...] = ()
    if scan.sees("month"):
        years, dates = read_dates(scan, years)
    weeks = read_weeks(scan)
    if scan.sees_word("easter"):
        scan.refuse_uncovered()
    if years or dates or weeks:
        scan.take(":")
    return _read_weekdays(scan, replace(rule, years=years, dates=dates, weeks=weeks))


def _read_weekdays(scan: Scanner, rule: Rule) -> Rule:
    """Read weekdays and holidays: ``Mo-Fr``, ``Sa[1],PH``, ``SH Mo-Fr``."""
    if not _names_day(scan):
        return rule
    weekdays, holidays = _read_day_list(scan)
    any_kind = True
    if _names_day(scan):
        # SH Mo-Fr: both must agree; in the other order nobody knows what is meant.
        if weekdays or not scan.sees("weekday"):
            scan.refuse()
        weekdays, more = _read_day_list(scan)
        if more:
            scan.refuse()
        any_kind = False
    scan.take(":")
    return replace(
        rule,
        weekdays=weekdays,
        holidays="ph" in holidays,
        school_holidays="sh" in holidays,
        any_kind=any_kind,
    )


def _read_day_list(scan: Scanner) -> tuple[tuple[Weekdays, ...], set[str]]:
    weekdays: list[Weekdays] = []
    holidays: set[str] = set()
    while True:
        if scan.sees("weekday"):
            weekdays.append(_read_weekday(scan))
        else:
            holidays.add(scan.next().text)
            if scan.sees("+") or scan.sees("-"):
                scan.refuse_uncovered()
        if not (scan.sees(",") and _names_day(scan, ahead=1)):
            return tuple(weekdays), holidays
        scan.next()


def _names_day(scan: Scanner, ahead: int = 0) -> bool:
    return scan.sees("weekday", ahead) or scan.sees_word("ph", "sh", ahead=ahead)


def _read_weekday(scan: Scanner) -> Weekdays:
    first = scan.next().value
    if scan.sees("-") and scan.sees("weekday", ahead=1):
        scan.next()
        return Weekdays(first, scan.next().value)
    if not scan.take("["):
        return Weekdays(first, first)
    nth: set[int] = set()
    while True:
        start = _read_nth(scan)
        end = _read_nth(scan) if start > 0 and scan.take("-") else start
        if end < start:
            scan.refuse()
        nth.update(range(start, end + 1))
        if not scan.take(","):
            break
    scan.need("]")
    return Weekdays(first, first, frozenset(nth), _read_shift(scan))


def _read_nth(scan: Scanner) -> int:
    sign = -1 if scan.take("-") else 1
    if not (scan.sees("number") and 1 <= scan.here.value <= 5):
        scan.refuse()
    return sign * scan.next().value


def _read_shift(scan: Scanner) -> int:
    """Read ``+1 day`` after the nth weekday."""
    if not (scan.sees("+") or scan.sees("-")):
        return 0
    sign = 1 if scan.next().kind == "+" else -1
    if not (scan.sees("number") and 1 <= scan.here.value <= 31):
        scan.refuse()
    days = scan.next().value
    if not scan.sees_word("day", "days"):
        scan.refuse()
    scan.next()
    return sign * days


def _begins_state(scan: Scanner) -> bool:
    return scan.sees("comment") or scan.sees_word(*_STATES)


def _read_state(scan: Scanner) -> str:
    if scan.sees_word(*_STATES):
        state = _STATES[scan.next().text]
        scan.take("comment")
        return state
    return UNKNOWN if scan.take("comment") else OPEN
