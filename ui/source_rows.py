"""The rows of the Survey dock: for each kind of layer a box with layers and files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsMapLayerProxyModel, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QObject, QSignalBlocker, pyqtSignal
from qgis.PyQt.QtWidgets import QButtonGroup, QFileDialog, QLabel, QSizePolicy, QToolButton

from ..algorithms.loadsurvey import LAYER, role_titles
from ..gis.i18n import tr
from .layer_roles import RESULT_PROPERTY

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QGridLayout, QWidget

_WAITING, _GOOD, _BAD = "#6b7278", "#1b7a4b", "#b3261e"


class SourceRows(QObject):
    """A row for each kind of layer.

    Parameters
    ----------
    parent
        Holder of the rows.
    grid
        Where they are put.

    Signals
    -------
    chosen
        Role and source, when a user chooses one; the source is empty for none.
    selected
        Role, when a user wants to see its details.
    """

    chosen = pyqtSignal(str, str)
    selected = pyqtSignal(str)

    def __init__(self, parent: QWidget, grid: QGridLayout) -> None:
        super().__init__(parent)
        self._folder = ""
        self._files: dict[str, str] = {}
        self._boxes: dict[str, QgsMapLayerComboBox] = {}
        self._marks: dict[str, QLabel] = {}
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        for row, (role, title) in enumerate(role_titles().items()):
            button = QToolButton(parent)
            button.setObjectName(f"show_{role}")
            button.setText(title)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setToolTip(tr("Show columns, categories and place of this source"))
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _on, key=role: self.selected.emit(key))
            group.addButton(button)
            box = QgsMapLayerComboBox(parent)
            box.setObjectName(f"source_{role}")
            box.setFilters(QgsMapLayerProxyModel.Filter.VectorLayer)
            box.setAllowEmptyLayer(True, tr("None"))
            box.setLayer(None)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.activated.connect(lambda _index, key=role: self._take_box(key))
            browse = QToolButton(parent)
            browse.setObjectName(f"browse_{role}")
            browse.setText("…")
            browse.setToolTip(tr("Choose a file"))
            browse.clicked.connect(lambda _on, key=role: self._browse(key))
            mark = QLabel(parent)
            mark.setObjectName(f"mark_{role}")
            for column, widget in enumerate((button, box, browse, mark)):
                grid.addWidget(widget, row, column)
            self._boxes[role], self._marks[role], self._buttons[role] = box, mark, button
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self._boxes), 1)

    def show_source(self, role: str, source: str) -> None:
        """Put a source into its box without saying that a user chose it."""
        box = self._boxes[role]
        with QSignalBlocker(box):
            if source.startswith(LAYER):
                box.setLayer(QgsProject.instance().mapLayer(source.removeprefix(LAYER)))
            elif source:
                self._files[role] = source
                box.setAdditionalItems([short_name(source)])
                box.setCurrentIndex(box.count() - 1)
                box.setToolTip(source)
            else:
                box.setAdditionalItems([])
                box.setLayer(None)
        if not source:
            self.mark(role, "", _WAITING)

    def mark(self, role: str, text: str, color: str = _GOOD, tip: str = "") -> None:
        """Write a few words behind a row."""
        label = self._marks[role]
        label.setText(text)
        label.setStyleSheet(f"color: {color}")
        label.setToolTip(tip)

    def wait(self, role: str) -> None:
        """Show that a source is being looked at."""
        self.mark(role, "…", _WAITING)

    def fail(self, role: str, why: str) -> None:
        """Show that a source cannot be used."""
        self.mark(role, "✗", _BAD, why)

    def succeed(self, role: str, total: int, lacking: bool) -> None:
        """Show how many rows a source has, and whether something still has to be said of it."""
        self.mark(role, f"{total:,} ⚠" if lacking else f"{total:,} ✓", _BAD if lacking else _GOOD)

    def select(self, role: str) -> None:
        """Press the button of a row."""
        self._buttons[role].setChecked(True)

    def _take_box(self, role: str) -> None:
        box = self._boxes[role]
        layer = box.currentLayer()
        if isinstance(layer, QgsVectorLayer):
            self.chosen.emit(role, source_of(layer))
        else:
            is_file = box.currentText() in box.additionalItems()
            self.chosen.emit(role, self._files.get(role, "") if is_file else "")

    def _browse(self, role: str) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self._boxes[role],
            role_titles()[role],
            self._folder,
            tr("Tables and layers (*.csv *.tsv *.txt *.xlsx *.ods *.xls *.shp *.gpkg *.geojson "
               "*.json *.kml *.fgb *.tab);;All files (*)"),
        )  # fmt: skip
        if path:
            self._folder = str(Path(path).parent)
            self.show_source(role, path)
            self.chosen.emit(role, path)


def short_name(source: str) -> str:
    """Name a source without its folder: the file, and the layer or sheet in it."""
    path, _, rest = source.partition("|layername=")
    name = Path(path).name
    return f"{name}: {rest}" if rest else name


def source_of(layer: QgsVectorLayer) -> str:
    """Name a layer as a source: its file where that holds the same, else its id.

    Parameters
    ----------
    layer
        Of the project.
    """
    from ..survey.reading.map_layers import opens_as_file

    if layer.providerType() == "ogr" and not layer.isEditable() and not layer.subsetString():
        parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
        path, name = parts.get("path", ""), parts.get("layerName") or ""
        if path and opens_as_file(Path(path)) and not layer.customProperty(RESULT_PROPERTY):
            return f"{path}|layername={name}" if name else str(path)
    return LAYER + layer.id()
