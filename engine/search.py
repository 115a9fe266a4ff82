"""Shortest walks: a network in which the sources of the search are nodes of their own.

Each source (a facility or an origin) has one node, joined to its access points; the edges on
which access points lie are divided there into pieces. A target, which may lie anywhere on a
piece, is then reached over one of the piece's two ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from .impedance import Impedance
from .reduction import Reduction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from .access import Access
    from .network import WalkNetwork


_OFTEN = 4  # searches after which a smaller network has paid for itself
_TOGETHER = 1_000_000  # costs that are held at once


@dataclass(frozen=True, eq=False)
class Pieces:
    """Edges, divided where sources join them; ordered by edge and offset.

    Attributes
    ----------
    edge
        Shape (n,): the edge that the piece is part of.
    low, high
        Shape (n,): metres from the start of that edge.
    start, end
        Shape (n,): nodes at both ends.
    first
        Shape (edges + 1,): where the pieces of each edge begin.
    """

    edge: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    first: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Search:
    """A network prepared for searches from several sources at once.

    Parameters
    ----------
    network
        The streets.
    sources
        Access points of the sources.
    count
        Number of sources; a source without access points reaches nothing.
    costs
        What a walk costs away from the sources (for walks towards them: `Impedance.reversed`);
        without it, its metres.
    """

    network: WalkNetwork
    sources: Access
    count: int
    costs: Impedance | None = None

    @cached_property
    def impedance(self) -> Impedance:
        """What walks away from the sources cost."""
        return self.costs or Impedance.metres(self.network)

    @cached_property
    def pieces(self) -> Pieces:
        """Edges divided at the sources' access points."""
        return self._divided[0]

    @cached_property
    def _divided(self) -> tuple[Pieces, NDArray[np.int64], NDArray[np.int64]]:
        """Pieces, and the nodes at the low and high end of each access point."""
        net, src = self.network, self.sources
        edge = np.concatenate([src.edge, src.edge])
        offset = np.clip(np.concatenate([src.low, src.high]), 0.0, net.length[edge])
        order = np.lexsort((offset, edge))
        e, o = edge[order], offset[order]
        fresh = np.append(np.ones(min(len(e), 1), dtype=bool), (np.diff(e) > 0) | (np.diff(o) > 0))
        number = np.cumsum(fresh) - 1
        cut_edge, cut_offset = e[fresh], o[fresh]
        node = np.empty(len(edge), dtype=np.int64)
        node[order] = net.node_count + number
        cuts = np.bincount(cut_edge, minlength=net.edge_count)
        total = net.edge_count + len(cut_edge)
        of_edge = np.repeat(np.arange(net.edge_count), cuts + 1)
        begins = np.cumsum(cuts + 1) - (cuts + 1)
        inner = np.ones(total, dtype=bool)
        inner[begins] = False
        low, start = np.zeros(total), np.empty(total, dtype=np.int64)
        start[begins] = net.edge_from
        low[inner] = cut_offset
        start[inner] = net.node_count + np.arange(len(cut_edge))
        high, end = np.empty(total), np.empty(total, dtype=np.int64)
        ends = begins + cuts
        high[ends], end[ends] = net.length, net.edge_to
        before = np.flatnonzero(inner) - 1
        high[before], end[before] = low[inner], start[inner]
        half = len(src)
        first = np.append(begins, total)
        return Pieces(of_edge, low, high, start, end, first), node[:half], node[half:]

    @property
    def first_source(self) -> int:
        """Node of the first source; the others follow."""
        return self.network.node_count + int(self.pieces.start.size) - self.network.edge_count

    @cached_property
    def reduction(self) -> Reduction:
        """The network reduced to fewer nodes, for many searches."""
        pieces = self.pieces
        there, back = self.impedance.walk(pieces.edge, pieces.low, pieces.high)
        return Reduction(self.first_source, pieces.start, pieces.end, there, back)

    @cached_property
    def graph(self) -> csr_matrix:
        """Costs between nodes, in both directions; from a source's node outwards only."""
        pieces, low_node, high_node = self._divided
        ahead, back = self.impedance.walk(pieces.edge, pieces.low, pieces.high)
        leg = self.sources.leg * self.impedance.leg
        own = self.first_source + self.sources.owner
        tail = np.concatenate([pieces.start, pieces.end, own, own])
        head = np.concatenate([pieces.end, pieces.start, low_node, high_node])
        cost = np.concatenate([ahead, back, leg, leg])
        order = np.argsort(tail, kind="stable")
        size = self.first_source + self.count
        starts = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=size))])
        # small indices are what the search works on: no copy is made for it
        return csr_matrix(
            (cost[order], head[order].astype(np.int32), starts.astype(np.int32)),
            shape=(size, size),
        )

    def nearest(
        self, sources: NDArray[np.int64], limit: float = np.inf
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Search from several sources at once.

        Parameters
        ----------
        sources
            Which sources take part.
        limit
            Cost beyond which nothing is searched.

        Returns
        -------
        cost, source
            For each node: cost from the nearest source (inf if none) and which it is (-1).
        """
        if not len(sources):
            size = self.first_source + self.count
            return np.full(size, np.inf), np.full(size, -1, dtype=np.int64)
        cost, _, origin = dijkstra(
            self.graph,
            indices=self.first_source + sources,
            min_only=True,
            limit=limit,
            return_predecessors=True,
        )
        origin = origin.astype(np.int64) - self.first_source
        origin[~np.isfinite(cost)] = -1
        return cost, origin

    def nearest_of_each(
        self, groups: Sequence[NDArray[np.int64]], limit: float = np.inf
    ) -> Iterator[tuple[NDArray[np.float64], NDArray[np.int64]]]:
        """Search once for each of several groups of sources, such as services.

        Many groups are searched on a smaller network that is made for it.

        Parameters
        ----------
        groups
            Which sources take part in each search.
        limit
            Cost beyond which nothing is searched.

        Yields
        ------
        cost, source
            As `nearest` returns them; of the nodes of sources nothing is said.
        """
        if len(groups) < _OFTEN:
            yield from (self.nearest(group, limit) for group in groups)
            return
        _, low_node, high_node = self._divided
        own, leg = self.sources, self.sources.leg * self.impedance.leg
        together = max(1, _TOGETHER // self.first_source)
        for begin in range(0, len(groups), together):
            some = groups[begin : begin + together]
            takes_part = np.zeros((len(some), self.count), dtype=bool)
            for row, sources in enumerate(some):
                takes_part[row, sources] = True
            group, access = np.nonzero(takes_part[:, own.owner])
            cost, start = self.reduction.nearest(
                np.concatenate([group, group]),
                np.concatenate([low_node[access], high_node[access]]),
                np.concatenate([leg[access], leg[access]]),
                len(some),
                limit,
            )
            owner = np.append(np.tile(own.owner[access], 2), -1)
            for row in range(len(some)):
                yield cost[:, row], owner[start[:, row]]

    def targets(self, access: Access) -> Targets:
        """Prepare access points as targets of this search.

        Parameters
        ----------
        access
            Where the targets join the network.
        """
        return Targets(self, access)


@dataclass(frozen=True, eq=False)
class Targets:
    """Access points at which the costs of a search are read.

    Parameters
    ----------
    search
        The search.
    access
        Where the targets join the network; a stretch counts from its nearest point.
    """

    search: Search
    access: Access

    @cached_property
    def _ends(
        self,
    ) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
        """Node and cost from it: before the low end and after the high end of each target."""
        pieces, own, impedance = self.search.pieces, self.access, self.search.impedance
        before = self._piece(own.low, last=False)
        after = self._piece(own.high, last=True)
        low = np.maximum(own.low, pieces.low[before])
        high = np.minimum(own.high, pieces.high[after])
        onwards, _ = impedance.walk(own.edge, pieces.low[before], low)
        _, backwards = impedance.walk(own.edge, high, pieces.high[after])
        return pieces.start[before], onwards, pieces.end[after], backwards

    def _piece(self, offset: NDArray[np.float64], last: bool) -> NDArray[np.int64]:
        """Find the piece that holds an offset: at a division the one that has it as its end.

        Seen from the low end that is the piece that begins there, from the high end the piece
        that ends there.
        """
        pieces, edge = self.search.pieces, self.access.edge
        inner = np.ones(len(pieces.edge), dtype=bool)
        inner[pieces.first[:-1]] = False
        cut = np.flatnonzero(inner)
        # divisions and offsets sorted together: the divisions before an offset are counted
        is_offset = np.repeat([False, True], [len(cut), len(edge)])
        order = np.lexsort(
            (
                is_offset ^ last,
                np.concatenate([pieces.low[cut], offset]),
                np.concatenate([pieces.edge[cut], edge]),
            )
        )
        passed = np.empty(len(order), dtype=np.int64)
        passed[order] = np.cumsum(~is_offset[order])
        before_edge = np.cumsum(inner)[pieces.first[:-1]]
        return np.asarray(pieces.first[edge] + passed[len(cut) :] - before_edge[edge])

    @cached_property
    def _within(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of targets and source access points whose stretches overlap."""
        src, own = self.search.sources, self.access
        wide_source = src.high > src.low
        wide_target = own.high > own.low
        order = np.argsort(src.edge, kind="stable")
        low = np.searchsorted(src.edge[order], own.edge, side="left")
        high = np.searchsorted(src.edge[order], own.edge, side="right")
        count = high - low
        target = np.repeat(np.arange(len(own)), count)
        take = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - low, count)
        source = order[take]
        either = wide_source[source] | wide_target[target]
        target, source = target[either], source[either]
        overlap = (own.low[target] <= src.high[source]) & (src.low[source] <= own.high[target])
        return target[overlap], source[overlap]

    def nearest(
        self, sources: NDArray[np.int64], limit: float = np.inf
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Find each target's nearest source.

        Parameters
        ----------
        sources
            Which sources take part.
        limit
            Cost beyond which nothing is searched.

        Returns
        -------
        cost, source
            Cost (inf if none is within the limit) and which source (-1), per access point.
        """
        return self._read(sources, *self.search.nearest(sources, limit))

    def nearest_of_each(
        self, groups: Sequence[NDArray[np.int64]], limit: float = np.inf
    ) -> Iterator[tuple[NDArray[np.float64], NDArray[np.int64]]]:
        """Find each target's nearest source of each of several groups.

        Parameters
        ----------
        groups
            Which sources are in each group.
        limit
            Cost beyond which nothing is searched.

        Yields
        ------
        cost, source
            As `nearest` returns them.
        """
        found = self.search.nearest_of_each(groups, limit)
        for sources, (cost, origin) in zip(groups, found, strict=True):
            yield self._read(sources, cost, origin)

    def _read(
        self,
        sources: NDArray[np.int64],
        cost: NDArray[np.float64],
        origin: NDArray[np.int64],
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Read at the targets what a search says at the nodes."""
        start, onwards, end, backwards = self._ends
        over_start = cost[start] + onwards
        over_end = cost[end] + backwards
        best = np.minimum(over_start, over_end)
        source = np.where(over_start <= over_end, origin[start], origin[end])
        target, stretch = self._within
        if len(target):
            takes_part = np.zeros(self.search.count, dtype=bool)
            takes_part[sources] = True
            used = takes_part[self.search.sources.owner[stretch]]
            leg = self.search.sources.leg * self.search.impedance.leg
            for t, s in zip(target[used], stretch[used], strict=True):
                if leg[s] < best[t]:
                    best[t] = leg[s]
                    source[t] = self.search.sources.owner[s]
        best = best + self.access.leg * self.search.impedance.leg
        source[~np.isfinite(best)] = -1
        return best, source
