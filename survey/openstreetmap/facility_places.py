"""Where walkers reach a facility: points for areas and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from .objects import number_places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .facilities import Facility
    from .gates import FoundGates
    from .objects import Objects


def place_facilities(
    facilities: list[Facility], streets: Objects, gates: FoundGates
) -> list[NDArray[np.object_]]:
    """Give the points of each facility.

    Parameters
    ----------
    facilities
        All of them.
    streets
        Walked ways, without the outlines of squares, which are such edges themselves.
    gates
        Gates; those on the edge of an area are its entrances.

    Returns
    -------
    For each facility its points: the node; the middle of a line; of a ground that is entered at its
    edge (a park) all places where walked ways meet the edge, or the gates on it; else a
    point within the area.
    """
    made: list[NDArray[np.object_]] = [np.zeros(0, dtype=object)] * len(facilities)
    areas = [n for n, item in enumerate(facilities) if item.is_area and item.edge]
    edges = shapely.boundary(np.array([facilities[n].shape for n in areas], dtype=object))
    for n, item in enumerate(facilities):
        if item.is_area:
            made[n] = np.array([shapely.point_on_surface(item.shape)], dtype=object)
        elif item.shape.geom_type == "LineString":
            middle = shapely.line_interpolate_point(item.shape, 0.5, normalized=True)
            made[n] = np.array([middle], dtype=object)
        else:
            made[n] = np.array([item.shape], dtype=object)
    if not areas:
        return made
    at_gates = {
        int(number): gate.place
        for gate, number in zip(
            gates.gates,
            number_places(np.array([(g.place.x, g.place.y) for g in gates.gates]).reshape(-1, 2)),
            strict=True,
        )
    }
    tree = shapely.STRtree(streets.shapes)
    edge, street = tree.query(edges, predicate="intersects")
    met = shapely.intersection(edges[edge], streets.shapes[street])
    xy, owner = shapely.get_coordinates(met, return_index=True)
    for k, n in enumerate(areas):
        places = xy[edge[owner] == k] if len(xy) else xy
        # a gate is an entrance also where no way is mapped that leads to it
        own = number_places(shapely.get_coordinates(edges[k]))
        spots = [at_gates[number] for number in own.tolist() if number in at_gates]
        if spots:
            places = np.vstack([places, shapely.get_coordinates(spots)])
        if len(places):
            _, first = np.unique(number_places(places), return_index=True)
            made[n] = shapely.points(places[np.sort(first)])
    return made
