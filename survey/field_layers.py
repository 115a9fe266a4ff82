"""The layers that go into the field: opinions to fill in, and what surrounds them to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from qgis.core import (
    NULL,
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsWkbTypes,
)

from .loading.layer_content import SOURCE_ID, make_fields
from .loading.package import open_writer
from .matching.roles import list_roles
from .personal_data import clean_text, find_personal_columns
from .reading.raw_table import SurveyError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsProcessingFeatureSource,
    )

OPINIONS = "opinions"
PHOTO, UUID = "photo", "uuid"
CONTEXT = ("facilities", "gates", "barriers", "residents", "streets", "areas")
"""Layers to look at, from top to bottom."""
_ABOUT_PEOPLE = ("population", "households", "pop_")
_SAMPLED = 300


@dataclass
class FieldLayers:
    """What was written.

    Attributes
    ----------
    counts
        Number of rows by layer.
    without_place
        Number of rows left out by layer, as they have no place or none in the CRS.
    personal
        Fields left out by layer, as they hold personal data.
    cleaned
        Number of opinions out of whose text personal data were taken.
    """

    counts: dict[str, int] = field(default_factory=dict)
    without_place: dict[str, int] = field(default_factory=dict)
    personal: dict[str, list[str]] = field(default_factory=dict)
    cleaned: int = 0


def write_field_layers(
    path: Path,
    sources: Mapping[str, QgsProcessingFeatureSource],
    crs: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
) -> FieldLayers:
    """Write the GeoPackage that goes into the field.

    Parameters
    ----------
    path
        File to write.
    sources
        By role: opinions so far, which may be missing, and layers to look at.
    crs
        CRS of all layers written.
    transforms
        The project's transformations.

    Raises
    ------
    SurveyError
        If opinions have no service, a source has no CRS, or the file cannot be written.
    """
    told = FieldLayers()
    for role, source in sources.items():
        if not source.sourceCrs().isValid():
            raise SurveyError(
                "The layer {layer} has no CRS. Set it in the layer's properties.",
                layer=source.sourceName() or role,
            )
    # the first layer of the package: what asks for no layer by name gets the opinions
    _write_opinions(path, sources.get(OPINIONS), crs, transforms, told)
    for role in CONTEXT:
        if role in sources:
            _write_context(path, role, sources[role], crs, transforms, told)
    return told


def opinion_fields() -> QgsFields:
    """Return the fields of opinions in the field."""
    named = []
    for spec in list_roles()[OPINIONS].fields:
        named.append((spec.name, spec.kind.partition(":")[0]))
        if spec.name == "text":
            named.append((PHOTO, "text"))
    return make_fields([*named, (UUID, "text")])


def _write_opinions(
    path: Path,
    source: QgsProcessingFeatureSource | None,
    crs: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
    told: FieldLayers,
) -> None:
    fields = opinion_fields()
    if source is not None and source.fields().lookupField("service") < 0:
        raise SurveyError(
            "The opinions {layer} have no field service. Load them with the Survey dock first.",
            layer=source.sourceName(),
        )
    writer = open_writer(path, OPINIONS, fields, QgsWkbTypes.Type.Point, crs)
    made = []
    seen: set[str] = set()
    for feature in _moved(source, OPINIONS, crs, transforms, told):
        values = _values(feature, fields.names())
        text = values["text"]
        values["text"], removed = clean_text(str(text)) if text is not None else (None, 0)
        told.cleaned += removed > 0
        given = _values(feature, [UUID, SOURCE_ID])
        name = str(given[UUID] or given[SOURCE_ID] or "")
        values[UUID] = name if name and name not in seen else str(uuid4())
        seen.add(values[UUID])
        geometry = feature.geometry()
        geometry.convertToSingleType()
        made.append(_make(fields, list(values.values()), geometry))
    _add(writer, made, OPINIONS)
    told.counts[OPINIONS] = len(made)


def _write_context(
    path: Path,
    role: str,
    source: QgsProcessingFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
    told: FieldLayers,
) -> None:
    features = list(_moved(source, role, crs, transforms, told))
    known = [spec.name for spec in list_roles()[role].fields]
    names = [name for name in source.fields().names() if name in known]
    step = max(1, len(features) // _SAMPLED)
    some = [_values(feature, names) for feature in features[::step]]
    personal = find_personal_columns({name: [row[name] for row in some] for name in names}, role)
    told.personal[role] = sorted(personal)
    kept = [
        name for name in names
        if name not in personal and not name.startswith(_ABOUT_PEOPLE)
    ]  # fmt: skip
    fields = QgsFields()
    for name in kept:
        fields.append(source.fields().field(name))
    kind = QgsWkbTypes.dropZ(QgsWkbTypes.dropM(source.wkbType()))
    several = Qgis.GeometryType.Point != QgsWkbTypes.geometryType(kind)
    kind = QgsWkbTypes.multiType(kind) if several else kind
    writer = open_writer(path, role, fields, kind, crs)
    made = []
    for feature in features:
        geometry = feature.geometry()
        geometry.get().dropZValue()
        geometry.get().dropMValue()
        if several:
            geometry.convertToMultiType()
        made.append(_make(fields, list(_values(feature, kept).values()), geometry))
    _add(writer, made, role)
    told.counts[role] = len(made)


def _moved(
    source: QgsProcessingFeatureSource | None,
    role: str,
    crs: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
    told: FieldLayers,
) -> Iterator[QgsFeature]:
    """Give the features of a source in the CRS wanted; those without a place are counted."""
    if source is None:
        return
    there = QgsCoordinateTransform(source.sourceCrs(), crs, transforms)
    told.without_place[role] = 0
    for feature in source.getFeatures():
        geometry = feature.geometry()
        try:
            lost = geometry.isEmpty() or geometry.transform(there) != Qgis.GeometryOperationResult(
                0
            )
        except QgsCsException:
            lost = True
        if lost:
            told.without_place[role] += 1
            continue
        feature.setGeometry(geometry)
        yield feature


def _values(feature: QgsFeature, names: list[str]) -> dict[str, Any]:
    """Return the values of fields, None for NULL and for fields that are not there."""
    found = {}
    for name in names:
        at = feature.fieldNameIndex(name)
        value = feature.attribute(at) if at >= 0 else None
        found[name] = None if value == NULL else value
    return found


def _make(fields: QgsFields, values: list[Any], geometry: Any) -> QgsFeature:
    feature = QgsFeature(fields)
    feature.setAttributes(values)
    feature.setGeometry(geometry)
    return feature


def _add(writer: Any, features: list[QgsFeature], role: str) -> None:
    if features and not writer.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
        raise SurveyError(
            "The layer {role} could not be written: {why}", role=role, why=writer.errorMessage()
        )
