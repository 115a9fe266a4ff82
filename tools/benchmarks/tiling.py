"""A city made of one town's streets, laid side by side and joined by a few streets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

GAP = 50.0  # metres between tiles
JOINS = 3  # streets from each tile to the next


@dataclass(frozen=True, eq=False)
class City:
    """Streets of a tiled city.

    Attributes
    ----------
    lines
        Shape (n,): the streets, those that join tiles last.
    origin
        Shape (n,): row of the town's street that each is a copy of, -1 for a joining one.
    """

    lines: NDArray[np.object_]
    origin: NDArray[np.int64]


def tile(lines: NDArray[np.object_], junctions: NDArray[np.float64], side: int) -> City:
    """Lay a town's streets side by side.

    Parameters
    ----------
    lines
        The town's streets, metres.
    junctions
        Shape (n, 2): vertices of its largest connected part.
    side
        Tiles in a row, and rows.

    Returns
    -------
    The city. Each tile's largest part is joined to that of its right-hand and its upper neighbour
    by straight streets, each between the outermost junctions of a strip.
    """
    low, high = shapely.total_bounds(lines).reshape(2, 2)
    step = high - low + GAP
    xy, row = shapely.get_coordinates(lines, return_index=True)
    cells = [(column, line) for column in range(side) for line in range(side)]
    shift = np.array(cells) * step
    moved = (xy[None, :, :] + shift[:, None, :]).reshape(-1, 2)
    owner = (row[None, :] + np.arange(len(cells))[:, None] * len(lines)).reshape(-1)
    copies = shapely.linestrings(moved, indices=owner)
    joins = []
    for axis in (0, 1):
        neighbour = np.zeros(2)
        neighbour[axis] = step[axis]
        for first, last in _outermost(junctions, axis):
            for cell, offset in zip(cells, shift, strict=True):
                if cell[axis] + 1 < side:
                    joins.append([last + offset, first + offset + neighbour])
    origin = np.tile(np.arange(len(lines)), len(cells))
    return City(
        np.concatenate([copies, shapely.linestrings(np.array(joins).reshape(-1, 2, 2))]),
        np.concatenate([origin, np.full(len(joins), -1)]),
    )


def _outermost(
    junctions: NDArray[np.float64], axis: int
) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Give the first and the last junction along an axis, in strips across the other one."""
    across = junctions[:, 1 - axis]
    edges = np.quantile(across, np.linspace(0.0, 1.0, JOINS + 1))
    found = []
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        strip = junctions[(across >= low) & (across <= high)]
        along = strip[:, axis]
        found.append((strip[np.argmin(along)], strip[np.argmax(along)]))
    return found
