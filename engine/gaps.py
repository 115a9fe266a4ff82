"""Coverage gaps as places on the map.

A gap is the ground around homes that do not have a service. Large gaps are divided so that the
homes of each part lie within the limit, as the crow flies, of the part's centre: the ground that
one new facility might serve. Every unserved home belongs to exactly one part.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from .catchment import reached_together
from .coverage import State
from .outlines import Pieces, joined, pieces_of, rest_of, whole_cells
from .rows import expand, least

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .coverage import Homes, Verdict, Walks
    from .network import WalkNetwork
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
    pieces
        Cells of the tessellation and parts of cells, for `outline`.
    homes
        The unserved homes in it.
    persons
        Their persons of the target group; None if unknown.
    reason
        The reason that applies to most of these persons (most homes, if persons are unknown).
    centre
        Metres: the home around which the part lies.
    """

    pieces: Pieces
    homes: NDArray[np.int64]
    persons: float | None
    reason: int
    centre: tuple[float, float]


def edges_near(
    network: WalkNetwork, places: NDArray[np.float64], distance: float
) -> NDArray[np.int64]:
    """Find the edges near some places: all within a distance, and few that are farther.

    Parameters
    ----------
    network
        The streets.
    places
        Shape (n, 2): metres.
    distance
        Metres.
    """
    if not len(places):
        return np.zeros(0, dtype=np.int64)
    half = network.length / 2
    middle = network.locate(np.arange(network.edge_count), half)
    apart, _ = cKDTree(places).query(middle)
    return np.flatnonzero(apart <= distance + half + 1e-6)


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
        self.edges = edges
        _, sample = expand(samples.first[edges], samples.first[edges + 1])
        # cells are numbered here by their place in this list
        self.cells = np.unique(tessellation.first_of_alike[sample].astype(np.int64))
        self.xy = samples.place(self.cells, samples.edge(self.cells))
        own, side = tessellation.sides(self.cells)
        beyond = self.rows_of(tessellation.beyond(side))
        inner = (beyond >= 0) & (beyond > own)
        self.neighbours = np.column_stack([own[inner], beyond[inner]])
        self._homes: Homes | None = None

    def rows_of(self, cells: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the place of cells in the list, -1 for those that are not in it."""
        row = np.minimum(np.searchsorted(self.cells, cells), len(self.cells) - 1)
        return np.where(self.cells[row] == cells, row, -1)

    def place(self, homes: Homes) -> HomePlaces:
        """Give the place of each home's nearest street; kept for the next service."""
        if self._homes is not homes:
            self._homes, self._places = homes, _first_places(self, homes)
        return self._places

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
    places = ground.place(walks.homes)
    home_row, share, xy = places.cell, places.share, places.xy
    beyond = _beyond(ground, walks, facilities, verdict.limit)
    # to draw, the metres of the limit on a level street without delays are near enough
    metres = verdict.limit / walks.leg
    beyond = _with_homes(ground, beyond, home_row[unserved], share[unserved])
    first, stop = (np.searchsorted(beyond.cell, ground.cells, side) for side in ("left", "right"))
    near = _around(ground, places, np.flatnonzero(stop > first), unserved, around(metres))
    rows = np.union1d(near, home_row[unserved])
    part = ground.parts(rows)
    place = np.full(len(ground.cells), -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    home_cell = place[home_row[unserved]]
    sites = ground.xy[rows]
    gaps: list[Gap] = []
    by_part, first_of_part = _grouped(part)
    order, begin = _grouped(part[home_cell])
    for number in np.flatnonzero(np.diff(begin)):
        inside = order[begin[number] : begin[number + 1]]
        homes = unserved[inside]
        own_cells = by_part[first_of_part[number] : first_of_part[number + 1]]
        centres = _centres(xy[homes], weight[homes], metres)
        of_cell = _nearest(xy[homes[centres]], sites[own_cells])
        of_home = of_cell[np.searchsorted(own_cells, home_cell[inside])]
        homes_by_centre, first_home = _grouped(of_home)
        cells_by_centre, first_cell = _grouped(of_cell)
        for k in np.flatnonzero(np.diff(first_home)):
            members = homes[homes_by_centre[first_home[k] : first_home[k + 1]]]
            inner = rows[own_cells[cells_by_centre[first_cell[k] : first_cell[k + 1]]]]
            gaps.append(
                Gap(
                    beyond.take(expand(first[inner], stop[inner])[1]),
                    members,
                    None if persons is None else float(persons[members].sum()),
                    _main_reason(verdict.reason[members], weight[members]),
                    (float(xy[homes[centres[k]], 0]), float(xy[homes[centres[k]], 1])),
                )
            )
    gaps.sort(key=lambda gap: (-weight[gap.homes].sum(), gap.centre))
    return gaps


def _grouped(group: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give rows by their group, ascending in each, and where each group begins."""
    order = np.argsort(group, kind="stable")
    begin = np.append(0, np.cumsum(np.bincount(group)))
    return order, begin


def _nearest(centres: NDArray[np.float64], xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give the nearest centre of each place."""
    if len(centres) == 1:
        return np.zeros(len(xy), dtype=np.int64)
    return np.asarray(cKDTree(centres).query(xy)[1], dtype=np.int64)


@dataclass(frozen=True, eq=False)
class HomePlaces:
    """The places of homes' nearest streets, on the ground of gaps.

    Attributes
    ----------
    cell
        Shape (homes,): the cell, -1 for unplaced homes.
    share
        Shape (homes,): share of the cell's sample.
    xy
        Shape (homes, 2): metres, NaN for unplaced homes.
    nearest, apart
        Shape (cells,): the home that is nearest to each cell, and its distance.
    """

    cell: NDArray[np.int64]
    share: NDArray[np.float64]
    xy: NDArray[np.float64]
    nearest: NDArray[np.int64]
    apart: NDArray[np.float64]


def _first_places(ground: GapGround, homes: Homes) -> HomePlaces:
    """Place homes on the ground of gaps."""
    access, tessellation = homes.access, ground.tessellation
    _, row = least(access.leg, access.owner, homes.count)
    placed = np.flatnonzero(row >= 0)
    edge, offset = access.edge[row[placed]], access.low[row[placed]]
    cell = np.full(homes.count, -1, dtype=np.int64)
    cell[placed] = ground.rows_of(tessellation.cell_at(edge, offset))
    share = np.zeros(homes.count)
    share[placed] = offset / tessellation.samples.size[edge] % 1.0
    xy = np.full((homes.count, 2), np.nan)
    xy[placed] = tessellation.network.locate(edge, offset)
    apart, nearest = cKDTree(xy[placed]).query(ground.xy)
    return HomePlaces(cell, share, xy, placed[nearest], apart)


def _beyond(
    ground: GapGround,
    walks: Walks,
    facilities: NDArray[np.int64],
    limit: float,
) -> Pieces:
    """Give what is left of the cells beside streets within the limit; ordered by cell."""
    reached = reached_together(walks.search, facilities, limit)
    reached = replace(reached, owner=np.zeros_like(reached.owner)).merged()
    here = np.zeros(ground.tessellation.network.edge_count, dtype=bool)
    here[ground.edges] = True
    return rest_of(ground.cells, pieces_of(ground.tessellation, reached.only(here[reached.edge])))


def _with_homes(
    ground: GapGround,
    beyond: Pieces,
    home_row: NDArray[np.int64],
    share: NDArray[np.float64],
) -> Pieces:
    """Give whole the cells of unserved homes whose street is reached and whose way to it is long.

    A home at the very limit stands on what is left of its cell.
    """
    cell = ground.cells[home_row]
    first, stop = (np.searchsorted(beyond.cell, cell, side) for side in ("left", "right"))
    row, piece = expand(first, stop)
    stands = (beyond.low[piece] <= share[row]) & (share[row] <= beyond.high[piece])
    left_out = np.ones(len(cell), dtype=bool)
    left_out[row[stands]] = False
    whole = whole_cells([np.unique(cell[left_out])])
    every = joined([beyond.take(~np.isin(beyond.cell, whole.cell)), whole])
    return replace(every, owner=np.zeros_like(every.owner)).take(
        np.lexsort((every.low, every.cell))
    )


def _around(
    ground: GapGround,
    places: HomePlaces,
    rows: NDArray[np.int64],
    unserved: NDArray[np.int64],
    distance: float,
) -> NDArray[np.int64]:
    """Give those of some cells that are near unserved homes."""
    rows = rows[places.apart[rows] < distance]
    is_unserved = np.zeros(len(places.cell), dtype=bool)
    is_unserved[unserved] = True
    near = is_unserved[places.nearest[rows]]
    # the nearest home of all has the service: an unserved one may be near all the same
    unsure = np.flatnonzero(~near)
    tree = cKDTree(places.xy[unserved])
    apart, _ = tree.query(ground.xy[rows[unsure]], distance_upper_bound=distance)
    near[unsure] = np.isfinite(apart)
    return np.asarray(rows[near])


def _centres(
    xy: NDArray[np.float64], weight: NDArray[np.float64], limit: float
) -> NDArray[np.int64]:
    """Choose homes, those with most persons first, so that every home is near a chosen one."""
    if len(xy) == 1:
        return np.zeros(1, dtype=np.int64)
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
