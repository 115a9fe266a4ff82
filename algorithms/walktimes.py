"""Walks between two layers."""

from __future__ import annotations

from itertools import chain
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..gis.i18n import tr
from .ground_parameters import GroundAlgorithm

NEAREST, K_NEAREST, ALL = range(3)
ROLES = {"OUTPUT": "table", "OUTPUT_ROUTES": "routes", "OUTPUT_SNAP": "snap"}


class WalkTimes(GroundAlgorithm):
    """Metres and minutes from origins to destinations."""

    ICON = "walk_times.svg"
    ORIGINS = "ORIGINS"
    DESTINATIONS = "DESTINATIONS"
    SERVICE_FIELD = "SERVICE_FIELD"
    MODE = "MODE"
    K = "K"
    MAX_MINUTES = "MAX_MINUTES"
    OUTPUT = "OUTPUT"
    OUTPUT_ROUTES = "OUTPUT_ROUTES"

    def name(self) -> str:
        """Return the stable id."""
        return "walktimes"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Walk times")

    def group(self) -> str:
        """Return the group shown."""
        return tr("Walks")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return "walks"

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr("walk,distance matrix,travel time,nearest,origin,destination,network").split(",")

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Measures walks from origins to destinations: to the nearest, to the k nearest, or "
            "all of them, in metres and minutes.\n\n"
            "A walk is the straight way to the street, the way along streets, and the straight "
            "way to the destination; it never crosses a barrier except at a gate. With a service "
            "field, the nearest of each service is found. Destinations of one service with the "
            "same site_id are one facility with several entrances.\n\n"
            "from_id and to_id are feature ids. Origins from which nothing is reached are named "
            "in the log."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        any_shape = [QgsProcessing.SourceType.TypeVectorAnyGeometry]
        self.add_ground()
        self.add(
            QgsProcessingParameterFeatureSource(self.ORIGINS, tr("Origins"), any_shape),
            tr("Where walks begin: points, or polygons with gates."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.DESTINATIONS, tr("Destinations"), any_shape),
            tr("Where walks end: points, lines entered wherever streets meet them, or polygons "
               "reached at gates or where streets meet their boundary."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterField(
                self.SERVICE_FIELD,
                tr("Service field"),
                parentLayerParameterName=self.DESTINATIONS,
                optional=True,
            ),
            tr("If given, the nearest (or k nearest) of each service is found."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.MODE,
                tr("Walks to"),
                [tr("The nearest"), tr("The k nearest"), tr("All within the limit")],
                defaultValue=NEAREST,
            ),
            tr("Which destinations are reported for each origin."),
        )
        self.add(
            QgsProcessingParameterNumber(self.K, tr("k"), defaultValue=3, minValue=1),
            tr("How many, for the k nearest."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MAX_MINUTES,
                tr("Longest walk (min)"),
                QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=0.001,
                maxValue=1440.0,
            ),
            tr("Longer walks are not reported. Empty: no limit."),
        )
        self.add_walker()
        self.add_placing()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Walks"), QgsProcessing.SourceType.TypeVector
            ),
            tr("One row for each walk: from_id, to_id, service, metres, minutes."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_ROUTES,
                tr("Routes"),
                QgsProcessing.SourceType.TypeVectorLine,
                optional=True,
                createByDefault=False,
            ),
            tr("The quickest walk of each row as a line, with its own metres and minutes."),
        )
        self.add_snap_output()

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, search, write, report."""
        from ..gis.sentences import told_in_sentences
        from ..gis.snaps import snap_fields, snap_rows
        from ..gis.walks import compute_walks, walk_fields

        with told_in_sentences():
            tables = self.read_ground(parameters, context, feedback)
            origins = self.read(parameters, self.ORIGINS, tr("Origins"), tables, context, feedback)
            destinations = self.read(
                parameters,
                self.DESTINATIONS,
                tr("Destinations"),
                tables,
                context,
                feedback,
            )
            mode = self.parameterAsEnum(parameters, self.MODE, context)
            longest = float("inf")
            if self.is_given(parameters, self.MAX_MINUTES):
                minutes = self.parameterAsDouble(parameters, self.MAX_MINUTES, context)
                longest = minutes * 60
            ground = self.make_ground(parameters, tables, context, feedback)
            result = compute_walks(
                tables,
                self.pace_on(ground, tables, parameters, context, feedback),
                origins,
                destinations,
                self.parameterAsString(parameters, self.SERVICE_FIELD, context) or None,
                {
                    NEAREST: 1,
                    K_NEAREST: self.parameterAsInt(parameters, self.K, context),
                }.get(mode),
                longest,
                self.is_given(parameters, self.OUTPUT_ROUTES),
                feedback,
            )
        self.stop_if_cancelled(feedback)
        kinds, nowhere = QgsWkbTypes.Type, QgsCoordinateReferenceSystem()
        snaps = chain(
            snap_rows(origins, result.origin_snap),
            snap_rows(destinations, result.destination_snap),
        )
        layers = (
            (self.OUTPUT, walk_fields(), kinds.NoGeometry, nowhere, result.rows()),
            (
                self.OUTPUT_ROUTES,
                walk_fields(),
                kinds.LineString,
                tables.plane,
                result.route_rows(),
            ),
            (self.OUTPUT_SNAP, snap_fields(), kinds.LineString, tables.plane, snaps),
        )
        return self.write_layers(parameters, context, feedback, layers, ROLES)
