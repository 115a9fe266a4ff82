"""Walks between two sets of features: the nearest, the k nearest, or all within a limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .coverage import ROUNDING
from .impedance import Impedance
from .rows import expand, run_starts
from .vicinity import Vicinity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .access import Access
    from .network import WalkNetwork
    from .vicinity import Reached

_FIRST_LOOK = 1000.0  # metres; where the k nearest are looked for before it is widened


@dataclass(frozen=True, eq=False)
class Pairs:
    """Walks, ordered by origin and cost.

    Attributes
    ----------
    origin, destination
        Shape (n,): indices of the features.
    cost
        Shape (n,): what the walk costs.
    """

    origin: NDArray[np.int64]
    destination: NDArray[np.int64]
    cost: NDArray[np.float64]

    @classmethod
    def joined(cls, parts: Sequence[Pairs]) -> Pairs:
        """Put walks together and order them."""
        none = np.zeros(0, dtype=np.int64)
        origin = np.concatenate([none, *(part.origin for part in parts)])
        destination = np.concatenate([none, *(part.destination for part in parts)])
        cost = np.concatenate([np.zeros(0), *(part.cost for part in parts)])
        order = np.lexsort((destination, cost, origin))
        return cls(origin[order], destination[order], cost[order])

    def nearest(self, k: int, group: NDArray[np.int64]) -> Pairs:
        """Keep the first k destinations of each group for each origin.

        Parameters
        ----------
        k
            How many.
        group
            Shape (destinations,): the group, for example the service, of each destination.
        """
        of_pair = group[self.destination]
        order = np.lexsort((self.destination, self.cost, of_pair, self.origin))
        start = run_starts(self.origin[order], of_pair[order])
        place = np.arange(len(order)) - np.repeat(start, np.diff(np.append(start, len(order))))
        rows = order[place < k]
        return Pairs(self.origin[rows], self.destination[rows], self.cost[rows])


def walks_within(
    network: WalkNetwork,
    origins: Access,
    origin_count: int,
    destinations: Access,
    destination_count: int,
    limit: float,
    progress: Callable[[float], None] = lambda share: None,
    costs: Impedance | None = None,
) -> Pairs:
    """Find all walks between origins and destinations that cost no more than a limit.

    The search runs from the smaller of the two sets.

    Parameters
    ----------
    network
        The streets.
    origins, destinations
        Access points, ordered by owner.
    origin_count, destination_count
        Number of features.
    limit
        Greatest cost of a walk; may be infinite.
    progress
        Called with the share done, 0 to 1; may raise to stop the run.
    costs
        What walks away from the origins cost; without it, metres.
    """
    costs = costs or Impedance.metres(network)
    limit = limit + ROUNDING * costs.leg
    starts, goals = len(np.unique(origins.owner)), len(np.unique(destinations.owner))
    swapped = goals < starts
    if swapped:
        origins, destinations, costs = destinations, origins, costs.reversed
    vicinity = Vicinity(network, origins, costs)
    reader = _Reader(vicinity, destinations)
    parts = []
    done = 0
    for reached in vicinity.each(limit):
        parts.append(reader.read(reached, limit))
        done += len(reached.sources)
        progress(done / min(starts, goals))
    if swapped:
        parts = [Pairs(part.destination, part.origin, part.cost) for part in parts]
    return Pairs.joined(parts)


def nearest_walks(
    network: WalkNetwork,
    origins: Access,
    origin_count: int,
    destinations: Access,
    group: NDArray[np.int64],
    k: int,
    limit: float,
    progress: Callable[[float], None] = lambda share: None,
    costs: Impedance | None = None,
) -> Pairs:
    """Find the k nearest destinations of each group for each origin.

    Each origin is searched around in widening circles until it has all that it can get.

    Parameters
    ----------
    network, origins, origin_count, destinations, limit, progress, costs
        As for `walks_within`.
    group
        Shape (destinations,): the group, for example the service, of each destination.
    k
        How many of each group.
    """
    costs = costs or Impedance.metres(network)
    limit = limit + ROUNDING * costs.leg
    vicinity = Vicinity(network, origins, costs)
    reader = _Reader(vicinity, destinations)
    there = np.zeros(len(group), dtype=bool)
    there[destinations.owner] = True
    wanted = int(np.minimum(np.bincount(group[there], minlength=1), k).sum())
    asked = np.unique(origins.owner)
    total = max(1, len(asked))
    look = min(limit, _FIRST_LOOK * costs.leg)
    span = float(np.ptp(network.node_xy, axis=0).sum()) * costs.leg
    parts: list[Pairs] = []
    while len(asked) and wanted:
        found = []
        done = total - len(asked)
        for reached in vicinity.each(look, asked=asked):
            found.append(reader.read(reached, look).nearest(k, group))
            done += len(reached.sources) * (look >= limit)
            progress(done / total)
        pairs = Pairs.joined(found)
        number = np.bincount(pairs.origin, minlength=origin_count)
        full = (number >= wanted) | (look >= limit)
        kept = full[pairs.origin]
        parts.append(Pairs(pairs.origin[kept], pairs.destination[kept], pairs.cost[kept]))
        asked = asked[~full[asked]]
        # beyond the span of the streets nothing new is met by doubling: look everywhere
        look = limit if 2 * look > span else min(limit, 2 * look)
    return Pairs.joined(parts)


class _Reader:
    """Reads what searches say at destinations."""

    def __init__(self, vicinity: Vicinity, destinations: Access) -> None:
        network, impedance = vicinity.network, vicinity.impedance
        self.vicinity = vicinity
        order = np.argsort(destinations.edge, kind="stable")
        self.goal = goal = destinations.take(order)
        self.first = np.searchsorted(goal.edge, np.arange(network.edge_count + 1))
        length = network.length[goal.edge]
        self.low, self.high = np.clip(goal.low, 0, length), np.clip(goal.high, 0, length)
        leg = goal.leg * impedance.leg
        self.onwards = impedance.walk(goal.edge, np.zeros(len(goal)), self.low)[0] + leg
        self.backwards = impedance.walk(goal.edge, self.high, length)[1] + leg

    def read(self, reached: Reached, limit: float) -> Pairs:
        """Give the cheapest walk from each source to each destination within the limit."""
        busy = self.first[reached.edge + 1] > self.first[reached.edge]
        rows = np.flatnonzero(busy)
        take, goal = expand(self.first[reached.edge[rows]], self.first[reached.edge[rows] + 1])
        rows = rows[take]
        cost = np.minimum(
            _at(reached.cost, reached.start[rows]) + self.onwards[goal],
            _at(reached.cost, reached.end[rows]) + self.backwards[goal],
        )
        own_row, own_goal, own_cost = self._direct(reached)
        row = np.concatenate([reached.row[rows], own_row])
        goal = np.concatenate([goal, own_goal])
        cost = np.concatenate([cost, own_cost])
        near = np.isfinite(cost) & (cost <= limit)
        row, owner, cost = row[near], self.goal.owner[goal[near]], cost[near]
        order = np.lexsort((cost, owner, row))
        best = order[run_starts(row[order], owner[order])]
        return Pairs(reached.sources[row[best]], owner[best], cost[best])

    def _direct(
        self, reached: Reached
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Walk along an edge on which both the source and a destination stand."""
        access, impedance = self.vicinity.sources, self.vicinity.impedance
        row = np.searchsorted(reached.sources, access.owner)
        there = row < len(reached.sources)
        there[there] &= reached.sources[row[there]] == access.owner[there]
        own = np.flatnonzero(there)
        take, goal = expand(self.first[access.edge[own]], self.first[access.edge[own] + 1])
        own = own[take]
        edge = access.edge[own]
        length = impedance.length[edge]
        low, high = np.clip(access.low[own], 0, length), np.clip(access.high[own], 0, length)
        ahead, _ = impedance.walk(edge, high, np.maximum(high, self.low[goal]))
        _, back = impedance.walk(edge, np.minimum(low, self.high[goal]), low)
        legs = (access.leg[own] + self.goal.leg[goal]) * impedance.leg
        return row[own], goal, ahead + back + legs


def _at(cost: NDArray[np.float64], copy: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.where(copy < 0, np.inf, cost[copy])
