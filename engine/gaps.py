"""Coverage gaps as places on the map.

A gap is the ground around homes that do not have a service. Large gaps are divided so that the
homes of each part lie within the limit, as the crow flies, of the part's centre: the ground that
one new facility might serve. Every unserved home belongs to exactly one part.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from .catchment import reached_together
from .coverage import State
from .gap_division import divide, threads_for
from .outlines import Pieces, joined, pieces_of, rest_of, whole_cells
from .rows import expand, group_bounds, grouped, least

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    homes
        The unserved homes in it.
    persons
        Their persons of the target group; None if unknown.
    reason
        The reason that applies to most of these persons (most homes, if persons are unknown).
    centre
        Metres: the home around which the part lies.
    ground, rows
        Pieces of the ground of all gaps of the service, and which of them are of this one.
    """

    homes: NDArray[np.int64]
    persons: float | None
    reason: int
    centre: tuple[float, float]
    ground: Pieces
    rows: slice


def ground_of(gaps: Sequence[Gap]) -> Pieces:
    """Give the ground of gaps, each owned by its number in the list, for `outline`.

    Parameters
    ----------
    gaps
        One or more gaps that follow one another among those of a service.
    """
    size = [gap.rows.stop - gap.rows.start for gap in gaps]
    ground = gaps[0].ground.take(slice(gaps[0].rows.start, gaps[-1].rows.stop))
    return replace(ground, owner=np.repeat(np.arange(len(gaps)), size))


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
    apart, _ = cKDTree(places).query(middle, workers=threads_for(len(middle)))
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
        self._row = np.full(samples.total + 1, -1, dtype=np.int32)  # the last one is for none
        self._row[self.cells] = np.arange(len(self.cells))
        own, side = tessellation.sides(self.cells)
        beyond = self._row[tessellation.beyond(side)]
        inner = np.flatnonzero(beyond > own)
        # of two neighbours the first and the second, ordered by the first
        self._first, self._second = own[inner].astype(np.int32), beyond[inner]
        self._homes: Homes | None = None

    def rows_of(self, cells: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the place of cells in the list, -1 for those that are not in it."""
        return self._row[cells].astype(np.int64)

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
            Which cells of the list, ascending.
        """
        place = np.full(len(self.cells), -1, dtype=np.int32)
        place[rows] = np.arange(len(rows), dtype=np.int32)
        a, b = place[self._first], place[self._second]
        both = np.flatnonzero((a >= 0) & (b >= 0))
        a, b = a[both], b[both]
        # ordered by the first as the neighbours are, so that nothing needs to be sorted
        begin = group_bounds(a, len(rows)).astype(np.int32)
        graph = csr_array((np.ones(len(b)), b, begin), shape=(len(rows), len(rows)))
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
    begin = group_bounds(ground.rows_of(beyond.cell), len(ground.cells))
    near = _around(ground, places, np.flatnonzero(np.diff(begin)), unserved, around(metres))
    taken = np.zeros(len(ground.cells), dtype=bool)
    taken[near] = taken[home_row[unserved]] = True
    rows = np.flatnonzero(taken)
    place = np.cumsum(taken) - 1
    division = divide(
        ground.parts(rows),
        ground.xy[rows],
        place[home_row[unserved]],
        xy[unserved],
        weight[unserved],
        metres,
    )
    count = len(division.centre)
    members, first = grouped(division.of_home, count)
    centre = xy[unserved[division.centre]]
    reason = _main_reasons(verdict.reason[unserved], weight[unserved], division.of_home, count)
    homes = [unserved[members[a:b]] for a, b in pairwise(first.tolist())]
    total = np.array([weight[of].sum() for of in homes])
    order = np.lexsort((centre[:, 1], centre[:, 0], -total))
    # the ground of all gaps, gap by gap
    rank = np.full(count + 1, count)
    rank[order] = np.arange(count)
    cells, first = grouped(rank[division.of_cell], count + 1)
    inner = rows[cells[: first[count]]]
    _, piece = expand(begin[inner], begin[inner + 1])
    stop = np.append(0, np.cumsum(begin[inner + 1] - begin[inner]))[first[: count + 1]].tolist()
    pieces = beyond.take(piece)
    return [
        Gap(
            homes[gap],
            None if persons is None else float(total[gap]),
            int(reason[gap]),
            (float(centre[gap, 0]), float(centre[gap, 1])),
            pieces,
            slice(stop[number], stop[number + 1]),
        )
        for number, gap in enumerate(order.tolist())
    ]


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
    apart, nearest = cKDTree(xy[placed]).query(ground.xy, workers=threads_for(len(ground.xy)))
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
    begin = group_bounds(ground.rows_of(beyond.cell), len(ground.cells))
    row, piece = expand(begin[home_row], begin[home_row + 1])
    stands = (beyond.low[piece] <= share[row]) & (share[row] <= beyond.high[piece])
    left_out = np.ones(len(cell), dtype=bool)
    left_out[row[stands]] = False
    if not left_out.any():
        return beyond
    is_whole = np.zeros(len(ground.cells), dtype=bool)
    is_whole[home_row[left_out]] = True
    whole = whole_cells([ground.cells[is_whole]])
    every = joined([beyond, whole])
    kept = np.flatnonzero(~is_whole[ground.rows_of(beyond.cell)])
    rows = np.append(kept, np.arange(len(beyond.cell), len(every.cell)))
    # both are ordered by cell, and share none
    rows = rows[np.argsort(every.cell[rows], kind="stable")]
    return replace(every, owner=np.zeros_like(every.owner)).take(rows)


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
    apart, _ = tree.query(
        ground.xy[rows[unsure]], distance_upper_bound=distance, workers=threads_for(len(unsure))
    )
    near[unsure] = np.isfinite(apart)
    return np.asarray(rows[near])


def _main_reasons(
    reason: NDArray[np.int64], weight: NDArray[np.float64], gap: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    """Give each gap's reason with most weight; by number of homes where nobody is counted."""
    kinds = int(reason.max()) + 1
    number = gap * kinds + reason
    sums = np.bincount(number, weights=weight, minlength=count * kinds).reshape(count, kinds)
    homes = np.bincount(number, minlength=count * kinds).reshape(count, kinds)
    counted = sums.any(axis=1)
    return np.where(counted, sums.argmax(axis=1), homes.argmax(axis=1))
