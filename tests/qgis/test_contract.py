"""The ids that models and scripts depend on, and the help that users read."""

from pathlib import Path

import pytest
from hand_run import algorithm, refusal
from hand_town import make_facilities, make_homes, make_layer, make_streets
from lifecircle.algorithms.base import ICONS
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterNumber,
)

GROUND = [
    "STREETS", "BARRIERS", "GATES", "GATE_TOLERANCE", "STREETS_EXTENT",
    "WALKER", "SPEED", "SNAP", "ISLAND", "OUTPUT_SNAP",
]  # fmt: skip
OWN = {
    "walkcatchments": [
        "ORIGINS", "MINUTES", "METRES", "SHAPE", "RINGS", "REACH", "OUTPUT", "OUTPUT_LINES",
    ],
    "walktimes": [
        "ORIGINS", "DESTINATIONS", "SERVICE_FIELD", "MODE", "K", "MAX_MINUTES", "OUTPUT",
    ],
    "coveragegaps": [
        "RESIDENTS", "POPULATION_FIELD", "FACILITIES", "SERVICE_FIELD", "PROFILE", "RULE",
        "AREAS", "AREA_NAME_FIELD", "SERVICES", "LIMITS", "COUNT_ALL", "REACH",
        "OUTPUT_UNITS", "OUTPUT_GAPS", "OUTPUT_TABLE",
    ],
}  # fmt: skip
DEFAULTS = {
    "GATE_TOLERANCE": 15, "SNAP": 100, "ISLAND": 2000, "REACH": 30, "SPEED": None,
    "PROFILE": "gb50180_2018", "POPULATION_FIELD": "population", "COUNT_ALL": False,
    "MINUTES": "5,10,15", "METRES": None, "SHAPE": 0, "RINGS": 0, "MODE": 0, "RULE": None,
}  # fmt: skip
NEEDED = {
    "walkcatchments": {"STREETS", "ORIGINS", "OUTPUT"},
    "walktimes": {"STREETS", "ORIGINS", "DESTINATIONS", "OUTPUT"},
    "coveragegaps": {
        "STREETS", "RESIDENTS", "FACILITIES", "OUTPUT_UNITS", "OUTPUT_GAPS", "OUTPUT_TABLE",
    },
}  # fmt: skip
ENUMS = {"WALKER": 6, "RULE": 2, "SHAPE": 3, "RINGS": 2, "MODE": 3}


@pytest.fixture(params=OWN)
def named(request):
    """An algorithm and its name; kept alive, as its parameters belong to it."""
    return algorithm(request.param), request.param


def test_the_provider_has_these_algorithms_and_its_own_icon():
    provider = QgsApplication.processingRegistry().providerById("lifecircle")
    assert set(OWN) <= {item.name() for item in provider.algorithms()}
    assert provider.name()
    assert (ICONS / "lifecircle.svg").is_file()
    assert not provider.icon().pixmap(32).isNull()


def test_parameters_have_the_ids_of_the_contract(named):
    made, name = named
    ids = [item.name() for item in made.parameterDefinitions()]
    assert len(ids) == len(set(ids))
    assert set(GROUND + OWN[name]) <= set(ids)


def test_what_is_needed_is_needed_and_all_else_has_a_default(named):
    made, name = named
    needed = {
        item.name()
        for item in made.parameterDefinitions()
        if not item.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
        and item.defaultValue() is None
    }
    assert needed - {"OUTPUT"} == NEEDED[name] - {"OUTPUT"}


def test_defaults_are_those_of_the_contract(named):
    made, name = named
    for item in made.parameterDefinitions():
        if item.name() in DEFAULTS:
            assert item.defaultValue() == DEFAULTS[item.name()], item.name()
    walker = made.parameterDefinition("WALKER")
    assert walker.defaultValue() == (None if name == "coveragegaps" else 0)


def test_enumerations_keep_their_length_and_order(named):
    made, _ = named
    for item in made.parameterDefinitions():
        if item.name() in ENUMS:
            assert len(item.options()) == ENUMS[item.name()]
    assert made.parameterDefinition("WALKER").options()[0] == "Adult"
    assert made.parameterDefinition("WALKER").options()[5] == "Wheelchair"


def test_every_parameter_has_help_and_a_label(named):
    made, _ = named
    for item in made.parameterDefinitions():
        assert len(item.help()) > 10, item.name()
        assert item.help().strip().endswith("."), item.name()
        assert item.description(), item.name()
        assert item.description()[0].isupper() or item.name() == "K", item.name()


def test_every_algorithm_says_what_it_is(named):
    made, name = named
    assert made.id() == f"lifecircle:{name}"
    assert made.name() == name
    assert len(made.shortHelpString()) > 200
    assert len(made.tags()) >= 5
    assert all(tag == tag.strip() and tag for tag in made.tags())
    assert made.groupId() in {"diagnosis", "walks"}
    assert made.group()
    assert made.displayName()[0].isupper()
    assert (Path(ICONS) / made.ICON).is_file(), made.ICON
    assert made.ICON != "lifecircle.svg"
    assert not made.icon().pixmap(32).isNull()


def test_a_fresh_instance_for_every_run(named):
    made, _ = named
    other = made.create()
    assert other is not made
    assert other.id() == made.id()


def test_distances_are_in_metres_and_cannot_be_below_zero(named):
    made, _ = named
    for item in made.parameterDefinitions():
        if isinstance(item, QgsProcessingParameterNumber):
            assert item.minimum() >= 0, item.name()


def test_coverage_gives_its_stamp_as_an_output():
    made = algorithm("coveragegaps")
    assert "STAMP" in {item.name() for item in made.outputDefinitions()}


def test_every_parameter_can_be_written_as_a_script_and_a_command(named):
    made, _ = named
    context = QgsProcessingContext()
    values = {"STREETS": "streets.gpkg"}
    assert "lifecircle:" in made.asPythonCommand(values, context)
    command, ok = made.asQgisProcessCommand(values, context)
    assert ok
    assert command.startswith("qgis_process run lifecircle:")


@pytest.mark.parametrize("lacking", ["STREETS", "RESIDENTS", "FACILITIES"])
def test_a_layer_that_is_needed_is_asked_for_by_its_name(lacking):
    given = {
        "STREETS": make_streets(),
        "RESIDENTS": make_homes(("POINT(100 10)", 5)),
        "FACILITIES": make_facilities(("POINT(300 -20)", "market")),
    }
    sentence = refusal("coveragegaps", **(given | {lacking: None}))
    assert lacking in sentence


def test_a_layer_of_another_kind_is_refused_by_its_name():
    sentence = refusal(
        "coveragegaps",
        STREETS=make_homes(("POINT(100 10)", 5)),
        RESIDENTS=make_homes(("POINT(100 10)", 5)),
        FACILITIES=make_facilities(("POINT(300 -20)", "market")),
    )
    assert "no line that can be walked" in sentence or "STREETS" in sentence


@pytest.mark.parametrize("name", ["BARRIERS", "GATES", "AREAS", "STREETS_EXTENT"])
def test_an_optional_layer_that_cannot_be_found_is_refused_not_passed_over(name):
    sentence = refusal(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=make_homes(("POINT(100 10)", 5)),
        FACILITIES=make_facilities(("POINT(300 -20)", "market")),
        **{name: "/nowhere/layer.gpkg"},
    )
    assert name in sentence


def test_refusals_come_before_anything_runs():
    made = algorithm("coveragegaps")
    context = QgsProcessingContext()
    streets, homes = make_streets(), make_homes(("POINT(100 10)", 5))
    given = {
        "STREETS": streets,
        "RESIDENTS": homes,
        "FACILITIES": make_facilities(("POINT(300 -20)", "market")),
        "OUTPUT_UNITS": "memory:",
        "OUTPUT_GAPS": "memory:",
        "OUTPUT_TABLE": "memory:",
    }
    assert made.checkParameterValues(given, context) == (True, "")
    for wrong, words in (
        ({"PROFILE": "no such standard"}, "There is no built-in profile 'no such standard'"),
        ({"LIMITS": "market"}, "is no service and limit"),
    ):
        accepted, sentence = made.checkParameterValues(given | wrong, context)
        assert not accepted
        assert words in sentence


def test_nothing_chosen_is_the_same_as_not_given(run):
    """Models and dialogs hand over NULL for an optional parameter that is left empty."""
    from qgis.core import NULL

    given = {
        "STREETS": make_streets(),
        "RESIDENTS": make_homes(("POINT(100 10)", 5)),
        "FACILITIES": make_facilities(("POINT(300 -20)", "kindergarten")),
    }
    plain = run("coveragegaps", **given)
    empty = dict.fromkeys(
        ("WALKER", "RULE", "SPEED", "BARRIERS", "GATES", "AREAS", "STREETS_EXTENT",
         "AREA_NAME_FIELD", "SERVICES", "LIMITS"),
    )  # fmt: skip
    null_choices = dict.fromkeys(("WALKER", "RULE", "BARRIERS", "AREAS"), NULL)
    for nothing in (empty, null_choices):
        found = run("coveragegaps", **given, **nothing)
        for name in ("OUTPUT_UNITS", "OUTPUT_TABLE"):
            assert found.rows(name) == plain.rows(name)
    assert plain.values("kindergarten_min", "OUTPUT_UNITS") == pytest.approx([230 / 0.92 / 60])


def test_the_fields_of_every_output_are_those_of_the_contract(run):
    streets, point = make_streets(), make_layer("Point", ["POINT(100 10)"])
    homes = make_homes(("POINT(100 10)", 5))
    market = make_facilities(("POINT(900 -20)", "market"))
    walks = run("walktimes", STREETS=streets, ORIGINS=point, DESTINATIONS=market)
    assert walks.layer().fields().names() == ["from_id", "to_id", "service", "metres", "minutes"]
    areas = run("walkcatchments", STREETS=streets, ORIGINS=point)
    assert {"minutes", "area_ha", "reached_m", "status"} <= set(areas.layer().fields().names())
    found = run("coveragegaps", STREETS=streets, RESIDENTS=homes, FACILITIES=market)
    fields = {name: set(layer.fields().names()) for name, layer in found.layers.items()}
    assert {"service", "name_en", "name_zh", "persons", "homes", "rank", "service_rank",
            "reason", "limit_m", "to_check"} <= fields["OUTPUT_GAPS"]  # fmt: skip
    assert {"area", "service", "name_en", "name_zh", "tier", "group", "counted", "rule",
            "limit_m", "limit_min", "persons", "covered", "covered_pct", "unserved",
            "cannot_tell", "unplaced", "confidence", "to_check",
            "source"} <= fields["OUTPUT_TABLE"]  # fmt: skip
    assert fields["OUTPUT_SNAP"] == {"layer", "feature_id", "leg_m", "class"}
    assert fields["OUTPUT_UNITS"] == {"population", "market_m", "market_min", "market_has"}
