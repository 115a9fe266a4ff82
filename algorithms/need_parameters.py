"""The parameters of rung 3: the opinions and how they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
)

from ..gis.i18n import tr

if TYPE_CHECKING:
    from ..gis.coverage_input import CoverageInput
    from ..gis.needs import NeedChoices
    from ..gis.opinions import Opinions

OPINIONS = "OPINIONS"
OPINION_SERVICE_FIELD = "OPINION_SERVICE_FIELD"
IMPORTANCE_FIELD = "IMPORTANCE_FIELD"
SATISFACTION_FIELD = "SATISFACTION_FIELD"
RESPONDENT_FIELD = "RESPONDENT_FIELD"
OPINION_MINUTES = "OPINION_MINUTES"
SATISFIED = "SATISFIED"
ENOUGH_ANSWERS = "ENOUGH_ANSWERS"
STRENGTH = "STRENGTH"


class NeedParameters:
    """Mixed into algorithms that listen to residents."""

    OPINIONS = OPINIONS

    def add_opinions(self, optional: bool) -> None:
        """Add the opinions and their fields."""
        self.add(  # type: ignore[attr-defined]
            QgsProcessingParameterFeatureSource(
                OPINIONS,
                tr("Opinions"),
                [QgsProcessing.SourceType.TypeVectorPoint],
                optional=optional,
            ),
            tr(
                "What residents said: one point for each answer, with the service, how important "
                "it is and how satisfied they are (1 to 5)."
            ),
        )
        for name, label, default, text in (
            (
                OPINION_SERVICE_FIELD,
                tr("Service field of the opinions"),
                "service",
                tr("Key of the service that the answer is about."),
            ),
            (
                IMPORTANCE_FIELD,
                tr("Importance field"),
                "importance",
                tr("1 to 5. Empty: unknown."),
            ),
            (
                SATISFACTION_FIELD,
                tr("Satisfaction field"),
                "satisfaction",
                tr("1 to 5. Empty: unknown."),
            ),
            (
                RESPONDENT_FIELD,
                tr("Respondent field"),
                "respondent",
                tr("Who answered, as a number or code: the latest answer of each about a service "
                   "counts. Empty: each answer is somebody else's."),
            ),
        ):  # fmt: skip
            self.add_field(name, label, default, OPINIONS, text)  # type: ignore[attr-defined]

    def add_need_choices(self) -> None:
        """Add how opinions are read."""
        real = QgsProcessingParameterNumber.Type.Double
        for name, label, default, least, most, text in (
            (
                OPINION_MINUTES,
                tr("Walk to opinions (min)"),
                15.0,
                1.0,
                120.0,
                tr("Answers within this walk of a home count for it, nearer ones more."),
            ),
            (
                SATISFIED,
                tr("Satisfied from"),
                3.0,
                1.0,
                5.0,
                tr("Satisfaction from which residents are satisfied."),
            ),
            (
                ENOUGH_ANSWERS,
                tr("Enough answers"),
                5.0,
                1.0,
                1000.0,
                tr("Effective number of answers below which a home is unheard."),
            ),
            (
                STRENGTH,
                tr("Strength of smoothing"),
                5.0,
                0.0,
                1000.0,
                tr("How many answers of the district's mean are added to those around a home, so "
                   "that few answers do not weigh too much."),
            ),
        ):  # fmt: skip
            self.add(  # type: ignore[attr-defined]
                QgsProcessingParameterNumber(
                    name, label, real, defaultValue=default, minValue=least, maxValue=most
                ),
                text,
                advanced=True,
            )

    def need_choices(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> NeedChoices:
        """Read how opinions are read."""
        from ..gis.needs import NeedChoices
        from ..gis.opinions import OpinionFields

        def number(name: str) -> float:
            return float(self.parameterAsDouble(parameters, name, context))  # type: ignore[attr-defined]

        def name_of(name: str) -> str | None:
            return self.field(parameters, name, context)  # type: ignore[attr-defined]

        names = OpinionFields(
            name_of(OPINION_SERVICE_FIELD) or "service",
            name_of(IMPORTANCE_FIELD),
            name_of(SATISFACTION_FIELD),
            name_of(RESPONDENT_FIELD),
        )
        return NeedChoices(
            names,
            number(OPINION_MINUTES),
            number(SATISFIED),
            number(ENOUGH_ANSWERS),
            number(STRENGTH),
        )

    def read_opinions(
        self,
        parameters: dict[str, Any],
        given: CoverageInput,
        choices: NeedChoices,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Opinions:
        """Read the opinions; none where the layer is not given."""
        from ..gis.opinions import no_opinions, read_opinions

        if not self.is_given(parameters, OPINIONS):  # type: ignore[attr-defined]
            return no_opinions()
        table = self.read(  # type: ignore[attr-defined]
            parameters, OPINIONS, tr("Opinions"), given.tables, context, feedback, True
        )
        return read_opinions(table, choices.names, feedback)


def make_optional(parameter: QgsProcessingParameterDefinition) -> None:
    """Let a parameter that is already there be left out."""
    flag = QgsProcessingParameterDefinition.Flag.FlagOptional
    parameter.setFlags(parameter.flags() | flag)
