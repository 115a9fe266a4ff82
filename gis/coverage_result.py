"""Coverage results as rows of layers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.coverage import Reason, State, tally
from .compat import INTEGER, REAL, TEXT, TRUTH, make_field
from .feature_rows import FeatureRows
from .sinks import make_fields
from .snaps import snap_rows
from .three_valued_fields import look_up

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from numpy.typing import NDArray
    from qgis.core import QgsCoordinateReferenceSystem, QgsFields, QgsGeometry

    from ..engine.access import Snap
    from ..engine.coverage import Verdict, Walks
    from .gap_drawing import DrawnGap
    from .judged import Judged
    from .sinks import Column
    from .sources import Table

REASONS = {
    Reason.NONE: "",
    Reason.BEHIND_BARRIER: "behind_barrier",
    Reason.ISLAND: "island",
    Reason.PLANNED: "planned",
    Reason.NO_FACILITY: "no_facility",
    Reason.TOO_FAR: "too_far",
}
_HAS = {State.HAS: 1, State.GAP: 0}


@dataclass(frozen=True, eq=False)
class ServiceAnswer:
    """The answer for one row of the standard.

    Attributes
    ----------
    judged
        The row.
    verdict
        The answer by the rule of this run.
    metres, minutes
        Shape (homes,): of the shortest and of the quickest walk.
    persons
        Shape (homes,): persons of the target group, None if unknown.
    counted
        Who was counted.
    walks
        Homes and facilities on the network, in the unit of the limit.
    drawing
        Draws where the service is missing; None unless that was asked for.
    """

    judged: Judged
    verdict: Verdict
    metres: NDArray[np.float64]
    minutes: NDArray[np.float64]
    persons: NDArray[np.float64] | None
    counted: str
    walks: Walks
    drawing: Future[list[DrawnGap]] | None = None

    @property
    def gaps(self) -> list[DrawnGap]:
        """Where the service is missing, most persons first; waits until all gaps are drawn."""
        return [] if self.drawing is None else self.drawing.result()


@dataclass(frozen=True, eq=False)
class CoverageResult:
    """Coverage, ready to be written."""

    plane: QgsCoordinateReferenceSystem
    residents: Table
    facilities: Table
    snap: Snap
    facility_snap: Snap
    answers: list[ServiceAnswer]
    area: NDArray[np.int64]
    area_names: list[str]
    rule: str
    stamp: str = ""

    def unit_fields(self) -> QgsFields:
        """Fields of the residents with their services."""
        added = []
        for answer in self.answers:
            key = answer.judged.key
            added += [
                make_field(f"{key}_m", REAL),
                make_field(f"{key}_min", REAL),
                make_field(f"{key}_has", INTEGER),
            ]
        return make_fields(added, self.residents.fields)

    def unit_rows(self) -> FeatureRows:
        """Give the residents in their order and their own CRS."""
        fields = self.unit_fields()
        columns: list[Column] = []
        for answer in self.answers:
            has = look_up(answer.verdict.state, _HAS)
            columns += [answer.metres, answer.minutes, has]
        return FeatureRows(self.residents.features, fields, columns)

    def gap_fields(self) -> QgsFields:
        """Fields of the gaps."""
        return make_fields(
            [
                make_field("service", TEXT),
                make_field("name_en", TEXT),
                make_field("name_zh", TEXT),
                make_field("persons", REAL),
                make_field("homes", INTEGER),
                make_field("rank", INTEGER),
                make_field("service_rank", INTEGER),
                make_field("reason", TEXT),
                make_field("limit_m", REAL),
                make_field("to_check", TRUTH),
                make_field("area_ha", REAL),
            ]
        )

    def gap_rows(self) -> Iterator[tuple[bytes | None, list[Any]]]:
        """Give the gaps, most persons first; gaps of unknown persons last."""
        for rank, (answer, gap, service_rank) in enumerate(self._ranked_gaps(), start=1):
            item = answer.judged
            yield (
                gap.shape,
                [
                    item.key,
                    item.name_en,
                    item.name_zh,
                    gap.persons,
                    gap.homes,
                    rank,
                    service_rank,
                    REASONS[Reason(gap.reason)],
                    item.limit_m,
                    item.to_check,
                    gap.hectares,
                ],
            )

    def _ranked_gaps(self) -> list[tuple[ServiceAnswer, DrawnGap, int]]:
        """Order the gaps of all services once all are drawn; with their rank in the service."""
        every = [
            (answer, gap, number + 1)
            for answer in self.answers
            for number, gap in enumerate(answer.gaps)
        ]
        every.sort(
            key=lambda row: (
                row[1].persons is None,
                -(row[1].persons or 0.0),
                -row[1].homes,
                row[0].judged.key,
                row[2],
            )
        )
        return every

    def table_fields(self) -> QgsFields:
        """Fields of the table."""
        texts = "area service name_en name_zh tier requirement group counted walker rule"
        numbers = "limit_m limit_min persons covered covered_pct unserved cannot_tell unplaced"
        return make_fields(
            [
                *(make_field(name, TEXT) for name in texts.split()),
                *(make_field(name, REAL) for name in numbers.split()),
                make_field("confidence", TEXT),
                make_field("to_check", TRUTH),
                make_field("source", TEXT),
            ]
        )

    def table_rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give one row for each area and service."""
        for number, name in enumerate(self.area_names):
            homes = np.flatnonzero(self.area == number)
            for answer in self.answers:
                item = answer.judged
                sums = tally(answer.verdict, answer.persons, homes)
                yield (
                    None,
                    [
                        name,
                        item.key,
                        item.name_en,
                        item.name_zh,
                        item.tier,
                        item.requirement,
                        item.group.text,
                        answer.counted,
                        item.walker,
                        self.rule,
                        item.limit_m,
                        item.limit_min,
                        sums.persons,
                        sums.covered,
                        # without a limit nobody can tell: no share, not a share of 0
                        None if item.limit_m is None else sums.covered_pct,
                        sums.unserved,
                        sums.cannot_tell,
                        sums.unplaced,
                        item.confidence,
                        item.to_check,
                        item.source,
                    ],
                )

    def snap_rows(self) -> Iterator[tuple[bytes | None, list[Any]]]:
        """Give how homes and facilities found their street."""
        yield from snap_rows(self.residents, self.snap)
        yield from snap_rows(self.facilities, self.facility_snap)
