"""Checks of barriers and gates: whether they belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...engine.barriers import Barriers
from ...gis.ground import COMPOUND, gate_points, leave_out_closed_streets
from ...gis.i18n import tr
from .findings import INFORMATION, WARNING
from .values import check_hours

if TYPE_CHECKING:
    from .distances import Surroundings
    from .survey_layer import SurveyLayer


def check_gates(gates: SurveyLayer, around: Surroundings) -> None:
    """Check the gates."""
    check_hours(gates)
    _check_gates_at_barriers(gates, around)
    _check_compounds_of_gates(gates, around)


def _check_gates_at_barriers(gates: SurveyLayer, around: Surroundings) -> None:
    barriers = around.trusted("barriers")
    if barriers is None or gates.apart:
        return
    lines = _outlines(barriers.table.geometries[barriers.placed])
    homes = around.trusted("residents")
    if homes is not None:
        # a gate in the outline of a compound is one of its entrances, walled or not
        shapes = homes.table.geometries[homes.placed]
        lines = np.concatenate([lines, _outlines(shapes[shapely.get_dimensions(shapes) == 2])])
    known = np.flatnonzero(gates.placed)
    found, away = shapely.STRtree(lines).query_nearest(
        gates.table.geometries[known], return_distance=True, all_matches=False
    )
    rows = known[found[0]]
    far = np.flatnonzero(away > around.gate_tolerance)
    text = tr("The nearest barrier is {metres} m away, so the gate opens none.")
    gates.find(
        rows[far], "gate_without_barrier", WARNING,
        [text.format(metres=f"{away[n]:,.0f}") for n in far],
        tr("Move the gate onto its wall or fence, draw the missing one, or delete the gate."),
    )  # fmt: skip


def _check_compounds_of_gates(gates: SurveyLayer, around: Surroundings) -> None:
    """Find gates whose compound is not there, and walled compounds without a gate."""
    homes, barriers = around.layers.get("residents"), around.layers.get("barriers")
    of_gates = gates.texts(COMPOUND)
    of_homes = None if homes is None else homes.texts(COMPOUND)
    if of_gates is None or homes is None or of_homes is None:
        return
    of_walls = (barriers.texts(COMPOUND) if barriers is not None else None) or []
    known = (set(of_homes) | set(of_walls)) - {None}
    rows = [row for row, name in enumerate(of_gates) if name is not None and name not in known]
    text = tr("There is no compound with the compound_id {name}.")
    gates.find(
        rows, "gate_without_compound", WARNING,
        [text.format(name=of_gates[row]) for row in rows],
        tr("Correct the compound_id of the gate, or that of its compound."),
    )  # fmt: skip
    walled = set(of_walls) - {None}
    opened = set(of_gates) - {None}
    beside = _has_gate_beside(homes, gates, around.gate_tolerance)
    homes.find(
        [row for row, name in enumerate(of_homes)
         if name in walled and name not in opened and not beside[row]],
        "compound_without_gate", WARNING,
        tr("The compound has a wall but no gate, so nobody can leave it."),
        tr("Draw its gates, with the compound_id of the compound."),
    )  # fmt: skip


def _has_gate_beside(homes: SurveyLayer, gates: SurveyLayer, reach: float) -> np.ndarray:
    beside = np.zeros(len(homes), dtype=bool)
    if gates.placed.any() and homes.placed.any():
        known = np.flatnonzero(homes.placed)
        outlines = homes.table.geometries[known]
        polygons = shapely.get_dimensions(outlines) == 2
        outlines[polygons] = shapely.boundary(outlines[polygons])
        _, near = shapely.STRtree(outlines).query(
            gates.table.geometries[gates.placed], predicate="dwithin", distance=reach
        )
        beside[known[near]] = True
    return beside


def check_barriers(layer: SurveyLayer, around: Surroundings) -> None:
    """Say where streets cross barriers without a gate, barrier by barrier."""
    streets, gates = around.trusted("streets"), around.trusted("gates")
    if streets is None or layer.apart:
        return
    lines = leave_out_closed_streets(streets.table.without_unusable()).geometries
    places_of = gate_points(None if gates is None else gates.table.without_unusable())[0]
    known = np.flatnonzero(layer.placed)
    shapes = layer.table.geometries[known]
    opened = Barriers.from_geometries(shapes, places_of, around.gate_tolerance)
    walls, wall_of = shapely.get_parts(_outlines(shapes), return_index=True)
    street, wall = shapely.STRtree(walls).query(lines, predicate="crosses")
    met = shapely.get_parts(shapely.intersection(lines[street], walls[wall]), return_index=True)
    at_point = shapely.get_type_id(met[0]) == 0
    points, row = met[0][at_point], known[wall_of[wall[met[1][at_point]]]]
    shut = ~opened.is_open(shapely.get_coordinates(points))
    points, row = points[shut], row[shut]
    order = np.lexsort((*shapely.get_coordinates(points).T, row))
    points, row = points[order], row[order]
    rows, first, count = np.unique(row, return_index=True, return_counts=True)
    text = tr("Streets cross it at {count} places without a gate; nobody walks through there.")
    layer.find(
        rows, "crossed_without_gate", INFORMATION, [text.format(count=int(n)) for n in count],
        tr("Draw the gates that are open to people on foot; nothing, if there are none."),
        points[first],
    )  # fmt: skip


def _outlines(shapes: np.ndarray) -> np.ndarray:
    """Return lines as they are and polygons by their rings."""
    lines = np.array(shapes, dtype=object)
    polygons = shapely.get_dimensions(lines) == 2
    lines[polygons] = shapely.boundary(lines[polygons])
    return lines
