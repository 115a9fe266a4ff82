"""Shortest walks between homes and facilities, with every position a real node."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

import networkx as nx

from .accesses import Access, Facility, Home, Situation, sites
from .costs import METRES, Cost

#: Metres by which a walk may exceed a limit and still count as within it.
SLACK = 0.001


@dataclass
class Piece:
    """A part of an edge between two neighbouring nodes of the fully split graph."""

    u: tuple
    v: tuple
    edge: object
    start: float
    end: float


@dataclass
class Town:
    """A network with the accesses of all homes and facilities inserted as nodes.

    What the methods call metres is counted by `cost`, from the homes to the facilities.
    """

    network: object
    homes: list[list[Access]]
    facilities: list[list[Access]]
    cost: Cost = METRES
    graph: nx.DiGraph = field(init=False)
    pieces: list[Piece] = field(init=False)

    def __post_init__(self) -> None:
        """Split every edge at every position."""
        offsets = defaultdict(set)
        for accesses in (*self.homes, *self.facilities):
            for access in accesses:
                offsets[access.edge.number] |= {access.start, access.end}
        self.pieces, self._nodes_on = [], {}
        for edge in self.network.edges:
            stops = [(0.0, edge.u), (edge.length, edge.v)]
            stops += [
                (at, ("place", edge.number, at))
                for at in offsets[edge.number]
                if 0.0 < at < edge.length
            ]
            stops.sort(key=lambda stop: stop[0])
            self._nodes_on[edge.number] = stops
            self.pieces += [
                Piece(u, v, edge, start, end)
                for (start, u), (end, v) in zip(stops, stops[1:], strict=False)
            ]
        self.graph = nx.DiGraph()
        for piece in self.pieces:
            self._add(piece.u, piece.v, self.cost.way(piece.edge, piece.start, piece.end))
            self._add(piece.v, piece.u, self.cost.way(piece.edge, piece.end, piece.start))

    def _add(self, u, v, cost: float) -> None:
        """Join two nodes one way, unless there is a cheaper way already."""
        known = self.graph.get_edge_data(u, v)
        if known is None or cost < known["weight"]:
            self.graph.add_edge(u, v, weight=cost)

    @property
    def slack(self) -> float:
        """Cost by which a walk may exceed a limit."""
        return SLACK * self.cost.leg

    def nodes_of(self, access: Access) -> list:
        """Nodes of the graph that lie on the stretch of an access."""
        return [
            node
            for at, node in self._nodes_on[access.edge.number]
            if access.start <= at <= access.end
        ]

    def metres_from(self, home: int, cutoff: float | None = None) -> dict:
        """Metres from a home to every node, first leg included."""
        return self.metres_from_accesses(self.homes[home], cutoff)

    def metres_from_accesses(self, accesses: list[Access], cutoff: float | None = None) -> dict:
        """Metres to every node by the best of several ways out."""
        best: dict = {}
        for access in accesses:
            for source in self.nodes_of(access):
                for node, metres in self._from_node(source, cutoff).items():
                    total = access.leg * self.cost.leg + metres
                    best[node] = min(best.get(node, math.inf), total)
        return best

    def _from_node(self, source, cutoff) -> dict:
        within = None if cutoff is None else cutoff + self.slack
        return nx.single_source_dijkstra_path_length(self.graph, source, cutoff=within)

    def to_facility(self, metres: dict, facility: int) -> float:
        """Metres to a facility, last leg included; infinite where there is no way."""
        return min(
            (
                metres.get(node, math.inf) + access.leg * self.cost.leg
                for access in self.facilities[facility]
                for node in self.nodes_of(access)
            ),
            default=math.inf,
        )

    def walk(self, home: int, facility: int) -> float:
        """Metres of the shortest walk from one home to one facility."""
        return self.to_facility(self.metres_from(home), facility)


def settle(
    situation: Situation, homes: list[Home], rows: list[Facility], cost: Cost = METRES
) -> Town:
    """Find the accesses of all homes and facility rows and insert them into the network."""
    return Town(
        situation.network,
        [situation.of_home(home) for home in homes],
        [situation.of_facility(row) for row in rows],
        cost,
    )


def all_pairs(town: Town, rows: list[Facility], cutoff: float | None = None) -> list[list[float]]:
    """Metres from each home to each facility (as grouped by `sites`)."""
    table = []
    for home in range(len(town.homes)):
        metres = town.metres_from(home, cutoff)
        walks = [min(town.to_facility(metres, row) for row in group) for group in sites(rows)]
        table.append([m if cutoff is None or m <= cutoff + town.slack else math.inf for m in walks])
    return table


def nearest(
    town: Town, rows: list[Facility], service: str, k: int = 1, cutoff: float | None = None
) -> list[list[tuple[float, int]]]:
    """For each home the k nearest facilities of a service: metres and first row of the site."""
    groups = [group for group in sites(rows) if rows[group[0]].service == service]
    result = []
    for home in range(len(town.homes)):
        metres = town.metres_from(home, cutoff)
        walks = [
            (min(town.to_facility(metres, row) for row in group), group[0]) for group in groups
        ]
        result.append(sorted(w for w in walks if w[0] < math.inf)[:k])
    return result
