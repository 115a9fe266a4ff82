"""An OpenStreetMap file as pyosmium reads it: nodes, ways and areas, by number."""

import math
from dataclasses import dataclass, field
from itertools import pairwise

import osmium


@dataclass
class Way:
    """Tags, numbers of the nodes that have a place, their places; ends meet in the whole map."""

    tags: dict
    refs: list
    places: list
    drawn_closed: bool

    @property
    def closed(self):
        return len(self.refs) > 3 and self.refs[0] == self.refs[-1]


@dataclass
class Reference:
    """All objects; ``areas`` are multipolygons with their outer and inner rings."""

    nodes: dict = field(default_factory=dict)
    ways: dict = field(default_factory=dict)
    areas: dict = field(default_factory=dict)

    def of_tags(self, wanted):
        """The objects, as ``way/1``, whose tags a rule likes; areas of relations included."""
        found = {f"node/{n}" for n, (tags, _) in self.nodes.items() if wanted(tags)}
        found |= {f"way/{n}" for n, way in self.ways.items() if wanted(way.tags)}
        return found | {f"relation/{n}" for n, (tags, _) in self.areas.items() if wanted(tags)}


def read_reference(path):
    """Read a file with pyosmium."""
    found = Reference()
    members = {}
    for item in osmium.FileProcessor(str(path)).with_areas():
        tags = dict(item.tags)
        if item.is_node():
            if item.location.valid():
                found.nodes[item.id] = tags, (item.location.lon, item.location.lat)
        elif item.is_way():
            there = [node for node in item.nodes if node.location.valid()]
            if len(there) > 1:
                found.ways[item.id] = Way(
                    tags,
                    [node.ref for node in there],
                    [(node.location.lon, node.location.lat) for node in there],
                    item.nodes[0].ref == item.nodes[-1].ref,
                )
        elif item.is_area() and not item.from_way():
            rings = []
            for outer in item.outer_rings():
                rings.append((1, [(node.lon, node.lat) for node in outer]))
                rings += [
                    (-1, [(node.lon, node.lat) for node in inner])
                    for inner in item.inner_rings(outer)
                ]
            found.areas[item.orig_id()] = tags, rings
        elif item.is_relation() and tags.get("type") == "multipolygon":
            members[item.id] = tags, [(part.ref, part.role) for part in item.members]
    # osmium gives no area where rings touch or cross; the rings are there all the same
    for number, (tags, parts) in members.items():
        ways = [(found.ways.get(ref), role) for ref, role in parts]
        if number not in found.areas and all(
            way is not None and way.drawn_closed for way, _ in ways
        ):
            rings = [(-1 if role == "inner" else 1, way.places) for way, role in ways]
            found.areas[number] = tags, rings
    return found


def square_metres(ring):
    """Area within a ring: the shoelace formula with the ellipsoid's lengths of a degree there."""
    middle = math.radians(sum(y for _, y in ring) / len(ring))
    a, e2 = 6378137.0, 0.00669437999014
    w = math.sqrt(1 - e2 * math.sin(middle) ** 2)
    east = math.radians(1) * a / w * math.cos(middle)
    north = math.radians(1) * a * (1 - e2) / w**3
    x0, y0 = ring[0]
    flat = [((x - x0) * east, (y - y0) * north) for x, y in ring]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(flat))) / 2
