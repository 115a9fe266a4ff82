"""How the survey's own layers look: quiet ground, clear walls, facilities by field of life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsSingleSymbolRenderer

from .palette import GAP, GROUPS, HAS, INK, PAPER, WATER, make_text
from .profiles import load_services
from .rules import label_field, overview_scale, quote, set_rules, show_from
from .symbols import fill, gate, line, marker, no_fill, railway, wall

if TYPE_CHECKING:
    from qgis.core import QgsSymbol, QgsVectorLayer

    from .words import Words

PLANNED, CLOSED = ("planned", "规划"), ("closed", "关闭")
_MAIN = ("motorway", "trunk", "primary", "secondary")
_PATHS = ("footway", "path", "steps", "pedestrian", "cycleway", "bridleway", "track", "corridor")


def _style_streets(layer: QgsVectorLayer, words: Words) -> None:
    tr = words.say
    local = line("#d5d8d9", 0.55, with_scale=True)
    if layer.fields().lookupField("class") < 0:
        layer.setRenderer(QgsSingleSymbolRenderer(local))
        return
    kind = "lower(regexp_replace(coalesce(\"class\", ''), '_link$', ''))"
    set_rules(
        layer,
        [
            (
                "lower(\"foot\") = 'no'",
                tr("No walking"),
                line("#dcc9c2", 0.4, "1.6;1.2", with_scale=True),
            ),
            (
                f"{kind} IN ({quote(_PATHS)})",
                tr("Footpath"),
                line("#b9bfc3", 0.3, "1.4;0.6", with_scale=True),
            ),
            (
                f"{kind} IN ({quote(_MAIN)})",
                tr("Main street"),
                line("#c9ced1", 1.25, with_scale=True),
            ),
            (
                f"{kind} = 'tertiary'",
                tr("Neighbourhood street"),
                line("#cfd3d5", 0.85, with_scale=True),
            ),
            ("ELSE", tr("Street"), local),
        ],
    )


def _style_barriers(layer: QgsVectorLayer, words: Words) -> None:
    tr = words.say
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        water, rail, other = fill(WATER, "#8fb3c9", 0.2), fill("#e4e2de", "#6b7278"), _built()
    else:
        water, rail, other = line("#8fb8d2", 0.9, with_scale=True), railway(), wall()
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
    show_from(layer, 2, 1.6 * overview_scale(layer))


def _style_gates(layer: QgsVectorLayer, words: Words) -> None:
    set_rules(layer, [("", words.say("Gate or crossing"), gate())])
    show_from(layer, 0, 1.2 * overview_scale(layer))


def _style_residents(layer: QgsVectorLayer, words: Words) -> None:
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        symbol: QgsSymbol = fill("#c8b99b", "#8d8069", 0.15, 0.8)
    else:
        symbol = marker("circle", "#a08c66", 1.6, width=0.12, with_scale=True)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def style_facilities(layer: QgsVectorLayer, words: Words, service: str | None = None) -> None:
    """Draw facilities by field of life, or those of one service, with their names near by.

    Parameters
    ----------
    layer
        Facilities.
    words
        The language.
    service
        None for all services.
    """
    tr = words.say
    index = layer.fields().lookupField("service")
    values = sorted(str(v) for v in (layer.uniqueValues(index) if index >= 0 else ()))
    if service is not None:
        values = [value for value in values if value.lower() == service]
    has_status = layer.fields().lookupField("status") >= 0
    only = f'"service" IN ({quote(values)})'
    state = "lower(coalesce(\"status\", 'open'))" if has_status else "'open'"
    closed = quote([*PLANNED, *CLOSED])
    if service is None:
        rules = [
            (f'{state} NOT IN ({closed}) AND "service" IN ({quote(keys)})', name, symbol)
            for keys, name, symbol in _by_field(layer, values, words)
        ]
    else:
        name = words.service(service)
        rules = [(f"{only} AND {state} NOT IN ({closed})", name, _chosen_facility(layer))]
    if has_status:
        for states, text, color in (
            (PLANNED, tr("Planned"), "#444444"),
            (CLOSED, tr("Closed"), "#9aa1a6"),
        ):
            chosen = f"{only} AND {state} IN ({quote(states)})"
            if next(layer.getFeatures(chosen), None) is not None:
                symbol = _facility(layer, "general", hollow=True, color=color)
                rules.append((chosen, text, symbol))
    set_rules(layer, rules)
    title = _title_field(layer, words)
    if title:
        shown = f'CASE WHEN {only} THEN "{title}" END'
        scale = 5000 if service is None else 9000
        label_field(layer, shown, make_text(7, INK, halo=0.7), scale, expression=True)


def _by_field(
    layer: QgsVectorLayer, values: list[str], words: Words
) -> list[tuple[list[str], str, QgsSymbol]]:
    """Gather services by field of life, each with its name and symbol."""
    catalogue = load_services()
    present: dict[str, list[str]] = {}
    for value in values:
        entry = catalogue.get(value.lower())
        present.setdefault(entry.field if entry else "general", []).append(value)
    names = field_names(words)
    return [
        (present[group], names[group], _facility(layer, group))
        for group in GROUPS
        if group in present
    ]


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


def _chosen_facility(layer: QgsVectorLayer) -> QgsSymbol:
    kind = layer.geometryType()
    if kind == Qgis.GeometryType.Point:
        return marker("diamond", INK, 2.8, width=0.2, with_scale=True)
    return line(INK, 0.9) if kind == Qgis.GeometryType.Line else fill(INK, INK, 0.4, 0.5)


def _style_areas(layer: QgsVectorLayer, words: Words) -> None:
    layer.setRenderer(QgsSingleSymbolRenderer(no_fill("#5d6a73", 0.35, "3;1.2")))
    title = _title_field(layer, words)
    if title:
        label_field(layer, title, make_text(9, INK, bold=True, halo=0.9))


def _title_field(layer: QgsVectorLayer, words: Words) -> str:
    """Choose the field with the name of a place in the language wanted."""
    names = ("name_zh", "name") if words.chinese else ("name_en", "name")
    return next((name for name in names if layer.fields().lookupField(name) >= 0), "")


def _style_district(layer: QgsVectorLayer, words: Words) -> None:
    del words
    layer.setRenderer(QgsSingleSymbolRenderer(no_fill("#3d4a53", 0.7)))


def _style_land_use(layer: QgsVectorLayer, words: Words) -> None:
    tr = words.say
    set_rules(
        layer,
        [
            (f'"kind" IN ({quote(kinds)})', name, fill(color, color, 0.05))
            for kinds, name, color in (
                (("water",), tr("Water"), WATER),
                (("park", "green"), tr("Green space"), "#dfe9d6"),
                (("school", "public service"), tr("Public services"), "#ece8ee"),
                (("commercial",), tr("Commerce"), "#f1e8dd"),
                (("railway", "transport", "storage"), tr("Railway, storage"), "#e9e8e5"),
            )
        ],
    )


def _style_parks(layer: QgsVectorLayer, words: Words) -> None:
    del words
    if layer.geometryType() == Qgis.GeometryType.Line:
        symbol: QgsSymbol = line("#7fae6b", 0.9, "2.4;0.9", with_scale=True)
    else:
        symbol = fill("#d3e4c6", "#a9c796", 0.15)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


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
    "areas": _style_areas,
    "premises": _style_premises,
    "opinions": _style_opinions,
    "land_use": _style_land_use,
    "park_areas": _style_parks,
    "greenways": _style_parks,
    "district": _style_district,
}
"""One function for each role of a survey layer, beside facilities."""
