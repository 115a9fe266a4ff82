"""How far streets and facilities reach beyond what is asked about.

What lies beyond the edge of the data counts too: homes near the edge walk to shops outside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIDES = ("west", "south", "east", "north")


def margins(inner: NDArray[np.object_], outer: NDArray[np.object_]) -> NDArray[np.float64] | None:
    """Measure by how much one set of geometries reaches beyond another one on each side.

    Parameters
    ----------
    inner
        What is asked about: areas, homes or origins.
    outer
        What may be walked on or to.

    Returns
    -------
    Shape (4,): metres in the order of `SIDES`, negative where it falls short; None if either set
    is empty.
    """
    if not len(inner) or not len(outer):
        return None
    return box_margins(shapely.total_bounds(inner), shapely.total_bounds(outer))


def box_margins(
    inside: NDArray[np.float64], outside: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """Measure by how much one box reaches beyond another one on each side.

    Parameters
    ----------
    inside, outside
        Shape (4,): west, south, east, north, metres.

    Returns
    -------
    As `margins`; None if either has an ordinate that is no number.
    """
    if not (np.isfinite(inside).all() and np.isfinite(outside).all()):
        return None
    return np.asarray((inside - outside) * (1.0, 1.0, -1.0, -1.0))


def short_sides(margin: NDArray[np.float64], limit: float) -> list[tuple[str, float]]:
    """Name the sides on which a margin is smaller than the longest walk.

    Parameters
    ----------
    margin
        As returned by `margins`.
    limit
        Metres.

    Returns
    -------
    Side and its margin, the smallest margin first.
    """
    short = [(SIDES[k], float(margin[k])) for k in range(4) if margin[k] < limit]
    return sorted(short, key=lambda pair: pair[1])
