"""What fields are called and how their numbers are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsEditorWidgetSetup

from .codes import describe_codes
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
    for index, field in enumerate(layer.fields()):
        name = field.name()
        alias = names.get(name) or _answer_name(name, words)
        if alias:
            layer.setFieldAlias(index, alias)
        if field.isNumeric() and (name.endswith(("_m", "_min", "_pct")) or name in _COUNTS):
            decimals = 1 if name.endswith(("_min", "_pct")) else 0
            setup = QgsEditorWidgetSetup("Range", {"Precision": decimals, "AllowNull": True})
            layer.setEditorWidgetSetup(index, setup)
    describe_codes(layer, words)


_COUNTS = {"persons", "covered", "unserved", "cannot_tell", "unplaced", "population"}


def _answer_name(name: str, words: Words) -> str:
    tr = words.say
    for ending, text in (
        ("_has", tr("{service}: has it")),
        ("_min", tr("{service}: walk (min)")),
        ("_m", tr("{service}: walk (m)")),
    ):
        if name.endswith(ending) and len(name) > len(ending):
            service = words.service(name[: -len(ending)])
            if service != name[: -len(ending)]:
                return text.format(service=service)
    return ""


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
        "done": tr("What was done"),
        "why": tr("Why"),
        "role": tr("Walk to"),
        "facility": tr("Facility"),
        "beyond": tr("Beyond the limit"),
        "choice": tr("Facilities in reach"),
        "rung": tr("Rung"),
        "rung_max": tr("Highest possible rung"),
        "action": tr("To do"),
    }
