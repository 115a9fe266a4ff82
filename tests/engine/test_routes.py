"""Routes and the k nearest: each walk is traced, added up again, and compared with all walks."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lifecircle.engine import pairs as pairs_module
from lifecircle.engine.access import Ground, home_access
from lifecircle.engine.heights import Heights
from lifecircle.engine.impedance import Impedance
from lifecircle.engine.network import build
from lifecircle.engine.pairs import count_again, nearest_walks, walks_within
from lifecircle.engine.routes import find_routes

FEW = settings(max_examples=60, deadline=None, derandomize=True, phases=[Phase.generate])


def _town(seed):
    """Draw a crooked grid with some streets missing, and points beside it."""
    rng = np.random.default_rng(seed)
    place = {
        (i, j): (100 * i + rng.uniform(-20, 20), 100 * j + rng.uniform(-20, 20))
        for i in range(6)
        for j in range(6)
    }
    lines = []
    for (i, j), here in place.items():
        for there in ((i + 1, j), (i, j + 1)):
            if there in place and rng.random() < 0.8:
                bend = (np.add(here, place[there]) / 2 + rng.uniform(-10, 10, 2)).tolist()
                lines.append(shapely.LineString([here, bend, place[there]]))
    network = build(np.array(lines, dtype=object))
    ground = Ground(network, island=0.0)
    points = shapely.points(rng.uniform(0, 500, (40, 2)))
    origins, _ = home_access(ground, points[:25])
    destinations, _ = home_access(ground, points[25:])
    return rng, network, origins, destinations


def _costs(rng, network, kind):
    if kind == "metres":
        return Impedance.metres(network)
    delay = rng.choice([0.0, 30.0], network.edge_count)
    heights = None
    if kind == "slopes":
        heights = Heights.of_grades(network, rng.normal(0, 0.06, network.edge_count))
    return Impedance.seconds(network, 1.2, delay=delay, heights=heights)


@pytest.mark.parametrize("kind", ["metres", "delays", "slopes"])
@FEW
@given(seed=st.integers(0, 10**6))
def test_a_route_costs_what_its_search_said(kind, seed):
    rng, network, origins, destinations = _town(seed)
    costs = _costs(rng, network, kind)
    pairs = walks_within(network, origins, 25, destinations, 15, np.inf, costs=costs)
    routes = find_routes(network, origins, destinations, pairs, costs)
    assert np.allclose(routes.cost(origins, destinations, costs), pairs.cost, atol=1e-9)
    metres = routes.cost(origins, destinations, Impedance.metres(network))
    legs = origins.leg[routes.origin_access] + destinations.leg[routes.destination_access]
    lines = routes.lines(network)
    drawn = np.array([0.0 if line is None else line.length for line in lines])
    assert np.allclose(drawn + legs, metres, atol=1e-4)
    # the drawn line begins and ends where its walk joins and leaves the streets
    for access, at, end in (
        (origins, routes.origin_access, 0),
        (destinations, routes.destination_access, -1),
    ):
        place = network.locate(access.edge[at], access.low[at])
        for line, xy in zip(lines, place, strict=True):
            assert line is None or np.allclose(line.coords[end], xy, atol=1e-5)
    shortest = count_again(network, origins, destinations, pairs, metres.max(initial=0.0))
    assert (shortest <= metres + 1e-9).all()
    direct = walks_within(network, origins, 25, destinations, 15, np.inf)
    table = dict(zip(zip(direct.origin, direct.destination, strict=True), direct.cost, strict=True))
    expected = [table[pair] for pair in zip(pairs.origin, pairs.destination, strict=True)]
    assert np.allclose(shortest, expected, atol=1e-9)


@pytest.mark.parametrize("kind", ["metres", "slopes"])
@FEW
@given(
    seed=st.integers(0, 10**6), k=st.integers(1, 4), limit=st.sampled_from([150.0, 400.0, np.inf])
)
def test_widening_circles_find_the_k_nearest(kind, seed, k, limit):
    rng, network, origins, destinations = _town(seed)
    costs = _costs(rng, network, kind)
    group = np.arange(15) % 3
    every = walks_within(network, origins, 25, destinations, 15, limit, costs=costs)
    expected = every.nearest(k, group)
    most, first = pairs_module._MOST_PAIRS, pairs_module._FIRST_LOOK
    pairs_module._MOST_PAIRS, pairs_module._FIRST_LOOK = 0, 60.0
    try:
        found = nearest_walks(network, origins, 25, destinations, group, k, limit, costs=costs)
    finally:
        pairs_module._MOST_PAIRS, pairs_module._FIRST_LOOK = most, first
    one, other = (
        sorted(zip(p.origin.tolist(), p.destination.tolist(), p.cost.round(6), strict=True))
        for p in (found, expected)
    )
    assert one == other
