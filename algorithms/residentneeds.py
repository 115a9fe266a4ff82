"""Resident needs: rung 3, is what there is what residents ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..gis.i18n import tr
from .judging_parameters import JudgingAlgorithm
from .need_parameters import NeedParameters, make_optional

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..gis.coverage import Coverage
    from ..gis.hot_spots import SpotLayer
    from ..gis.needs import Voices
    from .base import Layer

ROLES = {
    "OUTPUT_UNITS": "needs",
    "OUTPUT_TABLE": "table",
    "OUTPUT_HOTSPOTS": "hotspots",
    "OUTPUT_UNHEARD": "unheard",
}


class ResidentNeeds(NeedParameters, JudgingAlgorithm):
    """What residents say of each service, around each home and by area."""

    ICON = "resident_needs.svg"
    NEIGHBOURHOOD = "NEIGHBOURHOOD"
    LEAST_ANSWERS = "LEAST_ANSWERS"
    SEED = "SEED"
    OUTPUT_UNITS = "OUTPUT_UNITS"
    OUTPUT_TABLE = "OUTPUT_TABLE"
    OUTPUT_HOTSPOTS = "OUTPUT_HOTSPOTS"
    OUTPUT_UNHEARD = "OUTPUT_UNHEARD"

    def name(self) -> str:
        """Return the stable id."""
        return "residentneeds"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Resident needs")

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr(
            "opinions,survey,importance,satisfaction,importance-performance,hot spots,Gi*,needs,"
            "participation,unheard"
        ).split(",")

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Tells what residents say of each service around each home: answers within a walk of "
            "15 minutes count, nearer ones more, one of each respondent. Means of few answers are "
            "drawn toward the district's. With fewer than five effective answers a home is "
            "unheard; else importance and satisfaction put it into one of four states: concentrate "
            "here, content, low priority, possible overkill. Where the 95 % interval crosses a cut "
            "the state is marked uncertain.\n\n"
            "With facilities, what is said is held against what there is: who complains uncovered, "
            "who complains though covered, who is silent and uncovered, who is content. Hot spots "
            "of need are found by Gi* with permutations and control of false discoveries. Unheard "
            "tells which places and age groups said little, and how many more answers would settle "
            "it."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        kinds = QgsProcessing.SourceType
        self.add_ground()
        self.add_homes_and_facilities()
        make_optional(self.parameterDefinition(self.FACILITIES))
        make_optional(self.parameterDefinition(self.SERVICE_FIELD))
        self.add_opinions(optional=False)
        self.add_standard()
        self.add_choices()
        self.add_need_choices()
        self.add(
            QgsProcessingParameterNumber(
                self.NEIGHBOURHOOD,
                tr("Neighbours within (m)"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=500.0,
                minValue=10.0,
                maxValue=5000.0,
            ),
            tr("Answers within this walk of each other are neighbours when hot spots are sought."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.LEAST_ANSWERS, tr("Least answers for hot spots"), defaultValue=30, minValue=10
            ),
            tr("Services with fewer answers are not searched for hot spots."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(self.SEED, tr("Seed"), defaultValue=0, minValue=0),
            tr("Of the permutations: the same seed finds the same hot spots."),
            advanced=True,
        )
        self.add_placing()
        self.add_sinks(
            (
                (
                    self.OUTPUT_UNITS,
                    tr("Residents with their needs"),
                    kinds.TypeVectorAnyGeometry,
                    tr("The residents with what is said around them of each service."),
                ),
                (
                    self.OUTPUT_TABLE,
                    tr("Needs table"),
                    kinds.TypeVector,
                    tr("Answers, means with intervals, state and need by area and service."),
                ),
            )
        )
        for name, label, kind, text in (
            (
                self.OUTPUT_HOTSPOTS,
                tr("Hot spots of need"),
                kinds.TypeVectorPoint,
                tr("Answers with the z and p of Gi* around them."),
            ),
            (
                self.OUTPUT_UNHEARD,
                tr("Unheard"),
                kinds.TypeVectorPolygon,
                tr("Answers against residents by area and age group."),
            ),
        ):
            self.add(QgsProcessingParameterFeatureSink(name, label, kind, optional=True), text)
        self.add_stamp()

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, listen, write, report."""
        from ..gis.coverage import judge_coverage, stamp_coverage
        from ..gis.hot_spots import find_hot_spots
        from ..gis.levels import stop_when_cancelled
        from ..gis.needs import hear_all
        from ..gis.sentences import told_in_sentences

        spots = None
        with told_in_sentences():
            given = self.read_input(parameters, context, feedback)
            choices = self.need_choices(parameters, context)
            opinions = self.read_opinions(parameters, given, choices, context, feedback)
            asked = given.services or sorted(set(opinions.service))
            coverage = judge_coverage(replace(given, services=asked), feedback, share=0.4)
            progress = stop_when_cancelled(feedback, 40, 70)
            voices = hear_all(coverage, opinions, choices, feedback, progress)
            if self.is_given(parameters, self.OUTPUT_HOTSPOTS):
                spots = find_hot_spots(
                    given.ground,
                    opinions,
                    self.parameterAsDouble(parameters, self.NEIGHBOURHOOD, context),
                    self.parameterAsInt(parameters, self.LEAST_ANSWERS, context),
                    self.parameterAsInt(parameters, self.SEED, context),
                    feedback,
                    stop_when_cancelled(feedback, 70, 90),
                )
        self.stop_if_cancelled(feedback)
        stamp = stamp_coverage(coverage)
        feedback.pushInfo(stamp)
        layers = self._layers(parameters, context, coverage, voices, spots)
        return self.write(parameters, context, feedback, layers, ROLES, stamp)

    def _layers(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        coverage: Coverage,
        voices: Voices,
        spots: SpotLayer | None,
    ) -> Iterator[Layer]:
        from ..gis.needs_result import NeedsResult
        from ..gis.unheard import Unheard

        kinds = QgsWkbTypes.Type
        crossed = self.is_given(parameters, self.FACILITIES)
        result = NeedsResult(coverage, voices, crossed)
        homes = self.source(parameters, self.RESIDENTS, context)
        fields = result.unit_fields()
        yield self.OUTPUT_UNITS, fields, homes.wkbType(), homes.sourceCrs(), result.unit_rows()
        nowhere = QgsCoordinateReferenceSystem()
        yield (
            self.OUTPUT_TABLE,
            result.table_fields(),
            kinds.NoGeometry,
            nowhere,
            result.table_rows(),
        )
        if spots is not None:
            places = self.source(parameters, self.OPINIONS, context)
            kind, crs = places.wkbType(), places.sourceCrs()
            yield self.OUTPUT_HOTSPOTS, spots.fields(), kind, crs, spots.rows()
        unheard = Unheard(coverage, voices)
        plane = coverage.given.tables.plane
        yield self.OUTPUT_UNHEARD, unheard.fields(), kinds.MultiPolygon, plane, unheard.rows()
