"""Tells whether opening hours are written in the way of OpenStreetMap, and if not, why.

Only the grammar in daily use is known: months, days of month, weeks, weekdays, holidays, times of
the clock and of the sun, *open*, *closed*, *off*, and remarks in quotes. What it accepts, the
library opening_hours accepts too; a few rarities that the library accepts are refused.
"""

from __future__ import annotations

import re

from ..gis.i18n import tr

_END = r"(?= |,|$)"
_DAY = r"(?:mo|tu|we|th|fr|sa|su)"
_NTH = r"\[-?[1-5](?:-[1-5])?(?:,-?[1-5](?:-[1-5])?)*\]"
_SOME_DAYS = rf"{_DAY}(?:-{_DAY}|{_NTH})?(?![a-z])"
_HOLIDAY = r"(?:ph|sh)(?![a-z])"
_DAYS = re.compile(
    rf"(?:{_HOLIDAY}(?:, ?{_HOLIDAY})* {_SOME_DAYS}(?:,{_SOME_DAYS})*"
    rf"|(?:{_HOLIDAY}|{_SOME_DAYS})(?:, ?(?:{_HOLIDAY}|{_SOME_DAYS}))*){_END}"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d|\+)?(?:,(?:19|20)\d\d)*(?= |$)")
_WEEK = r"(?:5[0-3]|[1-4]\d|0?[1-9])(?!\d)"
_SOME_WEEKS = rf"{_WEEK}(?:-{_WEEK}(?:/\d+)?)?"
_WEEKS = re.compile(rf"week {_SOME_WEEKS}(?:, ?{_SOME_WEEKS})*")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_MONTH_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d|:)"
_DATE = rf"(?:(?:\d{{4}} )?{_MONTH} {_MONTH_DAY}|easter)"
_SEASON = rf"(?:{_DATE}(?:-(?:{_DATE}|{_MONTH_DAY}))?|{_MONTH}(?:-{_MONTH})?)"
_SEASONS = re.compile(rf"{_SEASON}(?:, ?{_SEASON})*(?![a-z])")
_CLOCK = r"(?P<{n}h>\d{{1,2}}):(?P<{n}m>\d{{2}})(?!\d)"
_SUN = r"(?:sunrise|sunset|dawn|dusk)"
_SUN_TIME = rf"(?:{_SUN}|\({_SUN}[+-]\d{{1,2}}:\d{{2}}\))"
_TIMES = re.compile(
    rf"(?:{_CLOCK.format(n='a')}|{_SUN_TIME})"
    rf"(?: ?- ?(?:{_CLOCK.format(n='b')}|{_SUN_TIME})\+?|\+){_END}"
)
_ALONE = re.compile(rf"(?:\d{{1,2}}:\d{{2}}|{_SUN_TIME})(?![\d:])")
_MORE_TIMES = re.compile(r" ?, ?(?=\d|\(|sun|dawn|dusk)")
_STATE = re.compile(r"(?:open|closed|off|unknown)(?= |,|$)")
_REMARK = re.compile(r'"[^"]*"')
_LATEST = 48  # hours: a span may end after midnight


def hours_fault(text: str) -> str:
    """Say why opening hours cannot be read.

    Parameters
    ----------
    text
        Such as ``Mo-Fr 07:45-16:30; PH off``.

    Returns
    -------
    A sentence; empty if they can be read.
    """
    plain = _REMARK.sub('""', " ".join(text.split())).casefold()
    if not plain:
        return tr("nothing is written.")
    for rule in re.split(r";| \|\| ", plain):
        if not rule.strip():
            return tr("something is missing before or behind a semicolon.")
        why = _read_rule(rule.strip())
        if why:
            return why
    return ""


def _read_rule(rule: str) -> str:
    """Read days and times, and what holds then; say what is not understood."""
    at = 0
    always = rule.startswith("24/7")
    if always:
        at = _skip(rule, 4)
    for selector in () if always else (_YEARS, _SEASONS, _WEEKS, _DAYS):
        found = selector.match(rule, at)
        if found is not None:
            at = _skip(rule, found.end())
    if not always:
        at, why = _read_times(rule, at)
        if why:
            return why
    for known in (_STATE, _REMARK):
        found = known.match(rule, at)
        if found is not None:
            at = _skip(rule, found.end())
    if at == len(rule):
        return ""
    if rule[at : at + 2] == ", " and at:
        return _read_rule(rule[at + 2 :])
    return tr("{part} is not understood.").format(part=rule[at:])


def _read_times(rule: str, at: int) -> tuple[int, str]:
    """Read spans of time; return where they end, and what is wrong with one."""
    while True:
        found = _TIMES.match(rule, at)
        if found is None:
            if _ALONE.match(rule, at):
                return at, tr("{part} is a time without an end.").format(part=rule[at:])
            return at, ""
        why = _judge_span(found)
        if why:
            return at, why
        at = _skip(rule, found.end())
        more = _MORE_TIMES.match(rule, at)
        if more is None:
            return at, ""
        at = more.end()


def _judge_span(found: re.Match[str]) -> str:
    for n, latest in (("a", 23 * 60 + 59), ("b", _LATEST * 60)):
        if found[f"{n}h"] is None:
            continue
        hour, minute = int(found[f"{n}h"]), int(found[f"{n}m"])
        if minute > 59 or 60 * hour + minute > latest:
            return tr("{part}: there is no such time.").format(part=found[0])
    return ""


def _skip(rule: str, at: int) -> int:
    while at < len(rule) and rule[at] == " ":
        at += 1
    return at
