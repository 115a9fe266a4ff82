"""Repairs what keeps street lines from being one network, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

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

JOINED, NODED, REMOVED, TRIMMED, LEFT = "joined", "noded", "removed", "trimmed", "left"
_AS_GOOD = 1.5  # a vertex of the other line is taken if it is no farther than this many gaps


@dataclass
class _Change:
    """What is done to one line: other ends, tips that go, vertices that come."""

    ends: dict[bool, NDArray[np.float64]] = field(default_factory=dict)
    tips: set[bool] = field(default_factory=set)
    inserted: list[NDArray[np.float64]] = field(default_factory=list)


def repair_streets(
    lines: NDArray[np.object_], faults: Sequence[Fault], tolerance: float
) -> tuple[NDArray[np.object_], list[str]]:
    """Repair faults of street lines.

    Ends that nearly meet another line are brought to it, and both get a vertex there. Crossing
    lines get a common vertex. Copies and slips of the hand go; tips that turn back are cut.
    Islands are left as they are: nobody knows what they belong to.

    Parameters
    ----------
    lines
        Shape (n,): LineStrings in metres, as given to `street_faults.find_faults`.
    faults
        As found there.
    tolerance
        Metres within which ends are meant to meet; no end is moved farther.

    Returns
    -------
    repaired
        Shape (n,): lines, None for those removed; the very same objects where nothing was done.
    done
        For each fault ``joined``, ``noded``, ``removed``, ``trimmed`` or ``left``.
    """
    changes: dict[int, _Change] = defaultdict(_Change)
    removed = {fault.row for fault in faults if fault.kind in (DUPLICATE, SLIVER)}
    done = []
    for fault in faults:
        if fault.kind in (DUPLICATE, SLIVER):
            done.append(REMOVED)
        elif fault.kind == SPIKE:
            changes[fault.row].tips.add(fault.at_start)
            done.append(TRIMMED)
        elif fault.kind == NEAR_MISS and fault.other not in removed:
            place = _meeting_place(fault, lines[fault.other], tolerance)
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
    repaired = lines.copy()
    for row, change in changes.items():
        repaired[row] = _rebuild(lines[row], change)
    for row in removed:
        repaired[row] = None
    return repaired, done


def _meeting_place(
    fault: Fault, other: shapely.LineString, tolerance: float
) -> NDArray[np.float64]:
    """Return where an end meets another line: at a vertex of it if one is about as near."""
    end = shapely.get_coordinates(fault.place)[0]
    vertices = shapely.get_coordinates(other)
    away = np.hypot(*(vertices - end).T)
    nearest = int(away.argmin())
    if away[nearest] <= min(_AS_GOOD * fault.gap, tolerance):
        return np.asarray(vertices[nearest])
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
