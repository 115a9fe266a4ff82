"""Gi*, its permutations and the false discovery rate: by hand, by brute force and by PySAL."""

from __future__ import annotations

from itertools import permutations as orders

import numpy as np
import pytest
from esda import G_Local
from hypothesis import given, settings
from hypothesis import strategies as st
from libpysal.weights import WSP, WSP2W
from lifecircle.engine.hot_spots import false_discoveries_controlled, getis_ord, hot_spots
from scipy.sparse import csr_array, csr_matrix
from scipy.spatial import cKDTree
from scipy.stats import kstest

SAME = settings(max_examples=60, deadline=None, derandomize=True, database=None)
ALL = {"least_neighbours": 0}


def chain(n):
    return csr_array(np.eye(n) + np.eye(n, k=1) + np.eye(n, k=-1))


def town(seed, n=60, gaussian=False):
    """Places in a square with the weights of those within a walk, themselves included."""
    draw = np.random.default_rng(seed)
    xy = draw.random((n, 2))
    apart = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    near = apart < 0.25
    weights = np.where(near, np.exp(-((apart / 0.15) ** 2) / 2) if gaussian else 1.0, 0.0)
    return xy, draw.gamma(2, 1, n), weights


def getis_ord_by_loops(x, w):
    n = len(x)
    mean = sum(x) / n
    s = (sum(v * v for v in x) / n - mean**2) ** 0.5
    result = []
    for i in range(n):
        total = sum(w[i][j] for j in range(n))
        squares = sum(w[i][j] ** 2 for j in range(n))
        above = sum(w[i][j] * x[j] for j in range(n)) - mean * total
        result.append(above / (s * ((n * squares - total**2) / (n - 1)) ** 0.5))
    return result


def exact_p(x, w, i):
    """Twice the share of all orders of the others' values that lie as far out or farther."""
    others = [j for j in range(len(x)) if j != i]
    seen = sum(w[i][j] * x[j] for j in range(len(x)))
    above = below = count = 0
    for order in orders([x[j] for j in others]):
        total = w[i][i] * x[i] + sum(w[i][j] * v for j, v in zip(others, order, strict=True))
        above += total >= seen - 1e-9
        below += total <= seen + 1e-9
        count += 1
    return min(1.0, 2 * min(above, below) / count)


def discovered_by_loops(p, rate):
    """The step-up procedure as it is told: the largest k with p_(k) ≤ k/m · rate."""
    tested = sorted(value for value in p if value == value)
    m = len(tested)
    passing = [k for k in range(1, m + 1) if tested[k - 1] <= k / m * rate]
    limit = tested[max(passing) - 1] if passing else -1.0
    return [value <= limit for value in p]


def test_the_worked_chain():
    found = getis_ord(np.array([1.0, 1, 2, 8, 9]), chain(5))
    assert np.round(found, 4).tolist() == [-1.4745, -1.9813, -0.3686, 1.4745, 1.9813]


@pytest.mark.parametrize("gaussian", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_z_by_loops(seed, gaussian):
    _, x, w = town(seed, gaussian=gaussian)
    found = hot_spots(x, csr_array(w), permutations=9, most_permutations=9, **ALL).z
    assert found == pytest.approx(getis_ord_by_loops(x.tolist(), w.tolist()), abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_z_by_pysal(seed):
    """With weights of 1 only: PySAL's variance is that of the paper of 1992, for these alone."""
    _, x, w = town(seed)
    theirs = G_Local(x, WSP2W(WSP(csr_matrix(w))), transform="B", star=None, permutations=0)
    assert getis_ord(x, csr_array(w)) == pytest.approx(np.asarray(theirs.Zs), abs=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_p_values_are_near_those_of_all_orders(seed):
    """Seven places, so that every order of the six others can be tried; some values are equal."""
    draw = np.random.default_rng(seed)
    x = np.array([1.0, 1, 2, 5, 8, 8, 9])[draw.permutation(7)]
    w = np.where(draw.random((7, 7)) < 0.4, draw.choice([0.5, 1.0, 2.0], (7, 7)), 0.0)
    np.fill_diagonal(w, 1.5)
    found = hot_spots(x, csr_array(w), permutations=20_000, seed=seed, **ALL).p
    wanted = np.array([exact_p(x, w, i) for i in range(7)])
    # four standard errors of twice a share of 20,000
    error = 2 * np.sqrt(np.maximum(wanted / 2 * (1 - wanted / 2), 1e-4) / 20_000)
    assert np.all(np.abs(found - wanted) < 4 * error + 2e-4)


def test_p_values_by_drawing_each_place_on_its_own():
    """A separate draw of neighbours for each place must come to the same as one deal for all."""
    _, x, w = town(8)
    found = hot_spots(x, csr_array(w), permutations=20_000, seed=1, **ALL).p
    draw = np.random.default_rng(99)
    for i in range(0, len(x), 6):
        others = np.delete(np.arange(len(x)), i)
        seen = w[i, others] @ x[others]
        sums = np.array([w[i, others] @ draw.permutation(x[others]) for _ in range(4000)])
        tail = min(np.mean(sums >= seen), np.mean(sums <= seen))
        error = 2 * (max(tail * (1 - tail), 1e-3) / 4000) ** 0.5
        assert found[i] == pytest.approx(min(1, 2 * tail), abs=5 * error)


def test_p_values_agree_with_pysal():
    _, x, w = town(2)
    ours = hot_spots(x, csr_array(w), permutations=20_000, **ALL).p
    pysal = WSP2W(WSP(csr_matrix(w)))
    theirs = G_Local(x, pysal, transform="B", star=None, permutations=9999, seed=3)
    # theirs is the smaller tail alone
    assert np.minimum(1, 2 * theirs.p_sim) == pytest.approx(ours, abs=0.04)


def test_without_pattern_p_values_are_even_and_nothing_is_found():
    p, found = [], 0
    for seed in range(40):
        _, _, w = town(seed, n=100)
        x = np.random.default_rng(1000 + seed).normal(size=100)
        spots = hot_spots(x, csr_array(w), permutations=199, seed=seed, least_neighbours=5)
        # one place of each town, because neighbours share values
        p.append(spots.p[np.flatnonzero(~np.isnan(spots.p))[seed % 10]])
        found += bool(spots.significant.any())
    assert kstest(p, "uniform").pvalue > 0.01
    # the rate allows 5 %, which is 2 of 40 towns; more than 6 are seen once in 200 times
    assert found <= 6


def test_a_hot_and_a_cold_spot_are_found_among_ten_thousand_places():
    draw = np.random.default_rng(5)
    n, k = 10_000, 20
    xy = draw.random((n, 2))
    near = cKDTree(xy).query(xy, k)[1].ravel()
    w = csr_array((np.ones(n * k), near, np.arange(0, n * k + 1, k)), shape=(n, n))
    x = draw.normal(3, 0.5, n)
    hot, cold = (np.hypot(*(xy - at).T) < 0.06 for at in ((0.25, 0.25), (0.75, 0.75)))
    x[hot] += 1
    x[cold] -= 1
    found = hot_spots(x, w, seed=2)
    assert np.mean(found.significant[hot]) > 0.9
    assert np.all(found.z[hot & found.significant] > 0)
    assert np.mean(found.significant[cold]) > 0.9
    assert np.all(found.z[cold & found.significant] < 0)
    far = np.all([np.hypot(*(xy - at).T) > 0.1 for at in ((0.25, 0.25), (0.75, 0.75))], axis=0)
    # those that are false may be 5 % of all that are found
    assert np.sum(found.significant & far) < 0.1 * found.significant.sum()


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.2, 1.0])
@SAME
@given(p=st.lists(st.sampled_from([np.nan, 0.001, 0.004, 0.01, 0.02, 0.04, 0.3, 1.0]), max_size=20))
def test_the_false_discovery_rate_by_the_step_up_rule(p, rate):
    adjusted = false_discoveries_controlled(np.array(p))
    # at the very border k/m · rate and p · m/k may differ in their last digit
    assert (adjusted <= rate * (1 + 1e-12)).tolist() == (discovered_by_loops(p, rate * (1 + 1e-12)))
    assert np.isnan(adjusted).tolist() == np.isnan(p).tolist()


def test_adjusted_p_values_by_hand():
    found = false_discoveries_controlled(np.array([0.04, 0.01, np.nan, 0.03, 0.5]))
    assert found == pytest.approx([0.16 / 3, 0.04, np.nan, 0.16 / 3, 0.5], nan_ok=True)


@pytest.mark.parametrize("seed", range(3))
def test_z_and_verdicts_follow_places_in_any_order(seed):
    _, x, w = town(seed)
    mixed = np.random.default_rng(seed).permutation(len(x))
    found = hot_spots(x, csr_array(w), permutations=9999, **ALL)
    other = hot_spots(x[mixed], csr_array(w[mixed][:, mixed]), permutations=9999, **ALL)
    assert other.z == pytest.approx(found.z[mixed], abs=1e-9)
    assert other.p == pytest.approx(found.p[mixed], abs=0.07)  # five standard errors
    scaled = hot_spots(1000 + 7 * x, csr_array(3 * w), permutations=9999, **ALL)
    assert scaled.z == pytest.approx(found.z, abs=1e-9)
    assert scaled.p.tolist() == found.p.tolist()
    turned = hot_spots(-x, csr_array(w), permutations=9999, **ALL)
    assert turned.z == pytest.approx(-found.z)
    assert turned.p.tolist() == found.p.tolist()


def test_the_same_seed_finds_the_same_and_small_blocks_hold(monkeypatch):
    _, x, w = town(3)
    first, again = (hot_spots(x, csr_array(w), seed=7, **ALL) for _ in range(2))
    assert first.p.tolist() == again.p.tolist()
    assert first.p.tolist() != hot_spots(x, csr_array(w), seed=8, **ALL).p.tolist()
    monkeypatch.setattr("lifecircle.engine.hot_spots._BLOCK", 1)
    in_blocks = hot_spots(x, csr_array(w), seed=7, **ALL)
    assert in_blocks.p == pytest.approx(first.p, abs=0.1)
    assert in_blocks.z.tolist() == first.z.tolist()


def test_only_places_left_open_get_more_permutations():
    _, x, w = town(4, n=120)
    few = hot_spots(x, csr_array(w), permutations=99, most_permutations=99, **ALL)
    more = hot_spots(x, csr_array(w), permutations=99, most_permutations=1999, **ALL)
    settled = few.p > 0.22  # ten beyond and the place itself, twice, of a hundred
    assert 0 < settled.sum() < len(x)
    assert more.p[settled].tolist() == few.p[settled].tolist()
    assert more.p.min() == pytest.approx(2 / 2000, abs=0.01)
    assert np.all(few.p >= 2 / 100)
    assert np.all(more.p >= 2 / 2000)
    assert np.allclose(more.p[~settled] * 1000, np.rint(more.p[~settled] * 1000))


def test_unknown_places_take_no_part():
    _, x, w = town(5)
    gone = np.zeros(len(x), dtype=bool)
    gone[::7] = True
    found = hot_spots(np.where(gone, np.nan, x), csr_array(w), **ALL)
    rest = hot_spots(x[~gone], csr_array(w[~gone][:, ~gone]), **ALL)
    assert np.isnan(found.z[gone]).all()
    assert np.isnan(found.p[gone]).all()
    assert not found.significant[gone].any()
    assert found.z[~gone].tolist() == rest.z.tolist()
    assert found.p[~gone].tolist() == rest.p.tolist()


def test_places_with_few_neighbours_or_answers_stay_unknown():
    x = np.arange(12.0)
    w = chain(12)
    assert np.isnan(hot_spots(x, w).z).all()
    two = hot_spots(x, w, least_neighbours=2)
    assert np.isnan(two.p).tolist() == np.isnan(two.z).tolist() == [i in (0, 11) for i in range(12)]
    # what is unknown itself still counts for its neighbours
    assert two.z[1] == pytest.approx(getis_ord(x, w)[1])
    holed = np.where(x == 5, np.nan, x)
    unknown = np.isnan(hot_spots(holed, w, least_neighbours=2).z)
    assert np.flatnonzero(unknown).tolist() == [0, 4, 5, 6, 11]
    told = np.array([9, 0, 0, 0, 0, 1, 3, 1, np.nan, 0, 0, 5.0])
    asked = hot_spots(x, w, answers=told, **ALL)
    assert np.flatnonzero(~np.isnan(asked.z)).tolist() == [0, 1, 6, 10, 11]


def test_where_all_is_equal_nothing_stands_out():
    for found in (
        hot_spots(np.full(6, 0.1), chain(6), **ALL),
        hot_spots(np.zeros(6), chain(6), **ALL),
        hot_spots(np.array([0.3, 0.1 + 0.2, 0.3, 0.3, 0.3, 0.3]), chain(6), **ALL),
        hot_spots(np.arange(6.0), csr_array(np.full((6, 6), 0.3)), **ALL),
    ):
        assert found.z.tolist() == [0.0] * 6
        assert found.p.tolist() == [1.0] * 6
        assert not found.significant.any()


def test_lone_and_few_places():
    alone = hot_spots([1.0, 5.0, 3.0], csr_array(np.eye(3)), **ALL)
    assert alone.p.tolist() == [1.0] * 3
    for values in ([], [4.0], [np.nan, 4.0], [np.nan]):
        found = hot_spots(values, csr_array(np.eye(len(values))), **ALL)
        assert np.isnan(found.z).all()
        assert np.isnan(found.p).all()
        assert found.significant.tolist() == [False] * len(values)


@pytest.mark.parametrize(
    ("weights", "word"),
    [
        (np.eye(3), "row and a column"),
        (np.array([[1.0, -1], [0, 1]]), "below 0"),
        (np.array([[0.0, 1], [1, 1]]), "itself"),
    ],
)
def test_weights_that_gi_star_cannot_use_are_refused(weights, word):
    with pytest.raises(ValueError, match=word):
        hot_spots([1.0, 2.0], csr_array(weights), **ALL)
