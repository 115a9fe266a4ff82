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
