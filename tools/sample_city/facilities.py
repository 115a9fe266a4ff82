"""Facilities: on sites of their own, under one roof, and on street fronts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from .doors import DoorFinder
from .fronts import Front, pick
from .plan import rng_for, to_ground
from .services import KINDS, UNDER_ONE_ROOF
from .streets import walkable

if TYPE_CHECKING:
    from .noding import Street
    from .parcels import Ground, Parcel

#: Ground (m2) of a pocket park for each person it is meant for: the least in renewal areas.
GREEN_PER_PERSON = 0.5
SOURCES = ("社区普查", "部门台账", "网格员踏勘", "地图兴趣点核对")
#: Sites with more than one entrance.
ENTRANCES = {"market": 2, "shopping_mall": 3, "pocket_park": 2, "junior_school": 1}


@dataclass
class Supply:
    """All facility rows, and the park polygons."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    parks: list[dict[str, Any]] = field(default_factory=list)


def _row(
    service: str,
    xy: tuple[float, float],
    name: str,
    name_en: str,
    area: str | None,
    rng: np.random.Generator,
    site_id: str | None = None,
) -> dict[str, Any]:
    kind = KINDS[service]
    quality: int | None = int(np.clip(round(rng.normal(kind.quality, 0.75)), 1, 5))
    capacity = floor = None
    unit = None
    size = rng.uniform(0, 1)
    if kind.capacity:
        lo, hi, unit = kind.capacity
        step = 100 if hi > 2000 else 10 if hi > 100 else 5
        capacity = round((lo + size * (hi - lo)) / step) * step
    if kind.floor:
        lo_f, hi_f = kind.floor
        step = 10 if hi_f > 200 else 1
        floor = float(round((lo_f + size * (hi_f - lo_f)) / step) * step)
    visits = int(round(rng.uniform(*kind.visits), -2)) if kind.visits else None
    events = int(rng.integers(*kind.events)) if kind.events else None
    hours: str | None = str(rng.choice(kind.hours))
    operator = str(rng.choice(kind.operator))
    old = rng.random() < 0.08
    surveyed = date(2025, 3, 1) + timedelta(days=int(rng.integers(0, 80)))
    if old:
        surveyed = surveyed.replace(year=2022)
    source = str(rng.choice(SOURCES)) + "（虚构示例）"
    luck = rng.random(3)
    if luck[0] < 0.07:
        quality = None
    if luck[1] < 0.04 and service not in ("greenway", "community_park"):
        hours = None
    if luck[2] < 0.05 and unit == "persons":
        capacity = unit = None
    return {
        "shape": shapely.Point(xy),
        "service": service,
        "name": name,
        "name_en": name_en,
        "site_id": site_id,
        "capacity": capacity,
        "capacity_unit": unit,
        "floor_m2": floor,
        "quality": quality,
        "hours": hours,
        "status": "open",
        "operator_kind": operator,
        "surveyed_on": surveyed,
        "source": source,
        "visits_year": visits,
        "events_year": events,
        "area": area,
    }


def _before(edge: tuple[float, float], street: tuple[float, float]) -> tuple[float, float]:
    """Return the point 1.5 m before a door, on the street's side."""
    dx, dy = street[0] - edge[0], street[1] - edge[1]
    n = max(np.hypot(dx, dy), 1e-9)
    return round(edge[0] + 1.5 * dx / n, 3), round(edge[1] + 1.5 * dy / n, 3)


def _at_site(p: Parcel, finder: DoorFinder, rng: np.random.Generator) -> list[dict[str, Any]]:
    doors = finder.doors(p.shape, ENTRANCES.get(p.use, 1), clear=0.0)
    if not doors:
        raise RuntimeError(f"no entrance for {p.info}")
    p.info["doors"] = doors
    base = _row(
        p.use, (0.0, 0.0), p.info["name"], p.info["name_en"], p.area_name, rng, p.info["site_id"]
    )
    if p.use == "pocket_park":
        base |= {
            "floor_m2": float(round(p.shape.area)),
            "capacity_unit": "persons",
            "capacity": round(p.shape.area / GREEN_PER_PERSON, -1),
        }
    rows = []
    for d in doors:
        rows.append({**base, "shape": shapely.Point(_before(d.edge, d.street))})
    for extra in UNDER_ONE_ROOF.get(p.info["name"], ()):
        row = _row(
            extra,
            (0.0, 0.0),
            f"{p.info['name']}·{KINDS[extra].zh}",
            f"{p.info['name_en']}: {KINDS[extra].en}",
            p.area_name,
            rng,
            p.info["site_id"],
        )
        rows += [{**row, "shape": r["shape"]} for r in rows[: len(doors)]]
    return rows


def _parks(ground: Ground, made: Supply, rng: np.random.Generator) -> None:
    for p in ground.parcels:
        if p.use not in ("community_park", "pocket_park"):
            continue
        size = float(round(p.shape.area))
        if p.use == "community_park":
            base = _row(
                p.use,
                (0.0, 0.0),
                p.info["name"],
                p.info["name_en"],
                p.area_name,
                rng,
                p.info["site_id"],
            )
            base |= {
                "floor_m2": size,
                "capacity": round(size, -2),
                "capacity_unit": "persons",
                "quality": 4,
            }
            for d in p.info["doors"]:
                made.rows.append({**base, "shape": shapely.Point(_before(d.edge, d.street))})
        else:
            base = next(r for r in made.rows if r["site_id"] == p.info["site_id"])
        made.parks.append({**base, "shape": p.shape})


def _on_fronts(
    made: Supply, fronts: list[Front], rng: np.random.Generator, area_names: list[str]
) -> None:
    used: set[tuple[float, float]] = set()
    named: dict[str, int] = {}
    for service, kind in KINDS.items():
        taken = [(r["shape"].x, r["shape"].y) for r in made.rows if r["service"] == service]
        for area, count in zip([*area_names, None], kind.spread, strict=True):
            if not count:
                continue
            pool = [
                f
                for f in fronts
                if f.area == area and (not kind.main_road or f.street.kind != "residential")
            ]
            for f in pick(pool, count, kind.gap, taken, rng, used):
                road = (f.street.name or "无名路").removesuffix("人行道")
                road_en = (f.street.attrs.get("name_en") or "Unnamed Road").removesuffix(
                    " pavement"
                )
                name = road + kind.zh
                n = named[name] = named.get(name, 0) + 1
                tail, tail_en = (f"（{n}）", f" ({n})") if n > 1 else ("", "")
                made.rows.append(
                    _row(service, f.xy, name + tail, f"{road_en} {kind.en}{tail_en}", area, rng)
                )


def _metro(made: Supply, fronts: list[Front], rng: np.random.Generator) -> None:
    spot = to_ground([(-40.0, 790.0)])[0]
    base = _row(
        "metro_station", (0.0, 0.0), "锦汀大道站", "Jinting Avenue Station", None, rng, "M01"
    )
    near = sorted(fronts, key=lambda f: np.hypot(f.xy[0] - spot[0], f.xy[1] - spot[1]))
    doors: list[Front] = []
    for f in near:
        quarter = (f.xy[0] > spot[0], f.xy[1] > spot[1])
        if all(quarter != (d.xy[0] > spot[0], d.xy[1] > spot[1]) for d in doors):
            doors.append(f)
    for k, f in enumerate(doors, start=1):
        made.rows.append(
            {
                **base,
                "shape": shapely.Point(f.xy),
                "area": f.area,
                "name": f"锦汀大道站{k}号口",
                "name_en": f"Jinting Avenue Station, exit {k}",
            }
        )


def _greenway_entrances(
    made: Supply, streets: list[Street], greenways: list[dict[str, Any]], rng: np.random.Generator
) -> None:
    ends = {}
    for s in streets:
        if walkable(s) and s.joins and not s.attrs.get("towpath"):
            for k in (0, -1):
                ends[tuple(s.xy[k])] = s
    for g in greenways:
        base = _row("greenway", (0.0, 0.0), g["name"], g["name_en"], None, rng, g["site_id"])
        base |= {"capacity": None, "capacity_unit": None, "floor_m2": None}
        for xy in sorted(set(map(tuple, shapely.get_coordinates(g["shape"]))) & set(ends)):
            made.rows.append({**base, "shape": shapely.Point(xy)})


def _special_states(made: Supply) -> None:
    """Close, plan and spoil a few on purpose."""

    def first(service: str, area: str | None) -> dict[str, Any]:
        return next(r for r in made.rows if r["service"] == service and r["area"] == area)

    first("community_canteen", "桥南社区")["status"] = "closed"
    first("pharmacy", "铁东社区")["status"] = "closed"
    first("kindergarten", "铁东社区")["status"] = "planned"
    first("sport_field_small", "桥南社区")["status"] = "closed"
    first("nursery", "望溪社区")["status"] = "planned"
    first("health_station", "铁东社区")["status"] = "planned"
    for r in made.rows:
        if r["area"] == "菱歌老街社区":
            if r["service"] == "elderly_day_care":
                r |= {"quality": 2, "capacity": 700, "floor_m2": 240.0}
            if r["service"] in ("outdoor_fitness", "toilet"):
                r["quality"] = 2
            if r["service"] == "kindergarten":
                r |= {"quality": 2, "capacity": 90, "floor_m2": 1700.0}
        if r["area"] == "望溪社区" and r["service"] == "kindergarten":
            r["capacity"] = min(r["capacity"] or 0, 210) or 180
        if r["status"] == "planned":
            r |= {"quality": None, "visits_year": None, "events_year": None}


def build_supply(
    ground: Ground,
    outer: list[Street],
    streets: list[Street],
    fronts: list[Front],
    greenways: list[dict[str, Any]],
) -> Supply:
    """Make all facilities, in a fixed order.

    `outer` are the streets before the ways inside compounds join them, `streets` all of them.
    """
    rng = rng_for("facilities")
    made = Supply()
    finder = DoorFinder(outer, [], [p.shape for p in ground.parcels])
    for p in ground.parcels:
        if p.use in KINDS and p.use != "community_park":
            made.rows += _at_site(p, finder, rng)
    _parks(ground, made, rng)
    _on_fronts(made, fronts, rng, [n.name for n, _ in ground.areas])
    _metro(made, fronts, rng)
    _greenway_entrances(made, streets, greenways, rng)
    _special_states(made)
    return made
