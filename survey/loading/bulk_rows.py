"""Writes many rows into a layer of a new GeoPackage that nobody else has open.

QGIS makes the layer with all that belongs to it: CRS, spatial index, triggers. What is written here
are its rows, in one transaction, and what the triggers would have kept up row by row: the number of
rows, the extent, the index. The triggers are back before it is committed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from .blobs import boxes_of, make_blobs
from .spatial_index import fill_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_BLOCK = 5_000  # rows at a time: Python's lock is given up between them


def write_rows(
    path: Path,
    table: str,
    columns: Sequence[Sequence[Any]],
    shapes: NDArray[np.object_] | None,
    several: bool = False,
    go_on: Callable[[float], bool] = lambda share: True,
) -> bool:
    """Write the rows of a layer that is there, empty.

    Parameters
    ----------
    path
        The GeoPackage, open nowhere.
    table
        The layer.
    columns
        Values of each field, in the order of the layer's: texts, numbers, ISO dates, None.
    shapes
        Shape (n,): geometries in the layer's CRS; None for a table.
    several
        Whether the layer is one of multi-geometries.
    go_on
        Called with the share done, 0 to 1; False stops.

    Returns
    -------
    Whether all was written; if not, nothing was.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # the file is new: after a crash it is thrown away, not repaired
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        with _without_triggers(connection, table):
            count = len(columns[0])
            names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            blank = ", ".join("?" * len(names))
            statement = f'INSERT INTO "{table}" VALUES ({blank})'  # noqa: S608 - a table of ours
            srs = _find_srs(connection, table)
            for start in range(0, count, _BLOCK):
                if not go_on(start / count):
                    connection.execute("ROLLBACK")
                    return False
                end = min(start + _BLOCK, count)
                block = [column[start:end] for column in columns]
                if shapes is not None:
                    block.insert(0, make_blobs(shapes[start:end], srs, several))
                block.insert(0, range(start + 1, end + 1))
                _insert(connection, statement, block)
            _tell_count(connection, table, count)
            if shapes is not None and count:
                _index(connection, table, shapes)
        connection.execute("COMMIT")
    return True


def _insert(connection: sqlite3.Connection, statement: str, columns: list[Sequence[Any]]) -> None:
    try:
        connection.executemany(statement, zip(*columns, strict=True))
    except UnicodeEncodeError:
        # half of a surrogate pair is no letter, and SQLite takes none
        again = statement.replace("INSERT", "INSERT OR REPLACE", 1)
        columns = [list(map(_letters, column)) for column in columns]
        connection.executemany(again, zip(*columns, strict=True))


def _letters(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


@contextmanager
def _without_triggers(connection: sqlite3.Connection, table: str) -> Iterator[None]:
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [table]
    ).fetchall()
    for name, _ in found:
        connection.execute(f'DROP TRIGGER "{name}"')
    yield
    if connection.in_transaction:
        for _, sql in found:
            connection.execute(sql)


def _find_srs(connection: sqlite3.Connection, table: str) -> int:
    found = connection.execute(
        "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?", [table]
    ).fetchone()
    return int(found[0]) if found else 0


def _tell_count(connection: sqlite3.Connection, table: str, count: int) -> None:
    connection.execute(
        "UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?", [count, table]
    )


def _index(connection: sqlite3.Connection, table: str, shapes: NDArray[np.object_]) -> None:
    """Write the extent of the rows, and where each is."""
    boxes = boxes_of(shapes)
    west, south = boxes[:, [0, 2]].min(axis=0).tolist()
    east, north = boxes[:, [1, 3]].max(axis=0).tolist()
    connection.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
        [west, south, east, north, table],
    )
    (column,) = connection.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", [table]
    ).fetchone()
    index = f"rtree_{table}_{column}"
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [index]).fetchone():
        fill_index(connection, index, np.arange(1, len(boxes) + 1), boxes)
