"""Streets: arterials, the division of superblocks, pavements, towpaths, bridges, underpasses."""

from __future__ import annotations

from itertools import cycle

import numpy as np
import shapely
from shapely.ops import substring

from .names import LOCAL_ROADS
from .noding import Street, node
from .plan import (
    ARTERIALS,
    BLOCK_SPACING,
    CANAL_V,
    CLIP_BOX,
    QUARTERS,
    RAIL_U,
    U_LINES,
    V_LINES,
    rng_for,
)
from .water_rail import (
    CANAL_BRIDGES,
    CANAL_HALF,
    CANAL_NAME,
    FOOTBRIDGE_U,
    RAIL_CROSSINGS,
    RAIL_HALF,
    Barriers,
    plan_line,
)

#: Pavements of primary roads run this far (m) from the middle of the carriageway.
PAVEMENT = 14.0
RAIL_LANE = 40.0
#: Superblocks that are cut by hand first: cell -> (side that is kept whole, where).
PARK_CELL, PARK_CUT = (3, 4), 180.0
#: A footbridge over Lingge Avenue, with steps, at plan (u, v).
OVERPASSES = ((-40.0, 560.0), (-40.0, -640.0))

Split = tuple[str, float, float, float, str]


def divide(
    u0: float, u1: float, v0: float, v1: float, kind: str, rng: np.random.Generator, depth: int = 0
) -> list[Split]:
    """Divide a plan rectangle by streets until blocks are about as small as the quarter wants."""
    spacing = BLOCK_SPACING[kind]
    w, h = u1 - u0, v1 - v0
    if max(w, h) <= spacing * 1.4:
        return []
    share = rng.uniform(0.40, 0.60)
    grade = "footway" if kind == "lilong" and depth >= 2 else "residential"
    if w >= h:
        at = round((u0 + share * w) / 20) * 20.0
        cut: Split = ("u", at, v0, v1, grade)
        parts = [(u0, at, v0, v1), (at, u1, v0, v1)]
    else:
        at = round((v0 + share * h) / 20) * 20.0
        cut = ("v", at, u0, u1, grade)
        parts = [(u0, u1, v0, at), (u0, u1, at, v1)]
    return [cut, *(s for p in parts for s in divide(*p, kind, rng, depth + 1))]


def _local_splits(rng: np.random.Generator) -> list[Split]:
    splits: list[Split] = []
    for i, (u0, u1) in enumerate(zip(U_LINES, U_LINES[1:], strict=False)):
        a = u0 + RAIL_LANE if u0 == RAIL_U else u0
        b = u1 - RAIL_LANE if u1 == RAIL_U else u1
        for j, (v0, v1) in enumerate(zip(V_LINES, V_LINES[1:], strict=False)):
            kind = QUARTERS.get((i, j), "outside")
            left = a
            if (i, j) == PARK_CELL:
                splits.append(("u", PARK_CUT, v0, v1, "residential"))
                left = PARK_CUT
            splits += divide(left, b, v0, v1, kind, rng)
    return splits


def _cut(xy: np.ndarray, away: shapely.Geometry) -> list[np.ndarray]:
    rest = shapely.get_parts(shapely.LineString(xy) - away)
    return [np.round(shapely.get_coordinates(p), 3) for p in rest if p.length > 1.0]


def _bridge(
    street: Street, over: shapely.LineString, half: float, level: int, what: str
) -> list[Street]:
    """Give the stretch of a street that crosses `over` its own feature at another level."""
    line = street.line()
    spot = line & over
    if spot.is_empty:
        return [street]
    at = line.project(spot.centroid)
    lo, hi = at - half, at + half
    pieces = []
    for a, b, part in ((0.0, lo, False), (lo, hi, True), (hi, line.length, False)):
        xy = np.round(shapely.get_coordinates(substring(line, a, b)), 3)
        attrs = dict(street.attrs)
        if part:
            attrs |= {"level": level, "structure": what}
        pieces.append(
            Street(
                xy, street.kind, street.name, attrs, joins=not part, whole=street.whole and not part
            )
        )
    return pieces


def _arterial_lines(b: Barriers) -> list[Street]:
    lo_u, lo_v, hi_u, hi_v = CLIP_BOX
    out = []
    for a in ARTERIALS:
        lo, hi = (lo_v - 150, hi_v + 150) if a.along == "u" else (lo_u - 150, hi_u + 150)
        xy = plan_line(a.along, a.at, lo, hi)
        attrs = {"name_en": a.name_en, "plan": (a.along, a.at)}
        main = Street(xy, a.kind, a.name, dict(attrs), whole=a.kind == "primary")
        lines = [main]
        if a.kind == "primary":
            main.attrs["foot"] = "no"
            for side in (1, -1):
                path = shapely.offset_curve(main.line(), side * PAVEMENT, join_style="mitre")
                xy = np.round(shapely.get_coordinates(path.simplify(0.1)), 3)
                lines.append(
                    Street(
                        xy,
                        "footway",
                        a.name + "人行道",
                        {**attrs, "name_en": f"{a.name_en} pavement"},
                    )
                )
        for line in lines:
            if a.along == "u" and a.at not in CANAL_BRIDGES:
                out += [
                    Street(xy, line.kind, line.name, dict(line.attrs), whole=line.whole)
                    for xy in _cut(line.xy, b.corridor)
                ]
            elif a.along == "u":
                out += _bridge(line, b.canal, CANAL_HALF + 6, 1, "bridge")
            elif RAIL_CROSSINGS.get(a.at) == "underpass":
                out += _bridge(line, b.rail, RAIL_HALF + 3, -1, "underpass")
            else:
                out.append(line)
    return out


def _lanes_beside_railway(b: Barriers) -> list[Street]:
    lo, hi = CLIP_BOX[1] - 100, CLIP_BOX[3] + 100
    out = []
    for at, name, en in (
        (RAIL_U - RAIL_LANE, "铁西里路", "Tiexili Road"),
        (RAIL_U + RAIL_LANE, "道口路", "Daokou Road"),
    ):
        for xy in _cut(plan_line("u", at, lo, hi), b.corridor):
            out.append(Street(xy, "residential", name, {"name_en": en}))
    return out


def _local_streets(b: Barriers, rng: np.random.Generator) -> list[Street]:
    names = cycle(LOCAL_ROADS)
    out = []
    primaries = {(a.along, a.at) for a in ARTERIALS if a.kind == "primary"}
    splits = _local_splits(rng)
    starts = {(along, at, lo) for along, at, lo, _, _ in splits}
    stops = {(along, at, hi) for along, at, _, hi, _ in splits}
    for along, at, lo, hi, kind in splits:
        across = "v" if along == "u" else "u"
        # A street that ends at a primary road goes on over it where there is a crossing; where
        # another faces it, the two meet in the middle.
        reach = [0.0, 0.0]
        for k, (end, facing) in enumerate(((lo, stops), (hi, starts))):
            if (across, end) not in primaries or (along, at, end) in facing:
                continue
            if rng.random() < 0.6:
                reach[k] = PAVEMENT + 5
        xy = plan_line(along, at, lo - reach[0], hi + reach[1])
        name, en = next(names) if kind == "residential" else (None, None)
        cut = CANAL_V in (lo, hi) and along == "u"
        for part in _cut(xy, b.corridor) if cut else [xy]:
            out.append(Street(part, kind, name, {"name_en": en} if en else {}))
    return out


def _towpaths(b: Barriers) -> list[Street]:
    out = []
    for path in b.towpaths:
        for xy in _cut(shapely.get_coordinates(path), b.rail_corridor):
            out.append(
                Street(
                    xy,
                    "footway",
                    CANAL_NAME[0] + "滨水步道",
                    {"name_en": CANAL_NAME[1] + " towpath", "towpath": True},
                )
            )
    return out


def _footbridges(b: Barriers, streets: list[Street]) -> list[Street]:
    """Span the canal once more on foot, and the avenue with steps."""
    out = []
    here = shapely.Point(plan_line("u", FOOTBRIDGE_U, CANAL_V - 1, CANAL_V + 1)[0])
    ends = [p.interpolate(p.project(here)) for p in b.towpaths]
    xy = np.round([(p.x, p.y) for p in ends], 3)
    out.append(
        Street(
            xy,
            "footway",
            "菱歌桥",
            {"name_en": "Lingge Footbridge", "level": 1, "structure": "bridge"},
            joins=False,
        )
    )
    pavements = [
        s.line() for s in streets if s.kind == "footway" and s.attrs.get("plan") == ("u", -40.0)
    ]
    for u, v in OVERPASSES:
        spot = shapely.Point(plan_line("v", v, u - 1, u + 1)[0])
        near = sorted(pavements, key=spot.distance)[:2]
        xy = np.round([(p.x, p.y) for p in (n.interpolate(n.project(spot)) for n in near)], 3)
        out.append(
            Street(
                xy,
                "footway",
                "菱歌大道人行天桥",
                {
                    "name_en": "Lingge Avenue overpass",
                    "level": 1,
                    "steps": "yes",
                    "structure": "overpass",
                },
                joins=False,
            )
        )
    return out


def _expressway() -> Street:
    lo, hi = CLIP_BOX[0] - 150, CLIP_BOX[2] + 150
    line = shapely.offset_curve(shapely.LineString(plan_line("v", -820.0, lo, hi)), 3.5)
    xy = np.round(shapely.get_coordinates(line.simplify(0.1)), 3)
    return Street(
        xy,
        "motorway",
        "澄园高架路",
        {"name_en": "Chengyuan Elevated Road", "level": 1, "foot": "no"},
        joins=False,
    )


def clip_to(streets: list[Street], clip: shapely.Polygon) -> list[Street]:
    """Keep what lies in the clip box; a street that leaves and comes back becomes two."""
    out = []
    for s in streets:
        inside = s.line() & clip
        for part in shapely.get_parts(inside):
            if part.geom_type == "LineString" and part.length > 0.5:
                xy = np.round(shapely.get_coordinates(part), 3)
                out.append(Street(xy, s.kind, s.name, dict(s.attrs), s.joins, s.whole))
    return out


def walkable(s: Street) -> bool:
    """Tell whether anyone may walk here."""
    return s.attrs.get("foot") != "no"


def trim(streets: list[Street], shortest: float = 14.0) -> list[Street]:
    """Take away short stubs that lead nowhere."""
    while True:
        ends: dict[tuple[float, float], int] = {}
        for s in streets:
            if walkable(s):
                for k in (0, -1):
                    ends[tuple(s.xy[k])] = ends.get(tuple(s.xy[k]), 0) + 1
        keep = [
            s
            for s in streets
            if not walkable(s)
            or s.line().length >= shortest
            or all(ends[tuple(s.xy[k])] > 1 for k in (0, -1))
        ]
        if len(keep) == len(streets):
            return keep
        streets = keep


def mark_crossings(streets: list[Street]) -> list[Street]:
    """Mark the pieces that cross a primary carriageway, and the mouths that do not.

    Two mouths that face each other become one crossing.
    """
    roads = np.array([s.line() for s in streets if s.kind == "primary" and s.joins])
    tree = shapely.STRtree(roads)
    mouths: dict[tuple[float, float], list[Street]] = {}
    for s in streets:
        if s.kind == "primary" or not s.joins or not walkable(s):
            continue
        if not len(tree.query(s.line(), predicate="intersects")):
            continue
        on_road = [
            k
            for k in (0, -1)
            if len(tree.query(shapely.Point(s.xy[k]), predicate="dwithin", distance=1.0))
        ]
        if on_road:
            mouths.setdefault(tuple(s.xy[on_road[0]]), []).append(s)
        else:
            through = s.kind == "secondary" or (s.kind == "footway" and "plan" in s.attrs)
            s.attrs["crossing"] = "signal" if through else "unmarked"
    gone = set()
    for point, facing in mouths.items():
        if len(facing) == 2:
            one, other = (s.xy if tuple(s.xy[-1]) == point else s.xy[::-1] for s in facing)
            facing[0].xy = np.vstack([one, other[::-1][1:]])
            facing[0].attrs["crossing"] = "unmarked"
            gone.add(id(facing[1]))
        else:
            for s in facing:
                s.attrs["foot"] = "no"
    return [s for s in streets if id(s) not in gone]


def build_streets(b: Barriers) -> list[Street]:
    """Make the whole street network, without what lies inside compounds and parks."""
    rng = rng_for("streets")
    lines = _arterial_lines(b)
    lines += _lanes_beside_railway(b) + _local_streets(b, rng) + _towpaths(b)
    lines += _footbridges(b, lines)
    lines.append(_expressway())
    nodes = node(clip_to(lines, b.clip))
    return trim(mark_crossings(nodes))
