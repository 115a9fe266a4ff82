"""Draws the covered share of a table cell as a bar under its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QStyledItemDelegate

from ..gis.palette import GAP, HAS
from .summary_model import SHARE_ROLE

if TYPE_CHECKING:
    from qgis.PyQt.QtCore import QModelIndex
    from qgis.PyQt.QtGui import QPainter
    from qgis.PyQt.QtWidgets import QStyleOptionViewItem

_HEIGHT = 3


class ShareBar(QStyledItemDelegate):
    """A cell with a bar: covered to the left, the rest to the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw the cell, then the bar."""
        super().paint(painter, option, index)
        share = index.data(SHARE_ROLE)
        if share is None:
            return
        room = QRectF(option.rect).adjusted(4, 0, -4, -1)
        room.setTop(room.bottom() - _HEIGHT)
        painter.fillRect(room, QColor(GAP).lighter(150))
        room.setWidth(room.width() * share / 100)
        painter.fillRect(room, QColor(HAS))
