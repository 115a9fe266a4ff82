"""Cells cut across their street, and sides that two cells share in part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .rows import expand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .outlines import Pieces
    from .tessellation import Tessellation

CHORD = -1  # a side along the cut, which is none of the cell's own


@dataclass(frozen=True, eq=False)
class Sides:
    """Directed segments with what they bound on their left.

    Attributes
    ----------
    owner
        Shape (n,): what it belongs to.
    side
        Shape (n,): the side of the tessellation that it is, or is a part of; `CHORD` for none.
    begin, end
        Shape (n, 2): metres.
    """

    owner: NDArray[np.int64]
    side: NDArray[np.int64]
    begin: NDArray[np.float64]
    end: NDArray[np.float64]

    @classmethod
    def whole(
        cls, tessellation: Tessellation, owner: NDArray[np.int64], side: NDArray[np.int64]
    ) -> Sides:
        """Take whole sides of cells.

        Parameters
        ----------
        tessellation
            The cells.
        owner, side
            Shape (n,): the sides, and what each belongs to.
        """
        return cls(owner, side, tessellation.begin(side), tessellation.end(side))

    @classmethod
    def joined(cls, parts: Sequence[Sides]) -> Sides:
        """Put segments together."""
        return cls(
            np.concatenate([part.owner for part in parts]),
            np.concatenate([part.side for part in parts]),
            np.concatenate([part.begin for part in parts]),
            np.concatenate([part.end for part in parts]),
        )

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Sides:
        """Return some of them."""
        if rows.dtype == np.bool_:
            rows = np.flatnonzero(rows)
        # rows of a table are taken in a fraction of the time that an index needs
        begin, end = self.begin.take(rows, axis=0), self.end.take(rows, axis=0)
        return Sides(self.owner[rows], self.side[rows], begin, end)


def cut(tessellation: Tessellation, part: Pieces, behind: NDArray[np.int64]) -> tuple[Sides, Sides]:
    """Cut cells at the ends of the part of their street that is reached.

    Cuts of one cell are parallel, and the farther along the street the farther they lie, so that
    what two limits reach nests: each lies across the line from one end of the sample's street to
    the other, at the reached place, or where the street bends back, at the farthest place before.

    Parameters
    ----------
    tessellation
        The cells.
    part
        What remains of each cell.
    behind
        Shape (sides,): for each side of these cells, whether the cell beyond is inside.

    Returns
    -------
    outer, shared
        The sides that bound the outline, and those behind which is another cell.
    """
    row, side = tessellation.sides(part.cell)
    sides = Sides(row, side, tessellation.begin(side), tessellation.end(side))
    start, way = _ways(tessellation, part.sample)
    for share, keep in ((part.low, -1.0), (part.high, 1.0)):
        cuts = np.flatnonzero((share > 0.0) if keep < 0 else (share < 1.0))
        along = _farthest(tessellation, part.sample[cuts], share[cuts], start[cuts], way[cuts])
        place = np.full((len(share), 2), np.nan)  # nothing lies past a place that is not there
        place[cuts] = start[cuts] + along[:, None] * way[cuts]
        sides, behind = _keep_half(sides, behind, place, way * keep)
    outer = behind == 0
    sides = Sides(part.owner[sides.owner], sides.side, sides.begin, sides.end)
    return sides.take(outer), sides.take(~outer)


def _ways(
    tessellation: Tessellation, sample: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give where the street of each sample starts and a unit vector along it."""
    samples, network = tessellation.samples, tessellation.network
    edge = samples.edge(sample)
    low, high = samples.part(sample, edge)
    start = network.locate(edge, low)
    way = network.locate(edge, high) - start
    # a street that comes back to its start leads to its middle
    turned = np.hypot(way[:, 0], way[:, 1]) < samples.size[edge] / 2
    way[turned] = network.locate(edge[turned], (low + high)[turned] / 2) - start[turned]
    length = np.hypot(way[:, 0], way[:, 1])
    way[length == 0.0] = (1.0, 0.0)
    return start, way / np.where(length == 0.0, 1.0, length)[:, None]


def _farthest(
    tessellation: Tessellation,
    sample: NDArray[np.int64],
    share: NDArray[np.float64],
    start: NDArray[np.float64],
    way: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Give how far the street of samples, up to a share of it, has come in a direction."""
    samples, network = tessellation.samples, tessellation.network
    edge = samples.edge(sample)
    low, high = samples.part(sample, edge)
    offset = low + share * (high - low)
    along = ((network.locate(edge, offset) - start) * way).sum(axis=1)
    first, stop = network.vertex_before(edge, low) + 1, network.vertex_before(edge, offset) + 1
    bent = np.flatnonzero(stop > first)
    row, vertex = expand(first[bent], stop[bent])
    bend = ((network.xy[vertex] - start[bent[row]]) * way[bent[row]]).sum(axis=1)
    np.maximum.at(along, bent[row], bend)
    return np.asarray(np.maximum(along, 0.0))


def _keep_half(
    sides: Sides,
    behind: NDArray[np.int64],
    place: NDArray[np.float64],
    way: NDArray[np.float64],
) -> tuple[Sides, NDArray[np.int64]]:
    """Keep the part of each cell that lies before a place, seen in a direction.

    `Sides.owner` is the row of the cell in `place` and `way`; its sides come in any order.
    """
    row = sides.owner
    past, past_end = (((xy - place[row]) * way[row]).sum(axis=1) for xy in (sides.begin, sides.end))
    # comparisons with NaN are false: cells without a place stay whole
    gone, gone_end = past > 0.0, past_end > 0.0
    crossing = np.flatnonzero(gone != gone_end)
    share = past[crossing] / (past[crossing] - past_end[crossing])
    begin, end = sides.begin.copy(), sides.end.copy()
    at = begin[crossing] + share[:, None] * (end[crossing] - begin[crossing])
    enters = gone[crossing]
    begin[crossing[enters]], end[crossing[~enters]] = at[enters], at[~enters]
    keep = np.flatnonzero(~(gone & gone_end))
    kept = Sides(row, sides.side, begin, end).take(keep)
    # the line across meets a cell's boundary in pairs of places; between each two lies the cell
    of = row[crossing]
    along = at[:, 1] * way[of, 0] - at[:, 0] * way[of, 1]
    order = np.lexsort((along, of))
    left, right = order[::2], order[1::2]
    chords = Sides(of[left], np.full(len(left), CHORD, dtype=np.int64), at[left], at[right])
    none = np.zeros(len(left), dtype=np.int64)
    return Sides.joined([kept, chords]), np.concatenate([behind[keep], none])


def uncovered(tessellation: Tessellation, whole: Sides, part: Sides) -> Sides:
    """Find what one of two cells covers of their common side and the other does not.

    Parameters
    ----------
    tessellation
        The cells.
    whole
        Whole sides of cells, towards cut ones.
    part
        Sides of cut cells, or parts of them, towards other cells that are inside.

    Returns
    -------
    The parts of sides that bound the outline.
    """
    sides = Sides.joined([whole, part])
    if not len(sides.owner):
        return sides
    cell = tessellation.cell_of(sides.side)
    beyond = tessellation.beyond(sides.side)
    size = tessellation.samples.total
    # both cells count along the side as the one with the lower number sees it
    forward = cell < beyond
    ridge = (sides.owner * size + np.minimum(cell, beyond)) * size + np.maximum(cell, beyond)
    _, leader, group = np.unique(ridge, return_index=True, return_inverse=True)
    way = (sides.end - sides.begin) * np.where(forward, 1.0, -1.0)[:, None]
    anchor, way = sides.begin[leader][group], way[leader][group]
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), np.finfo(float).tiny)
    a, b = (((xy - anchor) * way).sum(axis=1) / length for xy in (sides.begin, sides.end))
    ridge = np.concatenate([ridge, ridge])
    along = np.concatenate([a, b])
    xy = np.vstack([sides.begin, sides.end])
    # the cell with the lower number covers once from where its side begins to where it ends; the
    # other one, whose side runs the other way, takes one away in between
    change = np.repeat([1, -1], len(sides.owner))
    order = np.lexsort((along, ridge))
    ridge, along, xy = ridge[order], along[order], xy[order]
    owner = np.concatenate([sides.owner, sides.owner])[order]
    cover = np.cumsum(change[order])[:-1]
    gap = (ridge[1:] == ridge[:-1]) & (np.diff(along) > 0.0) & (cover != 0)
    left = np.flatnonzero(gap)
    right = left + 1
    ahead = cover[left] > 0
    begin = np.where(ahead[:, None], xy[left], xy[right])
    end = np.where(ahead[:, None], xy[right], xy[left])
    return Sides(owner[left], np.full(len(left), CHORD, dtype=np.int64), begin, end)
