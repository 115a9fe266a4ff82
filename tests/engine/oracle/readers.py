"""Real street data for the tests, read with GDAL alone and kept as plain shapely objects.

The folder with the shared data lies beside the checkout; a test that finds it absent says so
and is skipped.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest
import shapely
from shapely.geometry import LineString, Point

from .accesses import Facility, Gate, Home
from .towns import Scene

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
PORTO_ALEGRE = SHARED / "porto_alegre"
HELSINKI = SHARED / "helsinki" / "Helsinki.osm.pbf"
WUHAN = SHARED / "wuhan" / "wuhan_core_streets.gpkg"

SAMPLE = Path(__file__).resolve().parents[3] / "sample" / "lifecircle_sample.gpkg"

#: Ways that carry `highway` and that nobody walks, or that are no ways yet.
NOT_WALKED = {"motorway", "motorway_link", "proposed", "construction", "raceway"}
#: Walked only where the map says so.
WALKED_IF_SAID = {"trunk", "trunk_link"}
FOOT_NO = {"no", "private"}


def need(path: Path) -> None:
    """Skip a test whose data are not there: they are no part of the project."""
    if not path.exists():
        pytest.skip(f"{path.name} is not there (looked in {path.parent})")


@dataclass
class Cell:
    """A hexagon's centre with what is counted in it."""

    point: Point
    population: float
    schools: int
    healthcare: int | None


def is_walkable(highway: str | None, foot: str | None) -> bool:
    """Tell whether a way is walked: a highway, not closed to walkers by kind or by `foot`."""
    if not highway or highway in NOT_WALKED or foot in FOOT_NO:
        return False
    return highway not in WALKED_IF_SAID or foot in {"yes", "designated"}


def porto_alegre_streets() -> list[LineString]:
    """Walkable ways of central Porto Alegre, in metres (EPSG:32722)."""
    return [shape for shape, _ in osm_ways(PORTO_ALEGRE / "poa_osm.pbf", 32722)]


def helsinki_streets() -> list[LineString]:
    """Walkable ways of central Helsinki, in metres (EPSG:32635)."""
    return [shape for shape, _ in osm_ways(HELSINKI, 32635)]


def osm_ways(path: Path, epsg: int) -> list[tuple[LineString, str]]:
    """Walkable ways of an OpenStreetMap file in a plane, with their `highway`."""
    from osgeo import ogr

    ogr.UseExceptions()
    source = ogr.Open(str(path))
    found = []
    for feature in source.GetLayer("lines"):
        kind = feature["highway"]
        if is_walkable(kind, _tag(feature["other_tags"], "foot")):
            shape = shapely.from_wkb(bytes(feature.GetGeometryRef().ExportToWkb()))
            found.append((shape, kind))
    return [(LineString(projected(list(shape.coords), epsg)), kind) for shape, kind in found]


def porto_alegre_heights(streets: list[LineString]) -> list[LineString]:
    """Give the streets of Porto Alegre the heights of the terrain model, between its cells too."""
    from osgeo import gdal

    gdal.UseExceptions()
    raster = gdal.Open(str(PORTO_ALEGRE / "poa_elevation.tif"))
    west, wide, _, north, _, high = raster.GetGeoTransform()
    cells = raster.ReadAsArray().astype(float)
    rows, columns = cells.shape
    found = []
    for street in streets:
        points = []
        coords = list(street.coords)
        for (x, y), (lon, lat) in zip(coords, projected(coords, 32722, back=True), strict=True):
            # in cells, from the middle of the first
            right = min(max((lon - west) / wide - 0.5, 0.0), columns - 1.001)
            down = min(max((lat - north) / high - 0.5, 0.0), rows - 1.001)
            i, j = int(down), int(right)
            p, q = down - i, right - j
            upper = (1 - q) * cells[i, j] + q * cells[i, j + 1]
            lower = (1 - q) * cells[i + 1, j] + q * cells[i + 1, j + 1]
            points.append((x, y, (1 - p) * upper + p * lower))
        found.append(LineString(points))
    return found


def porto_alegre_cells() -> list[Cell]:
    """Hexagon centres of Porto Alegre with population, schools and health care."""
    with (PORTO_ALEGRE / "poa_hexgrid.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    points = projected([(float(row["lon"]), float(row["lat"])) for row in rows], 32722)
    return [
        Cell(
            Point(point),
            float(row["population"]),
            int(row["schools"]),
            int(row["healthcare"]) if row["healthcare"] else None,
        )
        for point, row in zip(points, rows, strict=True)
    ]


def wuhan_streets() -> list[LineString]:
    """Streets of the core of Wuhan, in metres as they are stored (EPSG:32650)."""
    return layer_lines(WUHAN, "streets")


def layer_lines(path: Path, layer: str) -> list[LineString]:
    """All single lines of a layer; lines of several parts are taken apart."""
    from osgeo import ogr

    ogr.UseExceptions()
    source = ogr.Open(str(path))
    shapes = [
        shapely.from_wkb(bytes(f.GetGeometryRef().ExportToWkb()))
        for f in source.GetLayerByName(layer)
        if f.GetGeometryRef() is not None
    ]
    return [
        part for shape in shapes for part in getattr(shape, "geoms", [shape]) if not part.is_empty
    ]


def projected(
    coords: list[tuple[float, float]], epsg: int, back: bool = False
) -> list[tuple[float, float]]:
    """Reproject longitudes and latitudes to metres of a plane, or back."""
    from osgeo import osr

    osr.UseExceptions()
    degrees, plane = osr.SpatialReference(), osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    plane.ImportFromEPSG(epsg)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    plane.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    ends = (plane, degrees) if back else (degrees, plane)
    way = osr.CoordinateTransformation(*ends)
    return [(x, y) for x, y, *_ in way.TransformPoints([list(c[:2]) for c in coords])]


def _tag(tags: str | None, key: str) -> str | None:
    start = f'"{key}"=>"'
    if not tags or start not in tags:
        return None
    return tags.split(start, 1)[1].split('"', 1)[0]


def sample_town() -> Scene:
    """Read the project's own sample: homes are compounds, facilities of all three shapes."""
    streets = [shape for shape, row in _rows("streets") if row["foot"] != "no"]
    gates = [Gate(shape, row["compound_id"]) for shape, row in _rows("gates")]
    homes = [
        Home(shape, row["compound_id"], row["population"])
        for shape, row in _rows("residents")
        if row["population"] is not None
    ]
    facilities = [
        Facility(shape, row["service"], row["site_id"])
        for layer in ("facilities", "park_areas", "greenways")
        for shape, row in _rows(layer)
    ]
    return Scene(streets, homes, facilities, [shape for shape, _ in _rows("barriers")], gates)


def _rows(layer: str) -> list:
    """Geometry and fields of each feature of a layer of the sample that has a geometry."""
    from osgeo import ogr

    ogr.UseExceptions()
    source = ogr.Open(str(SAMPLE))
    features = [f for f in source.GetLayerByName(layer) if f.GetGeometryRef() is not None]
    return [
        (shapely.force_2d(shapely.from_wkb(bytes(f.GetGeometryRef().ExportToWkb()))), f.items())
        for f in features
    ]
