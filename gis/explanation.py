"""One point, everything about it: the walk that decides each service, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..engine.coverage import Reason
from ..engine.pairs import Pairs
from .diagnosis import diagnose
from .drawn_walks import draw_walks
from .explained_place import find_place
from .facility_names import name_facilities

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.access import Ground
    from ..engine.impedance import Impedance
    from .coverage import Coverage
    from .coverage_input import CoverageInput
    from .diagnosis import Diagnosis
    from .explained_place import Place
    from .levels import LevelChoices
    from .needs import NeedChoices
    from .opinions import Opinions
    from .stands import Stand

NEAREST, WITHOUT_WALLS, PLANNED = "nearest", "without_walls", "planned"
"""What a walk leads to: the nearest open facility; the nearest if there were no barriers; the
nearest that is planned."""


@dataclass(frozen=True, eq=False)
class Walk:
    """A walk from the point.

    Attributes
    ----------
    role
        `NEAREST`, `WITHOUT_WALLS` or `PLANNED`.
    service
        Number of the row of the standard.
    facility
        Row of the facilities.
    cost
        In the unit of the limit.
    metres, minutes
        Of this very walk.
    line
        The walk in the plane.
    """

    role: str
    service: int
    facility: int
    cost: float
    metres: float
    minutes: float
    line: shapely.LineString


@dataclass(frozen=True, eq=False)
class Explanation:
    """A diagnosis with the walks of one home.

    Attributes
    ----------
    place
        The home, or the point taken as one.
    found
        The diagnosis.
    walks
        By service and role; none where there is nothing to walk to.
    """

    place: Place
    found: Diagnosis
    walks: dict[tuple[int, str], Walk]

    def facility_name(self, row: int) -> str:
        """Name a facility."""
        return self._names[row]

    @cached_property
    def _names(self) -> list[str]:
        return name_facilities(self.found.coverage.supply.table)


def explain_point(
    point: shapely.Point,
    given: CoverageInput,
    level_choices: LevelChoices,
    opinions: Opinions,
    need_choices: NeedChoices,
    feedback: QgsProcessingFeedback,
) -> Explanation:
    """Diagnose all homes and find the walks of the one at a point.

    Parameters
    ----------
    point
        In the plane of the homes.
    given, level_choices, opinions, need_choices, feedback
        As for `diagnose`.

    Raises
    ------
    EngineError
        As `diagnose` does.
    """
    place = find_place(given.residents, point)
    given = replace(given, residents=place.residents)
    found = diagnose(given, level_choices, opinions, need_choices, feedback, only=place.row)
    return explain_row(place, found)


def explain_row(place: Place, found: Diagnosis) -> Explanation:
    """Find the walks of one home of a diagnosis.

    Parameters
    ----------
    place
        The home.
    found
        The diagnosis that it is in.
    """
    search = _WalkSearch(found.coverage, place.row)
    for service, answer in enumerate(found.coverage.answers):
        reason = Reason(int(answer.verdict.reason[place.row]))
        search.ask(NEAREST, service)
        if reason is Reason.BEHIND_BARRIER:
            search.ask(WITHOUT_WALLS, service)
        if reason is Reason.PLANNED:
            search.ask(PLANNED, service)
    return Explanation(place, found, search.draw())


@dataclass(frozen=True, eq=False)
class _Asked:
    role: str
    service: int
    facility: int
    cost: float
    seconds: Impedance | None


class _WalkSearch:
    """Finds the walks of one home, all those on one ground and in one unit together."""

    def __init__(self, coverage: Coverage, row: int) -> None:
        self._coverage, self._row = coverage, row
        self._asked: dict[tuple[Ground, Impedance | None], list[_Asked]] = {}

    def ask(self, role: str, service: int) -> None:
        """Note the walk of a role, where there is one."""
        coverage = self._coverage
        given, stands = coverage.given, coverage.stands
        item = coverage.answers[service].judged
        ground = given.ground
        if role == WITHOUT_WALLS and given.without_barriers is not None:
            ground = given.without_barriers
        pace = stands.pace(ground, item)
        costs = pace.seconds if given.rule == "minutes" else None
        status = "planned" if role == PLANNED else "open"
        rows = coverage.supply.rows(item.service, status)
        cost, facility = stands.on(pace.ground, costs).walks.nearest(rows)
        if np.isfinite(cost[self._row]):
            one = _Asked(
                role, service, int(facility[self._row]), float(cost[self._row]), pace.seconds
            )
            self._asked.setdefault((pace.ground, costs), []).append(one)

    def draw(self) -> dict[tuple[int, str], Walk]:
        """Find the walks asked for."""
        walks: dict[tuple[int, str], Walk] = {}
        for (ground, costs), asked in self._asked.items():
            stand = self._coverage.stands.on(ground, costs)
            walks |= self._draw_on(ground, costs, stand, asked)
        return walks

    def _draw_on(
        self, ground: Ground, costs: Impedance | None, stand: Stand, asked: list[_Asked]
    ) -> dict[tuple[int, str], Walk]:
        coverage = self._coverage
        homes, goals = stand.walks.homes.access, stand.walks.facilities
        facilities, first, place = np.unique(
            [one.facility for one in asked], return_index=True, return_inverse=True
        )
        # the walk to a facility is the same for every service that ends there
        pairs = Pairs(
            np.full(len(facilities), self._row),
            facilities,
            np.array([asked[number].cost for number in first]),
        )
        starts = homes.take(np.flatnonzero(homes.owner == self._row))
        ends = goals.take(np.flatnonzero(np.isin(goals.owner, facilities)))
        drawn = draw_walks(
            ground,
            costs,
            coverage.given.residents.geometries,
            starts,
            ends,
            stand.facility_snap,
            ends,
            pairs,
        )
        seconds: dict[Impedance, NDArray[np.float64]] = {}
        walks = {}
        for one, number in zip(asked, place.tolist(), strict=True):
            metres = float(drawn.metres[number])
            minutes = metres / coverage.answers[one.service].judged.speed / 60
            if one.seconds is not None:
                if one.seconds not in seconds:
                    seconds[one.seconds] = drawn.routes.cost(starts, ends, one.seconds)
                minutes = float(seconds[one.seconds][number]) / 60
            walks[one.service, one.role] = Walk(
                one.role, one.service, one.facility, one.cost, metres, minutes, drawn.lines[number]
            )
        return walks
