"""The survey as it came in, loaded by the algorithm: equal to the clean sample."""

import json
import shutil

import processing
import pytest
from as_surveyed import FOLDER, differences, read_layer
from hand_run import Log
from lifecircle.survey.inspection import guess_roles, inspect_source
from lifecircle.survey.matching.mapping import SurveyMapping, open_mapping, read_mapping
from qgis.core import QgsProcessingContext, QgsProject, QgsVectorLayer


def match_folder(folder):
    """Match a folder as the dock does, and take every suggestion."""
    sources = sorted(str(p) for p in folder.iterdir() if p.suffix in (".csv", ".xlsx", ".shp"))
    found, mapping = {}, SurveyMapping()
    for role, source in guess_roles(sources).items():
        seen = inspect_source(role, source, found, QgsProject.instance().transformContext())
        assert seen.error is None
        found[role] = seen
        for word, (_, suggestion) in seen.words.items():
            sure = suggestion.how in ("sure", "likely")
            seen.mapping.categories[word] = suggestion.service if sure else ""
        mapping.sources[role] = seen.mapping
    return mapping, found


def load(mapping, output, **parameters):
    log = Log()
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    given = {"MAPPING": mapping, "OUTPUT": str(output), "LOAD": False} | parameters
    results = processing.run("lifecircle:loadsurvey", given, feedback=log, context=context)
    return results, log


@pytest.fixture(scope="module")
def matched(qgis_app):
    return match_folder(FOLDER)


def test_the_survey_as_it_came_in_equals_the_clean_sample(matched, tmp_path):
    mapping, found = matched
    assert set(mapping.sources) == {"streets", "residents", "facilities", "opinions", "areas"}
    assert found["facilities"].evidence.verdict == "gcj02"
    assert found["residents"].mapping.axes_swapped
    results, log = load(mapping.to_json(), tmp_path / "survey.gpkg")
    assert differences(results["OUTPUT"]) == []
    assert "name, group_person/phone" in log.text.replace("group_person/name", "name")


def test_counts_add_up(matched, tmp_path):
    results, _ = load(matched[0].to_json(), tmp_path / "survey.gpkg")
    rejects = read_layer(results["OUTPUT"], "rejects")
    for role, found in matched[1].items():
        rows = read_layer(results["OUTPUT"], role)
        left_out = [
            r["line"] for r in rejects if r["layer"] == role and r["effect"] == "row left out"
        ]
        assert len(set(left_out)) == len(left_out)
        assert len(rows) + len(left_out) == found.total
    assert all(row["reason"] and row["line"] is not None for row in rejects)


def test_loading_twice_changes_nothing_and_sources_stay(matched, tmp_path):
    before = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    package = tmp_path / "survey.gpkg"
    load(matched[0].to_json(), package)
    first = {role: read_layer(package, role) for role in matched[0].sources}
    _, log = load(matched[0].to_json(), package)
    assert {role: read_layer(package, role) for role in matched[0].sources} == first
    assert "0 new, 0 changed, 0 gone" in log.text
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == before


def test_a_later_export_updates_by_id(tmp_path):
    head, same = "编号,类别,名称,经度,纬度\n", "1,药店,甲,121.5,31.2\n"
    first = f"{head}{same}2,药店,乙,121.51,31.2\n3,小学,丙,121.52,31.2\n"
    later = f"{head}{same}3,小学,丙二,121.52,31.2\n4,小学,丁,121.53,31.2\n"
    source, package = tmp_path / "facilities.csv", tmp_path / "survey.gpkg"
    source.write_text(first, "utf-8")
    load("", package, FACILITIES=str(source))
    layer = QgsVectorLayer(f"{package}|layername=facilities", "f", "ogr")
    layer.startEditing()
    quality = layer.fields().lookupField("quality")
    for feature in layer.getFeatures():
        layer.changeAttributeValue(feature.id(), quality, 5)
    layer.commitChanges()
    del layer
    source.write_text(later, "utf-8")
    _, log = load("", package, FACILITIES=str(source))
    assert "1 new, 1 changed, 1 gone, 1 as before" in log.text
    rows = {row["source_id"]: row for row in read_layer(package, "facilities")}
    assert {key: row["name"] for key, row in rows.items()} == {"1": "甲", "3": "丙二", "4": "丁"}
    # what was edited by hand stays where the source says nothing new
    assert rows["1"]["quality"] == 5


def test_a_mapping_is_kept_as_a_file_and_loads_next_year(matched, tmp_path):
    folder = tmp_path / "next year"
    shutil.copytree(FOLDER, folder)
    mapping = read_mapping(matched[0].to_json(FOLDER.resolve()))
    assert all("/" not in source.source for source in mapping.sources.values())
    file = folder / "mapping.json"
    file.write_text(matched[0].to_json(FOLDER.resolve()), "utf-8")
    assert open_mapping(file).sources["streets"].source == str(folder / "streets_gbk.shp")
    results, _ = load(str(file), tmp_path / "survey.gpkg")
    assert differences(results["OUTPUT"]) == []


def test_a_layer_of_the_project_is_a_source(tmp_path):
    layer = QgsVectorLayer(
        "Point?crs=EPSG:4326&field=类别:string&field=名称:string", "设施", "memory"
    )
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY

    feature = QgsFeature(layer.fields())
    feature.setAttributes(["药店", "甲"])
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(121.5, 31.2)))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    mapping = {
        "lifecircle_survey": 1,
        "roles": {"facilities": {"source": f"layer:{layer.id()}"}},
    }
    results, _ = load(json.dumps(mapping), tmp_path / "survey.gpkg")
    (row,) = read_layer(results["OUTPUT"], "facilities")
    assert (row["service"], row["name"]) == ("pharmacy", "甲")


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("", "No source was chosen"),
        ("{", "cannot be read"),
        ('{"a": 1}', "no mapping of a survey"),
        ("/nowhere/mapping.json", "cannot be opened"),
    ],
)
def test_a_mapping_that_is_none_is_refused(mapping, sentence, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=sentence):
        load(mapping, tmp_path / "survey.gpkg")


def test_nothing_is_written_where_a_source_fails(tmp_path):
    from qgis.core import QgsProcessingException

    good = tmp_path / "facilities.csv"
    good.write_text("类别,经度,纬度\n药店,121.5,31.2\n", "utf-8")
    bad = tmp_path / "residents.csv"
    bad.write_text("小区,常住人口\n甲,5\n", "utf-8")
    package = tmp_path / "survey.gpkg"
    with pytest.raises(QgsProcessingException, match="no coordinates"):
        load("", package, FACILITIES=str(good), RESIDENTS=str(bad))
    assert not package.exists()
    assert [p.name for p in tmp_path.iterdir() if "gpkg" in p.name] == []
