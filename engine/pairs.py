"""Walks between two sets of features: the nearest, the k nearest, or all within a limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .coverage import ROUNDING
from .search import Search, least

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .access import Access
    from .network import WalkNetwork


@dataclass(frozen=True, eq=False)
class Pairs:
    """Walks, ordered by origin and distance.

    Attributes
    ----------
    origin, destination
        Shape (n,): indices of the features.
    metres
        Shape (n,): length of the walk.
    """

    origin: NDArray[np.int64]
    destination: NDArray[np.int64]
    metres: NDArray[np.float64]

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
        order = np.lexsort((self.destination, self.metres, of_pair, self.origin))
        origin, of_pair = self.origin[order], of_pair[order]
        new = np.append(
            np.ones(min(len(order), 1), dtype=bool),
            (np.diff(origin) != 0) | (np.diff(of_pair) != 0),
        )
        start = np.flatnonzero(new)
        place = np.arange(len(order)) - np.repeat(start, np.diff(np.append(start, len(order))))
        rows = order[place < k]
        return Pairs(self.origin[rows], self.destination[rows], self.metres[rows])


def walks_within(
    network: WalkNetwork,
    origins: Access,
    origin_count: int,
    destinations: Access,
    destination_count: int,
    limit: float,
    progress: Callable[[float], None] = lambda share: None,
) -> Pairs:
    """Find all walks between origins and destinations that are no longer than a limit.

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
        Metres; may be infinite.
    progress
        Called with the share done, 0 to 1; may raise to stop the run.
    """
    swapped = len(np.unique(destinations.owner)) < len(np.unique(origins.owner))
    sources, targets = (destinations, origins) if swapped else (origins, destinations)
    counts = (destination_count, origin_count) if swapped else (origin_count, destination_count)
    search = Search(network, sources, counts[0])
    reader = search.targets(targets)
    asked = np.unique(sources.owner)
    from_rows, to_rows, metres = [], [], []
    done = 0
    for block, distance in search.each(asked, limit + ROUNDING):
        for source, at_access in zip(block, reader.read_each(block, distance), strict=True):
            best, _ = least(at_access, targets.owner, counts[1])
            near = np.flatnonzero(best <= limit + ROUNDING)
            near = near[np.isfinite(best[near])]
            from_rows.append(np.full(len(near), source, dtype=np.int64))
            to_rows.append(near)
            metres.append(best[near])
        done += len(block)
        progress(done / len(asked))
    none = np.zeros(0, dtype=np.int64)
    source = np.concatenate([none, *from_rows])
    target = np.concatenate([none, *to_rows])
    length = np.concatenate([np.zeros(0), *metres])
    origin, destination = (target, source) if swapped else (source, target)
    order = np.lexsort((destination, length, origin))
    return Pairs(origin[order], destination[order], length[order])
