"""Rung 2 by hand: two or three homes and two facilities, with numbers in the head's reach."""

import numpy as np
import pytest
from lifecircle.engine.floating_catchment import Method
from lifecircle.engine.pairs import Pairs
from lifecircle.engine.service_levels import Norms, Supply, judge_levels
from lifecircle.engine.three_valued import NO, UNKNOWN, YES

NAN = np.nan


def judge(
    walks=((0, 0, 100.0), (0, 1, 200.0), (1, 1, 300.0)),
    persons=(60.0, 40.0, 10.0),
    can_tell=(True, True, True),
    capacity=(50.0, 50.0),
    quality=(4.0, 2.0),
    is_open=((YES, YES),),
    size=(100.0, 300.0),
    method=Method.TWO_STEP,
    **norms,
):
    """Home 0 reaches both facilities, home 1 the second, home 2 none; the limit is 400."""
    home, facility, cost = (np.array(column) for column in zip(*walks, strict=True))
    supply = Supply(
        np.array(capacity),
        np.array(quality),
        np.array(is_open, dtype=np.int8).reshape(len(is_open), len(capacity)),
        np.array(size),
    )
    return judge_levels(
        method,
        Pairs(home, facility, cost.astype(float)),
        None if persons is None else np.array(persons),
        np.array(can_tell),
        supply,
        Norms(400.0, **norms),
    )


def test_supply_against_provision():
    # the first has 50 for 60 persons, the second 50 for 100
    found = judge(provision=500.0)
    assert found.supply == pytest.approx([50 / 60 + 0.5, 0.5, 0.0])
    assert found.demand.tolist() == [60.0, 100.0]
    assert found.load == pytest.approx([1.2, 2.0])
    assert found.enough.tolist() == [YES, YES, NO]
    assert judge(provision=501.0).enough.tolist() == [YES, NO, NO]
    assert found.choice.tolist() == [2, 1, 0]
    assert found.full.tolist() == [False, False, False]
    assert judge(provision=501.0).full.tolist() == [False, True, False]


def test_half_as_much_again_as_the_norm_is_ample():
    assert judge(provision=500.0).ample.tolist() == [True, False, False]
    assert judge(provision=880.0).ample.tolist() == [True, False, False]
    # 1333.3 is not above 150 % of 900
    assert judge(provision=900.0).ample.tolist() == [False, False, False]


def test_without_provision_the_least_loaded_facility_in_reach_decides():
    assert judge(capacity=(60.0, 50.0)).enough.tolist() == [YES, NO, UNKNOWN]
    assert judge(capacity=(59.0, 50.0)).enough.tolist() == [NO, NO, UNKNOWN]
    assert judge(capacity=(59.0, 100.0)).enough.tolist() == [YES, YES, UNKNOWN]


def test_one_unknown_capacity_in_reach_makes_enough_unknown():
    for norms in ({}, {"provision": 1.0}):
        found = judge(capacity=(NAN, 500.0), **norms)
        assert found.enough[:2].tolist() == [UNKNOWN, YES]
        assert np.isnan(found.supply).tolist() == [True, False, False]


def test_persons_that_nobody_knows_leave_supply_unknown_and_the_rest_known():
    found = judge(persons=None, provision=1.0)
    assert np.isnan(found.supply).all()
    assert np.isnan(found.demand).all()
    assert found.enough.tolist() == [UNKNOWN] * 3
    assert found.quality.tolist() == [YES, NO, UNKNOWN]


def test_the_best_known_quality_in_reach_counts():
    assert judge().quality.tolist() == [YES, NO, UNKNOWN]
    assert judge(quality=(NAN, 2.0)).quality.tolist() == [NO, NO, UNKNOWN]
    assert judge(quality=(3.0, NAN)).quality.tolist() == [YES, UNKNOWN, UNKNOWN]
    assert judge(least_quality=2.0).quality.tolist() == [YES, YES, UNKNOWN]
    found = judge()
    assert found.best[:2].tolist() == [4.0, 2.0]
    assert found.mean_quality[:2].tolist() == [3.0, 2.0]


def test_each_period_needs_something_open():
    both = ((YES, NO), (NO, YES))
    assert judge(is_open=both).is_open.tolist() == [YES, NO, UNKNOWN]
    assert judge(is_open=((UNKNOWN, NO),)).is_open.tolist() == [NO, NO, UNKNOWN]
    assert judge(is_open=((YES, UNKNOWN),)).is_open.tolist() == [YES, UNKNOWN, UNKNOWN]
    assert judge(is_open=((YES, YES), (UNKNOWN, UNKNOWN))).is_open.tolist() == [UNKNOWN] * 3
    assert judge(is_open=((NO, NO), (UNKNOWN, UNKNOWN))).is_open[:2].tolist() == [NO, NO]
    assert judge(is_open=()).is_open.tolist() == [UNKNOWN] * 3


def test_one_large_enough_is_enough():
    assert judge(least_size=200.0).size.tolist() == [YES, YES, UNKNOWN]
    assert judge(least_size=301.0).size.tolist() == [NO, NO, UNKNOWN]
    assert judge(least_size=200.0, size=(NAN, NAN)).size.tolist() == [UNKNOWN] * 3
    assert judge().size.tolist() == [UNKNOWN] * 3


def test_where_nobody_can_tell_all_is_unknown():
    found = judge(can_tell=(False, True, True), provision=500.0, least_size=1.0)
    for criterion in (*found.criteria, found.good):
        assert criterion[0] == UNKNOWN
    assert np.isnan(found.choice[0])
    assert not found.ample[0]
    # its persons still share what they reach
    assert found.demand.tolist() == [60.0, 100.0]


def test_all_four_make_good():
    norms = {"provision": 500.0, "least_size": 100.0}
    assert judge(**norms).good.tolist() == [YES, NO, NO]
    assert judge(**norms, quality=(NAN, NAN)).good.tolist() == [UNKNOWN, UNKNOWN, NO]
    assert judge(**norms, quality=(NAN, 2.0)).good.tolist() == [NO, NO, NO]


def test_what_is_not_set_is_unknown_or_not_asked():
    bare = {"capacity": (NAN, NAN), "is_open": ()}
    assert judge(**bare).good.tolist() == [UNKNOWN, NO, UNKNOWN]
    assert judge(**bare, only_set=True).good.tolist() == [YES, NO, UNKNOWN]
    # quality is always asked for, and so is what is set and unknown
    assert judge(**bare, only_set=True, quality=(NAN, NAN)).good.tolist() == [UNKNOWN] * 3
    assert judge(**bare, only_set=True, provision=1.0).good.tolist() == [UNKNOWN, NO, NO]
