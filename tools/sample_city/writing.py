"""Writes layers as a GeoPackage, the same bytes every time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import shapely
from osgeo import gdal, ogr, osr

from .plan import CRS_CODE

if TYPE_CHECKING:
    from pathlib import Path

    from .layers import Layer

gdal.UseExceptions()
TYPES = {"str": ogr.OFTString, "int": ogr.OFTInteger, "real": ogr.OFTReal, "date": ogr.OFTDate}
GEOMETRIES = {
    "Point": ogr.wkbPoint,
    "LineString": ogr.wkbLineString,
    "Polygon": ogr.wkbPolygon,
    None: ogr.wkbNone,
}
#: Written into the file instead of the hour of writing.
STAMP = "2025-06-01T00:00:00.000Z"


def plane(code: int = CRS_CODE) -> osr.SpatialReference:
    """Return a coordinate system with easting (or longitude) first."""
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(code)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs


def lonlat(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Turn ground coordinates into longitude and latitude (CGCS2000, in effect WGS 84)."""
    change = osr.CoordinateTransformation(plane(), plane(4490))
    return [(x, y) for x, y, _ in change.TransformPoints([(*p, 0.0) for p in points])]


def plain(value: Any) -> Any:
    """Turn a value into one that OGR takes."""
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    return value


def fill(target: ogr.Layer, layer: Layer) -> None:
    """Write fields and rows of `layer` into an open OGR layer."""
    for name, kind in layer.fields:
        target.CreateField(ogr.FieldDefn(name, TYPES[kind]))
    definition = target.GetLayerDefn()
    for row in layer.rows:
        feature = ogr.Feature(definition)
        for name, _ in layer.fields:
            value = plain(row.get(name))
            if value is not None:
                feature.SetField(name, value)
        shape = row.get("shape")
        if shape is not None:
            if shape.geom_type == "LinearRing":
                shape = shapely.LineString(shape)
            flat = shapely.to_wkb(shapely.transform(shape, lambda xy: xy.round(3)))
            feature.SetGeometry(ogr.CreateGeometryFromWkb(flat))
        target.CreateFeature(feature)


def write_geopackage(path: Path, layers: list[Layer]) -> None:
    """Write all layers into one GeoPackage, replacing it."""
    path.unlink(missing_ok=True)
    gdal.SetConfigOption("OGR_CURRENT_DATE", STAMP)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    for layer in layers:
        target = source.CreateLayer(
            layer.name,
            plane(),
            GEOMETRIES[layer.kind],
            [f"DESCRIPTION={layer.about}", f"IDENTIFIER={layer.name}"],
        )
        source.StartTransaction()
        fill(target, layer)
        source.CommitTransaction()
    del target
    del source
    gdal.SetConfigOption("OGR_CURRENT_DATE", None)
