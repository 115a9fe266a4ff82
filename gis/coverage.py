"""Coverage between layers and the engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..engine.access import facility_access, home_access
from ..engine.coverage import Homes, State, Walks, explain, judge, walk_to_nodes
from ..engine.errors import EngineError
from ..engine.gaps import GapGround, around, find_gaps
from ..engine.placing import Placing
from .coverage_result import CoverageResult, ServiceAnswer
from .ground import GroundTables, report_ground, warn_if_apart, with_compounds
from .i18n import speaks_chinese, tr
from .judged import choose_judged
from .margin import report_margin
from .people import People
from .profiles import load_walkers
from .sinks import report_replaced
from .snaps import report_snap
from .stamp import write_stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.access import Ground, Snap
    from ..engine.impedance import Impedance
    from ..engine.standards import Standard
    from ..engine.walkers import Walker
    from .judged import Judged
    from .paces import Pace
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
    pace_of: Callable[[Ground, Walker, float | None], Pace]
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
    limits = [item.limit_m for item in judged if item.limit_m is not None]
    if limits:
        about = given.areas if given.areas is not None and len(given.areas) else given.residents
        report_margin(about, (given.tables.streets, supply.table), max(limits), feedback)
    stands = _Stands(given, supply, judged)
    first = stands.on(given.ground)
    report_snap(given.residents, first.snap, feedback)
    report_snap(supply.table, first.facility_snap, feedback)
    answers = []
    for number, item in enumerate(judged):
        if feedback.isCanceled():
            raise EngineError("Stopped; nothing was written.")
        answers.append(_answer(item, supply, stands, people))
        feedback.setProgress(10 + 80 * (number + 1) / len(judged))
    people.report(feedback)
    area, area_names = _areas(given, feedback)
    result = CoverageResult(
        given.tables.plane,
        given.residents,
        supply.table,
        first.snap,
        first.facility_snap,
        answers,
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
        unplaced=float((first.snap.quality == Placing.NONE).mean()),
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


@dataclass(frozen=True, eq=False)
class _Stand:
    """Homes and facilities on one ground, and their walks in one unit."""

    walks: Walks
    snap: Snap
    facility_snap: Snap
    to_data_end: NDArray[np.float64]


class _Stands:
    """Homes and facilities, placed once on each ground that a walker of this run needs."""

    def __init__(self, given: CoverageInput, supply: _Supply, judged: list[Judged]) -> None:
        self.given, self.supply, self.judged = given, supply, judged
        self._paces: dict[tuple[Ground, str, float], Pace] = {}
        self._stands: dict[tuple[Ground, Impedance | None], _Stand] = {}
        self._cells: dict[Ground, GapGround] = {}

    def pace(self, ground: Ground, item: Judged) -> Pace:
        """Tell how the walker of a service walks."""
        key = (ground, item.walker, item.speed)
        if key not in self._paces:
            walker = load_walkers()[item.walker]
            self._paces[key] = self.given.pace_of(ground, walker, item.speed)
        return self._paces[key]

    def on(self, ground: Ground, costs: Impedance | None = None) -> _Stand:
        """Place homes and facilities on a ground, to walk in metres or seconds."""
        key = (ground, costs)
        if key not in self._stands:
            self._stands[key] = (
                self._in_metres(ground) if costs is None else self._in(ground, costs)
            )
        return self._stands[key]

    def _in_metres(self, ground: Ground) -> _Stand:
        given, table = self.given, self.supply.table
        home_ground, compound = with_compounds(ground, given.tables.gates, given.residents)
        access, snap = home_access(home_ground, given.residents.geometries, compound)
        facility_ground, compound = with_compounds(ground, given.tables.gates, table)
        facilities, facility_snap = facility_access(facility_ground, table.geometries, compound)
        on_island = np.zeros(len(given.residents), dtype=bool)
        on_island[access.owner] = ground.network.on_island(ground.island)[access.edge]
        homes = Homes(len(given.residents), access, on_island)
        walks = Walks(
            ground.network, homes, facilities, len(table), expected=self._services(ground, None)
        )
        ends = ground.network.data_ends(given.tables.extent)
        return _Stand(walks, snap, facility_snap, walk_to_nodes(ground.network, homes, ends))

    def _in(self, ground: Ground, costs: Impedance) -> _Stand:
        base = self.on(ground)
        ends = ground.network.data_ends(self.given.tables.extent)
        to_end = walk_to_nodes(ground.network, base.walks.homes, ends, costs)
        walks = replace(base.walks, costs=costs, expected=self._services(ground, costs))
        return replace(base, walks=walks, to_data_end=to_end)

    def _services(self, ground: Ground, costs: Impedance | None) -> list[NDArray[np.int64]]:
        """Give the facilities of each service to which somebody walks on a ground at such costs."""
        given = self.given
        paces = [
            (item, [self.pace(one, item) for one in (given.ground, given.without_barriers) if one])
            for item in self.judged
        ]
        return [
            self.supply.rows(item.service, "open")
            for item, of_item in paces
            if any(
                pace.ground is ground and (costs is None or pace.seconds is costs)
                for pace in of_item
            )
        ]

    def cells(self, ground: Ground) -> GapGround:
        """Make cells along the streets near homes; gaps are drawn nowhere else."""
        if ground not in self._cells:
            network, homes = ground.network, self.on(ground).walks.homes.access
            limits = [item.limit_m for item in self.judged if item.limit_m]
            farthest = max(map(around, limits), default=0.0)
            places = shapely.points(network.locate(homes.edge, homes.low))
            reach = self.given.reach
            near = network.tree.query(places, predicate="dwithin", distance=farthest + 2.5 * reach)[
                1
            ]
            edges = np.unique(np.concatenate([near, homes.edge]))
            self._cells[ground] = GapGround(ground.cells(reach), edges)
        return self._cells[ground]


def _answer(item: Judged, supply: _Supply, stands: _Stands, people: People) -> ServiceAnswer:
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
    cells = stands.cells(pace.ground)
    gaps = find_gaps(cells, walks, rows, verdict, persons)
    return ServiceAnswer(item, verdict, metres, minutes, persons, counted, gaps, cells.tessellation)


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
