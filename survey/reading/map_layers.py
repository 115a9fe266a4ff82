"""Reads layers: whatever QGIS opens, and the texts of shapefiles as they were meant."""

from __future__ import annotations

import re
import struct
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProviderRegistry, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QVariant

from ...gis.i18n import tr
from .arrow_columns import read_columns
from .encodings import guess_dbf_encoding
from .raw_table import RawTable, SurveyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsFeature, QgsFeatureIterator, QgsFields

_BLOCK = 500  # features at a time
_OWN = {str, int, float, bool, type(None)}
_CURVED = {first + kind for first in (0, 232, 208, 184) for kind in range(8, 13)}
"""Lowest bytes of the WKB types of curves: 8 to 12, 1008 to 1012 with z, and so on with m."""
_CONFLICT = re.compile(
    r"\((conflicted copy|edit conflict), .+ v\d+\)|_conflict_copy\d*\b|_rebase_conflicts\b"
)
"""What Mergin Maps puts into the names of files with what it could not merge."""
_SAMPLED = 2000  # texts of a shapefile that are looked at


def read_layer(path: Path, layer_name: str = "") -> RawTable:
    """Read a layer of a file.

    Parameters
    ----------
    path
        Anything that QGIS opens as vectors.
    layer_name
        Which layer of it; empty takes the only one or the first.

    Raises
    ------
    SurveyError
        If QGIS cannot open it.
    """
    if not path.exists():
        raise SurveyError("There is no file {file}. Check the path.", file=path)
    uri = f"{path}|layername={layer_name}" if layer_name else str(path)
    if path.suffix.lower() == ".shp":
        missing = [e for e in (".dbf", ".shx") if not path.with_suffix(e).exists()]
        if ".shx" in missing:
            raise SurveyError(
                "{file}: the file {missing} that belongs to it is missing. A shapefile is several "
                "files of one name; copy them all.",
                file=path.name,
                missing=path.with_suffix(".shx").name,
            )
    layer = QgsVectorLayer(uri, path.stem, "ogr")
    if not layer.isValid():
        raise SurveyError(
            "{file} cannot be opened. It may be cut off, empty, or of a kind that QGIS does not "
            "read; copy or export it again.",
            file=path.name,
        )
    notes = []
    if path.suffix.lower() == ".shp":
        encoding = find_shapefile_encoding(path)
        if encoding and encoding.lower() != layer.dataProvider().encoding().lower():
            layer.setProviderEncoding("UTF-8" if encoding == "utf-8" else encoding.upper())
            notes.append(
                tr("{file}: texts are read as {encoding}.").format(
                    file=path.name, encoding=encoding.upper()
                )
            )
    crs = layer.crs()
    described = (crs.authid() or crs.toWkt()) if crs.isValid() else ""
    name = path.name if not layer_name else f"{path.name} [{layer_name}]"
    quick = read_columns(path, layer_name) if path.suffix.lower() == ".gpkg" else None
    names = layer.fields().names()
    if quick is not None and len(quick[0]) == len(names):
        columns, lines, shapes = quick
        table = RawTable(name, names, list(columns), lines, shapes, described)
    else:
        with_shape = layer.geometryType().value <= 2
        table = read_features(name, layer.fields(), layer.getFeatures(), described, with_shape)
    table.notes += notes
    return table


def read_features(
    name: str, fields: QgsFields, features: QgsFeatureIterator, crs: str, with_shape: bool = True
) -> RawTable:
    """Read features as a table.

    Parameters
    ----------
    name
        What to call the layer in a sentence.
    fields
        Its fields.
    features
        All of them.
    crs
        Authority id or WKT; empty if not known.
    with_shape
        Whether the layer has geometries at all.
    """
    names = [field.name() for field in fields]
    columns: list[list[Any]] = [[] for _ in names]
    lines: list[int] = []
    shapes: list[bytes | None] = []
    features = iter(features)
    while block := list(islice(features, _BLOCK)):
        rows = [feature.attributes() for feature in block]
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            column += _plain(values)
        lines += [feature.id() for feature in block]
        if with_shape:
            shapes += [_read_shape(feature) for feature in block]
    return RawTable(name, names, list(columns), lines, shapes if with_shape else None, crs)


def _read_shape(feature: QgsFeature) -> bytes | None:
    geometry = feature.geometry()
    wkb = geometry.asWkb().data()
    if len(wkb) > 1 and wkb[1] in _CURVED and QgsWkbTypes.isCurvedType(geometry.wkbType()):
        if not geometry.isEmpty():
            geometry.convertToStraightSegment()
        wkb = geometry.asWkb().data()
    return wkb or None


def _plain(values: tuple[Any, ...]) -> Sequence[Any]:
    """Write values of a column without Qt: None for NULL, ISO texts for dates."""
    if set(map(type, values)) <= _OWN:
        return values
    return [value if type(value) in _OWN else _plain_one(value) for value in values]


def _plain_one(value: Any) -> Any:
    if isinstance(value, QVariant):
        return None if value.isNull() else str(value.value())
    if isinstance(value, QDate | QDateTime):
        return value.toString(Qt.DateFormat.ISODate)
    return value if isinstance(value, str | int | float) else str(value)


def opens_as_file(path: Path) -> bool:
    """Tell whether something is a file, or a folder that QGIS opens like one: a geodatabase."""
    return path.is_file() or (path.suffix.lower() == ".gdb" and path.is_dir())


def list_layers(path: Path) -> list[str]:
    """List the layers of a file; none if QGIS finds none."""
    metadata = QgsProviderRegistry.instance().providerMetadata("ogr")
    return [item.name() for item in metadata.querySublayers(str(path))]


def is_conflict(path: Path) -> bool:
    """Tell whether Mergin Maps kept a file aside: what it could not merge is in its like.

    Parameters
    ----------
    path
        Such as ``opinions (conflicted copy, ann v7).gpkg``.
    """
    return _CONFLICT.search(path.name) is not None


def name_layer(source: str, name: str) -> str:
    """Name the layer of a package where a source names none and the package has one so called.

    Parameters
    ----------
    source
        As for `sources.read_source`.
    name
        Of the layer.
    """
    path = Path(source)
    if path.suffix.lower() != ".gpkg" or not path.is_file():
        return source
    found = next((layer for layer in list_layers(path) if layer.casefold() == name), "")
    return f"{source}|layername={found}" if found else source


def find_shapefile_encoding(path: Path) -> str:
    """Find how the texts of a shapefile are written, from the texts themselves.

    Parameters
    ----------
    path
        The ``.shp``.

    Returns
    -------
    Name of the encoding; empty if all texts are ASCII or there is no table.
    """
    table = next((p for e in (".dbf", ".DBF") if (p := path.with_suffix(e)).exists()), None)
    if table is None:
        return ""
    marks = [p.read_text("ascii", "replace") for e in (".cpg", ".CPG")
             if (p := path.with_suffix(e)).exists()]  # fmt: skip
    with table.open("rb") as file:
        head = file.read(32)
        if len(head) < 32:
            return ""
        rows, start, length = struct.unpack("<IHH", head[4:12])
        described = file.read(max(start - 32, 0))
        texts, spans, offset = [], [], 1
        for at in range(0, len(described) - 31, 32):
            field = described[at : at + 32]
            if field[0] == 0x0D:
                break
            texts.append(field[:11].split(b"\0")[0])
            if field[11:12] == b"C":
                spans.append((offset, offset + field[16]))
            offset += field[16]
        step = max(1, rows // _SAMPLED)
        for row in range(0, min(rows, 10_000_000), step):
            file.seek(start + row * length)
            record = file.read(length)
            if len(record) < length:
                break
            texts += [record[a:b].split(b"\0")[0].rstrip() for a, b in spans]
    declared = marks[0].strip() if marks else {0x4D: "gb18030"}.get(head[29], "")
    foreign = [text for text in texts if not text.isascii()]
    return guess_dbf_encoding(foreign, declared) if foreign else ""
