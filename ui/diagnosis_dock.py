"""The Diagnosis dock."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QLocale, Qt, QTimer
from qgis.PyQt.QtWidgets import QStyledItemDelegate

from ..gis.i18n import tr
from ..gis.rung_words import name_actions
from ..gis.words import own_words
from .actions_model import LINE_ROLE, ActionsModel, read_actions
from .algorithm_run import AlgorithmRun, Outcome
from .diagnosis_layers import OUTPUTS, DiagnosisLayers, homes_of
from .layer_choice import LayerChoice
from .map_view import zoom_to
from .margin_note import MarginNote
from .matrix_cells import MatrixCells
from .matrix_model import AREA_ROLE, SERVICE_ROLE, MatrixModel, MatrixOrder, read_matrix
from .resources import load_ui
from .sample_layers import load_sample
from .standard_choice import StandardChoice
from .table_choice import on_choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.core import QgsVectorLayer
    from qgis.gui import QgisInterface
    from qgis.PyQt.QtCore import QModelIndex

_ALGORITHM = "lifecircle:diagnose"
_SECTION = "diagnosis"
_WIDEST = {2: 120, 3: 90}
"""Pixels of long columns of the actions; their tips tell the whole."""


class DiagnosisDock(QgsDockWidget):
    """Asks for layers and a standard, runs the diagnosis, shows what it found.

    Parameters
    ----------
    iface
        QGIS.
    """

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        load_ui("diagnosis_dock", self)
        self._iface = iface
        self._run = AlgorithmRun(self)
        self._layers: DiagnosisLayers | None = None
        self._layer_choice = LayerChoice(self, _SECTION)
        self._standard_choice = StandardChoice(self, _SECTION)
        self._standard_choice.restore()
        self._margin_note = MarginNote(self, self.parameters)
        self._matrix, self._order, self._actions = MatrixModel(), MatrixOrder(), ActionsModel()
        # QGIS shows a first layer whole once it is idle; the zoom to the sample comes after.
        self._idle = QTimer(self, singleShot=True, interval=0, timeout=self._zoom_to_sample)
        self._set_up_tables()
        self.result.hide()
        self.notes_group.hide()
        self.progress.hide()
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.snap.setClearValue(self.snap.value())
        self.gate_tolerance.setClearValue(self.gate_tolerance.value())

        self.run_button.clicked.connect(self.run)
        self.cancel_button.clicked.connect(self._run.cancel)
        self.sample_button.clicked.connect(self.load_sample)
        self.show_all_button.clicked.connect(self._show_all)
        self.action_kind.currentIndexChanged.connect(self._filter_actions)
        on_choice(self.summary, self._show_cell)
        on_choice(self.actions, self._show_action)
        self._run.progressed.connect(lambda percent: self.progress.setValue(round(percent)))
        self._run.ended.connect(self._end)
        QgsProject.instance().readProject.connect(self._standard_choice.restore)
        QgsProject.instance().cleared.connect(self._forget)
        self._say(tr("Choose the layers and the standard, then press Diagnose."))

    def leave(self) -> None:
        """Stop what runs and listen to the project no more."""
        self._run.abandon()
        self._margin_note.leave()
        self._layer_choice.leave()
        QgsProject.instance().readProject.disconnect(self._standard_choice.restore)
        QgsProject.instance().cleared.disconnect(self._forget)

    def load_sample(self) -> None:
        """Add the sample's layers, choose them, zoom to them."""
        self.setUserVisible(True)
        try:
            layers = load_sample()
        except OSError as error:
            self._complain(str(error))
            return
        self._layer_choice.choose(layers)
        self._idle.start()
        self._say(tr("The sample sub-district is loaded. Press Diagnose."))

    def choose_layers(self, layers: Mapping[str, QgsVectorLayer]) -> None:
        """Choose layers by role, such as those of a survey that was just loaded."""
        self._layer_choice.choose(layers)

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the algorithm as the dock stands now."""
        return (
            self._layer_choice.parameters()
            | self._standard_choice.parameters()
            | {
                "SNAP": self.snap.value(),
                "GATE_TOLERANCE": self.gate_tolerance.value(),
                "LIMITS": self.limits.text().strip() or None,
                "COUNT_ALL": self.count_all.isChecked(),
                "ONLY_SET": self.only_set.isChecked(),
                "METHOD": self.method.currentIndex(),
                "PERIODS": self.periods.text().strip() or None,
            }
            | dict.fromkeys(OUTPUTS, "TEMPORARY_OUTPUT")
        )

    def run(self) -> None:
        """Start the algorithm."""
        missing = self._layer_choice.missing()
        if missing:
            self._complain(missing)
            return
        self._layer_choice.remember()
        self._standard_choice.remember()
        self.progress.setValue(0)
        self._say(tr("Walking the streets…"))
        why = self._run.start(_ALGORITHM, self.parameters())
        if why:
            self._complain(why)
        self._show_running()

    def _end(self, outcome: Outcome) -> None:
        self._show_running()
        self._show_notes(outcome.notes)
        if outcome.cancelled:
            self._say(tr("Stopped. Nothing was added to the project."))
        elif outcome.results is None:
            self._complain(outcome.error)
        else:
            self._show_results(outcome)

    def _show_results(self, outcome: Outcome) -> None:
        self._layers = DiagnosisLayers.add(
            outcome.results, outcome.context, self._standard_choice.title
        )
        rows = read_matrix(self._layers.features("matrix"))
        self._matrix.show_rows(rows)
        self._actions.show_lines(read_actions(self._layers.features("actions")))
        self._chosen = ("", "")
        self._filter_actions()
        self._fit_columns()
        self.show_all_button.setEnabled(False)
        # the answer needs the room that the question took
        self.data_group.setCollapsed(True)
        self.standard_group.setCollapsed(True)
        self.result.show()
        self.splitter.setSizes([1, self.splitter.height()])
        self.figures.setText(self._layers.figures())
        self._say(
            tr("Done in {seconds} s: {services} services judged, {gaps} gaps found.").format(
                seconds=QLocale().toString(outcome.seconds, "f", 1),
                services=len(rows),
                gaps=self._layers.layer("gaps").featureCount(),
            )
        )

    def _set_up_tables(self) -> None:
        self._order.setSourceModel(self._matrix)
        self.summary.setModel(self._order)
        self._cells = MatrixCells(self.summary)
        self._names = QStyledItemDelegate(self.summary)
        self.summary.setItemDelegate(self._cells)
        self.summary.setItemDelegateForColumn(0, self._names)
        self.actions.setModel(self._actions)
        for table in (self.summary, self.actions):
            height = table.fontMetrics().height() + 8
            table.verticalHeader().setDefaultSectionSize(height)
        # the order of the standard, and that of the ranks, until somebody asks for another
        self.summary.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.actions.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.action_kind.addItem(tr("All actions"), "")
        for key, name in name_actions(own_words()).items():
            self.action_kind.addItem(name, key)
        self.method.addItems(["2SFCA", "E2SFCA", tr("Gaussian 2SFCA"), "3SFCA"])
        self.method.setCurrentIndex(2)
        self._chosen = ("", "")

    def _fit_columns(self) -> None:
        self.summary.resizeColumnToContents(0)
        self.summary.setColumnWidth(0, min(170, self.summary.columnWidth(0)))
        for column in range(1, self._matrix.columnCount()):
            self.summary.setColumnWidth(column, 58)
        self.actions.resizeColumnsToContents()
        for column, most in _WIDEST.items():
            self.actions.setColumnWidth(column, min(most, self.actions.columnWidth(column)))

    def _show_cell(self, index: QModelIndex) -> None:
        """Show a service on the map, and where it falls short in a neighbourhood."""
        if self._layers is None:
            return
        service, area = index.data(SERVICE_ROLE), index.data(AREA_ROLE)
        name = self._matrix.row_of(self._order.mapToSource(index)).name
        self._layers.show(service)
        self.show_all_button.setEnabled(True)
        canvas = self._iface.mapCanvas()
        found = self._layers.select_homes(homes_of(service, area, below=True), canvas)
        if not found:
            self._layers.select_homes(homes_of(service, area), canvas)
        self._chosen = (service, area or "")
        self._filter_actions()
        self._say(
            tr("{service}: {n} homes for which it is not known to be good.").format(
                service=name, n=QLocale().toString(found)
            )
        )

    def _show_action(self, index: QModelIndex) -> None:
        """Select the homes that an action is for."""
        line = index.data(LINE_ROLE)
        if self._layers is None or line is None:
            return
        self._layers.show(line.service)
        self.show_all_button.setEnabled(True)
        condition = homes_of(line.service, line.area, line.reason)
        found = self._layers.select_homes(condition, self._iface.mapCanvas())
        self._say(
            tr("{action}: {service}, {area}: {n} homes.").format(
                action=name_actions(own_words()).get(line.action, line.action),
                service=line.name,
                area=line.area,
                n=QLocale().toString(found),
            )
        )

    def _filter_actions(self) -> None:
        service, area = self._chosen
        self._actions.show_only(self.action_kind.currentData() or "", service, area)

    def _show_all(self) -> None:
        self.summary.clearSelection()
        self.show_all_button.setEnabled(False)
        self._chosen = ("", "")
        self._filter_actions()
        if self._layers is not None:
            self._layers.show(None)
            homes = self._layers.layer("rungs")
            if homes is not None:
                homes.removeSelection()
                zoom_to(self._iface.mapCanvas(), homes.extent(), homes.crs())

    def _show_running(self) -> None:
        running = self._run.is_running
        self.run_button.setEnabled(not running)
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

    def _zoom_to_sample(self) -> None:
        areas = self.areas.currentLayer()
        if areas is not None:
            zoom_to(self._iface.mapCanvas(), areas.extent(), areas.crs())

    def _say(self, text: str) -> None:
        self.message.setStyleSheet("")
        self.message.setText(text)

    def _complain(self, text: str) -> None:
        self.message.setStyleSheet("color: #b3261e")
        self.message.setText(text)
        self._iface.messageBar().pushMessage(tr("Life Circle"), text, Qgis.MessageLevel.Warning)

    def _forget(self) -> None:
        """Take a closed project's results off the dock."""
        self._layers = None
        self._chosen = ("", "")
        self._matrix.show_rows([])
        self._actions.show_lines([])
        self.result.hide()
        self.notes_group.hide()
        self._say(tr("Choose the layers and the standard, then press Diagnose."))
