"""Which rows a package holds already, and what they said when they were loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..reading.raw_table import SurveyError
from .layer_content import SOURCE_HASH, SOURCE_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_BLOCK = 10_000  # rows at a time
_PARTS = 64
T = TypeVar("T")


def divide(rows: Iterable[tuple[str, T]]) -> list[dict[str, T]]:
    """Give rows by their ids in the source, in parts; an id is in the same part each time.

    One dictionary of a million keys would stop the whole program each time that it grows.

    Parameters
    ----------
    rows
        Id, and what is to be kept of the row.
    """
    parts: list[dict[str, T]] = [{} for _ in range(_PARTS)]
    for name, row in rows:
        parts[hash(name) % _PARTS][name] = row
    return parts


def read_before(path: Path, name: str) -> Iterator[tuple[str, tuple[int, str]]]:
    """Read the rows of a layer that were loaded before; those added by hand have no id.

    Parameters
    ----------
    path
        The package.
    name
        The layer.

    Yields
    ------
    Id in the source, with the feature id and what tells the content from any other.

    Raises
    ------
    SurveyError
        If it cannot be read.
    """
    for fids, ids, hashes in _read_blocks(path, name):
        for fid, source_id, source_hash in zip(fids, ids, hashes, strict=True):
            if source_id:
                yield source_id, (fid, source_hash)


def _read_blocks(path: Path, name: str) -> Iterator[tuple[list[int], list[str], list[str]]]:
    """Have SQLite write many rows as one: a feature for each takes ten times as long.

    GDAL asks it, as it does for QGIS: a package that is open in this program must not be opened by
    another copy of SQLite beside it, see https://www.sqlite.org/howtocorrupt.html.
    """
    from osgeo import gdal

    # hexadecimal digits hold no comma, whatever the ids hold
    ids, hashes = (f"group_concat(hex(CAST({n} AS TEXT)))" for n in (SOURCE_ID, SOURCE_HASH))
    last = -(2**63)
    data = gdal.OpenEx(str(path), gdal.OF_VECTOR, allowed_drivers=["GPKG"])
    while data is not None:
        found = data.ExecuteSQL(
            f"SELECT max(fid) AS last, group_concat(fid) AS fids, {ids} AS ids, "  # noqa: S608
            f"{hashes} AS hashes FROM (SELECT rowid AS fid, {SOURCE_ID}, {SOURCE_HASH} "
            f'FROM "{name}" WHERE rowid > {last} ORDER BY rowid LIMIT {_BLOCK})'
        )
        row = found.GetNextFeature() if found is not None else None
        if row is None:
            break
        if not row.GetField("fids"):
            data.ReleaseResultSet(found)
            return
        last = int(row.GetField("last"))
        fids = [int(fid) for fid in row.GetField("fids").split(",")]
        texts = [_decode(row.GetField(column) or "") for column in ("ids", "hashes")]
        data.ReleaseResultSet(found)
        yield fids, *texts
    raise SurveyError("The layer {role} of the package cannot be read.", role=name)


def _decode(digits: str) -> list[str]:
    return [bytes.fromhex(text).decode("utf-8", "replace") for text in digits.split(",")]
