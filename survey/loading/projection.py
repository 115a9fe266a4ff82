"""Brings the places of a source into the survey's CRS, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsLineString,
    QgsProject,
)

from ...gis.crs import read_crs, sound_crs
from ...gis.responsive import BLOCK, coordinates_of
from ..map_service import CORRECTIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import QgsCoordinateTransformContext

_DEGREES = "EPSG:4326"


def project_shapes(
    shapes: NDArray[np.object_],
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    shift: str = "wgs84",
    transforms: QgsCoordinateTransformContext | None = None,
) -> NDArray[np.object_]:
    """Bring geometries from one CRS into another, and back from a map service's shift.

    Parameters
    ----------
    shapes
        Shape (n,): geometries, all with coordinates.
    source, target
        CRS; both valid.
    shift
        ``wgs84`` for none, ``gcj02`` or ``bd09``.
    transforms
        The project's transformations.

    Returns
    -------
    Shape (n,): geometries in the target; None for those that cannot be brought there.
    """
    if not len(shapes) or (source == target and shift not in CORRECTIONS):
        return shapes
    xy, owner = coordinates_of(shapes)
    correct = CORRECTIONS.get(shift)
    if correct is not None:
        degrees = read_crs(_DEGREES)
        if not source.isGeographic():
            xy = transform_points(xy, source, degrees, transforms)
            source = degrees
        xy = np.column_stack(correct(xy[:, 0], xy[:, 1]))
    xy = transform_points(xy, source, target, transforms)
    lost = np.unique(owner[~np.isfinite(xy).all(axis=1)])
    xy[~np.isfinite(xy)] = 0.0
    moved = _move(shapes, xy, owner)
    moved[lost] = None
    return moved


def _move(
    shapes: NDArray[np.object_], xy: NDArray[np.float64], owner: NDArray[np.intp]
) -> NDArray[np.object_]:
    """Make the geometries anew with other coordinates."""
    points = bool((shapely.get_type_id(shapes) == 0).all())
    moved = np.empty(len(shapes), dtype=object)
    for start in range(0, len(shapes), BLOCK):
        end = min(start + BLOCK, len(shapes))
        first, last = np.searchsorted(owner, [start, end])
        moved[start:end] = (
            shapely.points(xy[first:last])
            if points
            else shapely.set_coordinates(shapes[start:end].copy(), xy[first:last])
        )
    return moved


def transform_points(
    xy: NDArray[np.float64],
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext | None = None,
) -> NDArray[np.float64]:
    """Reproject points.

    Parameters
    ----------
    xy
        Shape (n, 2), in the source, easting or longitude first.
    source, target
        CRS.
    transforms
        The project's transformations.

    Returns
    -------
    Shape (n, 2); NaN where there is no such point in the target.
    """
    context = transforms or QgsProject.instance().transformContext()
    transform = QgsCoordinateTransform(sound_crs(source), sound_crs(target), context)
    # guesses at the CRS of a table try many that no exact way leads from
    transform.setBallparkTransformsAreAppropriate(True)
    transform.disableFallbackOperationHandler(True)
    if not transform.isValid():
        # QGIS would leave the places where they are, under the name of another CRS
        return np.full(xy.shape, np.nan)
    if transform.isShortCircuited() or not len(xy):
        return xy.copy()
    if len(xy) > BLOCK:
        parts = [xy[start : start + BLOCK] for start in range(0, len(xy), BLOCK)]
        return np.concatenate([transform_points(part, source, target, context) for part in parts])
    try:
        return _transform(xy, transform)
    except QgsCsException:
        pass
    # some cannot be reprojected: halves of the points, until it is known which
    if len(xy) == 1:
        return np.full((1, 2), np.nan)
    half = len(xy) // 2
    return np.concatenate(
        [transform_points(part, source, target, context) for part in (xy[:half], xy[half:])]
    )


def _transform(xy: NDArray[np.float64], transform: QgsCoordinateTransform) -> NDArray[np.float64]:
    line = QgsGeometry(QgsLineString(xy[:, 0].tolist(), xy[:, 1].tolist()))
    if len(xy) == 1:
        moved = transform.transform(float(xy[0, 0]), float(xy[0, 1]))
        return np.array([[moved.x(), moved.y()]])
    line.transform(transform)
    data = line.asWkb().data()
    made = np.frombuffer(data, dtype="<f8", offset=9).reshape(-1, 2).copy()
    made[~np.isfinite(made).all(axis=1)] = np.nan
    return made
