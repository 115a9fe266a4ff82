"""How wide and how high a text is on paper, and where its lines break."""

from __future__ import annotations

from functools import lru_cache

from qgis.PyQt.QtGui import QFont, QFontMetricsF

from ..gis.palette import font_family

POINT = 25.4 / 72.0  # mm
LINE_HEIGHT = 1.36  # of the size of the letters
_NOT_FIRST = "，。、；：！？）》”’」】%,.;:!?)"
_NOT_LAST = "（《“‘「【("
_CANVAS = 200  # pixels for the em, so that metrics do not depend on a screen


@lru_cache(maxsize=2)
def _metrics(bold: bool) -> QFontMetricsF:
    font = QFont(font_family())
    font.setPixelSize(_CANVAS)
    font.setBold(bold)
    return QFontMetricsF(font)


def measure_text(text: str, points: float, bold: bool = False) -> float:
    """Measure the width of one line in mm."""
    return _metrics(bold).horizontalAdvance(text) / _CANVAS * points * POINT


def measure_lines(count: int, points: float) -> float:
    """Measure the height of some lines in mm."""
    return count * points * POINT * LINE_HEIGHT


def wrap_text(text: str, points: float, width: float, bold: bool = False) -> list[str]:
    """Break a text into lines, between words and between Chinese characters.

    Parameters
    ----------
    text
        May hold line breaks of its own.
    points
        Size of the letters.
    width
        Millimetres.
    bold
        Weight.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and measure_text((line + piece).rstrip(), points, bold) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return lines


def shorten_text(text: str, points: float, width: float, bold: bool = False) -> str:
    """Cut a text that is too wide, with an ellipsis at its end."""
    if measure_text(text, points, bold) <= width:
        return text
    while text and measure_text(text + "…", points, bold) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def fit_size(text: str, points: float, width: float, bold: bool = False) -> float:
    """Return the size, at most the given one, at which a line fits a width."""
    wide = measure_text(text, points, bold)
    return points if wide <= width else points * width / wide


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may break; a piece keeps the blank after it."""
    pieces: list[str] = []
    for letter in text:
        last = pieces[-1][-1] if pieces else ""
        joins = (
            last
            and not last.isspace()
            and (
                letter in _NOT_FIRST
                or last in _NOT_LAST
                or letter.isspace()
                or not (_is_chinese(letter) or _is_chinese(last))
            )
        )
        if joins:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _is_chinese(letter: str) -> bool:
    spans = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))
    return any(first <= letter <= last for first, last in spans)
