"""What fields are called and how their numbers are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsEditorWidgetSetup

from .codes import describe_codes
from .field_widgets import set_widgets
from .i18n import tr
from .words import own_words

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

    from .words import Words


def describe_fields(layer: QgsVectorLayer, words: Words) -> None:
    """Give the known fields of a layer their names, units and number of decimals.

    Parameters
    ----------
    layer
        A survey or result layer; fields that are not known stay as they are.
    words
        The language.
    """
    names = _field_names(words)
    if layer.fields().lookupField("fault") >= 0:
        names["rank"] = words.say("Rank")
    ranges = {}
    for index, field in enumerate(layer.fields()):
        name = field.name()
        alias = names.get(name) or _answer_name(name, words)
        if alias:
            layer.setFieldAlias(index, alias)
        if field.isNumeric() and (name.endswith(("_m", "_min", "_pct")) or name in _COUNTS):
            decimals = 1 if name.endswith(("_min", "_pct")) else 0
            ranges[name] = QgsEditorWidgetSetup("Range", {"Precision": decimals, "AllowNull": True})
    set_widgets(layer, ranges)
    describe_codes(layer, words)


_COUNTS = {"persons", "covered", "unserved", "cannot_tell", "unplaced", "population"}


def _answer_name(name: str, words: Words) -> str:
    for ending, text in _endings(words).items():
        if name.endswith(ending) and len(name) > len(ending):
            service = words.service(name[: -len(ending)])
            if service != name[: -len(ending)]:
                return text.format(service=service)
    return ""


def _endings(words: Words) -> dict[str, str]:
    """Name the fields of a service by their endings, longer ones first."""
    tr = words.say
    return {
        "_quality_mean": tr("{service}: mean quality in reach"),
        "_rung_max": tr("{service}: highest rung possible"),
        "_satisfaction": tr("{service}: satisfaction (1 to 5)"),
        "_importance": tr("{service}: importance (1 to 5)"),
        "_uncertain": tr("{service}: state is uncertain"),
        "_effective": tr("{service}: effective answers"),
        "_answers": tr("{service}: answers"),
        "_quality": tr("{service}: best quality in reach"),
        "_supply": tr("{service}: supply per person"),
        "_choice": tr("{service}: facilities in reach"),
        "_enough": tr("{service}: enough"),
        "_reason": tr("{service}: reason"),
        "_action": tr("{service}: action"),
        "_rated": tr("{service}: of good quality"),
        "_level": tr("{service}: level"),
        "_voice": tr("{service}: opinion against coverage"),
        "_high": tr("{service}: satisfaction, at most"),
        "_size": tr("{service}: large enough"),
        "_open": tr("{service}: open when needed"),
        "_need": tr("{service}: what residents say"),
        "_rung": tr("{service}: rung"),
        "_has": tr("{service}: has it"),
        "_low": tr("{service}: satisfaction, at least"),
        "_min": tr("{service}: walk (min)"),
        "_m": tr("{service}: walk (m)"),
    }


def describe_name(name: str) -> str:
    """Return what a field of a survey layer is called; its own name where nothing is known."""
    if name == "service":
        return tr("Service")
    return _field_names(own_words()).get(name, name)


def _field_names(words: Words) -> dict[str, str]:
    return _survey_names(words) | _result_names(words)


def _survey_names(words: Words) -> dict[str, str]:
    tr = words.say
    return {
        "name": tr("Name"),
        "class": tr("Class"),
        "foot": tr("Open to walkers"),
        "level": tr("Level"),
        "steps": tr("Steps"),
        "crossing": tr("Crossing"),
        "slope_pct": tr("Slope (%)"),
        "lit": tr("Lit"),
        "surface": tr("Surface"),
        "sidewalk": tr("Sidewalk on which side"),
        "outline": tr("Outline of an area"),
        "access": tr("Who may enter"),
        "basis": tr("How it is known"),
        "area_m2": tr("Land area (m²)"),
        "kind": tr("Kind"),
        "hours": tr("Opening hours"),
        "site_id": tr("Site"),
        "capacity": tr("Capacity"),
        "capacity_unit": tr("Unit of capacity"),
        "floor_m2": tr("Floor area (m²)"),
        "quality": tr("Quality (1 to 5)"),
        "status": tr("Status"),
        "operator_kind": tr("Run by"),
        "surveyed_on": tr("Surveyed on"),
        "visits_year": tr("Visits a year"),
        "events_year": tr("Events a year"),
        "importance": tr("Importance (1 to 5)"),
        "satisfaction": tr("Satisfaction (1 to 5)"),
        "text": tr("In their words"),
        "photo": tr("Photo"),
        "age_group": tr("Age group"),
        "answered_on": tr("Answered on"),
        "respondent": tr("Respondent"),
        "cost": tr("Cost"),
        "owner_kind": tr("Owned by"),
        "fixed_service": tr("Service it is meant for"),
        "housing": tr("Kind of housing"),
        "note": tr("Note"),
    }


def _result_names(words: Words) -> dict[str, str]:
    tr = words.say
    return {
        "service": tr("Service key"),
        "name_en": tr("Name (English)"),
        "name_zh": tr("Name (Chinese)"),
        "persons": tr("Persons"),
        "homes": tr("Homes"),
        "rank": tr("Rank among all gaps"),
        "service_rank": tr("Rank within the service"),
        "reason": tr("Reason"),
        "limit_m": tr("Limit (m)"),
        "limit_min": tr("Limit (min)"),
        "to_check": tr("Limit to be checked against the standard"),
        "area": tr("Neighbourhood"),
        "area_ha": tr("Area (ha)"),
        "tier": tr("Tier"),
        "requirement": tr("Required"),
        "group": tr("For whom"),
        "counted": tr("Who was counted"),
        "walker": tr("Walker"),
        "rule": tr("Rule"),
        "covered": tr("Covered (persons)"),
        "covered_pct": tr("Covered (%)"),
        "unserved": tr("Unserved (persons)"),
        "cannot_tell": tr("Cannot tell (persons)"),
        "unplaced": tr("Unplaced (persons)"),
        "confidence": tr("Confidence of the limit"),
        "source": tr("Source"),
        "population": tr("Number of residents"),
        "pop_0_2": tr("Aged 0 to 2"),
        "pop_3_5": tr("Aged 3 to 5"),
        "pop_6_11": tr("Aged 6 to 11"),
        "pop_12_14": tr("Aged 12 to 14"),
        "pop_15_17": tr("Aged 15 to 17"),
        "pop_60_plus": tr("Aged 60 and over"),
        "pop_80_plus": tr("Aged 80 and over"),
        "households": tr("Households"),
        "compound_id": tr("Compound"),
        "layer": tr("Layer"),
        "feature_id": tr("Feature"),
        "leg_m": tr("Way to the street (m)"),
        "from_id": tr("From (feature)"),
        "to_id": tr("To (feature)"),
        "metres": tr("Walk (m)"),
        "minutes": tr("Walk (min)"),
        "reached_m": tr("Streets reached (m)"),
        "fault": tr("Fault"),
        "severity": tr("How grave"),
        "other_id": tr("Other feature"),
        "gap_m": tr("Gap (m)"),
        "what": tr("What"),
        "todo": tr("What to do"),
        "done": tr("What was done"),
    } | _diagnosis_names(words)


def _diagnosis_names(words: Words) -> dict[str, str]:
    tr = words.say
    return {
        "rung0": tr("Do not have it (persons)"),
        "rung1": tr("Have it (persons)"),
        "rung2": tr("Have it, good (persons)"),
        "rung3": tr("Have it, good and right (persons)"),
        "unknown": tr("Unknown (persons)"),
        "unheard": tr("Unheard"),
        "full": tr("Covered, but full (persons)"),
        "need_weight": tr("Weight of need"),
        "need_index": tr("Need index (0 to 1)"),
        "action": tr("Action"),
        "need": tr("Need"),
        "weight": tr("Persons times need"),
        "facilities": tr("Facilities in reach"),
        "operators": tr("Run by"),
        "score_low": tr("Score, known"),
        "score_high": tr("Score, possible"),
        "action_persons": tr("Persons helped by the action"),
        "answers": tr("Answers"),
        "effective": tr("Effective answers"),
        "demand": tr("Demand (persons)"),
        "load": tr("Demand over capacity"),
        "measure": tr("Measure"),
        "known_persons": tr("Persons of known value"),
        "mean": tr("Mean"),
        "gini": tr("Gini"),
        "worst_tenth": tr("Worst-off tenth"),
        "gap": tr("Gap between age groups"),
        "respondents": tr("Respondents"),
        "answers_per_1000": tr("Answers per 1,000 persons"),
        "district_per_1000": tr("District's answers per 1,000 persons"),
        "further": tr("Answers missing until heard"),
        "to_match": tr("Answers missing to the district's rate"),
        "to_halve": tr("Answers that would halve the interval"),
        "z": tr("Gi* (z)"),
        "p": tr("p"),
        "spot": tr("Hot or cold spot"),
        "satisfied_pct": tr("Satisfied (%)"),
        "satisfied_low": tr("Satisfied, at least (%)"),
        "satisfied_high": tr("Satisfied, at most (%)"),
        "satisfied_smoothed": tr("Satisfied, smoothed (%)"),
        "important_from": tr("Important from"),
        "satisfied_from": tr("Satisfied from"),
        "district_importance": tr("District's importance"),
        "district_satisfaction": tr("District's satisfaction"),
        "why": tr("Why"),
        "role": tr("Walk to"),
        "facility": tr("Facility"),
        "beyond": tr("Beyond the limit"),
        "choice": tr("Facilities in reach"),
        "rung": tr("Rung"),
        "rung_max": tr("Highest possible rung"),
    }
