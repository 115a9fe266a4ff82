"""What a walk along the streets costs: metres, or the seconds of one walker.

Both count at once. Metres are the same in both directions; seconds are not where streets climb.
The straight legs beside the streets cost their metres, at the walker's pace on level ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .heights import Heights
    from .network import WalkNetwork


@dataclass(frozen=True, eq=False)
class Knots:
    """Costs that rise unevenly along edges.

    Attributes
    ----------
    first
        Shape (m + 1,): where the knots of each edge start; every edge has one at each end.
    at
        Shape (k,): metres from the start of the knot's edge.
    ahead, back
        Shape (k,): cost from the start of the edge to the knot, and from the knot to the start.
    """

    first: NDArray[np.int64]
    at: NDArray[np.float64]
    ahead: NDArray[np.float64]
    back: NDArray[np.float64]

    @cached_property
    def both(self) -> NDArray[np.float64]:
        """Shape (k,): cost from the start of the edge to the knot and back again."""
        return self.ahead + self.back

    @cached_property
    def inner(self) -> NDArray[np.bool_]:
        """Shape (k - 1,): whether a knot and the next one lie on the same edge."""
        same = np.ones(max(len(self.at) - 1, 0), dtype=bool)
        same[self.first[1:-1] - 1] = False
        return same

    def interpolate(
        self,
        edge: NDArray[np.int64],
        value: NDArray[np.float64],
        x: NDArray[np.float64],
        y: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Read one quantity at the knots where another has a given value.

        Parameters
        ----------
        edge, value
            Shape (n,): the edge, and a value of `x` on it.
        x, y
            Shape (k,): rising along every edge.

        Returns
        -------
        Shape (n,): `y`, at the ends of the edge for values beyond them.
        """
        # halving all ranges at once: the time depends on what is asked, not on the network
        low, high = self.first[edge], self.first[edge + 1] - 2
        while np.any(low < high):
            middle = (low + high + 1) // 2
            beyond = x[middle] > value
            low, high = np.where(beyond, low, middle), np.where(beyond, middle - 1, high)
        span = x[low + 1] - x[low]
        share = np.divide(value - x[low], span, out=np.zeros(len(low)), where=span > 0)
        return np.asarray(y[low] + np.clip(share, 0.0, 1.0) * (y[low + 1] - y[low]))


@dataclass(frozen=True, eq=False)
class Impedance:
    """Costs of walking each edge, in one unit.

    Attributes
    ----------
    leg
        Cost of a metre walked straight, beside the streets.
    length
        Shape (m,): metres of each edge.
    ahead, back
        Shape (m,): cost of each whole edge, from its start to its end and the other way.
    knots
        How the cost rises along the edges; None where it does so evenly.
    """

    leg: float
    length: NDArray[np.float64]
    ahead: NDArray[np.float64]
    back: NDArray[np.float64]
    knots: Knots | None = None

    @classmethod
    def metres(cls, network: WalkNetwork) -> Impedance:
        """Count metres."""
        return cls(1.0, network.length, network.length, network.length)

    @classmethod
    def seconds(
        cls,
        network: WalkNetwork,
        speed: float,
        delay: NDArray[np.float64] | None = None,
        slower: NDArray[np.float64] | None = None,
        heights: Heights | None = None,
    ) -> Impedance:
        """Count the seconds of a walker.

        Parameters
        ----------
        network
            The streets.
        speed
            Metres per second on level ground.
        delay
            Shape (edges,): seconds lost at crossings and on steps, beside those for the metres;
            spread evenly over the edge, so that who walks half of it loses half of them.
        slower
            Shape (edges,): factor on the seconds of each metre, for surfaces; 1 changes nothing.
        heights
            Heights along the edges; without them all streets are level.
        """
        length = network.length
        level = length / speed * (1.0 if slower is None else slower)
        lost = np.zeros(len(length)) if delay is None else delay
        if heights is None:
            total = level + lost
            return cls(1.0 / speed, length, total, total)
        edge = heights.edge
        inner = np.append(np.diff(edge) == 0, False)
        step = np.where(inner, np.append(np.diff(heights.at), 0.0), 0.0)
        rise = np.where(inner, np.append(np.diff(heights.height), 0.0), 0.0)
        grade = np.divide(rise, step, out=np.zeros(len(step)), where=step > 0)
        pace: NDArray[np.float64] = (level / length)[edge]
        even: NDArray[np.float64] = (lost / length)[edge]
        up, down = pace / tobler(grade), pace / tobler(-grade)
        knots = Knots(
            heights.first,
            heights.at,
            _accumulate(np.multiply(step, up + even), heights.first),
            _accumulate(np.multiply(step, down + even), heights.first),
        )
        last = heights.first[1:] - 1
        return cls(1.0 / speed, length, knots.ahead[last], knots.back[last], knots)

    @property
    def is_even(self) -> bool:
        """Whether the cost is proportional to the metres: the shortest walk is the cheapest."""
        proportional = self.length * self.leg
        return self.knots is None and bool(
            np.array_equal(self.ahead, self.back)
            and np.allclose(self.ahead, proportional, rtol=1e-12, atol=0.0)
        )

    @cached_property
    def reversed(self) -> Impedance:
        """The same costs for walking towards the sources of a search instead of away."""
        knots = self.knots
        if knots is not None:
            knots = Knots(knots.first, knots.at, knots.back, knots.ahead)
        return Impedance(self.leg, self.length, self.back, self.ahead, knots)

    @cached_property
    def fastest(self) -> float:
        """Metres that one unit of cost takes a walker at most, on any street or beside them."""
        if self.ahead is self.length and self.back is self.length:
            return max(1.0, 1.0 / self.leg)  # metres: nothing to look for
        if self.knots is None:
            steps, costs = self.length, np.minimum(self.ahead, self.back)
        else:
            inner = self.knots.inner
            steps = np.diff(self.knots.at)[inner]
            costs = np.minimum(np.diff(self.knots.ahead), np.diff(self.knots.back))[inner]
        moved = (steps > 0) & (costs > 0)
        on_street = float((steps[moved] / costs[moved]).max(initial=0.0))
        return max(on_street, 1.0 / self.leg)

    def walk(
        self, edge: NDArray[np.int64], low: NDArray[np.float64], high: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give the cost of walking part of an edge.

        Parameters
        ----------
        edge
            Shape (n,).
        low, high
            Shape (n,): metres from the start of the edge, the lower one first.

        Returns
        -------
        ahead, back
            Cost from the lower to the higher place, and from the higher to the lower.
        """
        knots = self.knots
        if knots is None:
            share = (high - low) / self.length[edge]
            return share * self.ahead[edge], share * self.back[edge]
        ahead, back = (
            knots.interpolate(edge, high, knots.at, cost)
            - knots.interpolate(edge, low, knots.at, cost)
            for cost in (knots.ahead, knots.back)
        )
        return ahead, back

    def reach_ahead(
        self, edge: NDArray[np.int64], low: NDArray[np.float64], budget: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Give the place on an edge that a walk towards its end reaches.

        Parameters
        ----------
        edge, low
            Shape (n,): where the walk stands, metres from the start of the edge.
        budget
            Shape (n,): what it may still cost; below 0 it does not move.

        Returns
        -------
        Shape (n,): metres from the start, at most the edge's length.
        """
        budget = np.maximum(budget, 0.0)
        knots = self.knots
        if knots is None:
            pace = self.length[edge] / self.ahead[edge]
            return np.asarray(np.minimum(low + budget * pace, self.length[edge]))
        spent = knots.interpolate(edge, low, knots.at, knots.ahead)
        place = knots.interpolate(edge, spent + budget, knots.ahead, knots.at)
        return np.maximum(place, low)

    def reach_back(
        self, edge: NDArray[np.int64], high: NDArray[np.float64], budget: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Give the place on an edge that a walk towards its start reaches.

        Parameters
        ----------
        edge, high
            Shape (n,): where the walk stands, metres from the start of the edge.
        budget
            Shape (n,): what it may still cost; below 0 it does not move.

        Returns
        -------
        Shape (n,): metres from the start, at least 0.
        """
        budget = np.maximum(budget, 0.0)
        knots = self.knots
        if knots is None:
            pace = self.length[edge] / self.back[edge]
            return np.asarray(np.maximum(high - budget * pace, 0.0))
        left = knots.interpolate(edge, high, knots.at, knots.back)
        place = knots.interpolate(edge, left - budget, knots.back, knots.at)
        return np.minimum(place, high)

    def meet(
        self,
        edge: NDArray[np.int64],
        low: NDArray[np.float64],
        high: NDArray[np.float64],
        cost_low: NDArray[np.float64],
        cost_high: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Find where walks that come in over both ends of a piece have cost the same.

        Parameters
        ----------
        edge, low, high
            Shape (n,): the piece.
        cost_low, cost_high
            Shape (n,): what the walks have cost at its ends.

        Returns
        -------
        Shape (n,): metres from the start of the edge, within the piece.
        """
        if self.knots is None:
            ahead, back = self.walk(edge, low, high)
            both = ahead + back
            share = np.divide(
                cost_high - cost_low + back, both, out=np.full(len(edge), 0.5), where=both > 0
            )
            return np.asarray(np.clip(low + share * (high - low), low, high))
        # a walk on from the low end costs more the farther it goes, one back from the high end
        # less: where both are equal, the cost of there and back has one certain value
        knots = self.knots
        onward = cost_low - knots.interpolate(edge, low, knots.at, knots.ahead)
        backward = cost_high + knots.interpolate(edge, high, knots.at, knots.back)
        place = knots.interpolate(edge, backward - onward, knots.both, knots.at)
        return np.clip(place, low, high)


def tobler(grade: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the pace on a slope as a share of the pace on level ground.

    Tobler, Three presentations on geographical analysis and modeling, NCGIA 93-1 (1993):
    v = 6 exp(-3.5 |s + 0.05|) km/h; here divided by its value at s = 0. Steeper than 1 in 1 is a
    fault of the heights, not a street: it counts as 1 in 1, or it would swamp all other costs.

    Parameters
    ----------
    grade
        Rise over run, positive uphill.
    """
    return np.asarray(np.exp(-3.5 * (np.abs(np.clip(grade, -1.0, 1.0) + 0.05) - 0.05)))


def _accumulate(cost: NDArray[np.float64], first: NDArray[np.int64]) -> NDArray[np.float64]:
    """Sum the cost of the intervals that begin at the knots, from each edge's start."""
    run = np.concatenate([[0.0], np.cumsum(cost)[:-1]]) if len(cost) else cost
    return np.asarray(run - np.repeat(run[first[:-1]], np.diff(first)))
