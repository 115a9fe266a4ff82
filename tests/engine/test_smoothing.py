"""Smoothing: Marshall's estimator place by place, PySAL, and what the intervals must hold."""

from __future__ import annotations

import numpy as np
import pytest
from esda.smoothing import Empirical_Bayes
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecircle.engine.smoothing import interval_of_smoothed_means, smooth_means, smooth_shares

SAME = settings(max_examples=150, deadline=None, derandomize=True, database=None)
ANSWERS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair))),
    min_size=1,
    max_size=15,
)


def marshall(events, trials, kind):
    """Place by place with plain numbers, as the paper writes it."""
    places = [(o, n) for o, n in zip(events, trials, strict=True) if n > 0]
    if not places:
        return None
    everyone = sum(n for _, n in places)
    mu = sum(o for o, _ in places) / everyone
    v = mu * (1 - mu) if kind == "share" else mu
    s2 = sum(n * (o / n - mu) ** 2 for o, n in places) / everyone
    sigma2 = max(0.0, s2 - v / (everyone / len(places)))
    smoothed, weights = [], []
    for o, n in zip(events, trials, strict=True):
        weight = sigma2 / (sigma2 + v / n) if n > 0 and sigma2 > 0 else 0.0
        weights.append(weight)
        smoothed.append(weight * o / n + (1 - weight) * mu if n > 0 else mu)
    return smoothed, weights, mu, sigma2


def test_shares_by_hand():
    # mu = 30/60, s2 = (20 * 0.4^2 + 20 * 0.4^2 + 20 * 0) / 60, sigma2 = s2 - 0.25/20
    found = smooth_shares([18, 2, 10], [20, 20, 20])
    assert found.mean == pytest.approx(0.5)
    assert found.variance == pytest.approx(0.32 / 3 - 0.0125)
    weight = (0.32 / 3 - 0.0125) / (0.32 / 3)
    assert found.weights == pytest.approx([weight] * 3)
    assert found.values == pytest.approx([0.5 + 0.4 * weight, 0.5 - 0.4 * weight, 0.5])
    rates = smooth_shares([18, 2, 10], [20, 20, 20], kind="rate")
    assert rates.variance == pytest.approx(0.32 / 3 - 0.025)
    assert rates.weights == pytest.approx([(0.32 / 3 - 0.025) / (0.32 / 3)] * 3)


@pytest.mark.parametrize("kind", ["share", "rate"])
@SAME
@given(places=ANSWERS)
def test_shares_place_by_place(kind, places):
    events, trials = zip(*places, strict=True)
    found = smooth_shares(events, trials, kind=kind)
    wanted = marshall(events, trials, kind)
    if wanted is None:
        assert np.isnan([found.mean, found.variance, *found.values]).all()
        assert found.weights.tolist() == [0.0] * len(places)
        return
    values, weights, mu, sigma2 = wanted
    assert found.values == pytest.approx(values, abs=1e-12)
    assert found.mean == pytest.approx(mu)
    assert found.variance == pytest.approx(sigma2, abs=1e-12)
    assert np.all((found.values >= -1e-12) & (found.values <= 1 + 1e-12))
    if sigma2 > 1e-9:
        assert found.weights == pytest.approx(weights, abs=1e-6)


def test_rates_agree_with_pysal():
    draw = np.random.default_rng(4)
    persons = draw.integers(50, 4000, 60)
    events = draw.poisson(persons * draw.gamma(4, 0.02, 60))
    found = smooth_shares(events, persons, kind="rate")
    assert found.variance > 0
    assert found.values == pytest.approx(Empirical_Bayes(events, persons).r.ravel(), rel=1e-10)


@SAME
@given(places=ANSWERS, seed=st.integers(0))
def test_places_keep_their_values_in_any_order(places, seed):
    events, trials = np.array(places, dtype=float).T
    mixed = np.random.default_rng(seed).permutation(len(places))
    found, other = smooth_shares(events, trials), smooth_shares(events[mixed], trials[mixed])
    assert other.values == pytest.approx(found.values[mixed], abs=1e-9, nan_ok=True)
    assert other.variance == pytest.approx(found.variance, abs=1e-12, nan_ok=True)


def test_unknown_places_and_places_where_nobody_was_asked():
    known = smooth_shares([9, 2.5, 1], [10, 10, 10])
    found = smooth_shares([9, np.nan, 2.5, 0, 1, 3], [10, 7, 10, 0, 10, np.nan])
    assert (found.mean, found.variance) == (known.mean, known.variance)
    assert found.values[[0, 2, 4]].tolist() == known.values.tolist()
    assert np.isnan(found.values[[1, 5]]).all()
    assert np.isnan(found.weights[[1, 5]]).all()
    assert (found.values[3], found.weights[3]) == (known.mean, 0)


def test_alike_places_all_get_the_overall_share():
    for events in ([0, 0], [4, 4], [2, 2]):
        found = smooth_shares(events, [4, 4])
        assert found.values.tolist() == [events[0] / 4] * 2
        assert found.variance == 0


@pytest.mark.parametrize(
    ("events", "trials", "kind"),
    [([-1], [3], "share"), ([1], [-3], "rate"), ([4], [3], "share"), ([1], [0], "rate")],
)
def test_what_cannot_be_counted_is_refused(events, trials, kind):
    with pytest.raises(ValueError, match="events"):
        smooth_shares(events, trials, kind=kind)
    if events == [4]:
        assert smooth_shares(events, trials, kind="rate").mean == pytest.approx(4 / 3)


def test_means_by_hand():
    found = smooth_means([4.0, 2.0, np.nan, np.nan, 5.0], [5, 15, 0, 2, 1e9], 3.0)
    assert found == pytest.approx([3.5, 2.25, 3, np.nan, 5], nan_ok=True)
    assert smooth_means([4.0, 9.0], [7, 0], 3.0, strength=0) == (
        pytest.approx([4, np.nan], nan_ok=True)
    )


def together(answers, weights, prior):
    """Mean, variance and number of the answers and those given besides, entry by entry."""
    n = sum(weights) ** 2 / sum(w * w for w in weights)
    scaled = [w * n / sum(weights) for w in weights] + [1.0] * len(prior)
    every = [*answers, *prior]
    total = sum(scaled)
    mean = sum(w * x for w, x in zip(scaled, every, strict=True)) / total
    variance = sum(w * (x - mean) ** 2 for w, x in zip(scaled, every, strict=True)) / total
    return mean, variance, total


def test_the_interval_is_that_of_all_answers_together():
    answers, weights, prior = [1, 2, 5, 5], [0.3, 1.0, 0.8, 0.5], [2, 3, 3, 4, 5]
    mean, variance, total = together(answers, weights, prior)
    own = np.average(answers, weights=weights)
    number = sum(weights) ** 2 / np.sum(np.square(weights))
    arguments = (
        [own], [np.average((answers - own) ** 2, weights=weights)], [number],
        np.mean(prior), np.var(prior),
    )  # fmt: skip
    low, high = interval_of_smoothed_means(*arguments)
    # the printed 97.5 % quantiles for 8 and 9 degrees of freedom
    assert 8 < total < 9
    assert 2.262 < float(high[0] - mean) / (variance / total) ** 0.5 < 2.306
    assert mean - low[0] == pytest.approx(high[0] - mean)
    assert smooth_means([own], [number], np.mean(prior))[0] == pytest.approx(mean)


def test_it_holds_as_often_as_it_says():
    """Over districts drawn by the model: normal answers whose means differ from place to place."""
    draw = np.random.default_rng(11)
    places, k, overall, spread = 40_000, 5, 3.0, 0.8
    variance = k * spread / draw.chisquare(k, places)
    mean = draw.normal(overall, np.sqrt(variance / k))
    for n in (1, 3, 12):
        answers = draw.normal(mean[:, None], np.sqrt(variance)[:, None], (places, n))
        for confidence in (0.95, 0.8):
            low, high = interval_of_smoothed_means(
                answers.mean(axis=1), answers.var(axis=1), np.full(places, n), overall, spread,
                k, confidence=confidence, scale=(-np.inf, np.inf),
            )  # fmt: skip
            held = np.mean((low <= mean) & (mean <= high))
            # three standard errors of a share among so many places
            assert held == pytest.approx(
                confidence, abs=3 * (confidence * (1 - confidence) / places) ** 0.5
            )


@SAME
@given(
    mean=st.floats(1, 5), share=st.floats(0, 1), n=st.floats(0.5, 200), overall=st.floats(1, 5),
    spread=st.floats(0.01, 4),
)  # fmt: skip
def test_intervals_stay_on_the_scale_around_the_mean_and_narrow(mean, share, n, overall, spread):
    variance = share * (mean - 1) * (5 - mean)
    numbers = np.array([n, 4 * n])
    low, high = interval_of_smoothed_means(
        np.full(2, mean), np.full(2, variance), numbers, overall, spread
    )
    middle = smooth_means(np.full(2, mean), numbers, overall)
    assert np.all((low >= 1) & (low <= middle) & (middle <= high) & (high <= 5))
    own_low, own_high = interval_of_smoothed_means(
        [overall] * 2, [spread] * 2, numbers, overall, spread, scale=(-99, 99)
    )
    assert own_high[1] - own_low[1] < own_high[0] - own_low[0]


def test_unknown_means_have_no_interval_and_silence_has_the_overall_one():
    low, high = interval_of_smoothed_means(
        [np.nan, np.nan, 4, 4], [np.nan, 0.5, np.nan, 0.5], [0, 3, 3, np.nan], 3.0, 0.5
    )
    # the printed quantile for 5 degrees of freedom is 2.571
    assert (low[0], high[0]) == pytest.approx(
        (3 - 2.571 * 0.1**0.5, 3 + 2.571 * 0.1**0.5), abs=1e-3
    )
    assert np.isnan(low[1:]).all()
    assert np.isnan(high[1:]).all()
    low, high = interval_of_smoothed_means([np.nan], [np.nan], [0], 3.0, 0.5, strength=0)
    assert np.isnan([low[0], high[0]]).all()
    with pytest.raises(ValueError, match="answers"):
        interval_of_smoothed_means([3], [1], [-1], 3.0, 0.5)
