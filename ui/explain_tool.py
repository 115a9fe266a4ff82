"""The map tool that explains the point clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import Qgis
from qgis.gui import QgsMapToolEmitPoint
from qgis.PyQt.QtCore import QLocale, QObject, Qt
from qgis.PyQt.QtWidgets import QAction

from ..gis.i18n import tr
from .algorithm_run import AlgorithmRun
from .explanation_layers import ExplanationLayers
from .explanation_panel import ExplanationPanel
from .resources import load_icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsPointXY
    from qgis.gui import QgisInterface

    from .algorithm_run import Outcome

_ALGORITHM = "lifecircle:explain"


class ExplainTool(QObject):
    """A click on the map, its walks as layers, and a panel that says why.

    Parameters
    ----------
    iface
        QGIS.
    parameters
        Gives the parameters of the diagnosis as they stand; those of results are replaced.

    Attributes
    ----------
    action
        Switches the tool on and off; for menus and toolbars.
    panel
        Where the sentences are.
    """

    def __init__(self, iface: QgisInterface, parameters: Callable[[], dict[str, Any]]) -> None:
        super().__init__(iface.mainWindow())
        self._iface, self._parameters = iface, parameters
        self._run = AlgorithmRun(self)
        self._layers = ExplanationLayers()
        self.panel = ExplanationPanel()
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panel)
        self.panel.hide()
        self.action = QAction(load_icon("explain"), tr("&Explain a point"), iface.mainWindow())
        self.action.setObjectName("LifeCircleExplain")
        self.action.setCheckable(True)
        self.action.setToolTip(tr("Explain this point: click a home, or anywhere"))
        self._tool = QgsMapToolEmitPoint(iface.mapCanvas())
        self._tool.setAction(self.action)
        self._tool.canvasClicked.connect(self.explain)
        self.action.toggled.connect(self._switch)
        self.panel.chosen.connect(lambda key: self._layers.flash(key, iface.mapCanvas()))
        self._run.ended.connect(self._end)

    def explain(self, point: QgsPointXY, button: Any = None) -> None:
        """Explain a point in the CRS of the map; a click during a run begins anew."""
        del button
        self._run.abandon()
        self.panel.setUserVisible(True)
        crs = self._iface.mapCanvas().mapSettings().destinationCrs()
        asked = {k: v for k, v in self._parameters().items() if not k.startswith("OUTPUT")}
        if not asked.get("STREETS") or not asked.get("RESIDENTS"):
            self._complain(tr("Choose streets and residents in the Diagnosis panel first."))
            return
        why = self._run.start(
            _ALGORITHM,
            asked
            | {
                "POINT": f"{point.x()!r},{point.y()!r} [{crs.authid()}]",
                "OUTPUT_ROUTES": "TEMPORARY_OUTPUT",
                "OUTPUT_TABLE": "TEMPORARY_OUTPUT",
            },
        )
        if why:
            self._complain(why)
        else:
            self.panel.announce(tr("Walking the streets…"))

    def leave(self) -> None:
        """Stop what runs and take the tool and its panel away."""
        self._run.abandon()
        canvas = self._iface.mapCanvas()
        if canvas.mapTool() is self._tool:
            canvas.unsetMapTool(self._tool)
        self._iface.removeDockWidget(self.panel)
        self.panel.deleteLater()
        self.action.deleteLater()
        self.deleteLater()

    def _switch(self, on: bool) -> None:
        canvas = self._iface.mapCanvas()
        if on:
            canvas.setMapTool(self._tool)
            self.panel.setUserVisible(True)
        elif canvas.mapTool() is self._tool:
            canvas.unsetMapTool(self._tool)

    def _end(self, outcome: Outcome) -> None:
        if outcome.results is None:
            self._complain(outcome.error)
            return
        self._layers.replace(outcome.results, outcome.context)
        rows = self._layers.rows()
        home = rows[0]["home_id"] if rows else None
        seconds = QLocale().toString(outcome.seconds, "f", 1)
        if home is None:
            title = tr("A point where nobody lives ({seconds} s).").format(seconds=seconds)
        else:
            title = tr("Home {home} ({seconds} s).").format(home=home, seconds=seconds)
        self.panel.show_rows(title, rows)

    def _complain(self, text: str) -> None:
        self.panel.announce(text)
        self._iface.messageBar().pushMessage(tr("Life Circle"), text, Qgis.MessageLevel.Warning)
