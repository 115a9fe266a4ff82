"""Faults of street lines: small networks by hand, and random ones against slow code."""

import numpy as np
import pytest
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lifecircle.engine.street_faults import find_faults
from lifecircle.engine.street_repairs import repair_streets

TOLERANCE = 3.0


def make(*lines):
    return np.array([line and shapely.from_wkt(f"LINESTRING({line})") for line in lines], object)


def find(lines, level=None):
    level = np.zeros(len(lines), int) if level is None else np.array(level)
    return find_faults(lines, level, TOLERANCE)


def told(faults):
    return [(f.kind, f.row, f.other) for f in faults if f.kind != "island"]


def parts(lines):
    """Connected parts by shared vertices, the slow way."""
    groups = []
    for row, line in enumerate(lines):
        if line is None:
            continue
        keys = {tuple(np.round(xy, 3)) for xy in shapely.get_coordinates(line)}
        near = [g for g in groups if g[1] & keys]
        groups = [g for g in groups if not g[1] & keys]
        groups.append((set.union({row}, *(g[0] for g in near)),
                       set.union(keys, *(g[1] for g in near))))  # fmt: skip
    return sorted(sorted(rows) for rows, _ in groups)


@pytest.mark.parametrize(
    ("lines", "level", "faults"),
    [
        (make("0 0, 100 0", "100 0, 100 100"), None, []),
        (make("0 0, 98 0", "100 -50, 100 50"), None, [("near_miss", 0, 1)]),
        (make("0 0, 96 0", "100 -50, 100 50"), None, []),
        (make("0 0, 100 0", "50 -50, 50 50"), None, [("crossing", 0, 1)]),
        (make("0 0, 100 0", "50 -50, 50 50"), [0, 1], []),
        (make("0 0, 50 0, 100 0", "50 -50, 50 0, 50 50"), None, []),
        (make("0 0, 50 0, 100 0", "50 -50, 50 50"), None, [("crossing", 0, 1)]),
        (make("0 0, 100 0", "100 0, 0 0"), None, [("duplicate", 1, 0)]),
        (make("0 0, 100 0", "100 0, 100.05 0"), None, [("sliver", 1, -1)]),
        (make("0 0, 100 0, 95 0.01", "0 0, 0 50"), None, [("spike", 0, -1)]),
        (make("0 0, 100 0", None), None, [("no_shape", 1, -1)]),
    ],
)
def test_by_hand(lines, level, faults):
    assert told(find(lines, level)) == faults


def test_a_small_part_is_an_island_and_the_largest_is_none():
    lines = make("0 0, 5000 0", "0 100, 100 100", "100 100, 100 150")
    (island,) = find(lines)
    assert (island.kind, island.row, island.gap) == ("island", 1, 150.0)


def test_ends_are_brought_to_the_corner_that_they_were_meant_for():
    lines = make("0 0, 98 0", "100 0, 100 50", "100 0, 200 0")
    repaired, done = repair_streets(lines, find(lines), TOLERANCE)
    assert done[0] == "joined"
    assert shapely.get_coordinates(repaired[0])[-1].tolist() == [100, 0]
    assert repaired[2].wkt == lines[2].wkt
    assert parts(repaired) == [[0, 1, 2]]


def test_ends_are_brought_to_the_side_of_a_street():
    lines = make("0 0, 98 0", "100 -50, 100 50")
    repaired, _ = repair_streets(lines, find(lines), TOLERANCE)
    assert repaired[0].wkt == "LINESTRING (0 0, 100 0)"
    assert repaired[1].wkt == "LINESTRING (100 -50, 100 0, 100 50)"


def test_copies_slips_and_tips_go():
    lines = make("0 0, 100 0, 95 0.01", "0 0, 0 50", "0 50, 0 0", "0 50, 0.05 50", None)
    repaired, done = repair_streets(lines, find(lines), TOLERANCE)
    assert repaired[0].wkt == "LINESTRING (0 0, 100 0)"
    assert list(repaired[2:]) == [None, None, None]
    assert sorted(done) == ["left", "removed", "removed", "trimmed"], done


COORDINATE = st.integers(0, 12).map(lambda n: n * 25.0)


@st.composite
def towns(draw):
    """Lines on a coarse grid, some ends a little short."""
    lines = []
    for _ in range(draw(st.integers(2, 9))):
        a, b = ((draw(COORDINATE), draw(COORDINATE)) for _ in range(2))
        if a == b:
            continue
        short = draw(st.sampled_from([0.0, 0.0, 0.5, 2.0]))
        length = np.hypot(a[0] - b[0], a[1] - b[1])
        end = np.array(b) + (np.array(a) - b) / length * short
        lines.append(shapely.LineString([a, end]))
    return np.array([*lines, shapely.LineString([(-50, -60), (400, -60)])], dtype=object)


SETTINGS = settings(
    derandomize=True, database=None, deadline=None, max_examples=200, phases=[Phase.generate]
)


@SETTINGS
@given(towns())
def test_crossings_are_those_that_slow_code_finds(lines):
    wanted = set()
    for one in range(len(lines)):
        for two in range(one + 1, len(lines)):
            shared = shapely.intersection(lines[one], lines[two])
            for point in shapely.get_parts(shared):
                if point.geom_type != "Point":
                    continue
                ends = [
                    min(shapely.distance(point, shapely.Point(xy)) for xy in line.coords)
                    for line in (lines[one], lines[two])
                ]
                if max(ends) > 0.0021:
                    wanted.add((one, two))
                elif max(ends) > 0.0004:
                    return  # too near to call
    faults = find(lines)
    twins = {fault.row for fault in faults if fault.kind == "duplicate"}
    found = {(f.row, f.other) for f in faults if f.kind == "crossing"}
    assert found == {pair for pair in wanted if not twins & set(pair)}


@SETTINGS
@given(towns())
def test_repairing_joins_and_never_parts(lines):
    faults = find(lines)
    repaired, done = repair_streets(lines, faults, TOLERANCE)
    assert len(done) == len(faults)
    gone = {f.row for f, what in zip(faults, done, strict=True) if what == "removed"}
    before, after = parts(lines), parts(repaired)
    for group in before:
        left = set(group) - gone
        assert not left or any(left <= set(other) for other in after)
    for row, line in enumerate(repaired):
        if line is not None:
            assert line.length <= lines[row].length + 2 * TOLERANCE + 1e-6
            assert shapely.hausdorff_distance(line, lines[row]) <= TOLERANCE + 1e-6
    for fault, what in zip(faults, done, strict=True):
        if what in ("joined", "noded"):
            assert any({fault.row, fault.other} <= set(group) for group in after)


@SETTINGS
@given(towns(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(lines, random):
    order = list(range(len(lines)))
    random.shuffle(order)
    here = {(f.kind, *sorted((f.row, f.other))) for f in find(lines) if f.kind == "crossing"}
    there = {
        (f.kind, *sorted((order[f.row], order[f.other])))
        for f in find(lines[order])
        if f.kind == "crossing"
    }
    twins = [f for f in find(lines) if f.kind == "duplicate"]
    assert twins or here == there
