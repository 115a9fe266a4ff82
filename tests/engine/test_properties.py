"""What must hold in every town, whatever the walks in it cost."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from random_town import COSTS, SAME, draw, wall

SEEDS = st.integers(0, 10**6)
HAIR = 1e-6  # metres or seconds: rounding of sums
every_cost = pytest.mark.parametrize("kind", COSTS)
both_grounds = pytest.mark.parametrize("walled", [False, True], ids=["open", "walled"])


def assert_same(one, other, tolerance=HAIR):
    """Compare costs, infinite ones included."""
    assert np.array_equal(np.isfinite(one), np.isfinite(other))
    both = np.isfinite(one)
    assert np.abs(one[both] - other[both]).max(initial=0.0) <= tolerance


def assert_never_more(less, more):
    """Compare costs of which the first may be lower."""
    assert (less <= more + HAIR).all()


@pytest.mark.parametrize("kind", ["metres", "delays"])
@both_grounds
@SAME
@given(seed=SEEDS)
def test_without_slope_the_way_back_costs_the_same(kind, walled, seed):
    town = draw(seed, walled=walled)
    table = town.table(town.costs(kind))
    assert_same(table, table.T)


@both_grounds
@SAME
@given(seed=SEEDS)
def test_on_slopes_the_way_back_costs_the_same_counted_backwards(walled, seed):
    town = draw(seed, walled=walled)
    costs = town.costs("slopes")
    there = town.table(costs)
    assert_same(there, town.table(costs.reversed).T)
    apart = np.isfinite(there) & (there != there.T)
    assert apart.any() or not np.triu(np.isfinite(there), 1).any()


@every_cost
@both_grounds
@SAME
@given(seed=SEEDS)
def test_a_stop_on_the_way_never_saves_anything(kind, walled, seed):
    """Whoever stops at a place does not walk the way from there to a home beside it."""
    town = draw(seed, walled=walled)
    costs = town.costs(kind)
    table, legs = town.table(costs), town.legs * costs.leg
    over = table[:, :, None] + table[None, :, :] - 2 * legs[None, :, None]
    assert_never_more(table, np.nanmin(over, axis=1))


@every_cost
@SAME
@given(seed=SEEDS, limit=st.floats(20, 400))
def test_a_limit_keeps_the_walks_within_it_and_no_others(kind, seed, limit):
    town = draw(seed)
    costs = town.costs(kind)
    every = town.table(costs)
    expected = np.where(every <= limit + 0.001 * costs.leg, every, np.inf)
    assert_same(town.table(costs, limit), expected)


@every_cost
@pytest.mark.parametrize("shared", [False, True], ids=["own", "shared"])
@both_grounds
@SAME
@given(seed=SEEDS, limits=st.lists(st.floats(10, 500), min_size=2, max_size=4))
def test_a_wider_limit_holds_all_that_a_narrower_one_does(kind, shared, walled, seed, limits):
    town = draw(seed, walled=walled, count=4)
    limits = sorted(limits)
    found = town.catchments(limits, town.costs(kind), shared)
    for narrow, wide in zip(found, found[1:], strict=False):
        assert_within(narrow, wide)


@pytest.mark.parametrize("kind", ["delays", "slopes"])
@SAME
@given(seed=SEEDS, speeds=st.lists(st.floats(0.5, 2.0), min_size=2, max_size=2))
def test_who_walks_faster_is_sooner_there_and_comes_farther(kind, seed, speeds):
    town = draw(seed, count=5)
    slow, fast = (town.costs(kind, speed) for speed in sorted(speeds))
    assert_never_more(town.table(fast), town.table(slow))
    for shared in (False, True):
        by_slow, by_fast = (town.catchments([200.0], c, shared)[0] for c in (slow, fast))
        # what a slow walker shares out by nearness a fast one may share out otherwise
        if shared:
            by_slow, by_fast = (together(found) for found in (by_slow, by_fast))
        assert_within(by_slow, by_fast)


@every_cost
@SAME
@given(seed=SEEDS, count=st.integers(1, 4))
def test_another_street_never_makes_a_walk_longer(kind, seed, count):
    town = draw(seed, on_streets=True)
    rng = np.random.default_rng(seed + 1)
    corners = sorted({c for street in town.streets for c in street.coords})
    added = [
        shapely.LineString([corners[k] for k in rng.choice(len(corners), 2, replace=False)])
        for _ in range(count)
    ]
    wider = town.changed(streets=[*town.streets, *added], delays=[*town.delays, *[0.0] * count])
    assert_never_more(wider.table(wider.costs(kind)), town.table(town.costs(kind)))


@every_cost
@SAME
@given(seed=SEEDS, count=st.integers(1, 3))
def test_a_barrier_never_makes_a_walk_shorter_and_a_gate_never_longer(kind, seed, count):
    bare = draw(seed, on_streets=True, walled=True)
    rng = np.random.default_rng(seed + 1)
    bare = bare.changed(walls=bare.walls[:1], gates=bare.gates[:0])
    walled = bare.changed(walls=[*bare.walls, *(wall(rng) for _ in range(count))])
    gates = [w.interpolate(rng.random(), normalized=True) for w in walled.walls for _ in range(3)]
    opened = walled.changed(gates=np.array([(p.x, p.y) for p in gates]))
    free = bare.changed(walls=[])
    tables = [town.table(town.costs(kind)) for town in (free, bare, walled)]
    assert_never_more(tables[0], tables[1])
    assert_never_more(tables[1], tables[2])
    assert_never_more(opened.table(opened.costs(kind)), tables[2])
    assert_never_more(tables[0], opened.table(opened.costs(kind)))


@every_cost
def test_some_walks_do_become_longer_by_barriers_and_shorter_by_gates_and_streets(kind):
    """Else the two tests above would say nothing."""
    longer = gated = shorter = 0
    for seed in range(8):
        town = draw(seed, on_streets=True, walled=True)
        free, shut = town.changed(walls=[]), town.changed(gates=town.gates[:0])
        fewer = free.changed(streets=free.streets[:-4], delays=free.delays[:-4])
        fewer = fewer.changed(points=fewer.points[fewer.legs < HAIR])
        costs = [each.table(each.costs(kind)) for each in (free, town, shut)]
        longer += (costs[2] > costs[0] + 1.0).sum()
        gated += (costs[2] > costs[1] + 1.0).sum()
        more = free.changed(points=fewer.points)
        shorter += (fewer.table(fewer.costs(kind)) > more.table(more.costs(kind)) + 1.0).sum()
    assert min(longer, gated, shorter) > 0, (longer, gated, shorter)


@every_cost
@both_grounds
@SAME
@given(seed=SEEDS)
def test_the_order_of_features_and_the_direction_of_lines_change_nothing(kind, walled, seed):
    town = draw(seed, walled=walled)
    rng = np.random.default_rng(seed + 1)
    streets, points = rng.permutation(len(town.streets)), rng.permutation(len(town.points))
    turned = rng.random(len(streets)) < 0.5
    other = town.changed(
        streets=[
            town.streets[k].reverse() if turn else town.streets[k]
            for k, turn in zip(streets, turned, strict=True)
        ],
        delays=[town.delays[k] for k in streets],
        points=town.points[points],
        walls=town.walls[::-1],
        gates=town.gates[::-1],
    )
    expected = town.table(town.costs(kind))[np.ix_(points, points)]
    assert_same(other.table(other.costs(kind)), expected)
    one, two = (metres_by_owner(t.catchments([150.0], t.costs(kind))[0], t) for t in (town, other))
    assert np.allclose(two, one[points], atol=HAIR)


@every_cost
@both_grounds
@SAME
@given(seed=SEEDS)
def test_a_line_taken_apart_at_its_vertices_is_the_same_street(kind, walled, seed):
    # of each edge only its nearest point is tried: where a wall is in the way, a street of more
    # edges has more points to try, so beside walls the points lie on the streets themselves
    town = draw(seed, walled=walled, on_streets=walled)
    streets, delays = [], []
    for street, delay in zip(town.streets, town.delays, strict=True):
        for a, b in zip(street.coords, street.coords[1:], strict=False):
            streets.append(shapely.LineString([a, b]))
            delays.append(delay * streets[-1].length / street.length)
    assert_same_walks(town, town.changed(streets=streets, delays=delays), kind)


@every_cost
@both_grounds
@SAME
@given(seed=SEEDS)
def test_more_vertices_on_a_straight_street_change_nothing(kind, walled, seed):
    town = draw(seed, walled=True) if walled else draw(seed)
    town = town.changed(height=draw(seed, walled=True).height)
    dense = [street.segmentize(17.0) for street in town.streets]
    assert_same_walks(town, town.changed(streets=dense), kind)


@every_cost
@SAME
@given(seed=SEEDS)
def test_a_street_drawn_twice_changes_nothing(kind, seed):
    town = draw(seed)
    rng = np.random.default_rng(seed + 1)
    again = rng.integers(len(town.streets), size=3)
    streets = [*town.streets, *(town.streets[k].reverse() for k in again)]
    delays = [*town.delays, *(town.delays[k] for k in again)]
    twice = town.changed(streets=streets, delays=delays)
    assert twice.network.edge_count == town.network.edge_count
    assert_same_walks(town, twice, kind)


@every_cost
@both_grounds
@SAME
@given(
    seed=SEEDS,
    angle=st.floats(-3.2, 3.2),
    move=st.tuples(st.floats(-1e6, 1e6), st.floats(-5e6, 5e6)),
)
def test_where_the_town_lies_and_how_it_is_turned_changes_nothing(kind, walled, seed, angle, move):
    town = draw(seed, walled=walled)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])

    def moved(xy):
        return xy @ turn.T + move

    other = town.changed(
        streets=[shapely.transform(street, moved) for street in town.streets],
        points=moved(town.points),
        walls=[shapely.transform(each, moved) for each in town.walls],
        gates=moved(town.gates),
        height=lambda xy: town.height((xy - move) @ turn),
    )
    assert_same_walks(town, other, kind, tolerance=1e-4)


def assert_same_walks(town, other, kind, tolerance=1e-5):
    """Compare all walks, and the metres of street in every catchment."""
    costs = [each.costs(kind) for each in (town, other)]
    assert np.isfinite(town.table()).any()
    assert_same(other.table(costs[1]), town.table(costs[0]), tolerance)
    for shared in (False, True):
        one, two = (
            metres_by_owner(each.catchments([150.0], cost, shared)[0], each)
            for each, cost in zip((town, other), costs, strict=True)
        )
        assert one.any()
        assert np.allclose(two, one, atol=10 * tolerance)


def metres_by_owner(stretches, town):
    """Metres of street that each point reaches."""
    length = stretches.high - stretches.low
    return np.bincount(stretches.owner, weights=length, minlength=len(town.points))


def together(stretches):
    """Forget who reached what."""
    return type(stretches)(
        np.zeros_like(stretches.owner), stretches.edge, stretches.low, stretches.high
    ).merged()


def assert_within(inner, outer):
    """Find every stretch inside the stretches of the same owner on the same edge."""
    outer_rows = {}
    for owner, edge, low, high in zip(*columns(outer), strict=True):
        outer_rows.setdefault((owner, edge), []).append((low, high))
    for owner, edge, low, high in zip(*columns(inner), strict=True):
        held = outer_rows.get((owner, edge), [])
        assert any(a <= low + HAIR and high <= b + HAIR for a, b in held), (owner, edge, low, high)


def columns(stretches):
    """Give the four columns as lists."""
    fields = (stretches.owner, stretches.edge, stretches.low, stretches.high)
    return [field.tolist() for field in fields]
