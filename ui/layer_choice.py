"""The layer and field boxes of a dock: filled by name, remembered in the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsFieldProxyModel, QgsMapLayerProxyModel, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ..gis.i18n import tr
from .layer_roles import FIELD_ROLES, ROLES, guess_field, guess_layers
from .remembered import recall, remember

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox

_FILTERS = {
    Qgis.GeometryType.Point: QgsMapLayerProxyModel.Filter.PointLayer,
    Qgis.GeometryType.Line: QgsMapLayerProxyModel.Filter.LineLayer,
    Qgis.GeometryType.Polygon: QgsMapLayerProxyModel.Filter.PolygonLayer,
}


class LayerChoice(QObject):
    """Keeps the boxes of a dock in step with the project.

    Parameters
    ----------
    widgets
        Holder of a box for each role, under the role's key.
    section
        Where in the project the choice is remembered.
    """

    def __init__(self, widgets: QObject, section: str) -> None:
        super().__init__(widgets)
        self._section = section
        self._layers: dict[str, QgsMapLayerComboBox] = {
            role.key: getattr(widgets, role.key) for role in ROLES
        }
        self._fields: dict[str, QgsFieldComboBox] = {
            role.key: getattr(widgets, role.key) for role in FIELD_ROLES
        }
        for role in ROLES:
            self._set_up_layer_box(role)
        for role in FIELD_ROLES:
            self._set_up_field_box(role)
        project = QgsProject.instance()
        project.layersAdded.connect(self.fill)
        project.readProject.connect(self.restore)
        self.restore()

    def leave(self) -> None:
        """Listen to the project no more."""
        project = QgsProject.instance()
        project.layersAdded.disconnect(self.fill)
        project.readProject.disconnect(self.restore)

    def restore(self) -> None:
        """Take the layers and fields that the project remembers, guess the others."""
        for key, box in self._layers.items():
            layer = QgsProject.instance().mapLayer(recall(self._section, key) or "")
            box.setLayer(layer)
        self.fill()
        for key, box in self._fields.items():
            field = recall(self._section, key)
            if field and box.fields().lookupField(field) >= 0:
                box.setField(field)

    def fill(self) -> None:
        """Guess a layer for each box that is empty and was not emptied by the user."""
        # Set in code the boxes do not say so, except where the layer changes.
        unset = [
            role
            for role in ROLES
            if self._layers[role.key].currentLayer() is None
            and recall(self._section, role.key) != ""
        ]
        taken = {box.currentLayer().id() for box in self._layers.values() if box.currentLayer()}
        free = [
            layer
            for layer in QgsProject.instance().mapLayers().values()
            if isinstance(layer, QgsVectorLayer) and layer.id() not in taken
        ]
        for key, layer_id in guess_layers(free, unset).items():
            self._layers[key].setLayer(QgsProject.instance().mapLayer(layer_id))

    def choose(self, layers: Mapping[str, QgsVectorLayer]) -> None:
        """Set the boxes to these layers, by role, and remember them."""
        for key, box in self._layers.items():
            if key in layers:
                box.setLayer(layers[key])
        self.remember()

    def remember(self) -> None:
        """Keep the choice in the project."""
        chosen = {
            key: box.currentLayer().id() if box.currentLayer() else ""
            for key, box in self._layers.items()
        }
        remember(
            self._section,
            chosen | {key: box.currentField() for key, box in self._fields.items()},
        )

    def missing(self) -> str:
        """Say what still has to be chosen; empty if nothing."""
        asked = {
            "streets": tr("Choose the layer with the streets."),
            "residents": tr("Choose the layer with the residents."),
            "facilities": tr("Choose the layer with the facilities."),
            "population": tr("Choose the field with the number of residents."),
            "service": tr("Choose the field with the service of each facility."),
        }
        empty = {key for key, box in self._layers.items() if box.currentLayer() is None}
        empty |= {key for key, box in self._fields.items() if not box.currentField()}
        return next((text for key, text in asked.items() if key in empty), "")

    def parameters(self) -> dict[str, Any]:
        """Return the choice as parameters of the algorithm, as its dialog would give them."""
        values: dict[str, Any] = {}
        for role in ROLES:
            layer = self._layers[role.key].currentLayer()
            values[role.parameter] = layer.id() if layer else None
        for field in FIELD_ROLES:
            chosen = self._fields[field.key].currentField()
            values[field.parameter] = chosen or None
        return values

    def _set_up_layer_box(self, role) -> None:  # noqa: ANN001
        box = self._layers[role.key]
        filters = _FILTERS[role.shapes[0]]
        for shape in role.shapes[1:]:
            filters |= _FILTERS[shape]
        box.setFilters(filters)
        box.setAllowEmptyLayer(True, tr("Choose a layer") if role.required else tr("None"))
        box.setLayer(None)
        box.activated.connect(lambda _index: self.remember())

    def _set_up_field_box(self, role) -> None:  # noqa: ANN001
        box, layer_box = self._fields[role.key], self._layers[role.layer]
        kinds = QgsFieldProxyModel.Filter
        box.setFilters(kinds.Numeric if role.key == "population" else kinds.String | kinds.Int)
        box.setAllowEmptyFieldName(True)

        def follow(layer: QgsVectorLayer | None) -> None:
            box.setLayer(layer)
            box.setField(guess_field(box.fields().names(), role) if layer else "")

        layer_box.layerChanged.connect(follow)
        follow(layer_box.currentLayer())
        box.activated.connect(lambda _index: self.remember())
