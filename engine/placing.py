"""Places on streets: where a walk that starts beside the streets joins them.

A place is the nearest point on the nearest edge within the snapping distance whose straight leg
crosses no barrier. Small islands of the street data are passed over if something larger can be
reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .barriers import Barriers
    from .network import WalkNetwork

SNAP = 100.0  # metres; farthest an origin may lie from a street
ISLAND = 2000.0  # metres of street; a smaller connected part is passed over
FAR = 50.0  # metres; a longer way to the street is worth a look
_SQUARE = 1000.0  # metres; geometries are looked up square by square
_STEP_ALONG = 0.05  # metres along the street, to tell which side of a barrier it is on


class Placing(IntEnum):
    """How well a feature found its street."""

    OK = 0
    FAR = 1
    ISLAND = 2
    NONE = 3


@dataclass(frozen=True, eq=False)
class Places:
    """One place on a street for each geometry, or none.

    Attributes
    ----------
    edge
        Shape (n,): edge of the network, -1 where there is no place.
    offset
        Shape (n,): metres from the start of the edge.
    leg
        Shape (n,): metres straight to the place; NaN where there is none.
    xy
        Shape (n, 2): the place.
    island
        Shape (n,): the nearest street is a small island; the place is on something larger
        where that is within reach.
    """

    edge: NDArray[np.int64]
    offset: NDArray[np.float64]
    leg: NDArray[np.float64]
    xy: NDArray[np.float64]
    island: NDArray[np.bool_]

    @property
    def quality(self) -> NDArray[np.int64]:
        """Class of each place, as in `Placing`."""
        found = np.where(self.leg > FAR, Placing.FAR, Placing.OK)
        found = np.where(self.island, Placing.ISLAND, found)
        return np.where(self.edge < 0, Placing.NONE, found).astype(np.int64)


def place(
    network: WalkNetwork,
    geometries: NDArray[np.object_],
    barriers: Barriers | None = None,
    snap: float = SNAP,
    island: float = ISLAND,
) -> Places:
    """Find the place on a street for each geometry.

    Parameters
    ----------
    network
        The streets.
    geometries
        Points, or lines from any point of which the leg may start; missing ones get no place.
    barriers
        What the leg may not cross.
    snap
        Longest leg, metres.
    island
        Metres of street below which a connected part is a small island.
    """
    count = len(geometries)
    small = network.on_island(island)
    edge = np.full(count, -1, dtype=np.int64)
    asked = np.flatnonzero(~(shapely.is_missing(geometries) | shapely.is_empty(geometries)))
    tree, edges = network.near(geometries[asked], snap)
    # neighbours one after another: the part of the index that they need stays in the cache
    asked = asked[_in_squares(geometries[asked])]
    which, near = tree.query_nearest(
        geometries[asked], max_distance=_inclusive(snap), all_matches=True
    )
    near = edges[near]
    # of equally near edges the first: the same answer for the same streets
    order = np.lexsort((near, which))
    which, near = which[order], near[order]
    fresh = np.append(np.ones(min(len(which), 1), dtype=bool), np.diff(which) > 0)
    rows, near = asked[which[fresh]], near[fresh]
    good = ~small[near] & ~_blocked(network, barriers, geometries[rows], near)
    edge[rows[good]] = near[good]
    on_island = np.zeros(count, dtype=bool)
    for row in np.array_split(rows[~good], max(1, (~good).sum() // 2000)):
        edge[row], on_island[row] = _second_choice(network, barriers, geometries[row], snap, small)
    return _places(network, geometries, edge, on_island)


def _in_squares(geometries: NDArray[np.object_]) -> NDArray[np.int64]:
    """Order geometries by squares of the plane."""
    corner = shapely.bounds(geometries)[:, :2]
    column, row = np.floor(corner / _SQUARE).T
    return np.asarray(np.lexsort((corner[:, 0], column, row)), dtype=np.int64)


def _second_choice(
    network: WalkNetwork,
    barriers: Barriers | None,
    geometries: NDArray[np.object_],
    snap: float,
    small: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Try all edges within reach, nearest first, islands last; tell whose nearest is one."""
    tree, edges = network.near(geometries, snap)
    which, near = tree.query(geometries, predicate="dwithin", distance=_inclusive(snap))
    near = edges[near]
    distance = shapely.distance(geometries[which], network.lines_of(near))
    order = np.lexsort((near, distance, small[near], which))
    which, near, distance = which[order], near[order], distance[order]
    free = ~_blocked(network, barriers, geometries[which], near)
    which, near, distance = which[free], near[free], distance[free]
    chosen = np.full(len(geometries), -1, dtype=np.int64)
    best = np.append(np.ones(min(len(which), 1), dtype=bool), np.diff(which) > 0)
    chosen[which[best]] = near[best]
    reach = np.full(len(geometries), np.inf)
    reach[which[best]] = distance[best]
    on_island = np.zeros(len(geometries), dtype=bool)
    on_island[which[small[near] & ((distance < reach[which]) | small[chosen[which]])]] = True
    return chosen, on_island


def _blocked(
    network: WalkNetwork,
    barriers: Barriers | None,
    geometries: NDArray[np.object_],
    edge: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Say which legs from geometries to edges would cross a barrier."""
    if barriers is None or not len(barriers) or not len(edge):
        return np.zeros(len(edge), dtype=bool)
    lines = network.lines_of(edge)
    legs = shapely.get_coordinates(shapely.shortest_line(geometries, lines))
    legs = legs.reshape(-1, 2, 2)
    offset = shapely.line_locate_point(lines, shapely.points(legs[:, 1]))
    length = network.length[edge]
    step = np.minimum(_STEP_ALONG, length / 2)
    beside = np.where(offset < length / 2, offset + step, offset - step)
    return barriers.legs_blocked(legs[:, 0], legs[:, 1], network.locate(edge, beside))


def _places(
    network: WalkNetwork,
    geometries: NDArray[np.object_],
    edge: NDArray[np.int64],
    on_island: NDArray[np.bool_],
) -> Places:
    """Measure where each geometry meets its edge."""
    found = edge >= 0
    offset = np.full(len(edge), np.nan)
    leg = np.full(len(edge), np.nan)
    xy = np.full((len(edge), 2), np.nan)
    lines = network.lines_of(edge[found])
    ends = shapely.get_coordinates(shapely.shortest_line(geometries[found], lines))
    ends = ends.reshape(-1, 2, 2)
    leg[found] = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    offset[found] = shapely.line_locate_point(lines, shapely.points(ends[:, 1]))
    xy[found] = ends[:, 1]
    return Places(edge, offset, leg, xy, on_island)


def _inclusive(distance: float) -> float:
    """Widen a distance by a hair, so that what lies exactly at it is found."""
    return distance * (1 + 1e-12)
