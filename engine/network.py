"""Street lines to a walkable network.

Lines meet where they share a vertex (rounded to 1 mm), nowhere else; edges are cut where they
cross a barrier away from its gates.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from .adjacency import Adjacency, NodeGrid
from .edge_boxes import EdgeBoxes
from .errors import EngineError
from .noding import cut_at_barriers, first_of_alike, number_vertices, single_lines
from .rows import expand
from .z_order import rank_along

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .barriers import Barriers
    from .tessellation import Tessellation

DATA_END = 25.0  # metres from the edge of the street data at which a dead end is an end of data
_MOST_NARROWED = 2  # networks without some edges that are kept with the whole one


@dataclass(frozen=True, eq=False)
class WalkNetwork:
    """Junctions and the street edges between them.

    Attributes
    ----------
    node_xy
        Shape (n, 2), metres; numbered along a space-filling curve, which keeps neighbours close
        in memory and makes every search faster.
    edge_from, edge_to
        Shape (m,): nodes at both ends.
    edge_street
        Shape (m,): index of the street line that the edge is part of.
    first
        Shape (m + 1,): where the vertices of each edge start in `xy`.
    xy
        Shape (k, 2): vertices of all edges, one edge after the other.
    measure
        Shape (k,): metres from the start of the vertex's edge.
    at_barrier
        Shape (n,): nodes that lie on a barrier.
    duplicates
        Number of lines and edges left out because an identical one was there.
    """

    node_xy: NDArray[np.float64]
    edge_from: NDArray[np.int64]
    edge_to: NDArray[np.int64]
    edge_street: NDArray[np.int64]
    first: NDArray[np.int64]
    xy: NDArray[np.float64]
    measure: NDArray[np.float64]
    at_barrier: NDArray[np.bool_]
    duplicates: int

    @property
    def node_count(self) -> int:
        """Number of junctions and ends."""
        return len(self.node_xy)

    @property
    def edge_count(self) -> int:
        """Number of edges."""
        return len(self.edge_from)

    @cached_property
    def length(self) -> NDArray[np.float64]:
        """Metres of each edge."""
        return np.asarray(self.measure[self.first[1:] - 1], dtype=np.float64)

    @cached_property
    def lines(self) -> NDArray[np.object_]:
        """Geometry of each edge."""
        owner = np.repeat(np.arange(self.edge_count), np.diff(self.first))
        return shapely.linestrings(self.xy, indices=owner)  # type: ignore[no-any-return]

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Spatial index of the edges."""
        return shapely.STRtree(self.lines)

    def lines_of(self, edges: NDArray[np.int64]) -> NDArray[np.object_]:
        """Give the geometry of some edges, without making those of all.

        Parameters
        ----------
        edges
            Shape (n,): which edges.
        """
        if "lines" in self.__dict__ or 2 * len(edges) > self.edge_count:
            return self.lines[edges]
        row, vertex = expand(self.first[edges], self.first[edges + 1])
        return shapely.linestrings(self.xy[vertex], indices=row)  # type: ignore[no-any-return]

    def near(
        self, geometries: NDArray[np.object_], distance: float
    ) -> tuple[shapely.STRtree, NDArray[np.int64]]:
        """Give a spatial index of all edges that may lie within a distance of some geometries.

        Parameters
        ----------
        geometries
            What is looked from; missing ones are passed over.
        distance
            Metres.

        Returns
        -------
        tree, edges
            The index, and the edge of each of its lines, ascending.
        """
        if "tree" not in self.__dict__ and 20 * len(geometries) < self.edge_count:
            edges = self.boxes.near(shapely.bounds(geometries), distance)
            if 2 * len(edges) <= self.edge_count:
                return shapely.STRtree(self.lines_of(edges)), edges
        return self.tree, np.arange(self.edge_count)

    @cached_property
    def boxes(self) -> EdgeBoxes:
        """Bounding box of each edge."""
        return EdgeBoxes.of(self.xy, self.first)

    @cached_property
    def component(self) -> NDArray[np.int64]:
        """Connected part of each edge, numbered from 0."""
        ones = np.ones(self.edge_count, dtype=np.int8)
        graph = coo_array(
            (ones, (self.edge_from, self.edge_to)),
            shape=(self.node_count, self.node_count),
        )
        _, of_node = connected_components(graph, directed=False)
        return np.asarray(of_node[self.edge_from], dtype=np.int64)

    @cached_property
    def component_length(self) -> NDArray[np.float64]:
        """Metres of street in each connected part."""
        return np.asarray(np.bincount(self.component, weights=self.length), dtype=np.float64)

    def on_island(self, shortest: float) -> NDArray[np.bool_]:
        """Say which edges lie on a small island.

        Parameters
        ----------
        shortest
            Metres of street below which a connected part other than the largest is small.
        """
        if shortest not in self._islands:
            small = self.component_length < shortest
            small[np.argmax(self.component_length)] = False
            self._islands[shortest] = small[self.component]
        return self._islands[shortest]

    @cached_property
    def _islands(self) -> dict[float, NDArray[np.bool_]]:
        """Edges on small islands, by what is small."""
        return {}

    def without_edges(self, gone: NDArray[np.bool_]) -> WalkNetwork:
        """Return the network without some edges; nodes keep their numbers.

        Parameters
        ----------
        gone
            Shape (edges,): which edges.

        Returns
        -------
        For the same edges as lately the same one, with all that was made for it.
        """
        key = np.packbits(gone).tobytes()
        found = self._narrowed.pop(key, None) or self._without(gone)
        self._narrowed[key] = found
        while len(self._narrowed) > _MOST_NARROWED:
            self._narrowed.pop(next(iter(self._narrowed)), None)
        return found

    @property
    def edges_kept(self) -> int:
        """Number of edges held in memory: its own, and those of networks kept with it."""
        return self.edge_count + sum(part.edge_count for part in list(self._narrowed.values()))

    @cached_property
    def _narrowed(self) -> dict[bytes, WalkNetwork]:
        """Networks without some edges, by which."""
        return {}

    def _without(self, gone: NDArray[np.bool_]) -> WalkNetwork:
        kept = ~gone
        vertices = np.repeat(kept, np.diff(self.first))
        # where an edge is closed the street goes on: that is no end of the data
        at_closed = self.at_barrier.copy()
        at_closed[self.edge_from[gone]] = True
        at_closed[self.edge_to[gone]] = True
        return WalkNetwork(
            self.node_xy,
            self.edge_from[kept],
            self.edge_to[kept],
            self.edge_street[kept],
            np.concatenate([[0], np.cumsum(np.diff(self.first)[kept])]),
            self.xy[vertices],
            self.measure[vertices],
            at_closed,
            self.duplicates,
        )

    def data_ends(self, extent: shapely.Geometry | None = None) -> NDArray[np.int64]:
        """Find the nodes where the street data, not the street, ends.

        Parameters
        ----------
        extent
            Polygon that the street data fills; without it, the convex hull of the streets.

        Returns
        -------
        Nodes with one edge, not at a barrier, within 25 m of the extent's edge.
        """
        if extent is None:
            extent = self.hull
        edge = shapely.boundary(extent) if shapely.get_dimensions(extent) == 2 else extent
        degree = np.bincount(
            np.concatenate([self.edge_from, self.edge_to]), minlength=self.node_count
        )
        dead_end = np.flatnonzero((degree == 1) & ~self.at_barrier)
        shapely.prepare(edge)
        near = shapely.dwithin(shapely.points(self.node_xy[dead_end]), edge, DATA_END)
        return np.asarray(dead_end[near], dtype=np.int64)

    def locate(self, edge: NDArray[np.int64], offset: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the place at a distance along an edge.

        Parameters
        ----------
        edge, offset
            Shape (n,): the edge, and metres from its start.

        Returns
        -------
        Shape (n, 2), metres.
        """
        left = self.vertex_before(edge, offset)
        step = self.measure[left + 1] - self.measure[left]
        share = np.clip((offset - self.measure[left]) / step, 0.0, 1.0)[:, None]
        return np.asarray(self.xy[left] + share * (self.xy[left + 1] - self.xy[left]))

    def vertex_before(
        self, edge: NDArray[np.int64], offset: NDArray[np.float64]
    ) -> NDArray[np.int64]:
        """Give the last vertex before a place on an edge, never the edge's last one.

        Parameters
        ----------
        edge, offset
            Shape (n,): the edge, and metres from its start.

        Returns
        -------
        Shape (n,): index into `xy`.
        """
        # halving all ranges at once: an edge may have two vertices or a hundred thousand
        low, high = self.first[edge], self.first[edge + 1] - 2
        while np.any(low < high):
            middle = (low + high + 1) // 2
            after = self.measure[middle] >= offset
            low, high = np.where(after, low, middle), np.where(after, middle - 1, high)
            high = np.maximum(low, high)
        return np.asarray(low)

    @cached_property
    def hull(self) -> shapely.Geometry:
        """Convex hull of all streets."""
        x, y = self.xy.T
        # the rectangle between the four outermost corners lies within the hull
        southwest, northeast = self.xy[(x + y).argmin()], self.xy[(x + y).argmax()]
        southeast, northwest = self.xy[(x - y).argmax()], self.xy[(x - y).argmin()]
        low = np.maximum([northwest[0], southeast[1]], southwest)
        high = np.minimum([southeast[0], northwest[1]], northeast)
        outer = (x <= low[0]) | (x >= high[0]) | (y <= low[1]) | (y >= high[1])
        return shapely.convex_hull(shapely.multipoints(self.xy[outer]))

    @cached_property
    def tessellations(self) -> dict[float, Tessellation]:
        """The ground divided, by reach in metres; kept with the network, see `Ground.cells`."""
        return {}

    @cached_property
    def adjacency(self) -> Adjacency:
        """The edges at each node."""
        return Adjacency.of(self.node_count, self.edge_from, self.edge_to)

    @cached_property
    def grid(self) -> NodeGrid:
        """The nodes by where they lie."""
        return NodeGrid.of(self.node_xy)


def build(streets: NDArray[np.object_], barriers: Barriers | None = None) -> WalkNetwork:
    """Build the network from street lines.

    Parameters
    ----------
    streets
        LineStrings and MultiLineStrings, in metres; missing and empty ones are passed over, Z
        and M ignored.
    barriers
        What nobody walks across.

    Raises
    ------
    EngineError
        If no line is longer than a millimetre.
    """
    parts, street = single_lines(np.asarray(streets, dtype=object))
    if shapely.has_z(parts).any():
        parts = shapely.force_2d(parts)
    if barriers is not None and len(barriers):
        parts = cut_at_barriers(parts, barriers)
    vertices = number_vertices(parts, barriers)
    if not len(vertices.xy):
        raise EngineError(
            "No street can be walked: none of the {count} lines is longer than a millimetre. "
            "Check that the street layer holds lines and is not filtered to nothing.",
            count=len(streets),
        )
    # an edge runs from one node to the next along one line
    node = vertices.is_node
    begins = node & ~vertices.last
    ends = node & ~vertices.first
    start = np.flatnonzero(begins)
    stop = np.flatnonzero(ends)
    counts = stop - start + 1
    first = np.concatenate([[0], np.cumsum(counts)])
    take = np.arange(first[-1]) - np.repeat(first[:-1] - start, counts)
    xy = vertices.xy[take]
    step = np.hypot(*np.diff(xy, axis=0, prepend=xy[:1]).T)
    step[first[:-1]] = 0.0
    run = np.cumsum(step)
    measure = run - np.repeat(run[first[:-1]], counts)

    key = np.concatenate([vertices.key_out[start], vertices.key_in[stop]])
    there = np.zeros(int(key.max()) + 1, dtype=bool)
    there[key] = True
    number = np.cumsum(there) - 1
    index = number[key]
    keys = np.flatnonzero(there)
    where = np.empty(len(keys), dtype=np.int64)
    where[index] = np.concatenate([start, stop])
    rank = rank_along(vertices.xy[where])
    node_xy = np.empty((len(keys), 2))
    node_xy[rank] = vertices.xy[where]
    at_barrier = np.zeros(len(keys), dtype=bool)
    at_barrier[rank] = vertices.at_barrier[where]
    u, v = rank[index[: len(start)]], rank[index[len(start) :]]

    keep = first_of_alike(u, v, xy, first)
    kept_counts = counts[keep]
    kept_vertices = np.repeat(keep, counts)
    return WalkNetwork(
        node_xy=node_xy,
        edge_from=u[keep],
        edge_to=v[keep],
        edge_street=street[vertices.line[start]][keep],
        first=np.concatenate([[0], np.cumsum(kept_counts)]),
        xy=xy[kept_vertices],
        measure=measure[kept_vertices],
        at_barrier=at_barrier,
        duplicates=vertices.duplicates + int((~keep).sum()),
    )
