"""What a dock was last asked with, kept in the project."""

from __future__ import annotations

from qgis.core import QgsProject

_SCOPE = "LifeCircle"


def remember(section: str, values: dict[str, str]) -> None:
    """Keep values in the project; it counts as changed only if they are new."""
    for key, value in values.items():
        if recall(section, key) != value:
            QgsProject.instance().writeEntry(_SCOPE, f"{section}/{key}", value)


def recall(section: str, key: str) -> str | None:
    """Return what the project remembers; None for what it does not."""
    value, known = QgsProject.instance().readEntry(_SCOPE, f"{section}/{key}", "")
    return value if known else None
