"""Makes a table of rows of cells, block by block: columns grow, rows are given up at once."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING

from ...gis.i18n import tr
from .heading_row import SEARCHED, find_heading_row
from .raw_table import ROW_LEFT_OUT, RawTable, Reject, SurveyError, name_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST_COLUMNS = 2000

Block = tuple["list[list[str]]", "Sequence[int]"]
"""Cells of some rows, and the line number of each."""


def build_table(
    name: str, blocks: Iterable[Block], known: set[str] | None = None
) -> RawTable | None:
    """Make a table of rows of cells, of which one holds the headings.

    Parameters
    ----------
    name
        What to call it in a sentence.
    blocks
        All rows, with their line numbers; blank ones are passed over.
    known
        Names of columns, to tell the headings from titles above them.

    Returns
    -------
    The table; None if all rows are blank.

    Raises
    ------
    SurveyError
        If there are more columns than any table has.
    """
    blocks = iter(blocks)
    rows: list[list[str]] = []
    lines: list[int] = []
    for block in blocks:
        for more, into in zip(_without_blank(*block), (rows, lines), strict=True):
            into.extend(more)
        if len(rows) >= SEARCHED:
            break
    if not rows:
        return None
    heading = find_heading_row(rows, known)
    names = rows[heading] if heading >= 0 else []
    above = max(heading, 0)
    blocks = chain([(rows[heading + 1 :], lines[heading + 1 :])], blocks)
    if heading < 0:
        blocks = list(blocks)
        names = [""] * max(len(row) for some, _ in blocks for row in some)
    growing = _Growing(name, names, named=heading >= 0)
    for block in blocks:
        growing.add(*block)
    table = growing.finish()
    if above:
        table.notes.append(
            tr("{file}: headings are in line {line}; {count} lines above them are notes.").format(
                file=name, line=lines[heading], count=above
            )
        )
    if heading < 0:
        table.notes.append(
            tr("{file}: no row holds headings; the columns are numbered.").format(file=name)
        )
    return table


def _without_blank(
    rows: list[list[str]], lines: Sequence[int]
) -> tuple[list[list[str]], Sequence[int]]:
    kept = [n for n, row in enumerate(rows) if any(map(str.strip, row))]
    if len(kept) == len(rows):
        return rows, lines
    return [rows[n] for n in kept], [lines[n] for n in kept]


class _Growing:
    """A table while its rows come in.

    Parameters
    ----------
    name
        What to call it in a sentence.
    names
        Cells of the headings.
    named
        Whether there are headings at all.
    """

    def __init__(self, name: str, names: list[str], named: bool) -> None:
        self.name, self.names, self.width = name, names, len(names)
        # columns at the end without a heading are none unless a row holds something there
        self.used = self.width
        while named and self.used > 1 and not names[self.used - 1].strip():
            self.used -= 1
        self._refuse_wide()
        self.columns: list[list[str]] = [[] for _ in names]
        self.lines = array("q")
        self.odd: list[tuple[int, list[str]]] = []

    def add(self, rows: list[list[str]], lines: Sequence[int]) -> None:
        """Add rows to the columns."""
        if not rows:
            return
        if set(map(len, rows)) != {self.width}:
            rows, lines = self._even_out(*_without_blank(rows, lines))
        columns = list(zip(*rows, strict=True)) or [()] * self.width
        if not all(map(str.strip, columns[0])):
            rows, lines = _without_blank(rows, lines)
            columns = list(zip(*rows, strict=True)) or [()] * self.width
        for column, cells in zip(self.columns, columns, strict=True):
            column.extend(cells)
        self.lines.extend(lines)
        for place in range(self.width, self.used, -1):
            if any(map(str.strip, columns[place - 1])):
                self.used = place
                break

    def _even_out(
        self, rows: list[list[str]], lines: Sequence[int]
    ) -> tuple[list[list[str]], list[int]]:
        """Fill up short rows, cut blank ends of long ones, set aside the others."""
        width = self.width
        even, kept = [], []
        for row, line in zip(rows, lines, strict=True):
            if any(map(str.strip, row[width:])):
                self.odd.append((line, row))
                filled = [n for n in range(self.used, width) if row[n].strip()]
                self.used = max(filled, default=self.used - 1) + 1
                continue
            even.append(row[:width] + [""] * (width - len(row)))
            kept.append(line)
        return even, kept

    def _refuse_wide(self) -> None:
        if self.used > _MOST_COLUMNS:
            raise SurveyError(
                "{file} has {count} columns. A table has at most {most}; check the delimiter.",
                file=self.name,
                count=self.used,
                most=_MOST_COLUMNS,
            )

    def finish(self) -> RawTable:
        """Return the table."""
        self._refuse_wide()
        reason = tr("the row has {cells} cells where the headings are {columns}")
        rejects = [
            Reject(
                line,
                "",
                " | ".join(row)[:500],
                reason.format(cells=len(row), columns=self.used),
                ROW_LEFT_OUT,
            )
            for line, row in self.odd
        ]
        headings = name_columns(self.names[: self.used])
        return RawTable(self.name, headings, self.columns[: self.used], self.lines, rejects=rejects)
