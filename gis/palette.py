"""Colours and lettering of maps and sheets, chosen to stay apart for colour-blind readers."""

from __future__ import annotations

from functools import lru_cache

from qgis.core import QgsTextBufferSettings, QgsTextFormat, QgsUnitTypes
from qgis.PyQt.QtGui import QColor, QFont, QFontDatabase

INK = "#22303a"
QUIET_INK = "#5d6a73"
HAIRLINE = "#c9cfd3"
PAPER = "#ffffff"
GROUND = "#f6f5f1"
WATER = "#c3d9e6"

HAS = "#2f7f95"
GAP = "#d9662c"
CANNOT_TELL = "#a9aeb3"
UNPLACED = "#5d6a73"
NO_KNOWN_GAP = "#9dbfc8"
MISSING = ("#fbd9a5", "#f4a259", "#d9662c", "#a63f12", "#6b230a")
"""From one missing service to many."""

RUNGS = ("#d9662c", "#f4c27a", "#8fc1cd", "#2f7f95")
"""Of homes that do not have a service, have it, find it good, find it right."""
UNHEARD = "#7b3f6e"
"""Outline of what nobody was asked about; unknown is `CANNOT_TELL`, hatched."""

GROUPS = {
    "elderly": ("diamond", "#7b3f6e"),
    "childcare": ("circle", "#b0437a"),
    "education": ("pentagon", "#355c9a"),
    "health": ("cross_fill", "#b3262e"),
    "commerce": ("triangle", "#8a5a1c"),
    "culture": ("star", "#5b4aa0"),
    "sport": ("hexagon", "#3c6e3a"),
    "green": ("square_with_corners", "#4d8b31"),
    "transport": ("square", "#3a4650"),
    "administration": ("shield", "#1f4e5f"),
    "utilities": ("octagon", "#6d6a5f"),
    "general": ("half_square", "#444444"),
}
"""Marker and colour of facilities, by field of life."""

_FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "Noto Sans",
    "DejaVu Sans",
)


@lru_cache(maxsize=1)
def font_family() -> str:
    """Return the first installed family that writes both Latin letters and Chinese."""
    installed = set(QFontDatabase().families())
    return next((family for family in _FAMILIES if family in installed), QFont().family())


def make_font(points: float, bold: bool = False) -> QFont:
    """Make a font of the reports' family."""
    font = QFont(font_family())
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def make_text(
    points: float, color: str = INK, bold: bool = False, halo: float = 0.0
) -> QgsTextFormat:
    """Make a text format.

    Parameters
    ----------
    points
        Size.
    color
        Of the letters.
    bold
        Weight.
    halo
        Width of a white halo in mm; 0 for none.
    """
    text = QgsTextFormat()
    text.setFont(make_font(points, bold))
    text.setForcedBold(bold)
    text.setSize(points)
    text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    text.setColor(QColor(color))
    if halo:
        buffer = QgsTextBufferSettings()
        buffer.setEnabled(True)
        buffer.setSize(halo)
        buffer.setColor(QColor(255, 255, 255, 225))
        text.setBuffer(buffer)
    return text
