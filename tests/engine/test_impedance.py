"""Costs by hand: Tobler's slope, delays spread over a street, both directions."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lifecircle.engine.heights import Heights
from lifecircle.engine.impedance import Impedance, tobler
from lifecircle.engine.network import build
from lifecircle.engine.street_traits import (
    Crossing,
    StreetTraits,
    read_crossings,
    read_grades,
    read_steps,
)

FEW = settings(max_examples=100, deadline=None, derandomize=True, phases=[Phase.generate])


def street(*points):
    return build(np.array([shapely.LineString(points)], dtype=object))


@pytest.mark.parametrize(
    ("grade", "share"), [(0.03, 0.90), (0.05, 0.84), (0.08, 0.76), (0.10, 0.70), (-0.10, 1.0)]
)
def test_tobler_gives_the_published_shares_of_the_level_pace(grade, share):
    assert float(tobler(np.array(grade))) == pytest.approx(share, abs=0.005)


def test_seconds_uphill_and_downhill_and_a_crossing():
    network = street((0, 0), (100, 0))
    heights = Heights.of_grades(network, np.array([0.05]))
    costs = Impedance.seconds(network, 1.25, delay=np.array([30.0]), heights=heights)
    assert costs.ahead[0] == pytest.approx(80 / np.exp(-0.175) + 30)
    assert costs.back[0] == pytest.approx(80 / np.exp(0.175) + 30)
    ahead, back = costs.walk(np.array([0]), np.array([0.0]), np.array([25.0]))
    assert ahead[0] == pytest.approx(costs.ahead[0] / 4)
    assert back[0] == pytest.approx(costs.back[0] / 4)


def test_a_hill_costs_its_two_sides():
    network = street((0, 0), (200, 0))
    heights = Heights(np.array([0, 3]), np.array([0.0, 100, 200]), np.array([0.0, 10, 0]))
    costs = Impedance.seconds(network, 1.0, heights=heights)
    up, down = 100 / 0.7047, 100 / 1.0
    assert costs.ahead[0] == pytest.approx(up + down, rel=1e-3)
    assert costs.back[0] == pytest.approx(costs.ahead[0])
    assert costs.reach_ahead(np.array([0]), np.array([0.0]), np.array([up / 2]))[0] == (
        pytest.approx(50, rel=1e-3)
    )
    assert costs.reach_back(np.array([0]), np.array([200.0]), np.array([up + down]))[0] == (
        pytest.approx(0, abs=0.1)
    )


def test_level_streets_without_delays_cost_their_metres():
    network = street((0, 0), (30, 40), (60, 0))
    assert Impedance.metres(network).is_even
    assert Impedance.seconds(network, 1.2).is_even
    assert not Impedance.seconds(network, 1.2, delay=np.array([1.0])).is_even
    level = Heights.of_grades(network, np.array([np.nan]))
    assert Impedance.seconds(network, 1.2, heights=level).ahead[0] == pytest.approx(100 / 1.2)


@FEW
@given(
    heights=st.lists(st.floats(-3, 3), min_size=2, max_size=6),
    delay=st.floats(0, 60),
    share=st.floats(0, 1),
)
def test_parts_add_up_and_what_is_spent_is_where_one_stands(heights, delay, share):
    network = street((0, 0), (37, 5), (90, -20))
    length = float(network.length[0])
    at = np.linspace(0.0, length, len(heights))
    profile = Heights(np.array([0, len(heights)]), at, np.array(heights))
    costs = Impedance.seconds(network, 1.1, delay=np.array([delay]), heights=profile)
    edge, zero, end = np.array([0]), np.array([0.0]), np.array([length])
    place = np.array([share * length])
    first, last = costs.walk(edge, zero, place), costs.walk(edge, place, end)
    assert first[0][0] + last[0][0] == pytest.approx(costs.ahead[0])
    assert first[1][0] + last[1][0] == pytest.approx(costs.back[0])
    assert costs.reach_ahead(edge, zero, first[0])[0] == pytest.approx(place[0], abs=1e-6)
    assert costs.reach_back(edge, end, last[1])[0] == pytest.approx(place[0], abs=1e-6)
    back = costs.reversed
    assert (back.ahead[0], back.back[0]) == (costs.back[0], costs.ahead[0])
    meet = costs.meet(edge, zero, end, np.array([0.0]), np.array([0.0]))
    over_low, over_high = costs.walk(edge, zero, meet)[0], costs.walk(edge, meet, end)[1]
    assert over_low[0] == pytest.approx(over_high[0], abs=1e-6)


def test_words_of_the_fields():
    kinds, unknown = read_crossings([None, "Signal", "traffic_signals", "zebra", "unmarked", "?"])
    assert kinds.tolist() == [
        Crossing.NONE, Crossing.SIGNAL, Crossing.SIGNAL, Crossing.NONE, Crossing.UNMARKED,
        Crossing.NONE,
    ]  # fmt: skip
    assert unknown == [5]
    steps, unknown = read_steps([None, "yes", "12", "0", "no", "perhaps", "-3"])
    assert steps.tolist() == [False, True, True, False, False, False, False]
    assert unknown == [5, 6]
    grades, unknown = read_grades([None, "8", "8%", "-3,5", "up", "900", "nan"])
    assert grades[1:4] == pytest.approx([0.08, 0.08, -0.035])
    assert np.isnan(grades[[0, 4, 5, 6]]).all()
    assert unknown == [4, 5, 6]


@FEW
@given(cut=st.floats(1, 99))
def test_dividing_a_street_line_at_a_vertex_leaves_its_delay(cut):
    whole = build(np.array([shapely.LineString([(0, 0), (cut, 0), (100, 0)])], dtype=object))
    parted = build(
        np.array(
            [
                shapely.LineString([(0, 0), (cut, 0), (100, 0)]),
                shapely.LineString([(cut, 0), (cut, 50)]),
            ],
            dtype=object,
        )
    )

    def lost(network, streets):
        traits = StreetTraits(
            np.array([100.0, 50.0][:streets]),
            np.array([Crossing.SIGNAL, Crossing.NONE][:streets]),
            np.zeros(streets, dtype=bool),
            np.full(streets, np.nan),
            np.zeros(streets, dtype=bool),
        )
        walker = type("W", (), {"delay_signal": 30.0, "delay_unmarked": None, "delay_steps": None})
        return traits.delay(network, walker)

    assert lost(whole, 1).sum() == pytest.approx(30)
    both = lost(parted, 2)
    on_first = both[parted.edge_street == 0]
    assert on_first.sum() == pytest.approx(30)
    assert on_first == pytest.approx(parted.length[parted.edge_street == 0] * 0.3)


def random_edge(draw_heights, length=100.0, delay=0.0, speed=1.1):
    network = street((0, 0), (length, 0))
    at = np.linspace(0.0, length, len(draw_heights))
    profile = Heights(np.array([0, len(at)]), at, np.array(draw_heights, dtype=float))
    return Impedance.seconds(network, speed, delay=np.array([delay]), heights=profile), at


@FEW
@given(
    heights=st.lists(st.floats(-5, 5), min_size=2, max_size=9),
    places=st.lists(st.floats(-20, 140), min_size=1, max_size=8),
)
def test_knots_are_read_as_numpy_interpolates(heights, places):
    costs, at = random_edge(heights)
    value = np.array(places)
    edge = np.zeros(len(value), dtype=np.int64)
    knots = costs.knots
    for x, y in ((knots.at, knots.ahead), (knots.ahead, knots.at), (knots.back, knots.at)):
        found = knots.interpolate(edge, value, x, y)
        assert found == pytest.approx(np.interp(value, x, y), abs=1e-9)


@FEW
@given(
    heights=st.lists(st.floats(-5, 5), min_size=2, max_size=9),
    low=st.floats(0, 60),
    span=st.floats(0, 40),
    cost_low=st.floats(0, 100),
    cost_high=st.floats(0, 100),
)
def test_walks_meet_where_halving_finds_it(heights, low, span, cost_low, cost_high):
    costs, _ = random_edge(heights)
    edge, high = np.array([0]), low + span

    def nearer_over_low(place):
        over_low = cost_low + costs.walk(edge, np.array([low]), np.array([place]))[0][0]
        return over_low < cost_high + costs.walk(edge, np.array([place]), np.array([high]))[1][0]

    left, right = low, high
    for _ in range(60):
        middle = (left + right) / 2
        left, right = (middle, right) if nearer_over_low(middle) else (left, middle)
    met = costs.meet(
        edge, np.array([low]), np.array([high]), np.array([cost_low]), np.array([cost_high])
    )
    assert met[0] == pytest.approx(left, abs=1e-6)


@FEW
@given(heights=st.lists(st.lists(st.floats(-5, 5), min_size=2, max_size=6), min_size=1, max_size=5))
def test_edges_do_not_disturb_each_other(heights):
    lines = [shapely.LineString([(0, 9 * row), (80, 9 * row)]) for row in range(len(heights))]
    network = build(np.array(lines, dtype=object))
    at = np.concatenate([np.linspace(0, 80, len(heights[row])) for row in network.edge_street])
    height = np.concatenate([heights[row] for row in network.edge_street])
    count = [len(heights[row]) for row in network.edge_street]
    together = Impedance.seconds(
        network, 1.1, heights=Heights(np.concatenate([[0], np.cumsum(count)]), at, height)
    )
    place = np.array([50.0])
    for edge, row in enumerate(network.edge_street):
        alone, _ = random_edge(heights[row], length=80.0)
        assert together.ahead[edge] == pytest.approx(alone.ahead[0])
        assert together.back[edge] == pytest.approx(alone.back[0])
        for part in ("reach_ahead", "reach_back"):
            both = [
                getattr(costs, part)(np.array([number]), place, np.array([15.0]))[0]
                for costs, number in ((together, edge), (alone, 0))
            ]
            assert both[0] == pytest.approx(both[1])


@FEW
@given(heights=st.lists(st.floats(-9, 9), min_size=2, max_size=9), budget=st.floats(0.1, 60))
def test_nobody_is_faster_than_the_fastest(heights, budget):
    costs, _ = random_edge(heights)
    reached = costs.reach_ahead(np.array([0]), np.array([0.0]), np.array([budget]))[0]
    assert reached <= costs.fastest * budget * (1 + 1e-9)
    assert costs.fastest <= 1.1 * np.exp(0.175) * (1 + 1e-9)
    assert costs.fastest >= 1.1


def test_slope_alone_is_the_same_there_and_back_only_on_a_symmetric_hill():
    costs, _ = random_edge([0, 4, 0])
    assert costs.ahead[0] == pytest.approx(costs.back[0])
    costs, _ = random_edge([0, 4, 1])
    assert costs.ahead[0] > costs.back[0] + 1


def test_places_where_heights_are_found_out():
    network = build(
        np.array(
            [shapely.LineString([(0, 0), (25, 0)]), shapely.LineString([(0, 9), (0.002, 9)]),
             shapely.LineString([(0, 18), (95, 18)])],
            dtype=object,
        )
    )  # fmt: skip
    places = Heights.unknown(network, 10.0, network.edge_street == 2)
    by_street = {
        int(network.edge_street[edge]): places.at[places.edge == edge].tolist() for edge in range(3)
    }
    assert by_street[0] == pytest.approx([0, 25 / 3, 50 / 3, 25])
    assert by_street[1] == pytest.approx([0, 0.002])
    assert by_street[2] == pytest.approx([0, 95])
    assert np.isnan(places.height).all()


def test_unknown_heights_lie_between_known_ones_of_the_same_edge():
    nan = np.nan
    first = np.array([0, 5, 7, 10])
    at = np.array([0.0, 10, 20, 40, 50, 0, 30, 0, 10, 30])
    height = np.array([nan, 2.0, nan, 8.0, nan, nan, nan, 1.0, nan, 4.0])
    heights = Heights(first, at, height)
    assert heights.filled().height.tolist() == [2.0, 2.0, 4.0, 8.0, 8.0, 0.0, 0.0, 1.0, 2.0, 4.0]
    # of 110 m, 10 + 5 + 15 m lie nearest to a known place of the first edge, 5 + 10 of the last
    beside = (10 + 10) / 2 + (20 + 10) / 2 + 10 / 2 + 20 / 2
    assert heights.known_share == pytest.approx(beside / (50 + 30 + 30))


def test_known_grades_stand_before_heights():
    heights = Heights(np.array([0, 3, 5]), np.array([0.0, 10, 30, 0, 20]), np.arange(5.0))
    kept = heights.with_grades(np.array([0.1, np.nan]))
    assert kept.height.tolist() == [0.0, 1.0, 3.0, 3.0, 4.0]
    assert heights.mean == pytest.approx([2 / 30, 1 / 20])


def test_one_absurd_height_spoils_no_other_street():
    lines = np.array(
        [shapely.LineString([(100 * k, 0), (100 * k + 100, 0)]) for k in range(30)], dtype=object
    )
    network = build(lines)
    plain = Impedance.seconds(network, 1.2, heights=Heights.of_grades(network, np.zeros(30)))
    grade = np.zeros(30)
    grade[7] = 100.0
    costs = Impedance.seconds(network, 1.2, heights=Heights.of_grades(network, grade))
    others = np.arange(30) != 7
    assert np.allclose(costs.ahead[others], plain.ahead[others], atol=1e-9)
    assert costs.ahead[7] == pytest.approx(100 / 1.2 * np.exp(3.5), rel=1e-9)
