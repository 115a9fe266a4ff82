"""Bounding boxes of edges, to find those near a few places without an index of all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .rows import expand

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

    @cached_property
    def grid(self) -> Grid:
        """The boxes in the cells of a square grid."""
        origin = self.low.min(axis=0)
        span = self.high.max(axis=0) - origin
        size = np.maximum(_CELL, span / _MOST)
        shape = np.floor(span / size).astype(np.int64) + 1
        cell = np.floor((self.low - origin) / size).astype(np.int64) @ [int(shape[1]), 1]
        large = (self.high - self.low > size).any(axis=1)
        small = np.flatnonzero(~large)
        order = small[np.argsort(cell[small], kind="stable")]
        return Grid(origin, size, shape, order, cell[order], np.flatnonzero(large))

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
        if not len(bounds):
            return np.zeros(0, dtype=np.int64)
        west_south, east_north = bounds[:, :2] - distance, bounds[:, 2:] + distance
        low, high = west_south.min(axis=0), east_north.max(axis=0)
        large = self.grid.large
        meets = ((self.low[large] <= high) & (self.high[large] >= low)).all(axis=1)
        return np.sort(np.concatenate([self.grid.small(west_south, east_north), large[meets]]))


@dataclass(frozen=True, eq=False)
class Grid:
    """Boxes by the cells of a square grid.

    Attributes
    ----------
    origin, size
        Lower left corner; width and height of a cell, metres.
    shape
        Number of cells in both directions.
    edge
        Shape (k,): boxes no larger than a cell, ordered by the cell of their lower left corner.
    cell
        Shape (k,): that cell.
    large
        Shape (m,): all others.
    """

    origin: NDArray[np.float64]
    size: NDArray[np.float64]
    shape: NDArray[np.int64]
    edge: NDArray[np.int64]
    cell: NDArray[np.int64]
    large: NDArray[np.int64]

    def small(self, low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the boxes, no larger than a cell, of the cells that other boxes may meet.

        Parameters
        ----------
        low, high
            Shape (n, 2): corners of the other boxes, metres.
        """
        # a box reaches no farther than into the cells beyond that of its lower left corner
        begin = np.floor((low - self.origin) / self.size) - 1
        end = np.floor((high - self.origin) / self.size)
        meets = ((end >= 0) & (begin < self.shape)).all(axis=1)
        if not meets.any():
            return self.edge[:0]
        begin = np.clip(begin[meets], 0, self.shape - 1).astype(np.int64)
        end = np.clip(end[meets], 0, self.shape - 1).astype(np.int64)
        corner = begin.min(axis=0)
        marked = np.zeros(end.max(axis=0) - corner + 1, dtype=bool)
        for (x0, y0), (x1, y1) in zip(
            (begin - corner).tolist(), (end - corner + 1).tolist(), strict=True
        ):
            marked[x0:x1, y0:y1] = True
        cells = (np.argwhere(marked) + corner) @ [int(self.shape[1]), 1]
        first, stop = np.searchsorted(self.cell, [cells, cells + 1])
        return self.edge[expand(first, stop)[1]]
