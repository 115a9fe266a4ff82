"""The Survey dock: whatever a planner has, into the canvas, checked."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.gui import QgsDockWidget, QgsFileWidget
from qgis.PyQt.QtCore import QLocale, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog

from ..algorithms.loadsurvey import LAYER, role_titles
from ..engine.errors import EngineError
from ..gis.i18n import tr
from ..gis.sentences import sentence
from ..survey.reading.source_names import split_source
from .algorithm_run import AlgorithmRun, Outcome
from .field_work import FieldWork
from .findings_list import FindingsList
from .inspection_task import InspectionTask, Question
from .known_words import known_words, remember_words
from .map_view import zoom_to
from .mapping_files import ask_for_mapping, ask_where_to_save, read_mapping_file
from .remembered import recall, remember
from .resources import load_ui
from .source_details import SourceDetails, accept_suggestions, needs_answer
from .source_rows import SourceRows
from .survey_layers import REJECTS, PackageAdding

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer
    from qgis.gui import QgisInterface

    from ..survey.inspection import Inspection
    from ..survey.matching.mapping import SurveyMapping

_ALGORITHM = "lifecircle:loadsurvey"
_SECTION = "survey"


class SurveyDock(QgsDockWidget):
    """Asks for the sources of a survey, matches them, loads them.

    Parameters
    ----------
    iface
        QGIS.

    Signals
    -------
    loaded
        Layers by role, once a survey was loaded.
    """

    loaded = pyqtSignal(object)

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        load_ui("survey_dock", self)
        self._iface = iface
        self._run = AlgorithmRun(self)
        self._tasks: list[InspectionTask] = []
        self._found: dict[str, Inspection] = {}
        self._shown = ""
        self._rejects: QgsVectorLayer | None = None
        self._layers: dict[str, QgsVectorLayer] = {}
        self._outcome: Outcome | None = None
        self._adding = PackageAdding(self)
        # QGIS shows a first layer whole soon after it is there; the zoom to the survey comes after.
        self._idle = QTimer(self, singleShot=True, interval=300, timeout=self._zoom_to_survey)
        self._rows = SourceRows(self.sources, self.sources_grid)
        self._details = SourceDetails(self)
        self._findings = FindingsList(iface, self)
        # all rows in sight at once; what is left is for the details
        self.sources_scroll.setMinimumHeight(self.sources.sizeHint().height() + 4)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.details.hide()
        self.notes_group.hide()
        self.progress.hide()
        self.package.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.package.setFilter(tr("GeoPackage (*.gpkg)"))
        self.package.setConfirmOverwrite(False)

        self._rows.chosen.connect(self._choose)
        self._rows.selected.connect(self._show)
        self._details.changed.connect(self._mark)
        self._details.place_changed.connect(self._look_again)
        self.folder_button.clicked.connect(self._choose_folder)
        self.open_button.clicked.connect(self._open_mapping)
        self.save_button.clicked.connect(self._save_mapping)
        self.load_button.clicked.connect(self.load)
        self.cancel_button.clicked.connect(self._cancel)
        self.rejects_button.clicked.connect(self._show_rejects)
        self._run.progressed.connect(lambda percent: self.progress.setValue(round(percent)))
        self._run.ended.connect(self._end)
        self._adding.ended.connect(self._tell_loaded)
        QgsProject.instance().readProject.connect(self._restore)
        QgsProject.instance().cleared.connect(self._forget)
        self._field_work = FieldWork(self, iface, self._say, self._complain)
        self._restore()

    def leave(self) -> None:
        """Stop what runs and listen to the project no more."""
        self._field_work.leave()
        self._run.abandon()
        self._findings.leave()
        self._adding.stop()
        self._stop_looking()
        QgsProject.instance().readProject.disconnect(self._restore)
        QgsProject.instance().cleared.disconnect(self._forget)

    def look_through(self, folder: str) -> None:
        """Look through a folder and offer its files for the layers that they fit."""
        self._say(tr("Looking through {folder}…").format(folder=Path(folder).name))
        if not self.package.filePath():
            self.package.setFilePath(str(Path(folder) / "survey.gpkg"))
        self._look([], folder)

    def mapping(self) -> SurveyMapping:
        """Return what was matched, as the dock stands now."""
        from ..survey.matching.mapping import SurveyMapping

        whole = SurveyMapping()
        for role, found in self._found.items():
            accept_suggestions(found)
            found.mapping.source = found.source
            whole.sources[role] = found.mapping
        return whole

    def load(self) -> None:
        """Load the survey."""
        if not self._found:
            self._complain(tr("Choose a folder, or a file or layer for at least one row."))
            return
        for role, found in self._found.items():
            why = needs_answer(found)
            if why:
                self._rows.select(role)
                self._show(role)
                self._complain(f"{role_titles()[role]}: {why}")
                return
        path = self.package.filePath().strip()
        if not path:
            self._complain(tr("Choose the package that the clean layers are written to."))
            return
        mapping = self.mapping()
        self._remember(mapping)
        self.progress.setValue(0)
        self._say(tr("Loading…"))
        parameters = {"MAPPING": mapping.to_json(), "LOAD": False, "OUTPUT": path}
        why = self._run.start(_ALGORITHM, parameters)
        if why:
            self._complain(why)
        self._show_running()

    def _choose(self, role: str, source: str) -> None:
        if not source:
            self._found.pop(role, None)
            self._rows.show_source(role, "")
            if self._shown == role:
                self.details.hide()
            return
        self._rows.select(role)
        self._shown = role
        if not self.package.filePath() and not source.startswith(LAYER):
            self.package.setFilePath(str(Path(split_source(source)[0]).parent / "survey.gpkg"))
        questions = [Question(role, source)]
        if role == "streets":
            # what the streets say of the others' places is new
            questions += [
                Question(other, found.source) for other, found in self._found.items()
                if other != role and found.is_table
            ]  # fmt: skip
        self._look(questions)

    def _look_again(self, role: str) -> None:
        found = self._found[role]
        self._look([Question(role, found.source, found.mapping)])

    def _look(self, questions: list[Question], folder: str = "") -> None:
        for question in questions:
            self._rows.wait(question.role)
        task = InspectionTask(questions, self._found, known_words(), folder)
        task.inspected.connect(self._take)
        task.taskCompleted.connect(lambda: self._looked(task))
        task.taskTerminated.connect(lambda: self._looked(task))
        self._tasks.append(task)
        QgsApplication.taskManager().addTask(task)

    def _take(self, found: Inspection) -> None:
        self._found[found.role] = found
        self._rows.show_source(found.role, found.source)
        self._mark(found.role)
        if not self._shown or self._shown == found.role:
            self._rows.select(found.role)
            self._show(found.role)

    def _looked(self, task: InspectionTask) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
        if task.failure:
            self._complain(task.failure)
        elif not self._tasks:
            self._tell_state()
        if task.conflicts:
            self._complain(
                tr("Mergin Maps could not merge {files}: see whether answers are only there. They "
                   "are passed over.").format(files=", ".join(task.conflicts))
            )  # fmt: skip

    def _tell_state(self) -> None:
        if not self._found:
            self._complain(tr("No file there looks like part of a survey."))
            return
        open_ones = [role for role, found in self._found.items() if needs_answer(found)]
        if open_ones:
            titles = role_titles()
            self._say(
                tr("Something has still to be said of: {layers}.").format(
                    layers=", ".join(titles[role] for role in open_ones)
                )
            )
            return
        self._say(tr("Look through columns, categories and places, then press Load."))

    def _mark(self, role: str) -> None:
        found = self._found[role]
        if found.error is not None:
            self._rows.fail(role, sentence(found.error))
        else:
            self._rows.succeed(role, found.total, bool(needs_answer(found)))

    def _show(self, role: str) -> None:
        self._shown = role
        found = self._found.get(role)
        if found is None:
            self.details.hide()
            return
        if found.error is not None:
            self.details.hide()
            self._complain(sentence(found.error))
            return
        self.details.show()
        self._details.show(found, role_titles()[role])

    def _end(self, outcome: Outcome) -> None:
        self._show_running()
        self._show_notes(outcome.notes)
        if outcome.cancelled:
            self._say(tr("Stopped. Nothing was written."))
        elif outcome.results is None:
            self._complain(outcome.error)
        else:
            self._outcome = outcome
            self._adding.start(Path(outcome.results["OUTPUT"]), self._found)
            self._show_running()

    def _tell_loaded(self, layers: dict[str, QgsVectorLayer]) -> None:
        outcome, self._layers = self._outcome, layers
        self._show_running()
        self._rejects = layers.get(REJECTS)
        left_out = int(outcome.results["LEFT_OUT"])
        self.rejects_button.setEnabled(self._rejects is not None)
        number = QLocale().toString
        self._say(
            tr("Loaded in {seconds} s: {rows} rows, {left_out} left out.").format(
                seconds=number(outcome.seconds, "f", 1),
                rows=number(int(outcome.results["LOADED"])),
                left_out=number(left_out),
            )
        )
        self._idle.start()
        self.loaded.emit(layers)

    def _zoom_to_survey(self) -> None:
        for role in ("areas", "residents", "facilities", "streets"):
            layer = self._layers.get(role)
            if layer is not None and layer.featureCount():
                zoom_to(self._iface.mapCanvas(), layer.extent(), layer.crs())
                return

    def _show_rejects(self) -> None:
        if self._rejects is not None:
            self._iface.showAttributeTable(self._rejects)

    def _show_running(self) -> None:
        running = self._run.is_running
        self.load_button.setEnabled(not running and not self._adding.is_running)
        self.cancel_button.setEnabled(running)
        self.progress.setVisible(running)

    def _show_notes(self, notes: list[tuple[bool, str]]) -> None:
        self.notes_group.setVisible(bool(notes))
        self.notes_group.setTitle(tr("Notes ({n})").format(n=len(notes)))
        self.notes.setHtml(
            "".join(
                f"<p>{'<b>⚠</b> ' if warning else ''}{escape(text)}</p>" for warning, text in notes
            )
        )

    def _cancel(self) -> None:
        self._run.cancel()

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder with the survey"))
        if folder:
            self.look_through(folder)

    def _open_mapping(self) -> None:
        path = ask_for_mapping(self)
        if path is not None:
            self._take_mapping(lambda: read_mapping_file(path))

    def _save_mapping(self) -> None:
        file = ask_where_to_save(self)
        if file is None:
            return
        try:
            file.write_text(self.mapping().to_json(file.resolve().parent), "utf-8")
        except OSError as error:
            self._complain(str(error))
            return
        self._say(tr("The mapping is saved in {file}.").format(file=file.name))

    def _take_mapping(self, read) -> None:  # noqa: ANN001
        try:
            mapping = read()
        except EngineError as error:
            self._complain(sentence(error))
            return
        self._found.clear()
        self._shown = ""
        questions = []
        for role, source in mapping.sources.items():
            self._rows.show_source(role, source.source)
            questions.append(Question(role, source.source, source))
        self._look(questions)

    def _remember(self, mapping: SurveyMapping) -> None:
        remember(_SECTION, {"mapping": mapping.to_json(), "package": self.package.filePath()})
        remember_words(mapping)

    def _restore(self) -> None:
        from ..survey.matching.mapping import read_mapping

        text = recall(_SECTION, "mapping")
        self.package.setFilePath(recall(_SECTION, "package") or "")
        if text:
            self._take_mapping(lambda: read_mapping(text))
        else:
            self._say(tr("Choose a folder with the survey's files, or a source for each row."))

    def _forget(self) -> None:
        """Take a closed project's survey off the dock."""
        self._stop_looking()
        self._adding.stop()
        self._found.clear()
        self._shown = ""
        self._rejects = None
        self._layers = {}
        self._details.clear()
        self.rejects_button.setEnabled(False)
        self.package.setFilePath("")
        for role in role_titles():
            self._rows.show_source(role, "")
        self.details.hide()
        self.notes_group.hide()
        self._say(tr("Choose a folder with the survey's files, or a source for each row."))

    def _stop_looking(self) -> None:
        for task in self._tasks:
            task.inspected.disconnect(self._take)
            task.cancel()
        self._tasks.clear()

    def _say(self, text: str) -> None:
        self.message.setStyleSheet("")
        self.message.setText(text)

    def _complain(self, text: str) -> None:
        self.message.setStyleSheet("color: #b3261e")
        self.message.setText(text)
        self._iface.messageBar().pushMessage(tr("Life Circle"), text, Qgis.MessageLevel.Warning)
