"""Walks from all homes to many places within a limit, on the fully split graph."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from . import places
from .accesses import Access, Situation
from .networks import build
from .walks import SLACK, Town, settle

if TYPE_CHECKING:
    from shapely.geometry import Point

    from .costs import Cost
    from .towns import Scene

Table = list[dict[int, float]]


def walks_from(town: Town, cutoff: float) -> tuple[Table, list[float]]:
    """Measure all walks up to a cutoff: for each home its places, and the way to the data's end."""
    within = cutoff + SLACK * town.cost.leg
    doors = defaultdict(list)
    for place, accesses in enumerate(town.facilities):
        for access in accesses:
            for node in town.nodes_of(access):
                doors[node].append((place, access.leg * town.cost.leg))
    ends = set(town.network.data_ends())
    found, to_end = [], []
    for home in range(len(town.homes)):
        cost: dict[int, float] = {}
        nearest_end = math.inf
        for node, here in _spread(town, home, within):
            if node in ends:
                nearest_end = min(nearest_end, here)
            for place, leg in doors.get(node, ()):
                if here + leg <= within:
                    cost[place] = min(cost.get(place, math.inf), here + leg)
        found.append(cost)
        to_end.append(nearest_end)
    return found, to_end


def counted_in(town: Town, cost: Cost) -> Town:
    """Count the walks of a town otherwise; everything stays where it is."""
    return replace(town, cost=cost)


def _spread(town: Town, home: int, within: float):
    """Yield the nodes of the graph in the order in which they are reached."""
    queue = [
        (access.leg * town.cost.leg, number, node)
        for number, (access, node) in enumerate(
            (access, node) for access in town.homes[home] for node in town.nodes_of(access)
        )
    ]
    heapq.heapify(queue)
    done, number = set(), len(queue)
    while queue:
        here, _, node = heapq.heappop(queue)
        if here > within:
            return
        if node in done:
            continue
        done.add(node)
        yield node, here
        for other, step in town.graph.adj[node].items():
            if other not in done:
                number += 1
                heapq.heappush(queue, (here + step["weight"], number, other))


@dataclass
class NearFirst(Situation):
    """Looks for a place close by before it looks farther, and at each point once."""

    known: dict = field(default_factory=dict)

    def at_point(self, point: Point, before: float = 0.0) -> list[Access]:
        """Access from a point, after a way already walked: one or none."""
        spot = point.coords[0]
        if spot not in self.known:
            near = places.place(self.network, point, min(30.0, self.snap), self.island)
            if near is None or near.on_island:
                near = places.place(self.network, point, self.snap, self.island)
            self.known[spot] = near
        found = self.known[spot]
        if found is None:
            return []
        leg = before + found.leg
        return [Access(found.edge, found.offset, found.offset, leg, found.klass, found.tied)]


def settle_near(scene: Scene) -> Town:
    """Work a town out in metres as `Scene.settle` does, sooner where streets are near."""
    gates = [gate.point for gate in scene.gates]
    network = build(scene.streets, scene.barriers, gates, scene.gate_tolerance)
    ground = NearFirst(network, scene.gates, scene.gate_tolerance, scene.snap, scene.island)
    return settle(ground, scene.homes, scene.facilities)
