"""The engine against the brute force: every kind of result, on many small towns."""

import math

import pytest
from comparison import check_catchments, check_coverage, check_places, check_walks, is_plain
from engine_town import EngineTown
from hypothesis import HealthCheck, Phase, assume, given, settings
from oracle.accesses import Facility, Gate, Home
from oracle.strategies import SERVICES, scenes
from oracle.towns import Scene
from shapely.geometry import LineString, Point, Polygon, box

MANY = settings(
    max_examples=60,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
    ],
)


def both(scene):
    """Give the engine's and the brute force's town, or let hypothesis draw another."""
    # a street that turns back on itself is two streets in one place; see preparing streets
    assume(all(street.is_simple for street in scene.streets))
    town = scene.settle()
    assume(is_plain(town))
    engine = EngineTown(scene)
    # of equally long parts either may be called the largest
    longest = sorted(engine.network.component_length)[-2:]
    assume(len(longest) < 2 or longest[1] - longest[0] > 1e-6)
    return engine, town


@MANY
@given(scenes(with_walls=False, with_shapes=False))
def test_points_without_walls(scene):
    engine, town = both(scene)
    check_places(engine, town)
    check_walks(engine, town, scene.limit)


@MANY
@given(scenes(with_shapes=False))
def test_points_with_walls(scene):
    engine, town = both(scene)
    check_places(engine, town)
    check_walks(engine, town, scene.limit)


@MANY
@given(scenes(with_walls=False))
def test_shapes_without_walls(scene):
    engine, town = both(scene)
    check_places(engine, town)
    check_walks(engine, town, scene.limit)


@MANY
@given(scenes())
def test_shapes_with_walls(scene):
    engine, town = both(scene)
    check_places(engine, town)
    check_walks(engine, town, scene.limit)


@MANY
@given(scenes())
def test_coverage(scene):
    engine, town = both(scene)
    check_coverage(engine, town, dict.fromkeys(SERVICES, scene.limit))


@MANY
@given(scenes())
def test_catchments(scene):
    engine, town = both(scene)
    check_catchments(engine, town, [scene.limit / 2, scene.limit])


# Small towns measured by hand, on which a fast engine easily goes wrong

ROAD = LineString([(0, 0), (200, 0)])
RING = LineString([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)])
BENT = LineString([(15.5, 161.5), (56.25, 173.5), (82, 151.5)])
ANGLE = LineString([(1, 8), (69.5, -2.5), (160, 178.5)])
PARK = box(60, -10, 80, 200)
ROAD_IN_PIECES = LineString([(0, 0), (50, 0), (100, 0), (150, 0), (200, 0)])
NORTH, SOUTH = LineString([(100, 0), (100, 40)]), LineString([(100, 0), (100, -40)])
ON_ROAD = LineString([(50, 0), (150, 0)])

CASES = {
    "home and facility at one place": (Scene([ROAD], [Point(20, 3)], [Point(20, 3)]), 6),
    "home and facility at one corner": (Scene([ROAD], [Point(-3, 0)], [Point(-4, 0)]), 7),
    "an entrance on the seam of a closed street": (
        Scene([RING], [Point(0, 60)], [LineString([(0, 50), (0, 0)])]),
        10,
    ),
    "a park that streets cut": (Scene([ROAD], [Point(200, 0)], [box(60, -10, 80, 10)]), 120),
    "a greenway that touches and runs along": (
        Scene([ROAD], [Point(0, 0)], [LineString([(20, -5), (20, 5), (60, 0), (80, 0)])]),
        20,
    ),
    "a street end at the free end of a wall": (
        Scene(
            [LineString([(0, 0), (0, 100)])],
            [Point(10, -10)],
            [Point(0, 50)],
            [LineString([(0, 0), (60, 80)])],
        ),
        50 + math.hypot(10, 10),
    ),
    "a greenway along a street that a wall cuts": (
        Scene(
            [BENT],
            [Point(31.6, 197.5)],
            [BENT],
            [LineString([(209, 165.5), (1.3823, 126.2823)])],
            island=0,
        ),
        Point(31.6, 197.5).distance(BENT),
    ),
    "a greenway along a bent street, a part of which a wall cuts": (
        Scene(
            [ANGLE],
            [Point(64, 32.5)],
            [ANGLE],
            [LineString([(95, 225.5), (157, 77.5), (-29.818, 55.882)])],
            island=0,
        ),
        Point(64, 32.5).distance(ANGLE),
    ),
    "a park whose only gate is far from any street": (
        Scene([ROAD], [Point(0, 0)], [PARK], gates=[Point(70, 200)], snap=50),
        math.inf,
    ),
    "a gate with a tolerance of its own": (
        Scene(
            [ROAD],
            [Home(box(60, 10, 80, 30))],
            [Point(100, 0)],
            gates=[Point(90, 20)],
            gate_tolerance=2,
        ),
        20 + 30,
    ),
    "a compound with two gates": (
        Scene(
            [ROAD],
            [Home(box(40, 10, 60, 30), "A")],
            [Point(0, 0)],
            [box(40, 10, 60, 30).exterior],
            [Gate(Point(60, 20), "A"), Gate(Point(40, 20), "A")],
            gate_tolerance=2,
        ),
        10 + 20 + 40,
    ),
    "a corner on a wall": (
        Scene(
            [
                LineString([(0, 0), (100, 0), (200, 0)]),
                LineString([(100, -100), (100, 0), (100, 100)]),
            ],
            [Point(90, 0)],
            [Point(110, 0)],
            [LineString([(50, -50), (150, 50)])],
        ),
        math.inf,
    ),
    "a wall that is touched": (
        Scene(
            [LineString([(0, 0), (30, 40), (60, 0)])],
            [Point(0, 0)],
            [Point(60, 0)],
            [LineString([(0, 40), (60, 40)])],
        ),
        100,
    ),
    "a site of two entrances": (
        Scene(
            [ROAD],
            [Point(140, 0)],
            [Facility(Point(50, 0), "x", "s"), Facility(Point(150, 0), "x", "s")],
        ),
        10,
    ),
    "a street on a wall, from the right": (
        Scene([ROAD_IN_PIECES, NORTH, SOUTH], [Point(120, -5)], [Point(200, 1)], [ON_ROAD]),
        86,
    ),
    "a park of which a corner is nearest": (
        Scene([ROAD], [Point(0, 0)], [Polygon([(60, 15), (80, 30), (60, 40)])]),
        75,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name):
    scene, metres = CASES[name]
    assert scene.settle().walk(0, 0) == pytest.approx(metres) or len(scene.facilities) > 1
    assert EngineTown(scene).table()[0, 0] == pytest.approx(metres, abs=0.01)


def test_a_street_drawn_on_a_wall_lies_on_its_right_hand_side():
    homes = [Point(120, 5), Point(120, -5)]
    scene = Scene([ROAD_IN_PIECES, NORTH, SOUTH], homes, [Point(200, 1)], [ON_ROAD])
    from_left, from_right = EngineTown(scene).table()[:, 0]
    assert math.isinf(from_left)
    assert from_right == pytest.approx(86, abs=0.01)
