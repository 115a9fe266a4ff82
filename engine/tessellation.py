"""The ground beside the streets, divided into cells.

Streets are sampled every few metres. The cell of a sample is the ground that is nearer to it
than to any other sample and within reach of it, on its own side of every barrier. A catchment
or a gap is a set of cells: areas add up, holes stay, nothing is claimed twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Voronoi

from .cells import cell_polygons, clip_ridges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .barriers import Barriers
    from .network import WalkNetwork
    from .stretches import Stretches

SPACING = 20.0  # metres of street for one sample
REACH = 30.0  # metres beside a street that count as reached
_GRID = 1e-3  # metres to which cells are rounded where they do not fit exactly
_ASIDE = 0.01  # metres by which samples step aside; see _step_aside


@dataclass(frozen=True, eq=False)
class Tessellation:
    """Cells of street samples.

    Attributes
    ----------
    network
        The streets.
    edge
        Shape (n,): the edge of each sample, ascending.
    low, high
        Shape (n,): the part of the edge that the sample stands for, metres.
    site
        Shape (n,): the cell; samples at the same place share one.
    polygons
        Shape (cells,): the cells; adjoining ones share their vertices exactly.
    neighbours
        Shape (k, 2): pairs of cells with a common border.
    """

    network: WalkNetwork
    edge: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    site: NDArray[np.int64]
    polygons: NDArray[np.object_]
    neighbours: NDArray[np.int64]

    @cached_property
    def areas(self) -> NDArray[np.float64]:
        """Square metres of each cell."""
        return shapely.area(self.polygons)  # type: ignore[no-any-return]

    @cached_property
    def _first(self) -> NDArray[np.int64]:
        """First sample of each edge; edges without samples have an empty range."""
        return np.searchsorted(self.edge, np.arange(self.network.edge_count + 1))

    def cell_at(self, edge: NDArray[np.int64], offset: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the cell of a place on a street.

        Parameters
        ----------
        edge, offset
            Shape (n,): the place; its edge must have been sampled.
        """
        first, count = self._first[edge], self._first[edge + 1] - self._first[edge]
        part = np.floor(offset / self.network.length[edge] * count).astype(np.int64)
        return np.asarray(self.site[first + np.clip(part, 0, count - 1)])

    def reached_by(self, stretches: Stretches) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Find the cells whose sample lies on reached street.

        Parameters
        ----------
        stretches
            Merged stretches.

        Returns
        -------
        owner, cell
            One row for each owner and cell, each pair once.
        """
        edge = stretches.edge
        first, count = self._first[edge], self._first[edge + 1] - self._first[edge]
        size = self.network.length[edge] / np.maximum(count, 1)
        # sample k stands at (k + 1/2) sizes from the start
        begin = np.ceil(stretches.low / size - 0.5 - 1e-9).astype(np.int64)
        end = np.floor(stretches.high / size - 0.5 + 1e-9).astype(np.int64)
        begin, end = np.maximum(begin, 0), np.minimum(end, count - 1)
        many = np.maximum(end - begin + 1, 0)
        owner = np.repeat(stretches.owner, many)
        take = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        cell = self.site[np.repeat(first + begin, many) + take]
        pairs = np.unique(owner * (len(self.polygons) + 1) + cell)
        return pairs // (len(self.polygons) + 1), pairs % (len(self.polygons) + 1)

    def union(self, cells: NDArray[np.int64]) -> shapely.Geometry:
        """Unite cells to one polygon or multipolygon.

        Parameters
        ----------
        cells
            Which cells, each once.
        """
        parts = self.polygons[cells]
        try:
            merged = shapely.coverage_union_all(parts)
            if shapely.is_valid(merged):
                return merged
        except shapely.errors.GEOSException:
            # cells cut along barriers may touch their neighbours between vertices, which some
            # versions of GEOS refuse and others unite wrongly
            pass
        return shapely.union_all(parts, grid_size=_GRID)

    def parts(self, cells: NDArray[np.int64]) -> NDArray[np.int64]:
        """Find the connected parts of a set of cells.

        Parameters
        ----------
        cells
            Which cells, each once.

        Returns
        -------
        The number of each cell's part, from 0.
        """
        row = np.full(len(self.polygons), -1, dtype=np.int64)
        row[cells] = np.arange(len(cells))
        a, b = row[self.neighbours[:, 0]], row[self.neighbours[:, 1]]
        both = (a >= 0) & (b >= 0)
        ones = np.ones(int(both.sum()), dtype=np.int8)
        graph = coo_array((ones, (a[both], b[both])), shape=(len(cells), len(cells)))
        return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def tessellate(
    network: WalkNetwork,
    barriers: Barriers | None = None,
    reach: float = REACH,
    spacing: float = SPACING,
    edges: NDArray[np.int64] | None = None,
) -> Tessellation:
    """Divide the ground beside streets into cells.

    Parameters
    ----------
    network
        The streets.
    barriers
        No cell crosses one.
    reach
        Metres beside a street that belong to it.
    spacing
        Metres of street for one sample.
    edges
        Edges to sample, ascending; without it all of them.
    """
    wanted = np.arange(network.edge_count) if edges is None else edges
    spacing = min(spacing, reach)
    count = np.maximum(1, np.ceil(network.length[wanted] / spacing)).astype(np.int64)
    edge = np.repeat(wanted, count)
    size = network.length[edge] / np.repeat(count, count)
    number = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    low, high = number * size, (number + 1) * size
    xy = network.locate(edge, (low + high) / 2)
    places, site = np.unique(np.rint(xy * 1e3).astype(np.int64), axis=0, return_inverse=True)
    site = site.reshape(-1)
    chosen = np.empty(len(places), dtype=np.int64)
    chosen[site[::-1]] = np.arange(len(xy))[::-1]
    sites = _step_aside(xy[chosen])
    # wide enough for the strip of the full reach all along the piece between two samples
    radius = float(np.hypot(reach, size.max(initial=0.0) / 2))
    pairs, ends = _ridges(sites)
    pairs, ends = clip_ridges(sites, pairs, ends, radius)
    polygons = cell_polygons(sites, pairs, ends, radius)
    if barriers is not None and len(barriers):
        polygons = _on_own_side(polygons, sites, barriers)
    return Tessellation(network, edge, low, high, site, polygons, pairs)


def _step_aside(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Move samples by up to a centimetre, each by its own place.

    On a regular street grid many samples lie on common circles, where cells would meet in one
    vertex that rounding tears into several.
    """
    # from whole centimetres, so that rounding in the last digits does not move a sample
    x, y = np.rint(xy * 100).T
    angle = np.column_stack([0.129898 * x + 0.78233 * y, 0.393461 * x + 0.111352 * y])
    waves = np.sin(angle) * 437.585453
    return np.asarray(xy + _ASIDE * (waves - np.floor(waves) - 0.5) * 2)


def _ridges(
    sites: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Give the Voronoi ridges as pairs of sites and two ends each; far away where infinite."""
    if len(sites) < 2:
        return np.zeros((0, 2), dtype=np.int64), np.zeros((0, 2, 2))
    low, high = sites.min(axis=0), sites.max(axis=0)
    size = float(np.max(high - low)) + 1e4
    # four far corners close every ridge between two real sites
    middle = (low + high) / 2
    corners = middle + 3 * size * np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]])
    origin = middle
    diagram = Voronoi(np.vstack([sites, corners]) - origin)
    pairs = diagram.ridge_points
    vertices = np.asarray(diagram.ridge_vertices)
    real = (pairs < len(sites)).all(axis=1) & (vertices >= 0).all(axis=1)
    return pairs[real].astype(np.int64), diagram.vertices[vertices[real]] + origin


def _on_own_side(
    polygons: NDArray[np.object_], sites: NDArray[np.float64], barriers: Barriers
) -> NDArray[np.object_]:
    """Cut cells along barriers and keep the part with the sample."""
    cell, segment = barriers.tree.query(polygons, predicate="intersects")
    order = np.argsort(cell, kind="stable")
    cell, segment = cell[order], segment[order]
    result = polygons.copy()
    new = np.append(np.ones(min(len(cell), 1), dtype=bool), np.diff(cell) > 0)
    bounds = np.append(np.flatnonzero(new), len(cell))
    for k in range(len(bounds) - 1):
        which = int(cell[bounds[k]])
        walls = barriers.lines[segment[bounds[k] : bounds[k + 1]]]
        ring = shapely.get_exterior_ring(polygons[which])
        pieces = shapely.get_parts(
            shapely.polygonize([*shapely.get_parts(shapely.union_all([ring, *walls]))])
        )
        if len(pieces) > 1:
            near = shapely.distance(pieces, shapely.points(sites[which]))
            result[which] = pieces[int(near.argmin())]
    return result
