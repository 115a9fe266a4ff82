"""Searches from many sources, each on its own, on the streets around it.

A walk of limited cost cannot leave a circle around its source, so each source is given a copy of
the network within it. The copies lie side by side in one graph, without edges between them: one
search that starts from all sources at once then answers for each of them alone, and its cost
grows with the catchments and not with the city.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from .impedance import Impedance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .access import Access
    from .network import WalkNetwork

_TOGETHER = 20_000  # nodes of all copies that are searched at once; more fall out of the cache


@dataclass(frozen=True, eq=False)
class Reached:
    """What some sources reach, each on its own.

    Attributes
    ----------
    sources
        Shape (s,): which sources.
    row
        Shape (k,): index into `sources`, ascending.
    edge
        Shape (k,): edges around that source; those at which it stands itself may be missing.
    start, end
        Shape (k,): index of the copies of the edge's nodes, -1 where beyond the circle.
    node_row, node
        Shape (n,): the source (index into `sources`) and the node that each copy is of.
    cost
        Shape (n + s,): cost of the walk to each copy, inf beyond the limit; then 0 for each
        source.
    before
        Shape (n + s,): the copy from which a walk comes to each copy, negative for none; empty
        unless asked for.
    """

    sources: NDArray[np.int64]
    row: NDArray[np.int64]
    edge: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    node_row: NDArray[np.int64]
    node: NDArray[np.int64]
    cost: NDArray[np.float64]
    before: NDArray[np.int64]

    @property
    def cost_start(self) -> NDArray[np.float64]:
        """Cost of the walk to the start of each edge."""
        return np.where(self.start < 0, np.inf, self.cost[self.start])

    @property
    def cost_end(self) -> NDArray[np.float64]:
        """Cost of the walk to the end of each edge."""
        return np.where(self.end < 0, np.inf, self.cost[self.end])

    def least_at(self, nodes: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Give each source the cost of its cheapest walk to any of some nodes.

        Parameters
        ----------
        nodes
            Shape (network's nodes,): which nodes.

        Returns
        -------
        Shape (s,): inf where none is reached.
        """
        best = np.full(len(self.sources), np.inf)
        hit = np.flatnonzero(nodes[self.node])
        np.minimum.at(best, self.node_row[hit], self.cost[hit])
        return best


@dataclass(frozen=True, eq=False)
class Vicinity:
    """The ground around sources.

    Parameters
    ----------
    network
        The streets.
    sources
        Access points of the sources, ordered by owner.
    costs
        What a walk costs away from the sources; without it, its metres.
    """

    network: WalkNetwork
    sources: Access
    costs: Impedance | None = None

    @cached_property
    def impedance(self) -> Impedance:
        """What walks away from the sources cost."""
        return self.costs or Impedance.metres(self.network)

    @cached_property
    def to_ends(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Cost from each source's own place to the start and to the end of its edge."""
        own, impedance = self.sources, self.impedance
        leg = own.leg * impedance.leg
        length = self.network.length[own.edge]
        low, high = np.clip(own.low, 0.0, length), np.clip(own.high, 0.0, length)
        _, back = impedance.walk(own.edge, np.zeros(len(own)), low)
        ahead, _ = impedance.walk(own.edge, high, length)
        return leg + back, leg + ahead

    def each(
        self, limit: float, with_ways: bool = False, asked: NDArray[np.int64] | None = None
    ) -> Iterator[Reached]:
        """Search from each source.

        Parameters
        ----------
        limit
            Cost beyond which nothing is searched; may be infinite.
        with_ways
            Tell where walks come from, too.
        asked
            Which sources, ascending; without it, all that have access points.

        Yields
        ------
        What some of the sources reach; each source occurs once.
        """
        rows = np.unique(self.sources.owner) if asked is None else asked
        begin = np.searchsorted(self.sources.owner, rows, side="left")
        stop = np.searchsorted(self.sources.owner, rows, side="right")
        place = self.network.locate(self.sources.edge, self.sources.low)
        scratch = np.full(self.network.node_count, -1, dtype=np.int32)
        waiting: list[_Copy] = []
        taken = 0
        first = 0
        for number in range(len(rows)):
            access = slice(int(begin[number]), int(stop[number]))
            waiting.append(self._copy(access, place[access], limit, scratch))
            taken += len(waiting[-1].node)
            if taken >= _TOGETHER or number == len(rows) - 1:
                yield self._search(rows[first : number + 1], waiting, limit, with_ways)
                waiting, taken, first = [], 0, number + 1

    def _copy(
        self,
        access: slice,
        place: NDArray[np.float64],
        limit: float,
        scratch: NDArray[np.int32],
    ) -> _Copy:
        """Take the nodes and edges around one source."""
        network = self.network
        own = self.sources
        leg = own.leg[access]
        # a stretch of street is a source all along
        wide = float((own.high[access] - own.low[access]).max(initial=0.0))
        around = (limit - float(leg.min(initial=0.0)) * self.impedance.leg) * self.impedance.fastest
        radius = max(around, 0.0) * (1 + 1e-9) + 1e-6 + wide
        if not len(place):
            node = network.grid.node[:0]
        else:
            node = network.grid.within(place.min(axis=0) - radius, place.max(axis=0) + radius)
            if len(place) == 1 and np.isfinite(radius):
                apart = network.node_xy[node] - place
                node = node[np.einsum("ij,ij->i", apart, apart) <= radius * radius]
        scratch[node] = np.arange(len(node), dtype=np.int32)
        adjacency = network.adjacency
        first = adjacency.first[node]
        count = adjacency.first[node + 1] - first
        reach = np.cumsum(count)
        total = int(reach[-1]) if len(reach) else 0
        arc = np.arange(total) + np.repeat(first - reach + count, count)
        tail = np.repeat(np.arange(len(node), dtype=np.int32), count)
        head = scratch[adjacency.other[arc]]
        ends = np.stack([scratch[network.edge_from[own.edge[access]]],
                         scratch[network.edge_to[own.edge[access]]]])  # fmt: skip
        scratch[node] = -1
        return _Copy(node, tail, head, adjacency.edge[arc], adjacency.ahead[arc], access, ends)

    def _search(
        self, rows: NDArray[np.int64], copies: list[_Copy], limit: float, with_ways: bool
    ) -> Reached:
        """Search all copies at once."""
        sizes = np.array([len(copy.node) for copy in copies], dtype=np.int64)
        shift = np.cumsum(sizes) - sizes
        nodes = int(sizes.sum())
        arcs = np.array([len(copy.tail) for copy in copies], dtype=np.int64)
        moved = np.repeat(shift, arcs).astype(np.int32)
        tail = np.concatenate([copy.tail for copy in copies]) + moved
        head = np.concatenate([copy.head for copy in copies])
        within = head >= 0
        head = np.where(within, head + moved, -1)
        edge = np.concatenate([copy.edge for copy in copies])
        ahead = np.concatenate([copy.ahead for copy in copies])
        cost = np.where(ahead, self.impedance.ahead[edge], self.impedance.back[edge])

        number, source_head, source_cost = self._from_sources(copies, shift)
        count = len(copies)
        rows_of = np.bincount(tail[within], minlength=nodes)
        rows_of = np.concatenate([rows_of, np.bincount(number, minlength=count)])
        starts = np.concatenate([[0], np.cumsum(rows_of)]).astype(np.int32)
        graph = csr_matrix(
            (
                np.concatenate([cost[within], source_cost]),
                np.concatenate([head[within], source_head.astype(np.int32)]),
                starts,
            ),
            shape=(nodes + count, nodes + count),
        )
        found = dijkstra(
            graph,
            indices=nodes + np.arange(count),
            min_only=True,
            limit=limit,
            return_predecessors=with_ways,
        )
        # an edge is listed from its start, or from its end where the start lies beyond
        listed = ahead | ~within
        ahead, tail, head = ahead[listed], tail[listed], head[listed]
        return Reached(
            rows,
            np.repeat(np.arange(count), arcs)[listed],
            edge[listed].astype(np.int64),
            np.where(ahead, tail, head).astype(np.int64),
            np.where(ahead, head, tail).astype(np.int64),
            np.repeat(np.arange(count), sizes),
            np.concatenate([copy.node for copy in copies]),
            found[0] if with_ways else found,
            (found[1] if with_ways else np.zeros(0)).astype(np.int64),
        )

    def _from_sources(
        self, copies: list[_Copy], shift: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Lead from each source to both ends of the edges on which it stands."""
        to_start, to_end = self.to_ends
        number = np.repeat(
            np.arange(len(copies)), [2 * (copy.access.stop - copy.access.start) for copy in copies]
        )
        head = np.concatenate([copy.ends.reshape(-1) for copy in copies]).astype(np.int64)
        cost = np.concatenate([
            part for copy in copies for part in (to_start[copy.access], to_end[copy.access])
        ])  # fmt: skip
        inside = head >= 0
        return number[inside], (head + shift[number])[inside], cost[inside]


@dataclass(frozen=True, eq=False)
class _Copy:
    """Nodes and arcs around one source, numbered from 0; heads beyond the circle are -1."""

    node: NDArray[np.int64]
    tail: NDArray[np.int32]
    head: NDArray[np.int32]
    edge: NDArray[np.int32]
    ahead: NDArray[np.bool_]
    access: slice
    ends: NDArray[np.int32]
