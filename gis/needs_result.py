"""What residents say, as rows of layers: by home, by area and service."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.opinions import (
    Need,
    answers_to_halve,
    further_answers,
    hear_areas,
    index_need,
)
from ..engine.proportions import wilson_interval
from ..engine.smoothing import smooth_shares
from .areas import find_areas
from .compat import INTEGER, REAL, TEXT, make_field
from .feature_rows import FeatureRows
from .needs import VOICES, cross
from .sinks import make_fields
from .three_valued_fields import look_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from qgis.core import QgsField, QgsFields, QgsGeometry

    from ..engine.opinions import Answers, Needs
    from .coverage import Coverage
    from .needs import Voices
    from .sinks import Column

STATES = {
    Need.UNHEARD: "unheard",
    Need.CONCENTRATE: "concentrate",
    Need.CONTENT: "content",
    Need.LOW_PRIORITY: "low_priority",
    Need.OVERKILL: "overkill",
}


def need_fields(key: str) -> list[QgsField]:
    """Return the fields of one service in the residents' layer."""
    return [
        make_field(f"{key}_answers", INTEGER),
        make_field(f"{key}_effective", REAL),
        make_field(f"{key}_importance", REAL),
        make_field(f"{key}_satisfaction", REAL),
        make_field(f"{key}_low", REAL),
        make_field(f"{key}_high", REAL),
        make_field(f"{key}_need", TEXT),
        make_field(f"{key}_uncertain", INTEGER),
    ]


def need_columns(needs: Needs) -> list[Column]:
    """Return the values of these fields, home by home."""
    heard = needs.state != Need.UNHEARD
    return [
        needs.answers,
        needs.effective,
        needs.importance,
        needs.satisfaction,
        needs.low,
        needs.high,
        look_up(needs.state, STATES),
        look_up(np.where(heard, needs.uncertain, -1), {0: 0, 1: 1}),
    ]


@dataclass(frozen=True, eq=False)
class NeedsResult:
    """What residents say, ready to be written.

    Attributes
    ----------
    coverage
        Rung 1; of no meaning where no facilities were given.
    voices
        Rung 3.
    crossed
        Facilities were given, so that what is said can be held against what there is.
    stamp
        How the result came about.
    """

    coverage: Coverage
    voices: Voices
    crossed: bool
    stamp: str = ""

    def unit_fields(self) -> QgsFields:
        """Fields of the residents with what is said around them."""
        added = [field for key in self._keys() for field in self._unit_fields(key)]
        return make_fields(added, self.coverage.given.residents.fields)

    def unit_rows(self) -> FeatureRows:
        """Give the residents in their order and their own CRS."""
        fields = self.unit_fields()
        columns: list[Column] = []
        for number, needs in enumerate(self.voices.needs):
            columns += need_columns(needs)
            if self.crossed:
                columns.append([VOICES[code] for code in self._cross(number)])
        return FeatureRows(self.coverage.given.residents.features, fields, columns)

    def table_fields(self) -> QgsFields:
        """Fields of the table."""
        reals = (
            "effective importance importance_low importance_high satisfaction low high "
            "satisfied_pct satisfied_low satisfied_high satisfied_smoothed"
        )
        return make_fields(
            [
                *(make_field(name, TEXT) for name in ("area", "service", "name_en", "name_zh")),
                make_field("persons", REAL),
                make_field("answers", INTEGER),
                *(make_field(name, REAL) for name in reals.split()),
                make_field("need", TEXT),
                make_field("uncertain", INTEGER),
                make_field("need_weight", REAL),
                make_field("need_index", REAL),
                make_field("answers_per_1000", REAL),
                make_field("district_per_1000", REAL),
                make_field("further", INTEGER),
                make_field("to_halve", INTEGER),
                *(make_field(name, REAL) for name in (VOICES if self.crossed else ())),
            ]
        )

    def table_rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give one row for each area and service."""
        coverage = self.coverage
        count = len(coverage.area_names)
        by_service = [self._of_areas(number, count) for number in range(len(self.voices.needs))]
        for area, name in enumerate(coverage.area_names):
            homes = coverage.area == area
            for number, answer in enumerate(coverage.answers):
                item = answer.judged
                names = [name, item.key, item.name_en, item.name_zh]
                yield None, [*names, *by_service[number].row(area, homes)]

    @cached_property
    def _area(self) -> NDArray[np.int64]:
        return area_of_answers(self.coverage, self.voices)

    def _keys(self) -> list[str]:
        return [answer.judged.key for answer in self.coverage.answers]

    def _unit_fields(self, key: str) -> list[QgsField]:
        voice = [make_field(f"{key}_voice", TEXT)] if self.crossed else []
        return [*need_fields(key), *voice]

    def _cross(self, number: int) -> NDArray[np.int64]:
        verdict, needs = self.coverage.answers[number].verdict, self.voices.needs[number]
        return cross(verdict, needs, self.voices.rules.satisfied)

    def _of_areas(self, number: int, count: int) -> _AreaNeeds:
        answer = self.coverage.answers[number]
        rows, answers = self.voices.opinions.of(answer.judged.service)
        return _AreaNeeds(
            self.voices,
            answers,
            self._area[rows],
            count,
            answer.persons,
            self._cross(number) if self.crossed else None,
        )


def area_of_answers(coverage: Coverage, voices: Voices) -> NDArray[np.int64]:
    """Give each answer the number of its area, -1 for answers without a place.

    Answers outside all areas belong with the homes outside, where there are any.

    Parameters
    ----------
    coverage, voices
        Rungs 1 and 3.
    """
    places = voices.opinions.table.geometries
    areas = coverage.given.areas
    if areas is None or not len(areas):
        return np.where([place is None for place in places], -1, 0).astype(np.int64)
    found = find_areas(areas, places)
    outside = len(areas)
    if len(coverage.area_names) > outside:
        found[(found < 0) & np.array([place is not None for place in places], dtype=bool)] = outside
    return found


class _AreaNeeds:
    """What is said of one service, area by area."""

    def __init__(
        self,
        voices: Voices,
        answers: Answers,
        area: NDArray[np.int64],
        count: int,
        persons: NDArray[np.float64] | None,
        voice: NDArray[np.int64] | None,
    ) -> None:
        self.rules = voices.rules
        self.needs = hear_areas(area, answers, voices.rules, count)
        said = np.isfinite(answers.satisfaction) & (area >= 0)
        content = said & (answers.satisfaction >= voices.rules.satisfied)
        self.trials = np.bincount(area[said], minlength=count).astype(np.float64)
        self.content = np.bincount(area[content], minlength=count).astype(np.float64)
        self.low, self.high = wilson_interval(self.content, self.trials)
        self.smoothed = smooth_shares(self.content, self.trials).values
        self.persons, self.voice = persons, voice
        self.total = len(area)

    def row(self, area: int, homes: NDArray[np.bool_]) -> list[Any]:
        """Return the values of an area."""
        needs, rules = self.needs, self.rules
        persons = None if self.persons is None else float(self.persons[homes].sum())
        everyone = 0.0 if self.persons is None else float(self.persons.sum())
        state = Need(int(needs.state[area]))
        heard = state is not Need.UNHEARD
        importance, satisfaction = needs.importance[area], needs.satisfaction[area]
        trials = self.trials[area]
        values = [
            persons,
            int(needs.answers[area]),
            needs.effective[area],
            importance,
            needs.importance_low[area],
            needs.importance_high[area],
            satisfaction,
            needs.low[area],
            needs.high[area],
            100 * self.content[area] / trials if trials else None,
            100 * self.low[area],
            100 * self.high[area],
            100 * self.smoothed[area] if trials else None,
            STATES[state],
            int(needs.uncertain[area]) if heard else None,
            importance / rules.important if heard else 1.0,
            float(index_need(importance, satisfaction)),
            1000 * needs.answers[area] / persons if persons else None,
            1000 * self.total / everyone if everyone else None,
            int(further_answers(needs.effective, rules)[area]),
            int(answers_to_halve(needs.effective, rules)[area]),
        ]
        if self.voice is not None:
            for code in range(len(VOICES)):
                there = homes & (self.voice == code)
                values.append(None if self.persons is None else float(self.persons[there].sum()))
        return values
