"""Ground that rises and falls, crossings, steps and bad surfaces for a town of any kind."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from typing import TYPE_CHECKING

from shapely.geometry import LineString

if TYPE_CHECKING:
    from .towns import Scene


def hilly(scene: Scene, number: int, slopes: bool = True) -> Scene:
    """Give every vertex a height of its own, up to 10 m, and some streets delays and surfaces."""
    chance = random.Random(number)
    heights: dict = {}

    def height(point):
        return heights.setdefault(point, chance.uniform(-10, 10))

    return disturbed(rising(scene, height) if slopes else scene, chance)


def rolling(scene: Scene, number: int) -> Scene:
    """Let the ground roll, at most 17 % steep, and give some streets delays and surfaces."""

    def height(point):
        return 8.0 * math.sin(point[0] / 90.0) + 7.0 * math.cos(point[1] / 80.0)

    return disturbed(rising(scene, height), random.Random(number))


def rising(scene: Scene, height) -> Scene:
    """Give every vertex the height of its place."""
    streets = [
        LineString([(*point[:2], height(point[:2])) for point in street.coords])
        for street in scene.streets
    ]
    return replace(scene, streets=streets)


def disturbed(scene: Scene, chance: random.Random) -> Scene:
    """Give some streets delays, as of crossings and steps, and bad surfaces."""
    streets = scene.streets
    return replace(
        scene,
        lost=[chance.choice([0.0, 0.0, 20.0, 45.0]) for _ in streets],
        factor=[chance.choice([1.0, 1.0, 1.0, 1.35]) for _ in streets],
    )
