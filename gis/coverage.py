"""Rung 1 between layers and the engine: coverage of each service, home by home."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..engine.coverage import State, explain, judge
from ..engine.errors import EngineError
from ..engine.placing import Placing
from .areas import areas_of_homes
from .coverage_result import CoverageResult, ServiceAnswer
from .ground import report_ground, warn_if_apart
from .i18n import speaks_chinese
from .judged import choose_judged
from .margin import report_margin
from .people import People
from .sinks import report_replaced
from .snaps import report_snap
from .stamp import write_stamp
from .stands import Stands
from .supply import read_supply

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.walkers import Walker
    from .coverage_input import CoverageInput
    from .gap_drawing import GapDrawing
    from .judged import Judged
    from .stands import Stand
    from .supply import Supply


@dataclass(frozen=True, eq=False)
class Coverage:
    """Rung 1 of a run, and what the further rungs stand on.

    Attributes
    ----------
    given
        Layers and choices.
    supply, people, stands
        Facilities, persons, and both placed on the ground.
    answers
        One for each row of the standard.
    area, area_names
        Shape (homes,): number of each home's area; and the areas' names.
    """

    given: CoverageInput
    supply: Supply
    people: People
    stands: Stands
    answers: list[ServiceAnswer]
    area: NDArray[np.int64]
    area_names: list[str]

    @property
    def first(self) -> Stand:
        """Homes and facilities on the ground that anybody walks."""
        return self.stands.on(self.given.ground)


def judge_coverage(
    given: CoverageInput,
    feedback: QgsProcessingFeedback,
    drawing: GapDrawing | None = None,
    share: float = 1.0,
) -> Coverage:
    """Answer rung 1 for all homes and services.

    Parameters
    ----------
    given
        Layers and choices.
    feedback
        Progress, cancel and sentences.
    drawing
        Draws the gaps of each service while the run goes on; None to draw none.
    share
        Of the progress bar, that this takes.

    Raises
    ------
    EngineError
        If a layer is empty or lacks a field.
    """
    supply = read_supply(given.facilities, given.service_field, given.services, feedback)
    people = People(given.residents, given.population_field, given.count_all)
    given.residents.report(feedback)
    if not given.residents.used:
        raise EngineError(
            "The residents layer has no feature that can be used ({total} features, {rejected} "
            "left out). Choose another layer or check its filter.",
            total=given.residents.total,
            rejected=len(given.residents.rejected),
        )
    report_ground(given.tables, given.ground, feedback)
    warn_if_apart(given.tables, given.ground, (given.residents, given.facilities), feedback)
    judged = choose_judged(
        given.standard,
        given.rule,
        list(dict.fromkeys(supply.service)),
        given.services,
        given.own_limits,
        given.walker,
        given.speed,
        feedback,
    )
    limits = [item.limit_m for item in judged if item.limit_m is not None]
    if limits:
        about = given.areas if given.areas is not None and len(given.areas) else given.residents
        report_margin(about, (given.tables.streets, supply.table), max(limits), feedback)
    stands = Stands(given, supply, judged)
    first = stands.on(given.ground)
    report_snap(given.residents, first.snap, feedback)
    report_snap(supply.table, first.facility_snap, feedback)
    answers = []
    for number, item in enumerate(judged):
        if feedback.isCanceled():
            raise EngineError("Stopped; nothing was written.")
        answers.append(_answer(item, supply, stands, people, drawing))
        feedback.setProgress(share * (10 + 80 * (number + 1) / len(judged)))
    people.report(feedback)
    area, area_names = areas_of_homes(given.residents, given.areas, given.area_name_field, feedback)
    return Coverage(given, supply, people, stands, answers, area, area_names)


def compute_coverage(
    given: CoverageInput, feedback: QgsProcessingFeedback, drawing: GapDrawing
) -> CoverageResult:
    """Answer rung 1 and prepare it for layers.

    Parameters
    ----------
    given, feedback, drawing
        As for `judge_coverage`.

    Raises
    ------
    EngineError
        If a layer is empty or lacks a field.
    """
    found = judge_coverage(given, feedback, drawing)
    first = found.first
    result = CoverageResult(
        given.tables.plane,
        given.residents,
        found.supply.table,
        first.snap,
        first.facility_snap,
        found.answers,
        found.area,
        found.area_names,
        given.rule,
    )
    report_replaced(
        given.residents.name,
        given.residents.fields,
        result.unit_fields(),
        3 * len(found.answers),
        feedback,
    )
    stamp = stamp_coverage(found)
    feedback.pushInfo(stamp)
    return replace(result, stamp=stamp)


def stamp_coverage(found: Coverage) -> str:
    """Say in one paragraph how an answer to rung 1 came about."""
    given, answers = found.given, found.answers
    limited = [answer for answer in answers if answer.judged.limit_m is not None]
    unknown = sum(float((a.verdict.state == State.CANNOT_TELL).sum()) for a in limited)
    return write_stamp(
        standard=given.standard.name,
        rule=given.rule,
        walker=_name(given.walker) if given.walker else None,
        speed=given.speed,
        ground=given.ground,
        layers=[given.tables.streets, given.residents, found.supply.table],
        surveyed=[day for day in found.supply.table.texts("surveyed_on") or [] if day],
        unplaced=float((found.first.snap.quality == Placing.NONE).mean()),
        cannot_tell=unknown / max(1, len(limited) * len(given.residents)),
        without_limit=len(answers) - len(limited),
    )


def _name(walker: Walker) -> str:
    return walker.name_zh if speaks_chinese() else walker.name_en


def _answer(
    item: Judged, supply: Supply, stands: Stands, people: People, drawing: GapDrawing | None
) -> ServiceAnswer:
    """Judge one service and find its gaps."""
    given = stands.given
    rows = supply.rows(item.service, "open")
    planned = supply.rows(item.service, "planned")
    pace = stands.pace(given.ground, item)
    shortest = stands.on(pace.ground)
    metres = shortest.walks.nearest(rows)[0]
    minutes = metres / item.speed / 60
    deciding, limit = shortest, item.limit_m
    bare = given.without_barriers
    bare_pace = stands.pace(bare, item) if bare is not None else None
    bare_costs = None
    if pace.seconds is not None:
        quickest = stands.on(pace.ground, pace.seconds)
        minutes = quickest.walks.nearest(rows)[0] / 60
        if given.rule == "minutes":
            deciding = quickest
            limit = None if item.limit_m is None else item.limit_m / item.speed
            bare_costs = bare_pace.seconds if bare_pace else None
    walks = deciding.walks
    verdict = judge(walks, rows, limit, deciding.to_data_end)
    reason = explain(
        verdict,
        walks,
        len(rows) > 0,
        stands.on(bare_pace.ground, bare_costs).walks.nearest(rows)[0] if bare_pace else None,
        walks.nearest(planned)[0] if len(planned) else None,
    )
    verdict = replace(verdict, reason=reason)
    persons, counted = people.of_group(item.group)
    begun = None
    if drawing is not None:
        begun = drawing.begin(lambda: stands.cells(pace.ground), walks, rows, verdict, persons)
    return ServiceAnswer(item, verdict, metres, minutes, persons, counted, walks, begun)
