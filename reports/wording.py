"""The languages of printed sheets: chosen for each report, whatever QGIS speaks."""

from __future__ import annotations

import re

from ..gis.words import Words
from .chinese import say_chinese

ENGLISH_CODE, CHINESE_CODE = "en", "zh"


def words_of(language: str) -> Words:
    """Return the words of a language.

    Parameters
    ----------
    language
        ``en`` or ``zh``.
    """
    if language == CHINESE_CODE:
        return Words(say_chinese, chinese=True)
    return Words(lambda text: text, chinese=False)


def write_number(value: float | None) -> str:
    """Write persons with separators; a dash where the number is unknown."""
    return "–" if value is None else f"{value:,.0f}"


def write_share(value: float | None) -> str:
    """Write a share as per cent, so that 100 % and 0 % mean all and nobody."""
    if value is None:
        return "–"
    percent = 100 * value
    if 99.5 <= percent < 100:
        return ">99 %"
    if 0 < percent < 0.5:
        return "<1 %"
    return f"{percent:.0f} %"


def write_group(group: str, words: Words) -> str:
    """Write whom a service is for.

    Parameters
    ----------
    group
        As the standard writes it: ``all``, ``60+``, ``3-6``, ``0-14|60+``, ``all (esp. 60+)``.
    words
        The language.
    """
    tr = words.say
    especially = re.fullmatch(r"all \(esp\. (.+)\)", group)
    if especially:
        return tr("everyone, above all {group}").format(group=_ages(especially[1], words))
    if group in ("", "all"):
        return tr("everyone")
    return _ages(group, words)


def _ages(group: str, words: Words) -> str:
    tr = words.say
    parts = []
    for part in group.split("|"):
        older, span = re.fullmatch(r"(\d+)\+", part), re.fullmatch(r"(\d+)-(\d+)", part)
        if older:
            parts.append(tr("aged {low} and over").format(low=older[1]))
        elif span:
            parts.append(tr("aged {low}–{high}").format(low=span[1], high=span[2]))
        else:
            parts.append(part)
    return tr(" and ").join(parts)


def write_tier(tier: str, words: Words) -> str:
    """Write the tier of a service: ``5min``, ``15min|10min``, ``block``."""
    tr = words.say
    if tier == "block":
        return tr("block")
    minutes = [part[:-3] for part in tier.split("|") if part.endswith("min")]
    if not minutes:
        return tier
    return tr("{minutes} min").format(minutes=", ".join(sorted(minutes, key=int)))


def write_requirement(requirement: str, words: Words) -> str:
    """Write how a standard grades a service."""
    tr = words.say
    grades = {
        "must": tr("required"),
        "should": tr("recommended"),
        "on demand": tr("on demand"),
        "basic": tr("basic"),
        "quality": tr("for quality"),
    }
    return grades.get(requirement, requirement)


def write_limit(limit_m: float | None, limit_min: float | None, rule: str, words: Words) -> str:
    """Write the farthest walk in the unit of the rule."""
    tr = words.say
    if rule == "minutes" and limit_min is not None:
        return tr("{n:.0f} min").format(n=limit_min)
    return "–" if limit_m is None else tr("{n:.0f} m").format(n=limit_m)
