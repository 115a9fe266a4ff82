"""Walk catchments: the streets within a limit, each stretch once, cut at the exact offset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .search import Search
from .stretches import Stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .access import Access
    from .network import WalkNetwork


def own_catchments(
    network: WalkNetwork,
    access: Access,
    count: int,
    limits: Sequence[float],
    ends: NDArray[np.int64],
    progress: Callable[[float], None] = lambda share: None,
) -> tuple[list[Stretches], NDArray[np.bool_]]:
    """Find what each origin reaches on its own.

    Parameters
    ----------
    network
        The streets.
    access
        Access points of the origins.
    count
        Number of origins.
    limits
        Metres, one or more.
    ends
        Nodes where the street data ends.
    progress
        Called with the share done, 0 to 1; may raise to stop the run.

    Returns
    -------
    stretches
        For each limit the stretches reached, owned by origins, merged.
    truncated
        Shape (limits, origins): the walk reaches an end of the street data.
    """
    search = Search(network, access, count)
    found: list[list[Stretches]] = [[] for _ in limits]
    truncated = np.zeros((len(limits), count), dtype=bool)
    sources = np.unique(access.owner)
    done = 0
    for block, distance in search.each(sources, limit=max(limits, default=0.0)):
        for source, metres in zip(block, distance, strict=True):
            near_end = metres[ends].min(initial=np.inf)
            for k, limit in enumerate(limits):
                found[k].append(_reached(search, metres, limit, int(source)))
                truncated[k, source] = near_end <= limit
        done += len(block)
        progress(done / len(sources))
    own = _own_stretches(access)
    merged = [_put_together([*found[k], own(limit)]).merged() for k, limit in enumerate(limits)]
    return merged, truncated


def shared_catchments(
    network: WalkNetwork,
    access: Access,
    count: int,
    limits: Sequence[float],
    ends: NDArray[np.int64],
) -> tuple[list[Stretches], NDArray[np.bool_]]:
    """Find what all origins reach together, every bit of street owned by the nearest origin.

    Parameters
    ----------
    network, access, count, limits, ends
        As for `own_catchments`.

    Returns
    -------
    stretches
        For each limit the stretches reached, owned by the nearest origin, merged.
    truncated
        Shape (limits, origins): the walk from the origin that is nearest there reaches an end
        of the street data.
    """
    search = Search(network, access, count)
    metres, origin = search.nearest(np.unique(access.owner), limit=max(limits, default=0.0))
    pieces = search.pieces
    own = _own_stretches(access)
    result = []
    truncated = np.zeros((len(limits), count), dtype=bool)
    for k, limit in enumerate(limits):
        ahead = np.clip(limit - metres[pieces.start], 0.0, pieces.length)
        back = np.clip(limit - metres[pieces.end], 0.0, pieces.length)
        # where walks from both ends would meet, each side keeps what is nearer to it
        over = ahead + back > pieces.length
        with np.errstate(invalid="ignore"):
            meet = (metres[pieces.end] - metres[pieces.start] + pieces.length) / 2
        ahead = np.where(over, np.clip(meet, 0.0, pieces.length), ahead)
        back = np.where(over, pieces.length - ahead, back)
        from_start = Stretches(origin[pieces.start], pieces.edge, pieces.low, pieces.low + ahead)
        from_end = Stretches(origin[pieces.end], pieces.edge, pieces.high - back, pieces.high)
        parts = [_only(from_start, ahead > 0), _only(from_end, back > 0), own(limit)]
        result.append(_put_together(parts).merged())
        at_end = ends[metres[ends] <= limit]
        truncated[k, origin[at_end]] = True
    return result, truncated


def _reached(search: Search, metres: NDArray[np.float64], limit: float, owner: int) -> Stretches:
    """Cut the pieces at the exact offset that the limit allows."""
    pieces = search.pieces
    near = np.flatnonzero((metres[pieces.start] < limit) | (metres[pieces.end] < limit))
    length = pieces.high[near] - pieces.low[near]
    ahead = np.clip(limit - metres[pieces.start[near]], 0.0, length)
    back = np.clip(limit - metres[pieces.end[near]], 0.0, length)
    whole = ahead + back >= length
    ahead = np.where(whole, length, ahead)
    back = np.where(whole, 0.0, back)
    low, high, edge = pieces.low[near], pieces.high[near], pieces.edge[near]
    number = np.full(2 * len(near), owner, dtype=np.int64)
    return Stretches(
        number,
        np.concatenate([edge, edge]),
        np.concatenate([low, high - back]),
        np.concatenate([low + ahead, high]),
    )


def _own_stretches(access: Access) -> Callable[[float], Stretches]:
    """Give the streets that lie on the origins themselves, reached once their leg is walked."""
    wide = np.flatnonzero(access.high > access.low)

    def within(limit: float) -> Stretches:
        rows = wide[access.leg[wide] <= limit]
        return Stretches(access.owner[rows], access.edge[rows], access.low[rows], access.high[rows])

    return within


def _only(stretches: Stretches, rows: NDArray[np.bool_]) -> Stretches:
    return Stretches(
        stretches.owner[rows],
        stretches.edge[rows],
        stretches.low[rows],
        stretches.high[rows],
    )


def _put_together(parts: Sequence[Stretches]) -> Stretches:
    return Stretches(
        np.concatenate([p.owner for p in parts]),
        np.concatenate([p.edge for p in parts]),
        np.concatenate([p.low for p in parts]),
        np.concatenate([p.high for p in parts]),
    )
