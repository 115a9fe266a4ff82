"""What a full parser of opening hours makes of a text, minute by minute."""

import datetime as dt
import re
from dataclasses import dataclass

from lifecircle.engine.opening_hours import read_hours
from opening_hours import OpeningHours

DAY = 1440
STATES = {"closed": 0, "unknown": 1, "open": 2}
CLOSED, UNKNOWN, OPEN = STATES.values()
WEEKDAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)"

#: Mondays of weeks with a turn of the year, of month, of week 53, a 29th of February, in summer.
MONDAYS = [
    dt.date(2025, 12, 29),
    dt.date(2026, 2, 23),
    dt.date(2026, 3, 30),
    dt.date(2026, 7, 6),
    dt.date(2026, 8, 31),
    dt.date(2026, 10, 19),
    dt.date(2026, 12, 21),
    dt.date(2026, 12, 28),
    dt.date(2028, 2, 28),
]


def ours(text, monday):
    """States of the minutes of a week."""
    hours = read_hours(text)
    week = bytearray(7 * DAY)
    for day in range(7):
        for start, end, state in hours.intervals(monday + dt.timedelta(days=day)):
            at = slice(day * DAY + start, day * DAY + end)
            week[at] = bytes([STATES[state]]) * (end - start)
    return week


def theirs(text, monday):
    """The same by the full parser; it applies fallbacks to days, so their parts come alone."""
    weeks = [_read_part(part, monday) for part in text.split("||")]
    week = weeks[0]
    for other in weeks[1:]:
        week = bytearray(a or b for a, b in zip(week, other, strict=True))
    return week


@dataclass(frozen=True)
class OneRule:
    """A rule in its parts."""

    link: str
    days: str
    times: str
    state: str

    def __str__(self):
        return f"{self.days} {self.times}".strip() + self.state


def compose(rules, monday):
    """Join rules minute by minute, each alone by the full parser."""
    week = bytearray(7 * DAY)
    for rule in rules:
        mask = theirs(f"{rule.days} {rule.times}".strip(), monday)
        days = theirs(rule.days or "24/7", monday)
        word = (rule.state.split() or ["open"])[0]
        state = UNKNOWN if word.startswith('"') else STATES[word.replace("off", "closed")]
        for minute in range(7 * DAY):
            if "||" in rule.link:
                week[minute] = week[minute] or (state if mask[minute] else CLOSED)
            elif mask[minute]:
                week[minute] = state
            elif days[minute] and rule.link == "; " and state != CLOSED:
                week[minute] = CLOSED
    return week


def rewrite(text):
    """Write a text so that the full parser understands what the specification says.

    It takes a comment without a state as open, ``Mo, Tu`` as Mondays and something else, and
    holidays before weekdays (of which there are none here) as either.
    """
    text = re.sub(r'\b(open|off|closed|unknown) "[^"]*"', r"\1", text)
    text = re.sub(r'"[^"]*"', "unknown", text)
    text = re.sub(rf"\b({WEEKDAY}), +(?={WEEKDAY})", r"\1,", text)
    return re.sub(rf"\b((?:PH|SH)(?:,(?:PH|SH))*) {WEEKDAY}[^ ;]*", r"\1", text)


def _read_part(text, monday):
    hours = OpeningHours(text.strip())
    start = dt.datetime.combine(monday, dt.time())
    week = bytearray(7 * DAY)
    for begin, end, state, *_ in hours.intervals(start, start + dt.timedelta(days=7)):
        first = int((begin - start).total_seconds()) // 60
        last = int((end - start).total_seconds()) // 60
        week[first:last] = bytes([STATES[str(state)]]) * (last - first)
    return week


def differ(text, monday):
    """Minutes of a week at which ours and the full parser differ, apart from one known matter.

    The full parser forgets the hours after midnight of a later rule (``Mo 10:00-18:00;
    Su 22:00-02:00``) where the day after is a day of an earlier one; these minutes are left out
    here; `compose` has them.
    """
    we, they = ours(text, monday), theirs(rewrite(text), monday)
    forgotten = max(
        (_spill(span) for rule in text.split(";")[1:] for span in _spans(rule)), default=0
    )
    return [
        minute
        for minute in range(7 * DAY)
        if we[minute] != they[minute] and not minute % DAY < forgotten
    ]


def _spans(rule):
    return re.findall(r"(\d?\d):(\d\d) ?- ?(\d?\d):(\d\d)", rule)


def _spill(span):
    h1, m1, h2, m2 = map(int, span)
    end = 60 * h2 + m2
    return max(end if end <= 60 * h1 + m1 else end - DAY, 0)
