"""A line of the dock that says, before a run, how far the data reaches beyond the study area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer

from ..gis.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.PyQt.QtWidgets import QLabel

_WAIT = 200  # milliseconds without another change


class MarginNote(QObject):
    """Keeps the line in step with the boxes of a dock.

    Parameters
    ----------
    widgets
        Holder of the boxes, and of the label ``margin_note``.
    parameters
        Gives the parameters of the algorithm as the dock stands.
    """

    def __init__(self, widgets: Any, parameters: Callable[[], dict[str, Any]]) -> None:
        super().__init__(widgets)
        self._widgets = widgets
        self._label: QLabel = widgets.margin_note
        self._parameters = parameters
        self._timer = QTimer(self, singleShot=True, interval=_WAIT, timeout=self.refresh)
        for changed in (
            widgets.streets.layerChanged,
            widgets.residents.layerChanged,
            widgets.facilities.layerChanged,
            widgets.areas.layerChanged,
            widgets.service.fieldChanged,
            widgets.standard.currentIndexChanged,
            widgets.rule.currentIndexChanged,
            widgets.walker.currentIndexChanged,
            widgets.services.checkedItemsChanged,
            widgets.limits.textChanged,
        ):
            changed.connect(self._wait)
        self._label.hide()
        self._wait()

    def leave(self) -> None:
        """Say nothing more."""
        self._timer.stop()

    def _wait(self, *_: Any) -> None:
        self._timer.start()

    def refresh(self) -> None:
        """Say what the layers chosen now allow to say, or nothing."""
        warning, text = self._foresee()
        self._label.setText(("⚠ " if warning else "") + text)
        self._label.setVisible(bool(text))

    def _foresee(self) -> tuple[bool, str]:
        from ..engine.errors import EngineError
        from ..gis.margin import foresee_margin

        streets, facilities, residents, areas = (
            getattr(self._widgets, name).currentLayer()
            for name in ("streets", "facilities", "residents", "areas")
        )
        inner = areas if areas is not None and areas.featureCount() else residents
        if streets is None or facilities is None or inner is None:
            return False, ""
        name = tr("Residents") if inner is residents else tr("Areas")
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        try:
            limit = self._longest(facilities)
            if limit is None:
                return False, ""
            return foresee_margin(streets, facilities, inner, name, limit, context)
        except EngineError:
            # Running says what is wrong.
            return False, ""

    def _longest(self, facilities: Any) -> float | None:
        """Metres of the longest walk of a run; None where nothing would be judged."""
        from ..engine.standards import RULES
        from ..engine.walkers import WALKER_KEYS
        from ..gis.judged import choose_judged
        from ..gis.own_limits import read_names, read_own_limits
        from ..gis.profiles import load_standard, load_walkers

        given = self._parameters()
        standard = load_standard(given["PROFILE"])
        rule = standard.default_rule if given["RULE"] is None else RULES[given["RULE"]]
        walker = None if given["WALKER"] is None else load_walkers()[WALKER_KEYS[given["WALKER"]]]
        field = facilities.fields().lookupField(given["SERVICE_FIELD"] or "")
        present = facilities.uniqueValues(field) if field >= 0 else ()
        judged = choose_judged(
            standard,
            rule,
            sorted({str(value).strip().lower() for value in present if value}),
            read_names(given["SERVICES"] or ""),
            read_own_limits(given["LIMITS"] or ""),
            walker,
            None,
            QgsProcessingFeedback(),
        )
        limits = [item.limit_m for item in judged if item.limit_m is not None]
        return max(limits, default=None)
