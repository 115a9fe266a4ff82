"""Finds the row of a table that names its columns: titles and notes often stand above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SEARCHED = 25
"""Rows from the top among which the headings are."""
_LONGEST = 4000  # cells of a row that are looked at; no table has as many columns
_NUMBER = re.compile(r"[\s+\-]*[\d０-９][\d０-９.,:/°'\"\- ]*")


def find_heading_row(rows: Sequence[Sequence[str | None]], known: set[str] | None = None) -> int:
    """Tell which row holds the headings.

    It is the row among the first ones with the most cells that are names: words, each once, of
    which some are known names of columns. A merged title has one cell, a row of data has numbers.

    Parameters
    ----------
    rows
        The first rows, as cells.
    known
        Names of columns as `normalise_heading` writes them.

    Returns
    -------
    Index of the row; -1 if no row looks like headings.
    """
    best, best_score = -1, 0.0
    for index, row in enumerate(rows[:SEARCHED]):
        cells = [(cell or "").strip() for cell in row[:_LONGEST]]
        filled = [cell for cell in cells if cell]
        words = {cell for cell in filled if not _NUMBER.fullmatch(cell) and len(cell) <= 80}
        if not words or len(words) < len(filled) / 2:
            continue
        hits = sum(normalise_heading(cell) in known for cell in words) if known else 0
        score = len(words) + 4 * hits - 0.01 * index
        if len(filled) == 1 and len(cells) > 1:
            score = min(score, 0.5)  # a title
        if score > best_score:
            best, best_score = index, score
    return best


_BRACKETS = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")
_SIGNS = re.compile(r"[\s_\-.:：/\\*#＊·、]+")


def normalise_heading(heading: str) -> str:
    """Write a heading in the way in which headings are compared.

    Group names before a slash (as form servers write them), units in brackets, signs and capitals
    are left out.

    Parameters
    ----------
    heading
        As in the source.
    """
    import unicodedata

    text = unicodedata.normalize("NFKC", heading).strip()
    last = re.split(r"[/:](?=[^/:]*$)", text)[-1]
    if last.strip():
        text = last
    text = _BRACKETS.sub("", text) or text
    return _SIGNS.sub("", text).casefold()
