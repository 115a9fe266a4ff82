"""Which neighbourhood each home, or any other place, lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..engine.errors import EngineError
from .i18n import tr
from .sinks import to_geometry

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import QgsGeometry, QgsProcessingFeedback

    from .sources import Table


def areas_of_homes(
    homes: Table, areas: Table | None, name_field: str | None, feedback: QgsProcessingFeedback
) -> tuple[NDArray[np.int64], list[str]]:
    """Give each home the number of its area, and the areas' names.

    Homes in no area are summed as an area of their own.

    Parameters
    ----------
    homes, areas
        The layers; without areas all homes are in one.
    name_field
        Field with the areas' names; None: the field name, or the feature id.
    feedback
        Told how many homes lie in no area.

    Raises
    ------
    EngineError
        If there is no such field.
    """
    if areas is not None:
        areas.report(feedback)
    if areas is None or not len(areas):
        return np.zeros(len(homes), dtype=np.int64), [tr("all")]
    labels = name_areas(areas, name_field)
    number = find_areas(areas, homes.geometries)
    outside = number < 0
    if outside.any():
        feedback.pushWarning(
            tr("{count} homes lie in no area; they are summed as '{name}'.").format(
                count=int(outside.sum()), name=tr("(outside)")
            )
        )
        number[outside] = len(labels)
        labels.append(tr("(outside)"))
    return number, labels


def name_areas(areas: Table, name_field: str | None) -> list[str]:
    """Name areas.

    Parameters
    ----------
    areas, name_field
        As for `areas_of_homes`.

    Raises
    ------
    EngineError
        If there is no such field.
    """
    names = areas.texts(name_field or "name")
    if names is None and name_field:
        raise EngineError(
            "The areas layer has no field '{field}'. Its fields are: {fields}.",
            field=name_field,
            fields=", ".join(areas.fields.names()),
        )
    return [
        (names[row] if names is not None else None) or str(areas.ids[row])
        for row in range(len(areas))
    ]


def find_areas(areas: Table, places: NDArray[np.object_]) -> NDArray[np.int64]:
    """Find the area in which each place lies; of overlapping ones the first, -1 for none.

    Parameters
    ----------
    areas
        The areas.
    places
        Shape (n,): geometries; of polygons an inner point decides.
    """
    place, area = shapely.STRtree(areas.geometries).query(
        shapely.point_on_surface(places), predicate="intersects"
    )
    number = np.full(len(places), -1, dtype=np.int64)
    # of overlapping areas the first one counts: each place once
    order = np.lexsort((-area, place))
    number[place[order]] = area[order]
    return number


def outline_areas(areas: Table | None, count: int) -> list[QgsGeometry | None]:
    """Give the outlines of areas as multipolygons; none for what lies outside of all.

    Parameters
    ----------
    areas
        The areas; None where none are given.
    count
        Number of names of areas, with the one for what lies outside.
    """
    shapes: list[QgsGeometry | None] = []
    for shape in () if areas is None else areas.geometries:
        parts = shapely.get_parts(shape)
        shapes.append(to_geometry(shapely.multipolygons(parts[shapely.get_type_id(parts) == 3])))
    return [*shapes, *[None] * (count - len(shapes))]
