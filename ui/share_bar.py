"""Draws the shares behind a number as a bar under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QStyledItemDelegate

from ..gis.palette import CANNOT_TELL, GAP, HAS
from .summary_model import SHARES_ROLE

if TYPE_CHECKING:
    from qgis.PyQt.QtCore import QModelIndex
    from qgis.PyQt.QtGui import QPainter
    from qgis.PyQt.QtWidgets import QStyleOptionViewItem

_HEIGHT = 3
_COLORS = (QColor(HAS), QColor(GAP), QColor(CANNOT_TELL))


class ShareBar(QStyledItemDelegate):
    """A cell with a bar: covered, unserved, cannot tell, from left to right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw the cell, then the bar."""
        super().paint(painter, option, index)
        shares = index.data(SHARES_ROLE)
        if shares is None:
            return
        room = QRectF(option.rect).adjusted(4, 0, -4, -1)
        left = room.left()
        for share, color in zip(shares, _COLORS, strict=True):
            width = room.width() * share
            painter.fillRect(QRectF(left, room.bottom() - _HEIGHT, width, _HEIGHT), color)
            left += width
