"""Ways and nodes of an OpenStreetMap file, with all their tags.

Read by GDAL with settings of its own: as a rule it makes polygons of closed ways with certain
tags (squares, car parks), which a router walks around all the same.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from osgeo import gdal, osr

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS = """
closed_ways_are_polygons=
attribute_name_laundering=no
[points]
osm_id=yes
attributes=highway
other_tags=yes
[lines]
osm_id=yes
attributes=highway
other_tags=yes
[multipolygons]
osm_id=yes
[multilinestrings]
osm_id=yes
[other_relations]
osm_id=yes
"""
_TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, eq=False)
class Extract:
    """What an OpenStreetMap file holds.

    Attributes
    ----------
    way_id
        Shape (w,): identifiers of the ways, as text.
    way_tags
        Length w.
    ways
        Shape (w,): LineStrings, degrees.
    node_tags
        Length n: tags of the nodes that have any.
    nodes
        Shape (n, 2), degrees.
    """

    way_id: list[str]
    way_tags: list[dict[str, str]]
    ways: NDArray[np.object_]
    node_tags: list[dict[str, str]]
    nodes: NDArray[np.float64]


def read_extract(path: Path) -> Extract:
    """Read all ways, closed ones too, and the nodes that have tags."""
    gdal.UseExceptions()
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "osmconf.ini")
        settings.write_text(SETTINGS, encoding="utf-8")
        source = gdal.OpenEx(str(path), open_options=[f"CONFIG_FILE={settings}"])
        nodes, node_tags, _ = _read(source.GetLayer("points"))
        ways, way_tags, way_id = _read(source.GetLayer("lines"))
    return Extract(way_id, way_tags, ways, node_tags, shapely.get_coordinates(nodes))


def to_plane(degrees: NDArray[np.float64], epsg: int) -> NDArray[np.float64]:
    """Project longitudes and latitudes, shape (n, 2), to metres."""
    osr.UseExceptions()
    globe, plane = osr.SpatialReference(), osr.SpatialReference()
    globe.ImportFromEPSG(4326)
    plane.ImportFromEPSG(epsg)
    globe.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    plane.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    change = osr.CoordinateTransformation(globe, plane)
    return np.asarray(change.TransformPoints(degrees.tolist()))[:, :2]


def _read(
    layer: gdal.ogr.Layer,
) -> tuple[NDArray[np.object_], list[dict[str, str]], list[str]]:
    shapes, tags, names = [], [], []
    for feature in layer:
        shapes.append(bytes(feature.GetGeometryRef().ExportToWkb()))
        own = dict(_TAG.findall(feature["other_tags"] or ""))
        if feature["highway"]:
            own["highway"] = feature["highway"]
        tags.append(own)
        names.append(feature["osm_id"])
    return shapely.from_wkb(np.array(shapes, dtype=object)), tags, names
