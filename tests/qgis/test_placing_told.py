"""How features find their street: OUTPUT_SNAP, its classes and distances, and the log."""

import pytest
from hand_town import line, make_facilities, make_homes, make_layer, make_streets

MARKET = ("POINT(300 -20)", "market")
ISLAND = line((3000, 0), (3100, 0))


def places(*points):
    """A layer of points."""
    return make_layer("Point", [f"POINT({x} {y})" for x, y in points])


def snaps(found, layer="Origins"):
    """Class and distance of each feature of a layer, by its id."""
    return {
        row["feature_id"]: (row["class"], row["leg_m"])
        for row in found.rows("OUTPUT_SNAP")
        if row["layer"] == layer
    }


@pytest.fixture
def found(run):
    """Catchments of five origins, one of each class and one at the edge of a class."""
    return run(
        "walkcatchments",
        STREETS=make_streets(ISLAND),
        ORIGINS=places((100, -10), (150, -50), (250, -75), (3050, 30), (200, -101)),
        METRES="200",
    )


def test_every_feature_has_its_class_and_distance(found):
    assert snaps(found) == {
        1: ("ok", pytest.approx(10)),
        2: ("ok", pytest.approx(50)),
        3: ("far", pytest.approx(75)),
        4: ("island", pytest.approx(30)),
        5: ("none", None),
    }


def test_the_lines_lead_from_the_feature_straight_to_its_street(found):
    shapes = found.shapes("OUTPUT_SNAP")
    assert [shape.length() for shape in shapes[:4]] == pytest.approx([10, 50, 75, 30])
    assert shapes[4].isNull()
    begin, end = shapes[2].asPolyline()
    assert (begin.x() - 500_000, begin.y() - 3_400_000) == pytest.approx((250, -75))
    assert (end.x() - 500_000, end.y() - 3_400_000) == pytest.approx((250, 0))


def test_the_log_counts_the_classes_and_names_the_features(found):
    assert (
        "Origins: 2 placed within 50 m of a street, 1 farther, 1 nearest to a small island, 1 on "
        "no street." in found.log.infos
    )
    warnings = found.log.warnings
    assert "Origins: more than 50 m from a street (features 3), up to 75 m." in warnings
    assert (
        "Origins: the nearest street is a small island of the data (features 4); a larger part "
        "was taken where one is in reach. Check the streets there." in warnings
    )
    assert (
        "Origins: no street in reach (features 5). Check their position, draw the missing "
        "streets, or allow a longer way." in warnings
    )
    assert (
        "1 small islands of street (0.1 km) are not joined to the rest; features are placed on "
        "them only where nothing else is in reach." in warnings
    )
    network = next(text for text in found.log.infos if text.startswith("Computed"))
    assert "9.7 km of street in 2 connected parts; the largest has 99.0 %." in network


def test_unplaced_origins_have_no_catchment_and_say_so(found):
    assert found.values("status")[4] == "unplaced"
    assert found.values("area_ha")[4] is None
    assert found.values("reached_m")[4] is None
    assert found.shapes()[4].isNull()
    # the way to the street is walked too: 200 - 75 m to both sides, and south to north not at all
    assert found.values("reached_m")[2] == pytest.approx(2 * 125)


def test_the_way_allowed_to_the_street_can_be_changed(run):
    origins = places((100, -10), (250, -75), (200, -101))
    streets = make_streets()
    near = run("walkcatchments", STREETS=streets, ORIGINS=origins, METRES="200", SNAP=50)
    assert [name for name, _ in snaps(near).values()] == ["ok", "none", "none"]
    wide = run("walkcatchments", STREETS=streets, ORIGINS=origins, METRES="200", SNAP=101)
    assert snaps(wide)[3] == ("far", pytest.approx(101))


def test_a_large_part_in_reach_is_taken_before_a_small_island_and_told(run):
    """Home at (200, -40): 5 m to the island at y = -45, 40 m to the streets of the town."""
    streets = make_streets(line((100, -45), (300, -45)))
    given = {"STREETS": streets, "ORIGINS": places((200, -40)), "METRES": "200"}
    assert snaps(run("walkcatchments", **given)) == {1: ("island", pytest.approx(40))}
    # once 200 m of street are enough not to be an island, the nearer street counts
    assert snaps(run("walkcatchments", **given, ISLAND=200)) == {1: ("ok", pytest.approx(5))}


def test_a_home_on_an_island_has_its_reason(run):
    found = run(
        "coveragegaps",
        STREETS=make_streets(ISLAND),
        # a hull around all streets ends at the island: without the extent, nobody can tell
        STREETS_EXTENT=make_layer("Polygon", ["POLYGON((-900 -900, 9e3 -900, 0 9e3, -900 -900))"]),
        RESIDENTS=make_homes(("POINT(3050 30)", 5.0)),
        FACILITIES=make_facilities(MARKET),
    )
    assert found.values("market_has", "OUTPUT_UNITS") == [0]
    assert found.values("reason", "OUTPUT_GAPS") == ["island"]


def test_both_layers_of_a_run_are_in_the_snaps(run):
    found = run(
        "walktimes",
        STREETS=make_streets(),
        ORIGINS=places((100, -10)),
        DESTINATIONS=places((300, -60), (100, 5000)),
    )
    assert snaps(found) == {1: ("ok", pytest.approx(10))}
    assert snaps(found, "Destinations") == {1: ("far", pytest.approx(60)), 2: ("none", None)}


def test_without_the_output_nothing_is_written_for_it(run):
    found = run(
        "walktimes",
        STREETS=make_streets(),
        ORIGINS=places((100, -10)),
        DESTINATIONS=places((300, -60)),
        OUTPUT_SNAP=None,
    )
    assert "OUTPUT_SNAP" not in found.outputs
