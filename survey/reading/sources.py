"""One door to every kind of source."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from .map_layers import opens_as_file, read_layer
from .raw_table import SurveyError
from .repeats import unfold_repeats
from .source_names import split_source
from .text_tables import read_text_table, read_whole
from .workbooks import ENDINGS, read_workbook

if TYPE_CHECKING:
    from .raw_table import RawTable

TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab")


def read_source(source: str, known: set[str] | None = None) -> RawTable:
    """Read a file of any kind.

    Parameters
    ----------
    source
        A path, with ``|layername=…`` behind it for one of several layers or sheets.
    known
        Names of columns as `heading_row.normalise_heading` writes them.

    Raises
    ------
    SurveyError
        If it cannot be read; nothing else is raised for the content of a file.
    """
    text, rest = split_source(source)
    path, name = Path(text), ""
    for part in rest.split("|"):
        if part.startswith("layername="):
            name = part.removeprefix("layername=")
    ending = path.suffix.lower()
    try:
        if path.is_dir() and not opens_as_file(path):
            raise SurveyError("{file} is a folder. Choose a file in it.", file=path.name)
        if ending in (".osm", ".pbf"):
            raise SurveyError(
                "{file} is an OpenStreetMap file. Run 'Import OpenStreetMap file' of Life Circle "
                "in the Processing Toolbox and choose the layers that it makes.",
                file=path.name,
            )
        if ending in TEXT_ENDINGS:
            table = read_text_table(path, known)
        elif ending in ENDINGS:
            table = read_workbook(path, known, name)
        else:
            read_whole(path) if path.is_file() and path.stat().st_size < 100 else None
            table = read_layer(path, name)
    except (OSError, ValueError, csv.Error, RuntimeError) as error:
        if isinstance(error, SurveyError):
            raise
        raise SurveyError(
            "{file} cannot be read: {why}. Check that it is whole.", file=path.name, why=error
        ) from error
    return unfold_repeats(table)
