"""One printed sheet: a page with its grid, and the things that can be put on it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    QgsLayoutItemLabel,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemPolyline,
    QgsLayoutItemShape,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
)
from qgis.PyQt.QtCore import QPointF, Qt
from qgis.PyQt.QtGui import QPolygonF

from ..gis.palette import GAP, HAIRLINE, INK, PAPER, QUIET_INK, make_text
from ..gis.symbols import fill, line
from .lettering import POINT, fit_size, measure_lines, measure_text, shorten_text, wrap_text

if TYPE_CHECKING:
    from qgis.core import QgsFillSymbol, QgsLayoutItem

WIDTH, HEIGHT = 420.0, 297.0  # A3 landscape, mm
MARGIN = 15.0
TOP, BOTTOM = 43.0, 266.0
INNER = WIDTH - 2 * MARGIN

LEFT, CENTRE, RIGHT = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignHCenter,
    Qt.AlignmentFlag.AlignRight,
)


@dataclass(frozen=True)
class Frame:
    """What all sheets of a report have in common.

    Attributes
    ----------
    kicker
        Small line above each title: place and standard.
    badge
        Mark in the upper right corner, such as "fictional sample"; empty for none.
    stamp
        How the numbers came about; printed at the foot.
    page_label
        Text with ``{page}`` and ``{pages}``.
    """

    kicker: str
    badge: str
    stamp: str
    page_label: str


class Sheet:
    """A page of a layout in A3 landscape, with header and footer.

    Parameters
    ----------
    layout
        The layout; the first sheet takes its first page.
    number
        Counts from 0.
    """

    def __init__(self, layout: QgsPrintLayout, number: int) -> None:
        self.layout = layout
        self.number = number
        pages = layout.pageCollection()
        while pages.pageCount() <= number:
            pages.addPage(QgsLayoutItemPage(layout))
        pages.page(number).setPageSize(QgsLayoutSize(WIDTH, HEIGHT))

    def put(self, item: QgsLayoutItem, x: float, y: float, w: float, h: float) -> None:
        """Put an item at a place, in mm from the upper left corner of the sheet."""
        self.layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(x, y), page=self.number)
        item.attemptResize(QgsLayoutSize(w, h))

    def text(
        self,
        x: float,
        y: float,
        w: float,
        text: str,
        points: float = 8.0,
        color: str = INK,
        bold: bool = False,
        align: Qt.AlignmentFlag = LEFT,
        lines: int = 0,
    ) -> float:
        """Write a text, wrapped to a width, and return its height.

        Parameters
        ----------
        x, y, w
            Upper left corner and width, mm.
        text
            What to write.
        points, color, bold, align
            How.
        lines
            Most lines; the rest is cut with an ellipsis. 0 for as many as it takes.
        """
        wrapped = wrap_text(text, points, w, bold)
        if lines and len(wrapped) > lines:
            rest = " ".join(wrapped[lines - 1 :])
            wrapped = [*wrapped[: lines - 1], shorten_text(rest, points, w, bold)]
        step = measure_lines(1, points)
        for number, piece in enumerate(wrapped):
            self._line_of_text(x, y + number * step, w, piece, points, color, bold, align)
        return step * len(wrapped)

    def _line_of_text(
        self,
        x: float,
        y: float,
        w: float,
        text: str,
        points: float,
        color: str,
        bold: bool,
        align: Qt.AlignmentFlag,
    ) -> None:
        if not text:
            return
        label = QgsLayoutItemLabel(self.layout)
        label.setText(text)
        label.setTextFormat(make_text(points, color, bold))
        label.setHAlign(align)
        label.setVAlign(Qt.AlignmentFlag.AlignVCenter)
        label.setMarginX(0)
        label.setMarginY(0)
        label.setId(text[:40])
        slack = 3.0  # another renderer's letters may be a little wider
        left = x - (slack if align == RIGHT else slack / 2 if align == CENTRE else 0)
        self.put(label, left, y, w + slack, measure_lines(1, points))

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        color: str = PAPER,
        outline: str = "",
        width: float = 0.2,
        opacity: float = 1.0,
        radius: float = 0.0,
    ) -> None:
        """Draw a rectangle in one colour."""
        symbol = fill(color, outline or color, width if outline else 0.0, opacity)
        if not outline:
            symbol.symbolLayer(0).setStrokeStyle(Qt.PenStyle.NoPen)
        self.patch(x, y, w, h, symbol, radius)

    def patch(
        self, x: float, y: float, w: float, h: float, symbol: QgsFillSymbol, radius: float = 0.0
    ) -> None:
        """Draw a rectangle as a symbol says."""
        shape = QgsLayoutItemShape(self.layout)
        shape.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
        shape.setSymbol(symbol)
        shape.setCornerRadius(QgsLayoutMeasurement(radius))
        self.put(shape, x, y, w, h)

    def rule(
        self, x: float, y: float, x2: float, y2: float, color: str = HAIRLINE, width: float = 0.2
    ) -> None:
        """Draw a straight line."""
        item = QgsLayoutItemPolyline(QPolygonF([QPointF(x, y), QPointF(x2, y2)]), self.layout)
        item.setSymbol(line(color, width))
        self.layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(min(x, x2), min(y, y2)), page=self.number)

    def picture(self, x: float, y: float, w: float, h: float, svg: str) -> QgsLayoutItemPicture:
        """Draw an SVG that is kept inside the layout."""
        item = QgsLayoutItemPicture(self.layout)
        item.setPicturePath("base64:" + b64encode(svg.encode()).decode())
        item.setMode(QgsLayoutItemPicture.Format.FormatSVG)
        self.put(item, x, y, w, h)
        return item

    def header(self, frame: Frame, title: str, subtitle: str) -> None:
        """Write kicker, title, subtitle and badge."""
        room = INNER
        if frame.badge:
            wide = measure_text(frame.badge, 9, bold=True) + 9
            self.box(WIDTH - MARGIN - wide, MARGIN, wide, 8, PAPER, GAP, 0.5, radius=1.2)
            y = MARGIN + (8 - measure_lines(1, 9)) / 2
            self.text(WIDTH - MARGIN - wide, y, wide, frame.badge, 9, GAP, True, CENTRE)
            room -= wide + 8
        self.text(MARGIN, MARGIN - 1.5, room, frame.kicker, 8.5, QUIET_INK, lines=1)
        size = fit_size(title, 21, room, bold=True)
        self.text(MARGIN, MARGIN + 3.2, room, title, size, INK, True, lines=1)
        self.text(MARGIN, MARGIN + 14.2, INNER, subtitle, 10.5, QUIET_INK, lines=2)

    def footer(self, frame: Frame, notes: str, pages: int) -> None:
        """Write the stamp, the notes of this sheet and the page number."""
        y = BOTTOM + 4
        self.rule(MARGIN, y, WIDTH - MARGIN, y)
        text = f"{notes} {frame.stamp}".strip()
        points = 6.6
        while len(wrap_text(text, points, INNER - 34)) > 5 and points > 4.8:
            points -= 0.2
        self.text(MARGIN, y + 1.6, INNER - 34, text, points, QUIET_INK, lines=6)
        label = frame.page_label.format(page=self.number + 1, pages=pages)
        self.text(WIDTH - MARGIN - 30, y + 1.6, 30, label, 7.5, QUIET_INK, align=RIGHT)
        self.text(WIDTH - MARGIN - 30, y + 5.4, 30, "Life Circle", 7.5, INK, True, RIGHT)


def centre_in(height: float, points: float) -> float:
    """Return how far below a row's top a line of text begins, to stand in its middle."""
    return (height - points * POINT * 1.36) / 2


def read_svg(name: str) -> str:
    """Read a drawing that belongs to the sheets."""
    return (Path(__file__).parent / f"{name}.svg").read_text(encoding="utf-8")
