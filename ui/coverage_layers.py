"""The result layers of a coverage run in the project and on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeatureRequest,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QTime

from ..gis.i18n import tr
from ..gis.styles import style_result
from .layer_roles import RESULT_PROPERTY
from .map_view import zoom_to

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext
    from qgis.gui import QgsMapCanvas

_ROLES = {
    "OUTPUT_GAPS": "gaps",
    "OUTPUT_UNITS": "units",
    "OUTPUT_SNAP": "snap",
    "OUTPUT_TABLE": "table",
}
"""Result layers from top to bottom."""


@dataclass(frozen=True)
class CoverageLayers:
    """The result layers of one run, by their ids: users may remove them at any time."""

    ids: dict[str, str]

    @classmethod
    def add(
        cls, results: dict[str, Any], context: QgsProcessingContext, standard: str
    ) -> CoverageLayers:
        """Move the results of a run into a group of the project.

        Parameters
        ----------
        results, context
            Of the run.
        standard
            Its title.
        """
        time = QTime.currentTime().toString("HH:mm")
        project = QgsProject.instance()
        group = project.layerTreeRoot().insertGroup(
            0,
            tr("Life Circle: coverage gaps ({time}, {standard})").format(
                time=time, standard=standard
            ),
        )
        ids = {}
        for output, role in _ROLES.items():
            layer = QgsProcessingUtils.mapLayerFromString(results.get(output) or "", context)
            if layer is None:
                continue
            layer = context.takeResultLayer(layer.id()) or layer
            layer.setName(_title(role))
            layer.setCustomProperty(RESULT_PROPERTY, role)
            metadata = layer.metadata()
            metadata.setAbstract(str(results.get("STAMP") or ""))
            layer.setMetadata(metadata)
            style_result(layer, role)
            project.addMapLayer(layer, False)
            node = group.addLayer(layer)
            node.setExpanded(role in ("gaps", "units"))
            # gaps of all services at once would cover the map; see show
            node.setItemVisibilityChecked(role not in ("snap", "gaps"))
            ids[role] = layer.id()
        return cls(ids)

    def layer(self, role: str) -> QgsVectorLayer | None:
        """Return a result layer; None if it has left the project."""
        return QgsProject.instance().mapLayer(self.ids.get(role, ""))

    def show(self, service: str | None) -> None:
        """Show one service on the map with its gaps; None: all together, without gaps."""
        node = QgsProject.instance().layerTreeRoot().findLayer(self.ids.get("gaps", ""))
        if node is not None:
            node.setItemVisibilityChecked(service is not None)
        for role in ("gaps", "units"):
            layer = self.layer(role)
            if layer is not None:
                style_result(layer, role, service)
        node = QgsProject.instance().layerTreeRoot().findLayer(self.ids.get("gaps", ""))
        if node is not None:
            node.setItemVisibilityChecked(service is not None)

    def zoom_to_worst_gap(self, service: str, canvas: QgsMapCanvas) -> bool:
        """Zoom to the gap of a service with most persons; False if it has none."""
        gaps = self.layer("gaps")
        if gaps is None:
            return False
        request = QgsFeatureRequest().setFilterExpression(f"\"service\" = '{service}'")
        request.addOrderBy("service_rank")
        request.setLimit(1)
        worst = next(gaps.getFeatures(request), None)
        if worst is None:
            return False
        zoom_to(canvas, worst.geometry().boundingBox(), gaps.crs(), 2.5)
        canvas.flashGeometries([worst.geometry()], gaps.crs())
        return True


def _title(role: str) -> str:
    return {
        "units": tr("Homes and their services"),
        "gaps": tr("Gaps"),
        "table": tr("Coverage table"),
        "snap": tr("Ways to the street"),
    }[role]
