"""Rung 2, *good*: is what a home reaches enough, good, open when needed and large enough.

Each criterion is yes, no or unknown. What a home reaches counts together: two canteens, one open
at noon and one in the evening, are open at noon and in the evening.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .floating_catchment import share_supply, weigh
from .rows import run_starts
from .three_valued import NO, UNKNOWN, YES, all_of, answer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .floating_catchment import Method
    from .pairs import Pairs

GOOD_QUALITY = 3.0
"""Least quality, of 5, that is good."""
CRITERIA = ("enough", "quality", "open", "size")
"""In the order in which the first that fails gives the reason."""
PER = 1000.0  # persons to whom a norm of provision refers


@dataclass(frozen=True, eq=False)
class Supply:
    """The open facilities of one service.

    Attributes
    ----------
    capacity
        Shape (facilities,): in the unit of the norm, or persons where there is no norm; NaN where
        unknown.
    quality
        Shape (facilities,): 1 to 5, NaN where unknown.
    is_open
        Shape (periods, facilities): `YES`, `NO` or `UNKNOWN` for each period in which the service
        is needed.
    size
        Shape (facilities,): square metres, NaN where unknown.
    """

    capacity: NDArray[np.float64]
    quality: NDArray[np.float64]
    is_open: NDArray[np.int8]
    size: NDArray[np.float64]


@dataclass(frozen=True)
class Norms:
    """What the standard asks for one service.

    Attributes
    ----------
    limit
        Farthest walk, in the unit of the walks.
    provision
        Capacity for 1,000 persons of the target group; None where the standard gives none.
    least_size
        Square metres; None where the standard gives none.
    least_quality
        Of 5.
    only_set
        Take criteria for which the standard sets nothing (no size, no period of need, neither
        provision nor known capacity) as not asked, instead of unknown.
    """

    limit: float
    provision: float | None = None
    least_size: float | None = None
    least_quality: float = GOOD_QUALITY
    only_set: bool = False


@dataclass(frozen=True, eq=False)
class Levels:
    """How good a service is for each home.

    Attributes
    ----------
    supply
        Shape (homes,): capacity for one person; NaN where unknown.
    choice
        Shape (homes,): facilities within the limit; NaN where nobody can tell.
    best, mean_quality
        Shape (homes,): best quality in reach, and the mean weighted by nearness; NaN where no
        facility in reach is rated.
    enough, quality, is_open, size
        Shape (homes,): `YES`, `NO`, `UNKNOWN`.
    good
        Shape (homes,): all four together.
    ample
        Shape (homes,): at least one and a half times what is enough.
    demand, load
        Shape (facilities,): persons who share a facility, and that over its capacity.
    """

    supply: NDArray[np.float64]
    choice: NDArray[np.float64]
    best: NDArray[np.float64]
    mean_quality: NDArray[np.float64]
    enough: NDArray[np.int8]
    quality: NDArray[np.int8]
    is_open: NDArray[np.int8]
    size: NDArray[np.int8]
    good: NDArray[np.int8]
    ample: NDArray[np.bool_]
    demand: NDArray[np.float64]
    load: NDArray[np.float64]

    @property
    def criteria(self) -> tuple[NDArray[np.int8], ...]:
        """The four answers, in the order of `CRITERIA`."""
        return self.enough, self.quality, self.is_open, self.size

    @property
    def full(self) -> NDArray[np.bool_]:
        """Homes that reach the service and do not get enough of it."""
        return np.asarray((self.choice > 0) & (self.enough == NO))


AMPLE = 1.5
"""Of the norm: above it, a service that few miss is over-provided."""


def judge_levels(
    method: Method,
    walks: Pairs,
    persons: NDArray[np.float64] | None,
    can_tell: NDArray[np.bool_],
    supply: Supply,
    norms: Norms,
) -> Levels:
    """Answer *good* for one service, home by home.

    Parameters
    ----------
    method
        How nearness counts in sharing the supply.
    walks
        All walks from homes to facilities within the limit.
    persons
        Shape (homes,): persons of the target group; None if unknown.
    can_tell
        Shape (homes,): False for homes for which nobody can tell what they reach: on no street, or
        where the street data ends within the limit.
    supply
        The facilities.
    norms
        What is asked of them.
    """
    count, facilities = len(can_tell), len(supply.capacity)
    home, facility = walks.origin, walks.destination
    choice = np.bincount(home, minlength=count).astype(np.float64)
    if persons is None:
        shared, demand, load = (np.full(n, np.nan) for n in (count, facilities, facilities))
    else:
        found = share_supply(method, walks, persons, supply.capacity, norms.limit)
        shared, demand, load = found.supply, found.demand, found.load
    least_load = _best_in_reach(-load[facility], home, count, keep_unknown=True)
    enough, ample = _judge_enough(shared, -least_load, choice, norms)
    rated = supply.quality[facility]
    best = _best_in_reach(rated, home, count)
    quality = answer(best >= norms.least_quality, np.isfinite(best))
    largest = _best_in_reach(supply.size[facility], home, count)
    known_size = np.isfinite(largest) & (norms.least_size is not None)
    size = answer(largest >= (norms.least_size or 0.0), known_size)
    is_open = _judge_open(supply.is_open, walks, count)
    unknown = ~can_tell
    for criterion in (enough, quality, is_open, size):
        criterion[unknown] = UNKNOWN
    shared[unknown], choice[unknown] = np.nan, np.nan
    asked = [enough, quality, is_open, size]
    if norms.only_set:
        asked = _drop_unset(asked, supply, norms)
    return Levels(
        shared,
        choice,
        best,
        _mean_in_reach(method, rated, walks, norms.limit, count),
        enough,
        quality,
        is_open,
        size,
        all_of(*asked),
        ample & can_tell,
        demand,
        load,
    )


def _judge_enough(
    shared: NDArray[np.float64],
    least_load: NDArray[np.float64],
    choice: NDArray[np.float64],
    norms: Norms,
) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """Compare with the norm; without one, the demand on the least loaded facility in reach."""
    if norms.provision is not None:
        given = shared * PER
        # sums of shares, added up in whatever order, are the same only to within rounding
        enough = answer(given >= norms.provision * (1 - 1e-9), np.isfinite(shared))
        return enough, given > AMPLE * norms.provision
    known = (choice > 0) & ~np.isnan(least_load)
    return answer(least_load <= 1.0 + 1e-9, known), known & (least_load * AMPLE < 1.0)


def _judge_open(is_open: NDArray[np.int8], walks: Pairs, count: int) -> NDArray[np.int8]:
    """Tell whether in each period something in reach is open."""
    if not len(is_open):
        return np.full(count, UNKNOWN, dtype=np.int8)
    answers = []
    for period in is_open:
        state = period[walks.destination]
        opened = np.bincount(walks.origin, weights=state == YES, minlength=count) > 0
        known = np.bincount(walks.origin, weights=state != UNKNOWN, minlength=count) > 0
        answers.append(answer(opened, known))
    return all_of(*answers)


def _drop_unset(
    asked: list[NDArray[np.int8]], supply: Supply, norms: Norms
) -> list[NDArray[np.int8]]:
    """Leave out the criteria for which the standard sets nothing."""
    kept = [asked[1]]
    if norms.provision is not None or np.isfinite(supply.capacity).any():
        kept.append(asked[0])
    if len(supply.is_open):
        kept.append(asked[2])
    if norms.least_size is not None:
        kept.append(asked[3])
    return kept


def _best_in_reach(
    values: NDArray[np.float64],
    home: NDArray[np.int64],
    count: int,
    keep_unknown: bool = False,
) -> NDArray[np.float64]:
    """Give each home the largest value of its walks; NaN where none is known.

    With ``keep_unknown`` one unknown value makes the whole unknown.
    """
    known = ~np.isnan(values)
    best = np.full(count, np.nan)
    of_home, value = home[known], values[known]
    if (np.diff(of_home) < 0).any():
        order = np.argsort(of_home, kind="stable")
        of_home, value = of_home[order], value[order]
    starts = run_starts(of_home)
    if len(starts):
        best[of_home[starts]] = np.maximum.reduceat(value, starts)
    if keep_unknown:
        best[home[~known]] = np.nan
    return best


def _mean_in_reach(
    method: Method,
    rated: NDArray[np.float64],
    walks: Pairs,
    limit: float,
    count: int,
) -> NDArray[np.float64]:
    """Average the quality in reach, nearer facilities counting more."""
    known = np.isfinite(rated)
    weight = weigh(method, np.minimum(walks.cost, limit), limit) * known
    total = np.bincount(walks.origin, weights=weight, minlength=count)
    added = np.bincount(walks.origin, weights=weight * np.where(known, rated, 0.0), minlength=count)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(total > 0, added / total, np.nan))
