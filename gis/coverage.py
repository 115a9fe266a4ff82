"""Coverage between layers and the engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..engine.access import facility_access, home_access
from ..engine.coverage import Homes, State, Walks, explain, judge, walk_to_nodes
from ..engine.errors import EngineError
from ..engine.gaps import around, find_gaps
from ..engine.placing import Placing
from ..engine.tessellation import tessellate
from .coverage_result import CoverageResult, ServiceAnswer
from .ground import GroundTables, report_ground, warn_if_apart, with_compounds
from .i18n import speaks_chinese, tr
from .judged import choose_judged
from .people import People
from .sinks import report_replaced
from .snaps import report_snap
from .stamp import write_stamp

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.access import Access, Ground, Snap
    from ..engine.standards import Standard
    from ..engine.tessellation import Tessellation
    from ..engine.walkers import Walker
    from .judged import Judged
    from .sources import Table

_NOT_OPEN = {
    "closed": "closed",
    "planned": "planned",
    "关闭": "closed",
    "规划": "planned",
}


@dataclass(frozen=True, eq=False)
class CoverageInput:
    """Everything that a run of coverage gaps is asked with."""

    tables: GroundTables
    ground: Ground
    without_barriers: Ground | None
    residents: Table
    population_field: str
    facilities: Table
    service_field: str
    areas: Table | None
    area_name_field: str | None
    standard: Standard
    rule: str
    walker: Walker | None
    speed: float | None
    services: list[str]
    own_limits: dict[str, float]
    count_all: bool
    reach: float


@dataclass(frozen=True, eq=False)
class _Supply:
    """Facilities by service and status."""

    table: Table
    service: NDArray[np.object_]
    status: NDArray[np.object_]

    def rows(self, service: str, status: str) -> NDArray[np.int64]:
        return np.flatnonzero((self.service == service) & (self.status == status))


def compute_coverage(given: CoverageInput, feedback: QgsProcessingFeedback) -> CoverageResult:
    """Answer rung 1 for all homes and services.

    Parameters
    ----------
    given
        Layers and choices.
    feedback
        Progress, cancel and sentences.

    Raises
    ------
    EngineError
        If a layer is empty or lacks a field.
    """
    supply = _read_supply(given, feedback)
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
    walks, snap, facility_snap = _place(given, supply, given.ground)
    report_snap(given.residents, snap, feedback)
    report_snap(supply.table, facility_snap, feedback)
    bare = _place(given, supply, given.without_barriers)[0] if given.without_barriers else None
    ends = given.ground.network.data_ends(given.tables.extent)
    to_end = walk_to_nodes(given.ground.network, walks.homes, ends)
    cells = _tessellate(given, walks.homes.access, judged)
    answers = []
    for number, item in enumerate(judged):
        if feedback.isCanceled():
            raise EngineError("Stopped; nothing was written.")
        answers.append(_answer(item, supply, walks, bare, to_end, people, cells))
        feedback.setProgress(10 + 80 * (number + 1) / len(judged))
    people.report(feedback)
    area, area_names = _areas(given, feedback)
    result = CoverageResult(
        given.tables.plane,
        given.residents,
        supply.table,
        snap,
        facility_snap,
        answers,
        cells,
        area,
        area_names,
        given.rule,
    )
    report_replaced(
        given.residents.name,
        given.residents.fields,
        result.unit_fields(),
        3 * len(answers),
        feedback,
    )
    limited = [answer for answer in answers if answer.judged.limit_m is not None]
    unknown = sum(float((a.verdict.state == State.CANNOT_TELL).sum()) for a in limited)
    stamp = write_stamp(
        standard=given.standard.name,
        rule=given.rule,
        walker=_name(given.walker) if given.walker else None,
        speed=given.speed,
        ground=given.ground,
        layers=[given.tables.streets, given.residents, supply.table],
        surveyed=[day for day in supply.table.texts("surveyed_on") or [] if day],
        unplaced=float((snap.quality == Placing.NONE).mean()),
        cannot_tell=unknown / max(1, len(limited) * len(given.residents)),
        without_limit=len(answers) - len(limited),
    )
    feedback.pushInfo(stamp)
    return replace(result, stamp=stamp)


def _name(walker: Walker) -> str:
    return walker.name_zh if speaks_chinese() else walker.name_en


def _read_supply(given: CoverageInput, feedback: QgsProcessingFeedback) -> _Supply:
    """Leave out facilities without a service; tell open, closed and planned ones apart."""
    table = given.facilities
    services = table.texts(given.service_field)
    if services is None:
        raise EngineError(
            "The facilities layer has no field '{field}'. Its fields are: {fields}. Choose the "
            "one that names the service.",
            field=given.service_field,
            fields=", ".join(table.fields.names()),
        )
    table = table.leave_out(
        np.array([service is None for service in services], dtype=bool),
        tr("no service named"),
    )
    table.report(feedback)
    if not len(table) and not given.services:
        raise EngineError(
            "The facilities layer has no feature that can be used ({total} features, {rejected} "
            "left out). Choose another layer, check its filter and its service field, or name "
            "services to be judged as missing.",
            total=table.total,
            rejected=len(table.rejected),
        )
    names = [str(service).lower() for service in table.texts(given.service_field) or []]
    status = [
        _NOT_OPEN.get((text or "").lower(), "open")
        for text in table.texts("status") or [None] * len(table)
    ]
    for kind, text in (
        ("closed", tr("Facilities: {count} are closed and count as no supply.")),
        ("planned", tr("Facilities: {count} are planned and count as no supply yet.")),
    ):
        if kind in status:
            feedback.pushInfo(text.format(count=status.count(kind)))
    return _Supply(table, np.array(names, dtype=object), np.array(status, dtype=object))


def _place(given: CoverageInput, supply: _Supply, ground: Ground) -> tuple[Walks, Snap, Snap]:
    """Join homes and facilities to a network."""
    home_ground, compound = with_compounds(ground, given.tables.gates, given.residents)
    homes, snap = home_access(home_ground, given.residents.geometries, compound)
    facility_ground, compound = with_compounds(ground, given.tables.gates, supply.table)
    facilities, facility_snap = facility_access(facility_ground, supply.table.geometries, compound)
    on_island = np.zeros(len(given.residents), dtype=bool)
    on_island[homes.owner] = ground.network.on_island(ground.island)[homes.edge]
    placed = Homes(len(given.residents), homes, on_island)
    return (
        Walks(ground.network, placed, facilities, len(supply.table)),
        snap,
        facility_snap,
    )


def _answer(
    item: Judged,
    supply: _Supply,
    walks: Walks,
    bare: Walks | None,
    to_end: NDArray[np.float64],
    people: People,
    cells: Tessellation,
) -> ServiceAnswer:
    """Judge one service and find its gaps."""
    rows = supply.rows(item.service, "open")
    planned = supply.rows(item.service, "planned")
    verdict = judge(walks, rows, item.limit_m, to_end)
    reason = explain(
        verdict,
        walks.homes,
        len(rows) > 0,
        bare.nearest(rows)[0] if bare is not None else None,
        walks.nearest(planned)[0] if len(planned) else None,
    )
    verdict = replace(verdict, reason=reason)
    persons, counted = people.of_group(item.group)
    gaps = find_gaps(cells, walks, rows, verdict, persons)
    return ServiceAnswer(item, verdict, persons, counted, gaps)


def _tessellate(given: CoverageInput, homes: Access, judged: list[Judged]) -> Tessellation:
    """Make cells along the streets near homes; gaps are drawn nowhere else."""
    network = given.ground.network
    farthest = max((around(item.limit_m) for item in judged if item.limit_m), default=0.0)
    places = shapely.points(network.locate(homes.edge, homes.low))
    near = network.tree.query(places, predicate="dwithin", distance=farthest + 2.5 * given.reach)[1]
    edges = np.unique(np.concatenate([near, homes.edge]))
    return tessellate(network, given.ground.barriers, given.reach, edges=edges)


def _areas(
    given: CoverageInput, feedback: QgsProcessingFeedback
) -> tuple[NDArray[np.int64], list[str]]:
    """Give each home the number of its area, and the areas' names."""
    homes, areas = given.residents, given.areas
    if areas is not None:
        areas.report(feedback)
    if areas is None or not len(areas):
        return np.zeros(len(homes), dtype=np.int64), [tr("all")]
    names = areas.texts(given.area_name_field or "name")
    if names is None and given.area_name_field:
        raise EngineError(
            "The areas layer has no field '{field}'. Its fields are: {fields}.",
            field=given.area_name_field,
            fields=", ".join(areas.fields.names()),
        )
    labels = [
        (names[row] if names is not None else None) or str(areas.ids[row])
        for row in range(len(areas))
    ]
    home, area = shapely.STRtree(areas.geometries).query(
        shapely.point_on_surface(homes.geometries), predicate="intersects"
    )
    number = np.full(len(homes), -1, dtype=np.int64)
    # of overlapping areas the first one counts: each home once
    order = np.lexsort((-area, home))
    number[home[order]] = area[order]
    outside = number < 0
    if outside.any():
        feedback.pushWarning(
            tr("{count} homes lie in no area; they are summed as '{name}'.").format(
                count=int(outside.sum()), name=tr("(outside)")
            )
        )
        number[outside] = len(labels)
        labels.append(tr("(outside)"))
    return number, labels
