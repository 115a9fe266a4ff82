"""Coverage results as rows of layers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.coverage import Reason, State, tally
from .compat import INTEGER, REAL, TEXT, TRUTH, make_field
from .i18n import speaks_chinese, tr
from .sinks import kept_attributes, make_fields, to_geometry
from .snaps import snap_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from qgis.core import QgsCoordinateReferenceSystem, QgsFields, QgsGeometry

    from ..engine.access import Snap
    from ..engine.coverage import Verdict
    from ..engine.gaps import Gap
    from ..engine.tessellation import Tessellation
    from .judged import Judged
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
    """The answer for one row of the standard."""

    judged: Judged
    verdict: Verdict
    persons: NDArray[np.float64] | None
    counted: str
    gaps: list[Gap]


@dataclass(frozen=True, eq=False)
class CoverageResult:
    """Coverage, ready to be written."""

    plane: QgsCoordinateReferenceSystem
    residents: Table
    facilities: Table
    snap: Snap
    facility_snap: Snap
    answers: list[ServiceAnswer]
    cells: Tessellation
    area: NDArray[np.int64]
    area_names: list[str]
    rule: str
    stamp: str = ""

    def unit_fields(self) -> QgsFields:
        """Fields of the residents with their services."""
        added = []
        for answer in self.answers:
            key = answer.judged.key
            name = answer.judged.name_zh if speaks_chinese() else answer.judged.name_en
            added += [
                make_field(f"{key}_m", REAL, tr("{service}: walk (m)").format(service=name), "m"),
                make_field(
                    f"{key}_min", REAL, tr("{service}: walk (min)").format(service=name), "min"
                ),
                make_field(
                    f"{key}_has",
                    INTEGER,
                    tr("{service}: has it").format(service=name),
                    tr("1 yes, 0 no, NULL cannot tell or unplaced"),
                ),
            ]
        return make_fields(added, self.residents.fields)

    def unit_rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give the residents in their order and their own CRS."""
        fields = self.unit_fields()
        added = 3 * len(self.answers)
        columns: list[list[Any]] = []
        for answer in self.answers:
            metres = answer.verdict.metres
            minutes = metres / answer.judged.speed / 60
            has = [_HAS.get(State(int(state))) for state in answer.verdict.state]
            columns += [metres.tolist(), minutes.tolist(), has]
        for row, feature in enumerate(self.residents.features):
            values = kept_attributes(feature, fields, added)
            yield feature.geometry(), values + [column[row] for column in columns]

    def gap_fields(self) -> QgsFields:
        """Fields of the gaps."""
        return make_fields(
            [
                make_field("service", TEXT, tr("Service key")),
                make_field("name_en", TEXT, tr("Service (English)")),
                make_field("name_zh", TEXT, tr("Service (Chinese)")),
                make_field("persons", REAL, tr("Persons without it")),
                make_field("homes", INTEGER, tr("Homes without it")),
                make_field("rank", INTEGER, tr("Rank among all gaps")),
                make_field("service_rank", INTEGER, tr("Rank within the service")),
                make_field(
                    "reason", TEXT, tr("Reason"),
                    "too_far, behind_barrier, island, planned, no_facility",
                ),
                make_field("limit_m", REAL, tr("Limit (m)"), "m"),
                make_field("to_check", TRUTH, tr("Limit to be checked against the standard")),
                make_field("area_ha", REAL, tr("Area (ha)"), "ha"),
            ]
        )  # fmt: skip

    def gap_rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give the gaps, most persons first; gaps of unknown persons last."""
        every = [
            (answer, gap, number + 1)
            for answer in self.answers
            for number, gap in enumerate(answer.gaps)
        ]
        every.sort(
            key=lambda row: (
                row[1].persons is None,
                -(row[1].persons or 0.0),
                -len(row[1].homes),
                row[0].judged.key,
                row[2],
            )
        )
        for rank, (answer, gap, service_rank) in enumerate(every, start=1):
            item = answer.judged
            polygon = to_geometry(self.cells.union(gap.cells))
            polygon.convertToMultiType()
            yield (
                polygon,
                [
                    item.key,
                    item.name_en,
                    item.name_zh,
                    gap.persons,
                    len(gap.homes),
                    rank,
                    service_rank,
                    REASONS[Reason(gap.reason)],
                    item.limit_m,
                    item.to_check,
                    float(self.cells.areas[gap.cells].sum()) / 1e4,
                ],
            )

    def table_fields(self) -> QgsFields:
        """Fields of the table."""
        texts = {
            "area": tr("Area"),
            "service": tr("Service key"),
            "name_en": tr("Service (English)"),
            "name_zh": tr("Service (Chinese)"),
            "tier": tr("Tier"),
            "group": tr("For whom"),
            "counted": tr("Who was counted"),
            "walker": tr("Walker"),
            "rule": tr("Rule"),
        }
        numbers = {
            "limit_m": tr("Limit (m)"),
            "limit_min": tr("Limit (min)"),
            "persons": tr("Persons"),
            "covered": tr("Covered"),
            "covered_pct": tr("Covered (%)"),
            "unserved": tr("Unserved"),
            "cannot_tell": tr("Cannot tell"),
            "unplaced": tr("Unplaced"),
        }
        return make_fields(
            [
                *(make_field(name, TEXT, alias) for name, alias in texts.items()),
                *(make_field(name, REAL, alias) for name, alias in numbers.items()),
                make_field("confidence", TEXT, tr("Confidence of the limit")),
                make_field("to_check", TRUTH, tr("Limit to be checked against the standard")),
                make_field("source", TEXT, tr("Source of the limit")),
            ]
        )

    def table_rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give one row for each area and service."""
        for number, name in enumerate(self.area_names):
            homes = self.area == number
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
                        item.group.text,
                        answer.counted,
                        item.walker,
                        self.rule,
                        item.limit_m,
                        item.limit_min,
                        sums.persons,
                        sums.covered,
                        sums.covered_pct,
                        sums.unserved,
                        sums.cannot_tell,
                        sums.unplaced,
                        item.confidence,
                        item.to_check,
                        item.source,
                    ],
                )

    def snap_rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give how homes and facilities found their street."""
        yield from snap_rows(self.residents, self.snap)
        yield from snap_rows(self.facilities, self.facility_snap)
