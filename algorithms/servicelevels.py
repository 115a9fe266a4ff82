"""Service levels: rung 2, is what people reach enough, good, open when needed, large enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterNumber,
)

from ..gis.i18n import tr
from .level_parameters import LevelAlgorithm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..gis.coverage_input import CoverageInput
    from ..gis.levels_result import LevelsResult
    from .base import Layer

ROLES = {"OUTPUT_UNITS": "levels", "OUTPUT_FACILITIES": "loads"}


class ServiceLevels(LevelAlgorithm):
    """How good each service is for each home."""

    ICON = "service_levels.svg"
    LIMIT = "LIMIT"
    OUTPUT_UNITS = "OUTPUT_UNITS"
    OUTPUT_FACILITIES = "OUTPUT_FACILITIES"

    def name(self) -> str:
        """Return the stable id."""
        return "servicelevels"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Service levels")

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr(
            "accessibility,2SFCA,E2SFCA,3SFCA,floating catchment,capacity,supply,demand,quality,"
            "opening hours,provision,load"
        ).split(",")

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Answers for every home and every service that it reaches within the limit: is it "
            "enough, good, open when needed, large enough?\n\n"
            "Enough: the capacity of each facility is shared among all persons of the target group "
            "who reach it (floating catchment), and what a home gets of all facilities in reach is "
            "compared with the standard's provision per 1,000 persons. Where the standard has "
            "none, the least loaded facility in reach must have no more demand than capacity. "
            "Open: in each period in which the service is needed, something in reach is open. "
            "Each answer is yes (1), no (0) or unknown (NULL).\n\n"
            "Covered but full is a class of its own in the field level. Facilities get the persons "
            "who share them (demand) and that over their capacity (load)."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        kinds = QgsProcessing.SourceType
        self.add_ground()
        self.add_homes_and_facilities()
        self.add_standard()
        self.add_levels()
        self.add(
            QgsProcessingParameterNumber(
                self.LIMIT,
                tr("Limit (metres or minutes, by the rule)"),
                QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=0.01,
            ),
            tr("Farthest walk for all services. Empty: the standard's."),
        )
        self.add_choices()
        self.add_placing()
        self.add_sinks(
            (
                (
                    self.OUTPUT_UNITS,
                    tr("Residents with their service levels"),
                    kinds.TypeVectorAnyGeometry,
                    tr("The residents with supply, choice, quality and the answers for each "
                       "service."),
                ),
                (
                    self.OUTPUT_FACILITIES,
                    tr("Facilities with their load"),
                    kinds.TypeVectorAnyGeometry,
                    tr("The facilities with the persons who share them and their load."),
                ),
            )
        )  # fmt: skip
        self.add_stamp()

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, judge, write, report."""
        from ..gis.coverage import judge_coverage, stamp_coverage
        from ..gis.levels import judge_all_levels, stop_when_cancelled
        from ..gis.levels_result import LevelsResult
        from ..gis.sentences import told_in_sentences

        with told_in_sentences():
            given = self._with_limit(
                self.read_input(parameters, context, feedback), parameters, context
            )
            coverage = judge_coverage(given, feedback, share=0.5)
            choices = self.level_choices(parameters, context)
            progress = stop_when_cancelled(feedback, 45, 90)
            levels = judge_all_levels(coverage, choices, feedback, progress)
        self.stop_if_cancelled(feedback)
        result = LevelsResult(coverage, levels, stamp_coverage(coverage))
        feedback.pushInfo(result.stamp)
        layers = self._layers(parameters, context, result)
        return self.write(parameters, context, feedback, layers, ROLES, result.stamp)

    def _with_limit(
        self, given: CoverageInput, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> CoverageInput:
        """Let one limit replace those of all services; limits of single services come first."""
        if not self.is_given(parameters, self.LIMIT):
            return given
        limit = self.parameterAsDouble(parameters, self.LIMIT, context)
        named = given.services or given.facilities.texts(given.service_field) or []
        every = {str(service).lower(): limit for service in named if service}
        return replace(given, own_limits=every | given.own_limits)

    def _layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext, result: LevelsResult
    ) -> Iterator[Layer]:
        homes = self.source(parameters, self.RESIDENTS, context)
        fields = result.unit_fields()
        yield self.OUTPUT_UNITS, fields, homes.wkbType(), homes.sourceCrs(), result.unit_rows()
        places = self.source(parameters, self.FACILITIES, context)
        fields = result.facility_fields()
        yield (
            self.OUTPUT_FACILITIES,
            fields,
            places.wkbType(),
            places.sourceCrs(),
            result.facility_rows(),
        )
