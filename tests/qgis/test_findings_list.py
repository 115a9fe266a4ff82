"""The list of findings without its dock: which layers it checks, what it shows and selects."""

import time
from unittest.mock import MagicMock

import pytest
from hand_town import line, make_layer
from lifecircle.ui.findings_list import FindingsList
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget


class Dock(QWidget):
    loaded = pyqtSignal(object)

    def __init__(self):
        super().__init__()
        self.outer_layout = QVBoxLayout(self)


@pytest.fixture
def listed(qgis_app):
    """A list, the project's homes and streets, and the canvas."""
    iface, dock = MagicMock(), Dock()
    canvas = QgsMapCanvas()
    iface.mapCanvas.return_value = canvas
    made = FindingsList(iface, dock)
    yield made, canvas, dock, iface
    made.leave()


def add(layer, name):
    layer.setName(name)
    QgsProject.instance().addMapLayer(layer)
    return layer


def check(made):
    made.check_button.click()
    end = time.monotonic() + 60
    while made._run.is_running and time.monotonic() < end:
        QgsApplication.processEvents()
    assert not made._run.is_running


def shown(made):
    model = made.findings.model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_it_checks_what_fits_of_the_project_and_what_was_loaded(listed):
    made, _, dock, _ = listed
    assert not made.check_button.isEnabled()
    homes = add(make_layer("Point", [("POINT(0 0)", 5.0)], "人口:double"), "居民")
    assert made.check_button.isEnabled()
    assert made.parameters()["RESIDENTS"] == homes.id()
    assert made.parameters()["POPULATION_FIELD"] == "人口"
    other = add(make_layer("Point", [("POINT(0 0)", 5.0)], "population:double"), "layer 7")
    dock.loaded.emit({"residents": other})
    assert made.parameters()["RESIDENTS"] == other.id()
    assert made.parameters()["POPULATION_FIELD"] == "population"
    QgsProject.instance().removeMapLayers([homes.id(), other.id()])
    assert not made.check_button.isEnabled()


def test_a_finding_is_listed_filtered_shown_and_opened(listed):
    made, canvas, _, iface = listed
    rows = [("POINT(0 5)", 5.0), ("POINT(900 5)", -5.0), ("POINT(800 500)", 7.0)]
    homes = add(make_layer("Point", rows, "population:double"), "residents")
    add(make_layer("LineString", [line((0, 0), (1000, 0))]), "streets")
    canvas.setDestinationCrs(homes.crs())
    check(made)
    assert shown(made)[0] == "Population: -5 is below zero."
    assert len(shown(made)) == 6  # the far home, and the streets' end on each of four sides
    assert [made.severity_filter.itemText(n) for n in range(made.severity_filter.count())] == [
        "All (6)", "Error (1)", "Warning (5)",
    ]  # fmt: skip
    made.severity_filter.setCurrentIndex(1)
    assert len(shown(made)) == 1
    made.severity_filter.setCurrentIndex(0)
    first = made.findings.model().index(0, 1)
    made.findings.clicked.emit(first)
    assert homes.selectedFeatureIds() == [2]
    home = homes.getFeature(2).geometry().asPoint()
    assert canvas.extent().contains(home)
    assert canvas.extent().height() < 1000
    made.findings.setCurrentIndex(first)
    assert "Correct the number" in made.todo.text()
    made.findings.doubleClicked.emit(first)
    assert homes.isEditable()
    layer, feature, *_ = iface.openFeatureForm.call_args[0]
    assert (layer.id(), feature.id()) == (homes.id(), 2)
    homes.changeAttributeValue(2, 0, 5.0)
    assert homes.commitChanges()
    check(made)
    assert len(shown(made)) == 5
    results = [layer for layer in QgsProject.instance().mapLayers().values()
               if layer.customProperty("lifecircle/result")]  # fmt: skip
    assert [layer.featureCount() for layer in results] == [5]


def test_a_survey_without_a_fault_says_so(listed):
    made, *_ = listed
    add(make_layer("Point", [("POINT(0 5)", 5.0)], "population:double"), "residents")
    check(made)
    assert made.check_message.text() == "Nothing was found that is wrong."
    assert made.findings.isHidden()
