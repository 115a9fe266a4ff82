"""Street lines read in bulk: geometries and the few fields that count, no feature objects.

A file on disk that is neither edited nor reprojected is read as arrays through GDAL, a city of a
million edges in about a second; anything else feature by feature through QGIS, with the same
result. What was read of a file is kept until the file changes.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from qgis.core import QgsProviderRegistry, QgsVectorLayer

from .i18n import tr
from .sources import Table, finish_table, read_table

if TYPE_CHECKING:
    from collections.abc import Hashable

    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsProcessingFeatureSource,
        QgsProcessingFeedback,
    )

COLUMNS = ("foot", "level", "steps", "crossing", "slope_pct")
_MOST_KEPT = 3  # layers
_kept: OrderedDict[Hashable, Table] = OrderedDict()
_lock = Lock()


def read_streets(
    source: QgsProcessingFeatureSource,
    layer: QgsVectorLayer | None,
    plane: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
    feedback: QgsProcessingFeedback,
) -> Table:
    """Read the street layer.

    Parameters
    ----------
    source
        The layer, or its selection.
    layer
        The layer, if all of it counts; None where only a selection or a filter of it does.
    plane
        CRS to compute in.
    transforms
        The project's transformations.
    feedback
        Asked for cancel; told where an earlier reading is used again.
    """
    name = tr("Streets")
    stamp = _stamp(layer, plane)
    if stamp is None or layer is None or source.sourceCrs() != plane:
        return read_table(source, name, plane, transforms, feedback)
    with _lock:
        table = _kept.get(stamp)
        if table is not None:
            _kept.move_to_end(stamp)
            feedback.pushInfo(tr("Streets: the file is unchanged and was read before."))
            return table
    table = _read_arrays(layer, name)
    if table is None:
        return read_table(source, name, plane, transforms, feedback)
    with _lock:
        _kept[stamp] = table
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return table


def _stamp(layer: QgsVectorLayer | None, plane: QgsCoordinateReferenceSystem) -> Hashable | None:
    """Tell the state of the layer's file; None where the layer is not just a file."""
    if layer is None or layer.providerType() != "ogr" or layer.isEditable():
        return None
    path = _path(layer)
    if path is None:
        return None
    # a GeoPackage in use keeps its last changes beside it
    states = []
    for each in (path, Path(f"{path}-wal"), path.with_suffix(".dbf"), path.with_suffix(".shx")):
        if each.is_file():
            stat = each.stat()
            states.append((str(each), stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return (layer.source(), layer.subsetString(), plane.toWkt(), tr("Streets"), *states)


def _path(layer: QgsVectorLayer) -> Path | None:
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = Path(parts.get("path") or "")
    return path if path.is_file() and not parts.get("vsiPrefix") else None


def _read_arrays(layer: QgsVectorLayer, name: str) -> Table | None:
    """Read all lines through GDAL; None where that does not give what QGIS would."""
    try:
        found = _read_columns(layer)
    except (ImportError, AttributeError, RuntimeError):
        return None
    if found is None:
        return None
    ids, wkb, columns = found
    there = np.array([part is not None for part in wkb], dtype=bool)
    geometries = np.full(len(wkb), None, dtype=object)
    geometries[there] = shapely.force_2d(shapely.from_wkb(wkb[there], on_invalid="ignore"))
    kind = shapely.get_type_id(geometries[there])
    if not np.isin(kind, (1, 5)).all():
        # curves, collections, broken bytes: QGIS knows what to do with them
        return None
    empty = shapely.is_missing(geometries) | shapely.is_empty(geometries)
    geometries[empty] = None
    rejected = [(int(i), tr("no geometry")) for i in ids[empty]]
    table = Table(name, layer.fields(), [], ids, geometries, len(ids), rejected, columns=columns)
    return finish_table(table, ~empty)


def _read_columns(
    layer: QgsVectorLayer,
) -> tuple[np.ndarray, np.ndarray, dict[str, list[Any]]] | None:
    """Read ids, well-known binary and fields as arrays."""
    from osgeo import gdal, ogr

    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    if (layer.subsetString() or "").upper().startswith("SELECT"):
        return None
    file = gdal.OpenEx(str(parts["path"]), gdal.OF_VECTOR | gdal.OF_READONLY)
    if file is None:
        return None
    number = parts.get("layerId")
    rows = (
        file.GetLayerByName(parts["layerName"])
        if parts.get("layerName")
        else file.GetLayer(int(number) if number is not None else 0)
    )
    if rows is None or ogr.GT_HasM(rows.GetGeomType()):
        return None
    fields = [field.GetName() for field in rows.schema]
    wanted = {field for field in fields if field.lower() in COLUMNS}
    rows.SetIgnoredFields([field for field in fields if field not in wanted])
    rows.SetAttributeFilter(layer.subsetString() or None)
    batches = list(rows.GetArrowStreamAsNumPy(["USE_MASKED_ARRAYS=YES", "INCLUDE_FID=YES"]))
    if not batches:
        return None
    key = rows.GetFIDColumn() or "OGC_FID"
    shape = rows.GetGeometryColumn() or "wkb_geometry"
    if key not in batches[0] or shape not in batches[0]:
        return None
    ids = np.concatenate([np.asarray(batch[key]) for batch in batches]).astype(np.int64)
    wkb = np.concatenate([_or_none(batch[shape]) for batch in batches])
    columns = {
        field.lower(): [
            value.decode() if isinstance(value, bytes) else value
            for batch in batches
            for value in _or_none(batch[field]).tolist()
        ]
        for field in wanted
    }
    return ids, wkb, columns


def _or_none(values: np.ndarray) -> np.ndarray:
    """Put None where an array is masked: filling it would not do that."""
    plain = np.ma.getdata(values).astype(object)
    plain[np.ma.getmaskarray(values)] = None
    return plain
