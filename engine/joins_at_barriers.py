"""Which repairs of streets would let somebody walk across a barrier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from .barriers import TOUCH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .barriers import Barriers

_BESIDE = 0.05  # metres along a street that tell to which side of a barrier it leaves


def joins_blocked(
    barriers: Barriers,
    before: NDArray[np.float64],
    end: NDArray[np.float64],
    place: NDArray[np.float64],
    other: NDArray[np.object_],
) -> NDArray[np.bool_]:
    """Say which ends a barrier parts from the places that they would be joined to.

    Parameters
    ----------
    barriers
        With their gates: near one, an end may be joined across.
    before
        Shape (n, 2), metres: the vertex next to the end on its own line.
    end, place
        Shape (n, 2): the end, and where it would be joined to the other line.
    other
        Shape (n,): the other lines. Where the end or the place lies on a barrier itself, both
        lines must be on the same side of it.
    """
    blocked = barriers.legs_blocked(place, end, before)
    length = np.maximum(np.hypot(*(before - place).T), TOUCH)
    arriving = place + (before - place) * np.minimum(_BESIDE / length, 1.0)[:, None]
    for beside in _places_beside(other, place):
        blocked |= barriers.legs_blocked(end, place, beside)
        blocked |= barriers.legs_blocked(arriving, place, beside)
    return np.asarray(blocked)


def meetings_blocked(
    barriers: Barriers, place: NDArray[np.float64], lines: NDArray[np.object_]
) -> NDArray[np.bool_]:
    """Say at which places lines meet on a closed barrier, not all of them on one side of it.

    Parameters
    ----------
    barriers
        With their gates.
    place
        Shape (n, 2), metres.
    lines
        Shape (n, k): the lines that meet at each place.
    """
    blocked = np.zeros(len(place), dtype=bool)
    if not len(barriers) or not len(place):
        return blocked
    near, _ = barriers.tree.query(shapely.points(place), predicate="dwithin", distance=TOUCH)
    rows = np.unique(near)
    rows = rows[~barriers.is_open(place[rows])]
    towards = [side for column in lines[rows].T for side in _places_beside(column, place[rows])]
    if not len(rows):
        return blocked
    at = np.tile(np.arange(len(rows)), len(towards))
    sides = barriers.sides(place[rows], np.vstack(towards), at).reshape(len(towards), len(rows))
    blocked[rows] = (sides != sides[0]).any(axis=0)
    return blocked


def newly_crossed(
    barriers: Barriers, old: NDArray[np.object_], new: NDArray[np.object_]
) -> NDArray[np.bool_]:
    """Say which lines cross a stretch of barrier that they did not cross before.

    Where a line ends at a barrier is for `joins_blocked` to judge.

    Parameters
    ----------
    barriers
        With their gates.
    old, new
        Shape (n,): lines before and after a repair.
    """
    crossed = np.zeros(len(new), dtype=bool)
    if not len(barriers) or not len(new):
        return crossed
    before = _closed_pairs(barriers, old, with_ends=True)
    after = _closed_pairs(barriers, new, with_ends=False)
    crossed[[row for row, _ in after - before]] = True
    return crossed


def _closed_pairs(
    barriers: Barriers, lines: NDArray[np.object_], with_ends: bool
) -> set[tuple[int, int]]:
    """Pair lines with the segments of barriers that they meet away from gates."""
    which, segment = barriers.tree.query(lines, predicate="intersects")
    common = shapely.intersection(lines[which], barriers.lines[segment])
    xy, row = shapely.get_coordinates(common, return_index=True)
    ends = [shapely.get_coordinates(shapely.get_point(lines, n))[which[row]] for n in (0, -1)]
    inside = np.all([np.hypot(*(xy - end).T) > TOUCH for end in ends], axis=0)
    row = row[(inside | with_ends) & ~barriers.is_open(xy)]
    return set(zip(which[row].tolist(), segment[row].tolist(), strict=True))


def _places_beside(
    lines: NDArray[np.object_], place: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return places a little before and behind each place on its line; at ends the same twice."""
    length = shapely.length(lines)
    measure = shapely.line_locate_point(lines, shapely.points(place))
    before, behind = measure - _BESIDE, measure + _BESIDE
    at_first, at_last = measure < TOUCH, measure > length - TOUCH
    before = np.where(at_first, behind, before)
    behind = np.where(at_last, measure - _BESIDE, behind)
    return (
        shapely.get_coordinates(shapely.line_interpolate_point(lines, np.clip(before, 0, length))),
        shapely.get_coordinates(shapely.line_interpolate_point(lines, np.clip(behind, 0, length))),
    )
