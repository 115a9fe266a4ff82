"""Rung 2 between layers and the engine: how good each service is for each home."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ..engine.coverage import State
from ..engine.errors import EngineError
from ..engine.floating_catchment import Method
from ..engine.pairs import Pairs, walks_within
from ..engine.service_levels import GOOD_QUALITY, Norms, judge_levels
from .facility_facts import OPEN_SHARE, FacilityFacts, FacilityFields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.coverage import Walks
    from ..engine.opening_hours import Hours
    from ..engine.service_levels import Levels
    from .coverage import Coverage
    from .coverage_result import ServiceAnswer
    from .facility_facts import Sites
    from .judged import Judged


@dataclass(frozen=True)
class LevelChoices:
    """How rung 2 is judged.

    Attributes
    ----------
    method
        How nearness counts in sharing the supply.
    names
        Fields of the facilities.
    periods
        Periods by key, as opening hours.
    periods_of
        Keys of the periods of a service, where they are not the standard's.
    least_quality
        Of 5.
    open_share
        Share of a period from which a facility counts as open in it.
    only_set
        Take what the standard does not set as not asked, instead of unknown.
    """

    method: Method = Method.GAUSSIAN
    names: FacilityFields = field(default_factory=FacilityFields)
    periods: Mapping[str, Hours] = field(default_factory=dict)
    periods_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    least_quality: float = GOOD_QUALITY
    open_share: float = OPEN_SHARE
    only_set: bool = False


@dataclass(frozen=True, eq=False)
class ServiceLevels:
    """Rung 2 for one row of the standard.

    Attributes
    ----------
    answer
        Rung 1.
    levels
        Rung 2.
    sites
        The facilities that count.
    walks
        All walks from homes to them within the limit, in the unit of the limit.
    periods
        Keys of the periods in which the service is needed.
    """

    answer: ServiceAnswer
    levels: Levels
    sites: Sites
    walks: Pairs
    periods: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Beginning of the field names."""
        return self.answer.judged.key

    @property
    def good(self) -> NDArray[np.int8]:
        """Shape (homes,): whether all criteria hold."""
        return self.levels.good


def judge_all_levels(
    coverage: Coverage,
    choices: LevelChoices,
    feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> list[ServiceLevels]:
    """Answer rung 2 for all homes and services.

    Parameters
    ----------
    coverage
        Rung 1.
    choices
        How it is judged.
    feedback
        Where to say what is not known.
    progress
        Called with the share done; may raise to stop the run.
    """
    table = coverage.supply.table
    facts = FacilityFacts(table, choices.names, choices.periods, choices.open_share)
    judged = [_with_periods(answer.judged, choices.periods_of) for answer in coverage.answers]
    sites = [facts.of(coverage.supply.rows(item.service, "open"), item) for item in judged]
    walks = _find_walks(coverage.answers, sites, progress)
    facts.report(feedback)
    return [
        ServiceLevels(
            answer, _judge(answer, item, of_item, pairs, choices), of_item, pairs, item.periods
        )
        for answer, item, of_item, pairs in zip(coverage.answers, judged, sites, walks, strict=True)
    ]


def _with_periods(item: Judged, periods_of: Mapping[str, tuple[str, ...]]) -> Judged:
    from dataclasses import replace

    own = periods_of.get(item.key, periods_of.get(item.service))
    return item if own is None else replace(item, periods=own)


def _find_walks(
    answers: Sequence[ServiceAnswer], sites: Sequence[Sites], progress: Callable[[float], None]
) -> list[Pairs]:
    """Find all walks within each service's limit; services with the same are searched together."""
    together: dict[tuple[int, float], list[int]] = {}
    for number, answer in enumerate(answers):
        if answer.verdict.limit is not None and len(sites[number].rows):
            key = id(answer.walks), answer.verdict.limit
            together.setdefault(key, []).append(number)
    none = np.zeros(0, dtype=np.int64)
    found = [Pairs(none, none, np.zeros(0)) for _ in answers]
    for done, ((_, limit), members) in enumerate(together.items()):
        parts = _search(
            answers[members[0]].walks,
            limit,
            [sites[number] for number in members],
            lambda share, done=done: progress((done + share) / len(together)),  # type: ignore[misc]
        )
        for number, pairs in zip(members, parts, strict=True):
            found[number] = pairs
    progress(1.0)
    return found


def _search(
    walks: Walks, limit: float, sites: Sequence[Sites], progress: Callable[[float], None]
) -> list[Pairs]:
    """Find the walks to the facilities of several services."""
    counts = [len(one.first) for one in sites]
    start = np.concatenate([[0], np.cumsum(counts)])
    number = np.full((len(sites), walks.facility_count), -1, dtype=np.int64)
    for service, one in enumerate(sites):
        number[service, one.rows] = start[service] + one.site
    access = walks.facilities
    parts = []
    for of_row in number:
        used = np.flatnonzero(of_row[access.owner] >= 0)
        part = access.take(used)
        parts.append(part.owned_by(of_row[part.owner]))
    goals = type(access)(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("owner", "edge", "low", "high", "leg")
        )
    )
    pairs = walks_within(
        walks.network,
        walks.homes.access,
        walks.homes.count,
        goals.ordered(),
        int(start[-1]),
        limit,
        progress,
        walks.costs,
    )
    service = np.searchsorted(start, pairs.destination, side="right") - 1
    order = np.argsort(service, kind="stable")
    ends = np.searchsorted(service[order], np.arange(len(sites) + 1))
    split = []
    for one in range(len(sites)):
        rows = order[ends[one] : ends[one + 1]]
        split.append(
            Pairs(pairs.origin[rows], pairs.destination[rows] - start[one], pairs.cost[rows])
        )
    return split


def _judge(
    answer: ServiceAnswer, item: Judged, sites: Sites, walks: Pairs, choices: LevelChoices
) -> Levels:
    limit = answer.verdict.limit
    norms = Norms(
        # without a limit there are no walks; the number is then never used
        1.0 if limit is None else limit,
        item.provision,
        item.least_size,
        choices.least_quality,
        choices.only_set,
    )
    can_tell = np.isin(answer.verdict.state, (State.HAS, State.GAP))
    return judge_levels(choices.method, walks, answer.persons, can_tell, sites.supply, norms)


def stop_when_cancelled(
    feedback: QgsProcessingFeedback, start: float, end: float
) -> Callable[[float], None]:
    """Make a progress callable for a part of the run.

    Parameters
    ----------
    feedback
        Asked for cancel.
    start, end
        Of the part, in per cent.
    """

    def progress(share: float) -> None:
        feedback.setProgress(start + (end - start) * share)
        if feedback.isCanceled():
            raise EngineError("Stopped; nothing was written.")

    return progress
