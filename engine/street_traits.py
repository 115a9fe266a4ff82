"""What streets carry that costs a walker time, or closes them to one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .network import WalkNetwork
    from .walkers import Walker


class Crossing(IntEnum):
    """How a street crosses another one."""

    NONE = 0
    SIGNAL = 1
    UNMARKED = 2


# The words of the survey layers, and those of OpenStreetMap's key crossing. A marked crossing
# without signals, where drivers must stop, costs no delay.
_CROSSINGS = {
    "none": Crossing.NONE,
    "no": Crossing.NONE,
    "marked": Crossing.NONE,
    "zebra": Crossing.NONE,
    "uncontrolled": Crossing.NONE,
    "signal": Crossing.SIGNAL,
    "signals": Crossing.SIGNAL,
    "traffic_signals": Crossing.SIGNAL,
    "unmarked": Crossing.UNMARKED,
    "无": Crossing.NONE,
    "斑马线": Crossing.NONE,
    "信号灯": Crossing.SIGNAL,
    "无标线": Crossing.UNMARKED,
    "无信号灯": Crossing.UNMARKED,
}
_YES = {"yes", "true", "1", "是"}
_NO = {"no", "false", "0", "否"}


@dataclass(frozen=True, eq=False)
class StreetTraits:
    """Traits of street lines; one row for each.

    Attributes
    ----------
    length
        Shape (streets,): metres of the whole line.
    crossing
        Shape (streets,): as in `Crossing`; unknown counts as none.
    steps
        Shape (streets,): a flight of steps.
    grade
        Shape (streets,): rise over run in the line's direction; NaN where unknown.
    raised
        Shape (streets,): a bridge or tunnel, which does not follow the ground.
    """

    length: NDArray[np.float64]
    crossing: NDArray[np.int64]
    steps: NDArray[np.bool_]
    grade: NDArray[np.float64]
    raised: NDArray[np.bool_]

    def delay(self, network: WalkNetwork, walker: Walker) -> NDArray[np.float64]:
        """Give the seconds that a walker loses on each edge.

        The delay of a street line is spread over its length: dividing the line changes nothing.

        Parameters
        ----------
        network
            Built from these streets.
        walker
            Whose delays; an unknown one is none.
        """
        lost = np.zeros(len(self.length))
        lost[self.crossing == Crossing.SIGNAL] += walker.delay_signal or 0.0
        lost[self.crossing == Crossing.UNMARKED] += walker.delay_unmarked or 0.0
        lost[self.steps] += walker.delay_steps or 0.0
        street = network.edge_street
        return np.asarray(lost[street] * network.length / self.length[street])

    def closed_to(self, walker: Walker) -> NDArray[np.bool_]:
        """Say which streets a walker cannot use: steps, and slopes that are too steep.

        Parameters
        ----------
        walker
            Who.
        """
        closed = self.steps & (not walker.uses_steps)
        if walker.max_slope is not None:
            steep = np.nan_to_num(np.abs(self.grade), nan=0.0) > walker.max_slope
            closed = closed | steep
        return np.asarray(closed, dtype=bool)


def read_crossings(texts: Sequence[str | None]) -> tuple[NDArray[np.int64], list[int]]:
    """Read the words of a field crossing.

    Parameters
    ----------
    texts
        One for each street, None for unknown.

    Returns
    -------
    crossing, unknown
        Shape (n,): as in `Crossing`; rows with a word that says nothing to us.
    """
    return _read(texts, lambda text: _CROSSINGS.get(text.lower()), Crossing.NONE, np.int64)


def read_steps(texts: Sequence[str | None]) -> tuple[NDArray[np.bool_], list[int]]:
    """Read the words of a field steps: yes or no, or the number of steps.

    Parameters
    ----------
    texts
        One for each street, None for unknown.

    Returns
    -------
    steps, unknown
        Shape (n,): whether there are steps; rows with a word that says nothing to us.
    """

    def meaning(text: str) -> bool | None:
        word = text.lower()
        if word in _YES or word in _NO:
            return word in _YES
        number = _number(word)
        return None if number is None or number < 0 else number > 0

    return _read(texts, meaning, False, np.bool_)


def read_grades(texts: Sequence[str | None]) -> tuple[NDArray[np.float64], list[int]]:
    """Read the numbers of a field slope_pct: per cent, uphill in the line's direction positive.

    Parameters
    ----------
    texts
        One for each street, None for unknown.

    Returns
    -------
    grade, unknown
        Shape (n,): rise over run, NaN for unknown; rows whose text is no slope of a street.
    """

    def meaning(text: str) -> float | None:
        number = _number(text.rstrip("%％ ").replace(",", "."))
        return None if number is None or abs(number) > _STEEPEST else number / 100

    return _read(texts, meaning, np.nan, np.float64)


def _read(
    texts: Sequence[str | None],
    meaning: Callable[[str], Any],
    nothing: Any,
    kind: type[Any],
) -> tuple[NDArray[Any], list[int]]:
    """Read a field word by word; each word is looked up once, however many streets have it."""
    known = {text: meaning(text) for text in set(texts) if text is not None}
    known[None] = nothing  # type: ignore[index]
    silent = {text for text, value in known.items() if value is None}
    unknown = [row for row, text in enumerate(texts) if text in silent] if silent else []
    for text in silent:
        known[text] = nothing
    return np.array([known[text] for text in texts], dtype=kind), unknown  # type: ignore[index]


_STEEPEST = 100.0  # per cent; nothing steeper is walked


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if np.isfinite(number) else None
