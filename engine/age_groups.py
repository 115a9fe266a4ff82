"""Whom a service is for: age groups as standards write them, and who walks for them.

Standards name school stages by shared boundaries (0-3, 3-6, 6-12, 12-15), so a range is half
open: 3-6 means three, four and five. The one exception is 0-14, the census band of children,
which ends with the fourteen-year-olds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .errors import EngineError

TOTAL = "population"

BANDS: tuple[tuple[int, int | None, str], ...] = (
    (0, 3, "pop_0_2"),
    (3, 6, "pop_3_5"),
    (6, 12, "pop_6_11"),
    (12, 15, "pop_12_14"),
    (15, 18, "pop_15_17"),
    (60, None, "pop_60_plus"),
    (80, None, "pop_80_plus"),
)
"""First age, the age after the last (None: no end) and the field that counts these people."""

AGE_FIELDS = tuple(field for _, _, field in BANDS)

INCLUSIVE_BANDS = {(0, 14)}
OLDEST = 150

_EVERYONE = {
    "all",
    "everyone",
    "all ages",
    "全体",
    "全体居民",
    "全龄",
    "所有人",
    "所有居民",
}
_WORDS = {
    "elderly": "60+",
    "older": "60+",
    "older people": "60+",
    "老年人": "60+",
    "老人": "60+",
    "children": "0-14",
    "儿童": "0-14",
}
_EMPHASIS = re.compile(
    r"^(?P<whom>.*?)[\s(（,，]*(?:\besp(?:ecially|\.)?(?=\s|$)|尤其是?|特别是)(?P<stress>.*)$"
)
_RANGE = re.compile(r"^(\d{1,3})\s*岁?\s*-\s*(\d{1,3})\s*岁?$")
_FROM = re.compile(r"^(\d{1,3})\s*岁?\s*(?:\+|及以上|以上)$")
_DASHES = re.compile(r"\s*[-‐‑–—－~～至到]+\s*")
_SEPARATORS = re.compile(r"\s*(?:\||;|；|、|/|\band\b|和|及(?!以上))\s*")

# Who needs most care first: a group of several parts walks at the pace of the first found.
_CARE_ORDER = ("frail", "older", "pram", "child", "adult")


@dataclass(frozen=True)
class AgeRange:
    """Ages from ``start`` up to but without ``end``; no end when ``end`` is None."""

    start: int
    end: int | None

    @property
    def walker(self) -> str:
        """Who walks for this range: the age at which it begins decides."""
        if self.start >= 80:
            return "frail"
        if self.start >= 60:
            return "older"
        if self.end is None or self.start >= 12:
            return "adult"
        return "pram" if self.start < 6 else "child"


@dataclass(frozen=True)
class TargetGroup:
    """The people whom a service is for.

    Attributes
    ----------
    text
        As the standard writes it.
    everyone
        True for all residents, whatever the emphasis.
    ranges
        The ages; for everyone, the ages that are stressed (may be empty).
    fields
        Population fields that add up to the group; None when they cannot be composed.
    walker
        Key of the walker whose pace counts.
    """

    text: str
    everyone: bool
    ranges: tuple[AgeRange, ...]
    fields: tuple[str, ...] | None
    walker: str


def read_target_group(text: str) -> TargetGroup:
    """Read a target group: ``all``, ``all (esp. 60+)``, ``0-3``, ``0-14|60+``, ``60岁及以上``.

    Parameters
    ----------
    text
        As written in the column ``target_age_group``.

    Returns
    -------
    TargetGroup

    Raises
    ------
    EngineError
        If the text is no age group.
    """
    tidy = text.strip().lower()
    emphasis = _EMPHASIS.match(tidy)
    whom = emphasis["whom"].strip() if emphasis else tidy
    stressed = emphasis["stress"].strip(" )）:：") if emphasis else ""
    if emphasis and not stressed:
        raise _unreadable(text)
    everyone = whom in _EVERYONE or (emphasis is not None and not whom)
    if everyone:
        ranges = _read_ranges(stressed, text) if stressed else ()
        return TargetGroup(text.strip(), True, ranges, (TOTAL,), _slowest(ranges))
    ranges = _read_ranges(whom, text)
    if stressed:
        _read_ranges(stressed, text)
    return TargetGroup(text.strip(), False, ranges, _compose(ranges), _slowest(ranges))


def list_population_fields(text: str) -> tuple[str, ...] | None:
    """List the population fields that add up to a target group; None: cannot be composed."""
    return read_target_group(text).fields


def choose_walker(text: str) -> str:
    """Choose the key of the walker who stands for a target group."""
    return read_target_group(text).walker


def _read_ranges(text: str, whole: str) -> tuple[AgeRange, ...]:
    return tuple(_read_range(part.strip(), whole) for part in _SEPARATORS.split(text))


def _read_range(part: str, whole: str) -> AgeRange:
    part = _DASHES.sub("-", _WORDS.get(part, part))
    if found := _FROM.match(part):
        start = int(found[1])
        if start < OLDEST:
            return AgeRange(start, None)
    elif found := _RANGE.match(part):
        start, end = int(found[1]), int(found[2])
        if (start, end) in INCLUSIVE_BANDS:
            end += 1
        if start < end <= OLDEST:
            return AgeRange(start, end)
    raise _unreadable(whole)


def _unreadable(text: str) -> EngineError:
    return EngineError(
        "'{text}' is not an age group. Write all, a range such as 3-6 (three, four and five), "
        "an age and older such as 60+, or several of them joined with |.",
        text=text.strip(),
    )


def _slowest(ranges: tuple[AgeRange, ...]) -> str:
    walkers = {part.walker for part in ranges}
    return next((key for key in _CARE_ORDER if key in walkers), "adult")


def _compose(ranges: tuple[AgeRange, ...]) -> tuple[str, ...] | None:
    fields: list[str] = []
    for part in _unite(ranges):
        found = _cover(part)
        if found is None:
            return None
        fields.extend(found)
    return tuple(fields)


def _unite(ranges: tuple[AgeRange, ...]) -> list[AgeRange]:
    """Join ranges that overlap or touch, so that nobody is counted twice."""
    united: list[AgeRange] = []
    for part in sorted(ranges, key=lambda r: r.start):
        last = united[-1] if united else None
        if last is None or (last.end is not None and part.start > last.end):
            united.append(part)
        elif last.end is not None:
            end = None if part.end is None else max(last.end, part.end)
            united[-1] = AgeRange(last.start, end)
    return united


def _cover(part: AgeRange) -> tuple[str, ...] | None:
    if part == AgeRange(0, None):
        return (TOTAL,)
    fields: list[str] = []
    age: int | None = part.start
    while age is not None and age != part.end:
        band = next((b for b in BANDS if b[0] == age), None)
        if band is None:
            return None
        _, after, field = band
        if part.end is not None and (after is None or after > part.end):
            return None
        fields.append(field)
        age = after
    return tuple(fields)
