"""What an analyst's script would answer of a diagnosis, with networkx and PySAL (a task).

The walk to the nearest facility of each service, and supply by E2SFCA: no gaps, no hours, no
quality, no answers of residents, no actions. It runs in an environment of its own, imports nothing
of Life Circle, and is given the graph and the corners where homes and facilities stand.
"""

from __future__ import annotations

import time
import warnings
from typing import Any

import numpy as np

_ROUNDING = 1e-3
"""Metres by which a walk may exceed the limit and still be at it, as ours has it."""


def have_and_good(begun: float, graph: str, keep: str) -> dict[str, Any]:
    """Search with networkx, share the supply with PySAL's access.

    Parameters
    ----------
    begun
        When the process was started.
    graph
        File of arrays.
    keep
        File for what was found: metres and supply of each service and home.
    """
    import access
    import networkx as nx
    import pandas as pd

    warnings.simplefilter("ignore")
    with np.load(graph) as arrays:
        given = dict(arrays)
    made = nx.Graph()
    edges = zip(*(given[name].tolist() for name in ("tail", "head", "length")), strict=True)
    made.add_weighted_edges_from(edges)
    made.add_nodes_from(given["home"].tolist() + given["facility"].tolist())
    read = time.monotonic()
    people = pd.DataFrame({"people": given["people"]}).rename_axis("home")
    by_corner = pd.DataFrame({"home": range(len(people)), "corner": given["home"]})
    metres, supply = (np.full((len(given["limit"]), len(people)), np.nan) for _ in range(2))
    searched = shared = 0.0
    for number, limit in enumerate(given["limit"].tolist()):
        rows = np.flatnonzero(given["service"] == number)
        corners = given["facility"][rows].tolist()
        started = time.monotonic()
        nearest = nx.multi_source_dijkstra_path_length(made, set(corners))
        metres[number] = by_corner["corner"].map(nearest).fillna(np.inf)
        walks = []
        for row, corner in zip(rows.tolist(), corners, strict=True):
            found = nx.single_source_dijkstra_path_length(made, corner, cutoff=limit + _ROUNDING)
            walks.append(pd.DataFrame({"corner": found.keys(), "cost": found.values()}))
            walks[-1]["place"] = row
        walked = time.monotonic()
        cost = pd.concat(walks).merge(by_corner, on="corner")
        cost["cost"] = cost["cost"].clip(upper=limit)
        places = pd.DataFrame({"capacity": given["capacity"][rows]}, index=rows)
        if len(cost):
            pysal = access.Access(
                demand_df=people,
                demand_index=True,
                demand_value="people",
                supply_df=places.rename_axis("place"),
                supply_index=True,
                supply_value="capacity",
                cost_df=cost,
                cost_origin="home",
                cost_dest="place",
                cost_name="cost",
            )
            zones = {limit / 3: 1.0, 2 * limit / 3: 0.68, limit: 0.22}
            weight = access.weights.step_fn(zones)
            answer = pysal.enhanced_two_stage_fca(weight_fn=weight, normalize=False)
            supply[number] = answer.iloc[:, 0].reindex(range(len(people)))
        searched += walked - started
        shared += time.monotonic() - walked
    np.savez(keep, metres=metres, supply=np.nan_to_num(supply))
    phases = {"start and read": read - begun, "walks": searched, "supply": shared}
    version = f"networkx {nx.__version__}, access {access.__version__}"
    return {"phases": phases, "version": version}
