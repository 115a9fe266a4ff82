"""Loads the sample in a QGIS that has just started; ``make qgis`` hands it this file."""

from qgis.PyQt.QtWidgets import QAction
from qgis.utils import iface

iface.mainWindow().findChild(QAction, "LifeCircleLoadSample").trigger()
