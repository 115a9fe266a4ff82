"""Yes, no and unknown, by hand."""

import itertools

import numpy as np
from lifecircle.engine.three_valued import NO, UNKNOWN, YES, all_of, answer


def test_any_no_is_no_else_any_unknown_is_unknown():
    table = list(itertools.product((YES, NO, UNKNOWN), repeat=3))
    found = all_of(*np.array(table, dtype=np.int8).T)
    for criteria, joined in zip(table, found, strict=True):
        expected = NO if NO in criteria else UNKNOWN if UNKNOWN in criteria else YES
        assert joined == expected, criteria
    assert found.dtype == np.int8


def test_a_criterion_alone_is_itself():
    assert all_of(np.array([YES, NO, UNKNOWN], dtype=np.int8)).tolist() == [YES, NO, UNKNOWN]


def test_what_is_not_known_is_neither():
    found = answer(np.array([True, False, True, False]), np.array([True, True, False, False]))
    assert found.tolist() == [YES, NO, UNKNOWN, UNKNOWN]
