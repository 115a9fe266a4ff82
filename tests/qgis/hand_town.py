"""A town small enough to measure by hand: four by four streets, 400 m apart, in memory layers.

Coordinates are metres east and north of the corner of the town. There are no dead ends, so
nothing is beyond what can be told, unless a test adds one. A walk from a point beside one street
to a point beside the same street is both ways to the street and the way along it.
"""

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)

CRS = "EPSG:32650"
CORNER = (500_000, 3_400_000)
STEPS = (0, 400, 800, 1200)


def make_layer(kind, rows, fields="", crs=CRS, name=None, local=CRS):
    """Make a memory layer.

    Parameters
    ----------
    kind
        Geometry type, as in ``Point`` or ``MultiPolygonZ``.
    rows
        WKT (or a geometry, or None) alone, or WKT with the values of the fields.
    fields
        ``"population:double, name:string"``.
    crs
        Of the layer, empty for none; coordinates are given in the town's and reprojected.
    local
        The CRS in which the corner lies.
    """
    layer = QgsVectorLayer(f"{kind}?crs={crs}" if crs else kind, name or kind, "memory")
    assert layer.isValid(), kind
    if not crs:
        # QGIS gives a new layer the user's default otherwise.
        layer.setCrs(QgsCoordinateReferenceSystem())
    if fields:
        from qgis.core import QgsField
        from qgis.PyQt.QtCore import QMetaType

        kinds = {
            "double": QMetaType.Type.Double,
            "int": QMetaType.Type.LongLong,
            "string": QMetaType.Type.QString,
            "date": QMetaType.Type.QDate,
        }
        pairs = [part.strip().split(":") for part in fields.split(",")]
        layer.dataProvider().addAttributes([QgsField(n, kinds[k]) for n, k in pairs])
        layer.updateFields()
    features = []
    for row in rows:
        shape, *values = row if isinstance(row, tuple) else (row,)
        feature = QgsFeature(layer.fields())
        feature.setAttributes(values or [None] * len(layer.fields()))
        if shape is not None:
            feature.setGeometry(place_in(shape, crs or local, local))
        features.append(feature)
    accepted, _ = layer.dataProvider().addFeatures(features)
    assert accepted, layer.dataProvider().lastError()
    assert layer.featureCount() == len(rows)
    layer.updateExtents()
    return layer


def place_in(shape, crs, local=CRS):
    """Move a geometry given from the corner of the town to its place in a CRS."""
    geometry = QgsGeometry.fromWkt(shape) if isinstance(shape, str) else QgsGeometry(shape)
    assert not geometry.isNull(), shape
    geometry.translate(*CORNER)
    if crs != local:
        transform = QgsCoordinateTransform(
            QgsCoordinateReferenceSystem(local),
            QgsCoordinateReferenceSystem(crs),
            QgsProject.instance(),
        )
        geometry.transform(transform)
    return geometry


def line(*places):
    """WKT of a line through places."""
    return "LINESTRING(" + ",".join(f"{x} {y}" for x, y in places) + ")"


def street_lines():
    """WKT of the streets: four from west to east, then four from south to north."""
    across = [line(*((x, y) for x in STEPS)) for y in STEPS]
    return across + [line(*((x, y) for y in STEPS)) for x in STEPS]


def make_streets(*more, crs=CRS, without=(), fields="", kind="LineString"):
    """The streets of the town, and more; ``without`` leaves some out by number."""
    rows = [wkt for number, wkt in enumerate(street_lines()) if number not in without]
    return make_layer(kind, [*rows, *more], fields, crs, "streets")


def make_homes(*rows, crs=CRS, fields="population:double", kind="Point"):
    """Homes with their population."""
    return make_layer(kind, rows, fields, crs, "homes")


def make_facilities(*rows, crs=CRS, fields="service:string", kind="Point"):
    """Facilities with their service."""
    return make_layer(kind, rows, fields, crs, "facilities")


def copy_of(layer):
    """Everything that a run could spoil in a layer."""
    return [
        (feature.id(), feature.attributes(), bytes(feature.geometry().asWkb()))
        for feature in layer.getFeatures()
    ] + [layer.fields().names(), layer.crs().authid(), layer.subsetString(), layer.isEditable()]
