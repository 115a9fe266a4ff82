"""Opinions collected on the map, and streets prepared, with a real mouse in the real QGIS."""

from __future__ import annotations

import shutil

import pytest
from as_surveyed import FOLDER, read_layer
from program import Program
from test_survey import SOURCES, seen

NAMES = {
    "en": ("Findings", "collected in QGIS", "Prepared streets"),
    "zh-Hans": ("问题清单", "QGIS 中采集", "整理后的路网"),
}
PHONE = "13800138000"


def load_survey(program: Program, folder) -> None:
    """Open the dock, choose the folder, press Load."""
    program.wait(lambda state: state["toolbar"], "the toolbar")
    first = next(name for name in program.state["toolbar"] if "LoadSample" not in name)
    program.click(first, where="toolbar")
    program.wait(lambda state: state["survey"]["visible"], "the Survey dock")
    program.click("folder_button", where="survey")
    program.answer(str(folder))
    program.wait(
        lambda state: all("✓" in seen(state, f"mark_{role}") for role in SOURCES),
        "every source of the folder, matched",
    )
    program.click("load_button", where="survey")
    program.wait(lambda state: len(state["layers"]) >= 6, "the clean layers in the project")
    program.wait(lambda state: not state["drawing"] and not state["tasks"], "the map")


def click_map(program: Program, screen, across: float = 0.5, down: float = 0.5, button: int = 1):
    x, y, width, height = program.state["canvas"]
    screen.click(int(x + across * width), int(y + down * height), button)


def fill_in(program: Program, screen) -> None:
    """Fill the form in by keyboard, from the service, which has the focus."""
    state = program.wait(lambda state: state["form"]["widgets"], "the form")
    assert not state["form"]["widgets"]["opinion_ok"]["enabled"]
    screen.press("Down", "Down")
    for name, downs in (("importance", 5), ("satisfaction", 2), ("kind", 1), ("age_group", 5),
                        ("walker", 2)):  # fmt: skip
        screen.press("Tab", *["Down"] * downs)
        program.wait(
            lambda state, n=name: state["form"]["widgets"][f"opinion_{n}"]["text"], f"the {name}"
        )
    screen.press("Tab")
    screen.type(f"Too far for my mother, call {PHONE}")
    program.photograph(f"collect_form_{program.locale}")
    program.click("opinion_ok", where="form")
    program.wait(lambda state: not state["modal"], "the form to close")


def collect(program: Program, screen, package) -> None:
    before = program.order("opinions")["rows"]
    program.click("collect_button", where="survey")
    program.wait(lambda _: program.order("opinions")["editing"], "opinions that can be edited")
    click_map(program, screen)
    program.wait(lambda state: state["form"]["widgets"], "the form")
    screen.press("Escape")
    program.wait(lambda state: not state["modal"], "the form to close")
    assert program.order("opinions")["rows"] == before

    click_map(program, screen, 0.4, 0.45)
    fill_in(program, screen)
    west, south, east, north = program.order("extent")
    after = program.order("opinions")
    known = {row["source_id"] for row in before}
    (row,) = (row for row in after["rows"] if row["source_id"] not in known)
    assert row["service"]
    assert (row["importance"], row["satisfaction"], row["kind"]) == (5, 2, "need")
    assert (row["age_group"], row["walker"]) == ("60-79", "older")
    assert row["source"] == NAMES[program.locale][1]
    assert row["text"] == "Too far for my mother, call […]"
    assert row["source_id"].startswith("qgis-")
    assert row["source_hash"] is None
    assert row["x"] == pytest.approx(west + 0.4 * (east - west), abs=0.01 * (east - west))
    assert row["y"] == pytest.approx(north - 0.45 * (north - south), abs=0.01 * (north - south))
    program.wait(lambda state: not state["drawing"], "the map")
    program.photograph(f"collect_added_{program.locale}")

    screen.press("ctrl+z")
    program.wait(lambda _: program.order("opinions")["rows"] == before, "the undone map")
    assert len(read_layer(package, "opinions")) == len(before)
    screen.press("ctrl+shift+z")
    program.wait(lambda _: len(program.order("opinions")["rows"]) == len(before) + 1, "redo")
    program.click("save_opinions_button", where="survey")
    program.wait(lambda _: not program.order("opinions")["modified"], "opinions that are saved")
    saved = read_layer(package, "opinions")
    assert len(saved) == len(before) + 1
    assert PHONE not in str(saved)


def collect_in_degrees_and_end(program: Program, screen) -> None:
    """With the map in another CRS the place is the same; a right click ends collecting."""
    program.order("map_in_degrees")
    program.wait(lambda state: not state["drawing"], "the map in degrees")
    known = {row["source_id"] for row in program.order("opinions")["rows"]}
    click_map(program, screen, 0.4, 0.6)
    fill_in(program, screen)
    rows = program.order("opinions")
    assert rows["crs"] != "EPSG:4326"
    (new,) = (row for row in rows["rows"] if row["source_id"] not in known)
    west, south, east, north = program.order("extent")
    assert new["lon"] == pytest.approx(west + 0.4 * (east - west), abs=0.01 * (east - west))
    assert new["lat"] == pytest.approx(north - 0.6 * (north - south), abs=0.01 * (north - south))
    click_map(program, screen, 0.3, 0.3, button=3)
    program.wait(
        lambda state: not state["survey"]["widgets"]["collect_button"]["checked"], "the end of it"
    )
    program.click("save_opinions_button", where="survey")
    program.wait(lambda _: not program.order("opinions")["editing"], "opinions that are closed")


def lose_the_layer(program: Program) -> None:
    program.click("collect_button", where="survey")
    program.wait(
        lambda state: state["survey"]["widgets"]["collect_button"]["checked"], "collecting again"
    )
    program.order("no_opinions")
    state = program.wait(
        lambda state: not state["survey"]["widgets"]["collect_button"]["checked"], "the end of it"
    )
    told = {"en": "removed from the project", "zh-Hans": "移除"}
    assert told[program.locale] in seen(state, "message")


def prepare_streets(program: Program, screen) -> None:
    """The dialog is filled in: its Run does the rest."""
    before = {layer["id"] for layer in program.state["layers"]}
    program.click("streets_button", where="survey")
    program.wait(lambda state: state["dialog"]["name"] == "preparestreets", "Prepare streets")
    program.photograph(f"prepare_streets_{program.locale}")
    program.click("run", where="dialog")
    findings, _, prepared = NAMES[program.locale]
    state = program.wait(
        lambda state: {findings, prepared} <= {layer["name"] for layer in state["layers"]},
        "findings and streets",
    )
    (made,) = (layer for layer in state["layers"] if layer["name"] == findings)
    assert made["id"] not in before
    assert made["count"] > 30
    assert made["renderer"].startswith("Rule-based")
    screen.press("Escape")
    program.wait(lambda state: not state["dialog"]["name"], "the dialog to close")
    program.wait(lambda state: not state["drawing"], "the map")
    program.photograph(f"prepare_streets_done_{program.locale}")


def open_the_others(program: Program, screen) -> None:
    for button, name in (("form_button", "surveyform"), ("field_button", "fieldproject")):
        program.click(button, where="survey")
        program.wait(lambda state, n=name: state["dialog"]["name"] == n, f"the dialog of {name}")
        program.photograph(f"{name}_{program.locale}")
        screen.press("Escape")
        program.wait(lambda state: not state["dialog"]["name"], "the dialog to close")


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_opinions_are_collected_by_mouse(screen, tmp_path, locale):
    folder = tmp_path / "survey"
    shutil.copytree(FOLDER, folder)
    program = Program(screen, tmp_path / "program", locale)
    program.start()
    try:
        load_survey(program, folder)
        collect(program, screen, folder / "survey.gpkg")
        prepare_streets(program, screen)
        open_the_others(program, screen)
        collect_in_degrees_and_end(program, screen)
        lose_the_layer(program)
    finally:
        program.stop()
