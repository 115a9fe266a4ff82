"""Explain this point in the real QGIS: load the sample, press the button, click on the map."""

from __future__ import annotations

from program import Program


def test_click_on_the_map_and_read_why(screen, tmp_path):
    program = Program(screen, tmp_path / "en", "en")
    program.start()
    try:
        program.click("LifeCircleLoadSample", where="toolbar")
        program.wait(lambda state: len(state["layers"]) >= 8, "the sample's layers")
        program.wait(lambda state: not state["drawing"], "the map of the sample")
        program.click("LifeCircleExplain", where="toolbar")
        program.wait(lambda state: state["explanation"]["visible"], "the panel")
        program.wait(lambda state: not state["drawing"], "the map beside the panel")
        for _ in range(2):
            program.click_place(program.state["canvas"])
            program.wait(lambda state: not state["explanation"]["texts"], "the run")
            found = program.wait(lambda state: state["explanation"]["texts"], "the sentences")
            assert any(" m, " in text for text in found["explanation"]["texts"])
            roles = [layer["role"] for layer in found["layers"]]
            # a click replaces what the one before brought
            assert roles.count("explained") == 1
            (layer,) = [one for one in found["layers"] if one["role"] == "explained"]
            assert layer["count"] > 0
        program.wait(lambda state: not state["drawing"], "the map of the walks")
        program.photograph("explain_en")
        program.order("unload")
        program.wait(lambda state: state["explanation"] is None, "the panel to be gone")
    finally:
        program.stop()
