"""Coverage gaps as places on the map.

A gap is the ground around homes that do not have a service. Large gaps are divided so that the
homes of each part lie within the limit, as the crow flies, of the part's centre: the ground that
one new facility might serve. Every unserved home belongs to exactly one part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from .access import Access
from .coverage import State
from .rows import expand
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
        Numbers of cells of the tessellation.
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


class GapGround:
    """The ground on which gaps are drawn: the cells along some edges.

    Parameters
    ----------
    tessellation
        The cells; missing ones are made.
    edges
        Which edges, those of all homes' places among them.
    """

    def __init__(self, tessellation: Tessellation, edges: NDArray[np.int64]) -> None:
        tessellation.make(edges)
        samples = tessellation.samples
        self.tessellation = tessellation
        row, self.sample = expand(samples.first[edges], samples.first[edges + 1])
        self.edge = edges[row]
        of_sample = tessellation.first_of_alike[self.sample]
        # cells are numbered here by their place in this list
        self.cells, self.row = np.unique(of_sample.astype(np.int64), return_inverse=True)
        self.xy = samples.place(self.cells, samples.edge(self.cells))
        own, side = tessellation.sides(self.cells)
        beyond = self.rows_of(tessellation.beyond(side))
        inner = (beyond >= 0) & (beyond > own)
        self.neighbours = np.column_stack([own[inner], beyond[inner]])

    def rows_of(self, cells: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the place of cells in the list, -1 for those that are not in it."""
        row = np.minimum(np.searchsorted(self.cells, cells), len(self.cells) - 1)
        return np.where(self.cells[row] == cells, row, -1)

    def parts(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give a number to each connected part of a set of cells.

        Parameters
        ----------
        rows
            Which cells of the list, each once.
        """
        place = np.full(len(self.cells), -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        a, b = place[self.neighbours].T
        both = (a >= 0) & (b >= 0)
        ones = np.ones(int(both.sum()), dtype=np.int8)
        graph = coo_array((ones, (a[both], b[both])), shape=(len(rows), len(rows)))
        return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def find_gaps(
    ground: GapGround,
    walks: Walks,
    facilities: NDArray[np.int64],
    verdict: Verdict,
    persons: NDArray[np.float64] | None,
) -> list[Gap]:
    """Gather unserved homes and the ground around them.

    Parameters
    ----------
    ground
        The cells on which gaps are drawn.
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
    home_row, xy = _first_places(ground, walks.homes)
    beyond = _beyond(ground, walks, facilities, verdict.limit)
    # to draw, the metres of the limit on a level street without delays are near enough
    metres = verdict.limit / walks.leg
    near = _around(ground, xy[unserved], around(metres))
    rows = np.union1d(np.flatnonzero(beyond & near), home_row[unserved])
    part = ground.parts(rows)
    place = np.full(len(ground.cells), -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    home_part = part[place[home_row[unserved]]]
    sites = ground.xy[rows]
    gaps: list[Gap] = []
    order = np.argsort(home_part, kind="stable")
    for inside in np.split(order, np.flatnonzero(np.diff(home_part[order])) + 1):
        homes = unserved[inside]
        own_cells = np.flatnonzero(part == home_part[inside[0]])
        centres = _centres(xy[homes], weight[homes], metres)
        tree = cKDTree(xy[homes[centres]])
        of_cell = tree.query(sites[own_cells])[1]
        of_home = of_cell[np.searchsorted(own_cells, place[home_row[homes]])]
        for k in np.unique(of_home):
            members = homes[of_home == k]
            gaps.append(
                Gap(
                    ground.cells[rows[own_cells[of_cell == k]]],
                    members,
                    None if persons is None else float(persons[members].sum()),
                    _main_reason(verdict.reason[members], weight[members]),
                    (float(xy[homes[centres[k]], 0]), float(xy[homes[centres[k]], 1])),
                )
            )
    gaps.sort(key=lambda gap: (-weight[gap.homes].sum(), gap.centre))
    return gaps


def _first_places(ground: GapGround, homes: Homes) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Give the cell and the place of each home's nearest street; -1 for unplaced homes."""
    access = homes.access
    _, row = least(access.leg, access.owner, homes.count)
    placed = row >= 0
    edge, offset = access.edge[row[placed]], access.low[row[placed]]
    cell = np.full(homes.count, -1, dtype=np.int64)
    cell[placed] = ground.rows_of(ground.tessellation.cell_at(edge, offset))
    xy = np.full((homes.count, 2), np.nan)
    xy[placed] = ground.tessellation.network.locate(edge, offset)
    return cell, xy


def _beyond(
    ground: GapGround,
    walks: Walks,
    facilities: NDArray[np.int64],
    limit: float,
) -> NDArray[np.bool_]:
    """Mark the cells whose street lies beyond the limit."""
    count = len(ground.sample)
    low, high = ground.tessellation.samples.part(ground.sample, ground.edge)
    middle = (low + high) / 2
    samples = Access(np.arange(count), ground.edge, middle, middle, np.zeros(count))
    cost, _ = walks.search.targets(samples).nearest(facilities)
    beyond = np.ones(len(ground.cells), dtype=bool)
    beyond[ground.row[cost <= walks.allowed(limit)]] = False
    return beyond


def _around(ground: GapGround, homes: NDArray[np.float64], distance: float) -> NDArray[np.bool_]:
    """Mark the cells near unserved homes."""
    apart, _ = cKDTree(homes).query(ground.xy, distance_upper_bound=distance)
    return np.asarray(np.isfinite(apart))


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
