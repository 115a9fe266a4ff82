"""Repairs of streets beside walls: by hand, and random ones against slow code."""

import numpy as np
import pytest
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lifecircle.engine.barriers import Barriers
from lifecircle.engine.street_faults import find_faults
from lifecircle.engine.street_repairs import repair_streets

TOLERANCE = 3.0
NO_GATE = np.zeros((0, 2))


def make(*lines):
    return np.array([shapely.from_wkt(f"LINESTRING({line})") for line in lines], object)


def prepare(lines, walls, gates=NO_GATE, tolerance=15.0):
    barriers = Barriers.from_geometries(walls, np.array(gates, float), tolerance)
    level = np.zeros(len(lines), int)
    faults = find_faults(lines, level, TOLERANCE, barriers)
    repaired, done = repair_streets(lines, faults, TOLERANCE, barriers)
    told = [(f.kind, f.row, f.other, what) for f, what in zip(faults, done, strict=True)
            if f.kind != "island"]  # fmt: skip
    return repaired, told


WALL = make("99 -100, 99 100")


@pytest.mark.parametrize(
    ("lines", "walls", "gates", "told"),
    [
        # an end behind a wall, and one before it
        (make("0 0, 98 0", "100 -50, 100 50"), WALL, [], [("near_miss", 0, 1, "blocked")]),
        (make("0 0, 96 0", "98 -50, 98 50"), WALL, [], [("near_miss", 0, 1, "joined")]),
        # a gate near by, and one too far away
        (make("0 0, 98 0", "100 -50, 100 50"), WALL, [(99, 14)], [("near_miss", 0, 1, "joined")]),
        (make("0 0, 98 0", "100 -50, 100 50"), WALL, [(99, 16)], [("near_miss", 0, 1, "blocked")]),
        # the end stops at the wall itself, on either side of it
        (make("0 0, 99 0", "100 -50, 100 50"), WALL, [], [("near_miss", 0, 1, "blocked")]),
        (make("200 0, 99 0", "100 -50, 100 -1", "300 0, 300 9"), WALL, [],
         [("near_miss", 0, 1, "joined"), ("near_miss", 1, 0, "joined")]),
        # the other street stops at the wall, on the other side
        (make("0 0, 98 0", "99 0, 200 0"), WALL, [],
         [("near_miss", 0, 1, "blocked"), ("near_miss", 1, 0, "blocked")]),
        # nearer across the wall, farther on its own side
        (make("0 0, 98 0", "99.5 -50, 99.5 50", "96.5 2, 50 50"), WALL, [],
         [("near_miss", 0, 2, "joined"), ("near_miss", 2, 0, "joined")]),
        # round the end of a wall
        (make("0 0, 98 0", "100 -50, 100 50"), make("99 1, 99 50"), [],
         [("near_miss", 0, 1, "joined")]),
        # streets of two sides that touch one place of the wall
        (make("50 50, 99 0, 50 -50", "150 50, 99 0, 150 -50"), WALL, [], []),
        (make("50 50, 99 0, 50 -50", "99 -50, 99 50"), WALL, [],
         [("crossing", 0, 1, "blocked")]),
        # streets that pass through the wall where they cross
        (make("50 50, 148 -50", "50 -50, 148 50"), WALL, [], [("crossing", 0, 1, "blocked")]),
        (make("50 50, 148 -50", "50 -50, 148 50"), WALL, [(99, 0)], [("crossing", 0, 1, "noded")]),
        (make("0 0, 90 0", "50 -50, 50 50"), WALL, [], [("crossing", 0, 1, "noded")]),
    ],
)  # fmt: skip
def test_by_hand(lines, walls, gates, told):
    repaired, got = prepare(lines, walls, np.array(gates, float).reshape(-1, 2))
    assert sorted(got) == sorted(told)
    if not any(what in ("joined", "noded") for *_, what in got):
        assert all(new is old for new, old in zip(repaired, lines, strict=True))


def test_a_corner_across_a_wall_is_passed_over_for_the_side_before_it():
    wall = make("97 3.2, 99.9 3.2")
    lines = make("0 2.5, 98.5 2.5", "100 -50, 100 4, 150 4")
    repaired, told = prepare(lines, wall)
    assert told == [("near_miss", 0, 1, "joined")]
    x, y = shapely.get_coordinates(repaired[0])[-1]
    assert (round(x, 6), round(y, 6)) == (100, 2.5)


def test_a_long_stretch_is_not_swung_across_a_wall_beside_it():
    # either end would move 2 m aside; a wall begins 1 m beside the street, 20 m from one of them
    lines = make("0 0, 100 0", "-50 2, 200 2")
    wall = make("80 1, 80 30")
    _, told = prepare(lines, wall)
    assert ("near_miss", 0, 1, "blocked") in told
    assert ("near_miss", 0, 1, "joined") in told


def test_without_walls_nothing_is_different():
    lines = make("0 0, 98 0", "100 -50, 100 50", "20 -9, 20 9")
    _, told = prepare(lines, np.array([], dtype=object))
    faults = find_faults(lines, np.zeros(3, int), TOLERANCE)
    repaired, done = repair_streets(lines, faults, TOLERANCE)
    assert [what for *_, what in told] == [
        what for fault, what in zip(faults, done, strict=True) if fault.kind != "island"
    ]


COORDINATE = st.integers(0, 8).map(lambda n: n * 25.0)
ASIDE = st.sampled_from([-26.3, -13.7, -2.2, -1.1, -0.4, 0.3, 0.9, 1.7, 2.6, 11.9])


@st.composite
def walled_towns(draw):
    """Lines on a coarse grid, some ends a little short; walls beside the grid, and gates."""
    lines = []
    for _ in range(draw(st.integers(2, 8))):
        a, b = (np.array([draw(COORDINATE), draw(COORDINATE)]) for _ in range(2))
        length = np.hypot(*(a - b))
        if length:
            short = draw(st.sampled_from([0.0, 0.5, 2.0, 2.7]))
            lines.append(shapely.LineString([a, b + (a - b) / length * short]))
    walls = []
    for _ in range(draw(st.integers(1, 5))):
        places = [
            (draw(COORDINATE) + draw(ASIDE) + 0.017, draw(COORDINATE) + draw(ASIDE) + 0.013)
            for _ in range(draw(st.integers(2, 3)))
        ]
        if len(set(places)) > 1:
            walls.append(shapely.LineString(places))
    gates = [(draw(COORDINATE), draw(COORDINATE)) for _ in range(draw(st.integers(0, 2)))]
    lines.append(shapely.LineString([(-50, -60), (400, -60)]))
    return np.array(lines, dtype=object), walls, np.array(gates, float).reshape(-1, 2)


def closed_crossings(line, walls, gates):
    """The numbers of the straight pieces of walls that a line meets away from gates."""
    pieces = [
        shapely.LineString(pair)
        for wall in walls
        for pair in zip(wall.coords[:-1], wall.coords[1:], strict=True)
    ]
    open_ground = shapely.MultiPoint(gates) if len(gates) else None
    found = set()
    for number, piece in enumerate(pieces):
        for place in shapely.get_parts(line.intersection(piece)):
            if place.is_empty:
                continue
            xy = shapely.Point(shapely.get_coordinates(place)[0])
            if open_ground is None or xy.distance(open_ground) > 6.0:
                found.add(number)
    return found


@settings(
    derandomize=True, database=None, deadline=None, max_examples=200, phases=[Phase.generate]
)  # fmt: skip
@given(walled_towns())
def test_no_repair_makes_a_way_across_a_wall(town):
    lines, walls, gates = town
    barriers = Barriers.from_geometries(np.array(walls, dtype=object), gates, 6.0)
    faults = find_faults(lines, np.zeros(len(lines), int), TOLERANCE, barriers)
    repaired, done = repair_streets(lines, faults, TOLERANCE, barriers)
    for old, new in zip(lines, repaired, strict=True):
        if new is not None:
            assert closed_crossings(new, walls, gates) <= closed_crossings(old, walls, gates)
    for fault, what in zip(faults, done, strict=True):
        if fault.kind != "near_miss":
            assert what != "blocked"
            continue
        end = shapely.get_coordinates(fault.place)[0]
        near = [
            other for other in range(len(lines))
            if other != fault.row and 5e-4 < lines[other].distance(fault.place) <= TOLERANCE
        ]  # fmt: skip
        ways = {
            other: shapely.shortest_line(fault.place, lines[other]) for other in near
            if repaired[other] is not None
        }  # fmt: skip
        free = [o for o, way in ways.items() if not closed_crossings(way, walls, gates)]
        if what == "joined":
            place = shapely.get_coordinates(repaired[fault.row])[0 if fault.at_start else -1]
            leg = shapely.LineString([end, place])
            assert not closed_crossings(leg, walls, gates)
            assert fault.other in free
            least = min(ways[other].length for other in free)
            assert ways[fault.other].length == pytest.approx(least)
        elif fault.blocked:
            assert not free
