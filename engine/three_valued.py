"""Answers with three values: yes, no, unknown.

Whatever has no data is unknown. Several criteria together are *no* as soon as one is no, else
unknown as soon as one is unknown, else yes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNKNOWN = -1
NO = 0
YES = 1


def all_of(*criteria: NDArray[np.int8]) -> NDArray[np.int8]:
    """Join criteria that must all hold.

    Parameters
    ----------
    criteria
        Shape (n,) each: `YES`, `NO` or `UNKNOWN`; at least one.
    """
    every = np.stack(criteria)
    joined = np.where((every == UNKNOWN).any(axis=0), UNKNOWN, YES)
    return np.where((every == NO).any(axis=0), NO, joined).astype(np.int8)


def answer(yes: NDArray[np.bool_], known: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Turn what is known into answers.

    Parameters
    ----------
    yes
        Shape (n,): whether the criterion holds, where that is known.
    known
        Shape (n,): where it is known.
    """
    return np.where(known, np.where(yes, YES, NO), UNKNOWN).astype(np.int8)
