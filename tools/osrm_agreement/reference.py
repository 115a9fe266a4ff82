"""OSRM's matrix and the points that it is between."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

EXTRACT = "poa_osm.pbf"
POINTS = "poa_hexgrid.csv"
MATRIX = "engine_reference/osrm_foot_hex_to_healthcare_within60min.csv"
SNAPS = "engine_reference/osrm_snap_distance.csv"


@dataclass(frozen=True, eq=False)
class Reference:
    """Walks that OSRM found.

    Attributes
    ----------
    degrees
        Shape (points, 2): longitudes and latitudes.
    leg
        Shape (points,): metres from each point to OSRM's place on a street.
    origin, destination
        Shape (p,): which points.
    metres
        Shape (p,): along streets.
    """

    degrees: NDArray[np.float64]
    leg: NDArray[np.float64]
    origin: NDArray[np.int64]
    destination: NDArray[np.int64]
    metres: NDArray[np.float64]


def read_reference(folder: Path) -> Reference:
    """Read the points, OSRM's matrix and its snapping distances."""
    points = _rows(folder / POINTS)
    number = {row["id"]: i for i, row in enumerate(points)}
    matrix = _rows(folder / MATRIX)
    leg = np.full(len(points), np.nan)
    for row in _rows(folder / SNAPS):
        leg[number[row["id"]]] = float(row["snap_m"])
    return Reference(
        np.array([(float(row["lon"]), float(row["lat"])) for row in points]),
        leg,
        np.array([number[row["from_id"]] for row in matrix]),
        np.array([number[row["to_id"]] for row in matrix]),
        np.array([float(row["osrm_foot_distance_m"]) for row in matrix]),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
