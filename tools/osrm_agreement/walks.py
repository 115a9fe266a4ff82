"""Our engine's walks between the reference's pairs, along streets only, under given rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from lifecircle.engine.access import Ground, home_access
from lifecircle.engine.impedance import Impedance
from lifecircle.engine.pairs import Pairs, walks_within
from lifecircle.engine.placing import SNAP
from lifecircle.engine.routes import find_routes

from . import costs
from .extract import to_plane
from .streets import Rule, to_grid

if TYPE_CHECKING:
    from lifecircle.engine.access import Access, Snap
    from lifecircle.engine.network import WalkNetwork
    from numpy.typing import NDArray

    from .streets import Streets

FARTHEST = 5000.0  # metres; OSRM goes to the nearest street however far it is
TIE = 0.2  # metres; OSRM's grid cannot tell such distances apart
APART = 1.0  # metres; places that are nearer to each other are one
TIMED = Rule.SURFACES | Rule.LIGHTS | Rule.ESCALATORS


@dataclass(frozen=True, eq=False)
class Walks:
    """The walks of all pairs.

    Attributes
    ----------
    metres
        Shape (p,): along streets, the straight ways to them left out; NaN where there is none.
    leg
        Shape (points,): metres straight to the street; NaN where there is none.
    place
        Shape (points, 2): where on the street, metres.
    pair, edge, low, high
        Shape (s,): stretches of edges (of all ways) that the walks follow; empty unless asked.
    """

    metres: NDArray[np.float64]
    leg: NDArray[np.float64]
    place: NDArray[np.float64]
    pair: NDArray[np.int64]
    edge: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def find_walks(
    streets: Streets,
    degrees: NDArray[np.float64],
    origin: NDArray[np.int64],
    destination: NDArray[np.int64],
    rules: Rule,
    with_ways: bool = False,
    second: bool = False,
) -> Walks:
    """Find the walks of all pairs.

    Parameters
    ----------
    streets
        All ways.
    degrees
        Shape (points, 2): longitudes and latitudes of the points.
    origin, destination
        Shape (p,): which points.
    rules
        Which of OSRM's rules hold.
    with_ways
        Tell the stretches that they follow.
    second
        Let points between two streets that are equally near to the grid's decimetre, within
        `TIE`, begin on the second.
    """
    network, edges = streets.under(rules)
    found, snap = _place(streets, network, edges, degrees, rules, second)
    access = replace(found, leg=np.zeros(len(found)))
    points = len(degrees)
    metres = Impedance.metres(network)
    if Rule.ELLIPSOID in rules:
        metres = costs.metres_on_ellipsoid(streets, network, edges)
    timed = bool(rules & TIMED)
    cost = costs.seconds(streets, network, edges, rules).reversed if timed else metres
    # destinations are few: the search starts from them, backwards
    few, number = np.unique(destination, return_inverse=True)
    there = np.isin(access.owner, few)
    at = access.take(there).owned_by(np.searchsorted(few, access.owner[there]))
    near = walks_within(network, at, len(few), access, points, np.inf, costs=cost)
    row = _match(near, number, origin, points)
    spent = np.append(near.cost, np.nan)[row]
    if not timed and not with_ways:
        none = np.zeros(0, dtype=np.int64)
        return Walks(spent, snap.leg, snap.end, none, none, np.zeros(0), np.zeros(0))
    walked = np.flatnonzero(row >= 0)
    asked = Pairs(number[walked], origin[walked], spent[walked])
    ways = find_routes(network, at, access, asked, cost)
    measured = np.full(len(origin), np.nan)
    measured[walked] = ways.cost(at, access, metres)
    return Walks(
        measured,
        snap.leg,
        snap.end,
        walked[ways.pair],
        edges[ways.edge],
        np.minimum(ways.begin, ways.end),
        np.maximum(ways.begin, ways.end),
    )


def _place(
    streets: Streets,
    network: WalkNetwork,
    edges: NDArray[np.int64],
    degrees: NDArray[np.float64],
    rules: Rule,
    second: bool,
) -> tuple[Access, Snap]:
    """Find where points join the streets."""
    seen = network
    if Rule.GRID in rules:
        degrees = to_grid(degrees)
        count = np.diff(streets.network.first)
        kept = np.isin(np.arange(len(count)), edges)
        xy = streets.on_grid[np.repeat(kept, count)]
        step = np.hypot(*np.diff(xy, axis=0, prepend=xy[:1]).T)
        step[network.first[:-1]] = 0.0
        run = np.cumsum(step)
        measure = run - np.repeat(run[network.first[:-1]], np.diff(network.first))
        seen = replace(network, xy=xy, measure=measure)
    ground = Ground(seen, snap=FARTHEST if Rule.FAR in rules else SNAP)
    if Rule.LARGEST in rules:
        ground = replace(ground, island=0.0)
    points = shapely.points(to_plane(degrees, streets.epsg))
    found, snap = home_access(ground, points)
    if second:
        found = _second_places(seen, points, found, snap)
    share = found.low / np.maximum(seen.length[found.edge], 1e-9)
    offset = np.clip(share, 0.0, 1.0) * network.length[found.edge]
    return replace(found, low=offset, high=offset.copy()), snap


def _second_places(
    network: WalkNetwork, points: NDArray[np.object_], found: Access, snap: Snap
) -> Access:
    """Move points to the second of two equally near places, where there are two."""
    point, edge = network.tree.query(
        points, predicate="dwithin", distance=np.nan_to_num(snap.leg) + TIE
    )
    lines = network.lines[edge]
    ends = shapely.get_point(shapely.shortest_line(points[point], lines), 1)
    apart = shapely.distance(ends, shapely.points(snap.end[point])) > APART
    point, edge, ends, lines = point[apart], edge[apart], ends[apart], lines[apart]
    order = np.lexsort((shapely.distance(points[point], ends), point))
    point, first = np.unique(point[order], return_index=True)
    chosen = order[first]
    rows = np.searchsorted(found.owner, point)
    new_edge, low = found.edge.copy(), found.low.copy()
    new_edge[rows] = edge[chosen]
    low[rows] = shapely.line_locate_point(lines[chosen], ends[chosen])
    return replace(found, edge=new_edge, low=low)


def _match(
    near: Pairs, start: NDArray[np.int64], end: NDArray[np.int64], size: int
) -> NDArray[np.int64]:
    """Find the row of each wanted pair, -1 where there is none."""
    key, wanted = near.origin * size + near.destination, start * size + end
    order = np.argsort(key)
    place = np.minimum(np.searchsorted(key, wanted, sorter=order), len(key) - 1)
    return np.where(key[order[place]] == wanted, order[place], -1)
