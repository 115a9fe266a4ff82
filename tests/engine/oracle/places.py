"""The place on a street of a point, or of a boundary or line that no street meets."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry import Point
from shapely.ops import nearest_points

from .networks import Edge, Network
from .walls import ANY

#: Metres beyond which a placed point is called far.
FAR = 50.0
SNAP = 100.0
ISLAND = 2000.0


@dataclass
class Place:
    """Where on which edge, how far the straight leg is, and the class of the placing.

    `passed_over` tells that a nearer small island was left aside; `on_island` that the place
    itself is on one. `tied` tells that another place is as near, so that the choice is open.
    """

    edge: Edge
    offset: float
    leg: float
    klass: str
    passed_over: bool
    on_island: bool
    tied: bool

    @property
    def point(self) -> Point:
        """The place itself."""
        return self.edge.line.interpolate(self.offset)


def leg_is_free(network: Network, edge: Edge, start: Point, offset: float) -> bool:
    """Tell whether one can go straight from the start to the edge without crossing a wall."""
    end = edge.line.interpolate(offset)
    arrival = network.walls.arrive(start.coords[0][:2], end.coords[0][:2])
    if arrival is None:
        return False
    street = network.sectors_at(edge, offset)
    return ANY in arrival or ANY in street or bool(arrival & street)


def candidates(network: Network, geometry, snap: float) -> list[tuple[float, Edge, float]]:
    """Leg, edge and offset of the nearest point of every edge within reach of a free leg."""
    found = []
    for number in sorted(network.tree.query(geometry, "dwithin", snap)):
        edge = network.edges[number]
        start = (
            geometry if geometry.geom_type == "Point" else nearest_points(geometry, edge.line)[0]
        )
        offset = edge.line.project(start)
        leg = start.distance(edge.line)
        if leg <= snap and leg_is_free(network, edge, start, offset):
            found.append((leg, edge, offset))
    return found


def place(network: Network, geometry, snap: float = SNAP, island: float = ISLAND) -> Place | None:
    """Find the place on a street of a point (or of the nearest point of a line), if any."""
    found = candidates(network, geometry, snap)
    if not found:
        return None
    # Small islands are passed over where a part that is none is also within reach.
    eligible = [c for c in found if not network.is_small_island(c[1], island)] or found
    leg, edge, offset = min(eligible, key=lambda c: (c[0], c[1].number))
    here = edge.line.interpolate(offset)
    tied = any(
        other_leg - leg < 1e-6 and other.line.interpolate(at).distance(here) > 1e-6
        for other_leg, other, at in eligible
    ) or _runs_beside(geometry, edge, leg)
    passed_over = min(c[0] for c in found) < leg
    on_island = network.is_small_island(edge, island)
    klass = "island" if passed_over or on_island else "far" if leg > FAR else "ok"
    return Place(edge, offset, leg, klass, passed_over, on_island, tied)


def _runs_beside(geometry, edge: Edge, leg: float) -> bool:
    """Tell whether a line keeps its least distance to the edge over a stretch of it."""
    if geometry.geom_type == "Point":
        return False
    return edge.line.intersection(geometry.buffer(leg + 1e-6)).length > 0.1
