"""The plane that a run computes in: one projected CRS in true metres."""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsPoint,
    QgsPointXY,
    QgsProcessingFeatureSource,
    QgsRectangle,
)

from ..engine.errors import EngineError
from .crs import sound_crs

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateTransformContext

STRETCH = 0.002  # a plane whose metres differ by more than this share is not measured in
_LOOKED_AT = 2000  # features that are enough to tell where a layer lies


def choose_plane(
    source: QgsProcessingFeatureSource,
    name: str,
    transforms: QgsCoordinateTransformContext,
) -> QgsCoordinateReferenceSystem:
    """Choose the plane: the layer's own CRS if its metres are metres, else the UTM zone.

    Parameters
    ----------
    source
        The street layer.
    name
        What to call it in a sentence.
    transforms
        The project's transformations.

    Raises
    ------
    EngineError
        If the layer has no CRS, or its coordinates cannot be in it.
    """
    crs = sound_crs(source.sourceCrs())
    if not crs.isValid():
        raise EngineError(
            "The {layer} layer has no coordinate reference system, so nothing can be measured. "
            "Set its CRS in the layer properties and run again.",
            layer=name,
        )
    middle = _find_middle(source)
    if middle is None or _measures_metres(crs, middle, transforms):
        return crs
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    try:
        place = QgsCoordinateTransform(crs, degrees, transforms).transform(middle)
    except QgsCsException:
        place = QgsPointXY(math.inf, math.inf)
    if not (abs(place.x()) <= 180 and abs(place.y()) <= 90):
        raise EngineError(
            "The {layer} layer has coordinates, such as {x:.0f}, {y:.0f}, that do not exist in "
            "its coordinate reference system {crs}. Set the right CRS in the layer properties "
            "and run again.",
            layer=name,
            x=middle.x(),
            y=middle.y(),
            crs=crs.authid(),
        )
    zone = min(60, max(1, int((place.x() + 180) // 6) + 1))
    return QgsCoordinateReferenceSystem(f"EPSG:{32600 + zone if place.y() >= 0 else 32700 + zone}")


def _find_middle(source: QgsProcessingFeatureSource) -> QgsPointXY | None:
    """Find where a layer lies: the median of its features, which no stray one moves."""
    request = QgsFeatureRequest().setNoAttributes().setLimit(_LOOKED_AT)
    flags = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    boxes = (f.geometry().boundingBox() for f in source.getFeatures(request, flags))
    middles = [box.center() for box in boxes if not box.isNull() and box.isFinite()]
    if not middles:
        return None
    return QgsPointXY(median(p.x() for p in middles), median(p.y() for p in middles))


def _measures_metres(
    crs: QgsCoordinateReferenceSystem,
    middle: QgsPointXY,
    transforms: QgsCoordinateTransformContext,
) -> bool:
    """Say whether a metre in the plane is a metre on the ground; Web Mercator fails this."""
    if crs.isGeographic() or crs.mapUnits() != Qgis.DistanceUnit.Meters:
        return False
    try:
        to_degrees = QgsCoordinateTransform(crs, crs.toGeographicCrs(), transforms)
        factors = crs.factors(QgsPoint(to_degrees.transform(middle)))
    except QgsCsException:
        return False
    if not factors.isValid():
        return True
    scales = (factors.meridionalScale(), factors.parallelScale())
    return all(abs(scale - 1) <= STRETCH for scale in scales)


def reproject_extent(
    extent: QgsRectangle,
    crs: QgsCoordinateReferenceSystem,
    plane: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
) -> QgsRectangle:
    """Give an extent in the plane; an empty one where it cannot be reprojected."""
    try:
        return QgsCoordinateTransform(crs, plane, transforms).transformBoundingBox(extent)
    except QgsCsException:
        return QgsRectangle()
