"""Coverage gaps as places on the map.

A gap is the ground around homes that do not have a service. Large gaps are divided so that the
homes of each part lie within the limit, as the crow flies, of the part's centre: the ground that
one new facility might serve. Every unserved home belongs to exactly one part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from .access import Access
from .coverage import State
from .search import least

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .coverage import Homes, Verdict, Walks
    from .tessellation import Tessellation


def around(limit: float) -> float:
    """Metres around an unserved home that its gap takes in, where the street is beyond the limit.

    A third of the limit, so that homes a block apart lie in one gap; at least 100 m.

    Parameters
    ----------
    limit
        Metres that the standard allows.
    """
    return max(100.0, limit / 3)


@dataclass(frozen=True, eq=False)
class Gap:
    """One part of the ground that a service does not reach.

    Attributes
    ----------
    cells
        Cells of the tessellation.
    homes
        The unserved homes in it.
    persons
        Their persons of the target group; None if unknown.
    reason
        The reason that applies to most of these persons (most homes, if persons are unknown).
    centre
        Metres: the home around which the part lies.
    """

    cells: NDArray[np.int64]
    homes: NDArray[np.int64]
    persons: float | None
    reason: int
    centre: tuple[float, float]


def find_gaps(
    tessellation: Tessellation,
    walks: Walks,
    facilities: NDArray[np.int64],
    verdict: Verdict,
    persons: NDArray[np.float64] | None,
) -> list[Gap]:
    """Gather unserved homes and the ground around them.

    Parameters
    ----------
    tessellation
        Cells of all edges on which homes have their places.
    walks
        Homes and facilities on the network.
    facilities
        The open facilities of the service.
    verdict
        The answer with its reasons, for a service that has a limit.
    persons
        Shape (homes,): persons of the target group; None if unknown.

    Returns
    -------
    Gaps, most persons first.
    """
    unserved = np.flatnonzero(verdict.state == State.GAP)
    if not len(unserved) or verdict.limit is None:
        return []
    weight = np.ones(walks.homes.count) if persons is None else persons
    cell, xy = _first_places(tessellation, walks.homes)
    ground = _beyond(tessellation, walks, facilities, verdict.limit)
    # to draw, the metres of the limit on a level street without delays are near enough
    metres = verdict.limit / walks.leg
    near = _around(tessellation, xy[unserved], around(metres))
    cells = np.union1d(np.flatnonzero(ground & near), cell[unserved])
    part = tessellation.parts(cells)
    row = np.full(len(tessellation.polygons), -1, dtype=np.int64)
    row[cells] = np.arange(len(cells))
    home_part = part[row[cell[unserved]]]
    sites = _sites(tessellation)[cells]
    gaps: list[Gap] = []
    order = np.argsort(home_part, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(home_part[order])) + 1):
        homes = unserved[rows]
        own_cells = np.flatnonzero(part == home_part[rows[0]])
        centres = _centres(xy[homes], weight[homes], metres)
        tree = cKDTree(xy[homes[centres]])
        of_cell = tree.query(sites[own_cells])[1]
        of_home = of_cell[np.searchsorted(own_cells, row[cell[homes]])]
        for k in np.unique(of_home):
            inside = homes[of_home == k]
            gaps.append(
                Gap(
                    cells[own_cells[of_cell == k]],
                    inside,
                    None if persons is None else float(persons[inside].sum()),
                    _main_reason(verdict.reason[inside], weight[inside]),
                    (float(xy[homes[centres[k]], 0]), float(xy[homes[centres[k]], 1])),
                )
            )
    gaps.sort(key=lambda gap: (-weight[gap.homes].sum(), gap.centre))
    return gaps


def _first_places(
    tessellation: Tessellation, homes: Homes
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Give the cell and the place of each home's nearest street; -1 for unplaced homes."""
    access = homes.access
    _, row = least(access.leg, access.owner, homes.count)
    placed = row >= 0
    edge, offset = access.edge[row[placed]], access.low[row[placed]]
    cell = np.full(homes.count, -1, dtype=np.int64)
    cell[placed] = tessellation.cell_at(edge, offset)
    xy = np.full((homes.count, 2), np.nan)
    xy[placed] = tessellation.network.locate(edge, offset)
    return cell, xy


def _beyond(
    tessellation: Tessellation,
    walks: Walks,
    facilities: NDArray[np.int64],
    limit: float,
) -> NDArray[np.bool_]:
    """Mark the cells whose street lies beyond the limit."""
    count = len(tessellation.edge)
    middle = (tessellation.low + tessellation.high) / 2
    samples = Access(np.arange(count), tessellation.edge, middle, middle, np.zeros(count))
    cost, _ = walks.search.targets(samples).nearest(facilities)
    beyond = np.ones(len(tessellation.polygons), dtype=bool)
    beyond[tessellation.site[cost <= walks.allowed(limit)]] = False
    return beyond


def _around(
    tessellation: Tessellation, homes: NDArray[np.float64], distance: float
) -> NDArray[np.bool_]:
    """Mark the cells near unserved homes."""
    apart, _ = cKDTree(homes).query(_sites(tessellation), distance_upper_bound=distance)
    return np.asarray(np.isfinite(apart))


def _sites(tessellation: Tessellation) -> NDArray[np.float64]:
    """Give the place of each cell's sample."""
    first = np.empty(len(tessellation.polygons), dtype=np.int64)
    first[tessellation.site[::-1]] = np.arange(len(tessellation.site))[::-1]
    middle = (tessellation.low[first] + tessellation.high[first]) / 2
    return tessellation.network.locate(tessellation.edge[first], middle)


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


def _main_reason(reason: NDArray[np.int64], weight: NDArray[np.float64]) -> int:
    """Give the reason with most weight; by number of homes where nobody is counted."""
    sums = np.bincount(reason, weights=weight)
    if not sums.any():
        sums = np.bincount(reason)
    return int(sums.argmax())
