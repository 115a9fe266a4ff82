"""Walks between two layers and the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.access import facility_access, home_access
from ..engine.errors import EngineError
from ..engine.pairs import walks_within
from .compat import INTEGER, REAL, TEXT, make_field
from .ground import GroundTables, report_ground, warn_if_apart, with_compounds
from .i18n import tr
from .sinks import make_fields
from .snaps import report_snap
from .sources import name_some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from qgis.core import QgsFields, QgsGeometry, QgsProcessingFeedback

    from ..engine.access import Ground, Snap
    from ..engine.pairs import Pairs
    from .sources import Table

SITE = "site_id"


@dataclass(frozen=True, eq=False)
class WalksResult:
    """Walks, ready to be written."""

    origins: Table
    destinations: Table
    services: list[str | None]
    pairs: Pairs
    first_of_site: NDArray[np.int64]
    speed: float
    origin_snap: Snap
    destination_snap: Snap

    def rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give one row for each walk."""
        for origin, site, metres in zip(
            self.pairs.origin, self.pairs.destination, self.pairs.cost, strict=True
        ):
            row = int(self.first_of_site[site])
            yield (
                None,
                [
                    int(self.origins.ids[origin]),
                    int(self.destinations.ids[row]),
                    self.services[row],
                    float(metres),
                    float(metres) / self.speed / 60,
                ],
            )


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
    ground: Ground,
    origins: Table,
    destinations: Table,
    service_field: str | None,
    nearest: int | None,
    longest: float,
    speed: float,
    feedback: QgsProcessingFeedback,
) -> WalksResult:
    """Measure walks.

    Parameters
    ----------
    tables, ground
        Streets, barriers and gates.
    origins, destinations
        The two layers.
    service_field
        Field of the destinations, or None.
    nearest
        How many of each service for each origin; None for all.
    longest
        Metres.
    speed
        Metres per second.
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
    report_ground(tables, ground, feedback)
    warn_if_apart(tables, ground, (origins, destinations), feedback)
    from_ground, compound = with_compounds(ground, tables.gates, origins)
    starts, start_snap = home_access(from_ground, origins.geometries, compound)
    report_snap(origins, start_snap, feedback)
    to_ground, compound = with_compounds(ground, tables.gates, destinations)
    goals, goal_snap = facility_access(to_ground, destinations.geometries, compound)
    report_snap(destinations, goal_snap, feedback)
    services = _services(destinations, service_field)
    site, first = number_sites(services, destinations.texts(SITE))

    def progress(share: float) -> None:
        feedback.setProgress(90 * share)
        if feedback.isCanceled():
            raise EngineError("Stopped; nothing was written.")

    pairs = walks_within(
        ground.network,
        starts,
        len(origins),
        goals.owned_by(site[goals.owner]),
        len(first),
        longest,
        progress,
    )
    if nearest is not None:
        names: dict[str | None, int] = {}
        group = [names.setdefault(services[row], len(names)) for row in first]
        pairs = pairs.nearest(nearest, np.array(group, dtype=np.int64))
    without = np.setdiff1d(np.arange(len(origins)), pairs.origin)
    if len(without):
        feedback.pushWarning(
            tr("{count} origins reach no destination (features {ids}).").format(
                count=len(without),
                ids=name_some([int(i) for i in origins.ids[without]]),
            )
        )
    return WalksResult(origins, destinations, services, pairs, first, speed, start_snap, goal_snap)
