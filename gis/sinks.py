"""Results to sinks: whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from qgis.core import (
    NULL,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsProcessingException,
    QgsVectorFileWriter,
)

from .i18n import tr
from .wkb import BoxedWkb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import shapely
    from numpy.typing import NDArray
    from qgis.core import QgsField, QgsProcessingFeedback

    Column = NDArray[Any] | list[Any]


_PLAIN = {int, str, bool, type(None)}
"""Kinds of values that fields take as they are."""
# In the program itself QGIS's older GEOS answers for shapely's, which would ask it for a fourth.
_DIMENSIONS = 3
_AT_ONCE = 1000  # geometries turned into bytes
_TOGETHER = 20_000  # features held at once, so that those of a city do not fill the memory


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


class Plain(list[Any]):
    """Values that fields take as they are: texts, whole and finite numbers, None."""


def plain_column(values: Column) -> list[Any]:
    """Give values as fields take them; NaN becomes None.

    Parameters
    ----------
    values
        Shape (n,).
    """
    if isinstance(values, list):
        if set(map(type, values)) <= _PLAIN:
            return values
        return [to_value(value) for value in values]
    unknown = ~np.isfinite(values)
    if unknown.any():
        values = values.astype(object)
        values[unknown] = None
    plain: list[Any] = values.tolist()
    return plain


def to_geometry(geometry: shapely.Geometry | None) -> QgsGeometry:
    """Turn a shapely geometry into a QGIS one; None into an empty one."""
    import shapely

    if geometry is None:
        return QgsGeometry()
    return from_wkb(shapely.to_wkb(geometry, output_dimension=_DIMENSIONS))


def from_wkb(wkb: bytes) -> QgsGeometry:
    """Turn WKB into a QGIS geometry."""
    made = QgsGeometry()
    made.fromWkb(wkb)
    return made


def to_wkb(shapes: NDArray[np.object_]) -> Iterator[BoxedWkb | None]:
    """Turn shapely geometries into WKB, which a file takes as it is; None stays None."""
    import shapely

    for begin in range(0, len(shapes), _AT_ONCE):
        some = shapes[begin : begin + _AT_ONCE]
        written = shapely.to_wkb(some, output_dimension=_DIMENSIONS, byte_order=1)
        # all at once: whoever needs them later would have to read the WKB again
        boxes = map(tuple, shapely.bounds(some)[:, [0, 2, 1, 3]].tolist())
        for wkb, box in zip(written, boxes, strict=True):
            yield None if wkb is None else BoxedWkb.of(wkb, box)


def to_value(value: Any) -> Any:
    """Turn a number into one that a field takes; NaN into NULL, as None becomes."""
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not np.isfinite(value):
        return NULL
    return value


def write_features(
    sink: QgsFeatureSink,
    fields: QgsFields,
    rows: Iterable[tuple[QgsGeometry | bytes | None, list[Any]]],
    go_on: Callable[[], None] = lambda: None,
) -> int:
    """Write rows of geometry and values.

    Parameters
    ----------
    sink
        Where to.
    fields
        Its fields.
    rows
        Geometry or its WKB (None for a table), and values in the order of the fields.
    go_on
        Called now and then; may raise to stop.

    Returns
    -------
    Number of features written.

    Raises
    ------
    QgsProcessingException
        If the sink refuses a feature.
    """
    count = 0
    features: list[QgsFeature] = []
    for geometry, values in rows:
        feature = QgsFeature(fields)
        plain = isinstance(values, Plain)
        feature.setAttributes(values if plain else list(map(to_value, values)))
        if geometry is not None:
            feature.setGeometry(from_wkb(geometry) if isinstance(geometry, bytes) else geometry)
        features.append(feature)
        if len(features) == _TOGETHER:
            go_on()
            _add(sink, features)
            count += len(features)
            features = []
    go_on()
    if features:
        _add(sink, features)
    return count + len(features)


def discard(destination: str) -> None:
    """Delete the file of a result that could not be written as a whole.

    Parameters
    ----------
    destination
        Path of a file of its own; anything else stays.
    """
    path = Path(destination)
    if not path.is_file():
        return
    if path.suffix.lower() == ".shp":
        QgsVectorFileWriter.deleteShapeFile(destination)
        return
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _add(sink: QgsFeatureSink, features: list[QgsFeature]) -> None:
    if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
        raise QgsProcessingException(
            tr("The result could not be written: {why}").format(why=sink.lastError())
        )
