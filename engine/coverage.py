"""Rung 1, *have it*: is a service within the walk that the standard allows, home by home.

Three answers: yes, no, and cannot tell where the street data ends within reach.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .access import Access
from .rows import least
from .search import Search, Targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .impedance import Impedance
    from .network import WalkNetwork

ROUNDING = 1e-3  # metres by which a walk may exceed the limit and still be at it


class State(IntEnum):
    """Whether a home has a service."""

    GAP = 0
    HAS = 1
    CANNOT_TELL = 2
    UNPLACED = 3


class Reason(IntEnum):
    """Why a home does not have a service; the first that applies."""

    NONE = 0
    BEHIND_BARRIER = 1
    ISLAND = 2
    PLANNED = 3
    NO_FACILITY = 4
    TOO_FAR = 5


@dataclass(frozen=True, eq=False)
class Homes:
    """Homes on a network.

    Attributes
    ----------
    count
        Number of homes.
    access
        Where they join the network.
    on_island
        Shape (count,): homes whose only street is a small island.
    """

    count: int
    access: Access
    on_island: NDArray[np.bool_]

    @property
    def placed(self) -> NDArray[np.bool_]:
        """Homes that have at least one place on a street."""
        found = np.zeros(self.count, dtype=bool)
        found[self.access.owner] = True
        return found


@dataclass(frozen=True, eq=False)
class Verdict:
    """The answer for one service, home by home.

    Attributes
    ----------
    cost
        Shape (homes,): cheapest walk to the service; inf where there is none.
    facility
        Shape (homes,): the facility at its end, -1 for none.
    state, reason
        Shape (homes,): as in `State` and `Reason`.
    limit
        Cost allowed; None where the standard gives no limit.
    """

    cost: NDArray[np.float64]
    facility: NDArray[np.int64]
    state: NDArray[np.int64]
    reason: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    limit: float | None = None


@dataclass(frozen=True, eq=False)
class Walks:
    """Nearest walks from all homes to the facilities of any service, on one network.

    Parameters
    ----------
    network
        The streets.
    homes
        The homes.
    facilities
        Access points of all facilities of all services.
    facility_count
        Number of facilities.
    costs
        What walks from the homes to the facilities cost; without it, metres.
    expected
        Sets of facilities that will be asked about, such as services: they are searched together.
    """

    network: WalkNetwork
    homes: Homes
    facilities: Access
    facility_count: int
    costs: Impedance | None = None
    expected: Sequence[NDArray[np.int64]] = ()

    @cached_property
    def search(self) -> Search:
        """The search from facilities, prepared once for all services."""
        costs = None if self.costs is None else self.costs.reversed
        return Search(self.network, self.facilities, self.facility_count, costs)

    @property
    def leg(self) -> float:
        """Cost of a metre beside the streets."""
        return self.costs.leg if self.costs else 1.0

    def allowed(self, limit: float) -> float:
        """Widen a limit by the rounding of coordinates."""
        return limit + ROUNDING * self.leg

    @cached_property
    def _targets(self) -> Targets:
        return self.search.targets(self.homes.access)

    def nearest(
        self, facilities: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Find every home's cheapest walk to some facilities.

        Parameters
        ----------
        facilities
            Which facilities count.

        Returns
        -------
        cost, facility
            Shape (homes,): cost (inf for none) and the facility (-1).
        """
        key = facilities.tobytes()
        return (
            self._found[key]
            if key in self._found
            else self._read(*self._targets.nearest(facilities))
        )

    @cached_property
    def _found(self) -> dict[bytes, tuple[NDArray[np.float64], NDArray[np.int64]]]:
        """What was found for the expected sets of facilities."""
        of_each = self._targets.nearest_of_each(self.expected)
        return {
            facilities.tobytes(): self._read(*found)
            for facilities, found in zip(self.expected, of_each, strict=True)
        }

    def _read(
        self, at_access: NDArray[np.float64], source: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Choose the best access point of each home."""
        cost, row = least(at_access, self.homes.access.owner, self.homes.count)
        facility = np.where(row >= 0, source[row], -1) if len(source) else row
        return cost, np.asarray(facility, dtype=np.int64)


def walk_to_nodes(
    network: WalkNetwork,
    homes: Homes,
    nodes: NDArray[np.int64],
    costs: Impedance | None = None,
) -> NDArray[np.float64]:
    """Measure every home's walk to the nearest of some nodes that have one edge.

    Parameters
    ----------
    network
        The streets.
    homes
        The homes.
    nodes
        Dead ends, such as the ends of the street data.
    costs
        What the walks cost; without it, metres.

    Returns
    -------
    Shape (homes,): cost, inf where none can be reached.
    """
    at_start = np.flatnonzero(np.isin(network.edge_from, nodes))
    at_end = np.flatnonzero(np.isin(network.edge_to, nodes))
    edge = np.concatenate([at_start, at_end])
    offset = np.concatenate([np.zeros(len(at_start)), network.length[at_end]])
    ends = Access(np.arange(len(edge)), edge, offset, offset, np.zeros(len(edge)))
    return Walks(network, homes, ends, len(edge), costs).nearest(np.arange(len(edge)))[0]


def judge(
    walks: Walks,
    facilities: NDArray[np.int64],
    limit: float | None,
    to_data_end: NDArray[np.float64],
) -> Verdict:
    """Answer *have it* for one service.

    Parameters
    ----------
    walks
        Homes and facilities on the network.
    facilities
        The open facilities of the service.
    limit
        Cost allowed; None if the standard gives none: then nobody can tell.
    to_data_end
        Shape (homes,): cost of the walk to the nearest end of the street data.
    """
    cost, facility = walks.nearest(facilities)
    if limit is None:
        state = np.full(walks.homes.count, State.CANNOT_TELL, dtype=np.int64)
    else:
        allowed = walks.allowed(limit)
        state = np.where(cost <= allowed, State.HAS, State.GAP).astype(np.int64)
        state[(state == State.GAP) & (to_data_end <= allowed)] = State.CANNOT_TELL
    state[~walks.homes.placed] = State.UNPLACED
    return Verdict(cost, facility, state, limit=limit)


def explain(
    verdict: Verdict,
    walks: Walks,
    any_facility: bool,
    without_barriers: NDArray[np.float64] | None,
    to_planned: NDArray[np.float64] | None,
) -> NDArray[np.int64]:
    """Give each gap its reason, the first that applies.

    Parameters
    ----------
    verdict
        The answer.
    walks
        The walks that were judged.
    any_facility
        There is at least one open facility of the service.
    without_barriers
        Shape (homes,): cost to the service if there were no barriers; None if there are none.
    to_planned
        Shape (homes,): cost to the nearest planned facility; None if none is planned.

    Returns
    -------
    Shape (homes,): `Reason`, NONE for homes that are no gap.
    """
    homes = walks.homes
    reason = np.full(homes.count, Reason.NONE, dtype=np.int64)
    gap = verdict.state == State.GAP
    if verdict.limit is None:
        return reason
    allowed = walks.allowed(verdict.limit)
    reason[gap] = Reason.TOO_FAR if any_facility else Reason.NO_FACILITY
    if to_planned is not None:
        reason[gap & (to_planned <= allowed)] = Reason.PLANNED
    reason[gap & homes.on_island] = Reason.ISLAND
    if without_barriers is not None:
        reason[gap & (without_barriers <= allowed)] = Reason.BEHIND_BARRIER
    return reason


@dataclass(frozen=True)
class Tally:
    """Persons of one area and service; None where their number is unknown."""

    persons: float | None
    covered: float | None
    unserved: float | None
    cannot_tell: float | None
    unplaced: float | None

    @property
    def covered_pct(self) -> float | None:
        """Share of all persons who are covered, per cent; None if nobody lives there."""
        if not self.persons or self.covered is None:
            return None
        return 100.0 * self.covered / self.persons


def tally(
    verdict: Verdict,
    persons: NDArray[np.float64] | None,
    homes: NDArray[np.bool_] | NDArray[np.int64],
) -> Tally:
    """Add up the persons of some homes by state; the four parts make the whole.

    Parameters
    ----------
    verdict
        The answer.
    persons
        Shape (homes,): persons of the target group, 0 where a home's number cannot be used;
        None if nothing is known of the group.
    homes
        Which homes count: their rows, or shape (homes,).
    """
    if persons is None:
        return Tally(None, None, None, None, None)
    sums = np.bincount(verdict.state[homes], weights=persons[homes], minlength=len(State))
    return Tally(
        float(persons[homes].sum()),
        float(sums[State.HAS]),
        float(sums[State.GAP]),
        float(sums[State.CANNOT_TELL]),
        float(sums[State.UNPLACED]),
    )
