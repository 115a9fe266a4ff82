"""Moves the map to what a dock speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateTransform, QgsProject, QgsRectangle

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem
    from qgis.gui import QgsMapCanvas


def zoom_to(
    canvas: QgsMapCanvas,
    extent: QgsRectangle,
    crs: QgsCoordinateReferenceSystem,
    scale: float = 1.05,
) -> None:
    """Zoom to an extent, with some room around it.

    Parameters
    ----------
    canvas
        The map.
    extent, crs
        Where to, and in which CRS.
    scale
        Width shown, as a multiple of the extent's.
    """
    to_map = QgsCoordinateTransform(
        crs, canvas.mapSettings().destinationCrs(), QgsProject.instance()
    )
    shown = QgsRectangle(to_map.transformBoundingBox(extent))
    shown.scale(scale)
    canvas.setExtent(shown)
    canvas.refresh()
