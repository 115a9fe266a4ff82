"""Loading large survey files, beside QGIS and geopandas, which clean nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from .environment import python_with_peers
from .fresh import Runs, measure, run_once
from .survey_inputs import write_facilities, write_residents
from .table import Goal, Row, Section

if TYPE_CHECKING:
    from .workloads import Setting

_APART = 0.01  # metres that extents may differ
_QUICK = 50  # times fewer rows


def survey(setting: Setting) -> Section:
    """Load residents and facilities from CSV and from GeoPackages, and once more."""
    counts = {"residents": 1_000_000, "facilities": 100_000}
    if setting.quick:
        counts = {role: count // _QUICK for role, count in counts.items()}
    section = Section("Survey files to clean layers, whole process")
    python = None if setting.quick else python_with_peers()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        write_residents(folder / "residents.csv", counts["residents"])
        write_facilities(folder / "facilities.csv", counts["facilities"])
        for role, count in counts.items():
            source = folder / f"{role}.csv"
            _compare(section, setting, python, role, count, source)
            if setting.quick:
                continue
            made = folder / f"{role}.gpkg"
            run_once("survey_tasks.reproject", {"source": str(source), "keep": str(made)})
            _compare(section, setting, python, role, count, made)
    section.remarks += [
        "All write a GeoPackage in UTM, with as many rows, the same extent and all rows in the "
        "spatial index. Only Life Circle matches columns, reads numbers, words and dates as "
        "people write them, looks for copies and personal data, and lists what it did not use.",
        "Memory is that of the whole process, QGIS itself included.",
    ]
    return section


def _compare(
    section: Section, setting: Setting, python: str | None, role: str, count: int, source: Path
) -> None:
    """Add rows for one file: against each peer, and loaded again."""
    kind = {".csv": "CSV", ".gpkg": "GeoPackage"}[source.suffix]
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        package = folder / "ours.gpkg"
        given = {"sources": {role.upper(): str(source)}}
        ours = _measure(setting, "survey_tasks.load", given, package)
        others = [("QGIS native:reprojectlayer", "survey_tasks.reproject", "")]
        if python:
            others.append(("geopandas", "survey_tasks.frame", python))
        goals = (Goal("seconds", 20), Goal("megabytes", 2000))
        for title, task, interpreter in others:
            made = folder / "theirs.gpkg"
            other = _measure(setting, task, {"source": str(source)}, made, interpreter)
            _refuse_different(package, role, made)
            section.rows.append(
                Row(
                    f"{count:,} {role} from {kind}",
                    ours.seconds,
                    ours.megabytes,
                    " ".join(filter(None, (title, other.first.get("version")))),
                    other.seconds,
                    other.megabytes,
                    goals=() if setting.quick else goals,
                )
            )
        again = measure("survey_tasks.load", given | {"keep": str(package)}, setting.runs)
        section.rows.append(
            Row(f"the same again, {kind}, nothing changed", again.seconds, again.megabytes)
        )
        section.phases[f"Life Circle, {role}, {kind}"] = ours.phases()


def _measure(setting: Setting, task: str, given: dict, target: Path, python: str = "") -> Runs:
    """Measure a task that writes a file; the file of the last run is kept."""
    arguments = given | {"keep": str(target)}
    return measure(task, arguments, setting.runs, python or sys.executable, target)


def _refuse_different(ours: Path, role: str, theirs: Path) -> None:
    """Compare rows, extents and indexes before the times are compared."""
    one = run_once("survey_tasks.look", {"path": str(ours), "layer": role}).result
    other = run_once("survey_tasks.look", {"path": str(theirs), "layer": ""}).result
    apart = max(abs(a - b) for a, b in zip(one["extent"], other["extent"], strict=True))
    counts = {found[key] for found in (one, other) for key in ("rows", "indexed")}
    if len(counts) > 1 or apart > _APART:
        raise SystemExit(f"{one} is not {other}: nothing to compare.")
