"""Reads opening hours in words: 周一至周五 07:45-16:30 is Mo-Fr 07:45-16:30."""

from __future__ import annotations

import re
import unicodedata

_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_CHINESE = "一二三四五六日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WHOLE_WEEK = {
    "每天",
    "每日",
    "天天",
    "全周",
    "daily",
    "everyday",
    "every day",
    "周一至周日",
    "全年",
}
_WORKDAYS = {"工作日", "weekdays", "weekday", "平日"}
_WEEKEND = {"周末", "双休日", "weekends", "weekend", "休息日"}
_ALWAYS = {"24小时", "24小时营业", "全天", "全天开放", "24h", "24hours", "24 hours", "全天候",
           "24/7",
           "24小时开放", "always", "always open", "昼夜"}  # fmt: skip
_TIME = (
    r"(?P<{n}p>上午|下午|晚上|早上|中午|凌晨|早|晚)?\s*(?P<{n}h>\d{{1,2}})"
    r"(?:[:.时点](?P<{n}m>\d{{2}})?分?(?P<{n}half>半)?)?\s*(?P<{n}s>am|pm|a\.m\.|p\.m\.)?"
)
_SPAN = re.compile(
    _TIME.format(n="a") + r"\s*(?:-|~|至|到|to|until)\s*" + _TIME.format(n="b"), re.IGNORECASE
)
_TO = re.compile(r"\s*(?:-|~|至|到|to|through)\s*")
_HOLIDAYS = re.compile(
    r"(?:法定)?节假日(?:休息|除外|不开放|闭馆|关闭)|closed on (?:public )?holidays"
)
_AFTERNOON = {"下午", "晚上", "晚", "pm", "p.m."}


def read_spoken_hours(text: str) -> str | None:
    """Write opening hours in the way of OpenStreetMap.

    Parameters
    ----------
    text
        Hours in Chinese or English words.

    Returns
    -------
    Such as ``Mo-Fr 07:45-16:30``; None if the words are not understood, or are written in that
    way already.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"[—–−~～]+", "-", plain).strip(" 。.")
    if plain in _ALWAYS:
        return None if text.strip() == "24/7" else "24/7"
    off = bool(_HOLIDAYS.search(plain))
    plain = _HOLIDAYS.sub("", plain).strip(" ,;、。()")
    rules = []
    for part in re.split(
        r"[;\n]|(?<=\d)[,、 ]+(?=周|星期|礼拜|工作日|周末|mon|tue|wed|thu|fri|sat|sun)", plain
    ):
        if not part.strip():
            continue
        rule = _read_rule(part.strip())
        if rule is None:
            return None
        rules.append(rule)
    if not rules:
        return None
    written = "; ".join([*rules, "PH off"] if off else rules)
    return None if written.casefold() == text.strip().casefold() else written


def _read_rule(part: str) -> str | None:
    first = _SPAN.search(part)
    if first is None:
        days = _read_days(re.sub(r"(全天|24小时|24h)(开放|营业)?$", "", part).strip(" :,"))
        return f"{days} 00:00-24:00" if days and days != "off" else None
    days = _read_days(part[: first.start()].strip(" :,("))
    if days is None:
        return None
    spans = []
    at = first.start()
    while at < len(part):
        found = _SPAN.match(part, at)
        if found is None:
            return None if part[at:].strip(" ,、)") else _join(days, spans)
        span = _write_span(found)
        if span is None:
            return None
        spans.append(span)
        at = found.end()
        while at < len(part) and part[at] in " ,、和及)":
            at += 1
    return _join(days, spans)


def _join(days: str, spans: list[str]) -> str:
    return f"{days} {','.join(spans)}".strip()


def _read_days(text: str) -> str | None:
    text = text.strip()
    if not text or text in _WHOLE_WEEK:
        return "Mo-Su"
    if text in _WORKDAYS:
        return "Mo-Fr"
    if text in _WEEKEND:
        return "Sa-Su"
    days = []
    for piece in re.split(r"\s*[,、和及&]\s*|\s+and\s+", text):
        ends = [_read_day(end) for end in _TO.split(piece)]
        if None in ends or len(ends) > 2:
            return None
        days.append("-".join(str(end) for end in ends))
    return ",".join(days)


def _read_day(word: str) -> str | None:
    word = re.sub(r"^(周|星期|礼拜)", "", word.strip()).replace("天", "日")
    if len(word) == 1 and word in _CHINESE:
        return _CODES[_CHINESE.index(word)]
    return next(
        (
            code
            for code, name in zip(_CODES, _ENGLISH, strict=True)
            if re.fullmatch(rf"{name}[a-z]*\.?", word) or word == code.casefold()
        ),
        None,
    )


def _write_span(found: re.Match[str]) -> str | None:
    ends = []
    for n in "ab":
        hour = int(found[f"{n}h"])
        minute = 30 if found[f"{n}half"] else int(found[f"{n}m"] or 0)
        half = found[f"{n}p"] or found[f"{n}s"]
        if n == "b" and not half and found["ap"] in _AFTERNOON and hour > int(found["ah"]):
            half = found["ap"]  # said once for both
        if half in _AFTERNOON and hour < 12:
            hour += 12
        if half in ("am", "a.m.", "凌晨") and hour == 12:
            hour = 0
        if hour > 24 or minute > 59 or (hour == 24 and (minute or n == "a")):
            return None
        ends.append(f"{hour:02d}:{minute:02d}")
    return "-".join(ends)
