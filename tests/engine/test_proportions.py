"""Wilson's interval: worked values, a root search that knows no formula, and what must hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecircle.engine.proportions import wilson_interval
from scipy.optimize import brentq

SAME = settings(max_examples=200, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (3, 3, 0.4385, 1.0),
        (0, 5, 0.0, 0.4345),
        (4, 5, 0.3755, 0.9638),
        (12, 20, 0.3866, 0.7812),
        (60, 100, 0.5020, 0.6906),
    ],
)
def test_worked_values(successes, trials, low, high):
    found = wilson_interval(successes, trials)
    assert tuple(round(float(end), 4) for end in found) == (low, high)


def ends_by_search(share, n, z):
    """The shares that lie just z standard errors, of their own, from the one seen."""

    def beyond(q):
        return (share - q) ** 2 - z * z * q * (1 - q) / n

    # at 0 and 1 the share itself is such a place, and another one lies across
    aside = 1e-9 if share in (0, 1) else 0.0
    low = 0.0 if share == 0 else brentq(beyond, 0.0, share - aside, xtol=1e-15)
    high = 1.0 if share == 1 else brentq(beyond, share + aside, 1.0, xtol=1e-15)
    return low, high


@SAME
@given(
    n=st.floats(0.3, 5000),
    share=st.one_of(st.floats(0.001, 0.999), st.sampled_from([0.0, 1.0])),
    z=st.sampled_from([1.0, 1.645, 1.96, 2.576]),
)
def test_it_ends_where_the_score_test_rejects(n, share, z):
    low, high = wilson_interval(share * n, n, z)
    expected = ends_by_search(share, n, z)
    assert (float(low), float(high)) == pytest.approx(expected, abs=1e-9)


@SAME
@given(n=st.floats(1e-6, 1e9), share=st.floats(0, 1), more=st.floats(1.01, 10))
def test_it_lies_within_0_and_1_around_the_share_and_narrows_with_more_answers(n, share, more):
    low, high = wilson_interval([share * n, share * n * more], [n, n * more])
    assert np.all((low >= 0) & (high <= 1))
    assert np.all((low <= share * (1 + 1e-12)) & (share <= high * (1 + 1e-12)))
    assert high[1] - low[1] < high[0] - low[0]


def test_yes_and_no_change_places():
    yes, n = np.array([0.0, 1.5, 4, 7]), np.array([3.0, 4.2, 5, 7])
    low, high = wilson_interval(yes, n)
    other_low, other_high = wilson_interval(n - yes, n)
    assert low == pytest.approx(1 - other_high)
    assert high == pytest.approx(1 - other_low)


def test_nothing_asked_is_unknown_and_shapes_broadcast():
    low, high = wilson_interval([[0.0], [np.nan]], [0.0, np.nan, 4.0])
    assert low.shape == high.shape == (2, 3)
    assert np.isnan(low[0]).tolist() == np.isnan(high[0]).tolist() == [True, True, False]
    assert np.isnan(low[1]).all()
    assert low[0, 2] == 0


def test_sums_of_weights_may_differ_in_their_last_digits_and_no_more():
    _, high = wilson_interval(0.1 + 0.2, 0.3)
    assert high == 1
    for successes, trials in ((4, 3), (-1, 3), (1, 0)):
        with pytest.raises(ValueError, match="between 0 and trials"):
            wilson_interval(successes, trials)
