"""What a layer of the survey package is to hold, and its features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely
from qgis.core import QgsFeature, QgsFields, QgsGeometry, QgsPoint, QgsWkbTypes
from qgis.PyQt.QtCore import QDate, QMetaType, Qt

from ...gis.compat import INTEGER, REAL, TEXT, make_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ..reading.raw_table import Reject

SOURCE_ID, SOURCE_HASH = "source_id", "source_hash"
_KINDS = {"count": INTEGER, "score": INTEGER, "level": INTEGER, "number": REAL, "slope": REAL,
          "date": QMetaType.Type.QDate}  # fmt: skip


@dataclass
class LayerContent:
    """What one layer of the package is to hold.

    Attributes
    ----------
    role
        Name of the layer.
    fields
        Name and kind of each field.
    columns
        Values by field.
    shapes
        Shape (n,): geometries in the layer's CRS.
    crs
        Authority id or WKT.
    ids, hashes
        Stable id of each row, and what tells its content from any other.
    source
        Name of the file that it comes from.
    rejects
        What was not used as it stood.
    """

    role: str
    fields: list[tuple[str, str]]
    columns: dict[str, list[Any]]
    shapes: NDArray[np.object_]
    crs: str
    ids: list[str]
    hashes: list[str]
    source: str
    rejects: list[Reject]

    def make_fields(self) -> QgsFields:
        """Return the fields of the layer."""
        return make_fields([*self.fields, (SOURCE_ID, "text"), (SOURCE_HASH, "text")])

    def wkb_type(self) -> QgsWkbTypes.Type:
        """Return the geometry type that holds all rows."""
        dimension = int(shapely.get_dimensions(self.shapes).max(initial=-1))
        several = bool((shapely.get_type_id(self.shapes) > 3).any())
        points, lines = QgsWkbTypes.Type.Point, QgsWkbTypes.Type.LineString
        if dimension == 1:
            return QgsWkbTypes.Type.MultiLineString if several else lines
        if dimension == 2:
            return QgsWkbTypes.Type.MultiPolygon
        return QgsWkbTypes.Type.MultiPoint if several else points


def make_fields(named: Sequence[tuple[str, str]]) -> QgsFields:
    """Make the fields of a layer.

    Parameters
    ----------
    named
        Name and kind of each; kinds are those of `roles.FieldSpec`, without what follows a colon.
    """
    fields = QgsFields()
    for name, kind in named:
        fields.append(make_field(name, _KINDS.get(kind, TEXT)))
    return fields


def make_features(
    content: LayerContent, fields: QgsFields, rows: Sequence[int]
) -> Iterator[QgsFeature]:
    """Make the features of some rows.

    Parameters
    ----------
    content
        The layer.
    fields
        Its fields.
    rows
        Which rows.
    """
    columns = []
    for name, kind in content.fields:
        values: list[Any] = [content.columns[name][row] for row in rows]
        if kind == "date":
            values = [v and QDate.fromString(v, Qt.DateFormat.ISODate) for v in values]
        columns.append(values)
    columns += [[content.ids[row] for row in rows], [content.hashes[row] for row in rows]]
    shapes = content.shapes[list(rows)]
    geometries: list[QgsGeometry]
    if (shapely.get_type_id(shapes) == 0).all():
        xy = shapely.get_coordinates(shapes).tolist()
        geometries = [QgsGeometry(QgsPoint(x, y)) for x, y in xy]
    else:
        geometries = []
        several = QgsWkbTypes.isMultiType(content.wkb_type())
        for wkb in shapely.to_wkb(shapes, output_dimension=2):
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            if several:
                geometry.convertToMultiType()
            geometries.append(geometry)
    for geometry, values in zip(geometries, zip(*columns, strict=True), strict=True):
        feature = QgsFeature(fields)
        feature.setAttributes(list(values))
        feature.setGeometry(geometry)
        yield feature
