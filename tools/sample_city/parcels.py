"""Ground between the streets: cells, neighbourhoods, blocks, and the parcels blocks divide into."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from .plan import (
    ARTERIALS,
    CLIP_BOX,
    NEIGHBOURHOODS,
    QUARTERS,
    U_LINES,
    V_LINES,
    Neighbourhood,
    rng_for,
    to_ground,
)
from .shapes import smallest_rectangle, steady, steady_parts, thin_out
from .water_rail import Barriers, plan_line

if TYPE_CHECKING:
    from .noding import Street

#: Ground that a street takes, from its middle to the wall (m).
HALF_WIDTH = {"primary": 25.0, "secondary": 15.0, "residential": 10.5, "lane": 2.6, "towpath": 5.0}
RAIL_STRIP = 22.0
#: The usual size of a parcel (m2) by kind of quarter, and the gap between two.
PARCEL_AREA = {"new": 14500.0, "village": 6300.0, "lilong": 2700.0, "mixed": 7800.0,
               "resettle": 8800.0}  # fmt: skip
PARCEL_GAP = {"lilong": 1.6}
SMALLEST = {"lilong": 500.0}
#: A parcel is too thin when less than this (m2) lies far enough from its edge.
THIN = 40.0
#: A point (plan) in the block that is the large park.
PARK_SPOT = (70.0, -240.0)


@dataclass
class Parcel:
    """A piece of ground with one use."""

    shape: shapely.Polygon
    quarter: str
    area_name: str
    use: str = "home"
    info: dict[str, Any] = field(default_factory=dict)


@dataclass
class Ground:
    """The district's neighbourhoods and its parcels."""

    areas: list[tuple[Neighbourhood, shapely.Polygon]]
    district: shapely.Polygon
    parcels: list[Parcel]
    scraps: list[shapely.Polygon]


def grid_cells(b: Barriers) -> dict[tuple[int, int], shapely.Polygon]:
    """Return the superblocks: faces between arterials, the canal and the railway."""
    lo_u, lo_v, hi_u, hi_v = CLIP_BOX
    lines = [b.canal, b.rail]
    for a in ARTERIALS:
        lo, hi = (lo_v - 150, hi_v + 150) if a.along == "u" else (lo_u - 150, hi_u + 150)
        lines.append(shapely.LineString(plan_line(a.along, a.at, lo, hi)))
    faces = shapely.get_parts(
        shapely.polygonize(shapely.get_parts(shapely.union_all(lines, grid_size=0.001)))
    )
    tree = shapely.STRtree(faces)
    cells = {}
    for i, j in QUARTERS:
        mid = to_ground([((U_LINES[i] + U_LINES[i + 1]) / 2, (V_LINES[j] + V_LINES[j + 1]) / 2)])
        (hit,) = tree.query(shapely.Point(mid[0]), predicate="within")
        cells[i, j] = faces[hit]
    return cells


def split_in_two(shape: shapely.Polygon, share: float, gap: float) -> list[shapely.Polygon]:
    """Cut a polygon across its longer side, so that the first part has about `share` of it."""
    box = smallest_rectangle(shape)
    a, c, d = box[0], box[1], box[3]
    long_side, short_side = (c - a, d - a)
    if np.hypot(*long_side) < np.hypot(*short_side):
        long_side, short_side = short_side, long_side
    if (long_side[0], long_side[1]) < (0.0, 0.0):
        a, long_side = a + long_side, -long_side
    at = a + long_side * share
    reach = short_side / np.hypot(*short_side) * 2000
    knife = shapely.LineString([at - reach, at + reach]).buffer(gap / 2, cap_style="flat")
    parts = [p for p in steady_parts(shape - knife) if p.area > 60]
    side = [float(np.dot(shapely.get_coordinates(p.centroid)[0] - at, long_side)) for p in parts]
    return [p for _, p in sorted(zip(side, parts, strict=True), key=lambda t: t[0])]


def divide_block(
    shape: shapely.Polygon, target: float, gap: float, rng: np.random.Generator
) -> list[shapely.Polygon]:
    """Divide a block into parcels of about the target size."""
    n = shape.area / target
    if n < 1.55:
        return [shape]
    parts = round(n)
    share = (parts // 2) / parts + rng.uniform(-0.05, 0.05)
    return [q for p in split_in_two(shape, share, gap) for q in divide_block(p, target, gap, rng)]


def tidy(shape: shapely.Geometry, corner: float = 3.0) -> shapely.Polygon | None:
    """Round the corners a little and shed thin tails; None if nothing worth having is left."""
    soft = steady(shape).buffer(-corner, join_style="mitre").buffer(corner, quad_segs=2)
    parts = steady_parts(soft)
    if not parts:
        return None
    return thin_out(max(parts, key=lambda p: p.area), 0.35)


def _taken(streets: list[Street], b: Barriers) -> list[shapely.Polygon]:
    out = [b.rail.buffer(RAIL_STRIP)]
    for s in streets:
        if s.attrs.get("towpath"):
            half = HALF_WIDTH["towpath"]
        elif s.kind == "footway" and s.name is None:
            half = HALF_WIDTH["lane"]
        elif s.kind in HALF_WIDTH:
            half = HALF_WIDTH[s.kind]
        else:
            continue
        out.append(s.line().buffer(half, quad_segs=4))
    return out


def build_ground(streets: list[Street], b: Barriers) -> Ground:
    """Divide the district into neighbourhoods, blocks and parcels."""
    rng = rng_for("parcels")
    cells = grid_cells(b)
    areas = []
    for n in NEIGHBOURHOODS:
        areas.append((n, shapely.union_all([cells[c] for c in n.cells], grid_size=0.001)))
    district = shapely.union_all([shape for _, shape in areas], grid_size=0.001)
    taken = np.array(_taken(streets, b))
    tree = shapely.STRtree(taken)
    park_spot = shapely.Point(to_ground([PARK_SPOT])[0])
    parcels, scraps = [], []
    for n, _ in areas:
        for cell in n.cells:
            quarter = QUARTERS[cell]
            near = taken[np.sort(tree.query(cells[cell], predicate="intersects"))]
            free = cells[cell] - shapely.union_all([*near, b.corridor])
            for block in steady_parts(free):
                shape = tidy(block)
                if shape is None or shape.area < 400:
                    continue
                if shape.contains(park_spot):
                    parcels.append(Parcel(shape, quarter, n.name, use="community_park"))
                    continue
                gap = PARCEL_GAP.get(quarter, 4.0)
                for piece in divide_block(shape, PARCEL_AREA[quarter], gap, rng):
                    final = tidy(piece, 1.0 if quarter == "lilong" else 2.5)
                    if final is None:
                        continue
                    thin = final.buffer(-8 if quarter == "lilong" else -14).area < THIN
                    if final.area < SMALLEST.get(quarter, 1800.0) or thin:
                        scraps.append(final)
                    else:
                        parcels.append(Parcel(final, quarter, n.name))
    return Ground(areas, district, parcels, scraps)
