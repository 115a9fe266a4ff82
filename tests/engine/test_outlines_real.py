"""Catchment polygons of a real city: which streets lie inside, and what adds up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from lifecircle.engine.access import Ground, home_access
from lifecircle.engine.catchment import own_catchments, shared_catchments
from lifecircle.engine.network import build
from lifecircle.engine.outlines import outline, pieces_of
from lifecircle.engine.tessellation import Tessellation
from oracle.readers import PORTO_ALEGRE, need, porto_alegre_streets

ORIGINS = 60
NO_NODES = np.zeros(0, dtype=np.int64)


@pytest.fixture(scope="module")
def city():
    """Build the network, choose origins, divide the ground as it is needed."""
    need(PORTO_ALEGRE)
    network = build(np.array(porto_alegre_streets(), dtype=object))
    rng = np.random.default_rng(3)
    nodes = network.node_xy[rng.choice(network.node_count, ORIGINS)]
    places = shapely.points(nodes + rng.normal(0, 10, nodes.shape))
    access, _ = home_access(Ground(network), places)
    return network, access, Tessellation(network)


def draw(tessellation, stretches):
    """Draw what each origin reaches."""
    return outline(tessellation, pieces_of(tessellation, stretches), ORIGINS)


def test_reached_streets_lie_inside_and_others_outside(city):
    network, access, tessellation = city
    reached = own_catchments(network, access, ORIGINS, [1200.0], NO_NODES)[0][0]
    polygons, areas = draw(tessellation, reached)
    assert shapely.is_valid(polygons[areas > 0]).all()
    # a place on every metre of street
    count = np.maximum(1, np.ceil(network.length)).astype(np.int64)
    edge = np.repeat(np.arange(network.edge_count), count)
    number = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    size = network.length[edge] / count[edge]
    offset = (number + 0.5) * size
    tree = shapely.STRtree(shapely.points(network.locate(edge, offset)))
    metres_reached = metres_inside = metres_both = 0.0
    for origin, polygon in enumerate(polygons):
        if polygon is None:
            continue
        inside = np.zeros(len(edge), dtype=bool)
        inside[tree.query(polygon, predicate="contains")] = True
        mine = np.zeros(len(edge), dtype=bool)
        for row in np.flatnonzero(reached.owner == origin):
            first, stop = np.searchsorted(edge, [reached.edge[row], reached.edge[row] + 1])
            at = offset[first:stop]
            mine[first:stop] |= (at >= reached.low[row]) & (at <= reached.high[row])
        metres_reached += size[mine].sum()
        metres_inside += size[inside].sum()
        metres_both += size[mine & inside].sum()
    assert metres_both / metres_reached > 0.999
    assert (metres_inside - metres_both) / metres_inside < 0.001


def test_whole_catchments_are_the_sum_of_their_rings(city):
    network, access, tessellation = city
    limits = [400.0, 800.0, 1200.0]
    near, middle, far = own_catchments(network, access, ORIGINS, limits, NO_NODES)[0]
    rings = [near, middle.without(near), far.without(middle)]
    whole = draw(tessellation, far)[1]
    assert sum(draw(tessellation, ring)[1] for ring in rings) == pytest.approx(whole, abs=1e-6)


def test_shares_of_the_nearest_origin_add_up(city):
    network, access, tessellation = city
    shared = shared_catchments(network, access, ORIGINS, [900.0], NO_NODES)[0][0]
    polygons, areas = draw(tessellation, shared)
    together = replace(shared, owner=np.zeros_like(shared.owner)).merged()
    _, total = outline(tessellation, pieces_of(tessellation, together), 1)
    assert areas.sum() == pytest.approx(total[0], abs=1e-6)
    tree = shapely.STRtree(polygons[areas > 0])
    one, other = tree.query(polygons[areas > 0], predicate="overlaps")
    common = shapely.intersection(polygons[areas > 0][one], polygons[areas > 0][other])
    assert shapely.area(common).sum() < 1e-3
