"""Answers with three values as a field takes them: 1, 0, NULL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..engine.three_valued import NO, YES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AS_VALUE = {YES: 1, NO: 0}


def as_values(answers: NDArray[np.int8]) -> list[int | None]:
    """Give 1 for yes, 0 for no and None for unknown.

    Parameters
    ----------
    answers
        Shape (n,).
    """
    return [_AS_VALUE.get(int(one)) for one in answers]
