"""The ground of gaps divided: its connected parts among homes around which others lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from .rows import grouped

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MANY = 5_000  # places; so many are divided among threads


@dataclass(frozen=True, eq=False)
class Division:
    """Unserved homes and the cells around them, divided among centres.

    Attributes
    ----------
    centre
        Shape (centres,): the home that each lies at; part by part.
    of_home
        Shape (homes,): the centre of each home.
    of_cell
        Shape (cells,): the centre of each cell; the number of centres for cells of none.
    """

    centre: NDArray[np.int64]
    of_home: NDArray[np.int64]
    of_cell: NDArray[np.int64]


def divide(
    part: NDArray[np.int64],
    sites: NDArray[np.float64],
    home_cell: NDArray[np.int64],
    xy: NDArray[np.float64],
    weight: NDArray[np.float64],
    limit: float,
) -> Division:
    """Divide each connected part of the ground of gaps among centres.

    A centre may lie in a cell that is nearer to another one: those without a home are left out.

    Parameters
    ----------
    part
        Shape (cells,): number of the connected part that each cell belongs to.
    sites
        Shape (cells, 2): metres, where each cell lies.
    home_cell
        Shape (homes,): row of the cell of each home.
    xy
        Shape (homes, 2): metres.
    weight
        Shape (homes,): persons; where there are most, centres come first.
    limit
        Metres: no home is farther from some centre, as the crow flies.
    """
    parts = int(part.max()) + 1
    homes, first_home = grouped(part[home_cell], parts)
    cells, first_cell = grouped(part, parts)
    inhabited = np.diff(first_home)
    # a lonely home is its own centre; other parts may have several
    chosen = {}
    for number in np.flatnonzero(inhabited > 1).tolist():
        inside = homes[first_home[number] : first_home[number + 1]]
        chosen[number] = _centres(xy[inside], weight[inside], limit)
    count = np.minimum(inhabited, 1)
    count[list(chosen)] = [len(centres) for centres in chosen.values()]
    before = np.cumsum(count) - count
    centre = np.repeat(homes[np.minimum(first_home[:-1], len(homes) - 1)], count)
    of_cell = before[part]
    for number, centres in chosen.items():
        begin = before[number]
        mine = homes[first_home[number] + centres]
        centre[begin : begin + len(mine)] = mine
        if len(mine) > 1:
            own = cells[first_cell[number] : first_cell[number + 1]]
            of_cell[own] = begin + _nearest(xy[mine], sites[own])
    of_home = of_cell[home_cell]
    real = np.bincount(of_home, minlength=len(centre)) > 0
    number = np.append(np.where(real, np.cumsum(real) - 1, real.sum()), real.sum())
    of_cell[count[part] == 0] = len(centre)
    return Division(centre[real], number[of_home], number[of_cell])


def _nearest(centres: NDArray[np.float64], xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give the nearest centre of each place."""
    return np.asarray(cKDTree(centres).query(xy, workers=threads_for(len(xy)))[1], dtype=np.int64)


def threads_for(places: int) -> int:
    """Tell how many threads look for neighbours: for few places they cost more than they gain.

    Parameters
    ----------
    places
        Number of places whose neighbours are looked for.

    Returns
    -------
    As SciPy takes it: -1 for one on each processor.
    """
    return -1 if places > _MANY else 1


def _centres(
    xy: NDArray[np.float64], weight: NDArray[np.float64], limit: float
) -> NDArray[np.int64]:
    """Choose homes, those with most persons first, so that every home is near a chosen one."""
    order = np.argsort(-weight, kind="stable")
    tree = cKDTree(xy)
    near_one = np.zeros(len(xy), dtype=bool)
    chosen = []
    for home in order:
        if not near_one[home]:
            chosen.append(home)
            near_one[tree.query_ball_point(xy[home], limit)] = True
    return np.array(chosen, dtype=np.int64)
