"""Why each of OSRM's walks is longer or shorter than ours: rule by rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from lifecircle.engine.rows import expand

from .streets import Rule
from .walks import Walks, find_walks

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .reference import Reference
    from .streets import Streets

SAME = 1.0  # metres that two walks on the same streets may be apart: their ends on OSRM's grid
AS_LONG = 0.05  # metres; OSRM writes tenths
STEPS = (Rule.NONE, *Rule)
TIED = len(STEPS)
NEVER = -1


@dataclass(frozen=True, eq=False)
class Comparison:
    """Our walks beside OSRM's, with more and more of its rules.

    Attributes
    ----------
    reference
        OSRM's walks.
    metres
        Shape (1 + rules, p): ours with no rule, with the first, the first two and so on.
    second
        Shape (p,): the last with the second of two equally near places.
    apart
        Shape (p,): metres that our walk and the one by all rules do not share; NaN where we
        have none.
    legs
        Shape (2, points): metres to the street, ours and by all rules.
    """

    reference: Reference
    metres: NDArray[np.float64]
    second: NDArray[np.float64]
    apart: NDArray[np.float64]
    legs: NDArray[np.float64]

    @cached_property
    def difference(self) -> NDArray[np.float64]:
        """Differences as shares of OSRM's metres, as `metres`.

        Infinite where we have no walk, and where OSRM puts both points on one place and we do
        not.
        """
        return _difference(self.metres, self.reference.metres)

    @cached_property
    def tied_difference(self) -> NDArray[np.float64]:
        """The last, with the second of two equally near places."""
        return _difference(self.second, self.reference.metres)

    @cached_property
    def same_streets(self) -> NDArray[np.bool_]:
        """Pairs that both walk along the same streets, from and to the same places."""
        return self.apart < SAME

    def cause(self, tolerance: float) -> NDArray[np.int64]:
        """Say which rule makes each pair agree, and stay so under all further rules.

        Returns
        -------
        Shape (p,): index into `STEPS`, 0 where ours agrees as it is; `TIED` where the second of
        two equally near places does; `NEVER` where nothing does.
        """
        differs = ~(self.difference <= tolerance)
        last = TIED - np.argmax(differs[::-1], axis=0)
        step = np.where(differs.any(axis=0), last, 0)
        never = step == TIED
        tied = self.tied_difference <= tolerance
        step[never & ~tied] = NEVER
        return step


def compare(
    streets: Streets, reference: Reference, progress: Callable[[str], None] = lambda text: None
) -> Comparison:
    """Walk between all pairs under no rule, the first, the first two and so on."""
    ref = reference
    rules, metres = Rule.NONE, []
    ours = walks = None
    for rule in STEPS:
        rules |= rule
        ends = rule in (STEPS[0], STEPS[-1])
        walks = find_walks(streets, ref.degrees, ref.origin, ref.destination, rules, ends)
        ours = ours or walks
        metres.append(walks.metres)
        progress(rule.name or "")
    second = find_walks(streets, ref.degrees, ref.origin, ref.destination, rules, second=True)
    return Comparison(
        ref,
        np.array(metres),
        second.metres,
        _apart(ours, walks, len(ref.metres), streets.network.edge_count),
        np.array([ours.leg, walks.leg]),
    )


def _difference(metres: NDArray[np.float64], true: NDArray[np.float64]) -> NDArray[np.float64]:
    short = np.abs(metres - true) <= AS_LONG
    none = np.isnan(metres) | (true == 0.0)
    share = np.abs(metres - true) / np.where(true == 0.0, 1.0, true)
    return np.where(short, 0.0, np.where(none, np.inf, share))


def _apart(a: Walks, b: Walks, pairs: int, edges: int) -> NDArray[np.float64]:
    """Measure what one walk follows and the other does not."""
    key_a, key_b = a.pair * edges + a.edge, b.pair * edges + b.edge
    order = np.argsort(key_b, kind="stable")
    low, high = (np.searchsorted(key_b[order], key_a, side=side) for side in ("left", "right"))
    row, at = expand(low, high)
    at = order[at]
    shared = np.minimum(a.high[row], b.high[at]) - np.maximum(a.low[row], b.low[at])
    both = np.bincount(a.pair[row], np.maximum(shared, 0.0), minlength=pairs)
    length = sum(np.bincount(w.pair, w.high - w.low, minlength=pairs) for w in (a, b))
    return np.where(np.isnan(a.metres), np.nan, length - 2 * both)
