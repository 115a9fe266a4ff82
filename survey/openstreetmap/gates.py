"""Where walkers pass a barrier: gates that are mapped, and what follows from how streets cross.

A street and a barrier that share a node are on one level, and walkers pass there: a gate, a level
crossing, a gap in the fence. A street that crosses without a common node passes if one of both is
on a bridge, in a tunnel or on another layer. Else nothing says that one can pass, and the barrier
stays closed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...engine.barriers import TOUCH, Barriers
from ...engine.noding import cut_at_barriers, number_vertices
from ...gis.i18n import tr
from ..osm_walking import read_level
from .barriers import MOTORWAY, RAILWAY, WATER, FoundBarriers
from .objects import NODE, Objects, OsmFile, number_places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..osm_streets import WalkedWays

GATES = {
    "gate", "swing_gate", "lift_gate", "kissing_gate", "hampshire_gate", "sliding_gate",
    "wicket_gate", "sally_port", "turnstile", "full-height_turnstile", "entrance", "stile", "door",
}  # fmt: skip
_CLOSED = {"no", "private", "military", "employees", "permit", "delivery", "residents"}
_METRES_PER_DEGREE = 111_320.0
TAGGED, SHARED, LEVEL = "tags", "shared node", "level"


@dataclass
class Gate:
    """One opening of a barrier; ``basis`` says how it is known."""

    place: shapely.Point
    kind: str
    hours: str | None
    name: str | None
    access: str | None
    basis: str
    osm_type: str
    osm_id: str


@dataclass
class FoundGates:
    """Gates and what was left out.

    Attributes
    ----------
    gates
        Open to the public.
    left_out
        Number of gates and entrances by reason.
    closed_crossings
        Places where ways cross a barrier and nothing says that one can pass: kind of the barrier
        and numbers of the ways.
    """

    gates: list[Gate]
    left_out: Counter[str]
    closed_crossings: list[tuple[str, list[str]]] = field(default_factory=list)


def find_gates(
    osm: OsmFile,
    walked: WalkedWays,
    barriers: FoundBarriers,
    outlines: NDArray[np.object_],
) -> FoundGates:
    """Find the gates that are mapped.

    Parameters
    ----------
    osm
        The file.
    walked
        Walked ways.
    barriers
        What they may not cross.
    outlines
        Areas of facilities: an entrance on their edge is a gate, too.
    """
    found = FoundGates([], Counter())
    edges = number_places(
        np.concatenate([shapely.get_coordinates(barriers.lines.shapes),
                        shapely.get_coordinates(outlines)])
    )  # fmt: skip
    on_edge = set(edges.tolist())
    numbers = number_places(shapely.get_coordinates(osm.nodes.shapes)).tolist()
    shut: dict[int, str] = {}
    said: dict[int, dict[str, str]] = {}
    for n, tags in enumerate(osm.nodes.tags):
        said[numbers[n]] = tags
        kind = _gate_kind(tags)
        if not kind:
            continue
        reason = why_closed(tags)
        if reason:
            shut[numbers[n]] = reason
        elif kind == "building entrance" and numbers[n] not in on_edge:
            reason = tr("an entrance of a building, on no barrier")
        if reason:
            found.left_out[reason] += 1
            continue
        kind = "entrance" if kind == "building entrance" else kind
        found.gates.append(
            _make_gate(osm.nodes.shapes[n], kind, tags, TAGGED, NODE, osm.nodes.ids[n])
        )
    _add_gate_lines(osm.ways, found)
    _add_passages(found, walked, barriers, said, shut)
    return found


def _gate_kind(tags: dict[str, str]) -> str:
    kind = tags.get("barrier", "")
    if kind in GATES:
        return kind
    return "building entrance" if tags.get("entrance", "no") != "no" else ""


def why_closed(tags: dict[str, str]) -> str:
    """Tell why the public does not pass a gate; empty if it does.

    Parameters
    ----------
    tags
        Of the gate. ``foot`` decides over ``access``, as for streets.
    """
    access = tags.get("foot", tags.get("access", ""))
    if access in _CLOSED:
        return tr("a gate closed to the public (access={access})").format(access=access)
    if tags.get("locked") == "yes" and "opening_hours" not in tags:
        return tr("a gate that is locked")
    if tags.get("entrance") == "emergency" or tags.get("entrance") == "exit":
        return tr("an exit only")
    return ""


def _make_gate(
    place: shapely.Geometry, kind: str, tags: dict[str, str], basis: str, osm_type: str, number: str
) -> Gate:
    return Gate(
        place,
        kind,
        tags.get("opening_hours"),
        tags.get("name"),
        tags.get("foot", tags.get("access")),
        basis,
        osm_type,
        number,
    )


def _add_gate_lines(ways: Objects, found: FoundGates) -> None:
    """Take gates drawn as lines by their middle."""
    for n, tags in enumerate(ways.tags):
        kind = tags.get("barrier", "")
        if kind not in GATES:
            continue
        reason = why_closed(tags)
        if reason:
            found.left_out[reason] += 1
            continue
        middle = shapely.line_interpolate_point(ways.shapes[n], 0.5, normalized=True)
        found.gates.append(_make_gate(middle, kind, tags, TAGGED, ways.kinds[n], ways.ids[n]))


def _add_passages(
    found: FoundGates,
    walked: WalkedWays,
    barriers: FoundBarriers,
    said: dict[int, dict[str, str]],
    shut: dict[int, str],
) -> None:
    """Add a gate wherever a street passes from one side of a barrier to the other."""
    streets = walked.ways
    if not len(streets) or not len(barriers.lines):
        return
    first_outline = len(streets) - walked.squares
    ground = _Ground.around(streets.shapes)
    lines = ground.to_metres(barriers.lines.shapes)
    walls = Barriers.from_geometries(lines, np.zeros((0, 2)), 0.0)
    places, ways = _passed_places(ground.to_metres(streets.shapes), walls)
    if not len(places):
        return
    spots = ground.to_degrees(places)
    numbers = number_places(spots)
    corners = set(number_places(shapely.get_coordinates(streets.shapes)).tolist())
    corners &= set(number_places(shapely.get_coordinates(barriers.lines.shapes)).tolist())
    at, wall = shapely.STRtree(lines).query(
        shapely.points(places), predicate="dwithin", distance=TOUCH
    )
    order = np.argsort(at, kind="stable")
    bounds = np.searchsorted(at[order], np.arange(len(places) + 1))
    gates_there = set(number_places(np.array([(g.place.x, g.place.y) for g in found.gates])
                                    .reshape(-1, 2)).tolist())  # fmt: skip
    for k, number in enumerate(numbers.tolist()):
        crossed = wall[order[bounds[k] : bounds[k + 1]]].tolist()
        if number in gates_there or not crossed:
            continue
        kind = barriers.kinds[crossed[0]]
        way = next((n for n in ways[k] if _apart(streets.tags[n], barriers, crossed)), None)
        shared = number in corners
        if way is None and shared and number in shut:
            continue
        if way is None and not shared:
            found.closed_crossings.append((kind, sorted({streets.ids[n] for n in ways[k]})))
            continue
        if way is None and min(ways[k]) >= first_outline:
            # where a square ends at a wall its outline runs along the wall, and nobody passes
            continue
        n = ways[k][0] if way is None else way
        named = (
            _shared_kind(kind, said.get(number, {}))
            if way is None
            else _level_kind(streets.tags[n])
        )
        basis = SHARED if shared else LEVEL
        place = shapely.points(spots[k])
        found.gates.append(_make_gate(place, named, {}, basis, streets.kinds[n], streets.ids[n]))


def _passed_places(
    streets: NDArray[np.object_], walls: Barriers
) -> tuple[NDArray[np.float64], list[list[int]]]:
    """Find where streets lead from one side of a barrier to another.

    Returns
    -------
    places, streets
        Metres; the streets at each place.
    """
    near = np.unique(walls.tree.query(streets, predicate="dwithin", distance=TOUCH)[0])
    if not len(near):
        return np.zeros((0, 2)), []
    vertices = number_vertices(cut_at_barriers(streets[near], walls), walls)
    at = np.flatnonzero(vertices.at_barrier)
    if not len(at):
        return np.zeros((0, 2)), []
    cell = np.rint(vertices.xy[at] / TOUCH).astype(np.int64)
    _, place = np.unique(cell, axis=0, return_inverse=True)
    place = place.reshape(-1)
    keys = np.concatenate([vertices.key_in[at], vertices.key_out[at]])
    pairs = np.unique(np.column_stack([np.concatenate([place, place]), keys]), axis=0)
    parted = np.flatnonzero(np.bincount(pairs[:, 0]) > 1)
    first = np.full(place.max() + 1, -1)
    first[place[::-1]] = at[::-1]
    of_place: dict[int, list[int]] = {int(p): [] for p in parted}
    for p, vertex in zip(place.tolist(), at.tolist(), strict=True):
        if p in of_place:
            of_place[p].append(int(near[vertices.line[vertex]]))
    return vertices.xy[first[parted]], list(of_place.values())


def _apart(tags: dict[str, str], barriers: FoundBarriers, crossed: list[int]) -> bool:
    """Say whether a street runs on another level than all barriers at a place."""
    own = _level(tags)
    return all(_level(barriers.lines.tags[n]) != own for n in crossed)


def _level(tags: dict[str, str]) -> tuple[str | None, str]:
    return read_level(tags), tags.get("layer", "0")


def _level_kind(tags: dict[str, str]) -> str:
    level = read_level(tags)
    if level == "above":
        return "bridge"
    return "tunnel" if level == "below" else "other layer"


def _shared_kind(kind: str, tags: dict[str, str]) -> str:
    """Name a passage on the level of the barrier by its node, else by the barrier."""
    if kind == RAILWAY:
        return "level_crossing"
    own = tags.get("barrier")
    if own:
        return own
    return {WATER: "ford", MOTORWAY: "crossing"}.get(kind, "opening")


@dataclass(frozen=True)
class _Ground:
    """Degrees as metres, near enough to tell sides; no length is taken from it."""

    scale: NDArray[np.float64]
    corner: NDArray[np.float64]

    @classmethod
    def around(cls, shapes: NDArray[np.object_]) -> _Ground:
        box = shapely.total_bounds(shapes)
        middle = np.radians((box[1] + box[3]) / 2)
        scale = _METRES_PER_DEGREE * np.array([max(np.cos(middle), 0.01), 1.0])
        return cls(scale, box[:2])

    def to_metres(self, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
        moved: NDArray[np.object_] = shapely.transform(
            shapes, lambda xy: (xy - self.corner) * self.scale
        )
        return moved

    def to_degrees(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return xy / self.scale + self.corner
