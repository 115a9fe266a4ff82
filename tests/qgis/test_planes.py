"""Coordinate reference systems: any mixture of them gives the walks of one plane."""

import itertools

import pytest
from hand_run import refusal
from hand_town import CRS, line, make_facilities, make_homes, make_layer, make_streets, place_in

CENTIMETRE = 0.01
SYSTEMS = {
    "WGS 84": "EPSG:4326",
    "Web Mercator": "EPSG:3857",
    "CGCS2000": "EPSG:4490",
    "CGCS2000 Gauss-Kruger": "EPSG:4548",
    "neighbouring UTM zone": "EPSG:32651",
}


def coverage(run, streets=CRS, homes=CRS, facilities=CRS, barriers=CRS, gates=CRS, areas=CRS):
    """Two homes, a market and a wall with a gate, each layer in its own system."""
    return run(
        "coveragegaps",
        STREETS=make_streets(crs=streets),
        RESIDENTS=make_homes(("POINT(100 10)", 5), ("POINT(790 300)", 7), crs=homes),
        FACILITIES=make_facilities(("POINT(300 -20)", "market"), crs=facilities),
        BARRIERS=make_layer("LineString", [line((600, -50), (600, 900))], crs=barriers),
        GATES=make_layer("Point", ["POINT(600 400)"], crs=gates),
        AREAS=make_layer(
            "Polygon",
            [("POLYGON((-50 -50, 500 -50, 500 900, -50 900, -50 -50))", "west")],
            "name:string",
            crs=areas,
        ),
    )


def test_the_plane_itself_is_measured_by_hand(run):
    found = coverage(run)
    # 10 m to the street, from 100 to 300 along it, 20 m to the market
    # 10 m to the street at (800, 300), 100 m north, 400 m west through the gate at (600, 400),
    # 400 m south, 100 m west along the street, 20 m
    assert found.values("market_m", "OUTPUT_UNITS") == pytest.approx([230, 1030], abs=1e-6)
    assert [row["persons"] for row in found.rows("OUTPUT_TABLE")] == [5, 7]


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=SYSTEMS)
@pytest.mark.parametrize("layer", ["homes", "facilities", "barriers", "gates", "areas"])
def test_one_layer_in_another_system_changes_no_walk(run, layer, system):
    found = coverage(run, **{layer: system})
    assert found.values("market_m", "OUTPUT_UNITS") == pytest.approx([230, 1030], abs=CENTIMETRE)
    assert [row["persons"] for row in found.rows("OUTPUT_TABLE")] == [5, 7]


@pytest.mark.parametrize("system", ["EPSG:4326", "EPSG:3857", "EPSG:4490"])
def test_streets_in_degrees_or_web_mercator_are_measured_in_their_utm_zone(run, system):
    found = coverage(run, streets=system)
    assert found.values("market_m", "OUTPUT_UNITS") == pytest.approx([230, 1030], abs=CENTIMETRE)
    assert any(text.startswith("Computed in EPSG:32650,") for text in found.log.infos)


def test_streets_on_the_southern_hemisphere_are_measured_in_their_own_zone(run):
    streets = make_layer(
        "LineString", ["LINESTRING(0 0, 400 0, 400 400, 0 400, 0 0)"], crs="EPSG:4326",
        local="EPSG:32723",
    )  # fmt: skip
    homes = make_homes_south("POINT(100 10)")
    found = run("walktimes", STREETS=streets, ORIGINS=homes, DESTINATIONS=make_homes_south(
        "POINT(300 -20)"
    ))  # fmt: skip
    assert any(text.startswith("Computed in EPSG:32723,") for text in found.log.infos)
    assert found.values("metres") == pytest.approx([230], abs=CENTIMETRE)


def make_homes_south(place):
    """A layer with one point in the zone of São Paulo."""
    return make_layer("Point", [place], crs="EPSG:4326", local="EPSG:32723")


def test_every_layer_in_a_system_of_its_own(run):
    names = ("streets", "homes", "facilities", "barriers", "gates", "areas")
    for turn in range(3):
        systems = itertools.islice(itertools.cycle(SYSTEMS.values()), turn, turn + len(names))
        chosen = dict(zip(names, systems, strict=True)) | {"streets": "EPSG:4326"}
        found = coverage(run, **chosen)
        assert found.values("market_m", "OUTPUT_UNITS") == pytest.approx(
            [230, 1030], abs=CENTIMETRE
        )


def test_web_mercator_metres_are_not_walked(run):
    """At 30.7 degrees north 400 m on the ground are 465 m in Web Mercator."""
    found = run(
        "walktimes",
        STREETS=make_streets(crs="EPSG:3857"),
        ORIGINS=make_homes(("POINT(0 0)", 1), crs="EPSG:3857"),
        DESTINATIONS=make_homes(("POINT(400 0)", 1), crs="EPSG:3857"),
    )
    assert found.values("metres") == pytest.approx([400], abs=CENTIMETRE)


def test_results_keep_the_systems_they_promise(run):
    found = coverage(run, streets="EPSG:4326", homes="EPSG:4490")
    assert found.layer("OUTPUT_UNITS").crs().authid() == "EPSG:4490"
    assert found.layer("OUTPUT_GAPS").crs().authid() == "EPSG:32650"
    assert found.layer("OUTPUT_SNAP").crs().authid() == "EPSG:32650"
    expected = place_in("POINT(100 10)", "EPSG:4490").asPoint()
    assert found.shapes("OUTPUT_UNITS")[0].asPoint() == expected


def test_streets_without_a_system_are_refused(run):
    sentence = refusal(
        "walktimes",
        STREETS=make_streets(crs=""),
        ORIGINS=make_homes(("POINT(0 0)", 1)),
        DESTINATIONS=make_homes(("POINT(400 0)", 1)),
    )
    assert (
        "The streets layer has no coordinate reference system, so nothing can be measured. Set "
        "its CRS in the layer properties and run again." in sentence
    )


def test_another_layer_without_a_system_is_taken_to_lie_in_the_plane_and_told(run):
    found = coverage(run, homes="")
    assert found.values("market_m", "OUTPUT_UNITS") == pytest.approx([230, 1030], abs=1e-6)
    assert "Residents: has no CRS; taken to be in EPSG:32650." in found.log.warnings
    assert not found.layer("OUTPUT_UNITS").crs().isValid()


@pytest.mark.parametrize("system", ["EPSG:4326", "EPSG:32650"])
def test_one_street_at_zero_zero_does_not_move_the_plane(run, system):
    """A row whose coordinates were lost must not choose the zone for all others."""
    streets = make_streets(crs=system)
    stray = make_layer("LineString", ["LINESTRING(0 0, 0.1 0)"], crs=system)
    feature = next(stray.getFeatures())
    geometry = feature.geometry()
    geometry.translate(-geometry.boundingBox().xMinimum(), -geometry.boundingBox().yMinimum())
    feature.setGeometry(geometry)
    assert streets.dataProvider().addFeatures([feature])[0]
    streets.updateExtents()
    found = run(
        "walktimes",
        STREETS=streets,
        ORIGINS=make_homes(("POINT(0 0)", 1)),
        DESTINATIONS=make_homes(("POINT(400 0)", 1)),
    )
    assert any(text.startswith("Computed in EPSG:32650,") for text in found.log.infos)
    assert found.values("metres") == pytest.approx([400], abs=CENTIMETRE)


def test_degrees_that_are_metres_are_refused_with_what_to_do():
    streets = make_streets()
    from qgis.core import QgsCoordinateReferenceSystem

    streets.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    sentence = refusal(
        "walktimes",
        STREETS=streets,
        ORIGINS=make_homes(("POINT(0 0)", 1)),
        DESTINATIONS=make_homes(("POINT(400 0)", 1)),
    )
    assert (
        "The streets layer has coordinates, such as 500600, 3400600, that do not exist in its "
        "coordinate reference system EPSG:4326. Set the right CRS in the layer properties and "
        "run again." in sentence
    )
