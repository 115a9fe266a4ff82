"""The Chinese of maps and printed sheets: the plugin's translation, whatever QGIS speaks."""

from __future__ import annotations

from functools import lru_cache

from qgis.PyQt.QtCore import QTranslator

from ..gis.i18n import CONTEXT, FOLDER


def say_chinese(text: str) -> str:
    """Translate a plain literal into Chinese; what has no translation stays as it is."""
    # As bytes: PyQt would take a text for ASCII here.
    return _translator().translate(CONTEXT.encode(), text.encode()) or text


@lru_cache(maxsize=1)
def _translator() -> QTranslator:
    translator = QTranslator()
    translator.load(str(FOLDER / "lifecircle_zh.qm"))
    return translator
