"""The ranked actions as the dock shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale, QModelIndex, QSortFilterProxyModel, Qt
from qgis.PyQt.QtGui import QStandardItem, QStandardItemModel

from ..gis.feature_values import read_number, read_text
from ..gis.i18n import tr
from ..gis.rung_words import name_actions, name_reasons
from ..gis.words import own_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsFeature

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class ActionLine:
    """What to do in one neighbourhood about one service."""

    rank: int
    action: str
    service: str
    name: str
    area: str
    reason: str
    persons: float | None
    need: float | None


class ActionsModel(QSortFilterProxyModel):
    """Actions in their order, filtered by kind, service and neighbourhood."""

    def __init__(self) -> None:
        super().__init__()
        self._items = QStandardItemModel()
        self.setSourceModel(self._items)
        self.setSortRole(SORT_ROLE)
        self._action, self._service, self._area = "", "", ""

    def show_lines(self, lines: Iterable[ActionLine]) -> None:
        """Show other lines."""
        words = own_words()
        actions, reasons = name_actions(words), name_reasons(words)
        locale = QLocale(QgsApplication.locale())
        self._items.clear()
        heads = (
            ("#", tr("Rank, by persons times need")),
            (tr("Action"), ""),
            (tr("Service"), ""),
            (tr("Neighbourhood"), ""),
            (tr("Persons"), tr("Persons whom it helps")),
            (
                tr("Need"),
                tr(
                    "How important residents there find the service, beside what the district "
                    "finds important on average; 1 where too few were heard"
                ),
            ),
            (tr("Reason"), ""),
        )
        self._items.setHorizontalHeaderLabels([title for title, _ in heads])
        for column, (_, about) in enumerate(heads):
            self._items.horizontalHeaderItem(column).setToolTip(about)
        for line in lines:
            persons = "?" if line.persons is None else locale.toString(round(line.persons))
            need = "?" if line.need is None else locale.toString(line.need, "f", 2)
            shown = (
                (str(line.rank), line.rank),
                (actions.get(line.action, line.action), line.action),
                (line.name, line.name),
                (line.area, line.area),
                (persons, -1.0 if line.persons is None else line.persons),
                (need, -1.0 if line.need is None else line.need),
                (reasons.get(line.reason, line.reason), line.reason),
            )
            items = []
            for text, order in shown:
                item = QStandardItem(text)
                item.setData(line, LINE_ROLE)
                item.setData(order, SORT_ROLE)
                item.setToolTip(f"{shown[1][0]}: {line.name}, {line.area}\n{shown[-1][0]}")
                items.append(item)
            for column in (0, 4, 5):
                items[column].setTextAlignment(
                    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                )
            self._items.appendRow(items)

    def show_only(self, action: str = "", service: str = "", area: str = "") -> None:
        """Show some of them; an empty text stands for all."""
        self._action, self._service, self._area = action, service, area
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:  # noqa: N802 - Qt's name
        """Tell whether a line is shown."""
        item = self._items.item(row, 0)
        line = item.data(LINE_ROLE) if item is not None else None
        if line is None:
            return False
        return (
            (line.action == self._action if self._action else line.action != "keep")
            and self._service in ("", line.service)
            and self._area in ("", line.area)
        )


def read_actions(features: Iterable[QgsFeature]) -> list[ActionLine]:
    """Read the table of actions."""
    words = own_words()
    lines = []
    for feature in features:
        key = str(feature["service"])
        lines.append(
            ActionLine(
                int(feature["rank"]),
                read_text(feature, "action"),
                key,
                words.service(key, read_text(feature, "name_en"), read_text(feature, "name_zh")),
                read_text(feature, "area"),
                read_text(feature, "reason"),
                read_number(feature, "persons"),
                read_number(feature, "need"),
            )
        )
    return [line for line in lines if line.action]
