"""The whole diagnosis as a script runs it (a task)."""

from __future__ import annotations

import tempfile
from typing import Any

from .phases import Stopwatch
from .session import run, start_qgis

TIMED = (
    ("read", "algorithms.ground_parameters", "GroundAlgorithm.read_ground"),
    ("read", "algorithms.ground_parameters", "GroundAlgorithm.read"),
    ("read", "algorithms.diagnose", "Diagnose.read_input"),
    ("read", "algorithms.diagnose", "Diagnose.read_opinions"),
    ("network", "algorithms.ground_parameters", "GroundAlgorithm.make_ground"),
    ("network", "algorithms.ground_parameters", "GroundAlgorithm.pace_on"),
    ("have it", "gis.diagnosis", "judge_coverage"),
    ("good: walks", "gis.levels", "_find_walks"),
    ("good", "gis.diagnosis", "judge_all_levels"),
    ("right: walks", "gis.needs", "walks_within"),
    ("right", "gis.diagnosis", "hear_all"),
    ("rungs", "gis.diagnosis", "climb"),
    ("write", "algorithms.diagnose", "Diagnose.write"),
)
_OUTPUTS = ("UNITS", "MATRIX", "ACTIONS", "GAPS", "FAIRNESS", "AREAS", "SNAP")


def diagnose(begun: float, given: dict[str, Any], keep: str = "") -> dict[str, Any]:
    """Run ``lifecircle:diagnose`` from files to files.

    Parameters
    ----------
    begun
        When the process was started.
    given
        Parameters of the algorithm.
    keep
        Folder to write to; empty: one that is thrown away.
    """
    session = start_qgis()
    watch = Stopwatch(begun, TIMED)
    watch.wrap()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        sinks = {f"OUTPUT_{name}": f"{keep or folder}/{name.lower()}.gpkg" for name in _OUTPUTS}
        found = run("lifecircle:diagnose", **given, **sinks)
    phases = watch.read()
    del session
    return {"phases": phases, "stamp": found["STAMP"]}
