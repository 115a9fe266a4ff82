"""Check, click, double-click in the Survey dock with a real mouse, on a survey with faults."""

from __future__ import annotations

import shutil

import pytest
from as_surveyed import CLEAN
from osgeo import ogr
from program import Program

NEGATIVE, UNKNOWN = 5, 9


@pytest.fixture
def spoilt(tmp_path):
    """A copy of the sample with a negative population and an unknown service."""
    package = tmp_path / "survey.gpkg"
    shutil.copy(CLEAN, package)
    source = ogr.Open(str(package), 1)
    for layer, row, field, value in (
        ("residents", NEGATIVE, "population", -12),
        ("facilities", UNKNOWN, "service", "libary"),
    ):
        table = source.GetLayerByName(layer)
        feature = table.GetFeature(row)
        feature.SetField(field, value)
        assert table.SetFeature(feature) == 0
    table = source.GetLayerByName("residents")
    home = table.GetFeature(NEGATIVE)
    west, east, south, north = home.GetGeometryRef().GetEnvelope()
    del table, home, feature, source  # in this order: OGR's parts do not keep their whole
    return package, ((west + east) / 2, (south + north) / 2)


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_a_finding_is_shown_and_corrected_by_mouse(screen, tmp_path, locale, spoilt):
    package, place = spoilt
    program = Program(screen, tmp_path / "program", locale)
    program.start()
    try:
        program.wait(lambda state: state["toolbar"], "the toolbar")
        assert not program.state["survey"]["widgets"]["check_button"]["enabled"]
        program.order("open", path=str(package))
        first = next(name for name in program.state["toolbar"] if "LoadSample" not in name)
        program.click(first, where="toolbar")
        program.click("check_button", where="survey")
        state = program.wait(lambda state: state["survey"]["findings"], "findings")
        program.wait(lambda state: not state["drawing"] and not state["tasks"], "the map")
        program.photograph(f"check_found_{locale}")
        rows = program.state["survey"]["findings"]
        (negative,) = [row for row in rows if "-12" in row["texts"][1]]
        assert "libary" in "".join(row["texts"][1] for row in rows)
        before = program.order("extent")
        program.click_place(negative["place"])
        program.wait(lambda state: not state["drawing"], "the map")
        after = program.order("extent")
        program.photograph(f"check_shown_{locale}")
        assert after != before
        assert after[0] < place[0] < after[2]
        assert after[1] < place[1] < after[3]
        assert after[2] - after[0] < 1000
        assert list(program.order("editing")["selected"].values()) == [[NEGATIVE]]
        assert state["survey"]["findings"][0]["texts"][0]
        program.double_click_place(negative["place"])
        program.wait(lambda _state: program.order("editing")["forms"], "the form")
        program.photograph(f"check_form_{locale}")
        editing = program.order("editing")
        assert editing["forms"] == [NEGATIVE]
        assert len(editing["layers"]) == 1
    finally:
        program.stop()
