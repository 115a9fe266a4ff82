"""Benchmarks: what a planner would use instead, beside Life Circle, in one run.

Usage: ``make bench`` or ``tools/with-qgis python tools/bench.py [--data FOLDER] [--runs N]``.
Prints medians and ratios, and checks that both sides found the same before it compares them.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample" / "lifecircle_sample.gpkg"
LIMIT = 1000.0
ORIGINS = 100


def main() -> int:
    """Run all benchmarks and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with an OpenStreetMap extract")
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    application = start_qgis()  # kept alive to the end
    streets = read_streets(chosen.data)
    print(
        f"Machine: {platform.processor() or platform.machine()}, Python {platform.python_version()}"
    )
    print(f"Streets: {streets.featureCount()} lines; medians of {chosen.runs} runs; seconds\n")
    print(f"{'work':46}{'Life Circle':>12}{'other':>12}{'ratio':>8}  other")
    for benchmark in (build_network, nearest_service, catchment_lines):
        name, ours, theirs, other = benchmark(streets)
        ours_s, theirs_s = in_turn(ours, theirs, chosen.runs)
        print(f"{name:46}{ours_s:12.4f}{theirs_s:12.4f}{theirs_s / ours_s:7.1f}x  {other}")
    del application
    return 0


def start_qgis() -> Any:
    """Start QGIS without windows, with Processing and Life Circle's algorithms."""
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    import processing
    from processing.core.Processing import Processing

    del processing
    Processing.initialize()
    from lifecircle.algorithms.provider import LifeCircleProvider

    provider = LifeCircleProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    # Python must keep the provider alive as long as the registry has it
    application.lifecircle_provider = provider
    return application


def read_streets(folder: Path | None) -> Any:
    """Read the streets of the sample, or of an OpenStreetMap extract, into memory."""
    from qgis.core import QgsVectorLayer

    if folder is None:
        layer = QgsVectorLayer(f"{SAMPLE}|layername=streets", "streets")
    else:
        from lifecircle.survey.osm_streets import read_streets as read_extract

        extracts = sorted(folder.glob("*.pbf"))
        if not extracts:
            raise SystemExit(f"No OpenStreetMap extract (*.pbf) in {folder}.")
        layer = read_extract(extracts[0]).layer
    if not layer.isValid():
        raise SystemExit(f"No streets in {folder or SAMPLE}.")
    return layer


def in_turn(
    ours: Callable[[], object], theirs: Callable[[], object], runs: int
) -> tuple[float, float]:
    """Time both, one after the other, several times; return the medians."""
    own, other = [], []
    for _ in range(runs):
        for work, times in ((ours, own), (theirs, other)):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return statistics.median(own), statistics.median(other)


def plane_lines(streets: Any) -> np.ndarray:
    """Return the street lines in metres."""
    from lifecircle.gis.plane import choose_plane
    from lifecircle.gis.sources import read_table
    from qgis.core import (
        QgsCoordinateTransformContext,
        QgsProcessingContext,
        QgsProcessingFeatureSource,
        QgsProcessingFeedback,
    )

    context = QgsProcessingContext()
    source = QgsProcessingFeatureSource(streets, context)
    transforms = QgsCoordinateTransformContext()
    plane = choose_plane(source, "streets", transforms)
    table = read_table(source, "streets", plane, transforms, QgsProcessingFeedback())
    return table.geometries


def some_places(lines: np.ndarray, count: int) -> np.ndarray:
    """Choose places beside streets, the same ones every time."""
    rng = np.random.default_rng(15)
    vertices = shapely.get_coordinates(lines)
    return vertices[rng.choice(len(vertices), count)] + rng.normal(0, 10, (count, 2))


def build_network(streets: Any) -> tuple[str, Callable[[], object], Callable[[], object], str]:
    """Street lines in memory to a network, against QGIS's own director."""
    from lifecircle.engine.network import build
    from qgis.analysis import (
        QgsGraphBuilder,
        QgsNetworkDistanceStrategy,
        QgsVectorLayerDirector,
    )

    lines = plane_lines(streets)

    def theirs() -> object:
        director = QgsVectorLayerDirector(
            streets, -1, "", "", "", QgsVectorLayerDirector.Direction.DirectionBoth
        )
        director.addStrategy(QgsNetworkDistanceStrategy())
        builder = QgsGraphBuilder(streets.crs())
        director.makeGraph(builder, [])
        return builder.takeGraph()

    return (
        "network from street lines",
        lambda: build(lines),
        theirs,
        "QgsVectorLayerDirector.makeGraph (reads the layer too)",
    )


def nearest_service(streets: Any) -> tuple[str, Callable[[], object], Callable[[], object], str]:
    """Distance from every junction to the nearest of some facilities, against networkx."""
    import networkx as nx
    from lifecircle.engine.access import Ground, facility_access
    from lifecircle.engine.network import build
    from lifecircle.engine.search import Search

    network = build(plane_lines(streets))
    places = shapely.points(some_places(plane_lines(streets), ORIGINS))
    access, _ = facility_access(Ground(network), places)
    search = Search(network, access, ORIGINS)
    graph = nx.Graph()
    for u, v, length in zip(network.edge_from, network.edge_to, network.length, strict=True):
        known = graph.get_edge_data(u, v, {"weight": np.inf})["weight"]
        graph.add_edge(u, v, weight=min(known, length))
    for owner, edge, offset, leg in zip(
        access.owner, access.edge, access.low, access.leg, strict=True
    ):
        source = f"facility {owner}"
        graph.add_edge(source, network.edge_from[edge], weight=offset + leg)
        graph.add_edge(source, network.edge_to[edge], weight=network.length[edge] - offset + leg)
    sources = {f"facility {owner}" for owner in access.owner}
    _ = search.graph
    ours = search.nearest(np.unique(access.owner))[0][: network.node_count]
    theirs = nx.multi_source_dijkstra_path_length(graph, sources)
    expected = np.array([theirs.get(node, np.inf) for node in range(network.node_count)])
    same = np.isclose(ours, expected, atol=0.01) | (ours == expected)
    if not same.all():
        raise SystemExit(f"nearest: {(~same).sum()} junctions differ from networkx")
    return (
        f"nearest of {ORIGINS} facilities at all junctions",
        lambda: search.nearest(np.unique(access.owner)),
        lambda: nx.multi_source_dijkstra_path_length(graph, sources),
        "networkx.multi_source_dijkstra (graph ready)",
    )


def catchment_lines(streets: Any) -> tuple[str, Callable[[], object], Callable[[], object], str]:
    """Reached streets of several origins as lines, against QGIS's service area."""
    import processing
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

    lines = plane_lines(streets)
    from lifecircle.gis.plane import choose_plane
    from qgis.core import (
        QgsCoordinateTransformContext,
        QgsProcessingContext,
        QgsProcessingFeatureSource,
    )

    source = QgsProcessingFeatureSource(streets, QgsProcessingContext())
    plane = choose_plane(source, "streets", QgsCoordinateTransformContext())
    origins = QgsVectorLayer(f"Point?crs={plane.authid()}", "origins", "memory")
    features = []
    for x, y in some_places(lines, ORIGINS):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        features.append(feature)
    origins.dataProvider().addFeatures(features)
    flat = processing.run(
        "native:reprojectlayer", {"INPUT": streets, "TARGET_CRS": plane, "OUTPUT": "memory:"}
    )["OUTPUT"]

    def ours() -> object:
        return processing.run(
            "lifecircle:walkcatchments",
            {
                "STREETS": flat,
                "ORIGINS": origins,
                "METRES": str(LIMIT),
                "OUTPUT": "memory:",
                "OUTPUT_LINES": "memory:",
            },
        )

    def theirs() -> object:
        return processing.run(
            "native:serviceareafromlayer",
            {
                "INPUT": flat,
                "START_POINTS": origins,
                "STRATEGY": 0,
                "TRAVEL_COST2": LIMIT,
                "OUTPUT_LINES": "memory:",
            },
        )

    return (
        f"{ORIGINS} catchments of {LIMIT:g} m, lines (ours: polygons too)",
        ours,
        theirs,
        "native:serviceareafromlayer (lines only)",
    )


if __name__ == "__main__":
    sys.exit(main())
