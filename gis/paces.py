"""How one walker walks: on which streets, and what the minutes are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..engine.errors import EngineError
from ..engine.heights import Heights
from ..engine.impedance import Impedance
from ..engine.street_traits import (
    Crossing,
    StreetTraits,
    read_crossings,
    read_grades,
    read_steps,
)
from .i18n import speaks_chinese, tr
from .sources import name_some

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.access import Ground
    from ..engine.network import WalkNetwork
    from ..engine.walkers import Walker
    from .sources import Table

_ON_GROUND = {None, "0", "0.0"}


@dataclass(frozen=True, eq=False)
class Pace:
    """One walker on one ground.

    Attributes
    ----------
    ground
        What this walker can walk; without steps for wheelchairs, for example.
    speed
        Metres per second on level ground.
    seconds
        What walks cost in seconds, away from where they begin; None where minutes are metres over
        speed: then the shortest walk is the quickest.
    """

    ground: Ground
    speed: float
    seconds: Impedance | None = None


class Paces:
    """The walkers of a run, each prepared once for each ground.

    Parameters
    ----------
    streets
        The street layer.
    heights_of
        Gives heights along the edges of a network; None where no elevation is known.
    feedback
        Where to say what the minutes are made of.
    """

    def __init__(
        self,
        streets: Table,
        heights_of: Callable[[WalkNetwork, NDArray[np.bool_]], Heights] | None,
        feedback: QgsProcessingFeedback,
    ) -> None:
        self._traits = _read_traits(streets, feedback)
        self._heights_of = heights_of
        self._feedback = feedback
        self._open: dict[tuple[Ground, bytes], Ground] = {}
        self._heights: dict[Ground, Heights | None] = {}
        self._told: set[str] = set()
        self._report()

    def pace(self, ground: Ground, walker: Walker, speed: float | None) -> Pace:
        """Tell how a walker walks on a ground.

        Parameters
        ----------
        ground
            All streets that anybody walks.
        walker
            Who.
        speed
            Metres per second that override the walker's own; None for these.

        Raises
        ------
        EngineError
            If every street is closed to the walker.
        """
        own = self._opened(ground, walker)
        heights = self._along(own)
        pace = speed or walker.speed
        delay = self._traits.delay(own.network, walker)
        seconds = Impedance.seconds(own.network, pace, delay, heights=heights)
        return Pace(own, pace, None if seconds.is_even else seconds)

    def _opened(self, ground: Ground, walker: Walker) -> Ground:
        """Leave out what is closed to the walker."""
        network = ground.network
        closed = self._traits.closed_to(walker)[network.edge_street]
        heights = self._along(ground)
        if walker.max_slope is not None and heights is not None:
            closed = closed | (heights.mean > walker.max_slope)
        if not closed.any():
            return ground
        if closed.all():
            raise EngineError(
                "Every street is closed to {walker}: steps, or steeper than {slope:g} %. Check "
                "the fields steps and slope_pct and the elevation.",
                walker=_name(walker),
                slope=100 * (walker.max_slope or 0.0),
            )
        key = ground, closed.tobytes()
        if key not in self._open:
            self._open[key] = opened = replace(ground, network=network.without_edges(closed))
            self._heights[opened] = None if heights is None else heights.of_edges(~closed)
            self._tell(
                tr(
                    "{walker}: {count} street edges ({km:.2f} km) are closed: steps, or too steep."
                ).format(
                    walker=_name(walker),
                    count=int(closed.sum()),
                    km=network.length[closed].sum() / 1000,
                )
            )
        return self._open[key]

    def _along(self, ground: Ground) -> Heights | None:
        """Give the heights along the edges of a ground, None where all are level or unknown."""
        if ground not in self._heights:
            network = ground.network
            # a flight of steps costs its own delay instead of a slope
            grade = np.where(self._traits.steps, 0.0, self._traits.grade)[network.edge_street]
            heights = None
            if self._heights_of is not None:
                heights = self._heights_of(network, self._traits.raised[network.edge_street])
                if np.isfinite(grade).any():
                    heights = heights.with_grades(grade)
            elif np.nan_to_num(grade).any():
                heights = Heights.of_grades(network, grade)
            self._heights[ground] = heights
        return self._heights[ground]

    def _report(self) -> None:
        """Say what the minutes are made of."""
        traits = self._traits
        counts = [
            int((traits.crossing == Crossing.SIGNAL).sum()),
            int((traits.crossing == Crossing.UNMARKED).sum()),
            int(traits.steps.sum()),
        ]
        sloped = int(np.count_nonzero(np.nan_to_num(traits.grade)))
        if not any(counts) and not sloped and self._heights_of is None:
            self._tell(
                tr(
                    "Minutes are metres over speed: the streets carry no crossings, steps or "
                    "slopes, and no elevation is given."
                )
            )
            return
        self._tell(
            tr(
                "Minutes count {signals} street lines with signals, {unmarked} with unmarked "
                "crossings, {steps} with steps and {sloped} with a slope."
            ).format(signals=counts[0], unmarked=counts[1], steps=counts[2], sloped=sloped)
        )

    def _tell(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self._feedback.pushInfo(text)


def _name(walker: Walker) -> str:
    return walker.name_zh if speaks_chinese() else walker.name_en


def _read_traits(streets: Table, feedback: QgsProcessingFeedback) -> StreetTraits:
    """Read the fields that cost time; say which values say nothing."""
    count = len(streets)

    def read(name: str, reader: Callable[[Sequence[str | None]], tuple[Any, list[int]]]) -> Any:
        texts = streets.texts(name) or [None] * count
        values, unknown = reader(texts)
        if unknown:
            feedback.pushWarning(
                tr(
                    "{layer}: {count} values of the field {field} say nothing, such as "
                    "'{example}' (features {ids}); they count as unknown."
                ).format(
                    layer=streets.name,
                    count=len(unknown),
                    field=name,
                    example=texts[unknown[0]],
                    ids=name_some([int(streets.ids[row]) for row in unknown]),
                )
            )
        return values

    level = streets.texts("level") or [None] * count
    return StreetTraits(
        shapely.length(streets.geometries),
        read("crossing", read_crossings),
        read("steps", read_steps),
        read("slope_pct", read_grades),
        np.array([text not in _ON_GROUND for text in level], dtype=bool),
    )
