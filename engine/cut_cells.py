"""Cells cut across their street, and sides that two cells share in part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

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
    def whole(cls, tessellation: Tessellation, sides: Sequence[NDArray[np.int64]]) -> Sides:
        """Take whole sides of cells.

        Parameters
        ----------
        tessellation
            The cells.
        sides
            The sides of each owner.
        """
        side = np.concatenate([np.zeros(0, dtype=np.int64), *sides])
        owner = np.repeat(np.arange(len(sides)), [len(part) for part in sides])
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
        return Sides(self.owner[rows], self.side[rows], self.begin[rows], self.end[rows])


@dataclass(frozen=True, eq=False)
class _Loops:
    """Closed lines of cut cells, corner by corner, each corner with the side that begins there."""

    piece: NDArray[np.int64]
    xy: NDArray[np.float64]
    side: NDArray[np.int64]
    behind: NDArray[np.int64]

    @property
    def following(self) -> NDArray[np.int64]:
        """The corner after each one."""
        count = len(self.piece)
        following = np.arange(1, count + 1)
        last = np.append(self.piece[1:] != self.piece[:-1], np.ones(min(count, 1), dtype=bool))
        first = np.flatnonzero(
            np.append(np.ones(min(count, 1), dtype=bool), self.piece[1:] != self.piece[:-1])
        )
        following[last] = first
        return following


def cut(tessellation: Tessellation, part: Pieces, behind: NDArray[np.int64]) -> tuple[Sides, Sides]:
    """Cut cells at the ends of the part of their street that is reached.

    The cut runs across the line from one end of the sample's street to the other, as far along it
    as the share of the street that is reached: cuts of one cell are parallel, so that what two
    limits reach nests, and on a straight street each lies at the exact place.

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
    loops = _Loops(row, tessellation.begin(side), side, behind)
    samples = tessellation.samples
    edge = samples.edge(part.sample)
    low, high = samples.part(part.sample, edge)
    start = tessellation.network.locate(edge, low)
    way = tessellation.network.locate(edge, high) - start
    for share, keep in ((part.low, -1.0), (part.high, 1.0)):
        cuts = (share > 0.0) if keep < 0 else (share < 1.0)
        place = start + share[:, None] * way
        loops = _keep_half(loops, place, way * keep, cuts)
    end = loops.xy[loops.following]
    sides = Sides(part.owner[loops.piece], loops.side, loops.xy, end)
    outer = loops.behind == 0
    return sides.take(outer), sides.take(~outer)


def _keep_half(
    loops: _Loops,
    place: NDArray[np.float64],
    way: NDArray[np.float64],
    cuts: NDArray[np.bool_],
) -> _Loops:
    """Keep the part of each cell that lies before a place, seen in a direction."""
    following = loops.following
    piece = loops.piece
    apart = loops.xy - place[piece]
    past = apart[:, 0] * way[piece, 0] + apart[:, 1] * way[piece, 1]
    inside = (past <= 0.0) | ~cuts[piece]
    inside_next = inside[following]
    leaves, enters = inside & ~inside_next, ~inside & inside_next
    crossing = np.flatnonzero(leaves | enters)
    share = past[crossing] / (past[crossing] - past[following[crossing]])
    # in one direction along a side, whichever of its two cells is cut
    at = loops.xy[crossing] + share[:, None] * (loops.xy[following[crossing]] - loops.xy[crossing])
    count = inside.astype(np.int64) + (leaves | enters)
    offset = np.cumsum(count) - count
    total = int(count.sum())
    new_piece = np.repeat(piece, count)
    xy = np.empty((total, 2))
    side = np.empty(total, dtype=np.int64)
    behind = np.zeros(total, dtype=np.int64)
    stay = np.flatnonzero(inside)
    xy[offset[stay]], side[offset[stay]] = loops.xy[stay], loops.side[stay]
    behind[offset[stay]] = loops.behind[stay]
    # where the line leaves, the cut begins; where it enters, the rest of the side
    out, back = leaves[crossing], enters[crossing]
    slot = offset[crossing] + inside[crossing]
    xy[slot] = at
    side[slot] = np.where(out, CHORD, loops.side[crossing])
    behind[slot] = np.where(back, loops.behind[crossing], 0)
    return _Loops(new_piece, xy, side, behind)


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
