"""Gaps found and drawn in a thread, beside all else that a run does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from ..engine.gaps import find_gaps, ground_of
from ..engine.outlines import outline
from .sinks import to_wkb

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from types import TracebackType

    import numpy as np
    from numpy.typing import NDArray

    from ..engine.coverage import Verdict, Walks
    from ..engine.gaps import Gap, GapGround
    from ..engine.tessellation import Tessellation

_TOGETHER = 10_000  # gaps drawn at once: the outlines of a whole city take much memory


@dataclass(frozen=True)
class DrawnGap:
    """One part of the ground that a service does not reach, ready to be written.

    Attributes
    ----------
    homes
        Number of unserved homes in it.
    persons
        Their persons of the target group; None if unknown.
    reason
        The reason that applies to most of them.
    shape
        WKB of a MultiPolygon in the plane of the run; None where there is no ground.
    hectares
        Of the ground.
    """

    homes: int
    persons: float | None
    reason: int
    shape: bytes | None
    hectares: float


class GapDrawing:
    """Draws gaps while the run goes on; at its end, what is not begun is left.

    Nothing of QGIS is touched: the thread works on arrays.
    """

    def __init__(self) -> None:
        # two services at a time: each takes memory for all cells of the city
        self._threads = ThreadPoolExecutor(2)
        self._ground_lock = Lock()

    def __enter__(self) -> GapDrawing:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(cancel_futures=True)

    def begin(
        self,
        make_ground: Callable[[], GapGround],
        walks: Walks,
        facilities: NDArray[np.int64],
        verdict: Verdict,
        persons: NDArray[np.float64] | None,
    ) -> Future[list[DrawnGap]]:
        """Have the gaps of a service found and drawn; see `find_gaps`.

        Parameters
        ----------
        make_ground
            Gives the cells on which they are drawn.
        walks, facilities, verdict, persons
            As for `find_gaps`.
        """

        def draw() -> list[DrawnGap]:
            with self._ground_lock:
                ground = make_ground()
                ground.place(walks.homes)
            return _draw(
                ground.tessellation, find_gaps(ground, walks, facilities, verdict, persons)
            )

        return self._threads.submit(draw)


def _draw(tessellation: Tessellation, gaps: list[Gap]) -> list[DrawnGap]:
    """Draw gaps in their order."""
    drawn: list[DrawnGap] = []
    for begin in range(0, len(gaps), _TOGETHER):
        some = gaps[begin : begin + _TOGETHER]
        shapes, squares = outline(tessellation, ground_of(some), len(some))
        hectares = (squares / 1e4).tolist()
        for gap, shape, area in zip(some, to_wkb(shapes), hectares, strict=True):
            drawn.append(DrawnGap(len(gap.homes), gap.persons, gap.reason, shape, area))
    return drawn
