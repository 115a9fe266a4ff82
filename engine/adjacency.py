"""Which edges leave a node, and which nodes lie in a part of the plane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CELL = 250.0  # metres; a catchment of some hundred metres spans a few cells
_MOST = 2048  # cells in each direction; one stray street far away must not make millions


@dataclass(frozen=True, eq=False)
class Adjacency:
    """The edges at each node, in compressed rows.

    Attributes
    ----------
    first
        Shape (n + 1,): where the row of each node begins.
    other
        Shape (2 m,): node at the other end of the edge.
    edge
        Shape (2 m,): the edge.
    ahead
        Shape (2 m,): the node is the edge's start.
    """

    first: NDArray[np.int64]
    other: NDArray[np.int32]
    edge: NDArray[np.int32]
    ahead: NDArray[np.bool_]

    @classmethod
    def of(
        cls, node_count: int, edge_from: NDArray[np.int64], edge_to: NDArray[np.int64]
    ) -> Adjacency:
        """Gather the edges at each node.

        Parameters
        ----------
        node_count
            Number of nodes.
        edge_from, edge_to
            Shape (m,): nodes at both ends; a loop is there twice.
        """
        count = len(edge_from)
        tail = np.concatenate([edge_from, edge_to])
        order = np.argsort(tail, kind="stable").astype(np.int32)
        first = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=node_count))])
        other = np.concatenate([edge_to, edge_from]).astype(np.int32)[order]
        ahead = order < count
        edge = np.where(ahead, order, order - count).astype(np.int32)
        return cls(first, other, edge, ahead)


@dataclass(frozen=True, eq=False)
class NodeGrid:
    """Nodes by the cells of a square grid, row by row.

    Attributes
    ----------
    node
        Shape (n,): nodes, ordered by cell.
    cell
        Shape (n,): their cells.
    low
        Metres: lower left corner.
    size
        Metres: width and height of a cell.
    columns
        Number of cells in a row.
    """

    node: NDArray[np.int64]
    cell: NDArray[np.int64]
    low: NDArray[np.float64]
    size: NDArray[np.float64]
    columns: int

    @classmethod
    def of(cls, xy: NDArray[np.float64]) -> NodeGrid:
        """Sort nodes into cells.

        Parameters
        ----------
        xy
            Shape (n, 2), metres.
        """
        low = xy.min(axis=0)
        span = np.ptp(xy, axis=0)
        size = np.maximum(_CELL, span / _MOST)
        column, row = ((xy - low) / size).astype(np.int64).T
        columns = int(column.max()) + 1
        cell = row * columns + column
        order = np.argsort(cell, kind="stable")
        return cls(order, cell[order], low, size, columns)

    def within(self, low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.int64]:
        """Find the nodes in all cells that a box meets.

        Parameters
        ----------
        low, high
            Its corners, metres.
        """
        if not np.isfinite(low).all() or not np.isfinite(high).all():
            return self.node
        rows = int(self.cell[-1]) // self.columns + 1
        west, south = np.floor((low - self.low) / self.size)
        east, north = np.floor((high - self.low) / self.size)
        west, east = max(west, 0), min(east, self.columns - 1)
        south, north = max(south, 0), min(north, rows - 1)
        row = np.arange(int(south), int(north) + 1) * self.columns
        if west > east or not len(row):
            return self.node[:0]
        start = np.searchsorted(self.cell, row + int(west), side="left")
        stop = np.searchsorted(self.cell, row + int(east), side="right")
        return np.concatenate([self.node[a:b] for a, b in zip(start, stop, strict=True)])
