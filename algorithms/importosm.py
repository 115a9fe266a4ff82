"""An OpenStreetMap file to survey layers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsWkbTypes,
)

from ..engine.errors import EngineError
from ..gis.i18n import tr
from ..gis.sentences import sentence, told_in_sentences
from .base import LifeCircleAlgorithm


class ImportOsm(LifeCircleAlgorithm):
    """Streets, barriers, gates and facilities of an OpenStreetMap file."""

    ICON = "import_osm.svg"
    INPUT = "INPUT"
    EXTENT = "EXTENT"
    OUTPUT_STREETS = "OUTPUT_STREETS"
    OUTPUT_BARRIERS = "OUTPUT_BARRIERS"
    OUTPUT_GATES = "OUTPUT_GATES"
    OUTPUT_FACILITIES = "OUTPUT_FACILITIES"
    OUTPUT_FACILITY_AREAS = "OUTPUT_FACILITY_AREAS"

    def name(self) -> str:
        """Return the stable id."""
        return "importosm"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Import OpenStreetMap file")

    def group(self) -> str:
        """Return the group shown."""
        return tr("Survey")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return "survey"

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr("openstreetmap,osm,pbf,streets,barriers,gates,facilities,import").split(",")

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Reads an .osm.pbf or .osm file, without a network, and writes layers for the other "
            "algorithms.\n\n"
            "Streets: all ways that walkers may use by their tags foot and access, with steps, "
            "bridges and tunnels, crossings, slope, light, surface and sidewalks. Squares are "
            "taken by their outline.\n\n"
            "Barriers: walls and fences, rivers, canals and lakes, railways, motorways, cliffs. "
            "Streams, culverts, tram tracks, kerbs and bollards are none.\n\n"
            "Gates: gates that are open to the public, and all places where a street passes a "
            "barrier: bridges, tunnels, level crossings and nodes that both have in common. Give "
            "barriers and gates to the other algorithms together.\n\n"
            "Facilities: by the table osm_services.csv, one row for each service of an object. "
            "A park is given by the points where one enters it; points of one object have the "
            "same site_id. What is out of use is closed, what is being built is planned.\n\n"
            "What is left out is counted by reason in the log. © OpenStreetMap contributors must "
            "be named on maps that show these data."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        self.add(
            QgsProcessingParameterFile(
                self.INPUT,
                tr("OpenStreetMap file"),
                fileFilter=tr("OpenStreetMap files (*.osm.pbf *.pbf *.osm)"),
            ),
            tr("An extract as .osm.pbf or .osm, such as from Geofabrik, BBBike or JOSM."),
        )
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True),
            tr("Only objects that touch it, whole. Let it reach beyond the study area by the "
               "longest walk. Empty: all of the file."),
        )  # fmt: skip
        for name, label, kind, text in (
            (self.OUTPUT_STREETS, tr("Streets"), QgsProcessing.SourceType.TypeVectorLine,
             tr("Ways that can be walked.")),
            (self.OUTPUT_BARRIERS, tr("Barriers"), QgsProcessing.SourceType.TypeVectorLine,
             tr("Lines that nobody walks across; water and other areas by their outlines.")),
            (self.OUTPUT_GATES, tr("Gates"), QgsProcessing.SourceType.TypeVectorPoint,
             tr("Places where walkers pass a barrier; basis says how that is known.")),
            (self.OUTPUT_FACILITIES, tr("Facilities"), QgsProcessing.SourceType.TypeVectorPoint,
             tr("Facilities by service, as points.")),
        ):  # fmt: skip
            self.add(QgsProcessingParameterFeatureSink(name, label, kind), text)
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_FACILITY_AREAS,
                tr("Facilities that are areas"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            ),
            tr("The grounds of parks, schools and others as polygons; all are among the points, "
               "too."),
        )  # fmt: skip

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Say what is wrong with the file before anything runs."""
        from ..survey.openstreetmap.objects import check_file

        path = self.parameterAsString(parameters, self.INPUT, context)
        if path:
            try:
                check_file(Path(path))
            except EngineError as error:
                return False, sentence(error)
        return super().checkParameterValues(parameters, context)

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, write, report."""
        from ..survey.openstreetmap.account import tell_account
        from ..survey.openstreetmap.layers import (
            OsmLayers,
            barrier_fields,
            facility_fields,
            gate_fields,
        )
        from ..survey.osm_streets import street_fields

        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        extent = None
        if self.is_given(parameters, self.EXTENT):
            extent = self.parameterAsExtent(parameters, self.EXTENT, context, degrees)
            if extent.isNull():
                extent = None
        path = Path(self.parameterAsFile(parameters, self.INPUT, context))
        with told_in_sentences():
            found = OsmLayers.read(
                path, extent, lambda share: feedback.setProgress(100 * share), feedback.isCanceled
            )
        self.stop_if_cancelled(feedback)
        assert found is not None  # noqa: S101  only a cancelled run gives none
        results = {}
        for name, fields, kind, write, role in (
            (self.OUTPUT_STREETS, street_fields(), QgsWkbTypes.Type.LineString,
             found.write_streets, "streets"),
            (self.OUTPUT_BARRIERS, barrier_fields(), QgsWkbTypes.Type.LineString,
             found.write_barriers, "barriers"),
            (self.OUTPUT_GATES, gate_fields(), QgsWkbTypes.Type.Point,
             found.write_gates, "gates"),
            (self.OUTPUT_FACILITIES, facility_fields(), QgsWkbTypes.Type.Point,
             found.write_facilities, "facilities"),
            (self.OUTPUT_FACILITY_AREAS, facility_fields(), QgsWkbTypes.Type.MultiPolygon,
             found.write_facility_areas, "facilities"),
        ):  # fmt: skip
            sink, destination = self.parameterAsSink(
                parameters, name, context, fields, kind, degrees
            )
            if sink is None:
                if name == self.OUTPUT_FACILITY_AREAS:
                    continue
                raise QgsProcessingException(self.invalidSinkError(parameters, name))
            write(sink)
            del sink
            results[name] = destination
            self.dress(context, destination, role)
        tell_account(found, feedback)
        feedback.setProgress(100)
        return results
