"""The reduced network costs what the whole one costs, from the same starts."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lifecircle.engine.access import Access
from lifecircle.engine.reduction import Reduction
from lifecircle.engine.search import Search

from . import random_town

SAME = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, phases=[Phase.generate]
)


def draw(seed):
    """A random network with loops, doubled streets, one-way and closed ones, lonely nodes."""
    rng = np.random.default_rng(seed)
    nodes = int(rng.integers(1, 60))
    arcs = int(rng.integers(0, 3 * nodes))
    ends = rng.integers(0, nodes, (2, arcs))
    costs = rng.uniform(0, 9, (2, arcs))
    costs[rng.random((2, arcs)) < 0.1] = np.inf
    costs[rng.random((2, arcs)) < 0.1] = 0.0
    return rng, nodes, *ends, *costs


def slowly(nodes, one, other, there, back, starts, costs):
    """Cost of each node from each start, by networkx."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(nodes))
    for a, b, ahead, behind in zip(one, other, there, back, strict=True):
        if np.isfinite(ahead):
            graph.add_edge(a, b, weight=ahead)
        if np.isfinite(behind):
            graph.add_edge(b, a, weight=behind)
    found = np.full((len(starts), nodes), np.inf)
    for row, (start, cost) in enumerate(zip(starts, costs, strict=True)):
        for node, length in nx.single_source_dijkstra_path_length(graph, start).items():
            found[row, node] = cost + length
    return found


@SAME
@given(st.integers(0, 10**6), st.sampled_from([np.inf, 12.0, 3.0]))
def test_costs_are_those_of_the_whole_network(seed, limit):
    rng, nodes, one, other, there, back = draw(seed)
    count = int(rng.integers(0, 9))
    starts, costs = rng.integers(0, nodes, count), rng.uniform(0, 5, count)
    groups = rng.integers(0, 3, count)
    reduction = Reduction(nodes, one, other, there, back)
    assert len(reduction.core) + sum(len(part.node) for part in reduction.rounds) == nodes
    cost, start = reduction.nearest(groups, starts, costs, 3, limit)
    truth = slowly(nodes, one, other, there, back, starts, costs)
    for group in range(3):
        own = np.flatnonzero(groups == group)
        least = truth[own].min(axis=0, initial=np.inf)
        least[least > limit] = np.inf
        np.testing.assert_allclose(cost[:, group], least, rtol=1e-12)
        reached = np.flatnonzero(np.isfinite(least))
        assert np.isin(start[reached, group], own).all()
        np.testing.assert_allclose(truth[start[reached, group], reached], least[reached])
        assert (start[np.isinf(least), group] == -1).all()


@pytest.mark.parametrize("kind", random_town.COSTS)
def test_many_services_are_found_as_one_by_one(kind):
    town = random_town.draw(3, walled=True)
    network, rng = town.network, np.random.default_rng(3)
    count = 40
    edge = rng.integers(0, network.edge_count, count)
    low = rng.uniform(0, 1, count) * network.length[edge]
    low[:5], low[5:10] = 0.0, network.length[edge[5:10]]
    high = np.minimum(low + np.where(np.arange(count) % 7 == 0, 30.0, 0.0), network.length[edge])
    sources = Access(np.arange(count), edge, low, high, rng.uniform(0, 50, count))
    search = Search(network, sources, count, town.costs(kind).reversed)
    groups = [np.flatnonzero(rng.random(count) < 0.2) for _ in range(8)] + [np.arange(0)]
    targets = search.targets(
        Access(np.arange(count), edge[::-1], low[::-1], high[::-1], sources.leg)
    )
    for limit in (np.inf, 300.0):
        together = list(targets.nearest_of_each(groups, limit))
        assert len(together) == len(groups)
        for group, (cost, source) in zip(groups, together, strict=True):
            expected, of = targets.nearest(group, limit)
            np.testing.assert_allclose(cost, expected, atol=1e-9)
            np.testing.assert_array_equal(source, of)
            np.testing.assert_array_equal(source >= 0, np.isfinite(expected))


def test_a_long_street_is_reduced_to_nothing_much():
    nodes = 2000
    one = np.arange(nodes - 1)
    reduction = Reduction(nodes, one, one + 1, np.ones(nodes - 1), np.full(nodes - 1, 2.0))
    assert len(reduction.core) < nodes / 20
    cost, start = reduction.nearest(np.array([0]), np.array([1000]), np.array([0.5]), 1)
    place = np.arange(nodes)
    expected = 0.5 + np.where(place > 1000, place - 1000, 2 * (1000 - place))
    np.testing.assert_allclose(cost[:, 0], expected)
    assert (start == 0).all()
