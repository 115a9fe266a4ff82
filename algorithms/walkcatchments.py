"""Walk catchments: the ground within a walk of each origin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..gis.i18n import tr
from .ground_parameters import GroundAlgorithm

if TYPE_CHECKING:
    from ..gis.catchments import CatchmentResult

OWN, DISSOLVED, SPLIT = range(3)
ROLES = {"OUTPUT": "catchments", "OUTPUT_LINES": "lines", "OUTPUT_SNAP": "snap"}


class WalkCatchments(GroundAlgorithm):
    """Reachable ground and streets from each origin."""

    ICON = "walk_catchments.svg"
    ORIGINS = "ORIGINS"
    MINUTES = "MINUTES"
    METRES = "METRES"
    SHAPE = "SHAPE"
    RINGS = "RINGS"
    REACH = "REACH"
    OUTPUT = "OUTPUT"
    OUTPUT_LINES = "OUTPUT_LINES"

    def name(self) -> str:
        """Return the stable id."""
        return "walkcatchments"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Walk catchments")

    def group(self) -> str:
        """Return the group shown."""
        return tr("Walks")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return "walks"

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr("catchment,service area,isochrone,walk,15-minute,reach,network").split(",")

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Finds the ground and the streets within a walk of each origin.\n\n"
            "The walk goes straight from the origin to the nearest street, along streets, and is "
            "cut at the exact place where the limit is used up. Nobody crosses a barrier except "
            "at a gate. The polygon is the ground beside the reached streets, on the walker's "
            "side of every barrier; it is for looking. Whether a home is within the limit is "
            "decided by its own walk, see Coverage gaps.\n\n"
            "The field status says truncated where the walk reaches the end of the street data: "
            "the true catchment may be larger. Results are in the CRS that the run computes in: "
            "that of the streets if it is in metres, else the UTM zone."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        self.add_ground()
        self.add(
            QgsProcessingParameterFeatureSource(
                self.ORIGINS,
                tr("Origins"),
                [QgsProcessing.SourceType.TypeVectorAnyGeometry],
            ),
            tr("Where walks begin: points, or polygons with gates."),
        )
        self.add(
            QgsProcessingParameterString(
                self.MINUTES, tr("Minutes"), defaultValue="5,10,15", optional=True
            ),
            tr("Limits in minutes, between commas."),
        )
        self.add(
            QgsProcessingParameterString(self.METRES, tr("Or metres"), optional=True),
            tr("Limits in metres, between commas; if given, the minutes do not count."),
        )
        self.add_walker()
        self.add(
            QgsProcessingParameterEnum(
                self.SHAPE,
                tr("Catchments"),
                [
                    tr("Each origin on its own"),
                    tr("Dissolved"),
                    tr("Split by nearest origin"),
                ],
                defaultValue=OWN,
            ),
            tr("Whether catchments may overlap, are merged, or divide the ground among origins."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.RINGS,
                tr("Limits as"),
                [tr("Whole areas"), tr("Rings")],
                defaultValue=0,
            ),
            tr("Whole areas hold the smaller ones; rings do not."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.REACH,
                tr("Beside a street (m)"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=30.0,
                minValue=1.0,
                maxValue=500.0,
            ),
            tr("How far beside a reached street the ground counts as reached."),
            advanced=True,
        )
        self.add_placing()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT,
                tr("Catchments"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
            ),
            tr("One polygon for each origin and limit. Without it, only the streets are made."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_LINES,
                tr("Reached streets"),
                QgsProcessing.SourceType.TypeVectorLine,
                optional=True,
                createByDefault=False,
            ),
            tr("The streets reached, each stretch once, cut at the limit."),
        )
        self.add_snap_output()

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuse limits that are none."""
        from ..engine.errors import EngineError
        from ..gis.sentences import sentence

        try:
            self._limits(parameters, context)
        except EngineError as error:
            return False, sentence(error)
        return super().checkParameterValues(parameters, context)

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, search, write, report."""
        from ..gis.catchments import Wanted, compute_catchments
        from ..gis.sentences import told_in_sentences

        with told_in_sentences():
            tables = self.read_ground(parameters, context, feedback)
            origins = self.read(parameters, self.ORIGINS, tr("Origins"), tables, context, feedback)
            origins.report(feedback)
            unit, limits = self._limits(parameters, context)
            ground = self.make_ground(parameters, tables, context, feedback)
            result = compute_catchments(
                tables,
                self.pace_on(ground, tables, parameters, context, feedback),
                origins,
                Wanted(
                    unit,
                    limits,
                    self.parameterAsEnum(parameters, self.SHAPE, context),
                    self.parameterAsEnum(parameters, self.RINGS, context) == 1,
                    self.parameterAsDouble(parameters, self.REACH, context),
                    polygons=self.is_given(parameters, self.OUTPUT),
                ),
                feedback,
            )
        self.stop_if_cancelled(feedback)
        return self._write(parameters, context, feedback, result)

    def _limits(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[str, list[float]]:
        from ..engine.errors import EngineError
        from ..gis.limits import read_limits

        for unit, name in (("metres", self.METRES), ("minutes", self.MINUTES)):
            text = self.parameterAsString(parameters, name, context).strip()
            if text:
                return unit, read_limits(text, unit)
        raise EngineError("No limit is given: write minutes or metres, for example 5,10,15.")

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        result: CatchmentResult,
    ) -> dict[str, Any]:
        from ..gis.snaps import snap_fields, snap_rows

        kinds, plane = QgsWkbTypes.Type, result.plane
        snaps = snap_rows(result.origins, result.snap)
        layers = (
            (self.OUTPUT, result.fields, kinds.MultiPolygon, plane, result.polygon_rows()),
            (self.OUTPUT_LINES, result.fields, kinds.MultiLineString, plane, result.line_rows()),
            (self.OUTPUT_SNAP, snap_fields(), kinds.LineString, plane, snaps),
        )
        # an origin has a row for each limit: its feature id cannot be theirs
        anew = QgsFeatureSink.SinkFlag.RegeneratePrimaryKey
        return self.write_layers(parameters, context, feedback, layers, ROLES, flags=anew)
