"""Catchments of the town, added up by hand."""

import pytest
from hand_town import CRS, line, make_layer, make_streets
from qgis.core import QgsGeometry

OWN, DISSOLVED, SPLIT = range(3)


def catchments(run, *points, **more):
    """Run walk catchments; points carry a name and a number."""
    rows = [(f"POINT({x} {y})", f"p{k}", k) for k, (x, y) in enumerate(points)]
    given = {
        "STREETS": make_streets(),
        "ORIGINS": make_layer("Point", rows, "name:string, number:int"),
    }
    return run("walkcatchments", **(given | more))


def test_the_streets_reached_are_cut_at_the_limit(run):
    """From (100, 0) with 300 m: 300 m east; 100 m west, and on 200 m north."""
    found = catchments(run, (100, 0), METRES="300")
    assert found.values("reached_m") == pytest.approx([600])
    (lines,) = found.shapes("OUTPUT_LINES")
    assert lines.length() == pytest.approx(600)
    box = lines.boundingBox()
    assert (box.xMaximum() - 500_000, box.yMaximum() - 3_400_000) == pytest.approx((400, 200))


def test_the_way_to_the_street_uses_up_the_limit(run):
    assert catchments(run, (200, 40), METRES="100").values("reached_m") == pytest.approx([120])


def test_junctions_are_passed_in_every_direction(run):
    """From the crossing (400, 400): 100 m each of four ways."""
    found = catchments(run, (400, 400), METRES="100,150")
    assert found.values("reached_m") == pytest.approx([400, 600])
    assert found.values("status") == ["ok", "ok"]


def test_the_ground_is_a_strip_beside_the_street(run):
    """100 m each way along one street, 20 m to both sides: about 200 m by 40 m."""
    found = catchments(run, (600, 400), METRES="100", REACH=20)
    assert found.values("area_ha") == pytest.approx([0.8], rel=0.15)
    (shape,) = found.shapes()
    assert shape.area() == pytest.approx(found.values("area_ha")[0] * 1e4)
    assert shape.isGeosValid()
    assert shape.isMultipart()


def test_input_fields_come_first_and_rows_by_origin_then_limit(run):
    found = catchments(run, (100, 0), (600, 400), METRES="200,100")
    assert found.layer().fields().names() == [
        "name", "number", "minutes", "metres", "from_min", "from_m", "area_ha", "reached_m",
        "status",
    ]  # fmt: skip
    assert [(row["name"], row["number"], row["metres"]) for row in found.rows()] == [
        ("p0", 0, 100), ("p0", 0, 200), ("p1", 1, 100), ("p1", 1, 200),
    ]  # fmt: skip
    assert found.layer().crs().authid() == CRS


def test_whole_areas_hold_the_smaller_ones_and_rings_do_not(run):
    whole = catchments(run, (600, 400), METRES="100,200,300")
    rings = catchments(run, (600, 400), METRES="100,200,300", RINGS=1)
    assert rings.values("from_m") == pytest.approx([0, 100, 200])
    assert whole.values("from_m") == pytest.approx([0, 0, 0])
    # 100 m to both sides; then to the crossings at 400 and 800; then three ways from each
    assert whole.values("reached_m") == pytest.approx([200, 400, 400 + 6 * 100])
    assert rings.values("reached_m") == pytest.approx([200, 200, 600])
    inner, middle, outer = rings.shapes()
    assert inner.intersection(middle).area() == pytest.approx(0, abs=1e-6)
    united = QgsGeometry.unaryUnion([inner, middle, outer])
    assert united.area() == pytest.approx(whole.shapes()[2].area(), rel=1e-9)


def test_dissolved_catchments_have_one_row_for_each_limit_and_no_origin(run):
    """Two origins 100 m apart with 200 m: from 500 to 900 on the street, and 100 m of each of
    the two streets that cross it at (800, 400), which the eastern one reaches first.
    """
    found = catchments(run, (600, 400), (700, 400), METRES="200", SHAPE=DISSOLVED)
    assert found.values("reached_m") == pytest.approx([(900 - 400) + 2 * 100])
    assert "name" not in found.layer().fields().names()
    own = catchments(run, (600, 400), (700, 400), METRES="200")
    united = QgsGeometry.unaryUnion(own.shapes())
    assert found.shapes()[0].area() == pytest.approx(united.area(), rel=1e-6)


def test_split_catchments_share_no_ground_and_no_street(run):
    """Origins at 100 and 300 on one street, with 150 m: they meet at 200."""
    found = catchments(run, (100, 0), (300, 0), METRES="150", SHAPE=SPLIT)
    # west: 100 m, 50 m round the corner, 100 m to the middle; east: the same the other way,
    # with three ways from the crossing at 400
    assert found.values("reached_m") == pytest.approx([100 + 50 + 100, 100 + 2 * 50 + 100])
    a, b = found.shapes()
    assert a.intersection(b).area() == pytest.approx(0, abs=1e-6)
    together = catchments(run, (100, 0), (300, 0), METRES="150", SHAPE=DISSOLVED)
    assert sum(found.values("reached_m")) == pytest.approx(together.values("reached_m")[0])


def test_the_end_of_the_street_data_truncates(run):
    """A street leads 300 m east out of the town, to the edge of the data."""
    streets = make_streets(line((1200, 400), (1500, 400)))
    found = catchments(run, (1300, 400), STREETS=streets, METRES="150,199,250")
    assert found.values("status") == ["ok", "ok", "truncated"]


def test_a_given_extent_tells_where_the_data_ends(run):
    """A dead end in the middle of the data is a dead end, unless the extent ends there."""
    streets = make_streets(line((600, 400), (600, 600)), without=())
    inside = catchments(run, (600, 550), STREETS=streets, METRES="100")
    assert inside.values("status") == ["ok"]
    extent = make_layer("Polygon", ["POLYGON((-50 -50, 1300 -50, 1300 610, -50 610, -50 -50))"])
    cut = catchments(run, (600, 550), STREETS=streets, METRES="100", STREETS_EXTENT=extent)
    assert cut.values("status") == ["truncated"]


def test_homes_beyond_whose_reach_the_data_ends_cannot_be_told(run):
    streets = make_streets(line((1200, 400), (1500, 400)))
    given = {
        "STREETS": streets,
        "RESIDENTS": make_layer(
            "Point", [("POINT(1300 410)", 5.0), ("POINT(0 410)", 7.0)], "population:double"
        ),
        "FACILITIES": make_layer("Point", [("POINT(0 0)", "market")], "service:string"),
    }
    found = run("coveragegaps", **given)
    # 10 m + 200 m to the edge of the data, within 500 m; the other home has it at 410 m
    assert found.values("market_has", "OUTPUT_UNITS") == [None, 1]
    wide = make_layer("Polygon", ["POLYGON((-50 -50, 2300 -50, 2300 2610, -50 2610, -50 -50))"])
    assert run("coveragegaps", **given, STREETS_EXTENT=wide).values(
        "market_has", "OUTPUT_UNITS"
    ) == [0, 1]
