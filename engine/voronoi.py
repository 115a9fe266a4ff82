"""Voronoi cells of points, cut off at a circle: their sides, each with the cell beyond it.

The same points give the same vertices to the last digit whichever others are around, as long as
all within two radii are: cells made at different times fit together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPEN = -1  # beyond the side is open ground, or a barrier
_ARC = (
    np.pi / 6
)  # radians between the vertices of an arc; its chords stay beyond 0.965 of the radius
_SAME = 1e-6  # metres; vertices that are closer are one
_CROWDED, _DOT = 1.0, 1e-5  # metres; a site so near others without a ridge to them has but a dot
_CLOSED = 1e-9  # radians; a smaller gap between two ridges is none


@dataclass(frozen=True, eq=False)
class Loops:
    """The sides of cells, one cell after the other, each counter-clockwise.

    Attributes
    ----------
    first
        Shape (cells + 1,): where the sides of each cell begin.
    xy
        Shape (sides, 2): where each side begins, metres; it ends where the next one begins.
    beyond
        Shape (sides,): number of the cell on the other side, `OPEN` for none.
    """

    first: NDArray[np.int64]
    xy: NDArray[np.float64]
    beyond: NDArray[np.int64]

    @property
    def count(self) -> NDArray[np.int64]:
        """Number of sides of each cell."""
        return np.diff(self.first)

    @property
    def cell(self) -> NDArray[np.int64]:
        """Cell of each side."""
        return np.repeat(np.arange(len(self.first) - 1), self.count)

    @property
    def following(self) -> NDArray[np.int64]:
        """The side that begins where each side ends."""
        following = np.arange(1, len(self.xy) + 1)
        real = self.count > 0
        following[self.first[1:][real] - 1] = self.first[:-1][real]
        return following

    def areas(self) -> NDArray[np.float64]:
        """Square metres of each cell."""
        count = len(self.first) - 1
        cell = self.cell
        origin = self.xy[self.first[:-1][self.count > 0]]
        place = np.zeros((count, 2))
        place[self.count > 0] = origin
        a = self.xy - place[cell]
        b = self.xy[self.following] - place[cell]
        double = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
        return np.asarray(np.bincount(cell, double, minlength=count) / 2)

    def take(self, cells: NDArray[np.int64]) -> Loops:
        """Return the sides of some cells; those beyond keep their numbers."""
        count = self.count[cells]
        first = np.concatenate([[0], np.cumsum(count)])
        at = np.repeat(self.first[cells] - first[:-1], count) + np.arange(first[-1])
        return Loops(first, self.xy.take(at, axis=0), self.beyond[at])


def voronoi(
    sites: NDArray[np.float64], radius: float, wanted: NDArray[np.int64] | None = None
) -> Loops:
    """Divide the ground within a radius of places among them.

    Parameters
    ----------
    sites
        Shape (n, 2): different places, metres. Their order decides the last digits.
    radius
        Metres.
    wanted
        The sites whose cells are given, ascending; all without it. `Loops.beyond` numbers sites.
    """
    wanted = np.arange(len(sites)) if wanted is None else wanted
    row = np.full(len(sites), -1, dtype=np.int64)
    row[wanted] = np.arange(len(wanted))
    pairs, ends = _ridges(sites, row >= 0)
    pairs, ends = _clip(sites, pairs, ends, radius)
    return _loops(sites, pairs, ends, radius, row)


def _ridges(
    sites: NDArray[np.float64], wanted: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Give the Voronoi ridges of sites that are wanted, as pairs of sites and two ends each.

    Infinite ones end far away.
    """
    if len(sites) < 2:
        return np.zeros((0, 2), dtype=np.int64), np.zeros((0, 2, 2))
    low, high = sites.min(axis=0), sites.max(axis=0)
    size = float(np.max(high - low)) + 1e4
    middle = np.rint((low + high) / 2)
    # four far corners close every ridge between two real sites
    corners = middle + 3 * size * np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]])
    points = np.vstack([sites, corners])
    # imported here: who asks for streets alone need not wait for it
    from scipy.spatial import Delaunay

    diagram = Delaunay(points - middle)
    corner = np.sort(diagram.simplices, axis=1)
    # from the first of the three points, whose place is exact: the large numbers cancel
    px, py = np.ascontiguousarray(points.T)
    a, b, c = np.ascontiguousarray(corner.T)
    ax, ay = px[a], py[a]
    bx, by, cx, cy = px[b] - ax, py[b] - ay, px[c] - ax, py[c] - ay
    bb, cc = bx * bx + by * by, cx * cx + cy * cy
    centre = np.empty((len(corner), 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        double = 2 * (bx * cy - by * cx)
        centre[:, 0] = ax + (cy * bb - by * cc) / double
        centre[:, 1] = ay + (bx * cc - cx * bb) / double
    there = diagram.neighbors
    # the neighbour opposite a corner shares the other two
    one, other = diagram.simplices[:, [1, 2, 0]], diagram.simplices[:, [2, 0, 1]]
    low, high = np.minimum(one, other), np.maximum(one, other)
    wanted = np.append(wanted, np.zeros(len(corners), dtype=bool))
    once = (np.arange(len(corner))[:, None] < there) & (high < len(sites))
    once &= wanted[low] | wanted[high]
    once &= np.isfinite(centre).all(axis=1)[:, None]
    here, place = np.nonzero(once)
    there = there[here, place]
    good = np.isfinite(centre[there]).all(axis=1)
    here, place, there = here[good], place[good], there[good]
    pairs = np.column_stack([low[here, place], high[here, place]]).astype(np.int64)
    return pairs, np.stack([centre.take(here, axis=0), centre.take(there, axis=0)], axis=1)


def _clip(
    sites: NDArray[np.float64],
    pairs: NDArray[np.int64],
    ends: NDArray[np.float64],
    radius: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Cut ridges off where they leave the circles around their sites.

    A ridge runs at equal distance from two sites, so the circles around both cut it at the same
    places. These are computed once for each ridge: neighbours share their vertices exactly.
    """
    a, b = sites[pairs[:, 0]], sites[pairs[:, 1]]
    middle = (a + b) / 2
    across = b - a
    apart = np.sqrt(across[:, 0] ** 2 + across[:, 1] ** 2)
    along = np.column_stack([-across[:, 1] / apart, across[:, 0] / apart])
    half = np.sqrt(np.maximum(radius**2 - (apart / 2) ** 2, 0.0))
    way = ends - middle[:, None, :]
    position = way[:, :, 0] * along[:, None, 0] + way[:, :, 1] * along[:, None, 1]
    clipped = np.clip(position, -half[:, None], half[:, None])
    # an end on the circle itself stays the vertex that it shares with other ridges
    moved = np.abs(clipped - position) > _SAME
    ends = np.where(
        moved[:, :, None],
        middle[:, None, :] + clipped[:, :, None] * along[:, None, :],
        ends,
    )
    kept = np.abs(clipped[:, 0] - clipped[:, 1]) > _SAME
    return pairs[kept], ends[kept]


def _loops(
    sites: NDArray[np.float64],
    pairs: NDArray[np.int64],
    ends: NDArray[np.float64],
    radius: float,
    row: NDArray[np.int64],
) -> Loops:
    """Join the ridges around the sites that have a row, with arcs where ground is open."""
    cell = pairs.T.reshape(-1)
    side = np.flatnonzero(row[cell] >= 0)
    cell, beyond = cell[side], pairs[:, ::-1].T.reshape(-1)[side]
    every = sites
    both = ends.take(side % max(len(ends), 1), axis=0)
    sites, cell = sites[row >= 0], row[cell]
    rays = both - sites[cell][:, None, :]
    # counter-clockwise around the site
    turn = rays[:, 0, 0] * rays[:, 1, 1] - rays[:, 0, 1] * rays[:, 1, 0]
    back = turn < 0
    both[back], rays[back] = both[back][:, ::-1], rays[back][:, ::-1]
    angle = np.arctan2(rays[:, :, 1], rays[:, :, 0])
    order = np.lexsort((angle[:, 0], cell))
    cell, beyond, both, angle = cell[order], beyond[order], both[order], angle[order]
    count = np.bincount(cell, minlength=len(sites))
    first = np.cumsum(count) - count
    following = np.arange(len(cell)) + 1
    last = first[count > 0] + count[count > 0] - 1
    following[last] = first[count > 0]
    gap = (angle[following, 0] - angle[:, 1]) % (2 * np.pi)
    # the same vertex seen twice differs by rounding only, in either direction
    step = both[following, 0] - both[:, 1]
    same = step[:, 0] ** 2 + step[:, 1] ** 2 < (2 * _SAME) ** 2
    gap = np.where(same | (gap > 2 * np.pi - _CLOSED), 0.0, gap)
    steps = np.where(gap > _CLOSED, np.ceil(gap / _ARC).astype(np.int64), 0)
    inner = np.maximum(steps - 1, 0)
    # each ridge gives its first end, its second end if an arc follows, and the arc
    size = 1 + (steps > 0) + inner
    offset = np.cumsum(size) - size
    total = int(size.sum())
    alone = np.flatnonzero(count == 0)
    circle = np.arange(0, 2 * np.pi - _ARC / 2, _ARC)
    xy = np.empty((total + len(alone) * len(circle), 2))
    outside = np.full(len(xy), OPEN, dtype=np.int64)
    xy[offset] = both[:, 0]
    outside[offset] = beyond
    open_end = steps > 0
    xy[offset[open_end] + 1] = both[open_end, 1]
    row = np.repeat(np.arange(len(cell)), inner)
    k = np.arange(inner.sum()) - np.repeat(np.cumsum(inner) - inner, inner) + 1
    bend = angle[row, 1] + gap[row] * k / np.maximum(steps[row], 1)
    xy[offset[row] + 1 + k] = sites[cell[row]] + radius * np.column_stack(
        [np.cos(bend), np.sin(bend)]
    )
    size_of = np.full(len(alone), radius)
    if len(alone) and len(every) > 1:
        # a site without ridges has none near it, or so many that its cell is smaller than a dot
        size_of[cKDTree(every).query(sites[alone], k=2)[0][:, 1] < _CROWDED] = _DOT
    round_xy = sites[alone][:, None, :] + size_of[:, None, None] * np.stack(
        [np.cos(circle), np.sin(circle)], axis=1
    )
    xy[total:] = round_xy.reshape(-1, 2)
    owner = np.concatenate([np.repeat(cell, size), np.repeat(alone, len(circle))])
    if len(alone):
        order = np.argsort(owner, kind="stable")
        owner, xy, outside = owner[order], xy[order], outside[order]
    bounds = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(sites)))])
    return Loops(bounds, xy, outside)
