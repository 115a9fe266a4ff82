"""Walks along the sample's own streets, to see what the invented supply does to the residents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

from .streets import walkable

if TYPE_CHECKING:
    from .noding import Street
    from .parcels import Parcel

Places = list[list[tuple[float, float]]]


class Walks:
    """Shortest walks on the finished streets. Each place has one or more access points."""

    def __init__(self, streets: list[Street]) -> None:
        self.streets = [s for s in streets if walkable(s)]
        self.lines = np.array([s.line() for s in self.streets])
        self.tree = shapely.STRtree(self.lines)
        nodes: dict[tuple[float, float], int] = {}
        self.ends = np.array(
            [[nodes.setdefault(tuple(s.xy[k]), len(nodes)) for k in (0, -1)] for s in self.streets]
        )
        self.count = len(nodes)
        self.nodes = np.array(list(nodes))
        self.lengths = shapely.length(self.lines)

    def components(self) -> np.ndarray:
        """Label the connected part of every node."""
        from scipy.sparse.csgraph import connected_components

        a, b = self.ends.T
        m = coo_matrix((np.ones(len(a)), (a, b)), shape=(self.count, self.count))
        return connected_components(m, directed=False)[1]

    def _legs(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        pts = shapely.points(points)
        near, dist = self.tree.query_nearest(pts, return_distance=True, all_matches=False)
        order = np.argsort(near[0], kind="stable")
        edge = near[1][order]
        at = shapely.line_locate_point(self.lines[edge], pts)
        return edge, at, dist[order]

    def metres(self, homes: Places, lead: list[list[float]], places: Places) -> np.ndarray:
        """Return the walk (m) from each home to each place, shape (homes, places).

        `lead` is the way (m) from a home's middle to each of its access points.
        Points on one edge see each other only round its ends here: good enough to invent opinions.
        """
        n_home, n_place = len(homes), len(places)
        rows, cols, data = [], [], []
        a, b = self.ends.T
        rows += [a, b]
        cols += [b, a]
        data += [self.lengths, self.lengths]
        leads = (np.concatenate(lead), 0.0)
        for k, group in enumerate((homes, places)):
            base = self.count + (0 if k == 0 else n_home)
            owner = np.repeat(np.arange(len(group)), [len(g) for g in group]) + base
            edge, at, leg = self._legs(np.array([q for g in group for q in g]))
            for end, run in ((0, at), (1, self.lengths[edge] - at)):
                rows += [owner, self.ends[edge, end]]
                cols += [self.ends[edge, end], owner]
                data += [leads[k] + leg + run, leads[k] + leg + run]
        n = self.count + n_home + n_place
        r, c, d = (np.concatenate(x) for x in (rows, cols, data))
        order = np.lexsort((d, c, r))
        first = np.unique(np.stack([r[order], c[order]]), axis=1, return_index=True)[1]
        pick = order[first]
        graph = coo_matrix((np.maximum(d[pick], 1e-6), (r[pick], c[pick])), shape=(n, n)).tocsr()
        start = self.count + n_home + np.arange(n_place)
        return dijkstra(graph, indices=start)[:, self.count : self.count + n_home].T


def home_access(homes: list[Parcel]) -> tuple[Places, list[list[float]]]:
    """Return where each home's walk meets the streets, and how far that is from its middle.

    These are its gates, or the middle itself where there is no wall.
    """
    spots: Places = []
    lead = []
    for p in homes:
        doors = p.info.get("doors") if p.quarter != "lilong" else None
        mid = p.shape.representative_point()
        access = [d.edge for d in doors] if doors else [(mid.x, mid.y)]
        spots.append(access)
        lead.append([float(np.hypot(x - mid.x, y - mid.y)) for x, y in access])
    return spots, lead
