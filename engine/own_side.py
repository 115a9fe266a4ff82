"""Cells cut along barriers: each keeps the part in which its own place lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from .rows import run_starts
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
    rings = shapely.linearrings(loops.xy, indices=loops.cell)
    cell, segment = barriers.tree.query(shapely.polygons(rings), predicate="intersects")
    order = np.argsort(cell, kind="stable")
    cell, segment = cell[order], segment[order]
    starts = run_starts(cell)
    parts: dict[int, tuple[NDArray[np.float64], NDArray[np.int64]]] = {}
    for rows in np.split(np.arange(len(cell)), starts[1:]) if len(cell) else []:
        which = int(cell[rows[0]])
        walls = barriers.lines[segment[rows]]
        lines = shapely.get_parts(shapely.union_all([rings[which], *walls]))
        pieces = shapely.get_parts(shapely.polygonize(lines))
        if len(pieces) < 2:
            continue
        near = shapely.distance(pieces, shapely.points(sites[which]))
        piece = shapely.normalize(pieces[int(near.argmin())])
        xy = shapely.get_coordinates(shapely.reverse(shapely.get_exterior_ring(piece)))[:-1]
        old = slice(int(loops.first[which]), int(loops.first[which + 1]))
        parts[which] = xy, _beyond(xy, loops.xy[old], loops.beyond[old])
    is_cut[list(parts)] = True
    return _replaced(loops, parts), is_cut


def _beyond(
    xy: NDArray[np.float64], old: NDArray[np.float64], beyond: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Find on which side of the whole cell each side of its part lies; barriers lead nowhere."""
    middle = (xy + np.roll(xy, -1, axis=0)) / 2
    step = np.roll(old, -1, axis=0) - old
    length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-12)
    way = middle[:, None, :] - old[None, :, :]
    across = np.abs(way[:, :, 0] * step[:, 1] - way[:, :, 1] * step[:, 0]) / length
    along = (way[:, :, 0] * step[:, 0] + way[:, :, 1] * step[:, 1]) / length
    off = np.where((along > -_ON) & (along < length + _ON), across, np.inf)
    side = off.argmin(axis=1)
    return np.where(off[np.arange(len(xy)), side] < _ON, beyond[side], OPEN)


def _replaced(
    loops: Loops, parts: dict[int, tuple[NDArray[np.float64], NDArray[np.int64]]]
) -> Loops:
    """Put cut cells into the place of whole ones."""
    if not parts:
        return loops
    count = loops.count.copy()
    gone = np.zeros(len(count), dtype=bool)
    for which, (xy, _) in parts.items():
        count[which] = len(xy)
        gone[which] = True
    first = np.concatenate([[0], np.cumsum(count)])
    xy = np.empty((int(first[-1]), 2))
    beyond = np.empty(len(xy), dtype=np.int64)
    stays = np.repeat(~gone, count)
    old = np.repeat(~gone, loops.count)
    xy[stays], beyond[stays] = loops.xy[old], loops.beyond[old]
    for which, (part, sides) in parts.items():
        xy[first[which] : first[which + 1]] = part
        beyond[first[which] : first[which + 1]] = sides
    return Loops(first, xy, beyond)
