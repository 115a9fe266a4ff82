"""Geometries that real layers hold: each is used, repaired or left out, and told."""

import math

import pytest
from hand_run import refusal
from hand_town import (
    copy_of,
    line,
    make_facilities,
    make_homes,
    make_layer,
    make_streets,
    street_lines,
)
from qgis.core import QgsGeometry, QgsLineString, QgsPoint

MARKET = ("POINT(300 -20)", "market")
NAN = math.nan


def coverage(run, **changed):
    """Run coverage gaps on the town, with some layers changed."""
    given = {
        "STREETS": make_streets(),
        "RESIDENTS": make_homes(("POINT(100 10)", 5)),
        "FACILITIES": make_facilities(MARKET),
    }
    return run("coveragegaps", **(given | changed))


def one_line(xs, ys):
    """A line that WKT cannot write."""
    return QgsGeometry(QgsLineString(xs, ys))


def test_streets_without_usable_geometry_are_left_out_by_their_ids(run):
    streets = make_streets(
        None,  # feature 9
        "LINESTRING EMPTY",  # 10
        line((700, 700), (700, 700)),  # 11
        one_line([0, NAN], [0, 5]),  # 12
    )
    found = coverage(run, STREETS=streets)
    assert "Streets: 12 features, 8 used, 4 left out." in found.log.infos
    assert "Streets: 2 left out: no geometry (features 9, 10)." in found.log.warnings
    assert "Streets: 1 left out: a line without length (features 11)." in found.log.warnings
    assert (
        "Streets: 1 left out: broken geometry or coordinates that are no numbers (features 12)."
        in found.log.warnings
    )
    assert found.values("market_m", "OUTPUT_UNITS") == [230]


@pytest.mark.parametrize("kind", ["LineStringZ", "LineStringM", "LineStringZM"])
def test_heights_and_measures_of_streets_add_no_metres(run, kind):
    extra = {"LineStringZ": " 700", "LineStringM": " 9", "LineStringZM": " 700 9"}[kind]
    rows = [
        wkt.replace("LINESTRING", f"{kind}").replace(",", extra + ",").replace(")", extra + ")")
        for wkt in street_lines()
    ]
    found = coverage(run, STREETS=make_layer(kind, rows))
    assert found.values("market_m", "OUTPUT_UNITS") == [230]


def test_surfaces_in_space_are_left_out(run):
    """Building models can be a layer of residents, but not yet the place where walks begin."""
    roof = "POLYHEDRALSURFACEZ(((80 0 9, 120 0 9, 120 40 9, 80 40 9, 80 0 9)))"
    homes = make_homes((roof, 5), kind="PolyhedralSurfaceZ")
    assert homes.featureCount() == 1
    sentence = refusal(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=homes,
        FACILITIES=make_facilities(MARKET),
    )
    assert "no feature that can be used (1 features, 1 left out)" in sentence


def test_streets_of_several_parts_are_walked_part_by_part(run):
    rows = ["MULTILINESTRING" + "(" + ",".join(w[10:] for w in street_lines()) + ")"]
    found = coverage(run, STREETS=make_layer("MultiLineString", rows))
    assert "Streets: 1 features, 1 used, 0 left out." in found.log.infos
    assert found.values("market_m", "OUTPUT_UNITS") == [230]


def test_curved_streets_are_straightened_and_told(run):
    """The half circle from 0 to 400 has a radius of 200 m and is 200 * pi m long."""
    streets = make_layer(
        "CompoundCurve",
        ["COMPOUNDCURVE(CIRCULARSTRING(0 0, 200 200, 400 0))",
         "COMPOUNDCURVE((400 0, 800 0))"],
    )  # fmt: skip
    found = run(
        "walktimes",
        STREETS=streets,
        ORIGINS=make_homes(("POINT(0 0)", 1)),
        DESTINATIONS=make_homes(("POINT(400 0)", 1)),
    )
    assert found.values("metres") == pytest.approx([200 * math.pi], rel=1e-4)
    assert "Streets: 2 curves were straightened." in found.log.warnings


def test_homes_without_usable_geometry_are_unplaced_and_the_rest_is_judged(run):
    homes = make_homes(
        (None, 1),
        ("POINT(100 10)", 5),
        ("POINT EMPTY", 2),
        (QgsGeometry(QgsPoint(NAN, NAN)), 4),
        ("POINT(100 -10)", 8),
    )
    found = coverage(run, RESIDENTS=homes)
    assert "Residents: 5 features, 2 used, 3 left out." in found.log.infos
    assert "Residents: 3 left out: no geometry (features 1, 3, 4)." in found.log.warnings
    assert found.values("population", "OUTPUT_UNITS") == [1, 5, 2, 4, 8]
    assert found.values("market_has", "OUTPUT_UNITS") == [None, 1, None, None, 1]
    (row,) = found.rows("OUTPUT_TABLE")
    assert (row["persons"], row["covered"], row["unplaced"]) == (20, 13, 7)


def test_homes_of_several_points_count_once(run):
    homes = make_homes(("MULTIPOINT((100 10), (100 -30))", 5), kind="MultiPoint")
    found = coverage(run, RESIDENTS=homes)
    assert found.values("market_m", "OUTPUT_UNITS") == [230]
    assert found.rows("OUTPUT_TABLE")[0]["persons"] == 5


def test_homes_with_height_keep_it_in_the_result(run):
    found = coverage(run, RESIDENTS=make_homes(("POINTZ(100 10 33)", 5), kind="PointZ"))
    assert found.values("market_m", "OUTPUT_UNITS") == [230]
    assert found.shapes("OUTPUT_UNITS")[0].constGet().z() == 33


def test_a_home_given_as_a_polygon_starts_at_its_inner_point(run):
    """The square from (80, 0) to (120, 40) has its inner point at (100, 20)."""
    square = "POLYGON((80 0, 120 0, 120 40, 80 40, 80 0))"
    found = coverage(run, RESIDENTS=make_homes((square, 5), kind="Polygon"))
    assert found.values("market_m", "OUTPUT_UNITS") == [20 + 200 + 20]
    assert found.shapes("OUTPUT_UNITS")[0].area() == pytest.approx(1600)


def test_polygons_that_cross_themselves_are_repaired_and_told(run):
    """The bow tie becomes two triangles of 400 square metres each."""
    bow_tie = "POLYGON((80 0, 120 40, 120 0, 80 40, 80 0))"
    flat = "POLYGON((80 10, 120 10, 100 10, 80 10))"
    homes = make_homes((bow_tie, 5), (flat, 3), kind="Polygon")
    found = coverage(run, RESIDENTS=homes)
    assert "Residents: 1 invalid polygons were repaired (features 1)." in found.log.warnings
    assert "Residents: 2 features, 1 used, 1 left out." in found.log.infos
    assert "Residents: 1 left out: a polygon without any area (features 2)." in found.log.warnings
    # the layer's own geometry stays as it was
    assert found.shapes("OUTPUT_UNITS")[0].asWkt() == homes.getFeature(1).geometry().asWkt()


def test_curved_homes_keep_their_curves(run):
    round_home = "CURVEPOLYGON(CIRCULARSTRING(90 20, 110 20, 90 20))"
    homes = make_homes((round_home, 5), kind="CurvePolygon")
    found = coverage(run, RESIDENTS=homes)
    assert "Residents: 1 curves were straightened." in found.log.warnings
    assert "CIRCULARSTRING" in found.shapes("OUTPUT_UNITS")[0].asWkt().upper()
    assert found.values("market_m", "OUTPUT_UNITS") == pytest.approx([20 + 200 + 20], abs=0.1)


@pytest.mark.parametrize(
    ("kind", "shape", "metres"),
    [
        # the nearest of its points is 20 m from the street
        ("MultiPoint", "MULTIPOINT((300 -20), (300 -60))", 10 + 200 + 20),
        # a greenway that crosses the street at (200, 0)
        ("LineString", line((200, -50), (200, 50)), 10 + 100),
        # a greenway that runs along the street from 250 to 350
        ("LineString", line((250, 0), (350, 0)), 10 + 150),
        # a park whose boundary the street meets at 260 and 340
        ("Polygon", "POLYGON((260 -40, 340 -40, 340 40, 260 40, 260 -40))", 10 + 160),
        # a park beside the street: 10 m to its boundary, anywhere from 260 on
        ("Polygon", "POLYGON((260 10, 340 10, 340 40, 260 40, 260 10))", 10 + 160 + 10),
        ("MultiPolygonZ",
         "MULTIPOLYGONZ(((260 -40 9, 340 -40 9, 340 40 9, 260 40 9, 260 -40 9)))", 10 + 160),
    ],
)  # fmt: skip
def test_facilities_of_every_shape_are_reached_where_one_enters_them(run, kind, shape, metres):
    found = coverage(run, FACILITIES=make_facilities((shape, "market"), kind=kind))
    assert found.values("market_m", "OUTPUT_UNITS") == pytest.approx([metres], abs=0.01)


def test_facilities_without_usable_geometry_are_left_out(run):
    facilities = make_facilities((None, "market"), MARKET, ("POINT EMPTY", "gym"))
    found = coverage(run, FACILITIES=facilities)
    assert "Facilities: 3 features, 1 used, 2 left out." in found.log.infos
    assert "Facilities: 2 left out: no geometry (features 1, 3)." in found.log.warnings
    assert found.values("market_m", "OUTPUT_UNITS") == [230]


def test_barriers_gates_and_areas_with_odd_rows(run):
    found = coverage(
        run,
        BARRIERS=make_layer("LineString", [None, line((200, -50), (200, 50)), "LINESTRING EMPTY"]),
        GATES=make_layer("Point", [None, "POINT(200 0)"]),
        AREAS=make_layer(
            "Polygon",
            [
                None,
                "POLYGON((0 0, 200 200, 200 0, 0 200, 0 0))",
                "POLYGON((0 0, 9 0, 5 0, 0 0))",
            ],
        ),
    )
    assert "Barriers: 3 features, 1 used, 2 left out." in found.log.infos
    assert "Gates: 2 features, 1 used, 1 left out." in found.log.infos
    assert "Areas: 3 features, 1 used, 2 left out." in found.log.infos
    assert found.values("market_m", "OUTPUT_UNITS") == [230]


def test_streets_drawn_twice_count_once_and_are_told(run):
    twice = make_streets(street_lines()[0], line(*[(x, 0) for x in (1200, 800, 400, 0)]))
    plain, found = coverage(run), coverage(run, STREETS=twice)
    (warning,) = (text for text in found.log.warnings if "lie twice" in text)
    assert warning.endswith("lie twice on the same line; each counts once.")
    for name in ("OUTPUT_UNITS", "OUTPUT_GAPS", "OUTPUT_TABLE"):
        assert found.rows(name) == plain.rows(name)


def test_sources_stay_as_they_were(run):
    layers = {
        "STREETS": make_streets(None, one_line([0, NAN], [0, 5])),
        "RESIDENTS": make_homes(
            ("POLYGON((80 0, 120 40, 120 0, 80 40, 80 0))", 5), (None, 3), kind="Polygon"
        ),
        "FACILITIES": make_facilities(MARKET, (None, "gym"), crs="EPSG:4326"),
        "BARRIERS": make_layer("Polygon", ["POLYGON((0 0, 50 50, 50 0, 0 50, 0 0))"]),
        "GATES": make_layer("Point", ["POINT(200 0)"]),
        "AREAS": make_layer("Polygon", ["POLYGON((0 0, 200 200, 200 0, 0 200, 0 0))"]),
    }
    before = {name: copy_of(layer) for name, layer in layers.items()}
    coverage(run, **layers)
    for name, layer in layers.items():
        assert copy_of(layer) == before[name], name
