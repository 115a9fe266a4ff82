"""Edited networks walk as networks built anew from the edited streets and barriers."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lifecircle.engine.access import Ground, home_access
from lifecircle.engine.barriers import Barriers
from lifecircle.engine.edits import add_street, close_streets, open_gates
from lifecircle.engine.network import build
from lifecircle.engine.pairs import walks_within

FEW = settings(max_examples=80, deadline=None, derandomize=True, phases=[Phase.generate])


def town(seed, long=0.3):
    """Draw crooked streets with bends at shared places, and walls between them."""
    rng = np.random.default_rng(seed)
    place = {
        (i, j): np.round((60 * i, 60 * j) + rng.uniform(-15, 15, 2), 3)
        for i in range(6)
        for j in range(5)
    }
    lines = []
    for (i, j), here in place.items():
        for step in ((1, 0), (0, 1)):
            one, two = (i + step[0], j + step[1]), (i + 2 * step[0], j + 2 * step[1])
            if one in place and rng.random() < 0.75:
                through = [place[two]] if two in place and rng.random() < long else []
                lines.append(shapely.LineString([here, place[one], *through]))
    walls = shapely.linestrings(rng.uniform(0, 300, (3, 2, 2)))
    gates = rng.uniform(0, 300, (2, 2))
    return rng, place, np.array(lines, dtype=object), walls, gates


def on_streets(rng, lines):
    """Choose places on streets: what a wall does to a straight leg is not asked here."""
    chosen = lines[rng.choice(len(lines), 12)]
    return shapely.line_interpolate_point(chosen, rng.uniform(0.05, 0.95, 12), normalized=True)


def table(network, barriers, points):
    """Metres between all points."""
    access, _ = home_access(Ground(network, barriers, snap=60.0, island=0.0), points)
    pairs = walks_within(network, access, len(points), access, len(points), np.inf)
    metres = np.full((len(points), len(points)), np.inf)
    metres[pairs.origin, pairs.destination] = pairs.cost
    return metres


def assert_same(one, other):
    assert np.array_equal(np.isfinite(one), np.isfinite(other))
    finite = np.isfinite(one)
    assert np.allclose(one[finite], other[finite], atol=1e-6)


@FEW
@given(seed=st.integers(0, 10**6))
def test_closed_streets_are_as_never_drawn(seed):
    rng, _, lines, walls, gates = town(seed, long=0.0)
    barriers = Barriers.from_geometries(walls, gates, 12.0)
    closed = np.flatnonzero(rng.random(len(lines)) < 0.2)
    points = on_streets(rng, np.delete(lines, closed))
    edited = close_streets(build(lines, barriers), closed)
    anew = build(np.delete(lines, closed), barriers)
    assert_same(table(edited, barriers, points), table(anew, barriers, points))


@FEW
@given(seed=st.integers(0, 10**6))
def test_opened_gates_are_as_always_open(seed):
    rng, _, lines, walls, gates = town(seed)
    before = Barriers.from_geometries(walls, gates[:1], 12.0)
    network = build(lines, before)
    _ = before.tree
    # a gate where a street is cut off, and one anywhere
    at = np.flatnonzero(network.at_barrier)
    where = gates[1:] if not len(at) else np.vstack([network.node_xy[at[:1]] + 3.0, gates[1:]])
    edited, opened = open_gates(network, before, where)
    after = Barriers.from_geometries(walls, np.vstack([gates[:1], where]), 12.0)
    points = on_streets(rng, lines)
    assert_same(table(edited, opened, points), table(build(lines, after), after, points))


@FEW
@given(seed=st.integers(0, 10**6), walled=st.booleans())
def test_an_added_street_is_as_always_there(seed, walled):
    rng, place, lines, walls, gates = town(seed)
    barriers = Barriers.from_geometries(walls if walled else walls[:0], gates, 12.0)
    corners = list(place.values())
    chosen = [corners[k] for k in rng.choice(len(corners), 3, replace=False)]
    chosen.insert(int(rng.integers(4)), rng.uniform(0, 300, 2))
    street = shapely.LineString(chosen)
    points = on_streets(rng, np.append(lines, street))
    edited = add_street(build(lines, barriers), street, len(lines), barriers)
    anew = build(np.append(lines, street), barriers)
    assert edited.edge_street.max() == len(lines)
    assert_same(table(edited, barriers, points), table(anew, barriers, points))


def test_an_added_street_that_meets_nothing_is_an_island():
    lines = np.array([shapely.LineString([(0, 0), (100, 0)])], dtype=object)
    edited = add_street(build(lines), shapely.LineString([(0, 50), (100, 50)]), 1)
    assert (edited.edge_count, edited.node_count) == (2, 4)
    assert len(np.unique(edited.component)) == 2


def test_a_street_added_twice_is_there_once():
    lines = np.array([shapely.LineString([(0, 0), (100, 0)])], dtype=object)
    edited = add_street(build(lines), shapely.LineString([(100, 0), (0, 0)]), 1)
    assert (edited.edge_count, edited.duplicates) == (1, 1)


def test_an_added_street_meets_others_where_both_reach_a_wall():
    lines = np.array([shapely.LineString([(0, 0), (100, 100)])], dtype=object)
    street = shapely.LineString([(0, 100), (100, 0)])
    walls = np.array([shapely.LineString([(-50, 50), (150, 50)])], dtype=object)
    barriers = Barriers.from_geometries(walls, np.zeros((0, 2)))
    points = shapely.points([(10, 10), (90, 10), (10, 90), (90, 90)])
    edited = add_street(build(lines, barriers), street, 1, barriers)
    anew = build(np.append(lines, street), barriers)
    assert np.isfinite(table(anew, barriers, points)).sum() == 8
    assert_same(table(edited, barriers, points), table(anew, barriers, points))
