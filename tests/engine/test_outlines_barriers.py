"""Outlines on disorderly streets among walls, against each cell divided on its own."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecircle.engine.barriers import Barriers
from lifecircle.engine.network import build
from lifecircle.engine.outlines import outline, pieces_of, whole_cells
from lifecircle.engine.samples import step_aside
from lifecircle.engine.stretches import Stretches
from lifecircle.engine.tessellation import Tessellation

REACH = 30.0
SIZE = 260.0


def streets(rng):
    """Draw bent, short, crossing and doubled streets between scattered places."""
    places = rng.uniform(0, SIZE, (rng.integers(2, 14), 2))
    lines = []
    for _ in range(rng.integers(1, 16)):
        a, b = places[rng.integers(len(places), size=2)]
        bends = rng.integers(0, 4)
        share = np.sort(rng.random(bends))[:, None]
        xy = np.vstack([a, a + share * (b - a) + rng.normal(0, 15, (bends, 2)), b])
        lines.append(shapely.LineString(xy))
        if rng.random() < 0.2:
            lines.append(lines[-1])
        if rng.random() < 0.2:
            lines.append(shapely.LineString([a, a + rng.normal(0, 0.5, 2)]))
    if not shapely.length(lines).any():
        lines.append(shapely.LineString(places[:2]))
    return np.array(lines, dtype=object)


def walls(rng):
    """Draw walls: some end in the open, some close a yard."""
    lines = []
    for _ in range(rng.integers(1, 5)):
        turn = rng.normal(0, rng.choice([0.1, 1.0]), rng.integers(1, 8)).cumsum()
        step = np.column_stack([np.cos(turn), np.sin(turn)]) * rng.uniform(5, 60)
        start = rng.uniform(0, SIZE, 2)
        lines.append(shapely.LineString(np.vstack([start, start + step.cumsum(axis=0)])))
    if rng.random() < 0.5:
        lines.append(shapely.box(*(corner := rng.uniform(0, SIZE, 2)), *(corner + 40)))
    return np.array(lines, dtype=object)


def drawn(rng):
    """Draw walls, then streets."""
    wall = walls(rng)
    return streets(rng), wall


def town(seed):
    """Lay out streets and walls and divide the ground."""
    rng = np.random.default_rng(seed)
    # half of the towns lie where projected coordinates have seven digits before the point
    shift = (480_000.0, 6_670_000.0) if seed % 2 else (0.0, 0.0)
    lines, wall = (shapely.transform(shapes, lambda xy: xy + shift) for shapes in drawn(rng))
    barriers = Barriers.from_geometries(wall, np.zeros((0, 2)))
    network = build(lines, barriers)
    return rng, network, barriers, Tessellation(network, barriers, reach=REACH)


def reached(rng, network):
    """Reach some streets whole, others from one end or from both; three owners."""
    rows = []
    for owner in range(3):
        for edge, length in enumerate(network.length):
            a, b = np.sort(rng.uniform(0, length, 2))
            kinds = [
                [],
                [(0.0, length)],
                [(0.0, a)],
                [(b, length)],
                [(0.0, a), (b, length)],
            ]
            rows += [(owner, edge, *part) for part in kinds[rng.integers(5)]]
    columns = [np.array([row[field] for row in rows], dtype=float) for field in range(4)]
    return Stretches(columns[0].astype(np.int64), columns[1].astype(np.int64), *columns[2:])


def own_part(site, sites, radius, wall, corners=32):
    """Divide one cell on its own: the part of the disc, nearest to the site, beside its walls."""
    cell = shapely.Point(site).buffer(radius, corners)
    for other in sites[np.hypot(*(sites - site).T) < 2 * radius]:
        way = other - site
        apart = np.hypot(*way)
        if apart < 1e-9:
            continue
        way, across = way / apart, np.array([-way[1], way[0]]) / apart
        middle, far = (site + other) / 2, 4 * radius
        half = [middle + far * across, middle - far * across]
        half += [half[1] - far * way, half[0] - far * way]
        cell = cell.intersection(shapely.Polygon(half))
    parts = shapely.get_parts(cell.difference(wall.buffer(1e-4)))
    return parts[int(shapely.distance(parts, shapely.Point(site)).argmin())]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6))
def test_outlines_among_walls_are_valid_and_measured(seed):
    rng, network, _, tessellation = town(seed)
    polygons, areas = outline(tessellation, pieces_of(tessellation, reached(rng, network)), 3)
    for polygon, area in zip(polygons, areas, strict=True):
        if polygon is None:
            assert area == 0.0
            continue
        assert shapely.is_valid(polygon), shapely.is_valid_reason(polygon)
        assert polygon.area == pytest.approx(area, abs=1e-6)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6))
def test_whole_cells_keep_to_their_side_of_every_wall(seed):
    rng, network, barriers, tessellation = town(seed)
    tessellation.make(np.arange(network.edge_count))
    cells = np.unique(tessellation.first_of_alike)
    samples = tessellation.samples
    sites = step_aside(samples.place(cells, samples.edge(cells)))
    wall = shapely.union_all(barriers.lines)
    chosen = rng.random(len(cells)) < 0.6
    polygons, areas = outline(tessellation, whole_cells([cells[chosen]]), 1)
    # arcs have a corner every 30 degrees
    parts = [own_part(site, sites, tessellation.radius, wall) for site in sites]
    total = sum(part.area for part, mine in zip(parts, chosen, strict=True) if mine)
    assert areas[0] == pytest.approx(tessellation.areas(cells[chosen]).sum(), abs=1e-6)
    assert 0.94 * total - 1 <= areas[0] <= total + 1
    if polygons[0] is None:
        return
    assert shapely.is_valid(polygons[0]), shapely.is_valid_reason(polygons[0])
    assert polygons[0].area == pytest.approx(areas[0], abs=1e-6)
    for number in rng.choice(len(parts), min(len(parts), 40), replace=False):
        inner = parts[number].buffer(-1.5 if chosen[number] else -0.2)
        # a wall may part a disc with few corners and leave the round one in one piece
        coarse = own_part(sites[number], sites, tessellation.radius, wall, 3)
        parted = shapely.difference(inner, coarse.buffer(1.5)).area > 1e-3
        if not inner.is_empty and not parted:
            covered = shapely.intersection(inner, polygons[0]).area
            assert covered == pytest.approx(inner.area if chosen[number] else 0.0, abs=0.05)
