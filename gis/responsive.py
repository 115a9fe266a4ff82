"""Keeps the program responsive while a thread beside it works on millions of cells.

Python runs one thread at a time: a call that takes long without giving up its lock, such as
freeing or copying a long list, stops the program's window as well.
"""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_lock = threading.Lock()
_running: list[bool] = []  # for each that runs, whether the collector was on before

BLOCK = 20_000
"""Cells or geometries at a time: some milliseconds' work."""


@contextmanager
def without_collector() -> Iterator[None]:
    """Switch Python's search for garbage in circles off for a while.

    It walks through all objects whenever many were made, and with a million geometries that takes
    longer than their making. What is not in circles is freed at once as ever.
    """
    with _lock:
        _running.append(_running[0] if _running else gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            before = _running.pop()
            if before and not _running:
                gc.enable()


def blocks(cells: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Cut cells into blocks."""
    for start in range(0, len(cells), BLOCK):
        yield cells[start : start + BLOCK]


def let_go(cells: Any) -> None:
    """Empty a long list block by block; leave anything else as it is."""
    if isinstance(cells, list):
        while cells:
            del cells[-BLOCK:]


def kinds_of(cells: Sequence[Any]) -> set[type]:
    """Return the types of cells."""
    kinds: set[type] = set()
    for block in blocks(cells):
        kinds.update(map(type, block))
    return kinds


def coordinates_of(
    shapes: NDArray[np.object_],
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return the coordinates of geometries, and the geometry of each.

    Parameters
    ----------
    shapes
        Shape (n,): geometries or None.

    Returns
    -------
    Shape (m, 2), and shape (m,).
    """
    found = [
        shapely.get_coordinates(shapes[start : start + BLOCK], return_index=True)
        for start in range(0, len(shapes), BLOCK)
    ]
    if not found:
        return np.empty((0, 2)), np.empty(0, dtype=np.intp)
    owners = [owner + number * BLOCK for number, (_, owner) in enumerate(found)]
    return np.concatenate([xy for xy, _ in found]), np.concatenate(owners)
