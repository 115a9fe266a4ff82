"""Where on the streets homes and facilities are entered, and how far the way there is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from shapely.geometry import LineString, Point

from .networks import Edge, Network
from .places import ISLAND, SNAP, place
from .walls import TOUCH, common_stretches, straight_segments


@dataclass
class Access:
    """A stretch of an edge (mostly a single point, start equal to end) and the way to it."""

    edge: Edge
    start: float
    end: float
    leg: float
    klass: str = "ok"
    tied: bool = False


@dataclass
class Gate:
    """An opening, and the compound it says it belongs to."""

    point: Point
    compound_id: object = None


@dataclass
class Home:
    """A home: a point, or a polygon with or without a compound id."""

    geometry: object
    compound_id: object = None
    persons: float = 1.0


@dataclass
class Facility:
    """A facility; those of one service that share a site are one."""

    geometry: object
    service: str = ""
    site_id: object = None
    compound_id: object = None


@dataclass
class Situation:
    """The network with the gates and limits that all placing uses."""

    network: Network
    gates: list[Gate]
    gate_tolerance: float = 15.0
    snap: float = SNAP
    island: float = ISLAND

    def at_point(self, point: Point, before: float = 0.0) -> list[Access]:
        """Access from a point, after a way already walked: one or none."""
        found = place(self.network, point, self.snap, self.island)
        if found is None:
            return []
        return [
            Access(
                found.edge, found.offset, found.offset, before + found.leg, found.klass, found.tied
            )
        ]

    def gates_of(self, polygon, compound_id) -> list[Gate]:
        """Gates that name the compound; if none does, those close to the boundary."""
        named = [g for g in self.gates if compound_id is not None and g.compound_id == compound_id]
        return named or [
            g for g in self.gates if g.point.distance(polygon.boundary) <= self.gate_tolerance
        ]

    def of_home(self, home: Home) -> list[Access]:
        """Every way from a home to the streets."""
        if home.geometry.geom_type == "Point":
            return self.at_point(home.geometry)
        start = home.geometry.representative_point()
        gates = self.gates_of(home.geometry, home.compound_id)
        if not gates:
            return self.at_point(start)
        found: list[Access] = []
        for gate in gates:
            if self.network.walls.arrive(start.coords[0], gate.point.coords[0][:2]) is not None:
                found += self.at_point(gate.point, before=start.distance(gate.point))
        return found

    def of_facility(self, facility: Facility) -> list[Access]:
        """Every way from the streets into one facility row."""
        geometry = facility.geometry
        if geometry.geom_type == "Point":
            return self.at_point(geometry)
        outline = geometry
        if geometry.geom_type.endswith("Polygon"):
            outline = geometry.boundary
            gates = self.gates_of(geometry, facility.compound_id)
            if gates:
                return [access for gate in gates for access in self.at_point(gate.point)]
        return self.meetings(outline) or self.at_point(outline)

    def meetings(self, outline) -> list[Access]:
        """Every place where a street meets a line, stretches of overlap included."""
        parts = getattr(outline, "geoms", [outline])
        outlines = [s for part in parts for s in straight_segments(part)]
        found = []
        for number in sorted(self.network.tree.query(outline, "dwithin", TOUCH)):
            edge, passed = self.network.edges[number], 0.0
            for street in straight_segments(edge.line):
                line = LineString(street)
                near = [s for s in outlines if line.distance(LineString(s)) <= TOUCH]
                found += [
                    Access(edge, passed + start, min(passed + end, edge.length), 0.0)
                    for start, end in common_stretches(*street, near)
                ]
                passed += line.length
        return found


def sites(facilities: list[Facility]) -> list[list[int]]:
    """Rows of each facility: rows of one service that share a site, else every row alone."""
    groups: dict = defaultdict(list)
    for row, facility in enumerate(facilities):
        shared = facility.site_id is not None
        groups[(facility.service, shared, facility.site_id if shared else row)].append(row)
    return list(groups.values())
