"""Rung 3 between layers and the engine: what residents say around each home."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..engine.access import facility_access
from ..engine.coverage import State
from ..engine.opinions import ENOUGH_ANSWERS, SATISFIED, STRENGTH, Need, hear
from ..engine.pairs import Pairs, walks_within
from .opinions import OpinionFields
from .snaps import report_snap

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.access import Access, Ground, Snap
    from ..engine.coverage import Verdict, Walks
    from ..engine.opinions import Needs, Rules
    from .coverage import Coverage
    from .opinions import Opinions

MINUTES = 15.0
"""Walk within which an answer counts for a home."""


@dataclass(frozen=True)
class NeedChoices:
    """How rung 3 is judged.

    Attributes
    ----------
    names
        Fields of the opinions.
    minutes
        Walk within which an answer counts for a home.
    satisfied, enough, strength
        As in `Rules`.
    """

    names: OpinionFields = field(default_factory=OpinionFields)
    minutes: float = MINUTES
    satisfied: float = SATISFIED
    enough: float = ENOUGH_ANSWERS
    strength: float = STRENGTH


@dataclass(frozen=True, eq=False)
class Voices:
    """Rung 3 of a run.

    Attributes
    ----------
    opinions
        The answers.
    rules
        How they were read.
    needs
        By home, one for each row of the standard.
    walks
        Walks from homes to answers about the service (numbered as in `Opinions.of`), in the unit of
        `limits`; one for each row of the standard.
    limits
        How far answers count.
    snap
        How answers found their street.
    """

    opinions: Opinions
    rules: Rules
    needs: list[Needs]
    walks: list[Pairs]
    limits: list[float]
    snap: Snap


def hear_all(
    coverage: Coverage,
    opinions: Opinions,
    choices: NeedChoices,
    feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
    only: int | None = None,
) -> Voices:
    """Answer rung 3 for all homes and services.

    Parameters
    ----------
    coverage
        Rung 1, whose walkers walk to the answers too.
    opinions
        What was said.
    choices
        How it is judged.
    feedback
        Where to say how answers found their street.
    progress
        Called with the share done; may raise to stop the run.
    only
        The one home that is asked about; the others stay unheard. What is said around a home is
        the same whatever the others hear.
    """
    rules = opinions.rules(choices.satisfied, choices.enough, choices.strength)
    search = _AnswerWalks(coverage, opinions, choices.minutes, only)
    report_snap(opinions.table, search.snap, feedback)
    homes = len(coverage.given.residents)
    needs, walks, limits = [], [], []
    for number, answer in enumerate(coverage.answers):
        pairs, limit = search.to_service(answer.judged.service, number)
        _, answers = opinions.of(answer.judged.service)
        needs.append(hear(pairs, limit, answers, rules, homes))
        walks.append(pairs)
        limits.append(limit)
        progress((number + 1) / len(coverage.answers))
    return Voices(opinions, rules, needs, walks, limits, search.snap)


_NONE = np.zeros(0, dtype=np.int64)
_NOBODY = Pairs(_NONE, _NONE, np.zeros(0))


class _AnswerWalks:
    """Walks from homes to answers.

    Who walks on the same streets at the same costs, in whatever time, is searched for once, as far
    as the farthest of them goes; the walks of the others are among those found.
    """

    def __init__(
        self, coverage: Coverage, opinions: Opinions, minutes: float, only: int | None = None
    ) -> None:
        self._coverage, self._opinions, self._seconds = coverage, opinions, minutes * 60
        self._only = only
        self._access: dict[Ground, tuple[Access, Snap]] = {}
        self._found: dict[Walks, dict[str, Pairs]] = {}

    @property
    def snap(self) -> Snap:
        """How answers found their street, on the ground that anybody walks."""
        return self._placed(self._coverage.given.ground)[1]

    @cached_property
    def _walked(self) -> list[tuple[Ground, Walks, float]]:
        """Where each row of the standard walks, and how far answers about it count."""
        stands, ground = self._coverage.stands, self._coverage.given.ground
        paces = [stands.pace(ground, answer.judged) for answer in self._coverage.answers]
        return [
            (
                pace.ground,
                stands.on(pace.ground, pace.seconds).walks,
                self._seconds * (1.0 if pace.seconds is not None else pace.speed),
            )
            for pace in paces
        ]

    def to_service(self, service: str, number: int) -> tuple[Pairs, float]:
        """Return the walks to the answers about a service, and how far they count."""
        ground, walks, limit = self._walked[number]
        if walks not in self._found:
            farthest = max(reach for _, others, reach in self._walked if others is walks)
            self._found[walks] = self._by_service(self._search(ground, walks, farthest))
        every = self._found[walks].get(service, _NOBODY)
        near = np.flatnonzero(every.cost <= walks.allowed(limit))
        if len(near) == len(every.cost):
            return every, limit
        return Pairs(every.origin[near], every.destination[near], every.cost[near]), limit

    def _search(self, ground: Ground, walks: Walks, limit: float) -> Pairs:
        """Find the walks to all answers, whatever they are about."""
        homes = walks.homes.access
        if self._only is not None:
            homes = homes.take(np.flatnonzero(homes.owner == self._only))
        return walks_within(
            walks.network,
            homes,
            walks.homes.count,
            self._placed(ground)[0],
            len(self._opinions.table),
            limit,
            costs=walks.costs,
        )

    def _by_service(self, every: Pairs) -> dict[str, Pairs]:
        """Divide walks by what the answers are about, in one pass; their order stays."""
        names, about = np.unique(self._opinions.service.astype(str), return_inverse=True)
        place = np.zeros(len(about), dtype=np.int64)
        for number in range(len(names)):
            rows = np.flatnonzero(about == number)
            place[rows] = np.arange(len(rows))
        # of small numbers a stable sort takes one pass
        which = about.astype(np.uint16)[every.destination]
        order = np.argsort(which, kind="stable")
        ends = np.searchsorted(which[order], np.arange(len(names) + 1))
        found = {}
        for number, name in enumerate(names.tolist()):
            rows = order[ends[number] : ends[number + 1]]
            own = place[every.destination[rows]]
            found[name] = Pairs(every.origin[rows], own, every.cost[rows])
        return found

    def _placed(self, ground: Ground) -> tuple[Access, Snap]:
        if ground not in self._access:
            self._access[ground] = facility_access(ground, self._opinions.table.geometries)
        return self._access[ground]


VOICES = (
    "complain_uncovered",
    "complain_covered",
    "silent_uncovered",
    "silent_covered",
    "content_uncovered",
    "content_covered",
    "cannot_tell",
)
"""What residents say against what they have."""


def cross(verdict: Verdict, needs: Needs, satisfied: float) -> NDArray[np.int64]:
    """Cross what residents say with what they have.

    Parameters
    ----------
    verdict
        Whether homes have the service.
    needs
        What is said around them.
    satisfied
        Satisfaction from which nobody complains.

    Returns
    -------
    Shape (homes,): index into `VOICES`.
    """
    silent = needs.state == Need.UNHEARD
    with np.errstate(invalid="ignore"):
        says = np.where(silent, 2, np.where(needs.satisfaction < satisfied, 0, 4))
    crossed = says + (verdict.state == State.HAS)
    known = np.isin(verdict.state, (State.HAS, State.GAP))
    return np.where(known, crossed, len(VOICES) - 1)
