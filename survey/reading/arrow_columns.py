"""Reads a large layer of points by column, where GDAL can (3.6 and later), not by feature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from osgeo.gdal import Dataset
    from osgeo.ogr import Layer

_BATCH = 5_000  # rows at a time
_WIDEST = 10_000  # letters; GDAL gives each text of a batch the room of the longest
_DRIVERS = ["GPKG"]


def read_columns(
    path: Path, layer_name: str
) -> tuple[list[list[Any]], list[int], list[bytes | None] | None] | None:
    """Read all rows of a layer as `map_layers.read_features` does, many times as fast.

    Parameters
    ----------
    path
        A GeoPackage.
    layer_name
        Which layer; empty for the first.

    Returns
    -------
    Values of each field, feature ids, and WKB of the geometries (None for a table); None where
    GDAL is too old, or the layer is not one of points, numbers and texts.
    """
    from osgeo import gdal

    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        data = gdal.OpenEx(str(path), gdal.OF_VECTOR, allowed_drivers=_DRIVERS)
        layer = data and (data.GetLayerByName(layer_name) if layer_name else data.GetLayer(0))
        if not layer or not _is_simple(layer) or _widest(data, layer) > _WIDEST:
            return None
        return _read(layer)
    except (RuntimeError, ImportError):  # where GDAL's exceptions are on, or numpy is not built in
        return None
    finally:
        gdal.PopErrorHandler()


def _is_simple(layer: Layer) -> bool:
    from osgeo import ogr

    if not hasattr(layer, "GetArrowStreamAsNumPy"):
        return False
    described = layer.GetLayerDefn()
    fields = [described.GetFieldDefn(n) for n in range(described.GetFieldCount())]
    kinds = (ogr.OFTInteger, ogr.OFTInteger64, ogr.OFTReal, ogr.OFTString)
    return layer.GetGeomType() in (ogr.wkbPoint, ogr.wkbNone) and all(
        f.GetType() in kinds and f.GetSubType() == ogr.OFSTNone for f in fields
    )


def _widest(data: Dataset, layer: Layer) -> int:
    """Return how long the longest text of a layer is."""
    from osgeo import ogr

    described = layer.GetLayerDefn()
    fields = [described.GetFieldDefn(n) for n in range(described.GetFieldCount())]
    texts = [_quoted(f.GetName()) for f in fields if f.GetType() == ogr.OFTString]
    if not texts:
        return 0
    longest = ", ".join(f"coalesce(max(length({text})), 0)" for text in texts)
    found = data.ExecuteSQL(f"SELECT max({longest}, 0) FROM {_quoted(layer.GetName())}")  # noqa: S608
    row = found.GetNextFeature()
    width = int(row.GetField(0))
    data.ReleaseResultSet(found)
    return width


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _read(
    layer: Layer,
) -> tuple[list[list[Any]], list[int], list[bytes | None] | None] | None:
    from osgeo import ogr

    described = layer.GetLayerDefn()
    key = layer.GetFIDColumn() or "OGC_FID"
    names = [described.GetFieldDefn(n).GetName() for n in range(described.GetFieldCount())]
    shape = "" if layer.GetGeomType() == ogr.wkbNone else layer.GetGeometryColumn()
    columns: dict[str, list[Any]] = {name: [] for name in (key, *names)}
    shapes: list[bytes | None] = []
    options = [f"MAX_FEATURES_IN_BATCH={_BATCH}", "USE_MASKED_ARRAYS=YES"]
    for batch in layer.GetArrowStreamAsNumPy(options=options):
        for name, column in columns.items():
            values = batch[name]
            cells = values.tolist()
            if values.dtype.kind in "SO":
                cells = [v.decode("utf-8", "replace") if isinstance(v, bytes) else v for v in cells]
            column += cells
        if shape:
            shapes += batch[shape].tolist()
    if len(columns[key]) != layer.GetFeatureCount():
        return None
    fids = [int(fid) for fid in columns[key]]
    return list(columns.values()), fids, shapes if shape else None
