"""Reads years, months, dates and weeks of opening hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .hours_rules import EARLIEST_YEAR, LATEST_YEAR, Dates, Weeks, YearDays, Years

if TYPE_CHECKING:
    from .hours_rules import DaySelector
    from .hours_scanner import Scanner

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_years(scan: Scanner) -> tuple[Years, ...]:
    """Read ``2026``, ``2026-2030/2``, ``2026,2028+``; nothing where no year stands."""
    years: list[Years] = []
    while _sees_year(scan):
        first = scan.next().value
        last, step = first, 1
        if scan.take("+"):
            last = LATEST_YEAR
        elif scan.sees("-") and _sees_year(scan, ahead=1):
            scan.next()
            last = scan.next().value
            if last < first:
                scan.refuse_date(scan.before)
            if scan.take("/"):
                step = _read_step(scan)
        years.append(Years(first, last, step))
        if not (scan.sees(",") and _sees_year(scan, ahead=1)):
            break
        scan.next()
    return tuple(years)


def read_dates(
    scan: Scanner, years: tuple[Years, ...]
) -> tuple[tuple[Years, ...], tuple[DaySelector, ...]]:
    """Read months and dates: ``Apr-Oct``, ``Dec 24-26,31``, ``2026 Dec 24-2027 Jan 6``.

    Parameters
    ----------
    scan
        At a month.
    years
        What stands before it.

    Returns
    -------
    Years that are left to be kept to, and the dates.
    """
    year = None
    if len(years) == 1 and years[0].first == years[0].last:
        year, years = years[0].first, ()
    selector, month = _read_date(scan, year)
    dates = [selector]
    while scan.sees(","):
        if year is None and scan.sees("month", ahead=1):
            scan.next()
            selector, month = _read_date(scan, None)
        elif year is not None and _sees_year(scan, ahead=1) and scan.sees("month", ahead=2):
            scan.next()
            year = scan.next().value
            selector, month = _read_date(scan, year)
        elif month is not None and _sees_day(scan, ahead=1):
            scan.next()
            selector = _read_days(scan, year, month)
        else:
            break
        dates.append(selector)
    return years, tuple(dates)


def read_weeks(scan: Scanner) -> tuple[Weeks, ...]:
    """Read ``week 10-20/2,30``; nothing where no week stands."""
    if not scan.sees_word("week", "weeks"):
        return ()
    scan.next()
    weeks: list[Weeks] = []
    while True:
        first = last = _read_week(scan)
        step = 1
        if scan.take("-"):
            last = _read_week(scan)
            if last < first:
                scan.refuse_date(scan.before)
            if scan.take("/"):
                step = _read_step(scan)
        weeks.append(Weeks(first, last, step))
        if not (scan.sees(",") and _sees_day(scan, ahead=1)):
            return tuple(weeks)
        scan.next()


def _read_date(scan: Scanner, year: int | None) -> tuple[DaySelector, int | None]:
    """Read one range; also its month, if days of that month may follow after a comma."""
    month = scan.next().value + 1
    if not _sees_day(scan):
        last = month
        if scan.sees("-") and scan.sees("month", ahead=1):
            scan.next()
            last = scan.next().value + 1
            if _sees_day(scan):
                # Jan-Mar 8: a range of dates whose first day is missing.
                scan.refuse()
        return _make_range(scan, year, (month, 1), year, (last, 31)), None
    first = (month, _read_day(scan, month))
    if scan.sees("-") and (scan.sees("month", ahead=1) or _sees_year(scan, ahead=1)):
        scan.next()
        last_year = scan.next().value if _sees_year(scan) else None
        last_month = scan.need("month").value + 1
        last_day = (last_month, _read_day(scan, 0))
        if last_year is None and year is not None:
            last_year = year + (last_day < first)
        if (last_year is None) != (year is None):
            scan.refuse_date(scan.before)
        return _make_range(scan, year, first, last_year, last_day), None
    if scan.sees("-") and _sees_day(scan, ahead=1):
        scan.next()
        last_day = (month, _read_day(scan, 0))
        if last_day < first:
            scan.refuse_date(scan.before)
        return _make_range(scan, year, first, year, last_day), month
    if scan.sees("+"):
        if year is None:
            scan.refuse_uncovered()
        scan.next()
        return Dates((year, *first), (LATEST_YEAR, 12, 31)), None
    return _make_range(scan, year, first, year, first), month


def _read_days(scan: Scanner, year: int | None, month: int) -> DaySelector:
    """Read ``26`` or ``26-28`` of a month that was named before."""
    first = last = (month, _read_day(scan, month))
    if scan.sees("-") and _sees_day(scan, ahead=1):
        scan.next()
        last = (month, _read_day(scan, 0))
        if last < first:
            scan.refuse_date(scan.before)
    return _make_range(scan, year, first, year, last)


def _make_range(
    scan: Scanner,
    first_year: int | None,
    first: tuple[int, int],
    last_year: int | None,
    last: tuple[int, int],
) -> DaySelector:
    if first_year is None or last_year is None:
        return YearDays(first, last)
    if (last_year, last) < (first_year, first):
        # 2026 Nov-Feb may end in this winter or the last.
        scan.refuse_date(scan.before)
    return Dates((first_year, *first), (last_year, *last))


def _sees_year(scan: Scanner, ahead: int = 0) -> bool:
    token = scan.ahead(ahead)
    return token.kind == "number" and EARLIEST_YEAR <= token.value <= LATEST_YEAR


def _sees_day(scan: Scanner, ahead: int = 0) -> bool:
    token = scan.ahead(ahead)
    return token.kind == "number" and len(token.text) <= 2


def _read_day(scan: Scanner, month: int) -> int:
    """Read the day of a month; 0: of any, as Apr 1-31 is often written."""
    token = scan.need("number")
    if not 1 <= token.value <= (_LONGEST[month - 1] if month else 31):
        scan.refuse_date(token)
    return token.value


def _read_week(scan: Scanner) -> int:
    token = scan.need("number")
    if not 1 <= token.value <= 53:
        scan.refuse_date(token)
    return token.value


def _read_step(scan: Scanner) -> int:
    token = scan.need("number")
    if token.value < 1:
        scan.refuse_date(token)
    return token.value
