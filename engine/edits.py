"""Small changes to a network, for scenarios: a street closed or added, a gate opened.

The result walks as one built anew from the changed layers would; only the streets at the change
are looked at again, the rest is copied.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .network import WalkNetwork, build
from .noding import cut_at_barriers
from .rows import run_starts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .barriers import Barriers

_MILLIMETRES = 1e3
_SAME = 2e-3  # metres; vertices that agree after rounding to 1 mm are no farther apart


def close_streets(network: WalkNetwork, streets: NDArray[np.int64]) -> WalkNetwork:
    """Close streets to everybody.

    Parameters
    ----------
    network
        The network as it is.
    streets
        Which of the lines that it was built from; what was left out as a duplicate of one of
        them is closed with it.
    """
    return network.without_edges(np.isin(network.edge_street, streets))


def open_gates(
    network: WalkNetwork, barriers: Barriers, gates: NDArray[np.float64]
) -> tuple[WalkNetwork, Barriers]:
    """Open more gates in the barriers of a network.

    Parameters
    ----------
    network
        The network as it is.
    barriers
        The barriers that it was built with.
    gates
        Shape (n, 2): the new openings, metres.

    Returns
    -------
    network, barriers
        Both as they are with the gates.
    """
    opened = replace(barriers, gates=np.vstack([barriers.gates, gates]))
    # segments and their index are the same: only what depends on gates is made anew
    for name in ("lines", "tree", "_corner_tree"):
        if name in barriers.__dict__:
            opened.__dict__[name] = barriers.__dict__[name]
    at = np.flatnonzero(network.at_barrier)
    at = at[opened.is_open(network.node_xy[at])]
    if not len(at):
        return network, opened
    # each side of the barrier has a node of its own at such a place: now they are one
    place = np.rint(network.node_xy[at] * _MILLIMETRES).astype(np.int64)
    order = np.lexsort((at, place[:, 1], place[:, 0]))
    starts = run_starts(place[order, 0], place[order, 1])
    leader = np.repeat(at[order[starts]], np.diff(np.append(starts, len(order))))
    joined = np.arange(network.node_count)
    joined[at[order]] = leader
    at_barrier = network.at_barrier.copy()
    at_barrier[at] = False
    changed = replace(
        network,
        edge_from=joined[network.edge_from],
        edge_to=joined[network.edge_to],
        at_barrier=at_barrier,
    )
    return changed, opened


def add_street(
    network: WalkNetwork,
    line: shapely.Geometry,
    number: int,
    barriers: Barriers | None = None,
) -> WalkNetwork:
    """Add a street line; it meets others where it shares a vertex with them.

    Parameters
    ----------
    network
        The network as it is.
    line
        LineString or MultiLineString, metres.
    number
        What the new street is called among the streets of the network.
    barriers
        The barriers that the network was built with.
    """
    parts = shapely.get_parts(np.array([line], dtype=object))
    if barriers is not None and len(barriers):
        # where it meets a barrier it may meet other streets too
        parts = cut_at_barriers(shapely.force_2d(parts), barriers)
    corners = shapely.points(shapely.get_coordinates(parts))
    tree, edges = network.near(corners, _SAME)
    _, hit = tree.query(corners, predicate="dwithin", distance=_SAME)
    met = np.unique(edges[hit])
    # these streets and the new one are noded together, as if there were no others
    lines = np.append(network.lines_of(met), np.array([line], dtype=object))
    local = build(lines, barriers)
    node = np.full(local.node_count, -1, dtype=np.int64)
    first, last = _ends_of(local, len(met))
    node[local.edge_from[first]] = network.edge_from[met]
    node[local.edge_to[last]] = network.edge_to[met]
    fresh = np.flatnonzero(node < 0)
    node[fresh] = network.node_count + np.arange(len(fresh))
    street = np.append(network.edge_street[met], number)
    kept = np.ones(network.edge_count, dtype=bool)
    kept[met] = False
    rest = network.without_edges(~kept)
    xy = np.vstack([rest.xy, local.xy])
    counts = np.concatenate([np.diff(rest.first), np.diff(local.first)])
    return WalkNetwork(
        node_xy=np.vstack([network.node_xy, local.node_xy[fresh]]),
        edge_from=np.concatenate([rest.edge_from, node[local.edge_from]]),
        edge_to=np.concatenate([rest.edge_to, node[local.edge_to]]),
        edge_street=np.concatenate([rest.edge_street, street[local.edge_street]]),
        first=np.concatenate([[0], np.cumsum(counts)]),
        xy=xy,
        measure=np.concatenate([rest.measure, local.measure]),
        at_barrier=np.concatenate([network.at_barrier, local.at_barrier[fresh]]),
        duplicates=network.duplicates + local.duplicates,
    )


def _ends_of(local: WalkNetwork, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the first and the last edge of each of the lines that were there before."""
    order = np.argsort(local.edge_street, kind="stable")
    street = local.edge_street[order]
    low = np.searchsorted(street, np.arange(count), side="left")
    high = np.searchsorted(street, np.arange(count), side="right")
    return order[low], order[high - 1]
