"""How evenly something good is shared among persons: who has most, who has least, which group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def lorenz_curve(
    values: ArrayLike, persons: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the share of all that each share of persons has, those with least first (Lorenz 1905).

    Parameters
    ----------
    values
        Shape (homes,): what each person of a home has, not below 0, such as a score or places per
        person; NaN if unknown, which leaves the home out with its persons.
    persons
        Shape (homes,): persons of each home, not below 0 and not whole where they are shared out;
        NaN leaves the home out too.

    Returns
    -------
    share_of_persons, share_of_values
        Shape (known homes with persons + 1,), from (0, 0) to (1, 1); the diagonal where nobody has
        anything, and empty where there are no persons.

    Raises
    ------
    ValueError
        A value below 0 or without end, or persons below 0.
    """
    value, weight = _known(values, persons)
    if np.any(value < 0):
        raise ValueError("values must not be below 0")
    if not len(value):
        return np.empty(0), np.empty(0)
    order = np.argsort(value, kind="stable")
    value, weight = value[order], weight[order]
    share = np.concatenate([[0.0], np.cumsum(weight)])
    share /= share[-1]
    if value[-1] == 0:
        return share, share.copy()
    # by the largest first, or sums of very large or very small values leave the range of floats
    held = np.concatenate([[0.0], np.cumsum(value / value[-1] * weight)])
    return share, held / held[-1]


def gini(values: ArrayLike, persons: ArrayLike) -> float:
    """Give the Gini coefficient among persons (Gini 1914), by trapezoids under the Lorenz curve.

    G = 1 - Σ (X_k - X_{k-1})(Y_k + Y_{k-1}) with X the share of persons and Y the share of values.
    0 where all have the same; the nearer to 1 the fewer have everything.

    Parameters
    ----------
    values, persons
        As in `lorenz_curve`.

    Returns
    -------
    From 0 to below 1; 0 where nobody has anything, NaN where there are no persons.
    """
    share, held = lorenz_curve(values, persons)
    if not len(share):
        return float("nan")
    return max(0.0, 1.0 - float(np.sum(np.diff(share) * (held[1:] + held[:-1]))))


def mean_of_worst_off(values: ArrayLike, persons: ArrayLike, share: float = 0.1) -> float:
    """Give the mean of those persons who have least.

    The home on the border counts with as many of its persons, in fractions too, as complete the
    share; so the result depends neither on the order of equal homes nor on how persons are
    gathered into homes.

    Parameters
    ----------
    values
        Shape (homes,): what each person of a home has, in any unit; NaN if unknown, which leaves
        the home out with its persons. Where much is bad (minutes, a cost), give the negative and
        take the negative of the result.
    persons
        Shape (homes,): persons of each home, not below 0; NaN leaves the home out too.
    share
        Which part of all persons, above 0 and at most 1.

    Returns
    -------
    In the unit of the values; NaN where there are no persons.

    Raises
    ------
    ValueError
        A share outside its range, a value without end, or persons below 0.
    """
    if not 0 < share <= 1:
        raise ValueError("share must lie above 0 and not above 1")
    value, weight = _known(values, persons)
    if not len(value):
        return float("nan")
    order = np.argsort(value, kind="stable")
    value, weight = value[order], weight[order]
    before = np.concatenate([[0.0], np.cumsum(weight)])
    counted = np.clip(share * before[-1] - before[:-1], 0.0, weight)
    return float(np.average(value, weights=counted))


def mean_by_group(values: ArrayLike, persons: ArrayLike) -> NDArray[np.float64]:
    """Give the mean of each group of persons.

    Parameters
    ----------
    values
        Shape (homes,), or (homes, groups) where a home gives its groups different values, in any
        unit; NaN if unknown, which leaves the home out with its persons.
    persons
        Shape (homes, groups): persons of each home in each group, not below 0; NaN leaves the home
        out of that group.

    Returns
    -------
    Shape (groups,), in the unit of the values; NaN for a group of whom nobody's value is known.

    Raises
    ------
    ValueError
        Persons below 0, or a value without end.
    """
    weight = np.asarray(persons, dtype=np.float64)
    value = np.asarray(values, dtype=np.float64)
    value = np.broadcast_to(value[:, None] if value.ndim == 1 else value, weight.shape)
    columns = (_known(value[:, k], weight[:, k]) for k in range(weight.shape[1]))
    return np.array(
        [np.average(v, weights=w) if len(v) else np.nan for v, w in columns], dtype=np.float64
    )


@dataclass(frozen=True)
class GroupGap:
    """How far apart the best and the worst off of several groups are.

    Attributes
    ----------
    difference
        The highest mean less the lowest, in their unit; NaN with fewer than two known groups.
    lowest, highest
        Which groups; the first ones of equals, -1 with fewer than two known groups.
    """

    difference: float
    lowest: int
    highest: int


def gap_between_groups(means: ArrayLike) -> GroupGap:
    """Compare the groups that have most and least.

    Parameters
    ----------
    means
        Shape (groups,), as returned by `mean_by_group`; groups of NaN are left out.
    """
    mean = np.asarray(means, dtype=np.float64)
    if np.count_nonzero(~np.isnan(mean)) < 2:
        return GroupGap(float("nan"), -1, -1)
    lowest, highest = int(np.nanargmin(mean)), int(np.nanargmax(mean))
    return GroupGap(float(mean[highest] - mean[lowest]), lowest, highest)


def _known(
    values: ArrayLike, persons: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Keep the homes whose value is known and where somebody lives; the most persons are 1."""
    value = np.asarray(values, dtype=np.float64)
    weight = np.asarray(persons, dtype=np.float64)
    if value.shape != weight.shape:
        raise ValueError("values and persons must be as many")
    if np.any(np.isinf(value)) or np.any(np.isinf(weight)):
        raise ValueError("values and persons must be finite")
    if np.any(weight < 0):
        raise ValueError("persons must not be below 0")
    known = ~np.isnan(value) & (weight > 0)
    value, weight = value[known], weight[known]
    return value, weight / weight.max() if len(weight) else weight
