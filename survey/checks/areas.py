"""Checks of areas: names, overlaps, gaps between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...gis.i18n import tr
from .findings import ERROR, GAP, INFORMATION, WARNING
from .values import check_numbers, rows_by_text

if TYPE_CHECKING:
    from .survey_layer import SurveyLayer

_SPECK = 1.0  # square metres; less is an inaccuracy of computing
_SLIVER = 100.0  # square metres; less comes of boundaries drawn twice
_CRACK = 2.0  # metres; gaps as narrow as this are cracks between neighbours
_LEAST_CRACK = 40.0  # square metres; less is the filling of a corner


def check_areas(layer: SurveyLayer) -> None:
    """Check the areas."""
    names = layer.texts("name")
    if names is None:
        layer.find_in_layer(
            "name_no_field", ERROR,
            tr("There is no field {field} with the name of each area.").format(
                field=layer.name_of("name")
            ),
            tr("Choose the field with the name, or add it."),
        )  # fmt: skip
    else:
        layer.find(
            [row for row, name in enumerate(names) if name is None], "name_missing", ERROR,
            tr("The area has no name, so its results cannot be told apart."),
            tr("Fill in the name."),
        )  # fmt: skip
        for name, rows in rows_by_text(names).items():
            layer.find(
                rows[1:], "name_twice", WARNING,
                tr("The name {name} is there more than once; results are summed by name.").format(
                    name=name
                ),
                tr("Give each area its own name, or merge them if they are one."),
                others=[rows[0]] * (len(rows) - 1),
            )  # fmt: skip
    check_numbers(layer, "population", tr("Population"))
    _check_overlaps(layer)
    _check_gaps(layer)


def _check_overlaps(layer: SurveyLayer) -> None:
    rows = np.flatnonzero(layer.placed)
    shapes = layer.table.geometries[rows]
    one, two = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    one, two = one[one < two], two[one < two]
    shared = shapely.intersection(shapes[one], shapes[two])
    size = shapely.area(shared)
    ids = layer.table.ids
    text = tr("Feature {other} overlaps this one on {size} m²; homes there count in both.")
    for severity, found in (
        (WARNING, size >= _SLIVER), (INFORMATION, (size > _SPECK) & (size < _SLIVER)),
    ):  # fmt: skip
        pairs = np.flatnonzero(found)
        order = pairs[np.lexsort((two[pairs], one[pairs]))]
        layer.find(
            rows[one[order]], "overlap", severity,
            [text.format(other=int(ids[rows[two[n]]]), size=f"{size[n]:,.0f}") for n in order],
            tr("Move the boundary of one to that of the other; snapping helps."),
            shapely.point_on_surface(_polygons_only(shared[order])),
            rows[two[order]],
        )  # fmt: skip


def _polygons_only(shapes: np.ndarray) -> np.ndarray:
    """Take shared lines and points out of overlaps, so that a point lies within one."""
    return shapely.buffer(shapes, 0)


def _check_gaps(layer: SurveyLayer) -> None:
    shapes = layer.table.geometries[layer.placed]
    if not len(shapes):
        return
    whole = shapely.union_all(shapes)
    parts = shapely.get_parts(whole)
    holes = shapely.polygons(shapely.get_rings(parts)[_is_inner(parts)])
    closed = whole.buffer(_CRACK, join_style="mitre").buffer(-_CRACK, join_style="mitre")
    cracks = shapely.get_parts(closed.difference(whole))
    cracks = cracks[shapely.area(cracks) > _LEAST_CRACK]
    if len(holes) and len(cracks):
        cracks = cracks[~shapely.intersects(shapely.union_all(holes), cracks)]
    gaps = np.concatenate([holes[shapely.area(holes) > _SPECK], cracks])
    places = shapely.point_on_surface(gaps)
    size = shapely.area(gaps)
    for n in np.lexsort(shapely.get_coordinates(places).T):
        layer.find_in_layer(
            GAP, WARNING,
            tr("A gap of {size} m² between areas; homes there count in none.").format(
                size=f"{size[n]:,.0f}"
            ),
            tr("Move the boundaries together, unless nobody lives there and it is meant."),
            places[n],
        )  # fmt: skip


def _is_inner(parts: np.ndarray) -> np.ndarray:
    """Say which of the rings of polygons are holes: all but the first of each."""
    _, owner = shapely.get_rings(parts, return_index=True)
    inner = np.zeros(len(owner), dtype=bool)
    inner[1:] = owner[1:] == owner[:-1]
    return inner
