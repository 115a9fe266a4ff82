"""What the codes in result fields mean, as attribute tables and forms show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsEditorWidgetSetup, QgsValueMapFieldFormatter

from .field_widgets import set_widgets
from .profiles import load_walkers
from .rung_words import name_actions, name_levels, name_needs, name_reasons, name_voices

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

    from .words import Words


def describe_codes(layer: QgsVectorLayer, words: Words) -> None:
    """Have the codes of a result layer shown in words; the values stay as they are.

    Parameters
    ----------
    layer
        The layer; fields of the same name in a survey layer stay as they are.
    words
        The language.
    """
    names = layer.fields().names()
    tr = words.say
    answers = {
        "1": tr("Has it"),
        "0": tr("Lacks it"),
        QgsValueMapFieldFormatter.NULL_VALUE: tr("Cannot tell"),
    }
    shown = {
        name: _map_values(answers)
        for name in names
        if name.endswith("_has") and f"{name[:-4]}_m" in names
    }
    for (name, companion), labels in _codes(words).items():
        if name in names and companion in names:
            shown[name] = _map_values(labels)
    for ending, (companion, labels) in _codes_of_services(words).items():
        for name in names:
            if name.endswith(ending) and name[: -len(ending)] + companion in names:
                shown[name] = _map_values(labels)
    set_widgets(layer, shown)


def _map_values(labels: dict[str, str]) -> QgsEditorWidgetSetup:
    entries = [{label: code} for code, label in labels.items()]
    return QgsEditorWidgetSetup("ValueMap", {"map": entries})


def _codes_of_services(words: Words) -> dict[str, tuple[str, dict[str, str]]]:
    """Give the codes by the ending of the field and that of a field beside it."""
    tr = words.say
    yes_or_no = {
        "1": tr("Yes"),
        "0": tr("No"),
        QgsValueMapFieldFormatter.NULL_VALUE: tr("Unknown"),
    }
    criteria = dict.fromkeys(("_enough", "_rated", "_open", "_size"), ("_enough", yes_or_no))
    return criteria | {
        "_reason": ("_rung", name_reasons(words)),
        "_action": ("_rung", name_actions(words)),
        "_need": ("_rung", name_needs(words)),
        "_level": ("_supply", name_levels(words)),
        "_voice": ("_need", name_voices(words)),
    }


def _codes(words: Words) -> dict[tuple[str, str], dict[str, str]]:
    """Give the codes by field and by the field that only our result has beside it."""
    tr = words.say
    return {
        ("reason", "weight"): name_reasons(words),
        ("reason", "why"): name_reasons(words),
        ("action", "why"): name_actions(words),
        ("need", "why"): name_needs(words),
        ("action", "weight"): name_actions(words),
        ("action", "score_low"): name_actions(words),
        ("need", "important_from"): name_needs(words),
        ("need", "need_index"): name_needs(words),
        ("spot", "z"): {
            "hot": tr("Hot spot"),
            "cold": tr("Cold spot"),
            "none": tr("Not significant"),
        },
        ("severity", "fault"): {
            "error": tr("Error"),
            "warning": tr("Warning"),
            "information": tr("Information"),
            "note": tr("Information"),
        },
        ("layer", "todo"): {
            "streets": tr("Streets"),
            "barriers": tr("Barriers"),
            "gates": tr("Gates"),
            "residents": tr("Residents"),
            "facilities": tr("Facilities"),
            "opinions": tr("Opinions"),
            "premises": tr("Idle premises"),
            "areas": tr("Neighbourhoods"),
        },
        ("reason", "service_rank"): {
            "behind_barrier": tr("Behind a wall"),
            "island": tr("On an island of the street data"),
            "planned": tr("Planned, not yet open"),
            "no_facility": tr("There is none"),
            "too_far": tr("Too far"),
        },
        ("walker", "covered_pct"): {
            key: walker.name_zh if words.chinese else walker.name_en
            for key, walker in load_walkers().items()
        },
        ("rule", "covered_pct"): {"metres": tr("Metres"), "minutes": tr("Minutes")},
        ("confidence", "covered_pct"): {
            "verified": tr("Read in the standard itself"),
            "secondary": tr("Read where the standard is quoted"),
            "unchecked": tr("To be checked"),
            "unchecked-weak": tr("To be checked, uncertain"),
            "derived": tr("Derived"),
            "own": tr("Own limit"),
        },
        ("class", "leg_m"): {
            "ok": tr("Up to 50 m from a street"),
            "far": tr("More than 50 m from a street"),
            "island": tr("Only on a small island of street"),
            "none": tr("No street in reach"),
        },
        ("status", "reached_m"): {
            "ok": tr("Whole"),
            "truncated": tr("Cut off where the street data end"),
            "unplaced": tr("On no street"),
        },
    }
