"""Draws the cells of the matrix: by colour and by pattern, so that either is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QPen
from qgis.PyQt.QtWidgets import QStyle, QStyledItemDelegate

from ..gis.palette import CANNOT_TELL, INK, PAPER, RUNGS, UNHEARD
from .matrix_model import PART_ROLE

if TYPE_CHECKING:
    from qgis.PyQt.QtCore import QModelIndex
    from qgis.PyQt.QtGui import QPainter
    from qgis.PyQt.QtWidgets import QStyleOptionViewItem

_LIGHT_ON = ("rung0", "rung3")


class MatrixCells(QStyledItemDelegate):
    """A cell is filled by its rung, hatched where unknown, outlined where unheard."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw the cell."""
        part = index.data(PART_ROLE)
        room = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        ink = QColor(INK)
        painter.fillRect(room, QColor(PAPER))
        if part == "unknown":
            painter.fillRect(room, QBrush(QColor(CANNOT_TELL), Qt.BrushStyle.BDiagPattern))
        elif part == "unheard":
            painter.setPen(QPen(QColor(UNHEARD), 1.6, Qt.PenStyle.DotLine))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        elif part is not None:
            painter.fillRect(room, QColor(RUNGS[int(part[-1])]))
            ink = QColor(PAPER) if part in _LIGHT_ON else ink
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(INK), 2.2))
            painter.drawRect(room)
        painter.setPen(ink)
        painter.setFont(option.font)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), index.data() or "")
        painter.restore()
