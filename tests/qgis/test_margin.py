"""How far the data reaches beyond what is asked about is said before it is used."""

import re

import numpy as np
import pytest
import shapely
from hand_run import run_algorithm
from hand_town import make_layer
from lifecircle.engine.margins import margins, short_sides
from lifecircle.gis.margin import foresee_margin
from qgis.core import QgsProcessingContext


def test_margins_by_hand():
    inner = np.array([shapely.box(100, 100, 200, 200)], dtype=object)
    outer = np.array([shapely.box(0, 90, 210, 500)], dtype=object)
    margin = margins(inner, outer)
    assert margin.tolist() == [100, 10, 10, 300]
    assert short_sides(margin, 50) == [("south", 10), ("east", 10)]
    assert short_sides(margin, 5) == []
    assert margins(inner[:0], outer) is None


@pytest.mark.parametrize(
    ("metres", "warned"),
    [("100", None), ("250", "west 200 m"), ("600", "west 200 m, east 300 m, south 400 m")],
)
def test_the_log_names_the_sides_that_fall_short(metres, warned):
    streets = make_layer("LineString", ["LINESTRING(0 0, 500 0)", "LINESTRING(200 -400, 200 1000)"])
    found = run_algorithm(
        "walkcatchments",
        STREETS=streets,
        ORIGINS=make_layer("Point", ["POINT(200 0)"]),
        METRES=metres,
    )
    text = "Streets reach less than the longest walk"
    warnings = [w for w in found.log.warnings if text in w]
    if warned is None:
        assert not warnings
        assert "Streets reach at least 200 m beyond Origins on every side" in found.log.text
    else:
        assert len(warnings) == 1
        assert f"beyond Origins: {warned}." in warnings[0]


def foresee(inner, limit, streets=None, facilities=None):
    """What the dock says before a run."""
    context = QgsProcessingContext()
    return foresee_margin(
        streets or make_layer("LineString", ["LINESTRING(0 0, 900 700)"]),
        facilities or make_layer("Point", ["POINT(100 50)", "POINT(800 660)"]),
        make_layer("Polygon", [inner]),
        "Areas",
        limit,
        context,
    )


AREA = "POLYGON((300 300, 600 300, 600 500, 300 500, 300 300))"


def test_the_dock_says_before_a_run_how_far_the_data_reaches():
    assert foresee(AREA, 100) == (
        False,
        "Streets and facilities reach 160 m or more beyond Areas; the longest walk is 100 m.",
    )
    warning, text = foresee(AREA, 250)
    assert warning
    assert text.splitlines() == [
        "Streets reach less than the longest walk (250 m) beyond Areas: north 200 m. What lies "
        "farther out is not counted; add data there, or read results near that edge with care.",
        "Facilities reach less than the longest walk (250 m) beyond Areas: north 160 m, west "
        "200 m, east 200 m. What lies farther out is not counted; add data there, or read results "
        "near that edge with care.",
    ]


def test_nothing_is_foreseen_of_an_empty_layer():
    assert foresee(AREA, 100, facilities=make_layer("Point", [])) == (False, "")


def test_margins_are_foreseen_in_metres_of_the_ground():
    warning, text = foresee(
        AREA,
        100,
        make_layer("LineString", ["LINESTRING(0 0, 900 700)"], crs="EPSG:4326"),
        make_layer("Point", ["POINT(100 50)", "POINT(800 660)"], crs="EPSG:4326"),
    )
    assert not warning
    # in the UTM zone north is not quite where it is in the town's plane
    margin = float(re.search(r"reach (\d+) m or more", text)[1])
    assert margin == pytest.approx(160, abs=30)
