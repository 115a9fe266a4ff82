"""Writes many rows into a layer of a new GeoPackage that nobody else has open.

QGIS makes the layer with all that belongs to it: CRS, spatial index, triggers. What is written here
are its rows, in one transaction, and what the triggers would have kept up row by row: the number of
rows, the extent, the index. The triggers are back before it is committed.
"""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from .blobs import boxes_of, make_blobs
from .spatial_index import pack_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from numpy.typing import NDArray

    from .spatial_index import PackedIndex

_BLOCK = 5_000  # rows at a time: Python's lock is given up between them
# values in one statement: SQLite takes 32,766, before 3.32 only 999
_MOST_VALUES = 30_000 if sqlite3.sqlite_version_info >= (3, 32) else 900
_ROWS = 80  # in one statement; more gain nothing


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
    count = len(columns[0])
    with filling(path, table) as layer:
        boxes = None if shapes is None or not count else boxes_of(shapes)
        # numpy and SQLite give up Python's lock: the index is packed while rows are written
        packing = layer.begin_index(np.arange(1, count + 1), boxes)
        for start in range(0, count, _BLOCK):
            if not go_on(start / count):
                layer.given_up = True
                return False
            end = min(start + _BLOCK, count)
            block: list[Sequence[Any]] = [column[start:end] for column in columns]
            if shapes is not None:
                block.insert(0, make_blobs(shapes[start:end], layer.srs, several))
            insert_rows(layer.connection, table, layer.names, [range(start + 1, end + 1), *block])
        layer.finish(count, packing)
    return True


class Filling:
    """An empty layer that is being filled, in one transaction.

    Parameters
    ----------
    connection
        In a transaction.
    table
        The layer.

    Attributes
    ----------
    names
        The table's columns.
    srs
        Id of the layer's CRS in the package; 0 for a table.
    key
        The column of the ids.
    shape
        The column of the geometries; empty for a table.
    given_up
        Set to write nothing.
    """

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self.connection, self.table = connection, table
        self.given_up = False
        self._triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [table]
        ).fetchall()
        for name, _ in self._triggers:
            connection.execute(f"DROP TRIGGER {quoted(name)}")
        described = connection.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
        self.names = [row[1] for row in described]
        self.key = next((row[1] for row in described if row[5]), "")
        self.shape, self.srs = connection.execute(
            "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?", [table]
        ).fetchone() or ("", 0)

    def begin_index(
        self, rows: NDArray[np.int64], boxes: NDArray[np.float64] | None
    ) -> Future[PackedIndex] | None:
        """Write the extent of the layer, and begin to pack its index if it has one.

        Parameters
        ----------
        rows
            Shape (n,): ids of rows with a geometry.
        boxes
            Shape (n, 4): smallest and largest x, smallest and largest y of each; None for a table.
        """
        if boxes is None or not len(boxes):
            return None
        west, south = boxes[:, ::2].min(axis=0).tolist()
        east, north = boxes[:, 1::2].max(axis=0).tolist()
        self.connection.execute(
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? "
            "WHERE table_name = ?",
            [west, south, east, north, self.table],
        )
        nodes = f"{self._index}_node"
        if not self.connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = ?", [nodes]
        ).fetchone():
            return None
        (size,) = self.connection.execute(
            f"SELECT length(data) FROM {quoted(nodes)} WHERE nodeno = 1"  # noqa: S608
        ).fetchone()
        # only numbers are worked on beside: GEOS measures a geometry when it is first asked, and
        # two threads must not ask at once
        beside = ThreadPoolExecutor(1)
        packing = beside.submit(pack_index, rows, boxes, size)
        beside.shutdown(wait=False)
        return packing

    def finish(self, count: int, packing: Future[PackedIndex] | None) -> None:
        """Write what the triggers would have kept up: the number of rows, the spatial index."""
        self.connection.execute(
            "UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?",
            [count, self.table],
        )
        if packing is not None:
            self._fill_index(packing.result())
        for _, trigger in self._triggers:
            self.connection.execute(trigger)

    @property
    def _index(self) -> str:
        return f"rtree_{self.table}_{self.shape}"

    def _fill_index(self, packed: PackedIndex) -> None:
        for part, key, value in (
            ("node", "nodeno", "data"),
            ("rowid", "rowid", "nodeno"),
            ("parent", "nodeno", "parentnode"),
        ):
            keys, values = getattr(packed, part)
            for start in range(0, len(keys), _BLOCK):
                rows = slice(start, start + _BLOCK)
                into = f"{self._index}_{part}"
                insert_rows(self.connection, into, [key, value], [keys[rows], values[rows]])


@contextmanager
def filling(path: Path, table: str) -> Iterator[Filling]:
    """Open an empty layer of a new GeoPackage to fill it, wholly or not at all.

    Parameters
    ----------
    path
        The GeoPackage, open nowhere.
    table
        The layer.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # the file is new: after a crash it is thrown away, not repaired
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        try:
            layer = Filling(connection, table)
            yield layer
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("ROLLBACK" if layer.given_up else "COMMIT")


def insert_rows(
    connection: sqlite3.Connection,
    table: str,
    names: Sequence[str],
    columns: Sequence[Sequence[Any]],
) -> None:
    """Insert rows, as many with one statement as SQLite takes.

    Parameters
    ----------
    connection
        In a transaction.
    table
        Where to.
    names
        Its columns.
    columns
        Values of each, all of one length; columns of nothing but None are passed over.
    """
    given = [n for n, values in enumerate(columns) if values.count(None) < len(values)]
    rows = list(zip(*(columns[n] for n in given), strict=True))
    width = len(given)
    at_once = max(1, min(_ROWS, _MOST_VALUES // width))
    whole = len(rows) - len(rows) % at_once
    into = ", ".join(quoted(names[n]) for n in given)
    row = f"({', '.join('?' * width)})"
    for some, count in ((rows[:whole], at_once), (rows[whole:], 1)):
        statement = (
            f"INSERT OR REPLACE INTO {quoted(table)} ({into}) "  # noqa: S608 - names are quoted
            f"VALUES {', '.join([row] * count)}"
        )
        try:
            connection.executemany(statement, _grouped(some, count * width))
        except UnicodeEncodeError:
            # half of a surrogate pair is no letter, and SQLite takes none
            mended = [tuple(map(_letters, values)) for values in some]
            connection.executemany(statement, _grouped(mended, count * width))


def _grouped(rows: Sequence[tuple[Any, ...]], size: int) -> Iterator[tuple[Any, ...]]:
    return zip(*[chain.from_iterable(rows)] * size, strict=True)


def _letters(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def quoted(name: str) -> str:
    """Write a name into a statement."""
    return '"' + name.replace('"', '""') + '"'
