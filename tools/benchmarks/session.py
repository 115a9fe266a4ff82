"""QGIS without a window, as a planner's script has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer


def start_qgis() -> Any:
    """Start QGIS with its own algorithms and ours; the result must be kept."""
    from qgis.core import QgsApplication, QgsProject

    application = QgsApplication([], False)
    application.initQgis()
    from processing.core.Processing import Processing

    Processing.initialize()
    from lifecircle.algorithms.provider import LifeCircleProvider

    provider = LifeCircleProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    # metres in the plane for all, not on an ellipsoid for some
    QgsProject.instance().setEllipsoid("NONE")
    return application, provider


def open_layer(uri: str) -> QgsVectorLayer:
    """Open a layer of a file.

    Raises
    ------
    SystemExit
        If there is no such layer.
    """
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(uri, "layer", "ogr")
    if not layer.isValid():
        raise SystemExit(f"Cannot read {uri}.")
    return layer


def run(algorithm: str, **parameters: Any) -> dict[str, Any]:
    """Run an algorithm; it may say what it likes."""
    import processing
    from qgis.core import QgsProcessingFeedback

    found: dict[str, Any] = processing.run(algorithm, parameters, feedback=QgsProcessingFeedback())
    return found
