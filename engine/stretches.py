"""Stretches of street: parts of edges between two offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .network import WalkNetwork


@dataclass(frozen=True, eq=False)
class Stretches:
    """Parts of edges.

    Attributes
    ----------
    owner
        Shape (n,): what reached the stretch.
    edge
        Shape (n,): edge of the network.
    low, high
        Shape (n,): metres from the start of the edge.
    """

    owner: NDArray[np.int64]
    edge: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def length(self) -> NDArray[np.float64]:
        """Metres of each stretch."""
        return self.high - self.low

    def merged(self) -> Stretches:
        """Unite stretches of the same owner that overlap or touch: each bit of street once."""
        keep = self.high > self.low
        order = np.lexsort((self.low[keep], self.edge[keep], self.owner[keep]))
        owner, edge = self.owner[keep][order], self.edge[keep][order]
        low, high = self.low[keep][order], self.high[keep][order]
        if not len(owner):
            return Stretches(owner, edge, low, high)
        new = np.append(True, (np.diff(owner) != 0) | (np.diff(edge) != 0))
        group = np.cumsum(new)
        # a running maximum within each edge tells whether the next stretch leaves a gap
        shift = group * (high.max() + 1.0)
        reach = np.maximum.accumulate(high + shift)
        gap = new.copy()
        gap[1:] |= low[1:] + shift[1:] > reach[:-1]
        first = np.flatnonzero(gap)
        ends = np.maximum.reduceat(high, first)
        return Stretches(owner[first], edge[first], low[first], ends)

    def without(self, other: Stretches) -> Stretches:
        """Take away stretches that lie within these.

        Parameters
        ----------
        other
            Merged stretches of the same owner, each of them part of one of these.

        Returns
        -------
        What remains, merged.
        """
        # every end of the inner stretches begins or ends a remaining one; sorted by edge and
        # offset they pair off
        edge = np.concatenate([self.edge, other.edge, other.edge, self.edge])
        offset = np.concatenate([self.low, other.low, other.high, self.high])
        kind = np.repeat(
            [0, 1, 2, 3], [len(self.low), len(other.low), len(other.low), len(self.low)]
        )
        order = np.lexsort((kind, offset, edge))
        edge, offset = edge[order], offset[order]
        owner = self.owner[:1].repeat(len(edge) // 2)
        return Stretches(owner, edge[::2], offset[::2], offset[1::2]).merged()

    def lines(self, network: WalkNetwork) -> NDArray[np.object_]:
        """Cut the stretches out of their edges.

        Parameters
        ----------
        network
            The network that the edges belong to.

        Returns
        -------
        One LineString for each stretch.
        """
        first, last = network.first[self.edge], network.first[self.edge + 1]
        begin, end = (
            network.locate(self.edge, self.low),
            network.locate(self.edge, self.high),
        )
        # measures of all edges on one rising scale, so that one search serves all
        edge_of_vertex = np.repeat(np.arange(network.edge_count), np.diff(network.first))
        scale = float(network.length.max(initial=0.0)) + 1.0
        rising = network.measure + edge_of_vertex * scale
        hair = 1e-6
        after = np.searchsorted(rising, self.low + self.edge * scale + hair, side="left")
        before = np.searchsorted(rising, self.high + self.edge * scale - hair, side="right")
        after, before = np.maximum(after, first), np.minimum(before, last)
        inner = np.maximum(before - after, 0)
        count = inner + 2
        offset = np.cumsum(count) - count
        xy = np.empty((int(count.sum()), 2))
        xy[offset] = begin
        xy[offset + count - 1] = end
        take = np.arange(inner.sum()) - np.repeat(np.cumsum(inner) - inner, inner)
        xy[np.repeat(offset + 1, inner) + take] = network.xy[np.repeat(after, inner) + take]
        owner = np.repeat(np.arange(len(self.edge)), count)
        return shapely.linestrings(xy, indices=owner)  # type: ignore[no-any-return]
