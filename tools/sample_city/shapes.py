"""Shapes that come out alike whichever GEOS computes them.

Versions of GEOS agree on where lines lie, but not on where a ring starts, in which order the
parts of a result come, or which of the rectangles around a shape is the smallest. Whatever later
steps depend on is decided here.
"""

from __future__ import annotations

import numpy as np
import shapely


def _steady_ring(ring: shapely.LinearRing) -> np.ndarray:
    xy = np.round(shapely.get_coordinates(ring)[:-1], 3)
    xy = xy[np.any(xy != np.roll(xy, 1, axis=0), axis=1)]
    if len(xy) < 3:
        return np.empty((0, 2))
    return np.roll(xy, -int(np.lexsort((xy[:, 1], xy[:, 0]))[0]), axis=0)


def steady_parts(shape: shapely.Geometry) -> list[shapely.Polygon]:
    """Return the polygons of a shape, rounded to a millimetre, from west to east.

    Rings run anticlockwise from their westernmost vertex, holes clockwise. Lines, points and
    what rounding leaves without an area are dropped.
    """
    polygons = []
    for part in shapely.get_parts(shape):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        part = shapely.geometry.polygon.orient(part)
        outer, *holes = (_steady_ring(ring) for ring in (part.exterior, *part.interiors))
        if len(outer):
            holes = sorted((h for h in holes if len(h)), key=lambda h: tuple(h[0]))
            polygons.append(shapely.Polygon(outer, holes))
    return sorted(polygons, key=lambda p: (p.exterior.coords[0], p.area))


def steady(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape as :func:`steady_parts` has them: one polygon, or all in one geometry."""
    parts = steady_parts(shape)
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _keep(xy: np.ndarray, tolerance: float) -> np.ndarray:
    """Tell which vertices Douglas and Peucker's rule keeps."""
    keep = np.zeros(len(xy), dtype=bool)
    keep[[0, -1]] = True
    runs = [(0, len(xy) - 1)]
    while runs:
        first, last = runs.pop()
        if last - first < 2:
            continue
        base = shapely.LineString(xy[[first, last]])
        off = np.round(shapely.distance(base, shapely.points(xy[first + 1 : last])), 6)
        far = int(off.argmax())
        if off[far] > tolerance:
            keep[first + 1 + far] = True
            runs += [(first, first + 1 + far), (first + 1 + far, last)]
    return keep


def thin_out(shape: shapely.Polygon, tolerance: float) -> shapely.Polygon:
    """Drop vertices of the outline that lie within `tolerance` (m) of what stays; fill holes."""
    (solid,) = steady_parts(shapely.Polygon(shape.exterior))
    xy = shapely.get_coordinates(solid)
    far = int(np.round(np.hypot(*(xy - xy[0]).T), 6).argmax())
    keep = np.concatenate([_keep(xy[: far + 1], tolerance)[:-1], _keep(xy[far:], tolerance)])
    thin = shapely.Polygon(xy[keep]) if keep.sum() > 3 else solid
    return thin if thin.is_valid else solid


def smallest_rectangle(shape: shapely.Geometry) -> np.ndarray:
    """Return the corners of the rectangle of least area around a shape.

    Returns
    -------
    array of shape (4, 2), metres, anticlockwise from the westernmost; one side lies on a side of
    the convex hull (Freeman and Shapira 1975).
    """
    hull = _steady_ring(shapely.geometry.polygon.orient(shape.convex_hull).exterior)
    sides = np.roll(hull, -1, axis=0) - hull
    along = sides / np.hypot(*sides.T)[:, None]
    across = np.column_stack([-along[:, 1], along[:, 0]])
    middle = hull.mean(axis=0)
    u, v = along @ (hull - middle).T, across @ (hull - middle).T
    area = (u.max(axis=1) - u.min(axis=1)) * (v.max(axis=1) - v.min(axis=1))
    k = int(np.flatnonzero(area <= area.min() + 0.01)[0])
    corners = [(u[k].min(), v[k].min()), (u[k].max(), v[k].min()),
               (u[k].max(), v[k].max()), (u[k].min(), v[k].max())]  # fmt: skip
    box = np.array([middle + a * along[k] + b * across[k] for a, b in corners])
    return np.roll(box, -int(np.lexsort((box[:, 1], np.round(box[:, 0], 3)))[0]), axis=0)
