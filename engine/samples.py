"""Samples of streets: places every few metres, each standing for a part of its edge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .network import WalkNetwork

_ASIDE = 0.01  # metres by which samples step aside; see _step_aside
_LONG = 250.0  # metres; edges that reach farther are looked for one by one


@dataclass(frozen=True, eq=False)
class Samples:
    """All samples of a network, numbered edge by edge; their places are computed when needed.

    Parameters
    ----------
    network
        The streets.
    spacing
        Metres of street that one sample stands for at most.
    """

    network: WalkNetwork
    spacing: float

    @cached_property
    def count(self) -> NDArray[np.int64]:
        """Shape (edges,): number of samples of each edge."""
        number: NDArray[np.int64] = np.ceil(self.network.length / self.spacing).astype(np.int64)
        return np.maximum(1, number)

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """Shape (edges + 1,): where the samples of each edge begin."""
        return np.concatenate([[0], np.cumsum(self.count)])

    @cached_property
    def size(self) -> NDArray[np.float64]:
        """Shape (edges,): metres that each sample of the edge stands for."""
        return np.asarray(self.network.length / self.count)

    @property
    def total(self) -> int:
        """Number of samples."""
        return int(self.first[-1])

    def edge(self, sample: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the edge of each sample."""
        return np.searchsorted(self.first, sample, side="right") - 1

    def part(
        self, sample: NDArray[np.int64], edge: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give the part of its edge that each sample stands for.

        Parameters
        ----------
        sample, edge
            Shape (n,): the samples and their edges.

        Returns
        -------
        low, high
            Metres from the start of the edge.
        """
        number = sample - self.first[edge]
        return number * self.size[edge], (number + 1) * self.size[edge]

    def place(self, sample: NDArray[np.int64], edge: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the place of each sample, in the middle of its part.

        Parameters
        ----------
        sample, edge
            Shape (n,): the samples and their edges.
        """
        low, high = self.part(sample, edge)
        return self.network.locate(edge, (low + high) / 2)

    def edges_in(self, low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.int64]:
        """Find the edges whose bounding box meets a box.

        Parameters
        ----------
        low, high
            Corners of the box, metres.
        """
        box, long, long_box = self._boxes
        network = self.network
        node = network.grid.within(low - _LONG, high + _LONG)
        # an edge that is not long begins near the box
        if len(node) * 4 > network.node_count:
            begins = np.zeros(network.node_count, dtype=bool)
            begins[node] = True
            edge = np.flatnonzero(begins[network.edge_from])
        else:
            first = network.adjacency.first
            count = first[node + 1] - first[node]
            at = np.repeat(first[node] - np.cumsum(count) + count, count) + np.arange(count.sum())
            edge = np.sort(network.adjacency.edge[at[network.adjacency.ahead[at]]])
        near = edge[_meets(box.take(edge, axis=0), low, high)]
        return np.union1d(near, long[_meets(long_box, low, high)])

    @cached_property
    def _boxes(self) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
        """Bounding box of each edge, and the edges that are long with theirs."""
        first, xy = self.network.first[:-1], self.network.xy
        low = np.minimum.reduceat(xy, first, axis=0)
        high = np.maximum.reduceat(xy, first, axis=0)
        long = np.flatnonzero((high - low).max(axis=1) > _LONG)
        box = np.column_stack([low, high])
        return box, long, box[long]


def _meets(
    box: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Say which boxes (west, south, east, north) meet another one."""
    meets = (box[:, 0] <= high[0]) & (box[:, 1] <= high[1])
    return np.asarray(meets & (box[:, 2] >= low[0]) & (box[:, 3] >= low[1]))


def step_aside(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Move places by up to a centimetre, each by its own coordinates.

    On a regular street grid many samples lie on common circles, where cells would meet in one
    vertex that rounding tears into several.

    Parameters
    ----------
    xy
        Shape (n, 2), metres.
    """
    # from whole centimetres, so that rounding in the last digits does not move a sample
    x, y = np.rint(xy * 100).T
    angle = np.column_stack([0.129898 * x + 0.78233 * y, 0.393461 * x + 0.111352 * y])
    waves = np.sin(angle) * 437.585453
    return np.asarray(xy + _ASIDE * (waves - np.floor(waves) - 0.5) * 2)
