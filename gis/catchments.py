"""Walk catchments between layers and the engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.access import home_access
from ..engine.catchment import own_catchments, shared_catchments
from ..engine.errors import EngineError
from ..engine.outlines import outline_each
from .compat import REAL, TEXT, make_field
from .ground import GroundTables, report_ground, warn_if_apart, with_compounds
from .margin import report_margin
from .sinks import kept_attributes, make_fields, report_replaced, to_geometry
from .snaps import report_snap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsFields,
        QgsGeometry,
        QgsProcessingFeedback,
    )

    from ..engine.access import Access, Ground, Snap
    from ..engine.stretches import Stretches
    from .paces import Pace
    from .sources import Table

OWN, DISSOLVED, SPLIT = range(3)
_NUMBERS = ("minutes", "metres", "from_min", "from_m", "area_ha", "reached_m")
_ADDED = len(_NUMBERS) + 1


@dataclass(frozen=True, eq=False)
class Wanted:
    """What is asked for.

    Attributes
    ----------
    unit
        "minutes" or "metres".
    limits
        In that unit, ascending.
    shape
        OWN, DISSOLVED or SPLIT.
    rings
        Each limit without what the next smaller one reaches.
    reach
        Metres beside a street that count as reached.
    polygons
        Whether polygons are made, not only streets.
    """

    unit: str
    limits: list[float]
    shape: int
    rings: bool
    reach: float
    polygons: bool = True


@dataclass(frozen=True, eq=False)
class CatchmentResult:
    """Catchments, ready to be written.

    Attributes
    ----------
    plane
        CRS of the geometries.
    origins, snap
        The origins and how they found their street.
    fields
        Fields of polygons and lines.
    streets
        For each limit the streets reached, by owner.
    truncated
        Shape (limits, owners): the walk reaches an end of the street data.
    placed
        Shape (owners,): the owner stands on a street.
    areas
        Shape (limits, owners): square metres; NaN where no polygons were asked for.
    polygons
        For each limit and owner the polygon; None for nothing.
    """

    plane: QgsCoordinateReferenceSystem
    origins: Table
    snap: Snap
    fields: QgsFields
    pace: Pace
    wanted: Wanted
    streets: list[Stretches]
    truncated: NDArray[np.bool_]
    placed: NDArray[np.bool_]
    areas: NDArray[np.float64]
    polygons: list[list[QgsGeometry | None]]

    def polygon_rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give the polygons with their values, origin by origin."""
        values = self._values()
        for owner in range(len(self.placed)):
            for limit in range(len(self.streets)):
                yield self.polygons[limit][owner], values(owner, limit)

    def line_rows(self) -> Iterator[tuple[bytes | None, list[Any]]]:
        """Give the reached streets with their values, origin by origin."""
        values = self._values()
        count = len(self.placed)
        written = [streets.multilines(self.pace.ground.network, count) for streets in self.streets]
        for owner in range(count):
            for limit, lines in enumerate(written):
                yield lines[owner], values(owner, limit)

    def _values(self) -> Callable[[int, int], list[Any]]:
        """Make what gives the values of an owner's row for a limit."""
        wanted = self.wanted
        count = len(self.placed)
        reached = [np.bincount(s.owner, s.length, minlength=count) for s in self.streets]
        limits = [self._in_both_units(limit) for limit in wanted.limits]
        inner = [self._in_both_units(0.0), *limits] if wanted.rings else [(0.0, 0.0)] * len(limits)

        def values(owner: int, limit: int) -> list[Any]:
            kept = []
            if wanted.shape != DISSOLVED:
                kept = kept_attributes(self.origins.features[owner], self.fields, _ADDED)
            placed = bool(self.placed[owner])
            status = "truncated" if self.truncated[limit, owner] else "ok"
            return [
                *kept,
                *limits[limit],
                *inner[limit],
                float(self.areas[limit, owner]) / 1e4 if placed else None,
                float(reached[limit][owner]) if placed else None,
                status if placed else "unplaced",
            ]

        return values

    def _in_both_units(self, limit: float) -> tuple[float | None, float | None]:
        """Give a limit in minutes and metres; None where one cannot be told from the other."""
        pace, minutes = self.pace, self.wanted.unit == "minutes"
        other = (
            None
            if pace.seconds
            else (limit * 60 * pace.speed if minutes else limit / 60 / pace.speed)
        )
        return (limit, other) if minutes else (other, limit)


def compute_catchments(
    tables: GroundTables,
    pace: Pace,
    origins: Table,
    wanted: Wanted,
    feedback: QgsProcessingFeedback,
) -> CatchmentResult:
    """Find catchments.

    Parameters
    ----------
    tables, pace
        Streets, barriers and gates, and who walks on them.
    origins
        Where walks begin.
    wanted
        What is asked for.
    feedback
        Progress, cancel and sentences.

    Raises
    ------
    EngineError
        If there is no usable origin.
    """
    if not len(origins):
        raise EngineError(
            "The origins layer has no feature that can be used ({total} features, {rejected} "
            "left out). Choose another layer or check its filter.",
            total=origins.total,
            rejected=len(origins.rejected),
        )
    report_ground(tables, pace.ground, feedback)
    warn_if_apart(tables, pace.ground, (origins,), feedback)
    longest = max(wanted.limits) * (60 * pace.speed if wanted.unit == "minutes" else 1.0)
    report_margin(origins, (tables.streets,), longest, feedback)
    ground, compound = with_compounds(pace.ground, tables.gates, origins)
    access, snap = home_access(ground, origins.geometries, compound)
    report_snap(origins, snap, feedback)
    streets, truncated = _reach(tables, pace, access, len(origins), wanted, feedback)
    placed = np.zeros(len(origins), dtype=bool)
    placed[access.owner] = True
    if wanted.shape == DISSOLVED:
        streets = [replace(s, owner=np.zeros_like(s.owner)).merged() for s in streets]
        truncated = truncated.any(axis=1, keepdims=True)
        placed = placed.any(keepdims=True)
    if wanted.rings:
        streets = [streets[0], *(outer.without(inner) for inner, outer in pairwise(streets))]
    areas = np.full((len(streets), len(placed)), np.nan)
    polygons: list[list[QgsGeometry | None]] = []
    if wanted.polygons:
        areas, polygons = _outline(ground, streets, len(placed), wanted, feedback)
    feedback.setProgress(90)
    given = None if wanted.shape == DISSOLVED else origins.fields
    fields = make_fields(
        [make_field(name, REAL) for name in _NUMBERS] + [make_field("status", TEXT)], given
    )
    if given is not None:
        report_replaced(origins.name, given, fields, _ADDED, feedback)
    return CatchmentResult(
        tables.plane,
        origins,
        snap,
        fields,
        pace,
        wanted,
        streets,
        truncated,
        placed,
        areas,
        polygons,
    )


def _reach(
    tables: GroundTables,
    pace: Pace,
    access: Access,
    count: int,
    wanted: Wanted,
    feedback: QgsProcessingFeedback,
) -> tuple[list[Stretches], NDArray[np.bool_]]:
    """Find the streets within each limit."""
    network = pace.ground.network
    costs = pace.seconds if wanted.unit == "minutes" else None
    unit = 1.0
    if wanted.unit == "minutes":
        unit = 60.0 if costs else 60.0 * pace.speed
    limits = [limit * unit for limit in wanted.limits]
    ends = network.data_ends(tables.extent)
    if wanted.shape != OWN:
        return shared_catchments(network, access, count, limits, ends, costs)
    progress = _progress(feedback, 0, 30)
    return own_catchments(network, access, count, limits, ends, progress, costs)


def _progress(feedback: QgsProcessingFeedback, low: float, high: float) -> Callable[[float], None]:
    """Show a share of the work as part of the whole; stop where the user asks to."""

    def progress(share: float) -> None:
        feedback.setProgress(low + (high - low) * share)
        if feedback.isCanceled():
            raise EngineError("Stopped; nothing was written.")

    return progress


def _outline(
    ground: Ground,
    streets: list[Stretches],
    count: int,
    wanted: Wanted,
    feedback: QgsProcessingFeedback,
) -> tuple[NDArray[np.float64], list[list[QgsGeometry | None]]]:
    """Draw the ground beside the streets within each limit."""
    shapes, areas = outline_each(
        ground.cells(wanted.reach), streets, count, _progress(feedback, 30, 90)
    )
    polygons = [
        [None if shape is None else to_geometry(shape) for shape in of_limit] for of_limit in shapes
    ]
    return areas, polygons
