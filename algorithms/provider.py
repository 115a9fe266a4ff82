"""The provider that lists Life Circle's algorithms in the toolbox."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..gis.i18n import tr
from .base import ICONS
from .checksurvey import CheckSurvey
from .correctchinacoordinates import CorrectChinaCoordinates
from .coveragegaps import CoverageGaps
from .diagnose import Diagnose
from .explain import Explain
from .fieldproject import FieldProject
from .importosm import ImportOsm
from .loadsurvey import LoadSurvey
from .preparestreets import PrepareStreets
from .residentneeds import ResidentNeeds
from .servicelevels import ServiceLevels
from .surveyform import SurveyForm
from .walkcatchments import WalkCatchments
from .walktimes import WalkTimes


class LifeCircleProvider(QgsProcessingProvider):
    """Life Circle in the toolbox."""

    def loadAlgorithms(self) -> None:
        """List the algorithms."""
        for algorithm in (
            WalkCatchments,
            WalkTimes,
            CoverageGaps,
            Diagnose,
            Explain,
            ServiceLevels,
            ResidentNeeds,
            LoadSurvey,
            ImportOsm,
            CorrectChinaCoordinates,
            PrepareStreets,
            CheckSurvey,
            SurveyForm,
            FieldProject,
        ):
            self.addAlgorithm(algorithm())

    def id(self) -> str:
        """Return the stable id."""
        return "lifecircle"

    def name(self) -> str:
        """Return the name shown."""
        return tr("Life Circle")

    def icon(self) -> QIcon:
        """Return the icon shown."""
        return QIcon(str(ICONS / "lifecircle.svg"))
