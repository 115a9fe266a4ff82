"""The coverage table as a dock shows it: services by persons, unknown told from zero."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qgis.core import NULL, QgsApplication
from qgis.PyQt.QtCore import QLocale, QSortFilterProxyModel, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QStandardItem, QStandardItemModel

from ..gis.i18n import tr
from ..gis.palette import CANNOT_TELL, GAP, QUIET_INK
from ..gis.words import own_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsFeature

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2
SHARES_ROLE = Qt.ItemDataRole.UserRole + 3
"""Shares of the persons, 0 to 1, for the bar: covered, unserved, neither; None if unknown."""

_PARTS = ("persons", "covered", "unserved", "cannot_tell", "unplaced")


@dataclass(frozen=True)
class SummaryRow:
    """One service in one area or all of them; None is an unknown number.

    Where the standard gives no limit nobody is covered or unserved, which is not the same as 0:
    these numbers are then unknown here.
    """

    service: str
    name: str
    limit_m: float | None
    to_check: bool
    counted: str
    persons: float | None
    covered: float | None
    unserved: float | None
    cannot_tell: float | None
    unplaced: float | None
    covered_pct: float | None


def read_rows(features: Iterable[QgsFeature]) -> dict[str, list[SummaryRow]]:
    """Read the algorithm's table, by area in the order of the table."""
    words = own_words()
    areas: dict[str, list[SummaryRow]] = {}
    for feature in features:
        limit = _number(feature["limit_m"])
        numbers = {part: _number(feature[part]) for part in (*_PARTS, "covered_pct")}
        if limit is None:
            numbers |= dict.fromkeys(("covered", "unserved", "covered_pct"))
        areas.setdefault(feature["area"], []).append(
            SummaryRow(
                service=feature["service"],
                name=words.service(
                    feature["service"], _text(feature["name_en"]), _text(feature["name_zh"])
                ),
                limit_m=limit,
                to_check=bool(_number(feature["to_check"])),
                counted=_text(feature["counted"]),
                **numbers,
            )
        )
    return areas


def add_areas(areas: Iterable[list[SummaryRow]]) -> list[SummaryRow]:
    """Add up areas, service by service; a sum with an unknown part is unknown."""
    sums: dict[str, SummaryRow] = {}
    for row in (row for rows in areas for row in rows):
        so_far = sums.get(row.service)
        if so_far is None:
            sums[row.service] = row
            continue
        parts = {part: _add(getattr(so_far, part), getattr(row, part)) for part in _PARTS}
        persons, covered = parts["persons"], parts["covered"]
        known = so_far.limit_m is not None and covered is not None and (persons or 0) > 0
        sums[row.service] = replace(
            so_far, covered_pct=100 * covered / persons if known else None, **parts
        )
    return list(sums.values())


class SummaryModel(QSortFilterProxyModel):
    """Summary rows as a sortable table; unknown numbers come last either way."""

    def __init__(self) -> None:
        super().__init__()
        self._items = QStandardItemModel(self)
        self.setSourceModel(self._items)
        self.setSortRole(SORT_ROLE)

    def show_rows(self, rows: list[SummaryRow]) -> None:
        """Show these rows instead of those before."""
        self._items.clear()
        headers = (
            (tr("Service"), tr("* the limit is to be checked against the printed standard")),
            (tr("Persons"), tr("People whom the service is for")),
            (tr("Covered"), tr("Share of these people with one within the walk")),
            (tr("Unserved"), tr("People without one within the walk")),
            (
                tr("Cannot tell"),
                tr("People of whom nobody can tell: the data end within the walk, or the "
                   "standard gives no limit"),
            ),
        )  # fmt: skip
        for column, (text, tip) in enumerate(headers):
            item = QStandardItem(text)
            item.setToolTip(tip)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._items.setHorizontalHeaderItem(column, item)
        for row in rows:
            self._items.appendRow(_items_of(row))

    def lessThan(self, left, right) -> bool:  # noqa: ANN001, N802 - Qt's name
        """Compare two cells."""
        first, second = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if first is None or second is None:
            upwards = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return (second is None) == upwards and first is not second
        return first < second


def _items_of(row: SummaryRow) -> list[QStandardItem]:
    name = QStandardItem(f"{row.name} *" if row.to_check else row.name)
    name.setData(row.name, SORT_ROLE)
    unknown = tr("unknown") if row.limit_m is not None else tr("no limit")
    covered = _number_item(
        row.covered_pct, unknown, f"{_locale().toString(row.covered_pct or 0.0, 'f', 1)} %"
    )
    if row.persons and row.covered is not None and row.unserved is not None:
        shares = (row.covered / row.persons, row.unserved / row.persons)
        covered.setData((*shares, 1 - sum(shares)), SHARES_ROLE)
    unserved = _number_item(row.unserved, unknown)
    if row.unserved:
        unserved.setForeground(QBrush(QColor(GAP).darker(115)))
        font = QFont()
        font.setBold(True)
        unserved.setFont(font)
    cannot_tell = _number_item(row.cannot_tell)
    if row.cannot_tell:
        cannot_tell.setBackground(QBrush(QColor(CANNOT_TELL), Qt.BrushStyle.BDiagPattern))
    items = [name, _number_item(row.persons), covered, unserved, cannot_tell]
    for item in items:
        item.setData(row.service, KEY_ROLE)
        item.setToolTip(_explain(row))
    return items


def _number_item(value: float | None, unknown: str = "", text: str = "") -> QStandardItem:
    if value is None:
        item = QStandardItem(unknown or tr("unknown"))
        font = QFont()
        font.setItalic(True)
        item.setFont(font)
        item.setForeground(QBrush(QColor(QUIET_INK)))
        item.setBackground(QBrush(QColor(CANNOT_TELL), Qt.BrushStyle.BDiagPattern))
    else:
        item = QStandardItem(text or _locale().toString(round(value)))
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(value, SORT_ROLE)
    return item


def _explain(row: SummaryRow) -> str:
    lines = [row.name]
    if row.limit_m is None:
        lines.append(tr("The standard gives no limit: nobody can tell who has it."))
    else:
        lines.append(tr("Limit: {metres} m").format(metres=_locale().toString(round(row.limit_m))))
    if row.counted:
        lines.append(tr("Counted: {who}").format(who=row.counted))
    if row.unplaced:
        lines.append(
            tr("On no street: {n} persons").format(n=_locale().toString(round(row.unplaced)))
        )
    if row.to_check:
        lines.append(tr("The limit is to be checked against the printed standard."))
    return "\n".join(lines)


def _locale() -> QLocale:
    """Return QGIS's language with its way to write large numbers in groups."""
    return QLocale(QgsApplication.locale())


def _add(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first + second


def _number(value: object) -> float | None:
    return None if value is None or value == NULL else float(value)


def _text(value: object) -> str:
    return "" if value is None or value == NULL else str(value)
