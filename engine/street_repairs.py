"""Repairs what keeps street lines from being one network, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .joins_at_barriers import joins_blocked, newly_crossed
from .street_faults import (
    CROSSING,
    DUPLICATE,
    MILLIMETRE,
    NEAR_MISS,
    SLIVER,
    SPIKE,
    Fault,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .barriers import Barriers

JOINED, NODED, REMOVED, TRIMMED, LEFT, BLOCKED = (
    "joined", "noded", "removed", "trimmed", "left", "blocked",
)  # fmt: skip
_AS_GOOD = 1.5  # a vertex of the other line is taken if it is no farther than this many gaps


@dataclass
class _Change:
    """What is done to one line: other ends, tips that go, vertices that come."""

    ends: dict[bool, NDArray[np.float64]] = field(default_factory=dict)
    tips: set[bool] = field(default_factory=set)
    inserted: list[NDArray[np.float64]] = field(default_factory=list)


def repair_streets(
    lines: NDArray[np.object_],
    faults: Sequence[Fault],
    tolerance: float,
    barriers: Barriers | None = None,
) -> tuple[NDArray[np.object_], list[str]]:
    """Repair faults of street lines.

    Ends that nearly meet another line are brought to it, and both get a vertex there. Crossing
    lines get a common vertex. Copies and slips of the hand go; tips that turn back are cut.
    Islands are left as they are: nobody knows what they belong to. No repair makes a way across
    a barrier except at a gate.

    Parameters
    ----------
    lines
        Shape (n,): LineStrings in metres, as given to `street_faults.find_faults`.
    faults
        As found there.
    tolerance
        Metres within which ends are meant to meet; no end is moved farther.
    barriers
        As given there.

    Returns
    -------
    repaired
        Shape (n,): lines, None for those removed; the very same objects where nothing was done.
    done
        For each fault ``joined``, ``noded``, ``removed``, ``trimmed``, ``left`` or ``blocked``.
    """
    walls = barriers if barriers is not None and len(barriers) else None
    removed = {fault.row for fault in faults if fault.kind in (DUPLICATE, SLIVER)}
    blocked = {number for number, fault in enumerate(faults) if fault.blocked}
    changes, done = _plan(lines, faults, tolerance, walls, removed, blocked)
    repaired = _carry_out(lines, changes)
    if walls is not None:
        wrong = _ends_across(lines, repaired, changes, walls)
        if wrong:
            blocked |= {
                number for number, fault in enumerate(faults)
                if done[number] == JOINED and (fault.row, fault.at_start) in wrong
            }  # fmt: skip
            changes, done = _plan(lines, faults, tolerance, walls, removed, blocked)
            repaired = _carry_out(lines, changes)
    for row in removed:
        repaired[row] = None
    return repaired, done


def _plan(
    lines: NDArray[np.object_],
    faults: Sequence[Fault],
    tolerance: float,
    barriers: Barriers | None,
    removed: set[int],
    blocked: set[int],
) -> tuple[dict[int, _Change], list[str]]:
    """Decide what is done to each line, and so about each fault."""
    changes: dict[int, _Change] = defaultdict(_Change)
    done = []
    for number, fault in enumerate(faults):
        if number in blocked:
            done.append(BLOCKED)
        elif fault.kind in (DUPLICATE, SLIVER):
            done.append(REMOVED)
        elif fault.kind == SPIKE:
            changes[fault.row].tips.add(fault.at_start)
            done.append(TRIMMED)
        elif fault.kind == NEAR_MISS and fault.other not in removed:
            place = _meeting_place(fault, lines, tolerance, barriers)
            changes[fault.row].ends[fault.at_start] = place
            changes[fault.other].inserted.append(place)
            done.append(JOINED)
        elif fault.kind == CROSSING and fault.place is not None:
            place = np.array([fault.place.x, fault.place.y])
            for row in (fault.row, fault.other):
                changes[row].inserted.append(place)
            done.append(NODED)
        else:
            done.append(LEFT)
    return changes, done


def _carry_out(lines: NDArray[np.object_], changes: dict[int, _Change]) -> NDArray[np.object_]:
    repaired = lines.copy()
    for row, change in changes.items():
        repaired[row] = _rebuild(lines[row], change)
    return repaired


def _ends_across(
    lines: NDArray[np.object_],
    repaired: NDArray[np.object_],
    changes: dict[int, _Change],
    barriers: Barriers,
) -> set[tuple[int, bool]]:
    """Find ends whose move takes the stretch up to the vertex before them across a barrier."""
    rows = np.array([row for row, change in changes.items() if change.ends], dtype=np.int64)
    found = set()
    for row in rows[newly_crossed(barriers, lines[rows], repaired[rows])].tolist():
        change, old = changes[row], lines[[row]]
        alone = {
            at_start: np.array([_rebuild(lines[row], replace(change, ends={at_start: place}))])
            for at_start, place in change.ends.items()
        }
        guilty = {a for a, new in alone.items() if newly_crossed(barriers, old, new).any()}
        found |= {(row, at_start) for at_start in guilty or change.ends}
    return found


def _meeting_place(
    fault: Fault, lines: NDArray[np.object_], tolerance: float, barriers: Barriers | None
) -> NDArray[np.float64]:
    """Return where an end meets another line: at a vertex of it if one is about as near."""
    other = lines[fault.other]
    end = shapely.get_coordinates(fault.place)[0]
    vertices = shapely.get_coordinates(other)
    away = np.hypot(*(vertices - end).T)
    nearest = int(away.argmin())
    if away[nearest] <= min(_AS_GOOD * fault.gap, tolerance):
        vertex = np.asarray(vertices[nearest])
        before = shapely.get_coordinates(lines[fault.row])[1 if fault.at_start else -2]
        if (
            barriers is None
            or not joins_blocked(
                barriers, before[None], end[None], vertex[None], lines[[fault.other]]
            ).any()
        ):
            return vertex
    measure = shapely.line_locate_point(other, fault.place)
    return np.asarray(shapely.get_coordinates(shapely.line_interpolate_point(other, measure))[0])


def _rebuild(line: shapely.LineString, change: _Change) -> shapely.LineString:
    xy = shapely.get_coordinates(line)
    step = np.hypot(*np.diff(xy, axis=0).T)
    measure = np.concatenate([[0.0], np.cumsum(step)])
    if True in change.tips:
        xy, measure = xy[1:], measure[1:]
    if False in change.tips:
        xy, measure = xy[:-1], measure[:-1]
    if True in change.ends:
        xy[0] = change.ends[True]
    if False in change.ends:
        xy[-1] = change.ends[False]
    for place in change.inserted:
        near = np.hypot(*(xy - place).T)
        if near.min() <= 2 * MILLIMETRE:
            xy[int(near.argmin())] = place
            continue
        at = float(shapely.line_locate_point(line, shapely.Point(*place)))
        where = int(np.searchsorted(measure, at))
        # a vertex before the first or behind the last would lengthen the line
        where = min(max(where, 1), len(xy) - 1)
        xy = np.insert(xy, where, place, axis=0)
        measure = np.insert(measure, where, at)
    kept = np.concatenate([[True], np.hypot(*np.diff(xy, axis=0).T) > 0])
    return shapely.LineString(xy[kept]) if kept.sum() > 1 else shapely.LineString(xy[[0, -1]])
