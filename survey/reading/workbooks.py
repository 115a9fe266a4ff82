"""Reads workbooks (XLSX, ODS, XLS) through GDAL, which every QGIS has."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ...gis.i18n import tr
from .heading_row import normalise_heading
from .raw_table import RawTable, SurveyError
from .repeats import join_parents
from .table_building import build_table
from .text_tables import read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from osgeo.ogr import Layer

    from .table_building import Block

_DRIVERS = {".xlsx": "XLSX", ".xlsm": "XLSX", ".ods": "ODS", ".xls": "XLS"}
ENDINGS = tuple(_DRIVERS)
_LARGEST = 2_000_000_000  # bytes unpacked
_STEEPEST = 250  # times its size; a sheet of text packs some 10 to 30 times
_HARMLESS = 50_000_000
_COMPOUND = b"\xd0\xcf\x11\xe0"  # how files of old programs, and encrypted ones, begin
_BLOCK = 500  # rows at a time


def read_workbook(path: Path, known: set[str] | None = None, sheet: str = "") -> RawTable:
    """Read a sheet of a workbook.

    Parameters
    ----------
    path
        The file.
    known
        Names of columns, to tell the headings from titles above them.
    sheet
        Its name; empty takes the sheet with the most rows, and for exports of form servers the
        answers with what their parents say.

    Raises
    ------
    SurveyError
        If the file is no workbook, is broken, or unpacks to far more than a workbook holds.
    """
    from osgeo import gdal

    data = read_whole(path)
    if data.startswith(_COMPOUND) and path.suffix.lower() != ".xls":
        raise SurveyError(
            "{file} is protected by a password, or an old workbook under a new name. Save it in a "
            "spreadsheet as .xlsx or .csv, without a password.",
            file=path.name,
        )
    _refuse_bomb(path, data)
    kind = _DRIVERS.get(path.suffix.lower(), "XLSX")
    # sheets are read when their rows are asked for, not when the file is opened
    with _plain_cells():
        try:
            book = gdal.OpenEx(str(path), gdal.OF_VECTOR, allowed_drivers=[kind])
        except RuntimeError:  # where someone has switched GDAL's exceptions on
            book = None
        if book is None:
            raise SurveyError(
                "{file} cannot be read as a workbook. It may be broken or protected; open it in a "
                "spreadsheet and save it as .xlsx or .csv.",
                file=path.name,
            )
        count = book.GetLayerCount()
        layers = [book.GetLayer(index) for index in range(count)]
        read = {
            layer.GetName(): build_table(
                path.name if count == 1 else f"{path.name} [{layer.GetName()}]",
                _read_cells(layer),
                known,
            )
            for layer in layers
            if sheet in ("", layer.GetName())
        }
    sheets = {name: table for name, table in read.items() if table is not None}
    if not sheets:
        raise SurveyError("{file} holds no rows. Check that it is the right file.", file=path.name)
    joined = join_parents(sheets)
    if joined is not None:
        return joined
    chosen = max(sheets, key=lambda name: _weigh(sheets[name], known))
    table = sheets[chosen]
    others = [name for name in sheets if name != chosen]
    if others:
        table.notes.append(
            tr("{file}: sheet {sheet} is read; not read: {others}.").format(
                file=path.name, sheet=chosen, others=", ".join(others)
            )
        )
    return table


def list_sheets(path: Path) -> list[str]:
    """List the sheets of a workbook; none if it cannot be read."""
    from osgeo import gdal

    try:
        _refuse_bomb(path, path.read_bytes())
    except (OSError, SurveyError):
        return []
    with _plain_cells():
        book = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    if book is None:
        return []
    return [book.GetLayer(index).GetName() for index in range(book.GetLayerCount())]


def _weigh(table: RawTable, known: set[str] | None) -> tuple[int, int]:
    """Weigh a sheet by how many of its headings are known, then by its rows."""
    hits = sum(normalise_heading(name) in (known or ()) for name in table.headings)
    return (min(hits, 3) if len(table) else -1, len(table))


def _read_cells(layer: Layer) -> Iterator[Block]:
    """Read the rows of a sheet, some at a time, with their numbers in the sheet."""
    rows, lines = [], []
    places = range(layer.GetLayerDefn().GetFieldCount())
    for feature in layer:
        # no driver of workbooks gives anything but texts here
        rows.append([feature.GetFieldAsString(index) for index in places])
        lines.append(feature.GetFID())
        if len(rows) == _BLOCK:
            yield rows, lines
            rows, lines = [], []
    yield rows, lines


def _refuse_bomb(path: Path, data: bytes) -> None:
    """Refuse a file that unpacks to far more than a workbook holds, before it is unpacked."""
    if data[:2] != b"PK":
        return
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(item.file_size for item in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise SurveyError(
            "{file} is cut off or broken. Copy or export it again.", file=path.name
        ) from error
    if size > _LARGEST or (size > _HARMLESS and size > _STEEPEST * len(data)):
        raise SurveyError(
            "{file} would unpack from {packed} to {size} megabytes, which no survey needs. It is "
            "not opened; ask whoever sent it.",
            file=path.name,
            packed=round(len(data) / 1e6, 1),
            size=round(size / 1e6),
        )


@contextmanager
def _plain_cells() -> Iterator[None]:
    """Have all rows read as texts, and keep GDAL's own words to itself: ours say what is wrong."""
    from osgeo import gdal

    names = [f"OGR_{kind}_{what}" for kind in ("XLS", "XLSX", "ODS")
             for what in ("HEADERS", "FIELD_TYPES")]  # fmt: skip
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in names}
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        # for the thread: GDAL before 3.8 knows no such option of a single file
        for name in names:
            wanted = "DISABLE" if name.endswith("HEADERS") else "STRING"
            gdal.SetThreadLocalConfigOption(name, wanted)
        yield
    finally:
        for name, value in before.items():
            gdal.SetThreadLocalConfigOption(name, value)
        gdal.PopErrorHandler()
