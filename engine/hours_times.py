"""Reads times of day of opening hours, with what is unknown about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .hours_rules import DAY, OPEN, UNKNOWN, Interval

if TYPE_CHECKING:
    from .hours_scanner import Scanner


class _Clock(NamedTuple):
    """Minutes from midnight between which a time lies; alike where it is known."""

    earliest: int
    latest: int


# Where the place is on the earth is not known here. These hold the whole year, twilight included,
# anywhere in China, which keeps one time from 73 to 135 degrees east, and in most other places
# up to 55 degrees north or south.
_MORNING = _Clock(2 * 60, 10 * 60 + 30)
_EVENING = _Clock(15 * 60, 23 * 60 + 30)
_EVENTS = {"dawn": _MORNING, "sunrise": _MORNING, "sunset": _EVENING, "dusk": _EVENING}


def begins_time(scan: Scanner, ahead: int = 0) -> bool:
    """Tell whether times begin here; a number is one only if a range follows."""
    token = scan.ahead(ahead)
    if token.kind == "number":
        return len(token.text) <= 2 and scan.sees("-", ahead + 1)
    return token.kind in ("time", "(") or scan.sees_word(*_EVENTS, ahead=ahead)


def read_times(scan: Scanner) -> tuple[Interval, ...]:
    """Read ``08:00-12:00,14:00-18:00``."""
    spans: list[Interval] = []
    while True:
        spans.extend(_read_span(scan))
        if not (scan.sees(",") and begins_time(scan, ahead=1)):
            return tuple(spans)
        scan.next()


def _read_span(scan: Scanner) -> list[Interval]:
    start = _read_clock(scan, 0, DAY - 1)
    if scan.take("+"):
        return [Interval(start.earliest, _guess_end(start.latest), UNKNOWN)]
    if not scan.sees("-"):
        # A single time, as for emptying a letter box.
        scan.refuse()
    scan.next()
    end = _read_clock(scan, 0, 2 * DAY)
    if end.latest <= start.earliest:
        end = _Clock(end.earliest + DAY, end.latest + DAY)
    spans = (
        [Interval(start.earliest, end.latest, UNKNOWN)]
        if start.earliest < start.latest or end.earliest < end.latest
        else []
    )
    if start.latest < end.earliest:
        spans.append(Interval(start.latest, end.earliest, OPEN))
    if scan.take("+"):
        spans.append(Interval(end.earliest, _guess_end(end.latest), UNKNOWN))
    elif scan.sees("/"):
        scan.refuse_uncovered()
    return spans


def _guess_end(minute: int) -> int:
    """Guess until when an open end may last, as full parsers do."""
    if minute < 17 * 60:
        return DAY
    return min(minute + (10 if minute < 22 * 60 else 8) * 60, 2 * DAY)


def _read_clock(scan: Scanner, earliest: int, latest: int) -> _Clock:
    if scan.take("("):
        event = _read_event(scan)
        if not (scan.sees("+") or scan.sees("-")):
            scan.refuse()
        sign = 1 if scan.next().kind == "+" else -1
        shift = sign * scan.need("time").value
        if abs(shift) > DAY // 2:
            scan.refuse_time(scan.before)
        scan.need(")")
        return _Clock(max(event.earliest + shift, 0), max(event.latest + shift, 0))
    if scan.sees_word(*_EVENTS):
        return _read_event(scan)
    if scan.sees("number") and len(scan.here.text) <= 2:
        minute = scan.next().value * 60
    else:
        minute = scan.need("time").value
    if not earliest <= minute <= latest:
        scan.refuse_time(scan.before)
    return _Clock(minute, minute)


def _read_event(scan: Scanner) -> _Clock:
    if not scan.sees_word(*_EVENTS):
        scan.refuse()
    return _EVENTS[scan.next().text]
