"""Files that keep how a survey is mapped, asked for and read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QFileDialog

from ..gis.i18n import tr

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QWidget

    from ..survey.matching.mapping import SurveyMapping


def ask_for_mapping(parent: QWidget) -> Path | None:
    """Let the user choose a mapping to open; None if nothing is chosen."""
    path, _ = QFileDialog.getOpenFileName(parent, tr("Open mapping"), "", _kind())
    return Path(path) if path else None


def ask_where_to_save(parent: QWidget) -> Path | None:
    """Let the user choose where to save a mapping; None if nothing is chosen."""
    path, _ = QFileDialog.getSaveFileName(parent, tr("Save mapping"), "", _kind())
    if not path:
        return None
    return Path(path if path.endswith(".json") else f"{path}.json")


def read_mapping_file(path: Path) -> SurveyMapping:
    """Read a mapping.

    Raises
    ------
    EngineError
        If the file holds none.
    """
    from ..survey.matching.mapping import open_mapping

    return open_mapping(path)


def _kind() -> str:
    return tr("Mapping of a survey (*.json)")
