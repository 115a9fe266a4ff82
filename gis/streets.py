"""Street lines read in bulk: geometries and the few fields that count, no feature objects.

A file on disk that nobody edits is read as arrays through GDAL and reprojected by QGIS all at
once, a city of a million edges in about a second; anything else feature by feature through QGIS,
with the same result. What was read of a file is kept until the file changes.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from struct import Struct
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from .crs import sound_crs
from .file_state import state_of
from .i18n import tr
from .sources import Table, finish_table, read_table

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsProcessingFeatureSource,
        QgsProcessingFeedback,
    )

COLUMNS = ("foot", "level", "steps", "crossing", "slope_pct")
_MOST_KEPT = 3  # layers
_PLAIN = {"path", "layerName", "layerId", "subset"}  # of what names a file
_WKB_LINE = Struct("<BII")  # byte order, kind of geometry, number of vertices
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
    transform = QgsCoordinateTransform(sound_crs(source.sourceCrs()), plane, transforms)
    stamp = _stamp(layer, transform)
    if stamp is None or layer is None:
        return read_table(source, name, plane, transforms, feedback)
    with _lock:
        table = _kept.get(stamp)
        if table is not None:
            _kept.move_to_end(stamp)
            feedback.pushInfo(tr("Streets: the file is unchanged and was read before."))
            return table
    table = _read_arrays(layer, name, transform)
    if table is None:
        return read_table(source, name, plane, transforms, feedback)
    with _lock:
        _kept[stamp] = table
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return table


def _stamp(layer: QgsVectorLayer | None, transform: QgsCoordinateTransform) -> Hashable | None:
    """Tell the state of the layer's file; None where the layer is not just a file."""
    if layer is None or layer.providerType() != "ogr" or layer.isEditable():
        return None
    path = _path(layer)
    fields = _fields(layer)
    if path is None or fields is None:
        return None
    # a GeoPackage in use keeps its last changes beside it
    states = state_of(
        [path, Path(f"{path}-wal"), path.with_suffix(".dbf"), path.with_suffix(".shx")]
    )
    if states is None:
        return None
    return (
        layer.source(),
        layer.subsetString(),
        layer.dataProvider().encoding(),
        tuple(fields.items()),
        transform.sourceCrs().toWkt(),
        transform.destinationCrs().toWkt(),
        transform.instantiatedCoordinateOperationDetails().proj,
        tr("Streets"),
        *states,
    )


def _path(layer: QgsVectorLayer) -> Path | None:
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    if any(value for name, value in parts.items() if name not in _PLAIN):
        # inside an archive, opened with options, one kind of geometry of several
        return None
    path = Path(parts.get("path") or "")
    return path if path.is_file() else None


def _fields(layer: QgsVectorLayer) -> dict[str, str] | None:
    """Name the file's own fields that count; None where some are joined or computed."""
    fields = layer.fields()
    found = {}
    for name in COLUMNS:
        index = fields.lookupField(name)
        if index < 0:
            continue
        if fields.fieldOrigin(index) != Qgis.FieldOrigin.Provider:
            return None
        found[name] = fields.at(index).name()
    return found


def _read_arrays(
    layer: QgsVectorLayer, name: str, transform: QgsCoordinateTransform
) -> Table | None:
    """Read all lines through GDAL; None where that does not give what QGIS would."""
    try:
        found = _read_columns(layer)
    except (ImportError, AttributeError, RuntimeError, UnicodeError):
        return None
    if found is None:
        return None
    ids, wkb, columns = found
    there = np.array([part is not None for part in wkb], dtype=bool)
    geometries = np.full(len(wkb), None, dtype=object)
    geometries[there] = shapely.from_wkb(wkb[there], on_invalid="ignore")
    kind = shapely.get_type_id(geometries[there])
    if not np.isin(kind, (1, 5)).all():
        # curves, collections, broken bytes: QGIS knows what to do with them
        return None
    if not transform.isShortCircuited() and not _reproject(geometries, transform):
        return None
    if shapely.has_z(geometries).any():
        geometries = shapely.force_2d(geometries)
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
    wanted = _fields(layer) or {}
    there = [field.GetName() for field in rows.schema]
    if not set(wanted.values()) <= set(there):
        return None
    rows.SetIgnoredFields([field for field in there if field not in wanted.values()])
    rows.SetAttributeFilter(layer.subsetString() or None)
    batches = list(rows.GetArrowStreamAsNumPy(["USE_MASKED_ARRAYS=YES", "INCLUDE_FID=YES"]))
    if not batches:
        return None
    key = rows.GetFIDColumn() or "OGC_FID"
    shape = rows.GetGeometryColumn() or "wkb_geometry"
    if not {key, shape, *wanted.values()} <= batches[0].keys():
        return None
    ids = np.concatenate([np.asarray(batch[key]) for batch in batches]).astype(np.int64)
    wkb = np.concatenate([_or_none(batch[shape]) for batch in batches])
    encoding = layer.dataProvider().encoding()
    columns = {
        name: _decoded([v for batch in batches for v in _or_none(batch[field]).tolist()], encoding)
        for name, field in wanted.items()
    }
    return ids, wkb, columns


def _reproject(geometries: NDArray[np.object_], transform: QgsCoordinateTransform) -> bool:
    """Move lines to another plane, all in one call; tell whether that could be done."""
    if shapely.has_z(geometries).any():
        # heights may count
        return False
    xy = shapely.get_coordinates(geometries)
    if not len(xy):
        return True
    line = QgsGeometry()
    line.fromWkb(_WKB_LINE.pack(1, 2, len(xy)) + xy.astype("<f8").tobytes())
    try:
        line.transform(transform)
    except QgsCsException:
        return False
    moved = np.frombuffer(line.asWkb().data(), dtype="<f8", offset=_WKB_LINE.size).reshape(-1, 2)
    if len(moved) != len(xy) or not np.isfinite(moved).all():
        return False
    shapely.set_coordinates(geometries, moved)
    return True


def _decoded(values: list[Any], encoding: str) -> list[Any]:
    """Give texts of a file; raises UnicodeError where QGIS would read them in its own way."""
    kinds = set(map(type, values))
    if bytes in kinds:
        # few are different: each is decoded once
        plain = {
            value: value.decode("utf-8" if encoding == "UTF-8" else "ascii")
            for value in set(values)
            if isinstance(value, bytes)
        }
        return [plain.get(value, value) for value in values]
    if str in kinds and encoding != "UTF-8":
        for value in set(values):
            if isinstance(value, str):
                value.encode("ascii")
    return values


def _or_none(values: np.ndarray) -> np.ndarray:
    """Put None where an array is masked: filling it would not do that."""
    plain = np.ma.getdata(values).astype(object)
    plain[np.ma.getmaskarray(values)] = None
    return plain
