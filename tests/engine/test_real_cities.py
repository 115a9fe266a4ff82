"""Catchments drawn on real streets: point by point, ring by ring, and with the gaps beside them."""

import random
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shapely
from engine_town import EngineTown
from lifecircle.engine.catchment import reached_together
from lifecircle.engine.coverage import State, explain, judge
from lifecircle.engine.gaps import GapGround, find_gaps, ground_of
from lifecircle.engine.outlines import outline, pieces_of, rest_of, whole_cells
from oracle import catchments, readers
from oracle.accesses import Facility, Home
from oracle.ground import Ground
from oracle.hills import rolling
from oracle.towns import Scene
from real_towns import railways, settle, spots

POINTS = 20_000
SPEED = 1.2
CITIES = {
    "sample": (readers.SAMPLE, lambda: readers.sample_town().streets),
    "porto_alegre": (readers.PORTO_ALEGRE, readers.porto_alegre_streets),
    "helsinki": (readers.HELSINKI, readers.helsinki_streets),
    "wuhan": (readers.WUHAN, readers.wuhan_streets),
}
#: Square metres by which sums of areas may differ, and drawn shapes where rounding moves corners.
SUM, DRAWN = 1e-6, 1e-2
every_city = pytest.mark.parametrize("city", CITIES)
both_grounds = pytest.mark.parametrize("hard", [False, True], ids=["open", "walls and slopes"])


@cache
def scene_of(city, hard):
    """Streets of a city with some origins and facilities, railways and hills."""
    path, read = CITIES[city]
    readers.need(path)
    streets = read()
    chance = random.Random(city)
    walls, gates = railways(streets, 3, chance) if hard else ([], [])
    homes = [Home(point) for point in spots(streets, 12, chance)]
    facilities = [Facility(point, "canteen") for point in spots(streets, 10, chance)]
    scene = Scene(streets, homes, facilities, walls, gates)
    return rolling(scene, 4) if hard else scene


@cache
def town_of(city, hard):
    """The same as the engine sees it, in seconds where it is hard to walk."""
    return EngineTown(scene_of(city, hard), SPEED if hard else None)


def limits_of(town, *metres):
    return [each * (1.0 / town.speed if town.speed else 1.0) for each in metres]


def draw(town, stretches, count):
    cells = town.ground.cells()
    return outline(cells, pieces_of(cells, stretches), count)


def assert_agree(polygon, ground, reached, points):
    """Compare points with one polygon; return how many are certain, and how many inside."""
    expected, certain = ground.ask(points, ground.reached(reached))
    inside = shapely.contains_xy(polygon, points)
    wrong = points[certain & (inside != expected)]
    assert not len(wrong), wrong[:5]
    return np.array((certain.sum(), inside[certain].sum()))


@every_city
@both_grounds
def test_random_points_lie_in_the_polygons_that_their_streets_say(city, hard):
    scene, town = scene_of(city, hard), town_of(city, hard)
    (limit,) = limits_of(town, 600.0)
    polygons, _ = draw(town, town.own([limit])[0], len(scene.homes))
    exact = settle(scene, town.speed)
    ground = Ground(exact.network)
    rng = np.random.default_rng(5)
    drawn = np.flatnonzero([polygon is not None for polygon in polygons])
    points, found = [], np.zeros(2)
    for home, accesses in enumerate(exact.homes):
        reached = catchments.reached(exact, [accesses], limit)
        if home not in drawn:
            assert not reached
            continue
        west, south, east, north = shapely.bounds(polygons[home]) + (-60, -60, 60, 60)
        points.append(rng.uniform((west, south), (east, north), (POINTS // len(drawn) + 1, 2)))
        found += assert_agree(polygons[home], ground, reached, points[-1])
    assert found[0] > 0.8 * POINTS
    assert found[1] > 0.1 * POINTS
    together = shapely.union_all(polygons[drawn])
    reached = catchments.reached(exact, exact.homes, limit)
    assert assert_agree(together, ground, reached, np.concatenate(points))[0] > 0.8 * POINTS


@every_city
@both_grounds
@pytest.mark.parametrize("shared", [False, True], ids=["own", "shared"])
def test_rings_add_up_to_the_whole(city, hard, shared):
    scene, town = scene_of(city, hard), town_of(city, hard)
    count = len(scene.homes)
    limits = limits_of(town, 250.0, 500.0, 800.0)
    whole = town.shared(limits) if shared else town.own(limits)
    rings = [whole[0], *(o.without(i) for i, o in zip(whole, whole[1:], strict=False))]
    shapes, areas = zip(*(draw(town, each, count) for each in rings), strict=True)
    for number, reached in enumerate(whole):
        polygons, total = draw(town, reached, count)
        assert np.abs(total - sum(areas[: number + 1])).max() < SUM
        for owner, polygon in enumerate(polygons):
            parts = [shapes[k][owner] for k in range(number + 1)]
            assert (polygon is None) == all(part is None for part in parts)
            if polygon is not None:
                parts = [part for part in parts if part is not None]
                assert all(shapely.is_valid([polygon, *parts]))
                assert shapely.symmetric_difference(shapely.union_all(parts), polygon).area < DRAWN


@every_city
@both_grounds
def test_shares_of_all_add_up_to_what_they_reach_together(city, hard):
    scene, town = scene_of(city, hard), town_of(city, hard)
    limits = limits_of(town, 800.0)
    (shared,) = town.shared(limits)
    alone, areas = draw(town, shared, len(scene.homes))
    one = replace(shared, owner=np.zeros_like(shared.owner)).merged()
    (polygon,), (area,) = draw(town, one, 1)
    assert areas.sum() == pytest.approx(area, abs=SUM)
    parts = [each for each in alone if each is not None]
    assert shapely.symmetric_difference(shapely.union_all(parts), polygon).area < DRAWN


@every_city
@both_grounds
def test_gaps_and_what_is_covered_are_all_the_ground_beside_streets(city, hard):
    town = town_of(city, hard)
    cells = town.ground.cells()
    ground = GapGround(cells, np.arange(town.network.edge_count))
    (limit,) = limits_of(town, 400.0)
    facilities = np.arange(len(town.sites))
    reached = reached_together(town.walks.search, facilities, limit)
    reached = replace(reached, owner=np.zeros_like(reached.owner)).merged()
    pieces = pieces_of(cells, reached)
    every, covered, left = (
        outline(cells, each, 1)
        for each in (whole_cells([ground.cells]), pieces, rest_of(ground.cells, pieces))
    )
    assert covered[1][0] + left[1][0] == pytest.approx(every[1][0], abs=SUM)
    assert every[1][0] == pytest.approx(cells.areas(ground.cells).sum(), abs=SUM)
    assert shapely.intersection(covered[0][0], left[0][0]).area < DRAWN
    drawn = shapely.union(covered[0][0], left[0][0])
    assert shapely.symmetric_difference(drawn, every[0][0]).area < DRAWN
    assert all(shapely.is_valid([every[0][0], covered[0][0], left[0][0]]))
    # the gaps around homes are parts of what is left, none of it twice
    verdict = judge(town.walks, facilities, limit, np.full(town.homes.count, np.inf))
    verdict = replace(verdict, reason=explain(verdict, town.walks, True, None, None))
    gaps = find_gaps(ground, town.walks, facilities, verdict, None)
    unserved = np.flatnonzero(verdict.state == State.GAP)
    assert len(unserved)
    assert sorted(home for gap in gaps for home in gap.homes) == unserved.tolist()
    rest = rest_of(ground.cells, pieces)
    at_limit = [home_cells(town, home) for home in unserved]
    for gap in gaps:
        # but for the cells of homes whose way to a street is long, which are whole
        whole = np.concatenate([at_limit[k] for k in np.searchsorted(unserved, gap.homes)])
        pieces_of_gap = ground_of([gap])
        mine = pieces_of_gap.take(~np.isin(pieces_of_gap.cell, whole))
        assert {*rows_of(mine)} <= {*rows_of(rest)}
    every = [row for gap in gaps for row in rows_of(ground_of([gap]))]
    assert len({*every}) == len(every)


def home_cells(town, home):
    """The cell beside which a home joins the street."""
    rows = town.home_access.owner == home
    return town.ground.cells().cell_at(town.home_access.edge[rows], town.home_access.low[rows])


def rows_of(pieces):
    """Cell and part of each piece."""
    return zip(pieces.cell.tolist(), pieces.low.tolist(), pieces.high.tolist(), strict=True)
