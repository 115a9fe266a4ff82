"""The whole city, built in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from .compounds import build_enclosures, crossing_gates
from .facilities import build_supply
from .fronts import find_fronts
from .noding import Street, node
from .opinions import build_opinions
from .parcels import Ground, Parcel, build_ground
from .people import settle
from .plan import rng_for
from .premises import build_premises
from .sites import place_sites
from .streets import build_streets, trim, walkable
from .walks import Walks
from .water_rail import CANAL_NAME, Barriers, build_barriers


@dataclass
class City:
    """Everything the sample shows."""

    barriers: Barriers
    streets: list[Street]
    ground: Ground
    homes: list[Parcel]
    walls: list[dict[str, Any]]
    gates: list[dict[str, Any]]
    facilities: list[dict[str, Any]]
    parks: list[dict[str, Any]]
    greenways: list[dict[str, Any]]
    premises: list[dict[str, Any]]
    opinions: list[dict[str, Any]]
    land_use: list[dict[str, Any]]


def _keep_main_part(streets: list[Street]) -> list[Street]:
    """Leave out walkable pieces that no one can get to."""
    walks = Walks(streets)
    label = walks.components()
    main = Counter(label.tolist()).most_common(1)[0][0]
    lost = {id(s) for s, e in zip(walks.streets, walks.ends, strict=True) if label[e[0]] != main}
    return [s for s in streets if id(s) not in lost]


def _greenways(streets: list[Street], ground: Ground, b: Barriers) -> list[dict[str, Any]]:
    paths = [
        s.line()
        for s in streets
        if s.attrs.get("towpath") and walkable(s) and ground.district.buffer(1).contains(s.line())
    ]
    banks: dict[int, list[shapely.LineString]] = {0: [], 1: []}
    for p in paths:
        mid = p.interpolate(0.5, normalized=True)
        banks[int(b.banks[1].distance(mid) < b.banks[0].distance(mid))].append(p)
    rows = []
    for side, (zh, en) in enumerate((("北岸", "north bank"), ("南岸", "south bank"))):
        merged = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(banks[side])))
        long_ones = sorted((m for m in merged if m.length > 150), key=lambda m: m.bounds)
        for k, line in enumerate(long_ones, start=1):
            tail = "" if len(long_ones) == 1 else f"{k}段"
            rows.append(
                {
                    "shape": line,
                    "service": "greenway",
                    "site_id": f"GW{side + 1}{k}",
                    "name": f"{CANAL_NAME[0]}绿道{zh}{tail}",
                    "name_en": f"{CANAL_NAME[1]} Greenway, {en}" + (f" {k}" if tail else ""),
                    "quality": 4,
                    "hours": "24/7",
                    "status": "open",
                    "operator_kind": "government",
                    "source": "社区普查（虚构示例）",
                }
            )
    return rows


def _dress(streets: list[Street]) -> None:
    """Give slopes and lighting; both are unknown for some."""
    rng = rng_for("dress")
    for s in streets:
        built = s.attrs.get("structure")
        slope: float | None = round(float(abs(rng.normal(0.3, 0.3))), 1)
        if built:
            slope = {"bridge": 3.5, "underpass": 4.5, "overpass": None}[built]
        luck = rng.random(2)
        lit = "yes"
        if s.kind == "path":
            lit = "yes" if luck[0] < 0.82 else "no"
            slope = None if luck[1] < 0.3 else slope
        elif s.kind == "footway" and not s.name:
            lit = "yes" if luck[0] < 0.7 else "no"
        s.attrs |= {"slope_pct": slope, "lit": None if luck[1] > 0.97 else lit}


def _land_use(ground: Ground, b: Barriers) -> list[dict[str, Any]]:
    kinds = {
        "home": "residential",
        "primary_school": "school",
        "junior_school": "school",
        "kindergarten": "school",
        "community_park": "park",
        "pocket_park": "park",
        "green": "green",
        "warehouse": "storage",
        "bus_depot": "transport",
        "shopping_mall": "commercial",
        "market": "commercial",
    }
    near = ground.district.buffer(1500)
    rows = [
        {"shape": p, "kind": "water", "name": CANAL_NAME[0]}
        for p in shapely.get_parts(b.water & near)
    ]
    rail = b.rail.buffer(10, cap_style="flat") & near
    rows += [{"shape": p, "kind": "railway", "name": None} for p in shapely.get_parts(rail)]
    rows += [{"shape": p, "kind": "green", "name": None} for p in ground.scraps]
    rows += [
        {"shape": p.shape, "kind": kinds.get(p.use, "public service"), "name": p.info.get("name")}
        for p in ground.parcels
    ]
    return rows


def build_city() -> City:
    """Build the sub-district from its plan; the same every time."""
    b = build_barriers()
    outer = build_streets(b)
    ground = build_ground(outer, b)
    place_sites(ground, outer)
    made = build_enclosures(ground, outer, b)
    settle(ground.parcels)
    homes = [p for p in ground.parcels if p.use == "home"]
    streets = _keep_main_part(trim(node([*outer, *made.ways]), 6.0))
    _dress(streets)
    lines = [*b.banks, b.rail]
    gates = made.gates + crossing_gates(streets, lines, ["canal", "canal", "railway"])
    greenways = _greenways(streets, ground, b)
    fronts = find_fronts(ground, outer, b)
    supply = build_supply(ground, outer, streets, fronts, greenways)
    taken = {(r["shape"].x, r["shape"].y) for r in supply.rows}
    premises = build_premises(ground, fronts, taken)
    opinions = build_opinions(homes, ground, streets, supply.rows)
    return City(
        b,
        streets,
        ground,
        homes,
        made.walls,
        gates,
        supply.rows,
        supply.parks,
        greenways,
        premises,
        opinions,
        _land_use(ground, b),
    )


def bounds_of(city: City) -> np.ndarray:
    """Return the extent of the streets: west, south, east, north."""
    return shapely.total_bounds(np.array([s.line() for s in city.streets]))
