"""Values of features as Python has them: None for NULL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import NULL

if TYPE_CHECKING:
    from qgis.core import QgsFeature


def is_null(value: object) -> bool:
    """Tell whether a value is none."""
    return value is None or bool(value == NULL)


def read_number(feature: QgsFeature, name: str) -> float | None:
    """Return a number of a feature; None where it is NULL or no such field is there."""
    value: Any = feature.attribute(name) if feature.fieldNameIndex(name) >= 0 else None
    if is_null(value) or value != value:
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def read_text(feature: QgsFeature, name: str) -> str:
    """Return a text of a feature; empty where it is NULL or no such field is there."""
    value: Any = feature.attribute(name) if feature.fieldNameIndex(name) >= 0 else None
    return "" if is_null(value) else str(value)
