"""Rung 3 by hand: who is heard, what they say, and how sure that is."""

import numpy as np
import pytest
from lifecircle.engine.opinions import (
    Answers,
    Need,
    Rules,
    answers_to_halve,
    further_answers,
    hear,
    hear_areas,
    index_need,
    keep_latest,
)
from lifecircle.engine.pairs import Pairs

NAN = np.nan
RULES = Rules(important=3.0)


def said(importance, satisfaction):
    return Answers(np.array(importance, dtype=float), np.array(satisfaction, dtype=float))


def in_one_area(importance, satisfaction, rules=RULES):
    answers = said(importance, satisfaction)
    return hear_areas(np.zeros(len(answers.importance), dtype=np.int64), answers, rules, 1)


@pytest.mark.parametrize(
    ("importance", "satisfaction", "state"),
    [
        (4, 2, Need.CONCENTRATE),
        (4, 4, Need.CONTENT),
        (2, 2, Need.LOW_PRIORITY),
        (2, 4, Need.OVERKILL),
        (3, 3, Need.CONTENT),  # at a cut is above it
    ],
)
def test_quadrants(importance, satisfaction, state):
    found = in_one_area([importance] * 5, [satisfaction] * 5)
    assert found.state.tolist() == [state]
    assert found.answers.tolist() == [5]
    assert found.effective.tolist() == [5.0]


def test_four_answers_say_nothing():
    found = in_one_area([5] * 4, [1] * 4)
    assert found.state.tolist() == [Need.UNHEARD]
    assert found.uncertain.tolist() == [False]
    assert in_one_area([5] * 4, [1] * 4, Rules(3.0, enough=4.0)).state.tolist() == [
        Need.CONCENTRATE
    ]


def test_the_scarcer_score_decides_who_is_heard():
    found = in_one_area([5] * 6, [1, 1, 1, 1, NAN, NAN])
    assert found.effective.tolist() == [4.0]
    assert found.state.tolist() == [Need.UNHEARD]
    assert found.satisfaction.tolist() == [1.0]


def test_near_answers_weigh_more_and_the_effective_number_says_how_few_they_are():
    # at 0, 500 and 1000 of 1000 the Gaussian is 1, 0.7014 and 0
    walks = Pairs(np.zeros(3, dtype=int), np.arange(3), np.array([0.0, 500.0, 1000.0]))
    found = hear(walks, 1000.0, said([5, 1, 1], [1, 5, 5]), Rules(3.0, strength=0.0), 2)
    w = (np.exp(-0.125) - np.exp(-0.5)) / (1 - np.exp(-0.5))
    assert w == pytest.approx(0.7014, abs=1e-4)
    assert found.answers.tolist() == [2, 0]
    assert found.effective == pytest.approx([(1 + w) ** 2 / (1 + w * w), 0.0])
    assert found.importance[0] == pytest.approx((5 + w) / (1 + w))
    assert found.satisfaction[0] == pytest.approx((1 + 5 * w) / (1 + w))
    assert np.isnan(found.importance[1])
    assert np.isnan(found.low[1])
    assert found.state.tolist() == [Need.UNHEARD, Need.UNHEARD]


def test_few_answers_are_drawn_toward_the_district():
    # five answers of 5 here, five of 1 elsewhere: the district's mean is 3, drawn with five
    answers = said([5] * 5 + [1] * 5, [1] * 5 + [5] * 5)
    found = hear_areas(np.array([0] * 5 + [1] * 5), answers, RULES, 2)
    assert found.importance == pytest.approx([4.0, 2.0])
    assert found.satisfaction == pytest.approx([2.0, 4.0])
    # mean 3 and variance 4 drawn with mean 5 and variance 0: (0 + 5*4 + 2.5*4)/10 = 3
    half = 2.2281388519649385 * np.sqrt(3 / 10)  # t at 97.5 % with ten degrees of freedom
    assert found.importance_low == pytest.approx([4 - half, 1.0])
    assert found.importance_high == pytest.approx([5.0, 2 + half])
    assert found.low == pytest.approx([1.0, 4 - half])
    assert found.high == pytest.approx([2 + half, 5.0])


def test_a_state_is_uncertain_where_an_interval_crosses_a_cut():
    answers = said([5] * 5 + [1] * 5, [1] * 5 + [5] * 5)
    area = np.array([0] * 5 + [1] * 5)
    # the intervals are 2.78 to 5 and 1 to 3.22: they hold 3, and not 2.7 or 3.3
    assert hear_areas(area, answers, RULES, 2).uncertain.tolist() == [True, True]
    apart = Rules(2.7, satisfied=3.3)
    assert hear_areas(area, answers, apart, 2).uncertain.tolist() == [False, True]


def test_answers_without_a_place_count_for_the_district_alone():
    answers = said([5] * 5 + [1] * 5, [5] * 10)
    found = hear_areas(np.array([0] * 5 + [-1] * 5), answers, RULES, 1)
    assert found.answers.tolist() == [5]
    assert found.importance == pytest.approx([4.0])


def test_nobody_said_anything():
    found = in_one_area([NAN] * 6, [NAN] * 6)
    assert found.state.tolist() == [Need.UNHEARD]
    none = hear_areas(np.zeros(0, dtype=np.int64), said([], []), Rules(NAN), 2)
    assert none.state.tolist() == [Need.UNHEARD] * 2
    assert none.answers.tolist() == [0, 0]


def test_the_latest_answer_of_each_respondent_about_each_service_counts():
    rows = [
        ("A", "bank", "2025-05-01"),
        ("A", "bank", "2025-05-03"),
        ("A", "bank", "2025-05-02"),
        ("A", "park", "2025-04-01"),
        ("B", "bank", None),
        ("B", "bank", None),
        ("C", "bank", "2025-05-01"),
        ("C", "bank", None),
        (None, "bank", "2025-05-01"),
        (None, "bank", "2025-05-01"),
    ]
    kept = keep_latest(*zip(*rows, strict=True))
    assert np.flatnonzero(kept).tolist() == [1, 3, 5, 6, 8, 9]


def test_need_index():
    found = index_need(np.array([5.0, 1.0, 3.0, NAN]), np.array([1.0, 1.0, 3.0, 1.0]))
    assert found[:3].tolist() == [1.0, 0.0, 0.25]
    assert np.isnan(found[3])


def test_how_many_more_answers():
    effective = np.array([0.0, 3.2, 5.0, 9.0])
    assert further_answers(effective, RULES).tolist() == [5, 2, 0, 0]
    # n + k fourfold: 4 * 5 - 5, 4 * 8.2 - 8.2, ...
    assert answers_to_halve(effective, RULES).tolist() == [15, 25, 30, 42]
