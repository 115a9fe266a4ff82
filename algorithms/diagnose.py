"""Diagnose: all three rungs, have it, good, right, in one run on one network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsWkbTypes,
)

from ..gis.i18n import tr
from .diagnosis_parameters import DiagnosisAlgorithm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..gis.diagnosis import Diagnosis
    from .base import Layer

ROLES = {
    "OUTPUT_UNITS": "rungs",
    "OUTPUT_MATRIX": "matrix",
    "OUTPUT_ACTIONS": "actions",
    "OUTPUT_GAPS": "gaps",
    "OUTPUT_FAIRNESS": "fairness",
    "OUTPUT_AREAS": "area_scores",
    "OUTPUT_SNAP": "snap",
}


class Diagnose(DiagnosisAlgorithm):
    """How far each home gets with each service, why no farther, and what to do."""

    ICON = "diagnose.svg"
    OUTPUT_UNITS = "OUTPUT_UNITS"
    OUTPUT_MATRIX = "OUTPUT_MATRIX"
    OUTPUT_ACTIONS = "OUTPUT_ACTIONS"
    OUTPUT_GAPS = "OUTPUT_GAPS"
    OUTPUT_FAIRNESS = "OUTPUT_FAIRNESS"
    OUTPUT_AREAS = "OUTPUT_AREAS"

    def name(self) -> str:
        """Return the stable id."""
        return "diagnose"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Diagnose")

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr(
            "diagnosis,have it good right,life circle,15-minute,rung,matrix,actions,priorities,"
            "fairness,Gini,standard"
        ).split(",")

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Answers three questions for every home and every service, each standing on the one "
            "before: have it (is one within the walk that the standard allows?), good (is what is "
            "reached enough, of good quality, open when needed, large enough?), right (is it what "
            "residents ask for?). The rung is how many of them hold, 0 to 3; where the next one is "
            "unknown it is a range up to the highest that is possible.\n\n"
            "Each home and service gets the first reason why it gets no farther, and what to do: "
            "open a gate, hasten what is planned, build; expand, upgrade, extend hours, enlarge; "
            "adapt, share; listen; check the data; keep. The matrix adds persons by neighbourhood "
            "and service: rungs 0 to 3, unknown and unheard make all of them. Actions are ranked "
            "by persons times need; what the standard requires comes first. The score of a home is "
            "the mean of its rungs over the services that the standard requires.\n\n"
            "Capacity, quality, hours, sizes, opinions and areas may be missing: what they would "
            "tell is then unknown, never a pass and never a fail."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        kinds = QgsProcessing.SourceType
        self.add_rungs()
        self.add_sinks(
            (
                (
                    self.OUTPUT_UNITS,
                    tr("Residents with their rungs"),
                    kinds.TypeVectorAnyGeometry,
                    tr("The residents with rung, reason and action for each service, and scores."),
                ),
                (
                    self.OUTPUT_MATRIX,
                    tr("Matrix"),
                    kinds.TypeVector,
                    tr("Persons by neighbourhood and service: rungs 0 to 3, unknown, unheard."),
                ),
                (
                    self.OUTPUT_ACTIONS,
                    tr("Actions"),
                    kinds.TypeVector,
                    tr("What to do, ranked by the persons it helps times their need."),
                ),
                (
                    self.OUTPUT_GAPS,
                    tr("Gaps"),
                    kinds.TypeVectorPolygon,
                    tr("Ground around homes without a service, by service, ranked by persons."),
                ),
                (
                    self.OUTPUT_FAIRNESS,
                    tr("Fairness"),
                    kinds.TypeVector,
                    tr("Gini, the worst-off tenth of persons and gaps between age groups."),
                ),
            )
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_AREAS,
                tr("Areas with their scores"),
                kinds.TypeVectorPolygon,
                optional=True,
            ),
            tr("The areas with scores and the action that helps most there."),
        )
        self.add_snap_output()
        self.add_stamp()

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, judge, write, report."""
        from ..gis.diagnosis import diagnose
        from ..gis.gap_drawing import GapDrawing
        from ..gis.responsive import without_collector
        from ..gis.sentences import told_in_sentences

        with without_collector(), GapDrawing() as drawing:
            with told_in_sentences():
                given = self.read_rungs(parameters, context, feedback)
                found = diagnose(*given, feedback, drawing)
            self.stop_if_cancelled(feedback)
            layers = self._layers(parameters, context, found)
            return self.write(parameters, context, feedback, layers, ROLES, found.stamp)

    def _layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext, found: Diagnosis
    ) -> Iterator[Layer]:
        from ..gis.diagnosis_result import DiagnosisResult
        from ..gis.fairness_result import FairnessResult
        from ..gis.snaps import snap_fields

        kinds, nowhere = QgsWkbTypes.Type, QgsCoordinateReferenceSystem()
        plane = found.coverage.given.tables.plane
        result, fairness = DiagnosisResult(found), FairnessResult(found)
        coverage = result.coverage
        homes = self.source(parameters, self.RESIDENTS, context)
        fields = result.unit_fields()
        yield self.OUTPUT_UNITS, fields, homes.wkbType(), homes.sourceCrs(), result.unit_rows()
        for name, fields, rows in (
            (self.OUTPUT_MATRIX, result.matrix_fields(), result.matrix_rows()),
            (self.OUTPUT_ACTIONS, result.action_fields(), result.action_rows()),
            (self.OUTPUT_FAIRNESS, fairness.fields(), fairness.rows()),
        ):
            yield name, fields, kinds.NoGeometry, nowhere, rows
        for name, fields, rows in (
            (self.OUTPUT_GAPS, coverage.gap_fields(), coverage.gap_rows()),
            (self.OUTPUT_AREAS, result.area_fields(), result.area_rows()),
        ):
            yield name, fields, kinds.MultiPolygon, plane, rows
        yield self.OUTPUT_SNAP, snap_fields(), kinds.LineString, plane, coverage.snap_rows()
