"""Checks of layers against each other: whether they lie in one place, and reach far enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from qgis.core import QgsCoordinateReferenceSystem

from ...engine.margins import margins, short_sides
from ...gis.i18n import tr
from ..loading.projection import project_shapes
from ..map_service import CORRECTIONS
from ..shift_detection import detect_shift
from .findings import ERROR, WARNING

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateTransformContext

    from .distances import Surroundings
    from .survey_layer import SurveyLayer

_REFERENCES = ("streets", "areas", "residents", "facilities")
"""By which layer the places of the others are judged, the surest first."""
_BESIDE = 2000.0  # metres; layers farther apart than this belong to no one survey


def find_apart(layers: dict[str, SurveyLayer], titles: dict[str, str]) -> None:
    """Find layers that lie wholly outside of where the surest layer is.

    Parameters
    ----------
    layers
        Those found are marked as apart.
    titles
        What each is called.
    """
    reference = next((layers[r] for r in _REFERENCES if r in layers and layers[r].placed.any()),
                     None)  # fmt: skip
    if reference is None:
        return
    x0, y0, x1, y1 = shapely.total_bounds(reference.table.geometries)
    around = shapely.box(x0 - _BESIDE, y0 - _BESIDE, x1 + _BESIDE, y1 + _BESIDE)
    for layer in layers.values():
        if layer is reference or not layer.placed.any():
            continue
        shapes = layer.table.geometries[layer.placed]
        if shapely.intersects(around, shapes).any():
            continue
        layer.apart = True
        away = shapely.distance(shapely.box(x0, y0, x1, y1), shapes).min() / 1000
        layer.find_in_layer(
            "apart", ERROR,
            tr("All features lie {km} km or more outside of the layer {other}.").format(
                km=f"{away:,.0f}", other=titles[reference.role]
            ),
            tr("Check the CRS of both layers in their properties; one of them is probably wrong."),
            layer.points[layer.placed][0],
        )  # fmt: skip


def find_shift(
    layer: SurveyLayer,
    streets: SurveyLayer,
    plane: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
) -> None:
    """Find out whether facilities are shifted as Chinese map services shift them."""
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    points = project_shapes(layer.points[layer.placed], plane, degrees, transforms=transforms)
    lines = project_shapes(
        streets.table.geometries[streets.placed], plane, degrees, transforms=transforms
    )
    points = points[~shapely.is_missing(points)]
    if not len(points):
        return
    evidence = detect_shift(shapely.get_coordinates(points), lines)
    if evidence.verdict in CORRECTIONS:
        layer.find_in_layer(
            "shifted", ERROR,
            tr("The places are {metres} m off, as map services shift them ({system}).").format(
                metres=f"{evidence.shift_m:,.0f}",
                system={"gcj02": "GCJ-02", "bd09": "BD-09"}[evidence.verdict],
            ),
            tr("Run Correct coordinates of Chinese map services on the layer, or load it again "
               "with its map service chosen."),
            layer.points[layer.placed][0],
        )  # fmt: skip


def check_margin(around: Surroundings) -> None:
    """Find sides on which the streets end before those in the areas would turn round."""
    streets = around.trusted("streets")
    inner = around.trusted("areas") or around.trusted("residents")
    if streets is None or inner is None:
        return
    inside = inner.table.geometries[inner.placed]
    margin = margins(inside, streets.table.geometries[streets.placed])
    if margin is None:
        return
    west, south, east, north = shapely.total_bounds(inside)
    middle = np.array([(west + east) / 2, (south + north) / 2])
    places = {"west": (west, middle[1]), "south": (middle[0], south),
              "east": (east, middle[1]), "north": (middle[0], north)}  # fmt: skip
    names = {"west": tr("west"), "south": tr("south"), "east": tr("east"), "north": tr("north")}
    for side, metres in short_sides(margin, around.walk):
        streets.find_in_layer(
            "margin", WARNING,
            tr(
                "In the {side}, the streets reach {metres} m beyond {inner}; the longest walk is "
                "{limit} m."
            ).format(side=names[side], metres=f"{max(metres, 0.0):,.0f}", inner=inner.title,
                     limit=f"{around.walk:,.0f}"),
            tr("Add streets and facilities there, or read results near that edge with care."),
            shapely.Point(places[side]),
        )  # fmt: skip
