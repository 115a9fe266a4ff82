"""A source as it was read: nothing is changed yet, and every row knows its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...engine.errors import EngineError
from ...gis.responsive import let_go

if TYPE_CHECKING:
    from collections.abc import Sequence


class SurveyError(EngineError):
    """A source that cannot be read or a mapping that cannot be used, said in a sentence."""


@dataclass(frozen=True)
class Reject:
    """A row or a value that was not used as it stood.

    Attributes
    ----------
    line
        Line of the file, row of the sheet, or feature id of the layer.
    column
        Heading; empty where it is the whole row.
    value
        What stood there.
    reason
        Why, in a sentence.
    effect
        One of ``ROW_LEFT_OUT``, ``VALUE_UNKNOWN``, ``VALUE_TAKEN``.
    taken
        What was taken instead, if anything.
    """

    line: int
    column: str
    value: str
    reason: str
    effect: str
    taken: str = ""


ROW_LEFT_OUT, VALUE_UNKNOWN, VALUE_TAKEN = "row left out", "value unknown", "value taken"


@dataclass
class RawTable:
    """Rows of a source, by column.

    Attributes
    ----------
    name
        What to call the source in a sentence.
    headings
        Names of the columns, each once.
    columns
        For each heading the values, all of one length; texts from tables, typed values from
        layers, None for nothing.
    lines
        Line number, sheet row or feature id of each row.
    geometry
        WKB of each row in the source's CRS, None for none; None for tables.
    crs
        Authority id or WKT of the geometry's CRS; empty if not known.
    rejects
        Rows that could not even be read.
    notes
        Sentences about how the source was read.
    """

    name: str
    headings: list[str]
    columns: list[Sequence[Any]]
    lines: Sequence[int]
    geometry: Sequence[bytes | None] | None = None
    crs: str = ""
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of rows that were read."""
        return len(self.lines)

    @property
    def total(self) -> int:
        """Number of rows of the source, read or not."""
        return len(self.lines) + len(self.rejects)

    def column(self, heading: str) -> Sequence[Any] | None:
        """Return the values of a column; None if there is no such heading."""
        if heading not in self.headings:
            return None
        return self.columns[self.headings.index(heading)]

    def let_go(self) -> None:
        """Give up the rows, which nobody asks for any more, without stopping the program."""
        for column in self.columns:
            let_go(column)
        let_go(self.geometry)

    def head(self, rows: int) -> list[list[Any]]:
        """Return the first rows, for a look at them."""
        return [[values[row] for values in self.columns] for row in range(min(rows, len(self)))]


def name_columns(cells: Sequence[str | None]) -> list[str]:
    """Make headings of a row of cells: none empty, none twice.

    Parameters
    ----------
    cells
        The row.

    Returns
    -------
    A name for each; ``column 3`` for an empty cell, ``name (2)`` for a name seen before.
    """
    names: list[str] = []
    used: set[str] = set()
    for place, cell in enumerate(cells, start=1):
        wanted = " ".join((cell or "").replace("\ufeff", "").split()) or f"column {place}"
        name, times = wanted, 1
        while name.casefold() in used:
            times += 1
            name = f"{wanted} ({times})"
        used.add(name.casefold())
        names.append(name)
    return names
