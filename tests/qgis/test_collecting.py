"""Opinions entered on the map: the layer that takes them, one step each, and what a load leaves."""

import processing
import pytest
from as_surveyed import FOLDER, read_layer
from hand_run import Log
from hand_town import make_layer
from lifecircle.engine.errors import EngineError
from lifecircle.gis.attribute_forms import list_codes
from lifecircle.gis.sentences import sentence
from lifecircle.gis.words import Words
from lifecircle.survey.collecting import add_opinion, make_opinion_layer, place_opinion
from lifecircle.survey.matching.roles import list_roles
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate

METRES = QgsCoordinateReferenceSystem("EPSG:32650")
DEGREES = QgsCoordinateReferenceSystem("EPSG:4326")
TRANSFORMS = QgsCoordinateTransformContext()
HERE = QgsPointXY(500_000, 3_400_000)


def open_layer(package):
    layer = QgsVectorLayer(f"{package}|layername=opinions", "opinions", "ogr")
    assert layer.isValid()
    return layer


def load(package, **sources):
    log = Log()
    parameters = {"OUTPUT": str(package), "LOAD": False} | sources
    processing.run("lifecircle:loadsurvey", parameters, feedback=log)
    return log


def collect(layer, **values):
    return add_opinion(layer, QgsGeometry.fromPointXY(HERE), values)


def told(function, *values):
    with pytest.raises(EngineError) as error:
        function(*values)
    return sentence(error.value)


@pytest.fixture
def package(tmp_path):
    path = tmp_path / "survey.gpkg"
    assert make_opinion_layer(path, METRES)
    return path


def test_a_new_package_gets_a_layer_with_all_fields(package):
    layer = open_layer(package)
    names = [spec.name for spec in list_roles()["opinions"].fields]
    assert layer.fields().names() == ["fid", *names, "source_id", "source_hash"]
    assert (layer.crs(), layer.featureCount()) == (METRES, 0)
    assert not make_opinion_layer(package, DEGREES)


def test_a_package_without_opinions_gets_them_in_its_own_crs(tmp_path):
    path = tmp_path / "survey.gpkg"
    load(path, STREETS=str(FOLDER / "streets_gbk.shp"))
    streets = QgsVectorLayer(f"{path}|layername=streets", "streets", "ogr")
    count, crs = streets.featureCount(), streets.crs()
    del streets
    assert make_opinion_layer(path, DEGREES)
    assert open_layer(path).crs() == crs
    assert len(read_layer(path, "streets")) == count


def test_one_opinion_is_one_step(package):
    layer = open_layer(package)
    assert layer.startEditing()
    removed = collect(layer, service="market", importance=4, satisfaction=None,
                      text="电话13800138000，身份证11010519491231002X")  # fmt: skip
    assert removed == 2
    assert layer.undoStack().count() == 1
    (row,) = layer.getFeatures()
    assert row["service"] == "market"
    assert row["importance"] == 4
    assert row["answered_on"] == QDate.currentDate()
    assert row["source"] == "collected in QGIS"
    assert row["text"] == "电话[…]，身份证[…]"
    layer.undoStack().undo()
    assert list(layer.getFeatures()) == []
    layer.undoStack().redo()
    assert layer.commitChanges(), layer.commitErrors()
    (row,) = read_layer(package, "opinions")
    assert (row["satisfaction"], row["source_hash"]) == (None, None)
    assert (row["shape"].x, row["shape"].y) == (HERE.x(), HERE.y())


def test_ids_never_meet(package):
    layer = open_layer(package)
    for _ in range(50):
        collect(layer, service="market")
    assert layer.commitChanges()
    assert len({row["source_id"] for row in read_layer(package, "opinions")}) == 50


def test_what_was_collected_stays_whatever_is_loaded(tmp_path):
    package = tmp_path / "survey.gpkg"
    kobo = str(FOLDER / "opinions_kobo.csv")
    load(package, OPINIONS=kobo)
    before = {row["source_id"] for row in read_layer(package, "opinions")}
    layer = open_layer(package)
    collect(layer, service="market", text="here")
    assert layer.commitChanges(), layer.commitErrors()
    del layer
    log = load(package, OPINIONS=kobo)
    assert f"0 new, 0 changed, 0 gone, {len(before)} as before" in log.text
    after = {row["source_id"]: row for row in read_layer(package, "opinions")}
    (own,) = after.keys() - before
    assert after[own]["text"] == "here"
    other = tmp_path / "other.csv"
    other.write_text("uuid,x,y,service\nnew-1,120.6,31.3,market\n", "utf-8")
    log = load(package, OPINIONS=str(other))
    assert f"1 new, 0 changed, {len(before)} gone" in log.text
    assert {row["source_id"] for row in read_layer(package, "opinions")} == {own, "new-1"}


def test_the_map_may_be_in_another_crs(package):
    layer = open_layer(package)
    degrees = place_opinion(HERE, METRES, make_layer("Point", [], crs="EPSG:4326"), TRANSFORMS)
    back = place_opinion(degrees.asPoint(), DEGREES, layer, TRANSFORMS)
    assert back.asPoint().distance(HERE) < 0.001
    assert 116 < degrees.asPoint().x() < 118
    several = place_opinion(HERE, METRES, make_layer("MultiPoint", []), TRANSFORMS)
    assert several.isMultipart()


def test_what_cannot_be_told_or_taken_is_said(package, tmp_path):
    layer = open_layer(package)
    nowhere = QgsCoordinateReferenceSystem()
    assert "map has no CRS" in told(place_opinion, HERE, nowhere, layer, TRANSFORMS)
    bare = make_layer("Point", [], crs="")
    assert "has no CRS" in told(place_opinion, HERE, METRES, bare, TRANSFORMS)
    pole = QgsPointXY(400, 95)
    assert "lies outside" in told(place_opinion, pole, DEGREES, layer, TRANSFORMS)
    place = QgsGeometry.fromPointXY(HERE)
    for service in ({}, {"service": None}, {"service": ""}):
        assert "needs a service" in told(add_opinion, layer, place, service)
    fields = make_layer("Point", [], "name:string")
    assert "no field service" in told(add_opinion, fields, place, {"service": "market"})
    layer.setReadOnly(True)
    assert "cannot be edited" in told(add_opinion, layer, place, {"service": "market"})
    assert not layer.isEditable()
    folder = tmp_path / "nowhere" / "survey.gpkg"
    assert "cannot be written" in told(make_opinion_layer, folder, METRES)


def test_a_layer_with_fewer_fields_takes_what_it_can():
    layer = make_layer("Point", [], "service:string, text:string")
    collect(layer, service="market", text="short", importance=3)
    assert layer.commitChanges()
    (row,) = layer.getFeatures()
    assert row.attributes() == ["market", "short"]


def test_every_choice_of_the_form_is_what_an_import_writes():
    from lifecircle.survey.cleaning.words import CHOICES

    words = Words(lambda text: text, False)
    for spec in list_roles()["opinions"].fields:
        kind, _, choice = spec.kind.partition(":")
        if kind == "choice":
            assert set(list_codes("opinions", spec.name, words)) == set(CHOICES[choice])
    assert "market" in list_codes("opinions", "service", words)
    assert list_codes("opinions", "text", words) == {}
    assert list_codes("opinions", "nothing", words) == {}
