"""A form with which residents say what they need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QDate

from ..gis.i18n import tr
from ..gis.sentences import told_in_sentences
from .base import LifeCircleAlgorithm


class SurveyForm(LifeCircleAlgorithm):
    """Export an XLSForm."""

    ICON = "survey.svg"
    TITLE = "TITLE"
    SERVICES = "SERVICES"
    OUTPUT = "OUTPUT"

    def name(self) -> str:
        """Return the stable id."""
        return "surveyform"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Survey form for residents")

    def group(self) -> str:
        """Return the group shown."""
        return tr("Survey")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return "survey"

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr("survey,form,questionnaire,xlsform,kobo,odk,opinions,residents").split(",")

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Writes a questionnaire as an XLSForm, which KoboToolbox, ODK and others take as it "
            "is: a place on the map, a service, how important it is, how satisfied one is, what "
            "one wants to say, age and way of walking; in English and Chinese.\n\n"
            "It asks for no names, phone numbers or addresses. What the form server exports, as "
            "CSV or workbook, is read by the Survey dock without any mapping."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        self.add(
            QgsProcessingParameterString(
                self.TITLE, tr("Title"), defaultValue=tr("Services within a walk")
            ),
            tr("Shown above the questions."),
        )
        self.add(
            QgsProcessingParameterString(self.SERVICES, tr("Services"), optional=True),
            tr("Keys of the services to ask about, separated by commas. Empty: all of them."),
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Form"), tr("Workbook (*.xlsx)")),
            tr("The XLSForm to write."),
        )
        self.addOutput(QgsProcessingOutputNumber("ASKED", tr("Services asked about")))

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Write the form."""
        from ..survey.survey_form import write_survey_form

        path = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(path.name + ".xlsx")
        text = self.parameterAsString(parameters, self.SERVICES, context)
        services = [key.strip() for key in text.replace("，", ",").split(",") if key.strip()]
        title = self.parameterAsString(parameters, self.TITLE, context)
        version = QDate.currentDate().toString("yyyyMMdd")
        with told_in_sentences():
            asked = write_survey_form(path, title, version, services or None)
        feedback.pushInfo(
            tr("The form asks about {count} services: {file}").format(count=asked, file=path.name)
        )
        return {self.OUTPUT: str(path), "ASKED": asked}
