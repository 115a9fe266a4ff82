"""Geometries as a GeoPackage holds them: a head, then WKB (OGC 12-128r18, clause 2.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..responsive import coordinates_of
from ..wkb import cut

if TYPE_CHECKING:
    from numpy.typing import NDArray

_POINT = np.dtype(
    [("head", "u1", 4), ("srs", "<i4"), ("order", "u1"), ("kind", "<u4"), ("xy", "<f8", 2)]
)
_HEAD = np.dtype([("head", "u1", 4), ("srs", "<i4"), ("box", "<f8", 4)])
_PLAIN, _WITH_BOX = 0b001, 0b011  # little endian; without and with an envelope
_MULTI = {0: shapely.multipoints, 1: shapely.multilinestrings, 3: shapely.multipolygons}


def make_blobs(shapes: NDArray[np.object_], srs: int, several: bool) -> list[bytes]:
    """Write geometries as a GeoPackage's blobs.

    Parameters
    ----------
    shapes
        Shape (n,): geometries of one dimension, none missing or empty.
    srs
        Id of the CRS within the package.
    several
        Whether the layer is one of multi-geometries.
    """
    if not several and (shapely.get_type_id(shapes) == 0).all():
        points = np.empty(len(shapes), dtype=_POINT)
        points["head"] = (*b"GP", 0, _PLAIN)
        points["srs"], points["order"], points["kind"] = srs, 1, 1
        points["xy"] = shapely.get_coordinates(shapes)
        return cut(points)
    heads = np.empty(len(shapes), dtype=_HEAD)
    heads["head"] = (*b"GP", 0, _WITH_BOX)
    heads["srs"] = srs
    heads["box"] = boxes_of(shapes)
    shapes = to_multi(shapes) if several else shapes
    wkb = shapely.to_wkb(shapes, output_dimension=2, byte_order=1)
    return [head + body for head, body in zip(cut(heads), wkb, strict=True)]


def boxes_of(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return smallest and largest x, smallest and largest y of each geometry; shape (n, 4)."""
    if (shapely.get_type_id(shapes) == 0).all():
        # numpy's `repeat` would keep Python's lock all the while
        return coordinates_of(shapes)[0][:, [0, 0, 1, 1]]
    return shapely.bounds(shapes)[:, [0, 2, 1, 3]]


def to_multi(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Make multi-geometries of one part of the geometries that are none."""
    shapes = shapes.copy()
    kinds = shapely.get_type_id(shapes)
    for kind, make in _MULTI.items():
        rows = np.flatnonzero(kinds == kind)
        if len(rows):
            shapes[rows] = make(shapes[rows], indices=np.arange(len(rows)))
    return shapes
