"""Where on the streets homes and facilities are entered, and how far the way there is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from shapely.geometry import LineString, Point

from .networks import Edge, Network
from .places import ISLAND, SNAP, place
from .walls import TOUCH


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
        return [Access(found.edge, found.offset, found.offset, before + found.leg, found.klass,
                       found.tied)]

    def gates_of(self, polygon, compound_id) -> list[Gate]:
        """Gates that name the compound, and those close to the boundary."""
        return [g for g in self.gates
                if (compound_id is not None and g.compound_id == compound_id)
                or g.point.distance(polygon.boundary) <= self.gate_tolerance]

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
        found = []
        for number in sorted(self.network.tree.query(outline, "dwithin", TOUCH)):
            edge = self.network.edges[number]
            for piece in _simple_pieces(edge.line.intersection(outline)):
                offsets = [edge.line.project(Point(c)) for c in piece.coords]
                low, high = min(offsets), max(offsets)
                if high - low > piece.length + TOUCH:
                    # The stretch ends at the seam of a closed street, where both offsets meet.
                    low, high = high, edge.length
                found.append(Access(edge, low, high, 0.0))
            found += self._touching_ends(edge, outline)
        return found

    def _touching_ends(self, edge: Edge, outline) -> list[Access]:
        """Ends of an edge that lie on the outline but for a rounding error."""
        return [Access(edge, at, at, 0.0) for at in (0.0, edge.length)
                if edge.line.interpolate(at).distance(outline) <= TOUCH]


def _simple_pieces(geometry) -> list:
    if geometry.is_empty:
        return []
    if hasattr(geometry, "geoms"):
        return [piece for part in geometry.geoms for piece in _simple_pieces(part)]
    return [LineString([a, b]) for a, b in zip(geometry.coords, geometry.coords[1:], strict=False)
            ] if geometry.geom_type == "LineString" else [geometry]


def sites(facilities: list[Facility]) -> list[list[int]]:
    """Rows of each facility: rows of one service that share a site, else every row alone."""
    groups: dict = defaultdict(list)
    for row, facility in enumerate(facilities):
        shared = facility.site_id is not None
        groups[(facility.service, shared, facility.site_id if shared else row)].append(row)
    return list(groups.values())
