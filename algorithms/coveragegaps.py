"""Coverage gaps: rung 1, is a service within the walk that the standard allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..gis.i18n import tr
from .ground_parameters import GroundAlgorithm

if TYPE_CHECKING:
    from ..gis.coverage import CoverageResult

RULES = ("minutes", "metres")
ROLES = {
    "OUTPUT_UNITS": "units",
    "OUTPUT_GAPS": "gaps",
    "OUTPUT_TABLE": "table",
    "OUTPUT_SNAP": "snap",
}


class CoverageGaps(GroundAlgorithm):
    """Who has each service within the standard's walk, and where the gaps are."""

    ICON = "coverage_gaps.svg"
    RESIDENTS = "RESIDENTS"
    POPULATION_FIELD = "POPULATION_FIELD"
    FACILITIES = "FACILITIES"
    SERVICE_FIELD = "SERVICE_FIELD"
    PROFILE = "PROFILE"
    RULE = "RULE"
    AREAS = "AREAS"
    AREA_NAME_FIELD = "AREA_NAME_FIELD"
    SERVICES = "SERVICES"
    LIMITS = "LIMITS"
    COUNT_ALL = "COUNT_ALL"
    REACH = "REACH"
    OUTPUT_UNITS = "OUTPUT_UNITS"
    OUTPUT_GAPS = "OUTPUT_GAPS"
    OUTPUT_TABLE = "OUTPUT_TABLE"
    STAMP = "STAMP"

    def name(self) -> str:
        """Return the stable id."""
        return "coveragegaps"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Coverage gaps")

    def group(self) -> str:
        """Return the group shown."""
        return tr("Diagnosis")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return "diagnosis"

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
        self.add(
            QgsProcessingParameterFeatureSource(
                self.RESIDENTS,
                tr("Residents"),
                [kinds.TypeVectorPoint, kinds.TypeVectorPolygon],
            ),
            tr(
                "Homes: buildings, compounds or grid cells, as points or polygons. Compounds "
                "with gates (matched by compound_id, or by place) are left through these. Age "
                "groups are read from the fields pop_0_2, pop_3_5, pop_6_11, pop_12_14, "
                "pop_15_17, pop_60_plus and pop_80_plus where they are there."
            ),
        )
        self.add(
            QgsProcessingParameterField(
                self.POPULATION_FIELD,
                tr("Population field"),
                defaultValue="population",
                parentLayerParameterName=self.RESIDENTS,
            ),
            tr("Number of residents of each home."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.FACILITIES, tr("Facilities"), [kinds.TypeVectorAnyGeometry]
            ),
            tr(
                "Facilities as points, lines or polygons, one row for each service. Rows with "
                "the status closed or planned do not count as supply."
            ),
        )
        self.add(
            QgsProcessingParameterField(
                self.SERVICE_FIELD,
                tr("Service field"),
                defaultValue="service",
                parentLayerParameterName=self.FACILITIES,
            ),
            tr("Key of the service, such as kindergarten."),
        )
        self.add(
            QgsProcessingParameterString(self.PROFILE, tr("Standard"), defaultValue="gb50180_2018"),
            tr("Name of a built-in standard, or the path of a CSV file with the same columns."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.RULE, tr("Rule"), [tr("Minutes"), tr("Metres")], optional=True
            ),
            tr("Whether the standard's minutes or its metres decide. Empty: as the standard does."),
        )
        self.add_walker(optional=True)
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREAS, tr("Areas"), [kinds.TypeVectorPolygon], optional=True
            ),
            tr("Neighbourhoods that results are summed by."),
        )
        self.add(
            QgsProcessingParameterField(
                self.AREA_NAME_FIELD,
                tr("Area name field"),
                parentLayerParameterName=self.AREAS,
                optional=True,
            ),
            tr("Name of each area; empty: the field name, or the feature id."),
        )
        self.add(
            QgsProcessingParameterString(self.SERVICES, tr("Services"), optional=True),
            tr(
                "Keys of the services to judge, between commas. Empty: those in the facilities "
                "layer. A service named here that has no facility is judged as missing."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.LIMITS, tr("Own limits"), optional=True),
            tr(
                "Limits that replace the standard's, in the unit of the rule, for example "
                "community_canteen=500, pocket_park=300."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(
                self.COUNT_ALL,
                tr("Count all residents where a group is unknown"),
                False,
            ),
            tr(
                "Where the fields of a target group are missing, count all residents instead; "
                "the field counted of the table says so."
            ),
            advanced=True,
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
            tr("How far beside a street the ground of a gap is drawn."),
            advanced=True,
        )
        self.add_placing()
        for name, label, kind, text in (
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
        ):
            self.add(QgsProcessingParameterFeatureSink(name, label, kind), text)
        self.add_snap_output()
        self.addOutput(QgsProcessingOutputString(self.STAMP, tr("Parameters and data in words")))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuse an unknown standard and own limits that are none."""
        from ..engine.errors import EngineError
        from ..gis.own_limits import read_own_limits
        from ..gis.profiles import load_standard
        from ..gis.sentences import sentence

        try:
            load_standard(self.parameterAsString(parameters, self.PROFILE, context))
            read_own_limits(self.parameterAsString(parameters, self.LIMITS, context))
        except EngineError as error:
            return False, sentence(error)
        return super().checkParameterValues(parameters, context)

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, judge, write, report."""
        from ..gis.coverage import CoverageInput, compute_coverage
        from ..gis.own_limits import read_names, read_own_limits
        from ..gis.profiles import load_standard
        from ..gis.sentences import told_in_sentences

        with told_in_sentences():
            tables = self.read_ground(parameters, context, feedback)
            # a home that cannot be placed keeps its residents: they count as unplaced
            residents = self.read(
                parameters, self.RESIDENTS, tr("Residents"), tables, context, feedback, True
            )
            facilities = self.read(
                parameters, self.FACILITIES, tr("Facilities"), tables, context, feedback
            )
            areas = self.read_if_given(
                parameters, self.AREAS, tr("Areas"), tables, context, feedback
            )
            self.stop_if_cancelled(feedback)
            standard = load_standard(self.parameterAsString(parameters, self.PROFILE, context))
            rule = standard.default_rule
            if self.is_given(parameters, self.RULE):
                rule = RULES[self.parameterAsEnum(parameters, self.RULE, context)]
            ground = self.make_ground(parameters, tables, context, feedback)
            bare = None
            if ground.barriers is not None:
                bare = self.make_ground(parameters, tables, context, feedback, with_barriers=False)
            result = compute_coverage(
                CoverageInput(
                    tables=tables,
                    ground=ground,
                    without_barriers=bare,
                    pace_of=self.paces(tables, parameters, context, feedback).pace,
                    residents=residents,
                    population_field=self.parameterAsString(
                        parameters, self.POPULATION_FIELD, context
                    ),
                    facilities=facilities,
                    service_field=self.parameterAsString(parameters, self.SERVICE_FIELD, context),
                    areas=areas,
                    area_name_field=self.parameterAsString(
                        parameters, self.AREA_NAME_FIELD, context
                    )
                    or None,
                    standard=standard,
                    rule=rule,
                    walker=self.walker(parameters, context),
                    speed=self.own_speed(parameters, context),
                    services=read_names(self.parameterAsString(parameters, self.SERVICES, context)),
                    own_limits=read_own_limits(
                        self.parameterAsString(parameters, self.LIMITS, context)
                    ),
                    count_all=self.parameterAsBool(parameters, self.COUNT_ALL, context),
                    reach=self.parameterAsDouble(parameters, self.REACH, context),
                ),
                feedback,
            )
        self.stop_if_cancelled(feedback)
        return self._write(parameters, context, result)

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        result: CoverageResult,
    ) -> dict[str, Any]:
        from ..gis.sinks import write_features
        from ..gis.snaps import snap_fields

        residents = self.source(parameters, self.RESIDENTS, context)
        plane = result.plane
        outputs: dict[str, Any] = {}
        for name, fields, kind, crs, rows in (
            (
                self.OUTPUT_UNITS,
                result.unit_fields(),
                residents.wkbType(),
                residents.sourceCrs(),
                result.unit_rows,
            ),
            (
                self.OUTPUT_GAPS,
                result.gap_fields(),
                QgsWkbTypes.Type.MultiPolygon,
                plane,
                result.gap_rows,
            ),
            (
                self.OUTPUT_TABLE,
                result.table_fields(),
                QgsWkbTypes.Type.NoGeometry,
                QgsCoordinateReferenceSystem(),
                result.table_rows,
            ),
            (
                self.OUTPUT_SNAP,
                snap_fields(),
                QgsWkbTypes.Type.LineString,
                plane,
                result.snap_rows,
            ),
        ):
            sink, destination = self.parameterAsSink(parameters, name, context, fields, kind, crs)
            if sink is None:
                if name != self.OUTPUT_SNAP:
                    raise QgsProcessingException(self.invalidSinkError(parameters, name))
                continue
            write_features(sink, fields, rows())
            del sink
            outputs[name] = destination
            self.dress(context, destination, ROLES[name])
        outputs[self.STAMP] = result.stamp
        return outputs
