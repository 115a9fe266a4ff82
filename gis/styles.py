"""How layers look: made so that a planner understands them without reading a legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsRuleBasedLabeling,
    QgsTextBackgroundSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSizeF
from qgis.PyQt.QtGui import QColor

from .aliases import describe_fields
from .feature_values import is_null
from .palette import GAP, HAS, MISSING, NO_KNOWN_GAP, PAPER, make_text
from .rules import overview_scale, set_rules
from .rung_styles import (
    style_area_scores,
    style_explained,
    style_hot_spots,
    style_levels,
    style_loads,
    style_needs,
    style_rungs,
    style_unheard,
)
from .survey_styles import SURVEY_STYLES, style_facilities
from .symbols import fill, gap_fill, home, line, marker, unknown_home
from .words import Words, own_words

if TYPE_CHECKING:
    from .rules import Rule


_BY_SERVICE = {"rungs": style_rungs, "levels": style_levels, "needs": style_needs}
_PLAIN = {
    "area_scores": style_area_scores,
    "explained": style_explained,
    "loads": style_loads,
    "hotspots": style_hot_spots,
    "unheard": style_unheard,
}
TABLES = ("table", "matrix", "actions", "fairness")
"""Roles without places."""


def style_result(
    layer: QgsVectorLayer,
    role: str,
    service: str | None = None,
    words: Words | None = None,
    describe: bool = True,
) -> None:
    """Give a layer the look, the names of its fields and the labels of its role.

    Parameters
    ----------
    layer
        The layer; one without the fields of its role keeps a plain symbol.
    role
        ``units``, ``gaps``, ``snap``, ``catchments``, ``lines``, ``findings``, ``rungs``,
        ``area_scores``, ``levels``, ``loads``, ``needs``, ``hotspots``, ``unheard`` or one of
        `TABLES` for results;
        ``streets``, ``barriers``, ``gates``, ``residents``, ``facilities``, ``areas``,
        ``premises``, ``opinions``, ``land_use``, ``park_areas``, ``greenways`` or ``district``
        for survey layers.
    service
        For units, gaps and facilities: the service to show; None shows all of them.
    words
        The language; None takes QGIS's own.
    describe
        Name the fields and show their codes in words; not needed again for a further style of the
        same layer, and slow where there are hundreds of fields.

    Raises
    ------
    ValueError
        If there is no such role.
    """
    words = words or own_words()
    if role == "units":
        _style_units(layer, service, words)
    elif role in _BY_SERVICE:
        _BY_SERVICE[role](layer, service, words)
    elif role in _PLAIN:
        _PLAIN[role](layer, words)
    elif role == "gaps":
        _style_gaps(layer, service, words)
    elif role == "catchments":
        set_rules(layer, [("", words.say("Within the walk"), fill(HAS, HAS, 0.35, 0.18))])
    elif role == "lines":
        set_rules(layer, [("", words.say("Within the walk"), line(HAS, 0.9))])
    elif role == "snap":
        _style_snap(layer, words)
    elif role == "findings":
        _style_findings(layer, words)
    elif role == "facilities":
        style_facilities(layer, words, service)
    elif role in SURVEY_STYLES:
        SURVEY_STYLES[role](layer, words)
    elif role not in TABLES:
        raise ValueError(f"There is no style for the role {role!r}.")
    if describe:
        describe_fields(layer, words)
    layer.triggerRepaint()


def judged_services(layer: QgsVectorLayer) -> list[str]:
    """List the services with an answer for some home; those without a limit have none."""
    names = layer.fields().names()
    open_keys = {n[:-4] for n in names if n.endswith("_has") and f"{n[:-4]}_m" in names}
    judged = set()
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    request.setSubsetOfAttributes([f"{key}_has" for key in sorted(open_keys)], layer.fields())
    for home_feature in layer.getFeatures(request):
        judged |= {key for key in open_keys if not is_null(home_feature[f"{key}_has"])}
        open_keys -= judged
        if not open_keys:
            break
    return [name[:-4] for name in names if name[:-4] in judged and name.endswith("_has")]


def _style_units(layer: QgsVectorLayer, service: str | None, words: Words) -> None:
    tr = words.say
    keys = judged_services(layer)
    if service is not None and service in keys:
        renderer = QgsCategorizedSymbolRenderer(
            f'coalesce("{service}_has", -1)',
            [
                QgsRendererCategory(0, home(layer, GAP, 1.12), tr("Lacks it")),
                QgsRendererCategory(-1, unknown_home(layer), tr("Cannot tell")),
                QgsRendererCategory(1, home(layer, HAS), tr("Has it within the walk")),
            ],
        )
        layer.setRenderer(renderer)
        return
    set_rules(layer, _missing_rules(layer, keys, words))


def _style_findings(layer: QgsVectorLayer, words: Words) -> None:
    """Tell how grave a finding is by shape and colour, so that either is enough."""
    tr = words.say
    set_rules(
        layer,
        [
            ("\"severity\" = 'error'", tr("To be repaired"),
             marker("triangle", GAP, 3.4, PAPER, 0.3)),
            ("\"severity\" = 'warning'", tr("To be looked at"),
             marker("diamond", "#e0a100", 2.8, PAPER, 0.3)),
            ("ELSE", tr("To be known"), marker("circle", "#6b7278", 2.0, PAPER, 0.3)),
        ],
    )  # fmt: skip


def missing_expression(keys: list[str]) -> str:
    """Write the expression for the number of services that a home is known to lack."""
    return " + ".join(f'("{key}_has" IS 0)' for key in keys) or "0"


def unknown_expression(keys: list[str]) -> str:
    """Write the expression for the number of services about which nobody can tell."""
    return " + ".join(f'("{key}_has" IS NULL)' for key in keys) or "0"


def missing_classes(counts: list[int]) -> list[tuple[int, int]]:
    """Divide numbers of missing services into at most five classes of about as many homes.

    Parameters
    ----------
    counts
        For each home the number of services it lacks; homes that lack none do not matter.

    Returns
    -------
    First and last number of each class, ascending; each is some home's number.
    """
    lacking = sorted(count for count in counts if count > 0)
    if not lacking:
        return []
    ends = sorted(
        {lacking[max(0, round(len(lacking) * part / len(MISSING)) - 1)]
         for part in range(1, len(MISSING) + 1)}
    )  # fmt: skip
    starts = [lacking[0], *(min(n for n in lacking if n > end) for end in ends[:-1])]
    return list(zip(starts, ends, strict=True))


def count_missing(layer: QgsVectorLayer, keys: list[str]) -> list[int]:
    """Count for each home the services that it is known to lack."""
    return [
        sum(home[f"{key}_has"] == 0 and not is_null(home[f"{key}_has"]) for key in keys)
        for home in layer.getFeatures()
    ]


def _missing_rules(layer: QgsVectorLayer, keys: list[str], words: Words) -> list[Rule]:
    tr = words.say
    counts = count_missing(layer, keys)
    missing, unknown = missing_expression(keys), unknown_expression(keys)
    rules: list[Rule] = []
    if 0 in counts:
        rules = [
            (f"({missing}) = 0 AND ({unknown}) = 0", tr("None missing"), home(layer, HAS)),
            (
                f"({missing}) = 0 AND ({unknown}) BETWEEN 1 AND {len(keys) - 1}",
                tr("None known to be missing"),
                home(layer, NO_KNOWN_GAP),
            ),
        ]
    classes = missing_classes(counts)
    for number, (low, high) in enumerate(classes):
        label = tr("{low} to {high} missing").format(low=low, high=high)
        if high == low:
            label = tr("{n} missing").format(n=low)
        shade = MISSING[number if len(classes) == len(MISSING) else number * 4 // len(classes)]
        symbol = home(layer, shade, 1 + 0.05 * number)
        rules.append((f"({missing}) BETWEEN {low} AND {high}", label, symbol))
    if not all(counts):
        rules.append((f"({unknown}) = {len(keys)}", tr("Cannot tell"), unknown_home(layer)))
    return rules


def _style_gaps(layer: QgsVectorLayer, service: str | None, words: Words) -> None:
    tr = words.say
    only = "" if service is None else f"\"service\" = '{service}' AND "
    limits = gap_classes(layer, service)
    rules: list[Rule] = []
    for number, (low, high) in enumerate(limits):
        first, last = f"{low:,.0f}", f"{high:,.0f}"
        label = tr("{low} to {high} persons without it").format(low=first, high=last)
        if number == len(limits) - 1:
            label = tr("{low} persons and more without it").format(low=first)
        elif number == 0:
            label = tr("Under {high} persons without it").format(high=last)
        if len(limits) == 1:
            label = tr("Persons without it")
        opacity = 0.16 + 0.44 * number / max(1, len(limits) - 1)
        upper = "" if number == len(limits) - 1 else f' AND "persons" < {high}'
        lower = f'"persons" >= {low}' if number else '"persons" IS NOT NULL'
        rules.append((f"{only}{lower}{upper}", label, gap_fill(GAP, opacity)))
    rules.append((f'{only}"persons" IS NULL', tr("Number unknown"), gap_fill("#ffffff", 0.1)))
    set_rules(layer, rules)
    _label_ranks(layer, service)
    layer.setScaleBasedVisibility(True)
    layer.setMinimumScale(2 * overview_scale(layer))
    layer.setMaximumScale(1)


def gap_classes(layer: QgsVectorLayer, service: str | None) -> list[tuple[float, float]]:
    """Divide gaps by their persons into up to four classes at round numbers.

    Parameters
    ----------
    layer
        Gaps.
    service
        Only those of this service; None for all.

    Returns
    -------
    Lower and upper end of each class, in persons; one class if there is little to tell apart.
    """
    if layer.fields().lookupField("persons") < 0:
        return [(0.0, 0.0)]
    most = 0.0
    for feature in layer.getFeatures():
        value = feature["persons"]
        if isinstance(value, int | float) and service in (None, feature["service"]):
            most = max(most, float(value))
    steps = [s * 10**power for power in range(1, 6) for s in (1, 2, 5)]
    inside = [float(step) for step in steps if 20 <= step < most * 0.8][-3:]
    edges = [0.0, *inside, most]
    return list(zip(edges[:-1], edges[1:], strict=True))


def _label_ranks(layer: QgsVectorLayer, service: str | None) -> None:
    text = make_text(8.5, PAPER, bold=True)
    badge = QgsTextBackgroundSettings()
    badge.setEnabled(True)
    badge.setType(QgsTextBackgroundSettings.ShapeType.ShapeCircle)
    badge.setSizeType(QgsTextBackgroundSettings.SizeType.SizeFixed)
    badge.setSize(QSizeF(4.6, 4.6))
    badge.setFillColor(QColor(MISSING[3]))
    badge.setStrokeColor(QColor(PAPER))
    badge.setStrokeWidth(0.3)
    text.setBackground(badge)
    settings = QgsPalLayerSettings()
    settings.setFormat(text)
    field = "rank" if service is None else "service_rank"
    settings.fieldName = f'to_string("{field}")'
    settings.isExpression = True
    settings.placement = Qgis.LabelPlacement.OverPoint
    settings.centroidInside = True
    settings.centroidWhole = True
    settings.priority = 9
    root = QgsRuleBasedLabeling.Rule(None)
    rule = QgsRuleBasedLabeling.Rule(settings)
    chosen = f'"{field}" <= 20'
    if service is not None:
        chosen += f" AND \"service\" = '{service}'"
    rule.setFilterExpression(chosen)
    root.appendChild(rule)
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)


def _style_snap(layer: QgsVectorLayer, words: Words) -> None:
    tr = words.say
    set_rules(
        layer,
        [
            ("\"class\" = 'ok'", tr("Up to 50 m from a street"), line("#8d979e", 0.25)),
            ("\"class\" = 'far'", tr("More than 50 m from a street"), line(GAP, 0.6, "2;1.5")),
            (
                "\"class\" = 'island'",
                tr("Only on a small island of street"),
                line("#7b3f6e", 0.6, "1.5;1"),
            ),
        ],
    )
