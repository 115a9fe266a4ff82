"""Heights along the edges of a network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .network import WalkNetwork


@dataclass(frozen=True, eq=False)
class Heights:
    """Heights at places along every edge, even in between.

    Attributes
    ----------
    first
        Shape (m + 1,): where the places of each edge start; each edge has one at both ends.
    at
        Shape (k,): metres from the start of the edge.
    height
        Shape (k,): metres above any common level.
    """

    first: NDArray[np.int64]
    at: NDArray[np.float64]
    height: NDArray[np.float64]

    @classmethod
    def of_grades(cls, network: WalkNetwork, grade: NDArray[np.float64]) -> Heights:
        """Let each edge rise evenly.

        Parameters
        ----------
        network
            The streets.
        grade
            Shape (edges,): rise over run from the edge's start to its end; NaN counts as level.
        """
        count = network.edge_count
        at = np.column_stack([np.zeros(count), network.length]).reshape(-1)
        rise = np.nan_to_num(grade, nan=0.0) * network.length
        height = np.column_stack([np.zeros(count), rise]).reshape(-1)
        return cls(np.arange(0, 2 * count + 1, 2), at, height)

    @cached_property
    def edge(self) -> NDArray[np.int64]:
        """Edge of each place."""
        return np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))

    @cached_property
    def mean(self) -> NDArray[np.float64]:
        """Shape (m,): rise or fall over run of each edge from end to end, without its sign."""
        last = self.first[1:] - 1
        rise = np.abs(self.height[last] - self.height[self.first[:-1]])
        return np.asarray(rise / np.maximum(self.at[last], np.finfo(float).tiny))

    def with_grades(self, grade: NDArray[np.float64]) -> Heights:
        """Let edges of which the grade is known rise evenly by it.

        Parameters
        ----------
        grade
            Shape (edges,): rise over run, NaN where these heights stay.
        """
        known = np.isfinite(grade)[self.edge]
        even = (np.nan_to_num(grade))[self.edge] * self.at
        start = self.height[self.first[:-1]][self.edge]
        return Heights(self.first, self.at, np.where(known, start + even, self.height))
