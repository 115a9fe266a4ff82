"""Layers with nothing in them, or nothing in common: one sentence with what to do next."""

import pytest
from hand_run import refusal
from hand_town import make_facilities, make_homes, make_layer, make_streets

MARKET = ("POINT(300 -20)", "market")
HOME = ("POINT(100 10)", 5)
NOTHING_LEFT = "(0 features, 0 left out)"


def coverage(**changed):
    """Parameters of a small run, some of them changed."""
    given = {
        "STREETS": make_streets(),
        "RESIDENTS": make_homes(HOME),
        "FACILITIES": make_facilities(MARKET),
    }
    return given | changed


@pytest.mark.parametrize(
    ("parameter", "layer", "sentence"),
    [
        (
            "STREETS",
            lambda: make_layer("LineString", []),
            "The street layer has no line that can be walked (0 features, 0 left out). Choose "
            "another layer, or check its filter and its field foot.",
        ),
        (
            "RESIDENTS",
            lambda: make_homes(),
            "The residents layer has no feature that can be used (0 features, 0 left out). "
            "Choose another layer or check its filter.",
        ),
        (
            "FACILITIES",
            lambda: make_facilities(),
            "The facilities layer has no feature that can be used (0 features, 0 left out). "
            "Choose another layer, check its filter and its service field, or name services to "
            "be judged as missing.",
        ),
    ],
)
def test_coverage_of_an_empty_layer_is_refused(parameter, layer, sentence):
    assert sentence in refusal("coveragegaps", **coverage(**{parameter: layer()}))


@pytest.mark.parametrize("parameter", ["BARRIERS", "GATES", "STREETS_EXTENT", "AREAS"])
def test_an_optional_layer_without_features_changes_nothing_and_is_told(run, parameter):
    kind = {"GATES": "Point", "BARRIERS": "LineString"}.get(parameter, "Polygon")
    plain = run("coveragegaps", **coverage())
    with_empty = run("coveragegaps", **coverage(**{parameter: make_layer(kind, [])}))
    for name in ("OUTPUT_UNITS", "OUTPUT_GAPS", "OUTPUT_TABLE"):
        assert with_empty.rows(name) == plain.rows(name)
    label = {"STREETS_EXTENT": "Street extent"}.get(parameter, parameter.capitalize())
    assert f"{label}: 0 features, 0 used, 0 left out." in with_empty.log.infos


def test_catchments_of_no_origin_are_refused():
    sentence = refusal(
        "walkcatchments", STREETS=make_streets(), ORIGINS=make_layer("Point", [None, None])
    )
    assert (
        "The origins layer has no feature that can be used (2 features, 2 left out). Choose "
        "another layer or check its filter." in sentence
    )


@pytest.mark.parametrize("empty", ["Origins", "Destinations"])
def test_walks_from_or_to_nothing_are_refused(empty):
    layers = {"Origins": make_homes(HOME), "Destinations": make_facilities(MARKET)}
    layers[empty] = make_layer("Point", [])
    sentence = refusal(
        "walktimes",
        STREETS=make_streets(),
        ORIGINS=layers["Origins"],
        DESTINATIONS=layers["Destinations"],
    )
    assert (
        f"The layer {empty} has no feature that can be used (0 features, 0 left out). Choose "
        "another layer or check its filter." in sentence
    )


def test_streets_all_closed_to_walkers_are_refused():
    streets = make_layer(
        "LineString",
        [("LINESTRING(0 0, 400 0)", "no"), ("LINESTRING(0 0, 0 400)", "no")],
        "foot:string",
    )
    sentence = refusal("coveragegaps", **coverage(STREETS=streets))
    assert "no line that can be walked (2 features, 2 left out)" in sentence


def test_homes_far_from_the_streets_are_unplaced_and_the_crs_is_doubted(run):
    homes = make_homes(("POINT(90000 10)", 5), ("POINT(90300 10)", 7))
    found = run("coveragegaps", **coverage(RESIDENTS=homes))
    assert found.values("market_has", "OUTPUT_UNITS") == [None, None]
    (row,) = found.rows("OUTPUT_TABLE")
    assert (row["persons"], row["unplaced"]) == (12, 12)
    assert (row["covered"], row["unserved"], row["cannot_tell"]) == (0, 0, 0)
    assert found.rows("OUTPUT_GAPS") == []
    assert found.values("class", "OUTPUT_SNAP") == ["none", "none", "ok"]
    assert (
        "Residents: all features lie outside the extent of the streets. Check the CRS of both "
        "layers: one of them may be wrong." in found.log.warnings
    )
    assert (
        "Residents: no street in reach (features 1, 2). Check their position, draw the missing "
        "streets, or allow a longer way." in found.log.warnings
    )


def test_facilities_far_from_the_streets_reach_nobody(run):
    far = make_facilities(("POINT(90000 10)", "market"))
    found = run("coveragegaps", **coverage(FACILITIES=far))
    assert found.values("market_has", "OUTPUT_UNITS") == [0]
    assert found.values("market_m", "OUTPUT_UNITS") == [None]
    assert any(w.startswith("Facilities: all features lie outside") for w in found.log.warnings)


@pytest.mark.parametrize("name", ["walkcatchments", "walktimes"])
def test_origins_far_from_the_streets_are_named_by_every_algorithm(run, name):
    given = {"STREETS": make_streets(), "ORIGINS": make_homes(("POINT(90000 10)", 5))}
    if name == "walktimes":
        given["DESTINATIONS"] = make_facilities(MARKET)
    found = run(name, **given)
    assert (
        "Origins: all features lie outside the extent of the streets. Check the CRS of both "
        "layers: one of them may be wrong." in found.log.warnings
    )
    if name == "walktimes":
        assert found.rows() == []
        assert "1 origins reach no destination (features 1)." in found.log.warnings
    else:
        assert found.values("status") == ["unplaced"] * 3
        assert found.values("area_ha") == [None] * 3
        assert all(shape.isEmpty() for shape in found.shapes())
