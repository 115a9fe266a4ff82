"""The parameters of algorithms that judge services: homes, facilities, a standard, areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..gis.i18n import tr
from .ground_parameters import GroundAlgorithm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..gis.coverage_input import CoverageInput
    from .base import Layer

RULES = ("minutes", "metres")
DEFAULT_REACH = 30.0


class JudgingAlgorithm(GroundAlgorithm):
    """An algorithm that judges services by a standard."""

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
    STAMP = "STAMP"

    def group(self) -> str:
        """Return the group shown."""
        return tr("Diagnosis")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return "diagnosis"

    def add_homes_and_facilities(self) -> None:
        """Add residents and facilities."""
        kinds = QgsProcessing.SourceType
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

    def add_standard(self) -> None:
        """Add the standard, who walks, and the areas."""
        kinds = QgsProcessing.SourceType
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

    def add_choices(self) -> None:
        """Add what is judged, and by which limits of one's own."""
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

    def add_reach(self) -> None:
        """Add how far beside a street gaps are drawn."""
        self.add(
            QgsProcessingParameterNumber(
                self.REACH,
                tr("Beside a street (m)"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=DEFAULT_REACH,
                minValue=1.0,
                maxValue=500.0,
            ),
            tr("How far beside a street the ground of a gap is drawn."),
            advanced=True,
        )

    def add_stamp(self) -> None:
        """Add the sentence that says how the result came about."""
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

    def read_input(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> CoverageInput:
        """Read all layers and choices.

        Raises
        ------
        EngineError
            If a layer cannot be used.
        """
        from ..gis.coverage_input import CoverageInput
        from ..gis.own_limits import read_names, read_own_limits
        from ..gis.profiles import load_standard
        from ..gis.sources import Table

        tables = self.read_ground(parameters, context, feedback)
        # a home that cannot be placed keeps its residents: they count as unplaced
        residents = self.read(
            parameters, self.RESIDENTS, tr("Residents"), tables, context, feedback, True
        )
        service_field = self.parameterAsString(parameters, self.SERVICE_FIELD, context)
        facilities = self.read_if_given(
            parameters, self.FACILITIES, tr("Facilities"), tables, context, feedback
        ) or Table.empty(tr("Facilities"), [service_field])
        areas = self.read_if_given(parameters, self.AREAS, tr("Areas"), tables, context, feedback)
        self.stop_if_cancelled(feedback)
        standard = load_standard(self.parameterAsString(parameters, self.PROFILE, context))
        rule = standard.default_rule
        if self.is_given(parameters, self.RULE):
            rule = RULES[self.parameterAsEnum(parameters, self.RULE, context)]
        ground = self.make_ground(parameters, tables, context, feedback)
        bare = None
        if ground.barriers is not None:
            bare = self.make_ground(parameters, tables, context, feedback, with_barriers=False)
        return CoverageInput(
            tables=tables,
            ground=ground,
            without_barriers=bare,
            pace_of=self.paces(tables, parameters, context, feedback).pace,
            residents=residents,
            population_field=self.parameterAsString(parameters, self.POPULATION_FIELD, context),
            facilities=facilities,
            service_field=service_field,
            areas=areas,
            area_name_field=self.parameterAsString(parameters, self.AREA_NAME_FIELD, context)
            or None,
            standard=standard,
            rule=rule,
            walker=self.walker(parameters, context),
            speed=self.own_speed(parameters, context),
            services=read_names(self.parameterAsString(parameters, self.SERVICES, context)),
            own_limits=read_own_limits(self.parameterAsString(parameters, self.LIMITS, context)),
            count_all=self.parameterAsBool(parameters, self.COUNT_ALL, context),
            reach=self._reach(parameters, context),
        )

    def write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        layers: Iterable[Layer],
        roles: dict[str, str],
        stamp: str,
    ) -> dict[str, Any]:
        """Write result layers with the stamp, which is a result itself."""
        outputs = self.write_layers(parameters, context, feedback, layers, roles, stamp)
        return outputs | {self.STAMP: stamp}

    def add_field(self, name: str, label: str, default: str, layer: str, text: str) -> None:
        """Add an optional field of a layer."""
        self.add(
            QgsProcessingParameterField(
                name, label, defaultValue=default, parentLayerParameterName=layer, optional=True
            ),
            text,
        )

    def field(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> str | None:
        """Return the field chosen; None for none."""
        return self.parameterAsString(parameters, name, context) or None

    def add_sinks(self, sinks: Iterable[tuple[str, str, QgsProcessing.SourceType, str]]) -> None:
        """Add result layers: id, label, kind and help of each."""
        for name, label, kind, text in sinks:
            self.add(QgsProcessingParameterFeatureSink(name, label, kind), text)

    def _reach(self, parameters: dict[str, Any], context: QgsProcessingContext) -> float:
        if self.parameterDefinition(self.REACH) is None:
            return DEFAULT_REACH
        return float(self.parameterAsDouble(parameters, self.REACH, context))
