"""What tells one state of a file from another, without reading it."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from pathlib import Path

_COARSE = 3.0  # seconds; disks that do not count finer ones count at least every other


def state_of(paths: Iterable[Path]) -> tuple[Hashable, ...] | None:
    """Tell the state of files.

    Parameters
    ----------
    paths
        Where they are; those that do not exist are passed over.

    Returns
    -------
    None where one more change to a file might not show.
    """
    states = []
    for path in paths:
        if not path.is_file():
            continue
        stat = path.stat()
        whole_second = stat.st_mtime_ns % 10**9 == 0
        if whole_second and time() - stat.st_mtime < _COARSE:
            # a disk that counts in seconds would not show one more change at once
            return None
        states.append((str(path), stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino))
    return tuple(states)
