"""The plugin as QGIS sees it: what it adds to the program, and takes away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAction

from .algorithms.provider import LifeCircleProvider
from .gis.i18n import install_translator, remove_translator, tr

if TYPE_CHECKING:
    from qgis.gui import QgisInterface
    from qgis.PyQt.QtWidgets import QToolBar

    from .ui.diagnosis_dock import DiagnosisDock
    from .ui.explain_tool import ExplainTool
    from .ui.survey_dock import SurveyDock

_DOCK_WIDTH = 430
"""Pixels at first sight: room for the summary's columns."""


class LifeCirclePlugin:
    """Puts Life Circle's algorithms, menu, toolbar and docks into QGIS.

    Parameters
    ----------
    iface
        None in ``qgis_process``, which calls :meth:`initProcessing` alone.
    """

    def __init__(self, iface: QgisInterface | None) -> None:
        self._iface = iface
        self._translator = install_translator()
        self._provider: LifeCircleProvider | None = None
        self._dock: DiagnosisDock | None = None
        self._survey: SurveyDock | None = None
        self._explain: ExplainTool | None = None
        self._toolbar: QToolBar | None = None
        self._menu = ""
        self._actions: list[QAction] = []

    def initProcessing(self) -> None:  # noqa: N802 - QGIS's name
        """Register the algorithms."""
        self._provider = LifeCircleProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:  # noqa: N802 - QGIS's name
        """Register the algorithms and add menu, toolbar and dock."""
        from .ui.diagnosis_dock import DiagnosisDock
        from .ui.explain_tool import ExplainTool
        from .ui.resources import load_icon
        from .ui.survey_dock import SurveyDock

        self.initProcessing()
        self._dock = DiagnosisDock(self._iface)
        self._survey = SurveyDock(self._iface)
        self._survey.loaded.connect(self._dock.choose_layers)
        for dock in (self._survey, self._dock):
            self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        window = self._iface.mainWindow()
        window.tabifyDockWidget(self._survey, self._dock)
        window.resizeDocks([self._dock], [_DOCK_WIDTH], Qt.Orientation.Horizontal)
        # QGIS shows them again afterwards for those who had them open when they left.
        self._survey.hide()
        self._dock.hide()

        show = self._dock.toggleViewAction()
        show.setIcon(load_icon("diagnosis"))
        show.setToolTip(tr("Diagnosis: who lacks which service within a walk"))
        survey = self._survey.toggleViewAction()
        survey.setIcon(load_icon("survey"))
        survey.setToolTip(tr("Survey: load streets, residents, facilities and opinions"))
        sample = QAction(
            load_icon("sample"), tr("Load &sample sub-district"), self._iface.mainWindow()
        )
        sample.setObjectName("LifeCircleLoadSample")
        sample.setToolTip(tr("Load the sample sub-district and open the diagnosis"))
        sample.triggered.connect(self._dock.load_sample)
        self._explain = ExplainTool(self._iface, self._dock.parameters)
        self._actions = [survey, show, self._explain.action, sample]

        self._menu = tr("&Life Circle")
        self._toolbar = self._iface.addToolBar(tr("Life Circle"))
        self._toolbar.setObjectName("LifeCircleToolBar")
        for action in self._actions:
            self._iface.addPluginToMenu(self._menu, action)
            self._toolbar.addAction(action)

    def unload(self) -> None:
        """Take everything away again."""
        for action in self._actions:
            self._iface.removePluginMenu(self._menu, action)
        if self._toolbar is not None:
            self._iface.mainWindow().removeToolBar(self._toolbar)
            self._toolbar.deleteLater()
            self._toolbar = None
        if self._explain is not None:
            self._explain.leave()
            self._explain = None
        for dock in (self._survey, self._dock):
            if dock is not None:
                dock.leave()
                self._iface.removeDockWidget(dock)
                dock.deleteLater()
        if self._dock is not None:
            self._survey = self._dock = None
            self._actions.pop().deleteLater()
        self._actions = []
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        remove_translator(self._translator)
        self._translator = None
