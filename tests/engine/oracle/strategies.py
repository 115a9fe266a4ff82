"""Small random towns for hypothesis: a jittered grid of streets, walls, gates, homes, services.

Streets meet at shared vertices, as real ones do; some are left out, some are drawn twice, some
pass over another without a shared vertex. Homes lie at odd positions, so that two streets are
hardly ever equally near.
"""

from __future__ import annotations

from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPoint, Point, Polygon

from .accesses import Facility, Gate, Home
from .towns import Scene

SERVICES = ("canteen", "nursery")


@st.composite
def streets(draw, columns: int = 4, rows: int = 4, spacing: float = 80.0) -> list[LineString]:
    """Draw a jittered grid with gaps, bends, a street laid over others, a loop, and repeats."""
    jitter = st.integers(-40, 40).map(lambda half: half / 2)
    corner = {
        (i, j): (i * spacing + draw(jitter), j * spacing + draw(jitter))
        for i in range(columns)
        for j in range(rows)
    }
    links = [((i, j), (i + 1, j)) for i in range(columns - 1) for j in range(rows)]
    links += [((i, j), (i, j + 1)) for i in range(columns) for j in range(rows - 1)]
    kept = draw(st.lists(st.sampled_from(links), min_size=4, max_size=len(links), unique=True))
    lines = []
    for a, b in kept:
        (ax, ay), (bx, by) = corner[a], corner[b]
        bend = draw(st.none() | st.tuples(jitter, jitter))
        middle = [] if bend is None else [((ax + bx) / 2 + bend[0], (ay + by) / 2 + bend[1])]
        lines.append(LineString([(ax, ay), *middle, (bx, by)]))
    through = draw(st.lists(st.sampled_from(sorted(corner)), max_size=4, unique=True))
    if len(through) > 1:
        lines.append(LineString([corner[key] for key in through]))
    if draw(st.booleans()):
        start = draw(st.sampled_from(sorted(corner.values())))
        x, y = start
        lines.append(LineString([start, (x + 31.5, y + 7), (x + 24, y + 40.5), start]))
    for repeat in draw(st.lists(st.sampled_from(lines), max_size=2)):
        lines.append(draw(st.sampled_from([repeat, repeat.reverse()])))
    return lines


def _position(extent: float, odd: float = 0.0371):
    """Draw a position on a grid of decimetres, a little off the streets' half metres."""
    ordinate = st.integers(-300, round(extent * 10)).map(lambda tenth: tenth / 10 + odd)
    return st.tuples(ordinate, ordinate)


@st.composite
def walls(draw, lines: list[LineString], extent: float = 240.0) -> list[LineString]:
    """Draw walls: some anywhere, some through the corners of streets."""
    corners = sorted({c for line in lines for c in line.coords})
    # Off the grid of the homes too: what lies within a millimetre of a wall is on either side.
    spot = st.one_of(_position(extent, 0.0823), st.sampled_from(corners))
    found = []
    for _ in range(draw(st.integers(0, 3))):
        points = draw(st.lists(spot, min_size=2, max_size=4, unique=True))
        found.append(LineString(points))
    return found


@st.composite
def polygons(draw, extent: float = 240.0) -> Polygon:
    """Draw a lopsided four-cornered plot, no side of which is parallel to a street."""
    x, y = draw(_position(extent))
    wide, high = draw(st.integers(8, 60)), draw(st.integers(8, 60))
    return Polygon(
        [(x, y), (x + wide, y + 1.37), (x + wide + 2.11, y + high), (x - 1.73, y + high + 2.93)]
    )


def streets_around(lines: list[LineString]):
    """Blocks between the corners of streets, with sides that run along streets or cut them."""
    corners = sorted({c for line in lines for c in line.coords})
    picked = st.lists(st.sampled_from(corners), min_size=3, max_size=4, unique=True)
    hulls = picked.map(lambda found: MultiPoint(found).convex_hull)
    return hulls.filter(lambda hull: hull.geom_type == "Polygon" and hull.area > 1)


@st.composite
def scenes(draw, with_walls: bool = True, with_shapes: bool = True) -> Scene:
    """Draw a whole town."""
    lines = draw(streets())
    barriers = draw(walls(lines)) if with_walls else []
    tolerance = draw(st.sampled_from([4.0, 15.0]))
    spots = [Point(p) for p in draw(st.lists(_position(240.0), max_size=2))]
    for wall in barriers:
        for share in draw(st.lists(st.floats(0.05, 0.95), max_size=2)):
            # A hand's breadth off: from a gate exactly on a wall, a leg may run along it.
            spot = wall.interpolate(share, normalized=True)
            spots.append(Point(spot.x + 0.21, spot.y + 0.13))
    compound = st.none() | st.sampled_from(["A", "B"])
    gates = [Gate(point, draw(compound)) for point in spots]
    point = _position(240.0).map(Point)
    plot = polygons()
    shape = st.one_of(point, plot) if with_shapes else point
    line = st.lists(_position(240.0), min_size=2, max_size=3, unique=True).map(LineString)
    along = st.sampled_from(lines)
    block = streets_around(lines)
    target = st.one_of(point, plot, line, along, block) if with_shapes else point
    homes = [
        Home(geometry, draw(compound), draw(st.integers(0, 500)))
        for geometry in draw(st.lists(shape, min_size=1, max_size=6))
    ]
    facilities = [
        Facility(
            geometry,
            draw(st.sampled_from(SERVICES)),
            draw(st.none() | st.sampled_from(["s1", "s2"])),
            draw(compound),
        )
        for geometry in draw(st.lists(target, min_size=1, max_size=6))
    ]
    return Scene(
        lines,
        homes,
        facilities,
        barriers,
        gates,
        tolerance,
        draw(st.sampled_from([30.0, 100.0])),
        draw(st.sampled_from([0.0, 150.0, 2000.0])),
        draw(st.sampled_from([60.0, 150.0, 300.0])),
    )
