"""A diagnosis as rows of layers: homes, matrix, actions, areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.coverage import State, tally
from ..engine.opinions import Need
from ..engine.rows import expand
from ..engine.rungs import HIGHEST, Action, Reason, tally_rungs
from .areas import outline_areas
from .compat import INTEGER, REAL, TEXT, TRUTH, make_field
from .coverage_result import CoverageResult
from .facility_names import name_facilities
from .feature_rows import FeatureRows
from .needs_result import STATES
from .sinks import make_fields
from .three_valued_fields import as_values, look_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from qgis.core import QgsFields, QgsGeometry

    from ..engine.rungs import ToDo
    from .diagnosis import Diagnosis
    from .sinks import Column

    Rows = Iterator[tuple[QgsGeometry | bytes | None, list[Any]]]

REASONS = {reason: reason.name.lower() for reason in Reason} | {Reason.NONE: None}
ACTIONS = {action: action.name.lower() for action in Action} | {Action.NONE: None}
_HAS = {State.HAS: 1, State.GAP: 0}
_HIGHEST = {rung: rung for rung in range(HIGHEST + 1)}  # -1, no range, has none
_NAMED = 5  # facilities named in a line of the actions


@dataclass(frozen=True, eq=False)
class DiagnosisResult:
    """A diagnosis, ready to be written.

    Attributes
    ----------
    found
        The diagnosis.
    """

    found: Diagnosis

    @property
    def coverage(self) -> CoverageResult:
        """Rung 1 as rows of layers."""
        found = self.found.coverage
        first = found.first
        return CoverageResult(
            found.given.tables.plane,
            found.given.residents,
            found.supply.table,
            first.snap,
            first.facility_snap,
            found.answers,
            found.area,
            found.area_names,
            found.given.rule,
            self.found.stamp,
        )

    def unit_fields(self) -> QgsFields:
        """Fields of the residents with their rungs."""
        added = []
        for answer in self.found.coverage.answers:
            key = answer.judged.key
            added += [make_field(f"{key}_{name}", REAL) for name in ("m", "min")]
            added += [
                make_field(f"{key}_{name}", INTEGER)
                for name in ("has", "enough", "rated", "open", "size")
            ]
            added.append(make_field(f"{key}_need", TEXT))
            added += [make_field(f"{key}_{name}", INTEGER) for name in ("rung", "rung_max")]
            added += [make_field(f"{key}_{name}", TEXT) for name in ("reason", "action")]
        added += [make_field(name, REAL) for name in ("score_low", "score_high")]
        added.append(make_field("area", TEXT))
        return make_fields(added, self.found.coverage.given.residents.fields)

    def unit_rows(self) -> FeatureRows:
        """Give the residents in their order and their own CRS."""
        fields = self.unit_fields()
        found = self.found
        columns: list[Column] = []
        for number in range(len(found.rungs)):
            columns += self._service_columns(number)
        low, high = found.scores
        columns += [low, high]
        columns.append([found.coverage.area_names[area] for area in found.coverage.area])
        return FeatureRows(found.coverage.given.residents.features, fields, columns)

    def _service_columns(self, number: int) -> list[Column]:
        found = self.found
        answer, rungs = found.coverage.answers[number], found.rungs[number]
        levels, needs = found.levels[number].levels, found.voices.needs[number]
        known = rungs.low == rungs.high
        return [
            answer.metres,
            answer.minutes,
            look_up(answer.verdict.state, _HAS),
            *(as_values(criterion) for criterion in levels.criteria),
            look_up(needs.state, STATES),
            rungs.low,
            look_up(np.where(known, -1, rungs.high), _HIGHEST),
            look_up(rungs.reason, REASONS),
            look_up(rungs.action, ACTIONS),
        ]

    def matrix_fields(self) -> QgsFields:
        """Fields of the matrix."""
        texts = "area service name_en name_zh tier requirement group counted walker rule"
        reals = (
            "limit_m limit_min persons rung0 rung1 rung2 rung3 unknown unheard covered unserved "
            "cannot_tell unplaced full need_weight importance satisfaction "
            "district_importance district_satisfaction important_from satisfied_from"
        )
        return make_fields(
            [
                *(make_field(name, TEXT) for name in texts.split()),
                *(make_field(name, REAL) for name in reals.split()),
                make_field("answers", INTEGER),
                make_field("need", TEXT),
                make_field("confidence", TEXT),
                make_field("to_check", TRUTH),
                make_field("source", TEXT),
            ]
        )

    def matrix_rows(self) -> Rows:
        """Give one row for each area and service."""
        for number, name in enumerate(self.found.coverage.area_names):
            homes = np.flatnonzero(self.found.coverage.area == number)
            for service in range(len(self.found.rungs)):
                yield None, [name, *self._matrix_row(number, service, homes)]

    def _matrix_row(self, area: int, service: int, homes: NDArray[np.int64]) -> list[Any]:
        found = self.found
        answer = found.coverage.answers[service]
        item = answer.judged
        needs = found.area_needs[service]
        sums = tally(answer.verdict, answer.persons, homes)
        rungs = tally_rungs(found.rungs[service], answer.persons, homes)
        full = None
        if answer.persons is not None:
            is_full = found.levels[service].levels.full[homes]
            full = float(answer.persons[homes][is_full].sum())
        return [
            item.key,
            item.name_en,
            item.name_zh,
            item.tier,
            item.requirement,
            item.group.text,
            answer.counted,
            item.walker,
            found.coverage.given.rule,
            item.limit_m,
            item.limit_min,
            rungs.persons,
            *(rungs.rungs or (None,) * 4),
            rungs.unknown,
            rungs.unheard,
            sums.covered,
            sums.unserved,
            sums.cannot_tell,
            sums.unplaced,
            full,
            found.need_weight(area, service),
            needs.importance[area],
            needs.satisfaction[area],
            *self._district(service),
            int(needs.answers[area]),
            STATES[Need(int(needs.state[area]))],
            item.confidence,
            item.to_check,
            item.source,
        ]

    def _district(self, service: int) -> list[float]:
        """Return the district's means for a service, and what they are cut at."""
        voices = self.found.voices
        _, answers = voices.opinions.of(self.found.coverage.answers[service].judged.service)
        means = [
            float(scores[np.isfinite(scores)].mean()) if np.isfinite(scores).any() else np.nan
            for scores in (answers.importance, answers.satisfaction)
        ]
        return [*means, voices.rules.important, voices.rules.satisfied]

    def action_fields(self) -> QgsFields:
        """Fields of the actions."""
        return make_fields(
            [
                make_field("rank", INTEGER),
                *(
                    make_field(name, TEXT)
                    for name in ("area", "service", "name_en", "name_zh", "action", "reason")
                ),
                make_field("persons", REAL),
                make_field("homes", INTEGER),
                make_field("need", REAL),
                make_field("weight", REAL),
                make_field("requirement", TEXT),
                make_field("to_check", TRUTH),
                make_field("facilities", TEXT),
                make_field("operators", TEXT),
                make_field("visits_year", REAL),
                make_field("events_year", REAL),
            ]
        )

    def action_rows(self) -> Rows:
        """Give the actions in their order."""
        answers, names = self.found.coverage.answers, self.found.coverage.area_names
        reached = _Reached(self.found)
        for rank, one in enumerate(self.found.actions, start=1):
            item = answers[one.service].judged
            homes = self.found.homes_of(one)
            yield (
                None,
                [
                    rank,
                    names[one.area],
                    item.key,
                    item.name_en,
                    item.name_zh,
                    ACTIONS[one.action],
                    REASONS[one.reason],
                    one.persons,
                    len(homes),
                    one.need,
                    None if one.persons is None else one.weight,
                    item.requirement,
                    item.to_check,
                    *reached.by(one, homes),
                ],
            )

    def area_fields(self) -> QgsFields:
        """Fields of the areas."""
        return make_fields(
            [
                make_field("area", TEXT),
                make_field("persons", REAL),
                make_field("score_low", REAL),
                make_field("score_high", REAL),
                make_field("action", TEXT),
                make_field("service", TEXT),
                make_field("action_persons", REAL),
                make_field("answers", INTEGER),
            ]
        )

    def area_rows(self) -> Rows:
        """Give the areas with their scores and what helps most there."""
        coverage = self.found.coverage
        persons = coverage.people.total
        low, high = self.found.scores
        shapes = outline_areas(coverage.given.areas, len(coverage.area_names))
        for number, name in enumerate(coverage.area_names):
            homes = coverage.area == number
            weight = persons[homes]
            first = next((one for one in self.found.actions if one.area == number), None)
            answers = sum(int(needs.answers[number]) for needs in self.found.area_needs)
            yield (
                shapes[number],
                [
                    name,
                    float(weight.sum()),
                    float(np.average(low[homes], weights=weight)) if weight.sum() else None,
                    float(np.average(high[homes], weights=weight)) if weight.sum() else None,
                    ACTIONS[first.action] if first else None,
                    coverage.answers[first.service].judged.key if first else None,
                    first.persons if first else None,
                    answers,
                ],
            )


class _Reached:
    """The facilities that homes reach, for the actions that are about them."""

    def __init__(self, found: Diagnosis) -> None:
        self._found = found
        table = found.coverage.supply.table
        count = len(table)
        self._names = name_facilities(table)
        self._kinds = table.texts("operator_kind") or [None] * count
        self._first: dict[int, NDArray[np.int64]] = {}
        self._numbers = {name: table.column(name) for name in ("visits_year", "events_year")}

    def by(self, one: ToDo, homes: NDArray[np.int64]) -> list[Any]:
        """Name the facilities in reach of homes, who runs them, and how much they are used."""
        level = self._found.levels[one.service]
        first = self._first_walk(one.service)
        _, walk = expand(first[homes], first[homes + 1])
        sites = np.unique(level.walks.destination[walk])
        rows = level.sites.first[sites].tolist()
        names = [self._names[row] for row in rows]
        shown = ", ".join(names[:_NAMED]) + (
            f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
        )
        kinds = sorted({kind for row in rows if (kind := self._kinds[row])})
        return [
            shown or None,
            ", ".join(kinds) or None,
            self._sum("visits_year", rows),
            self._sum("events_year", rows),
        ]

    def _first_walk(self, service: int) -> NDArray[np.int64]:
        """Tell where the walks of each home begin among those to a service."""
        if service not in self._first:
            homes = np.arange(len(self._found.coverage.given.residents) + 1)
            walks = self._found.levels[service].walks
            self._first[service] = np.searchsorted(walks.origin, homes)
        return self._first[service]

    def _sum(self, name: str, rows: list[int]) -> float | None:
        """Add up what is known; None where nothing is."""
        column = self._numbers[name]
        if column is None:
            return None
        known = [float(column[row]) for row in rows if isinstance(column[row], int | float)]
        return sum(known) if known else None
