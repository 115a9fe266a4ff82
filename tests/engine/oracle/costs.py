"""What a walk costs: metres, or the seconds of a walker on slopes, crossings and steps.

Seconds of a metre on level ground are 1 / speed, times a factor for a bad surface. On a slope they
are divided by Tobler's pace, relative to level ground. A street on which time is lost (a crossing,
steps) loses it evenly over its whole length. Straight ways beside the streets are level.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .networks import Edge


def tobler_kmh(slope: float) -> float:
    """Walking speed of Tobler's hiking function; the slope is rise over run.

    Steeper than 1 in 1 nothing is walked; what the heights say beyond is an error.
    """
    slope = min(max(slope, -1.0), 1.0)
    return 6.0 * math.exp(-3.5 * abs(slope + 0.05))


@dataclass(frozen=True, eq=False)
class Cost:
    """A way to count. Without a speed it counts metres, with one it counts seconds.

    `lost` and `factor` give, for the number of a street, the seconds lost on it and the factor of
    its surface; `lengths` the metres of the streets. `slopes` tells whether heights count.
    """

    speed: float | None = None
    lost: dict[int, float] = field(default_factory=dict)
    factor: dict[int, float] = field(default_factory=dict)
    lengths: dict[int, float] = field(default_factory=dict)
    slopes: bool = False

    @property
    def leg(self) -> float:
        """Cost of a metre beside the streets."""
        return 1.0 if self.speed is None else 1.0 / self.speed

    def way(self, edge: Edge, start: float, end: float) -> float:
        """Cost of walking an edge from one offset to another, which may be the lower one."""
        if self.speed is None:
            return abs(end - start)
        low, high = min(start, end), max(start, end)
        seconds, passed = 0.0, 0.0
        coords = list(edge.line.coords)
        for number, (a, b) in enumerate(zip(coords, coords[1:], strict=False)):
            length = math.dist(a, b)
            metres = min(high, passed + length) - max(low, passed)
            passed += length
            if metres <= 0:
                continue
            pace = metres / self.speed * self.factor.get(edge.street, 1.0)
            if self.slopes:
                slope = (edge.heights[number + 1] - edge.heights[number]) / length
                if end < start:
                    slope = -slope
                pace *= tobler_kmh(0.0) / tobler_kmh(slope)
            seconds += pace
            if self.lost.get(edge.street):
                seconds += self.lost[edge.street] * metres / self.lengths[edge.street]
        return seconds

    def farthest(self, edge: Edge, start: float, end: float, budget: float) -> float:
        """Offset that one gets to on the way from one offset towards another."""
        if self.way(edge, start, end) <= budget:
            return end
        if self.speed is None:
            return start + math.copysign(budget, end - start)
        return halve(start, end, lambda at: self.way(edge, start, at) <= budget)


def halve(good: float, bad: float, is_good) -> float:
    """Find where a condition that holds at one place stops holding on the way to another."""
    for _ in range(60):
        middle = (good + bad) / 2
        good, bad = (middle, bad) if is_good(middle) else (good, middle)
    return good


METRES = Cost()
