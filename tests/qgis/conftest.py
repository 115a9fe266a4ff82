"""QGIS without a window, with Processing and Life Circle's algorithms in it."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# QGIS looks at a raster's values when it opens it; GDAL would write them down beside the data.
os.environ["GDAL_PAM_ENABLED"] = "NO"

import pytest


@pytest.fixture(scope="session", autouse=True)
def qgis_app():
    """QGIS itself, once for all tests of a process."""
    from qgis.core import QgsApplication

    application = QgsApplication.instance() or QgsApplication([], True)
    application.initQgis()
    from processing.core.Processing import Processing

    Processing.initialize()
    import lifecircle

    plugin = lifecircle.classFactory(None)
    plugin.initProcessing()
    yield application
    plugin.unload()
    # Layers that tests still hold must be gone before QGIS takes down what they lean on.
    import gc

    gc.collect()


@pytest.fixture(autouse=True)
def empty_project(qgis_app):
    """Each test begins and ends with a project without layers."""
    from qgis.core import QgsProject

    QgsProject.instance().clear()
    yield
    QgsProject.instance().clear()


@pytest.fixture
def run():
    """Run an algorithm: ``run("walktimes", STREETS=…, …)`` gives its layers and its log."""
    from hand_run import run_algorithm

    return run_algorithm
