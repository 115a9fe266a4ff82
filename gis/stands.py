"""Homes and facilities on the ground of each walker, placed once for a whole run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ..engine.access import facility_access, home_access
from ..engine.coverage import Homes, Walks, walk_to_nodes
from ..engine.gaps import GapGround, around, edges_near
from .ground import with_compounds
from .profiles import load_walkers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..engine.access import Ground, Snap
    from ..engine.impedance import Impedance
    from .coverage_input import CoverageInput
    from .judged import Judged
    from .paces import Pace
    from .supply import Supply


@dataclass(frozen=True, eq=False)
class Stand:
    """Homes and facilities on one ground, and their walks in one unit."""

    walks: Walks
    snap: Snap
    facility_snap: Snap
    to_data_end: NDArray[np.float64]


class Stands:
    """Homes and facilities, placed once on each ground that a walker of this run needs."""

    def __init__(self, given: CoverageInput, supply: Supply, judged: list[Judged]) -> None:
        self.given, self.supply, self.judged = given, supply, judged
        self._paces: dict[tuple[Ground, str, float], Pace] = {}
        self._stands: dict[tuple[Ground, Impedance | None], Stand] = {}
        self._cells: dict[Ground, GapGround] = {}

    def pace(self, ground: Ground, item: Judged) -> Pace:
        """Tell how the walker of a service walks."""
        key = (ground, item.walker, item.speed)
        if key not in self._paces:
            walker = load_walkers()[item.walker]
            self._paces[key] = self.given.pace_of(ground, walker, item.speed)
        return self._paces[key]

    def on(self, ground: Ground, costs: Impedance | None = None) -> Stand:
        """Place homes and facilities on a ground, to walk in metres or seconds."""
        key = (ground, costs)
        if key not in self._stands:
            self._stands[key] = (
                self._in_metres(ground) if costs is None else self._in(ground, costs)
            )
        return self._stands[key]

    def _in_metres(self, ground: Ground) -> Stand:
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
        return Stand(walks, snap, facility_snap, walk_to_nodes(ground.network, homes, ends))

    def _in(self, ground: Ground, costs: Impedance) -> Stand:
        base = self.on(ground)
        ends = ground.network.data_ends(self.given.tables.extent)
        to_end = walk_to_nodes(ground.network, base.walks.homes, ends, costs)
        walks = replace(base.walks, costs=costs, expected=self._services(ground, costs))
        return replace(base, walks=walks, to_data_end=to_end)

    def _services(self, ground: Ground, costs: Impedance | None) -> list[NDArray[np.int64]]:
        """Give the sets of facilities that are asked about on a ground at such costs."""
        given = self.given
        paces = [
            (item, [self.pace(one, item) for one in (given.ground, given.without_barriers) if one])
            for item in self.judged
        ]
        walked = [
            item.service
            for item, of_item in paces
            if any(
                pace.ground is ground and (costs is None or pace.seconds is costs)
                for pace in of_item
            )
        ]
        # planned ones are asked about where it is decided who has a service
        decides = (given.rule == "minutes") == (costs is not None)
        planned = [self.supply.rows(service, "planned") for service in walked if decides]
        return [
            *(self.supply.rows(service, "open") for service in walked),
            *(rows for rows in planned if len(rows)),
        ]

    def cells(self, ground: Ground) -> GapGround:
        """Make cells along the streets near homes; gaps are drawn nowhere else."""
        if ground not in self._cells:
            network, homes = ground.network, self.on(ground).walks.homes.access
            limits = [item.limit_m for item in self.judged if item.limit_m]
            farthest = max(map(around, limits), default=0.0)
            reach = self.given.reach
            places = network.locate(homes.edge, homes.low)
            near = edges_near(network, places, farthest + 2.5 * reach)
            edges = np.unique(np.concatenate([near, homes.edge]))
            self._cells[ground] = GapGround(ground.cells(reach), edges)
        return self._cells[ground]
