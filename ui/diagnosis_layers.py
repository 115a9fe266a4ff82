"""The result layers of a diagnosis in the project and on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import QgsExpression, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QTime

from ..gis.feature_values import is_null
from ..gis.i18n import tr
from ..gis.stamp import note_stamp
from ..gis.styles import style_result
from .map_view import zoom_to
from .result_layers import take_results

if TYPE_CHECKING:
    from qgis.core import QgsFeature, QgsProcessingContext
    from qgis.gui import QgsMapCanvas

_ROLES = {
    "OUTPUT_GAPS": "gaps",
    "OUTPUT_UNITS": "rungs",
    "OUTPUT_AREAS": "area_scores",
    "OUTPUT_SNAP": "snap",
    "OUTPUT_MATRIX": "matrix",
    "OUTPUT_ACTIONS": "actions",
    "OUTPUT_FAIRNESS": "fairness",
}
"""Result layers from top to bottom."""
OUTPUTS = tuple(_ROLES)
_HIDDEN = ("snap", "gaps", "area_scores")


@dataclass(frozen=True)
class DiagnosisLayers:
    """The result layers of one run, by their ids: users may remove them at any time."""

    ids: dict[str, str]

    @classmethod
    def add(
        cls, results: dict[str, Any], context: QgsProcessingContext, standard: str
    ) -> DiagnosisLayers:
        """Move the results of a run into a group of the project.

        Parameters
        ----------
        results, context
            Of the run.
        standard
            Its title.
        """
        time = QTime.currentTime().toString("HH:mm")
        group = (
            QgsProject.instance()
            .layerTreeRoot()
            .insertGroup(
                0,
                tr("Life Circle: diagnosis ({time}, {standard})").format(
                    time=time, standard=standard
                ),
            )
        )
        ids = {}
        for role, layer in take_results(results, context, _ROLES, _titles()):
            note_stamp(layer, str(results.get("STAMP") or ""))
            node = group.addLayer(layer)
            node.setExpanded(role in ("gaps", "rungs"))
            # gaps of all services at once would cover the map; see show
            node.setItemVisibilityChecked(role not in _HIDDEN)
            ids[role] = layer.id()
        return cls(ids)

    def layer(self, role: str) -> QgsVectorLayer | None:
        """Return a result layer; None if it has left the project."""
        return QgsProject.instance().mapLayer(self.ids.get(role, ""))

    def features(self, role: str) -> list[QgsFeature]:
        """Return the rows of a result table; none if it has left the project."""
        layer = self.layer(role)
        return [] if layer is None else list(layer.getFeatures())

    def figures(self) -> str:
        """Write the district's score and how evenly it is shared, in one line."""
        found = {
            row["measure"]: row
            for row in self.features("fairness")
            if row["age_group"] == "all" and str(row["measure"]).startswith("score")
        }
        if len(found) < 2 or any(is_null(row["mean"]) for row in found.values()):
            return ""
        low, high = found["score_low"], found["score_high"]
        return tr(
            "Score {low} to {high} of 100; worst-off tenth {worst} to {best}; Gini {gini}."
        ).format(
            low=round(100 * low["mean"]),
            high=round(100 * high["mean"]),
            worst=round(100 * low["worst_tenth"]),
            best=round(100 * high["worst_tenth"]),
            gini=f"{low['gini']:.2f}",
        )

    def show(self, service: str | None) -> None:
        """Show one service on the map with its gaps; None: the scores, without gaps."""
        for role in ("gaps", "rungs"):
            layer = self.layer(role)
            if layer is not None:
                style_result(layer, role, service, describe=False)
        node = QgsProject.instance().layerTreeRoot().findLayer(self.ids.get("gaps", ""))
        if node is not None:
            node.setItemVisibilityChecked(service is not None)

    def select_homes(self, condition: str, canvas: QgsMapCanvas) -> int:
        """Select the homes that an expression holds for, and zoom to them; return how many."""
        homes = self.layer("rungs")
        if homes is None:
            return 0
        homes.selectByExpression(condition)
        found = homes.selectedFeatureCount()
        if found:
            zoom_to(canvas, homes.boundingBoxOfSelected(), homes.crs(), 1.6)
        return int(found)


def homes_of(service: str, area: str | None = None, reason: str = "", below: bool = False) -> str:
    """Write the expression for homes.

    Parameters
    ----------
    service
        Key of the service.
    area
        Only those of this neighbourhood.
    reason
        Only those with this reason.
    below
        Only those for which the service is not known to be good.
    """
    parts = []
    if area is not None:
        parts.append(f'"area" = {QgsExpression.quotedString(area)}')
    if reason:
        parts.append(f"\"{service}_reason\" = '{reason}'")
    if below:
        parts.append(f'"{service}_rung" < 2')
    return " AND ".join(parts) or "TRUE"


def _titles() -> dict[str, str]:
    return {
        "rungs": tr("Homes and their services"),
        "gaps": tr("Gaps"),
        "area_scores": tr("Scores of neighbourhoods"),
        "matrix": tr("Matrix: neighbourhoods and services"),
        "actions": tr("Actions"),
        "fairness": tr("Fairness"),
        "snap": tr("Ways to the street"),
    }
