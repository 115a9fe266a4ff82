"""A project for field work: what the device finds in it, and what comes back from it."""

import json
import re
import sqlite3
from pathlib import Path

import processing
import pytest
from as_surveyed import CLEAN, FOLDER, read_layer
from hand_run import Log, algorithm
from hand_town import make_layer
from lifecircle.survey.matching.roles import list_roles
from qgis.core import (
    Qgis,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import QDate

SAMPLE = {
    role.upper(): f"{CLEAN}|layername={role}"
    for role in ("opinions", "facilities", "gates", "barriers", "residents", "streets", "areas")
}


def write(folder, log=None, **parameters):
    parameters["OUTPUT"] = str(folder)
    return processing.run("lifecircle:fieldproject", parameters, feedback=log or Log())


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The folder for the sample, written once; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("field") / "sample"
    return write(folder, **SAMPLE), folder


@pytest.fixture
def opened(sample):
    project = QgsProject()
    assert project.read(str(sample[1] / "field.qgs"))
    yield project
    project.clear()


def layers_of(project):
    named = {}
    for layer in project.mapLayers().values():
        named[layer.source().rsplit("layername=", 1)[-1]] = layer
    return named


def test_parameters_have_help_and_stable_ids():
    made = algorithm("fieldproject")
    ids = [item.name() for item in made.parameterDefinitions()]
    assert ids == ["TITLE", "OPINIONS", "FACILITIES", "GATES", "BARRIERS", "RESIDENTS", "STREETS",
                   "AREAS", "PHOTOS", "CRS", "OUTPUT"]  # fmt: skip
    assert all(len(item.help()) > 10 for item in made.parameterDefinitions())
    assert (made.groupId(), len(made.shortHelpString()) > 200) == ("survey", True)
    assert len(made.tags()) >= 5
    assert not made.icon().pixmap(32).isNull()
    assert made.ICON != "lifecircle.svg"


def test_the_folder_is_whole_and_can_be_moved(sample, tmp_path):
    results, folder = sample
    assert results["OPINION_COUNT"] == len(read_layer(CLEAN, "opinions"))
    assert sorted(path.name for path in folder.iterdir()) == ["DCIM", "field.gpkg", "field.qgs"]
    text = (folder / "field.qgs").read_text("utf-8")
    assert str(folder) not in text
    assert set(re.findall(r"<datasource>(.*?)[|<]", text)) - {""} == {"./field.gpkg"}
    moved = tmp_path / "on the device"
    moved.mkdir()
    for name in ("field.gpkg", "field.qgs"):
        (moved / name).write_bytes((folder / name).read_bytes())
    project = QgsProject()
    assert project.read(str(moved / "field.qgs"))
    assert all(layer.isValid() for layer in project.mapLayers().values())
    assert all(str(moved) in layer.source() for layer in project.mapLayers().values())
    project.clear()


def test_all_layers_are_in_the_crs_of_the_project(opened):
    clean = QgsVectorLayer(SAMPLE["OPINIONS"], "opinions", "ogr")
    assert opened.crs() == clean.crs()
    assert {layer.crs().authid() for layer in opened.mapLayers().values()} == {
        opened.crs().authid()
    }
    assert opened.filePathStorage() == Qgis.FilePathType.Relative
    assert opened.mapThemeCollection().mapThemes() == ["Field work"]
    assert opened.layerTreeRoot().findLayers()[0].name() == "Opinions"


def test_only_opinions_can_be_changed(opened):
    layers = layers_of(opened)
    opinions = layers.pop("opinions")
    assert not opinions.readOnly()
    assert opinions.customProperty("QFieldSync/action") == "copy"
    assert not opinions.customProperty("QFieldSync/is_geometry_locked")
    naming = json.loads(opinions.customProperty("QFieldSync/attachment_naming"))
    assert naming["photo"].startswith("'DCIM/")
    for layer in layers.values():
        assert layer.readOnly()
        for lock in ("is_geometry_locked", "is_feature_addition_locked",
                     "is_feature_deletion_locked", "is_attribute_editing_locked"):  # fmt: skip
            assert str(layer.customProperty(f"QFieldSync/{lock}")).lower() == "true", lock


def test_nothing_personal_goes_along(sample, tmp_path):
    names = set(read_layer(sample[1] / "field.gpkg", "residents")[0])
    assert names == {"fid", "compound_id", "name", "shape"}
    facilities = make_layer(
        "Point", [("POINT(0 0)", "market", "Corner shop", "13800138000", "王芳")],
        "service:string, name:string, source:string, 联系人:string",
    )  # fmt: skip
    opinions = make_layer(
        "Point", [("POINT(0 0)", "market", "Call 13800138000 please", "Ann")],
        "service:string, text:string, name:string",
    )  # fmt: skip
    log = Log()
    write(tmp_path / "own", log, FACILITIES=facilities, OPINIONS=opinions)
    (row,) = read_layer(tmp_path / "own" / "field.gpkg", "facilities")
    assert set(row) == {"fid", "service", "name", "shape"}
    (row,) = read_layer(tmp_path / "own" / "field.gpkg", "opinions")
    assert row["text"] == "Call […] please"
    assert "name" not in row
    assert "left out: source" in log.text
    assert "texts of 1 opinions" in log.text


def test_the_form_has_lists_limits_defaults_and_a_photo(opened):
    layer = layers_of(opened)["opinions"]
    fields = layer.fields()
    names = [spec.name for spec in list_roles()["opinions"].fields]
    assert set(names) | {"fid", "photo", "uuid"} == set(fields.names())

    def setup(name):
        return layer.editorWidgetSetup(fields.lookupField(name))

    assert {n: setup(n).type() for n in names if n != "source"} == {
        "service": "ValueMap", "importance": "Range", "satisfaction": "Range", "kind": "ValueMap",
        "text": "TextEdit", "age_group": "ValueMap", "walker": "ValueMap",
        "answered_on": "DateTime",
    }  # fmt: skip
    assert [setup(name).type() for name in ("uuid", "fid", "source")] == ["Hidden"] * 3
    photo = setup("photo")
    assert photo.type() == "ExternalResource"
    assert int(photo.config()["RelativeStorage"]) == 1
    assert layer.constraintExpression(fields.lookupField("service"))


def add(layer, xy, **values):
    """Add an opinion as a device does: defaults first, then what is filled in."""
    from qgis.core import QgsGeometry, QgsPointXY

    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    geometry = QgsGeometry.fromPointXY(QgsPointXY(*xy))
    feature = QgsVectorLayerUtils.createFeature(layer, geometry, {}, context)
    for name, value in values.items():
        feature.setAttribute(name, value)
    assert layer.addFeature(feature)
    return feature


def load(package, source):
    log = Log()
    processing.run(
        "lifecircle:loadsurvey",
        {"OPINIONS": str(source), "OUTPUT": str(package), "LOAD": False}, feedback=log,
    )  # fmt: skip
    return log, {row["source_id"]: row for row in read_layer(package, "opinions")}


def plain(row, *without):
    return {k: v for k, v in row.items() if k not in {"fid", "source_hash", "photo", *without}}


def test_a_day_in_the_field_comes_back(tmp_path):
    package, folder = tmp_path / "survey.gpkg", tmp_path / "field"
    _, before = load(package, FOLDER / "opinions_kobo.csv")
    write(folder, OPINIONS=f"{package}|layername=opinions")
    log, same = load(package, folder / "field.gpkg")
    assert "0 new" in log.text
    assert "0 gone" in log.text
    assert {name: plain(row) for name, row in same.items()} == {
        name: {k: v for k, v in plain(row).items() if k in plain(next(iter(same.values())))}
        for name, row in before.items()
    }
    log, _ = load(package, folder / "field.gpkg")
    assert f"0 new, 0 changed, 0 gone, {len(before)} as before" in log.text

    project = QgsProject()
    assert project.read(str(folder / "field.qgs"))
    layer = layers_of(project)["opinions"]
    here = layer.extent().center()
    assert layer.startEditing()
    added = [
        add(
            layer, (here.x(), here.y() + n), service="market", importance=n, photo=f"DCIM/o_{n}.jpg"
        )
        for n in (1, 2, 3)
    ]
    first, second = list(layer.getFeatures("uuid IS NOT NULL AND satisfaction = 3"))[:2]
    layer.deleteFeature(first.id())
    at = layer.fields().lookupField("satisfaction")
    layer.changeAttributeValue(second.id(), at, 5)
    layer.changeAttributeValue(second.id(), layer.fields().lookupField("photo"), "DCIM/先.jpg")
    assert layer.commitChanges(), layer.commitErrors()
    project.clear()

    log, after = load(package, folder / "field.gpkg")
    assert f"3 new, 1 changed, 1 gone, {len(before) - 2} as before" in log.text
    assert len(after) == len(before) + 2
    fresh = {row["photo"]: row for name, row in after.items() if name not in before}
    assert sorted(fresh) == ["DCIM/o_1.jpg", "DCIM/o_2.jpg", "DCIM/o_3.jpg"]
    assert {row["source_id"] for row in fresh.values()} == {str(f["uuid"]) for f in added}
    assert {row["answered_on"] for row in fresh.values()} == {
        QDate.currentDate().toString("yyyy-MM-dd")
    }
    assert {row["source"] for row in fresh.values()} == {"collected in the field"}
    assert first["uuid"] not in after
    changed = after[second["uuid"]]
    assert (changed["satisfaction"], changed["photo"]) == (5, "DCIM/先.jpg")


def test_an_empty_project_without_photos(tmp_path):
    streets = make_layer("LineString", ["LINESTRING(0 0, 100 0)"], crs="EPSG:4326")
    results = write(
        tmp_path / "empty", STREETS=streets, PHOTOS=False, CRS="EPSG:4547", TITLE="城北"
    )
    assert results["OPINION_COUNT"] == 0
    project = QgsProject()
    assert project.read(results["PROJECT"])
    assert (project.title(), project.crs().authid()) == ("城北", "EPSG:4547")
    layer = layers_of(project)["opinions"]
    assert (layer.featureCount(), layer.crs().authid()) == (0, "EPSG:4547")
    assert layer.editorWidgetSetup(layer.fields().lookupField("photo")).type() == "Hidden"
    project.clear()
    assert not (tmp_path / "empty" / "DCIM").exists()


def test_rows_without_a_place_and_equal_ids_are_told_apart(tmp_path):
    opinions = make_layer(
        "Point",
        [("POINT(0 0)", "market", "a"), ("POINT(1 0)", "market", "a"), (None, "market", "b"),
         ("POINT(2 0)", "park", None)],
        "service:string, source_id:string",
    )  # fmt: skip
    log = Log()
    assert write(tmp_path / "f", log, OPINIONS=opinions)["OPINION_COUNT"] == 3
    assert "Opinions: 1 rows are left out" in log.text
    ids = [row["uuid"] for row in read_layer(tmp_path / "f" / "field.gpkg", "opinions")]
    assert ids[0] == "a"
    assert len(set(ids)) == 3
    assert all(ids)


def test_what_cannot_be_used_is_refused_in_a_sentence(tmp_path):
    def refuse(**parameters):
        with pytest.raises(QgsProcessingException) as told:
            write(tmp_path / "refused", **parameters)
        assert not (tmp_path / "refused" / "field.gpkg").exists()
        assert not (tmp_path / "refused" / ".field_part").exists()
        return str(told.value)

    bare = make_layer("Point", ["POINT(0 0)"])
    assert "have no field service" in refuse(OPINIONS=bare)
    lost = make_layer("LineString", ["LINESTRING(0 0, 1 1)"], crs="")
    assert "has no CRS" in refuse(STREETS=lost)
    with pytest.raises(QgsProcessingException):
        write(tmp_path / "refused", OPINIONS="nowhere.gpkg")
    write(tmp_path / "twice")
    held = (tmp_path / "twice" / "field.gpkg").read_bytes()
    with pytest.raises(QgsProcessingException, match="already holds field.gpkg"):
        write(tmp_path / "twice")
    assert (tmp_path / "twice" / "field.gpkg").read_bytes() == held
    (tmp_path / "file").write_text("")
    with pytest.raises(QgsProcessingException, match="cannot be written"):
        write(tmp_path / "file")


# GeoPackages as field apps leave them


def make_package(path, key):
    """A GeoPackage of opinions with a uuid, and a photo as QField and Mergin Maps store it."""
    layer = make_layer(
        "Point",
        [(f"POINT({n} 0)", f"{{0e3f-{n}}}", "market", 1 + n % 5, f"DCIM/o_2025060110{n:02}.jpg",
          f"Call 1380013800{n % 10}") for n in range(12)],
        f"{key}:string, service:string, importance:int, photo:string, text:string",
    )  # fmt: skip
    parameters = {"INPUT": layer, "OUTPUT": str(path), "LAYER_NAME": "answers"}
    processing.run("native:savefeatures", parameters)
    assert path.is_file()
    return path


@pytest.mark.parametrize("key", ["uuid", "UUID", "global_id"])
def test_photo_paths_and_ids_of_field_apps_are_kept(tmp_path, key):
    log, rows = load(tmp_path / "survey.gpkg", make_package(tmp_path / "answers.gpkg", key))
    assert sorted(rows) == sorted(f"{{0e3f-{n}}}" for n in range(12))
    assert rows["{0e3f-3}"]["photo"] == "DCIM/o_202506011003.jpg"
    assert not {name for name in rows["{0e3f-3}"] if name.startswith("fid_")}
    assert not any("13800" in row["text"] for row in rows.values())
    log, _ = load(tmp_path / "survey.gpkg", tmp_path / "answers.gpkg")
    assert "0 new, 0 changed, 0 gone, 12 as before" in log.text


def test_fids_that_a_merge_gave_anew_change_nothing(tmp_path):
    source = make_package(tmp_path / "answers.gpkg", "uuid")
    load(tmp_path / "survey.gpkg", source)
    connection = sqlite3.connect(source)
    connection.execute("DROP TRIGGER IF EXISTS rtree_answers_geom_update3")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("DROP TABLE rtree_answers_geom")
    connection.execute("DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'")
    connection.execute("UPDATE answers SET fid = fid + 1000")
    connection.commit()
    connection.close()
    log, rows = load(tmp_path / "survey.gpkg", source)
    assert "0 new, 0 changed, 0 gone, 12 as before" in log.text
    assert len(rows) == 12


def test_a_text_as_primary_key(tmp_path):
    """A table without fid, whose key is the uuid, as made by hand in SQL."""
    source = make_package(tmp_path / "answers.gpkg", "uuid")
    connection = sqlite3.connect(source)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(
        "CREATE TABLE keyed (uuid TEXT PRIMARY KEY NOT NULL, geom POINT, service TEXT, photo TEXT)"
    )
    connection.execute("INSERT INTO keyed SELECT uuid, geom, service, photo FROM answers")
    for table in ("gpkg_contents", "gpkg_geometry_columns"):
        connection.execute(f"UPDATE {table} SET table_name = 'keyed' WHERE table_name = 'answers'")  # noqa: S608
    connection.execute("DELETE FROM gpkg_extensions")
    connection.execute("UPDATE gpkg_contents SET identifier = 'keyed'")
    connection.commit()
    connection.close()
    _, rows = load(tmp_path / "survey.gpkg", f"{source}|layername=keyed")
    assert len(rows) == 12
    assert rows["{0e3f-3}"]["photo"] == "DCIM/o_202506011003.jpg"


def test_the_folder_of_a_field_app_is_looked_through(tmp_path):
    from lifecircle.survey.inspection import guess_roles
    from lifecircle.ui.inspection_task import list_conflicts, list_sources

    aside = ["answers (conflicted copy, ann v7).gpkg", "answers (edit conflict, 王芳 v12).json",
             "answers.gpkg_conflict_copy", "answers.gpkg_rebase_conflicts"]  # fmt: skip
    source = make_package(tmp_path / "opinions.gpkg", "uuid")
    for name in aside:
        (tmp_path / name).write_bytes(source.read_bytes())
    (tmp_path / ".mergin").mkdir()
    (tmp_path / ".mergin" / "opinions.gpkg").write_bytes(source.read_bytes())
    (tmp_path / "opinions.gpkg-diff-1f").write_bytes(b"changes")
    (tmp_path / "conflict_zones.csv").write_text("a,b\n1,2\n")
    found = list_sources(tmp_path)
    assert [Path(name.split("|")[0]).name for name in found] == [
        "conflict_zones.csv", "opinions.gpkg",
    ]  # fmt: skip
    assert list_conflicts(tmp_path) == sorted(aside)
    assert guess_roles(found) == {"opinions": f"{source}|layername=answers"}


def test_of_a_field_project_only_the_opinions_are_offered(sample):
    from lifecircle.survey.inspection import guess_roles
    from lifecircle.ui.inspection_task import list_sources

    found = guess_roles(list_sources(sample[1]))
    assert found == {"opinions": f"{sample[1] / 'field.gpkg'}|layername=opinions"}


def test_rows_collected_by_hand_stay_and_come_back_as_the_same(tmp_path):
    package = tmp_path / "survey.gpkg"
    _, before = load(package, FOLDER / "opinions_kobo.csv")
    layer = QgsVectorLayer(f"{package}|layername=opinions", "opinions", "ogr")
    where = layer.extent().center()
    assert layer.startEditing()
    add(layer, (where.x(), where.y()), service="market", source_id="own-1", importance=4)
    assert layer.commitChanges()
    del layer
    log, after = load(package, FOLDER / "opinions_kobo.csv")
    assert f"0 new, 0 changed, 0 gone, {len(before)} as before" in log.text
    assert after.keys() == before.keys() | {"own-1"}
    assert after["own-1"]["importance"] == 4
    write(tmp_path / "field", OPINIONS=f"{package}|layername=opinions")
    log, back = load(package, tmp_path / "field" / "field.gpkg")
    assert "0 new" in log.text
    assert back.keys() == after.keys()
    assert back["own-1"]["importance"] == 4
