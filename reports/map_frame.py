"""A map on a sheet, with legend, scale bar and north arrow."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from qgis.core import (
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QColor

from ..gis.palette import GROUND, INK, PAPER, QUIET_INK, make_text
from .sheet import read_svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsProject, QgsRectangle, QgsVectorLayer

    from .sheet import Sheet

_DRAWN = {
    "flags", "renderer-v2", "labeling", "customproperties", "blendMode", "featureBlendMode",
    "layerOpacity", "layerGeometryType",
}  # fmt: skip
"""What of a layer's style says how it is drawn."""

_TOP = 1_000_000.0  # more than a layout has items

LegendEntry = tuple["QgsVectorLayer", str, "Sequence[int] | None"]


def add_map(
    sheet: Sheet,
    x: float,
    y: float,
    w: float,
    h: float,
    extent: QgsRectangle,
    theme: str,
    without: Sequence[QgsVectorLayer] = (),
) -> QgsLayoutItemMap:
    """Put a map at a round scale.

    Parameters
    ----------
    sheet
        Where to.
    x, y, w, h
        Place and size, mm.
    extent
        What must be in it, in the project's CRS.
    theme
        The project's map theme that it shows.
    without
        Layers of the theme that it leaves out.
    """
    item = QgsLayoutItemMap(sheet.layout)
    sheet.put(item, x, y, w, h)
    item.zoomToExtent(extent)
    scale = max(item.scale(), 500.0)
    step = 10 ** math.floor(math.log10(scale)) / 10
    item.setScale(math.ceil(scale / step) * step)
    if without:
        _keep_theme(item, sheet.layout.project(), theme, without)
    else:
        item.setFollowVisibilityPreset(True)
        item.setFollowVisibilityPresetName(theme)
    item.setBackgroundColor(QColor(GROUND))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor("#9aa4ab"))
    item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2))
    return item


def _keep_theme(
    item: QgsLayoutItemMap, project: QgsProject, theme: str, without: Sequence[QgsVectorLayer]
) -> None:
    """Fix a map's layers and styles to those of a theme, save some."""
    themes = project.mapThemeCollection()
    gone = {layer.id() for layer in without}
    shown = [
        layer for layer in project.layerTreeRoot().layerOrder()
        if layer.id() in set(themes.mapThemeVisibleLayerIds(theme)) - gone
    ]  # fmt: skip
    item.setKeepLayerSet(True)
    item.setLayers(shown)
    item.setKeepLayerStyles(True)
    records = themes.mapThemeState(theme).layerRecords()
    item.setLayerStyleOverrides(
        {
            record.layer().id(): _only_symbols(
                record.layer().styleManager().style(record.currentStyle).xmlData()
            )
            for record in records
            if record.layer() is not None and record.layer().id() not in gone
        }
    )


def _only_symbols(style: str) -> str:
    """Leave out what a style says of fields: maps draw without it, and there may be hundreds."""
    root = ElementTree.fromstring(style)  # noqa: S314 QGIS wrote it just now
    for element in [child for child in root if child.tag not in _DRAWN]:
        root.remove(element)
    return "<!DOCTYPE qgis>" + ElementTree.tostring(root, encoding="unicode")


def add_scale_bar(
    sheet: Sheet, linked: QgsLayoutItemMap, right: float, bottom: float, text: str = ""
) -> None:
    """Put a scale bar with the scale in figures, its lower right corner at a place.

    Parameters
    ----------
    sheet, linked
        Where to, and the map it measures.
    right, bottom
        Its lower right corner, mm.
    text
        What to write below it, with ``{scale}``; empty for nothing.
    """
    metres = linked.scale() / 1000  # on the ground for a millimetre
    segment = max(_round(metres * 18), 10.0)
    in_km = segment >= 1000
    bar = QgsLayoutItemScaleBar(sheet.layout)
    bar.setLinkedMap(linked)
    bar.setStyle("Single Box")
    units = QgsUnitTypes.DistanceUnit
    bar.setUnits(units.DistanceKilometers if in_km else units.DistanceMeters)
    bar.setUnitLabel("km" if in_km else "m")
    bar.setMapUnitsPerScaleBarUnit(1.0)
    bar.setNumberOfSegmentsLeft(0)
    bar.setNumberOfSegments(2)
    bar.setUnitsPerSegment(segment / 1000 if in_km else segment)
    bar.setHeight(1.2)
    bar.setLabelBarSpace(0.8)
    bar.setBoxContentSpace(0.5)
    bar.setTextFormat(make_text(6.8, INK))
    for symbol in (bar.fillSymbol(), bar.alternateFillSymbol()):
        symbol.symbolLayer(0).setStrokeWidth(0.15)
    bar.fillSymbol().setColor(QColor(INK))
    bar.lineSymbol().setWidth(0.15)
    width, height = 2 * segment / metres + 11.0, 7.2 + (4.2 if text else 0.0)
    sheet.box(right - width, bottom - height, width, height, PAPER, opacity=0.92)
    sheet.layout.addLayoutItem(bar)
    bar.update()
    # above its ground; moving it to the top would go through all items of the layout
    bar.setZValue(_TOP)
    bar.setBackgroundEnabled(False)
    bar.attemptMove(QgsLayoutPoint(right - width + 2.0, bottom - height + 0.6), page=sheet.number)
    if text:
        figures = f"{linked.scale():,.0f}".replace(",", "\u202f")
        label = text.format(scale=figures)
        sheet.text(right - width + 3.2, bottom - 4.6, width - 4, label, 6.6, QUIET_INK)


def add_north(sheet: Sheet, linked: QgsLayoutItemMap, right: float, top: float) -> None:
    """Put a north arrow that points to true north, its upper right corner at a place."""
    item = sheet.picture(right - 7.5, top, 7.5, 10.5, read_svg("north"))
    item.setLinkedMap(linked)
    item.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)


def add_legend(
    sheet: Sheet,
    linked: QgsLayoutItemMap,
    left: float,
    top: float,
    entries: Sequence[LegendEntry],
    columns: int = 1,
    split: bool = False,
) -> None:
    """Put a legend beside its map.

    Parameters
    ----------
    sheet, linked
        Where to, and the map whose theme it explains.
    left, top
        Its upper left corner, mm.
    entries
        Layer, heading (empty for none) and which of its symbols (None for all).
    columns
        Number of columns.
    split
        Whether the symbols of one layer may go on in the next column.
    """
    legend = QgsLayoutItemLegend(sheet.layout)
    sheet.layout.addLayoutItem(legend)
    legend.setLinkedMap(linked)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    for layer, heading, chosen in entries:
        node = root.addLayer(layer)
        node.setUseLayerName(False)
        node.setName(heading)
        if not heading:
            QgsLegendRenderer.setNodeLegendStyle(node, QgsLegendStyle.Style.Hidden)
        if chosen is not None:
            QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(chosen))
            legend.model().refreshLayerLegend(node)
    _letter(legend)
    legend.setColumnCount(columns)
    legend.setSplitLayer(split)
    legend.setSymbolWidth(6.0)
    legend.setSymbolHeight(3.2)
    legend.setBoxSpace(0.0)
    legend.setColumnSpace(7.0)
    legend.setBackgroundEnabled(False)
    legend.attemptMove(QgsLayoutPoint(left, top), page=sheet.number)
    legend.adjustBoxSize()


def _letter(legend: QgsLayoutItemLegend) -> None:
    kinds = QgsLegendStyle.Style
    sides = QgsLegendStyle.Side
    for kind, points, bold, above in (
        (kinds.Title, 9.0, True, 0.0),
        (kinds.Group, 8.0, True, 2.0),
        (kinds.Subgroup, 7.6, True, 2.0),
        (kinds.SymbolLabel, 7.4, False, 0.0),
    ):
        style = legend.style(kind)
        style.setTextFormat(make_text(points, INK, bold))
        style.setMargin(sides.Top, above)
        legend.setStyle(kind, style)
    symbol = legend.style(kinds.Symbol)
    symbol.setMargin(sides.Top, 1.0)
    legend.setStyle(kinds.Symbol, symbol)
    label = legend.style(kinds.SymbolLabel)
    label.setMargin(sides.Left, 1.8)
    legend.setStyle(kinds.SymbolLabel, label)


def _round(metres: float) -> float:
    power = 10 ** math.floor(math.log10(metres))
    return float(min((1, 2, 2.5, 5, 10), key=lambda step: abs(step * power - metres)) * power)
