"""The ground beside the streets, divided into cells that are made where they are needed.

Streets are sampled every few metres. The cell of a sample is the ground that is nearer to it
than to any other sample and within reach of it, on its own side of every barrier. A catchment
or a gap is made of cells: areas add up, holes stay, nothing is claimed twice. A cell is the same
whenever and with whichever others it is made.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import RLock
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .own_side import on_own_side
from .rows import expand, group_bounds, run_starts
from .samples import Samples, step_aside
from .voronoi import OPEN, Loops, voronoi

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .barriers import Barriers
    from .network import WalkNetwork

SPACING = 25.0  # metres of street for one sample
REACH = 30.0  # metres beside a street that count as reached
_TILE = 2000.0  # metres; so much is divided at once
_MOST_THREADS = 4
_FINE = 4  # steps of the margin in which samples around a tile are looked for


class Tessellation:
    """Cells of street samples, kept once made.

    A cell is known by the number of its sample; samples at the same place share the cell of the
    first of them.

    Parameters
    ----------
    network
        The streets.
    barriers
        No cell crosses one.
    reach
        Metres beside a street that belong to it.
    spacing
        Metres of street for one sample.

    Attributes
    ----------
    first_of_alike
        Shape (samples,): the cell of each sample, -1 where it was not made.
    is_cut
        Shape (samples,): cells that were cut along a barrier.
    """

    def __init__(
        self,
        network: WalkNetwork,
        barriers: Barriers | None = None,
        reach: float = REACH,
        spacing: float = SPACING,
    ) -> None:
        self.network = network
        self.barriers = barriers if barriers is not None and len(barriers) else None
        self.samples = Samples(network, min(spacing, reach))
        # wide enough for the strip of the full reach all along the piece between two samples
        self.radius = float(np.hypot(reach, self.samples.spacing / 2))
        self.first_of_alike = np.full(self.samples.total, -1, dtype=np.int32)
        # a side of such a cell may lie beside another one in part only
        self.is_cut = np.zeros(self.samples.total, dtype=bool)
        self._row = np.full(self.samples.total, -1, dtype=np.int32)
        self._made = np.zeros(network.edge_count, dtype=bool)
        self._kept = _Kept()
        self._lock = RLock()

    def make(
        self,
        edges: NDArray[np.int64],
        progress: Callable[[float], None] = lambda share: None,
    ) -> None:
        """Make the cells along edges, as far as they are not there.

        Parameters
        ----------
        edges
            Which edges.
        progress
            Called with the share done, 0 to 1; may raise to stop. What is made by then is kept.
        """
        with self._lock:
            wanted = np.unique(edges[~self._made[edges]])
            if not len(wanted):
                return
            xy = self.network.node_xy[self.network.edge_from[wanted]]
            tile = np.zeros(len(wanted), dtype=np.int64)
            if (np.ptp(xy, axis=0) > 1.5 * _TILE).any():
                column, row = np.floor(xy / _TILE).astype(np.int64).T
                tile = (column - column.min()) * (int(np.ptp(row)) + 1) + row - row.min()
            order = np.argsort(tile, kind="stable")
            groups = [wanted[part] for part in np.split(order, run_starts(tile[order])[1:])]
            if len(groups) == 1:
                self._keep(*self._divide(groups[0]))
                self._made[wanted] = True
                return
            # triangulation and long array operations leave Python's lock to others
            pool = ThreadPoolExecutor(max_workers=min(_MOST_THREADS, len(groups)))
            try:
                for number, made in enumerate(pool.map(self._divide, groups)):
                    self._keep(*made)
                    self._made[groups[number]] = True
                    progress((number + 1) / len(groups))
            finally:
                pool.shutdown(cancel_futures=True)

    def _keep(self, cells: NDArray[np.int64], loops: Loops, is_cut: NDArray[np.bool_]) -> None:
        """Keep cells, unless they are there: tiles may share the cell of one place."""
        fresh = np.flatnonzero(self._row[cells] < 0)
        if len(fresh) < len(cells):
            cells, loops, is_cut = cells[fresh], loops.take(fresh), is_cut[fresh]
        self.is_cut[cells] = is_cut
        self._row[cells] = self._kept.count + np.arange(len(cells))
        self._kept.add(loops, cells)

    def _divide(
        self, edges: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], Loops, NDArray[np.bool_]]:
        """Make the cells along edges that lie in one part of the plane."""
        samples = self.samples
        row, sample = expand(samples.first[edges], samples.first[edges + 1])
        own = samples.place(sample, edges[row])
        margin = 2 * self.radius
        around = samples.edges_in(own.min(axis=0) - margin, own.max(axis=0) + margin)
        row, every = expand(samples.first[around], samples.first[around + 1])
        xy = samples.place(every, around[row])
        near = _near(xy, own, margin)
        every, xy = every[near], xy[near]
        # the first of all samples at one place, to the millimetre, stands for them
        millimetres = np.rint(xy * 1e3).astype(np.int64)
        order = np.lexsort((every, millimetres[:, 1], millimetres[:, 0]))
        starts = run_starts(millimetres[order, 0], millimetres[order, 1])
        leader = np.empty(len(every), dtype=np.int64)
        count = np.diff(np.append(starts, len(order)))
        leader[order] = np.repeat(every[order[starts]], count)
        self.first_of_alike[every] = leader
        is_first = leader == every
        number, place = every[is_first], step_aside(xy[is_first])
        order = np.argsort(number)
        number, place = number[order], place[order]
        wanted = np.unique(self.first_of_alike[sample].astype(np.int64))
        cells = np.searchsorted(number, wanted)
        loops = voronoi(place, self.radius, cells)
        beyond = np.where(loops.beyond == OPEN, OPEN, number[loops.beyond])
        loops = Loops(loops.first, loops.xy, beyond)
        if self.barriers is None:
            return wanted, loops, np.zeros(len(wanted), dtype=bool)
        return wanted, *on_own_side(loops, place[cells], self.barriers)

    def sides(self, cells: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the sides of cells that were made.

        Parameters
        ----------
        cells
            Shape (n,): numbers of cells.

        Returns
        -------
        row, side
            Shape (sides,): index into `cells`, and the side, for `begin`, `end` and `beyond`.
        """
        row = self._row[cells]
        return expand(self._kept.first[row], self._kept.first[row + 1])

    def begin(self, side: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the place where each side begins."""
        return np.asarray(self._kept.xy.take(side, axis=0))

    def end(self, side: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the place where each side ends."""
        return np.asarray(self._kept.xy.take(self._kept.following[side], axis=0))

    def follows(self, side: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say whether a side begins where another one of the same cell ends.

        Parameters
        ----------
        side, other
            Shape (n,): the earlier one and the later one.
        """
        return np.asarray(self._kept.following[side] == other)

    def beyond(self, side: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the cell on the other side of each side; `OPEN` for none."""
        return np.asarray(self._kept.beyond[side], dtype=np.int64)

    def cell_of(self, side: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the cell that each side belongs to."""
        return np.asarray(self._kept.cell[side], dtype=np.int64)

    def areas(self, cells: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the square metres of cells that were made."""
        row, side = self.sides(cells)
        first = group_bounds(row, len(cells))
        return Loops(first, self.begin(side), self.beyond(side)).areas()

    def polygons(self, cells: NDArray[np.int64]) -> NDArray[np.object_]:
        """Give cells that were made as polygons.

        Parameters
        ----------
        cells
            Numbers of cells.
        """
        row, side = self.sides(cells)
        rings = shapely.linearrings(self.begin(side), indices=row)
        return shapely.polygons(rings)  # type: ignore[no-any-return]

    def cell_at(self, edge: NDArray[np.int64], offset: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the cell of a place on a street.

        Parameters
        ----------
        edge, offset
            Shape (n,): the place; the cells along its edge must have been made.
        """
        samples = self.samples
        part = np.floor(offset / samples.size[edge]).astype(np.int64)
        sample = samples.first[edge] + np.clip(part, 0, samples.count[edge] - 1)
        return np.asarray(self.first_of_alike[sample], dtype=np.int64)


class _Kept:
    """Cells in arrays that grow."""

    def __init__(self) -> None:
        self.count = 0
        self.first = np.zeros(1, dtype=np.int64)
        self.xy = np.zeros((0, 2))
        self.beyond = np.zeros(0, dtype=np.int32)
        self.following = np.zeros(0, dtype=np.int32)
        self.cell = np.zeros(0, dtype=np.int32)

    def add(self, loops: Loops, numbers: NDArray[np.int64]) -> None:
        """Keep some more, with their numbers."""
        sides, cells = int(self.first[self.count]), self.count
        self.first = _put(self.first, cells + 1, sides + loops.first[1:])
        self.xy = _put(self.xy, sides, loops.xy)
        self.beyond = _put(self.beyond, sides, loops.beyond)
        self.following = _put(self.following, sides, sides + loops.following)
        self.cell = _put(self.cell, sides, np.repeat(numbers, loops.count))
        self.count += len(loops.first) - 1


def _put(kept: NDArray, at: int, more: NDArray) -> NDArray:  # type: ignore[type-arg]
    """Write behind what an array holds; double it where it is full."""
    if len(kept) < at + len(more):
        grown = np.empty((max(2 * len(kept), at + len(more)), *kept.shape[1:]), dtype=kept.dtype)
        grown[:at] = kept[:at]
        kept = grown
    kept[at : at + len(more)] = more
    return kept


def _near(xy: NDArray[np.float64], own: NDArray[np.float64], distance: float) -> NDArray[np.bool_]:
    """Mark places that may lie within a distance of some others; a few more are marked too."""
    low, step = own.min(axis=0), distance / _FINE
    size = (np.ptp(own, axis=0) / step).astype(np.int64) + 2 * _FINE + 1
    marked = np.zeros(size, dtype=bool)
    x, y = ((own - low) / step).astype(np.int64).T + _FINE
    marked[x, y] = True
    # a square of steps around each mark, first along one axis, then along the other
    wide = marked.copy()
    for shift in range(1, _FINE + 1):
        wide[:-shift] |= marked[shift:]
        wide[shift:] |= marked[:-shift]
    wider = wide.copy()
    for shift in range(1, _FINE + 1):
        wider[:, :-shift] |= wide[:, shift:]
        wider[:, shift:] |= wide[:, :-shift]
    x, y = np.floor((xy - low) / step).astype(np.int64).T + _FINE
    inside = (x >= 0) & (y >= 0) & (x < size[0]) & (y < size[1])
    result = np.zeros(len(xy), dtype=bool)
    result[inside] = wider[x[inside], y[inside]]
    return result
