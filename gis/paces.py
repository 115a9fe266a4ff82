"""How one walker walks: on which streets, and what the minutes are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..engine.impedance import Impedance

if TYPE_CHECKING:
    from ..engine.access import Ground


@dataclass(frozen=True, eq=False)
class Pace:
    """One walker on one ground.

    Attributes
    ----------
    ground
        What this walker can walk; without steps for wheelchairs, for example.
    speed
        Metres per second on level ground.
    seconds
        What walks cost in seconds, away from where they begin; None where minutes are metres over
        speed: then the shortest walk is the quickest.
    """

    ground: Ground
    speed: float
    seconds: Impedance | None = None

    @property
    def in_seconds(self) -> Impedance:
        """What walks cost in seconds."""
        return self.seconds or Impedance.seconds(self.ground.network, self.speed)
