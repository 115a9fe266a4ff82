"""The map tool that asks for the place of an opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsPointXY
from qgis.gui import QgsMapTool, QgsVertexMarker
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent
    from qgis.PyQt.QtGui import QKeyEvent

_MARK = "#b3261e"


class CollectTool(QgsMapTool):
    """Left click chooses a place; right click or Escape cancels.

    Parameters
    ----------
    canvas
        The map.

    Signals
    -------
    placed
        The place, in the map's CRS.
    cancelled
        Nothing more is wanted.
    """

    placed = pyqtSignal(QgsPointXY)
    cancelled = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._mark: QgsVertexMarker | None = None

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Choose a place, or cancel."""
        if event.button() == Qt.MouseButton.RightButton:
            self.cancelled.emit()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.placed.emit(event.mapPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            event.ignore()

    def deactivate(self) -> None:
        """Take the mark off the map."""
        self.mark(None)
        super().deactivate()

    def mark(self, place: QgsPointXY | None) -> None:
        """Show a place on the map while its form is open; None for none."""
        if self._mark is not None:
            self.canvas().scene().removeItem(self._mark)
            self._mark = None
        if place is not None:
            self._mark = QgsVertexMarker(self.canvas())
            self._mark.setIconType(QgsVertexMarker.IconType.ICON_CIRCLE)
            self._mark.setColor(QColor(_MARK))
            self._mark.setPenWidth(3)
            self._mark.setIconSize(16)
            self._mark.setCenter(place)
