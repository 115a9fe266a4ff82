"""Files and layers of a survey into one package of clean layers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ..engine.errors import EngineError
from ..gis.i18n import tr
from ..gis.sentences import sentence, told_in_sentences
from .base import Dresser, LifeCircleAlgorithm

if TYPE_CHECKING:
    from ..survey.loading.load import LoadedLayer
    from ..survey.matching.mapping import SurveyMapping

LAYER = "layer:"
"""Before the id of a layer of the project, where a mapping names one as a source."""


class LoadSurvey(LifeCircleAlgorithm):
    """Whatever a planner has into clean layers."""

    ICON = "survey.svg"
    MAPPING = "MAPPING"
    CRS = "CRS"
    LOAD = "LOAD"
    OUTPUT = "OUTPUT"

    def __init__(self) -> None:
        super().__init__()
        self._mapping: SurveyMapping | None = None
        self._given: dict[str, tuple[str, Any, Any, str, bool]] = {}

    def name(self) -> str:
        """Return the stable id."""
        return "loadsurvey"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Load survey")

    def group(self) -> str:
        """Return the group shown."""
        return tr("Survey")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return "survey"

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr("survey,import,csv,excel,xlsx,shapefile,gbk,kobo,odk,clean,mapping").split(",")

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Reads the files and layers of a survey and writes clean layers into one GeoPackage: "
            "streets, barriers, gates, residents, facilities, opinions, idle premises and "
            "neighbourhoods.\n\n"
            "Tables may be CSV or a workbook, in UTF-8 or GB18030, with any delimiter and with "
            "titles above the headings. Columns and categories are matched by a mapping that the "
            "Survey dock saves, or by suggestion where there is none.\n\n"
            "Rows and values that cannot be used are listed in the table 'rejects' with line, "
            "column, value and reason; rows loaded and left out add up to the rows of the source. "
            "Columns with personal data are left out unless the mapping keeps them. Loading again "
            "updates rows by their id; sources are never changed."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        from ..survey.matching.roles import list_roles

        del configuration
        self.add(
            QgsProcessingParameterString(self.MAPPING, tr("Mapping"), optional=True),
            tr("Path of a mapping saved from the Survey dock, or its text. Empty: columns are "
               "matched by suggestion."),
        )  # fmt: skip
        titles = role_titles()
        for key in list_roles():
            self.add(
                QgsProcessingParameterFile(key.upper(), titles[key], optional=True),
                tr("File with these rows; takes the place of the one in the mapping."),
            )
        self.add(
            QgsProcessingParameterCrs(self.CRS, tr("CRS of the clean layers"), optional=True),
            tr("Empty: that of the streets, or of another source in metres."),
        )
        self.add(
            QgsProcessingParameterBoolean(
                self.LOAD, tr("Add the layers to the project"), defaultValue=True
            ),
            tr("Styled, with names and forms for their fields."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.OUTPUT, tr("Survey package"), tr("GeoPackage (*.gpkg)")
            ),
            tr("GeoPackage to write. One that is there already is brought up to date."),
        )
        self.addOutput(QgsProcessingOutputNumber("LOADED", tr("Rows loaded")))
        self.addOutput(QgsProcessingOutputNumber("LEFT_OUT", tr("Rows left out")))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuse a mapping that cannot be read, or none at all."""
        able, why = super().checkParameterValues(parameters, context)
        if not able:
            return able, why
        try:
            mapping = self._read_mapping(parameters, context)
        except EngineError as error:
            return False, sentence(error)
        if not mapping.sources:
            return False, tr("No source was chosen. Choose a file for at least one layer.")
        return True, ""

    def _read_mapping(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> SurveyMapping:
        from ..survey.matching.mapping import (
            SourceMapping,
            SurveyMapping,
            open_mapping,
            read_mapping,
        )
        from ..survey.matching.roles import list_roles

        text = self.parameterAsString(parameters, self.MAPPING, context).strip()
        if not text:
            mapping = SurveyMapping()
        elif text.startswith("{"):
            mapping = read_mapping(text)
        else:
            mapping = open_mapping(Path(text))
        for key in list_roles():
            path = self.parameterAsString(parameters, key.upper(), context).strip()
            if path and key in mapping.sources:
                mapping.sources[key].source = path
            elif path:
                mapping.sources[key] = SourceMapping(path)
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        if self.is_given(parameters, self.CRS) and crs.isValid():
            mapping.crs = crs.authid() or crs.toWkt()
        return mapping

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """Take hold of layers of the project, which only the main thread may touch."""
        try:
            self._mapping = self._read_mapping(parameters, context)
        except EngineError as error:
            feedback.reportError(sentence(error))
            return False
        for key, source in self._mapping.sources.items():
            if not source.source.startswith(LAYER):
                continue
            project = context.project()
            layer = project and project.mapLayer(source.source.removeprefix(LAYER))
            if not isinstance(layer, QgsVectorLayer):
                feedback.reportError(
                    tr("{role}: the layer is no longer in the project. Choose another.").format(
                        role=role_titles()[key]
                    )
                )
                return False
            crs = layer.crs()
            self._given[key] = (
                layer.name(),
                layer.fields(),
                QgsVectorLayerFeatureSource(layer),
                (crs.authid() or crs.toWkt()) if crs.isValid() else "",
                layer.isSpatial(),
            )
        return True

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, clean, write, report."""
        from ..survey.loading.load import load_survey
        from ..survey.reading.map_layers import read_features

        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        package = Path(output)
        if package.suffix.lower() != ".gpkg":
            package = package.with_name(package.name + ".gpkg")

        def progress(share: float) -> bool:
            feedback.setProgress(100 * share)
            return not feedback.isCanceled()

        tables = {
            key: read_features(name, fields, source.getFeatures(), crs, spatial)
            for key, (name, fields, source, crs, spatial) in self._given.items()
        }
        with told_in_sentences():
            loaded = load_survey(
                self._mapping, package, progress, tables, context.transformContext()
            )
        for layer in loaded:
            report(layer, feedback)
        if self.parameterAsBoolean(parameters, self.LOAD, context):
            self._add_layers(loaded, package, context)
        return {
            self.OUTPUT: str(package),
            "LOADED": sum(layer.loaded for layer in loaded),
            "LEFT_OUT": sum(layer.left_out for layer in loaded),
        }

    @staticmethod
    def _add_layers(
        loaded: list[LoadedLayer], package: Path, context: QgsProcessingContext
    ) -> None:
        titles = role_titles()
        for layer in loaded:
            uri = f"{package}|layername={layer.role}"
            details = QgsProcessingContext.LayerDetails(
                titles[layer.role], context.project(), layer.role
            )
            details.setPostProcessor(Dresser.make(layer.role))
            context.addLayerToLoadOnCompletion(uri, details)


def role_titles() -> dict[str, str]:
    """Return what the layers of a survey are called."""
    return {
        "streets": tr("Streets"),
        "barriers": tr("Barriers"),
        "gates": tr("Gates"),
        "residents": tr("Residents"),
        "facilities": tr("Facilities"),
        "opinions": tr("Opinions"),
        "premises": tr("Idle premises"),
        "areas": tr("Neighbourhoods"),
    }


def report(layer: LoadedLayer, feedback: QgsProcessingFeedback) -> None:
    """Say what became of a source, in numbers that add up."""
    title = role_titles()[layer.role]
    feedback.pushInfo(
        tr("{layer}: {total} rows in {file}, {loaded} loaded, {left_out} left out.").format(
            layer=title,
            total=layer.total,
            file=layer.source,
            loaded=layer.loaded,
            left_out=layer.left_out,
        )
    )
    change = layer.change
    if change is not None and (change.changed or change.gone or change.same):
        feedback.pushInfo(
            tr("{layer}: {new} new, {changed} changed, {gone} gone, {same} as before.").format(
                layer=title, new=change.new, changed=change.changed, gone=change.gone,
                same=change.same,
            )
        )  # fmt: skip
    if layer.left_out or layer.values_unknown or layer.values_taken:
        feedback.pushWarning(
            tr("{layer}: {rows} rows left out, {unknown} values unknown, {taken} values read "
               "otherwise than they stand; the table 'rejects' lists them.")
            .format(layer=title, rows=layer.left_out, unknown=layer.values_unknown,
                    taken=layer.values_taken)
        )  # fmt: skip
    personal = [heading for heading, why in layer.dropped if why == "personal"]
    if personal:
        feedback.pushWarning(
            tr("{layer}: columns with personal data were left out: {columns}.").format(
                layer=title, columns=", ".join(personal)
            )
        )
    others = [heading for heading, why in layer.dropped if why != "personal"]
    if others:
        feedback.pushInfo(
            tr("{layer}: columns that no field needs were left out: {columns}.").format(
                layer=title, columns=", ".join(others)
            )
        )
    for note in layer.notes:
        feedback.pushInfo(note)
