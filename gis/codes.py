"""What the codes in result fields mean, as attribute tables and forms show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsEditorWidgetSetup, QgsValueMapFieldFormatter

from .profiles import load_walkers

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
    for index, name in enumerate(names):
        if name.endswith("_has") and f"{name[:-4]}_m" in names:
            _show(layer, index, answers)
    for (name, companion), labels in _codes(words).items():
        if name in names and companion in names:
            _show(layer, names.index(name), labels)


def _show(layer: QgsVectorLayer, index: int, labels: dict[str, str]) -> None:
    entries = [{label: code} for code, label in labels.items()]
    layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": entries}))


def _codes(words: Words) -> dict[tuple[str, str], dict[str, str]]:
    """Give the codes by field and by the field that only our result has beside it."""
    tr = words.say
    return {
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
