"""How the survey's own layers look: quiet ground, clear walls, facilities by field of life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsSingleSymbolRenderer

from .palette import GAP, GROUPS, HAS, INK, PAPER, QUIET_INK, WATER, make_text
from .profiles import load_services
from .rules import label_field, quote, set_rules
from .symbols import fill, gate, line, marker, no_fill, railway, wall

if TYPE_CHECKING:
    from qgis.core import QgsSymbol, QgsVectorLayer

    from .words import Words

_MAIN = ("motorway", "trunk", "primary", "secondary")
_PATHS = ("footway", "path", "steps", "pedestrian", "cycleway", "bridleway", "track", "corridor")


def _style_streets(layer: QgsVectorLayer, words: Words) -> None:
    tr = words.say
    local = line("#d5d8d9", 0.55)
    if layer.fields().lookupField("class") < 0:
        layer.setRenderer(QgsSingleSymbolRenderer(local))
        return
    kind = "lower(regexp_replace(coalesce(\"class\", ''), '_link$', ''))"
    set_rules(
        layer,
        [
            ("lower(\"foot\") = 'no'", tr("No walking"), line("#dcc9c2", 0.4, "1.6;1.2")),
            (f"{kind} IN ({quote(_PATHS)})", tr("Footpath"), line("#b9bfc3", 0.3, "1.4;0.6")),
            (f"{kind} IN ({quote(_MAIN)})", tr("Main street"), line("#c9ced1", 1.25)),
            (f"{kind} = 'tertiary'", tr("Neighbourhood street"), line("#cfd3d5", 0.85)),
            ("ELSE", tr("Street"), local),
        ],
    )


def _style_barriers(layer: QgsVectorLayer, words: Words) -> None:
    tr = words.say
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        water, rail, other = fill(WATER, "#8fb3c9", 0.2), fill("#e4e2de", "#6b7278"), _built()
    else:
        water, rail, other = line("#8fb8d2", 1.1), railway(), wall()
    if layer.fields().lookupField("kind") < 0:
        layer.setRenderer(QgsSingleSymbolRenderer(other))
        return
    kind = "lower(coalesce(\"kind\", ''))"
    set_rules(
        layer,
        [
            (f"{kind} ~ 'water|canal|river|stream|河|水'", tr("Water"), water),
            (f"{kind} ~ 'rail|铁路|轨'", tr("Railway"), rail),
            ("ELSE", tr("Wall or fence"), other),
        ],
    )


def _style_gates(layer: QgsVectorLayer, words: Words) -> None:
    layer.setRenderer(QgsSingleSymbolRenderer(gate()))


def _style_residents(layer: QgsVectorLayer, words: Words) -> None:
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        symbol: QgsSymbol = fill("#c8b99b", "#8d8069", 0.15, 0.8)
    else:
        symbol = marker("circle", "#a08c66", 1.6, width=0.12, with_scale=True)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def _style_facilities(layer: QgsVectorLayer, words: Words) -> None:
    tr = words.say
    catalogue = load_services()
    present: dict[str, list[str]] = {}
    index = layer.fields().lookupField("service")
    for value in sorted(str(v) for v in (layer.uniqueValues(index) if index >= 0 else ())):
        entry = catalogue.get(value.lower())
        present.setdefault(entry.field if entry else "general", []).append(value)
    names = field_names(words)
    rules = []
    if layer.fields().lookupField("status") >= 0:
        hollow = _facility(layer, "general", hollow=True)
        rules.append(("\"status\" IN ('planned', '规划')", tr("Planned"), hollow))
        closed = _facility(layer, "general", hollow=True, color="#9aa1a6")
        rules.append(("\"status\" IN ('closed', '关闭')", tr("Closed"), closed))
        is_open = "coalesce(\"status\", 'open') NOT IN ('planned', '规划', 'closed', '关闭') AND "
    else:
        is_open = ""
    for group in GROUPS:
        if group in present:
            chosen = f'{is_open}"service" IN ({quote(present[group])})'
            rules.append((chosen, names[group], _facility(layer, group)))
    set_rules(layer, rules or [("", tr("Facility"), _facility(layer, "general"))])
    if layer.fields().lookupField("name") >= 0:
        label_field(layer, "name", make_text(7, INK, halo=0.7), smallest_scale=4000)


def field_names(words: Words) -> dict[str, str]:
    """Name the fields of life to which services belong."""
    tr = words.say
    return {
        "elderly": tr("For the elderly"),
        "childcare": tr("Childcare"),
        "education": tr("Schools and kindergartens"),
        "health": tr("Health"),
        "commerce": tr("Shops and markets"),
        "culture": tr("Culture"),
        "sport": tr("Sport"),
        "green": tr("Parks and greenways"),
        "transport": tr("Public transport"),
        "administration": tr("Government and community"),
        "utilities": tr("Public utilities"),
        "general": tr("Other"),
    }


def _facility(
    layer: QgsVectorLayer, group: str, hollow: bool = False, color: str = ""
) -> QgsSymbol:
    shape, own = GROUPS[group]
    shade = color or own
    kind = layer.geometryType()
    if kind == Qgis.GeometryType.Line:
        return line(shade, 0.9, "2;1" if hollow else "")
    if kind == Qgis.GeometryType.Polygon:
        return fill(shade, shade, 0.4, 0.1 if hollow else 0.4)
    if hollow:
        return marker("circle", PAPER, 2.2, shade, 0.4, with_scale=True)
    return marker(shape, shade, 2.7, with_scale=True)


def _style_areas(layer: QgsVectorLayer, words: Words) -> None:
    layer.setRenderer(QgsSingleSymbolRenderer(no_fill("#5d6a73", 0.35, "3;1.2")))
    if layer.fields().lookupField("name") >= 0:
        label_field(layer, "name", make_text(9, QUIET_INK, bold=True, halo=0.9))


def _style_premises(layer: QgsVectorLayer, words: Words) -> None:
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        symbol: QgsSymbol = fill("#d9c27a", "#7a6420", 0.3, 0.6)
    else:
        symbol = marker("square", "#d9c27a", 2.4, "#7a6420", 0.35, with_scale=True)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def _style_opinions(layer: QgsVectorLayer, words: Words) -> None:
    tr = words.say
    rules = [
        ('"satisfaction" <= 2', tr("Unsatisfied"), _opinion(GAP)),
        ('"satisfaction" = 3', tr("Neither"), _opinion("#d8d2c4")),
        ('"satisfaction" >= 4', tr("Satisfied"), _opinion(HAS)),
        ("ELSE", tr("No rating"), _opinion(PAPER)),
    ]
    if layer.fields().lookupField("satisfaction") < 0:
        rules = [("", tr("Opinion"), _opinion("#d8d2c4"))]
    set_rules(layer, rules)


def _opinion(color: str) -> QgsSymbol:
    return marker("quarter_circle", color, 2.2, "#5d6a73", 0.15, with_scale=True)


def _built() -> QgsSymbol:
    return fill("#e9e6df", INK, 0.45)


SURVEY_STYLES = {
    "streets": _style_streets,
    "barriers": _style_barriers,
    "gates": _style_gates,
    "residents": _style_residents,
    "facilities": _style_facilities,
    "areas": _style_areas,
    "premises": _style_premises,
    "opinions": _style_opinions,
}
"""One function for each role of a survey layer."""
