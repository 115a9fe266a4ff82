"""Renderers by rules and labels by field, in one call each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsPalLayerSettings,
    QgsRuleBasedRenderer,
    QgsVectorLayerSimpleLabeling,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsSymbol, QgsTextFormat, QgsVectorLayer

    Rule = tuple[str, str, QgsSymbol]


def set_rules(layer: QgsVectorLayer, rules: Iterable[Rule]) -> None:
    """Draw a layer by rules: filter (empty for all, ELSE for the rest), label, symbol."""
    root = QgsRuleBasedRenderer.Rule(None)
    for condition, label, symbol in rules:
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, condition, label))
    layer.setRenderer(QgsRuleBasedRenderer(root))


def overview_scale(layer: QgsVectorLayer) -> float:
    """Return the denominator of the scale at which a layer fills a large sheet or screen."""
    extent = layer.extent()
    if extent.isEmpty():
        return 10_000.0
    degree = 111_320.0 if layer.crs().isGeographic() else 1.0
    return float(round(max(extent.width(), extent.height()) * degree / 0.26))


def show_from(layer: QgsVectorLayer, rule: int, smallest_scale: float) -> None:
    """Draw a rule of a layer only at a scale and larger ones."""
    renderer = layer.renderer()
    if isinstance(renderer, QgsRuleBasedRenderer):
        # A whole number: QGIS reads a broken one back as none.
        renderer.rootRule().children()[rule].setMinimumScale(round(smallest_scale))


def quote(values: Iterable[str]) -> str:
    """Write texts as a list for an expression."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def label_field(
    layer: QgsVectorLayer,
    field: str,
    text: QgsTextFormat,
    smallest_scale: float = 0.0,
    expression: bool = False,
) -> None:
    """Label features by a field.

    Parameters
    ----------
    layer
        The layer.
    field
        Its field, or an expression.
    text
        Format of the letters.
    smallest_scale
        Denominator of the scale from which labels show; 0 for always.
    expression
        Whether the field is an expression.
    """
    settings = QgsPalLayerSettings()
    settings.fieldName = field
    settings.isExpression = expression
    settings.setFormat(text)
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        settings.placement = Qgis.LabelPlacement.Horizontal
    elif layer.geometryType() == Qgis.GeometryType.Point:
        settings.placement = Qgis.LabelPlacement.OrderedPositionsAroundPoint
        settings.dist = 1.2
    if smallest_scale:
        settings.scaleVisibility = True
        settings.minimumScale = smallest_scale
        settings.maximumScale = 1
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
