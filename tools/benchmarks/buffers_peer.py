"""The recipe that is often shown with OSMnx: an ego graph, its streets buffered (a task)."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import shapely

from .qgis_peer import REACH
from .session import open_layer, start_qgis


def catchments(begun: float, streets: str, origins: str, metres: float) -> dict[str, Any]:
    """Draw a polygon around each origin; making the graph is not part of the seconds."""
    import networkx as nx
    from lifecircle.engine.network import build
    from scipy.spatial import KDTree

    del begun
    session = start_qgis()
    lines, places = (
        shapely.from_wkb([bytes(f.geometry().asWkb()) for f in open_layer(uri).getFeatures()])
        for uri in (streets, origins)
    )
    network = build(lines)
    graph = nx.MultiGraph()
    for tail, head, length, line in zip(
        network.edge_from.tolist(),
        network.edge_to.tolist(),
        network.length.tolist(),
        network.lines,
        strict=True,
    ):
        graph.add_edge(tail, head, length=length, geometry=line)
    _, nodes = KDTree(network.node_xy).query(shapely.get_coordinates(places))
    before = time.monotonic()
    areas = []
    for node in nodes.tolist():
        around = nx.ego_graph(graph, node, radius=metres, distance="length")
        parts = np.array([line for *_, line in around.edges.data("geometry")], dtype=object)
        areas.append(shapely.union_all(shapely.buffer(parts, REACH)).area)
    seconds = time.monotonic() - before
    del session
    return {"seconds": seconds, "hectares": float(np.mean(areas)) / 1e4, "version": nx.__version__}
