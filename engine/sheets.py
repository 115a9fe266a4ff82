"""Rows of a table that people edit by hand: checked cell by cell, each fault in a sentence."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)

CONFIDENCE = ("verified", "secondary", "unchecked", "unchecked-weak", "derived")


@dataclass(frozen=True)
class Table:
    """Cells as they stand in a file.

    Attributes
    ----------
    header
        Names of the columns.
    rows
        Cells of each row, as many as there are columns; the first row is row 2 of a spreadsheet.
    """

    header: Sequence[object]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True)
class Remark:
    """Something to tell the reader about a table; ``row`` is the row as a spreadsheet counts."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    row: int | None = None

    def __str__(self) -> str:
        return self.template.format(**self.values)


@dataclass(frozen=True)
class Row:
    """One row: cells by column name, and its number as a spreadsheet counts (header is 1)."""

    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return the text of a cell; empty where the column is missing."""
        return self.cells.get(column, "")

    def positive(self, column: str) -> float | None:
        """Return a number above zero; None where the cell is empty.

        Raises
        ------
        EngineError
            If the cell holds something else.
        """
        text = self.text(column)
        if not text:
            return None
        number = float(text) if _NUMBER.fullmatch(text) else math.nan
        if not math.isfinite(number):
            raise EngineError(
                "Row {row}, column {column}: '{value}' is not a number. "
                "Write digits with a point, such as 12.5, or leave the cell empty.",
                row=self.number,
                column=column,
                value=text,
            )
        if number <= 0:
            raise EngineError(
                "Row {row}, column {column}: {value} is not above zero. "
                "Leave the cell empty if the value is not known.",
                row=self.number,
                column=column,
                value=text,
            )
        return number

    def word(self, column: str, words: Collection[str]) -> str:
        """Return one of ``words`` (or the empty text), whatever its case.

        Raises
        ------
        EngineError
            If the cell holds another word.
        """
        text = self.text(column).lower()
        if text and text not in words:
            raise EngineError(
                "Row {row}, column {column}: '{value}' is not known. Use one of: {words}.",
                row=self.number,
                column=column,
                value=self.text(column),
                words=", ".join(words),
            )
        return text

    def needed(self, column: str) -> str:
        """Return the text of a cell that must not be empty.

        Raises
        ------
        EngineError
            If it is.
        """
        text = self.text(column)
        if not text:
            raise EngineError(
                "Row {row}, column {column}: the cell is empty, but it is needed.",
                row=self.number,
                column=column,
            )
        return text


@dataclass(frozen=True)
class Sheet:
    """A table with known columns; iterate to get its rows, empty ones left out."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def read_sheet(table: Table, name: str, expected: Sequence[str]) -> Sheet:
    """Take the cells of a table as tidy text.

    Parameters
    ----------
    table
        Cells as text, empty where nothing is known.
    name
        What to call the table in sentences.
    expected
        The columns it may have, for the sentence about a column that is wrong.

    Raises
    ------
    EngineError
        If it has no rows, or a column of ``expected`` occurs twice.
    """
    columns = tuple(_tidy(column).lower() for column in table.header)
    for column in expected:
        if columns.count(column) > 1:
            raise EngineError(
                "{name}: the column {column} occurs {count} times. Keep one of them.",
                name=name,
                column=column,
                count=columns.count(column),
            )
    rows = []
    for number, values in enumerate(table.rows, start=2):
        texts = [_tidy(value) for value in values]
        if any(texts):
            # A cell beyond the header would otherwise be lost: it is kept under no name.
            cells: dict[str, str] = {}
            for column, text in zip(columns, texts, strict=True):
                cells[column] = cells.get(column) or text
            rows.append(Row(number, cells))
    if not rows:
        raise EngineError(
            "{name} is empty: it has no row below the header. Expected columns: {expected}.",
            name=name,
            expected=", ".join(expected),
        )
    return Sheet(name, columns, tuple(rows))


def refuse_missing(sheet: Sheet, needed: Iterable[str], expected: Sequence[str]) -> None:
    """Raise the sentence about needed columns that a table lacks."""
    missing = [column for column in needed if column not in sheet.columns]
    if missing:
        raise EngineError(
            "{name}: the column {missing} is missing. Expected columns: {expected}.",
            name=sheet.name,
            missing=", ".join(missing),
            expected=", ".join(expected),
        )


def refuse_overflow(row: Row) -> None:
    """Raise the sentence about a cell that stands under no column name."""
    if row.text(""):
        raise EngineError(
            "Row {row}: '{value}' stands in a column without a name. "
            "Put texts that contain a comma in quotes.",
            row=row.number,
            value=row.text(""),
        )


def _tidy(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    text = str(value).strip()
    return "" if text in {"<NA>", "NaT"} else text
