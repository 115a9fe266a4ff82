"""Symbols from which the styles are made; sizes in millimetres on paper or screen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsProperty,
    QgsSymbol,
    QgsSymbolLayer,
)
from qgis.PyQt.QtGui import QColor

from .palette import CANNOT_TELL, GAP, INK, PAPER

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

# Homes shrink on small maps and grow a little on large ones, within what the eye can read.
_WITH_SCALE = "{size} * max(0.42, min(1.5, sqrt(13000 / coalesce(@map_scale, 13000))))"


def marker(
    shape: str,
    color: str,
    size: float,
    outline: str = PAPER,
    width: float = 0.2,
    with_scale: bool = False,
) -> QgsMarkerSymbol:
    """Make a marker with an outline; ``with_scale`` lets it shrink on small maps."""
    symbol = QgsMarkerSymbol.createSimple(
        {
            "name": shape,
            "color": color,
            "size": str(size),
            "outline_color": outline,
            "outline_width": str(width),
        }
    )
    if with_scale:
        symbol.setDataDefinedSize(QgsProperty.fromExpression(_WITH_SCALE.format(size=size)))
    return symbol


def line(
    color: str, width: float, dash: str = "", cap: str = "round", with_scale: bool = False
) -> QgsLineSymbol:
    """Make a line; ``dash`` is a pattern such as ``"2;1"`` in millimetres."""
    properties = {
        "line_color": color,
        "line_width": str(width),
        "capstyle": cap,
        "joinstyle": "round",
    }
    if dash:
        properties |= {"use_custom_dash": "1", "customdash": dash, "capstyle": "flat"}
    symbol = QgsLineSymbol.createSimple(properties)
    if with_scale:
        follow_scale(symbol, width)
    return symbol


def follow_scale(symbol: QgsLineSymbol, width: float) -> None:
    """Let a line shrink on small maps as homes do."""
    narrower = QgsProperty.fromExpression(_WITH_SCALE.format(size=width))
    symbol.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.StrokeWidth, narrower)


def fill(
    color: str,
    outline: str,
    width: float = 0.2,
    opacity: float = 1.0,
    dash: bool = False,
) -> QgsFillSymbol:
    """Make a fill whose opacity leaves the outline as it is."""
    shade = QColor(color)
    shade.setAlphaF(opacity)
    return QgsFillSymbol.createSimple(
        {
            "color": ",".join(str(part) for part in shade.getRgb()),
            "outline_color": outline,
            "outline_width": str(width),
            "outline_style": "dash" if dash else "solid",
            "joinstyle": "round",
        }
    )


def hatch(color: str, outline: str, spacing: float = 1.6) -> QgsFillSymbol:
    """Make a hatched fill, for ground about which nothing can be told."""
    symbol = fill("#ffffff", outline, 0.15, 0.35)
    pattern = QgsLinePatternFillSymbolLayer()
    pattern.setDistance(spacing)
    pattern.setLineAngle(45)
    pattern.setSubSymbol(line(color, 0.25))
    symbol.appendSymbolLayer(pattern)
    return symbol


def home(layer: QgsVectorLayer, color: str, size: float = 1.0) -> QgsSymbol:
    """Make the symbol of a home with an answer: a building, or a point as large as they allow.

    Parameters
    ----------
    layer
        The homes; points grow with the distance between them.
    color
        Of the answer.
    size
        Larger than 1 to make some stand out.
    """
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        return fill(color, "#ffffff", 0.1)
    symbol = marker("circle", color, 1.9 * size, width=0.12)
    symbol.setDataDefinedSize(_size_by_spacing(layer, size))
    return symbol


def unknown_home(layer: QgsVectorLayer) -> QgsSymbol:
    """Make the symbol of a home about which nothing can be told: hollow or hatched."""
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        return hatch("#7d848a", "#7d848a")
    symbol = marker("circle", PAPER, 1.7, CANNOT_TELL, 0.4)
    symbol.setDataDefinedSize(_size_by_spacing(layer, 0.85))
    return symbol


def _size_by_spacing(layer: QgsVectorLayer, factor: float) -> QgsProperty:
    extent = layer.extent()
    degree = 111_320.0 if layer.crs().isGeographic() else 1.0
    spacing = degree * math.sqrt(extent.width() * extent.height() / max(1, layer.featureCount()))
    return QgsProperty.fromExpression(
        f"{factor:g} * max(0.7, min(3.6, {600 * spacing:.0f} / coalesce(@map_scale, 13000)))"
    )


def wall(color: str = "#3b464e") -> QgsLineSymbol:
    """Make a wall: a line with short ticks, finer on small maps."""
    symbol = line(color, 0.4)
    follow_scale(symbol, 0.28)
    ticks = QgsMarkerLineSymbolLayer(True, 2.0)
    tick = QgsMarkerSymbol.createSimple(
        {"name": "line", "size": "1.0", "outline_color": color, "outline_width": "0.22"}
    )
    tick.setDataDefinedSize(
        QgsProperty.fromExpression("if(coalesce(@map_scale, 0) < 8500, 1.0, 0)")
    )
    ticks.setSubSymbol(tick)
    symbol.appendSymbolLayer(ticks)
    return symbol


def railway() -> QgsLineSymbol:
    """Make a railway: dark with white dashes."""
    symbol = line("#6b7278", 0.8, cap="flat", with_scale=True)
    white = line(PAPER, 0.45, "2.2;2.2", with_scale=True)  # kept: its layer must not outlive it
    symbol.appendSymbolLayer(white.symbolLayer(0).clone())
    return symbol


def gate() -> QgsMarkerSymbol:
    """Make a gate: a white square that breaks the wall."""
    return marker("square", PAPER, 1.25, INK, 0.25, with_scale=True)


def gap_fill(color: str, opacity: float, width: float = 0.35) -> QgsFillSymbol:
    """Make the fill of a gap: see-through, with a firm edge."""
    return fill(color, GAP, width, opacity)


def no_fill(outline: str, width: float, dash: str = "") -> QgsFillSymbol:
    """Make an outline without a fill."""
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_style": "no"})
    edge = line(outline, width, dash, with_scale=True)  # kept: its layer must not outlive it
    symbol.appendSymbolLayer(edge.symbolLayer(0).clone())
    return symbol
