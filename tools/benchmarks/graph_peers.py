"""Libraries that search graphs, on the same graph as ours (tasks).

These run in an environment of their own and import nothing of Life Circle. Making the library's
graph is not part of their seconds.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Nearest = Callable[[NDArray[np.int64]], NDArray[np.float64]]

FAR = 3000.0
"""Metres to which pandana looks: it must be given a limit."""


def networkx(begun: float, graph: str, services: int, keep: str) -> dict[str, Any]:
    """Search with networkx, written in Python."""
    import networkx as nx

    del begun
    xy, tail, head, length, _ = _read(graph)
    made = nx.Graph()
    made.add_nodes_from(range(len(xy)))
    made.add_weighted_edges_from(zip(tail.tolist(), head.tolist(), length.tolist(), strict=True))

    def nearest(facilities: NDArray[np.int64]) -> NDArray[np.float64]:
        found = nx.multi_source_dijkstra_path_length(made, set(facilities.tolist()))
        cost = np.full(len(xy), np.inf)
        cost[list(found.keys())] = list(found.values())
        return cost

    return _time(graph, services, keep, nearest) | {"version": nx.__version__}


def igraph(begun: float, graph: str, services: int, keep: str) -> dict[str, Any]:
    """Search with igraph, in C with a binary heap, from a node that leads to all facilities."""
    import igraph as ig

    del begun
    xy, tail, head, length, by_service = _read(graph)
    nodes = len(xy)
    extra = [
        np.column_stack([np.full(len(facilities), nodes + number), facilities])
        for number, facilities in enumerate(by_service)
    ]
    ways = np.column_stack([tail, head])
    edges = np.concatenate([ways, ways[:, ::-1], *extra])
    made = ig.Graph(n=nodes + len(by_service), edges=edges, directed=True)
    made.es["length"] = np.concatenate([length, length, np.zeros(len(edges) - 2 * len(ways))])
    joined = {facilities.tobytes(): nodes + k for k, facilities in enumerate(by_service)}

    def nearest(facilities: NDArray[np.int64]) -> NDArray[np.float64]:
        source = joined[facilities.tobytes()]
        return np.array(made.distances(source=source, weights="length", mode="out")[0][:nodes])

    return _time(graph, services, keep, nearest) | {"version": ig.__version__}


def pandana(begun: float, graph: str, services: int, keep: str) -> dict[str, Any]:
    """Search with pandana, in C++ on contraction hierarchies, on all cores."""
    import pandana as pdna
    import pandas as pd

    del begun
    xy, tail, head, length, _ = _read(graph)
    before = time.perf_counter()
    x, y = pd.Series(xy[:, 0]), pd.Series(xy[:, 1])
    made = pdna.Network(
        x, y, pd.Series(tail), pd.Series(head), pd.DataFrame({"length": length}), twoway=True
    )
    contracted = time.perf_counter() - before

    def nearest(facilities: NDArray[np.int64]) -> NDArray[np.float64]:
        made.set_pois("facility", FAR, 1, x[facilities], y[facilities])
        found = made.nearest_pois(FAR, "facility", num_pois=1)[1].to_numpy()
        return np.where(found < FAR, found, np.inf)

    result = _time(graph, services, keep, nearest)
    return result | {"version": pdna.__version__, "contracted": contracted}


def scipy(begun: float, graph: str, services: int, keep: str) -> dict[str, Any]:
    """Search with scipy: the newest one in this environment."""
    import scipy as sp
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    del begun
    xy, tail, head, length, _ = _read(graph)
    pairs = (np.concatenate([tail, head]), np.concatenate([head, tail]))
    made = coo_array((np.concatenate([length, length]), pairs), shape=(len(xy), len(xy))).tocsr()

    def nearest(facilities: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.asarray(dijkstra(made, indices=facilities, min_only=True))

    return _time(graph, services, keep, nearest) | {"version": sp.__version__}


def _read(graph: str) -> tuple[Any, ...]:
    """Give nodes, edges, their metres, and the facilities of each service."""
    with np.load(graph) as arrays:
        by_service = np.split(arrays["facility"], np.flatnonzero(np.diff(arrays["service"])) + 1)
        return arrays["xy"], arrays["tail"], arrays["head"], arrays["length"], by_service


def _time(graph: str, services: int, keep: str, nearest: Nearest) -> dict[str, Any]:
    """Search for some services, evenly chosen; keep the metres."""
    by_service = _read(graph)[-1]
    numbers = list(_evenly(len(by_service), services))
    seconds, found = 0.0, []
    for number in numbers:
        before = time.perf_counter()
        cost = nearest(by_service[number])
        seconds += time.perf_counter() - before
        found.append(cost.astype(np.float32))
    np.save(keep, np.array(found))
    return {"seconds": seconds * len(by_service) / len(numbers), "numbers": numbers}


def _evenly(total: int, count: int) -> Iterator[int]:
    chosen = np.linspace(0, total - 1, min(count, total)).round().astype(int)
    return iter(np.unique(chosen).tolist())
