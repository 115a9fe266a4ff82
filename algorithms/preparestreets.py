"""Faults of street lines, found, ranked and repaired."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..gis.i18n import tr
from ..gis.sentences import told_in_sentences
from .base import LifeCircleAlgorithm


class PrepareStreets(LifeCircleAlgorithm):
    """Make one network of street lines."""

    ICON = "prepare_streets.svg"
    STREETS = "STREETS"
    REPAIR = "REPAIR"
    TOLERANCE = "TOLERANCE"
    RESIDENTS = "RESIDENTS"
    POPULATION_FIELD = "POPULATION_FIELD"
    LEVEL_FIELD = "LEVEL_FIELD"
    BARRIERS = "BARRIERS"
    GATES = "GATES"
    GATE_TOLERANCE = "GATE_TOLERANCE"
    OUTPUT = "OUTPUT"
    OUTPUT_FINDINGS = "OUTPUT_FINDINGS"

    def name(self) -> str:
        """Return the stable id."""
        return "preparestreets"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Prepare streets")

    def group(self) -> str:
        """Return the group shown."""
        return tr("Survey")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return "survey"

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr("streets,network,topology,snap,dangle,repair,clean,duplicates").split(",")

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Finds what keeps street lines from being one network, and repairs it if wanted: ends "
            "that stop short of another line, lines of one level that cross without a common "
            "vertex, lines drawn twice, slips of the hand shorter than 0.1 m, ends that turn back "
            "on themselves. Small parts connected to nothing are named and left: nobody knows what "
            "they belong to. Bridges and tunnels are left alone where the streets have a field "
            "level, bridge or tunnel. If barriers are given, nothing is joined across them except "
            "at gates; such findings are named.\n\n"
            "Findings are ranked by how grave they are, then by the residents within 300 m as the "
            "crow flies, if residents are given. Streets with nothing wrong keep their geometry to "
            "the last digit; the input is never changed."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        self.add(
            QgsProcessingParameterFeatureSource(
                self.STREETS, tr("Streets"), [QgsProcessing.SourceType.TypeVectorLine]
            ),
            tr("Lines that can be walked. With a field level (0 on the ground), lines of different "
               "levels are not joined where they cross."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterBoolean(self.REPAIR, tr("Repair"), defaultValue=True),
            tr("If not, faults are only named."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.TOLERANCE,
                tr("Tolerance (m)"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=3.0,
                minValue=0.01,
                maxValue=50.0,
            ),
            tr("Ends closer than this to another line are meant to meet it."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.RESIDENTS,
                tr("Residents"),
                [
                    QgsProcessing.SourceType.TypeVectorPoint,
                    QgsProcessing.SourceType.TypeVectorPolygon,
                ],
                optional=True,
            ),
            tr("If given, each finding says how many persons live within 300 m of it."),
        )
        self.add(
            QgsProcessingParameterField(
                self.POPULATION_FIELD,
                tr("Population field"),
                parentLayerParameterName=self.RESIDENTS,
                optional=True,
            ),
            tr("Number of residents of each home."),
        )
        self.add(
            QgsProcessingParameterField(
                self.LEVEL_FIELD,
                tr("Level field"),
                parentLayerParameterName=self.STREETS,
                optional=True,
            ),
            tr("0 on the ground, above it 1 or more, below it -1 or less. Empty: a field level, "
               "layer or 层级, else bridge and tunnel."),
        )  # fmt: skip
        self._add_barriers()
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Prepared streets")),
            tr("All fields of the streets; lines drawn twice and slips of the hand are left out."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_FINDINGS,
                tr("Findings"),
                QgsProcessing.SourceType.TypeVectorPoint,
                optional=True,
            ),
            tr("One point for each fault: rank, what it is, how grave, who lives near, what was "
               "done."),
        )  # fmt: skip

    def _add_barriers(self) -> None:
        kinds = QgsProcessing.SourceType
        self.add(
            QgsProcessingParameterFeatureSource(
                self.BARRIERS,
                tr("Barriers"),
                [kinds.TypeVectorLine, kinds.TypeVectorPolygon],
                optional=True,
            ),
            tr("Walls, fences, water, railways, as lines or polygons. No end is joined and no "
               "crossing given a vertex where that would lead across them."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterFeatureSource(
                self.GATES, tr("Gates"), [kinds.TypeVectorPoint], optional=True
            ),
            tr("Openings in barriers: compound gates, park gates, bridges, underpasses."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.GATE_TOLERANCE,
                tr("Gate tolerance (m)"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=15.0,
                minValue=0.0,
            ),
            tr("A barrier may be crossed within this distance of a gate."),
            advanced=True,
        )

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Ask for what belongs to residents and gates that are given."""
        if self.is_given(parameters, self.RESIDENTS) and not self.is_given(
            parameters, self.POPULATION_FIELD
        ):
            return False, tr("Choose the field with the number of residents.")
        if self.is_given(parameters, self.GATES) and not self.is_given(parameters, self.BARRIERS):
            return False, tr("Gates open barriers: choose the barriers too, or no gates.")
        return super().checkParameterValues(parameters, context)

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, find, repair, write."""
        from ..gis.street_preparation import Preparation, finding_fields

        source = self.source(parameters, self.STREETS, context)
        homes = self.parameterAsSource(parameters, self.RESIDENTS, context)
        population = self.parameterAsString(parameters, self.POPULATION_FIELD, context)
        with told_in_sentences():
            level = self.parameterAsString(parameters, self.LEVEL_FIELD, context)
            transforms = context.transformContext()
            work = Preparation.read(source, homes, population, level, transforms, feedback)
            barriers = self.parameterAsSource(parameters, self.BARRIERS, context)
            if barriers is not None:
                work.read_barriers(
                    barriers,
                    self.parameterAsSource(parameters, self.GATES, context),
                    self.parameterAsDouble(parameters, self.GATE_TOLERANCE, context),
                    feedback,
                )
            self.stop_if_cancelled(feedback)
            work.find(self.parameterAsDouble(parameters, self.TOLERANCE, context))
            if self.parameterAsBoolean(parameters, self.REPAIR, context):
                work.repair()
        self.stop_if_cancelled(feedback)
        sink, destination = self.parameterAsSink(
            parameters, self.OUTPUT, context, source.fields(), source.wkbType(), source.sourceCrs()
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        work.write_streets(sink)
        results = {self.OUTPUT: destination}
        sink, destination = self.parameterAsSink(
            parameters,
            self.OUTPUT_FINDINGS,
            context,
            finding_fields(),
            QgsWkbTypes.Type.Point,
            source.sourceCrs(),
        )
        if sink is not None:
            work.write_findings(sink)
            results[self.OUTPUT_FINDINGS] = destination
            self.dress(context, destination, "findings")
        self.dress(context, results[self.OUTPUT], "streets")
        work.report(feedback)
        return results
