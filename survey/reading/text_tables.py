"""Reads tables in text files: CSV and its kin, whatever their encoding and delimiter."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING

from ...gis.i18n import tr
from .encodings import decode
from .raw_table import RawTable, SurveyError
from .table_building import build_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from .table_building import Block

_DELIMITERS = (",", ";", "\t", "|", "，", "；")
_LONGEST_CELL = 10_000_000
_MOST_BREAKS = 60  # in one cell; more is a quote that is never closed
_BLOCK = 500  # rows at a time, few enough that Python does not look through them for garbage
_NOTHING = b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"
_BREAK = re.compile(r"\r\n?|\n")
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
    return parse_text_table(read_whole(path), path.name, known)


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
    if not data[:1000].strip(_NOTHING) and not data.strip(_NOTHING):
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
    in_pairs = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not in_pairs and b"\0" in data and data.count(b"\0") > len(data) // 20:
        raise SurveyError("{file} holds no text. Export it as CSV again.", file=name)
    decoded = decode(data)
    del data
    pieces = [piece.replace("\0", "") for piece in decoded.pieces]
    decoded.pieces.clear()
    delimiter = find_delimiter("".join(pieces[:2]))
    table, quotes_ignored = _split(name, pieces, delimiter, known)
    if table is None:
        raise SurveyError(
            "{file} is empty. Check that it was copied or exported as a whole.", file=name
        )
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


def _split(
    name: str, pieces: list[str], delimiter: str, known: set[str] | None
) -> tuple[RawTable | None, bool]:
    """Split text into a table; tell whether quotation marks had to be read as text."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return build_table(name, _quoted_rows(pieces, delimiter), known), False
    except csv.Error:
        quotes = any('"' in piece for piece in pieces)
        return build_table(name, _plain_rows(pieces, delimiter), known), quotes


def _quoted_rows(pieces: list[str], delimiter: str) -> Iterator[Block]:
    """Split text into rows in which quoted cells may hold delimiters and line breaks.

    Raises
    ------
    csv.Error
        If a quote is never closed, or a cell is longer than any.
    """
    reader = csv.reader(chain.from_iterable(_split_lines(pieces)), delimiter=delimiter)
    first = 1
    while rows := list(islice(reader, _BLOCK)):
        after = reader.line_num + 1
        lines: Sequence[int] = range(first, after)
        if len(lines) != len(rows):
            lines = [first]
            for row in rows:
                breaks = sum(len(_BREAK.findall(cell)) for cell in row)
                if breaks > _MOST_BREAKS:
                    raise csv.Error("a quote is never closed")
                lines.append(lines[-1] + breaks + 1)
            lines.pop()
        first = after
        yield rows, lines


def _plain_rows(pieces: list[str], delimiter: str) -> Iterator[Block]:
    """Split text into rows in which quotation marks mean nothing."""
    first = 1
    for lines in _split_lines(pieces):
        for start in range(0, len(lines), _BLOCK):
            some = lines[start : start + _BLOCK]
            rows = [line.rstrip("\r\n").split(delimiter) for line in some]
            yield rows, range(first, first + len(rows))
            first += len(rows)


def _split_lines(pieces: list[str]) -> Iterator[list[str]]:
    """Split text into lines, whatever ends them, piece by piece."""
    rest: list[str] = []
    for piece in pieces:
        rest.append(piece)
        if "\n" not in piece and "\r" not in piece:
            continue
        lines = io.StringIO("".join(rest), newline="").readlines()
        # a carriage return at the end may be half of a line's end
        rest = [] if lines[-1].endswith("\n") else [lines.pop()]
        if lines:
            yield lines
    if rest:
        yield io.StringIO("".join(rest), newline="").readlines()


def _some(lines: tuple[int, ...], most: int = 8) -> str:
    return ", ".join(map(str, lines[:most])) + (", …" if len(lines) > most else "")
