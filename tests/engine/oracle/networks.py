"""The street network as a graph: streets split where they share a vertex, and at walls."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import networkx as nx
from shapely import STRtree
from shapely.geometry import LineString, Point
from shapely.ops import unary_union

from .walls import LEFT, OTHER_SIDE, RIGHT, Walls, along, angle_of, opposite

#: A dead end this near to the rim of the street data is an end of the data.
RIM = 25.0


@dataclass
class Edge:
    """A street between two nodes. `side` is set only for one that runs along a wall.

    `stretch` numbers the ground it lies on: the two sides of a street along a wall share it.
    `street` numbers the line it is part of; `heights` are those of the line at its coordinates.
    """

    number: int
    u: tuple
    v: tuple
    line: LineString
    side: str | None
    stretch: int
    street: int
    heights: list[float]

    @property
    def length(self) -> float:
        """Metres."""
        return self.line.length


@dataclass
class Step:
    """A straight piece of a street with what lies at its two ends."""

    a: tuple[float, float]
    b: tuple[float, float]
    from_joint: tuple
    to_joint: tuple
    on_wall: bool
    street: int
    from_height: float
    to_height: float

    @property
    def angle(self) -> float:
        """Direction of the step."""
        return angle_of(self.a, self.b)


@dataclass
class Network:
    """The graph, its edges, and its walls."""

    edges: list[Edge]
    walls: Walls
    graph: nx.MultiGraph = field(init=False)

    def __post_init__(self) -> None:
        """Build the graph, its index and its connected parts."""
        self.graph = nx.MultiGraph()
        for edge in self.edges:
            self.graph.add_edge(edge.u, edge.v, key=edge.number, weight=edge.length)
        self.tree = STRtree([edge.line for edge in self.edges])
        self.part_of = {
            node: number
            for number, nodes in enumerate(nx.connected_components(self.graph))
            for node in nodes
        }
        stretches: dict[int, dict[int, float]] = defaultdict(dict)
        for edge in self.edges:
            stretches[self.part_of[edge.u]][edge.stretch] = edge.length
        self.part_metres = {part: sum(each.values()) for part, each in stretches.items()}

    def is_small_island(self, edge: Edge, island: float) -> bool:
        """Tell whether the edge is on a part that is not the largest and has little street."""
        metres = self.part_metres[self.part_of[edge.u]]
        return metres < island and metres < max(self.part_metres.values())

    def dead_ends(self) -> list[tuple]:
        """Nodes from which one street leaves, and that do not stand at a closed wall."""
        arms: Counter = Counter()
        counted = set()
        for edge in self.edges:
            if edge.stretch not in counted:
                counted.add(edge.stretch)
                arms[edge.u[0]] += 1
                arms[edge.v[0]] += 1
        return [
            n
            for n in self.graph.nodes
            if n[0][0] == "vertex" and arms[n[0]] == 1 and not self.walls.stand_at(self.point_of(n))
        ]

    def data_ends(self, extent=None) -> list[tuple]:
        """Return the dead ends close to the rim of the data: its hull, or the extent if given."""
        if extent is None:
            extent = unary_union([edge.line for edge in self.edges]).convex_hull
        rim = extent.boundary if extent.geom_type.endswith("Polygon") else extent
        return [n for n in self.dead_ends() if rim.distance(Point(self.point_of(n))) <= RIM]

    def point_of(self, node: tuple) -> tuple[float, float]:
        """Coordinates of a vertex node, to the millimetre."""
        return node[0][1]

    def sectors_at(self, edge: Edge, offset: float) -> set[int]:
        """Sectors into which the edge leads from the point at an offset along it."""
        here = edge.line.interpolate(offset).coords[0]
        coords, sectors, passed = list(edge.line.coords), set(), 0.0
        for a, b in zip(coords, coords[1:], strict=False):
            end = passed + math.dist(a, b)
            if passed - 1e-6 <= offset < end - 1e-6:
                sectors.add(self.walls.sector(here, angle_of(a, b), edge.side))
            if passed + 1e-6 < offset <= end + 1e-6:
                sectors.add(self.walls.sector(here, angle_of(b, a), OTHER_SIDE[edge.side]))
            passed = end
        return sectors


def vertex_key(point) -> tuple[float, float]:
    """Identity of a vertex: its coordinates to the millimetre."""
    # Adding 0.0 turns -0.0 into 0.0.
    return round(point[0], 3) + 0.0, round(point[1], 3) + 0.0


def without_repeats(streets: list[LineString]) -> dict[int, list[tuple[float, ...]]]:
    """Coordinates of each street, without streets that repeat another, and without nothings."""
    seen, kept = set(), {}
    for number, street in enumerate(streets):
        points = list(street.coords)
        keys = tuple(vertex_key(p) for p in points)
        if len(set(keys)) > 1 and keys not in seen:
            seen |= {keys, keys[::-1]}
            kept[number] = points
    return kept


def build(streets, barriers=(), gates=(), gate_tolerance: float = 15.0) -> Network:
    """Build the network from plain lists of lines, barrier lines and gate points."""
    walls = Walls(list(barriers), list(gates), gate_tolerance)
    lines = without_repeats(list(streets))
    uses = Counter(vertex_key(p) for points in lines.values() for p in _no_stutter(points))
    nodes = {key for key, count in uses.items() if count > 1}
    nodes |= {vertex_key(end) for points in lines.values() for end in (points[0], points[-1])}
    edges: list[Edge] = []
    known: set = set()
    for number, points in lines.items():
        for chain in _chains(_steps(number, points, walls), nodes, walls):
            _add_edges(chain, walls, edges, known)
    return Network(edges, walls)


def _no_stutter(points):
    """Drop vertices that repeat the one before, so that none is shared with itself."""
    return [p for i, p in enumerate(points) if i == 0 or vertex_key(p) != vertex_key(points[i - 1])]


def _steps(number: int, points, walls: Walls) -> list[Step]:
    steps = []
    for place, (start, end) in enumerate(zip(points, points[1:], strict=False)):
        a, b = start[:2], end[:2]
        if a == b:
            continue
        low, high = (point[2] if len(point) > 2 else 0.0 for point in (start, end))
        rise = (high - low) / math.dist(a, b)
        parts = walls.parts(a, b)
        for index, part in enumerate(parts):
            first, last = index == 0, index == len(parts) - 1
            steps.append(
                Step(
                    a if first else along(a, b, part.start),
                    b if last else along(a, b, part.end),
                    ("vertex", vertex_key(a)) if first else ("wall", number, place, index),
                    ("vertex", vertex_key(b)) if last else ("wall", number, place, index + 1),
                    part.on_wall,
                    number,
                    low + rise * part.start,
                    low + rise * part.end,
                )
            )
    return steps


def _chains(steps: list[Step], nodes: set, walls: Walls) -> list[list[Step]]:
    """Join steps that follow one another without a node and without a wall between them."""
    chains: list[list[Step]] = []
    for step in steps:
        before = chains[-1][-1] if chains else None
        joint = step.from_joint
        if (
            before is None
            or before.on_wall
            or step.on_wall
            or (joint[0] == "vertex" and joint[1] in nodes)
            or (walls.sector(step.a, opposite(before.angle)) != walls.sector(step.a, step.angle))
        ):
            chains.append([step])
        else:
            chains[-1].append(step)
    return chains


def _add_edges(chain: list[Step], walls: Walls, edges: list[Edge], known: set) -> None:
    first, last = chain[0], chain[-1]
    points = [first.a, *(step.b for step in chain)]
    keys = tuple(vertex_key(p) for p in points)
    if keys in known or len(set(keys)) == 1:
        return
    known |= {keys, keys[::-1]}
    stretch = len(edges)
    heights = [first.from_height, *(step.to_height for step in chain)]
    for side in (LEFT, RIGHT) if first.on_wall else (None,):
        u = (first.from_joint, walls.sector(first.a, first.angle, side))
        v = (last.to_joint, walls.sector(last.b, opposite(last.angle), OTHER_SIDE[side]))
        line = LineString(points)
        edges.append(Edge(len(edges), u, v, line, side, stretch, first.street, heights))
