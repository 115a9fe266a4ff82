"""What the algorithms of all three rungs ask for, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .level_parameters import LevelAlgorithm
from .need_parameters import NeedParameters

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from ..gis.coverage_input import CoverageInput
    from ..gis.levels import LevelChoices
    from ..gis.needs import NeedChoices
    from ..gis.opinions import Opinions


class DiagnosisInput(NamedTuple):
    """Everything that a diagnosis is made of, as `gis.diagnosis.diagnose` takes it."""

    given: CoverageInput
    level_choices: LevelChoices
    opinions: Opinions
    need_choices: NeedChoices


class DiagnosisAlgorithm(NeedParameters, LevelAlgorithm):
    """Base class of what answers all three rungs."""

    def add_rungs(self) -> None:
        """Add the parameters of all rungs."""
        self.add_ground()
        self.add_homes_and_facilities()
        self.add_opinions(optional=True)
        self.add_standard()
        self.add_levels()
        self.add_need_choices()
        self.add_choices()
        self.add_reach()
        self.add_placing()

    def read_rungs(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> DiagnosisInput:
        """Read them."""
        given = self.read_input(parameters, context, feedback)
        choices = self.need_choices(parameters, context)
        opinions = self.read_opinions(parameters, given, choices, context, feedback)
        return DiagnosisInput(given, self.level_choices(parameters, context), opinions, choices)
