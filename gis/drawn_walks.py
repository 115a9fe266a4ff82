"""Walks as lines on the map, straight legs included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..engine.access import representative_points
from ..engine.impedance import Impedance
from ..engine.routes import find_routes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..engine.access import Access, Ground, Snap
    from ..engine.pairs import Pairs
    from ..engine.routes import Routes

_FITS = 0.01  # metres


@dataclass(frozen=True, eq=False)
class Drawn:
    """Walks as lines.

    Attributes
    ----------
    lines
        Shape (pairs,): LineStrings.
    metres
        Shape (pairs,): length of each walk.
    routes
        The same as parts of edges.
    """

    lines: NDArray[np.object_]
    metres: NDArray[np.float64]
    routes: Routes


def draw_walks(
    ground: Ground,
    costs: Impedance | None,
    origins: NDArray[np.object_],
    starts: Access,
    goals: Access,
    goal_snap: Snap,
    of_site: Access,
    pairs: Pairs,
) -> Drawn:
    """Draw the cheapest walks between pairs of features.

    Parameters
    ----------
    ground
        Streets and gates; the straight leg of a home with gates leads over one of them.
    costs
        What walks cost; None for metres.
    origins
        Shape (origins,): their geometries.
    starts, goals
        Access points of both sides.
    goal_snap
        How destinations found their street.
    of_site
        Access points of the destinations with the owners that the pairs name.
    pairs
        Between which features.
    """
    network = ground.network
    routes = find_routes(network, starts, of_site, pairs, costs)
    first, last = routes.origin_access, routes.destination_access
    begin = network.locate(starts.edge[first], np.clip(starts.low, 0, None)[first])
    end = network.locate(goals.edge[last], goals.low[last])
    home_xy = _coordinates(representative_points(origins))[starts.owner[first]]
    site_xy = goal_snap.start[goals.owner[last]]
    gates = ground.gates.xy if ground.gates is not None else np.zeros((0, 2))
    drawn = np.empty(len(first), dtype=object)
    for row, line in enumerate(routes.lines(network)):
        along = begin[row : row + 1] if line is None else shapely.get_coordinates(line)
        before = _leg(home_xy[row], begin[row], starts.leg[first[row]], gates, True)
        after = _leg(site_xy[row], end[row], goals.leg[last[row]], gates, False)
        xy = np.vstack([before, along, after[::-1]])
        drawn[row] = shapely.linestrings(xy if len(xy) > 1 else np.vstack([xy, xy]))
    return Drawn(drawn, routes.cost(starts, of_site, Impedance.metres(network)), routes)


def _leg(
    point: NDArray[np.float64],
    street: NDArray[np.float64],
    metres: float,
    gates: NDArray[np.float64],
    from_inside: bool,
) -> NDArray[np.float64]:
    """Give the vertices of a straight leg before the street: a point, and a gate if it needs one.

    An access point knows only the length of its leg; the gate is the one that makes that length. A
    home is left from inside its gate, a facility is reached at the gate itself.
    """
    if metres < _FITS:
        return np.zeros((0, 2))
    if abs(np.hypot(*(point - street)) - metres) < _FITS:
        return point[None, :]
    outside = np.hypot(*(gates - street).T)
    inside = np.hypot(*(gates - point).T) if from_inside else np.zeros(len(gates))
    fits = np.abs(inside + outside - metres)
    if not len(fits) or not np.nanmin(fits) < _FITS:
        return np.zeros((0, 2))
    gate = gates[int(np.nanargmin(fits))]
    return np.vstack([point, gate]) if from_inside else gate[None, :]


def _coordinates(points: NDArray[np.object_]) -> NDArray[np.float64]:
    """Give the coordinates of points; NaN of missing ones."""
    return np.column_stack([shapely.get_x(points), shapely.get_y(points)])
