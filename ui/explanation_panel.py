"""The panel that says, service by service, why a point gets no farther."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..gis.i18n import tr
from ..gis.palette import CANNOT_TELL, GAP, HAS

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = {1: ("✓", HAS), 0: ("✗", GAP), None: ("?", CANNOT_TELL)}


class ExplanationPanel(QgsDockWidget):
    """Lists services with a sentence each.

    Signals
    -------
    chosen
        Key of the service that the user clicks.
    """

    chosen = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__(tr("Explanation"))
        self.setObjectName("LifeCircleExplanation")
        self.title = QLabel(tr("Click a home, or anywhere on the map."))
        self.title.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("explanation_list")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAlternatingRowColors(True)
        self.list.itemClicked.connect(
            lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
        )
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.addWidget(self.title)
        layout.addWidget(self.list)
        self.setWidget(body)

    def announce(self, text: str) -> None:
        """Show a sentence above an empty list."""
        self.title.setText(text)
        self.list.clear()

    def show_rows(self, title: str, rows: Sequence[dict[str, Any]]) -> None:
        """List services.

        Parameters
        ----------
        title
            What was explained.
        rows
            Rows of the table of an explanation: service, has, rung, rung_max, why.
        """
        self.announce(title)
        for row in rows:
            mark, colour = _MARKS[row["has"]]
            top = row["rung_max"]
            rung = str(row["rung"]) if top is None else f"{row['rung']}–{top}"  # noqa: RUF001
            text = tr("{mark} {why} Rung {rung}.").format(mark=mark, why=row["why"], rung=rung)
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, row["service"])
            item.setForeground(QColor(colour).darker(140))
            self.list.addItem(item)
