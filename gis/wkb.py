"""Well-known binary of many geometries at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from .responsive import blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray


class BoxedWkb(bytes):
    """WKB whose smallest and largest x, smallest and largest y are known."""

    box: tuple[float, float, float, float]

    @classmethod
    def of(cls, wkb: bytes, box: tuple[float, float, float, float]) -> BoxedWkb:
        """Keep the box of a geometry with its WKB."""
        made = cls(wkb)
        made.box = box
        return made


_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("xy", "<f8", 2)])


def write_wkb(shapes: NDArray[np.object_]) -> list[bytes | None]:
    """Write geometries as WKB, as `shapely.to_wkb` does.

    Parameters
    ----------
    shapes
        Shape (n,): 2D geometries, or None.
    """
    if not (shapely.get_type_id(shapes) == 0).all() or shapely.is_empty(shapes).any():
        return shapely.to_wkb(shapes, byte_order=1).tolist()
    written: list[bytes | None] = []
    for block in blocks(shapes):
        points = np.empty(len(block), dtype=_POINT)
        points["order"], points["kind"], points["xy"] = 1, 1, shapely.get_coordinates(block)
        written += cut(points)
    return written


def cut(rows: NDArray[np.void]) -> list[bytes]:
    """Return the bytes of each row of a structured array."""
    size = rows.dtype.itemsize
    data = rows.tobytes()
    return [data[start : start + size] for start in range(0, len(data), size)]
