"""Checks of where features lie: beside streets, within areas, near homes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.spatial import cKDTree

from ...gis.ground import COMPOUND, leave_out_closed_streets
from ...gis.i18n import tr
from .findings import INFORMATION, WARNING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .survey_layer import SurveyLayer


@dataclass(eq=False)
class Surroundings:
    """The layers by which the places of others are judged.

    Attributes
    ----------
    layers
        By role; those that are not given are not there.
    snap
        Metres: farthest from a street.
    gate_tolerance
        Metres: farthest of a gate from its barrier.
    walk
        Metres: longest walk.
    """

    layers: dict[str, SurveyLayer]
    snap: float
    gate_tolerance: float
    walk: float

    def trusted(self, role: str) -> SurveyLayer | None:
        """Return a layer that is given, has places, and lies where the others do."""
        layer = self.layers.get(role)
        return layer if layer is not None and layer.placed.any() and not layer.apart else None

    @cached_property
    def _street_tree(self) -> shapely.STRtree | None:
        streets = self.trusted("streets")
        if streets is None:
            return None
        walked = leave_out_closed_streets(streets.table.without_unusable())
        return shapely.STRtree(walked.geometries) if len(walked) else None

    @cached_property
    def _area_tree(self) -> shapely.STRtree | None:
        areas = self.trusted("areas")
        return None if areas is None else shapely.STRtree(areas.table.geometries[areas.placed])

    @cached_property
    def _home_tree(self) -> shapely.STRtree | None:
        homes = self.trusted("residents")
        return None if homes is None else shapely.STRtree(homes.table.geometries[homes.placed])

    def from_streets(self, shapes: NDArray[np.object_]) -> NDArray[np.float64] | None:
        """Measure how far geometries lie from the nearest street that is walked, metres."""
        return _distances(self._street_tree, shapes)

    def from_areas(self, shapes: NDArray[np.object_]) -> NDArray[np.float64] | None:
        """Measure how far geometries lie from the nearest area, metres."""
        return _distances(self._area_tree, shapes)

    def from_homes(self, shapes: NDArray[np.object_]) -> NDArray[np.float64] | None:
        """Measure how far geometries lie from the nearest home, metres."""
        return _distances(self._home_tree, shapes)

    def at_gates(self, homes: SurveyLayer) -> NDArray[np.bool_]:
        """Say which compounds have a gate within reach of a street, as walks begin there."""
        served = np.zeros(len(homes), dtype=bool)
        gates = self.trusted("gates")
        if gates is None:
            return served
        away = self.from_streets(gates.table.geometries)
        if away is None:
            return served
        usable = np.flatnonzero(away <= self.snap)
        polygons = np.flatnonzero(shapely.get_dimensions(homes.table.geometries) == 2)
        outlines = shapely.boundary(homes.table.geometries[polygons])
        _, near = shapely.STRtree(outlines).query(
            gates.table.geometries[usable], predicate="dwithin", distance=self.gate_tolerance
        )
        served[polygons[near]] = True
        of_gate, of_home = gates.texts(COMPOUND), homes.texts(COMPOUND)
        if of_gate is not None and of_home is not None:
            ids = {of_gate[row] for row in usable.tolist()} - {None}
            served |= np.array([name in ids for name in of_home], dtype=bool)
        return served


def _distances(
    tree: shapely.STRtree | None, shapes: NDArray[np.object_]
) -> NDArray[np.float64] | None:
    if tree is None:
        return None
    away = np.full(len(shapes), np.nan)
    known = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    if len(known):
        found, metres = tree.query_nearest(shapes[known], return_distance=True, all_matches=False)
        away[known[found[0]]] = metres
    return away


def check_streets_near(
    layer: SurveyLayer, around: Surroundings, exempt: NDArray[np.bool_] | None = None
) -> None:
    """Find features farther from every street than walks may begin or end.

    Parameters
    ----------
    layer, around
        The layer, and the streets.
    exempt
        Shape (n,): rows that are reached in another way.
    """
    if layer.apart:
        return
    points = layer.role in ("residents", "opinions")
    away = around.from_streets(layer.points if points else layer.table.geometries)
    if away is None:
        return
    far = away > around.snap
    if exempt is not None:
        far &= ~exempt
    rows = np.flatnonzero(far).tolist()
    text = tr("The nearest street is {metres} m away; nobody is led farther than {limit} m to one.")
    layer.find(
        rows, "far_from_streets", WARNING,
        [text.format(metres=_metres(away[row]), limit=_metres(around.snap)) for row in rows],
        tr("Draw the missing path, or move the feature to where it is."),
    )  # fmt: skip


def check_areas_near(
    layer: SurveyLayer, around: Surroundings, reach: float
) -> NDArray[np.bool_] | None:
    """Find features farther than some metres from every area; say which, None if unknown."""
    away = None if layer.apart else around.from_areas(layer.table.geometries)
    if away is None:
        return None
    rows = np.flatnonzero(away > reach).tolist()
    text = tr("The nearest area is {metres} m away, so it counts for none of them.")
    layer.find(
        rows, "outside_areas", WARNING,
        [text.format(metres=_metres(away[row])) for row in rows],
        tr("Move the feature to where it is, or delete it if it does not belong to this survey."),
    )  # fmt: skip
    return away > reach


def check_within_areas(layer: SurveyLayer, around: Surroundings) -> None:
    """Say how many homes lie in none of the areas."""
    away = None if layer.apart else around.from_areas(layer.points)
    if away is None:
        return
    outside = np.flatnonzero(away > 0)
    if len(outside):
        layer.find_in_layer(
            "outside_areas", INFORMATION,
            tr("{count} homes lie in none of the areas; results by area leave them out.").format(
                count=len(outside)
            ),
            tr("If they belong to the survey, draw their area or move the boundary."),
            layer.points[outside[0]],
        )  # fmt: skip


def check_homes_near(layer: SurveyLayer, around: Surroundings, reach: float) -> None:
    """Find opinions farther than some metres from every home."""
    away = None if layer.apart else around.from_homes(layer.table.geometries)
    if away is None:
        return
    rows = np.flatnonzero(away > reach).tolist()
    text = tr("The nearest home is {metres} m away.")
    layer.find(
        rows, "far_from_homes", WARNING,
        [text.format(metres=_metres(away[row])) for row in rows],
        tr("Check the place of the answer: it should be where the person lives."),
    )  # fmt: skip


def near_twins(xy: NDArray[np.float64], key: NDArray[np.int64], reach: float) -> NDArray[np.int64]:
    """Find places with the same key near each other; return pairs of rows, shape (m, 2)."""
    if len(xy) < 2:
        return np.zeros((0, 2), dtype=np.int64)
    # of places that are equal to the centimetre each is paired with the first alone
    rounded = np.column_stack([np.round(xy / 0.01), key]).astype(np.int64)
    _, first, same = np.unique(rounded, axis=0, return_index=True, return_inverse=True)
    lead = first[same.reshape(-1)]
    again = np.flatnonzero(lead != np.arange(len(xy)))
    middle = xy[first] - xy.mean(axis=0)
    # keys lie so far apart in the third direction that only equal ones are near
    heights = key[first] * (10.0 * reach)
    pairs = cKDTree(np.column_stack([middle, heights])).query_pairs(reach, output_type="ndarray")
    found = np.concatenate([np.column_stack([lead[again], again]), first[pairs]])
    return np.unique(np.sort(found, axis=1), axis=0)


def _metres(value: float) -> str:
    return f"{value:,.0f}"
