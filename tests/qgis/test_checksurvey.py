"""What is wrong with a survey: each fault found where it was made, and none where there is none."""

from collections import Counter

import numpy as np
import pytest
import shapely
from as_surveyed import CLEAN
from hand_run import algorithm, read_rows, refusal
from hand_town import CORNER, copy_of, line, make_layer, make_streets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lifecircle.survey.checks.findings import Finding, count_persons, rank_findings
from lifecircle.survey.checks.plausible import bounds_of
from lifecircle.survey.map_service import gcj02_from_wgs84
from qgis.core import QgsVectorLayer

FACILITY = (
    "service:string, name:string, site_id:string, capacity:double, capacity_unit:string, "
    "floor_m2:double, quality:double, hours:string, status:string, surveyed_on:date"
)
GOOD = ("bank", "One", None, 100.0, "persons", 50.0, 4.0, "Mo-Fr 09:00-17:00", "open", "2024-05-06")
OPINION = (
    "service:string, importance:double, satisfaction:double, kind:string, text:string, "
    "answered_on:date"
)
SAID = ("bank", 4.0, 2.0, "need", "Too far for my mother.", "2024-05-06")
HOME = (
    "population:double, pop_0_2:double, pop_3_5:double, pop_60_plus:double, pop_80_plus:double, "
    "households:double"
)


def square(x, y, size=100):
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    return "POLYGON((" + ",".join(f"{a} {b}" for a, b in corners) + "))"


def at(x, y):
    return f"POINT({x} {y})"


HERE = at(10, 10)


def facility(place=HERE, **changes):
    names = [part.split(":")[0].strip() for part in FACILITY.split(",")]
    values = dict(zip(names, GOOD, strict=True)) | changes
    return (place, *values.values())


def opinion(place=HERE, **changes):
    names = [part.split(":")[0].strip() for part in OPINION.split(",")]
    values = dict(zip(names, SAID, strict=True)) | changes
    return (place, *values.values())


def check(run, **layers):
    """Run the check; return rank-ordered rows as (layer, id, severity, fault)."""
    kept = {
        name: copy_of(layer) for name, layer in layers.items() if hasattr(layer, "dataProvider")
    }
    ran = run("checksurvey", **layers)
    for name, before in kept.items():
        assert copy_of(layers[name]) == before, name
    return ran


def told(ran, *fields):
    fields = fields or ("layer", "feature_id", "severity", "fault")
    return [tuple(row[field] for field in fields) for row in ran.rows()]


def test_a_clean_survey_has_no_finding(run):
    streets = make_streets(
        line((-1200, 600), (-1200, -1200), (2400, -1200), (2400, 2400), (-1200, 2400),
             (-1200, 600)),
        line((-1200, 600), (2400, 600)), line((600, -1200), (600, 2400)),
        *(line((x, y), (x, y + 200)) for x in (0, 400, 800, 1200) for y in (400, 1000) if y < 0),
    )  # fmt: skip
    ran = check(
        run,
        RESIDENTS=make_layer("Point", [(at(10, 10), 100.0, 5.0, 5.0, 20.0, 5.0, 40.0)], HOME),
        FACILITIES=make_layer("Point", [facility()], FACILITY),
        OPINIONS=make_layer("Point", [opinion()], OPINION),
        PREMISES=make_layer("Point", [(at(20, 10), 200.0, 10.0)], "floor_m2:double, cost:double"),
        AREAS=make_layer("Polygon", [(square(0, 0, 1200), "A")], "name:string"),
        BARRIERS=make_layer("LineString", [(line((50, 50), (80, 50)), "w")], "kind:string"),
        GATES=make_layer("Point", [(at(60, 51), "24/7")], "hours:string"),
        STREETS=streets,
    )
    found = [row for row in told(ran) if row[3] not in ("crossing", "near_miss", "island")]
    assert found == []


def test_the_sample_has_a_short_list_that_is_true(run):
    roles = ("streets", "barriers", "gates", "residents", "facilities", "opinions", "premises",
             "areas")  # fmt: skip
    layers = {role.upper(): QgsVectorLayer(f"{CLEAN}|layername={role}", role, "ogr")
              for role in roles}  # fmt: skip
    ran = check(run, **layers)
    assert told(ran) == [
        ("streets", None, "warning", "margin"),
        ("facilities", None, "information", "not_open"),
    ]
    status = Counter(row["status"] for row in read_rows(layers["FACILITIES"]))
    assert f"{status['closed']} are closed and {status['planned']} planned" in ran.rows()[1]["what"]
    streets, areas = (layers[name].extent() for name in ("STREETS", "AREAS"))
    west = areas.xMinimum() - streets.xMinimum()
    assert f"In the west, the streets reach {west:,.0f} m" in ran.rows()[0]["what"]
    assert (ran.outputs["ERRORS"], ran.outputs["WARNINGS"], ran.outputs["INFORMATION"]) == (0, 1, 1)
    assert "Streets: 2333 features, 0 errors, 1 warnings, 0 to know." in ran.log.text


def test_homes(run):
    rows = [
        (at(0, 0), 100.0, 5.0, 5.0, 20.0, 5.0, 40.0),
        (at(100, 0), None, None, None, None, None, None),
        (at(200, 0), -3.0, None, None, None, None, None),
        (at(300, 0), 90_000.0, None, None, None, None, None),
        (at(400, 0), 100.0, 50.0, 30.0, 21.7, 1.0, None),  # 101.7 of 100, each rounded
        (at(410, 0), 100.0, 50.0, 30.0, 21.4, 1.0, None),  # 101.4: roundings of three numbers
        (at(500, 0), 100.0, None, None, 10.0, 12.0, None),
        (at(600, 0), 100.0, None, None, None, None, 101.0),
        (None, 10.0, None, None, None, None, None),
        (at(0, 0), 100.0, 5.0, 5.0, 20.0, 5.0, 40.0),
        (at(0, 0), 101.0, 5.0, 5.0, 20.0, 5.0, 40.0),
        (at(700, 0), 0.0, None, None, None, None, None),
        (at(800, 0), 10.0, -1.0, None, None, None, None),
    ]
    ran = check(run, RESIDENTS=make_layer("Point", rows, HOME))
    assert sorted(told(ran, "feature_id", "severity", "fault")) == [
        (2, "error", "population_missing"),
        (3, "error", "population_negative"),
        (4, "warning", "population_implausible"),
        (5, "error", "age_groups_exceed_population"),
        (7, "error", "oldest_exceed_older"),
        (8, "warning", "more_households_than_persons"),
        (9, "error", "no_geometry"),
        (10, "warning", "twice"),
        (13, "error", "pop_0_2_negative"),
    ]
    by_id = {row["feature_id"]: row for row in ran.rows()}
    assert by_id[10]["other_id"] == 1
    assert "90,000" in by_id[4]["what"]
    assert "101.7" in by_id[5]["what"]
    shapes = {row["feature_id"]: shape for row, shape in zip(ran.rows(), ran.shapes(), strict=True)}
    assert shapes[9].isNull()
    assert shapes[3].asPoint().x() == pytest.approx(CORNER[0] + 200)


def test_populations_that_are_no_numbers(run):
    homes = make_layer("Point", [(at(0, 0), "about 80"), (at(1, 0), "12"), (at(2, 0), " ")],
                       "people:string")  # fmt: skip
    ran = check(run, RESIDENTS=homes, POPULATION_FIELD="people")
    assert told(ran, "feature_id", "fault") == [
        (1, "population_no_number"), (3, "population_missing"),
    ]  # fmt: skip
    ran = check(run, RESIDENTS=homes)
    assert told(ran) == [("residents", None, "error", "population_no_field")]


def test_homes_away_from_streets(run):
    rows = [(line((0, 0), (3000, 0)), "yes"), (line((0, 500), (3000, 500)), "no")]
    streets = make_layer("LineString", rows, "foot:string")
    homes = make_layer(
        "Polygon", [(square(1000, 20), 5.0, "a"), (square(1200, 60), 5.0, "b"),
                    (square(1400, 60), 5.0, "c"), (square(1600, 450), 5.0, "d")],
        "population:double, compound_id:string",
    )  # fmt: skip
    ran = check(run, STREETS=streets, RESIDENTS=homes)
    far = sorted(row["feature_id"] for row in ran.rows() if row["fault"] == "far_from_streets")
    assert far == [2, 3, 4]
    gates = make_layer("Point", [(at(1250, 60), None), (at(1450, 20), "c"), (at(1650, 450), "d")],
                       "compound_id:string")  # fmt: skip
    ran = check(run, STREETS=streets, RESIDENTS=homes, GATES=gates)
    far = sorted(row["feature_id"] for row in ran.rows() if row["fault"] == "far_from_streets")
    assert far == [4]


@pytest.mark.parametrize(
    ("changes", "severity", "fault"),
    [
        ({"service": "libary"}, "error", "service_unknown"),
        ({"service": None}, "error", "service_missing"),
        ({"service": "tier_15"}, "error", "service_no_facility"),
        ({"capacity": 0.0}, "error", "capacity_zero"),
        ({"capacity": -5.0}, "error", "capacity_negative"),
        ({"capacity": 4000.0, "capacity_unit": "beds"}, "warning", "capacity_implausible"),
        ({"capacity": 4000.0, "capacity_unit": "persons"}, None, None),
        ({"capacity_unit": "pots"}, "warning", "capacity_unit_unknown"),
        ({"capacity_unit": None}, "warning", "capacity_no_unit"),
        ({"floor_m2": -1.0}, "error", "floor_m2_negative"),
        ({"floor_m2": 9e6}, "warning", "floor_m2_implausible"),
        ({"quality": 0.0}, "error", "quality_out_of_range"),
        ({"quality": 5.5}, "error", "quality_out_of_range"),
        ({"quality": 5.0}, None, None),
        ({"hours": "9 to 5, mostly"}, "warning", "hours_unreadable"),
        ({"hours": None}, None, None),
        ({"status": "busy"}, "warning", "status_unknown"),
        ({"surveyed_on": "2999-01-01"}, "warning", "surveyed_on_future"),
        ({"surveyed_on": "1887-01-01"}, "warning", "surveyed_on_old"),
        ({"status": "closed"}, "information", "not_open"),
        ({"status": "planned"}, "information", "not_open"),
    ],
)
def test_a_facility(run, changes, severity, fault):
    ran = check(run, FACILITIES=make_layer("Point", [facility(**changes)], FACILITY))
    assert told(ran, "severity", "fault") == ([(severity, fault)] if fault else [])


def test_a_word_for_a_service_and_for_hours_is_answered_with_what_may_be_meant(run):
    rows = [facility(service="libary"), facility(at(500, 0), hours="周一至周五 07:45-16:30")]
    ran = check(run, FACILITIES=make_layer("Point", rows, FACILITY))
    todo = {row["fault"]: row["todo"] for row in ran.rows()}
    assert "Library (library)" in todo["service_unknown"]
    assert "Mo-Fr 07:45-16:30" in todo["hours_unreadable"]


def test_facilities_entered_twice(run):
    rows = [
        facility(at(0, 0), name="Bank of  China（东门）"),
        facility(at(29, 0), name="bank of china (东门)"),
        facility(at(31, 0), name="Bank of China", site_id="s"),
        facility(at(0, 31), name="Bank of China (东门)"),
        facility(at(1, 0), name="Bank of China (东门)", service="pharmacy"),
        facility(at(1, 1), name=None), facility(at(1, 2), name=None),
        facility(at(40, 0), name="Bank of China", site_id="s"),
    ]  # fmt: skip
    ran = check(run, FACILITIES=make_layer("Point", rows, FACILITY))
    assert told(ran, "feature_id", "other_id", "fault") == [(2, 1, "twice")]


def test_near_twins_are_those_of_brute_force():
    from lifecircle.survey.checks.distances import near_twins

    draw = np.random.default_rng(3)
    xy = draw.uniform(0, 200, (150, 2)) + CORNER
    key = draw.integers(0, 3, 150)
    wanted = {
        (i, j) for i in range(150) for j in range(i + 1, 150)
        if key[i] == key[j] and np.hypot(*(xy[i] - xy[j])) <= 30
    }  # fmt: skip
    assert set(map(tuple, near_twins(xy, key, 30.0).tolist())) == wanted


def test_places_outside_the_areas(run):
    areas = make_layer("Polygon", [(square(0, 0, 1000), "A")], "name:string")
    streets = make_layer("LineString", [line((-3000, 0), (4000, 0))])
    rows = [facility(at(0, 0)), facility(at(2070, 0)), facility(at(2090, 0), name="Two"),
            facility(at(500, 200))]  # fmt: skip
    answers = [opinion(at(500, 500)), opinion(at(1090, 10)), opinion(at(1110, 10))]
    homes = make_layer("Point", [(at(500, 90), 5.0), (at(1500, 50), 5.0)], "population:double")
    ran = check(run, AREAS=areas, STREETS=streets,
                FACILITIES=make_layer("Point", rows, FACILITY),
                OPINIONS=make_layer("Point", answers, OPINION), RESIDENTS=homes)  # fmt: skip
    found = [row for row in told(ran) if row[0] != "streets"]
    assert sorted(found, key=str) == sorted(
        [
            ("facilities", 3, "warning", "outside_areas"),
            ("facilities", 4, "warning", "far_from_streets"),
            ("opinions", 1, "warning", "far_from_homes"),
            ("opinions", 2, "warning", "far_from_homes"),
            ("opinions", 3, "warning", "outside_areas"),
            ("opinions", 3, "warning", "far_from_homes"),
            ("residents", None, "information", "outside_areas"),
        ],
        key=str,
    )


@pytest.mark.parametrize(
    ("changes", "severity", "fault"),
    [
        ({"service": None}, "error", "service_missing"),
        ({"service": "moon base"}, "error", "service_unknown"),
        ({"importance": 6.0}, "error", "importance_out_of_range"),
        ({"satisfaction": 0.5}, "error", "satisfaction_out_of_range"),
        ({"importance": None}, None, None),
        ({"kind": "grudge"}, "warning", "kind_unknown"),
        ({"answered_on": "2999-01-01"}, "warning", "answered_on_future"),
        ({"text": "打电话给我 13912345678"}, "error", "personal_data"),
        ({"text": "write to li@example.org"}, "error", "personal_data"),
        ({"text": "微信：zhang_san88"}, "error", "personal_data"),
        ({"text": "12 benches, 300 m, since 2019"}, None, None),
    ],
)
def test_an_opinion(run, changes, severity, fault):
    ran = check(run, OPINIONS=make_layer("Point", [opinion(**changes)], OPINION))
    assert told(ran, "severity", "fault") == ([(severity, fault)] if fault else [])
    if fault == "personal_data":
        assert changes["text"] not in str(ran.rows()) + ran.log.text


def test_personal_columns_and_answers_entered_twice(run):
    fields = OPINION + ", phone:string, respondent:string"
    rows = [(*opinion(), "021-5555", "R0001"), (*opinion(), "021-5556", "R0001"),
            (*opinion(), None, "R0002")]  # fmt: skip
    ran = check(run, OPINIONS=make_layer("Point", rows, fields))
    assert told(ran, "feature_id", "fault") == [(None, "personal_column"), (2, "twice")]
    assert "phone" in ran.rows()[0]["what"]


def test_premises(run):
    fields = "floor_m2:double, cost:double, fixed_service:string, status:string"
    rows = [
        (at(0, 0), 100.0, 5.0, None, "idle"), (at(10, 0), None, None, None, None),
        (at(20, 0), 0.0, None, None, None), (at(30, 0), -8.0, None, None, None),
        (at(40, 0), 3.0, None, None, None), (at(50, 0), 2e6, None, None, None),
        (at(60, 0), 100.0, -1.0, None, None), (at(70, 0), 100.0, None, "cantine", None),
        (at(80, 0), 100.0, None, "library", "haunted"),
    ]  # fmt: skip
    ran = check(run, PREMISES=make_layer("Point", rows, fields))
    assert sorted(told(ran, "feature_id", "severity", "fault")) == [
        (2, "error", "floor_m2_missing"), (3, "error", "floor_m2_zero"),
        (4, "error", "floor_m2_negative"), (5, "warning", "floor_m2_implausible"),
        (6, "warning", "floor_m2_implausible"), (7, "error", "cost_negative"),
        (8, "error", "fixed_service_unknown"), (9, "warning", "status_unknown"),
    ]  # fmt: skip


def test_areas(run):
    bow = "POLYGON((5000 0,5100 100,5100 0,5000 100,5000 0))"
    rows = [
        (square(0, 0), "A"), (square(100, 0), "B"), (square(190, 0), "C"),  # 10 x 100 m shared
        (square(0, 1000, 300), "D"), (square(1000, 0), None), (square(2000, 0), "A"), (bow, "E"),
    ]  # fmt: skip
    # a ring of four around a hole of 40 x 40 m, and a crack of 1 m beside it
    for n, (x, y, w, h) in enumerate(
        ((3000, 0, 100, 30), (3000, 70, 100, 30), (3000, 30, 30, 40), (3070, 30, 30, 40),
         (3101, 0, 50, 100))
    ):  # fmt: skip
        shape = f"POLYGON(({x} {y},{x + w} {y},{x + w} {y + h},{x} {y + h},{x} {y}))"
        rows.append((shape, f"R{n}"))
    ran = check(run, AREAS=make_layer("Polygon", rows, "name:string"))
    found = list(zip(ran.rows(), ran.shapes(), strict=True))
    assert sorted(told(ran, "fault", "severity", "feature_id"), key=str) == sorted(
        [
            ("overlap", "warning", 2), ("gap", "warning", None), ("gap", "warning", None),
            ("name_missing", "error", 5), ("name_twice", "warning", 6),
            ("invalid_polygon", "error", 7),
        ],
        key=str,
    )  # fmt: skip
    where = {}
    for row, shape in found:
        point = shape.asPoint()
        where.setdefault(row["fault"], []).append((point.x() - CORNER[0], point.y() - CORNER[1]))
    assert where["invalid_polygon"][0] == pytest.approx((5050, 50), abs=0.01)
    assert 190 < where["overlap"][0][0] < 200
    assert sorted(round(x) for x, _ in where["gap"]) == [3050, 3100]
    texts = {row["fault"]: row["what"] for row, _ in found}
    assert "1,000 m²" in texts["overlap"]
    assert [row["what"] for row, _ in found if "1,600 m²" in row["what"]]


def test_barriers_and_gates(run):
    wall = make_layer("Polygon", [(square(0, 0), "a"), (square(500, 0), "b")], "compound_id:string")
    homes = make_layer("Polygon", [(square(5, 5, 90), 5.0, "a"), (square(505, 5, 90), 5.0, "b"),
                                   (square(900, 5, 90), 5.0, "c")],
                       "population:double, compound_id:string")  # fmt: skip
    gates = make_layer("Point", [(at(50, 0), "a", "24/7"), (at(50, -16), None, "always"),
                                 (at(100, 50), "ghost", None)],
                       "compound_id:string, hours:string")  # fmt: skip
    streets = make_layer(
        "LineString",
        [
            line((50, -400), (50, 60)),
            line((20, -400), (20, 60)),
            line((-50, 30), (150, 30)),
            line((700, 0), (600, 50)),
        ],
    )
    ran = check(run, BARRIERS=wall, GATES=gates, RESIDENTS=homes, STREETS=streets)
    found = [row for row in told(ran) if row[0] != "streets" and row[3] != "far_from_streets"]
    assert sorted(found, key=str) == sorted(
        [
            ("barriers", 1, "information", "crossed_without_gate"),
            ("gates", 2, "warning", "gate_without_barrier"),
            ("gates", 2, "warning", "hours_unreadable"),
            ("gates", 3, "warning", "gate_without_compound"),
            ("residents", 2, "warning", "compound_without_gate"),
        ],
        key=str,
    )  # fmt: skip
    (crossed,) = [row for row in ran.rows() if row["fault"] == "crossed_without_gate"]
    # (20, 0), (0, 30) and, 20 m from the gate at (100, 50), (100, 30)
    assert "at 3 places" in crossed["what"]


def test_streets_have_the_faults_of_prepare_streets(run):
    streets = make_layer("LineString", [
        line((0, 0), (98, 0)), line((100, -50), (100, 50)), line((0, 0), (98, 0)),
        line((50, -50), (50, 50)), None, line((0, 900), (0.05, 900)), line((900, 0), (990, 0)),
    ])  # fmt: skip
    ours = check(run, STREETS=streets).rows()
    theirs = run("preparestreets", STREETS=streets, REPAIR=False).rows("OUTPUT_FINDINGS")
    names = {"no_shape": "no_geometry"}
    wanted = Counter((row["feature_id"], names.get(row["fault"], row["fault"])) for row in theirs)
    assert Counter((row["feature_id"], row["fault"]) for row in ours) == wanted
    assert len(wanted) > 4


def test_streets_that_end_too_soon(run):
    areas = make_layer("Polygon", [(square(0, 0, 1000), "A")], "name:string")
    streets = make_layer("LineString", [line((-1000, -1100), (2100, 2100)), line((0, 0), (0, 0))])
    ran = check(run, AREAS=areas, STREETS=streets)
    found = [(row["what"], shape) for row, shape in zip(ran.rows(), ran.shapes(), strict=True)
             if row["fault"] == "margin"]  # fmt: skip
    assert len(found) == 1
    assert "In the west, the streets reach 1,000 m" in found[0][0]
    assert found[0][1].asPoint().x() == pytest.approx(CORNER[0])
    assert not [row for row in check(run, AREAS=areas, STREETS=streets, MINUTES=13).rows()
                if row["fault"] == "margin"]  # fmt: skip


def test_layers_that_lie_elsewhere_are_told_once(run):
    streets = make_streets()
    rows = [facility(at(900_000 + 10 * n, 0), name=f"n{n}") for n in range(20)]
    ran = check(run, STREETS=streets, FACILITIES=make_layer("Point", rows, FACILITY))
    found = [row for row in ran.rows() if row["layer"] == "facilities"]
    assert [(row["feature_id"], row["severity"], row["fault"]) for row in found] == [
        (None, "error", "apart")
    ]
    assert "899 km" in found[0]["what"]


def test_a_map_service_shift_is_told():
    from hand_run import run_algorithm

    streets = QgsVectorLayer(f"{CLEAN}|layername=streets", "streets", "ogr")
    true = QgsVectorLayer(f"{CLEAN}|layername=facilities", "facilities", "ogr")
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject

    move = QgsCoordinateTransform(
        true.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    )
    shifted = QgsVectorLayer("Point?crs=EPSG:4326&field=service:string", "shifted", "memory")
    features = []
    for feature in true.getFeatures():
        place = move.transform(feature.geometry().centroid().asPoint())
        lon, lat = gcj02_from_wgs84(np.array([place.x()]), np.array([place.y()]))
        made = type(feature)(shifted.fields())
        made.setAttributes([feature["service"]])
        made.setGeometry(type(feature.geometry()).fromWkt(f"POINT({lon[0]} {lat[0]})"))
        features.append(made)
    shifted.dataProvider().addFeatures(features)
    found = run_algorithm("checksurvey", STREETS=streets, FACILITIES=shifted).rows()
    assert [row["what"] for row in found if row["fault"] == "shifted" and "GCJ-02" in row["what"]]
    found = run_algorithm("checksurvey", STREETS=streets, FACILITIES=true).rows()
    assert not [row for row in found if row["fault"] == "shifted"]


def test_layers_without_or_in_other_crs(run):
    homes = [(at(10, 10), 5.0), (at(600, 10), -1.0)]
    streets = make_streets()
    same = check(run, STREETS=streets, RESIDENTS=make_layer("Point", homes, "population:double"))
    for crs in ("EPSG:4326", "EPSG:3857", "EPSG:32651"):
        other = make_layer("Point", homes, "population:double", crs=crs)
        assert told(check(run, STREETS=streets, RESIDENTS=other)) == told(same)
    degrees = make_streets(crs="EPSG:4326")
    layer = make_layer("Point", homes, "population:double", crs="EPSG:4326")
    assert told(check(run, STREETS=degrees, RESIDENTS=layer)) == told(same)
    bare = make_layer("Point", homes, "population:double", crs="")
    assert ("residents", None, "error", "no_crs") in told(
        check(run, STREETS=streets, RESIDENTS=bare)
    )
    assert "no coordinate reference system" in refusal("checksurvey", RESIDENTS=bare)


def test_persons_near_are_those_of_brute_force(run):
    draw = np.random.default_rng(7)
    xy = draw.uniform(0, 1500, (200, 2))
    people = draw.integers(1, 100, 200).astype(float)
    rows = [(at(*place), number) for place, number in zip(xy.tolist(), people, strict=True)]
    areas = make_layer("Polygon", [(square(-500, -500, 3000), None)], "name:string")
    homes = make_layer("Point", rows, "population:double")
    wrong = [facility(at(x, 700), service="nothing") for x in (0, 700, 1500, 5000)]
    ran = check(run, RESIDENTS=homes, AREAS=areas, FACILITIES=make_layer("Point", wrong, FACILITY))
    found = {row["feature_id"]: row["persons"] for row in ran.rows() if "unknown" in row["fault"]}
    for number, x in enumerate((0, 700, 1500, 5000), start=1):
        near = np.hypot(*(xy - (x, 700)).T) <= 300
        assert found[number] == people[near].sum()
    ranks = [(row["severity"], row["rank"]) for row in ran.rows()]
    assert [rank for _, rank in ranks] == list(range(1, len(ranks) + 1))
    errors = [row["persons"] for row in ran.rows() if row["severity"] == "error"]
    assert errors == sorted(errors, reverse=True)
    alone = check(run, FACILITIES=make_layer("Point", wrong, FACILITY))
    assert set(alone.values("persons")) == {None}


def test_the_order_is_that_of_gravity_then_persons_then_rows():
    def made(severity, layer="areas", number=1, x=0.0):
        return Finding(layer, "f", severity, "w", "t", number, shapely.Point(x, 0))

    findings = [made("information"), made("warning", number=2), made("warning"),
                made("warning", "streets", 9), made("error", x=900.0), made("error")]  # fmt: skip
    count_persons(findings, np.array([[0.0, 299.9], [0.0, 300.1]]), np.array([7.0, 1.0]))
    ranked = rank_findings(findings[::-1])
    assert [(f.severity, f.layer, f.feature_id, f.persons) for f in ranked] == [
        ("error", "areas", 1, 7.0), ("error", "areas", 1, 0.0), ("warning", "streets", 9, 7.0),
        ("warning", "areas", 1, 7.0), ("warning", "areas", 2, 7.0),
        ("information", "areas", 1, 7.0),
    ]  # fmt: skip


def test_wrong_parameters_are_refused_in_a_sentence():
    homes = make_layer("Point", [(at(0, 0), 1.0)], "population:double")
    assert "Choose at least one layer to check." in refusal("checksurvey")
    said = refusal("checksurvey", RESIDENTS=homes, POPULATION_FIELD="people")
    assert "Residents: there is no field people. Its fields are: population." in said
    said = refusal("checksurvey", RESIDENTS=homes, OUTPUT="/nowhere/at/all/f.gpkg")
    assert "there is no folder" in said


def test_the_ids_that_models_depend_on():
    made = algorithm("checksurvey")
    ids = [item.name() for item in made.parameterDefinitions()]
    assert ids[:8] == ["STREETS", "BARRIERS", "GATES", "RESIDENTS", "FACILITIES", "OPINIONS",
                       "PREMISES", "AREAS"]  # fmt: skip
    for item in made.parameterDefinitions():
        assert len(item.help()) > 10, item.name()
    assert len(made.shortHelpString()) > 200
    assert made.groupId() == "survey"


def test_every_bound_is_a_range():
    for unit in ("places", "beds", "persons", ""):
        bounds = bounds_of("facilities", "capacity", unit)
        assert 0 < bounds.least < bounds.most
    assert bounds_of("facilities", "capacity", "pots") == bounds_of("facilities", "capacity")


ANY = st.one_of(st.none(), st.text(max_size=12), st.sampled_from(
    ["bank", "-1", "0", "inf", "nan", "1e400", "6", "open", "24/7", "2025-13-40", "Mo-Fr 08:00"]
))  # fmt: skip
PLACES = st.sampled_from([None, at(0, 0), at(5000, 5000), "POINT EMPTY"])
SHAPES = st.sampled_from(
    [None, square(0, 0), square(50, 50), "POLYGON((0 0,10 10,10 0,0 10,0 0))", "POLYGON EMPTY",
     "POLYGON((0 0,1 1,2 2,0 0))"]
)  # fmt: skip
LINES = st.sampled_from(
    [None, line((0, 0), (100, 0)), line((50, -50), (50, 50)), line((0, 0), (0, 0)),
     "LINESTRING EMPTY"]
)  # fmt: skip


@settings(max_examples=25, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(
    points=st.lists(st.tuples(PLACES, *[ANY] * 5), max_size=4),
    polygons=st.lists(st.tuples(SHAPES, ANY, ANY), max_size=4),
    lines=st.lists(LINES, max_size=4),
)
def test_no_rows_make_it_fail_or_change_a_source(run, points, polygons, lines):
    fields = "service:string, name:string, capacity:string, hours:string, surveyed_on:string"
    homes = "population:string, pop_3_5:string, pop_60_plus:string, households:string, " \
            "compound_id:string"  # fmt: skip
    said = "service:string, importance:string, text:string, answered_on:string, kind:string"
    ran = check(
        run,
        STREETS=make_layer("LineString", lines),
        BARRIERS=make_layer("Polygon", polygons, "kind:string, compound_id:string"),
        GATES=make_layer("Point", [row[:3] for row in points], "hours:string, compound_id:string"),
        RESIDENTS=make_layer("Point", points, homes),
        FACILITIES=make_layer("Point", points, fields),
        OPINIONS=make_layer("Point", points, said),
        PREMISES=make_layer("Point", [row[:4] for row in points],
                            "floor_m2:string, fixed_service:string, status:string"),
        AREAS=make_layer("Polygon", polygons, "name:string, population:string"),
    )  # fmt: skip
    rows = ran.rows()
    assert all(row["what"] and row["todo"] and row["severity"] for row in rows)
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    total = ran.outputs["ERRORS"] + ran.outputs["WARNINGS"] + ran.outputs["INFORMATION"]
    assert total == len(rows)
