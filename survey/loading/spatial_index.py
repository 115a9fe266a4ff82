"""Packs the spatial index of a GeoPackage's layer at once, instead of row by row.

SQLite keeps an R*Tree in three plain tables whose format its manual states
(https://www.sqlite.org/rtree.html#implementation_notes): nodes, the node of each row, the node
above each node. Rows are sorted into tiles (Leutenegger, Lopez and Edgington 1997, "STR: a simple
and efficient algorithm for R-tree packing"), so that every node is full and none overlaps another
much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from numpy.typing import NDArray

_CELL = np.dtype([("id", ">i8"), ("box", ">f4", 4)])
_HEAD = 4  # bytes: depth of the tree, number of cells
_ROOT = 1


def fill_index(
    connection: sqlite3.Connection,
    index: str,
    ids: NDArray[np.int64],
    boxes: NDArray[np.float64],
) -> None:
    """Fill the empty spatial index of a layer.

    Parameters
    ----------
    connection
        To the GeoPackage, in a transaction.
    index
        Name of the index's table, such as ``rtree_residents_geom``.
    ids
        Shape (n,): row ids, ascending.
    boxes
        Shape (n, 4): smallest and largest x, smallest and largest y.
    """
    if not len(ids):
        return
    (size,) = connection.execute(
        f'SELECT length(data) FROM "{index}_node" WHERE nodeno = ?',  # noqa: S608 - a table of ours
        [_ROOT],
    ).fetchone()
    nodes, node_of, parents = pack_tree(ids, _outward(boxes), size)
    rows = zip(ids.tolist(), node_of, strict=True)
    for part, filled in (("node", nodes), ("rowid", rows), ("parent", parents)):
        statement = f'INSERT OR REPLACE INTO "{index}_{part}" VALUES (?, ?)'  # noqa: S608
        connection.executemany(statement, filled)


def pack_tree(
    ids: NDArray[np.int64], boxes: NDArray[np.float32], size: int
) -> tuple[Iterator[tuple[int, bytes]], list[int], list[tuple[int, int]]]:
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
    nodes
        Number and bytes of each node; the root is 1.
    node_of
        The leaf of each row, in the order of the ids.
    parents
        Each node but the root, with the node above it.
    """
    most = (size - _HEAD) // _CELL.itemsize
    levels = []
    below, bounds = ids, boxes
    while True:
        order, starts = _tile(bounds, most)
        levels.append((below[order], bounds[order], starts, order))
        if len(starts) == 1:
            break
        sorted_boxes = bounds[order]
        low = np.minimum.reduceat(sorted_boxes[:, ::2], starts, axis=0)
        high = np.maximum.reduceat(sorted_boxes[:, 1::2], starts, axis=0)
        bounds = np.column_stack([low[:, 0], high[:, 0], low[:, 1], high[:, 1]])
        # numbers of the nodes of this level follow those of the levels below it
        first = 2 + sum(len(level[2]) for level in levels[:-1])
        below = np.arange(first, first + len(starts), dtype=np.int64)
    nodes: list[tuple[NDArray[np.int64], NDArray[np.uint8]]] = []
    parents: list[tuple[int, int]] = []
    leaf_of = np.empty(len(ids), dtype=np.int64)
    number = 2
    for level, (children, cells, starts, order) in enumerate(levels):
        root = len(starts) == 1
        numbers = np.array([_ROOT]) if root else np.arange(number, number + len(starts))
        number += len(starts)
        counts = np.diff([*starts.tolist(), len(children)])
        above = np.repeat(numbers, counts)
        if level == 0:
            leaf_of[order] = above
        else:
            parents += zip(children.tolist(), above.tolist(), strict=True)
        written = _write_nodes(children, cells, starts, counts, size)
        if root:
            written[0, :2] = np.frombuffer(level.to_bytes(2, "big"), dtype=np.uint8)
        nodes.append((numbers, written))
    return (
        (
            (int(name), row.tobytes())
            for numbers, written in nodes
            for name, row in zip(numbers, written, strict=True)
        ),
        leaf_of.tolist(),
        parents,
    )


def _tile(boxes: NDArray[np.float32], most: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Sort boxes into upright strips, each from south to north, and cut them into nodes."""
    count = len(boxes)
    nodes = -(-count // most)
    x, y = boxes[:, 0] + boxes[:, 1], boxes[:, 2] + boxes[:, 3]
    strips = int(np.ceil(np.sqrt(nodes)))
    strip = np.empty(count, dtype=np.intp)
    strip[np.argsort(x, kind="stable")] = np.arange(count) * strips // count
    order = np.lexsort((y, strip))
    # as full as each other: no node is left with a row or two
    starts = (np.arange(nodes) * count) // nodes
    return order, starts


def _write_nodes(
    children: NDArray[np.int64],
    cells: NDArray[np.float32],
    starts: NDArray[np.intp],
    counts: NDArray[np.intp],
    size: int,
) -> NDArray[np.uint8]:
    most = (size - _HEAD) // _CELL.itemsize
    packed = np.empty(len(children), dtype=_CELL)
    packed["id"], packed["box"] = children, cells
    node = np.repeat(np.arange(len(starts)), counts)
    slot = np.arange(len(children)) - starts[node]
    room = np.zeros((len(starts), most, _CELL.itemsize), dtype=np.uint8)
    room[node, slot] = packed.view(np.uint8).reshape(-1, _CELL.itemsize)
    written = np.zeros((len(starts), size), dtype=np.uint8)
    written[:, 2:4] = counts.astype(">u2").view(np.uint8).reshape(-1, 2)
    written[:, _HEAD : _HEAD + most * _CELL.itemsize] = room.reshape(len(starts), -1)
    return written


def _outward(boxes: NDArray[np.float64]) -> NDArray[np.float32]:
    """Round boxes to single precision so that each holds what it held."""
    rounded = boxes.astype(np.float32)
    low, high = rounded[:, ::2], rounded[:, 1::2]
    rounded[:, ::2] = np.where(low > boxes[:, ::2], np.nextafter(low, np.float32(-np.inf)), low)
    rounded[:, 1::2] = np.where(high < boxes[:, 1::2], np.nextafter(high, np.float32(np.inf)), high)
    return rounded
