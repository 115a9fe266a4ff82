"""What is wrong with survey layers, each on its own and against each other."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..gis.i18n import tr
from ..gis.sentences import told_in_sentences
from .base import LifeCircleAlgorithm
from .loadsurvey import role_titles

FIELDS = (
    ("POPULATION_FIELD", "residents", "population"),
    ("SERVICE_FIELD", "facilities", "service"),
    ("CAPACITY_FIELD", "facilities", "capacity"),
    ("QUALITY_FIELD", "facilities", "quality"),
    ("HOURS_FIELD", "facilities", "hours"),
    ("FLOOR_FIELD", "facilities", "floor_m2"),
    ("OPINION_SERVICE_FIELD", "opinions", "service"),
    ("IMPORTANCE_FIELD", "opinions", "importance"),
    ("SATISFACTION_FIELD", "opinions", "satisfaction"),
    ("PREMISES_FLOOR_FIELD", "premises", "floor_m2"),
    ("AREA_NAME_FIELD", "areas", "name"),
)
"""Field parameters: id, role of the layer, word of the data model, which is the default."""


class CheckSurvey(LifeCircleAlgorithm):
    """Check the layers of a survey."""

    ICON = "check_survey.svg"
    STREETS = "STREETS"
    BARRIERS = "BARRIERS"
    GATES = "GATES"
    RESIDENTS = "RESIDENTS"
    FACILITIES = "FACILITIES"
    OPINIONS = "OPINIONS"
    PREMISES = "PREMISES"
    AREAS = "AREAS"
    SNAP = "SNAP"
    GATE_TOLERANCE = "GATE_TOLERANCE"
    TOLERANCE = "TOLERANCE"
    MINUTES = "MINUTES"
    OUTPUT = "OUTPUT"
    ROLES = (STREETS, BARRIERS, GATES, RESIDENTS, FACILITIES, OPINIONS, PREMISES, AREAS)

    def name(self) -> str:
        """Return the stable id."""
        return "checksurvey"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Check survey")

    def group(self) -> str:
        """Return the group shown."""
        return tr("Survey")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return "survey"

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr("survey,check,quality,validity,topology,duplicates,opening hours,errors").split(
            ","
        )

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Looks for what is wrong with the layers of a survey: values that are missing or "
            "cannot be, unknown services and words, opening hours that cannot be read, rows "
            "entered twice, personal data, invalid geometries, areas that overlap or leave gaps, "
            "gates without a barrier, faults of the streets, layers that do not fit each other.\n\n"
            "Each finding says which feature of which layer it is about, how grave it is, what "
            "was found and what to do. An error makes results wrong or a row unusable, a warning "
            "is probably a mistake, information should be known. Findings are ranked by that, "
            "then by the residents within 300 m as the crow flies, if residents are given. "
            "Findings about a layer as a whole come first of their kind.\n\n"
            "Only the layers that are given are checked. Nothing is changed."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        self._add_layers()
        self._add_fields()
        for name, title, default, text in (
            (self.SNAP, tr("Farthest from a street (m)"), 100.0,
             tr("Homes, facilities and premises farther than this from every street are "
                "reported.")),
            (self.GATE_TOLERANCE, tr("Gate tolerance (m)"), 15.0,
             tr("A gate lies within this distance of its barrier.")),
            (self.TOLERANCE, tr("Street tolerance (m)"), 3.0,
             tr("Ends of streets closer than this to another one are meant to meet it.")),
            (self.MINUTES, tr("Longest walk (min)"), 15.0,
             tr("Streets should reach this far beyond the areas, at an adult's pace; facilities "
                "farther than this from every area are reported.")),
        ):  # fmt: skip
            self.add(
                QgsProcessingParameterNumber(
                    name, title, QgsProcessingParameterNumber.Type.Double, defaultValue=default,
                    minValue=0.01, maxValue=10_000.0,
                ),
                text,
                advanced=True,
            )  # fmt: skip
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Findings"), QgsProcessing.SourceType.TypeVectorPoint
            ),
            tr("One point for each finding: rank, layer, feature, what it is, how grave, what to "
               "do, who lives near. Findings without a place have no geometry."),
        )  # fmt: skip
        for name, title in (("ERRORS", tr("Errors")), ("WARNINGS", tr("Warnings")),
                            ("INFORMATION", tr("Information"))):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def _add_layers(self) -> None:
        kinds = QgsProcessing.SourceType
        line, point, area = (
            kinds.TypeVectorLine,
            kinds.TypeVectorPoint,
            kinds.TypeVectorPolygon,
        )
        titles = role_titles()
        for name, shapes, text in (
            (self.STREETS, [line], tr("Lines that can be walked.")),
            (self.BARRIERS, [line, area], tr("Walls, fences, water, railways.")),
            (self.GATES, [point], tr("Openings in barriers.")),
            (self.RESIDENTS, [point, area], tr("Homes with the number of residents.")),
            (self.FACILITIES, [kinds.TypeVectorAnyGeometry],
             tr("Facilities, one row for each service.")),
            (self.OPINIONS, [point], tr("What residents say of services.")),
            (self.PREMISES, [point, area], tr("Premises that could be converted.")),
            (self.AREAS, [area], tr("Neighbourhoods that results are summed by.")),
        ):  # fmt: skip
            self.add(
                QgsProcessingParameterFeatureSource(
                    name, titles[name.lower()], shapes, optional=True
                ),
                text,
            )

    def _add_fields(self) -> None:
        titles = {
            "POPULATION_FIELD": tr("Population field"),
            "SERVICE_FIELD": tr("Service field"),
            "CAPACITY_FIELD": tr("Capacity field"),
            "QUALITY_FIELD": tr("Quality field"),
            "HOURS_FIELD": tr("Opening hours field"),
            "FLOOR_FIELD": tr("Floor area field of facilities"),
            "OPINION_SERVICE_FIELD": tr("Service field of opinions"),
            "IMPORTANCE_FIELD": tr("Importance field"),
            "SATISFACTION_FIELD": tr("Satisfaction field"),
            "PREMISES_FLOOR_FIELD": tr("Floor area field of premises"),
            "AREA_NAME_FIELD": tr("Area name field"),
        }
        for name, role, word in FIELDS:
            self.add(
                QgsProcessingParameterField(
                    name,
                    titles[name],
                    defaultValue=word,
                    parentLayerParameterName=role.upper(),
                    optional=True,
                ),
                tr("Left as it is: the field {name} of the layer, if there is one.").format(
                    name=word
                ),
                advanced=name not in ("POPULATION_FIELD", "SERVICE_FIELD"),
            )

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Ask for a layer, and for fields that are there."""
        if not any(self.is_given(parameters, name) for name in self.ROLES):
            return False, tr("Choose at least one layer to check.")
        for name, role, word in FIELDS:
            if not (self.is_given(parameters, name) and self.is_given(parameters, role.upper())):
                continue
            field = self.parameterAsString(parameters, name, context)
            source = self.parameterAsSource(parameters, role.upper(), context)
            # without the field of the data model the layer itself is at fault: a finding
            if field and field != word and source is not None and (
                source.fields().lookupField(field) < 0
            ):  # fmt: skip
                text = tr("{layer}: there is no field {field}. Its fields are: {fields}.")
                return False, text.format(
                    layer=role_titles()[role],
                    field=field,
                    fields=", ".join(source.fields().names()),
                )
        return super().checkParameterValues(parameters, context)

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, check, write."""
        from ..gis.profiles import load_walkers
        from ..survey.checks.check import Limits, SurveyCheck
        from ..survey.checks.findings_layer import (
            count_by_severity,
            finding_fields,
            report_findings,
            write_findings,
        )

        sources = {
            name.lower(): self.source(parameters, name, context)
            for name in self.ROLES
            if self.is_given(parameters, name)
        }
        names: dict[str, dict[str, str]] = {}
        for name, role, word in FIELDS:
            field = self.parameterAsString(parameters, name, context)
            names.setdefault(role, {})[word] = field or word
        minutes = self.parameterAsDouble(parameters, self.MINUTES, context)
        limits = Limits(
            self.parameterAsDouble(parameters, self.SNAP, context),
            self.parameterAsDouble(parameters, self.GATE_TOLERANCE, context),
            self.parameterAsDouble(parameters, self.TOLERANCE, context),
            load_walkers()["adult"].reach(minutes),
        )
        with told_in_sentences():
            check = SurveyCheck(
                sources, role_titles(), names, limits, context.transformContext(), feedback
            )
            findings = check.run()
        self.stop_if_cancelled(feedback)
        sink, destination = self.parameterAsSink(
            parameters, self.OUTPUT, context, finding_fields(), QgsWkbTypes.Type.Point, check.plane
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        write_findings(sink, findings)
        self.dress(context, destination, "findings")
        report_findings(findings, check.layers, feedback)
        counts = count_by_severity(findings)
        return {
            self.OUTPUT: destination,
            "ERRORS": counts["error"],
            "WARNINGS": counts["warning"],
            "INFORMATION": counts["information"],
        }
