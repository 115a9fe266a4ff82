"""A project for field work, ready for QField."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from ..gis.i18n import tr
from ..gis.sentences import told_in_sentences
from .base import LifeCircleAlgorithm
from .loadsurvey import role_titles

if TYPE_CHECKING:
    from ..survey.field_layers import FieldLayers

_SHAPES = {
    "opinions": [QgsProcessing.SourceType.TypeVectorPoint],
    "facilities": [QgsProcessing.SourceType.TypeVectorAnyGeometry],
    "gates": [QgsProcessing.SourceType.TypeVectorPoint],
    "barriers": [
        QgsProcessing.SourceType.TypeVectorLine, QgsProcessing.SourceType.TypeVectorPolygon,
    ],
    "residents": [
        QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon,
    ],
    "streets": [QgsProcessing.SourceType.TypeVectorLine],
    "areas": [QgsProcessing.SourceType.TypeVectorPolygon],
}  # fmt: skip


class FieldProject(LifeCircleAlgorithm):
    """Write a folder for field work."""

    ICON = "field_project.svg"
    TITLE = "TITLE"
    PHOTOS = "PHOTOS"
    CRS = "CRS"
    OUTPUT = "OUTPUT"

    def name(self) -> str:
        """Return the stable id."""
        return "fieldproject"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Project for field work")

    def group(self) -> str:
        """Return the group shown."""
        return tr("Survey")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return "survey"

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr("survey,field,mobile,qfield,mergin,opinions,photo,offline").split(",")

    def flags(self) -> QgsProcessingAlgorithm.Flag:
        """Run beside nothing else: it makes a project, as only the main thread may."""
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Writes a folder with a GeoPackage and a QGIS project for collecting opinions in the "
            "field. QField opens it as it is: copy the folder to the device. The form has lists "
            "of services, numbers from 1 to 5, the date of today and a photo; each opinion gets "
            "an id of its own.\n\n"
            "Other layers go along to be looked at and cannot be changed. They carry no personal "
            "data, and homes carry no numbers of people.\n\n"
            "Give the opinions collected so far, and they come back with the new ones: load the "
            "layer opinions of the returned field.gpkg as Opinions in the Survey dock. Rows are "
            "known by their id: new ones are added, changed ones changed, deleted ones taken out. "
            "Paths of photos are kept; copy the folder DCIM beside your project."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        self.add(
            QgsProcessingParameterString(self.TITLE, tr("Title"), defaultValue=tr("Field work")),
            tr("Name of the project, as the device shows it."),
        )
        titles = role_titles()
        for role, shapes in _SHAPES.items():
            text = tr("Goes along to be looked at; it cannot be changed in the field.")
            if role == "opinions":
                text = tr("Opinions collected so far, which can be changed and added to in the "
                          "field. Empty: none yet.")  # fmt: skip
            self.add(
                QgsProcessingParameterFeatureSource(
                    role.upper(), titles[role], shapes, optional=True
                ),
                text,
            )
        self.add(
            QgsProcessingParameterBoolean(self.PHOTOS, tr("With photos"), defaultValue=True),
            tr("If set, an opinion can have a photo, which is kept in the folder DCIM."),
        )
        self.add(
            QgsProcessingParameterCrs(self.CRS, tr("CRS"), optional=True),
            tr("CRS of the project and all its layers. Empty: that of the first layer given, else "
               "of the project."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Folder")),
            tr("Where the project is written; a folder that holds a field project is refused."),
        )
        self.addOutput(QgsProcessingOutputFile("PROJECT", tr("Project")))
        self.addOutput(QgsProcessingOutputFile("PACKAGE", tr("GeoPackage")))
        self.addOutput(QgsProcessingOutputNumber("OPINION_COUNT", tr("Opinions that go along")))

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Write the folder."""
        from ..gis.words import own_words
        from ..survey.field_project import PACKAGE, PROJECT, write_field_project

        folder = Path(self.parameterAsString(parameters, self.OUTPUT, context))
        sources = {}
        for role in _SHAPES:
            if self.is_given(parameters, role.upper()):
                sources[role] = self.source(parameters, role.upper(), context)
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        if not crs.isValid():
            crs = _choose_crs([source.sourceCrs() for source in sources.values()], context)
        self.stop_if_cancelled(feedback)
        with told_in_sentences():
            told = write_field_project(
                folder,
                self.parameterAsString(parameters, self.TITLE, context).strip() or tr("Field work"),
                sources,
                role_titles(),
                crs,
                context.transformContext(),
                own_words(),
                self.parameterAsBoolean(parameters, self.PHOTOS, context),
            )
        _report(told, folder, feedback)
        return {
            self.OUTPUT: str(folder),
            "PROJECT": str(folder / PROJECT),
            "PACKAGE": str(folder / PACKAGE),
            "OPINION_COUNT": told.counts["opinions"],
        }


def _choose_crs(
    found: list[QgsCoordinateReferenceSystem], context: QgsProcessingContext
) -> QgsCoordinateReferenceSystem:
    """Choose the CRS of the first layer that has one, else the project's, else degrees."""
    project = context.project()
    known = [*found, *([project.crs()] if project else [])]
    return next((crs for crs in known if crs.isValid()), QgsCoordinateReferenceSystem("EPSG:4326"))


def _report(told: FieldLayers, folder: Path, feedback: QgsProcessingFeedback) -> None:
    titles = role_titles()
    for role, count in told.counts.items():
        feedback.pushInfo(tr("{layer}: {count} rows.").format(layer=titles[role], count=count))
        lost = told.without_place.get(role, 0)
        if lost:
            feedback.pushWarning(
                tr("{layer}: {count} rows are left out: they have no place.").format(
                    layer=titles[role], count=lost
                )
            )
        if told.personal.get(role):
            feedback.pushWarning(
                tr("{layer}: columns with personal data were left out: {columns}.").format(
                    layer=titles[role], columns=", ".join(told.personal[role])
                )
            )
    if told.cleaned:
        feedback.pushWarning(
            tr("Personal data were taken out of the texts of {count} opinions.").format(
                count=told.cleaned
            )
        )
    feedback.pushInfo(
        tr("The project is in {folder}. Copy the whole folder to the device.").format(
            folder=folder.name
        )
    )
