"""What QGIS itself does in each workload (tasks)."""

from __future__ import annotations

import tempfile
import time
from typing import Any

import numpy as np

from .session import open_layer, run, start_qgis

REACH = 30.0


def service_area(
    begun: float, streets: str, origins: str, metres: float, polygons: bool, keep: str = ""
) -> dict[str, Any]:
    """Run QGIS's service area, and its buffer around each result, from files to a file."""
    session = start_qgis()
    times = [begun, time.monotonic()]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        lines = keep or f"{folder}/lines.gpkg"
        run(
            "native:serviceareafromlayer",
            INPUT=streets,
            START_POINTS=origins,
            STRATEGY=0,
            TRAVEL_COST2=metres,
            OUTPUT_LINES=lines,
        )
        times.append(time.monotonic())
        if polygons:
            run("native:buffer", INPUT=lines, DISTANCE=REACH, OUTPUT=f"{folder}/polygons.gpkg")
            times.append(time.monotonic())
    names = ("start", "service area", "buffer")
    phases = dict(zip(names, np.diff(times), strict=False))
    del session
    return {"phases": phases, "seconds": times[-1] - times[1]}


def make_graph(begun: float, streets: str) -> dict[str, Any]:
    """Build QGIS's own network of the streets."""
    from qgis.analysis import QgsGraphBuilder, QgsNetworkDistanceStrategy, QgsVectorLayerDirector

    session = start_qgis()
    layer = open_layer(streets)
    before = time.monotonic()
    director = QgsVectorLayerDirector(
        layer, -1, "", "", "", QgsVectorLayerDirector.Direction.DirectionBoth
    )
    director.addStrategy(QgsNetworkDistanceStrategy())
    builder = QgsGraphBuilder(layer.crs())
    director.makeGraph(builder, [])
    graph = builder.takeGraph()
    seconds = time.monotonic() - before
    both = sum(graph.edge(k).cost(0) for k in range(graph.edgeCount()))
    result = {
        "phases": {"start": before - begun, "read and build": seconds},
        "seconds": seconds,
        "km": both / 2000,
        "vertices": graph.vertexCount(),
    }
    del session
    return result


def click(begun: float, streets: str, origins: str, metres: list[float]) -> dict[str, Any]:
    """Draw three polygons around one place: service area and buffer for each limit."""
    session = start_qgis()
    place = next(open_layer(origins).getFeatures()).geometry().asPoint()
    before = time.monotonic()
    for limit in metres:
        lines = run(
            "native:serviceareafrompoint",
            INPUT=streets,
            START_POINT=f"{place.x()},{place.y()}",
            STRATEGY=0,
            TRAVEL_COST2=limit,
            OUTPUT_LINES="memory:",
        )["OUTPUT_LINES"]
        run("native:buffer", INPUT=lines, DISTANCE=REACH, OUTPUT="memory:")
    seconds = time.monotonic() - before
    del session
    return {"phases": {"start": before - begun, "search": seconds}, "seconds": seconds}
