"""The pieces of a text of opening hours, whatever its signs, case and spaces."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .errors import EngineError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−〜", "-") | dict.fromkeys("“”„«»", '"') | {"、": ",", "。": "."}
)
# The longest first; a number with a colon, point or h is a time.
_PIECES = re.compile(
    r"""
    (?P<space>\s+)
    |(?P<comment>"[^"]*")
    |(?P<always>24/7(?!\d))
    |(?P<time>(?P<hour>\d{1,2})
        (?:(?:[:.]|h)(?P<minute>\d{2})(?!\d)|(?P<sharp>h)(?![a-z\d])|(?=\s?[ap]\.?m\b))
        (?:\s?(?P<half>[ap])\.?m\b\.?)?)
    |(?P<number>\d+)
    |(?P<word>[a-z]+)
    |(?P<sign>\|\||[;,\-+/:()\[\]])
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_SHOWN = 60


@dataclass(frozen=True)
class Token:
    """A piece of the text.

    Attributes
    ----------
    kind
        ``word``, ``number``, ``time``, ``comment``, ``always`` or the sign itself; ``weekday``
        and ``month`` for their names; ``end`` after the last.
    value
        Number of a weekday or month (from 0), minutes of a time, or the number itself.
    text
        The piece, in lower case.
    start
        Where it begins in the tidied text.
    """

    kind: str
    value: int
    text: str
    start: int


def tidy(text: str) -> str:
    """Write a text with plain signs, on one line."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return re.sub(r"\s*[\r\n]+\s*", "; ", plain.strip())


def shorten(text: str) -> str:
    """Return as much of a text as suits a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def split_tokens(plain: str) -> list[Token]:
    """Split a tidied text.

    Raises
    ------
    EngineError
        If something is no piece of opening hours.
    """
    tokens = []
    at = 0
    while at < len(plain):
        found = _PIECES.match(plain, at)
        if found is None:
            raise EngineError(
                "The opening hours '{text}' cannot be read from '{part}' on. "
                "Write them as in Mo-Fr 08:00-17:00; Sa 09:00-12:00; PH off.",
                text=shorten(plain),
                part=shorten(plain[at:]),
            )
        if found.lastgroup != "space":
            tokens.append(_make_token(found, plain))
        at = found.end()
    tokens.append(Token("end", 0, "", len(plain)))
    return tokens


def _make_token(found: re.Match[str], plain: str) -> Token:
    text, start = found[0].lower(), found.start()
    if found["time"]:
        return Token("time", _count_minutes(found, plain), text, start)
    if found["number"]:
        # Longer than any year: the number does not matter, only that it is none.
        return Token("number", int(text) if len(text) <= 4 else -1, text, start)
    if found["word"]:
        for kind, names, shortest in (("weekday", WEEKDAYS, 2), ("month", MONTHS, 3)):
            for n, name in enumerate(names):
                if text in {name, name[:3], name[:4], name[:shortest]}:
                    return Token(kind, n, text, start)
        return Token("word", 0, text, start)
    kind = "comment" if found["comment"] else "always" if found["always"] else text
    return Token(kind, 0, text, start)


def _count_minutes(found: re.Match[str], plain: str) -> int:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if minute > 59 or (found["half"] and not 1 <= hour <= 12):
        raise EngineError(
            "In the opening hours '{text}', '{part}' is not a time of day.",
            text=shorten(plain),
            part=found[0],
        )
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    return hour * 60 + minute
