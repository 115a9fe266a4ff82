"""The walks themselves: along which edges, from where to where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .pairs import Reader
from .rows import run_starts
from .stretches import Stretches
from .vicinity import Vicinity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .access import Access
    from .impedance import Impedance
    from .network import WalkNetwork
    from .pairs import Arrivals, Pairs
    from .vicinity import Reached

_SAME = 1e-6  # metres; vertices that are closer are one


@dataclass(frozen=True, eq=False)
class Routes:
    """Walks as parts of edges, in the order in which they are walked.

    Attributes
    ----------
    pair
        Shape (n,): which walk, ascending.
    edge
        Shape (n,): the edge.
    begin, end
        Shape (n,): metres from the start of the edge; the end is the lower one where the walk
        goes against the edge.
    origin_access, destination_access
        Shape (pairs,): access points at both ends of each walk, -1 where there is no walk.
    """

    pair: NDArray[np.int64]
    edge: NDArray[np.int64]
    begin: NDArray[np.float64]
    end: NDArray[np.float64]
    origin_access: NDArray[np.int64]
    destination_access: NDArray[np.int64]

    def cost(self, origins: Access, destinations: Access, costs: Impedance) -> NDArray[np.float64]:
        """Add up what each walk costs in any unit.

        Parameters
        ----------
        origins, destinations
            The access points that the walks were found between.
        costs
            What walks away from the origins cost.

        Returns
        -------
        Shape (pairs,): inf where there is no walk.
        """
        low, high = np.minimum(self.begin, self.end), np.maximum(self.begin, self.end)
        ahead, back = costs.walk(self.edge, low, high)
        along = np.where(self.end >= self.begin, ahead, back)
        count = len(self.origin_access)
        total = np.zeros(count) + np.bincount(self.pair, weights=along, minlength=count)
        there = self.origin_access >= 0
        legs = origins.leg[self.origin_access[there]]
        legs = legs + destinations.leg[self.destination_access[there]]
        total[there] += legs * costs.leg
        total[~there] = np.inf
        return total

    def lines(self, network: WalkNetwork) -> NDArray[np.object_]:
        """Draw the part of each walk that follows streets.

        Parameters
        ----------
        network
            The streets.

        Returns
        -------
        Shape (pairs,): LineStrings; None for a walk that follows none.
        """
        low, high = np.minimum(self.begin, self.end), np.maximum(self.begin, self.end)
        parts = Stretches(self.pair, self.edge, low, high).lines(network)
        against = self.end < self.begin
        parts[against] = shapely.reverse(parts[against])
        xy, part = shapely.get_coordinates(parts, return_index=True)
        pair = self.pair[part]
        step = np.hypot(*np.diff(xy, axis=0, prepend=xy[:1]).T)
        again = np.append(False, pair[1:] == pair[:-1]) & (step < _SAME)
        xy, pair = xy[~again], pair[~again]
        count = np.bincount(pair, minlength=len(self.origin_access))
        long = count[pair] > 1
        result = np.full(len(self.origin_access), None, dtype=object)
        present, number = np.unique(pair[long], return_inverse=True)
        result[present] = shapely.linestrings(xy[long], indices=number)
        return result


def find_routes(
    network: WalkNetwork,
    origins: Access,
    destinations: Access,
    pairs: Pairs,
    costs: Impedance | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> Routes:
    """Find the cheapest walks between pairs of features.

    Parameters
    ----------
    network
        The streets.
    origins, destinations
        Access points.
    pairs
        Between which features, with what the walks cost.
    costs
        What walks away from the origins cost; without it, metres.
    progress
        Called with the share done, 0 to 1; may raise to stop the run.
    """
    row = np.argsort(origins.owner, kind="stable")
    vicinity = Vicinity(network, origins.take(row), costs)
    reader = Reader(vicinity, destinations)
    count = len(pairs.origin)
    ends = np.full((2, count), -1, dtype=np.int64)
    asked = np.unique(pairs.origin)
    bound = float(pairs.cost.max(initial=0.0)) * (1 + 1e-9) + 1e-6
    size = int(max(destinations.owner.max(initial=0), pairs.destination.max(initial=0))) + 1
    wanted = pairs.origin * size + pairs.destination
    order = np.argsort(wanted)
    parts: list[_Steps] = []
    done = 0
    for reached in vicinity.each(bound, with_ways=True, asked=asked):
        arrivals = reader.arrivals(reached, np.inf)
        key = reached.sources[arrivals.row] * size + arrivals.destination
        place = np.searchsorted(wanted, key, sorter=order)
        hit = place < count
        hit[hit] = wanted[order[place[hit]]] == key[hit]
        pair = order[place[hit]]
        steps, access = _trace(vicinity, reader, reached, arrivals, np.flatnonzero(hit))
        ends[0, pair] = row[access]
        ends[1, pair] = reader.row[arrivals.goal[hit]]
        parts.append(replace(steps, walk=pair[steps.walk]))
        done += len(reached.sources)
        progress(done / len(asked))
    steps = _Steps.joined(parts)
    # traced from the destination back: the last step is walked first
    order = np.lexsort((-steps.step, steps.walk))
    return Routes(
        steps.walk[order], steps.edge[order], steps.begin[order], steps.end[order], ends[0], ends[1]
    )


@dataclass(frozen=True, eq=False)
class _Steps:
    """Parts of edges, each with its walk and its number counted from the destination."""

    walk: NDArray[np.int64]
    step: NDArray[np.int64]
    edge: NDArray[np.int64]
    begin: NDArray[np.float64]
    end: NDArray[np.float64]

    @classmethod
    def joined(cls, parts: Sequence[_Steps]) -> _Steps:
        none, nothing = np.zeros(0, dtype=np.int64), np.zeros(0)
        return cls(
            np.concatenate([none, *(part.walk for part in parts)]),
            np.concatenate([none, *(part.step for part in parts)]),
            np.concatenate([none, *(part.edge for part in parts)]),
            np.concatenate([nothing, *(part.begin for part in parts)]),
            np.concatenate([nothing, *(part.end for part in parts)]),
        )


def _trace(
    vicinity: Vicinity,
    reader: Reader,
    reached: Reached,
    arrivals: Arrivals,
    hits: NDArray[np.int64],
) -> tuple[_Steps, NDArray[np.int64]]:
    """Follow walks from their destinations back to their origins, all walks at once."""
    network, own, goal = vicinity.network, vicinity.sources, reader.goal
    access = arrivals.access[hits].copy()
    copy = arrivals.last[hits].copy()
    at = arrivals.goal[hits]
    edge = goal.edge[at]
    length = network.length[edge]
    from_end = arrivals.from_end[hits]
    begin = np.where(from_end, length, 0.0)
    end = np.where(from_end, reader.high[at], reader.low[at])
    direct = np.flatnonzero(copy < 0)
    low = np.clip(own.low[access[direct]], 0.0, length[direct])
    high = np.clip(own.high[access[direct]], 0.0, length[direct])
    begin[direct] = np.clip(reader.low[at[direct]], low, high)
    end[direct] = np.clip(begin[direct], reader.low[at[direct]], reader.high[at[direct]])
    walk = np.arange(len(hits))
    parts = [_Steps(walk, np.zeros_like(walk), edge, begin, end)]
    hops = _Hops(vicinity, reached)
    walk, copy = walk[copy >= 0], copy[copy >= 0]
    step = 0
    while len(walk):
        step += 1
        number = np.full(len(walk), step)
        before = reached.before[copy]
        at_source = before >= len(reached.node)
        last = copy[at_source]
        access[walk[at_source]] = first = hops.access[last]
        over_end = hops.over_end[last]
        edge = own.edge[first]
        length = network.length[edge]
        parts.append(
            _Steps(
                walk[at_source],
                number[at_source],
                edge,
                np.clip(np.where(over_end, own.high[first], own.low[first]), 0.0, length),
                np.where(over_end, length, 0.0),
            )
        )
        walk, copy, before = walk[~at_source], copy[~at_source], before[~at_source]
        edge, ahead = hops.between(before, copy)
        length = network.length[edge]
        parts.append(
            _Steps(
                walk,
                number[~at_source],
                edge,
                np.where(ahead, 0.0, length),
                np.where(ahead, length, 0.0),
            )
        )
        copy = before
    return _Steps.joined(parts), access


class _Hops:
    """Which edge a search took between two copies of nodes, and from each source."""

    def __init__(self, vicinity: Vicinity, reached: Reached) -> None:
        impedance, own, network = vicinity.impedance, vicinity.sources, vicinity.network
        self.size = size = len(reached.cost)
        inside = np.flatnonzero((reached.start >= 0) & (reached.end >= 0))
        edge, start, end = reached.edge[inside], reached.start[inside], reached.end[inside]
        key = np.concatenate([start * size + end, end * size + start])
        cost = np.concatenate([impedance.ahead[edge], impedance.back[edge]])
        order = np.lexsort((cost, key))
        order = order[run_starts(key[order])]
        self.key = key[order]
        self.edge = np.concatenate([edge, edge])[order]
        self.ahead = order < len(edge)

        chunk = np.searchsorted(reached.sources, own.owner)
        there = chunk < len(reached.sources)
        there[there] &= reached.sources[chunk[there]] == own.owner[there]
        rows = np.flatnonzero(there)
        nodes = np.concatenate([network.edge_from[own.edge[rows]], network.edge_to[own.edge[rows]]])
        of_copy = reached.node_row * network.node_count + reached.node
        by_node = np.argsort(of_copy)
        sought = np.concatenate([chunk[rows], chunk[rows]]) * network.node_count + nodes
        place = np.searchsorted(of_copy, sought, sorter=by_node)
        found = place < len(of_copy)
        found[found] = of_copy[by_node[place[found]]] == sought[found]
        copy = by_node[place[found]]
        to_start, to_end = vicinity.to_ends
        cost = np.concatenate([to_start[rows], to_end[rows]])[found]
        order = np.lexsort((cost, copy))
        order = order[run_starts(copy[order])]
        self.access = np.full(size, -1, dtype=np.int64)
        self.over_end = np.zeros(size, dtype=bool)
        self.access[copy[order]] = np.concatenate([rows, rows])[found][order]
        self.over_end[copy[order]] = (np.arange(2 * len(rows)) >= len(rows))[found][order]

    def between(
        self, tail: NDArray[np.int64], head: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Give the cheapest edge between two copies, and whether it is walked ahead."""
        place = np.searchsorted(self.key, tail * self.size + head)
        return self.edge[place], self.ahead[place]
