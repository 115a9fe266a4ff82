"""Loading survey files: ours, and what a planner would do instead (tasks)."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import Any

CRS = "EPSG:32651"


def load(begun: float, sources: dict[str, str], keep: str) -> dict[str, Any]:
    """Load files into a survey package with the algorithm, as a script does."""
    from .session import run, start_qgis

    session = start_qgis()
    started = time.monotonic()
    run("lifecircle:loadsurvey", **sources, CRS=CRS, LOAD=False, OUTPUT=keep)
    del session
    return _phases(begun, started)


def reproject(begun: float, source: str, keep: str) -> dict[str, Any]:
    """Reproject a table or layer with QGIS into a GeoPackage with its spatial index."""
    from qgis.core import QgsVectorLayer
    from qgis.PyQt.QtCore import QUrl, QUrlQuery

    from .session import run, start_qgis

    session = start_qgis()
    started = time.monotonic()
    given: Any = source
    if source.endswith(".csv"):
        url, query = QUrl.fromLocalFile(source), QUrlQuery()
        for name, value in {
            "type": "csv", "detectTypes": "yes", "xField": "经度", "yField": "纬度",
            "crs": "EPSG:4326", "spatialIndex": "no", "subsetIndex": "no", "watchFile": "no",
        }.items():  # fmt: skip
            query.addQueryItem(name, value)
        url.setQuery(query)
        given = QgsVectorLayer(bytes(url.toEncoded()).decode(), "table", "delimitedtext")
    run("native:reprojectlayer", INPUT=given, TARGET_CRS=CRS, OUTPUT=keep)
    del session, given
    return _phases(begun, started)


def frame(begun: float, source: str, keep: str) -> dict[str, Any]:
    """Do the same with geopandas."""
    import geopandas
    import pandas as pd

    started = time.monotonic()
    if source.endswith(".csv"):
        table = pd.read_csv(source)
        places = geopandas.points_from_xy(table["经度"], table["纬度"], crs="EPSG:4326")
        found = geopandas.GeoDataFrame(table, geometry=places)
    else:
        found = geopandas.read_file(source)
    found.to_crs(CRS).to_file(keep, driver="GPKG")
    return _phases(begun, started) | {"version": geopandas.__version__}


def look(begun: float, path: str, layer: str) -> dict[str, Any]:
    """Tell what a layer of a GeoPackage holds: rows, extent, rows in its spatial index."""
    del begun
    with closing(sqlite3.connect(path)) as connection:
        if not layer:
            (layer,) = connection.execute("SELECT table_name FROM gpkg_contents").fetchone()
        (column,) = connection.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", [layer]
        ).fetchone()
        rows, indexed = (
            connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            for table in (layer, f"rtree_{layer}_{column}")
        )
        extent = connection.execute(
            "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?", [layer]
        ).fetchone()
    return {"rows": rows, "indexed": indexed, "extent": list(extent)}


def _phases(begun: float, started: float) -> dict[str, Any]:
    ended = time.monotonic()
    return {"phases": {"start": started - begun, "load": ended - started}}
