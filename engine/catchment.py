"""Walk catchments: the streets within a limit, each stretch once, cut at the exact offset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .search import Search
from .stretches import Stretches
from .vicinity import Vicinity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .access import Access
    from .impedance import Impedance
    from .network import WalkNetwork
    from .vicinity import Reached


def own_catchments(
    network: WalkNetwork,
    access: Access,
    count: int,
    limits: Sequence[float],
    ends: NDArray[np.int64],
    progress: Callable[[float], None] = lambda share: None,
    costs: Impedance | None = None,
) -> tuple[list[Stretches], NDArray[np.bool_]]:
    """Find what each origin reaches on its own.

    Parameters
    ----------
    network
        The streets.
    access
        Access points of the origins, ordered by owner.
    count
        Number of origins.
    limits
        Greatest cost of a walk, one or more.
    ends
        Nodes where the street data ends.
    progress
        Called with the share done, 0 to 1; may raise to stop the run.
    costs
        What walks away from the origins cost; without it, metres.

    Returns
    -------
    stretches
        For each limit the stretches reached, ordered by origin, none twice.
    truncated
        Shape (limits, origins): the walk reaches an end of the street data.
    """
    vicinity = Vicinity(network, access, costs)
    found: list[list[Stretches]] = [[] for _ in limits]
    truncated = np.zeros((len(limits), count), dtype=bool)
    is_end = np.zeros(network.node_count, dtype=bool)
    is_end[ends] = True
    owners = max(1, len(np.unique(access.owner)))
    done = 0
    for reached in vicinity.each(max(limits, default=0.0)):
        to_end = reached.least_at(is_end)
        for k, limit in enumerate(limits):
            found[k].append(_cut(vicinity, reached, limit))
            truncated[k, reached.sources] = to_end <= limit
        done += len(reached.sources)
        progress(done / owners)
    return [_put_together(parts) for parts in found], truncated


def shared_catchments(
    network: WalkNetwork,
    access: Access,
    count: int,
    limits: Sequence[float],
    ends: NDArray[np.int64],
    costs: Impedance | None = None,
) -> tuple[list[Stretches], NDArray[np.bool_]]:
    """Find what all origins reach together, every bit of street owned by the nearest origin.

    Parameters
    ----------
    network, access, count, limits, ends, costs
        As for `own_catchments`.

    Returns
    -------
    stretches
        For each limit the stretches reached, owned by the nearest origin, merged.
    truncated
        Shape (limits, origins): the walk from the origin that is nearest there reaches an end
        of the street data.
    """
    search = Search(network, access, count, costs)
    cost, origin = search.nearest(np.unique(access.owner), limit=max(limits, default=0.0))
    truncated = np.zeros((len(limits), count), dtype=bool)
    for k, limit in enumerate(limits):
        at_end = ends[cost[ends] <= limit]
        truncated[k, origin[at_end]] = True
    return [_within(search, cost, origin, limit) for limit in limits], truncated


def reached_together(search: Search, sources: NDArray[np.int64], limit: float) -> Stretches:
    """Find what some of the sources of a search reach together.

    Parameters
    ----------
    search
        A search prepared from these sources, and maybe others.
    sources
        Which of them take part.
    limit
        Greatest cost of a walk.

    Returns
    -------
    The stretches reached, owned by the nearest source, merged.
    """
    cost, origin = search.nearest(sources, limit)
    return _within(search, cost, origin, limit, sources)


def _within(
    search: Search,
    cost: NDArray[np.float64],
    origin: NDArray[np.int64],
    limit: float,
    sources: NDArray[np.int64] | None = None,
) -> Stretches:
    """Cut the streets around all sources, or some, at a limit."""
    impedance, pieces = search.impedance, search.pieces
    near = np.flatnonzero(np.isfinite(cost[pieces.start]) | np.isfinite(cost[pieces.end]))
    edge, low, high = pieces.edge[near], pieces.low[near], pieces.high[near]
    start, end = pieces.start[near], pieces.end[near]
    ahead = np.minimum(impedance.reach_ahead(edge, low, limit - cost[start]), high)
    back = np.maximum(impedance.reach_back(edge, high, limit - cost[end]), low)
    # where walks from both ends would meet, each side keeps what is nearer to it
    over = np.flatnonzero(ahead > back)
    ahead[over] = back[over] = impedance.meet(
        edge[over], low[over], high[over], cost[start[over]], cost[end[over]]
    )
    from_start = Stretches(origin[start], edge, low, ahead)
    from_end = Stretches(origin[end], edge, back, high)
    own = _own(search.sources, limit / impedance.leg)
    if sources is not None:
        own = own.only(np.isin(own.owner, sources))
    return _put_together([from_start.real(), from_end.real(), own]).merged()


def _cut(vicinity: Vicinity, reached: Reached, limit: float) -> Stretches:
    """Cut the edges around each source at the exact offset that the limit allows."""
    impedance = vicinity.impedance
    cost_start, cost_end = reached.cost_start, reached.cost_end
    near = np.flatnonzero((cost_start < limit) | (cost_end < limit))
    row, edge = reached.row[near], reached.edge[near]
    cost_start, cost_end = cost_start[near], cost_end[near]
    length = impedance.length[edge]
    # most edges are walked whole from one end
    whole = np.minimum(cost_start + impedance.ahead[edge], cost_end + impedance.back[edge]) <= limit
    part = np.flatnonzero(~whole)
    high, low = length.copy(), np.zeros(len(edge))
    high[part] = impedance.reach_ahead(edge[part], low[part], limit - cost_start[part])
    low[part] = impedance.reach_back(edge[part], length[part], limit - cost_end[part])
    meets = part[high[part] >= low[part]]
    low[meets], high[meets] = 0.0, length[meets]
    split = part[high[part] < low[part]]
    # a place on the edge itself reaches along it without going over its ends
    own = _own_reach(vicinity, reached, limit)
    stands = _is_among(row, edge, own, len(impedance.length))
    second = Stretches(row[split], edge[split], low[split], length[split])
    low[split] = 0.0
    first = Stretches(row, edge, low, high)
    plain = _put_together([first.only(~stands), second.only(~stands[split])]).real()
    mixed = _put_together([first.only(stands), second.only(stands[split]), own]).merged()
    both = _put_together([plain, mixed])
    order = np.argsort(both.owner, kind="stable")
    return Stretches(
        reached.sources[both.owner[order]], both.edge[order], both.low[order], both.high[order]
    )


def _own_reach(vicinity: Vicinity, reached: Reached, limit: float) -> Stretches:
    """Give what each source reaches of the edges that it stands on, without leaving them."""
    access, impedance = vicinity.sources, vicinity.impedance
    row = np.searchsorted(reached.sources, access.owner)
    there = row < len(reached.sources)
    there[there] &= reached.sources[row[there]] == access.owner[there]
    left = limit - access.leg * impedance.leg
    rows = np.flatnonzero(there & (left >= 0))
    edge, left = access.edge[rows], left[rows]
    length = impedance.length[edge]
    low, high = np.clip(access.low[rows], 0, length), np.clip(access.high[rows], 0, length)
    return Stretches(
        row[rows],
        edge,
        impedance.reach_back(edge, low, left),
        impedance.reach_ahead(edge, high, left),
    )


def _is_among(
    row: NDArray[np.int64], edge: NDArray[np.int64], own: Stretches, edges: int
) -> NDArray[np.bool_]:
    """Mark the edges on which the source itself stands."""
    return np.isin(row * edges + edge, own.owner * edges + own.edge)


def _own(access: Access, limit: float) -> Stretches:
    """Give the streets that lie on the origins themselves, reached once their leg is walked."""
    rows = np.flatnonzero((access.high > access.low) & (access.leg <= limit))
    return Stretches(access.owner[rows], access.edge[rows], access.low[rows], access.high[rows])


def _put_together(parts: Sequence[Stretches]) -> Stretches:
    return Stretches(
        np.concatenate([np.zeros(0, dtype=np.int64), *(p.owner for p in parts)]),
        np.concatenate([np.zeros(0, dtype=np.int64), *(p.edge for p in parts)]),
        np.concatenate([np.zeros(0), *(p.low for p in parts)]),
        np.concatenate([np.zeros(0), *(p.high for p in parts)]),
    )
