"""What a run that judges services is asked with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..engine.access import Ground
    from ..engine.standards import Standard
    from ..engine.walkers import Walker
    from .ground import GroundTables
    from .paces import Pace
    from .sources import Table


@dataclass(frozen=True, eq=False)
class CoverageInput:
    """Layers and choices of a run."""

    tables: GroundTables
    ground: Ground
    without_barriers: Ground | None
    pace_of: Callable[[Ground, Walker, float | None], Pace]
    residents: Table
    population_field: str
    facilities: Table
    service_field: str
    areas: Table | None
    area_name_field: str | None
    standard: Standard
    rule: str
    walker: Walker | None
    speed: float | None
    services: list[str]
    own_limits: dict[str, float]
    count_all: bool
    reach: float
