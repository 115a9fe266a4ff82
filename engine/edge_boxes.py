"""Bounding boxes of edges, to find those near a few places without an index of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CELL = 250.0  # metres
_MOST = 4096  # cells in each direction


@dataclass(frozen=True, eq=False)
class EdgeBoxes:
    """Bounding boxes.

    Attributes
    ----------
    low, high
        Shape (edges, 2): corners, metres.
    """

    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @classmethod
    def of(cls, xy: NDArray[np.float64], first: NDArray[np.int64]) -> EdgeBoxes:
        """Measure edges.

        Parameters
        ----------
        xy
            Shape (k, 2): vertices, one edge after the other.
        first
            Shape (edges + 1,): where the vertices of each edge start.
        """
        starts = first[:-1]
        return cls(np.minimum.reduceat(xy, starts, axis=0), np.maximum.reduceat(xy, starts, axis=0))

    def near(self, bounds: NDArray[np.float64], distance: float) -> NDArray[np.int64]:
        """Find the edges whose box may lie within a distance of some other boxes.

        Parameters
        ----------
        bounds
            Shape (n, 4): west, south, east, north; rows of NaN are passed over.
        distance
            Metres.

        Returns
        -------
        Edges, ascending; some that are farther are among them.
        """
        bounds = bounds[np.isfinite(bounds).all(axis=1)]
        origin = self.low.min(axis=0)
        size = np.maximum(_CELL, (self.high.max(axis=0) - origin) / _MOST)
        shape = np.floor((self.high.max(axis=0) - origin) / size).astype(np.int64) + 1
        marked = np.zeros(shape, dtype=bool)
        begin = np.floor((bounds[:, :2] - distance - origin) / size).astype(np.int64)
        end = np.floor((bounds[:, 2:] + distance - origin) / size).astype(np.int64)
        meets = ((end >= 0) & (begin < shape)).all(axis=1)
        begin = np.clip(begin[meets], 0, shape - 1)
        end = np.clip(end[meets], 0, shape - 1)
        for (x0, y0), (x1, y1) in zip(begin.tolist(), end.tolist(), strict=True):
            marked[x0 : x1 + 1, y0 : y1 + 1] = True
        low = np.floor((self.low - origin) / size).astype(np.int64)
        high = np.floor((self.high - origin) / size).astype(np.int64)
        # a box no larger than a cell lies in the cells of its corners alone
        found = (
            marked[low[:, 0], low[:, 1]]
            | marked[high[:, 0], high[:, 1]]
            | marked[low[:, 0], high[:, 1]]
            | marked[high[:, 0], low[:, 1]]
            | (high - low > 1).any(axis=1)
        )
        return np.flatnonzero(found)
