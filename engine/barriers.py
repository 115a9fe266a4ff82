"""Barriers that nobody walks across, and the gates that open them.

A crossing is allowed only where it lies within the gate tolerance of a gate. Touching a barrier
and turning back on the same side is no crossing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOUCH = 1e-3  # metres; closer than this counts as lying on the barrier
_SAME_DIRECTION = 1e-7  # radians; a street that leaves along the barrier itself


@dataclass(frozen=True, eq=False)
class Barriers:
    """Segments of walls, fences, water and railways, with the gates in them.

    Parameters
    ----------
    segments
        Shape (n, 4): x0, y0, x1, y1 of every barrier segment, metres. Rings run with the ground
        they enclose on their left.
    gates
        Shape (m, 2): openings, metres.
    tolerance
        A crossing within this many metres of a gate is allowed.
    """

    segments: NDArray[np.float64]
    gates: NDArray[np.float64]
    tolerance: float

    @classmethod
    def from_geometries(
        cls,
        geometries: NDArray[np.object_],
        gates: NDArray[np.float64],
        tolerance: float = 15.0,
    ) -> Barriers:
        """Take lines as they are and polygons by their rings.

        Parameters
        ----------
        geometries
            Lines and polygons, single or multi; anything else, empty or missing is passed over.
        gates
            Shape (m, 2), metres.
        tolerance
            Metres.
        """
        parts = shapely.get_parts(np.asarray(geometries, dtype=object))
        kinds = shapely.get_type_id(parts)
        polygons = shapely.normalize(parts[kinds == 3])
        rings = shapely.get_rings(shapely.reverse(polygons))
        lines = np.concatenate([parts[(kinds == 1) | (kinds == 2)], rings])
        xy, owner = shapely.get_coordinates(lines, return_index=True)
        same = owner[1:] == owner[:-1]
        moved = np.any(xy[1:] != xy[:-1], axis=1)
        keep = same & moved
        segments = np.hstack([xy[:-1][keep], xy[1:][keep]])
        return cls(segments, np.asarray(gates, dtype=float).reshape(-1, 2), float(tolerance))

    def __len__(self) -> int:
        """Return the number of segments."""
        return len(self.segments)

    @cached_property
    def lines(self) -> NDArray[np.object_]:
        """The segments as geometries."""
        return shapely.linestrings(self.segments.reshape(-1, 2, 2))  # type: ignore[no-any-return]

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Spatial index of the segments."""
        return shapely.STRtree(self.lines)

    @cached_property
    def _gate_tree(self) -> shapely.STRtree:
        return shapely.STRtree(shapely.points(self.gates))

    def is_open(self, xy: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say which places lie within the tolerance of a gate.

        Parameters
        ----------
        xy
            Shape (n, 2), metres.
        """
        xy = np.asarray(xy, dtype=float).reshape(-1, 2)
        opened = np.zeros(len(xy), dtype=bool)
        if len(self.gates) and len(xy):
            hit, _ = self._gate_tree.query(
                shapely.points(xy), predicate="dwithin", distance=self.tolerance
            )
            opened[hit] = True
        return opened

    def meet(self, lines: NDArray[np.object_]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Find where lines meet closed stretches of barrier.

        Parameters
        ----------
        lines
            Straight or bent lines.

        Returns
        -------
        which, xy
            The line's index and the place, one row for each; where a line runs along a barrier,
            both ends of the common stretch.
        """
        which, segment = self.tree.query(lines, predicate="intersects")
        common = shapely.intersection(lines[which], self.lines[segment])
        xy, row = shapely.get_coordinates(common, return_index=True)
        closed = ~self.is_open(xy)
        return which[row[closed]], xy[closed]

    def legs_blocked(
        self,
        start: NDArray[np.float64],
        end: NDArray[np.float64],
        beside: NDArray[np.float64] | None = None,
    ) -> NDArray[np.bool_]:
        """Say which straight legs would cross a barrier away from its gates.

        Parameters
        ----------
        start, end
            Shape (n, 2), metres. A barrier touched at the very start does not count.
        beside
            Shape (n, 2): a place a few centimetres from `end` on the street that the leg leads
            to. Where `end` lies on a barrier, leg and street must be on the same side of it, so
            that a street that stops at a wall is not reached through the wall.
        """
        blocked = np.zeros(len(start), dtype=bool)
        if not len(self) or not len(start):
            return blocked
        legs = shapely.linestrings(np.stack([start, end], axis=1))
        which, xy = self.meet(legs)
        from_start = np.hypot(*(xy - start[which]).T)
        from_end = np.hypot(*(xy - end[which]).T)
        between = (from_start > TOUCH) & (from_end > TOUCH)
        which, xy = which[between], xy[between]
        corner = self._at_corner(xy)
        blocked[which[~corner]] = True
        # at a corner or a free end of a barrier a leg may touch and pass
        at = np.flatnonzero(corner)
        passes = self._same_side(xy[at], start[which[at]], end[which[at]])
        blocked[which[at[~passes]]] = True
        if beside is not None:
            at_wall, _ = self.tree.query(shapely.points(end), predicate="dwithin", distance=TOUCH)
            at_wall = np.unique(at_wall)
            long_enough = np.hypot(*(end[at_wall] - start[at_wall]).T) > TOUCH
            at_wall = at_wall[long_enough & ~self.is_open(end[at_wall])]
            joined = self._same_side(end[at_wall], start[at_wall], beside[at_wall])
            blocked[at_wall[~joined]] = True
        return blocked

    def _at_corner(self, xy: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say which places lie at an end of a segment."""
        found = np.zeros(len(xy), dtype=bool)
        if len(xy):
            near, _ = self._corner_tree.query(
                shapely.points(xy), predicate="dwithin", distance=TOUCH
            )
            found[near] = True
        return found

    @cached_property
    def _corner_tree(self) -> shapely.STRtree:
        return shapely.STRtree(shapely.points(self.segments.reshape(-1, 2)))

    def _same_side(
        self, at: NDArray[np.float64], one: NDArray[np.float64], other: NDArray[np.float64]
    ) -> NDArray[np.bool_]:
        """Say at which places on barriers two directions leave to the same side."""
        place = np.arange(len(at))
        side = self.sides(at, np.vstack([one, other]), np.concatenate([place, place]))
        return np.asarray(side[: len(at)] == side[len(at) :])

    def sides(
        self,
        at: NDArray[np.float64],
        towards: NDArray[np.float64],
        place: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Tell on which side of the barriers through a place each direction leaves.

        Around a place on a barrier the barrier's own directions cut the ground into sectors;
        two streets are joined there only if they leave into the same sector. A street that
        leaves along the barrier belongs to its right-hand side (for a ring: the outside).

        Parameters
        ----------
        at
            Shape (n, 2): places on a barrier.
        towards
            Shape (m, 2): the next vertex of a street that leaves one of the places.
        place
            Shape (m,): index into `at`.

        Returns
        -------
        Shape (m,): number of the sector, 0 where the place is not divided.
        """
        side = np.zeros(len(towards), dtype=np.int64)
        found, segment = self.tree.query(shapely.points(at), predicate="dwithin", distance=TOUCH)
        order = np.argsort(found, kind="stable")
        bounds = np.searchsorted(found[order], np.arange(len(at) + 1))
        by_place = np.argsort(place, kind="stable")
        leaving = np.searchsorted(place[by_place], np.arange(len(at) + 1))
        for i in range(len(at)):
            near = self.segments[segment[order[bounds[i] : bounds[i + 1]]]]
            rows = by_place[leaving[i] : leaving[i + 1]]
            if len(near) and len(rows):
                side[rows] = _sectors(at[i], near, towards[rows])
        return side


def _sectors(
    at: NDArray[np.float64], segments: NDArray[np.float64], towards: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Give each direction its sector around one place; see `Barriers.sides`."""
    forward = segments[:, 2:] - at
    backward = segments[:, :2] - at
    rays = np.vstack([forward, backward])
    ahead = np.repeat([True, False], len(segments))
    long_enough = np.hypot(rays[:, 0], rays[:, 1]) > TOUCH
    angle = np.arctan2(rays[long_enough, 1], rays[long_enough, 0])
    ahead = ahead[long_enough]
    if not len(angle):
        return np.zeros(len(towards), dtype=np.int64)
    order = np.argsort(angle)
    angle, ahead = angle[order], ahead[order]
    new = np.append(True, np.diff(angle) > _SAME_DIRECTION)
    angle, ahead = angle[new], ahead[new]
    if len(angle) > 1 and angle[0] + 2 * np.pi - angle[-1] <= _SAME_DIRECTION:
        angle, ahead = angle[1:], ahead[1:]
    count = len(angle)
    if count < 2:
        return np.zeros(len(towards), dtype=np.int64)
    way = np.arctan2(towards[:, 1] - at[1], towards[:, 0] - at[0])
    after = np.searchsorted(angle, way)
    apart = np.abs((way[:, None] - angle[None, :] + np.pi) % (2 * np.pi) - np.pi)
    along = apart.argmin(axis=1)
    on_it = apart[np.arange(len(way)), along] <= _SAME_DIRECTION
    # sector k lies between ray k-1 and ray k, counted counter-clockwise; the right-hand side of
    # a ray ahead is the sector before it, of a ray backward the sector after it
    sector = np.where(on_it, np.where(ahead[along], along, along + 1), after)
    return np.asarray(sector % count, dtype=np.int64)
