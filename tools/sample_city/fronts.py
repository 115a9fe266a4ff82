"""Street fronts: where something may stand between street and wall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .parcels import HALF_WIDTH, Ground
from .streets import PAVEMENT, walkable

if TYPE_CHECKING:
    from .noding import Street
    from .water_rail import Barriers

#: Fronts beyond the boundary are used as far as this (m).
BEYOND = 650.0


@dataclass
class Front:
    """A place on a street front where something may stand."""

    xy: tuple[float, float]
    street: Street
    area: str | None
    weight: float


def find_fronts(ground: Ground, streets: list[Street], b: Barriers) -> list[Front]:
    """Sample places between street and wall, every 14 m on both sides."""
    area_tree = shapely.STRtree([shape for _, shape in ground.areas])
    shapes = np.array([p.shape for p in ground.parcels])
    parcel_tree = shapely.STRtree(shapes)
    homes = [p for p in ground.parcels if p.use == "home"]
    people = np.array([p.info["population"] for p in homes], dtype=float)
    home_xy = np.array([shapely.get_coordinates(p.shape.centroid)[0] for p in homes])
    near_district = ground.district.buffer(BEYOND)
    carriageways = shapely.STRtree([s.line() for s in streets if s.kind == "primary"])
    fronts = []
    for s in streets:
        pavement = s.kind == "footway" and "plan" in s.attrs
        if not (walkable(s) and s.joins) or "crossing" in s.attrs or s.attrs.get("towpath"):
            continue
        if s.kind not in ("residential", "secondary") and not pavement:
            continue
        line = s.line()
        off = 8.5 if pavement else HALF_WIDTH[s.kind] - 2.2
        for at in np.arange(16.0, line.length - 16.0, 14.0):
            here, ahead = line.interpolate(at), line.interpolate(at + 0.5)
            nx, ny = -(ahead.y - here.y) / 0.5, (ahead.x - here.x) / 0.5
            for side in (1, -1):
                x, y = round(here.x + side * off * nx, 3), round(here.y + side * off * ny, 3)
                spot = shapely.Point(x, y)
                if (
                    pavement
                    and carriageways.query_nearest(spot, return_distance=True)[1][0] < PAVEMENT + 4
                ):
                    continue
                if not near_district.contains(spot) or b.corridor.distance(spot) < 6:
                    continue
                if len(parcel_tree.query(spot, predicate="dwithin", distance=0.8)):
                    continue
                if b.rail.distance(spot) < 20:
                    continue
                hit = area_tree.query(spot, predicate="within")
                area = ground.areas[hit[0]][0].name if len(hit) else None
                far = np.hypot(home_xy[:, 0] - x, home_xy[:, 1] - y)
                weight = float((people * np.exp(-((far / 180) ** 2))).sum()) if area else 600.0
                fronts.append(Front((x, y), s, area, weight))
    return fronts


def pick(
    fronts: list[Front],
    count: int,
    gap: float,
    taken: list[tuple[float, float]],
    rng: np.random.Generator,
    used: set[tuple[float, float]],
) -> list[Front]:
    """Choose fronts where people are, `gap` metres apart; the gap yields if it must."""
    xy = np.array([f.xy for f in fronts]).reshape(-1, 2)
    weight = np.array([0.0 if f.xy in used else f.weight for f in fronts])
    near = np.full(len(fronts), np.inf)
    for q in taken:
        near = np.minimum(near, np.hypot(*(xy - q).T))
    out: list[Front] = []
    while len(out) < count:
        pull = weight * (near >= gap)
        if pull.sum() == 0:
            if gap < 40:
                break
            gap *= 0.7
            continue
        k = int(rng.choice(len(fronts), p=pull / pull.sum()))
        out.append(fronts[k])
        taken.append(fronts[k].xy)
        used.add(fronts[k].xy)
        weight[k] = 0.0
        near = np.minimum(near, np.hypot(*(xy - xy[k]).T))
    return out
