"""Packs the spatial index of a GeoPackage's layer at once, instead of row by row.

SQLite keeps an R*Tree in three plain tables whose format its manual states
(https://www.sqlite.org/rtree.html, "Implementation Notes"): nodes, the node of each row, the node
above each node. Rows are sorted into tiles (Leutenegger, Lopez and Edgington 1997, "STR: a simple
and efficient algorithm for R-tree packing"), so that nodes are full and hardly overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..responsive import blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CELL = np.dtype([("id", ">i8"), ("box", ">f4", 4)])
_HEAD = 4  # bytes: depth of the tree, number of cells
_ROOT = 1
_STEP = 2.0**-23


@dataclass
class PackedIndex:
    """The three tables of an R*Tree: keys and values of each.

    Attributes
    ----------
    node
        Numbers and bytes of the nodes; the root is 1.
    rowid
        Rows and the leaf that each is in.
    parent
        Nodes, all but the root, and the node above each.
    """

    node: tuple[list[int], list[bytes]]
    rowid: tuple[list[int], list[int]]
    parent: tuple[list[int], list[int]]


def pack_index(ids: NDArray[np.int64], boxes: NDArray[np.float64], size: int) -> PackedIndex:
    """Pack boxes into the nodes of a tree.

    Parameters
    ----------
    ids
        Shape (n,): row ids; n > 0.
    boxes
        Shape (n, 4): smallest and largest x, smallest and largest y.
    size
        Bytes of a node.

    Returns
    -------
    PackedIndex
    """
    most = (size - _HEAD) // _CELL.itemsize
    packed = PackedIndex(([], []), ([], []), ([], []))
    children, bounds, level, number = ids, _outward(boxes), 0, _ROOT + 1
    while True:
        order, starts = _tile(bounds, most)
        root = len(starts) == 1
        numbers = np.array([_ROOT]) if root else np.arange(number, number + len(starts))
        number += len(starts)
        counts = np.diff(np.append(starts, len(order)))
        above = np.empty(len(order), dtype=np.int64)
        above[order] = np.repeat(numbers, counts)
        keys, values = packed.parent if level else packed.rowid
        for cells, into in ((children, keys), (above, values)):
            for block in blocks(cells):
                into += block.tolist()
        bounds = bounds.take(order, axis=0)
        written = _write_nodes(children[order], bounds, starts, counts, size)
        if root:
            written[0, :2] = np.frombuffer(level.to_bytes(2, "big"), dtype=np.uint8)
        packed.node[0].extend(numbers.tolist())
        packed.node[1].extend(row.tobytes() for row in written)
        if root:
            return packed
        children, bounds, level = numbers, _join(bounds, starts), level + 1


def _tile(boxes: NDArray[np.float32], most: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Sort boxes into upright strips, each from south to north, and cut them into nodes."""
    count = len(boxes)
    nodes = -(-count // most)
    strips = int(np.ceil(np.sqrt(nodes)))
    strip = np.empty(count, dtype=np.intp)
    strip[np.argsort(boxes[:, 0] + boxes[:, 1], kind="stable")] = np.arange(count) * strips // count
    order = np.lexsort((boxes[:, 2] + boxes[:, 3], strip))
    # as full as each other: no node is left with a row or two
    return order, (np.arange(nodes) * count) // nodes


def _join(boxes: NDArray[np.float32], starts: NDArray[np.intp]) -> NDArray[np.float32]:
    """Return the box around the boxes of each node."""
    low = np.minimum.reduceat(boxes[:, ::2], starts, axis=0)
    high = np.maximum.reduceat(boxes[:, 1::2], starts, axis=0)
    return np.column_stack([low[:, 0], high[:, 0], low[:, 1], high[:, 1]])


def _write_nodes(
    children: NDArray[np.int64],
    boxes: NDArray[np.float32],
    starts: NDArray[np.intp],
    counts: NDArray[np.intp],
    size: int,
) -> NDArray[np.uint8]:
    """Write nodes: shape (nodes, size), the depth of the tree left at 0."""
    most = (size - _HEAD) // _CELL.itemsize
    cells = np.empty(len(children), dtype=_CELL)
    cells["id"], cells["box"] = children, boxes
    node = np.repeat(np.arange(len(starts)), counts)
    room = np.zeros((len(starts), most, _CELL.itemsize), dtype=np.uint8)
    room[node, np.arange(len(children)) - starts[node]] = cells.view(np.uint8).reshape(
        -1, _CELL.itemsize
    )
    written = np.zeros((len(starts), size), dtype=np.uint8)
    written[:, 2:_HEAD] = counts.astype(">u2").view(np.uint8).reshape(-1, 2)
    written[:, _HEAD : _HEAD + most * _CELL.itemsize] = room.reshape(len(starts), -1)
    return written


def _outward(boxes: NDArray[np.float64]) -> NDArray[np.float32]:
    """Round boxes to single precision so that each holds what it held, as SQLite does."""
    rounded = boxes.astype(np.float32)
    for side, sign in ((slice(0, None, 2), 1), (slice(1, None, 2), -1)):
        part = rounded[:, side]
        inside = (part - boxes[:, side]) * sign > 0
        step = np.where(boxes[:, side] * sign < 0, 1 + _STEP, 1 - _STEP)
        rounded[:, side] = np.where(inside, boxes[:, side] * step, part)
    return rounded
