"""The geometries of a source's rows, in its own coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...gis.responsive import BLOCK, coordinates_of
from ..matching.places import read_pair, read_points
from ..reading.raw_table import SurveyError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..matching.mapping import SourceMapping
    from ..matching.roles import SurveyRole
    from ..reading.raw_table import RawTable

_DIMENSION = {"point": 0, "line": 1, "area": 2}


def read_shapes(
    table: RawTable, role: SurveyRole, mapping: SourceMapping
) -> tuple[NDArray[np.object_], list[tuple[int, str]], list[tuple[int, str, str]]]:
    """Read the geometry of every row.

    Parameters
    ----------
    table
        As read.
    role
        Says which geometries fit.
    mapping
        Says which columns hold the place, for tables.

    Returns
    -------
    shapes
        Shape (n,): 2D geometries, None where there is none that can be used.
    faults
        Row and reason of rows without one.
    taken
        Row, value and reason of rows whose place was changed: exchanged or repaired.

    Raises
    ------
    SurveyError
        If nothing says where the rows are.
    """
    if table.geometry is not None:
        return _fit(_read_wkb(list(table.geometry)), role)
    if mapping.x and mapping.y:
        return _from_columns(table, mapping)
    if mapping.wkt:
        return _fit(_read_wkt(list(table.column(mapping.wkt) or ())), role)
    if mapping.text:
        return _from_text(table, mapping)
    raise SurveyError(
        "{file} has no coordinates: no column is chosen for x and y, WKT or a place. Choose them, "
        "or join the table to a layer first.",
        file=table.name,
    )


def _from_columns(
    table: RawTable, mapping: SourceMapping
) -> tuple[NDArray[np.object_], list[tuple[int, str]], list[tuple[int, str, str]]]:
    east, north = mapping.x, mapping.y
    if mapping.axes_swapped:
        east, north = north, east
    first, second = table.column(east) or (), table.column(north) or ()
    xy, exchanged, faults = read_points(first, second)
    taken = [
        (row, f"{first[row]}, {second[row]}", "exchanged")
        for row in np.flatnonzero(exchanged).tolist()
    ]
    return _points(xy), faults, taken


def _from_text(
    table: RawTable, mapping: SourceMapping
) -> tuple[NDArray[np.object_], list[tuple[int, str]], list[tuple[int, str, str]]]:
    cells = table.column(mapping.text) or ()
    pairs = [None if cell is None else read_pair(str(cell)) for cell in cells]
    order = (1, 0) if mapping.text_order == "lat lon" else (0, 1)
    columns = [[None if pair is None else pair[at] for pair in pairs] for at in order]
    xy, exchanged, faults = read_points(*columns)
    told = [
        (row, "not_coordinate" if str(cells[row] or "").strip() and fault == "no_place" else fault)
        for row, fault in faults
    ]
    taken = [(row, str(cells[row]), "exchanged") for row in np.flatnonzero(exchanged).tolist()]
    return _points(xy), told, taken


def _points(xy: NDArray[np.float64]) -> NDArray[np.object_]:
    shapes = np.full(len(xy), None, dtype=object)
    good = np.isfinite(xy).all(axis=1)
    for rows in np.split(np.flatnonzero(good), range(BLOCK, int(good.sum()), BLOCK)):
        shapes[rows] = shapely.points(xy[rows])
    return shapes


def _read_wkb(cells: list[bytes | None]) -> NDArray[np.object_]:
    shapes = np.full(len(cells), None, dtype=object)
    for start in range(0, len(cells), BLOCK):
        rows = slice(start, start + BLOCK)
        shapes[rows] = shapely.force_2d(shapely.from_wkb(cells[rows], on_invalid="ignore"))
    return shapes


def _read_wkt(cells: list[object]) -> NDArray[np.object_]:
    array = np.empty(len(cells), dtype=object)
    array[:] = [None if cell is None else str(cell).strip() or None for cell in cells]
    return np.atleast_1d(
        np.asarray(shapely.force_2d(shapely.from_wkt(array, on_invalid="ignore")), dtype=object)
    )


def _fit(
    shapes: NDArray[np.object_], role: SurveyRole
) -> tuple[NDArray[np.object_], list[tuple[int, str]], list[tuple[int, str, str]]]:
    """Set aside geometries that cannot be used in the role's layer; repair polygons."""
    faults: dict[int, str] = {}
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    faults |= dict.fromkeys(np.flatnonzero(empty).tolist(), "no_shape")
    xy, owner = coordinates_of(shapes)
    broken = np.unique(owner[~np.isfinite(xy).all(axis=1)]).tolist()
    faults |= dict.fromkeys(broken, "broken_shape")
    fits = np.isin(shapely.get_dimensions(shapes), [_DIMENSION[s] for s in role.shapes])
    mixed = shapely.get_type_id(shapes) == 7
    for row in np.flatnonzero(~empty & (~fits | mixed)).tolist():
        faults.setdefault(row, "wrong_shape")
    shapes = shapes.copy()
    shapes[list(faults)] = None
    taken = []
    crossed = (shapely.get_dimensions(shapes) == 2) & ~shapely.is_valid(shapes)
    for row in np.flatnonzero(crossed).tolist():
        parts = shapely.get_parts(shapely.make_valid(shapes[row]))
        areas = parts[shapely.get_dimensions(parts) == 2]
        if not len(areas):
            faults[row] = "broken_shape"
            shapes[row] = None
            continue
        taken.append((row, shapely.is_valid_reason(shapes[row]), "repaired"))
        shapes[row] = shapely.multipolygons(shapely.get_parts(areas))
    return shapes, sorted(faults.items()), taken
