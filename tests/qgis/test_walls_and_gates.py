"""Barriers: nobody walks across, except at a gate, on any leg of a walk."""

import pytest
from hand_town import line, make_facilities, make_homes, make_layer, make_streets

HOME = ("POINT(100 10)", 5.0)
MARKET = ("POINT(300 -20)", "market")
WALL = line((200, -50), (200, 50))  # across the street between home and market
ROUND = 10 + 100 + 400 + 400 + 400 + 100 + 20  # north about the next block


def coverage(run, walls=(), gates=(), wall_kind="LineString", **more):
    """Run coverage gaps behind some walls with some gates."""
    given = {
        "STREETS": make_streets(),
        "RESIDENTS": make_homes(HOME),
        "FACILITIES": make_facilities(MARKET),
        "BARRIERS": make_layer(wall_kind, walls),
        "GATES": make_layer("Point", gates),
    }
    return run("coveragegaps", **(given | more))


def metres(found):
    """The walk of the one home to the market."""
    (value,) = found.values("market_m", "OUTPUT_UNITS")
    return value


def test_a_wall_across_the_street_sends_everybody_round_the_block(run):
    found = coverage(run, [WALL])
    assert metres(found) == pytest.approx(ROUND)
    assert found.values("market_has", "OUTPUT_UNITS") == [0]
    assert found.values("reason", "OUTPUT_GAPS") == ["behind_barrier"]
    assert any("respected" in text for text in [found.outputs["STAMP"]])
    (text,) = (text for text in found.log.infos if text.startswith("Barriers: ") and "ends" in text)
    assert text == "Barriers: 2 street ends at barriers away from their gates."


def test_a_gate_opens_the_wall(run):
    found = coverage(run, [WALL], ["POINT(200 0)"])
    assert metres(found) == pytest.approx(230)
    assert found.rows("OUTPUT_GAPS") == []


@pytest.mark.parametrize(("tolerance", "expected"), [(15, 230), (14.9, ROUND), (0, ROUND)])
def test_a_gate_beside_the_street_opens_it_within_the_tolerance(run, tolerance, expected):
    found = coverage(run, [WALL], ["POINT(200 15)"], GATE_TOLERANCE=tolerance)
    assert metres(found) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("Polygon", "POLYGON((190 -30, 210 -30, 210 30, 190 30, 190 -30))"),
        ("MultiPolygon", "MULTIPOLYGON(((190 -30, 210 -30, 210 30, 190 30, 190 -30)))"),
        ("MultiLineStringZ", "MULTILINESTRINGZ((200 -30 5, 200 30 5))"),
        ("CircularString", "CIRCULARSTRING(190 -30, 200 0, 190 30)"),
    ],
)
def test_barriers_of_every_shape_bar(run, kind, shape):
    assert metres(coverage(run, [shape], wall_kind=kind)) == pytest.approx(ROUND)


def test_polygons_and_lines_drawn_by_mistake_twice_bar_once(run):
    assert metres(coverage(run, [WALL, WALL])) == pytest.approx(ROUND)


def test_the_straight_way_to_the_street_does_not_cross_either(run):
    """A wall between the home and its street: the next one is the street at x = 0, 100 m west;
    from there 10 m south and 300 m east, 20 m to the market.
    """
    found = coverage(run, [line((20, 5), (380, 5))])
    assert metres(found) == pytest.approx(100 + 10 + 300 + 20)
    assert found.values("market_has", "OUTPUT_UNITS") == [1]


def test_the_straight_way_to_the_market_does_not_cross_either(run):
    """A wall between street and market, with a gate 60 m east of where they are nearest."""
    wall = [line((100, -10), (500, -10))]
    assert metres(coverage(run, wall)) is None
    # a walk goes straight to the street only: through a gate only where it lies on that way
    assert metres(coverage(run, wall, ["POINT(300 -10)"])) == pytest.approx(230)


def test_a_wall_all_around_without_a_gate_leaves_the_home_unplaced(run):
    yard = "POLYGON((80 5, 120 5, 120 60, 80 60, 80 5))"
    found = coverage(run, [yard], wall_kind="Polygon")
    assert found.values("market_has", "OUTPUT_UNITS") == [None]
    assert found.rows("OUTPUT_TABLE")[0]["unplaced"] == 5
    assert any("Residents: no street in reach (features 1)" in t for t in found.log.warnings)


def test_compound_ids_match_homes_and_gates(run):
    """Both gates touch the compound; only the far one, at (120, 0), is named as its own:
    from (100, 20), sqrt(20² + 20²) m to it, 180 m along the street, 20 m.
    """
    home = "POLYGON((80 0, 120 0, 120 40, 80 40, 80 0))"
    found = coverage(
        run,
        RESIDENTS=make_homes(
            (home, 5.0, "A1"), fields="population:double, compound_id:string", kind="Polygon"
        ),
        GATES=make_layer(
            "Point", [("POINT(110 0)", "B2"), ("POINT(120 0)", "A1")], "compound_id:string"
        ),
    )
    assert metres(found) == pytest.approx(800**0.5 + 180 + 20)


def test_gates_without_barriers_change_no_street(run):
    found = coverage(run, [], ["POINT(200 0)"])
    assert metres(found) == pytest.approx(230)
    assert "barriers: none given" in found.outputs["STAMP"]


def test_catchments_stop_at_the_wall_on_the_ground_too(run):
    """From (100, 0) with 300 m: 100 m west and on 200 m north, 100 m east to the wall."""
    found = run(
        "walkcatchments",
        STREETS=make_streets(),
        ORIGINS=make_layer("Point", ["POINT(100 0)"]),
        BARRIERS=make_layer("LineString", [line((200, -200), (200, 200))]),
        METRES="300",
        REACH=30,
    )
    assert found.values("reached_m") == pytest.approx([100 + 200 + 100])
    (shape,) = found.shapes()
    box = shape.boundingBox()
    assert box.xMaximum() - 500_000 == pytest.approx(200, abs=0.01)


def test_streets_closed_to_walkers_are_not_walked(run):
    streets = make_layer(
        "LineString",
        [
            (line((0, 0), (400, 0)), "no"),
            (line((0, 0), (0, 400), (400, 400), (400, 0)), "yes"),
            (line((0, -60), (0, 0)), None),
        ],
        "foot:string",
    )
    found = run(
        "walktimes",
        STREETS=streets,
        ORIGINS=make_layer("Point", ["POINT(0 0)"]),
        DESTINATIONS=make_layer("Point", ["POINT(400 0)"]),
    )
    assert found.values("metres") == pytest.approx([1200])
    assert "Streets: 3 features, 2 used, 1 left out." in found.log.infos
    assert "Streets: 1 left out: closed to walkers (field foot) (features 1)." in found.log.warnings
