"""Which vertices of street lines are the same place to a walker.

Vertices are the same where their coordinates agree to 1 mm, except on a barrier: there each side
of the barrier has its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .barriers import TOUCH
from .rows import expand

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .barriers import Barriers

_MILLIMETRES = 1e3


@dataclass(frozen=True, eq=False)
class Vertices:
    """The vertices of all lines, one line after the other, repeated ones left out.

    Attributes
    ----------
    xy
        Shape (n, 2), metres, as given: rounding decides identity, not position.
    line
        Shape (n,): index of the line.
    key_in, key_out
        Shape (n,): identity of the place when one arrives at it and when one leaves it along
        the line; they differ only where the line passes through a barrier.
    first, last
        Shape (n,): the vertex begins or ends its line.
    at_barrier
        Shape (n,): the vertex lies on a closed stretch of barrier.
    duplicates
        Number of lines left out because an identical one came before.
    """

    xy: NDArray[np.float64]
    line: NDArray[np.int64]
    key_in: NDArray[np.int64]
    key_out: NDArray[np.int64]
    first: NDArray[np.bool_]
    last: NDArray[np.bool_]
    at_barrier: NDArray[np.bool_]
    duplicates: int

    @property
    def is_node(self) -> NDArray[np.bool_]:
        """Vertices at which edges begin and end: line ends, shared vertices, barriers passed."""
        parted = self.key_in != self.key_out
        # the parted ones count for both of their keys
        count = np.bincount(np.concatenate([self.key_out, self.key_in[parted]]))
        shared = (count[self.key_out] > 1) | (count[self.key_in] > 1)
        return np.asarray(self.first | self.last | parted | shared)


def single_lines(
    streets: NDArray[np.object_],
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Take lines apart into single ones.

    Parameters
    ----------
    streets
        Geometries; what is no line is passed over.

    Returns
    -------
    lines, street
        Shape (n,): LineStrings, and the row that each comes from.
    """
    kind = shapely.get_type_id(streets)
    single = (kind == 1) | (kind == -1)
    if single.all():
        # most layers: taking them apart would copy every line
        street = np.flatnonzero(kind == 1)
        return streets[street], street
    parts, street = shapely.get_parts(streets, return_index=True)
    line = shapely.get_type_id(parts) == 1
    return parts[line], street[line]


def number_vertices(lines: NDArray[np.object_], barriers: Barriers | None) -> Vertices:
    """Give every vertex the number of its place.

    Parameters
    ----------
    lines
        LineStrings; lines shorter than 1 mm leave no vertex.
    barriers
        What divides places; the lines must have been cut by `cut_at_barriers`.
    """
    xy, line = shapely.get_coordinates(lines, return_index=True)
    key = _places(xy)
    again = np.append(
        np.zeros(min(len(key), 1), dtype=bool), (key[1:] == key[:-1]) & (line[1:] == line[:-1])
    )
    count = np.bincount(line[~again], minlength=len(lines))
    keep = ~again & (count[line] > 1)
    xy, line, key = xy[keep], line[keep], key[keep]
    # a line drawn twice is one street: its vertices must not look shared
    starts = np.flatnonzero(np.append(np.ones(min(len(line), 1), dtype=bool), np.diff(line) > 0))
    bounds = np.append(starts, len(line))
    fresh = first_of_alike(key[starts], key[bounds[1:] - 1], xy, bounds)
    keep = np.repeat(fresh, np.diff(bounds))
    xy, line, key = xy[keep], line[keep], key[keep]
    changes = line[1:] != line[:-1]
    first = np.append(np.ones(min(len(line), 1), dtype=bool), changes)
    last = np.append(changes, np.ones(min(len(line), 1), dtype=bool))
    key_in, key_out = key, key.copy()
    at_barrier = np.zeros(len(xy), dtype=bool)
    if barriers is not None and len(barriers) and len(xy):
        near, _ = barriers.tree.query(shapely.points(xy), predicate="dwithin", distance=TOUCH)
        at_barrier[near] = True
        at_barrier &= ~barriers.is_open(xy)
        key_in, key_out = _divide(xy, key, first, last, at_barrier, barriers)
    return Vertices(xy, line, key_in, key_out, first, last, at_barrier, int((~fresh).sum()))


def cut_at_barriers(lines: NDArray[np.object_], barriers: Barriers) -> NDArray[np.object_]:
    """Put a vertex into lines wherever they meet a closed stretch of barrier.

    Parameters
    ----------
    lines
        LineStrings.
    barriers
        What they may not cross.

    Returns
    -------
    The same lines in the same order, with more vertices.
    """
    xy, owner = shapely.get_coordinates(lines, return_index=True)
    inner = owner[1:] == owner[:-1]
    begin = np.flatnonzero(inner)
    crossed = np.unique(barriers.tree.query(lines, predicate="intersects")[0])
    wanted = np.zeros(len(lines), dtype=bool)
    wanted[crossed] = True
    begin = begin[wanted[owner[begin]]]
    segments = shapely.linestrings(np.stack([xy[begin], xy[begin + 1]], axis=1))
    which, place = barriers.meet(segments)
    start = begin[which]
    from_start = np.hypot(*(place - xy[start]).T)
    from_end = np.hypot(*(place - xy[start + 1]).T)
    within = (from_start > TOUCH) & (from_end > TOUCH)
    start, place, from_start = start[within], place[within], from_start[within]
    all_xy = np.vstack([xy, place])
    all_owner = np.concatenate([owner, owner[start]])
    order = np.lexsort(
        (
            np.concatenate([np.zeros(len(xy)), from_start]),
            np.concatenate([np.arange(len(xy)), start]),
        )
    )
    return shapely.linestrings(all_xy[order], indices=all_owner[order])  # type: ignore[no-any-return]


def first_of_alike(
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    xy: NDArray[np.float64],
    bounds: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Mark the first of each set of lines with the same ends and the same shape.

    Parameters
    ----------
    begin, end
        Shape (n,): numbers of the places at both ends; the direction does not matter.
    xy
        Shape (k, 2): vertices, one line after the other, metres.
    bounds
        Shape (n + 1,): where the vertices of each line begin in `xy`.
    """
    if not len(begin):
        return np.zeros(0, dtype=bool)
    keep = np.ones(len(begin), dtype=bool)
    low, high = np.minimum(begin, end), np.maximum(begin, end)
    # few lines have both ends in common with another one; only these are measured
    pair = low * (int(high.max()) + 1) + high
    order = np.argsort(pair, kind="stable")
    alike = pair[order[1:]] == pair[order[:-1]]
    several = np.append(alike, False) | np.append(False, alike)
    rows = order[several]
    if not len(rows):
        return keep
    row, vertex = expand(bounds[rows], bounds[rows + 1])
    count = np.bincount(row)
    step = np.zeros(len(vertex))
    step[1:] = np.hypot(*(xy[vertex[1:]] - xy[vertex[:-1]]).T)
    starts = np.cumsum(count) - count
    step[starts] = 0.0
    like = np.column_stack(
        [
            pair[rows],
            count,
            np.rint(np.add.reduceat(step, starts) * _MILLIMETRES).astype(np.int64),
            np.rint(
                np.add.reduceat(xy[vertex], starts, axis=0) / count[:, None] * _MILLIMETRES
            ).astype(np.int64),
        ]
    )
    # of each run of equal rows the line that came first
    order = np.lexsort((rows, *like.T))
    new = np.append(True, np.any(np.diff(like[order], axis=0) != 0, axis=1))
    keep[rows] = False
    keep[rows[order[new]]] = True
    return keep


def _places(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give places numbers, the same where coordinates agree after rounding to 1 mm."""
    if not len(xy):
        return np.zeros(0, dtype=np.int64)
    cell = np.rint((xy - np.floor(xy.min(axis=0))) * _MILLIMETRES).astype(np.int64)
    # two columns in one number: sorting one column is several times faster than two
    code = cell[:, 0] * (cell[:, 1].max() + 1) + cell[:, 1]
    return np.asarray(np.unique(code, return_inverse=True)[1], dtype=np.int64)


def _divide(
    xy: NDArray[np.float64],
    key: NDArray[np.int64],
    first: NDArray[np.bool_],
    last: NDArray[np.bool_],
    at_barrier: NDArray[np.bool_],
    barriers: Barriers,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give each side of a barrier its own number at the vertices that lie on it."""
    arrive = np.flatnonzero(at_barrier & ~first)
    leave = np.flatnonzero(at_barrier & ~last)
    at = np.flatnonzero(at_barrier)
    row = np.full(len(xy), -1, dtype=np.int64)
    row[at] = np.arange(len(at))
    sector = barriers.sides(
        xy[at],
        np.vstack([xy[arrive - 1], xy[leave + 1]]),
        np.concatenate([row[arrive], row[leave]]),
    )
    pairs = np.column_stack([key[np.concatenate([arrive, leave])], sector])
    _, number = np.unique(pairs, axis=0, return_inverse=True)
    number = number.reshape(-1) + key.max() + 1
    key_in, key_out = key.copy(), key.copy()
    key_in[arrive] = number[: len(arrive)]
    key_out[leave] = number[len(arrive) :]
    # a line's end has one side only
    key_in[first] = key_out[first]
    key_out[last] = key_in[last]
    return key_in, key_out
