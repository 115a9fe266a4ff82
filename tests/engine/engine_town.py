"""The engine's answers for a scene, in the same shape as the brute force gives them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from lifecircle.engine.access import Access, Gates, Ground, facility_access, home_access
from lifecircle.engine.barriers import Barriers
from lifecircle.engine.catchment import own_catchments, shared_catchments
from lifecircle.engine.coverage import Homes, State, Walks, judge, tally, walk_to_nodes
from lifecircle.engine.heights import Heights
from lifecircle.engine.impedance import Impedance
from lifecircle.engine.network import build
from lifecircle.engine.pairs import Pairs, walks_within
from lifecircle.engine.placing import Placing
from oracle import coverage
from oracle.accesses import sites

if TYPE_CHECKING:
    from lifecircle.engine.stretches import Stretches
    from oracle.towns import Scene

VERDICT = {
    State.HAS: coverage.HAS,
    State.GAP: coverage.GAP,
    State.CANNOT_TELL: coverage.CANNOT_TELL,
    State.UNPLACED: coverage.UNPLACED,
}


def geometries(items) -> np.ndarray:
    """Array of shapely objects (numpy alone would take some of them apart)."""
    found = np.empty(len(items), dtype=object)
    found[:] = items
    return found


class EngineTown:
    """A scene as the engine sees it, in metres or, with a speed, in seconds."""

    def __init__(self, scene: Scene, speed: float | None = None) -> None:
        """Build the network and place homes and facilities."""
        self.scene, self.speed = scene, speed
        gates_xy = np.array([g.point.coords[0] for g in scene.gates]).reshape(-1, 2)
        self.barriers = Barriers.from_geometries(
            geometries(scene.barriers), gates_xy, scene.gate_tolerance
        )
        self.network = build(geometries(scene.streets), self.barriers)
        names = {
            name: number
            for number, name in enumerate(
                sorted(
                    {
                        x.compound_id
                        for x in (*scene.gates, *scene.homes, *scene.facilities)
                        if x.compound_id is not None
                    }
                )
            )
        }

        def compounds(items):
            return np.array([names.get(x.compound_id, -1) for x in items], dtype=np.int64)

        gates = Gates(gates_xy, compounds(scene.gates), scene.gate_tolerance)
        self.ground = Ground(self.network, self.barriers, gates, scene.snap, scene.island)
        self.home_access, self.home_snap = home_access(
            self.ground, geometries([h.geometry for h in scene.homes]), compounds(scene.homes)
        )
        rows, self.facility_snap = facility_access(
            self.ground,
            geometries([f.geometry for f in scene.facilities]),
            compounds(scene.facilities),
        )
        self.sites = sites(scene.facilities)
        site_of_row = np.empty(len(scene.facilities), dtype=np.int64)
        for number, group in enumerate(self.sites):
            site_of_row[group] = number
        self.facility_access = _ordered(rows.owned_by(site_of_row[rows.owner]))
        self.service = [scene.facilities[group[0]].service for group in self.sites]

    @cached_property
    def costs(self) -> Impedance | None:
        """What walks from the homes cost; None for metres."""
        if self.speed is None:
            return None
        network, street = self.network, self.network.edge_street
        length = shapely.length(geometries(self.scene.streets))
        delay = np.array(self.scene.lost or np.zeros(len(length)))[street]
        factor = np.array(self.scene.factor or np.ones(len(length)))[street]
        heights = None
        if any(each.has_z for each in self.scene.streets):
            owner = np.repeat(street, np.diff(network.first))
            lines = geometries(self.scene.streets)[owner]
            along = shapely.line_locate_point(lines, shapely.points(network.xy))
            height = shapely.get_z(shapely.line_interpolate_point(lines, along))
            heights = Heights(network.first, network.measure, height)
        return Impedance.seconds(
            network, self.speed, delay * network.length / length[street], factor, heights
        )

    @cached_property
    def homes(self) -> Homes:
        """Homes as coverage wants them."""
        on_island = np.zeros(len(self.scene.homes), dtype=bool)
        return Homes(len(self.scene.homes), self.home_access, on_island)

    @cached_property
    def walks(self) -> Walks:
        """Homes against all facilities."""
        return Walks(self.network, self.homes, self.facility_access, len(self.sites), self.costs)

    @property
    def classes(self) -> list[str]:
        """How each home was placed."""
        return [Placing(quality).name.lower() for quality in self.home_snap.quality]

    def pairs(self, limit: float = np.inf) -> Pairs:
        """All walks within a limit."""
        return walks_within(
            self.network,
            self.home_access,
            len(self.scene.homes),
            self.facility_access,
            len(self.sites),
            limit,
            costs=self.costs,
        )

    def table(self, limit: float = np.inf) -> np.ndarray:
        """Cost from each home to each site; infinite beyond the limit."""
        found = self.pairs(limit)
        metres = np.full((len(self.scene.homes), len(self.sites)), np.inf)
        assert len({*zip(found.origin, found.destination, strict=True)}) == len(found.origin)
        metres[found.origin, found.destination] = found.cost
        return metres

    def of_service(self, service: str) -> np.ndarray:
        """Numbers of the sites of a service."""
        return np.array([i for i, s in enumerate(self.service) if s == service], dtype=np.int64)

    def verdicts(self, limits: dict[str, float]) -> dict[str, tuple[list, list, dict]]:
        """For each service: metres, verdicts, and persons by verdict."""
        to_end = walk_to_nodes(self.network, self.homes, self.network.data_ends(), self.costs)
        persons = np.array([h.persons for h in self.scene.homes], dtype=float)
        everyone = np.ones(len(persons), dtype=bool)
        result = {}
        for service, limit in limits.items():
            verdict = judge(self.walks, self.of_service(service), limit, to_end)
            sums = tally(verdict, persons, everyone)
            assert sums.persons == persons.sum()
            result[service] = (
                verdict.cost.tolist(),
                [VERDICT[State(s)] for s in verdict.state],
                {
                    coverage.HAS: sums.covered,
                    coverage.GAP: sums.unserved,
                    coverage.CANNOT_TELL: sums.cannot_tell,
                    coverage.UNPLACED: sums.unplaced,
                },
            )
        return result

    def own(self, limits: list[float]) -> list[Stretches]:
        """Catchment of each home on its own, per limit."""
        return own_catchments(
            self.network,
            self.home_access,
            len(self.scene.homes),
            limits,
            self.network.data_ends(),
            costs=self.costs,
        )[0]

    def shared(self, limits: list[float]) -> list[Stretches]:
        """Catchments split by nearest, per limit."""
        return shared_catchments(
            self.network,
            self.home_access,
            len(self.scene.homes),
            limits,
            self.network.data_ends(),
            costs=self.costs,
        )[0]

    @cached_property
    def on_oracle(self) -> dict:
        """Filled by `match_edges`: edge to oracle stretch, offset of its start, direction."""
        return {}

    def match_edges(self, oracle_network) -> None:
        """Find for every edge the ground in the oracle's network on which it lies."""
        for number, line in enumerate(self.network.lines):
            ends = [
                line.interpolate(share, normalized=True) for share in (0.0, 0.25, 0.5, 0.75, 1.0)
            ]
            found = [
                oracle_network.edges[i] for i in oracle_network.tree.query(line, "dwithin", 1e-6)
            ]
            found = [e for e in found if all(e.line.distance(p) < 2e-6 for p in ends)]
            # Streets may lie on one another without sharing their vertices.
            matched = min(found, key=lambda e: (line.hausdorff_distance(e.line) > 1e-5, e.length))
            low, high = (matched.line.project(ends[i]) for i in (1, 3))
            way = 1.0 if high > low else -1.0
            assert abs(abs(high - low) - line.length / 2) < 1e-4
            self.on_oracle[number] = (matched.stretch, low - way * line.length / 4, way)

    def ground_of(self, stretches: Stretches, owner: int) -> dict[int, list]:
        """Intervals of one owner on the oracle's ground, merged."""
        found = defaultdict(list)
        for row in np.flatnonzero(stretches.owner == owner):
            stretch, start, way = self.on_oracle[stretches.edge[row]]
            ends = (start + way * stretches.low[row], start + way * stretches.high[row])
            found[stretch].append((min(ends), max(ends)))
        return found


def _ordered(access: Access) -> Access:
    return access.take(np.argsort(access.owner, kind="stable"))
