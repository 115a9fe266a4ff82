"""Walk catchments between layers and the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ..engine.access import home_access
from ..engine.catchment import own_catchments, shared_catchments
from ..engine.errors import EngineError
from ..engine.stretches import Stretches
from ..engine.tessellation import tessellate
from .compat import REAL, TEXT, make_field
from .ground import GroundTables, report_ground, warn_if_apart, with_compounds
from .sinks import kept_attributes, make_fields, report_replaced, to_geometry
from .snaps import report_snap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsFields,
        QgsGeometry,
        QgsProcessingFeedback,
    )

    from ..engine.access import Ground, Snap
    from ..engine.tessellation import Tessellation
    from .sources import Table

OWN, DISSOLVED, SPLIT = range(3)
_ADDED = 6


@dataclass(frozen=True, eq=False)
class Zone:
    """One catchment: an origin (-1 for all together) at one limit."""

    origin: int
    limit: int
    streets: Stretches
    cells: NDArray[np.int64]
    status: str


@dataclass(frozen=True, eq=False)
class CatchmentResult:
    """Catchments, ready to be written.

    Attributes
    ----------
    plane
        CRS of the geometries.
    origins, snap
        The origins and how they found their street.
    fields
        Fields of polygons and lines.
    """

    plane: QgsCoordinateReferenceSystem
    origins: Table
    snap: Snap
    fields: QgsFields
    ground: Ground
    tessellation: Tessellation
    zones: list[Zone]
    limits_m: list[float]
    speed: float
    rings: bool

    def polygon_rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give the polygons with their values."""
        for zone in self.zones:
            polygon = self.tessellation.union(zone.cells) if len(zone.cells) else None
            yield self._as_multi(polygon), self._values(zone)

    def line_rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give the reached streets with their values."""
        for zone in self.zones:
            lines = zone.streets.lines(self.ground.network)
            merged = shapely.line_merge(shapely.multilinestrings(lines)) if len(lines) else None
            yield self._as_multi(merged), self._values(zone)

    @staticmethod
    def _as_multi(geometry: shapely.Geometry | None) -> QgsGeometry | None:
        if geometry is None:
            return None
        made = to_geometry(geometry)
        made.convertToMultiType()
        return made

    def _values(self, zone: Zone) -> list[Any]:
        kept = []
        if zone.origin >= 0:
            kept = kept_attributes(self.origins.features[zone.origin], self.fields, _ADDED)
        metres = self.limits_m[zone.limit]
        within = self.limits_m[zone.limit - 1] if self.rings and zone.limit else 0.0
        area = float(self.tessellation.areas[zone.cells].sum()) / 1e4
        return [
            *kept,
            metres / self.speed / 60,
            metres,
            within,
            area if zone.status != "unplaced" else None,
            float(zone.streets.length.sum()) if zone.status != "unplaced" else None,
            zone.status,
        ]


def compute_catchments(
    tables: GroundTables,
    ground: Ground,
    origins: Table,
    limits_m: list[float],
    speed: float,
    shape: int,
    rings: bool,
    reach: float,
    feedback: QgsProcessingFeedback,
) -> CatchmentResult:
    """Find catchments.

    Parameters
    ----------
    tables, ground
        Streets, barriers and gates.
    origins
        Where walks begin.
    limits_m
        Metres, ascending.
    speed
        Metres per second, to tell minutes.
    shape
        OWN, DISSOLVED or SPLIT.
    rings
        Without the ground of the next smaller limit.
    reach
        Metres beside a street that count as reached.
    feedback
        Progress, cancel and sentences.

    Raises
    ------
    EngineError
        If there is no usable origin.
    """
    if not len(origins):
        raise EngineError(
            "The origins layer has no feature that can be used ({total} features, {rejected} "
            "left out). Choose another layer or check its filter.",
            total=origins.total,
            rejected=len(origins.rejected),
        )
    report_ground(tables, ground, feedback)
    warn_if_apart(tables, ground, (origins,), feedback)
    ground, compound = with_compounds(ground, tables.gates, origins)
    access, snap = home_access(ground, origins.geometries, compound)
    report_snap(origins, snap, feedback)
    network = ground.network
    ends = network.data_ends(tables.extent)
    count = len(origins)

    def progress(share: float) -> None:
        feedback.setProgress(60 * share)
        if feedback.isCanceled():
            raise EngineError("Stopped; nothing was written.")

    if shape == OWN:
        reached, truncated = own_catchments(network, access, count, limits_m, ends, progress)
    else:
        reached, truncated = shared_catchments(network, access, count, limits_m, ends)
    if shape == DISSOLVED:
        reached = [
            Stretches(np.zeros_like(r.owner), r.edge, r.low, r.high).merged() for r in reached
        ]
        truncated = truncated.any(axis=1, keepdims=True)
    used = _edges_to_sample(ground, reached, reach)
    tessellation = tessellate(network, ground.barriers, reach, edges=used)
    feedback.setProgress(80)
    placed = np.zeros(count, dtype=bool)
    placed[access.owner] = True
    if shape == DISSOLVED:
        placed = np.array([placed.any()])
    zones = _zones(tessellation, reached, truncated, placed, rings, shape == DISSOLVED)
    own = [
        make_field("minutes", REAL),
        make_field("metres", REAL),
        make_field("from_m", REAL),
        make_field("area_ha", REAL),
        make_field("reached_m", REAL),
        make_field("status", TEXT),
    ]
    fields = make_fields(own, None if shape == DISSOLVED else origins.fields)
    if shape != DISSOLVED:
        report_replaced(origins.name, origins.fields, fields, _ADDED, feedback)
    return CatchmentResult(
        tables.plane,
        origins,
        snap,
        fields,
        ground,
        tessellation,
        zones,
        limits_m,
        speed,
        rings,
    )


def _edges_to_sample(
    ground: Ground, reached: list[Stretches], reach: float
) -> NDArray[np.int64] | None:
    """Choose reached edges and those beside them, which bound their cells."""
    network = ground.network
    edges = np.unique(np.concatenate([r.edge for r in reached]))
    if not len(edges) or len(edges) > network.edge_count / 2:
        return None
    near = network.tree.query(network.lines[edges], predicate="dwithin", distance=2.5 * reach)[1]
    return np.unique(np.concatenate([edges, near]))


def _zones(
    tessellation: Tessellation,
    reached: list[Stretches],
    truncated: NDArray[np.bool_],
    placed: NDArray[np.bool_],
    rings: bool,
    together: bool,
) -> list[Zone]:
    """Put together what each origin reaches at each limit, origin by origin."""
    per_limit = []
    for stretches in reached:
        owner, cell = tessellation.reached_by(stretches)
        per_limit.append(
            (
                np.searchsorted(stretches.owner, np.arange(len(placed) + 1)),
                np.searchsorted(owner, np.arange(len(placed) + 1)),
                cell,
            )
        )
    zones = []
    for origin in range(len(placed)):
        before_cells = np.zeros(0, dtype=np.int64)
        before: Stretches | None = None
        for k, stretches in enumerate(reached):
            rows, cell_rows, cell = per_limit[k]
            part = slice(rows[origin], rows[origin + 1])
            streets = Stretches(
                stretches.owner[part],
                stretches.edge[part],
                stretches.low[part],
                stretches.high[part],
            )
            cells = cell[cell_rows[origin] : cell_rows[origin + 1]]
            status = "truncated" if truncated[k, origin] else "ok"
            zone_streets, zone_cells = streets, cells
            if rings and before is not None:
                zone_streets = streets.without(before)
                zone_cells = np.setdiff1d(cells, before_cells)
            zones.append(
                Zone(
                    -1 if together else origin,
                    k,
                    zone_streets,
                    zone_cells,
                    status if placed[origin] else "unplaced",
                )
            )
            before, before_cells = streets, cells
    return zones
