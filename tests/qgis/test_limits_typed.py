"""Limits as planners type them, refused before anything runs where they are none."""

import pytest
from hand_run import algorithm, refusal
from hand_town import make_layer, make_streets


def given(**limits):
    """Parameters of catchments around (100, 0)."""
    return {
        "STREETS": make_streets(),
        "ORIGINS": make_layer("Point", [("POINT(100 0)",)]),
        **limits,
    }


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("5,10,15", [5, 10, 15]),
        ("5，10", [5, 10]),
        ("5、10；15", [5, 10, 15]),
        (" 15 ; 5 , 5.0 ", [5, 15]),
        ("7.5", [7.5]),
    ],
)
def test_minutes_as_planners_type_them(run, text, minutes):
    assert run("walkcatchments", **given(MINUTES=text)).values("minutes") == pytest.approx(minutes)


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (
            {"MINUTES": "5,,abc"},
            "In '5,,abc' these are no numbers: (nothing), abc. Write the minutes between commas, "
            "for example 5,10,15.",
        ),
        (
            {"METRES": "300 500"},
            "In '300 500' these are no numbers: 300 500. Write the metres between commas, for "
            "example 300,500,1000.",
        ),
        ({"MINUTES": "5,nan"}, "In '5,nan' these are no numbers: nan."),
        ({"MINUTES": "inf"}, "In 'inf' these are no numbers: inf."),
        ({"MINUTES": "0"}, "In '0' 0 minutes is no walk: every limit must be above zero."),
        ({"MINUTES": "-5"}, "In '-5' -5 minutes is no walk: every limit must be above zero."),
        (
            {"MINUTES": "5,10000"},
            "In '5,10000' 10000 minutes is farther than anybody walks: the most is 240.",
        ),
        (
            {"METRES": "20001"},
            "In '20001' 20001 metres is farther than anybody walks: the most is 20000.",
        ),
        ({"MINUTES": ""}, "No limit is given: write minutes or metres, for example 5,10,15."),
        (
            {"MINUTES": "  ", "METRES": ""},
            "No limit is given: write minutes or metres, for example 5,10,15.",
        ),
    ],
)
def test_limits_that_are_none_are_refused(limits, sentence):
    assert sentence in refusal("walkcatchments", **given(**limits))


def test_without_a_word_the_limits_are_five_ten_and_fifteen_minutes(run):
    found = run("walkcatchments", **given())
    assert found.values("minutes") == pytest.approx([5, 10, 15])
    assert found.values("metres") == pytest.approx([360, 720, 1080])


def test_metres_count_before_minutes(run):
    found = run("walkcatchments", **given(METRES="120,240", MINUTES="5,10,15"))
    assert found.values("metres") == pytest.approx([120, 240])
    assert found.values("minutes") == pytest.approx([120 / 72, 240 / 72])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SPEED", 0.05),
        ("SPEED", 4.5),
        ("SNAP", -1),
        ("GATE_TOLERANCE", -1),
        ("ISLAND", -1),
        ("REACH", 0.5),
        ("REACH", 501),
        ("WALKER", 6),
        ("SHAPE", 3),
        ("RINGS", 2),
        ("STREETS", None),
        ("ORIGINS", "no such layer"),
    ],
)
def test_values_out_of_range_are_refused_by_their_name(name, value):
    sentence = refusal("walkcatchments", **(given() | {name: value}))
    catchments = algorithm("walkcatchments")
    label = catchments.parameterDefinition(name).description()
    assert label in sentence or name in sentence
