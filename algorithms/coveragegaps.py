"""Coverage gaps: rung 1, is a service within the walk that the standard allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..gis.i18n import tr
from .judging_parameters import JudgingAlgorithm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..gis.coverage_result import CoverageResult
    from .base import Layer

ROLES = {
    "OUTPUT_UNITS": "units",
    "OUTPUT_GAPS": "gaps",
    "OUTPUT_TABLE": "table",
    "OUTPUT_SNAP": "snap",
}


class CoverageGaps(JudgingAlgorithm):
    """Who has each service within the standard's walk, and where the gaps are."""

    ICON = "coverage_gaps.svg"
    OUTPUT_UNITS = "OUTPUT_UNITS"
    OUTPUT_GAPS = "OUTPUT_GAPS"
    OUTPUT_TABLE = "OUTPUT_TABLE"

    def name(self) -> str:
        """Return the stable id."""
        return "coveragegaps"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Coverage gaps")

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr("coverage,gap,service,standard,15-minute,life circle,accessibility,walk").split(
            ","
        )

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Answers for every home and every service: is one within the walk that the standard "
            "allows?\n\n"
            "Each home is decided by its own walk: from the home, or the gates of its compound, "
            "straight to the street, along streets, and straight to the facility. There are three "
            "answers: yes (1), no (0), and cannot tell (NULL) where the street data ends within "
            "the limit or the standard gives none. Persons are those of the service's target "
            "group; where a field for the group is missing, their number is unknown. Covered, "
            "unserved, cannot tell and unplaced persons add up to all of them.\n\n"
            "Gaps are the ground around homes without the service, divided into parts that one "
            "new facility might serve, ranked by persons. Limits that were not checked against "
            "the printed standard are marked in to_check."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        kinds = QgsProcessing.SourceType
        self.add_ground()
        self.add_homes_and_facilities()
        self.add_standard()
        self.add_choices()
        self.add_reach()
        self.add_placing()
        self.add_sinks(
            (
                (
                    self.OUTPUT_UNITS,
                    tr("Residents with their services"),
                    kinds.TypeVectorAnyGeometry,
                    tr("The residents with metres, minutes and the answer for each service."),
                ),
                (
                    self.OUTPUT_GAPS,
                    tr("Gaps"),
                    kinds.TypeVectorPolygon,
                    tr("Ground around homes without a service, by service, ranked by persons."),
                ),
                (
                    self.OUTPUT_TABLE,
                    tr("Coverage table"),
                    kinds.TypeVector,
                    tr("Persons by area and service."),
                ),
            )
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
        from ..gis.coverage import compute_coverage
        from ..gis.gap_drawing import GapDrawing
        from ..gis.sentences import told_in_sentences

        with GapDrawing() as drawing:
            with told_in_sentences():
                given = self.read_input(parameters, context, feedback)
                result = compute_coverage(given, feedback, drawing)
            self.stop_if_cancelled(feedback)
            layers = self._layers(parameters, context, result)
            return self.write(parameters, context, feedback, layers, ROLES, result.stamp)

    def _layers(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        result: CoverageResult,
    ) -> Iterator[Layer]:
        from ..gis.snaps import snap_fields

        kinds, plane = QgsWkbTypes.Type, result.plane
        homes = self.source(parameters, self.RESIDENTS, context)
        yield (
            self.OUTPUT_UNITS,
            result.unit_fields(),
            homes.wkbType(),
            homes.sourceCrs(),
            result.unit_rows(),
        )
        gaps = result.gap_fields()
        yield self.OUTPUT_GAPS, gaps, kinds.MultiPolygon, plane, result.gap_rows()
        nowhere = QgsCoordinateReferenceSystem()
        table = result.table_fields()
        yield self.OUTPUT_TABLE, table, kinds.NoGeometry, nowhere, result.table_rows()
        yield self.OUTPUT_SNAP, snap_fields(), kinds.LineString, plane, result.snap_rows()
