"""Explain: one point, everything about it, service by service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterPoint,
    QgsWkbTypes,
)

from ..gis.i18n import tr
from .diagnosis_parameters import DiagnosisAlgorithm

if TYPE_CHECKING:
    import shapely

    from ..gis.coverage_input import CoverageInput

ROLES = {"OUTPUT_ROUTES": "explained", "OUTPUT_TABLE": "table"}


class Explain(DiagnosisAlgorithm):
    """The walks of one point and why it gets no farther with each service."""

    ICON = "explain.svg"
    POINT = "POINT"
    OUTPUT_ROUTES = "OUTPUT_ROUTES"
    OUTPUT_TABLE = "OUTPUT_TABLE"

    def name(self) -> str:
        """Return the stable id."""
        return "explain"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Explain a point")

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr("explain,why,click,point,home,route,walk,reason,rung").split(",")

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Explains one point on the map, service by service: the walk to the facility that "
            "decides, as a line with its metres and minutes; the limit; whether it has the "
            "service and why not (too far and by how much, behind a wall, planned, cannot tell); "
            "each criterion of good with the value behind it; what residents say around it; the "
            "rung, the reason, the action; and a sentence that says so.\n\n"
            "A point in a home, or up to 2 m from a home given as a point, is explained as that "
            "home: the values are those that Diagnose gives it. Any other point is taken as a home "
            "in which nobody lives. Behind a wall, the walk as it would be without walls is drawn "
            "too; of what is planned, the walk to it."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        kinds = QgsProcessing.SourceType
        self.add(
            QgsProcessingParameterPoint(self.POINT, tr("Point")),
            tr("What is explained: a home, or anywhere. In any CRS."),
        )
        self.add_rungs()
        self.add_sinks(
            (
                (
                    self.OUTPUT_ROUTES,
                    tr("Explained walks"),
                    kinds.TypeVectorLine,
                    tr("The walk to each service; also without walls, and to what is planned."),
                ),
                (
                    self.OUTPUT_TABLE,
                    tr("Explanation"),
                    kinds.TypeVector,
                    tr("One row for each service, with a sentence in the field why."),
                ),
            )
        )
        self.add_stamp()

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, explain, write, report."""
        from ..gis.explanation import explain_point
        from ..gis.explanation_result import ExplanationResult
        from ..gis.sentences import told_in_sentences

        with told_in_sentences():
            asked = self.read_rungs(parameters, context, feedback)
            point = self._point(parameters, asked.given, context)
            explained = explain_point(point, *asked, feedback)
        self.stop_if_cancelled(feedback)
        result = ExplanationResult(explained, asked.level_choices.least_quality)
        kinds, plane = QgsWkbTypes.Type, asked.given.tables.plane
        layers = (
            (
                self.OUTPUT_ROUTES,
                result.route_fields(),
                kinds.LineString,
                plane,
                result.route_rows(),
            ),
            (
                self.OUTPUT_TABLE,
                result.table_fields(),
                kinds.NoGeometry,
                QgsCoordinateReferenceSystem(),
                result.table_rows(),
            ),
        )
        return self.write(parameters, context, feedback, layers, ROLES, explained.found.stamp)

    def _point(
        self, parameters: dict[str, Any], given: CoverageInput, context: QgsProcessingContext
    ) -> shapely.Point:
        from ..gis.explained_place import point_on_plane

        # QGIS itself would take a point without a CRS for one on the plane
        point = self.parameterAsPoint(parameters, self.POINT, context)
        crs = self.parameterAsPointCrs(parameters, self.POINT, context)
        return point_on_plane(point, crs, given.tables.plane, context.transformContext())
