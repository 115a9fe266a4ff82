"""Streets, barriers and gates, read and made walkable, with what to say about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..engine.access import Gates, Ground
from ..engine.barriers import TOUCH, Barriers
from ..engine.errors import EngineError
from .i18n import tr
from .kept import network_of
from .sources import name_some

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingFeedback

    from .sources import Table

COMPOUND = "compound_id"
_CLOSED_TO_WALKERS = {"no", "false", "0", "否", "private"}


@dataclass(frozen=True, eq=False)
class GroundTables:
    """What was read of the ground.

    Attributes
    ----------
    plane
        CRS of all coordinates.
    streets
        The streets, those closed to walkers left out.
    barriers, gates
        None where not given.
    extent
        Ground that the street data fills, or None.
    """

    plane: QgsCoordinateReferenceSystem
    streets: Table
    barriers: Table | None
    gates: Table | None
    extent: shapely.Geometry | None


def leave_out_closed_streets(streets: Table) -> Table:
    """Leave out streets on which nobody may walk, and lines without length."""
    streets = streets.leave_out(
        shapely.length(streets.geometries) <= 0, tr("a line without length")
    )
    foot = streets.texts("foot")
    if foot is None:
        return streets
    closed = [text is not None and text.lower() in _CLOSED_TO_WALKERS for text in foot]
    return streets.leave_out(np.array(closed, dtype=bool), tr("closed to walkers (field foot)"))


def make_ground(
    tables: GroundTables,
    tolerance: float,
    snap: float,
    island: float,
    with_barriers: bool = True,
    feedback: QgsProcessingFeedback | None = None,
) -> Ground:
    """Build the walkable ground, or take it as it was built before.

    Parameters
    ----------
    tables
        What was read.
    tolerance, snap, island
        Metres; see `Barriers` and `Ground`.
    with_barriers
        Without them, to learn what barriers cost.
    feedback
        Told where an earlier network is used again.

    Raises
    ------
    EngineError
        If there is no street to walk.
    """
    if not len(tables.streets):
        raise EngineError(
            "The street layer has no line that can be walked ({total} features, {rejected} left "
            "out). Choose another layer, or check its filter and its field foot.",
            total=tables.streets.total,
            rejected=len(tables.streets.rejected),
        )
    barriers = None
    gates = None
    if tables.barriers is not None and len(tables.barriers) and with_barriers:
        barriers = Barriers.from_geometries(
            tables.barriers.geometries, gate_points(tables.gates)[0], tolerance
        )
    if tables.gates is not None and len(tables.gates) and with_barriers:
        xy, row = gate_points(tables.gates)
        compound = np.full(len(tables.gates), -1, dtype=np.int64)
        gates = Gates(xy, compound[row], tolerance)
    network, barriers = network_of(
        tables.streets.geometries, tables.streets.digest, barriers, feedback
    )
    return Ground(network, barriers, gates, snap, island)


def gate_points(gates: Table | None) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the places of gates, and the row of each; several for a multi-point."""
    if gates is None:
        return np.zeros((0, 2)), np.zeros(0, dtype=np.int64)
    xy, row = shapely.get_coordinates(gates.geometries, return_index=True)
    return xy, np.asarray(row, dtype=np.int64)


def with_compounds(
    ground: Ground, gates: Table | None, members: Table
) -> tuple[Ground, NDArray[np.int64] | None]:
    """Match gates and the features of a layer by their compound ids.

    Parameters
    ----------
    ground
        The ground.
    gates
        Its gates as read.
    members
        Homes or facilities.

    Returns
    -------
    ground, compound
        The ground with numbered gates, and the number of each feature's compound; None where
        the layer has no such field.
    """
    if gates is None or ground.gates is None:
        return ground, None
    of_gate, of_member = number_names(gates.texts(COMPOUND), members.texts(COMPOUND))
    if of_gate is None or of_member is None:
        return ground, None
    _, row = gate_points(gates)
    matched = Ground(
        ground.network,
        ground.barriers,
        Gates(ground.gates.xy, of_gate[row], ground.gates.tolerance),
        ground.snap,
        ground.island,
    )
    return matched, of_member


def report_ground(tables: GroundTables, ground: Ground, feedback: QgsProcessingFeedback) -> None:
    """Say what the network is made of and how it hangs together."""
    network = ground.network
    parts = len(network.component_length)
    feedback.pushInfo(
        tr(
            "Computed in {crs}, in metres. Network: {edges} edges and {nodes} junctions, "
            "{km:.1f} km of street in {parts} connected parts; the largest has {share:.1f} %."
        ).format(
            crs=tables.plane.authid(),
            edges=network.edge_count,
            nodes=network.node_count,
            km=network.length.sum() / 1000,
            parts=parts,
            share=100 * network.component_length.max() / network.length.sum(),
        )
    )
    if network.duplicates:
        feedback.pushWarning(
            tr("{count} street edges lie twice on the same line; each counts once.").format(
                count=network.duplicates
            )
        )
    island = network.on_island(ground.island)
    if island.any():
        feedback.pushWarning(
            tr(
                "{count} small islands of street ({km:.1f} km) are not joined to the rest; "
                "features are placed on them only where nothing else is in reach."
            ).format(
                count=len(np.unique(network.component[island])),
                km=network.length[island].sum() / 1000,
            )
        )
    if ground.barriers is not None:
        cut = int(network.at_barrier.sum())
        feedback.pushInfo(
            tr("Barriers: {count} street ends at barriers away from their gates.").format(count=cut)
        )
        along = streets_along(ground)
        if len(along):
            feedback.pushWarning(
                tr(
                    "{count} streets run exactly along a barrier (features {ids}): they count as "
                    "lying on its right-hand side, outside of a polygon. Move one or the other."
                ).format(
                    count=len(along), ids=name_some([int(i) for i in tables.streets.ids[along]])
                )
            )


def streets_along(ground: Ground) -> NDArray[np.int64]:
    """Find streets of which an edge lies on a barrier; return their rows."""
    network = ground.network
    at = network.at_barrier
    edges = np.flatnonzero(at[network.edge_from] & at[network.edge_to])
    if ground.barriers is None or not len(edges):
        return edges
    middle = shapely.points(network.locate(edges, network.length[edges] / 2))
    on_it, _ = ground.barriers.tree.query(middle, predicate="dwithin", distance=TOUCH)
    return np.unique(network.edge_street[edges[on_it]])


def warn_if_apart(
    tables: GroundTables, ground: Ground, layers: Iterable[Table], feedback: QgsProcessingFeedback
) -> None:
    """Say so when a whole layer lies nowhere near the streets.

    Parameters
    ----------
    tables, ground
        The ground.
    layers
        What should lie near it.
    feedback
        Where to.
    """
    x0, y0, x1, y1 = shapely.total_bounds(tables.streets.geometries)
    around = shapely.box(x0 - ground.snap, y0 - ground.snap, x1 + ground.snap, y1 + ground.snap)
    for table in layers:
        if len(table) and not shapely.intersects(around, table.geometries).any():
            feedback.pushWarning(
                tr(
                    "{layer}: all features lie outside the extent of the streets. Check the CRS "
                    "of both layers: one of them may be wrong."
                ).format(layer=table.name)
            )


def number_names(*columns: list[str | None] | None) -> list[NDArray[np.int64] | None]:
    """Give numbers to names that several layers share, such as compound ids; -1 for none."""
    known: dict[str, int] = {}
    numbered: list[NDArray[np.int64] | None] = []
    for column in columns:
        if column is None:
            numbered.append(None)
            continue
        numbers = [-1 if name is None else known.setdefault(name, len(known)) for name in column]
        numbered.append(np.array(numbers, dtype=np.int64))
    return numbered
