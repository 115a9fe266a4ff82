"""Lets Python make and drop millions of objects without stopping the program again and again."""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = threading.Lock()
_running: list[bool] = []  # for each that runs, whether the collector was on before

_BLOCK = 20_000


@contextmanager
def without_collector() -> Iterator[None]:
    """Switch Python's search for garbage in circles off for a while.

    It walks through all objects whenever many were made, holding Python's lock: with a million
    geometries that takes longer than their making, and the program's window stands still. What is
    not in circles is freed at once as ever.
    """
    with _lock:
        _running.append(gc.isenabled() if not _running else _running[0])
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            before = _running.pop()
            if not _running and before:
                gc.enable()


def let_go(cells: Any) -> None:
    """Empty a long list piece by piece: freeing it in one go would hold Python's lock."""
    if isinstance(cells, list):
        while cells:
            del cells[-_BLOCK:]
