"""The walks of the point explained last, in a group of the project that each click replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsFeatureRequest, QgsProject, QgsVectorLayer

from ..gis.feature_values import is_null
from ..gis.i18n import tr
from .result_layers import take_results

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext
    from qgis.gui import QgsMapCanvas

_OUTPUTS = {"OUTPUT_ROUTES": "explained", "OUTPUT_TABLE": "table"}
_GROUP = "lifecircle/explained"


class ExplanationLayers:
    """The result layers of the last explanation."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def replace(self, results: dict[str, Any], context: QgsProcessingContext) -> None:
        """Take the layers of the last explanation away and add those of this one."""
        self.remove()
        root = QgsProject.instance().layerTreeRoot()
        group = root.insertGroup(0, tr("Life Circle: explained point"))
        group.setCustomProperty(_GROUP, True)
        titles = {"explained": tr("Explained walks"), "table": tr("Explanation")}
        for role, layer in take_results(results, context, _OUTPUTS, titles):
            group.addLayer(layer)
            self._ids[role] = layer.id()

    def remove(self) -> None:
        """Take the layers out of the project."""
        project = QgsProject.instance()
        project.removeMapLayers([i for i in self._ids.values() if project.mapLayer(i)])
        self._ids = {}
        root = project.layerTreeRoot()
        for group in root.findGroups():
            if group.customProperty(_GROUP) and not group.findLayers():
                root.removeChildNode(group)

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows of the table, None for NULL."""
        table = self._layer("table")
        if table is None:
            return []
        names = table.fields().names()
        return [
            {
                name: None if is_null(value) else value
                for name, value in zip(names, feature.attributes(), strict=True)
            }
            for feature in table.getFeatures()
        ]

    def flash(self, service: str, canvas: QgsMapCanvas) -> None:
        """Flash the walks to a service on the map."""
        routes = self._layer("explained")
        if routes is None:
            return
        request = QgsFeatureRequest().setFilterExpression(f"\"service\" = '{service}'")
        shapes = [feature.geometry() for feature in routes.getFeatures(request)]
        if shapes:
            canvas.flashGeometries(shapes, routes.crs())

    def _layer(self, role: str) -> QgsVectorLayer | None:
        return QgsProject.instance().mapLayer(self._ids.get(role, ""))
