"""Streets reached from origins within a limit, cut exactly where the limit falls."""

from __future__ import annotations

from collections import defaultdict

from shapely.geometry import LineString
from shapely.ops import substring

from .accesses import Access
from .walks import Town

Stretches = dict[int, list[tuple[float, float]]]


def reached(town: Town, origins: list[list[Access]], limit: float) -> Stretches:
    """Stretches within the limit of any of the origins: offsets on each piece of ground.

    With one origin this is its own catchment, with several the dissolved one.
    """
    found: Stretches = defaultdict(list)
    for accesses in origins:
        metres = town.metres_from_accesses(accesses, limit)
        for piece in town.pieces:
            length = piece.end - piece.start
            from_u = limit - metres.get(piece.u, limit)
            from_v = limit - metres.get(piece.v, limit)
            if from_u > 0:
                found[piece.edge.stretch].append((piece.start, piece.start + min(from_u, length)))
            if from_v > 0:
                found[piece.edge.stretch].append((piece.end - min(from_v, length), piece.end))
        for access in accesses:
            if access.end > access.start and access.leg < limit:
                found[access.edge.stretch].append((access.start, access.end))
    return {stretch: merged(intervals) for stretch, intervals in found.items()}


def split_by_nearest(town: Town, origins: list[list[Access]], limit: float) -> list[Stretches]:
    """Give each reached point of a street to the origin nearest to it; one result per origin."""
    found: list[Stretches] = [defaultdict(list) for _ in origins]
    metres = [town.metres_from_accesses(accesses, limit) for accesses in origins]
    for piece in town.pieces:
        length = piece.end - piece.start
        u, by_u = min((m.get(piece.u, float("inf")), o) for o, m in enumerate(metres))
        v, by_v = min((m.get(piece.v, float("inf")), o) for o, m in enumerate(metres))
        if u == v == float("inf"):
            continue
        # Coming from u and from v one meets here, unless the limit ends the way before.
        meeting = (
            length
            if v == float("inf")
            else 0.0
            if u == float("inf")
            else min(max((length + v - u) / 2, 0.0), length)
        )
        to = min(meeting, limit - u)
        since = max(meeting, length - (limit - v))
        if to > 0:
            found[by_u][piece.edge.stretch].append((piece.start, piece.start + to))
        if since < length:
            found[by_v][piece.edge.stretch].append((piece.start + since, piece.end))
    return [{stretch: merged(intervals) for stretch, intervals in each.items()} for each in found]


def merged(intervals: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Unite intervals that overlap or touch."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(intervals):
        if found and start <= found[-1][1] + 1e-9:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def apart(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> float:
    """Metres that lie in just one of two sets of merged intervals."""
    shared = sum(max(0.0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    return sum(b - a for a, b in one) + sum(b - a for a, b in other) - 2 * shared


def total_metres(stretches: Stretches) -> float:
    """Length of all stretches, each piece of ground once."""
    return sum(end - start for intervals in stretches.values() for start, end in intervals)


def lines(town: Town, stretches: Stretches) -> list[LineString]:
    """Draw the stretches."""
    on = {edge.stretch: edge.line for edge in town.network.edges}
    return [
        substring(on[stretch], start, end)
        for stretch, intervals in stretches.items()
        for start, end in intervals
    ]
