"""The whole diagnosis: of the sample, and of a city."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .fresh import Runs, measure, progress_line, run_once
from .inputs import SAMPLE
from .table import Goal, Row, Section

if TYPE_CHECKING:
    from pathlib import Path

    from .workloads import Setting

CITY = {"edges": 300_000, "homes": 100_000, "facilities": 5_000, "opinions": 10_000}
_QUICK = {"edges": 2_000, "homes": 500, "facilities": 120, "opinions": 300}
_VERSION = 1  # of the layers made


def diagnosis(setting: Setting) -> Section:
    """Diagnose the sample and a city, from files to files, all outputs."""
    section = Section("Diagnosis with all outputs, whole process")
    ours = measure("diagnosis_tasks.diagnose", {"given": sample_parameters()}, setting.runs)
    goals = () if setting.quick else (Goal("seconds", 10),)
    _add(section, "the sample", ours, goals)
    town, counts = (setting.town, _QUICK) if setting.city is None else (setting.city, CITY)
    folder, about = make_city(town.folder, town.streets, counts)
    given = city_parameters(folder)
    ours = measure("diagnosis_tasks.diagnose", {"given": given}, setting.runs)
    goals = () if setting.quick else (Goal("seconds", 90), Goal("megabytes", 4000))
    _add(section, f"{about['homes']:,} homes", ours, goals)
    section.remarks.append(
        f"{about['homes']:,} homes of {town.name}: {about['edges']:,} street edges, "
        f"{about['services']} services with limits in minutes, {about['facilities']:,} facilities, "
        f"{about['opinions']:,} answers; no barriers."
    )
    return section


def sample_parameters() -> dict[str, Any]:
    """Give the parameters of a diagnosis of the sample, with walls and gates."""
    names = {"STREETS": "streets", "RESIDENTS": "residents", "FACILITIES": "facilities"} | {
        "BARRIERS": "barriers",
        "GATES": "gates",
        "OPINIONS": "opinions",
        "AREAS": "areas",
    }
    return {key: f"{SAMPLE}|layername={layer}" for key, layer in names.items()}


def city_parameters(folder: Path) -> dict[str, Any]:
    """Give the parameters of a diagnosis of a city made by `make_city`."""
    roles = ("streets", "residents", "facilities", "opinions", "areas")
    layers = {role.upper(): str(folder / f"{role}.gpkg") for role in roles}
    return layers | {"PROFILE": str(folder / "standard.csv"), "RULE": 0, "ONLY_SET": True}


def make_city(town: Path, streets: str, counts: dict[str, int]) -> tuple[Path, dict[str, Any]]:
    """Make the layers of a city in the folder of a town, unless they are there."""
    folder = town / f"diagnosis_{_VERSION}_{counts['homes']}"
    done = folder / "about.json"
    if not done.is_file():
        progress_line("making the layers of a diagnosis")
        folder.mkdir(exist_ok=True)
        arguments = {"streets": streets, "folder": str(folder), "counts": counts}
        made = run_once("diagnosis_inputs.write_city", arguments).result
        done.write_text(json.dumps(made), "utf-8")
    return folder, json.loads(done.read_text("utf-8"))


def _add(section: Section, work: str, ours: Runs, goals: tuple[Goal, ...]) -> None:
    section.rows.append(Row(work, ours.seconds, ours.megabytes, goals=goals))
    phases = ours.phases()
    section.phases[work] = phases
    whole = sum(phases.values())
    shares = ", ".join(f"{name} {spent / whole:.0%}" for name, spent in phases.items())
    section.remarks.append(f"Where the time of {work} goes: {shares}.")
