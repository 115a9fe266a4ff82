"""Fills the new GeoPackage of a result with its rows, in one transaction: whole or not at all.

An `INSERT` for each row takes a fifth of the time of a `QgsFeature` for each.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from qgis.core import NULL, QgsWkbTypes
from qgis.PyQt.QtCore import QDate, Qt

from ..compat import number_of_kind
from ..feature_rows import FeatureRows
from ..sinks import from_wkb, to_value
from .blobs import wrap_wkb
from .bulk_rows import filling, insert_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qgis.core import QgsFields, QgsGeometry

    from .bulk_rows import Filling

    Rows = Iterable[tuple[QgsGeometry | bytes | None, Sequence[Any]]]

_BLOCK = 5_000  # rows at a time
_WHOLE, _REAL, _TEXT, _TRUTH, _DATE = (2, 4), (6,), (10,), (1,), (14,)
"""Numbers of `QMetaType.Type`."""
_TAKEN = {
    **dict.fromkeys(_WHOLE, {int, bool, type(None)}),
    **dict.fromkeys(_REAL, {float, int, type(None)}),
    **dict.fromkeys(_TEXT, {str, type(None)}),
    **dict.fromkeys(_TRUTH, {bool, type(None)}),
    **dict.fromkeys(_DATE, {type(None)}),
}
"""Kinds of values that SQLite gets as they are, by the kind of the field."""


def takes(destination: str, fields: QgsFields) -> bool:
    """Tell whether a sink is a GeoPackage of its own with fields that can be written in bulk.

    Parameters
    ----------
    destination
        Where the sink was made.
    fields
        Its fields.
    """
    path = Path(destination)
    if path.suffix.lower() != ".gpkg" or not path.is_file():
        return False
    return all(number_of_kind(field) in _TAKEN for field in fields)


def find_new_table(path: Path) -> str:
    """Return the only table of a GeoPackage that was just made.

    Parameters
    ----------
    path
        The GeoPackage, open nowhere.

    Raises
    ------
    sqlite3.Error
        If it is none.
    """
    with closing(sqlite3.connect(path)) as connection:
        ((name,),) = connection.execute("SELECT table_name FROM gpkg_contents").fetchall()
    return str(name)


def fill_new_package(
    path: Path,
    fields: QgsFields,
    kind: QgsWkbTypes.Type,
    rows: Rows,
    go_on: Callable[[], None] = lambda: None,
) -> int:
    """Write rows of geometry and values.

    Parameters
    ----------
    path
        The GeoPackage, new and open nowhere.
    fields
        Fields of the layer; one that is the table's key gives the ids of the rows, where it can.
    kind
        Of its geometries.
    rows
        Geometry or its WKB (None for a table), and values in the order of the fields.
    go_on
        Called now and then; may raise to stop.

    Returns
    -------
    Number of rows written.
    """
    with filling(path, find_new_table(path)) as layer:
        writing = _Writing(layer, fields, kind)
        for geometries, columns in _blocks(rows):
            go_on()
            writing.add(geometries, columns)
        layer.finish(writing.count, layer.begin_index(*writing.index()))
    return writing.count


def _blocks(rows: Rows) -> Iterator[tuple[list[QgsGeometry | bytes | None], list[Any]]]:
    """Give geometries and columns block by block."""
    if isinstance(rows, FeatureRows):
        yield from rows.blocks(_BLOCK)
        return
    each = iter(rows)
    while block := list(islice(each, _BLOCK)):
        geometries = [geometry for geometry, _ in block]
        yield geometries, list(zip(*(values for _, values in block), strict=True))


class _Writing:
    """Rows on their way into a table."""

    def __init__(self, layer: Filling, fields: QgsFields, kind: QgsWkbTypes.Type) -> None:
        self.layer, self.kind = layer, kind
        number = int(getattr(kind, "value", kind))
        self._head = b"\x01" + number.to_bytes(4, "little")  # of WKB of that kind
        self.count = 0
        names = [name.casefold() for name in fields.names()]
        key = layer.key.casefold()
        self._key = names.index(key) if key in names else -1
        self._kinds = [number_of_kind(field) for field in fields]
        into = [layer.key, *([layer.shape] if layer.shape else [])]
        into += [name for place, name in enumerate(fields.names()) if place != self._key]
        self._into = into
        self._ids: set[int] = set()
        self._last = 0
        self._boxed: list[tuple[list[int], Any]] = []

    def add(
        self,
        geometries: Sequence[QgsGeometry | bytes | None],
        columns: Sequence[Sequence[Any]],
    ) -> None:
        """Write some rows, given as columns in the order of the fields."""
        count = len(geometries)
        ids = self._name_rows(count, columns[self._key] if self._key >= 0 else None)
        plain = [
            column if set(map(type, column)) <= _TAKEN[kind] else [_plain(v, kind) for v in column]
            for column, kind in zip(columns, self._kinds, strict=True)
        ]
        if self._key >= 0:
            del plain[self._key]
        shapes = [self._shapes(ids, geometries)] if self.layer.shape else []
        insert_rows(self.layer.connection, self.layer.table, self._into, [ids, *shapes, *plain])
        self.count += count

    def index(self) -> tuple[Any, Any]:
        """Return ids and boxes of the rows with a geometry."""
        if not self._boxed:
            return np.zeros(0, dtype=np.int64), None
        rows = np.concatenate([np.array(ids, dtype=np.int64) for ids, _ in self._boxed])
        boxes = np.concatenate([boxes for _, boxes in self._boxed])
        there = ~np.isnan(boxes).any(axis=1)
        return rows[there], boxes[there]

    def _name_rows(self, count: int, given: Sequence[Any] | None) -> list[int]:
        """Give each row its id: its own where it is a whole number that no other has."""
        if given is None:
            first, self._last = self._last + 1, self._last + count
            return list(range(first, self._last + 1))
        ids = []
        for value in given:
            own = type(value) is int and value not in self._ids
            name = value if own else self._last + 1
            self._last = max(self._last, name)
            self._ids.add(name)
            ids.append(name)
        return ids

    def _shapes(
        self, ids: list[int], geometries: Sequence[QgsGeometry | bytes | None]
    ) -> list[bytes | None]:
        blobs, boxes = wrap_wkb([self._wkb(one) for one in geometries], self.layer.srs)
        self._boxed.append((ids, boxes))
        return blobs

    def _wkb(self, geometry: QgsGeometry | bytes | None) -> bytes | None:
        if isinstance(geometry, bytes):
            if geometry[:5] == self._head:
                return geometry
            geometry = from_wkb(geometry)
        if geometry is None or geometry.isNull():
            return None
        kind = geometry.wkbType()
        if kind != self.kind and self.kind != QgsWkbTypes.Type.Unknown:
            parts = geometry.coerceToType(self.kind)
            if len(parts) == 1:
                geometry = parts[0]
        return bytes(geometry.asWkb().data())


def _plain(value: Any, kind: int) -> Any:
    """Write a value as SQLite takes it."""
    value = to_value(value)
    if value is None or value == NULL:
        return None
    if isinstance(value, QDate):
        return value.toString(Qt.DateFormat.ISODate) or None
    if kind in _TEXT:
        return str(value)
    if kind in _WHOLE and isinstance(value, float):
        return round(value)
    return value
