"""How the results of the further rungs look: homes by rung, loads, needs, hot spots, areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis

from .palette import CANNOT_TELL, GAP, HAS, INK, PAPER, RUNGS, UNHEARD, make_text
from .rules import label_field, set_rules
from .symbols import fill, hatch, home, line, marker, unknown_home

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsSymbol, QgsVectorLayer

    from .rules import Rule
    from .words import Words

SCORES = (0.2, 0.4, 0.6, 0.8)
_LOADS = ((0.0, 0.5, "#b7d7df"), (0.5, 1.0, HAS), (1.0, 1.5, "#f4a259"), (1.5, None, "#a63f12"))


def unheard_home(layer: QgsVectorLayer) -> QgsSymbol:
    """Make the symbol of a home where only the residents' opinion is missing: an outline."""
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        return fill(PAPER, UNHEARD, 0.4, dash=True)
    symbol = home(layer, PAPER)
    symbol.symbolLayer(0).setStrokeColor(make_text(8, UNHEARD).color())
    symbol.symbolLayer(0).setStrokeWidth(0.45)
    return symbol


def style_rungs(layer: QgsVectorLayer, service: str | None, words: Words) -> None:
    """Show homes by the rung of a service; without one, by their score.

    Parameters
    ----------
    layer
        OUTPUT_UNITS of ``lifecircle:diagnose``.
    service
        Key of the service; None for the score.
    words
        The language.
    """
    if service is not None and layer.fields().lookupField(f"{service}_rung") >= 0:
        set_rules(layer, _rung_rules(layer, service, words))
    elif layer.fields().lookupField("score_low") >= 0:
        set_rules(layer, _score_rules(lambda color: home(layer, color), words))


def _rung_rules(layer: QgsVectorLayer, service: str, words: Words) -> list[Rule]:
    tr = words.say
    rung, most = f'"{service}_rung"', f'"{service}_rung_max"'
    names = (
        tr("Does not have it"),
        tr("Has it"),
        tr("Has it, and it is good"),
        tr("Has it, good and right"),
    )
    rules: list[Rule] = [
        (f"{rung} = {number} AND {most} IS NULL", name, home(layer, RUNGS[number]))
        for number, name in enumerate(names)
    ]
    unheard = f"\"{service}_reason\" = 'unheard'"
    rules.append((unheard, tr("Good, but residents were not heard"), unheard_home(layer)))
    rules.append((f"{most} IS NOT NULL AND {unheard} IS NOT TRUE", tr("Unknown: data missing"),
                  unknown_home(layer)))  # fmt: skip
    return rules


def _score_rules(symbol: Callable[[str], QgsSymbol], words: Words) -> list[Rule]:
    """Divide scores into five classes by what is known for certain."""
    tr = words.say
    colors = (RUNGS[0], "#f0a868", "#f6dcae", RUNGS[2], RUNGS[3])
    edges = (0.0, *SCORES, 1.0)
    rules: list[Rule] = []
    for number, color in enumerate(colors):
        low, high = edges[number], edges[number + 1]
        upper = "<=" if number == len(colors) - 1 else "<"
        condition = f'"score_low" >= {low} AND "score_low" {upper} {high}'
        label = tr("Score {low} to {high}").format(low=round(100 * low), high=round(100 * high))
        rules.append((condition, label, symbol(color)))
    rules.append(("ELSE", tr("Unknown"), symbol(CANNOT_TELL)))
    return rules


def style_area_scores(layer: QgsVectorLayer, words: Words) -> None:
    """Show neighbourhoods by their score, with its range in figures."""
    set_rules(layer, _score_rules(lambda color: fill(color, PAPER, 0.4, 0.55), words))
    label = '"area" || \'\\n\' || round(100 * "score_low") || \'–\' || round(100 * "score_high")'
    label_field(layer, label, make_text(8.0, INK, bold=True, halo=0.8), expression=True)


def style_levels(layer: QgsVectorLayer, service: str | None, words: Words) -> None:
    """Show homes by how good a service is; covered but full is a class of its own.

    Parameters
    ----------
    layer
        OUTPUT_UNITS of ``lifecircle:servicelevels``.
    service
        Key of the service; None takes the first.
    words
        The language.
    """
    tr = words.say
    key = service or _first(layer, "_level")
    if not key:
        return
    level = f'"{key}_level"'
    set_rules(
        layer,
        [
            (f"{level} = 'good'", tr("Good"), home(layer, RUNGS[3])),
            (f"{level} = 'full'", tr("Covered, but full"), home(layer, "#a63f12")),
            (f"{level} = 'short'", tr("Covered, but short in something"), home(layer, RUNGS[1])),
            (f"{level} = 'not_covered'", tr("Not covered"), home(layer, RUNGS[0], 1.12)),
            ("ELSE", tr("Unknown"), unknown_home(layer)),
        ],
    )


def style_needs(layer: QgsVectorLayer, service: str | None, words: Words) -> None:
    """Show homes by what is said around them of a service.

    Parameters
    ----------
    layer, service, words
        As for `style_levels`, of ``lifecircle:residentneeds``.
    """
    tr = words.say
    key = service or _first(layer, "_need")
    if not key:
        return
    need = f'"{key}_need"'
    set_rules(
        layer,
        [
            (f"{need} = 'concentrate'", tr("Concentrate here"), home(layer, GAP, 1.12)),
            (f"{need} = 'content'", tr("Content"), home(layer, RUNGS[3])),
            (f"{need} = 'low_priority'", tr("Low priority"), home(layer, RUNGS[1])),
            (f"{need} = 'overkill'", tr("Possible overkill"), home(layer, RUNGS[2])),
            ("ELSE", tr("Unheard"), unheard_home(layer)),
        ],
    )


def style_loads(layer: QgsVectorLayer, words: Words) -> None:
    """Show facilities by demand over capacity; above 1 they are full."""
    if layer.geometryType() != Qgis.GeometryType.Point:
        return
    tr = words.say
    rules: list[Rule] = []
    for low, high, color in _LOADS:
        condition = f'"load" >= {low}' + (f' AND "load" < {high}' if high else "")
        label = (
            tr("Demand {low} to {high} % of capacity").format(
                low=round(100 * low), high=round(100 * high)
            )
            if high
            else tr("Demand over {low} % of capacity").format(low=round(100 * low))
        )
        rules.append((condition, label, marker("diamond", color, 2.4 + low, PAPER, 0.25)))
    rules.append(("ELSE", tr("Capacity unknown"), marker("diamond", PAPER, 2.2, CANNOT_TELL, 0.4)))
    set_rules(layer, rules)


def style_hot_spots(layer: QgsVectorLayer, words: Words) -> None:
    """Show where need is higher or lower than chance would have it, by shape and colour."""
    tr = words.say
    shown = "\"service\" = 'all' AND "
    set_rules(
        layer,
        [
            (f"{shown}\"spot\" = 'hot'", tr("Hot spot of need"), marker("triangle", GAP, 3.2)),
            (f"{shown}\"spot\" = 'cold'", tr("Cold spot"), marker("square", HAS, 2.4)),
            (f"{shown}\"spot\" = 'none'", tr("Not significant"), marker("circle", "#b8bec2", 1.4)),
            (f'{shown}"spot" IS NULL', tr("Too few answers around"),
             marker("circle", PAPER, 1.4, CANNOT_TELL, 0.3)),
        ],
    )  # fmt: skip


def style_unheard(layer: QgsVectorLayer, words: Words) -> None:
    """Show the neighbourhoods of which few were heard."""
    tr = words.say
    whole = "\"age_group\" = 'all' AND "
    set_rules(
        layer,
        [
            (f'{whole}"unheard" = 1', tr("Hardly heard"), hatch(UNHEARD, UNHEARD, 2.2)),
            (f'{whole}"unheard" = 0', tr("Heard"), fill(HAS, HAS, 0.3, 0.15)),
            (f'{whole}"unheard" IS NULL', tr("Unknown"), fill(CANNOT_TELL, CANNOT_TELL, 0.3, 0.3)),
        ],
    )
    label = '"area" || \'\\n\' || round("answers_per_1000", 1)'
    label_field(layer, label, make_text(8.0, INK, bold=True, halo=0.8), expression=True)


def style_explained(layer: QgsVectorLayer, words: Words) -> None:
    """Show a walk green where the service is had, red where not, grey where nobody can tell."""
    tr = words.say
    set_rules(
        layer,
        [
            ("\"role\" = 'without_walls'", tr("Were there no wall"), line(GAP, 0.6, "2;1.5")),
            ("\"role\" = 'planned'", tr("To what is planned"), line(CANNOT_TELL, 0.6, "2;1.5")),
            ('"has" = 1', tr("Has it"), line(HAS, 0.9)),
            ('"has" = 0', tr("Lacks it"), line(GAP, 0.9)),
            ("ELSE", tr("Cannot tell"), line(CANNOT_TELL, 0.9)),
        ],
    )


def _first(layer: QgsVectorLayer, ending: str) -> str:
    names = [name for name in layer.fields().names() if name.endswith(ending)]
    return names[0][: -len(ending)] if names else ""
