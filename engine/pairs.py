"""Walks between two sets of features: the nearest, the k nearest, or all within a limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .coverage import ROUNDING
from .impedance import Impedance
from .rows import expand, least, run_starts
from .search import Search
from .vicinity import Vicinity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .access import Access
    from .network import WalkNetwork
    from .vicinity import Reached

_MOST_PAIRS = 10_000_000  # walks held at once to choose the k nearest among
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
        Access points.
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
    vicinity = Vicinity(network, origins.ordered(), costs)
    reader = Reader(vicinity, destinations)
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

    The nearest alone takes one search from all destinations of a group. For more, each origin is
    searched around in widening circles until it has all that it can get; where there are fewer
    destinations than origins, all walks from them are compared.

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
    if k == 1:
        return _one_nearest(
            network, origins, origin_count, destinations, group, limit, progress, costs
        )
    starts, goals = len(np.unique(origins.owner)), len(np.unique(destinations.owner))
    if goals < starts and goals * starts <= _MOST_PAIRS:
        every = walks_within(
            network, origins, origin_count, destinations, len(group), limit, progress, costs
        )
        return every.nearest(k, group)
    limit = limit + ROUNDING * costs.leg
    vicinity = Vicinity(network, origins.ordered(), costs)
    reader = Reader(vicinity, destinations)
    wanted = _to_be_had(network, origins, origin_count, destinations, group, k)
    asked = np.unique(origins.owner)
    total = max(1, len(asked))
    look = min(limit, _FIRST_LOOK * costs.leg)
    span = float(np.ptp(network.node_xy, axis=0).sum()) * costs.leg
    parts: list[Pairs] = []
    while len(asked):
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


def _one_nearest(
    network: WalkNetwork,
    origins: Access,
    origin_count: int,
    destinations: Access,
    group: NDArray[np.int64],
    limit: float,
    progress: Callable[[float], None],
    costs: Impedance,
) -> Pairs:
    """Search once for each group, from all its destinations towards the origins."""
    groups = np.unique(group)
    targets = Search(network, destinations, len(group), costs.reversed).targets(origins)
    allowed = limit + ROUNDING * costs.leg
    parts = []
    members = [np.flatnonzero(group == one) for one in groups]
    for number, (cost, source) in enumerate(targets.nearest_of_each(members, allowed)):
        best, row = least(cost, origins.owner, origin_count)
        origin = np.flatnonzero(np.isfinite(best) & (best <= allowed))
        parts.append(Pairs(origin, source[row[origin]], best[origin]))
        progress((number + 1) / len(groups))
    return Pairs.joined(parts)


def _to_be_had(
    network: WalkNetwork,
    origins: Access,
    origin_count: int,
    destinations: Access,
    group: NDArray[np.int64],
    k: int,
) -> NDArray[np.int64]:
    """Count the destinations, k of a group at most, that each origin can get at all."""
    part = network.component
    parts, groups = int(part.max(initial=0)) + 1, int(group.max(initial=0)) + 1
    there = np.unique(np.column_stack([part[destinations.edge], destinations.owner]), axis=0)
    number = np.zeros((parts, groups), dtype=np.int64)
    np.add.at(number, (there[:, 0], group[there[:, 1]]), 1)
    # an origin with access to several parts may count too many: it is then looked for everywhere
    own = np.unique(np.column_stack([origins.owner, part[origins.edge]]), axis=0)
    sums = np.zeros((origin_count, groups), dtype=np.int64)
    np.add.at(sums, own[:, 0], number[own[:, 1]])
    return np.asarray(np.minimum(sums, k).sum(axis=1))


def count_again(
    network: WalkNetwork,
    origins: Access,
    destinations: Access,
    pairs: Pairs,
    bound: float,
    costs: Impedance | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> NDArray[np.float64]:
    """Find what the cheapest walks between given pairs cost in another unit.

    The quickest walk need not be the shortest: each unit has its own.

    Parameters
    ----------
    network, origins, destinations, progress
        As for `walks_within`.
    pairs
        Between which features.
    bound
        A cost that no walk between them exceeds.
    costs
        What walks away from the origins cost in the other unit; without it, metres.

    Returns
    -------
    Shape (pairs,): inf where there is no walk.
    """
    vicinity = Vicinity(network, origins.ordered(), costs)
    reader = Reader(vicinity, destinations)
    size = int(max(destinations.owner.max(initial=0), pairs.destination.max(initial=0))) + 1
    wanted = pairs.origin * size + pairs.destination
    order = np.argsort(wanted)
    result = np.full(len(wanted), np.inf)
    asked = np.unique(pairs.origin)
    done = 0
    for reached in vicinity.each(bound * (1 + 1e-9), asked=asked):
        found = reader.read(reached, np.inf)
        key = found.origin * size + found.destination
        place = np.searchsorted(wanted, key, sorter=order)
        hit = place < len(wanted)
        hit[hit] = wanted[order[place[hit]]] == key[hit]
        result[order[place[hit]]] = found.cost[hit]
        done += len(reached.sources)
        progress(done / len(asked))
    return result


@dataclass(frozen=True, eq=False)
class Arrivals:
    """How the cheapest walks of a search arrive.

    Attributes
    ----------
    row
        Shape (n,): index of the source.
    destination
        Shape (n,): the feature.
    cost
        Shape (n,): what the walk costs.
    goal
        Shape (n,): the access point of the destination, among those of the reader.
    last
        Shape (n,): the copy of the node over which the walk arrives, -1 where it never leaves
        its first edge.
    from_end
        Shape (n,): that node is the end, not the start, of the destination's edge.
    access
        Shape (n,): the access point of a source that never leaves its first edge; else -1.
    """

    row: NDArray[np.int64]
    destination: NDArray[np.int64]
    cost: NDArray[np.float64]
    goal: NDArray[np.int64]
    last: NDArray[np.int64]
    from_end: NDArray[np.bool_]
    access: NDArray[np.int64]


class Reader:
    """Reads what searches say at destinations.

    Parameters
    ----------
    vicinity
        The searches.
    destinations
        Access points of the destinations.
    """

    def __init__(self, vicinity: Vicinity, destinations: Access) -> None:
        network, impedance = vicinity.network, vicinity.impedance
        self.vicinity = vicinity
        self.row = np.argsort(destinations.edge, kind="stable")
        self.goal = goal = destinations.take(self.row)
        self.first = np.searchsorted(goal.edge, np.arange(network.edge_count + 1))
        length = network.length[goal.edge]
        self.low, self.high = np.clip(goal.low, 0, length), np.clip(goal.high, 0, length)
        leg = goal.leg * impedance.leg
        self.onwards = impedance.walk(goal.edge, np.zeros(len(goal)), self.low)[0] + leg
        self.backwards = impedance.walk(goal.edge, self.high, length)[1] + leg

    def read(self, reached: Reached, limit: float) -> Pairs:
        """Give the cheapest walk from each source to each destination within the limit."""
        arrivals = self.arrivals(reached, limit)
        return Pairs(reached.sources[arrivals.row], arrivals.destination, arrivals.cost)

    def arrivals(self, reached: Reached, limit: float) -> Arrivals:
        """Give the same with the way by which each walk arrives."""
        busy = self.first[reached.edge + 1] > self.first[reached.edge]
        rows = np.flatnonzero(busy)
        take, goal = expand(self.first[reached.edge[rows]], self.first[reached.edge[rows] + 1])
        rows = rows[take]
        over_start = _at(reached.cost, reached.start[rows]) + self.onwards[goal]
        over_end = _at(reached.cost, reached.end[rows]) + self.backwards[goal]
        own_row, own_access, own_goal, own_cost = self._direct(reached)
        row = np.concatenate([reached.row[rows], own_row])
        from_end = over_end < over_start
        last = np.where(from_end, reached.end[rows], reached.start[rows])
        from_end = np.concatenate([from_end, np.zeros(len(own_row), dtype=bool)])
        last = np.concatenate([last, np.full(len(own_row), -1)])
        access = np.concatenate([np.full(len(rows), -1), own_access])
        goal = np.concatenate([goal, own_goal])
        cost = np.concatenate([np.minimum(over_start, over_end), own_cost])
        near = np.flatnonzero(np.isfinite(cost) & (cost <= limit))
        owner = self.goal.owner[goal[near]]
        order = np.lexsort((cost[near], owner, row[near]))
        starts = order[run_starts(row[near][order], owner[order])]
        best = near[starts]
        return Arrivals(
            row[best],
            owner[starts],
            cost[best],
            goal[best],
            last[best],
            from_end[best],
            access[best],
        )

    def _direct(
        self, reached: Reached
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
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
        return row[own], own, goal, ahead + back + legs


def _at(cost: NDArray[np.float64], copy: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.where(copy < 0, np.inf, cost[copy])
