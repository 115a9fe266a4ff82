"""Idle premises: candidates for conversion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from .plan import rng_for

if TYPE_CHECKING:
    from .fronts import Front
    from .parcels import Ground, Parcel

#: What stands idle: Chinese, English, floor range (m2), cost range (10,000 yuan per m2), owners,
#: where (front: a street front; shed: inside a compound; works: old works and stores), how many.
IDLE = (
    ("沿街空置商铺", "vacant shop", (60, 320), (0.16, 0.30), ("market", "collective"), "front", 13),
    (
        "原房管所办公楼",
        "former housing office",
        (380, 760),
        (0.14, 0.22),
        ("government",),
        "front",
        3,
    ),
    ("原粮油门市部", "former grain shop", (140, 280), (0.15, 0.24), ("state-owned",), "front", 3),
    (
        "原邮电支局一层",
        "former telephone exchange, ground floor",
        (220, 420),
        (0.15, 0.22),
        ("state-owned",),
        "front",
        2,
    ),
    ("闲置自行车棚", "disused bicycle shed", (70, 190), (0.10, 0.18), ("collective",), "shed", 6),
    ("原锅炉房", "former boiler house", (160, 340), (0.14, 0.24), ("collective",), "shed", 3),
    ("旧厂房", "old workshop", (900, 2600), (0.11, 0.20), ("state-owned",), "works", 4),
    (
        "闲置仓库",
        "idle warehouse",
        (700, 3200),
        (0.10, 0.18),
        ("state-owned", "collective"),
        "works",
        6,
    ),
)
#: Neighbourhood of each front in turn, so that the thinly served ones have candidates too.
TURNS = (
    "铁东社区",
    "望溪社区",
    "南塘社区",
    "菱歌老街社区",
    "桥南社区",
    "槐荫新村社区",
    "澄园社区",
    "锦汀社区",
)


def _spots(
    where: str,
    fronts: list[Front],
    ground: Ground,
    rng: np.random.Generator,
    turn: int,
    used: set[tuple[float, float]],
) -> tuple[tuple[float, float], str, str, str]:
    if where == "front":
        area = TURNS[turn % len(TURNS)]
        pool = [
            f
            for f in fronts
            if f.area == area
            and f.street.attrs.get("name_en")
            and all(np.hypot(f.xy[0] - q[0], f.xy[1] - q[1]) > 90 for q in used)
        ]
        f = pool[int(rng.integers(len(pool)))]
        return (
            f.xy,
            area,
            (f.street.name or "").removesuffix("人行道"),
            f.street.attrs["name_en"].removesuffix(" pavement"),
        )
    if where == "shed":
        pool_p = [p for p in ground.parcels if p.use == "home" and p.quarter == "village"]
    else:
        pool_p = [p for p in ground.parcels if p.use == "warehouse"]
    p: Parcel = pool_p[int(rng.integers(len(pool_p)))]
    shape = p.shape.buffer(-9)
    x0, y0, x1, y1 = shape.bounds
    while True:
        xy = (round(float(rng.uniform(x0, x1)), 3), round(float(rng.uniform(y0, y1)), 3))
        if shape.contains(shapely.Point(xy)) and all(
            np.hypot(xy[0] - q[0], xy[1] - q[1]) > 18 for q in used
        ):
            return xy, p.area_name, p.info["name"], p.info["name_en"]


def build_premises(
    ground: Ground, fronts: list[Front], taken: set[tuple[float, float]]
) -> list[dict[str, Any]]:
    """Make the forty idle premises."""
    rng = rng_for("premises")
    fronts = [f for f in fronts if f.xy not in taken]
    rows: list[dict[str, Any]] = []
    used: set[tuple[float, float]] = set()
    turn = 0
    for zh, en, (lo, hi), (c0, c1), owners, where, count in IDLE:
        for k in range(count):
            xy, area, place, place_en = _spots(where, fronts, ground, rng, turn, used)
            turn += where == "front"
            used.add(xy)
            floor = float(round(rng.uniform(lo, hi) / 10) * 10)
            luck = rng.random()
            status = "idle" if luck < 0.72 else "partly used" if luck < 0.92 else "planned"
            cost: float | None = round(floor * rng.uniform(c0, c1), 1)
            if rng.random() < 0.05:
                cost = None
            rows.append(
                {
                    "shape": shapely.Point(xy),
                    "name": f"{place}{zh}{k + 1}",
                    "name_en": f"{place_en}, {en} {k + 1}",
                    "floor_m2": floor,
                    "cost": cost,
                    "status": status,
                    "owner_kind": str(rng.choice(owners)),
                    "fixed_service": "community_canteen" if status == "planned" else None,
                    "area": area,
                    "source": "闲置空间摸底（虚构示例）",
                }
            )
    return rows
