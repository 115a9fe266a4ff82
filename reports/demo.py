"""From a survey on disk to GeoPackage, project and report, in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsVectorLayer

from ..engine.errors import EngineError
from ..gis.sentences import sentence
from ..survey.folder import Survey, open_survey
from .coverage import read_coverage
from .diagnosis import read_diagnosis
from .gap_facts import read_gaps
from .material import Material, name_standard
from .package import add_to_package, write_package
from .project import ResultProject
from .reach import reached_streets
from .report import make_report, write_pdf
from .sheet import Frame
from .wording import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from ..gis.words import Words


@dataclass
class Outcome:
    """What a diagnosis left behind."""

    layers: dict[str, QgsVectorLayer]
    stamp: str


def make_demo(
    data: Path, out: Path, profile: str, language: str, title: str = ""
) -> tuple[list[Path], list[str]]:
    """Diagnose a survey and write everything that a planner takes home.

    Parameters
    ----------
    data
        What `open_survey` can open.
    out
        Folder for the files.
    profile
        Planning standard.
    language
        ``en`` or ``zh``.
    title
        Name of the place; empty takes it from the data.

    Returns
    -------
    The files made, and a sentence for each part that failed.

    Raises
    ------
    EngineError, QgsProcessingException
        If nothing could be computed.
    """
    words = words_of(language)
    survey = open_survey(data, title)
    name = survey.name + ("_zh" if words.chinese else "")
    outcome = run_diagnosis(survey, profile, words)
    made: list[Path] = []
    failed: list[str] = []
    package = out / f"{name}.gpkg"
    layers = write_package(package, outcome.layers | survey.layers)
    made.append(package)
    coverage = read_coverage(layers["matrix"], words)
    required = {item.key for item in coverage.services if item.requirement == "must"}
    gaps = read_gaps(
        layers["gaps"], layers["units"], layers["snap"], layers.get("areas"), required, words
    )
    try:
        lines = reached_streets(_ground(survey), layers["facilities"], gaps.values())
        if lines is not None:
            layers |= add_to_package(package, {"lines": lines})
    except (QgsProcessingException, EngineError) as problem:
        failed.append(_say(problem))
    builder = ResultProject(layers, words)
    place = survey.title_zh if words.chinese else survey.title_en
    heading = words.say("{place}: who has which service within a walk").format(place=place)
    builder.build(heading, outcome.stamp, survey.attribution)
    for rank, gap in gaps.items():
        builder.add_gap_theme(rank, gap)
    material = Material(
        builder,
        coverage,
        read_diagnosis(
            layers["matrix"], layers["actions"], layers["fairness"], layers["area_scores"], words
        ),
        gaps,
        words,
        make_frame(survey, outcome.stamp, profile, place, words),
        [chinese if words.chinese else english for english, chinese in survey.remarks],
    )
    layout = None
    try:
        layout = make_report(material)
        report = out / f"{name}.pdf"
        write_pdf(layout, report)
        made.append(report)
    except Exception as problem:  # whatever is wrong with the report, the rest is kept
        failed.append(_say(problem))
    project = out / f"{name}.qgz"
    builder.save(project)
    made.insert(1, project)
    return made, failed


def _say(problem: Exception) -> str:
    return sentence(problem) if isinstance(problem, EngineError) else repr(problem)


def run_diagnosis(survey: Survey, profile: str, words: Words) -> Outcome:
    """Run ``lifecircle:diagnose`` on a survey.

    What the standard does not set is not asked: a report that is grey where the standard is silent
    helps nobody. The stamp says so.

    Parameters
    ----------
    survey
        Layers by role.
    profile
        Planning standard.
    words
        Language of the neighbourhoods' names.

    Raises
    ------
    QgsProcessingException
        If it fails.
    """
    import processing

    parameters: dict[str, Any] = {
        **_ground(survey),
        "RESIDENTS": survey.layers["residents"],
        "FACILITIES": survey.layers["facilities"],
        "PROFILE": profile,
        "COUNT_ALL": survey.count_all,
        "ONLY_SET": True,
    }
    if "opinions" in survey.layers:
        parameters["OPINIONS"] = survey.layers["opinions"]
    areas = survey.layers.get("areas")
    if areas is not None:
        parameters["AREAS"] = areas
        english = not words.chinese and areas.fields().lookupField("name_en") >= 0
        parameters["AREA_NAME_FIELD"] = "name_en" if english else "name"
    outputs = {
        "units": "OUTPUT_UNITS",
        "gaps": "OUTPUT_GAPS",
        "matrix": "OUTPUT_MATRIX",
        "actions": "OUTPUT_ACTIONS",
        "fairness": "OUTPUT_FAIRNESS",
        "area_scores": "OUTPUT_AREAS",
        "snap": "OUTPUT_SNAP",
    }
    parameters |= dict.fromkeys(outputs.values(), "TEMPORARY_OUTPUT")
    result = processing.run(
        "lifecircle:diagnose", parameters, feedback=QgsProcessingFeedback(False)
    )
    return Outcome({role: result[name] for role, name in outputs.items()}, result["STAMP"])


def _ground(survey: Survey) -> dict[str, Any]:
    named = {"STREETS": "streets", "BARRIERS": "barriers", "GATES": "gates"}
    ground: dict[str, Any] = {
        parameter: survey.layers[role] for parameter, role in named.items() if role in survey.layers
    }
    return ground | {"SNAP": survey.snap}


def make_frame(survey: Survey, stamp: str, profile: str, place: str, words: Words) -> Frame:
    """Write what stands on every sheet.

    Parameters
    ----------
    survey
        The survey.
    stamp
        How the results came about.
    profile
        Planning standard.
    place
        Name of the place.
    words
        The language.
    """
    tr = words.say
    dated = survey.layers["facilities"].fields().lookupField("surveyed_on") >= 0
    undated = "" if dated else tr("The data do not say when they were surveyed.")
    parts = [stamp, undated, survey.attribution]
    return Frame(
        kicker=f"{place}  ·  {name_standard(profile, words)}",
        badge=tr("Fictional sample") if survey.fictional else "",
        stamp=("" if words.chinese else " ").join(part for part in parts if part),
        page_label=tr("Sheet {page} of {pages}"),
    )
