"""All three rungs between layers and the engine: how far, why no farther, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..engine.opinions import Need, hear_areas
from ..engine.rows import run_starts
from ..engine.rungs import ToDo, climb, rank_actions, score_homes
from .coverage import judge_coverage, stamp_coverage
from .i18n import tr
from .levels import judge_all_levels, stop_when_cancelled
from .needs import hear_all
from .needs_result import area_of_answers

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.opinions import Needs
    from ..engine.rungs import Rungs
    from .coverage import Coverage
    from .coverage_input import CoverageInput
    from .gap_drawing import GapDrawing
    from .levels import LevelChoices, ServiceLevels
    from .needs import NeedChoices, Voices
    from .opinions import Opinions


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """All three rungs of a run.

    Attributes
    ----------
    coverage, levels, voices
        Rungs 1, 2 and 3.
    rungs
        How far each home gets, one for each row of the standard.
    stamp
        How the result came about.
    """

    coverage: Coverage
    levels: list[ServiceLevels]
    voices: Voices
    rungs: list[Rungs]
    stamp: str

    @cached_property
    def scores(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Lowest and highest score of each home over the services that the standard requires."""
        return score_homes([self.rungs[number] for number in self.required])

    @cached_property
    def required(self) -> list[int]:
        """Services that count in the scores; all of them where the standard requires none."""
        judged = [answer.judged for answer in self.coverage.answers]
        for wanted in (lambda item: item.is_required, lambda item: item.in_standard):
            found = [number for number, item in enumerate(judged) if wanted(item)]
            if found:
                return found
        return list(range(len(judged)))

    @cached_property
    def area_needs(self) -> list[Needs]:
        """What is said in each area, one for each row of the standard."""
        area = area_of_answers(self.coverage, self.voices)
        found = []
        for answer in self.coverage.answers:
            rows, answers = self.voices.opinions.of(answer.judged.service)
            count = len(self.coverage.area_names)
            found.append(hear_areas(area[rows], answers, self.voices.rules, count))
        return found

    def need_weight(self, area: int, service: int) -> float:
        """Return smoothed importance over the district's mean; 1 where nobody was heard."""
        needs = self.area_needs[service]
        if needs.state[area] == Need.UNHEARD:
            return 1.0
        return float(needs.importance[area] / self.voices.rules.important)

    @cached_property
    def actions(self) -> list[ToDo]:
        """What to do, ranked: a line for each area, service, reason and action."""
        coverage = self.coverage
        todo: list[ToDo] = []
        for (number, area, reason), homes in self._homes.items():
            answer = coverage.answers[number]
            persons = None if answer.persons is None else float(answer.persons[homes].sum())
            if persons == 0:
                continue
            action = self.rungs[number].action[homes[0]]
            need = self.need_weight(area, number)
            must = answer.judged.is_required
            todo.append(ToDo.make(area, number, reason, action, persons, need, must))
        names = [
            (coverage.area_names[one.area], coverage.answers[one.service].judged.key)
            for one in todo
        ]
        return rank_actions(todo, names)

    def homes_of(self, one: ToDo) -> NDArray[np.int64]:
        """Tell which homes a line of the actions is about."""
        return self._homes[one.service, one.area, int(one.reason)]

    @cached_property
    def _homes(self) -> dict[tuple[int, int, int], NDArray[np.int64]]:
        """Homes by service, area and reason."""
        found = {}
        for number, rungs in enumerate(self.rungs):
            key = self.coverage.area * 1000 + rungs.reason
            order = np.argsort(key, kind="stable")
            starts = run_starts(key[order])
            for homes in np.split(order, starts[1:]):
                area, reason = divmod(int(key[homes[0]]), 1000)
                found[number, area, reason] = homes
        return found


def diagnose(
    given: CoverageInput,
    level_choices: LevelChoices,
    opinions: Opinions,
    need_choices: NeedChoices,
    feedback: QgsProcessingFeedback,
    drawing: GapDrawing | None = None,
    only: int | None = None,
) -> Diagnosis:
    """Answer all three rungs for all homes and services.

    Parameters
    ----------
    given
        Layers and choices.
    level_choices, need_choices
        How rungs 2 and 3 are judged.
    opinions
        What was said; may be empty.
    feedback
        Progress, cancel and sentences.
    drawing
        Draws the gaps of each service while the run goes on; None to draw none.
    only
        The one home that is asked about: rung 3 and what stands on it are true of it alone.

    Raises
    ------
    EngineError
        If a layer is empty or lacks a field, or the run is cancelled.
    """
    coverage = judge_coverage(given, feedback, drawing, 0.5)
    progress = stop_when_cancelled(feedback, 45, 70)
    levels = judge_all_levels(coverage, level_choices, feedback, progress)
    progress = stop_when_cancelled(feedback, 70, 90)
    voices = hear_all(coverage, opinions, need_choices, feedback, progress, only)
    _report_not_judged(coverage, opinions, feedback)
    rungs = [
        climb(answer.verdict, level.levels, needs)
        for answer, level, needs in zip(coverage.answers, levels, voices.needs, strict=True)
    ]
    stamp = f"{stamp_coverage(coverage)} {_tell_choices(level_choices, need_choices, opinions)}"
    feedback.pushInfo(stamp)
    return Diagnosis(coverage, levels, voices, rungs, stamp)


def _report_not_judged(
    coverage: Coverage, opinions: Opinions, feedback: QgsProcessingFeedback
) -> None:
    judged = {answer.judged.service for answer in coverage.answers}
    others = sorted(set(opinions.service) - judged)
    if others:
        feedback.pushWarning(
            tr(
                "Residents speak of services that are not judged: {services}. Name them under "
                "Services to judge them as missing."
            ).format(services=", ".join(others))
        )


def _tell_choices(levels: LevelChoices, needs: NeedChoices, opinions: Opinions) -> str:
    methods = ("2SFCA", "E2SFCA", "Gaussian 2SFCA", "3SFCA")
    days = sorted({day[:10] for day in opinions.table.texts("answered_on") or [] if day})
    dates = tr("not given")
    if days:
        dates = tr("{first} to {last}").format(first=days[0], last=days[-1])
    unset = tr("not asked") if levels.only_set else tr("unknown")
    return tr(
        "Supply shared by {method}; quality from {quality:g}; open from {share:.0%} of a period; "
        "what the standard does not set: {unset}. Opinions: {answers}, {dates}, within "
        "{minutes:g} min; heard from {enough:g} answers, satisfied from {satisfied:g}."
    ).format(
        method=methods[levels.method],
        quality=levels.least_quality,
        share=levels.open_share,
        unset=unset,
        answers=len(opinions.table),
        dates=dates,
        minutes=needs.minutes,
        enough=needs.enough,
        satisfied=needs.satisfied,
    )
