"""Access points: where homes and facilities join the network.

A feature may have several: a walled compound its gates, a park the streets that meet it, a
greenway whole stretches of street, a building with several services its entrances.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .meetings import meetings
from .placing import ISLAND, SNAP, Places, Placing, place
from .tessellation import REACH, Tessellation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .barriers import Barriers
    from .network import WalkNetwork

MISSING = -1


@dataclass(frozen=True, eq=False)
class Access:
    """Access points of features, as stretches of edges with the way to them.

    Attributes
    ----------
    owner
        Shape (n,): index of the feature.
    edge
        Shape (n,): edge of the network.
    low, high
        Shape (n,): metres from the start of the edge; equal for a point, apart where a line
        feature runs along the street.
    leg
        Shape (n,): metres walked straight between the feature and the street.
    """

    owner: NDArray[np.int64]
    edge: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    leg: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of access points."""
        return len(self.owner)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Access:
        """Return the access points of some rows."""
        return Access(
            self.owner[rows],
            self.edge[rows],
            self.low[rows],
            self.high[rows],
            self.leg[rows],
        )

    def ordered(self) -> Access:
        """Return the same access points, ordered by owner."""
        return self.take(np.argsort(self.owner, kind="stable"))

    def owned_by(self, owner: NDArray[np.int64]) -> Access:
        """Return the same access points with other owners, one for each row."""
        return Access(owner, self.edge, self.low, self.high, self.leg)


@dataclass(frozen=True, eq=False)
class Snap:
    """How each feature came to its street; one row for each feature.

    Attributes
    ----------
    start, end
        Shape (n, 2): where the feature's shortest way to a street begins and ends; NaN if none.
    leg
        Shape (n,): its length in metres; NaN if none.
    quality
        Shape (n,): class, as in `Placing`.
    """

    start: NDArray[np.float64]
    end: NDArray[np.float64]
    leg: NDArray[np.float64]
    quality: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Gates:
    """Openings that belong to compounds.

    Attributes
    ----------
    xy
        Shape (n, 2), metres.
    compound
        Shape (n,): number of the compound, -1 where the gate names none.
    tolerance
        Metres from a polygon's boundary within which a gate is one of its own.
    """

    xy: NDArray[np.float64]
    compound: NDArray[np.int64]
    tolerance: float = 15.0


@dataclass(frozen=True, eq=False)
class Ground:
    """What a walk stands on: streets, barriers, gates and how far a street may be.

    Attributes
    ----------
    network
        The streets.
    barriers
        What nobody walks across.
    gates
        Openings, with the compounds that they belong to.
    snap
        Longest straight leg to a street, metres.
    island
        Metres of street below which a connected part is a small island.
    """

    network: WalkNetwork
    barriers: Barriers | None = None
    gates: Gates | None = None
    snap: float = SNAP
    island: float = ISLAND

    def cells(self, reach: float = REACH) -> Tessellation:
        """Give the ground beside the streets, divided; it is kept for the next time.

        Parameters
        ----------
        reach
            Metres beside a street that belong to it.
        """
        kept = self.network.tessellations
        if reach not in kept:
            kept[reach] = Tessellation(self.network, self.barriers, reach)
        return kept[reach]

    def place(self, geometries: NDArray[np.object_]) -> Places:
        """Find places on streets for points or lines."""
        return place(self.network, geometries, self.barriers, self.snap, self.island)


def home_access(
    ground: Ground,
    homes: NDArray[np.object_],
    compound: NDArray[np.int64] | None = None,
) -> tuple[Access, Snap]:
    """Find where the walks from homes, or any origins, begin.

    A polygon starts at its representative point; if it has gates, straight to each of them and
    on from there. A line starts at its middle.

    Parameters
    ----------
    ground
        Streets, barriers, gates.
    homes
        Points, lines or polygons; missing ones get no access.
    compound
        Shape (n,): number of each home's compound, -1 for none.
    """
    point = representative_points(homes)
    own, gate = _gates_of(ground, homes, compound)
    has_gate = np.zeros(len(homes), dtype=bool)
    has_gate[own] = True
    plain = np.flatnonzero(~has_gate)
    direct = ground.place(point[plain])
    parts = [_as_access(direct, plain, 0.0)]
    snap = _snap_of(len(homes), plain, shapely.get_coordinates(point[plain]), direct, point)
    if len(own) and ground.gates is not None:
        gate_xy = ground.gates.xy[gate]
        start = shapely.get_coordinates(point[own])
        inside = np.hypot(*(gate_xy - start).T)
        outside = ground.place(shapely.points(gate_xy))
        if ground.barriers is not None:
            walled = ground.barriers.legs_blocked(start, gate_xy)
            outside = _without(outside, walled)
        parts.append(_as_access(outside, own, inside))
        _add_snap(snap, own, gate_xy, outside, inside)
    access = _joined(parts)
    return access, snap


def facility_access(
    ground: Ground,
    facilities: NDArray[np.object_],
    compound: NDArray[np.int64] | None = None,
) -> tuple[Access, Snap]:
    """Find where walks to facilities end.

    A point is reached at its place on a street. A polygon is reached at its gates, else where
    streets meet its boundary, else at the boundary point nearest a street. A line is entered
    wherever streets meet it, else at the nearest point of a street.

    Parameters
    ----------
    ground
        Streets, barriers, gates.
    facilities
        Points, lines or polygons; missing ones get no access.
    compound
        Shape (n,): number of each facility's compound, -1 for none.
    """
    dimension = shapely.get_dimensions(facilities)
    parts: list[Access] = []
    shapes = facilities.copy()
    polygon = dimension == 2
    shapes[polygon] = shapely.boundary(facilities[polygon])
    snap = _empty_snap(len(facilities))
    done = np.zeros(len(facilities), dtype=bool)
    own, gate = _gates_of(ground, facilities, compound)
    if len(own) and ground.gates is not None:
        gate_xy = ground.gates.xy[gate]
        outside = ground.place(shapely.points(gate_xy))
        parts.append(_as_access(outside, own, 0.0))
        _add_snap(snap, own, gate_xy, outside, np.zeros(len(own)))
        done[own] = True
    wide = np.flatnonzero((dimension >= 1) & ~done)
    which, edge, low, high = meetings(ground.network, shapes[wide])
    met = Access(wide[which], edge, low, high, np.zeros(len(which)))
    parts.append(met)
    done[met.owner] = True
    where = ground.network.locate(met.edge, met.low)
    on_island = ground.network.on_island(ground.island)[met.edge]
    touching = Places(met.edge, met.low, met.leg, where, on_island)
    _add_snap(snap, met.owner, where, touching, met.leg)
    rest = np.flatnonzero(~done & (dimension >= 0))
    nearest = ground.place(shapes[rest])
    parts.append(_as_access(nearest, rest, 0.0))
    start = np.full((len(rest), 2), np.nan)
    found = nearest.edge >= 0
    legs = shapely.shortest_line(shapes[rest[found]], shapely.points(nearest.xy[found]))
    start[found] = shapely.get_coordinates(legs)[::2]
    _add_snap(snap, rest, start, nearest, np.zeros(len(rest)))
    return _joined(parts), snap


def _gates_of(
    ground: Ground, shapes: NDArray[np.object_], compound: NDArray[np.int64] | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pair polygons with their gates: by compound, else by nearness to the boundary."""
    none = np.zeros(0, dtype=np.int64)
    gates = ground.gates
    if gates is None or not len(gates.xy):
        return none, none
    polygon = np.flatnonzero(shapely.get_dimensions(shapes) == 2)
    own, gate = [none], [none]
    named = np.zeros(len(shapes), dtype=bool)
    if compound is not None:
        order = np.argsort(gates.compound, kind="stable")
        sorted_compound = gates.compound[order]
        low = np.searchsorted(sorted_compound, compound[polygon], side="left")
        high = np.searchsorted(sorted_compound, compound[polygon], side="right")
        count = np.where(compound[polygon] == MISSING, 0, high - low)
        take = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - low, count)
        own.append(np.repeat(polygon, count))
        gate.append(order[take])
        named[polygon[count > 0]] = True
    rest = polygon[~named[polygon]]
    tree = shapely.STRtree(shapely.points(gates.xy))
    near, found = tree.query(
        shapely.boundary(shapes[rest]), predicate="dwithin", distance=gates.tolerance
    )
    own.append(rest[near])
    gate.append(np.asarray(found, dtype=np.int64))
    return np.concatenate(own), np.concatenate(gate)


def representative_points(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Give one point for each geometry: a polygon's inner point, a line's middle.

    Parameters
    ----------
    shapes
        Any geometries; missing ones stay missing.
    """
    point = shapes.copy()
    dimension = shapely.get_dimensions(shapes)
    wide = dimension >= 1
    point[wide] = shapely.point_on_surface(shapes[wide])
    line = shapely.get_type_id(shapes) == 1
    point[line] = shapely.line_interpolate_point(shapes[line], 0.5, normalized=True)
    many = shapely.get_type_id(point) == 4
    point[many] = shapely.get_geometry(point[many], 0)
    return point


def _as_access(
    places: Places, owner: NDArray[np.int64], before: NDArray[np.float64] | float
) -> Access:
    found = places.edge >= 0
    leg = (places.leg + before)[found]
    offset = places.offset[found]
    return Access(owner[found], places.edge[found], offset, offset.copy(), leg)


def _joined(parts: Sequence[Access]) -> Access:
    """Put access points together, ordered by owner."""
    none = np.zeros(0)
    parts = [
        Access(none.astype(np.int64), none.astype(np.int64), none, none, none),
        *parts,
    ]
    owner = np.concatenate([p.owner for p in parts])
    order = np.argsort(owner, kind="stable")
    return Access(
        owner[order],
        np.concatenate([p.edge for p in parts])[order],
        np.concatenate([p.low for p in parts])[order],
        np.concatenate([p.high for p in parts])[order],
        np.concatenate([p.leg for p in parts])[order],
    )


def _without(places: Places, rows: NDArray[np.bool_]) -> Places:
    edge = np.where(rows, MISSING, places.edge)
    return Places(edge, places.offset, places.leg, places.xy, places.island)


def _empty_snap(count: int) -> Snap:
    return Snap(
        np.full((count, 2), np.nan),
        np.full((count, 2), np.nan),
        np.full(count, np.nan),
        np.full(count, int(Placing.NONE), dtype=np.int64),
    )


def _snap_of(
    count: int,
    rows: NDArray[np.int64],
    start: NDArray[np.float64],
    places: Places,
    points: NDArray[np.object_],
) -> Snap:
    snap = _empty_snap(count)
    present = ~(shapely.is_missing(points[rows]) | shapely.is_empty(points[rows]))
    begin = np.full((len(rows), 2), np.nan)
    begin[present] = start
    _add_snap(snap, rows, begin, places, np.zeros(len(rows)))
    return snap


def _add_snap(
    snap: Snap,
    owner: NDArray[np.int64],
    start: NDArray[np.float64],
    places: Places,
    before: NDArray[np.float64],
) -> None:
    """Keep each feature's shortest way to a street."""
    found = np.flatnonzero(places.edge >= 0)
    total = (places.leg + before)[found]
    order = np.lexsort((total, owner[found]))
    rows = owner[found][order]
    best = np.append(np.ones(min(len(rows), 1), dtype=bool), np.diff(rows) > 0)
    rows, pick = rows[best], found[order][best]
    snap.start[rows] = start[pick]
    snap.end[rows] = places.xy[pick]
    snap.leg[rows] = (places.leg + before)[pick]
    snap.quality[rows] = places.quality[pick]
