"""Metres and seconds as OSRM counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from lifecircle.engine.impedance import Impedance, Knots

from . import foot_rules
from .streets import Rule, to_grid

if TYPE_CHECKING:
    from lifecircle.engine.network import WalkNetwork
    from numpy.typing import NDArray

    from .streets import Streets

EQUATOR = 6_378_137.0  # metres, and the squared eccentricity: the ellipsoid WGS 84
SQUARED_ECCENTRICITY = 0.006_694_379_990_14
_CLOSED = 1e9  # seconds against an escalator
_LEAST = 1e-6  # metres between vertices that fall on one point of OSRM's grid
_HAIR = 1e-6  # share of an edge within which lights are passed


def metres_on_ellipsoid(
    streets: Streets, network: WalkNetwork, edges: NDArray[np.int64]
) -> Impedance:
    """Count metres on the ellipsoid, between vertices rounded to a millionth of a degree."""
    step = _steps(streets, edges)
    metres = np.add.reduceat(step, network.first[:-1])
    return Impedance(1.0, network.length, metres, metres)


def seconds(
    streets: Streets, network: WalkNetwork, edges: NDArray[np.int64], rules: Rule
) -> Impedance:
    """Count OSRM's seconds, as far as the rules have it.

    Parameters
    ----------
    streets
        All ways.
    network, edges
        The part of them that is walked.
    rules
        Which of OSRM's rules hold.
    """
    tags = [streets.tags[edge] for edge in edges]
    count = np.diff(network.first)
    cost = _steps(streets, edges) / foot_rules.PACE
    if Rule.SURFACES in rules:
        cost = cost * np.repeat([foot_rules.slowness(own) for own in tags], count)
    begin, end = network.first[:-1], network.first[1:] - 1
    cost[begin] = 0.0
    run = np.cumsum(cost)
    run -= np.repeat(run[begin], count)
    half = foot_rules.AT_LIGHTS / 2 if Rule.LIGHTS in rules else 0.0
    lit = streets.lights[np.stack([streets.network.edge_from, streets.network.edge_to])[:, edges]]
    # two more knots on every edge: the lights are passed between them and its ends
    total = run[end]
    edge = np.repeat(np.arange(len(edges)), count)
    inner = np.ones(len(run), dtype=bool)
    inner[begin] = inner[end] = False
    before, after = half * lit[0], half * lit[1]
    own = np.arange(len(edges))
    first_step = (network.measure[begin + 1], run[begin + 1])
    last_step = (network.length - network.measure[end - 1], total - run[end - 1])
    hair = network.length * _HAIR
    hair = np.minimum(hair, np.minimum(first_step[0], last_step[0]) / 2)
    parts = [
        (own, np.zeros(len(edges)), np.zeros(len(edges))),
        (own, hair, hair / first_step[0] * first_step[1] + before),
        (edge[inner], network.measure[inner], run[inner] + np.repeat(before, count)[inner]),
        (own, network.length - hair, total - hair / last_step[0] * last_step[1] + before),
        (own, network.length, total + before + after),
    ]
    edge, at, ahead = (np.concatenate([part[i] for part in parts]) for i in range(3))
    order = np.lexsort((np.arange(len(at)), at, edge))
    edge, at, ahead = edge[order], at[order], ahead[order]
    back = ahead.copy()
    if Rule.ESCALATORS in rules:
        may = np.array([foot_rules.directions(own_tags) for own_tags in tags])
        share = at / network.length[edge]
        ahead += np.where(may[edge, 0], 0.0, _CLOSED * share)
        back += np.where(may[edge, 1], 0.0, _CLOSED * share)
    first = np.searchsorted(edge, np.arange(len(edges) + 1))
    knots = Knots(first, at, ahead, back)
    last = first[1:] - 1
    return Impedance(1.0 / foot_rules.PACE, network.length, ahead[last], back[last], knots)


def _steps(streets: Streets, edges: NDArray[np.int64]) -> NDArray[np.float64]:
    """Metres from the vertex before to each vertex of some edges; 0 at their first."""
    whole = streets.network
    kept = np.zeros(whole.edge_count, dtype=bool)
    kept[edges] = True
    degrees = streets.longitude_latitude[np.repeat(kept, np.diff(whole.first))]
    lon, lat = np.radians(to_grid(degrees)).T
    dlon, dlat = np.diff(lon, prepend=lon[:1]), np.diff(lat, prepend=lat[:1])
    middle = lat - dlat / 2
    # radii of curvature at the latitude: exact enough for pieces of street
    flat = 1 - SQUARED_ECCENTRICITY * np.sin(middle) ** 2
    east = EQUATOR / np.sqrt(flat) * np.cos(middle)
    north = EQUATOR * (1 - SQUARED_ECCENTRICITY) / flat**1.5
    step = np.maximum(np.hypot(dlon * east, dlat * north), _LEAST)
    first = np.concatenate([[0], np.cumsum(np.diff(whole.first)[edges])[:-1]])
    step[first] = 0.0
    return np.asarray(step)
