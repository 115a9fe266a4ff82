"""The numbers of a diagnosis beyond coverage, as sheets need them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..gis.feature_values import read_number, read_text
from ..gis.rung_parts import RUNG_PARTS

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

    from ..gis.words import Words

GOOD_PARTS = ("good", "full", "poor", "shut", "too_small", "unknown")
_SHORT = ("full", "poor", "shut", "too_small")
_NOT_REACHED = {
    "behind_barrier", "island", "unplaced", "planned", "no_facility", "too_far", "cannot_tell",
    "no_limit",
}  # fmt: skip


@dataclass
class ServiceRungs:
    """One service through all three rungs.

    Attributes
    ----------
    key, name
        The service.
    to_check, judged
        Its limit was not checked; there is one.
    by_area
        Persons by `RUNG_PARTS`, and all of them, by neighbourhood; None where unknown.
    good
        Persons who reach it, by `GOOD_PARTS`.
    importance, satisfaction, answers
        What the district says of it; None where nobody answered.
    """

    key: str
    name: str
    to_check: bool
    judged: bool
    by_area: dict[str, dict[str, float | None]] = field(default_factory=dict)
    good: dict[str, float] = field(default_factory=dict)
    importance: float | None = None
    satisfaction: float | None = None
    answers: int = 0

    def total(self, part: str) -> float | None:
        """Add up a part over all neighbourhoods; None if one is unknown."""
        values = [cell.get(part) for cell in self.by_area.values()]
        return None if not values or None in values else sum(v for v in values if v is not None)


@dataclass(frozen=True)
class ActionLine:
    """One line of the list of actions."""

    rank: int
    area: str
    service: str
    name: str
    action: str
    reason: str
    persons: float | None
    need: float
    requirement: str
    facilities: str


@dataclass(frozen=True)
class FairnessLine:
    """One line of the fairness figures."""

    measure: str
    service: str
    name: str
    age_group: str
    mean: float | None
    gini: float | None
    worst_tenth: float | None
    gap: float | None
    persons: float | None
    known: float | None


@dataclass(frozen=True)
class AreaScore:
    """Score of one neighbourhood, 0 to 1, from what is known to what is possible."""

    area: str
    low: float | None
    high: float | None


@dataclass(frozen=True)
class DiagnosisNumbers:
    """Everything that the sheets of the three rungs say.

    Attributes
    ----------
    services
        In the order of the standard.
    areas
        Names of the neighbourhoods.
    actions, fairness
        Lines of both tables.
    scores
        Of the neighbourhoods.
    important_from, satisfied_from
        Where importance and satisfaction are cut; None where nobody was asked.
    """

    services: list[ServiceRungs]
    areas: list[str]
    actions: list[ActionLine]
    fairness: list[FairnessLine]
    scores: list[AreaScore]
    important_from: float | None
    satisfied_from: float | None

    @property
    def judged(self) -> list[ServiceRungs]:
        """The services that have a limit."""
        return [service for service in self.services if service.judged]


def read_diagnosis(
    matrix: QgsVectorLayer,
    actions: QgsVectorLayer,
    fairness: QgsVectorLayer,
    areas_with_scores: QgsVectorLayer,
    words: Words,
) -> DiagnosisNumbers:
    """Read the tables of a diagnosis.

    Parameters
    ----------
    matrix, actions, fairness, areas_with_scores
        OUTPUT_MATRIX, OUTPUT_ACTIONS, OUTPUT_FAIRNESS and OUTPUT_AREAS of ``lifecircle:diagnose``.
    words
        Language of the services' names.
    """
    services: dict[str, ServiceRungs] = {}
    areas: dict[str, None] = {}
    important = satisfied = None
    for row in matrix.getFeatures():
        key, area = read_text(row, "service"), read_text(row, "area")
        areas[area] = None
        if key not in services:
            services[key] = ServiceRungs(
                key,
                words.service(key, read_text(row, "name_en"), read_text(row, "name_zh")),
                bool(read_number(row, "to_check")),
                read_number(row, "limit_m") is not None,
                importance=read_number(row, "district_importance"),
                satisfaction=read_number(row, "district_satisfaction"),
            )
        service = services[key]
        service.by_area[area] = {part: read_number(row, part) for part in ("persons", *RUNG_PARTS)}
        service.answers += int(read_number(row, "answers") or 0)
        important = read_number(row, "important_from")
        satisfied = read_number(row, "satisfied_from")
    lines = _read_actions(actions, words)
    for line in lines:
        if line.service in services and line.reason not in _NOT_REACHED:
            part = line.reason if line.reason in (*_SHORT, "unknown") else "good"
            good = services[line.service].good
            good[part] = good.get(part, 0.0) + (line.persons or 0.0)
    return DiagnosisNumbers(
        list(services.values()),
        list(areas),
        lines,
        _read_fairness(fairness, words),
        [
            AreaScore(
                read_text(row, "area"), *(read_number(row, f"score_{e}") for e in ("low", "high"))
            )
            for row in areas_with_scores.getFeatures()
        ],
        important,
        satisfied,
    )


def _read_actions(actions: QgsVectorLayer, words: Words) -> list[ActionLine]:
    return [
        ActionLine(
            int(read_number(row, "rank") or 0),
            read_text(row, "area"),
            read_text(row, "service"),
            words.service(
                read_text(row, "service"), read_text(row, "name_en"), read_text(row, "name_zh")
            ),
            read_text(row, "action"),
            read_text(row, "reason"),
            read_number(row, "persons"),
            read_number(row, "need") or 1.0,
            read_text(row, "requirement"),
            read_text(row, "facilities"),
        )
        for row in actions.getFeatures()
    ]


def _read_fairness(fairness: QgsVectorLayer, words: Words) -> list[FairnessLine]:
    return [
        FairnessLine(
            read_text(row, "measure"),
            read_text(row, "service"),
            words.service(
                read_text(row, "service"), read_text(row, "name_en"), read_text(row, "name_zh")
            ),
            read_text(row, "age_group"),
            *(
                read_number(row, name)
                for name in ("mean", "gini", "worst_tenth", "gap", "persons", "known_persons")
            ),
        )
        for row in fairness.getFeatures()
    ]
