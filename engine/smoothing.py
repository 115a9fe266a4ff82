"""Shares and means of few answers, drawn toward what holds for the whole district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import stdtrit

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, eq=False)
class SmoothedShares:
    """Shares after smoothing, and what they were smoothed with.

    Attributes
    ----------
    values
        Shape (places,): events per trial, smoothed. A place without trials has the overall share
        and weight 0: it says nothing of its own, so show it as unknown.
    weights
        Shape (places,): how much of the value is the place's own, 0 to 1.
    mean
        μ: events per trial of all places together; NaN where nobody was asked.
    variance
        σ²: variance between the places beyond what chance alone gives, at least 0.
    """

    values: NDArray[np.float64]
    weights: NDArray[np.float64]
    mean: float
    variance: float


def smooth_shares(
    events: ArrayLike, trials: ArrayLike, *, kind: Literal["share", "rate"] = "share"
) -> SmoothedShares:
    """Smooth shares or rates by the empirical Bayes estimator of Marshall (1991).

    With r = events/trials, n = trials and sums over all places: θ = w r + (1 - w) μ with
    w = σ²/(σ² + v/n), μ = Σ events / Σ trials, σ² = Σ n(r - μ)²/Σn - v/n̄, at least 0, and n̄ the
    mean number of trials. The variance v of one trial is μ(1 - μ) for yes and no (binomial) and μ
    for counts (Poisson), as in Marshall's paper. Places without trials take no part in n̄.

    Parameters
    ----------
    events, trials
        Shape (places,), not below 0, whole or weighted; NaN if unknown, which leaves the place out.
    kind
        ``"share"``: each trial is yes or no, events are at most trials; ``"rate"``: counts among
        persons, which may exceed one per person.

    Returns
    -------
    Values and weights are NaN for unknown places.

    Raises
    ------
    ValueError
        A number below 0, events without trials or, for shares, more events than trials.
    """
    happened = np.asarray(events, dtype=np.float64)
    number = np.asarray(trials, dtype=np.float64)
    if np.any(happened < 0) or np.any(number < 0):
        raise ValueError("events and trials must not be below 0")
    limit = number * (1 + 1e-9) if kind == "share" else np.where(number == 0, 0.0, np.inf)
    if np.any(happened > limit):
        raise ValueError("more events than trials")
    unknown = np.isnan(happened) | np.isnan(number)
    asked = ~unknown & (number > 0)
    weights = np.where(unknown, np.nan, 0.0)
    if not asked.any():
        nothing = np.full(number.shape, np.nan)
        return SmoothedShares(nothing, weights, float("nan"), float("nan"))
    n = number[asked]
    raw = happened[asked] / n
    total = float(n.sum())
    mean = float(happened[asked].sum()) / total
    within = mean * (1.0 - mean) if kind == "share" else mean
    between = float(np.sum(n * (raw - mean) ** 2)) / total - within / float(n.mean())
    variance = max(0.0, between)
    if variance > 0:
        weights[asked] = variance / (variance + within / n)
    values = np.where(unknown, np.nan, mean)
    values[asked] = weights[asked] * raw + (1.0 - weights[asked]) * mean
    return SmoothedShares(values, weights, mean, variance)


def smooth_means(
    means: ArrayLike, effective_numbers: ArrayLike, overall_mean: float, strength: float = 5.0
) -> NDArray[np.float64]:
    """Draw means of few answers toward the overall mean: (n · mean + k · overall) / (n + k).

    As though k answers with the overall mean had been given besides: the mean of the conjugate
    normal model (Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, section 3.3).

    Parameters
    ----------
    means
        Any shape: weighted means, in any unit; NaN is right where nobody answered.
    effective_numbers
        The same shape: n = (Σw)²/Σw² (Kish 1965) of the answers behind each mean, not below 0.
    overall_mean
        The district's mean, in the unit of the means.
    strength
        k, in answers, not below 0.

    Returns
    -------
    In the unit of the means: the overall mean where nobody answered, NaN where answers were given
    and their mean is not known.
    """
    n = _numbers(effective_numbers, strength)
    own = np.where(n == 0, 0.0, np.asarray(means, dtype=np.float64))
    with np.errstate(invalid="ignore"):
        return np.asarray((n * own + strength * overall_mean) / (n + strength))


def interval_of_smoothed_means(
    means: ArrayLike,
    variances: ArrayLike,
    effective_numbers: ArrayLike,
    overall_mean: float,
    overall_variance: float,
    strength: float = 5.0,
    *,
    confidence: float = 0.95,
    scale: tuple[float, float] = (1.0, 5.0),
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the interval in which a smoothed mean lies, with its variance smoothed alike.

    As though k answers with the overall mean M and the overall variance S² had been given besides
    the n answers with mean m and variance s². Mean and variance of the n + k answers together are
    θ = (n m + k M)/(n + k) and v = (n s² + k S² + n k/(n + k) · (m - M)²)/(n + k); the interval is
    θ ± t · sqrt(v/(n + k)) with t the quantile of Student's t with n + k degrees of freedom. This
    is the interval of the mean after conjugate normal-inverse-χ² updating with k prior answers and
    k prior degrees of freedom (Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, section 3.3).
    A few alike answers thus do not make an interval of no width.

    Parameters
    ----------
    means, variances
        Any shape: weighted mean m = Σwx/Σw and variance s² = Σw(x - m)²/Σw of the answers, in
        units of the scale and its square; NaN is right where nobody answered.
    effective_numbers
        The same shape: n = (Σw)²/Σw² (Kish 1965), not below 0.
    overall_mean, overall_variance
        M and S² of all answers in the district.
    strength
        k, in answers, not below 0.
    confidence
        Probability that the interval holds, above 0 and below 1.
    scale
        Lowest and highest possible answer; the interval is cut to it.

    Returns
    -------
    low, high
        In units of the scale, around the values of `smooth_means` if these lie within it. NaN where
        answers were given and mean or variance is not known, and where n + k is 0.
    """
    n = _numbers(effective_numbers, strength)
    nobody = n == 0
    own = np.where(nobody, 0.0, np.asarray(means, dtype=np.float64))
    spread = np.where(nobody, 0.0, np.asarray(variances, dtype=np.float64))
    total = np.where(n + strength > 0, n + strength, np.nan)
    centre = smooth_means(own, n, overall_mean, strength)
    apart = n * strength / total * (own - overall_mean) ** 2
    variance = (n * spread + strength * overall_variance + apart) / total
    # the quantile takes most of the time, and many places have as many answers: none, one
    different, which = np.unique(total, return_inverse=True)
    quantile = stdtrit(different, (1.0 + confidence) / 2.0)[which].reshape(total.shape)
    half = quantile * np.sqrt(variance / total)
    return np.clip(centre - half, *scale), np.clip(centre + half, *scale)


def _numbers(effective_numbers: ArrayLike, strength: float) -> NDArray[np.float64]:
    """Read numbers of answers, and refuse what cannot be one."""
    n = np.asarray(effective_numbers, dtype=np.float64)
    if np.any(n < 0) or strength < 0:
        raise ValueError("numbers of answers must not be below 0")
    return n
