"""The small form for one opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox

from ..gis.attribute_forms import list_codes
from ..gis.i18n import tr
from ..gis.words import own_words
from ..survey.survey_form import name_scores
from .resources import load_ui

if TYPE_CHECKING:
    from qgis.core import QgsPointXY
    from qgis.gui import QgsMapCanvas
    from qgis.PyQt.QtWidgets import QWidget

_ASIDE, _FRAME = 24, 60  # pixels: beside the place, and for the window's title
_SCORES = ("importance", "satisfaction")
_CHOICES = ("service", "kind", "age_group", "walker")


class OpinionForm(QDialog):
    """Asks for everything about an opinion but its place.

    Parameters
    ----------
    parent
        Window that it belongs to.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_ui("opinion_form", self)
        words = own_words()
        for name in _SCORES:
            self._fill(name, {n: f"{n} · {text}" for n, text in name_scores(name, words.chinese)})
        for name in _CHOICES:
            self._fill(name, list_codes("opinions", name, words))
        self._ok = self.opinion_buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setObjectName("opinion_ok")
        self._ok.setText(tr("&Add"))
        cancel = self.opinion_buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setObjectName("opinion_cancel")
        cancel.setText(tr("&Cancel"))
        self.opinion_buttons.accepted.connect(self.accept)
        self.opinion_buttons.rejected.connect(self.reject)
        self.opinion_service.currentIndexChanged.connect(self._allow)
        self._allow()
        self.opinion_service.setFocus()

    def values(self) -> dict[str, Any]:
        """Return what was entered, by field; None for what was left open."""
        chosen = {
            name: getattr(self, f"opinion_{name}").currentData() for name in (*_SCORES, *_CHOICES)
        }
        return chosen | {"text": self.opinion_text.toPlainText().strip() or None}

    def open_beside(self, canvas: QgsMapCanvas, place: QgsPointXY) -> None:
        """Move beside a place of the map, wholly on the screen."""
        at = canvas.getCoordinateTransform().transform(place)
        corner = canvas.mapToGlobal(QPoint(round(at.x()) + _ASIDE, round(at.y()) - _ASIDE))
        size, room = self.sizeHint().expandedTo(self.size()), canvas.screen().availableGeometry()
        most = QPoint(room.right() - size.width() - _ASIDE, room.bottom() - size.height() - _FRAME)
        self.move(
            max(min(corner.x(), most.x()), room.left()),
            max(min(corner.y(), most.y()), room.top()),
        )

    def _fill(self, name: str, choices: dict[Any, str]) -> None:
        box = getattr(self, f"opinion_{name}")
        box.addItem("", None)
        for value, text in choices.items():
            box.addItem(text, value)

    def _allow(self) -> None:
        """Without a service there is no opinion."""
        self._ok.setEnabled(self.opinion_service.currentData() is not None)
