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
    def steepest(self) -> NDArray[np.float64]:
        """Shape (m,): the greatest rise or fall over run on each edge."""
        inner = np.diff(self.edge) == 0
        step, rise = np.diff(self.at), np.diff(self.height)
        good = inner & (step > 0)
        grade = np.divide(np.abs(rise), step, out=np.zeros(len(step)), where=good)
        result = np.zeros(len(self.first) - 1)
        np.maximum.at(result, self.edge[:-1], grade)
        return result
