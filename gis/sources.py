"""Layers to arrays: features read once, in bulk, reprojected to the plane, with a tally."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from qgis.core import (
    NULL,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from .i18n import tr

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsFields,
        QgsProcessingFeedback,
    )


@dataclass(eq=False)
class Table:
    """The usable features of a layer.

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
        Shape (n,): 2D geometries in the plane, metres.
    total
        Number of features in the layer.
    rejected
        Feature id and reason of each feature left out.
    notes
        Sentences about features used after a repair.
    """

    name: str
    fields: QgsFields
    features: list[QgsFeature]
    ids: NDArray[np.int64]
    geometries: NDArray[np.object_]
    total: int
    rejected: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of usable features."""
        return len(self.features)

    def field_index(self, name: str | None) -> int:
        """Find a field by name, whatever its capitals; -1 if there is none."""
        return self.fields.lookupField(name) if name else -1

    def column(self, name: str | None) -> list[Any] | None:
        """Return the values of a field, None for NULL; None if there is no such field."""
        index = self.field_index(name)
        if index < 0:
            return None
        values = (feature.attribute(index) for feature in self.features)
        return [None if value == NULL else value for value in values]

    def texts(self, name: str | None) -> list[str | None] | None:
        """Return the values of a field as texts without blanks around them; None for none."""
        values = self.column(name)
        if values is None:
            return None
        texts = (None if value is None else str(value).strip() for value in values)
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
        gone = [(int(i), reason) for i in self.ids[rows]]
        return Table(
            self.name,
            self.fields,
            [f for f, out in zip(self.features, rows, strict=True) if not out],
            self.ids[~rows],
            self.geometries[~rows],
            self.total,
            self.rejected + gone,
            self.notes,
        )

    def report(self, feedback: QgsProcessingFeedback) -> None:
        """Say how many features were read, used and left out, and why."""
        feedback.pushInfo(
            tr("{layer}: {total} features, {used} used, {rejected} left out.").format(
                layer=self.name,
                total=self.total,
                used=len(self),
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
    """
    crs = source.sourceCrs()
    transform = QgsCoordinateTransform(crs if crs.isValid() else plane, plane, transforms)
    unchanged = not crs.isValid() or transform.isShortCircuited()
    rejected: list[tuple[int, str]] = []
    features, wkb, curved = [], [], 0
    total = 0
    flags = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    for feature in source.getFeatures(QgsFeatureRequest(), flags):
        total += 1
        if total % 5000 == 0 and feedback.isCanceled():
            break
        geometry = feature.geometry()
        if geometry.isNull() or geometry.isEmpty():
            rejected.append((feature.id(), tr("no geometry")))
            continue
        if QgsWkbTypes.isCurvedType(geometry.wkbType()):
            geometry.convertToStraightSegment()
            curved += 1
        if not unchanged:
            try:
                geometry.transform(transform)
            except QgsCsException:
                rejected.append((feature.id(), tr("cannot be reprojected to the map's plane")))
                continue
        features.append(feature)
        wkb.append(geometry.asWkb().data())
    geometries = shapely.force_2d(
        shapely.from_wkb(np.array(wkb, dtype=object), on_invalid="ignore")
    )
    geometries = np.atleast_1d(np.asarray(geometries, dtype=object))
    ids = np.array([feature.id() for feature in features], dtype=np.int64)
    table = Table(name, source.fields(), features, ids, geometries, total, rejected)
    bounds = shapely.bounds(geometries).reshape(-1, 4)
    table = table.leave_out(
        ~np.isfinite(bounds).all(axis=1),
        tr("broken geometry or coordinates that are no numbers"),
    )
    if not crs.isValid():
        table.notes.append(
            tr("{layer}: has no CRS; taken to be in {crs}.").format(layer=name, crs=plane.authid())
        )
    if curved:
        table.notes.append(
            tr("{layer}: {count} curves were straightened.").format(layer=name, count=curved)
        )
    return _repair_polygons(table)


def _repair_polygons(table: Table) -> Table:
    """Repair polygons that cross themselves; leave out those of which nothing remains."""
    invalid = np.flatnonzero(
        (shapely.get_dimensions(table.geometries) == 2) & ~shapely.is_valid(table.geometries)
    )
    if not len(invalid):
        return table
    table.geometries[invalid] = [
        _polygonal(shapely.make_valid(g)) for g in table.geometries[invalid]
    ]
    table.notes.append(
        tr("{layer}: {count} invalid polygons were repaired (features {ids}).").format(
            layer=table.name,
            count=len(invalid),
            ids=name_some([int(i) for i in table.ids[invalid]]),
        )
    )
    return table.leave_out(shapely.is_empty(table.geometries), tr("a polygon without any area"))


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
    numbers = np.full(len(values), np.nan)
    unusable = []
    for row, value in enumerate(values):
        try:
            number = float(value) if value is not None else np.nan
        except (TypeError, ValueError):
            number = np.nan
        if np.isfinite(number) and number >= 0:
            numbers[row] = number
        else:
            unusable.append((int(table.ids[row]), value))
    return numbers, unusable


def number_names(*columns: list[str | None] | None) -> list[NDArray[np.int64] | None]:
    """Number names that several layers share, such as compound ids; -1 where there is none."""
    known: dict[str, int] = {}
    numbered: list[NDArray[np.int64] | None] = []
    for column in columns:
        if column is None:
            numbered.append(None)
            continue
        numbers = [-1 if name is None else known.setdefault(name, len(known)) for name in column]
        numbered.append(np.array(numbers, dtype=np.int64))
    return numbered
