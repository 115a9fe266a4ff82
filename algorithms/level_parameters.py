"""The parameters of rung 2: fields of the facilities, periods of need, how supply is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..gis.i18n import tr
from .judging_parameters import JudgingAlgorithm

if TYPE_CHECKING:
    from ..gis.levels import LevelChoices


class LevelAlgorithm(JudgingAlgorithm):
    """An algorithm that judges how good services are."""

    METHOD = "METHOD"
    CAPACITY_FIELD = "CAPACITY_FIELD"
    QUALITY_FIELD = "QUALITY_FIELD"
    HOURS_FIELD = "HOURS_FIELD"
    FLOOR_FIELD = "FLOOR_FIELD"
    PERIODS = "PERIODS"
    LEAST_QUALITY = "LEAST_QUALITY"
    OPEN_SHARE = "OPEN_SHARE"
    ONLY_SET = "ONLY_SET"

    def add_levels(self) -> None:
        """Add how supply is shared, and what is known of facilities."""
        self.add(
            QgsProcessingParameterEnum(
                self.METHOD,
                tr("Method"),
                [
                    tr("2SFCA (all within the limit alike)"),
                    tr("E2SFCA (three zones)"),
                    tr("Gaussian 2SFCA"),
                    tr("3SFCA (with choice)"),
                ],
                defaultValue=2,
            ),
            tr("How nearness counts when the capacity of facilities is shared among all who reach "
               "them."),
        )  # fmt: skip
        for name, label, default, text in (
            (
                self.CAPACITY_FIELD,
                tr("Capacity field"),
                "capacity",
                tr(
                    "Places, beds, meals or the persons that a facility is meant for; the field "
                    "capacity_unit says which. Empty: unknown."
                ),
            ),
            (
                self.QUALITY_FIELD,
                tr("Quality field"),
                "quality",
                tr("1 to 5. Empty: unknown."),
            ),
            (
                self.HOURS_FIELD,
                tr("Opening hours field"),
                "hours",
                tr("In OpenStreetMap's syntax, such as Mo-Fr 08:00-17:00. Empty: unknown."),
            ),
            (
                self.FLOOR_FIELD,
                tr("Floor area field"),
                "floor_m2",
                tr("Square metres; of open ground its land. Empty: unknown."),
            ),
        ):
            self.add_field(name, label, default, self.FACILITIES, text)
        self.add(
            QgsProcessingParameterString(self.PERIODS, tr("Periods of need"), optional=True),
            tr("When services are needed, where it is not as in the profile: for example "
               "community_canteen=weekday_lunch|weekday_dinner; library=Sa-Su 09:00-17:00."),
            advanced=True,
        )  # fmt: skip
        self.add(
            QgsProcessingParameterNumber(
                self.LEAST_QUALITY,
                tr("Least quality"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=3.0,
                minValue=1.0,
                maxValue=5.0,
            ),
            tr("Quality, of 5, from which a facility is good."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.OPEN_SHARE,
                tr("Share of a period"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=0.5,
                minValue=0.01,
                maxValue=1.0,
            ),
            tr("Share of a period of need during which a facility must be open to count as open."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(
                self.ONLY_SET, tr("Ask only for what the standard sets"), False
            ),
            tr("A criterion for which the standard sets nothing, such as a least size, is then not "
               "asked. Otherwise it is unknown, and so is whether the service is good."),
            advanced=True,
        )  # fmt: skip

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuse periods that are none."""
        from ..engine.errors import EngineError
        from ..gis.facility_facts import read_periods
        from ..gis.sentences import sentence

        try:
            read_periods(self.parameterAsString(parameters, self.PERIODS, context))
        except EngineError as error:
            return False, sentence(error)
        return super().checkParameterValues(parameters, context)

    def level_choices(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> LevelChoices:
        """Read how rung 2 is judged."""
        from ..engine.floating_catchment import Method
        from ..gis.facility_facts import FacilityFields, read_periods
        from ..gis.levels import LevelChoices

        periods, periods_of = read_periods(
            self.parameterAsString(parameters, self.PERIODS, context)
        )
        return LevelChoices(
            Method(self.parameterAsEnum(parameters, self.METHOD, context)),
            FacilityFields(
                self.field(parameters, self.CAPACITY_FIELD, context),
                self.field(parameters, self.QUALITY_FIELD, context),
                self.field(parameters, self.HOURS_FIELD, context),
                self.field(parameters, self.FLOOR_FIELD, context),
            ),
            periods,
            periods_of,
            self.parameterAsDouble(parameters, self.LEAST_QUALITY, context),
            self.parameterAsDouble(parameters, self.OPEN_SHARE, context),
            self.parameterAsBoolean(parameters, self.ONLY_SET, context),
        )
