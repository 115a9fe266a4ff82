"""Layers to arrays: features read once, in bulk, reprojected to the plane, with a tally."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from qgis.core import (
    NULL,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from .crs import sound_crs
from .i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsProcessingFeedback,
    )

_USABLE = {
    QgsWkbTypes.Type.Point,
    QgsWkbTypes.Type.LineString,
    QgsWkbTypes.Type.Polygon,
    QgsWkbTypes.Type.MultiPoint,
    QgsWkbTypes.Type.MultiLineString,
    QgsWkbTypes.Type.MultiPolygon,
    QgsWkbTypes.Type.GeometryCollection,
}
_PLAIN = {int, float, str, type(None)}  # values that are never Qt's NULL
_NUMBERS = {int, float, type(None)}
_SINGLE = 3  # GEOS's number of a polygon; points and lines are below


@dataclass(eq=False)
class Table:
    """The usable features of a layer, or all of them, unusable ones without a geometry.

    Attributes
    ----------
    name
        What to call the layer in a sentence.
    fields
        Its fields.
    features
        The features as read, in the layer's own CRS.
    ids
        Shape (n,): feature ids.
    geometries
        Shape (n,): 2D geometries in the plane, metres; None where a feature cannot be used.
    total
        Number of features in the layer.
    rejected
        Feature id and reason of each feature that cannot be used.
    notes
        Sentences about features used after a repair.
    columns
        Values by field in small letters, where fields were read without features.
    """

    name: str
    fields: QgsFields
    features: list[QgsFeature]
    ids: NDArray[np.int64]
    geometries: NDArray[np.object_]
    total: int
    rejected: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    columns: dict[str, list[Any]] | None = None

    @classmethod
    def empty(cls, name: str, columns: Sequence[str] = ()) -> Table:
        """Make the table of a layer that is not given, with columns of no rows."""
        none = np.zeros(0, dtype=np.int64)
        nothing: dict[str, list[Any]] = {column.lower(): [] for column in columns}
        shapes = np.zeros(0, dtype=object)
        return cls(name, QgsFields(), [], none, shapes, 0, columns=nothing)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.ids)

    @cached_property
    def digest(self) -> bytes:
        """What tells these lines or points from any others."""
        kind = shapely.get_type_id(self.geometries)
        if (kind <= _SINGLE).all():
            row = np.flatnonzero(kind >= 0)
            parts = self.geometries[row]
        else:
            parts, row = shapely.get_parts(self.geometries, return_index=True)
        found = blake2b(digest_size=16)
        for array in (
            shapely.get_coordinates(parts),
            shapely.get_num_coordinates(parts),
            row,
            np.array([len(self.geometries)]),
        ):
            found.update(np.ascontiguousarray(array).data)
        return found.digest()

    @property
    def used(self) -> int:
        """Number of features that can be used."""
        return self.total - len(self.rejected)

    def field_index(self, name: str | None) -> int:
        """Find a field by name, whatever its capitals; -1 if there is none."""
        return self.fields.lookupField(name) if name else -1

    def column(self, name: str | None) -> list[Any] | None:
        """Return the values of a field, None for NULL; None if there is no such field."""
        if self.columns is not None:
            return self.columns.get((name or "").lower())
        index = self.field_index(name)
        if index < 0:
            return None
        values = [feature.attribute(index) for feature in self.features]
        if set(map(type, values)) <= _PLAIN:
            return values
        # comparing asks Qt each time: only what is no plain value is worth it
        return [None if type(v) not in _PLAIN and v == NULL else v for v in values]

    def texts(self, name: str | None) -> list[str | None] | None:
        """Return the values of a field as texts without blanks around them; None for none."""
        values = self.column(name)
        if values is None:
            return None
        if set(map(type, values)) <= {str, type(None)}:
            # few are different: each is tidied once
            tidy = {value: value and value.strip() or None for value in set(values)}
            return [tidy[value] for value in values]
        texts = (None if value is None else _as_text(value) for value in values)
        return [text or None for text in texts]

    def leave_out(self, rows: NDArray[np.bool_], reason: str) -> Table:
        """Return the table without some rows, which are kept as rejected.

        Parameters
        ----------
        rows
            Shape (n,): which to leave out.
        reason
            Why, in a few words.
        """
        if not rows.any():
            return self
        gone = [(int(i), reason) for i in self.ids[rows]]
        return replace(self._without(rows), rejected=self.rejected + gone)

    def without_unusable(self) -> Table:
        """Return the table without the rows that have no geometry."""
        return self._without(shapely.is_missing(self.geometries))

    def set_aside(self, rows: NDArray[np.bool_], reason: str) -> None:
        """Mark rows as unusable, for a reason in a few words; they lose their geometry."""
        self.geometries[rows] = None
        self.rejected += [(int(i), reason) for i in self.ids[rows]]

    def _without(self, rows: NDArray[np.bool_]) -> Table:
        kept = (~rows).tolist()
        columns = self.columns and {
            name: list(compress(values, kept)) for name, values in self.columns.items()
        }
        features = self.features and list(compress(self.features, kept))
        return replace(
            self,
            features=features,
            columns=columns,
            ids=self.ids[~rows],
            geometries=self.geometries[~rows],
        )

    def report(self, feedback: QgsProcessingFeedback) -> None:
        """Say how many features were read, used and left out, and why."""
        feedback.pushInfo(
            tr("{layer}: {total} features, {used} used, {rejected} left out.").format(
                layer=self.name,
                total=self.total,
                used=self.used,
                rejected=len(self.rejected),
            )
        )
        for reason in dict.fromkeys(reason for _, reason in self.rejected):
            ids = [i for i, why in self.rejected if why == reason]
            feedback.pushWarning(
                tr("{layer}: {count} left out: {reason} (features {ids}).").format(
                    layer=self.name, count=len(ids), reason=reason, ids=name_some(ids)
                )
            )
        for note in self.notes:
            feedback.pushWarning(note)


def _as_text(value: Any) -> str:
    """Write a value of a field; dates as ISO texts."""
    if isinstance(value, QDate | QDateTime):
        return str(value.toString(Qt.DateFormat.ISODate))
    return str(value).strip()


def name_some(ids: list[int], most: int = 8) -> str:
    """Write feature ids, the first few of many."""
    shown = ", ".join(str(i) for i in ids[:most])
    return shown + (", …" if len(ids) > most else "")


def read_table(
    source: QgsProcessingFeatureSource,
    name: str,
    plane: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
    feedback: QgsProcessingFeedback,
    keep_unusable: bool = False,
) -> Table:
    """Read all features of a source.

    Parameters
    ----------
    source
        The layer, or its selection.
    name
        What to call it in a sentence.
    plane
        CRS to compute in.
    transforms
        The project's transformations.
    feedback
        Asked for cancel.
    keep_unusable
        Keep features that cannot be used as rows without a geometry, so that who lives there is
        not lost.
    """
    crs = sound_crs(source.sourceCrs())
    transform = QgsCoordinateTransform(crs if crs.isValid() else plane, plane, transforms)
    unchanged = not crs.isValid() or transform.isShortCircuited()
    rejected: list[tuple[int, str]] = []
    features: list[QgsFeature] = []
    wkb: list[bytes | None] = []
    curved = 0
    flags = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    for feature in source.getFeatures(QgsFeatureRequest(), flags):
        if len(features) % 5000 == 4999 and feedback.isCanceled():
            break
        geometry = feature.geometry()
        if QgsWkbTypes.isCurvedType(geometry.wkbType()) and not geometry.isEmpty():
            geometry = QgsGeometry(geometry.constGet().segmentize())
            curved += 1
        fault = _move(geometry, None if unchanged else transform)
        if fault:
            rejected.append((feature.id(), fault))
        features.append(feature)
        wkb.append(None if fault else geometry.asWkb().data())
    geometries = shapely.force_2d(
        shapely.from_wkb(np.array(wkb, dtype=object), on_invalid="ignore")
    )
    geometries = np.atleast_1d(np.asarray(geometries, dtype=object))
    ids = np.array([feature.id() for feature in features], dtype=np.int64)
    table = Table(name, source.fields(), features, ids, geometries, len(features), rejected)
    readable = np.array([part is not None for part in wkb], dtype=bool)
    if not crs.isValid():
        table.notes.append(
            tr("{layer}: has no CRS; taken to be in {crs}.").format(layer=name, crs=plane.authid())
        )
    if curved:
        table.notes.append(
            tr("{layer}: {count} curves were straightened.").format(layer=name, count=curved)
        )
    return finish_table(table, readable, keep_unusable)


def finish_table(table: Table, readable: NDArray[np.bool_], keep_unusable: bool = False) -> Table:
    """Repair what can be repaired and set aside what cannot be used.

    Parameters
    ----------
    table
        As read.
    readable
        Shape (n,): features that had a geometry.
    keep_unusable
        As for `read_table`.
    """
    table.set_aside(
        readable & ~_all_finite(table.geometries),
        tr("broken geometry or coordinates that are no numbers"),
    )
    _repair_polygons(table)
    return table if keep_unusable else table.without_unusable()


def _move(geometry: QgsGeometry, transform: QgsCoordinateTransform | None) -> str:
    """Bring a geometry onto the plane; say why it cannot be used, or nothing."""
    if geometry.isNull() or geometry.isEmpty():
        return tr("no geometry")
    if QgsWkbTypes.flatType(geometry.wkbType()) not in _USABLE:
        return tr("a surface in space")
    if transform is not None:
        try:
            geometry.transform(transform)
        except QgsCsException:
            return tr("cannot be reprojected to the map's plane")
    return ""


def _all_finite(geometries: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Say which geometries have coordinates, all of them numbers."""
    xy, row = shapely.get_coordinates(geometries, return_index=True)
    usable = ~(shapely.is_missing(geometries) | shapely.is_empty(geometries))
    usable[row[~np.isfinite(xy).all(axis=1)]] = False
    return usable


def _repair_polygons(table: Table) -> None:
    """Repair polygons that cross themselves; set aside those of which nothing remains."""
    invalid = (shapely.get_dimensions(table.geometries) == 2) & ~shapely.is_valid(table.geometries)
    table.geometries[invalid] = [
        _polygonal(shapely.make_valid(g)) for g in table.geometries[invalid]
    ]
    table.set_aside(shapely.is_empty(table.geometries), tr("a polygon without any area"))
    repaired = invalid & ~shapely.is_missing(table.geometries)
    if repaired.any():
        table.notes.append(
            tr("{layer}: {count} invalid polygons were repaired (features {ids}).").format(
                layer=table.name,
                count=int(repaired.sum()),
                ids=name_some([int(i) for i in table.ids[repaired]]),
            )
        )


def _polygonal(geometry: shapely.Geometry) -> shapely.Geometry:
    """Keep only the polygons of a repaired geometry."""
    parts = shapely.get_parts(geometry)
    polygons = parts[shapely.get_dimensions(parts) == 2]
    return polygons[0] if len(polygons) == 1 else shapely.multipolygons(shapely.get_parts(polygons))


def read_numbers(
    table: Table, name: str | None
) -> tuple[NDArray[np.float64] | None, list[tuple[int, Any]]]:
    """Read a field as numbers; what cannot be one is NaN.

    Parameters
    ----------
    table
        The layer.
    name
        The field.

    Returns
    -------
    numbers, unusable
        None if there is no such field; feature ids and values that are no number of at least 0.
    """
    values = table.column(name)
    if values is None:
        return None, []
    if set(map(type, values)) <= _NUMBERS:
        numbers = np.array(values, dtype=np.float64)  # None becomes NaN
        fit = np.isfinite(numbers) & (numbers >= 0)
        numbers[~fit] = np.nan
        return numbers, [(int(table.ids[row]), values[row]) for row in np.flatnonzero(~fit)]
    numbers = np.full(len(values), np.nan)
    unusable = []
    for row, value in enumerate(values):
        try:
            number = float(value) if value is not None else np.nan
        except (TypeError, ValueError):
            number = np.nan
        if math.isfinite(number) and number >= 0:
            numbers[row] = number
        else:
            unusable.append((int(table.ids[row]), value))
    return numbers, unusable
