"""Cells cut along barriers: each keeps the part in which its own place lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from .rows import expand, run_starts
from .voronoi import OPEN, Loops

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .barriers import Barriers

_ON = 1e-5  # metres; so near to a side of the whole cell, a side of its part is part of it


def on_own_side(
    loops: Loops, sites: NDArray[np.float64], barriers: Barriers
) -> tuple[Loops, NDArray[np.bool_]]:
    """Cut cells along barriers and keep the part with the site.

    Parameters
    ----------
    loops
        The cells.
    sites
        Shape (cells, 2): the place of each.
    barriers
        What no cell crosses.

    Returns
    -------
    loops, is_cut
        The cells, and which of them were cut.
    """
    is_cut = np.zeros(len(sites), dtype=bool)
    cut, rings, walls = _crossed(loops, barriers)
    if not len(cut):
        return loops, is_cut
    lines = shapely.node(shapely.union(rings, walls))
    pieces, row = shapely.get_parts(shapely.polygonize(lines[:, None]), return_index=True)
    several = np.bincount(row, minlength=len(cut))[row] > 1
    if not several.any():
        return loops, is_cut
    pieces, row = pieces[several], row[several]
    apart = shapely.distance(pieces, shapely.points(sites[cut[row]]))
    order = np.lexsort((apart, row))
    own = order[run_starts(row[order])]
    cut = cut[row[own]]
    is_cut[cut] = True
    # counter-clockwise, and begun at a corner that does not hang on the order of the pieces
    outer = shapely.get_exterior_ring(shapely.reverse(shapely.normalize(pieces[own])))
    xy, part = shapely.get_coordinates(outer, return_index=True)
    keep = np.ones(len(xy), dtype=bool)
    keep[run_starts(part)] = False  # the corner that closes the ring comes twice
    xy, part = xy[keep], part[keep]
    return _replaced(loops, cut, xy, part, _beyond(loops, cut, xy, part)), is_cut


def _crossed(
    loops: Loops, barriers: Barriers
) -> tuple[NDArray[np.int64], NDArray[np.object_], NDArray[np.object_]]:
    """Find the cells that barriers meet; return them, their rings and what meets them."""
    low = loops.xy.min(axis=0) if len(loops.xy) else np.zeros(2)
    high = loops.xy.max(axis=0) if len(loops.xy) else np.zeros(2)
    near = barriers.tree.query(shapely.box(*low, *high))
    if not len(near):
        none = np.zeros(0, dtype=object)
        return np.zeros(0, dtype=np.int64), none, none
    rings = shapely.linearrings(loops.xy, indices=loops.cell)
    wall, cell = shapely.STRtree(shapely.polygons(rings)).query(
        barriers.lines[near], predicate="intersects"
    )
    order = np.lexsort((wall, cell))
    wall, cell = near[wall[order]], cell[order]
    cut, number = np.unique(cell, return_inverse=True)
    walls = shapely.multilinestrings(barriers.lines[wall], indices=number)
    return cut, rings[cut], walls


def _beyond(
    loops: Loops, cut: NDArray[np.int64], xy: NDArray[np.float64], part: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Find on which side of the whole cell each side of its part lies; barriers lead nowhere."""
    following = np.arange(1, len(xy) + 1)
    first = run_starts(part)
    following[np.append(first[1:], len(xy)) - 1] = first
    middle = (xy + xy[following]) / 2
    row, old = expand(loops.first[cut[part]], loops.first[cut[part] + 1])
    begin = loops.xy[old]
    step = loops.xy[loops.following[old]] - begin
    length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-12)
    way = middle[row] - begin
    across = np.abs(way[:, 0] * step[:, 1] - way[:, 1] * step[:, 0]) / length
    along = (way[:, 0] * step[:, 0] + way[:, 1] * step[:, 1]) / length
    off = np.where((along > -_ON) & (along < length + _ON), across, np.inf)
    order = np.lexsort((off, row))
    nearest = order[run_starts(row[order])]
    return np.where(off[nearest] < _ON, loops.beyond[old[nearest]], OPEN)


def _replaced(
    loops: Loops,
    cut: NDArray[np.int64],
    part_xy: NDArray[np.float64],
    part: NDArray[np.int64],
    part_beyond: NDArray[np.int64],
) -> Loops:
    """Put cut cells into the place of whole ones."""
    count = loops.count.copy()
    gone = np.zeros(len(count), dtype=bool)
    gone[cut] = True
    stays = ~np.repeat(gone, loops.count)
    count[cut] = np.bincount(part, minlength=len(cut))
    first = np.concatenate([[0], np.cumsum(count)])
    xy = np.empty((int(first[-1]), 2))
    beyond = np.empty(len(xy), dtype=np.int64)
    new = np.repeat(gone, count)
    # both in the order of their cells
    xy[~new], beyond[~new] = loops.xy[stays], loops.beyond[stays]
    xy[new], beyond[new] = part_xy, part_beyond
    return Loops(first, xy, beyond)
