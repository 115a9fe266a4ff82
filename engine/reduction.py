"""A smaller network with the same costs, for many searches on one network.

Junctions of few streets are taken out, many at a time, and their neighbours joined by arcs that
cost what the way through them costs. What is left, the core, is searched. What stands on a
junction that was taken out is carried into the core before, and costs are carried back to it
after, each round of junctions in one go. This is node contraction (Geisberger et al. 2008,
"Contraction hierarchies") stopped where it would begin to add arcs; carrying costs back in rounds
is what PHAST does (Delling et al. 2011).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from .rows import expand, run_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_MOST_STREETS = 8  # of a junction that is taken out; beyond it more arcs are added than it had
_WORTH = 0.01  # share of the junctions that a round must take out


@dataclass(frozen=True, eq=False)
class Arcs:
    """Ways between pairs of nodes, each pair once, in both directions.

    Attributes
    ----------
    one, other
        Shape (n,): the two nodes.
    there, back
        Shape (n,): cost from one to the other and back; inf where there is no way.
    """

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    there: NDArray[np.float64]
    back: NDArray[np.float64]

    @classmethod
    def joined(cls, parts: Sequence[Arcs]) -> Arcs:
        """Put several together."""
        return cls(
            np.concatenate([part.one for part in parts]),
            np.concatenate([part.other for part in parts]),
            np.concatenate([part.there for part in parts]),
            np.concatenate([part.back for part in parts]),
        )

    @property
    def turned(self) -> Arcs:
        """The same, seen from the other node."""
        return Arcs(self.other, self.one, self.back, self.there)

    def take(self, rows: NDArray[np.bool_]) -> Arcs:
        """Give some of them."""
        return Arcs(self.one[rows], self.other[rows], self.there[rows], self.back[rows])

    def cheapest(self, nodes: int) -> Arcs:
        """Leave out loops and closed ways; keep the least cost of each pair and direction."""
        apart = (self.one != self.other) & (np.isfinite(self.there) | np.isfinite(self.back))
        one, other = self.one[apart], self.other[apart]
        there, back = self.there[apart], self.back[apart]
        turned = one > other
        low, high = np.where(turned, other, one), np.where(turned, one, other)
        there, back = np.where(turned, back, there), np.where(turned, there, back)
        order = np.argsort(low * nodes + high, kind="stable")
        low, high = low[order], high[order]
        first = run_starts(low, high)
        if not len(first):
            return Arcs(low, high, there, back)
        return Arcs(
            low[first],
            high[first],
            np.minimum.reduceat(there[order], first),
            np.minimum.reduceat(back[order], first),
        )


@dataclass(frozen=True, eq=False)
class Round:
    """Nodes that are taken out together: no two of them are neighbours.

    Attributes
    ----------
    node
        Shape (n,): those with most neighbours first.
    count
        Shape (most,): how many of the nodes have more than 0, 1, ... neighbours.
    other
        Shape (n, most): their neighbours.
    out, into
        Shape (n, most): cost to the neighbours and from them, inf where there are fewer.
    """

    node: NDArray[np.int64]
    count: NDArray[np.int64]
    other: NDArray[np.int64]
    out: NDArray[np.float64]
    into: NDArray[np.float64]

    @classmethod
    def of(cls, nodes: NDArray[np.int64], arcs: Arcs) -> Round:
        """Note nodes with the arcs from each of them."""
        order = np.argsort(arcs.one, kind="stable")
        one = arcs.one[order]
        first = np.searchsorted(one, nodes)
        degree = np.searchsorted(one, nodes, side="right") - first
        most = int(degree.max(initial=0))
        rank = np.argsort(-degree, kind="stable")
        place = np.empty(len(nodes), dtype=np.int64)
        place[rank] = np.arange(len(nodes))
        row, number = expand(first, first + degree)
        column = number - first[row]
        shape = (len(nodes), most)
        other = np.zeros(shape, np.int64)
        out, into = np.full(shape, np.inf), np.full(shape, np.inf)
        at = place[row], column
        other[at], out[at] = arcs.other[order], arcs.there[order]
        into[at] = arcs.back[order]
        count = np.count_nonzero(degree[:, None] > np.arange(most), axis=0)
        return cls(nodes[rank], count, other, out, into)

    def bridges(self) -> list[Arcs]:
        """Give the ways between their neighbours, through them."""
        return [
            Arcs(
                self.other[: self.count[a], a],
                self.other[: self.count[a], b],
                self.into[: self.count[a], a] + self.out[: self.count[a], b],
                self.into[: self.count[a], b] + self.out[: self.count[a], a],
            )
            for a in range(len(self.count))
            for b in range(a)
        ]


class Reduction:
    """A network reduced to its core.

    Parameters
    ----------
    nodes
        Number of nodes.
    one, other
        Shape (n,): the two nodes of each piece of street.
    there, back
        Shape (n,): cost from one to the other and back.
    """

    def __init__(
        self,
        nodes: int,
        one: NDArray[np.int64],
        other: NDArray[np.int64],
        there: NDArray[np.float64],
        back: NDArray[np.float64],
    ) -> None:
        self.nodes = nodes
        self.rounds: list[Round] = []
        arcs = Arcs(one, other, there, back).cheapest(nodes)
        left = np.ones(nodes, dtype=bool)
        # equal degrees in an order without pattern: neighbours are rarely in each other's way
        mixed = np.arange(nodes) * 2654435761 % 4294967296
        while True:
            degree = np.bincount(arcs.one, minlength=nodes)
            degree += np.bincount(arcs.other, minlength=nodes)
            few = left & (degree <= _MOST_STREETS)
            rank = degree * 4294967296 + mixed
            both = np.flatnonzero(few[arcs.one] & few[arcs.other])
            one, other = arcs.one[both], arcs.other[both]
            few[np.where(rank[one] > rank[other], one, other)] = False
            taken = int(np.count_nonzero(few))
            if taken <= _WORTH * np.count_nonzero(left):
                break
            left &= ~few
            arcs = self._take_out(few, arcs)
        self.core = np.flatnonzero(left)
        self._number = np.cumsum(left) - 1
        tail = self._number[np.concatenate([arcs.one, arcs.other])]
        order = np.argsort(tail, kind="stable")
        self._head = self._number[np.concatenate([arcs.other, arcs.one])][order].astype(np.int32)
        self._cost = np.concatenate([arcs.there, arcs.back])[order]
        self._first = np.cumsum(np.bincount(tail, minlength=len(self.core)))

    def _take_out(self, chosen: NDArray[np.bool_], arcs: Arcs) -> Arcs:
        """Take nodes out, note how, and give the arcs between the others."""
        ahead, turned = chosen[arcs.one], chosen[arcs.other]
        gone = Arcs.joined([arcs.take(ahead), arcs.take(turned).turned])
        made = Round.of(np.flatnonzero(chosen), gone)
        self.rounds.append(made)
        return Arcs.joined([arcs.take(~(ahead | turned)), *made.bridges()]).cheapest(self.nodes)

    def nearest(
        self,
        group: NDArray[np.int64],
        node: NDArray[np.int64],
        cost: NDArray[np.float64],
        groups: int,
        limit: float = np.inf,
    ) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
        """Search several times, each time from several places at once.

        Parameters
        ----------
        group
            Shape (n,): the search, from 0, in which a place takes part.
        node
            Shape (n,): the place.
        cost
            Shape (n,): what it has cost to come there.
        groups
            Number of searches.
        limit
            Cost beyond which nothing is searched.

        Returns
        -------
        cost, start
            Shape (nodes, groups): cost from the nearest place (inf beyond the limit), and its row
            (-1).
        """
        best = np.full((self.nodes, groups), np.inf)
        start = np.full((self.nodes, groups), -1, dtype=np.int32)
        _improve(best, start, node * groups + group, cost, np.arange(len(node), dtype=np.int32))
        for one in self.rounds:
            self._carry_in(one, best, start)
        for number in range(groups):
            self._search_core(best[:, number], start[:, number], limit)
        for one in reversed(self.rounds):
            self._carry_back(one, best, start)
        if limit < np.inf:
            beyond = best > limit
            best[beyond], start[beyond] = np.inf, -1
        return best, start

    @staticmethod
    def _carry_in(one: Round, best: NDArray[np.float64], start: NDArray[np.int32]) -> None:
        """Carry the costs of nodes that are taken out to their neighbours."""
        groups = best.shape[1]
        row, group = np.nonzero(best[one.node] < np.inf)
        if not len(row):
            return
        node = one.node[row]
        there = best[node, group][:, None] + one.out[row]
        to = one.other[row] * groups + group[:, None]
        real = there < np.inf
        label = np.broadcast_to(start[node, group][:, None], there.shape)
        _improve(best, start, to[real], there[real], label[real])

    @staticmethod
    def _carry_back(one: Round, best: NDArray[np.float64], start: NDArray[np.int32]) -> None:
        """Carry the costs of the neighbours to nodes that were taken out."""
        found, label = best[one.node], start[one.node]
        for column, count in enumerate(one.count.tolist()):
            other = one.other[:count, column]
            there = best[other] + one.into[:count, column, None]
            better = there < found[:count]
            np.copyto(found[:count], there, where=better)
            np.copyto(label[:count], start[other], where=better)
        best[one.node], start[one.node] = found, label

    def _search_core(
        self, best: NDArray[np.float64], start: NDArray[np.int32], limit: float
    ) -> None:
        """Search the core from all of its nodes that have a cost."""
        size = len(self.core)
        before = best[self.core]
        begun = np.flatnonzero(before < np.inf)
        if not len(begun):
            return
        # each of them is led to from a node of its own
        count = len(begun)
        first = np.concatenate([[0], self._first, len(self._cost) + 1 + np.arange(count)])
        graph = csr_matrix(
            (
                np.concatenate([self._cost, before[begun]]),
                np.concatenate([self._head, begun.astype(np.int32)]),
                first.astype(np.int32),
            ),
            shape=(size + count, size + count),
        )
        found, _, source = dijkstra(
            graph,
            indices=size + np.arange(count),
            min_only=True,
            limit=limit,
            return_predecessors=True,
        )
        met = np.flatnonzero(found[:size] < np.inf)
        label = start[self.core[begun]]
        best[self.core[met]] = found[met]
        start[self.core[met]] = label[source[met] - size]


def _improve(
    best: NDArray[np.float64],
    start: NDArray[np.int32],
    at: NDArray[np.int64],
    cost: NDArray[np.float64],
    label: NDArray[np.int32],
) -> None:
    """Enter costs where they are less than what is there; ``at`` counts row by row."""
    order = np.lexsort((label, cost, at))
    order = order[run_starts(at[order])]
    best, start = best.reshape(-1), start.reshape(-1)
    order = order[cost[order] < best[at[order]]]
    best[at[order]] = cost[order]
    start[at[order]] = label[order]
