"""Polygons of catchments on real streets, asked at random points, and what they add up to.

The brute force says of a point whether its nearest street is within reach of the point, and
within the limit of the origin at the place where it is nearest.
"""

from __future__ import annotations

import random

import numpy as np
import pytest
import shapely
from engine_town import EngineTown, geometries
from lifecircle.engine.catchment import own_catchments, shared_catchments
from lifecircle.engine.outlines import outline, pieces_of, rest_of, whole_cells
from oracle import catchments, readers
from oracle.accesses import Home
from oracle.towns import Scene
from real_towns import need, spots

pytest.importorskip("osgeo", reason="GDAL for Python reads the street data")

CELL = 25.0  # metres of street that one cell stands for
REACH = 30.0
ORIGINS = 5
LIMITS = (400.0, 1000.0)
POINTS = 20_000

CITIES = {
    "Porto Alegre": (readers.PORTO_ALEGRE, readers.porto_alegre_streets),
    "Helsinki": (readers.HELSINKI, readers.helsinki_streets),
    "Wuhan": (readers.WUHAN, readers.wuhan_streets),
}
every_city = pytest.mark.parametrize("city", CITIES)


@pytest.fixture(scope="module")
def towns():
    """Scenes, read once."""
    return {}


def scene_of(city, towns):
    path, read = CITIES[city]
    need(path)
    if city not in towns:
        streets = read()
        chance = random.Random(city)
        homes = [Home(place) for place in spots(streets, 60, chance)]
        towns[city] = Scene(streets, homes)
    return towns[city]


class BruteGround:
    """What lies within reach of the streets that brute force found."""

    def __init__(self, network, stretches):
        self.network = network
        self.lines = geometries([edge.line for edge in network.edges])
        self.stretch = [edge.stretch for edge in network.edges]
        self.stretches = stretches

    def holds(self, points):
        """Say of each point whether its nearest street is near and reached there."""
        which, edge = self.network.tree.query_nearest(points, all_matches=False)
        assert np.array_equal(which, np.arange(len(points)))
        near = shapely.distance(points, self.lines[edge]) <= REACH
        offset = shapely.line_locate_point(self.lines[edge], points)
        return np.array([
            near[k] and any(
                low <= at <= high for low, high in self.stretches.get(self.stretch[edge[k]], [])
            )
            for k, at in enumerate(offset)
        ])  # fmt: skip

    def is_near_its_edge(self, point):
        """Say whether within one cell the answer is another one, or a street almost too far."""
        # the middle of a cell, from which its reach counts, is up to half a cell away
        apart = shapely.distance(point, self.lines[self.network.tree.nearest(point)])
        if abs(apart - REACH) < CELL / 2:
            return True
        angle = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        rings = [
            (point.x + r * np.cos(angle), point.y + r * np.sin(angle))
            for r in (CELL, 0.7 * CELL, 0.4 * CELL, 0.15 * CELL)
        ]
        around = shapely.points(*np.concatenate(rings, axis=1))
        found = self.holds(np.append(around, point))
        return (found[:-1] != found[-1]).any()


@every_city
def test_random_points_agree_unless_within_one_cell_of_the_limit(city, towns):
    scene = scene_of(city, towns)
    town = scene.settle()
    engine = EngineTown(scene)
    cells = engine.ground.cells(REACH)
    chosen = [
        home
        for home, ways in enumerate(town.homes)
        if ways and not ways[0].tied and home in engine.home_access.owner
    ][:ORIGINS]
    rng = np.random.default_rng(5)
    disagree = asked = inside = 0
    for limit, own in zip(LIMITS, engine.own(list(LIMITS)), strict=True):
        polygons, _ = outline(cells, pieces_of(cells, own), len(scene.homes))
        for home in chosen:
            stretches = catchments.reached(town, [town.homes[home]], limit)
            ground = BruteGround(town.network, stretches)
            shape = polygons[home]
            west, south, east, north = shape.buffer(60).bounds
            xy = rng.uniform((west, south), (east, north), (POINTS // 10, 2))
            points = shapely.points(xy)
            expected = ground.holds(points)
            drawn = shapely.contains(shape, points)
            wrong = np.flatnonzero(expected != drawn)
            asked, inside = asked + len(points), inside + expected.sum()
            disagree += len(wrong)
            far = [points[k].wkt for k in wrong if not ground.is_near_its_edge(points[k])]
            assert not far, (home, limit, far[:3])
    assert asked == POINTS
    assert inside > POINTS / 5
    # 185, 236 and 324 of 20,000 when this was written
    assert disagree < 0.02 * POINTS


@every_city
def test_rings_and_gaps_add_up(city, towns):
    """Whole = ring by ring; covered and not covered = all ground within reach of the streets."""
    scene = scene_of(city, towns)
    engine = EngineTown(scene)
    network, cells = engine.network, engine.ground.cells(REACH)
    count = len(scene.homes)
    none = np.zeros(0, dtype=np.int64)
    for find in (own_catchments, shared_catchments):
        inner, outer = find(network, engine.home_access, count, LIMITS, none)[0]
        ring = outer.without(inner) if find is own_catchments else None
        shapes = [outline(cells, pieces_of(cells, each), count) for each in (inner, outer)]
        for polygons, areas in shapes:
            drawn = [polygon is not None for polygon in polygons]
            assert shapely.is_valid(polygons[drawn]).all()
            assert np.abs(shapely.area(polygons[drawn]) - areas[drawn]).max() < 1e-6
        if ring is None:
            continue
        rings, ring_areas = outline(cells, pieces_of(cells, ring), count)
        whole = np.nan_to_num(shapes[1][1])
        assert np.abs(np.nan_to_num(shapes[0][1]) + np.nan_to_num(ring_areas) - whole).max() < 1e-6
        for k in range(ORIGINS):
            if shapes[1][0][k] is None:
                continue
            both = shapely.union_all([shapes[0][0][k], rings[k]])
            assert shapely.symmetric_difference(both, shapes[1][0][k]).area < 1e-6
    together = outer.__class__(np.zeros_like(outer.owner), outer.edge, outer.low, outer.high)
    covered = pieces_of(cells, together.merged())
    every = np.unique(cells.cell_at(*_middles(cells, network)))
    gaps = rest_of(every, covered)
    ground, area_of_ground = outline(cells, whole_cells([every]), 1)
    parts = [outline(cells, part, 1) for part in (covered, gaps)]
    assert sum(area for _, (area,) in parts) == pytest.approx(area_of_ground[0], abs=1e-6)
    (shape,), (gap,) = parts[0][0], parts[1][0]
    assert shapely.intersection(shape, gap).area < 1e-6
    assert shapely.symmetric_difference(shapely.union(shape, gap), ground[0]).area < 1e-6


def _middles(cells, network):
    """Edge and offset of the middle of each sample, on streets whose cells are made."""
    edges = np.arange(network.edge_count)
    cells.make(edges)
    sample = np.arange(cells.samples.total)
    edge = cells.samples.edge(sample)
    low, high = cells.samples.part(sample, edge)
    return edge, (low + high) / 2
