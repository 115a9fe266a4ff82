"""Reads what people wrote: texts, words without personal data, opening hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...gis.responsive import blocks, kinds_of
from ..personal_data import clean_text
from ..spoken_hours import read_spoken_hours
from .numbers import NOTHING, Cleaned
from .words import plain_word

if TYPE_CHECKING:
    from collections.abc import Sequence


def clean_texts(cells: Sequence[Any]) -> list[str | None]:
    """Write cells as texts without blanks around them; None for nothing."""
    kinds = kinds_of(cells)
    if kinds == {str}:
        texts: list[str | None] = []
        for block in blocks(cells):
            texts += map(str.strip, block)
        return [text or None for text in texts] if "" in texts else texts
    if kinds == {type(None)}:
        return [None] * len(cells)
    if kinds <= {int, float}:
        return list(map(str, cells))
    if kinds <= {str, type(None)}:
        return [(cell.strip() or None) if cell else None for cell in cells]
    return [None if cell is None else (str(cell).strip() or None) for cell in cells]


def clean_words(cells: Sequence[Any], keep_personal: bool = False) -> Cleaned:
    """Read what people wrote, with numbers and addresses that lead to a person taken out."""
    cleaned = Cleaned(clean_texts(cells))
    for row, text in enumerate(() if keep_personal else cleaned.values):
        if text:
            cleaned.values[row], removed = clean_text(text)
            if removed:
                cleaned.taken.append((row, cleaned.values[row]))
    return cleaned


def clean_hours(cells: Sequence[Any]) -> Cleaned:
    """Read opening hours: those in words are written in OpenStreetMap's way."""
    cleaned = Cleaned([None] * len(cells))
    known: dict[str, str | None] = {}
    for row, text in enumerate(clean_texts(cells)):
        if text is None or plain_word(text) in NOTHING:
            continue
        if text not in known:
            known[text] = read_spoken_hours(text)
        cleaned.values[row] = known[text] or text
    return cleaned
