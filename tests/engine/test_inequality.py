"""Gini, Lorenz, the worst-off and groups: worked values, person by person, and what must hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inequality.gini import Gini
from lifecircle.engine.inequality import (
    gap_between_groups,
    gini,
    lorenz_curve,
    mean_by_group,
    mean_of_worst_off,
)

SAME = settings(max_examples=150, deadline=None, derandomize=True, database=None)
EXAMPLE = np.array([20 / 3, 32 / 3, 4.0]) / 1000  # places per person by 2SFCA within 800 m
PERSONS = np.array([1000.0, 2000, 500])


def homes(most_persons=1e5, least_value=0.0):
    home = st.tuples(st.floats(least_value, 1e6), st.floats(0.01, most_persons))
    return st.lists(home, min_size=1, max_size=30).map(lambda rows: np.array(rows).T)


def whole_homes():
    home = st.tuples(st.sampled_from([0.0, 0.1, 1 / 3, 1, 2, 7.5]), st.integers(0, 6))
    return st.lists(home, min_size=1, max_size=12)


def one_by_one(rows):
    """One entry per person."""
    return [value for value, persons in rows for _ in range(persons)]


def gini_of_pairs(each):
    """Half the mean difference between any two persons, as a part of the mean."""
    total = sum(abs(a - b) for a in each for b in each)
    mean = sum(each) / len(each)
    return 0.0 if mean == 0 else total / (2 * len(each) ** 2 * mean)


def test_the_worked_value():
    assert round(gini(EXAMPLE, PERSONS), 4) == 0.1524


def test_extremes():
    assert gini([3.0, 3.0, 3.0], [1, 5, 2]) == pytest.approx(0, abs=1e-15)
    assert gini([0.0, 0.0], [3, 4]) == 0
    assert gini([0.0, 1.0], [99, 1]) == pytest.approx(0.99)
    assert gini([5.0], [2]) == 0
    for values, persons in (([], []), ([1.0], [0.0]), ([np.nan], [3.0]), ([1.0], [np.nan])):
        assert np.isnan(gini(values, persons))


@SAME
@given(rows=whole_homes())
def test_gini_is_the_mean_difference_between_persons(rows):
    value, persons = zip(*rows, strict=True)
    each = one_by_one(rows)
    if each:
        assert gini(value, persons) == pytest.approx(gini_of_pairs(each), abs=1e-12)
    else:
        assert np.isnan(gini(value, persons))


@SAME
@given(rows=whole_homes())
def test_gini_agrees_with_pysal(rows):
    value, persons = zip(*rows, strict=True)
    each = np.array(one_by_one(rows))
    if each.any():
        assert gini(value, persons) == pytest.approx(Gini(each).g, abs=1e-12)


@SAME
@given(rows=homes(), factor=st.floats(1e-3, 1e3), part=st.floats(0.05, 0.95), seed=st.integers(0))
def test_gini_knows_no_unit_no_order_and_no_houses(rows, factor, part, seed):
    value, persons = rows
    found = gini(value, persons)
    assert 0 <= found < 1
    assert gini(value * factor, persons) == pytest.approx(found, abs=1e-9)
    assert gini(value, persons * factor) == pytest.approx(found, abs=1e-9)
    mixed = np.random.default_rng(seed).permutation(len(value))
    assert gini(value[mixed], persons[mixed]) == pytest.approx(found, abs=1e-9)
    split = np.concatenate([persons, persons[:1] * (1 - part)])
    split[0] *= part
    assert gini(np.append(value, value[0]), split) == pytest.approx(found, abs=1e-9)
    unknown = np.append(value, np.nan), np.append(persons, 1e6)
    assert gini(*unknown) == pytest.approx(found, abs=1e-12)


@SAME
@given(rows=homes(least_value=1.0), more=st.floats(1, 100))
def test_what_everybody_gets_besides_makes_it_more_even(rows, more):
    value, persons = rows
    assert gini(value + more, persons) <= gini(value, persons) + 1e-12


def test_values_near_the_ends_of_floats():
    assert gini([1e-310, 3e-310], [1, 1]) == pytest.approx(0.25)
    assert gini([1e308, 3e307], [1e300, 1e300]) == pytest.approx(gini([10, 3], [1, 1]))


@SAME
@given(rows=homes())
def test_the_lorenz_curve_rises_and_hangs_below_the_diagonal(rows):
    value, persons = rows
    share, held = lorenz_curve(value, persons)
    assert share[0] == held[0] == 0
    assert share[-1] == held[-1] == 1
    assert np.all(np.diff(share) > 0)
    assert np.all(np.diff(held) >= 0)
    assert np.all(held <= share + 1e-12)
    slope = np.diff(held) / np.diff(share)
    assert np.all(np.diff(slope) >= -1e-6 * np.maximum(1, slope[1:]))


def test_the_lorenz_curve_by_hand():
    share, held = lorenz_curve([3.0, 1, np.nan, 9], [1.0, 3, 5, 0])
    assert share == pytest.approx([0, 0.75, 1])
    assert held == pytest.approx([0, 0.5, 1])
    share, held = lorenz_curve([0.0, 0.0], [1.0, 3.0])
    assert share == pytest.approx(held)
    assert len(lorenz_curve([], [])[0]) == 0


def test_the_worst_off_by_hand():
    # a tenth of 3500 persons is 350, all of them at the third home
    assert mean_of_worst_off(EXAMPLE, PERSONS) == pytest.approx(0.004)
    # 1050 persons: 500 at the third home and 550 of the first
    wanted = (500 * 0.004 + 550 * EXAMPLE[0]) / 1050
    assert mean_of_worst_off(EXAMPLE, PERSONS, 0.3) == pytest.approx(wanted)
    assert mean_of_worst_off(EXAMPLE, PERSONS, 1) == pytest.approx(30 / 3500)
    assert mean_of_worst_off([np.nan, 2, 5], [1000, 1, 9]) == pytest.approx(2)
    assert -mean_of_worst_off([-9.0, -4, -20], [8, 1, 1]) == pytest.approx(20)
    assert np.isnan(mean_of_worst_off([np.nan, 1], [4, 0]))


@SAME
@given(rows=whole_homes(), tenths=st.integers(1, 10))
def test_the_worst_off_person_by_person(rows, tenths):
    value, persons = zip(*rows, strict=True)
    # each person in ten parts, so that any number of tenths of all persons is a whole number
    parts = sorted(part for each in one_by_one(rows) for part in [each] * 10)
    worst = parts[: len(parts) * tenths // 10]
    found = mean_of_worst_off(value, persons, tenths / 10)
    if worst:
        assert found == pytest.approx(sum(worst) / len(worst), abs=1e-12)
    else:
        assert np.isnan(found)


@SAME
@given(rows=homes(), part=st.floats(0.05, 0.95), share=st.floats(0.001, 1))
def test_the_worst_off_are_the_same_however_homes_are_split(rows, part, share):
    value, persons = rows
    found = mean_of_worst_off(value, persons, share)
    split = np.concatenate([persons, persons[:1] * (1 - part)])
    split[0] *= part
    assert mean_of_worst_off(np.append(value, value[0]), split, share) == (
        pytest.approx(found, rel=1e-6, abs=1e-6)
    )
    mean = np.average(value, weights=persons)
    assert value.min() * (1 - 1e-9) <= found <= mean * (1 + 1e-9) + 1e-9


def test_means_of_groups_and_their_gap():
    value = [1.0, 3, np.nan, 2]
    persons = np.array([[1, 0, 0], [3, 2, 0], [50, 9, 4], [np.nan, 2, 0]])
    means = mean_by_group(value, persons)
    assert means[:2] == pytest.approx([10 / 4, 10 / 4])
    assert np.isnan(means[2])
    of_each = mean_by_group(np.array([[1.0, 5], [2, np.nan]]), np.array([[1, 2], [3, 4]]))
    assert of_each == pytest.approx([7 / 4, 5])
    gap = gap_between_groups([np.nan, 2.0, 5, 2])
    assert (gap.difference, gap.lowest, gap.highest) == (3.0, 1, 2)
    for means in ([], [4.0], [np.nan, 4.0], [np.nan, np.nan]):
        gap = gap_between_groups(means)
        assert np.isnan(gap.difference)
        assert (gap.lowest, gap.highest) == (-1, -1)


@pytest.mark.parametrize(
    ("values", "persons", "word"),
    [
        ([-1.0], [1.0], "values"),
        ([np.inf], [1], "finite"),
        ([1], [-1], "persons"),
        ([1, 2], [1], "many"),
    ],
)
def test_what_cannot_be_is_refused(values, persons, word):
    with pytest.raises(ValueError, match=word):
        gini(values, persons)


@pytest.mark.parametrize("share", [0, -0.1, 1.1, np.nan])
def test_a_share_of_nobody_or_more_than_all_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        mean_of_worst_off([1.0], [1.0], share)
