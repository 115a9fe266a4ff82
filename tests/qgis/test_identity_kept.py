"""Results carry the identity of their input: every feature, its fields, their order."""

import pytest
from hand_run import Log, read_rows, refusal, run_algorithm
from hand_town import make_facilities, make_homes, make_layer, make_streets
from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate

MARKET = ("POINT(300 -20)", "market")
FIELDS = "name:string, population:double, built:date, number:int"
HOMES = (
    ("POINT(790 300)", "丙", 7.0, QDate(1994, 5, 1), 3),
    ("POINT(100 10)", "甲", 5.0, None, None),
    (None, None, 2.0, QDate(2001, 1, 1), 1),
    ("POINT(110 10)", "乙", 1.0, None, -9),
)


def coverage(run, **changed):
    """Run coverage gaps on four homes in no order."""
    given = {
        "STREETS": make_streets(),
        "RESIDENTS": make_homes(*HOMES, fields=FIELDS),
        "FACILITIES": make_facilities(MARKET),
    }
    return run("coveragegaps", **(given | changed))


def saved(layer, path, **options):
    """The layer as a GeoPackage."""
    made = QgsVectorFileWriter.SaveVectorOptions()
    made.driverName = "GPKG"
    made.layerName = options.get("name", path.stem)
    code, text, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsProject.instance().transformContext(), made
    )
    assert code == QgsVectorFileWriter.WriterError.NoError, text
    return QgsVectorLayer(str(path), path.stem, "ogr")


def test_every_home_comes_back_in_its_place_with_its_fields(run):
    homes = make_homes(*HOMES, fields=FIELDS)
    found = coverage(run, RESIDENTS=homes)
    units = found.layer("OUTPUT_UNITS")
    assert units.fields().names() == [
        "name", "population", "built", "number", "market_m", "market_min", "market_has",
    ]  # fmt: skip
    kept = [{name: row[name] for name in homes.fields().names()} for row in
            found.rows("OUTPUT_UNITS")]  # fmt: skip
    assert kept == read_rows(homes)
    for given, made in zip(homes.getFeatures(), units.getFeatures(), strict=True):
        assert given.geometry().asWkb() == made.geometry().asWkb()
    assert found.values("market_has", "OUTPUT_UNITS") == [0, 1, None, 1]


def test_the_same_input_gives_the_same_output(run):
    once, again = coverage(run), coverage(run)
    for name in ("OUTPUT_UNITS", "OUTPUT_GAPS", "OUTPUT_TABLE", "OUTPUT_SNAP"):
        assert once.rows(name) == again.rows(name)
        assert [s.asWkb() for s in once.shapes(name)] == [s.asWkb() for s in again.shapes(name)]


def test_an_input_field_named_like_a_result_is_replaced_and_told(run):
    homes = make_homes(
        ("POINT(100 10)", 5.0, "old", 1.0),
        fields="population:double, market_has:string, Market_M:double",
    )
    found = coverage(run, RESIDENTS=homes)
    assert found.layer("OUTPUT_UNITS").fields().names() == [
        "population", "market_m", "market_min", "market_has",
    ]  # fmt: skip
    assert found.rows("OUTPUT_UNITS") == [
        {"population": 5, "market_m": 230, "market_min": pytest.approx(230 / 72), "market_has": 1}
    ]
    assert (
        "Residents: the result has fields of its own named market_has, Market_M; the layer's are "
        "left out of it." in found.log.warnings
    )


def test_catchments_replace_fields_of_their_own_names_and_tell_it(run):
    origins = make_layer("Point", [("POINT(100 0)", "west", "old")], "name:string, status:string")
    found = run("walkcatchments", STREETS=make_streets(), ORIGINS=origins, METRES="100")
    assert found.layer().fields().names().count("status") == 1
    assert found.values("status") == ["ok"]
    assert (
        "Origins: the result has fields of its own named status; the layer's are left out of it."
        in found.log.warnings
    )


def test_only_the_selected_homes_are_judged_when_asked(run):
    homes = make_homes(*HOMES, fields=FIELDS)
    QgsProject.instance().addMapLayer(homes)
    homes.selectByIds([4, 2])
    chosen = QgsProcessingFeatureSourceDefinition(homes.id(), True)
    found = coverage(run, RESIDENTS=chosen)
    assert sorted(found.values("name", "OUTPUT_UNITS")) == ["乙", "甲"]
    assert found.rows("OUTPUT_TABLE")[0]["persons"] == 6
    assert "Residents: 2 features, 2 used, 0 left out." in found.log.infos


def test_a_filter_on_the_source_counts(run):
    chosen = QgsProcessingFeatureSourceDefinition(
        source=QgsProject.instance().addMapLayer(make_homes(*HOMES, fields=FIELDS)).id(),
        filterExpression="population > 4",
    )
    assert coverage(run, RESIDENTS=chosen).rows("OUTPUT_TABLE")[0]["persons"] == 12


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "shp"])
def test_results_go_to_files_and_say_the_same(run, tmp_path, suffix):
    """Several rows for each origin of a GeoPackage, whose feature ids must not clash."""
    origins = saved(
        make_layer("Point", [("POINT(100 0)", "甲"), ("POINT(600 400)", "乙")], "name:string"),
        tmp_path / "origins.gpkg",
    )
    given = {"STREETS": make_streets(), "ORIGINS": origins, "METRES": "100,200"}
    plain = run("walkcatchments", **given)
    found = run("walkcatchments", **given, OUTPUT=str(tmp_path / f"out.{suffix}"))
    assert found.values("name") == plain.values("name") == ["甲", "甲", "乙", "乙"]
    assert found.values("metres") == pytest.approx(plain.values("metres"))
    for a, b in zip(found.shapes(), plain.shapes(), strict=True):
        assert a.hausdorffDistance(b) < (1e-2 if suffix == "geojson" else 1e-6)


def test_homes_of_a_geopackage_go_to_a_geopackage(run, tmp_path):
    homes = saved(make_homes(*HOMES, fields=FIELDS), tmp_path / "homes.gpkg")
    found = coverage(run, RESIDENTS=homes, OUTPUT_UNITS=str(tmp_path / "units.gpkg"))
    assert found.values("name", "OUTPUT_UNITS") == ["丙", "甲", None, "乙"]
    assert found.values("market_has", "OUTPUT_UNITS") == [0, 1, None, 1]
    ids = [feature.id() for feature in homes.getFeatures()]
    assert found.values("fid", "OUTPUT_UNITS") == ids
    assert [row["built"] for row in read_rows(found.layer("OUTPUT_UNITS"))][0] == QDate(1994, 5, 1)


def test_ids_of_walks_are_feature_ids(run):
    origins = make_layer("Point", ["POINT(100 0)", "POINT(200 0)", "POINT(300 0)"])
    origins.dataProvider().deleteFeatures([1])
    found = run(
        "walktimes",
        STREETS=make_streets(),
        ORIGINS=origins,
        DESTINATIONS=make_facilities(MARKET),
    )
    assert [(r["from_id"], r["to_id"], r["metres"]) for r in found.rows()] == [
        (2, 1, 120),
        (3, 1, 20),
    ]


STOPS = ("Streets: ", "Computed in", "Residents: 4 features", "no street in reach")


@pytest.mark.parametrize("sentence", STOPS)
def test_a_cancelled_run_leaves_no_file(tmp_path, sentence):
    outputs = {
        name: str(tmp_path / f"{name}.gpkg")
        for name in ("OUTPUT_UNITS", "OUTPUT_GAPS", "OUTPUT_TABLE", "OUTPUT_SNAP")
    }
    log = Log(stop_at=sentence)
    with pytest.raises(QgsProcessingException, match=r"Stopped; nothing was written\."):
        run_algorithm(
            "coveragegaps",
            log=log,
            STREETS=make_streets(),
            RESIDENTS=make_homes(*HOMES, fields=FIELDS),
            FACILITIES=make_facilities(MARKET),
            **outputs,
        )
    assert log.isCanceled()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["walkcatchments", "walktimes"])
@pytest.mark.parametrize("sentence", ["Streets: ", "Computed in", "Origins: 1 placed"])
def test_other_cancelled_runs_leave_no_file_either(tmp_path, name, sentence):
    given = {"STREETS": make_streets(), "ORIGINS": make_layer("Point", ["POINT(100 0)"])}
    if name == "walktimes":
        given["DESTINATIONS"] = make_facilities(MARKET)
    with pytest.raises(QgsProcessingException, match=r"Stopped; nothing was written\."):
        run_algorithm(
            name,
            log=Log(stop_at=sentence),
            OUTPUT=str(tmp_path / "out.gpkg"),
            OUTPUT_SNAP=str(tmp_path / "snap.gpkg"),
            **given,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused_before_anything_is_written(tmp_path):
    sentence = refusal(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=make_homes(*HOMES, fields=FIELDS),
        FACILITIES=make_facilities(MARKET),
        OUTPUT_UNITS=str(tmp_path / "units.gpkg"),
        OUTPUT_GAPS=str(tmp_path / "nowhere" / "gaps.gpkg"),
    )
    assert f"Gaps: there is no folder {tmp_path / 'nowhere'}. Make it, or choose" in sentence
    assert list(tmp_path.iterdir()) == []


def test_a_refused_run_leaves_no_file(tmp_path):
    with pytest.raises(QgsProcessingException):
        run_algorithm(
            "coveragegaps",
            STREETS=make_streets(),
            RESIDENTS=make_homes(("POINT(0 0)", 1.0), fields="people:double"),
            FACILITIES=make_facilities(MARKET),
            OUTPUT_UNITS=str(tmp_path / "units.gpkg"),
        )
    assert list(tmp_path.iterdir()) == []


def test_dates_of_the_survey_stand_in_the_stamp(run):
    facilities = make_facilities(
        ("POINT(300 -20)", "market", QDate(2025, 3, 9)),
        ("POINT(310 -20)", "market", QDate(2024, 11, 30)),
        ("POINT(320 -20)", "market", None),
        fields="service:string, surveyed_on:date",
    )
    stamp = coverage(run, FACILITIES=facilities).outputs["STAMP"]
    assert "facilities surveyed 2024-11-30 to 2025-03-09" in stamp
