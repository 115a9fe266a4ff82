"""Answers with three values as a field takes them: 1, 0, NULL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..engine.three_valued import NO, YES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

_AS_VALUE = {YES: 1, NO: 0}


def look_up(codes: NDArray[np.integer[Any]], values: Mapping[Any, Any]) -> list[Any]:
    """Give the value of each code, None for a code without any.

    Parameters
    ----------
    codes
        Shape (n,).
    values
        Value by code.
    """
    different, place = np.unique(codes, return_inverse=True)
    table = np.empty(len(different), dtype=object)
    table[:] = [values.get(code) for code in different.tolist()]
    found: list[Any] = table[place].tolist()
    return found


def as_values(answers: NDArray[np.int8]) -> list[int | None]:
    """Give 1 for yes, 0 for no and None for unknown.

    Parameters
    ----------
    answers
        Shape (n,).
    """
    return look_up(answers, _AS_VALUE)
