"""Seconds on slopes, crossings and steps: the engine against the brute force.

The quickest walk need not be the shortest; each town is compared in seconds, and in metres once
more with its heights and delays, which must change nothing there.
"""

import math
from dataclasses import replace

import numpy as np
import pytest
from comparison import check_catchments, check_coverage, check_places, check_walks, is_plain
from engine_town import EngineTown
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from oracle.costs import Cost, tobler_kmh
from oracle.hills import hilly
from oracle.strategies import SERVICES, scenes
from oracle.towns import Scene
from shapely.geometry import LineString, Point

MANY = settings(
    max_examples=50,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
    ],
)
NUMBERS = st.integers(0, 10**6)
SPEEDS = st.sampled_from([0.6, 1.2])
with_or_without = pytest.mark.parametrize("slopes", [False, True], ids=["level", "slopes"])


def both(scene, speed):
    """Give the engine's and the brute force's town in seconds, or let hypothesis draw another."""
    assume(all(street.is_simple for street in scene.streets))
    # where streets lie on one another, either may be the one that is entered
    assume(not lie_on_one_another(scene.streets))
    town = scene.settle(scene.seconds(speed))
    assume(is_plain(town))
    engine = EngineTown(scene, speed)
    longest = sorted(engine.network.component_length)[-2:]
    assume(len(longest) < 2 or longest[1] - longest[0] > 1e-6)
    return engine, town


def lie_on_one_another(streets):
    """Tell whether two different streets share more than points."""
    distinct = {tuple(min(list(s.coords), list(s.coords)[::-1])): s for s in streets}
    kept = list(distinct.values())
    return any(
        one.intersection(other).length > 1e-9
        for number, one in enumerate(kept)
        for other in kept[:number]
    )


@with_or_without
@MANY
@given(scene=scenes(with_walls=False, with_shapes=False), number=NUMBERS, speed=SPEEDS)
def test_points_without_walls(slopes, scene, number, speed):
    scene = hilly(scene, number, slopes=slopes)
    engine, town = both(scene, speed)
    check_places(engine, town)
    check_walks(engine, town, scene.limit / speed)


@MANY
@given(scene=scenes(), number=NUMBERS, speed=SPEEDS)
def test_walls_gates_and_shapes(scene, number, speed):
    scene = hilly(scene, number)
    engine, town = both(scene, speed)
    check_places(engine, town)
    check_walks(engine, town, scene.limit / speed)


@MANY
@given(scene=scenes(), number=NUMBERS, speed=SPEEDS)
def test_coverage(scene, number, speed):
    scene = hilly(scene, number)
    engine, town = both(scene, speed)
    check_coverage(engine, town, dict.fromkeys(SERVICES, scene.limit / speed))


@with_or_without
@MANY
@given(scene=scenes(), number=NUMBERS, speed=SPEEDS)
def test_catchments(slopes, scene, number, speed):
    scene = hilly(scene, number, slopes=slopes)
    engine, town = both(scene, speed)
    check_catchments(engine, town, [scene.limit / speed / 2, scene.limit / speed])


@MANY
@given(scene=scenes(), number=NUMBERS, speed=SPEEDS, spike=st.sampled_from([500.0, 1e4, 1e6]))
def test_an_absurd_height_spoils_no_other_street(scene, number, speed, spike):
    scene = hilly(scene, number)
    streets = [list(street.coords) for street in scene.streets]
    x, y, _ = streets[number % len(streets)][0]
    streets = [[(*p[:2], spike) if p[:2] == (x, y) else p for p in street] for street in streets]
    engine, town = both(replace(scene, streets=[LineString(each) for each in streets]), speed)
    check_walks(engine, town, scene.limit / speed)


@MANY
@given(scene=scenes(), number=NUMBERS)
def test_heights_and_delays_are_no_metres(scene, number):
    engine, town = EngineTown(hilly(scene, number)), EngineTown(scene)
    assert np.array_equal(engine.table(), town.table())


# By hand

HILL = LineString([(0, 0, 0), (100, 0, 10)])
ROUND = LineString([(0, 0), (0, 50), (100, 50), (100, 0)])
#: Tobler's function: 3.5 times the distance from 5 % downhill, against that of level ground.
UP_10 = math.exp(3.5 * 0.10)


def test_ten_percent_uphill_and_downhill():
    scene = Scene([HILL], [Point(0, 0), Point(100, 0)], [Point(0, 0), Point(100, 0)])
    table = EngineTown(scene, speed=1.25).table()
    # downhill at 10 % one is as fast as on level ground: 5 % beyond the best slope of -5 %
    assert table == pytest.approx(np.array([[0, 80 * UP_10], [80, 0]]), abs=1e-9)
    exact = scene.settle(scene.seconds(1.25))
    assert exact.walk(0, 1) == pytest.approx(80 * UP_10)
    assert exact.walk(1, 0) == pytest.approx(80)


def test_the_quickest_walk_is_not_the_shortest():
    """380 s over the crossing on the short way, 160 s round it: metres take the short way."""
    short = LineString([(0, 0), (100, 0)])
    scene = Scene([short, ROUND], [Point(0, 0)], [Point(100, 0)], lost=[300.0, 0.0])
    assert EngineTown(scene).table()[0, 0] == pytest.approx(100)
    assert EngineTown(scene, 1.25).table()[0, 0] == pytest.approx(200 / 1.25)
    assert scene.settle(scene.seconds(1.25)).walk(0, 0) == pytest.approx(200 / 1.25)


def test_half_a_crossing_costs_half_its_delay():
    scene = Scene([ROUND], [Point(0, 0)], [Point(100, 0), Point(50, 50)], lost=[30.0])
    assert EngineTown(scene, 1.0).table()[0] == pytest.approx([230, 115])
    assert scene.settle(scene.seconds(1.0)).walk(0, 1) == pytest.approx(115)


def test_the_brute_force_knows_toblers_function():
    assert tobler_kmh(-0.05) == pytest.approx(6)
    assert tobler_kmh(0) == pytest.approx(5.0367, abs=1e-4)
    assert Cost(1.2).leg == pytest.approx(1 / 1.2)
