"""The survey's GeoPackage: clean layers by role, and a table of what was not used."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...gis.compat import INTEGER, TEXT, make_field
from ...gis.crs import read_crs
from ...gis.geopackage.bulk_rows import write_rows
from ..reading.raw_table import SurveyError
from .kept_rows import divide, read_before
from .layer_content import SOURCE_HASH, SOURCE_ID, make_features

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .layer_content import LayerContent

REJECTS = "rejects"
_REJECT_FIELDS = ("layer", "source", "line", "column", "value", "reason", "effect", "taken")
_BLOCK = 20_000  # features in memory at a time


@dataclass
class LayerChange:
    """What loading changed in a layer: numbers of rows.

    Attributes
    ----------
    new, changed, gone, same
        Compared with what the package held before.
    """

    new: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0


def write_package(
    path: Path, contents: Sequence[LayerContent], go_on: Callable[[float], bool]
) -> dict[str, LayerChange]:
    """Write layers into a survey package, new or there already.

    A layer that is there already keeps its rows that the source says nothing new of, with what
    was edited in them, and rows that were added by hand.

    Parameters
    ----------
    path
        The GeoPackage.
    contents
        Layers to write.
    go_on
        Called with the share done, 0 to 1; False stops before anything is changed.

    Returns
    -------
    Changes by role.

    Raises
    ------
    SurveyError
        If the package cannot be written, or its layers differ too much from what is to come.
    """
    part = path.with_name(f".{path.stem}.part.gpkg")
    remove_package(part)
    old = {c.role: find_layer(path, c.role) for c in contents} if path.exists() else {}
    changes: dict[str, LayerChange] = {}
    try:
        fresh = [content for content in contents if old.get(content.role) is None]
        for number, content in enumerate(fresh):
            _write_layer(part, content, go_on, (number / len(contents), 1 / len(contents)))
            changes[content.role] = LayerChange(new=len(content.ids))
        if not path.exists():
            _write_rejects(part, contents, {}, new=True)
            part.replace(path)
            return changes
        for content in fresh:
            _copy_layer(part, path, content.role)
        for content in contents:
            layer = old.get(content.role)
            if layer is not None:
                changes[content.role] = _update_layer(layer, content)
        _write_rejects(path, contents, _read_rejects(path))
    except (OSError, sqlite3.Error) as error:
        raise SurveyError(
            "{file} cannot be written: {why}. Close it elsewhere, or choose another folder.",
            file=path.name,
            why=getattr(error, "strerror", None) or error,
        ) from error
    finally:
        old.clear()
        remove_package(part)
    return changes


def remove_package(path: Path) -> None:
    """Delete a GeoPackage and what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def find_layer(path: Path, name: str) -> QgsVectorLayer | None:
    """Open a layer of a package; None if it has none of that name."""
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    return layer if layer.isValid() else None


def _write_layer(
    path: Path, content: LayerContent, go_on: Callable[[float], bool], done: tuple[float, float]
) -> None:
    fields, kind = content.make_fields(), content.wkb_type()
    crs = read_crs(content.crs)
    _make_layer(path, content.role, fields, kind, crs)
    columns = [*(content.columns[name] for name, _ in content.fields), content.ids, content.hashes]
    several = QgsWkbTypes.isMultiType(kind)

    def still(share: float) -> bool:
        return go_on(done[0] + share * done[1])

    if not write_rows(path, content.role, columns, content.shapes, several, still):
        raise SurveyError("Stopped; nothing was written.")


def open_writer(
    path: Path,
    name: str,
    fields: QgsFields,
    kind: QgsWkbTypes.Type,
    crs: QgsCoordinateReferenceSystem,
) -> QgsVectorFileWriter:
    """Begin a layer of a GeoPackage, which is made if it is not there.

    Parameters
    ----------
    path, name
        The GeoPackage and the layer.
    fields, kind, crs
        What the layer is made of.

    Raises
    ------
    SurveyError
        If it cannot be written.
    """
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = name
    options.fileEncoding = "UTF-8"
    options.actionOnExistingFile = (
        QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        if path.exists()
        else QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteFile
    )
    writer = QgsVectorFileWriter.create(
        str(path), fields, kind, crs, QgsCoordinateTransformContext(), options
    )
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise SurveyError(
            "{file} cannot be written: {why}. Close it elsewhere, or choose another folder.",
            file=path.name,
            why=writer.errorMessage(),
        )
    return writer


def _make_layer(
    path: Path,
    name: str,
    fields: QgsFields,
    kind: QgsWkbTypes.Type,
    crs: QgsCoordinateReferenceSystem,
) -> None:
    """Make an empty layer with all that belongs to it."""
    del_at_once = open_writer(path, name, fields, kind, crs)
    del del_at_once  # closes the file


def _copy_layer(source: Path, target: Path, name: str) -> None:
    """Copy a layer into a package that others may have open, in one step."""
    from osgeo import gdal

    options = gdal.VectorTranslateOptions(accessMode="update", layers=[name], layerName=name)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        made = gdal.VectorTranslate(str(target), str(source), options=options)
        why = gdal.GetLastErrorMsg()
    except RuntimeError as error:  # where someone has switched GDAL's exceptions on
        made, why = None, str(error)
    finally:
        gdal.PopErrorHandler()
    if made is None:
        raise SurveyError("The layer {role} could not be written: {why}", role=name, why=why)
    del made


def _update_layer(layer: QgsVectorLayer, content: LayerContent) -> LayerChange:
    """Bring a layer up to date, in one step that is taken as a whole or not at all."""
    before = divide(_read_before(layer))
    target = read_crs(content.crs)
    if layer.crs() != target:
        raise SurveyError(
            "The layer {role} of the package is in {there}, what comes is in {here}. Load into "
            "another package, or choose the CRS {there}.",
            role=content.role,
            there=layer.crs().authid(),
            here=target.authid(),
        )
    rows = divide(zip(content.ids, count()))
    try:
        return _change_layer(layer, content, rows, before)
    finally:
        # one after the other: to free a million keys at once takes long
        for part in (*rows, *before):
            part.clear()


def _change_layer(
    layer: QgsVectorLayer,
    content: LayerContent,
    rows: list[dict[str, int]],
    before: list[dict[str, tuple[int, str]]],
) -> LayerChange:
    gone, changed, fresh = [], [], []
    for come, known in zip(rows, before, strict=True):
        gone += [fid for name, (fid, content_hash) in known.items()
                 if name not in come and content_hash]  # fmt: skip
        changed += [(row, known[name][0]) for name, row in come.items()
                    if name in known and known[name][1] != content.hashes[row]]  # fmt: skip
        fresh += [row for name, row in come.items() if name not in known]
    changed.sort()
    fresh.sort()
    change = LayerChange(new=len(fresh), gone=len(gone), changed=len(changed))
    change.same = len(content.ids) - change.new - change.changed
    if not (change.new or change.changed or change.gone):
        return change
    if not layer.startEditing():
        raise SurveyError(
            "The layer {role} of the package cannot be edited. Close it elsewhere.",
            role=content.role,
        )
    fields = content.make_fields()
    for item in fields:
        if layer.fields().lookupField(item.name()) < 0:
            layer.addAttribute(QgsField(item))
    layer.updateFields()
    places = [layer.fields().lookupField(name) for name in fields.names()]
    made_anew = make_features(content, fields, [row for row, _ in changed])
    for (_, fid), feature in zip(changed, made_anew, strict=True):
        values = feature.attributes()
        layer.changeAttributeValues(fid, dict(zip(places, values, strict=True)))
        layer.changeGeometry(fid, feature.geometry(), True)
    added = []
    for feature in make_features(content, fields, fresh):
        made = QgsFeature(layer.fields())
        for place, value in zip(places, feature.attributes(), strict=True):
            made.setAttribute(place, value)
        made.setGeometry(feature.geometry())
        added.append(made)
    layer.addFeatures(added)
    layer.deleteFeatures(gone)
    if not layer.commitChanges():
        why = "; ".join(layer.commitErrors())
        layer.rollBack()
        raise SurveyError(
            "The layer {role} could not be written: {why}", role=content.role, why=why
        )
    return change


def _read_before(layer: QgsVectorLayer) -> Iterable[tuple[str, tuple[int, str]]]:
    names = layer.fields().names()
    if SOURCE_ID not in names or SOURCE_HASH not in names:
        return ()
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    return read_before(Path(parts["path"]), parts["layerName"])


def _read_rejects(path: Path) -> dict[str, list[list[Any]]]:
    layer = find_layer(path, REJECTS)
    found: dict[str, list[list[Any]]] = {}
    for feature in layer.getFeatures() if layer is not None else ():
        values = [feature[name] for name in _REJECT_FIELDS]
        found.setdefault(str(values[0]), []).append(values)
    return found


def _write_rejects(
    path: Path,
    contents: Sequence[LayerContent],
    before: dict[str, list[list[Any]]],
    new: bool = False,
) -> None:
    for content in contents:
        before[content.role] = [
            [content.role, content.source, r.line, r.column, r.value, r.reason, r.effect, r.taken]
            for r in content.rejects
        ]
    rows = [row for layer in before.values() for row in layer]
    fields = QgsFields()
    for name in _REJECT_FIELDS:
        fields.append(make_field(name, INTEGER if name == "line" else TEXT))
    nowhere = QgsCoordinateReferenceSystem()
    if new:
        _make_layer(path, REJECTS, fields, QgsWkbTypes.Type.NoGeometry, nowhere)
        columns = list(zip(*rows, strict=True)) or [()] * len(_REJECT_FIELDS)
        write_rows(path, REJECTS, columns, None)
        return
    writer = open_writer(path, REJECTS, fields, QgsWkbTypes.Type.NoGeometry, nowhere)
    for start in range(0, len(rows), _BLOCK):
        block = []
        for values in rows[start : start + _BLOCK]:
            feature = QgsFeature(fields)
            feature.setAttributes(values)
            block.append(feature)
        writer.addFeatures(block, QgsFeatureSink.Flag.FastInsert)
    del writer
