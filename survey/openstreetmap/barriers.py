"""What nobody walks across: walls and fences, open water, railways, motorways, cliffs.

Left out, each with its reason: what walkers step over or pass beside (kerbs, bollards, streams,
which by OpenStreetMap's definition an active person can jump), what they pass over or under (a
railway or river in a tunnel, a culvert or on a bridge), tram tracks and rails in the street, tracks
out of use, and values of which nobody knows what stands there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import shapely

from ...gis.i18n import tr
from .objects import Objects, OsmFile, as_lines

WALLS = {
    "wall", "city_wall", "retaining_wall", "fence", "wire_fence", "wood_fence", "railing", "hedge",
    "hedge_bank", "guard_rail", "jersey_barrier", "cable_barrier", "noise_barrier", "ditch",
    "haha",
}  # fmt: skip
PASSED = {
    "kerb", "bollard", "block", "cycle_barrier", "motorcycle_barrier", "bus_trap", "sump_buster",
    "handrail", "rope", "chain", "log", "planter", "height_restrictor", "horse_stile", "step",
    "debris", "cattle_grid", "toll_booth", "border_control", "spikes", "bump_gate",
    "wedge", "delineators", "bar", "barrier_board", "flowerpot", "car_trap",
}  # fmt: skip
_RIVERS = {"river", "canal", "tidal_channel"}
_STREAMS = {"stream", "brook", "ditch", "drain", "pressurised"}
_WATER_AREAS = {"riverbank", "dock", "boatyard"}
_RAILS = {"rail", "light_rail", "subway", "narrow_gauge", "funicular", "preserved"}
_PASSED_RAILS = {
    "tram", "monorail", "miniature", "disused", "abandoned", "razed", "dismantled", "removed",
    "construction", "proposed",
}  # fmt: skip
_MOTORWAYS = {"motorway", "motorway_link"}
_ON_FOOT = {"yes", "designated", "permissive"}
WATER, RAILWAY, MOTORWAY, CLIFF = "water", "railway", "motorway", "cliff"


@dataclass
class FoundBarriers:
    """Barriers as lines; areas by their outlines.

    Attributes
    ----------
    lines
        The lines, with the tags of their objects.
    kinds
        ``water``, ``railway``, ``motorway``, ``cliff``, or the value of the tag ``barrier``.
    outline
        Shape (n,): the line is the outline of an area.
    objects
        Number of objects that the lines are of.
    left_out
        Number of objects by reason.
    """

    lines: Objects
    kinds: list[str]
    outline: np.ndarray
    objects: int
    left_out: Counter[str]


def find_barriers(osm: OsmFile) -> FoundBarriers:
    """Find what nobody walks across.

    Parameters
    ----------
    osm
        The file.
    """
    left_out: Counter[str] = Counter()
    rows, kinds = _choose(osm.ways, left_out, area=False)
    ways = osm.ways.take(rows)
    closed = shapely.is_closed(ways.shapes) if len(rows) else np.zeros(0, dtype=bool)
    area_rows, area_kinds = _choose(osm.areas, left_out, area=True)
    areas = osm.areas.take(area_rows)
    parts, owner = shapely.get_parts(areas.shapes, return_index=True)
    # exterior rings with what they enclose on their left, holes the other way round
    rings, part = shapely.get_rings(shapely.reverse(shapely.normalize(parts)), return_index=True)
    outlines = areas.take(owner[part])
    outlines.shapes = as_lines(rings)
    lines = Objects(
        ways.kinds + outlines.kinds,
        ways.ids + outlines.ids,
        ways.tags + outlines.tags,
        np.concatenate([_turned_left(ways.shapes, closed), outlines.shapes]),
    )
    of_rings = [area_kinds[n] for n in owner[part].tolist()]
    return FoundBarriers(
        lines,
        kinds + of_rings,
        np.concatenate([closed, np.ones(len(outlines), dtype=bool)]),
        len(rows) + len(area_rows),
        left_out,
    )


def _turned_left(lines: np.ndarray, closed: np.ndarray) -> np.ndarray:
    """Let closed lines run with the ground that they enclose on their left."""
    wrong = np.flatnonzero(closed)
    wrong = wrong[~shapely.is_ccw(lines[wrong])]
    turned = lines.copy()
    turned[wrong] = shapely.reverse(lines[wrong])
    return turned


def _choose(objects: Objects, left_out: Counter[str], area: bool) -> tuple[np.ndarray, list[str]]:
    rows, kinds = [], []
    for n, tags in enumerate(objects.tags):
        closed = area or (
            ("natural" in tags or "landuse" in tags or "waterway" in tags)
            and bool(shapely.is_closed(objects.shapes[n]))
        )
        kind, reason = judge_barrier(tags, closed)
        if reason:
            left_out[reason] += 1
        elif kind:
            rows.append(n)
            kinds.append(kind)
    return np.array(rows, dtype=np.int64), kinds


def judge_barrier(tags: dict[str, str], closed: bool) -> tuple[str, str]:
    """Tell whether an object keeps walkers from crossing.

    Parameters
    ----------
    tags
        All tags of a way or an area.
    closed
        Whether it is an area, or a line that ends where it begins.

    Returns
    -------
    kind, reason
        What kind of barrier it is; or why it is none, though its tags look like one. Both empty
        for all else.
    """
    kind, reason = _judge_kind(tags, closed)
    if not kind or reason:
        return "", reason
    return ("", reason) if (reason := _why_passed(kind, tags)) else (kind, "")


def _judge_kind(tags: dict[str, str], closed: bool) -> tuple[str, str]:
    wall = tags.get("barrier", "no")
    if wall in WALLS:
        if "highway" in tags and not closed:
            return "", tr("walked along: a street on a wall (highway={kind})").format(
                kind=tags["highway"]
            )
        return wall, ""
    waterway, natural = tags.get("waterway", ""), tags.get("natural", "")
    if waterway in _RIVERS or natural == "coastline":
        return WATER, ""
    if natural == "water" or waterway in _WATER_AREAS or tags.get("landuse") in (
        "reservoir", "basin",
    ):  # fmt: skip
        return (WATER, "") if closed else ("", tr("water whose outline is not closed"))
    if waterway in _STREAMS:
        return "", tr("a stream or ditch that one can step over (waterway={kind})").format(
            kind=waterway
        )
    rail = tags.get("railway", "")
    if rail in _RAILS:
        return RAILWAY, ""
    if rail in _PASSED_RAILS:
        return "", tr("tracks that walkers cross or that are not in use (railway={kind})").format(
            kind=rail
        )
    street = tags.get("highway", "")
    if street in _MOTORWAYS or (street and tags.get("motorroad") == "yes"):
        return MOTORWAY, ""
    if natural == "cliff":
        return CLIFF, ""
    return "", _why_no_wall(wall)


def _why_no_wall(wall: str) -> str:
    from .gates import GATES

    if wall == "no" or wall in GATES:
        return ""
    if wall in PASSED:
        return tr("passed by walkers (barrier={kind})").format(kind=wall)
    return tr("nobody knows what stands there (barrier={kind})").format(kind=wall)


def _why_passed(kind: str, tags: dict[str, str]) -> str:
    """Tell why walkers pass over or under a barrier, or through it; empty if they do not."""
    if kind not in (WATER, RAILWAY, MOTORWAY):
        return ""
    name = {WATER: tr("water"), RAILWAY: tr("railway"), MOTORWAY: tr("motorway")}[kind]
    if tags.get("tunnel", "no") != "no" or tags.get("location") == "underground":
        return tr("below the ground: {kind} in a tunnel or culvert").format(kind=name)
    if tags.get("bridge", "no") != "no":
        return tr("above the ground: {kind} on a bridge").format(kind=name)
    if kind == WATER:
        if tags.get("covered", "no") != "no":
            return tr("water that is covered")
        if tags.get("intermittent") == "yes" or tags.get("seasonal", "no") != "no":
            return tr("water that is dry for part of the year")
        if tags.get("basin") in ("detention", "infiltration"):
            return tr("water that is dry for part of the year")
    if kind == RAILWAY:
        if tags.get("railway") == "subway" and tags.get("layer", "0").startswith("-"):
            return tr("below the ground: {kind} in a tunnel or culvert").format(kind=name)
        if tags.get("embedded_rails", "no") != "no" or "highway" in tags:
            return tr("tracks in a street")
    if kind == MOTORWAY and tags.get("foot") in _ON_FOOT:
        return tr("a motorway open to walkers")
    return ""
