"""Cells from Voronoi ridges: each cell is cut off at a circle around its sample.

A ridge runs at equal distance from two samples, so the circles around both cut it at the same
places. These are computed once for each ridge: neighbours share their vertices exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ARC = np.pi / 12  # radians between the vertices of an arc
_SAME = 1e-6  # metres; vertices that are closer are one
_CLOSED = 1e-9  # radians; a smaller gap between two ridges is none


def clip_ridges(
    sites: NDArray[np.float64],
    pairs: NDArray[np.int64],
    ends: NDArray[np.float64],
    radius: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Cut ridges off where they leave the circles around their samples.

    Parameters
    ----------
    sites
        Shape (n, 2), metres.
    pairs
        Shape (m, 2): the two sites of each ridge.
    ends
        Shape (m, 2, 2): its two ends.
    radius
        Metres.

    Returns
    -------
    pairs, ends
        The ridges that remain.
    """
    a, b = sites[pairs[:, 0]], sites[pairs[:, 1]]
    middle = (a + b) / 2
    across = b - a
    apart = np.hypot(across[:, 0], across[:, 1])
    along = np.column_stack([-across[:, 1], across[:, 0]]) / apart[:, None]
    half = np.sqrt(np.maximum(radius**2 - (apart / 2) ** 2, 0.0))
    position = np.einsum("mkd,md->mk", ends - middle[:, None, :], along)
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


def cell_polygons(
    sites: NDArray[np.float64],
    pairs: NDArray[np.int64],
    ends: NDArray[np.float64],
    radius: float,
) -> NDArray[np.object_]:
    """Build the cells from clipped ridges, with arcs where ground is open.

    Parameters
    ----------
    sites, pairs, ends, radius
        As returned by `clip_ridges`.

    Returns
    -------
    Shape (n,): one polygon for each site.
    """
    cell = pairs.T.reshape(-1)
    both = np.concatenate([ends, ends])
    rays = both - sites[cell][:, None, :]
    # counter-clockwise around the sample
    turn = rays[:, 0, 0] * rays[:, 1, 1] - rays[:, 0, 1] * rays[:, 1, 0]
    both[turn < 0] = both[turn < 0][:, ::-1]
    rays = both - sites[cell][:, None, :]
    angle = np.arctan2(rays[:, :, 1], rays[:, :, 0])
    order = np.lexsort((angle[:, 0], cell))
    cell, both, angle = cell[order], both[order], angle[order]
    count = np.bincount(cell, minlength=len(sites))
    first = np.cumsum(count) - count
    following = np.arange(len(cell)) + 1
    last = first[count > 0] + count[count > 0] - 1
    following[last] = first[count > 0]
    gap = (angle[following, 0] - angle[:, 1]) % (2 * np.pi)
    # the same vertex seen twice differs by rounding only, in either direction
    same = np.hypot(*(both[following, 0] - both[:, 1]).T) < 2 * _SAME
    gap = np.where(same | (gap > 2 * np.pi - _CLOSED), 0.0, gap)
    steps = np.where(gap > _CLOSED, np.ceil(gap / _ARC).astype(np.int64), 0)
    inner = np.maximum(steps - 1, 0)
    # each ridge gives its first end, its second end if an arc follows, and the arc
    size = 1 + (steps > 0) + inner
    offset = np.cumsum(size) - size
    xy = np.empty((int(size.sum()), 2))
    xy[offset] = both[:, 0]
    open_end = steps > 0
    xy[offset[open_end] + 1] = both[open_end, 1]
    row = np.repeat(np.arange(len(cell)), inner)
    k = np.arange(inner.sum()) - np.repeat(np.cumsum(inner) - inner, inner) + 1
    bend = angle[row, 1] + gap[row] * k / np.maximum(steps[row], 1)
    xy[offset[row] + 1 + k] = sites[cell[row]] + radius * np.column_stack(
        [np.cos(bend), np.sin(bend)]
    )
    owner = np.repeat(cell, size)
    alone = np.flatnonzero(count == 0)
    circle = np.arange(0, 2 * np.pi, _ARC)
    round_xy = sites[alone][:, None, :] + radius * np.stack(
        [np.cos(circle), np.sin(circle)], axis=1
    )
    xy = np.vstack([xy, round_xy.reshape(-1, 2)])
    owner = np.concatenate([owner, np.repeat(alone, len(circle))])
    order = np.argsort(owner, kind="stable")
    rings = shapely.linearrings(xy[order], indices=owner[order])
    return shapely.polygons(rings)  # type: ignore[no-any-return]
