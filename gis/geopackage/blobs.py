"""Geometries as a GeoPackage holds them: a head, then WKB (OGC 12-128r18, clause 2.1.3)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..responsive import coordinates_of
from ..wkb import BoxedWkb, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_POINT = np.dtype(
    [("head", "u1", 4), ("srs", "<i4"), ("order", "u1"), ("kind", "<u4"), ("xy", "<f8", 2)]
)
_HEAD = np.dtype([("head", "u1", 4), ("srs", "<i4"), ("box", "<f8", 4)])
_PLAIN, _WITH_BOX, _EMPTY = 0b001, 0b011, 0b10001
"""Flags: little endian; without and with an envelope; nothing there."""
_SRS = struct.Struct("<i")
_POINT_WKB = 21  # bytes
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
    boxes = boxes_of(shapes)
    shapes = to_multi(shapes) if several else shapes
    wkb = shapely.to_wkb(shapes, output_dimension=2, byte_order=1)
    return [head + body for head, body in zip(_heads(boxes, srs), wkb, strict=True)]


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


def wrap_wkb(
    wkb: Sequence[bytes | None], srs: int
) -> tuple[list[bytes | None], NDArray[np.float64]]:
    """Put a GeoPackage's head before WKB of any kind.

    Parameters
    ----------
    wkb
        Little-endian ISO WKB of n geometries; None for none.
    srs
        Id of the CRS within the package.

    Returns
    -------
    blobs
        None where there is none.
    boxes
        Shape (n, 4): smallest and largest x, smallest and largest y; NaN where there is none, and
        of empty geometries.
    """
    plain = all(body is not None and len(body) == _POINT_WKB for body in wkb)
    if plain and len(wkb):
        points = np.empty(len(wkb), dtype=_POINT)
        body = points.view(np.uint8).reshape(len(wkb), -1)[:, -_POINT_WKB:]
        body[:] = np.frombuffer(b"".join(wkb), dtype=np.uint8).reshape(len(wkb), -1)
        points["head"], points["srs"] = (*b"GP", 0, _PLAIN), srs
        if (points["kind"] == 1).all() and np.isfinite(points["xy"]).all():
            return cut(points), points["xy"][:, [0, 0, 1, 1]]
    boxes = _boxes(wkb)
    for row in np.flatnonzero(np.isnan(boxes).any(axis=1)).tolist():
        if wkb[row] is not None:  # a curve, which shapely does not read, or empty
            boxes[row] = _box_by_qgis(wkb[row])
    bare = np.array([*b"GP", 0, _EMPTY], dtype=np.uint8).tobytes() + _SRS.pack(srs)
    empty = np.isnan(boxes).any(axis=1).tolist()
    blobs = [
        None if body is None else (bare if nothing else head) + body
        for head, body, nothing in zip(_heads(boxes, srs), wkb, empty, strict=True)
    ]
    return blobs, boxes


def _boxes(wkb: Sequence[bytes | None]) -> NDArray[np.float64]:
    """Give the boxes that are known, or read the WKB; NaN where there is none."""
    if all(body is None or isinstance(body, BoxedWkb) for body in wkb):
        none = (np.nan,) * 4
        boxes = [body.box if isinstance(body, BoxedWkb) else none for body in wkb]
        return np.array(boxes, dtype=np.float64).reshape(-1, 4)
    return shapely.bounds(shapely.from_wkb(list(wkb), on_invalid="ignore"))[:, [0, 2, 1, 3]]


def _heads(boxes: NDArray[np.float64], srs: int) -> list[bytes]:
    heads = np.empty(len(boxes), dtype=_HEAD)
    heads["head"], heads["srs"], heads["box"] = (*b"GP", 0, _WITH_BOX), srs, boxes
    return cut(heads)


def _box_by_qgis(wkb: bytes) -> tuple[float, float, float, float]:
    from ..sinks import from_wkb

    geometry = from_wkb(wkb)
    if geometry.isEmpty():
        return (np.nan,) * 4
    box = geometry.boundingBox()
    return box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum()
