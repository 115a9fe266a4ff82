"""A folder that field apps such as QField open as it is: layers, forms, styles, locks."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsFieldConstraints,
    QgsMapThemeCollection,
    QgsProject,
    QgsReferencedRectangle,
    QgsVectorLayer,
)

from ..gis.attribute_forms import set_form
from ..gis.styles import style_result
from .field_layers import CONTEXT, OPINIONS, PHOTO, UUID, write_field_layers
from .loading.package import remove_package
from .reading.raw_table import SurveyError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsProcessingFeatureSource,
    )

    from ..gis.words import Words
    from .field_layers import FieldLayers

PACKAGE, PROJECT, PHOTOS = "field.gpkg", "field.qgs", "DCIM"
_PART = ".field_part"
_LOCKS = (
    "is_geometry_locked", "is_geometry_editing_locked", "is_feature_addition_locked",
    "is_feature_deletion_locked", "is_attribute_editing_locked",
)  # fmt: skip
"""What QField asks of a layer's properties, under the name of its plugin, before it edits it."""


def write_field_project(
    folder: Path,
    title: str,
    sources: Mapping[str, QgsProcessingFeatureSource],
    titles: Mapping[str, str],
    crs: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
    words: Words,
    with_photos: bool = True,
) -> FieldLayers:
    """Write a GeoPackage and a project beside it.

    Parameters
    ----------
    folder
        Made if it is not there; must not hold a field project.
    title
        Of the project.
    sources
        By role: opinions so far, if any, and layers to look at.
    titles
        What the layers are called, by role.
    crs
        CRS of the project and of all layers: a field app stores what it draws as it draws it.
    transforms
        The project's transformations.
    words
        The language.
    with_photos
        Whether opinions can have a photo.

    Returns
    -------
    What was written.

    Raises
    ------
    SurveyError
        If the folder holds a field project, whose answers would be lost, or cannot be written.
    """
    for name in (PACKAGE, PROJECT):
        if (folder / name).exists():
            raise SurveyError(
                "{folder} already holds {file}, perhaps with answers in it. Choose another folder.",
                folder=folder.name,
                file=name,
            )
    part = folder / _PART
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        told = write_field_layers(part / PACKAGE, sources, crs, transforms)
        _write_project(part, title, told, titles, crs, words, with_photos)
        if with_photos:
            (folder / PHOTOS).mkdir(exist_ok=True)
        for name in (PACKAGE, PROJECT):
            (part / name).replace(folder / name)
    except OSError as error:
        raise SurveyError(
            "{folder} cannot be written: {why}. Choose another folder.",
            folder=folder.name,
            why=error.strerror or error,
        ) from error
    finally:
        remove_package(part / PACKAGE)
        shutil.rmtree(part, ignore_errors=True)
    return told


def _write_project(
    folder: Path,
    title: str,
    told: FieldLayers,
    titles: Mapping[str, str],
    crs: QgsCoordinateReferenceSystem,
    words: Words,
    with_photos: bool,
) -> None:
    project = QgsProject()
    project.setTitle(title)
    project.setCrs(crs)
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    project.setFileName(str(folder / PROJECT))
    layers = []
    for role in (OPINIONS, *CONTEXT):
        if role not in told.counts:
            continue
        uri = f"{folder / PACKAGE}|layername={role}"
        layer = QgsVectorLayer(uri, titles.get(role, role), "ogr")
        style_result(layer, role, words=words)
        set_form(layer, role, words)
        if role == OPINIONS:
            _set_up_opinions(layer, words, with_photos)
        else:
            _lock(layer)
        project.addMapLayer(layer, False)
        project.layerTreeRoot().addLayer(layer).setExpanded(False)
        layers.append(layer)
    _set_up_project(project, layers, words)
    if not project.write():
        raise SurveyError("The project could not be written: {why}", why=project.error())
    # layers hold the GeoPackage open, which must be one whole file when it is moved
    project.clear()


def _set_up_opinions(layer: QgsVectorLayer, words: Words, with_photos: bool) -> None:
    fields = layer.fields()
    at = {name: fields.lookupField(name) for name in ("source", PHOTO, UUID)}
    constraint, hard = (
        QgsFieldConstraints.Constraint,
        QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard,
    )
    layer.setDefaultValueDefinition(at[UUID], QgsDefaultValue("uuid('WithoutBraces')"))
    for rule in (constraint.ConstraintUnique, constraint.ConstraintNotNull):
        layer.setFieldConstraint(at[UUID], rule, hard)
    collected = QgsExpression.quotedString(words.say("collected in the field"))
    layer.setDefaultValueDefinition(at["source"], QgsDefaultValue(collected))
    for name in (UUID, "source") if with_photos else (UUID, "source", PHOTO):
        layer.setEditorWidgetSetup(at[name], QgsEditorWidgetSetup("Hidden", {}))
    naming = {}
    if with_photos:
        naming[PHOTO] = (
            f"'{PHOTOS}/{OPINIONS}_' || format_date(now(),'yyyyMMddhhmmsszzz') || '.{{extension}}'"
        )
    for name in ("attachment_naming", "photo_naming"):
        layer.setCustomProperty(f"QFieldSync/{name}", json.dumps(naming))
    layer.setCustomProperty("QFieldSync/action", "copy")
    layer.setCustomProperty("QFieldSync/cloud_action", "offline")


def _lock(layer: QgsVectorLayer) -> None:
    """Let nobody change a layer that is there to be looked at."""
    layer.setReadOnly(True)
    layer.setCustomProperty("QFieldSync/action", "copy")
    layer.setCustomProperty("QFieldSync/cloud_action", "no_action")
    for name in _LOCKS:
        layer.setCustomProperty(f"QFieldSync/{name}", True)


def _set_up_project(project: QgsProject, layers: list[QgsVectorLayer], words: Words) -> None:
    project.writeEntry("qfieldsync", "/initialMapMode", "digitize")
    project.writeEntry("qfieldsync", "/initialActiveLayer", layers[0].id())
    project.writeEntry("qfieldsync", "/maximumImageWidthHeight", 1600)
    record = QgsMapThemeCollection.MapThemeRecord()
    records = []
    for layer in layers:
        shown = QgsMapThemeCollection.MapThemeLayerRecord(layer)
        shown.usingCurrentStyle = True
        shown.currentStyle = layer.styleManager().currentStyle()
        records.append(shown)
    record.setLayerRecords(records)
    theme = words.say("Field work")
    project.mapThemeCollection().insert(theme, record)
    project.writeEntry("qfieldsync", "/mapThemesActiveLayers", json.dumps({theme: layers[0].id()}))
    filled = [layer for layer in layers if layer.featureCount()]
    if filled:
        whole = filled[0].extent()
        for layer in filled[1:]:
            whole.combineExtentWith(layer.extent())
        whole.grow(0.05 * max(whole.width(), whole.height()))
        view = QgsReferencedRectangle(whole, project.crs())
        project.viewSettings().setDefaultViewExtent(view)
        project.viewSettings().setPresetFullExtent(view)
