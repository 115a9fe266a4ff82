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
    if not len(shapes):
        return shapes
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    correct = CORRECTIONS.get(shift)
    if correct is not None:
        degrees = QgsCoordinateReferenceSystem(_DEGREES)
        if not source.isGeographic():
            xy = transform_points(xy, source, degrees, transforms)
            source = degrees
        xy = np.column_stack(correct(xy[:, 0], xy[:, 1]))
    xy = transform_points(xy, source, target, transforms)
    lost = np.unique(owner[~np.isfinite(xy).all(axis=1)])
    xy[~np.isfinite(xy)] = 0.0
    moved = shapely.set_coordinates(shapes.copy(), xy)
    moved[lost] = None
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
    transform = QgsCoordinateTransform(source, target, context)
    # guesses at the CRS of a table try many that no exact way leads from
    transform.setBallparkTransformsAreAppropriate(True)
    transform.disableFallbackOperationHandler(True)
    if transform.isShortCircuited() or not len(xy):
        return xy.copy()
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
