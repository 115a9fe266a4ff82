"""The place that is explained: a home of the residents layer, or a point where nobody lives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from qgis.core import QgsCoordinateTransform, QgsCsException, QgsFeature, QgsPointXY

from ..engine.errors import EngineError
from .crs import sound_crs
from .ground import COMPOUND

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

    from .sources import Table

NEAR = 2.0
"""Metres from a home given as a point within which a click means that home."""


def point_on_plane(
    point: QgsPointXY,
    crs: QgsCoordinateReferenceSystem,
    plane: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
) -> shapely.Point:
    """Bring a point to the plane.

    Parameters
    ----------
    point, crs
        The point and its CRS; without one it is taken to be on the plane.
    plane
        CRS to compute in.
    transforms
        The project's transformations.

    Raises
    ------
    EngineError
        If it is no place, or has none on the plane.
    """
    crs = sound_crs(crs)
    try:
        if crs.isValid():
            point = QgsCoordinateTransform(crs, plane, transforms).transform(point)
    except QgsCsException:
        point = QgsPointXY(np.nan, np.nan)
    if not np.isfinite([point.x(), point.y()]).all():
        raise EngineError(
            "The point cannot be brought from {crs} to the plane of the streets ({plane}). Check "
            "its coordinates and their CRS.",
            crs=crs.authid(),
            plane=plane.authid(),
        )
    return shapely.Point(point.x(), point.y())


@dataclass(frozen=True, eq=False)
class Place:
    """A row of the residents.

    Attributes
    ----------
    residents
        The homes; with one of nobody behind them where the point is no home.
    row
        Which one is explained.
    is_home
        The point is a home.
    """

    residents: Table
    row: int
    is_home: bool

    @property
    def home_id(self) -> int | None:
        """Feature id of the home."""
        return int(self.residents.ids[self.row]) if self.is_home else None

    @property
    def compound(self) -> str | None:
        """The home's compound."""
        names = self.residents.texts(COMPOUND)
        return names[self.row] if names and self.is_home else None


def find_place(residents: Table, point: shapely.Point) -> Place:
    """Find the home at a point, or take the point as a home in which nobody lives.

    Of several homes the smallest that covers the point counts, else the nearest point home.

    Parameters
    ----------
    residents
        The homes.
    point
        In the plane of the homes.
    """
    shapes = residents.geometries
    covering = np.flatnonzero(
        (shapely.get_dimensions(shapes) == 2) & shapely.intersects(shapes, point)
    )
    if len(covering):
        area = shapely.area(shapes[covering])
        return Place(residents, int(covering[np.argmin(area)]), True)
    apart = shapely.distance(shapes, point)
    apart[(shapely.get_dimensions(shapes) != 0) | np.isnan(apart)] = np.inf
    nearest = int(np.argmin(apart)) if len(apart) else -1
    if nearest >= 0 and apart[nearest] <= NEAR:
        return Place(residents, nearest, True)
    return Place(_with_nobody(residents, point), len(residents), False)


def _with_nobody(residents: Table, point: shapely.Point) -> Table:
    """Add a row with no persons: it takes nothing from others' supply."""
    feature = QgsFeature(residents.fields)
    feature.setAttributes([0 if item.isNumeric() else None for item in residents.fields])
    columns = residents.columns and {
        name: [*values, 0 if any(isinstance(v, int | float) for v in values) else None]
        for name, values in residents.columns.items()
    }
    shapes = np.append(residents.geometries, [None])
    shapes[-1] = point
    return replace(
        residents,
        features=[*residents.features, feature],
        ids=np.append(residents.ids, np.iinfo(np.int64).max),
        geometries=shapes,
        columns=columns,
    )
