"""Differences between QGIS versions, in one place."""

from __future__ import annotations

from qgis.core import QgsField
from qgis.PyQt.QtCore import QMetaType

INTEGER = QMetaType.Type.LongLong
REAL = QMetaType.Type.Double
TEXT = QMetaType.Type.QString
TRUTH = QMetaType.Type.Bool


def make_field(name: str, kind: QMetaType.Type) -> QgsField:
    """Make a field of a result layer.

    Parameters
    ----------
    name
        Name in the file.
    kind
        INTEGER, REAL, TEXT or TRUTH.
    """
    return QgsField(name, kind)


def number_of_kind(field: QgsField) -> int:
    """Return the number of a field's type, as `QMetaType.Type` counts them.

    Qt 6 has enumerations that are no numbers, and QGIS before 3.38 answers with another one.

    Parameters
    ----------
    field
        Of any layer.
    """
    kind = field.type()
    return int(getattr(kind, "value", kind))
