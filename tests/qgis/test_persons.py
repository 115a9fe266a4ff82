"""Persons: numbers that cannot be used, age groups, areas, and sums that must agree."""

import pytest
from hand_run import refusal
from hand_town import line, make_facilities, make_homes, make_layer, make_streets

MARKET = ("POINT(300 -20)", "market")


def coverage(run, homes, **more):
    """Run coverage gaps for some homes of the town; the market's limit is 500 m."""
    given = {"STREETS": make_streets(), "RESIDENTS": homes, "FACILITIES": make_facilities(MARKET)}
    return run("coveragegaps", **(given | more))


def make_areas(*rows):
    """Areas with their names."""
    return make_layer("Polygon", rows, "name:string")


def box(x0, y0, x1, y1):
    """WKT of a rectangle."""
    return f"POLYGON(({x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}))"


def agree(row):
    """The four parts make the whole."""
    parts = ("covered", "unserved", "cannot_tell", "unplaced")
    return sum(row[part] for part in parts) == pytest.approx(row["persons"])


def test_numbers_that_cannot_be_used_add_nobody_and_are_told(run):
    homes = make_homes(
        ("POINT(100 10)", "5"),
        ("POINT(110 10)", None),
        ("POINT(120 10)", "-3"),
        ("POINT(130 10)", "many"),
        ("POINT(140 10)", ""),
        ("POINT(150 10)", " 2.5 "),
        ("POINT(160 10)", "nan"),
        fields="population:string",
    )
    found = coverage(run, homes)
    (row,) = found.rows("OUTPUT_TABLE")
    assert (row["persons"], row["covered"]) == (7.5, 7.5)
    assert found.values("market_has", "OUTPUT_UNITS") == [1] * 7
    assert (
        "Residents: 5 homes have no usable number in population (features 2, 3, 4, 5, 7; NULL, "
        "negative or text). They are judged, and add nobody to the persons. Fill in the number "
        "and run again." in found.log.warnings
    )


def test_negative_and_null_numbers_in_a_number_field(run):
    homes = make_homes(("POINT(100 10)", -1.0), ("POINT(110 10)", None), ("POINT(120 10)", 4.0))
    found = coverage(run, homes)
    assert found.rows("OUTPUT_TABLE")[0]["persons"] == 4
    assert any("2 homes have no usable number" in text for text in found.log.warnings)


def test_a_home_without_anybody_is_no_fault(run):
    found = coverage(run, make_homes(("POINT(100 10)", 0.0)))
    (row,) = found.rows("OUTPUT_TABLE")
    assert (row["persons"], row["covered"], row["covered_pct"]) == (0, 0, None)
    assert not any("usable number" in text for text in found.log.warnings)


def test_a_missing_population_field_is_refused_with_the_fields_there_are():
    sentence = refusal(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=make_homes(("POINT(100 10)", 5, "x"), fields="people:double, note:string"),
        FACILITIES=make_facilities(MARKET),
    )
    assert (
        "The residents layer has no field 'population'. Its fields are: people, note. Choose the "
        "one that holds the number of residents." in sentence
    )


def test_another_population_field_can_be_named(run):
    homes = make_homes(("POINT(100 10)", 5.0), fields="people:double")
    found = coverage(run, homes, POPULATION_FIELD="people")
    assert found.rows("OUTPUT_TABLE")[0]["persons"] == 5


FIELDS = "population:double, pop_3_5:double, pop_60_plus:double"
GROUPS = (
    ("POINT(300 -20)", "market"),
    ("POINT(300 -20)", "kindergarten"),
    ("POINT(300 -20)", "primary_school"),
)


def test_each_service_counts_its_own_group(run):
    """Kindergarten: 3-5 years, known. Primary school: 6-11, whose field is missing."""
    homes = make_homes(("POINT(100 10)", 50.0, 4.0, 9.0), fields=FIELDS)
    found = coverage(run, homes, FACILITIES=make_facilities(*GROUPS))
    rows = {row["service"]: row for row in found.rows("OUTPUT_TABLE")}
    assert (rows["market"]["persons"], rows["market"]["counted"]) == (50, "all")
    assert (rows["kindergarten"]["persons"], rows["kindergarten"]["counted"]) == (4, "3-6")
    school = rows["primary_school"]
    assert school["counted"] == "unknown"
    for name in ("persons", "covered", "covered_pct", "unserved", "cannot_tell", "unplaced"):
        assert school[name] is None, name
    # whether the home has the school is known all the same
    assert found.values("primary_school_has", "OUTPUT_UNITS") == [1]
    assert (
        "Age group 6-12: fields pop_6_11 are missing, so its number of persons is unknown. Add "
        "the fields, or count all residents instead." in found.log.warnings
    )


def test_all_residents_can_stand_in_for_an_unknown_group_and_the_table_says_so(run):
    homes = make_homes(("POINT(100 10)", 50.0, 4.0, 9.0), fields=FIELDS)
    found = coverage(run, homes, FACILITIES=make_facilities(*GROUPS), COUNT_ALL=True)
    rows = {row["service"]: row for row in found.rows("OUTPUT_TABLE")}
    assert (rows["primary_school"]["persons"], rows["primary_school"]["counted"]) == (50, "all")
    assert (rows["kindergarten"]["persons"], rows["kindergarten"]["counted"]) == (4, "3-6")
    assert (
        "Age group 6-12: fields pop_6_11 are missing; all residents are counted."
        in found.log.warnings
    )


def test_everyone_walks_at_the_pace_of_the_group(run):
    """230 m for all: adult 1.2 m/s; child 1.1; with pram 0.92; older 0.92."""
    rows = [
        ("POINT(300 -20)", key)
        for key in ("market", "kindergarten", "primary_school", "elderly_day_care")
    ]
    found = coverage(run, make_homes(("POINT(100 10)", 5.0)), FACILITIES=make_facilities(*rows))
    (unit,) = found.rows("OUTPUT_UNITS")
    for key, pace in (
        ("market", 1.2),
        ("kindergarten", 0.92),
        ("primary_school", 1.1),
        ("elderly_day_care", 0.92),
    ):
        assert unit[f"{key}_min"] == pytest.approx(230 / pace / 60)
    walkers = {row["service"]: row["walker"] for row in found.rows("OUTPUT_TABLE")}
    assert walkers == {
        "market": "adult",
        "kindergarten": "pram",
        "primary_school": "child",
        "elderly_day_care": "older",
    }


@pytest.mark.parametrize(
    ("chosen", "pace"),
    [({"WALKER": 2}, 0.75), ({"SPEED": 0.5}, 0.5), ({"WALKER": 0, "SPEED": 0.8}, 0.8)],
)
def test_one_walker_or_speed_overrides_every_service(run, chosen, pace):
    """Kindergarten: 230 m in 5 minutes needs 0.77 m/s, so the frail walker is too slow."""
    found = coverage(
        run,
        make_homes(("POINT(100 10)", 5.0)),
        FACILITIES=make_facilities(("POINT(300 -20)", "kindergarten")),
        RULE=0,
        **chosen,
    )
    (unit,) = found.rows("OUTPUT_UNITS")
    assert unit["kindergarten_min"] == pytest.approx(230 / pace / 60)
    assert unit["kindergarten_has"] == int(230 / pace / 60 <= 5)
    assert found.rows("OUTPUT_TABLE")[0]["limit_m"] == pytest.approx(5 * 60 * pace)


def test_the_sums_agree_for_every_area_and_service(run):
    """A street that leads out of the data at (1200, 600) makes homes there cannot tell."""
    streets = make_streets(line((1200, 400), (1700, 400)), without=(7,))
    homes = make_homes(
        ("POINT(100 10)", 5.0),  # 230 m to the market
        ("POINT(790 300)", 7.0),  # 10 + 300 + 500 + 20: too far
        ("POINT(1600 410)", 11.0),  # the data ends 100 m on
        ("POINT(200 5000)", 13.0),  # on no street
        (None, 17.0),
        ("POINT(110 10)", None),
    )
    areas = make_areas(
        (box(-50, -50, 500, 500), "west"),
        (box(500, -50, 1300, 500), "middle"),
        (box(0, 0, 50, 50), "nobody lives here"),
    )
    found = coverage(
        run,
        homes,
        STREETS=streets,
        AREAS=areas,
        FACILITIES=make_facilities(MARKET, ("POINT(100 0)", "health_station")),
    )
    rows = found.rows("OUTPUT_TABLE")
    assert all(agree(row) for row in rows)
    by_name = {(row["area"], row["service"]): row for row in rows}
    assert len(by_name) == len(rows) == 4 * 2
    market = {
        name: tuple(by_name[name, "market"][part] for part in
                    ("persons", "covered", "unserved", "cannot_tell", "unplaced"))
        for name in ("west", "middle", "nobody lives here", "(outside)")
    }  # fmt: skip
    assert market == {
        "west": (5, 5, 0, 0, 0),
        "middle": (7, 0, 7, 0, 0),
        "nobody lives here": (0, 0, 0, 0, 0),
        "(outside)": (41, 0, 0, 11, 30),
    }
    for service in ("market", "health_station"):
        assert sum(by_name[n, service]["persons"] for n in market) == 5 + 7 + 11 + 13 + 17
    assert "3 homes lie in no area; they are summed as '(outside)'." in found.log.warnings


def test_of_overlapping_areas_the_first_counts_each_home_once(run):
    areas = make_areas((box(0, 0, 200, 200), "first"), (box(50, -50, 300, 300), "second"))
    homes = make_homes(("POINT(100 10)", 5.0), ("POINT(250 10)", 7.0))
    found = coverage(run, homes, AREAS=areas)
    assert [(r["area"], r["persons"]) for r in found.rows("OUTPUT_TABLE")] == [
        ("first", 5),
        ("second", 7),
    ]


def test_areas_without_a_name_are_called_by_their_id(run):
    areas = make_areas((box(0, 0, 200, 200), None), (box(200, -50, 300, 300), "east"))
    homes = make_homes(("POINT(100 10)", 5.0), ("POINT(250 10)", 7.0))
    found = coverage(run, homes, AREAS=areas)
    assert found.values("area", "OUTPUT_TABLE") == ["1", "east"]


def test_a_missing_area_name_field_is_refused_with_the_fields_there_are():
    sentence = refusal(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=make_homes(("POINT(100 10)", 5.0)),
        FACILITIES=make_facilities(MARKET),
        AREAS=make_areas((box(0, 0, 200, 200), "one")),
        AREA_NAME_FIELD="title",
    )
    assert "The areas layer has no field 'title'. Its fields are: name." in sentence


def test_compounds_are_left_through_their_gates(run):
    """From (100, 30), the middle of the compound, 30 m to the gate at (100, 0), which lies on the
    street, 200 m along it, 20 m to the market; the wall around it lets nobody else pass.
    """
    compound = box(60, 0, 140, 60)
    found = coverage(
        run,
        make_homes((compound, 5.0), kind="Polygon"),
        BARRIERS=make_layer("Polygon", [compound]),
        GATES=make_layer("Point", ["POINT(100 0)"]),
        GATE_TOLERANCE=1,
    )
    assert found.values("market_m", "OUTPUT_UNITS") == pytest.approx([250], abs=1e-3)
