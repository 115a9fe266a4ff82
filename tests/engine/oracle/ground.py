"""The ground beside streets, point by point: it belongs to the nearest sample of a street.

Every edge is sampled in the middle of equal parts of at most 25 m. A point belongs to the sample
that is nearest, if that is no farther than a corner of the strip of 30 m beside its part. It is
reached where the part is.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree
from shapely import STRtree
from shapely.geometry import LineString, Point

if TYPE_CHECKING:
    from .catchments import Stretches
    from .networks import Network

SPACING, REACH = 25.0, 30.0
#: Metres by which a sample may step aside to break ties; two may do so towards one another.
ASIDE = 0.03
#: Share of the radius beyond which the arc of a cell, drawn with a corner every 30 degrees, and
#: the circle may differ.
CHORD = math.cos(math.pi / 12) - 0.001
NOT, IN_PART, WHOLE = 0, 1, 2


class Ground:
    """The samples of a network."""

    def __init__(self, network: Network) -> None:
        """Sample every edge."""
        self.radius = math.hypot(REACH, SPACING / 2)
        self.parts, places = [], []
        for edge in network.edges:
            count = max(1, math.ceil(edge.length / SPACING))
            size = edge.length / count
            for number in range(count):
                place = edge.line.interpolate((number + 0.5) * size)
                places.append((place.x, place.y))
                self.parts.append((edge.stretch, number * size, (number + 1) * size))
        self.places = np.array(places)
        self._tree = cKDTree(self.places)
        walls = network.walls.segments
        self._walls = STRtree([LineString(wall) for wall in walls]) if walls else None

    def reached(self, stretches: Stretches) -> np.ndarray:
        """Say of each sample whether its part of the street is reached: not, in part or whole."""
        state = np.full(len(self.parts), NOT)
        for number, (stretch, low, high) in enumerate(self.parts):
            metres = sum(
                max(0.0, min(end, high) - max(start, low))
                for start, end in stretches.get(stretch, [])
            )
            if metres > 1e-5:
                state[number] = WHOLE if metres > high - low - 1e-5 else IN_PART
        return state

    def ask(self, points: np.ndarray, state: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Say of each point whether it is reached, and whether that is certain.

        It is not within a cell that is reached in part, within a hair of another cell of which
        the answer is another, on the far side of a wall, or at the arc of a cell.
        """
        apart, near = self._tree.query(points, k=6)
        first = apart[:, 0]
        answer = (state[near[:, 0]] == WHOLE) & (first <= self.radius)
        rivals = apart <= first[:, None] + ASIDE
        certain = ~(rivals & (state[near] != state[near[:, :1]])).any(axis=1)
        certain &= state[near[:, 0]] != IN_PART
        inner = first <= self.radius
        certain &= ~((first > CHORD * self.radius) & (first < 1.001 * self.radius))
        if self._walls is not None:
            walled, behind = self._parted(points, self.places[near[:, 0]])
            certain &= ~(walled & inner)
            certain |= behind
            answer &= ~behind
        certain |= first > 1.001 * self.radius
        return answer, certain

    def _parted(self, points: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Say which points have a wall between them and their sample, and which surely so.

        A wall that ends beside a cell may leave it whole; a long straight one divides it.
        """
        walled, behind = np.zeros((2, len(points)), dtype=bool)
        legs = np.array([LineString(leg) for leg in zip(points, places, strict=True)])
        for row, wall in zip(*self._walls.query(legs, "dwithin", distance=ASIDE), strict=True):
            walled[row] = True
            line = self._walls.geometries[wall]
            apart = [line.distance(Point(xy)) for xy in (points[row], places[row])]
            to_end = min(math.dist(points[row], end) for end in line.coords)
            if legs[row].crosses(line) and min(apart) > ASIDE and to_end > 3 * self.radius:
                behind[row] = True
        return walled, behind
