"""Gaps, and what is covered, add up to the ground."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecircle.engine.access import Ground, facility_access, home_access
from lifecircle.engine.catchment import shared_catchments
from lifecircle.engine.coverage import Homes, State, Walks, judge
from lifecircle.engine.gaps import GapGround, _around, edges_near, find_gaps, ground_of
from lifecircle.engine.outlines import joined, outline, pieces_of, rest_of
from test_outlines_barriers import reached, town

LIMIT = 120.0


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6))
def test_pieces_and_what_they_leave_are_the_ground(seed):
    rng, network, _, tessellation = town(seed)
    tessellation.make(np.arange(network.edge_count))
    cells = np.unique(tessellation.first_of_alike).astype(np.int64)
    pieces = pieces_of(tessellation, reached(rng, network))
    mine = pieces.take(pieces.owner == 0)
    polygons, areas = outline(tessellation, joined([mine, rest_of(cells, mine)]), 2)
    assert areas.sum() == pytest.approx(tessellation.areas(cells).sum(), abs=1e-6)
    shapes = [shape for shape in polygons if shape is not None]
    assert shapely.is_valid(shapes).all()
    if len(shapes) == 2:
        assert shapely.intersection(*shapes).area == pytest.approx(0.0, abs=1e-6)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6))
def test_gaps_and_covered_ground_are_the_ground_within_reach(seed):
    rng, network, barriers, tessellation = town(seed)
    ground = Ground(network, barriers, snap=1.0, island=0.0)
    # a home in the middle of every sample, so that all ground has someone on it
    edges = np.arange(network.edge_count)
    places = shapely.points(
        tessellation.samples.place(
            every := np.arange(tessellation.samples.total), tessellation.samples.edge(every)
        )
    )
    access, _ = home_access(ground, places)
    where = rng.integers(network.edge_count, size=2)
    sites = shapely.points(network.locate(where, network.length[where] * rng.random(2)))
    facilities, _ = facility_access(ground, sites)
    homes = Homes(len(places), access, np.zeros(len(places), dtype=bool))
    walks = Walks(network, homes, facilities, 2)
    verdict = judge(walks, np.arange(2), LIMIT, np.full(len(places), np.inf))
    verdict = replace(verdict, reason=np.zeros(len(places), dtype=np.int64))
    gaps = find_gaps(GapGround(tessellation, edges), walks, np.arange(2), verdict, None)
    homes_in_gaps = np.concatenate([np.zeros(0, dtype=np.int64), *(gap.homes for gap in gaps)])
    assert sorted(homes_in_gaps) == np.flatnonzero(verdict.state == State.GAP).tolist()
    covered, _ = shared_catchments(network, facilities, 2, [LIMIT], np.zeros(0, dtype=np.int64))
    together = replace(covered[0], owner=np.zeros_like(covered[0].owner)).merged()
    within = pieces_of(tessellation, together)
    _, area = outline(tessellation, within, 1)
    mine = joined([gap.ground.take(gap.rows) for gap in gaps])
    polygons, areas = outline(tessellation, mine, len(gaps))
    assert shapely.is_valid(polygons).all()
    cells = np.unique(tessellation.first_of_alike).astype(np.int64)
    # nobody stands on what is left of some cells: the far end of a street that is hardly reached
    left = rest_of(cells, within)
    nobody = left.take(~np.isin(left.cell, mine.cell))
    unserved = tessellation.first_of_alike[verdict.state == State.GAP]
    assert not np.isin(nobody.cell, unserved).any()
    _, empty = outline(tessellation, nobody, 1)
    total = areas.sum() + area[0] + empty[0]
    # where several streets lie at one place and not all are reached, the gap takes the whole cell
    if len(cells) == tessellation.samples.total:
        assert total == pytest.approx(tessellation.areas(cells).sum(), abs=1e-6)
    assert total >= tessellation.areas(cells).sum() - 1e-6
    if gaps:
        for some in (gaps, gaps[len(gaps) // 2 :]):
            one, other = ground_of(some), joined([gap.ground.take(gap.rows) for gap in some])
            assert all(np.array_equal(v, getattr(other, k)) for k, v in vars(one).items())
        # beside a copy of the first, with which they share cells, they are drawn one by one
        twice = joined(
            [*(gap.ground.take(gap.rows) for gap in gaps), gaps[0].ground.take(gaps[0].rows)]
        )
        one_by_one, squares = outline(tessellation, twice, len(gaps) + 1)
        assert shapely.equals_exact(one_by_one, [*polygons, polygons[0]]).all()
        assert squares.tolist() == [*areas, areas[0]]


def test_a_sample_hidden_among_others_has_no_ground_of_its_own():
    # streets of a few millimetres on one spot: some of their samples have no side to any other
    _, network, _, tessellation = town(6509)
    tessellation.make(np.arange(network.edge_count))
    cells = np.unique(tessellation.first_of_alike).astype(np.int64)
    ground = tessellation.polygons(cells)
    assert shapely.union_all(ground).area == pytest.approx(tessellation.areas(cells).sum())


@settings(max_examples=40, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6))
def test_ground_near_some_homes_is_what_every_distance_says(seed):
    rng, network, barriers, tessellation = town(seed)
    edges = rng.integers(network.edge_count, size=12)
    places = shapely.points(network.locate(edges, network.length[edges] * rng.random(12)))
    access, _ = home_access(Ground(network, barriers, snap=1.0, island=0.0), places)
    homes = Homes(len(places), access, np.zeros(len(places), dtype=bool))
    distance = float(rng.uniform(20.0, 150.0))
    near = edges_near(network, shapely.get_coordinates(places), distance)
    apart = shapely.distance(network.lines[:, None], places[None, :]).min(axis=1)
    assert np.isin(np.flatnonzero(apart <= distance), near).all()
    ground = GapGround(tessellation, np.arange(network.edge_count))
    unserved = np.flatnonzero(rng.random(12) < 0.4)
    unserved = unserved[homes.placed[unserved]]
    if not len(unserved):
        return
    rows = np.flatnonzero(rng.random(len(ground.cells)) < 0.7)
    found = _around(ground, ground.place(homes), rows, unserved, distance)
    xy = ground.place(homes).xy[unserved]
    step = ground.xy[rows][:, None, :] - xy[None, :, :]
    assert found.tolist() == rows[np.hypot(*step.T).min(axis=0) < distance].tolist()
