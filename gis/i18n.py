"""The language of everything that users read."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

CONTEXT = "LifeCircle"
FOLDER = Path(__file__).resolve().parent.parent / "i18n"


def tr(text: str) -> str:
    """Translate a text into QGIS's language.

    Parameters
    ----------
    text
        A plain literal, with named places for values: ``tr("Found {n} gaps").format(n=3)``.
    """
    return QCoreApplication.translate(CONTEXT, text)


def speaks_chinese() -> bool:
    """Tell whether names that data carry in two languages are wanted in Chinese."""
    return QgsApplication.locale().lower().startswith("zh")


def install_translator() -> QTranslator | None:
    """Install the translation for QGIS's language; None where there is none.

    The caller keeps the translator and removes it with :func:`remove_translator`.
    """
    locale = QgsApplication.locale().replace("-", "_")
    for name in (locale, locale.split("_")[0]):
        translator = QTranslator()
        if translator.load(str(FOLDER / f"lifecircle_{name}.qm")):
            QCoreApplication.installTranslator(translator)
            return translator
    return None


def remove_translator(translator: QTranslator | None) -> None:
    """Undo :func:`install_translator`."""
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
