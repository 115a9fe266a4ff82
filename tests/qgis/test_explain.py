"""Explain: for a home the same as Diagnose, for its walks lines as long as they say."""

from pathlib import Path

import pytest
from hand_town import CORNER, make_layer, make_streets
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

SAMPLE = Path(__file__).parents[2] / "sample" / "lifecircle_sample.gpkg"
SAME = (
    "m",
    "min",
    "has",
    "enough",
    "rated",
    "open",
    "size",
    "need",
    "rung",
    "rung_max",
    "reason",
    "action",
)


def sample(name):
    """A layer of the sample."""
    layer = QgsVectorLayer(f"{SAMPLE}|layername={name}", name)
    assert layer.isValid()
    return layer


@pytest.fixture(scope="module")
def asked():
    """The parameters that Diagnose and Explain share."""
    layers = ("streets", "barriers", "gates", "residents", "facilities", "areas", "opinions")
    return {name.upper(): sample(name) for name in layers} | {
        "AREA_NAME_FIELD": "name",
        "ONLY_SET": True,
    }


def inside(home):
    """A point in a home, in the CRS of the residents, as Processing writes it."""
    point = home.geometry().pointOnSurface().asPoint()
    return f"{point.x()},{point.y()} [{sample('residents').crs().authid()}]"


def test_homes_of_the_sample_are_explained_as_they_are_diagnosed(run, asked):
    found = run("diagnose", **asked)
    homes = list(found.layer("OUTPUT_UNITS").getFeatures())
    diagnosed = found.rows("OUTPUT_UNITS")
    step = len(homes) // 40
    for number in range(0, 40 * step, step):
        explained = run("explain", POINT=inside(homes[number]), **asked)
        rows = explained.rows("OUTPUT_TABLE")
        assert len(rows) > 20
        for row in rows:
            wanted = {name: diagnosed[number][f"{row['service']}_{name}"] for name in SAME}
            assert {name: row[name] for name in SAME} == wanted, (number, row["service"])
            assert row["compound_id"] == diagnosed[number]["compound_id"]
        check_routes(explained)


def check_routes(explained):
    """Lines are as long as they say, and the nearest one as long as the table says."""
    walks = {row["service"]: row for row in explained.rows("OUTPUT_TABLE")}
    shapes = explained.shapes("OUTPUT_ROUTES")
    for shape, route in zip(shapes, explained.rows("OUTPUT_ROUTES"), strict=True):
        assert shape.length() == pytest.approx(route["metres"], abs=0.01), route
        if route["role"] == "nearest":
            assert route["metres"] == pytest.approx(walks[route["service"]]["m"], abs=0.01)
            # the shortest walk, which decides by metres, may not be the quickest
            assert route["minutes"] >= walks[route["service"]]["min"] - 1e-6
    nearest = [r["service"] for r in explained.rows("OUTPUT_ROUTES") if r["role"] == "nearest"]
    assert nearest and set(nearest) == {key for key, r in walks.items() if r["m"] is not None}


def test_by_minutes_the_drawn_walk_is_the_quickest(run, asked):
    home = next(sample("residents").getFeatures())
    explained = run("explain", POINT=inside(home), RULE=0, **asked)
    walks = {row["service"]: row for row in explained.rows("OUTPUT_TABLE")}
    for shape, route in zip(
        explained.shapes("OUTPUT_ROUTES"), explained.rows("OUTPUT_ROUTES"), strict=True
    ):
        assert shape.length() == pytest.approx(route["metres"], abs=0.01), route
        if route["role"] == "nearest":
            assert route["minutes"] == pytest.approx(walks[route["service"]]["min"], abs=1e-4)
            assert route["metres"] >= walks[route["service"]]["m"] - 0.01


def town(run, point, **more):
    """Explain a point of the town by hand; limits are metres."""
    given = {
        "STREETS": make_streets(),
        "RESIDENTS": make_layer("Point", [("POINT(900 790)", 7.0)], "population:double"),
        "FACILITIES": facilities(("POINT(300 -20)", "market", "Corner", None)),
        "RULE": 1,
        "SERVICES": "market",
        "LIMITS": "market=300",
        "POINT": point,
    }
    return run("explain", **(given | more))


def facilities(*rows):
    return make_layer("Point", rows, "service:string, name:string, status:string")


def at(x, y):
    return f"{CORNER[0] + x},{CORNER[1] + y} [EPSG:32650]"


def one(found):
    (row,) = found.rows("OUTPUT_TABLE")
    return row


def test_a_point_where_nobody_lives(run):
    found = town(run, at(100, 10))
    row = one(found)
    assert row["m"] == pytest.approx(230)
    assert (row["has"], row["home_id"], row["facility"], row["beyond"]) == (1, None, "Corner", None)
    assert row["choice"] == 1
    assert row["answers"] == 0 and row["need"] == "unheard"
    (route,) = found.shapes("OUTPUT_ROUTES")
    vertices = [
        (round(p.x() - CORNER[0], 6), round(p.y() - CORNER[1], 6)) for p in route.vertices()
    ]
    assert vertices == [(100, 10), (100, 0), (300, 0), (300, -20)]


def test_a_point_beside_a_home_is_that_home(run):
    assert one(town(run, at(901, 790)))["home_id"] == 1
    assert one(town(run, at(903, 790)))["home_id"] is None


def test_too_far_says_by_how_much(run):
    row = one(town(run, at(100, 10), LIMITS="market=200"))
    assert (row["has"], row["lack"], row["reason"], row["action"]) == (
        0,
        "too_far",
        "too_far",
        "build",
    )
    assert row["beyond"] == pytest.approx(30)
    assert "230 m" in row["why"] and "too far by 30 m" in row["why"]


def test_behind_a_wall_the_walk_without_it_is_drawn_too(run):
    wall = make_layer("LineString", ["LINESTRING(200 -50, 200 50)"])
    found = town(run, at(100, 10), BARRIERS=wall)
    row = one(found)
    assert row["m"] == pytest.approx(1430)
    assert (row["reason"], row["action"]) == ("behind_barrier", "open_gate")
    assert row["behind_wall"] == "Corner" and row["behind_wall_m"] == pytest.approx(230)
    lengths = {
        route["role"]: shape.length()
        for route, shape in zip(
            found.rows("OUTPUT_ROUTES"), found.shapes("OUTPUT_ROUTES"), strict=True
        )
    }
    assert lengths == pytest.approx({"nearest": 1430, "without_walls": 230})


def test_a_home_with_a_gate_is_left_through_it(run):
    homes = make_layer(
        "Polygon", [("POLYGON((80 20, 120 20, 120 60, 80 60, 80 20))", 5.0)], "population:double"
    )
    wall = make_layer("Polygon", ["POLYGON((80 20, 120 20, 120 60, 80 60, 80 20))"])
    gate = make_layer("Point", ["POINT(120 20)"])
    found = town(run, at(85, 25), RESIDENTS=homes, BARRIERS=wall, GATES=gate)
    row = one(found)
    assert row["home_id"] == 1
    start = homes.getFeature(1).geometry().pointOnSurface()
    expected = start.distance(gate.getFeature(1).geometry()) + 20 + 180 + 20
    assert row["m"] == pytest.approx(expected)
    (route,) = found.shapes("OUTPUT_ROUTES")
    assert route.length() == pytest.approx(expected)


def test_planned(run):
    both = facilities(
        ("POINT(300 -20)", "market", "Corner", "planned"),
        ("POINT(1190 1190)", "market", "Far", None),
    )
    found = town(run, at(100, 10), FACILITIES=both)
    row = one(found)
    assert (row["facility"], row["planned"]) == ("Far", "Corner")
    assert (row["reason"], row["action"]) == ("planned", "hasten")
    assert row["planned_m"] == pytest.approx(230)
    assert "Corner is planned" in row["why"]


def test_on_an_island_no_walk_leads_anywhere(run):
    island = "LINESTRING(3000 3000, 3100 3000, 3100 3100, 3000 3000)"
    found = town(run, at(3050, 2990), STREETS=make_streets(island))
    row = one(found)
    assert (row["m"], row["facility"], row["reason"]) == (None, None, "island")
    assert found.rows("OUTPUT_ROUTES") == []


def test_off_all_streets(run):
    found = town(run, at(200, 200))
    row = one(found)
    assert (row["has"], row["rung"], row["rung_max"], row["reason"]) == (None, 0, 3, "unplaced")
    assert found.rows("OUTPUT_ROUTES") == []


def test_a_point_without_a_crs_is_in_that_of_the_project(run):
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    plane = QgsCoordinateReferenceSystem("EPSG:32650")
    change = QgsCoordinateTransform(plane, degrees, QgsProject.instance())
    place = change.transform(CORNER[0] + 100, CORNER[1] + 10)
    before = QgsProject.instance().crs()
    QgsProject.instance().setCrs(degrees)
    try:
        row = one(town(run, f"{place.x():.9f},{place.y():.9f}"))
    finally:
        QgsProject.instance().setCrs(before)
    assert row["m"] == pytest.approx(230, abs=0.01)


def test_a_point_that_is_nowhere_is_refused(run):
    with pytest.raises(QgsProcessingException, match="cannot be brought"):
        town(run, "10,95 [EPSG:4326]")


def test_a_point_in_another_crs_is_the_same_point(run):
    here = QgsPointXY(CORNER[0] + 100, CORNER[1] + 10)
    project = QgsProject.instance()
    crs = [QgsCoordinateReferenceSystem(name) for name in ("EPSG:32650", "EPSG:4326")]
    there = QgsCoordinateTransform(*crs, project).transform(here)
    row = one(town(run, f"{there.x():.12f},{there.y():.12f} [EPSG:4326]"))
    assert row["m"] == pytest.approx(230, abs=1e-4)


def test_a_point_takes_nothing_from_the_homes(run):
    """Supply for a home does not change when somebody clicks beside it."""
    rows = town(run, at(100, 10), LIMITS="market=2000").rows("OUTPUT_TABLE")
    home = town(run, at(900, 790), LIMITS="market=2000").rows("OUTPUT_TABLE")
    assert rows[0]["demand"] == home[0]["demand"] > 0


@pytest.mark.parametrize(("name", "value"), [("PROFILE", "no_such"), ("LIMITS", "market=near")])
def test_wrong_parameters_are_refused(run, name, value):
    with pytest.raises(QgsProcessingException):
        town(run, at(100, 10), **{name: value})


def test_no_point_is_refused(run):
    with pytest.raises(QgsProcessingException):
        town(run, None)
