"""The Diagnosis dock."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QLocale, QSignalBlocker, QTimer
from qgis.PyQt.QtWidgets import QHeaderView

from ..gis.i18n import tr
from .algorithm_run import AlgorithmRun, Outcome
from .coverage_layers import CoverageLayers
from .layer_choice import LayerChoice
from .map_view import zoom_to
from .margin_note import MarginNote
from .resources import load_ui
from .sample_layers import load_sample
from .share_bar import ShareBar
from .standard_choice import StandardChoice
from .summary_model import KEY_ROLE, SummaryModel, SummaryRow, add_areas, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.core import QgsVectorLayer
    from qgis.gui import QgisInterface

_ALGORITHM = "lifecircle:coveragegaps"
_SECTION = "diagnosis"
_COVERED, _UNSERVED = 2, 3
"""Columns of the summary."""


class DiagnosisDock(QgsDockWidget):
    """Asks for layers and a standard, runs the coverage algorithm, shows what it found.

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
        self._layers: CoverageLayers | None = None
        self._areas: dict[str, list[SummaryRow]] = {}
        self._layer_choice = LayerChoice(self, _SECTION)
        self._standard_choice = StandardChoice(self, _SECTION)
        self._standard_choice.restore()
        self._margin_note = MarginNote(self, self.parameters)
        self._model = SummaryModel()
        # QGIS shows a first layer whole once it is idle; the zoom to the sample comes after.
        self._idle = QTimer(self, singleShot=True, interval=0, timeout=self._zoom_to_sample)
        self._set_up_summary()
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
        self.shown_area.currentIndexChanged.connect(self._show_area)
        self.summary.clicked.connect(self._show_service)
        self._run.progressed.connect(lambda percent: self.progress.setValue(round(percent)))
        self._run.ended.connect(self._end)
        QgsProject.instance().readProject.connect(self._standard_choice.restore)
        QgsProject.instance().cleared.connect(self._forget)
        self._say(tr("Choose the layers and the standard, then press Run."))

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
        self._say(tr("The sample sub-district is loaded. Press Run to diagnose it."))

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
                "OUTPUT_UNITS": "TEMPORARY_OUTPUT",
                "OUTPUT_GAPS": "TEMPORARY_OUTPUT",
                "OUTPUT_TABLE": "TEMPORARY_OUTPUT",
                "OUTPUT_SNAP": "TEMPORARY_OUTPUT",
            }
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
        self._layers = CoverageLayers.add(
            outcome.results, outcome.context, self._standard_choice.title
        )
        self._areas = read_rows(self._layers.layer("table").getFeatures())
        with QSignalBlocker(self.shown_area):
            self.shown_area.clear()
            if len(self._areas) > 1:
                self.shown_area.addItem(tr("All neighbourhoods"))
            for area in self._areas:
                self.shown_area.addItem(area, area)
        self.shown_area.setEnabled(len(self._areas) > 1)
        self.show_all_button.setEnabled(False)
        # the answer needs the room that the question took
        self.data_group.setCollapsed(True)
        self.standard_group.setCollapsed(True)
        self.result.show()
        self.splitter.setSizes([1, self.splitter.height()])
        self._show_area()
        self._say(
            tr("Done in {seconds} s: {services} services judged, {gaps} gaps found.").format(
                seconds=QLocale().toString(outcome.seconds, "f", 1),
                services=self._model.rowCount(),
                gaps=self._layers.layer("gaps").featureCount(),
            )
        )

    def _set_up_summary(self) -> None:
        self.summary.setModel(self._model)
        self.summary.setItemDelegateForColumn(_COVERED, ShareBar(self.summary))
        self.summary.verticalHeader().setDefaultSectionSize(self.summary.fontMetrics().height() + 8)

    def _show_area(self) -> None:
        area = self.shown_area.currentData()
        rows = self._areas.get(area) if area is not None else add_areas(self._areas.values())
        self._model.show_rows(rows or [])
        header = self.summary.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _show_service(self, index: Any) -> None:
        if self._layers is None:
            return
        row = self._model.index(index.row(), 0)
        service, name = row.data(KEY_ROLE), row.data()
        self._layers.show(service)
        self.show_all_button.setEnabled(True)
        if self._layers.zoom_to_worst_gap(service, self._iface.mapCanvas()):
            self._say(tr("{service}: its worst gap.").format(service=name))
        else:
            self._say(tr("{service}: no gap was found.").format(service=name))

    def _show_all(self) -> None:
        self.summary.clearSelection()
        self.show_all_button.setEnabled(False)
        if self._layers is not None:
            self._layers.show(None)
            units = self._layers.layer("units")
            if units is not None:
                zoom_to(self._iface.mapCanvas(), units.extent(), units.crs())

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
        self._areas = {}
        self._model.show_rows([])
        self.result.hide()
        self.notes_group.hide()
        self._say(tr("Choose the layers and the standard, then press Run."))
