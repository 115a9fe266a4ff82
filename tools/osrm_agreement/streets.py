"""All ways that we or OSRM walk as one network, and the part of it that given rules leave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Flag, auto
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from lifecircle.engine.network import WalkNetwork, build

from . import foot_rules
from .extract import to_plane

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .extract import Extract


class Rule(Flag):
    """What OSRM does otherwise than we, each of which can be switched on."""

    NONE = 0
    ELLIPSOID = auto()
    """Metres of the ground, not of the projected plane."""
    FAR = auto()
    """Walks begin and end on the nearest street, however far it is."""
    LARGEST = auto()
    """Walks begin and end in the largest connected part of the streets only."""
    GRID = auto()
    """Coordinates are rounded to a millionth of a degree before places are looked for."""
    SQUARES = auto()
    """People walk along the outlines of squares."""
    UNBUILT = auto()
    """Ways under construction or proposed are walked where a tag admits walkers."""
    ROADS = auto()
    """Ways of unknown kind (``highway=road``) are not walked."""
    GATES = auto()
    """Nodes tagged as closed to walkers are not passed."""
    SURFACES = auto()
    """The quickest walk counts; gravel, sand and mud are slow."""
    LIGHTS = auto()
    """Traffic lights cost two seconds each."""
    ESCALATORS = auto()
    """Escalators run one way."""


@dataclass(frozen=True, eq=False)
class Streets:
    """Every way that we or OSRM walk, cut where ways meet and at gates and lights.

    Attributes
    ----------
    network
        All of them.
    tags
        Length m: tags of each edge's way.
    ours, theirs
        Shape (m,): who walks the edge.
    closed, lights
        Shape (n,): nodes that OSRM does not pass, and nodes with traffic lights.
    longitude_latitude
        Shape (k, 2): vertices of the edges, degrees.
    epsg
        The projected plane.
    """

    network: WalkNetwork
    tags: list[dict[str, str]]
    ours: NDArray[np.bool_]
    theirs: NDArray[np.bool_]
    closed: NDArray[np.bool_]
    lights: NDArray[np.bool_]
    longitude_latitude: NDArray[np.float64]
    epsg: int

    @classmethod
    def of(cls, extract: Extract, our_ways: set[str], epsg: int) -> Streets:
        """Join the ways of an extract.

        Parameters
        ----------
        extract
            Ways and nodes.
        our_ways
            Identifiers of the ways that our own import keeps.
        epsg
            The projected plane that lengths are measured in.
        """
        mine = np.array([name in our_ways for name in extract.way_id])
        their = np.array([foot_rules.walks(tags) for tags in extract.way_tags])
        used = np.flatnonzero(mine | their)
        degrees, of_way = shapely.get_coordinates(extract.ways[used], return_index=True)
        plane = to_plane(degrees, epsg)
        closed = _nodes(extract, foot_rules.closes)
        lights = _nodes(extract, foot_rules.has_lights)
        key = _keys(degrees)
        lines, way = _cut(plane, of_way, np.isin(key, np.concatenate([closed, lights])))
        network = build(lines)
        of_edge = used[way[network.edge_street]]
        # vertices keep the coordinates that they were given: back to their degrees by them
        order = np.lexsort((plane[:, 1], plane[:, 0]))
        known = plane[order].view("c16").ravel()
        at = order[np.searchsorted(known, np.ascontiguousarray(network.xy).view("c16").ravel())]
        first, last = network.first[:-1], network.first[1:] - 1
        node_key = np.zeros(network.node_count, dtype=key.dtype)
        node_key[network.edge_from], node_key[network.edge_to] = key[at[first]], key[at[last]]
        return cls(
            network,
            [extract.way_tags[w] for w in of_edge],
            mine[of_edge],
            their[of_edge],
            np.isin(node_key, closed),
            np.isin(node_key, lights),
            degrees[at],
            epsg,
        )

    @cached_property
    def on_grid(self) -> NDArray[np.float64]:
        """Vertices of the edges where OSRM has them, metres."""
        return to_plane(to_grid(self.longitude_latitude), self.epsg)

    def walked(self, rules: Rule) -> NDArray[np.bool_]:
        """Say which edges are walked under some rules."""
        keep = self.ours.copy()
        kind = np.array([tags.get("highway", "") for tags in self.tags])
        unbuilt = np.isin(kind, ["construction", "proposed"])
        differ = self.ours != self.theirs
        if Rule.UNBUILT in rules:
            keep[differ & unbuilt] = self.theirs[differ & unbuilt]
        if Rule.SQUARES in rules:
            keep[self.theirs & ~unbuilt] = True
        if Rule.ROADS in rules:
            keep[differ & self.ours] = False
        return keep

    def under(self, rules: Rule) -> tuple[WalkNetwork, NDArray[np.int64]]:
        """Give the network under some rules, and which edges of the whole its edges are."""
        net = self.network
        ends = np.stack([net.edge_from, net.edge_to])
        node_xy = net.node_xy
        at_barrier = net.at_barrier
        if Rule.GATES in rules:
            # every edge ends at a closed node by itself
            shut = self.closed[ends]
            own = net.node_count + np.arange(shut.sum())
            node_xy = np.concatenate([node_xy, node_xy[ends[shut]]])
            at_barrier = np.concatenate([at_barrier, np.zeros(len(own), dtype=bool)])
            ends = ends.copy()
            ends[shut] = own
        keep = self.walked(rules)
        whole = replace(
            net, edge_from=ends[0], edge_to=ends[1], node_xy=node_xy, at_barrier=at_barrier
        )
        found, edges = _part(whole, np.flatnonzero(keep))
        if Rule.LARGEST in rules:
            largest = np.argmax(found.component_length)
            found, inner = _part(found, np.flatnonzero(found.component == largest))
            edges = edges[inner]
        return found, edges


def to_grid(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round degrees as OSRM keeps them, to about a tenth of a metre."""
    return np.asarray(np.rint(degrees * 1e6) / 1e6)


def _nodes(extract: Extract, rule: object) -> NDArray[np.int64]:
    """Give the keys of the nodes that a rule is true of."""
    chosen = np.array([rule(tags) for tags in extract.node_tags])  # type: ignore[operator]
    return _keys(extract.nodes[chosen])


def _keys(degrees: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give places numbers by their coordinates, which the map keeps to 1e-7 degrees."""
    whole = np.rint(degrees * 1e7).astype(np.int64)
    return whole[:, 0] * 4_000_000_000 + whole[:, 1]


def _cut(
    xy: NDArray[np.float64], line: NDArray[np.int64], here: NDArray[np.bool_]
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Cut lines at some of their vertices; tell which line each part is of."""
    inner = np.zeros(len(line), dtype=bool)
    inner[1:-1] = (line[1:-1] == line[:-2]) & (line[1:-1] == line[2:])
    twice = here & inner
    take = np.repeat(np.arange(len(line)), 1 + twice)
    begins = np.append(True, (np.diff(line[take]) > 0) | (np.diff(take) == 0))
    return shapely.linestrings(xy[take], indices=np.cumsum(begins) - 1), line[take[begins]]


def _part(network: WalkNetwork, edges: NDArray[np.int64]) -> tuple[WalkNetwork, NDArray[np.int64]]:
    """Keep some edges of a network."""
    count = np.diff(network.first)
    kept = np.zeros(network.edge_count, dtype=bool)
    kept[edges] = True
    rows = np.repeat(kept, count)
    part = replace(
        network,
        edge_from=network.edge_from[edges],
        edge_to=network.edge_to[edges],
        edge_street=network.edge_street[edges],
        first=np.concatenate([[0], np.cumsum(count[edges])]),
        xy=network.xy[rows],
        measure=network.measure[rows],
    )
    return part, edges
