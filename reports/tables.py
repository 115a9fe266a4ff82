"""Tables on sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    QgsLayoutFrame,
    QgsLayoutItemManualTable,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutTable,
    QgsTableCell,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ..gis.palette import HAIRLINE, INK, PAPER, QUIET_INK, make_text
from .lettering import shorten_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .sheet import Sheet

PADDING = 1.3  # mm on each side of a cell's text


@dataclass(frozen=True)
class Cell:
    """One cell of a table."""

    text: str
    color: str = INK
    ground: str = PAPER
    bold: bool = False


@dataclass(frozen=True)
class Column:
    """One column: heading, width in mm, and whether it holds numbers."""

    heading: str
    width: float
    numbers: bool = False


def add_table(
    sheet: Sheet,
    x: float,
    y: float,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    step: float,
    points: float,
) -> None:
    """Put a table on a sheet.

    Parameters
    ----------
    sheet, x, y
        Where to.
    columns
        From left to right.
    rows
        From top to bottom.
    step
        Height of a row, mm.
    points
        Size of the letters.
    """
    width = sum(column.width for column in columns)
    table = QgsLayoutItemManualTable.create(sheet.layout)
    sheet.layout.addMultiFrame(table)
    table.setCellMargin(PADDING)
    table.setGridStrokeWidth(0.12)
    table.setGridColor(QColor(HAIRLINE))
    table.setVerticalGrid(False)
    table.setShowGrid(True)
    table.setWrapBehavior(QgsLayoutTable.WrapBehavior.TruncateText)
    table.setContentTextFormat(make_text(points, INK))
    headings = [Cell(column.heading, QUIET_INK, bold=True) for column in columns]
    table.setIncludeTableHeader(False)
    table.setTableContents(
        [
            [_make_cell(cell, column, points) for cell, column in zip(row, columns, strict=True)]
            for row in (headings, *rows)
        ]
    )
    table.setColumnWidths([column.width - 2 * PADDING for column in columns])
    table.setRowHeights([step - 2 * PADDING] * (len(rows) + 1))
    frame = QgsLayoutFrame(sheet.layout, table)
    table.addFrame(frame, False)
    frame.attemptMove(QgsLayoutPoint(x, y), page=sheet.number)
    frame.attemptResize(QgsLayoutSize(width + 1, step * (len(rows) + 1) + 4))
    frame.setFrameEnabled(False)
    frame.setFrameStrokeWidth(QgsLayoutMeasurement(0))
    table.recalculateFrameSizes()


def _make_cell(cell: Cell, column: Column, points: float) -> QgsTableCell:
    text = shorten_text(cell.text, points, column.width - 2 * PADDING, cell.bold)
    made = QgsTableCell(text)
    made.setTextFormat(make_text(points, cell.color, cell.bold))
    made.setBackgroundColor(QColor(cell.ground))
    made.setHorizontalAlignment(_align(column))
    made.setVerticalAlignment(Qt.AlignmentFlag.AlignVCenter)
    return made


def _align(column: Column) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column.numbers else Qt.AlignmentFlag.AlignLeft
