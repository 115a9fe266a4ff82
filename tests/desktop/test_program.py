"""A planner's first minutes in the real QGIS with a mouse: load the sample, diagnose, look."""

from __future__ import annotations

import json
import math
import sqlite3
import subprocess
from pathlib import Path

from program import ROOT, SCREENSHOTS, Program

OUTPUTS = {
    "rungs": "OUTPUT_UNITS",
    "gaps": "OUTPUT_GAPS",
    "matrix": "OUTPUT_MATRIX",
    "actions": "OUTPUT_ACTIONS",
    "fairness": "OUTPUT_FAIRNESS",
    "area_scores": "OUTPUT_AREAS",
}
ROLES = set(OUTPUTS)
LAYERS = ("STREETS", "BARRIERS", "GATES", "RESIDENTS", "FACILITIES", "OPINIONS", "AREAS")
SAMPLE = ROOT / "sample" / "lifecircle_sample.gpkg"
RUN_ALONE = """
import json, sys
from pathlib import Path
from qgis.core import QgsApplication, NULL
application = QgsApplication([], False)
application.initQgis()
from processing.core.Processing import Processing
Processing.initialize()
import processing
from lifecircle.algorithms.provider import LifeCircleProvider
provider = LifeCircleProvider()
QgsApplication.processingRegistry().addProvider(provider)
given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
outputs = json.loads(sys.argv[3])
found = processing.run("lifecircle:diagnose", given | dict.fromkeys(outputs.values(), "memory:"))
def plain(value):
    if value is None or value == NULL:
        return None
    return value if isinstance(value, (int, float, bool, str)) else str(value)
rows = {
    role: [
        {f.name(): plain(feature[f.name()]) for f in layer.fields() if f.name() != "fid"}
        for feature in layer.getFeatures()
    ]
    for role, output in outputs.items()
    for layer in [found[output]]
}
Path(sys.argv[2]).write_text(json.dumps(rows), encoding="utf-8")
"""


def start(screen, folder: Path, locale: str) -> Program:
    made = Program(screen, folder, locale)
    made.start()
    return made


def load_and_run(program: Program) -> dict:
    """Press Load sample and Diagnose; return the state with all results in the project."""
    program.click("LifeCircleLoadSample", where="toolbar")
    program.wait(lambda state: len(state["layers"]) >= 8, "the sample's layers")
    program.wait(lambda state: not state["drawing"], "the map of the sample")
    margin = {"en": "longest walk (1000 m) beyond Areas", "zh-Hans": "最长步行距离（1000 米）"}
    program.wait(
        lambda state: (
            margin[program.locale]
            in state["dock"]["widgets"]["margin_note"]["text"].replace(",", "")
        ),
        "what the dock says of the margin before a run",
    )
    program.photograph(f"sample_{program.locale}")
    program.click("run_button")
    done = program.wait(
        lambda state: (
            {layer["role"] for layer in state["layers"]} >= ROLES and state["dock"]["rows"]
        ),
        "the layers of results",
    )
    program.wait(lambda state: not state["drawing"] and not state["tasks"], "the map of results")
    program.photograph(f"results_{program.locale}")
    return done


def count_homes() -> int:
    """Count the sample's homes without QGIS."""
    connection = sqlite3.connect(f"file:{SAMPLE}?mode=ro&immutable=1", uri=True)
    ((count,),) = connection.execute("SELECT count(*) FROM residents")
    connection.close()
    return count


def same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)
    return one == other


def test_load_sample_and_run_by_mouse(screen, tmp_path):
    program = start(screen, tmp_path / "en", "en")
    try:
        done = load_and_run(program)
        assert not done["modal"]
        counts = {layer["role"]: layer["count"] for layer in done["layers"] if layer["role"]}
        assert counts["rungs"] == count_homes()
        results = program.order("dump")
        first = next(row for row in done["dock"]["rows"] if row["in_sight"])
        before = program.order("extent")
        program.click_place(first["place"])
        program.wait(lambda state: program.order("extent") != before, "the map at that gap")
        program.wait(lambda state: not state["drawing"], "the map of that gap")
        assert program.order("editing")["selected"]
        program.photograph("gap_en")
        extent, rows = program.order("extent"), program.state["dock"]["actions"]
        wanted = next(row for row in reversed(rows) if row["in_sight"])
        program.click_place(wanted["place"])
        program.wait(lambda state: program.order("extent") != extent, "the map at that action")
        program.wait(lambda state: not state["drawing"], "the map of that action")
        assert wanted["texts"][3] in program.state["dock"]["widgets"]["message"]["text"]
        program.photograph("action_en")
        census = program.state["census"]
        program.order("unload")
        gone = program.wait(lambda state: state["dock"] is None, "the plugin to be gone")["census"]
        assert not gone["providers"]
        assert not gone["docks"]
        assert not gone["toolbars"]
        assert not gone["menus"]
        for _ in range(2):
            program.order("load")
            again = program.wait(lambda state: state["toolbar"], "the plugin again")["census"]
            assert again["docks"] == census["docks"]
            # QGIS lists docks in the order in which they were shown
            assert sorted(again["menus"]) == sorted(census["menus"])
            assert again["providers"] == census["providers"]
            assert again["receivers"] == census["receivers"]
            program.order("unload")
            program.wait(lambda state: state["dock"] is None, "the plugin to be gone again")
    finally:
        program.stop()
    for name in ("sample_en", "results_en", "gap_en", "action_en"):
        assert (SCREENSHOTS / f"{name}.png").stat().st_size > 20_000
    assert_same_as_alone(results, tmp_path)


def assert_same_as_alone(results: dict, folder: Path) -> None:
    """Run the algorithm outside the program with the dock's parameters and compare all values."""
    given, found = folder / "given.json", folder / "found.json"
    sources = {name: f"{SAMPLE}|layername={name.lower()}" for name in LAYERS}
    parameters = results["parameters"]
    assert all(parameters[name] for name in LAYERS)
    given.write_text(json.dumps(parameters | sources), encoding="utf-8")
    subprocess.run(
        [
            ROOT / "tools" / "with-qgis",
            *("python", "-c", RUN_ALONE, given, found, json.dumps(OUTPUTS)),
        ],
        check=True,
    )
    alone = json.loads(found.read_text(encoding="utf-8"))
    for role in ROLES:
        assert len(results["layers"][role]) == len(alone[role])
        for row, other in zip(results["layers"][role], alone[role], strict=True):
            assert row.keys() == other.keys()
            unlike = {k: (row[k], other[k]) for k in row if not same(row[k], other[k])}
            assert not unlike, role


def test_the_program_in_chinese(screen, tmp_path):
    program = start(screen, tmp_path / "zh", "zh-Hans")
    try:
        done = load_and_run(program)
        assert "诊断" in done["dock"]["widgets"]["run_button"]["text"]
    finally:
        program.stop()
    assert (SCREENSHOTS / "results_zh-Hans.png").stat().st_size > 20_000
