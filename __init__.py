"""Life Circle: walkable neighbourhoods for planners, a QGIS plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .plugin import LifeCirclePlugin


def classFactory(iface: QgisInterface | None) -> LifeCirclePlugin:  # noqa: N802 - QGIS's name
    """Make the plugin; QGIS calls this, with no interface in ``qgis_process``."""
    from .plugin import LifeCirclePlugin

    return LifeCirclePlugin(iface)
