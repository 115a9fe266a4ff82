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
    ("gaps: waited for", "gis.coverage_result", "CoverageResult._ranked_gaps"),
)
BESIDE = (
    ("gaps found", "gis.gap_drawing", "find_gaps"),
    ("gaps drawn", "gis.gap_drawing", "_draw"),
)
_SAME = 1e-6  # share of a supply that may differ: sums in another order
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
    watch = Stopwatch(begun, TIMED, BESIDE)
    watch.wrap()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        sinks = {f"OUTPUT_{name}": f"{keep or folder}/{name.lower()}.gpkg" for name in _OUTPUTS}
        found = run("lifecircle:diagnose", **given, **sinks)
    phases = watch.read()
    del session
    return {"phases": phases, "beside": watch.beside, "stamp": found["STAMP"]}


def share(begun: float, given: dict[str, Any], keep: str) -> dict[str, Any]:
    """Run ``lifecircle:servicelevels``.

    Parameters
    ----------
    begun
        Of no meaning.
    given
        Parameters of the algorithm.
    keep
        File for the homes.
    """
    del begun
    session = start_qgis()
    run(
        "lifecircle:servicelevels", **given, OUTPUT_UNITS=keep, OUTPUT_FACILITIES="TEMPORARY_OUTPUT"
    )
    del session
    return {}


def compare(begun: float, units: str, levels: str, keys: list[str], theirs: str) -> dict[str, Any]:
    """Compare walks and supply with those that a peer found.

    Parameters
    ----------
    begun
        Of no meaning.
    units, levels
        Homes as the diagnosis and as the service levels give them.
    keys
        The services.
    theirs
        Arrays of the peer.
    """
    del begun
    import sqlite3
    from contextlib import closing

    import numpy as np

    def column(path: str, name: str) -> Any:
        with closing(sqlite3.connect(path)) as connection:
            ((table,),) = connection.execute("SELECT table_name FROM gpkg_contents").fetchall()
            rows = connection.execute(f'SELECT "{name}" FROM "{table}" ORDER BY fid')  # noqa: S608
            return np.array([value for (value,) in rows], dtype=np.float64)

    apart = off = 0.0
    walks = 0
    with np.load(theirs) as found:
        for number, key in enumerate(keys):
            metres, others = column(units, f"{key}_m"), found["metres"][number]
            there = np.isfinite(others)
            walks += int(there.sum())
            if (np.isfinite(metres) != there).any():
                apart = np.inf
            apart = max(apart, float(np.abs(metres - others)[there].max(initial=0.0)))
            supply, others = column(levels, f"{key}_supply"), found["supply"][number]
            differ = np.abs(supply - others) > _SAME * np.abs(others) + 1e-12
            off += float(differ.sum())
    return {"walks": walks, "apart": apart, "off": off}
