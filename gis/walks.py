"""Walks between two layers and the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.access import facility_access, home_access
from ..engine.errors import EngineError
from ..engine.pairs import count_again, nearest_walks, walks_within
from .compat import INTEGER, REAL, TEXT, make_field
from .drawn_walks import draw_walks
from .ground import GroundTables, report_ground, warn_if_apart, with_compounds
from .i18n import tr
from .margin import report_margin
from .sinks import make_fields, to_geometry
from .snaps import report_snap
from .sources import name_some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from qgis.core import QgsFields, QgsGeometry, QgsProcessingFeedback

    from ..engine.access import Snap
    from ..engine.pairs import Pairs
    from .drawn_walks import Drawn
    from .paces import Pace
    from .sources import Table

SITE = "site_id"


@dataclass(frozen=True, eq=False)
class WalksResult:
    """Walks, ready to be written.

    Attributes
    ----------
    origins, destinations
        The two layers.
    services
        Service of each row of the destinations.
    pairs
        Which walks, by site.
    metres, minutes
        Shape (pairs,): of the shortest and of the quickest walk between both; they are the same
        walk where no street costs more time than its metres.
    routes
        The quickest walks, as drawn; None if nobody asked for them.
    """

    origins: Table
    destinations: Table
    services: list[str | None]
    pairs: Pairs
    first_of_site: NDArray[np.int64]
    metres: NDArray[np.float64]
    minutes: NDArray[np.float64]
    origin_snap: Snap
    destination_snap: Snap
    routes: Drawn | None = None

    def rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give one row for each walk."""
        for ids, metres, minutes in zip(self._ids(), self.metres, self.minutes, strict=True):
            yield None, [*ids, float(metres), float(minutes)]

    def route_rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give one line for each walk."""
        if self.routes is None:
            return
        for ids, line, metres, minutes in zip(
            self._ids(), self.routes.lines, self.routes.metres, self.minutes, strict=True
        ):
            yield to_geometry(line), [*ids, float(metres), float(minutes)]

    def _ids(self) -> Iterator[list[Any]]:
        for origin, site in zip(self.pairs.origin, self.pairs.destination, strict=True):
            row = int(self.first_of_site[site])
            yield [
                int(self.origins.ids[origin]),
                int(self.destinations.ids[row]),
                self.services[row],
            ]


def walk_fields() -> QgsFields:
    """Return the fields of a table of walks."""
    return make_fields(
        [
            make_field("from_id", INTEGER),
            make_field("to_id", INTEGER),
            make_field("service", TEXT),
            make_field("metres", REAL),
            make_field("minutes", REAL),
        ]
    )


def number_sites(
    services: list[str | None], sites: list[str | None] | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give numbers to facilities: rows of one service with one site id are one facility.

    Parameters
    ----------
    services, sites
        Service and site id of each row.

    Returns
    -------
    site, first
        Shape (rows,): number of the row's facility; shape (facilities,): its first row.
    """
    known: dict[tuple[str | None, str], int] = {}
    site = np.empty(len(services), dtype=np.int64)
    first: list[int] = []
    for row, service in enumerate(services):
        name = sites[row] if sites is not None else None
        key = None if name is None else (service, name)
        if key is None or key not in known:
            if key is not None:
                known[key] = len(first)
            site[row] = len(first)
            first.append(row)
        else:
            site[row] = known[key]
    return site, np.array(first, dtype=np.int64)


def _services(destinations: Table, field: str | None) -> list[str | None]:
    """Give the service of each destination, None where no field names it."""
    if field is None:
        return [None] * len(destinations)
    services = destinations.texts(field)
    if services is None:
        raise EngineError(
            "The destinations layer has no field '{field}'. Its fields are: {fields}.",
            field=field,
            fields=", ".join(destinations.fields.names()),
        )
    return services


def compute_walks(
    tables: GroundTables,
    pace: Pace,
    origins: Table,
    destinations: Table,
    service_field: str | None,
    nearest: int | None,
    longest: float,
    with_routes: bool,
    feedback: QgsProcessingFeedback,
) -> WalksResult:
    """Measure walks.

    Parameters
    ----------
    tables, pace
        Streets, barriers and gates, and who walks on them.
    origins, destinations
        The two layers.
    service_field
        Field of the destinations, or None.
    nearest
        How many of each service for each origin; None for all.
    longest
        Seconds.
    with_routes
        Draw the walks.
    feedback
        Progress, cancel and sentences.

    Raises
    ------
    EngineError
        If one of the layers has no usable feature.
    """
    for table in (origins, destinations):
        table.report(feedback)
        if not len(table):
            raise EngineError(
                "The layer {layer} has no feature that can be used ({total} features, "
                "{rejected} left out). Choose another layer or check its filter.",
                layer=table.name,
                total=table.total,
                rejected=len(table.rejected),
            )
    ground = pace.ground
    report_ground(tables, ground, feedback)
    warn_if_apart(tables, ground, (origins, destinations), feedback)
    report_margin(origins, (tables.streets,), longest * pace.speed, feedback)
    from_ground, compound = with_compounds(ground, tables.gates, origins)
    starts, start_snap = home_access(from_ground, origins.geometries, compound)
    report_snap(origins, start_snap, feedback)
    to_ground, compound = with_compounds(ground, tables.gates, destinations)
    goals, goal_snap = facility_access(to_ground, destinations.geometries, compound)
    report_snap(destinations, goal_snap, feedback)
    services = _services(destinations, service_field)
    site, first = number_sites(services, destinations.texts(SITE))
    of_site = goals.owned_by(site[goals.owner])

    def progress(share: float) -> None:
        feedback.setProgress(90 * share)
        if feedback.isCanceled():
            raise EngineError("Stopped; nothing was written.")

    network, costs = ground.network, pace.seconds
    limit = longest if costs else longest * pace.speed
    count = len(origins)
    if nearest is None:
        pairs = walks_within(network, starts, count, of_site, len(first), limit, progress, costs)
    else:
        names: dict[str | None, int] = {}
        group = [names.setdefault(services[row], len(names)) for row in first]
        of_group = np.array(group, dtype=np.int64)
        pairs = nearest_walks(
            network, starts, count, of_site, of_group, nearest, limit, progress, costs
        )
    without = np.setdiff1d(np.arange(count), pairs.origin)
    if len(without):
        feedback.pushWarning(
            tr("{count} origins reach no destination (features {ids}).").format(
                count=len(without),
                ids=name_some([int(i) for i in origins.ids[without]]),
            )
        )
    metres, minutes = pairs.cost, pairs.cost / pace.speed / 60
    if costs is not None:
        minutes = pairs.cost / 60
        bound = float(pairs.cost.max(initial=0.0)) * costs.fastest
        metres = count_again(network, starts, of_site, pairs, bound)
    routes = (
        draw_walks(ground, costs, origins.geometries, starts, goals, goal_snap, of_site, pairs)
        if with_routes
        else None
    )
    return WalksResult(
        origins,
        destinations,
        services,
        pairs,
        first,
        metres,
        minutes,
        start_snap,
        goal_snap,
        routes,
    )
