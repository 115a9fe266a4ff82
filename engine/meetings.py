"""Where streets meet lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from .barriers import TOUCH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .network import WalkNetwork

_STRETCH = 0.1  # metres; where less than this runs together, both only cross
_SLANT = 1.0  # metres; so long a crossing at a flat angle may stay within a millimetre


def meetings(
    network: WalkNetwork, shapes: NDArray[np.object_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Find where streets meet lines: points, and stretches where both run together.

    Parameters
    ----------
    network
        The streets.
    shapes
        Lines, such as greenways or the boundaries of parks.

    Returns
    -------
    which, edge, low, high
        The line's index, the edge, and metres from its start; the same twice for a point.
    """
    if not len(shapes):
        none = np.zeros(0, dtype=np.int64)
        return none, none, np.zeros(0), np.zeros(0)
    tree, edges = network.near(shapes, TOUCH)
    which, found = tree.query(shapes, predicate="dwithin", distance=TOUCH)
    edge = edges[found]
    lines = network.lines_of(edge)
    # places: exactly where both meet; a street that ends a hair before meets all the same
    common = shapely.intersection(lines, shapes[which])
    gap = shapely.is_empty(common)
    common[gap] = shapely.get_point(shapely.shortest_line(lines[gap], shapes[which[gap]]), 0)
    xy, at = shapely.get_coordinates(common, return_index=True)
    place = shapely.line_locate_point(lines[at], shapely.points(xy))
    # stretches: exactly where both run together; where they only do so but for rounding (such as
    # beyond a place cut into the street), a band instead of the line
    pieces, row = _parts(common, np.arange(len(common)), _STRETCH)
    rest = lines.copy()
    shared = np.unique(row)
    rest[shared] = shapely.difference(lines[shared], shapes[which[shared]])
    band = shapely.buffer(shapes, TOUCH)
    left = np.flatnonzero(shapely.length(rest) > _SLANT)
    beside, of = _parts(shapely.intersection(rest[left], band[which[left]]), left, _SLANT)
    pieces, row = np.concatenate([pieces, beside]), np.concatenate([row, of])
    low, high = _offsets(lines[row], pieces)
    return (
        np.concatenate([which[at], which[row]]).astype(np.int64),
        np.concatenate([edge[at], edge[row]]).astype(np.int64),
        np.concatenate([place, low]),
        np.concatenate([place, high]),
    )


def _parts(
    runs: NDArray[np.object_], of: NDArray[np.int64], least: float
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Give the parts of shapes that are longer than so many metres, and whose each is."""
    parts, row = shapely.get_parts(runs, return_index=True)
    long = shapely.length(parts) > least
    return parts[long], of[row[long]]


def _offsets(
    lines: NDArray[np.object_], pieces: NDArray[np.object_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the offsets along lines at which pieces of them begin and end."""
    a = shapely.line_locate_point(lines, shapely.get_point(pieces, 0))
    b = shapely.line_locate_point(lines, shapely.get_point(pieces, -1))
    # where a closed street begins it ends too: its seam lies at 0 and at its length
    length = shapely.length(lines)
    seam = np.abs(np.abs(b - a) - shapely.length(pieces)) > TOUCH
    a = np.where(seam & (a == 0), length, a)
    b = np.where(seam & (b == 0) & (a != length), length, b)
    return np.minimum(a, b), np.maximum(a, b)
