"""Ground that rises and falls, crossings, steps and bad surfaces for a town of any kind."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from shapely.geometry import LineString

if TYPE_CHECKING:
    from .towns import Scene


def hilly(scene: Scene, number: int, steep: float = 10.0, slopes: bool = True) -> Scene:
    """Give every vertex a height, up to `steep` metres, and some streets delays and surfaces."""
    chance = random.Random(number)
    heights: dict = {}
    streets = []
    for street in scene.streets:
        points = [point[:2] for point in street.coords]
        if slopes:
            for point in points:
                heights.setdefault(point, chance.uniform(-steep, steep))
            points = [(*point, heights[point]) for point in points]
        streets.append(LineString(points))
    return replace(
        scene,
        streets=streets,
        lost=[chance.choice([0.0, 0.0, 20.0, 45.0]) for _ in streets],
        factor=[chance.choice([1.0, 1.0, 1.0, 1.35]) for _ in streets],
    )
