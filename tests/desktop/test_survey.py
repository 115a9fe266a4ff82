"""The survey as it came in, through the dock with a real mouse: equal to the clean sample."""

from __future__ import annotations

import shutil

import pytest
from as_surveyed import FOLDER, differences
from program import SCREENSHOTS, Program

SOURCES = ("streets", "residents", "facilities", "opinions", "areas")

SHOWN = {
    "facilities": "facilities_gcj02.csv",
    "residents": "residents.xlsx",
    "opinions": "opinions_kobo.csv",
}

TABS = {0: "columns", 1: "categories", 2: "place", 3: "preview"}


def seen(state: dict, widget: str) -> str:
    return state["survey"]["widgets"].get(widget, {}).get("text", "")


def load_by_mouse(program: Program, folder) -> None:
    """Open the dock, choose the folder, look through it, press Load."""
    program.wait(lambda state: state["toolbar"], "the toolbar")
    first = next(name for name in program.state["toolbar"] if "LoadSample" not in name)
    program.click(first, where="toolbar")
    program.wait(lambda state: state["survey"]["visible"], "the Survey dock")
    program.click("folder_button", where="survey")
    program.answer(str(folder))
    state = program.wait(
        lambda state: all("✓" in seen(state, f"mark_{role}") for role in SOURCES),
        "every source of the folder, matched",
    )
    assert seen(state, "mark_barriers") == ""
    assert not state["modal"]
    for role, file in SHOWN.items():
        program.click(f"show_{role}", where="survey")
        program.wait(lambda state, f=file: f in seen(state, "details_title"), f"what is in {file}")
        tabs = program.state["survey"]["widgets"]["qt_tabwidget_tabbar"]["tabs"]
        for number, name in TABS.items():
            program.click_place(tabs[number])
            program.wait(lambda state: not state["tasks"], "the tab")
            program.photograph(f"survey_{role}_{name}_{program.locale}")
        program.click_place(tabs[0])
    program.click("load_button", where="survey")
    program.wait(lambda state: len(state["layers"]) >= 6, "the clean layers in the project")
    program.wait(lambda state: not state["drawing"] and not state["tasks"], "the map")
    program.photograph(f"survey_loaded_{program.locale}")


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("en", {"Streets", "Residents", "Facilities", "Opinions", "Neighbourhoods"}),
        ("zh-Hans", {"路网", "居民", "服务设施", "居民意见"}),
    ],
)
def test_the_survey_loads_by_mouse(screen, tmp_path, locale, names):
    folder = tmp_path / "survey"
    shutil.copytree(FOLDER, folder)
    program = Program(screen, tmp_path / "program", locale)
    program.start()
    try:
        load_by_mouse(program, folder)
        layers = program.state["layers"]
    finally:
        program.stop()
    assert names <= {layer["name"] for layer in layers}
    assert differences(folder / "survey.gpkg") == []
    assert (SCREENSHOTS / f"survey_loaded_{locale}.png").stat().st_size > 20_000
