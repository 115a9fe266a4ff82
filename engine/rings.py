"""Directed segments to polygons: chained into rings, rings put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, depth_first_order

from .rows import expand, run_starts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .cut_cells import Sides
    from .tessellation import Tessellation

_GRID = 1e-4  # metres; corners that agree to it are one
_BACK = 1e-6  # radians
_SPECK = 1e-6  # square metres; a smaller ring is rounding


def polygons_of(
    tessellation: Tessellation,
    count: int,
    owner: NDArray[np.int64],
    side: NDArray[np.int64],
    others: Sides,
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """Build polygons from segments that have them on their left.

    Parameters
    ----------
    tessellation
        The cells.
    count
        Number of owners.
    owner, side
        Shape (n,): sides of cells, ordered by what they belong to.
    others
        Further segments; with the sides, those of one owner form closed lines.

    Returns
    -------
    polygons, areas
        Shape (owners,): MultiPolygons, None where there is nothing; and their square metres.
    """
    polygons = np.full(count, None, dtype=object)
    areas = np.zeros(count)
    runs = _Runs(tessellation, owner, side, others)
    if not len(runs.owner):
        return polygons, areas
    xy, ring, whose = _rings(runs)
    area = _areas(xy, ring)
    areas += np.bincount(whose, area, minlength=count)
    real = np.abs(area) > _SPECK
    if not real.all():
        keep = np.flatnonzero(real[ring])
        xy, ring = xy.take(keep, axis=0), (np.cumsum(real) - 1)[ring[keep]]
    rings = shapely.linearrings(xy, indices=ring)
    made, of = _assemble(rings, whose[real], area[real])
    present, row = np.unique(of, return_inverse=True)
    polygons[present] = shapely.multipolygons(made, indices=row)
    # where outlines touch in a corner a ring may touch itself, along a barrier two rings lie
    doubtful = np.intersect1d(np.union1d(runs.touching, runs.walled), present)
    for which in doubtful[~shapely.is_valid(polygons[doubtful])]:
        polygons[which] = _repaired(polygons[which])
    return polygons, areas


class _Runs:
    """Runs of segments that follow one another, and which run comes after which."""

    def __init__(
        self,
        tessellation: Tessellation,
        owner: NDArray[np.int64],
        side: NDArray[np.int64],
        others: Sides,
    ) -> None:
        whose = owner
        # most sides follow the one before them: only the ends of such runs are looked up
        breaks = tessellation.follows(side[:-1], side[1:]) & (owner[1:] == owner[:-1])
        first = np.flatnonzero(np.append(np.ones(min(len(side), 1), dtype=bool), ~breaks))
        stop = np.append(first[1:], len(side))[: len(first)]
        begin = np.vstack([tessellation.begin(side[first]), others.begin])
        end = np.vstack([tessellation.end(side[stop - 1]), others.end])
        owner = np.concatenate([owner[first], others.owner])
        extra = len(side) + np.arange(len(others.owner))
        first, stop = np.concatenate([first, extra]), np.concatenate([stop, extra + 1])
        key_begin, key_end = _keys(owner, begin), _keys(owner, end)
        real = (key_begin != key_end) | (stop - first > 1)
        self.owner, self.first, self.stop = owner[real], first[real], stop[real]
        self.begin, self.end = key_begin[real], key_end[real]
        self.xy = np.vstack([tessellation.begin(side), others.begin])
        last = np.vstack([tessellation.end(side[stop[: len(stop) - len(extra)] - 1]), others.end])
        self.last = last.take(np.flatnonzero(real), axis=0)
        self.touching = np.zeros(0, dtype=np.int64)
        self.walled = np.zeros(0, dtype=np.int64)
        if tessellation.barriers is not None:
            every = np.concatenate([side, others.side])
            owners = np.concatenate([whose, others.owner])[every >= 0]
            self.walled = owners[tessellation.is_cut[tessellation.cell_of(every[every >= 0])]]
        self.following = self._match()
        short = np.flatnonzero(~real)
        if len(short):
            self._insert(owner[short], first[short], key_begin[short], last[short])

    def _insert(
        self,
        owner: NDArray[np.int64],
        first: NDArray[np.int64],
        key: NDArray[np.uint64],
        last: NDArray[np.float64],
    ) -> None:
        """Put in segments within one corner: left out, they would take their ground with them."""
        order = np.argsort(self.end, kind="stable")
        bounds = (
            np.searchsorted(self.end[order], key),
            np.searchsorted(self.end[order], key, side="right"),
        )
        met = bounds[1] > bounds[0]
        count = len(self.following)
        self.owner = np.concatenate([self.owner, owner[met]])
        self.first = np.concatenate([self.first, first[met]])
        self.stop = np.concatenate([self.stop, first[met] + 1])
        self.last = np.vstack([self.last, last[met]])
        self.following = np.append(self.following, np.full(int(met.sum()), -1))
        put: dict[int, list[int]] = {}
        for number, (low, high, corner) in enumerate(
            zip(bounds[0][met], bounds[1][met], key[met].tolist(), strict=True)
        ):
            run = count + number
            arriving = [*order[low:high].tolist(), *put.get(corner, [])]
            step = self.last[arriving] - self.xy[self.first[run]]
            before = arriving[int(np.hypot(step[:, 0], step[:, 1]).argmin())]
            self.following[run] = self.following[before]
            self.following[before] = run
            put.setdefault(corner, []).append(run)

    def _match(self) -> NDArray[np.int64]:
        """Find the run that begins where each run ends."""
        following = np.full(len(self.owner), -1, dtype=np.int64)
        # most corners are met by one run that ends and one that begins: a table finds those
        size = np.uint64(1 << (16 * len(following)).bit_length())
        table = np.full(size, -1, dtype=np.int32)
        every = np.arange(len(following), dtype=np.int32)
        slot = (self.begin % size).astype(np.int64)
        table[slot] = every
        beaten = np.flatnonzero(table[slot] != every)
        # where several begin in one slot, all of them are sorted out below
        table[slot[beaten]] = -1
        found = table[(self.end % size).astype(np.int64)]
        sure = (found >= 0) & (self.begin[found] == self.end)
        following[sure] = found[sure]
        taken = np.bincount(following[sure], minlength=len(following))
        if taken.max(initial=0) > 1:
            following[sure & (taken[found] > 1)] = -1
        ends = np.flatnonzero(following < 0)
        if len(ends):
            free = np.ones(len(following), dtype=bool)
            free[following[following >= 0]] = False
            self._match_by_sorting(following, ends, np.flatnonzero(free))
        return following

    def _match_by_sorting(
        self, following: NDArray[np.int64], ends: NDArray[np.int64], begins: NDArray[np.int64]
    ) -> None:
        """Match the runs of which several end or begin in one slot, or in one corner."""
        order = begins[np.argsort(self.begin[begins], kind="stable")]
        starts = run_starts(self.begin[order])
        several = np.diff(np.append(starts, len(order))) > 1
        arriving = ends[np.argsort(self.end[ends], kind="stable")]
        come = run_starts(self.end[arriving])
        crowded = np.diff(np.append(come, len(arriving))) > 1
        at, first = self.begin[order[starts]], self.end[arriving[come]]
        single, single_end = starts[~several], come[~crowded]
        _, i, j = np.intersect1d(
            at[~several], first[~crowded], assume_unique=True, return_indices=True
        )
        following[arriving[single_end[j]]] = order[single[i]]
        self._at_touching(following, order, starts, np.flatnonzero(several), arriving)
        open_end = np.flatnonzero(following < 0)
        if len(open_end):
            self._close(following, open_end)
        self.touching = np.unique(self.owner[np.concatenate([order[starts[several]], open_end])])

    def _close(self, following: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
        """Join ends to the nearest beginnings where rounding parted a corner."""
        begins = np.setdiff1d(np.arange(len(following)), following)
        for end in ends:
            own = begins[self.owner[begins] == self.owner[end]]
            step = self.xy[self.first[own]] - self.last[end]
            nearest = own[int(np.hypot(step[:, 0], step[:, 1]).argmin())]
            following[end] = nearest
            begins = begins[begins != nearest]

    def _at_touching(
        self,
        following: NDArray[np.int64],
        order: NDArray[np.int64],
        starts: NDArray[np.int64],
        several: NDArray[np.int64],
        arriving: NDArray[np.int64],
    ) -> None:
        """Where outlines touch in a corner, keep the ground between two runs on their left."""
        bounds = np.append(starts, len(order))
        ends = self.end[arriving]
        for group in several:
            out = order[bounds[group] : bounds[group + 1]]
            place = self.begin[out[0]]
            low, high = np.searchsorted(ends, place), np.searchsorted(ends, place, side="right")
            come = arriving[low:high]
            # away from the corner, along the first segment of one and the last of another
            leave = _angle(self._second(out) - self.xy[self.first[out]])
            arrive = _angle(self.xy[self.stop[come] - 1] - self.last[come])
            free = list(range(len(out)))
            for run, angle in zip(come, arrive, strict=True):
                if not free:
                    break
                # straight back comes last: that is the far side of a barrier
                turn = (angle - leave[free] - _BACK) % (2 * np.pi)
                following[run] = out[free.pop(int(turn.argmin()))]

    def _second(self, runs: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the second corner of runs."""
        long = self.stop[runs] - self.first[runs] > 1
        inner = self.xy[np.minimum(self.first[runs] + 1, len(self.xy) - 1)]
        return np.where(long[:, None], inner, self.last[runs])


def _angle(step: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.arctan2(step[:, 1], step[:, 0]))


def _keys(owner: NDArray[np.int64], xy: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Give one number to each corner of an owner; different corners have different ones."""
    x, y = np.rint(xy / _GRID).astype(np.int64).astype(np.uint64).T
    value = owner.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for part in (x, y):
        value = (value ^ part) * np.uint64(0xBF58476D1CE4E5B9)
        value ^= value >> np.uint64(29)
    return value


def _rings(
    runs: _Runs,
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Follow the runs around: corners ring by ring, the ring of each, the owner of each ring."""
    count = len(runs.following)
    ring_count, ring = connected_components(_graph(runs.following), connection="strong")
    first = np.empty(ring_count, dtype=np.int64)
    first[ring[::-1]] = np.arange(count - 1, -1, -1)
    # all rings opened and tied into one line, which is walked along at once
    onward = runs.following.copy()
    last = np.flatnonzero(onward == first[ring])
    onward[last] = np.append(first, first[-1])[ring[last] + 1]
    order = depth_first_order(_graph(onward), first[0], return_predecessors=False)
    row, corner = expand(runs.first[order], runs.stop[order])
    return runs.xy.take(corner, axis=0), ring[order][row], runs.owner[first]


def _graph(following: NDArray[np.int64]) -> csr_array:
    """Make a graph in which one edge leaves each node."""
    count = len(following)
    index = np.arange(count + 1, dtype=np.int32)
    return csr_array((np.ones(count), following.astype(np.int32), index), shape=(count, count))


def _areas(xy: NDArray[np.float64], ring: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the signed area of each ring, positive counter-clockwise."""
    starts = run_starts(ring)
    x, y = (xy - xy.take(starts[ring], axis=0)).T
    # a ring begins at its own origin: the segment that closes it adds nothing
    cross = np.zeros(len(xy))
    cross[:-1] = x[:-1] * y[1:] - x[1:] * y[:-1]
    cross[starts[1:] - 1] = 0.0
    return np.asarray(np.add.reduceat(cross, starts) / 2)


def _assemble(
    rings: NDArray[np.object_], owner: NDArray[np.int64], area: NDArray[np.float64]
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Give each hole to its shell; return polygons and their owners."""
    shells, holes = np.flatnonzero(area > 0), np.flatnonzero(area <= 0)
    shells = shells[np.lexsort((area[shells], owner[shells]))]
    low = np.searchsorted(owner[shells], owner[holes])
    high = np.searchsorted(owner[shells], owner[holes], side="right")
    hole, place = expand(low, high)
    box, outer = shapely.bounds(rings[holes])[hole], shapely.bounds(rings[shells])[place]
    within = (outer[:, :2] <= box[:, :2]).all(axis=1) & (outer[:, 2:] >= box[:, 2:]).all(axis=1)
    hole, place = hole[within], place[within]
    unsure = np.flatnonzero(np.bincount(hole, minlength=len(holes))[hole] > 1)
    inner = shapely.point_on_surface(shapely.polygons(rings[holes[hole[unsure]]]))
    ground = shapely.polygons(rings[shells[place[unsure]]])
    sure = np.ones(len(hole), dtype=bool)
    sure[unsure] = shapely.within(inner, ground)
    hole, place = hole[sure], place[sure]
    # of shells one within the other the smallest, which comes first; a hole of none is dropped
    first = run_starts(hole)
    hole, place = hole[first], place[first]
    number = np.concatenate([np.arange(len(shells)), place])
    every = np.concatenate([shells, holes[hole]])
    order = np.argsort(number, kind="stable")
    return shapely.polygons(rings[every[order]], indices=number[order]), owner[shells]


def _repaired(polygon: shapely.Geometry) -> shapely.Geometry:
    """Part rings that touch themselves; unite polygons that lie along one another."""
    parts = shapely.get_parts(shapely.make_valid(shapely.get_parts(polygon)))
    parts = shapely.get_parts(shapely.union_all(parts[shapely.get_dimensions(parts) == 2]))
    return shapely.multipolygons(parts[shapely.get_dimensions(parts) == 2])
