"""Suggests which service a planner's word for a category stands for."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ...gis.profiles import FOLDER, load_services, read_table
from ..cleaning.words import plain_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SURE, LIKELY, GUESS, NONE = "sure", "likely", "guess", "none"
_PARTS = re.compile(r"[;；|/>＞、,，]+")
_ALIKE = 0.6  # of difflib's 0 to 1


@dataclass(frozen=True)
class Suggestion:
    """A service for a word, and how sure that is.

    Attributes
    ----------
    service
        Its key; empty for none.
    how
        ``sure``: the word is a name of the service; ``likely``: it contains one; ``guess``: it
        resembles one, to be confirmed; ``none``.
    """

    service: str
    how: str


@lru_cache(maxsize=1)
def _known_words() -> dict[str, str]:
    """Return services by all that they are called, the catalogue's own names before others."""
    words: dict[str, str] = {}
    for key, service in load_services().items():
        for name in (key, key.replace("_", " "), service.name_en, service.name_zh):
            words.setdefault(plain_word(name), key)
    for key, called in read_table(FOLDER / "service_words.csv").rows:
        for word in called.split("|"):
            words.setdefault(plain_word(word), key)
    return words


def suggest_service(word: str, before: Mapping[str, str] | None = None) -> Suggestion:
    """Suggest the service that a word stands for.

    Parameters
    ----------
    word
        As in the source; may be a path of map services such as ``科教文化服务;学校;幼儿园``.
    before
        Words that a planner mapped before; they come first.
    """
    known = _known_words()
    asked = plain_word(word)
    own = {plain_word(name): key for name, key in (before or {}).items()}
    if asked in own:
        return Suggestion(own[asked], SURE)
    parts = [part.strip() for part in _PARTS.split(asked) if part.strip()]
    for part in (asked, *reversed(parts)):
        if part in known:
            return Suggestion(known[part], SURE)
    for part in reversed(parts):
        inside = [name for name in known if len(name) > 1 and not name.isascii() and name in part]
        inside += [name for name in known if name.isascii() and len(name) > 3
                   and re.search(rf"\b{re.escape(name)}s?\b", part)]  # fmt: skip
        if inside:
            return Suggestion(known[max(inside, key=len)], LIKELY)
    close = difflib.get_close_matches(asked, known, n=1, cutoff=_ALIKE)
    return Suggestion(known[close[0]], GUESS) if close else Suggestion("", NONE)


def suggest_services(
    words: Iterable[object], before: Mapping[str, str] | None = None
) -> dict[str, Suggestion]:
    """Suggest services for all the words of a column, each once, in order of first use."""
    seen = dict.fromkeys(str(word).strip() for word in words if str(word or "").strip())
    return {word: suggest_service(word, before) for word in seen}
