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

    @classmethod
    def unknown(
        cls, network: WalkNetwork, step: float, even: NDArray[np.bool_] | None = None
    ) -> Heights:
        """Choose the places where heights are to be found out.

        Parameters
        ----------
        network
            The streets.
        step
            Metres between two places of an edge at most.
        even
            Shape (edges,): edges that rise evenly and have no places but their ends.

        Returns
        -------
        Heights that are all NaN.
        """
        count = np.maximum(1, np.ceil(network.length / step)).astype(np.int64)
        if even is not None:
            count[even] = 1
        first = np.concatenate([[0], np.cumsum(count + 1)])
        number = np.arange(first[-1]) - np.repeat(first[:-1], count + 1)
        at = number * np.repeat(network.length / count, count + 1)
        # the last place is the end itself, whatever the division left over
        at[first[1:] - 1] = network.length
        return cls(first, at, np.full(len(at), np.nan))

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

    @cached_property
    def known_share(self) -> float:
        """Share of the metres of street beside which the height is known."""
        metres = np.diff(self.at, append=0.0)
        metres[self.first[1:] - 1] = 0.0
        beside = (metres + np.concatenate([[0.0], metres[:-1]])) / 2
        return float(beside[np.isfinite(self.height)].sum() / beside.sum())

    def filled(self) -> Heights:
        """Let unknown heights lie evenly between the known ones beside them on the same edge.

        Beyond the last known height an edge is level, and so is one without any.
        """
        known = np.isfinite(self.height)
        if known.all():
            return self
        count, edge = len(self.height), self.edge
        place = np.arange(count)
        before = np.maximum.accumulate(np.where(known, place, -1))
        after = np.minimum.accumulate(np.where(known, place, count)[::-1])[::-1]
        has_before = (before >= 0) & (edge[np.maximum(before, 0)] == edge)
        has_after = (after < count) & (edge[np.minimum(after, count - 1)] == edge)
        before = np.where(has_before, before, np.where(has_after, after, place))
        after = np.where(has_after, after, before)
        span = self.at[after] - self.at[before]
        share = np.divide(self.at - self.at[before], span, out=np.zeros(count), where=span > 0)
        height = self.height[before] + share * (self.height[after] - self.height[before])
        return Heights(self.first, self.at, np.where(has_before | has_after, height, 0.0))

    def with_bridges(self, network: WalkNetwork, raised: NDArray[np.bool_]) -> Heights:
        """Lift the joints of bridges and tunnels off the ground.

        Where nothing but bridges meet, the ground below says nothing: the joint lies where all of
        them rise evenly from the places where they land (the height of a joint is the mean of its
        neighbours', weighted by one over their distance). A dead end is where a bridge lands.

        Parameters
        ----------
        network
            The streets.
        raised
            Shape (edges,): bridges and tunnels; they have no places but their ends.
        """
        ends = np.column_stack([network.edge_from, network.edge_to])
        nodes = network.node_count
        degree = np.bincount(ends.reshape(-1), minlength=nodes)
        joint = (degree > 1) & (degree == np.bincount(ends[raised].reshape(-1), minlength=nodes))
        bridge = np.flatnonzero(raised & joint[ends].any(axis=1))
        if not len(bridge):
            return self
        place = np.column_stack([self.first[bridge], self.first[bridge + 1] - 1])
        ends = ends[bridge]
        ground = np.full(nodes, np.nan)
        ground[ends] = self.height[place]
        ground[joint] = _hang(joint, ends, network.length[bridge], ground)
        height = self.height.copy()
        height[place] = ground[ends]
        return Heights(self.first, self.at, height)

    def of_edges(self, kept: NDArray[np.bool_]) -> Heights:
        """Give the heights along some of the edges, in their order.

        Parameters
        ----------
        kept
            Shape (edges,): which edges, as for `WalkNetwork.without_edges` those not gone.
        """
        count = np.diff(self.first)
        places = np.repeat(kept, count)
        first = np.concatenate([[0], np.cumsum(count[kept])])
        return Heights(first, self.at[places], self.height[places])


def _hang(
    joint: NDArray[np.bool_],
    ends: NDArray[np.int64],
    length: NDArray[np.float64],
    ground: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Balance the heights of joints; those that hang on nothing stay on the ground."""
    # imported here: most walks know no heights
    from scipy.sparse import coo_matrix, diags
    from scipy.sparse.csgraph import connected_components
    from scipy.sparse.linalg import spsolve

    number = np.cumsum(joint) - 1
    count = int(joint.sum())
    loose = joint[ends].all(axis=1)
    u, v = number[ends[loose]].T
    _, part = connected_components(coo_matrix((np.ones(len(u)), (u, v)), shape=(count, count)))
    # of the others, one end is a joint and the other one lands
    turned = joint[ends[~loose, 0]]
    inner = number[np.where(turned, ends[~loose, 0], ends[~loose, 1])]
    landing = ground[np.where(turned, ends[~loose, 1], ends[~loose, 0])]
    pull = np.where(np.isfinite(landing), 1 / length[~loose], 0.0)
    held = np.bincount(part[inner], weights=pull, minlength=count)[part] > 0

    both = 1 / length[loose]
    links = coo_matrix((np.tile(both, 2), (np.r_[u, v], np.r_[v, u])), shape=(count, count))
    weight = np.asarray(links.sum(axis=1)).reshape(-1) + np.bincount(inner, pull, count)
    right = np.bincount(inner, pull * np.nan_to_num(landing), count)
    height = ground[joint]
    balance = (diags(weight) - links).tocsr()[held][:, held].tocsc()
    if held.any():
        height[held] = spsolve(balance, right[held])
    return np.asarray(height)
