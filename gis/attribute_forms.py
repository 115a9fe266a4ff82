"""The attribute forms of survey layers: words for codes, limits for numbers, what must hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qgis.core import QgsDefaultValue, QgsEditorWidgetSetup, QgsFieldConstraints

from .profiles import load_services, load_walkers

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

    from .words import Words

_HARD = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard
_SOFT = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft
_GROUPS = ("0_2", "3_5", "6_11", "12_14", "15_17", "60_plus", "80_plus")
_MOST = 10_000_000


@dataclass(frozen=True)
class _Rule:
    """How a field is filled in.

    `codes` are values with their labels, `low` and `high` limits of a number; `check` is an
    expression that must hold, with the sentence for where it does not, as an error if `hard`.
    """

    codes: dict[str, str] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    widget: str = ""
    check: str = ""
    sentence: str = ""
    hard: bool = False
    default: str = ""


def set_form(layer: QgsVectorLayer, role: str, words: Words) -> None:
    """Give a survey layer its attribute form.

    Parameters
    ----------
    layer
        With fields of the role; others stay as they are.
    role
        ``streets``, ``residents``, ``facilities``, ``opinions``, ``premises`` or another layer of
        a survey.
    words
        The language.
    """
    rules = _rules(words).get(role, {})
    for index, name in enumerate(layer.fields().names()):
        if name in ("source_hash", "fid"):
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))
            continue
        rule = rules.get(name)
        if rule is None:
            continue
        setup = _widget(rule)
        if setup is not None:
            layer.setEditorWidgetSetup(index, setup)
        if rule.check:
            layer.setConstraintExpression(index, rule.check, rule.sentence)
            layer.setFieldConstraint(
                index,
                QgsFieldConstraints.Constraint.ConstraintExpression,
                _HARD if rule.hard else _SOFT,
            )
        if rule.default:
            layer.setDefaultValueDefinition(index, QgsDefaultValue(rule.default))


def list_codes(role: str, name: str, words: Words) -> dict[str, str]:
    """Return the values that a field may have, with their labels; none if it is free.

    Parameters
    ----------
    role, name
        The layer and its field.
    words
        The language.
    """
    rule = _rules(words).get(role, {}).get(name)
    return dict(rule.codes) if rule is not None else {}


def _widget(rule: _Rule) -> QgsEditorWidgetSetup | None:
    if rule.codes:
        entries: list[dict[str, Any]] = [{label: code} for code, label in rule.codes.items()]
        return QgsEditorWidgetSetup("ValueMap", {"map": entries})
    if rule.low is not None:
        limits = {"Min": rule.low, "Max": rule.high, "Step": 1, "AllowNull": True,
                  "Style": "SpinBox"}  # fmt: skip
        return QgsEditorWidgetSetup("Range", limits)
    if rule.widget == "DateTime":
        plain = {"display_format": "yyyy-MM-dd", "field_format": "yyyy-MM-dd",
                 "calendar_popup": True, "allow_null": True}  # fmt: skip
        return QgsEditorWidgetSetup("DateTime", plain)
    if rule.widget == "ExternalResource":
        # 1: paths are relative to the project, and an image is shown
        photo = {"RelativeStorage": 1, "DocumentViewer": 1, "StorageMode": 0, "FileWidget": True,
                 "FileWidgetButton": True, "DocumentViewerHeight": 0, "DocumentViewerWidth": 0,
                 "DefaultRoot": ""}  # fmt: skip
        return QgsEditorWidgetSetup("ExternalResource", photo)
    if rule.widget == "TextEdit":
        return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": True})
    return None


def _rules(words: Words) -> dict[str, dict[str, _Rule]]:
    """Give the rules by layer and field."""
    tr = words.say
    yes_no = {"yes": tr("Yes"), "no": tr("No")}
    services = {key: words.service(key) for key, s in load_services().items()
                if s.kind == "facility"}  # fmt: skip
    score = {
        name: _Rule(
            low=1, high=5, check=f'"{name}" IS NULL OR "{name}" BETWEEN 1 AND 5',
            sentence=tr("A number from 1 to 5, or nothing where it is not known."), hard=True,
        )
        for name in ("importance", "satisfaction", "quality")
    }  # fmt: skip
    service = _Rule(
        codes=services, check='"service" IS NOT NULL',
        sentence=tr("Every row needs a service."), hard=True,
    )  # fmt: skip
    text, date = _Rule(widget="TextEdit"), _Rule(widget="DateTime")
    not_yet = tr("A date that has not come yet.")
    past = {
        name: _Rule(widget="DateTime", check=f'"{name}" IS NULL OR "{name}" <= now()',
                    sentence=not_yet)
        for name in ("surveyed_on", "answered_on")
    }  # fmt: skip
    count = _Rule(low=0, high=_MOST)
    return {
        "streets": {
            "foot": _Rule(codes=yes_no),
            "steps": _Rule(codes=yes_no),
            "lit": _Rule(codes=yes_no),
            "level": _Rule(codes={
                "1": tr("Above the ground"), "0": tr("On the ground"),
                "-1": tr("Below the ground"),
            }),
            "crossing": _Rule(codes={
                "none": tr("No wait"), "signal": tr("With signals"),
                "unmarked": tr("Unmarked"),
            }),
            "slope_pct": _Rule(
                check='"slope_pct" IS NULL OR abs("slope_pct") <= 100',
                sentence=tr("A slope in per cent, from -100 to 100."),
            ),
        },
        "residents": _residents(words, count),
        "facilities": {
            "service": service,
            "quality": score["quality"],
            "capacity": _positive("capacity", words),
            "capacity_unit": _Rule(codes={
                "places": tr("Places"), "beds": tr("Beds"),
                "persons": tr("Persons"),
            }),
            "floor_m2": _positive("floor_m2", words),
            "status": _Rule(codes={
                "open": tr("Open"), "closed": tr("Closed"),
                "planned": tr("Planned"),
            }),
            "operator_kind": _Rule(codes={
                "government": tr("Government"), "market": tr("Market"),
                "social": tr("Social organisation"), "mixed": tr("Mixed"),
            }),
            "surveyed_on": past["surveyed_on"],
            "visits_year": count,
            "events_year": count,
        },
        "opinions": {
            "service": service,
            "importance": score["importance"],
            "satisfaction": score["satisfaction"],
            "kind": _Rule(codes={
                "need": tr("Need"), "praise": tr("Praise"),
                "complaint": tr("Complaint"), "idea": tr("Idea"),
            }),
            "text": text,
            "photo": _Rule(widget="ExternalResource"),
            "age_group": _Rule(codes={
                group: group for group in ("0-11", "12-17", "18-34", "35-59", "60-79", "80+")
            }),
            "walker": _Rule(codes={
                key: walker.name_zh if words.chinese else walker.name_en
                for key, walker in load_walkers().items()
            }),
            "answered_on": _Rule(widget="DateTime", check=past["answered_on"].check,
                                 sentence=not_yet, default="to_date(now())"),
        },
        "premises": {
            "floor_m2": _positive("floor_m2", words),
            "cost": _positive("cost", words),
            "status": _Rule(codes={
                "idle": tr("Idle"), "partly used": tr("Partly used"),
                "planned": tr("Planned"),
            }),
            "fixed_service": _Rule(codes=services),
            "surveyed_on": date,
        },
        "areas": {
            "name": _Rule(check='"name" IS NOT NULL',
                          sentence=tr("Every neighbourhood needs a name."), hard=True),
            "population": count,
        },
    }  # fmt: skip


def _residents(words: Words, count: _Rule) -> dict[str, _Rule]:
    tr = words.say
    rules = {f"pop_{group}": count for group in _GROUPS} | {"households": count}
    rules["population"] = _Rule(
        low=0, high=_MOST, check='"population" IS NULL OR "population" >= 0',
        sentence=tr("A number of persons, or nothing where it is not known; 0 means nobody."),
        hard=True,
    )  # fmt: skip
    rules["pop_80_plus"] = _Rule(
        low=0, high=_MOST,
        check='"pop_80_plus" IS NULL OR "pop_60_plus" IS NULL OR "pop_80_plus" <= "pop_60_plus"',
        sentence=tr("Those of 80 and over are part of those of 60 and over."),
    )  # fmt: skip
    return rules


def _positive(name: str, words: Words) -> _Rule:
    return _Rule(
        check=f'"{name}" IS NULL OR "{name}" > 0',
        sentence=words.say("A number above 0, or nothing where it is not known."),
    )
