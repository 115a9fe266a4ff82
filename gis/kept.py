"""Networks kept between runs, in memory.

A network is known by what it is made of, the coordinates of streets, barriers and gates: edits,
filters and other layers give another one, whatever they are called. Large ones are kept on disk
too, for the next start of QGIS.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock, Thread
from typing import TYPE_CHECKING

import numpy as np

from ..engine.network import WalkNetwork, build
from .i18n import tr
from .network_files import read_network, write_network

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.barriers import Barriers

_MOST_KEPT = 6  # networks in memory
_MOST_EDGES = 2_500_000  # in all of them; the last one is kept whatever its size
_LARGE = 100_000  # edges; smaller networks are built as fast as they are read
_kept: OrderedDict[bytes, tuple[WalkNetwork, Barriers | None]] = OrderedDict()
_lock = Lock()
_writing: list[Thread] = []


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
    if found is None:
        network = read_network(key)
        if network is not None:
            found = network, barriers
    if found is not None:
        if feedback is not None:
            feedback.pushInfo(tr("The network of an earlier run is used again."))
    else:
        found = build(lines, barriers), barriers
        if found[0].edge_count >= _LARGE:
            _write_beside(key, found[0])
    with _lock:
        # another thread may have made the same meanwhile: all go on with one of them
        found = _kept.setdefault(key, found)
        _kept.move_to_end(key)
        while len(_kept) > 1 and (
            len(_kept) > _MOST_KEPT
            or sum(network.edges_kept for network, _ in _kept.values()) > _MOST_EDGES
        ):
            _kept.popitem(last=False)
    return found


def _write_beside(key: bytes, network: WalkNetwork) -> None:
    """Write a network while the run goes on; Python waits for it before it ends."""
    thread = Thread(target=write_network, args=(key, network), name="lifecircle network file")
    with _lock:
        _writing[:] = [*(other for other in _writing if other.is_alive()), thread]
    thread.start()


def finish_writing() -> None:
    """Wait until the networks built so far are on disk."""
    with _lock:
        threads = list(_writing)
    for thread in threads:
        thread.join()


def forget() -> None:
    """Forget the networks in memory; those on disk stay."""
    finish_writing()
    with _lock:
        _kept.clear()


def _key(digest: bytes, barriers: Barriers | None) -> bytes:
    found = blake2b(digest, digest_size=16)
    if barriers is not None:
        # their number tells where the ones end and the others begin
        found.update(np.array([len(barriers), len(barriers.gates)], dtype=np.int64).tobytes())
        found.update(np.ascontiguousarray(barriers.segments).tobytes())
        found.update(np.ascontiguousarray(barriers.gates).tobytes())
        found.update(np.float64(barriers.tolerance).tobytes())
    return found.digest()
