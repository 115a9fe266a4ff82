"""The canal, the railway and the elevated road, and who gets across."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .plan import CANAL_V, CLIP_BOX, RAIL_U, to_ground, turn

CANAL_NAME = ("采菱浜", "Cailing Canal")
#: Half the water's width, and how far from the middle the towpath runs (m).
CANAL_HALF = 11.0
TOWPATH = 24.0
RAIL_HALF = 15.0
#: Arterials that cross the canal, by their plan coordinate u. Guizhao Road (-540) does not.
CANAL_BRIDGES = (-1020.0, -40.0, 420.0, 1080.0, 1560.0, 2040.0)
#: The one footbridge, in the old quarter.
FOOTBRIDGE_U = -300.0
#: Where streets cross the railway, by plan coordinate v.
RAIL_CROSSINGS = {
    1720.0: "level crossing", 1250.0: "underpass", 790.0: "underpass", 330.0: "underpass",
    -420.0: "level crossing", -820.0: "underpass", -1290.0: "level crossing",
    -1750.0: "underpass",
}  # fmt: skip


@dataclass
class Barriers:
    """What cuts the plan: shapes on the ground, all within the clip box."""

    clip: shapely.Polygon
    canal: shapely.LineString
    water: shapely.Polygon
    banks: list[shapely.LineString]
    towpaths: list[shapely.LineString]
    corridor: shapely.Polygon
    rail: shapely.LineString
    rail_corridor: shapely.Polygon


def plan_line(along: str, at: float, lo: float, hi: float) -> np.ndarray:
    """Bend a straight plan line, densely enough to curve; a few centimetres of slack are shed."""
    t = np.linspace(lo, hi, max(2, int(abs(hi - lo) / 8) + 1))
    fixed = np.full_like(t, at)
    uv = np.column_stack([fixed, t] if along == "u" else [t, fixed])
    line = shapely.LineString(to_ground(uv)).simplify(0.12)
    return np.round(shapely.get_coordinates(line), 3)


def _rounded(line: shapely.Geometry) -> shapely.LineString:
    merged = shapely.line_merge(line)
    return shapely.set_precision(merged, 0.001).simplify(0.1)


def build_barriers() -> Barriers:
    """Lay the canal and the railway across the plan."""
    x0, y0, x1, y1 = CLIP_BOX
    clip = shapely.Polygon(turn(np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=float)))
    long_canal = shapely.LineString(plan_line("v", CANAL_V, x0 - 200, x1 + 200))
    long_rail = shapely.LineString(plan_line("u", RAIL_U, y0 - 200, y1 + 200))
    banks = [shapely.offset_curve(long_canal, s * CANAL_HALF) for s in (1, -1)]
    paths = [shapely.offset_curve(long_canal, s * TOWPATH) for s in (1, -1)]
    return Barriers(
        clip=clip,
        canal=_rounded(long_canal & clip),
        water=long_canal.buffer(CANAL_HALF, cap_style="flat") & clip,
        banks=[_rounded(b & clip) for b in banks],
        towpaths=[_rounded(p & clip) for p in paths],
        corridor=long_canal.buffer(TOWPATH, cap_style="flat"),
        rail=_rounded(long_rail & clip),
        rail_corridor=long_rail.buffer(RAIL_HALF, cap_style="flat"),
    )
