"""Who has not been heard: answers against residents, by place and age."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.opinions import answers_to_halve, further_answers
from .areas import outline_areas
from .compat import INTEGER, REAL, TEXT, make_field
from .needs_result import area_of_answers
from .sinks import make_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from qgis.core import QgsFields, QgsGeometry

    from .coverage import Coverage
    from .needs import Voices

_CHILDREN = ("pop_0_2", "pop_3_5", "pop_6_11", "pop_12_14", "pop_15_17")
GROUPS = (("all", 0, 200), ("0-17", 0, 18), ("18-59", 18, 60), ("60-79", 60, 80), ("80+", 80, 200))
"""Name, first age and the age after the last; the first group is everybody."""
QUIET = 0.5
"""Of the district's rate of answers: below it a place or group is unheard."""
_AGE = re.compile(r"(\d{1,3})")


@dataclass(frozen=True, eq=False)
class Unheard:
    """Answers against residents, by area and age group.

    Attributes
    ----------
    coverage, voices
        Rungs 1 and 3.
    """

    coverage: Coverage
    voices: Voices

    def fields(self) -> QgsFields:
        """Fields of the layer."""
        return make_fields(
            [
                make_field("area", TEXT),
                make_field("age_group", TEXT),
                make_field("persons", REAL),
                make_field("answers", INTEGER),
                make_field("respondents", INTEGER),
                make_field("answers_per_1000", REAL),
                make_field("district_per_1000", REAL),
                make_field("unheard", INTEGER),
                make_field("further", INTEGER),
                make_field("to_match", INTEGER),
                make_field("to_halve", INTEGER),
            ]
        )

    def rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give one row for each area and age group, and for the whole."""
        area = area_of_answers(self.coverage, self.voices)
        group = _groups_of([_age(text) for text in self.voices.opinions.age_group])
        who = self.voices.opinions.table.texts("respondent")
        persons = persons_by_group(self.coverage)
        shapes = outline_areas(self.coverage.given.areas, len(self.coverage.area_names))
        for number, name in enumerate(self.coverage.area_names):
            homes = self.coverage.area == number
            for code, (label, _, _) in enumerate(GROUPS):
                in_group = np.ones(len(area), dtype=bool) if code == 0 else group == code
                there = np.flatnonzero(in_group & (area == number))
                count = None if persons[code] is None else float(persons[code][homes].sum())
                everyone = None if persons[code] is None else float(persons[code].sum())
                asked = len(there) if who is None else _distinct(who, there)
                rate = None if not everyone else 1000 * int(in_group.sum()) / everyone
                yield shapes[number], [name, label, *self._row(count, len(there), asked, rate)]

    def _row(
        self, persons: float | None, answers: int, respondents: int, district: float | None
    ) -> list[Any]:
        rules = self.voices.rules
        heard = np.array([float(respondents)])
        own = None if not persons else 1000 * answers / persons
        quiet = None
        to_match = None
        if persons and district is not None and own is not None:
            quiet = int(own < QUIET * district or respondents < rules.enough)
            to_match = max(0, math.ceil(district * persons / 1000 - answers - 1e-9))
        return [
            persons,
            answers,
            respondents,
            own,
            district,
            quiet,
            int(further_answers(heard, rules)[0]),
            to_match,
            int(answers_to_halve(heard, rules)[0]),
        ]


def persons_by_group(coverage: Coverage) -> list[NDArray[np.float64] | None]:
    """Count the persons of each of `GROUPS`, home by home; None where its fields are missing.

    Parameters
    ----------
    coverage
        Of a run, with its residents.
    """
    people = coverage.people
    old, oldest = (people.numbers(name) for name in ("pop_60_plus", "pop_80_plus"))
    parts = [people.numbers(name) for name in _CHILDREN]
    young = None
    if all(part is not None for part in parts):
        young = np.sum([np.nan_to_num(part) for part in parts], axis=0)
    old = None if old is None else np.nan_to_num(old)
    oldest = None if oldest is None else np.nan_to_num(oldest)
    middle = None
    if young is not None and old is not None:
        middle = np.maximum(people.total - young - old, 0.0)
    younger_old = None if old is None or oldest is None else np.maximum(old - oldest, 0.0)
    return [people.total, young, middle, younger_old, oldest]


def _distinct(who: list[str | None], rows: NDArray[np.int64]) -> int:
    named = {who[row] for row in rows} - {None}
    return len(named) + sum(who[row] is None for row in rows)


def _age(text: str | None) -> float | None:
    """Read the middle of an age group such as 35-59, 60+ or 80岁以上."""
    found = [int(number) for number in _AGE.findall(text or "")]
    if not found or found[0] > 120:
        return None
    last = found[1] if len(found) > 1 and found[1] >= found[0] else found[0]
    return (found[0] + last) / 2


def _groups_of(ages: list[float | None]) -> NDArray[np.int64]:
    """Put ages into `GROUPS`; -1 where the age is unknown."""
    code = np.full(len(ages), -1, dtype=np.int64)
    for row, age in enumerate(ages):
        if age is not None:
            code[row] = next(
                n for n, (_, first, after) in enumerate(GROUPS) if n and first <= age < after
            )
    return code
