"""What a run's seconds went into: the functions of the plugin, timed from outside.

Functions are wrapped where their callers look them up, for the length of one process. A phase's
seconds are its own: those of a phase within it are taken out. What lies in no phase is "other":
libraries imported when they are first needed, the log, styles.
"""

from __future__ import annotations

import functools
import importlib
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Timed = tuple[tuple[str, str, str], ...]

#: Phase, module and name of each function that is timed.
TIMED = (
    ("read", "algorithms.ground_parameters", "GroundAlgorithm.read_ground"),
    ("read", "algorithms.ground_parameters", "GroundAlgorithm.read"),
    ("build", "algorithms.ground_parameters", "GroundAlgorithm.make_ground"),
    ("build", "algorithms.ground_parameters", "GroundAlgorithm.pace_on"),
    ("place", "gis.catchments", "home_access"),
    ("search", "gis.catchments", "_reach"),
    ("geometry", "gis.catchments", "_outline"),
    ("geometry", "engine.stretches", "Stretches.multilines"),
    ("write", "algorithms.walkcatchments", "WalkCatchments._write"),
)
NAMES = ("start", "read", "build", "place", "search", "geometry", "write", "other")


class Stopwatch:
    """Seconds by phase.

    Parameters
    ----------
    begun
        When the process was started, by `time.monotonic`; what came before now is "start".
    timed
        Phase, module and name of each function that is timed.
    beside
        The same of functions that other threads run meanwhile: their seconds are in no phase.
    """

    def __init__(self, begun: float, timed: Timed = TIMED, beside: Timed = ()) -> None:
        self._timed_functions, self._beside_functions = timed, beside
        self._beside = {phase: 0.0 for phase, _, _ in beside}
        self._lock = threading.Lock()
        names = NAMES if timed is TIMED else ("start", *(phase for phase, _, _ in timed), "other")
        self._seconds = dict.fromkeys(names, 0.0)
        self._now = "other"
        self._since = time.monotonic()
        self._seconds["start"] = self._since - begun

    def wrap(self) -> None:
        """Time the functions of the plugin from now on."""
        every = [(self._timed, one) for one in self._timed_functions]
        every += [(self._timed_beside, one) for one in self._beside_functions]
        for wrapped, (phase, module, name) in every:
            owner: Any = importlib.import_module(f"lifecircle.{module}")
            *outer, last = name.split(".")
            for part in outer:
                owner = getattr(owner, part)
            setattr(owner, last, wrapped(phase, getattr(owner, last)))

    @property
    def beside(self) -> dict[str, float]:
        """Seconds of other threads so far."""
        return dict(self._beside)

    def _timed(self, phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            before = self._turn_to(phase)
            try:
                return function(*given, **named)
            finally:
                self._turn_to(before)

        return timed

    def _timed_beside(self, phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            since = time.monotonic()
            try:
                return function(*given, **named)
            finally:
                with self._lock:
                    self._beside[phase] += time.monotonic() - since

        return timed

    def _turn_to(self, phase: str) -> str:
        now = time.monotonic()
        self._seconds[self._now] += now - self._since
        before, self._now, self._since = self._now, phase, now
        return before

    def read(self) -> dict[str, float]:
        """Give the seconds of all phases so far."""
        self._turn_to(self._now)
        return dict(self._seconds)
