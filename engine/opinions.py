"""Rung 3, *right*: what residents say of a service, around each home and by area.

Answers count by the walk to where they were given, nearer ones more. Few answers are drawn toward
what the whole district says, and too few say nothing: the home is *unheard*.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from .floating_catchment import Method, weigh
from .smoothing import interval_of_smoothed_means, smooth_means

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .pairs import Pairs

ENOUGH_ANSWERS = 5.0
"""Effective number of answers below which a home is unheard."""
STRENGTH = 5.0
"""How many answers of the district's mean are added to those around a home."""
SATISFIED = 3.0
"""Satisfaction, 1 to 5, from which residents are satisfied."""
LOWEST, HIGHEST = 1.0, 5.0


class Need(IntEnum):
    """Quadrants of importance and performance (Martilla and James 1977), or unheard."""

    UNHEARD = 0
    CONCENTRATE = 1
    CONTENT = 2
    LOW_PRIORITY = 3
    OVERKILL = 4


@dataclass(frozen=True, eq=False)
class Answers:
    """What was said of one service.

    Attributes
    ----------
    importance, satisfaction
        Shape (answers,): 1 to 5, NaN where not said.
    """

    importance: NDArray[np.float64]
    satisfaction: NDArray[np.float64]


@dataclass(frozen=True)
class Rules:
    """How answers are read.

    Attributes
    ----------
    important
        Importance from which a service is important: the district's mean over all services.
    satisfied
        Satisfaction from which residents are satisfied.
    enough
        Least effective number of answers.
    strength
        Answers of the district's mean that are added.
    """

    important: float
    satisfied: float = SATISFIED
    enough: float = ENOUGH_ANSWERS
    strength: float = STRENGTH


@dataclass(frozen=True, eq=False)
class Needs:
    """What is said of one service at several places: around homes, or in areas.

    Attributes
    ----------
    answers
        Shape (places,): number of answers.
    effective
        Shape (places,): their effective number ``(sum w)^2 / sum w^2`` (Kish 1965).
    importance, satisfaction
        Shape (places,): weighted means, smoothed; NaN where nobody answered.
    importance_low, importance_high, low, high
        Shape (places,): 95 % intervals of importance and of satisfaction.
    state
        Shape (places,): `Need`.
    uncertain
        Shape (places,): heard, and an interval crosses a cut.
    """

    answers: NDArray[np.int64]
    effective: NDArray[np.float64]
    importance: NDArray[np.float64]
    satisfaction: NDArray[np.float64]
    importance_low: NDArray[np.float64]
    importance_high: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    state: NDArray[np.int8]
    uncertain: NDArray[np.bool_]


def hear(walks: Pairs, limit: float, answers: Answers, rules: Rules, homes: int) -> Needs:
    """Tell what is said of a service around each home.

    Parameters
    ----------
    walks
        Walks from homes to answers within the limit.
    limit
        How far answers count, in the unit of the walks; their weight is Gaussian (Dai 2010) and 0
        at the limit.
    answers
        All answers of the district about the service, one of each respondent.
    rules
        How they are read.
    homes
        Number of homes.
    """
    weight = weigh(Method.GAUSSIAN, np.minimum(walks.cost, limit), limit)
    return _hear(walks.origin, walks.destination, weight, answers, rules, homes)


def hear_areas(area: NDArray[np.int64], answers: Answers, rules: Rules, areas: int) -> Needs:
    """Tell what is said of a service in each area, all answers counting alike.

    Parameters
    ----------
    area
        Shape (answers,): where each was given; -1 for nowhere.
    answers, rules
        As for `hear`.
    areas
        Number of areas.
    """
    inside = np.flatnonzero(area >= 0)
    return _hear(area[inside], inside, np.ones(len(inside)), answers, rules, areas)


def keep_latest(
    respondent: Sequence[str | None], service: Sequence[str], day: Sequence[str | None]
) -> NDArray[np.bool_]:
    """Keep the latest answer of each respondent about each service.

    Parameters
    ----------
    respondent
        Who; None stands for somebody else each time.
    service
        About what.
    day
        When, as ISO text; None is before any day. Of several of one day the last row counts.

    Returns
    -------
    Shape (answers,): which ones count.
    """
    latest: dict[tuple[str, str], int] = {}
    kept = np.ones(len(service), dtype=bool)
    for row, (who, what, when) in enumerate(zip(respondent, service, day, strict=True)):
        if who is None:
            continue
        before = latest.get((who, what))
        if before is not None:
            earlier = row if (when or "") < (day[before] or "") else before
            kept[earlier] = False
            if earlier == row:
                continue
        latest[who, what] = row
    return kept


def index_need(
    importance: NDArray[np.float64], satisfaction: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Combine importance and dissatisfaction into a need index of 0 to 1.

    ``(I - 1) / 4 * (5 - S) / 4``: 1 where something is most important and wholly unsatisfying.

    Parameters
    ----------
    importance, satisfaction
        Any shape: 1 to 5, NaN where unknown.
    """
    width = HIGHEST - LOWEST
    return np.asarray((importance - LOWEST) / width * (HIGHEST - satisfaction) / width)


def further_answers(effective: NDArray[np.float64], rules: Rules) -> NDArray[np.int64]:
    """Count the answers of full weight that are missing until a place is heard.

    Parameters
    ----------
    effective
        Any shape: effective number of answers so far.
    rules
        How many are enough.
    """
    missing = np.ceil(np.maximum(rules.enough - effective, 0.0) - 1e-9)
    return np.asarray(missing, dtype=np.int64)


def answers_to_halve(effective: NDArray[np.float64], rules: Rules) -> NDArray[np.int64]:
    """Count the further answers that would halve the interval of a smoothed mean.

    Its width goes with ``1 / sqrt(n + k)``, so four times ``n + k`` answers are needed.

    Parameters
    ----------
    effective
        Any shape: effective number of answers so far.
    rules
        The strength of smoothing.
    """
    return np.asarray(np.ceil(3.0 * (effective + rules.strength) - 1e-9), dtype=np.int64)


def _hear(
    place: NDArray[np.int64],
    which: NDArray[np.int64],
    weight: NDArray[np.float64],
    answers: Answers,
    rules: Rules,
    places: int,
) -> Needs:
    importance = _Measure(place, weight, answers.importance, which, places)
    satisfaction = _Measure(place, weight, answers.satisfaction, which, places)
    # an answer without one of both scores counts for the other: the scarcer decides who is heard
    effective = np.minimum(importance.effective, satisfaction.effective)
    mean_i, low_i, high_i = importance.smoothed(rules.strength)
    mean_s, low_s, high_s = satisfaction.smoothed(rules.strength)
    important, satisfied = mean_i >= rules.important, mean_s >= rules.satisfied
    state = np.where(
        important,
        np.where(satisfied, Need.CONTENT, Need.CONCENTRATE),
        np.where(satisfied, Need.OVERKILL, Need.LOW_PRIORITY),
    )
    heard = effective >= rules.enough - 1e-9
    crosses = ((low_i < rules.important) & (rules.important <= high_i)) | (
        (low_s < rules.satisfied) & (rules.satisfied <= high_s)
    )
    return Needs(
        np.bincount(place[weight > 0], minlength=places),
        effective,
        mean_i,
        mean_s,
        low_i,
        high_i,
        low_s,
        high_s,
        np.where(heard, state, Need.UNHEARD).astype(np.int8),
        heard & crosses,
    )


class _Measure:
    """One score, summed by place."""

    def __init__(
        self,
        place: NDArray[np.int64],
        weight: NDArray[np.float64],
        scores: NDArray[np.float64],
        which: NDArray[np.int64],
        places: int,
    ) -> None:
        score = scores[which]
        known = np.isfinite(score) & (weight > 0)
        at, w, x = place[known], weight[known], score[known]
        total = np.bincount(at, weights=w, minlength=places)
        squares = np.bincount(at, weights=w * w, minlength=places)
        with np.errstate(invalid="ignore", divide="ignore"):
            self.effective = np.where(total > 0, total * total / squares, 0.0)
            self.mean = np.bincount(at, weights=w * x, minlength=places) / total
            apart = (x - self.mean[at]) ** 2
            self.variance = np.bincount(at, weights=w * apart, minlength=places) / total
        said = scores[np.isfinite(scores)]
        self.overall = float(said.mean()) if len(said) else np.nan
        self.spread = float(said.var()) if len(said) else np.nan

    def smoothed(
        self, strength: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return the smoothed mean and its interval; NaN where nobody answered."""
        mean = smooth_means(self.mean, self.effective, self.overall, strength)
        low, high = interval_of_smoothed_means(
            self.mean, self.variance, self.effective, self.overall, self.spread, strength
        )
        nobody = self.effective == 0
        for values in (mean, low, high):
            values[nobody] = np.nan
        return mean, low, high
