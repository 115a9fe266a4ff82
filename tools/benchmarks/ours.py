"""What Life Circle does in each workload (tasks)."""

from __future__ import annotations

import tempfile
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from .phases import Stopwatch
from .session import open_layer, run, start_qgis

if TYPE_CHECKING:
    from lifecircle.engine.access import Ground
    from lifecircle.gis.ground import GroundTables

MINUTES = (5.0, 10.0, 15.0)
REACH = 30.0
_SNAP, _ISLAND, _TOLERANCE = 100.0, 2000.0, 15.0


def start(begun: float) -> dict[str, Any]:
    """Start QGIS with the plugin's algorithms and do nothing."""
    session = start_qgis()
    result = {"phases": Stopwatch(begun).read()}
    del session
    return result


def catchments(
    begun: float,
    streets: str,
    origins: str,
    metres: float,
    polygons: bool,
    again: int = 0,
    keep: str = "",
) -> dict[str, Any]:
    """Run the algorithm as a script does: from files to a file.

    Parameters
    ----------
    begun
        When the process was started.
    streets, origins
        Layers.
    metres
        The limit.
    polygons
        Polygons, or else lines.
    again
        How often to run it again in the same process, into a temporary layer.
    keep
        File to write; empty: one that is thrown away.
    """
    session = start_qgis()
    watch = Stopwatch(begun)
    watch.wrap()
    name = "OUTPUT" if polygons else "OUTPUT_LINES"
    given = {"STREETS": streets, "ORIGINS": origins, "METRES": f"{metres:g}"}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        run("lifecircle:walkcatchments", **given, **{name: keep or f"{folder}/found.gpkg"})
    phases = watch.read()
    seconds = []
    for _ in range(again):
        before = time.monotonic()
        run("lifecircle:walkcatchments", **given, **{name: "memory:"})
        seconds.append(time.monotonic() - before)
    del session
    return {"phases": phases, "again": float(np.median(seconds)) if seconds else None}


def network(begun: float, streets: str) -> dict[str, Any]:
    """Read the streets and build their network, as every algorithm does."""
    session = start_qgis()
    tables, ground, phases = _ground(begun, streets)
    net = ground.network
    result = {
        "phases": phases,
        "seconds": phases["read"] + phases["build"],
        "km": float(net.length.sum() / 1000),
        "vertices": len(np.unique(np.rint(net.xy * 1e3).astype(np.int64), axis=0)),
    }
    del tables, session
    return result


def clicks(begun: float, streets: str, origins: str, count: int) -> dict[str, Any]:
    """Draw three polygons around one place, with the network in memory.

    Milliseconds of the very first place, of places of which no cell is made, and of the same
    places once their cells are made.
    """
    import shapely
    from lifecircle.engine.access import home_access
    from lifecircle.engine.catchment import own_catchments
    from lifecircle.engine.outlines import outline_each
    from lifecircle.gis.profiles import load_walkers
    from lifecircle.gis.sinks import to_geometry

    session = start_qgis()
    tables, ground, _ = _ground(begun, streets)
    net = ground.network
    ends = net.data_ends(None)
    speed = load_walkers()["adult"].speed
    limits = [60.0 * speed * minutes for minutes in MINUTES]
    layer = open_layer(origins)
    places = shapely.from_wkb([bytes(f.geometry().asWkb()) for f in layer.getFeatures()])[:count]

    def click(place: shapely.Point) -> tuple[float, float]:
        before = time.perf_counter()
        access, _ = home_access(ground, np.array([place], dtype=object))
        reached, _ = own_catchments(net, access, 1, limits, ends)
        between = time.perf_counter()
        cells = ground.cells(REACH)
        shapes, _ = outline_each(cells, reached, 1)
        _ = [to_geometry(shape) for shape in shapes[:, 0]]
        after = time.perf_counter()
        return 1e3 * (after - before), 1e3 * (between - before)

    very_first = click(places[0])[0]
    unmade, made, search = [], [], []
    for place in places:
        # cells anew, but what they are cut from is looked up as after any other click
        net.tessellations.clear()
        ground.cells(REACH).make(np.array([_farthest(ground, place)]))
        unmade.append(click(place)[0])
        times = [click(place) for _ in range(3)]
        made.append(min(times)[0])
        search.append(min(times)[1])
    del tables, session
    return {
        "very_first": very_first,
        "unmade": float(np.median(unmade)),
        "unmade_worst": max(unmade),
        "made": float(np.median(made)),
        "made_worst": max(made),
        "search": float(np.median(search)),
    }


def nearest(begun: float, streets: str, graph: str, keep: str) -> dict[str, Any]:
    """Find the nearest facility of each service at all junctions, and the metres."""
    import shapely
    from lifecircle.engine.access import facility_access
    from lifecircle.engine.search import Search

    session = start_qgis()
    tables, ground, _ = _ground(begun, streets)
    net = ground.network
    with np.load(graph) as arrays:
        if not np.array_equal(arrays["xy"], net.node_xy):
            raise SystemExit("The peers' graph is not that of the streets.")
        places, service = arrays["xy"][arrays["facility"]], arrays["service"]
    before = time.perf_counter()
    access, _ = facility_access(ground, shapely.points(places))
    search = Search(net, access, len(places))
    _ = search.reduction
    prepared = time.perf_counter() - before
    groups = [np.flatnonzero(service == number) for number in range(service.max() + 1)]
    seconds, found = 0.0, []
    of_each = search.nearest_of_each(groups)
    for _ in groups:
        before = time.perf_counter()
        cost, _ = next(of_each)
        seconds += time.perf_counter() - before
        found.append(cost[: net.node_count].astype(np.float32))
    np.save(keep, np.array(found))
    del tables, session
    return {"prepared": prepared, "seconds": seconds}


def _ground(begun: float, streets: str) -> tuple[GroundTables, Ground, dict[str, float]]:
    """Read and build, timed."""
    from lifecircle.gis.ground import GroundTables, leave_out_closed_streets, make_ground
    from lifecircle.gis.plane import choose_plane
    from lifecircle.gis.streets import read_streets
    from qgis.core import (
        QgsCoordinateTransformContext,
        QgsProcessingContext,
        QgsProcessingFeatureSource,
        QgsProcessingFeedback,
    )

    transforms, feedback = QgsCoordinateTransformContext(), QgsProcessingFeedback()
    layer = open_layer(streets)
    times = [begun, time.monotonic()]
    source = QgsProcessingFeatureSource(layer, QgsProcessingContext())
    plane = choose_plane(source, "streets", transforms)
    table = leave_out_closed_streets(read_streets(source, layer, plane, transforms, feedback))
    tables = GroundTables(plane, table, None, None, None)
    times.append(time.monotonic())
    ground = make_ground(tables, _TOLERANCE, _SNAP, _ISLAND, feedback=feedback)
    times.append(time.monotonic())
    return tables, ground, dict(zip(("start", "read", "build"), np.diff(times), strict=True))


def _farthest(ground: Ground, place: Any) -> int:
    """Give the edge farthest from a place."""
    net = ground.network
    begin = net.node_xy[net.edge_from]
    return int(np.argmax(np.hypot(begin[:, 0] - place.x, begin[:, 1] - place.y)))
