"""Large networks kept on disk, in files that are not trusted.

A file holds a checksum, a few counts and plain numbers. Nothing of it is looked at before the
checksum fits; files that are damaged, cut short, of another version or of another network are
removed, and the network is built anew.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from hashlib import blake2b
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

import numpy as np
from qgis.PyQt.QtCore import QStandardPaths

from ..engine.network import WalkNetwork

if TYPE_CHECKING:
    from collections.abc import Iterable


VERSION = 2  # to be raised with every change to the network or to these files
_MOST_BYTES = 2_000_000_000  # on disk; the files used longest ago go first
_ABANDONED = 3600.0  # seconds after which a file half written is nobody's
_DIGEST = 32  # bytes
_COUNTS = ("nodes", "edges", "vertices", "duplicates")
_ARRAYS = {
    # what is kept: kind of number, and how many there are
    "node_xy": ("<f8", lambda nodes, edges, vertices: (nodes, 2)),
    "edge_from": ("<i8", lambda nodes, edges, vertices: (edges,)),
    "edge_to": ("<i8", lambda nodes, edges, vertices: (edges,)),
    "edge_street": ("<i8", lambda nodes, edges, vertices: (edges,)),
    "first": ("<i8", lambda nodes, edges, vertices: (edges + 1,)),
    "xy": ("<f8", lambda nodes, edges, vertices: (vertices, 2)),
    "measure": ("<f8", lambda nodes, edges, vertices: (vertices,)),
    "at_barrier": ("|b1", lambda nodes, edges, vertices: (nodes,)),
}
ARRAYS = tuple(_ARRAYS)


def folder() -> Path:
    """Return the folder of the files."""
    cache = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    return Path(os.environ.get("LIFECIRCLE_CACHE") or Path(cache) / "lifecircle")


def read_network(key: bytes) -> WalkNetwork | None:
    """Read a network; None where there is none that can be trusted.

    Parameters
    ----------
    key
        What the network is made of.
    """
    path = _file(key)
    try:
        if not path.is_file():
            return None
        content = np.fromfile(path, dtype=np.uint8)
    except (OSError, MemoryError):
        return None
    body = content[_DIGEST:]
    if content[:_DIGEST].tobytes() != _checksum(key, [body.data]):
        with contextlib.suppress(OSError):
            path.unlink()
        return None
    with contextlib.suppress(OSError):
        path.touch()
    *counts, duplicates = body[: 8 * len(_COUNTS)].view("<i8").tolist()
    at = 8 * len(_COUNTS)
    arrays = {}
    for name, (kind, shape_of) in _ARRAYS.items():
        shape = shape_of(*counts)
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        arrays[name] = body[at : at + size].view(kind).reshape(shape)
        at += size
    return WalkNetwork(**arrays, duplicates=duplicates)


def write_network(key: bytes, network: WalkNetwork) -> None:
    """Write a network, whole or not at all; a full or read-only disk is no error.

    Parameters
    ----------
    key
        What the network is made of.
    network
        The network.
    """
    counts = (network.node_count, network.edge_count, len(network.xy), network.duplicates)
    parts = [np.array(counts, dtype="<i8")] + [
        np.ascontiguousarray(getattr(network, name), dtype=kind)
        for name, (kind, _) in _ARRAYS.items()
    ]
    bodies = [part.reshape(-1).view(np.uint8).data for part in parts]
    part_file = None
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder(), suffix=".part", delete=False) as opened:
            part_file = Path(opened.name)
            opened.write(_checksum(key, bodies))
            for body in bodies:
                opened.write(body)
        part_file.replace(_file(key))
        _make_room()
    except OSError:
        if part_file is not None:
            with contextlib.suppress(OSError):
                part_file.unlink()


def _file(key: bytes) -> Path:
    return folder() / f"{key.hex()}.network"


def _checksum(key: bytes, bodies: Iterable[memoryview]) -> bytes:
    """Sum up a file, together with what it is a file of."""
    found = blake2b(f"life circle network {VERSION}".encode(), digest_size=_DIGEST)
    found.update(key)
    for body in bodies:
        found.update(body)
    return found.digest()


def _make_room() -> None:
    """Remove the files used longest ago, and what a crash left half written."""
    for path in folder().glob("*.part"):
        if time() - path.stat().st_mtime > _ABANDONED:
            path.unlink()
    files = sorted(folder().glob("*.network"), key=lambda path: path.stat().st_mtime)
    total = sum(path.stat().st_size for path in files)
    for path in files[:-1]:
        if total <= _MOST_BYTES:
            break
        total -= path.stat().st_size
        path.unlink()
