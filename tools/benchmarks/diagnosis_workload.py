"""The whole diagnosis: of the sample, and of a city."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .environment import python_with_peers
from .fresh import Runs, measure, progress_line, run_once
from .inputs import SAMPLE
from .table import Goal, Row, Section

if TYPE_CHECKING:
    from .inputs import Town
    from .workloads import Setting

CITY = {"edges": 300_000, "homes": 100_000, "facilities": 5_000, "opinions": 10_000}
_QUICK = {"edges": 2_000, "homes": 500, "facilities": 120, "opinions": 300}
_ROLES = ("streets", "residents", "facilities", "opinions", "areas")
_VERSION = 2  # of the layers made
_APART = 0.01  # metres that walks may differ


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
        f"{len(about['services'])} services with limits in minutes, "
        f"{about['facilities']:,} facilities, {about['opinions']:,} answers; no barriers."
    )
    _beside_peer(section, setting, town, counts)
    return section


def _beside_peer(section: Section, setting: Setting, town: Town, counts: dict[str, int]) -> None:
    """Share the supply in a city of street corners, beside an analyst's script."""
    python = sys.executable if setting.quick else python_with_peers()
    if python is None:
        section.remarks.append("networkx and access could not be installed: no peer.")
        return
    folder, about = _made(
        town.folder, town.streets, "corners", "diagnosis_inputs.write_corners", counts
    )
    given = city_parameters(folder, _ROLES[:3]) | {"RULE": 1, "COUNT_ALL": True, "METHOD": 1}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        shared = {"given": given, "keep": f"{name}/levels.gpkg"}
        target = Path(shared["keep"])
        ours = measure("diagnosis_tasks.share", shared, setting.runs, target=target)
        asked = {"graph": str(folder / "graph.npz"), "keep": f"{name}/theirs.npz"}
        theirs = measure("diagnosis_peer.have_and_good", asked, setting.runs, python)
        run_once("diagnosis_tasks.diagnose", {"given": given, "keep": name})
        files = {"units": f"{name}/units.gpkg", "levels": shared["keep"], "theirs": asked["keep"]}
        both = files | {"keys": about["services"]}
        same = run_once("diagnosis_tasks.compare", both).result
    if same["apart"] > _APART or same["off"]:
        raise SystemExit(f"networkx and access find something else: {same}")
    section.rows.append(
        Row(
            f"{about['homes']:,} homes on street corners, walks and supply alone",
            ours.seconds,
            ours.megabytes,
            theirs.first["version"],
            theirs.seconds,
            theirs.megabytes,
            note="a script that is given the graph",
        )
    )
    section.remarks.append(
        f"Beside the script: {same['walks']:,} walks of homes to the nearest facility at most "
        f"{same['apart']:.3f} m apart, every supply the same. The script is given the graph and "
        "the corners and writes no layer; Life Circle reads layers and writes two."
    )


def sample_parameters() -> dict[str, Any]:
    """Give the parameters of a diagnosis of the sample, with walls and gates."""
    names = {"STREETS": "streets", "RESIDENTS": "residents", "FACILITIES": "facilities"} | {
        "BARRIERS": "barriers",
        "GATES": "gates",
        "OPINIONS": "opinions",
        "AREAS": "areas",
    }
    return {key: f"{SAMPLE}|layername={layer}" for key, layer in names.items()}


def city_parameters(folder: Path, roles: tuple[str, ...] = _ROLES) -> dict[str, Any]:
    """Give the parameters of a diagnosis of a city made by `make_city`."""
    layers = {role.upper(): str(folder / f"{role}.gpkg") for role in roles}
    return layers | {"PROFILE": str(folder / "standard.csv"), "RULE": 0, "ONLY_SET": True}


def make_city(town: Path, streets: str, counts: dict[str, int]) -> tuple[Path, dict[str, Any]]:
    """Make the layers of a city in the folder of a town, unless they are there."""
    return _made(town, streets, "diagnosis", "diagnosis_inputs.write_city", counts)


def _made(
    town: Path, streets: str, name: str, task: str, counts: dict[str, int]
) -> tuple[Path, dict[str, Any]]:
    folder = town / f"{name}_{_VERSION}_{counts['homes']}"
    done = folder / "about.json"
    if not done.is_file():
        progress_line("making the layers of a diagnosis")
        folder.mkdir(exist_ok=True)
        arguments = {"streets": streets, "folder": str(folder), "counts": counts}
        done.write_text(json.dumps(run_once(task, arguments).result), "utf-8")
    return folder, json.loads(done.read_text("utf-8"))


def _add(section: Section, work: str, ours: Runs, goals: tuple[Goal, ...]) -> None:
    section.rows.append(Row(work, ours.seconds, ours.megabytes, goals=goals))
    phases = ours.phases()
    section.phases[work] = phases
    whole = sum(phases.values())
    shares = ", ".join(f"{name} {spent / whole:.0%}" for name, spent in phases.items())
    beside = ", ".join(f"{name} {spent:.1f} s" for name, spent in ours.phases("beside").items())
    section.remarks.append(
        f"Where the time of {work} goes: {shares}. In threads beside it: {beside}."
    )
