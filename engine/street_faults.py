"""Finds what keeps street lines from being one network: ends that nearly meet, and the like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from .joins_at_barriers import joins_blocked, meetings_blocked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .barriers import Barriers

NEAR_MISS, CROSSING, DUPLICATE, ISLAND, SLIVER, SPIKE, NO_SHAPE = (
    "near_miss", "crossing", "duplicate", "island", "sliver", "spike", "no_shape",
)  # fmt: skip
MILLIMETRE = 1e-3
_SHORTEST = 0.1  # metres; shorter lines are slips of the hand
_BACK = np.cos(np.radians(177.0))  # a turn sharper than this goes back on itself
_DETOUR = 3.0  # ends whose way round is no longer than this many gaps are no fault
_ISLAND = 2000.0  # metres of street


@dataclass(frozen=True)
class Fault:
    """Something wrong with a line.

    Attributes
    ----------
    kind
        One of the names above.
    row
        The line.
    other
        The other line concerned; -1 for none.
    place
        Where, in metres.
    gap
        Metres between what should meet, or length of what should not be; NaN where that says
        nothing.
    at_start
        For ends: whether it is the line's first vertex.
    blocked
        Whether a barrier lies between the two, so that they must not be joined.
    """

    kind: str
    row: int
    other: int
    place: shapely.Point | None
    gap: float = float("nan")
    at_start: bool = False
    blocked: bool = False


def round_key(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give a number to each place, rounded to a millimetre: equal numbers are one place.

    Parameters
    ----------
    xy
        Shape (n, 2): metres.

    Returns
    -------
    Shape (n,): numbers from 0.
    """
    rounded = np.round(xy / MILLIMETRE).astype(np.int64)
    numbers: NDArray[np.int64] = np.unique(rounded, axis=0, return_inverse=True)[1].reshape(-1)
    return numbers


class StreetLines:
    """Lines with their vertices numbered by place.

    Parameters
    ----------
    lines
        Shape (n,): LineStrings in metres, None for rows without geometry.
    level
        Shape (n,): level of each line; lines of different levels do not meet at crossings.
    """

    def __init__(self, lines: NDArray[np.object_], level: NDArray[np.int64]) -> None:
        self.lines, self.level = lines, level
        self.usable = np.flatnonzero(~(shapely.is_missing(lines) | shapely.is_empty(lines)))
        self.xy, owner = shapely.get_coordinates(lines[self.usable], return_index=True)
        self.owner = self.usable[owner]
        self.node = round_key(self.xy)
        bounds = np.flatnonzero(np.diff(self.owner)) + 1
        self.first = np.concatenate([[0], bounds]).astype(np.int64)
        self.last = np.concatenate([bounds, [len(self.owner)]]).astype(np.int64) - 1
        pairs = np.unique(np.column_stack([self.node, self.owner]), axis=0)
        self.lines_at = np.bincount(pairs[:, 0], minlength=int(self.node.max(initial=-1)) + 1)
        self._pairs = pairs

    def touches(self, row: int) -> NDArray[np.int64]:
        """Return the lines that share a vertex with a line, and itself."""
        mine = np.unique(self.node[self.owner == row])
        found: NDArray[np.int64] = np.unique(self._pairs[np.isin(self._pairs[:, 0], mine), 1])
        return found

    def components(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Tell connected parts apart.

        Returns
        -------
        component
            Shape (n,): part of each line, -1 for rows without geometry.
        length
            Metres of street of each part.
        """
        nodes = len(self.lines_at)
        rows, places = self._pairs[:, 1], self._pairs[:, 0]
        size = len(self.lines) + nodes
        graph = coo_array((np.ones(len(rows)), (rows, places + len(self.lines))), (size, size))
        label = connected_components(graph, directed=False)[1]
        component = np.full(len(self.lines), -1, dtype=np.int64)
        component[self.usable] = np.unique(label[self.usable], return_inverse=True)[1]
        metres = np.asarray(shapely.length(self.lines[self.usable]), dtype=np.float64)
        length = np.zeros(int(component.max(initial=-1)) + 1)
        np.add.at(length, component[self.usable], metres)
        return component, length


def find_faults(
    lines: NDArray[np.object_],
    level: NDArray[np.int64],
    tolerance: float,
    barriers: Barriers | None = None,
) -> list[Fault]:
    """Find all faults of street lines.

    Parameters
    ----------
    lines
        Shape (n,): LineStrings in metres, None for rows without geometry.
    level
        Shape (n,): level of each line, 0 for the ground.
    tolerance
        Metres within which ends are meant to meet.
    barriers
        What nobody walks across. An end is meant for the nearest line on its own side, if there
        is one; what only meets across a barrier is found and marked as blocked.

    Returns
    -------
    Faults, line by line within each kind.
    """
    streets = StreetLines(lines, level)
    missing = np.setdiff1d(np.arange(len(lines)), streets.usable)
    faults = [Fault(NO_SHAPE, int(row), -1, None) for row in missing]
    slivers = _find_slivers(streets)
    twins = _find_duplicates(streets, {fault.row for fault in slivers})
    out = {fault.row for fault in (*slivers, *twins)}
    faults += slivers + twins
    faults += _find_spikes(streets, out)
    walls = barriers if barriers is not None and len(barriers) else None
    faults += _find_near_misses(streets, tolerance, out, walls)
    faults += _find_crossings(streets, out, walls)
    faults += _find_islands(streets, out)
    return faults


def _point(xy: NDArray[np.float64]) -> shapely.Point:
    return shapely.Point(float(xy[0]), float(xy[1]))


def _find_slivers(streets: StreetLines) -> list[Fault]:
    length = shapely.length(streets.lines[streets.usable])
    return [
        Fault(SLIVER, int(row), -1, _point(streets.xy[streets.first[n]]), float(length[n]))
        for n, row in enumerate(streets.usable)
        if length[n] < _SHORTEST
    ]


def _find_duplicates(streets: StreetLines, out: set[int]) -> list[Fault]:
    """Find lines that run along all the vertices of an earlier one, in either direction."""
    seen: dict[bytes, int] = {}
    found = []
    for n, row in enumerate(streets.usable.tolist()):
        if row in out:
            continue
        nodes = streets.node[streets.first[n] : streets.last[n] + 1]
        key = min(nodes.tobytes(), nodes[::-1].tobytes())
        if key in seen:
            middle = shapely.line_interpolate_point(streets.lines[row], 0.5, normalized=True)
            found.append(Fault(DUPLICATE, row, seen[key], middle))
        else:
            seen[key] = row
    return found


def _find_spikes(streets: StreetLines, out: set[int]) -> list[Fault]:
    """Find ends that turn back along the line."""
    found = []
    for n, row in enumerate(streets.usable.tolist()):
        first, last = int(streets.first[n]), int(streets.last[n])
        if row in out or last - first < 2:
            continue
        for at_start, (tip, turn, before) in (
            (True, (first, first + 1, first + 2)), (False, (last, last - 1, last - 2)),
        ):  # fmt: skip
            out_way, back = (streets.xy[turn] - streets.xy[before],
                             streets.xy[tip] - streets.xy[turn])  # fmt: skip
            size = float(np.hypot(*out_way) * np.hypot(*back))
            tip_length, body = float(np.hypot(*back)), float(np.hypot(*out_way))
            # of two legs that lie on each other the shorter one is the tip
            if size == 0 or (tip_length, at_start) > (body, False):
                continue
            if float(out_way @ back) / size < _BACK:
                place = _point(streets.xy[turn])
                found.append(Fault(SPIKE, row, -1, place, tip_length, at_start))
    return found


def _find_near_misses(
    streets: StreetLines, tolerance: float, out: set[int], barriers: Barriers | None
) -> list[Fault]:
    """Find dangling ends that are close to another line without meeting it."""
    ends = np.concatenate([streets.first, streets.last])
    at_start = np.arange(len(ends)) < len(streets.first)
    dangling = streets.lines_at[streets.node[ends]] == 1
    dangling &= ~np.isin(streets.owner[ends], list(out))
    ends, at_start = ends[dangling], at_start[dangling]
    if not len(ends):
        return []
    others = np.setdiff1d(streets.usable, list(out))
    tree = shapely.STRtree(streets.lines[others])
    points = shapely.points(streets.xy[ends])
    end_of, line_of = tree.query(points, predicate="dwithin", distance=tolerance)
    rows, targets = streets.owner[ends[end_of]], others[line_of]
    gap = shapely.distance(points[end_of], streets.lines[targets])
    keep = (rows != targets) & (gap > MILLIMETRE / 2)
    end_of, targets, gap = end_of[keep], targets[keep], gap[keep]
    blocked = np.zeros(len(gap), dtype=bool)
    if barriers is not None and len(gap):
        lines = streets.lines[targets]
        measure = shapely.line_locate_point(lines, points[end_of])
        place = shapely.get_coordinates(shapely.line_interpolate_point(lines, measure))
        end = ends[end_of]
        before = streets.xy[np.where(at_start[end_of], end + 1, end - 1)]
        blocked = joins_blocked(barriers, before, streets.xy[end], place, lines)
    best: dict[int, tuple[bool, float, int]] = {}
    for number, candidate in zip(
        end_of.tolist(),
        zip(blocked.tolist(), gap.tolist(), targets.tolist(), strict=True),
        strict=True,
    ):
        if number not in best or candidate[:2] < best[number][:2]:
            best[number] = candidate
    found = []
    for number, (apart, width, target) in sorted(best.items()):
        row = int(streets.owner[ends[number]])
        round_way = shapely.length(streets.lines[row])
        if round_way <= _DETOUR * width and target in streets.touches(row):
            continue
        found.append(
            Fault(NEAR_MISS, row, target, points[number], width, bool(at_start[number]), apart)
        )
    return found


def _find_crossings(streets: StreetLines, out: set[int], barriers: Barriers | None) -> list[Fault]:
    """Find lines of one level that cross where not both have a vertex."""
    rows = np.setdiff1d(streets.usable, list(out))
    lines = streets.lines[rows]
    one, two = shapely.STRtree(lines).query(lines, predicate="intersects")
    pair = (one < two) & (streets.level[rows[one]] == streets.level[rows[two]])
    one, two = one[pair], two[pair]
    if not len(one):
        return []
    shared = shapely.intersection(lines[one], lines[two])
    points, owner = shapely.get_parts(shared, return_index=True)
    places = shapely.get_type_id(points) == 0
    points, owner = points[places], owner[places]
    first, second = rows[one[owner]], rows[two[owner]]
    xy = shapely.get_coordinates(points)
    blocked = np.zeros(len(xy), dtype=bool)
    if barriers is not None:
        blocked = meetings_blocked(barriers, xy, streets.lines[np.column_stack([first, second])])
    both = _have_vertex(streets, first, xy) & _have_vertex(streets, second, xy)
    return [
        Fault(CROSSING, int(first[n]), int(second[n]), points[n], blocked=bool(blocked[n]))
        for n in np.flatnonzero(~both).tolist()
    ]


def _have_vertex(
    streets: StreetLines, rows: NDArray[np.int64], xy: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which lines have a vertex at a place, to the millimetre; a row and a place each."""
    n = np.searchsorted(streets.usable, rows)
    first, count = streets.first[n], streets.last[n] - streets.first[n] + 1
    found = np.zeros(len(rows), dtype=bool)
    wanted = np.round(xy / MILLIMETRE)
    # one vertex of each line at a time: as many rounds as the longest of them has vertices
    left = np.arange(len(rows))
    step = 0
    while len(left):
        own = np.round(streets.xy[first[left] + step] / MILLIMETRE)
        found[left] = (np.abs(own - wanted[left]) <= 1).all(axis=1)
        step += 1
        left = left[~found[left] & (count[left] > step)]
    return found


def _find_islands(streets: StreetLines, out: set[int]) -> list[Fault]:
    """Find small connected parts; slivers and copies are none of their own."""
    component, length = streets.components()
    if not len(length):
        return []
    largest = int(length.argmax())
    found = []
    for part in np.flatnonzero((length < _ISLAND) & (np.arange(len(length)) != largest)).tolist():
        rows = [int(row) for row in np.flatnonzero(component == part) if int(row) not in out]
        if rows:
            middle = shapely.line_interpolate_point(streets.lines[rows[0]], 0.5, normalized=True)
            found.append(Fault(ISLAND, rows[0], -1, middle, float(length[part])))
    return found
