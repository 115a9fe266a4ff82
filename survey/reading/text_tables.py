"""Reads tables in text files: CSV and its kin, whatever their encoding and delimiter."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from ...gis.i18n import tr
from .encodings import decode
from .heading_row import find_heading_row
from .raw_table import ROW_LEFT_OUT, RawTable, Reject, SurveyError, name_columns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_DELIMITERS = (",", ";", "\t", "|", "，", "；")
_LONGEST_CELL = 10_000_000
_MOST_BREAKS = 60  # in one cell; more is a quote that is never closed
_MOST_COLUMNS = 2000
_SAMPLED = 60  # lines from which the delimiter is found


def read_text_table(path: Path, known: set[str] | None = None) -> RawTable:
    """Read a CSV or another table in a text file.

    Parameters
    ----------
    path
        The file.
    known
        Names of columns, to tell the headings from titles above them.

    Raises
    ------
    SurveyError
        If the file is empty, is no text, or changes while it is read.
    """
    data = read_whole(path)
    return parse_text_table(data, path.name, known)


def read_whole(path: Path) -> bytes:
    """Read a file that nobody is writing at this moment.

    Raises
    ------
    SurveyError
        If it is missing, empty, cannot be opened, or changes while it is read.
    """
    try:
        before = path.stat()
        data = path.read_bytes()
        after = path.stat()
    except OSError as error:
        raise SurveyError(
            "{file} cannot be opened: {why}. Check the path, and close the file in other programs.",
            file=path.name,
            why=error.strerror or error,
        ) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise SurveyError(
            "{file} is being written at this moment. Wait until that is done, then load it again.",
            file=path.name,
        )
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise SurveyError(
            "{file} is empty. Check that it was copied or exported as a whole.", file=path.name
        )
    return data


def parse_text_table(data: bytes, name: str, known: set[str] | None = None) -> RawTable:
    """Read the bytes of a table.

    Parameters
    ----------
    data
        The file.
    name
        What to call it in a sentence.
    known
        As for `read_text_table`.

    Raises
    ------
    SurveyError
        If these bytes are no table.
    """
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLi", b"%PDF", b"\x89PNG"):
        raise SurveyError(
            "{file} is no text table, though its name says so. Give it its own file ending.",
            file=name,
        )
    decoded = decode(data)
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and data.count(b"\0") > len(data) // 20:
        raise SurveyError("{file} holds no text. Export it as CSV again.", file=name)
    text = decoded.text.replace("\0", "")
    delimiter = find_delimiter(text)
    rows, lines, quotes_ignored = _split(text, delimiter)
    if not rows:
        raise SurveyError(
            "{file} is empty. Check that it was copied or exported as a whole.", file=name
        )
    table = build_table(name, rows, lines, known)
    if decoded.encoding == "mixed":
        table.notes.append(
            tr("{file}: lines are written in different encodings (lines {lines}).").format(
                file=name, lines=_some(decoded.mixed_lines)
            )
        )
    if decoded.broken_lines:
        table.notes.append(
            tr("{file}: some letters cannot be read (lines {lines}).").format(
                file=name, lines=_some(decoded.broken_lines)
            )
        )
    if quotes_ignored:
        table.notes.append(
            tr(
                "{file}: a quotation mark is never closed; quotation marks are read as text."
            ).format(file=name)
        )
    return table


def build_table(
    name: str, rows: list[list[str]], lines: list[int], known: set[str] | None = None
) -> RawTable:
    """Make a table of rows of cells, of which one holds the headings.

    Parameters
    ----------
    name
        What to call it in a sentence.
    rows
        Cells of each row that is not blank.
    lines
        Line number of each row.
    known
        Names of columns, to tell the headings from titles above them.

    Raises
    ------
    SurveyError
        If there are more columns than any table has.
    """
    heading = find_heading_row(rows, known)
    above = rows[: max(heading, 0)]
    body, numbers = rows[heading + 1 :], lines[heading + 1 :]
    width = len(rows[heading]) if heading >= 0 else max(map(len, rows))
    while heading >= 0 and width > 1 and not (rows[heading][width - 1] or "").strip():
        if any(len(row) >= width and (row[width - 1] or "").strip() for row in body):
            break
        width -= 1
    if width > _MOST_COLUMNS:
        raise SurveyError(
            "{file} has {count} columns. A table has at most {most}; check the delimiter.",
            file=name,
            count=width,
            most=_MOST_COLUMNS,
        )
    headings = name_columns(rows[heading][:width] if heading >= 0 else [None] * width)
    rejects = []
    odd = [index for index, row in enumerate(body) if len(row) != width]
    drop = set()
    for index in odd:
        row = body[index]
        if len(row) < width:
            body[index] = list(row) + [""] * (width - len(row))
        elif any((cell or "").strip() for cell in row[width:]):
            drop.add(index)
            reason = tr("the row has {cells} cells where the headings are {columns}")
            rejects.append(
                Reject(
                    numbers[index],
                    "",
                    " | ".join(cell or "" for cell in row)[:500],
                    reason.format(cells=len(row), columns=width),
                    ROW_LEFT_OUT,
                )
            )
        else:
            body[index] = list(row[:width])
    if drop:
        body = [row for index, row in enumerate(body) if index not in drop]
        numbers = [line for index, line in enumerate(numbers) if index not in drop]
    columns = list(zip(*body, strict=True)) if body else [()] * width
    table = RawTable(name, headings, list(columns), numbers, rejects=rejects)
    if above:
        table.notes.append(
            tr("{file}: headings are in line {line}; {count} lines above them are notes.").format(
                file=name, line=lines[heading], count=len(above)
            )
        )
    if heading < 0:
        table.notes.append(
            tr("{file}: no row holds headings; the columns are numbered.").format(file=name)
        )
    return table


def find_delimiter(text: str) -> str:
    """Tell what parts the cells: the sign that most lines hold the same number of times.

    Parameters
    ----------
    text
        The table.
    """
    sample = text[: _SAMPLED * 4000]
    best, best_score = ",", (0.0, 0)
    for sign in _DELIMITERS:
        if sign not in sample:
            continue
        counts: Counter[int] = Counter()
        try:
            for row in _limit(csv.reader(io.StringIO(sample, newline=""), delimiter=sign)):
                if any(row):
                    counts[len(row)] += 1
        except csv.Error:
            continue
        cells, times = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        score = (times / max(sum(counts.values()), 1) if cells > 1 else 0.0, cells)
        if score[0] > 0 and (score[0] > best_score[0] + 0.1 or score > best_score):
            best, best_score = sign, score
    return best


def _limit(rows: Iterable[list[str]]) -> Iterable[list[str]]:
    for count, row in enumerate(rows):
        if count >= _SAMPLED:
            return
        yield row


def _split(text: str, delimiter: str) -> tuple[list[list[str]], list[int], bool]:
    """Split text into rows of cells with their line numbers, blank rows left out."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows, lines = _rows_of(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        if not any(line - before > _MOST_BREAKS for before, line in _pairs(lines, rows)):
            return rows, lines, False
    except csv.Error:
        pass
    plain = [line.split(delimiter) for line in text.splitlines()]
    kept = [(row, number) for number, row in enumerate(plain, start=1) if any(map(str.strip, row))]
    return [row for row, _ in kept], [number for _, number in kept], True


def _rows_of(reader: csv._reader) -> tuple[list[list[str]], list[int]]:
    rows, lines = [], []
    first = 1
    for row in reader:
        # most rows begin with something: the others are looked at as a whole
        if row and (row[0].strip() or any(map(str.strip, row))):
            rows.append(row)
            lines.append(first)
        first = reader.line_num + 1
    return rows, lines


def _pairs(lines: list[int], rows: list[list[str]]) -> Iterable[tuple[int, int]]:
    """Pair each row's first line with the line after its last, where it has line breaks."""
    if not rows or lines[-1] - lines[0] == len(rows) - 1:
        return
    for line, row in zip(lines, rows, strict=True):
        breaks = max(cell.count("\n") for cell in row)
        if breaks:
            yield line, line + breaks


def _some(lines: tuple[int, ...], most: int = 8) -> str:
    return ", ".join(map(str, lines[:most])) + (", …" if len(lines) > most else "")
