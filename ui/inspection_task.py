"""Looks at sources beside QGIS's own work, so that the program never waits for a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject, QgsTask, QgsVectorLayer, QgsVectorLayerFeatureSource
from qgis.PyQt.QtCore import pyqtSignal

from ..algorithms.loadsurvey import LAYER
from ..gis.i18n import tr

if TYPE_CHECKING:
    from ..survey.inspection import Inspection
    from ..survey.matching.mapping import SourceMapping


@dataclass
class Question:
    """A source to look at.

    Attributes
    ----------
    role, source
        What it is to become, and where it is.
    given
        A mapping to keep to; None suggests one.
    """

    role: str
    source: str
    given: SourceMapping | None = None
    layer: tuple[Any, ...] | None = field(default=None)

    def take_hold(self) -> None:
        """Take hold of a layer of the project, in the main thread."""
        layer = QgsProject.instance().mapLayer(self.source.removeprefix(LAYER))
        if self.source.startswith(LAYER) and isinstance(layer, QgsVectorLayer):
            crs = layer.crs()
            self.layer = (
                layer.name(),
                layer.fields(),
                QgsVectorLayerFeatureSource(layer),
                (crs.authid() or crs.toWkt()) if crs.isValid() else "",
                layer.isSpatial(),
            )


class InspectionTask(QgsTask):
    """Looks at sources one after the other, streets first: they help to judge the others.

    Parameters
    ----------
    questions
        What to look at.
    others
        What was found before, by role.
    before
        Words for services that were mapped before.
    folder
        A folder to look through instead: each of its files is offered for the layer it fits.

    Signals
    -------
    inspected
        An :class:`Inspection`, for each source.
    """

    inspected = pyqtSignal(object)

    def __init__(
        self,
        questions: list[Question],
        others: dict[str, Inspection],
        before: dict[str, str],
        folder: str = "",
    ) -> None:
        super().__init__(tr("Looking at the survey's sources"), QgsTask.Flag.CanCancel)
        self.questions, self._others, self._before = questions, dict(others), before
        self._folder = folder
        self._transforms = QgsProject.instance().transformContext()
        self.failure = ""
        self.conflicts: list[str] = []
        for question in questions:
            question.take_hold()

    def run(self) -> bool:
        """Look at each source; called in a thread of its own."""
        from ..survey.inspection import guess_roles, inspect_source
        from ..survey.reading.map_layers import read_features

        try:
            if self._folder:
                self.conflicts = list_conflicts(Path(self._folder))
                found = guess_roles(list_sources(Path(self._folder)))
                self.questions = [Question(role, source) for role, source in found.items()]
            self.questions.sort(key=lambda question: question.role != "streets")
            for number, question in enumerate(self.questions):
                if self.isCanceled():
                    return False
                table = None
                if question.layer is not None:
                    name, fields, source, crs, spatial = question.layer
                    table = read_features(name, fields, source.getFeatures(), crs, spatial)
                found_one = inspect_source(
                    question.role,
                    question.source,
                    self._others,
                    self._transforms,
                    question.given,
                    self._before,
                    table,
                )
                self._others[question.role] = found_one
                self.inspected.emit(found_one)
                self.setProgress(100 * (number + 1) / len(self.questions))
        except Exception as error:  # noqa: BLE001 - a task that raises takes QGIS's stack with it
            self.failure = f"{type(error).__name__}: {error}"
            return False
        return True


def list_sources(folder: Path) -> list[str]:
    """List the files of a folder that may be part of a survey, and the layers of packages."""
    from ..survey.field_layers import OPINIONS
    from ..survey.field_project import PACKAGE
    from ..survey.reading.map_layers import is_conflict, list_layers, opens_as_file
    from ..survey.reading.sources import TEXT_ENDINGS
    from ..survey.reading.workbooks import ENDINGS

    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or not opens_as_file(path):
            continue
        if is_conflict(path):
            continue
        ending = path.suffix.lower()
        if ending in (*TEXT_ENDINGS, *ENDINGS, ".shp", ".geojson", ".json", ".kml", ".fgb", ".tab"):
            found.append(str(path))
        elif ending in (".gpkg", ".gdb"):
            names = list_layers(path)
            if path.name == PACKAGE and OPINIONS in names:
                # what went along to be looked at is not the survey itself
                names = [OPINIONS]
            found += [f"{path}|layername={name}" for name in names]
    return found


def list_conflicts(folder: Path) -> list[str]:
    """List the names of files that Mergin Maps kept aside, as it could not merge them."""
    from ..survey.reading.map_layers import is_conflict

    return sorted(path.name for path in folder.iterdir() if path.is_file() and is_conflict(path))
