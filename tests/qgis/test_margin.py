"""How far the data reaches beyond what is asked about is said before it is used."""

import numpy as np
import pytest
import shapely
from hand_run import run_algorithm
from hand_town import make_layer
from lifecircle.engine.margins import margins, short_sides


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
