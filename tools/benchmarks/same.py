"""Whether both sides found the same (tasks): what differs is not compared."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from .session import open_layer, start_qgis

STEP = 5.0  # metres between the places compared


def lines(begun: float, ours: str, theirs: str, count: int) -> dict[str, Any]:
    """Compare reached streets: the farthest that a place on one lies from the other, metres.

    QGIS draws a stretch that is reached from both ends twice, and cuts it at each side's limit;
    compared is the ground that the lines lie on.
    """
    del begun
    session = start_qgis()
    own, other = (
        shapely.from_wkb([bytes(f.geometry().asWkb()) for f in open_layer(uri).getFeatures()])
        for uri in (ours, theirs)
    )
    # QGIS draws nothing for some origins that stand exactly on a junction
    drawn = np.flatnonzero(~shapely.is_empty(other))
    if len(own) != len(other) or len(drawn) < 0.9 * len(other):
        raise SystemExit(f"{len(own)} lines here; {len(other)} there, {len(drawn)} not empty.")
    rows = drawn[np.unique(np.linspace(0, len(drawn) - 1, min(count, len(drawn))).astype(int))]
    apart = max(max(_apart(own[k], other[k]), _apart(other[k], own[k])) for k in rows)
    result = {
        "apart": apart,
        "ours_m": float(shapely.length(own[rows]).mean()),
        "theirs_m": float(shapely.length(other[rows]).mean()),
        "rows": len(rows),
        "nothing": len(other) - len(drawn),
    }
    del session
    return result


def _apart(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """Give the farthest of places along one from the other."""
    places = shapely.points(shapely.get_coordinates(shapely.segmentize(one, STEP)))
    parts = shapely.get_parts(other)
    _, distance = shapely.STRtree(parts).query_nearest(places, return_distance=True)
    return float(distance.max())


def metres(ours: str, theirs: str, numbers: list[int], farthest: float) -> float:
    """Compare metres at all junctions; give the greatest difference (not a task).

    Parameters
    ----------
    ours, theirs
        Files of arrays, a row for each service.
    numbers
        Services of the rows of `theirs`.
    farthest
        Beyond this many metres nothing is compared.
    """
    own, other = np.load(ours)[numbers], np.load(theirs)
    near = (own < farthest - 1) | (other < farthest - 1)
    if not near.any():
        raise SystemExit("Nothing to compare.")
    return float(np.abs(own[near] - other[near]).max())
