"""Compounds: their walls, gates, inner ways and names; parks likewise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from .doors import Door, DoorFinder
from .names import ESTATE_ORDINALS, ESTATES, LANES, numeral
from .noding import Street
from .plan import NEIGHBOURHOODS, rng_for
from .shapes import smallest_rectangle, steady, thin_out

if TYPE_CHECKING:
    from .parcels import Ground, Parcel
    from .water_rail import Barriers

#: The compound whose only gate lies on the far side from this kindergarten, wall to wall.
FAR_GATE_FROM = "望溪幼儿园"


@dataclass
class Enclosure:
    """Walls and gates and the ways inside."""

    walls: list[dict[str, Any]] = field(default_factory=list)
    gates: list[dict[str, Any]] = field(default_factory=list)
    ways: list[Street] = field(default_factory=list)


def _gate_count(p: Parcel, rng: np.random.Generator) -> int:
    if p.quarter == "new":
        return 2 if p.shape.area > 13500 or rng.random() < 0.25 else 1
    if p.quarter == "resettle":
        return 1 if rng.random() < 0.55 else 2
    return 3 if p.shape.area > 8000 else (2 if rng.random() < 0.7 else 1)


def name_compounds(parcels: list[Parcel]) -> None:
    """Name the homes' parcels in the manner of their quarter."""
    counts: dict[str, int] = {}
    stems = {n.name: (n.stem, n.name_en.split()[0]) for n in NEIGHBOURHOODS}
    homes = [p for p in parcels if p.use == "home"]
    for number, p in enumerate(homes, start=1):
        stem, en = stems[p.area_name]
        k = counts[p.area_name] = counts.get(p.area_name, -1) + 1
        if p.quarter == "new":
            zh, en_kind = ESTATES[k % len(ESTATES)]
            phase = ESTATE_ORDINALS[k // len(ESTATES)]
            name, name_en = stem + zh + phase, f"{en} {en_kind}"
            if phase:
                name_en += f" {k // len(ESTATES) + 1}"
        elif p.quarter == "lilong":
            zh, en = LANES[k % len(LANES)]
            branch = k // len(LANES)
            name = zh if branch == 0 else f"{zh}{('', '东', '西', '南', '北')[branch]}弄"
            name_en = (
                en if branch == 0 else f"{en} {('', 'East', 'West', 'South', 'North')[branch]}"
            )
        elif p.quarter == "resettle":
            name, name_en = f"{stem}佳苑{numeral(k + 1)}坊", f"{en} Jiayuan Block {k + 1}"
        else:
            name, name_en = f"{stem}{numeral(k + 1)}村", f"{en} Village {k + 1}"
        p.info |= {"name": name, "name_en": name_en, "compound_id": f"C{number:03d}"}


def _meet(doors: list[Door], known: list[tuple[float, float]]) -> list[Door]:
    """Let ways that reach a street from both sides at nearly one place meet there."""
    out = []
    for d in doors:
        near = [q for q in known if np.hypot(q[0] - d.street[0], q[1] - d.street[1]) < 5.0]
        street = min(
            near, key=lambda q: np.hypot(q[0] - d.street[0], q[1] - d.street[1]), default=d.street
        )
        known.append(street)
        out.append(replace(d, street=street))
    return out


def _inner_ways(shape: shapely.Polygon, doors: list[Door], name: str | None) -> list[Street]:
    """Lay a loop inside, or a spine where there is no room, and tie the doors to it."""
    box = smallest_rectangle(shape)
    width = min(np.hypot(*(box[1] - box[0])), np.hypot(*(box[3] - box[0])))
    inner = steady(shape.buffer(-float(np.clip(0.27 * width, 14, 34)), join_style="mitre"))
    ways = []
    mid = shape.representative_point()
    goals = np.array([mid])
    if inner.geom_type == "Polygon" and inner.area > 1200:
        loop = thin_out(inner, 4.0).exterior
        ways.append(Street(shapely.get_coordinates(loop), "path", name))
        steps = max(8, int(loop.length / 5))
        goals = shapely.line_interpolate_point(loop, np.arange(steps) * loop.length / steps)
    met: list[tuple[float, float]] = []
    for d in doors:
        gate = shapely.Point(d.edge)
        for goal in sorted(goals, key=gate.distance):
            inside = shapely.LineString([gate, goal])
            if (inside - shape.buffer(0.01)).length < 0.1:
                break
        else:
            # Round a corner of the wall: a short way in, from which people spread out.
            step = np.subtract(d.edge, d.street)
            for far in (9.0, 6.0, 4.0, 2.0):
                goal = shapely.Point(np.add(d.edge, step / np.hypot(*step) * far))
                if goal.distance(shape.exterior) > 1.0:
                    break
        end = (round(goal.x, 3), round(goal.y, 3))
        end = next((q for q in met if np.hypot(q[0] - end[0], q[1] - end[1]) < 4.0), end)
        met.append(end)
        ways.append(Street(np.array([d.street, d.edge, end]), "path", name))
    return ways


def build_enclosures(ground: Ground, streets: list[Street], b: Barriers) -> Enclosure:
    """Wall in every compound but those of the old lanes; open gates; lay ways."""
    rng = rng_for("compounds")
    name_compounds(ground.parcels)
    walled = [
        p
        for p in ground.parcels
        if (p.use == "home" and p.quarter != "lilong") or p.use == "community_park"
    ]
    walls = [p.shape.exterior for p in walled]
    finder = DoorFinder(streets, [*walls, *b.banks, b.rail], [p.shape for p in ground.parcels])
    kindergarten = next(p for p in ground.parcels if p.info.get("name") == FAR_GATE_FROM)
    shut_off = max(
        (p for p in walled if p.shape.distance(kindergarten.shape) < 8), key=lambda p: p.shape.area
    )
    made = Enclosure()
    known: list[tuple[float, float]] = []
    for p in ground.parcels:
        park = p.use == "community_park"
        if p.use != "home" and not park:
            continue
        cid = p.info.get("compound_id")
        if p in walled:
            if p is shut_off:
                found = finder.doors(p.shape, 1, away_from=kindergarten.shape.centroid)
            else:
                wanted = (4 if p.shape.area > 30000 else 2) if park else _gate_count(p, rng)
                found = finder.doors(p.shape, wanted)
            if not found:
                # No frontage to enter from: ground that nobody lives on.
                p.use = "green"
                continue
            made.walls.append(
                {
                    "shape": p.shape.exterior,
                    "kind": "park fence" if park else "compound wall",
                    "compound_id": cid,
                    "name": p.info["name"],
                }
            )
            for k, d in enumerate(found):
                hours = "24/7" if k == 0 and not park else "06:00-22:00"
                if park:
                    hours = "05:00-21:30"
                made.gates.append(
                    {
                        "xy": d.edge,
                        "kind": "park gate" if park else "compound gate",
                        "compound_id": cid,
                        "hours": hours,
                        "site_id": p.info.get("site_id"),
                        "name": f"{p.info['name']}{_side(p.shape, d.edge)}门",
                    }
                )
            p.info["doors"] = found
        else:
            found = finder.doors(p.shape, 1, clear=0.0)
            p.info["doors"] = found
        if found:
            found = p.info["doors"] = _meet(found, known)
            made.ways += _inner_ways(p.shape, found, p.info["name"] if park else None)
    return made


def _side(shape: shapely.Polygon, xy: tuple[float, float]) -> str:
    dx, dy = xy[0] - shape.centroid.x, xy[1] - shape.centroid.y
    return ("东" if dx > 0 else "西") if abs(dx) > abs(dy) else ("北" if dy > 0 else "南")


def crossing_gates(
    streets: list[Street],
    barriers: list[shapely.LineString],
    kinds: list[str],
) -> list[dict[str, Any]]:
    """Return the gates where streets get across the canal and the railway."""
    out = []
    for line, kind in zip(barriers, kinds, strict=True):
        for s in streets:
            if s.attrs.get("foot") == "no" or not s.line().intersects(line):
                continue
            what = s.attrs.get("structure") or "level crossing"
            for p in shapely.get_parts(s.line() & line):
                out.append(
                    {
                        "xy": (round(p.x, 3), round(p.y, 3)),
                        "kind": what,
                        "barrier": kind,
                        "name": s.name,
                        "hours": "24/7",
                    }
                )
    return sorted(out, key=lambda g: g["xy"])
