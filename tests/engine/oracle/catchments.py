"""Streets reached from origins within a limit, cut exactly where the limit falls."""

from __future__ import annotations

from collections import defaultdict

from shapely.geometry import LineString
from shapely.ops import substring

from .accesses import Access
from .costs import halve
from .walks import Piece, Town

Stretches = dict[int, list[tuple[float, float]]]


def reached(town: Town, origins: list[list[Access]], limit: float) -> Stretches:
    """Stretches within the limit of any of the origins: offsets on each piece of ground.

    With one origin this is its own catchment, with several the dissolved one.
    """
    found: Stretches = defaultdict(list)
    for accesses in origins:
        metres = town.metres_from_accesses(accesses, limit)
        for piece in town.pieces:
            start, end = piece.start, piece.end
            from_u = limit - metres.get(piece.u, limit)
            from_v = limit - metres.get(piece.v, limit)
            if from_u > 0:
                until = town.cost.farthest(piece.edge, start, end, from_u)
                found[piece.edge.stretch].append((start, until))
            if from_v > 0:
                since = town.cost.farthest(piece.edge, end, start, from_v)
                found[piece.edge.stretch].append((since, end))
        for access in accesses:
            if access.end > access.start and access.leg * town.cost.leg < limit:
                found[access.edge.stretch].append((access.start, access.end))
    return {stretch: merged(intervals) for stretch, intervals in found.items()}


def split_by_nearest(town: Town, origins: list[list[Access]], limit: float) -> list[Stretches]:
    """Give each reached point of a street to the origin nearest to it; one result per origin."""
    found: list[Stretches] = [defaultdict(list) for _ in origins]
    metres = [town.metres_from_accesses(accesses, limit) for accesses in origins]
    for piece in town.pieces:
        u, by_u = min((m.get(piece.u, float("inf")), o) for o, m in enumerate(metres))
        v, by_v = min((m.get(piece.v, float("inf")), o) for o, m in enumerate(metres))
        if u == v == float("inf"):
            continue
        to, since = _ends(town, piece, u, v, limit)
        if to > piece.start:
            found[by_u][piece.edge.stretch].append((piece.start, to))
        if since < piece.end:
            found[by_v][piece.edge.stretch].append((since, piece.end))
    return [{stretch: merged(intervals) for stretch, intervals in each.items()} for each in found]


def _ends(town: Town, piece: Piece, u: float, v: float, limit: float) -> tuple[float, float]:
    """Offsets up to which one comes from either end, no farther than where both would meet."""

    def nearer_by_u(at: float) -> bool:
        over_u = u + town.cost.way(piece.edge, piece.start, at)
        return over_u < v + town.cost.way(piece.edge, piece.end, at)

    meeting = halve(piece.start, piece.end, nearer_by_u)
    to = since = meeting
    if u < limit:
        to = town.cost.farthest(piece.edge, piece.start, meeting, limit - u)
    if v < limit:
        since = town.cost.farthest(piece.edge, piece.end, meeting, limit - v)
    return to if u < limit else piece.start, since if v < limit else piece.end


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
