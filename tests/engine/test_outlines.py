"""Cells and outlines against what they mean: the nearest sample, point by point."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lifecircle.engine import outlines
from lifecircle.engine import tessellation as tiles
from lifecircle.engine.barriers import Barriers
from lifecircle.engine.network import build
from lifecircle.engine.outlines import outline, outline_each, pieces_of, whole_cells
from lifecircle.engine.stretches import Stretches
from lifecircle.engine.tessellation import Tessellation

FEW = settings(max_examples=60, deadline=None, derandomize=True, phases=[Phase.generate])
REACH = 30.0


def grid(rows, columns, size=100.0, shift=0.0, seed=0):
    """Lay out a street grid whose crossings are moved by up to `shift` metres."""
    rng = np.random.default_rng(seed)
    place = {
        (i, j): (size * i, size * j) + rng.uniform(-shift, shift, 2)
        for i in range(columns)
        for j in range(rows)
    }
    lines = [
        shapely.LineString([place[i, j], place[k, m]])
        for (i, j) in place
        for (k, m) in ((i + 1, j), (i, j + 1))
        if (k, m) in place
    ]
    return np.array(lines, dtype=object)


def stretches(*rows):
    """Make stretches from owner, edge, low, high."""
    owner, edge, low, high = (np.array(column) for column in zip(*rows, strict=True))
    return Stretches(owner.astype(np.int64), edge.astype(np.int64), low * 1.0, high * 1.0)


def random_stretches(rng, network, owners=3):
    """Reach some edges whole, some in part, some from both ends."""
    rows = []
    for owner in range(owners):
        for edge in range(network.edge_count):
            length = network.length[edge]
            kind = rng.integers(5)
            a, b = np.sort(rng.uniform(0, length, 2))
            if kind == 0:
                rows.append((owner, edge, 0.0, length))
            elif kind == 1:
                rows.append((owner, edge, 0.0, a))
            elif kind == 2:
                rows.append((owner, edge, b, length))
            elif kind == 3:
                rows += [(owner, edge, 0.0, a), (owner, edge, b, length)]
    return stretches(*rows) if rows else None


def nearest_is_reached(tessellation, reached, owner, points):
    """Say of each point whether its nearest sample's street is reached, and whether to ask."""
    samples = tessellation.samples
    every = np.arange(samples.total)
    edge = samples.edge(every)
    place = samples.place(every, edge)
    low, high = samples.part(every, edge)
    apart = np.hypot(*(points[:, None, :] - place[None, :, :]).transpose(2, 0, 1))
    order = np.argsort(apart, axis=1)
    first = order[:, 0]
    nearest = apart[np.arange(len(points)), first]
    second = np.full(len(points), np.inf)
    if apart.shape[1] > 1:
        second = apart[np.arange(len(points)), order[:, 1]]
    # arcs are drawn with a corner every 30 degrees
    share = nearest / tessellation.radius
    doubtful = (second - nearest < 0.1) | ((share > np.cos(np.pi / 12) - 0.001) & (share < 1.001))
    answer = np.zeros(len(points), dtype=bool)
    network = tessellation.network
    rows = np.flatnonzero(reached.owner == owner)
    for number, sample in enumerate(first):
        if nearest[number] > tessellation.radius:
            continue
        begin = network.locate(edge[[sample]], low[[sample]])[0]
        way = network.locate(edge[[sample]], high[[sample]])[0] - begin
        share = np.dot(points[number] - begin, way) / np.dot(way, way)
        offset = low[sample] + share * (high[sample] - low[sample])
        for row in rows[reached.edge[rows] == edge[sample]]:
            a, b = reached.low[row], reached.high[row]
            if b <= low[sample] or a >= high[sample]:
                continue
            after = a <= low[sample] + 1e-9 or offset >= a
            before = b >= high[sample] - 1e-9 or offset <= b
            answer[number] |= after and before
            doubtful[number] |= min(abs(offset - a), abs(offset - b)) < 0.1
    return answer, doubtful


@pytest.mark.parametrize("together", [1, 12, 10**6])
def test_several_limits_at_once_are_drawn_as_one_by_one(monkeypatch, together):
    network = build(grid(4, 5, shift=15.0, seed=3))
    tessellation = Tessellation(network, reach=REACH)
    rng = np.random.default_rng(3)
    none = Stretches(*(np.zeros(0, dtype=kind) for kind in (int, int, float, float)))
    reached = [none, *(random_stretches(rng, network) for _ in range(4))]
    expected = [outline(tessellation, pieces_of(tessellation, part), 4) for part in reached]
    monkeypatch.setattr(outlines, "_TOGETHER", together)
    told = []
    polygons, areas = outline_each(tessellation, reached, 4, told.append)
    assert polygons.shape == areas.shape == (5, 4)
    for number, (shapes, square) in enumerate(expected):
        assert areas[number].tolist() == square.tolist()
        assert shapely.equals(polygons[number][:3], shapes[:3]).all() == (number > 0)
        assert polygons[number][3] is None
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)


@pytest.mark.parametrize("shift", [0.0, 0.5, 15.0])
@FEW
@given(seed=st.integers(0, 10**6))
def test_a_point_is_inside_where_its_nearest_street_is_reached(shift, seed):
    rng = np.random.default_rng(seed)
    network = build(grid(3, 4, shift=shift, seed=seed))
    tessellation = Tessellation(network, reach=REACH)
    reached = random_stretches(rng, network)
    if reached is None:
        return
    polygons, areas = outline(tessellation, pieces_of(tessellation, reached), 3)
    points = rng.uniform((-60, -60), (360, 260), (300, 2))
    for owner, (polygon, area) in enumerate(zip(polygons, areas, strict=True)):
        if polygon is None:
            assert not (reached.owner == owner).any()
            continue
        assert shapely.is_valid(polygon), shapely.is_valid_reason(polygon)
        assert polygon.area == pytest.approx(area, abs=1e-6)
        expected, doubtful = nearest_is_reached(tessellation, reached, owner, points)
        inside = shapely.contains_xy(polygon, points)
        assert np.array_equal(inside[~doubtful], expected[~doubtful])


@pytest.mark.parametrize("shift", [0.0, 15.0])
@FEW
@given(seed=st.integers(0, 10**6))
def test_whole_cells_are_their_union(shift, seed):
    rng = np.random.default_rng(seed)
    network = build(grid(3, 3, shift=shift, seed=seed))
    tessellation = Tessellation(network, reach=REACH)
    tessellation.make(np.arange(network.edge_count))
    cells = np.unique(tessellation.first_of_alike)
    chosen = [cells[rng.random(len(cells)) < share] for share in (0.2, 0.5, 0.9, 1.0)]
    polygons, areas = outline(tessellation, whole_cells(chosen), len(chosen))
    for mine, polygon, area in zip(chosen, polygons, areas, strict=True):
        union = shapely.union_all(tessellation.polygons(mine))
        assert area == pytest.approx(tessellation.areas(mine).sum(), abs=1e-6)
        assert union.area == pytest.approx(area, abs=1e-4)
        if polygon is not None:
            assert shapely.is_valid(polygon), shapely.is_valid_reason(polygon)
            assert shapely.symmetric_difference(union, polygon).area < 1e-3
            for part in polygon.geoms:
                assert part.exterior.is_ccw
                assert not any(ring.is_ccw for ring in part.interiors)


@FEW
@given(seed=st.integers(0, 10**6))
def test_what_two_limits_reach_is_the_smaller_and_the_ring(seed):
    rng = np.random.default_rng(seed)
    network = build(grid(3, 3, shift=20.0, seed=seed))
    tessellation = Tessellation(network, reach=REACH)
    outer, inner = [], []
    for edge, length in enumerate(network.length):
        a, b = np.sort(rng.uniform(0, length, 2))
        outer.append((0, edge, 0.0, b))
        inner.append((0, edge, 0.0, a))
    outer, inner = stretches(*outer), stretches(*inner)
    areas, shapes = [], []
    for reached in (outer, inner, outer.without(inner)):
        polygons, area = outline(tessellation, pieces_of(tessellation, reached), 1)
        areas.append(area[0])
        shapes.append(polygons[0])
    assert areas[0] == pytest.approx(areas[1] + areas[2], abs=1e-6)
    assert shapely.intersection(shapes[1], shapes[2]).area < 1e-3


@FEW
@given(seed=st.integers(0, 10**6))
def test_cells_do_not_depend_on_when_they_are_made(seed):
    rng = np.random.default_rng(seed)
    network = build(grid(4, 4, shift=20.0, seed=seed))
    at_once = Tessellation(network, reach=REACH)
    at_once.make(np.arange(network.edge_count))
    one_by_one = Tessellation(network, reach=REACH)
    for edge in rng.permutation(network.edge_count):
        one_by_one.make(np.array([edge]))
    cells = np.unique(at_once.first_of_alike)
    assert np.array_equal(cells, np.unique(one_by_one.first_of_alike))
    for one, other in zip(at_once.polygons(cells), one_by_one.polygons(cells), strict=True):
        assert shapely.normalize(one).equals_exact(shapely.normalize(other), 1e-7)
    everything = [whole_cells([cells]), whole_cells([cells])]
    one, other = (
        outline(tessellation, pieces, 1)[1][0]
        for tessellation, pieces in zip((at_once, one_by_one), everything, strict=True)
    )
    assert one == pytest.approx(other, abs=1e-6)


def test_streets_drawn_twice_share_their_cells():
    lines = np.array(
        [
            shapely.LineString([(0, 0), (100, 0)]),
            shapely.LineString([(0, 0), (50, 0), (100, 0)]),
            shapely.LineString([(50, -40), (50, 40)]),
        ],
        dtype=object,
    )
    network = build(lines)
    tessellation = Tessellation(network, reach=REACH)
    reached = stretches(*((0, e, 0.0, length) for e, length in enumerate(network.length)))
    polygons, areas = outline(tessellation, pieces_of(tessellation, reached), 1)
    cells = np.unique(tessellation.first_of_alike)
    places = tessellation.samples.place(cells, tessellation.samples.edge(cells))
    discs = shapely.union_all(shapely.buffer(shapely.points(places), tessellation.radius, 64))
    assert shapely.is_valid(polygons[0])
    # arcs are drawn with a corner every 30 degrees
    assert 0.95 * discs.area < areas[0] < discs.area


def test_a_single_street_is_an_oblong_cut_at_its_place():
    network = build(np.array([shapely.LineString([(0, 0), (100, 0)])], dtype=object))
    tessellation = Tessellation(network, reach=REACH)
    polygons, areas = outline(
        tessellation, pieces_of(tessellation, stretches((0, 0, 0.0, 43.0))), 1
    )
    assert polygons[0].bounds[2] == pytest.approx(43.0, abs=1e-6)
    assert areas[0] == pytest.approx(polygons[0].area, abs=1e-6)
    half = np.sqrt(tessellation.radius**2 - 10**2)
    assert shapely.contains_xy(polygons[0], 42.9, half - 0.5)
    assert not shapely.contains_xy(polygons[0], 43.1, 0.0)


def test_no_cell_reaches_across_a_wall():
    lines = grid(2, 3)
    wall = shapely.LineString([(-50, 20), (250, 20)])
    barriers = Barriers.from_geometries(np.array([wall], dtype=object), np.zeros((0, 2)))
    network = build(lines, barriers)
    tessellation = Tessellation(network, barriers, reach=REACH)
    below = [
        (0, edge, 0.0, length)
        for edge, length in enumerate(network.length)
        if network.locate(np.array([edge]), np.array([length / 2]))[0, 1] < 20
    ]
    above = [
        (1, edge, 0.0, length)
        for edge, length in enumerate(network.length)
        if network.locate(np.array([edge]), np.array([length / 2]))[0, 1] > 20
    ]
    polygons, areas = outline(tessellation, pieces_of(tessellation, stretches(*below, *above)), 2)
    for polygon, area in zip(polygons, areas, strict=True):
        assert shapely.is_valid(polygon)
        assert polygon.area == pytest.approx(area, abs=1e-6)
    assert polygons[0].bounds[3] <= 20 + 1e-6
    assert polygons[1].bounds[1] >= 20 - 1e-6
    whole, total = outline(
        tessellation,
        pieces_of(tessellation, stretches(*((0, e, a, b) for _, e, a, b in (*below, *above)))),
        1,
    )
    assert total[0] == pytest.approx(areas.sum(), abs=1e-4)
    assert shapely.is_valid(whole[0])


def test_a_stopped_run_leaves_cells_that_fit(monkeypatch):
    monkeypatch.setattr(tiles, "_TILE", 100.0)
    network = build(grid(4, 4, shift=20.0))
    edges = np.arange(network.edge_count)
    stopped = Tessellation(network, reach=REACH)

    def stop(share):
        if share > 0.4:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        stopped.make(edges, stop)
    at_once = Tessellation(network, reach=REACH)
    shares = []
    at_once.make(edges, shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    everything = stretches(*((0, edge, 0.0, length) for edge, length in enumerate(network.length)))
    areas = []
    for tessellation in (stopped, at_once):
        polygons, area = outline(tessellation, pieces_of(tessellation, everything), 1)
        assert shapely.is_valid(polygons[0])
        areas.append(area[0])
    assert areas[0] == pytest.approx(areas[1], abs=1e-6)
