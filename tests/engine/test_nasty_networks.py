"""Street lines as they come, and nobody wants them: each answer was worked out by hand.

The brute force gets the same lines and must give the same answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
import shapely
from engine_town import EngineTown
from lifecircle.engine.errors import EngineError
from lifecircle.engine.network import build
from lifecircle.engine.outlines import outline, pieces_of
from oracle import catchments
from oracle.towns import Scene
from shapely.geometry import LineString, Point

ROAD = LineString([(0, 0), (100, 0), (200, 0)])
NO_WAY = math.inf


@dataclass
class Case:
    """One walk between two points, and the metres of street within 60 m of the first of them."""

    streets: list
    start: tuple[float, float]
    goal: tuple[float, float]
    metres: float
    within_60: float


# A square of 100 m a side, and the same with a tail: all corners are vertices.
RING = LineString([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)])
CASES = {
    # how lines meet, or do not
    "a crossing without a vertex": Case(
        [LineString([(0, 0), (200, 0)]), LineString([(100, -90), (100, 90)])],
        (50, 0), (100, 40), NO_WAY, 50 + 60,
    ),
    "a crossing with a vertex on one of the lines only": Case(
        [ROAD, LineString([(100, -90), (100, 90)])], (50, 0), (100, 40), NO_WAY, 50 + 60,
    ),
    "a crossing with a vertex on both lines": Case(
        [ROAD, LineString([(100, -90), (100, 0), (100, 90)])],
        (50, 0), (100, 40), 50 + 40, 50 + 50 + 10 + 10 + 10,
    ),
    "a bridge, its ramps joined to the streets below": Case(
        # the bridge passes over the road at (100, 0); its ramp comes down at (200, 0)
        [ROAD, LineString([(100, -90), (100, 90), (200, 90), (200, 0)])],
        (90, 0), (100, 40), 110 + 90 + 100 + 50, 60 + 60,
    ),
    "a street that ends at the side of another": Case(
        [LineString([(0, 0), (200, 0)]), LineString([(100, 0), (100, 90)])],
        (50, 0), (100, 40), NO_WAY, 50 + 60,
    ),
    "ends less than half a millimetre off": Case(
        [LineString([(0, 0), (100, 0)]), LineString([(100.0004, 0.0004), (200, 0)])],
        (50, 0), (150, 0), 100, 50 + 60,
    ),
    "ends just more than half a millimetre off": Case(
        [LineString([(0, 0), (100, 0)]), LineString([(100.0006, 0), (200, 0)])],
        (50, 0), (150, 0), NO_WAY, 50 + 50,
    ),
    "ends a fifth of a millimetre apart that round to different millimetres": Case(
        [LineString([(0, 0), (100.0004, 0)]), LineString([(100.0006, 0), (200, 0)])],
        (50, 0), (150, 0), NO_WAY, 50 + 50,
    ),
    "ends almost a millimetre apart that round to the same one": Case(
        [LineString([(0, 0), (99.99951, 0)]), LineString([(100.00049, 0), (200, 0)])],
        (50, 0), (150, 0), 100, 50 + 60,
    ),
    # lines on lines
    "a line drawn twice": Case([ROAD, ROAD], (50, 0), (150, 0), 100, 50 + 60),
    "a line drawn twice, once from the other end": Case(
        [ROAD, ROAD.reverse()], (50, 0), (150, 0), 100, 50 + 60,
    ),
    "a line drawn twice, half a millimetre off": Case(
        [ROAD, shapely.transform(ROAD, lambda xy: xy + 0.0003)], (50, 0), (150, 0), 100, 50 + 60,
    ),
    "a short line on a part of a long one, both vertices shared": Case(
        [ROAD, LineString([(100, 0), (200, 0)])], (50, 0), (150, 0), 100, 50 + 60,
    ),
    "lines that lie on one another in part, a vertex shared": Case(
        # from 200 to 300 there is the second one only; over both one comes to 110 from 50
        [ROAD, LineString([(100, 0), (300, 0)])], (50, 0), (250, 0), 200, 50 + 50 + 10 + 10,
    ),
    "lines that lie on one another in part, no vertex shared": Case(
        [LineString([(0, 0), (200, 0)]), LineString([(100, 0), (300, 0)])],
        (50, 0), (250, 0), NO_WAY, 50 + 60,
    ),
    "a line on a line with more vertices": Case(
        # nothing is shared but the ends, so there are two streets of the same length
        [LineString([(0, 0), (200, 0)]), ROAD], (200, 50), (0, 50), 50 + 200 + 50, 10 + 10,
    ),
    "three lines on the same stretch": Case(
        [ROAD, LineString([(0, 0), (100, 0)]), LineString([(100, 0), (0, 0)])],
        (50, 0), (150, 0), 100, 50 + 60,
    ),
    # lines that meet themselves
    "a closed ring on its own": Case([RING], (50, 0), (50, 100), 200, 120),
    "a closed ring, across its seam": Case([RING], (10, 0), (0, 20), 30, 120),
    "a closed ring on a road": Case([ROAD, RING], (150, 0), (0, 50), 200, 60 + 50 + 10),
    "a loop that begins and ends at one corner": Case(
        [ROAD, LineString([(100, 0), (130, 40), (70, 40), (100, 0)])],
        (80, 0), (100, 40), 20 + 50 + 30, 60 + 20 + 40 + 40 + 40,
    ),
    "a line that comes back to a vertex of its own": Case(
        # round the square from (100, 0) and back to it
        [LineString([(0, 0), (100, 0), (200, 0), (200, 100), (100, 100), (100, 0)])],
        (50, 0), (100, 30), 50 + 30, 50 + 50 + 10 + 10,
    ),
    "a line that crosses itself without a vertex": Case(
        # an eight: it crosses itself at (50, 50)
        [LineString([(0, 0), (100, 100), (100, 0), (0, 100)])],
        (40, 40), (40, 60), 60 * math.sqrt(2) + 100 + 60 * math.sqrt(2),
        40 * math.sqrt(2) + 60,
    ),
    "a line that turns back on itself": Case(
        # 100 m out and 50 m back; the next street begins where it ends
        [LineString([(0, 0), (100, 0), (50, 0)]), LineString([(50, 0), (50, 100)])],
        (0, 0), (50, 30), 100 + 50 + 30, 60,
    ),
    "a spike": Case(
        # out to (100, 50) and back to a vertex that the line already has: two streets in one place
        [LineString([(0, 0), (100, 0), (100, 50), (100, 0), (200, 0)])],
        (50, 0), (150, 0), 100, 50 + 60 + 10 + 10,
    ),
    # lines without length, vertices without use
    "lines without length": Case(
        [ROAD, LineString([(100, 0), (100, 0)]), LineString([(40, 0), (40.0002, 0)])],
        (50, 0), (150, 0), 100, 50 + 60,
    ),
    "vertices drawn twice": Case(
        [LineString([(0, 0), (0, 0), (100, 0), (100, 0), (100.0003, 0), (200, 0), (200, 0)])],
        (50, 0), (150, 0), 100, 50 + 60,
    ),
    "a step shorter than a millimetre between two junctions": Case(
        # the step vanishes and its two ends are one place
        [LineString([(0, 0), (100, 0)]), LineString([(100, 0), (100.0004, 0)]),
         LineString([(100.0004, 0), (200, 0)])],
        (50, 0), (150, 0), 100, 50 + 60,
    ),
    # heights are no metres
    "lines with heights": Case(
        [LineString([(0, 0, 5), (100, 0, 80)]), LineString([(100, 0, 3), (200, 0, math.nan)])],
        (50, 0), (150, 0), 100, 50 + 60,
    ),
    # next to nothing
    "a single street": Case([LineString([(0, 0), (10, 0)])], (-3, 4), (14, 3), 5 + 10 + 5, 10),
    "a single street of two millimetres": Case(
        [LineString([(0, 0), (0.002, 0)])], (0, 3), (0, -4), 7, 0.002,
    ),
    "no street in reach of the first point": Case([ROAD], (50, 500), (150, 0), NO_WAY, 0),
    "no street in reach of the second point": Case([ROAD], (50, 0), (150, 500), NO_WAY, 50 + 60),
}  # fmt: skip


def scene_of(case):
    return Scene(case.streets, [Point(case.start)], [Point(case.goal)], island=0.0)


@pytest.mark.parametrize("name", CASES)
def test_walk(name):
    case = CASES[name]
    scene = scene_of(case)
    town = EngineTown(scene)
    assert town.table()[0, 0] == pytest.approx(case.metres, abs=0.002)
    assert scene.settle().walk(0, 0) == pytest.approx(case.metres, abs=0.002)


@pytest.mark.parametrize("name", CASES)
def test_catchment(name):
    case = CASES[name]
    scene = scene_of(case)
    town = EngineTown(scene)
    (own,), (shared,) = town.own([60.0]), town.shared([60.0])
    exact = scene.settle()
    assert own.length.sum() == pytest.approx(case.within_60, abs=0.003)
    assert shared.length.sum() == pytest.approx(case.within_60, abs=0.003)
    assert catchments.total_metres(
        catchments.reached(exact, [exact.homes[0]], 60.0)
    ) == pytest.approx(case.within_60, abs=0.003)


@pytest.mark.parametrize("name", CASES)
def test_outline(name):
    """The outline is one valid shape that holds the reached streets, as far as they are drawn."""
    case = CASES[name]
    town = EngineTown(scene_of(case))
    (own,) = town.own([60.0])
    cells = town.ground.cells()
    (shape,), (area,) = outline(cells, pieces_of(cells, own), 1)
    if not case.within_60:
        assert shape is None
        return
    assert shapely.is_valid(shape)
    assert shape.area == pytest.approx(area, abs=1e-6)
    lines = own.lines(town.network)
    # where streets lie over one another, a cell belongs to one of them only
    missed = shapely.length(shapely.difference(lines, shape.buffer(1e-3))).sum()
    assert missed < 0.1 * case.within_60
    # and nothing farther from them than the reach of a street
    around = shapely.union_all(lines).buffer(cells.radius + 0.1, quad_segs=64)
    assert shape.within(around)


@pytest.mark.parametrize(
    "streets",
    [
        [],
        [LineString()],
        [LineString([(5, 5), (5, 5)])],
        [LineString([(5, 5), (5.0003, 5)]), None],
        [Point(1, 1)],
    ],
    ids=["none", "empty", "without length", "too short", "points"],
)
def test_nothing_to_walk_on_is_refused(streets):
    lines = np.empty(len(streets), dtype=object)
    lines[:] = streets
    with pytest.raises(EngineError, match="No street can be walked"):
        build(lines)


def test_parts_of_one_street_are_lines_of_their_own():
    """Two parts that share a vertex meet; a third one that crosses them does not."""
    parts = shapely.from_wkt(
        "MULTILINESTRING ((0 0, 100 0), (100 0, 200 0), EMPTY, (150 -50, 150 50))"
    )
    network = build(np.array([None, parts], dtype=object))
    assert network.edge_count == 3
    assert network.node_count == 5
    assert network.edge_street.tolist() == [1, 1, 1]
    assert sorted(network.component_length) == [100, 200]


STEP = math.hypot(1, 2)


def test_a_street_of_two_hundred_thousand_vertices():
    """A zigzag of 199,999 steps, met by a street at one of its vertices."""
    count = 200_000
    x = np.arange(count, dtype=float)
    zigzag = LineString(np.column_stack([x, 2.0 * (x % 2)]))
    side = LineString([(120_001, 2), (120_001, 300)])
    scene = Scene([zigzag, side], [Point(50_000, 0)], [Point(150_000, 0), Point(120_001, 200)])
    town = EngineTown(scene)
    assert town.network.edge_count == 3
    assert town.network.node_count == 4
    assert town.table()[0] == pytest.approx([100_000 * STEP, 70_001 * STEP + 198], abs=0.01)
    (own,) = town.own([1000.0])
    assert own.length.sum() == pytest.approx(2000, abs=1e-6)
    low, high = town.network.locate(own.edge, own.low), town.network.locate(own.edge, own.high)
    assert low[:, 0].min() == pytest.approx(50_000 - 1000 / STEP, abs=1e-4)
    assert high[:, 0].max() == pytest.approx(50_000 + 1000 / STEP, abs=1e-4)
    cells = town.ground.cells()
    (shape,), _ = outline(cells, pieces_of(cells, own), 1)
    assert shapely.is_valid(shape)
    # 894 m of zigzag, between 60 and 62 m of ground across, and its rounded ends
    across = 2000 / STEP
    assert across * 58 < shape.area < across * 62 + math.pi * 30**2
