"""Checks the survey's layers and lists what is found, to be seen and corrected."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsProcessingUtils,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from qgis.PyQt.QtWidgets import QHeaderView, QWidget

from ..algorithms.checksurvey import FIELDS
from ..algorithms.loadsurvey import role_titles
from ..gis.i18n import tr
from ..gis.styles import style_result
from .algorithm_run import AlgorithmRun, Outcome
from .findings_model import (
    SEVERITY_ROLE,
    FindingRow,
    FindingsModel,
    read_findings,
    severity_names,
)
from .layer_roles import FIELD_ROLES, RESULT_PROPERTY, ROLES, Role, guess_field, guess_layers
from .map_view import zoom_to
from .resources import load_ui

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.gui import QgisInterface

    from .survey_dock import SurveyDock

_ALGORITHM = "lifecircle:checksurvey"
_AROUND = 75.0  # metres shown on each side of a place
_LARGE = 1000.0  # metres; of larger polygons only the place is shown
_MORE_ROLES = (
    Role("premises", "PREMISES", (Qgis.GeometryType.Point, Qgis.GeometryType.Polygon),
         ("premises", "闲置", "空置", "vacant", "candidates")),
)  # fmt: skip


class FindingsList(QWidget):
    """The button that checks, and the findings.

    Parameters
    ----------
    iface
        QGIS.
    dock
        The Survey dock, below whose rows the list takes its place.
    """

    def __init__(self, iface: QgisInterface, dock: SurveyDock) -> None:
        super().__init__()
        load_ui("findings_list", self)
        dock.outer_layout.addWidget(self)
        dock.loaded.connect(self.take_layers)
        self._iface = iface
        self._run = AlgorithmRun(self)
        self._loaded: dict[str, str] = {}
        self._checked: dict[str, str] = {}
        self._result = ""
        self._model = FindingsModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterRole(SEVERITY_ROLE)
        self.findings.setModel(self._shown)
        # room for the longest text from the start: the list must not move between two clicks
        self.todo.setMinimumHeight(5 * self.fontMetrics().lineSpacing())
        self.todo.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.findings.verticalHeader().hide()
        self.findings.verticalHeader().setDefaultSectionSize(22)
        header = self.findings.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self._clear()

        self.check_button.clicked.connect(self.check)
        self.check_cancel_button.clicked.connect(self._run.cancel)
        self.severity_filter.currentIndexChanged.connect(self._filter)
        self.findings.selectionModel().currentRowChanged.connect(self._tell)
        self.findings.clicked.connect(self._show)
        self.findings.doubleClicked.connect(self._correct)
        self._run.progressed.connect(lambda part: self.check_progress.setValue(round(part)))
        self._run.ended.connect(self._end)
        project = QgsProject.instance()
        project.layersAdded.connect(self._enable)
        project.layersRemoved.connect(self._enable)
        project.cleared.connect(self._clear)
        self._enable()

    def leave(self) -> None:
        """Stop what runs and listen to the project no more."""
        self._run.abandon()
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._enable)
        project.layersRemoved.disconnect(self._enable)
        project.cleared.disconnect(self._clear)

    def take_layers(self, layers: Mapping[str, QgsVectorLayer]) -> None:
        """Take the layers of a survey that was loaded, by role."""
        self._loaded = {role: layer.id() for role, layer in layers.items()}
        self._enable()

    def layers(self) -> dict[str, QgsVectorLayer]:
        """Return the layers to check: those loaded, else those of the project that fit."""
        project = QgsProject.instance()
        chosen = {
            role: layer
            for role, layer_id in self._loaded.items()
            if role in role_titles() and (layer := project.mapLayer(layer_id)) is not None
        }
        taken = {layer.id() for layer in chosen.values()}
        free = [
            layer
            for layer in project.mapLayers().values()
            if isinstance(layer, QgsVectorLayer) and layer.isValid() and layer.id() not in taken
        ]
        open_roles = [role for role in (*ROLES, *_MORE_ROLES) if role.key not in chosen]
        for role, layer_id in guess_layers(free, open_roles).items():
            chosen[role] = project.mapLayer(layer_id)
        return chosen

    def parameters(self) -> dict[str, Any]:
        """Return what the algorithm is run with."""
        layers = self.layers()
        chosen: dict[str, Any] = {role.upper(): layer.id() for role, layer in layers.items()}
        by_parameter = {role.parameter: role for role in FIELD_ROLES}
        for name, role, word in FIELDS:
            known = by_parameter.get(name) or by_parameter.get(name.replace("OPINION_", ""))
            if known is None or role not in layers:
                continue
            chosen[name] = guess_field(layers[role].fields().names(), known) or word
        return chosen | {"OUTPUT": "TEMPORARY_OUTPUT"}

    def check(self) -> None:
        """Check the layers."""
        self._checked = {role: layer.id() for role, layer in self.layers().items()}
        self.check_progress.setValue(0)
        why = self._run.start(_ALGORITHM, self.parameters())
        if why:
            self._complain(why)
        else:
            titles = role_titles()
            self._say(
                tr("Checking {layers}…").format(
                    layers=", ".join(titles[role] for role in titles if role in self._checked)
                )
            )
        self._enable()

    def _end(self, outcome: Outcome) -> None:
        self._enable()
        if outcome.cancelled:
            self._say(tr("Stopped. Nothing was added to the project."))
        elif outcome.results is None:
            self._complain(outcome.error)
        else:
            self._take(outcome)

    def _take(self, outcome: Outcome) -> None:
        layer = QgsProcessingUtils.mapLayerFromString(outcome.results["OUTPUT"], outcome.context)
        layer = outcome.context.takeResultLayer(layer.id()) or layer
        rows = read_findings(layer)
        project = QgsProject.instance()
        if project.mapLayer(self._result) is not None:
            project.removeMapLayer(self._result)
        self._result = ""
        if rows:
            layer.setName(tr("Findings"))
            layer.setCustomProperty(RESULT_PROPERTY, "findings")
            style_result(layer, "findings")
            project.addMapLayer(layer, False)
            project.layerTreeRoot().insertLayer(0, layer)
            self._result = layer.id()
        self._model.set_rows(rows)
        self._fill_filter(rows)
        self.findings.setVisible(bool(rows))
        self.todo.setVisible(bool(rows))
        self.todo.setText(tr("Click a finding to see it on the map, double-click to correct it."))
        self._say(
            tr("{n} findings, the gravest first.").format(n=len(rows))
            if rows
            else tr("Nothing was found that is wrong.")
        )

    def _fill_filter(self, rows: list[FindingRow]) -> None:
        self.severity_filter.blockSignals(True)
        self.severity_filter.clear()
        self.severity_filter.addItem(tr("All ({n})").format(n=len(rows)), "")
        for severity, name in severity_names().items():
            count = sum(row.severity == severity for row in rows)
            if count:
                self.severity_filter.addItem(f"{name} ({count})", severity)
        self.severity_filter.blockSignals(False)
        self.severity_filter.setVisible(bool(rows))
        self._filter()

    def _filter(self) -> None:
        self._shown.setFilterFixedString(self.severity_filter.currentData() or "")

    def _row(self, index: QModelIndex) -> FindingRow | None:
        return self._model.row(self._shown.mapToSource(index).row()) if index.isValid() else None

    def _tell(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        found = self._row(index)
        if found is not None:
            self.todo.setText(f"{escape(found.what)}<br><b>→</b> {escape(found.todo)}")

    def _layer_of(self, found: FindingRow) -> QgsVectorLayer | None:
        return QgsProject.instance().mapLayer(self._checked.get(found.layer, ""))

    def _show(self, index: QModelIndex) -> None:
        """Show a finding on the map and select its feature."""
        found = self._row(index)
        if found is None:
            return
        canvas, layer = self._iface.mapCanvas(), self._layer_of(found)
        result = QgsProject.instance().mapLayer(self._result)
        if found.place is not None and result is not None:
            zoom_to(canvas, self._extent_of(found, layer, result), result.crs(), 1.1)
            canvas.flashGeometries([found.place], result.crs())
        if layer is None:
            return
        for other in self._checked.values():
            other_layer = QgsProject.instance().mapLayer(other)
            if other_layer is not None and other_layer is not layer:
                other_layer.removeSelection()
        layer.removeSelection()
        if found.feature_id is not None:
            layer.selectByIds([found.feature_id])
            canvas.flashFeatureIds(layer, [found.feature_id])
            self._iface.setActiveLayer(layer)

    def _extent_of(
        self, found: FindingRow, layer: QgsVectorLayer | None, result: QgsVectorLayer
    ) -> QgsRectangle:
        """Return the surroundings of a finding's place; all of a polygon that it is in."""
        extent = QgsRectangle.fromCenterAndSize(found.place.asPoint(), 2 * _AROUND, 2 * _AROUND)
        if layer is not None and layer.geometryType() == Qgis.GeometryType.Polygon:
            feature = layer.getFeature(found.feature_id) if found.feature_id is not None else None
            if feature is not None and feature.hasGeometry():
                move = QgsCoordinateTransform(layer.crs(), result.crs(), QgsProject.instance())
                whole = move.transformBoundingBox(feature.geometry().boundingBox())
                if max(whole.width(), whole.height()) < _LARGE:
                    extent.combineExtentWith(whole)
        return extent

    def _correct(self, index: QModelIndex) -> None:
        """Open the form of a finding's feature, for editing where the layer can be edited."""
        found = self._row(index)
        layer = None if found is None else self._layer_of(found)
        if found is None or layer is None:
            return
        if found.feature_id is None:
            self._iface.showLayerProperties(layer)
            return
        feature = next(layer.getFeatures(QgsFeatureRequest(found.feature_id)), None)
        if feature is None:
            self._complain(tr("The feature is not in its layer any more. Check again."))
            return
        if layer.isEditable() or layer.startEditing():
            self._say(tr("{layer} is being edited; save its edits when you are done.").format(
                layer=layer.name()))  # fmt: skip
        self._iface.openFeatureForm(layer, feature, False, False)

    def _enable(self, *_layers: object) -> None:
        running = self._run.is_running
        self.check_button.setEnabled(not running and bool(self.layers()))
        self.check_cancel_button.setVisible(running)
        self.check_progress.setVisible(running)

    def _clear(self) -> None:
        self._loaded, self._checked, self._result = {}, {}, ""
        self._model.set_rows([])
        self._say("")
        for widget in (self.findings, self.todo, self.severity_filter):
            widget.hide()
        self._enable()

    def _say(self, text: str) -> None:
        self.check_message.setStyleSheet("")
        self.check_message.setText(text)
        self.check_message.setVisible(bool(text))

    def _complain(self, text: str) -> None:
        self._say(text)
        self.check_message.setStyleSheet("color: #b3261e")
        self._iface.messageBar().pushMessage(tr("Life Circle"), text, Qgis.MessageLevel.Warning)
