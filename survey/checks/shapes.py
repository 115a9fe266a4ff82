"""Checks of geometries: those that cannot be used, invalid polygons, rows entered twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from qgis.core import QgsCoordinateTransform, QgsCsException, QgsPointXY

from ...gis.i18n import tr
from .findings import ERROR, WARNING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .survey_layer import SurveyLayer

_PLACE = re.compile(r"^(.*?)\[(\S+) (\S+)\]$")
_SAME_PLACE = 0.01  # metres


def check_shapes(layer: SurveyLayer) -> None:
    """Find rows whose geometry cannot be used."""
    row_of = {int(number): row for row, number in enumerate(layer.table.ids)}
    by_reason: dict[str, list[int]] = {}
    for number, reason in layer.table.rejected:
        by_reason.setdefault(reason, []).append(row_of[number])
    for reason, rows in by_reason.items():
        if reason == tr("no geometry"):
            layer.find(
                rows, "no_geometry", ERROR, tr("The row has no geometry, so it is nowhere."),
                tr("Draw its place on the map, or delete the row."),
            )  # fmt: skip
            continue
        layer.find(
            rows, "unusable_geometry", ERROR,
            tr("The geometry cannot be used: {reason}.").format(reason=reason),
            tr("Draw the geometry again, or delete the row."),
        )  # fmt: skip


def check_validity(layer: SurveyLayer, to_plane: QgsCoordinateTransform) -> None:
    """Find polygons that cross themselves, and where they do.

    Parameters
    ----------
    layer
        The layer; its table holds the repaired polygons, its features those as drawn.
    to_plane
        From the layer's CRS to the plane.
    """
    drawn = [feature.geometry() for feature in layer.table.features]
    wkb = [
        geometry.asWkb().data() if layer.placed[row] and geometry.type() == 2 else None
        for row, geometry in enumerate(drawn)
    ]
    shapes = np.atleast_1d(shapely.from_wkb(np.array(wkb, dtype=object), on_invalid="ignore"))
    shapes = shapely.force_2d(shapes)
    known = ~shapely.is_missing(shapes)
    rows = np.flatnonzero(known & ~shapely.is_valid(shapes))
    rows = rows[shapely.get_dimensions(shapes[rows]) == 2]
    sentences, places = [], []
    for row, reason in zip(rows.tolist(), shapely.is_valid_reason(shapes[rows]), strict=True):
        found = _PLACE.match(reason)
        sentences.append(
            tr("The polygon is invalid: {reason}.").format(
                reason=_name_fault(found[1] if found else reason)
            )
        )
        place = _bring(found, to_plane) if found else None
        places.append(place or layer.points[row])
    layer.find(
        rows.tolist(), "invalid_polygon", ERROR, sentences,
        tr("Move the vertices at this place so that the outline crosses itself nowhere, or run "
           "Fix geometries."),
        places,
    )  # fmt: skip


def _bring(found: re.Match[str], to_plane: QgsCoordinateTransform) -> shapely.Point | None:
    try:
        place = to_plane.transform(QgsPointXY(float(found[2]), float(found[3])))
    except (QgsCsException, ValueError):
        return None
    return shapely.Point(place.x(), place.y())


def _name_fault(reason: str) -> str:
    names = {
        "self-intersection": tr("its outline crosses itself"),
        "ring self-intersection": tr("its outline touches itself"),
        "hole lies outside shell": tr("a hole lies outside of it"),
        "holes are nested": tr("a hole lies within a hole"),
        "interior is disconnected": tr("its holes cut it into pieces"),
        "nested shells": tr("one part lies within another"),
        "duplicate rings": tr("a ring is there twice"),
        "too few points in geometry component": tr("a ring has too few vertices"),
    }
    return names.get(reason.strip().lower(), reason)


def check_twins(layer: SurveyLayer, fields: Iterable[str], what: str, todo: str) -> None:
    """Find rows at one place with the same values; each but the first is one.

    Parameters
    ----------
    layer
        The layer.
    fields
        Words of the data model; those that the layer has are compared.
    what, todo
        Sentences; ``what`` names the other feature as ``{other}``.
    """
    columns = [column for name in fields if (column := layer.column(name)) is not None]
    if not columns:
        return
    rows = np.flatnonzero(layer.placed)
    size = shapely.area(layer.table.geometries[rows]) + shapely.length(layer.table.geometries[rows])
    places = np.round(np.column_stack([layer.xy[rows], size]) / _SAME_PLACE).tolist()
    first: dict[tuple[Any, ...], int] = {}
    again, others = [], []
    for row, place in zip(rows.tolist(), places, strict=True):
        key = (*place, *(str(column[row]) for column in columns))
        if first.setdefault(key, row) != row:
            again.append(row)
            others.append(first[key])
    ids = layer.table.ids
    layer.find(
        again, "twice", WARNING, [what.format(other=int(ids[other])) for other in others], todo,
        others=others,
    )  # fmt: skip
