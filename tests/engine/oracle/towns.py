"""A town to be worked out twice: plain lists of streets, walls, gates, homes and facilities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import networks
from .accesses import Facility, Gate, Home, Situation
from .costs import METRES, Cost
from .walks import Town, settle

if TYPE_CHECKING:
    from shapely.geometry import LineString


@dataclass
class Scene:
    """Everything a run needs. Bare geometries may be given for gates, homes and facilities.

    `lost` and `factor` give the seconds lost on each street and the factor of its surface;
    heights are the third coordinates of the streets.
    """

    streets: list[LineString]
    homes: list[Home]
    facilities: list[Facility] = field(default_factory=list)
    barriers: list[LineString] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)
    gate_tolerance: float = 15.0
    snap: float = 100.0
    island: float = 2000.0
    limit: float = 300.0
    lost: list[float] = field(default_factory=list)
    factor: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Wrap bare geometries."""
        self.homes = [h if isinstance(h, Home) else Home(h) for h in self.homes]
        self.gates = [g if isinstance(g, Gate) else Gate(g) for g in self.gates]
        self.facilities = [f if isinstance(f, Facility) else Facility(f) for f in self.facilities]

    def seconds(self, speed: float) -> Cost:
        """Count the seconds of a walker."""
        return Cost(
            speed,
            dict(enumerate(self.lost)),
            dict(enumerate(self.factor)),
            {number: street.length for number, street in enumerate(self.streets)},
            slopes=any(street.has_z for street in self.streets),
        )

    def settle(self, cost: Cost = METRES) -> Town:
        """Work it out by brute force: build, place, insert."""
        network = networks.build(
            self.streets, self.barriers, [g.point for g in self.gates], self.gate_tolerance
        )
        situation = Situation(network, self.gates, self.gate_tolerance, self.snap, self.island)
        return settle(situation, self.homes, self.facilities, cost)
