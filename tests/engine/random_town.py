"""Small random towns drawn with numpy, with what it takes to count metres and seconds in them.

All ordinates are odd numbers: no two places are equally near, and no rounding to a millimetre is
close to flipping.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import shapely
from hypothesis import settings
from lifecircle.engine.access import Access, Ground, home_access
from lifecircle.engine.barriers import Barriers
from lifecircle.engine.catchment import own_catchments, shared_catchments
from lifecircle.engine.heights import Heights
from lifecircle.engine.impedance import Impedance
from lifecircle.engine.network import WalkNetwork, build
from lifecircle.engine.pairs import walks_within
from lifecircle.engine.stretches import Stretches

#: The same towns in every run.
SAME = settings(max_examples=25, deadline=None, derandomize=True, database=None)

BLOCK = 100.0  # metres
COSTS = ("metres", "delays", "slopes")


def hills(xy):
    """Height in metres above the plane, up to 17 % steep."""
    return 8.0 * np.sin(xy[:, 0] / 90.0) + 7.0 * np.cos(xy[:, 1] / 80.0)


def hillside(xy):
    """Height in metres on an even slope: the same between any two places on a straight line."""
    return 0.06 * xy[:, 0] - 0.05 * xy[:, 1]


@dataclass(frozen=True, eq=False)
class RandomTown:
    """Streets with their delays, walls with gates, points, and a ground that rises and falls."""

    streets: list
    delays: list[float]
    points: np.ndarray
    walls: list = field(default_factory=list)
    gates: np.ndarray = field(default_factory=lambda: np.zeros((0, 2)))
    height: object = hills

    def changed(self, **fields) -> RandomTown:
        """Give the same town with something else."""
        return replace(self, **fields)

    @cached_property
    def network(self) -> WalkNetwork:
        """The streets as a network."""
        return build(_array(self.streets), self._barriers)

    @cached_property
    def _barriers(self) -> Barriers | None:
        if not self.walls:
            return None
        return Barriers.from_geometries(_array(self.walls), self.gates, 3.0)

    @cached_property
    def access(self) -> Access:
        """Where the points join the streets."""
        ground = Ground(self.network, self._barriers, snap=400.0, island=0.0)
        return home_access(ground, shapely.points(self.points))[0]

    def costs(self, kind: str, speed: float = 1.2) -> Impedance:
        """Count metres, seconds with delays, or seconds with delays and slopes."""
        network = self.network
        if kind == "metres":
            return Impedance.metres(network)
        street = network.edge_street
        share = network.length / np.array([line.length for line in self.streets])[street]
        delay = np.array(self.delays)[street] * share
        heights = None
        if kind == "slopes":
            heights = Heights(network.first, network.measure, self.height(network.xy))
        return Impedance.seconds(network, speed, delay=delay, heights=heights)

    def table(self, costs: Impedance | None = None, limit: float = np.inf) -> np.ndarray:
        """Cost from each point to each point, inf where there is no walk within the limit."""
        count = len(self.points)
        found = walks_within(
            self.network, self.access, count, self.access, count, limit, costs=costs
        )
        table = np.full((count, count), np.inf)
        table[found.origin, found.destination] = found.cost
        return table

    @cached_property
    def legs(self) -> np.ndarray:
        """Metres from each point straight to its street, NaN where there is none."""
        legs = np.full(len(self.points), np.nan)
        legs[self.access.owner] = self.access.leg
        return legs

    def catchments(
        self, limits: list[float], costs: Impedance | None = None, shared: bool = False
    ) -> list[Stretches]:
        """Streets within each limit of each point, or of the nearest point."""
        find = shared_catchments if shared else own_catchments
        none = np.zeros(0, dtype=np.int64)
        return find(self.network, self.access, len(self.points), limits, none, costs=costs)[0]


def draw(seed: int, on_streets: bool = False, walled: bool = False, count: int = 12) -> RandomTown:
    """Draw a crooked grid with some streets missing, some bent, some passing over others.

    Parameters
    ----------
    seed
        The town's number.
    on_streets
        Let all points lie on streets, else up to half a block beside.
    walled
        Draw walls with gates, too.
    count
        Number of points.
    """
    rng = np.random.default_rng(seed)
    size = int(rng.integers(3, 6))
    corner = {
        (i, j): tuple(np.array((BLOCK * i, BLOCK * j)) + rng.uniform(-25, 25, 2))
        for i in range(size)
        for j in range(size)
    }
    streets = []
    for (i, j), here in corner.items():
        for step in ((1, 0), (0, 1), (2, 1)):
            there = corner.get((i + step[0], j + step[1]))
            # a long one passes over others and meets none of them
            if there is None or rng.random() > (0.75 if step != (2, 1) else 0.12):
                continue
            bends = [
                tuple(np.add(here, share * np.subtract(there, here)) + rng.uniform(-12, 12, 2))
                for share in ((), (0.5,), (0.3, 0.7))[rng.integers(3)]
            ]
            streets.append(shapely.LineString([here, *bends, there]))
    if not streets:
        streets.append(shapely.LineString([corner[0, 0], corner[1, 0]]))
    delays = rng.choice([0.0, 0.0, 25.0], len(streets)).tolist()
    if on_streets:
        chosen = rng.integers(len(streets), size=count)
        places = [streets[k].interpolate(rng.random(), normalized=True) for k in chosen]
        points = np.array([(p.x, p.y) for p in places])
    else:
        points = rng.uniform(-50, BLOCK * (size - 1) + 50, (count, 2))
    walls, gates = [], np.zeros((0, 2))
    if walled:
        walls = [wall(rng, size) for _ in range(rng.integers(1, 4))]
        openings = [w.interpolate(rng.random(), normalized=True) for w in walls]
        gates = np.array([(p.x, p.y) for p in openings])
    return RandomTown(streets, delays, points, walls, gates, hillside if walled else hills)


def wall(rng, size: int = 4) -> shapely.LineString:
    """Draw a wall of up to three sides."""
    corners = rng.uniform(-50, BLOCK * (size - 1) + 50, (int(rng.integers(2, 5)), 2))
    return shapely.LineString(corners)


def _array(geometries) -> np.ndarray:
    found = np.empty(len(geometries), dtype=object)
    found[:] = geometries
    return found
