"""Opinions that a planner enters on the map: the layer that takes them, and one opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsVectorLayerUtils,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate

from ..gis.i18n import tr
from .loading.layer_content import SOURCE_HASH, SOURCE_ID, make_fields
from .loading.package import find_layer, open_writer
from .matching.roles import list_roles
from .personal_data import clean_text
from .reading.raw_table import SurveyError

if TYPE_CHECKING:
    from pathlib import Path

    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsPointXY,
        QgsVectorLayer,
    )

OPINIONS = "opinions"
_LIKE_THEM = ("streets", "residents", "facilities", "areas")


def make_opinion_layer(package: Path, crs: QgsCoordinateReferenceSystem) -> bool:
    """Make a layer of opinions in a package that has none.

    Parameters
    ----------
    package
        The survey's GeoPackage, which is made if it is not there.
    crs
        CRS to take if the package has no layer whose CRS could be taken.

    Returns
    -------
    Whether it was made; not if it is there already.

    Raises
    ------
    SurveyError
        If the package cannot be written.
    """
    if package.exists():
        if find_layer(package, OPINIONS) is not None:
            return False
        others = (find_layer(package, name) for name in _LIKE_THEM)
        crs = next((layer.crs() for layer in others if layer is not None), crs)
    named = [(spec.name, spec.kind.partition(":")[0]) for spec in list_roles()[OPINIONS].fields]
    fields = make_fields([*named, (SOURCE_ID, "text"), (SOURCE_HASH, "text")])
    writer = open_writer(package, OPINIONS, fields, QgsWkbTypes.Type.Point, crs)
    del writer
    return True


def place_opinion(
    point: QgsPointXY,
    crs: QgsCoordinateReferenceSystem,
    layer: QgsVectorLayer,
    transforms: QgsCoordinateTransformContext,
) -> QgsGeometry:
    """Bring a point of the map into a layer's CRS.

    Parameters
    ----------
    point, crs
        The place, and the CRS that it is in.
    layer
        The opinions.
    transforms
        The project's transformations.

    Raises
    ------
    SurveyError
        If one of the CRS is not known, or the place cannot be brought from one to the other.
    """
    if not crs.isValid():
        raise SurveyError("The map has no CRS. Choose one in the project's properties.")
    if not layer.crs().isValid():
        raise SurveyError(
            "The layer {layer} has no CRS. Set it in the layer's properties.", layer=layer.name()
        )
    geometry = QgsGeometry.fromPointXY(point)
    try:
        geometry.transform(QgsCoordinateTransform(crs, layer.crs(), transforms))
    except QgsCsException:
        geometry = QgsGeometry()
    if geometry.isEmpty():
        raise SurveyError(
            "The place lies outside of what the CRS {crs} of the opinions can tell. Click nearer "
            "to the survey.",
            crs=layer.crs().authid(),
        )
    if QgsWkbTypes.isMultiType(layer.wkbType()):
        geometry.convertToMultiType()
    return geometry


def add_opinion(layer: QgsVectorLayer, geometry: QgsGeometry, values: dict[str, Any]) -> int:
    """Add an opinion to a layer that is being edited, as one step that can be undone.

    Parameters
    ----------
    layer
        The opinions.
    geometry
        The place, in the layer's CRS.
    values
        By field; texts are cleaned of personal data. Fields that the layer does not have are
        passed over.

    Returns
    -------
    How many pieces of personal data were taken out of the text.

    Raises
    ------
    SurveyError
        If there is no service, or the layer cannot take it.
    """
    fields = layer.fields()
    if fields.lookupField("service") < 0:
        raise SurveyError(
            "The opinions {layer} have no field service. Load them with the Survey dock first.",
            layer=layer.name(),
        )
    if not values.get("service"):
        raise SurveyError("An opinion needs a service. Choose one.")
    if not layer.isEditable() and not layer.startEditing():
        raise SurveyError(
            "The layer {layer} cannot be edited. Check that its file can be written and that the "
            "layer is not set to read-only.",
            layer=layer.name(),
        )
    text, removed = clean_text(values.get("text") or "")
    whole = values | {
        "text": text or None,
        "answered_on": QDate.currentDate(),
        "source": tr("collected in QGIS"),
        # nobody else makes such an id, and no source: a later load lets the row stay
        SOURCE_ID: f"qgis-{uuid4()}",
    }
    taken = {
        fields.lookupField(name): value
        for name, value in whole.items()
        if fields.lookupField(name) >= 0
    }
    feature: QgsFeature = QgsVectorLayerUtils.createFeature(layer, geometry, taken)
    layer.beginEditCommand(tr("Add opinion"))
    if not layer.addFeature(feature):
        layer.destroyEditCommand()
        raise SurveyError(
            "The layer {layer} did not take the opinion: {why}",
            layer=layer.name(),
            why="; ".join(layer.commitErrors()) or "?",
        )
    layer.endEditCommand()
    return removed
