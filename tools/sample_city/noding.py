"""Joins lines: wherever two meet, both get the same vertex and are split there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import shapely

#: An end this close (m) to another line is meant to lie on it.
TOUCH = 0.5
#: Meeting places closer than this (m) along a line are one.
MERGE = 0.75


@dataclass
class Street:
    """A line with its attributes. ``joins`` False: passes over or under, and meets only by ends."""

    xy: np.ndarray
    kind: str
    name: str | None = None
    attrs: dict[str, Any] = field(default_factory=dict)
    joins: bool = True
    whole: bool = False

    def line(self) -> shapely.LineString:
        """Return the geometry."""
        return shapely.LineString(self.xy)


def _register(
    marks: dict[int, list[tuple[float, tuple[float, float]]]],
    i: int,
    at: float,
    point: tuple[float, float],
    cut: bool,
    cuts: set[tuple[int, tuple[float, float]]],
) -> None:
    marks.setdefault(i, []).append((at, point))
    if cut:
        cuts.add((i, point))


def _meeting_points(geometry: shapely.Geometry) -> list[tuple[float, float]]:
    parts = shapely.get_parts(geometry)
    return sorted((round(p.x, 3), round(p.y, 3)) for p in parts if p.geom_type == "Point")


def node(streets: list[Street]) -> list[Street]:
    """Split all joining lines where they meet, on identical coordinates.

    Lines with ``whole`` set get the vertex but stay one feature, and the line that crosses them
    stays one feature too: so the crossing of a carriageway is one piece.
    """
    lines = np.array([s.line() for s in streets])
    tree = shapely.STRtree(lines)
    marks: dict[int, list[tuple[float, tuple[float, float]]]] = {}
    cuts: set[tuple[int, tuple[float, float]]] = set()
    ends = [tuple(s.xy[k]) for s in streets for k in (0, -1)]
    owner = np.repeat(np.arange(len(streets)), 2)
    points = shapely.points(ends)
    found = tree.query(points, predicate="dwithin", distance=TOUCH)
    for k, j in sorted(zip(*found.tolist(), strict=True)):
        i = int(owner[k])
        if i == j or not streets[j].joins:
            continue
        if not streets[i].joins and streets[j].whole:
            continue
        at = float(shapely.line_locate_point(lines[j], points[k]))
        _register(marks, j, at, ends[k], not streets[j].whole, cuts)
    pairs = tree.query(lines, predicate="intersects")
    for i, j in sorted(zip(*pairs.tolist(), strict=True)):
        if i >= j or not (streets[i].joins and streets[j].joins):
            continue
        for point in _meeting_points(shapely.intersection(lines[i], lines[j])):
            spots = []
            known = None
            for n in (i, j):
                at = float(shapely.line_locate_point(lines[n], shapely.Point(point)))
                spots.append((n, at))
                here = [q for a, q in marks.get(n, []) if abs(a - at) < MERGE]
                for q in (tuple(streets[n].xy[0]), tuple(streets[n].xy[-1])):
                    if np.hypot(q[0] - point[0], q[1] - point[1]) < MERGE:
                        here.append(q)
                if here and known is None:
                    known = here[0]
            target = known or point
            cut = not (streets[i].whole or streets[j].whole)
            for n, at in spots:
                _register(marks, n, at, target, cut and not streets[n].whole, cuts)
    out: list[Street] = []
    for i, street in enumerate(streets):
        out.extend(_split(street, lines[i], marks.get(i, []), cuts, i))
    return out


def _split(
    street: Street,
    line: shapely.LineString,
    marks: list[tuple[float, tuple[float, float]]],
    cuts: set[tuple[int, tuple[float, float]]],
    i: int,
) -> list[Street]:
    length = line.length
    old_at = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(street.xy, axis=0).T))])
    stops: list[tuple[float, tuple[float, float], bool]] = []
    for at, point in sorted(marks):
        near_end = at < MERGE or at > length - MERGE
        ends = (tuple(street.xy[0]), tuple(street.xy[-1]))
        if near_end and point not in ends:
            # The line's own end moves onto the meeting point.
            k = 0 if at < MERGE else -1
            if point < ends[k]:
                street = replace(street, xy=street.xy.copy())
                street.xy[k] = point
            continue
        if near_end or any(point == p for _, p, _ in stops):
            continue
        stops.append((at, point, (i, point) in cuts))
    verts: list[tuple[float, tuple[float, float], bool]] = [
        (a, tuple(p), False)
        for a, p in zip(old_at, street.xy, strict=True)
        if a in (0.0, old_at[-1]) or all(abs(a - s[0]) >= MERGE for s in stops)
    ]
    verts = sorted([*verts, *stops], key=lambda s: s[0])
    pieces, run = [], [verts[0][1]]
    for _, p, cut in verts[1:]:
        if p != run[-1]:
            run.append(p)
        if cut and len(run) > 1:
            pieces.append(run)
            run = [p]
    if len(run) > 1:
        pieces.append(run)
    return [replace(street, xy=np.array(r), attrs=dict(street.attrs)) for r in pieces]
