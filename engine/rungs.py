"""The three rungs together: how far each home gets with a service, why no farther, what to do.

Rung 1 *have it*, rung 2 *good*, rung 3 *right*. The rung is the number of leading ones that hold;
where the next is unknown, it is a range up to the highest that is possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from .coverage import Reason as Lack
from .coverage import State
from .opinions import Need
from .three_valued import NO, UNKNOWN, YES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .coverage import Verdict
    from .opinions import Needs
    from .service_levels import Levels

HIGHEST = 3


class Reason(IntEnum):
    """Why a home gets no farther with a service; the first that applies."""

    NONE = 0
    BEHIND_BARRIER = 1
    ISLAND = 2
    UNPLACED = 3
    PLANNED = 4
    NO_FACILITY = 5
    TOO_FAR = 6
    CANNOT_TELL = 7
    NO_LIMIT = 8
    FULL = 9
    POOR = 10
    SHUT = 11
    TOO_SMALL = 12
    UNSATISFIED = 13
    OVER_PROVIDED = 14
    UNWANTED = 15
    UNKNOWN = 16
    UNHEARD = 17


class Action(IntEnum):
    """What to do about it."""

    NONE = 0
    OPEN_GATE = 1
    CHECK_DATA = 2
    HASTEN = 3
    BUILD = 4
    EXPAND = 5
    UPGRADE = 6
    EXTEND_HOURS = 7
    ENLARGE = 8
    ADAPT = 9
    SHARE = 10
    LISTEN = 11
    KEEP = 12


ACTION_OF = {
    Reason.NONE: Action.KEEP,
    Reason.BEHIND_BARRIER: Action.OPEN_GATE,
    Reason.ISLAND: Action.CHECK_DATA,
    Reason.UNPLACED: Action.CHECK_DATA,
    Reason.PLANNED: Action.HASTEN,
    Reason.NO_FACILITY: Action.BUILD,
    Reason.TOO_FAR: Action.BUILD,
    Reason.CANNOT_TELL: Action.CHECK_DATA,
    # where the standard sets no limit there is nothing to act on
    Reason.NO_LIMIT: Action.NONE,
    Reason.FULL: Action.EXPAND,
    Reason.POOR: Action.UPGRADE,
    Reason.SHUT: Action.EXTEND_HOURS,
    Reason.TOO_SMALL: Action.ENLARGE,
    Reason.UNSATISFIED: Action.ADAPT,
    Reason.OVER_PROVIDED: Action.SHARE,
    # valued little and good, yet not above what the norm asks: nothing to give away
    Reason.UNWANTED: Action.KEEP,
    Reason.UNKNOWN: Action.CHECK_DATA,
    Reason.UNHEARD: Action.LISTEN,
}
_LACKS = {
    Lack.BEHIND_BARRIER: Reason.BEHIND_BARRIER,
    Lack.ISLAND: Reason.ISLAND,
    Lack.PLANNED: Reason.PLANNED,
    Lack.NO_FACILITY: Reason.NO_FACILITY,
    Lack.TOO_FAR: Reason.TOO_FAR,
}
_SHORTCOMINGS = (Reason.FULL, Reason.POOR, Reason.SHUT, Reason.TOO_SMALL)


@dataclass(frozen=True, eq=False)
class Rungs:
    """How far homes get with one service.

    Attributes
    ----------
    low, high
        Shape (homes,): the rung, 0 to 3, and the highest that is possible.
    reason, action
        Shape (homes,): `Reason` and `Action`.
    unheard
        Shape (homes,): nothing is missing to rung 3 but answers.
    """

    low: NDArray[np.int8]
    high: NDArray[np.int8]
    reason: NDArray[np.int8]
    action: NDArray[np.int8]
    unheard: NDArray[np.bool_]


def reach_answer(verdict: Verdict) -> NDArray[np.int8]:
    """Turn the answer of rung 1 into yes, no or unknown.

    Parameters
    ----------
    verdict
        Whether homes have a service.
    """
    answer = np.full(len(verdict.state), UNKNOWN, dtype=np.int8)
    answer[verdict.state == State.HAS] = YES
    answer[verdict.state == State.GAP] = NO
    return answer


def right_answer(needs: Needs) -> NDArray[np.int8]:
    """Turn need states into yes, no or unknown.

    Parameters
    ----------
    needs
        What residents say around homes.
    """
    answer = np.full(len(needs.state), NO, dtype=np.int8)
    answer[np.isin(needs.state, (Need.CONTENT, Need.LOW_PRIORITY))] = YES
    answer[needs.state == Need.UNHEARD] = UNKNOWN
    return answer


def climb(verdict: Verdict, levels: Levels, needs: Needs) -> Rungs:
    """Put the three rungs together.

    Parameters
    ----------
    verdict
        Rung 1, with its reasons.
    levels
        Rung 2.
    needs
        Rung 3.
    """
    groups = np.stack([reach_answer(verdict), levels.good, right_answer(needs)])
    low = np.cumprod(groups == YES, axis=0).sum(axis=0).astype(np.int8)
    high = np.cumprod(groups != NO, axis=0).sum(axis=0).astype(np.int8)
    reason = _reason(verdict, levels, needs, groups)
    actions = np.array([ACTION_OF[Reason(number)] for number in range(len(Reason))], dtype=np.int8)
    unheard = (low == HIGHEST - 1) & (groups[2] == UNKNOWN)
    return Rungs(low, high, reason, actions[reason], unheard)


def _reason(
    verdict: Verdict, levels: Levels, needs: Needs, groups: NDArray[np.int8]
) -> NDArray[np.int8]:
    """Find the first criterion that fails; if none does, the first that is unknown."""
    reach, good, _ = groups
    reason = np.full(len(reach), Reason.NONE, dtype=np.int8)
    # written from the last to the first: the first that applies stays
    reason[needs.state == Need.UNHEARD] = Reason.UNHEARD
    reason[good == UNKNOWN] = Reason.UNKNOWN
    overkill = needs.state == Need.OVERKILL
    reason[overkill] = np.where(levels.ample[overkill], Reason.OVER_PROVIDED, Reason.UNWANTED)
    reason[needs.state == Need.CONCENTRATE] = Reason.UNSATISFIED
    for criterion, shortcoming in zip(
        reversed(levels.criteria), reversed(_SHORTCOMINGS), strict=True
    ):
        reason[criterion == NO] = shortcoming
    unknown = reach == UNKNOWN
    reason[unknown] = Reason.CANNOT_TELL if verdict.limit is not None else Reason.NO_LIMIT
    reason[verdict.state == State.UNPLACED] = Reason.UNPLACED
    gap = reach == NO
    reason[gap] = Reason.TOO_FAR
    for lack, why in _LACKS.items():
        reason[gap & (verdict.reason == lack)] = why
    return reason


def score_homes(
    rungs: Sequence[Rungs],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give each home the mean of its rungs, from 0 (nothing) to 1 (all three, everywhere).

    Parameters
    ----------
    rungs
        Of the services that the standard requires; at least one.

    Returns
    -------
    low, high
        Shape (homes,): apart where rungs are unknown.
    """
    low = np.mean([one.low for one in rungs], axis=0) / HIGHEST
    high = np.mean([one.high for one in rungs], axis=0) / HIGHEST
    return np.asarray(low), np.asarray(high)


@dataclass(frozen=True)
class RungTally:
    """Persons of one area and service by rung; the parts make the whole.

    Attributes
    ----------
    persons
        All of them; None, as all others, where their number is unknown.
    rungs
        Persons whose rung is known, by rung 0 to 3.
    unknown
        Persons whose rung is a range because data is missing.
    unheard
        Persons at rung 2 of whom only the opinion is missing.
    """

    persons: float | None
    rungs: tuple[float, ...] | None
    unknown: float | None
    unheard: float | None


def tally_rungs(
    rungs: Rungs,
    persons: NDArray[np.float64] | None,
    homes: NDArray[np.bool_] | NDArray[np.int64],
) -> RungTally:
    """Add up the persons of some homes by rung.

    Parameters
    ----------
    rungs
        How far they get.
    persons
        Shape (homes,): of the target group; None if unknown.
    homes
        Which homes count: their rows, or shape (homes,).
    """
    if persons is None:
        return RungTally(None, None, None, None)
    low, own = rungs.low[homes], persons[homes]
    known = low == rungs.high[homes]
    sums = np.bincount(low[known], weights=own[known], minlength=HIGHEST + 1)
    unheard = rungs.unheard[homes] & ~known
    return RungTally(
        float(own.sum()),
        tuple(sums.tolist()),
        float(own[~known & ~unheard].sum()),
        float(own[unheard].sum()),
    )


@dataclass(frozen=True)
class ToDo:
    """One line of the list of actions.

    Attributes
    ----------
    area, service
        Numbers of both.
    reason, action
        Why and what.
    persons
        How many are affected; None if unknown.
    need
        Smoothed importance over the district's mean importance; 1 where nobody was heard.
    must
        The standard asks for the service without condition.
    """

    area: int
    service: int
    reason: Reason
    action: Action
    persons: float | None
    need: float
    must: bool

    @classmethod
    def make(
        cls,
        area: int,
        service: int,
        reason: int,
        action: int,
        persons: float | None,
        need: float,
        must: bool,
    ) -> ToDo:
        """Make a line from numbers."""
        return cls(area, service, Reason(reason), Action(action), persons, need, must)

    @property
    def weight(self) -> float:
        """Persons times need, by which actions are ranked."""
        return (self.persons or 0.0) * self.need


def rank_actions(todo: Sequence[ToDo], names: Sequence[tuple[str, str]]) -> list[ToDo]:
    """Put actions in the order in which they help most.

    What the standard requires comes before what it asks for on demand, and what is to be kept
    comes last; then persons times need, persons, and the names of area and service.

    Parameters
    ----------
    todo
        The actions.
    names
        Area and service of each, for ties.
    """
    order = sorted(
        range(len(todo)),
        key=lambda row: (
            todo[row].action in (Action.KEEP, Action.NONE),
            not todo[row].must,
            todo[row].persons is None,
            -todo[row].weight,
            -(todo[row].persons or 0.0),
            names[row],
            todo[row].reason,
        ),
    )
    return [todo[row] for row in order]
