"""Results to sinks: whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from qgis.core import (
    NULL,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsProcessingException,
)

from .i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import shapely
    from qgis.core import QgsField, QgsProcessingFeedback


_PLAIN = {int, str, bool, type(NULL)}
"""Kinds of values that fields take as they are."""


def make_fields(own: Iterable[QgsField], given: QgsFields | None = None) -> QgsFields:
    """Put the fields of a result behind those of its input.

    Parameters
    ----------
    own
        Fields that the algorithm adds.
    given
        Fields of the input; where one has the name of an added one, the added one comes instead.
    """
    added = list(own)
    names = {item.name().lower() for item in added}
    fields = QgsFields()
    for item in given or []:
        if item.name().lower() not in names:
            fields.append(item)
    for item in added:
        fields.append(item)
    return fields


def report_replaced(
    name: str, given: QgsFields, made: QgsFields, added: int, feedback: QgsProcessingFeedback
) -> None:
    """Say which fields of an input gave way to those of a result.

    Parameters
    ----------
    name
        What to call the input in a sentence.
    given, made
        Its fields, and those of the result that keeps them.
    added
        Number of the result's own fields, which come last.
    feedback
        Where to.
    """
    kept = set(made.names()[: made.count() - added])
    lost = [field for field in given.names() if field not in kept]
    if lost:
        feedback.pushWarning(
            tr(
                "{layer}: the result has fields of its own named {fields}; the layer's are left "
                "out of it."
            ).format(layer=name, fields=", ".join(lost))
        )


def kept_attributes(feature: QgsFeature, fields: QgsFields, added: int) -> list[Any]:
    """Return the values of an input feature for the input's fields of a result."""
    return [feature.attribute(item.name()) for item in list(fields)[: fields.count() - added]]


def kept_rows(
    features: Iterable[QgsFeature], fields: QgsFields, added: int
) -> Iterator[tuple[QgsFeature, list[Any]]]:
    """Give features of one layer with their values for the input's fields of a result.

    Parameters
    ----------
    features
        The input.
    fields, added
        Fields of the result, and how many of them, the last ones, are its own.
    """
    names = fields.names()[: fields.count() - added]
    places: list[int] | None = None
    for feature in features:
        if places is None:
            places = [feature.fieldNameIndex(name) for name in names]
        values = feature.attributes()
        yield feature, [values[place] for place in places]


def to_geometry(geometry: shapely.Geometry | None) -> QgsGeometry:
    """Turn a shapely geometry into a QGIS one; None into an empty one."""
    import shapely

    made = QgsGeometry()
    if geometry is not None:
        # In the program itself QGIS's older GEOS answers for shapely's, which would ask it
        # for a fourth dimension.
        made.fromWkb(shapely.to_wkb(geometry, output_dimension=3))
    return made


def to_value(value: Any) -> Any:
    """Turn a number into one that a field takes; NaN and None into NULL."""
    if value is None:
        return NULL
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not np.isfinite(value):
        return NULL
    return value


def write_features(
    sink: QgsFeatureSink,
    fields: QgsFields,
    rows: Iterable[tuple[QgsGeometry | None, list[Any]]],
) -> int:
    """Write rows of geometry and values.

    Parameters
    ----------
    sink
        Where to.
    fields
        Its fields.
    rows
        Geometry (None for a table) and values in the order of the fields.

    Returns
    -------
    Number of features written.

    Raises
    ------
    QgsProcessingException
        If the sink refuses a feature.
    """
    features = []
    for geometry, values in rows:
        feature = QgsFeature(fields)
        # nearly all values of a large layer are plain: a call for each would take most of the time
        feature.setAttributes(
            [
                value
                if (kind := value.__class__) in _PLAIN or (kind is float and value - value == 0.0)
                else to_value(value)
                for value in values
            ]
        )
        if geometry is not None:
            feature.setGeometry(geometry)
        features.append(feature)
    if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
        raise QgsProcessingException(
            tr("The result could not be written: {why}").format(why=sink.lastError())
        )
    return len(features)
