"""Networks kept between runs: in memory, and large ones on disk.

A network is known by what it is made of, the coordinates of streets, barriers and gates: edits,
filters and other layers give another one, whatever they are called. Files that are damaged,
truncated or of another version are not trusted: the network is built anew.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections import OrderedDict
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
from qgis.PyQt.QtCore import QStandardPaths

from ..engine.network import WalkNetwork, build
from .i18n import tr

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.barriers import Barriers

_VERSION = 1  # of the files; to be raised with every change to the network
_MOST_KEPT = 4  # networks in memory
_LARGE = 100_000  # edges; smaller networks are built faster than read
_MOST_BYTES = 2_000_000_000  # on disk; the files used longest ago go first
_ARRAYS = {
    "node_xy": ("f8", 2),
    "edge_from": ("i8", 1),
    "edge_to": ("i8", 1),
    "edge_street": ("i8", 1),
    "first": ("i8", 1),
    "xy": ("f8", 2),
    "measure": ("f8", 1),
    "at_barrier": ("b1", 1),
}
_kept: OrderedDict[bytes, tuple[WalkNetwork, Barriers | None]] = OrderedDict()
_lock = Lock()


def network_of(
    lines: NDArray[np.object_],
    digest: bytes,
    barriers: Barriers | None,
    feedback: QgsProcessingFeedback | None = None,
) -> tuple[WalkNetwork, Barriers | None]:
    """Build the network of streets and barriers, or take it as it was built before.

    Parameters
    ----------
    lines
        The streets.
    digest
        What tells these lines from any others.
    barriers
        What nobody walks across.
    feedback
        Told where an earlier network is used again.

    Returns
    -------
    network, barriers
        The barriers are those that the network was built with.
    """
    key = _key(digest, barriers)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
    if found is None:
        network = _read(key)
        if network is not None:
            found = network, barriers
    if found is not None:
        if feedback is not None:
            feedback.pushInfo(tr("The network of an earlier run is used again."))
    else:
        found = build(lines, barriers), barriers
        if found[0].edge_count >= _LARGE:
            _write(key, found[0])
    with _lock:
        _kept[key] = found
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return found


def forget() -> None:
    """Forget the networks in memory."""
    with _lock:
        _kept.clear()


def folder() -> Path:
    """Return the folder in which large networks are kept on disk."""
    cache = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    return Path(os.environ.get("LIFECIRCLE_CACHE") or Path(cache) / "lifecircle")


def _key(digest: bytes, barriers: Barriers | None) -> bytes:
    found = blake2b(digest, digest_size=16)
    found.update(bytes([_VERSION]))
    if barriers is not None:
        found.update(np.ascontiguousarray(barriers.segments).tobytes())
        found.update(np.ascontiguousarray(barriers.gates).tobytes())
        found.update(np.float64(barriers.tolerance).tobytes())
    return found.digest()


def _file(key: bytes) -> Path:
    return folder() / f"network-{key.hex()}.npz"


def _read(key: bytes) -> WalkNetwork | None:
    """Read a network from disk; None where there is none that can be trusted."""
    path = _file(key)
    if not path.is_file():
        return None
    try:
        # the archive holds a checksum of every array, which is compared while it is read
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {name: file[name] for name in _ARRAYS}
            duplicates = int(file["duplicates"])
            whole = _digest(arrays, duplicates) == file["digest"].tobytes()
        if not whole or not _fit(arrays):
            raise ValueError(path)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, NotImplementedError, RuntimeError):
        with contextlib.suppress(OSError):
            path.unlink()
        return None
    with contextlib.suppress(OSError):
        path.touch()
    return WalkNetwork(**arrays, duplicates=duplicates)


def _digest(arrays: dict[str, NDArray], duplicates: int) -> bytes:
    found = blake2b(str((_VERSION, duplicates)).encode(), digest_size=16)
    for name in _ARRAYS:
        found.update(np.ascontiguousarray(arrays[name]).data)
    return found.digest()


def _fit(arrays: dict[str, NDArray]) -> bool:
    """Tell whether arrays have the kinds and shapes of one network."""
    for name, (kind, dimensions) in _ARRAYS.items():
        if arrays[name].dtype != np.dtype(kind) or arrays[name].ndim != dimensions:
            return False
    edges, nodes = len(arrays["edge_from"]), len(arrays["node_xy"])
    first = arrays["first"]
    return bool(
        len(arrays["edge_to"]) == len(arrays["edge_street"]) == edges
        and len(first) == edges + 1
        and len(arrays["xy"]) == len(arrays["measure"]) == first[-1]
        and len(arrays["at_barrier"]) == nodes
    )


def _write(key: bytes, network: WalkNetwork) -> None:
    """Write a network to disk, whole or not at all; a full or read-only disk is no error."""
    arrays = {name: getattr(network, name) for name in _ARRAYS}
    arrays = {name: arrays[name].astype(kind) for name, (kind, _) in _ARRAYS.items()}
    digest = np.frombuffer(_digest(arrays, network.duplicates), dtype=np.uint8)
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder(), suffix=".part", delete=False) as file:
            np.savez(file, **arrays, duplicates=np.int64(network.duplicates), digest=digest)
        Path(file.name).replace(_file(key))
        _make_room()
    except OSError:
        with contextlib.suppress(OSError, UnboundLocalError):
            Path(file.name).unlink()


def _make_room() -> None:
    """Remove the files used longest ago."""
    files = sorted(folder().glob("network-*.npz"), key=lambda path: path.stat().st_mtime)
    total = sum(path.stat().st_size for path in files)
    for path in files[:-1]:
        if total <= _MOST_BYTES:
            break
        total -= path.stat().st_size
        path.unlink()
