"""Walls and their gates: what is a crossing, and what is only a touch.

Around a point on a wall the wall's rays divide the ground into sectors. To pass through that
point from one sector into another is to cross the wall; to come and go within one sector is
not. A single ray (the free end of a wall) leaves one sector: one walks round the end.
A stretch that runs exactly along a wall has two sides, left and right, seen along it.
"""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass, field

from shapely import STRtree
from shapely.geometry import LineString, Point

#: Metres within which a point counts as lying on a line.
TOUCH = 1e-6
#: Radians within which two directions count as one.
SAME_DIRECTION = 1e-7
#: The one sector around a point where nothing parts the ground.
ANY = -1

LEFT, RIGHT = "left", "right"
OTHER_SIDE = {None: None, LEFT: RIGHT, RIGHT: LEFT}


def straight_segments(line: LineString) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Cut a line at its vertices; segments without length are left out."""
    points = [(x, y) for x, y, *_ in line.coords]
    return [(a, b) for a, b in zip(points, points[1:], strict=False) if a != b]


def angle_of(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Direction from a to b, in [0, 2 pi)."""
    return math.atan2(b[1] - a[1], b[0] - a[0]) % math.tau


def opposite(angle: float) -> float:
    """Turn a direction round."""
    return (angle + math.pi) % math.tau


def same_direction(one: float, other: float) -> bool:
    """Tell whether two angles are one direction."""
    apart = abs(one - other) % math.tau
    return min(apart, math.tau - apart) <= SAME_DIRECTION


def along(a: tuple[float, float], b: tuple[float, float], metres: float) -> tuple[float, float]:
    """Return the point so many metres from a towards b."""
    share = metres / math.dist(a, b)
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


@dataclass
class Part:
    """A part of a straight segment, between two distances along it."""

    start: float
    end: float
    on_wall: bool


@dataclass
class Walls:
    """Barriers as straight segments, and the gates that open them."""

    barriers: list[LineString]
    gates: list[Point]
    tolerance: float
    segments: list = field(init=False)

    def __post_init__(self) -> None:
        """Cut the barriers into segments and index them."""
        self.segments = [s for line in self.barriers for s in straight_segments(line)]
        self._tree = STRtree([LineString(s) for s in self.segments])
        self._gates = STRtree(self.gates)

    def near(self, geometry) -> list:
        """Return the wall segments that touch the geometry."""
        if not self.segments:
            return []
        return [self.segments[i] for i in self._tree.query(geometry, "dwithin", TOUCH)]

    def is_open(self, point: tuple[float, float]) -> bool:
        """Tell whether a gate is near enough to walk through a wall at this point."""
        if not self.gates:
            return False
        reach = self.tolerance + TOUCH
        return len(self._gates.query(Point(point), "dwithin", reach)) > 0

    def stand_at(self, point: tuple[float, float]) -> bool:
        """Tell whether a wall stands at the point, without a gate."""
        return bool(self.near(Point(point))) and not self.is_open(point)

    def rays(self, point: tuple[float, float]) -> list[float]:
        """Directions in which walls leave the point, each once, sorted."""
        found: list[float] = []
        for a, b in self.near(Point(point)):
            if math.dist(point, b) > TOUCH:
                found.append(angle_of(a, b))
            if math.dist(point, a) > TOUCH:
                found.append(angle_of(b, a))
        distinct: list[float] = []
        for angle in sorted(found):
            if not any(same_direction(angle, other) for other in distinct):
                distinct.append(angle)
        return distinct

    def sector(self, point: tuple[float, float], angle: float, side: str | None = None) -> int:
        """Number of the sector into which a direction from the point leads.

        `side` matters where the direction runs along a wall: it is the side of the wall on
        which one walks, seen in that direction.
        """
        rays = self.rays(point)
        if len(rays) < 2 or self.is_open(point):
            return ANY
        for number, ray in enumerate(rays):
            if side and same_direction(ray, angle):
                return number if side == LEFT else (number - 1) % len(rays)
        return (bisect.bisect(rays, angle) - 1) % len(rays)

    def parts(self, a: tuple[float, float], b: tuple[float, float]) -> list[Part]:
        """Cut a straight segment wherever it meets a wall, or where a wall beside it opens."""
        length = math.dist(a, b)
        walls = self.near(LineString([a, b]))
        if not walls:
            return [Part(0.0, length, on_wall=False)]
        stops = [s for wall in walls for s in _meetings(a, b, wall)]
        for start, end in _between(stops, length):
            if _runs_along(a, b, start, end, walls):
                stops += [
                    s for gate in self.gates for s in self._rim(a, b, gate) if start < s < end
                ]
        return [
            Part(start, end, _runs_along(a, b, start, end, walls))
            for start, end in _between(stops, length)
        ]

    def _rim(self, a: tuple[float, float], b: tuple[float, float], gate: Point) -> list[float]:
        """Distances from a towards b at which the reach of a gate begins and ends."""
        angle = angle_of(a, b)
        dx, dy = gate.x - a[0], gate.y - a[1]
        foot = dx * math.cos(angle) + dy * math.sin(angle)
        beside = -dx * math.sin(angle) + dy * math.cos(angle)
        if abs(beside) >= self.tolerance:
            return []
        half = math.sqrt(self.tolerance**2 - beside**2)
        return [foot - half, foot + half]

    def arrive(self, a: tuple[float, float], b: tuple[float, float]) -> set[int] | None:
        """Walk straight from a to b; return the sectors at b from which one may come.

        None means that the way crosses a wall. Where a and b are one point, the set holds only
        ANY, as it does wherever no wall stands at b.
        """
        if math.dist(a, b) <= TOUCH:
            return {ANY}
        ahead = angle_of(a, b)
        back = opposite(ahead)
        parts = self.parts(a, b)
        sides = _sides(parts[0])
        for part, following in zip(parts, parts[1:], strict=False):
            stop = along(a, b, part.end)
            behind = {self.sector(stop, back, OTHER_SIDE[side]) for side in sides}
            sides = {s for s in _sides(following) if self.sector(stop, ahead, s) in behind}
            if not sides:
                return None
        return {self.sector(b, back, OTHER_SIDE[side]) for side in sides}


def common_stretches(a, b, segments) -> list[tuple[float, float]]:
    """Distances from a towards b between which it runs on other segments; points as (d, d)."""
    length = math.dist(a, b)
    meetings = [s for segment in segments for s in _meetings(a, b, segment)]
    ends = [(at, along(a, b, at)) for at in (0.0, length)]
    meetings += [
        at
        for at, point in ends
        if any(LineString(s).distance(Point(point)) <= TOUCH for s in segments)
    ]
    stretches = [
        (start, end)
        for start, end in _between(meetings, length)
        if _runs_along(a, b, start, end, segments)
    ]
    return stretches + [(at, at) for at in meetings]


def _sides(part: Part) -> set:
    return {LEFT, RIGHT} if part.on_wall else {None}


def _between(stops: list[float], length: float) -> list[tuple[float, float]]:
    inner = sorted(s for s in stops if TOUCH < s < length - TOUCH)
    bounds = [0.0]
    for stop in inner:
        if stop - bounds[-1] > TOUCH:
            bounds.append(stop)
    return list(zip(bounds, [*bounds[1:], length], strict=True))


def _meetings(a, b, wall) -> list[float]:
    """Distances from a towards b of the points where the segment meets one wall segment."""
    segment, c, d = LineString([a, b]), *wall
    ends = [segment.project(Point(e)) for e in (c, d) if segment.distance(Point(e)) <= TOUCH]
    if ends or any(LineString(wall).distance(Point(e)) <= TOUCH for e in (a, b)):
        return ends
    # Neither end of either touches the other, and they touch: a plain crossing.
    ab = (b[0] - a[0], b[1] - a[1])
    cd = (d[0] - c[0], d[1] - c[1])
    across = ab[0] * cd[1] - ab[1] * cd[0]
    if across == 0:
        return []
    share = ((c[0] - a[0]) * cd[1] - (c[1] - a[1]) * cd[0]) / across
    return [share * math.dist(a, b)]


def _runs_along(a, b, start: float, end: float, walls) -> bool:
    points = [Point(along(a, b, m)) for m in (start, (start + end) / 2, end)]
    return any(all(LineString(wall).distance(p) <= TOUCH for p in points) for wall in walls)
