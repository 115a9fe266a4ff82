"""The matrix as the dock shows it: services by neighbourhood, with the whole district first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractTableModel, QLocale, QModelIndex, QSortFilterProxyModel, Qt

from ..gis.feature_values import read_number, read_text
from ..gis.i18n import tr
from ..gis.rung_parts import RUNG_PARTS, most_common, share_good
from ..gis.rung_words import name_rungs
from ..gis.words import own_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsFeature

PART_ROLE = Qt.ItemDataRole.UserRole + 1
"""Part on which most persons are: rung0 to rung3, unheard, unknown; None without persons."""
SERVICE_ROLE = Qt.ItemDataRole.UserRole + 2
AREA_ROLE = Qt.ItemDataRole.UserRole + 3
"""Name of the neighbourhood; None for the whole district."""
SORT_ROLE = Qt.ItemDataRole.UserRole + 4

_SUMS = ("persons", *RUNG_PARTS, "full")


@dataclass
class MatrixRow:
    """One service.

    Attributes
    ----------
    cells
        Persons by part, by neighbourhood and under None for all of them; None where unknown.
    """

    service: str
    name: str
    limit_m: float | None
    to_check: bool
    requirement: str
    source: str
    cells: dict[str | None, dict[str, float | None]] = field(default_factory=dict)


def read_matrix(features: Iterable[QgsFeature]) -> list[MatrixRow]:
    """Read the matrix; services without a limit come last."""
    words = own_words()
    rows: dict[str, MatrixRow] = {}
    for feature in features:
        key = str(feature["service"])
        if key not in rows:
            rows[key] = MatrixRow(
                key,
                words.service(key, read_text(feature, "name_en"), read_text(feature, "name_zh")),
                read_number(feature, "limit_m"),
                bool(read_number(feature, "to_check")),
                read_text(feature, "requirement"),
                read_text(feature, "source"),
            )
        cell = {part: read_number(feature, part) for part in _SUMS}
        row = rows[key]
        row.cells[read_text(feature, "area")] = cell
        whole = row.cells.setdefault(None, dict.fromkeys(_SUMS, 0.0))
        for part in _SUMS:
            before, more = whole[part], cell[part]
            whole[part] = None if before is None or more is None else before + more
    return sorted(rows.values(), key=lambda row: row.limit_m is None)


class MatrixModel(QAbstractTableModel):
    """Services by neighbourhood."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[MatrixRow] = []
        self._areas: list[str | None] = []

    def show_rows(self, rows: list[MatrixRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        areas = list(rows[0].cells) if rows else []
        named = [area for area in areas if area is not None]
        self._areas = [None, *(named if len(named) > 1 else [])] if rows else []
        self.endResetModel()

    def row_of(self, index: QModelIndex) -> MatrixRow:
        """Return the service of a cell."""
        return self._rows[index.row()]

    def rowCount(self, parent: QModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Count the services."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Count the columns: the service, the district, the neighbourhoods."""
        if parent is not None and parent.isValid():
            return 0
        return 1 + len(self._areas)

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if section == 0:
                return tr("Service")
            return self._areas[section - 1] or tr("All")
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or what is behind it."""
        row = self._rows[index.row()]
        if role == SERVICE_ROLE:
            return row.service
        if index.column() == 0:
            if role == Qt.ItemDataRole.DisplayRole:
                return f"{row.name} *" if row.to_check else row.name
            if role == SORT_ROLE:
                return row.name
            return _explain_row(row) if role == Qt.ItemDataRole.ToolTipRole else None
        area = self._areas[index.column() - 1]
        cell = row.cells.get(area, {})
        if role == AREA_ROLE:
            return area
        if role == PART_ROLE:
            return most_common(cell)
        if role == SORT_ROLE:
            return share_good(cell)
        if role == Qt.ItemDataRole.DisplayRole:
            return _write_cell(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _explain_cell(row, area, cell)
        return None


class MatrixOrder(QSortFilterProxyModel):
    """Sorts the matrix by names, or by the share for whom a service is good."""

    def lessThan(self, left: QModelIndex, right: QModelIndex) -> bool:  # noqa: N802 - Qt's name
        """Compare two cells; what is unknown comes last either way."""
        first, second = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if first is None or second is None:
            upwards = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return (second is None) == upwards and first is not second
        return first < second


def _write_cell(cell: dict[str, float | None]) -> str:
    part = most_common(cell)
    if part is None:
        return "–"
    if part == "unknown":
        return "?"
    # where some are unknown, what is known to be good is the least that there can be
    at_least = "≥" if cell.get("unknown") else ""
    return f"{at_least}{100 * (share_good(cell) or 0.0):.0f} %"


def _explain_row(row: MatrixRow) -> str:
    lines = [row.name]
    if row.limit_m is None:
        lines.append(tr("The standard gives no limit: nobody can tell who has it."))
    else:
        lines.append(tr("Limit: {metres} m").format(metres=_locale().toString(round(row.limit_m))))
    if row.source:
        lines.append(row.source)
    if row.to_check:
        lines.append(tr("The limit is to be checked against the printed standard."))
    return "\n".join(lines)


def _explain_cell(row: MatrixRow, area: str | None, cell: dict[str, float | None]) -> str:
    names = name_rungs(own_words())
    lines = [f"{row.name} · {area or tr('All')}"]
    persons = cell.get("persons")
    if persons is None:
        return "\n".join([*lines, tr("The number of persons it is for is unknown.")])
    lines.append(tr("{n} persons").format(n=_count(persons)))
    lines += [
        f"{_count(cell[part] or 0.0)}  {names[part]}" for part in RUNG_PARTS if cell.get(part)
    ]
    if cell.get("full"):
        lines.append(tr("of these {n} reach it, but it is full").format(n=_count(cell["full"])))
    return "\n".join([*lines, "", _explain_row(row)])


def _count(value: float | None) -> str:
    return _locale().toString(round(value or 0.0))


def _locale() -> QLocale:
    """Return QGIS's language with its way to write large numbers in groups."""
    return QLocale(QgsApplication.locale())
