"""Findings of a survey check, as a list shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPoint, QSize, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPixmap, QPolygon

from ..algorithms.loadsurvey import role_titles
from ..gis.feature_values import is_null
from ..gis.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsGeometry, QgsVectorLayer

SEVERITY_ROLE = Qt.ItemDataRole.UserRole
ERROR, WARNING, INFORMATION = "error", "warning", "information"
_COLOURS = {ERROR: "#d2452d", WARNING: "#e0a100", INFORMATION: "#6b7278"}
_SIZE = 14  # pixels


@dataclass(frozen=True)
class FindingRow:
    """A finding, read from the result layer."""

    rank: int
    layer: str
    feature_id: int | None
    severity: str
    what: str
    todo: str
    persons: float | None
    place: QgsGeometry | None


def read_findings(layer: QgsVectorLayer) -> list[FindingRow]:
    """Read the result layer of a check, in the order of rank."""
    rows = [
        FindingRow(
            int(feature["rank"]),
            str(feature["layer"]),
            _number(feature["feature_id"], int),
            str(feature["severity"]),
            str(feature["what"]),
            str(feature["todo"]),
            _number(feature["persons"], float),
            feature.geometry() if feature.hasGeometry() else None,
        )
        for feature in layer.getFeatures()
    ]
    return sorted(rows, key=lambda row: row.rank)


def severity_names() -> dict[str, str]:
    """Return what the severities are called, the gravest first."""
    return {ERROR: tr("Error"), WARNING: tr("Warning"), INFORMATION: tr("Information")}


class FindingsModel(QAbstractTableModel):
    """Findings by rank: how grave, which layer, what, who lives near."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: list[FindingRow] = []
        self._titles = role_titles()
        self._names = severity_names()
        self._icons = {severity: _draw(severity) for severity in _COLOURS}

    def set_rows(self, rows: Iterable[FindingRow]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, number: int) -> FindingRow:
        """Return a finding by its row."""
        return self._rows[number]

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of findings."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("Layer"), tr("What was found"), tr("Persons"))[section]

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        found, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            persons = "" if found.persons is None else QLocale().toString(round(found.persons))
            return (self._titles.get(found.layer, found.layer), found.what, persons)[column]
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return self._icons.get(found.severity)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self._names.get(found.severity, '')}: {found.what}\n→ {found.todo}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 2:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == 0:
            return f"{self._names.get(found.severity, '')}, {self._titles.get(found.layer, '')}"
        if role == SEVERITY_ROLE:
            return found.severity
        return None


def _draw(severity: str) -> QIcon:
    """Draw the marker of a severity, in the shape that it has on the map."""
    picture = QPixmap(QSize(_SIZE, _SIZE))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_COLOURS[severity]))
    last, middle = _SIZE - 1, _SIZE // 2
    if severity == ERROR:
        painter.drawPolygon(QPolygon([QPoint(middle, 1), QPoint(last, last), QPoint(0, last)]))
    elif severity == WARNING:
        painter.drawPolygon(
            QPolygon(
                [QPoint(middle, 0), QPoint(last, middle), QPoint(middle, last), QPoint(0, middle)]
            )
        )
    else:
        painter.drawEllipse(2, 2, _SIZE - 4, _SIZE - 4)
    painter.end()
    return QIcon(picture)


def _number(value: Any, kind: type) -> Any:
    return None if is_null(value) else kind(value)
