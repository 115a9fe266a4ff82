"""The one door to icons and ``.ui`` files, which are loaded by path: nothing is compiled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt import uic
from qgis.PyQt.QtGui import QIcon

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QWidget

_ROOT = Path(__file__).resolve().parent.parent


def load_icon(name: str) -> QIcon:
    """Load ``icons/<name>.svg``."""
    return QIcon(str(_ROOT / "icons" / f"{name}.svg"))


def load_ui(name: str, widget: QWidget) -> None:
    """Fill a widget from ``ui/<name>.ui``; its children become attributes of the widget."""
    uic.loadUi(str(_ROOT / "ui" / f"{name}.ui"), widget)
