"""How sure a share of yes among yes and no is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

_ROUNDING = 1e-9  # by which sums of weights may pass each other


def wilson_interval(
    successes: ArrayLike, trials: ArrayLike, z: float = 1.96
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the score interval of a share (Wilson 1927).

    With p = successes / trials and n = trials, its centre is (p + z²/2n) / (1 + z²/n) and its half
    width z / (1 + z²/n) · sqrt(p(1 - p)/n + z²/4n²). It stays within 0 to 1 and keeps its width
    where all or none say yes, which is why it suits the few answers of a neighbourhood.

    Parameters
    ----------
    successes, trials
        Any shapes that broadcast: yes, and yes and no together. For weighted answers the effective
        number n = (Σw)²/Σw² (Kish 1965) stands for the trials, and the weighted share times n for
        the successes; neither need be whole.
    z
        Quantile of the normal distribution; 1.96 for 95 %.

    Returns
    -------
    low, high
        Shares from 0 to 1; NaN where there are no trials or either number is NaN.

    Raises
    ------
    ValueError
        More successes than trials, or fewer than none.
    """
    yes, n = np.broadcast_arrays(
        np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    )
    if np.any((yes < -_ROUNDING) | (yes > n + _ROUNDING * np.maximum(1.0, n))):
        raise ValueError("successes must lie between 0 and trials")
    number = np.where(n > 0, n, np.nan)
    share = np.clip(yes / number, 0.0, 1.0)
    scale = 1.0 / (1.0 + z * z / number)
    centre = (share + z * z / (2.0 * number)) * scale
    half = z * scale * np.sqrt(share * (1.0 - share) / number + (z / (2.0 * number)) ** 2)
    # in rounding the ends may pass the share itself, which at 0 and 1 is an end
    return np.clip(centre - half, 0.0, share), np.clip(centre + half, share, 1.0)
