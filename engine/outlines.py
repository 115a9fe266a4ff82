"""Outlines of sets of cells: their sides with nothing beyond, chained into rings.

Cells whose street is reached in part only are cut across the street at the exact place. Two cells
that are both inside, one of them cut, share a side in part; what one covers and the other does
not is outline.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from .cut_cells import Sides, cut, uncovered
from .rings import polygons_of
from .rows import expand, run_starts
from .stretches import Stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .tessellation import Tessellation

_WHOLE = 1e-6  # share of a sample's part that may miss and it still counts as reached whole
_TOGETHER = 100_000  # pieces
_INSIDE, _CUT = 1, 2


@dataclass(frozen=True, eq=False)
class Pieces:
    """Cells and parts of cells.

    Attributes
    ----------
    owner
        Shape (n,): what they belong to, ascending.
    cell
        Shape (n,): number of the cell.
    sample
        Shape (n,): the sample on whose street the part lies.
    low, high
        Shape (n,): the part of the sample's street, from 0 to 1.
    """

    owner: NDArray[np.int64]
    cell: NDArray[np.int64]
    sample: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def whole(self) -> NDArray[np.bool_]:
        """Whether each is a whole cell."""
        return (self.low <= 0.0) & (self.high >= 1.0)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_] | slice) -> Pieces:
        """Return some of them."""
        return Pieces(
            self.owner[rows], self.cell[rows], self.sample[rows], self.low[rows], self.high[rows]
        )


def whole_cells(sets: Sequence[NDArray[np.int64]]) -> Pieces:
    """Take whole cells.

    Parameters
    ----------
    sets
        The cells of each owner, each once.
    """
    owner = np.repeat(np.arange(len(sets)), [len(cells) for cells in sets])
    cell = np.concatenate([np.zeros(0, dtype=np.int64), *sets])
    return Pieces(owner, cell, cell, np.zeros(len(cell)), np.ones(len(cell)))


def joined(sets: Sequence[Pieces]) -> Pieces:
    """Put together the pieces of several owners.

    Parameters
    ----------
    sets
        The pieces of each owner.
    """
    empty = np.zeros(0, dtype=np.int64)
    return Pieces(
        np.repeat(np.arange(len(sets)), [len(part.cell) for part in sets]),
        np.concatenate([empty, *(part.cell for part in sets)]),
        np.concatenate([empty, *(part.sample for part in sets)]),
        np.concatenate([np.zeros(0), *(part.low for part in sets)]),
        np.concatenate([np.zeros(0), *(part.high for part in sets)]),
    )


def rest_of(cells: NDArray[np.int64], pieces: Pieces) -> Pieces:
    """Find what pieces leave of cells.

    Parameters
    ----------
    cells
        Numbers of cells, each once.
    pieces
        Pieces of one owner.

    Returns
    -------
    Whole cells that no piece is of, and what is left of the others; ordered by cell.
    """
    wanted = np.zeros(max(cells.max(initial=0), pieces.cell.max(initial=0)) + 1, dtype=bool)
    wanted[cells] = True
    inside = pieces.take(wanted[pieces.cell])
    inside = inside.take(np.lexsort((inside.low, inside.cell)))
    wanted[inside.cell] = False
    # between the pieces of a cell, before the first one and behind the last one
    new = np.zeros(len(inside.cell) + 1, dtype=bool)
    new[run_starts(inside.cell)] = True
    new[-1] = True
    low = np.where(new[:-1], 0.0, np.append(0.0, inside.high)[:-1])
    last = np.flatnonzero(new[1:])
    left = whole_cells([np.flatnonzero(wanted)])
    cell = np.concatenate([left.cell, inside.cell, inside.cell[last]])
    sample = np.concatenate([left.sample, inside.sample, inside.sample[last]])
    low = np.concatenate([left.low, low, inside.high[last]])
    high = np.concatenate([left.high, inside.low, np.ones(len(last))])
    rest = Pieces(np.zeros(len(cell), dtype=np.int64), cell, sample, low, high)
    real = np.flatnonzero(high > low)
    return rest.take(real[np.lexsort((low[real], cell[real]))])


def pieces_of(
    tessellation: Tessellation,
    stretches: Stretches,
    progress: Callable[[float], None] = lambda share: None,
) -> Pieces:
    """Find the cells beside reached streets, cut where the street is reached in part.

    Parameters
    ----------
    tessellation
        The cells; missing ones are made.
    stretches
        The streets, none twice for one owner, ordered by owner.
    progress
        Called with the share of the missing cells made, 0 to 1; may raise to stop.
    """
    samples = tessellation.samples
    tessellation.make(stretches.edge, progress)
    edge = stretches.edge
    # positions in units of the edge's samples
    low = stretches.low / samples.size[edge]
    high = stretches.high / samples.size[edge]
    begin = np.floor(low + _WHOLE).astype(np.int64)
    stop = np.minimum(np.ceil(high - _WHOLE).astype(np.int64), samples.count[edge])
    row, number = expand(begin, np.maximum(stop, begin))
    part_low = np.clip(low[row] - number, 0.0, 1.0)
    part_high = np.clip(high[row] - number, 0.0, 1.0)
    part_low[part_low < _WHOLE] = 0.0
    part_high[part_high > 1.0 - _WHOLE] = 1.0
    sample = samples.first[edge[row]] + number
    cell = tessellation.first_of_alike[sample].astype(np.int64)
    pieces = Pieces(stretches.owner[row], cell, sample, part_low, part_high)
    return _one_street_a_cell(pieces)


def _one_street_a_cell(pieces: Pieces) -> Pieces:
    """Let one street decide where several have a sample at the same place."""
    if np.array_equal(pieces.cell, pieces.sample):
        return pieces
    # of samples at one place the one that is reached most, then the first
    size = int(pieces.sample.max()) + 1
    of_sample, number = np.unique(pieces.owner * size + pieces.sample, return_inverse=True)
    reached = np.bincount(number, pieces.high - pieces.low)[number]
    order = np.lexsort((pieces.low, pieces.sample, -reached, pieces.cell, pieces.owner))
    first = run_starts(pieces.owner[order], pieces.cell[order])
    leader = np.repeat(pieces.sample[order[first]], np.diff(np.append(first, len(order))))
    return pieces.take(order[pieces.sample[order] == leader])


def outline(
    tessellation: Tessellation,
    pieces: Pieces,
    count: int,
    progress: Callable[[float], None] = lambda share: None,
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """Draw what each owner's cells cover together.

    Parameters
    ----------
    tessellation
        The cells.
    pieces
        Cells and parts of cells, ordered by owner.
    count
        Number of owners.
    progress
        Called with the share done, 0 to 1; may raise to stop.

    Returns
    -------
    polygons, areas
        Shape (count,): MultiPolygons, None where there is nothing; and their square metres.
    """
    polygons = np.full(count, None, dtype=object)
    areas = np.zeros(count)
    bounds = np.searchsorted(pieces.owner, np.arange(count + 1))
    low = 0
    while low < count:
        # a few owners at a time: their arrays stay in the processor's cache
        high = max(low + 1, int(np.searchsorted(bounds, bounds[low] + _TOGETHER, "right")) - 1)
        some = pieces.take(slice(bounds[low], bounds[high]))
        polygons[low:high], areas[low:high] = _outline(tessellation, some, low, high)
        low = high
        progress(low / count)
    return polygons, areas


def outline_each(
    tessellation: Tessellation,
    reached: Sequence[Stretches],
    count: int,
    progress: Callable[[float], None] = lambda share: None,
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """Draw the ground beside streets, for each owner within each of several limits.

    Parameters
    ----------
    tessellation
        The cells; missing ones are made.
    reached
        For each limit the streets, none twice for one owner, ordered by owner.
    count
        Number of owners.
    progress
        Called with the share done, 0 to 1; may raise to stop.

    Returns
    -------
    polygons, areas
        Shape (limits, owners): as of `outline`.
    """
    polygons = np.full((len(reached), count), None, dtype=object)
    areas = np.zeros((len(reached), count))
    done = 0
    while done < len(reached):
        # few streets within several limits take little longer than within one
        sizes = np.cumsum([len(part.edge) for part in reached[done:]])
        some = reached[done : done + max(1, int(np.searchsorted(sizes, _TOGETHER, "right")))]
        owner = [part.owner + number * count for number, part in enumerate(some)]
        together = Stretches(
            np.concatenate(owner),
            np.concatenate([part.edge for part in some]),
            np.concatenate([part.low for part in some]),
            np.concatenate([part.high for part in some]),
        )

        begin, end = done / len(reached), (done + len(some)) / len(reached)
        middle = (begin + 2 * end) / 3
        pieces = pieces_of(tessellation, together, _part(progress, begin, middle))
        shapes, square = outline(
            tessellation, pieces, len(some) * count, _part(progress, middle, end)
        )
        rows = slice(done, done + len(some))
        polygons[rows] = shapes.reshape(len(some), count)
        areas[rows] = square.reshape(len(some), count)
        done += len(some)
    return polygons, areas


def _part(progress: Callable[[float], None], begin: float, end: float) -> Callable[[float], None]:
    """Tell the progress of a part of the work as that of the whole."""
    return lambda share: progress(begin + (end - begin) * share)


def _outline(
    tessellation: Tessellation, pieces: Pieces, low: int, high: int
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """Draw the cells of the owners from `low` to the one before `high`."""
    whole = pieces.whole
    own = replace(pieces, owner=pieces.owner - low)
    full, part = own.take(whole), own.take(~whole)
    owner, side, shared, beyond_part = _select(tessellation, full, part, high - low)
    cut_sides, cut_shared = cut(tessellation, part, beyond_part)
    rest = uncovered(tessellation, shared, cut_shared)
    return polygons_of(tessellation, high - low, owner, side, Sides.joined([cut_sides, rest]))


def _select(
    tessellation: Tessellation, full: Pieces, part: Pieces, count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], Sides, NDArray[np.int64]]:
    """Tell sides of whole cells at the outline, those towards cut cells, and the cut cells' own.

    Returns the owners of the first and which sides they are, the second, and for each side of the
    cut cells whether the cell beyond is inside.
    """
    # twice the number of the owner and the state; the last one is for none
    code = np.zeros(tessellation.samples.total + 1, dtype=np.int32)
    owned = (2 * full.owner + np.where(tessellation.is_cut[full.cell], _CUT, _INSIDE)).astype("i4")
    owned_part = (2 * part.owner + _CUT).astype(np.int32)
    code[full.cell] = owned
    code[part.cell] = owned_part
    # owners that share no cell, such as the gaps of one service, are told apart at once
    if np.array_equal(code[full.cell], owned) and np.array_equal(code[part.cell], owned_part):
        return _select_some(tessellation, full, part, code)
    code[full.cell] = code[part.cell] = 0
    bounds = np.searchsorted(full.owner, np.arange(count + 1))
    part_bounds = np.searchsorted(part.owner, np.arange(count + 1))
    found = []
    for owner in range(count):
        mine, mine_part = slice(*bounds[owner : owner + 2]), slice(*part_bounds[owner : owner + 2])
        own, own_part = full.take(mine), part.take(mine_part)
        code[own_part.cell] = owned_part[mine_part]
        code[own.cell] = owned[mine]
        found.append(_select_some(tessellation, own, own_part, code))
        code[own_part.cell] = code[own.cell] = 0
    owners, sides, towards, behind = zip(*found, strict=True)
    return (
        np.concatenate(owners),
        np.concatenate(sides),
        Sides.joined(towards),
        np.concatenate(behind),
    )


def _select_some(
    tessellation: Tessellation, full: Pieces, part: Pieces, code: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Sides, NDArray[np.int64]]:
    """Do the same for owners that share no cell, once the state of their cells is known."""

    def beyond(owner: NDArray[np.int64], side: NDArray[np.int64]) -> NDArray[np.int32]:
        state = code.take(tessellation.beyond(side)) - (2 * owner).astype(np.int32)
        # a cell of another owner, or of none, is not inside
        state[(state != _INSIDE) & (state != _CUT)] = 0
        return state

    row, side = tessellation.sides(full.cell)
    owner = full.owner[row]
    other = beyond(owner, side)
    outer = np.flatnonzero(other == 0)
    is_cut = tessellation.is_cut[full.cell]
    towards = other == _CUT
    if is_cut.any():
        towards |= (other != 0) & is_cut[row]
    shared = np.flatnonzero(towards)
    part_row, part_side = tessellation.sides(part.cell)
    return (
        owner[outer],
        side[outer],
        Sides.whole(tessellation, owner[shared], side[shared]),
        beyond(part.owner[part_row], part_side).astype(np.int64),
    )
