"""Collecting opinions on the map: a button, a map tool, a small form, QGIS's own edit buffer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ..engine.errors import EngineError
from ..gis.i18n import tr
from ..gis.sentences import sentence
from .collect_tool import CollectTool
from .opinion_form import OpinionForm
from .survey_layers import add_package, layers_of_package

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsPointXY
    from qgis.gui import QgisInterface
    from qgis.PyQt.QtWidgets import QAbstractButton

_OPINIONS = "opinions"


class OpinionCollection(QObject):
    """Lets a planner click the map and say what somebody there needs.

    Parameters
    ----------
    iface
        QGIS.
    button
        Turns collecting on and off.
    save
        Writes what was collected into the package.
    package
        Returns the path of the survey's package, empty for none.
    say, complain
        Show a sentence, the second one as a warning.
    """

    def __init__(
        self,
        iface: QgisInterface,
        button: QAbstractButton,
        save: QAbstractButton,
        package: Callable[[], str],
        say: Callable[[str], None],
        complain: Callable[[str], None],
    ) -> None:
        super().__init__(button)
        self._iface, self._button, self._save = iface, button, save
        self._package, self._say, self._complain = package, say, complain
        self._layer_id = ""
        self._opened = False  # whether editing began here, and ends here if nothing was added
        self._tool = CollectTool(iface.mapCanvas())
        self._tool.placed.connect(self._ask)
        self._tool.cancelled.connect(lambda: button.setChecked(False))
        self._tool.deactivated.connect(lambda: button.setChecked(False))
        button.toggled.connect(self._toggle)
        save.clicked.connect(self.save)
        QgsProject.instance().layersWillBeRemoved.connect(self._lose)

    def leave(self) -> None:
        """Give the map back and listen to the project no more."""
        self._button.setChecked(False)
        QgsProject.instance().layersWillBeRemoved.disconnect(self._lose)

    def save(self) -> None:
        """Write what was collected; the layer stays open for more."""
        layer = self._layer()
        if layer is None or not layer.isEditable():
            return
        if not layer.commitChanges(self._button.isChecked() is False):
            self._complain(
                tr("The opinions could not be saved: {why}").format(
                    why="; ".join(layer.commitErrors())
                )
            )
        else:
            self._say(tr("The opinions are saved in {layer}.").format(layer=layer.name()))
        self._show_state()

    def _toggle(self, on: bool) -> None:
        canvas = self._iface.mapCanvas()
        if not on:
            if canvas.mapTool() is self._tool:
                canvas.unsetMapTool(self._tool)
            self._tell_unsaved()
            return
        layer = self._open_layer()
        if layer is None:
            self._button.setChecked(False)
            return
        # undo and redo of the main window are those of the active layer
        self._iface.setActiveLayer(layer)
        node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
        if node is not None:
            node.setItemVisibilityCheckedParentRecursive(True)
        canvas.setMapTool(self._tool)
        canvas.setFocus()
        self._say(
            tr("Click the map where the opinion is about. Right click or Escape ends collecting.")
        )

    def _open_layer(self) -> QgsVectorLayer | None:
        """Return the package's opinions, made if there are none, open for editing."""
        from ..survey.collecting import make_opinion_layer

        text = self._package().strip()
        if not text:
            self._complain(tr("Choose the package that the clean layers are written to."))
            return None
        path = Path(text if text.lower().endswith(".gpkg") else f"{text}.gpkg")
        try:
            make_opinion_layer(path, self._iface.mapCanvas().mapSettings().destinationCrs())
        except EngineError as error:
            self._complain(sentence(error))
            return None
        known = layers_of_package(path)
        layer = (known if _OPINIONS in known else dict(add_package(path, [_OPINIONS]))).get(
            _OPINIONS
        )
        if layer is None:
            self._complain(
                tr("The opinions in {file} cannot be opened. Load the survey again.").format(
                    file=path.name
                )
            )
            return None
        if not layer.isEditable():
            self._opened = layer.startEditing()
        if not layer.isEditable():
            self._complain(
                tr("The layer {layer} cannot be edited. Check that its file can be written and "
                   "that the layer is not set to read-only.").format(layer=layer.name())
            )  # fmt: skip
            return None
        self._follow(layer)
        return layer

    def _follow(self, layer: QgsVectorLayer) -> None:
        if self._layer_id == layer.id():
            return
        self._layer_id = layer.id()
        for changed in (layer.layerModified, layer.editingStopped, layer.editingStarted):
            changed.connect(self._show_state)
        layer.undoStack().indexChanged.connect(self._show_state)

    def _layer(self) -> QgsVectorLayer | None:
        layer = QgsProject.instance().mapLayer(self._layer_id)
        return layer if isinstance(layer, QgsVectorLayer) else None

    def _ask(self, point: QgsPointXY) -> None:
        """Ask for the opinion at a place, and add it."""
        from ..survey.collecting import add_opinion, place_opinion

        layer = self._layer()
        if layer is None:
            self._stop(tr("The layer of opinions is no longer in the project. Press the button "
                          "again to open it."))  # fmt: skip
            return
        project = QgsProject.instance()
        try:
            geometry = place_opinion(
                point,
                self._iface.mapCanvas().mapSettings().destinationCrs(),
                layer,
                project.transformContext(),
            )
            self._tool.mark(point)
            form = OpinionForm(self._iface.mainWindow())
            form.open_beside(self._iface.mapCanvas(), point)
            wanted = form.exec() == OpinionForm.DialogCode.Accepted
            values = form.values()
            form.deleteLater()
            self._tool.mark(None)
            if not wanted:
                self._say(tr("No opinion was added. Click the map for another."))
                return
            if self._layer() is None:
                self._stop(tr("The layer of opinions was removed meanwhile; the opinion is lost."))
                return
            removed = add_opinion(layer, geometry, values)
        except EngineError as error:
            self._tool.mark(None)
            self._complain(sentence(error))
            return
        self._iface.setActiveLayer(layer)
        layer.triggerRepaint()
        self._show_state()
        text = tr("An opinion was added; it is not saved yet. Click the map for another.")
        if removed:
            text += " " + tr("Numbers or addresses that lead to a person were taken out of it.")
        self._say(text)

    def _lose(self, layer_ids: list[str]) -> None:
        """Stop when the layer is removed from the project."""
        if self._layer_id and self._layer_id in layer_ids:
            was_on = self._button.isChecked()
            self._layer_id = ""
            if was_on:
                self._stop(
                    tr("The layer of opinions was removed from the project; collecting ended.")
                )
            self._save.setEnabled(False)

    def _stop(self, why: str) -> None:
        self._button.setChecked(False)
        self._complain(why)

    def _tell_unsaved(self) -> None:
        layer = self._layer()
        if layer is not None and layer.isEditable():
            if layer.isModified():
                self._say(tr("Collecting ended. The opinions are not saved yet."))
            else:
                if self._opened:
                    layer.rollBack()
                self._say(tr("Collecting ended."))
        self._show_state()

    def _show_state(self, *_: object) -> None:
        layer = self._layer()
        self._save.setEnabled(layer is not None and layer.isEditable() and layer.isModified())
