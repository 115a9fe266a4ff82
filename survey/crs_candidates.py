"""Guesses the CRS of coordinates that come without one: those that bring them to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from .loading.projection import transform_points

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import QgsCoordinateTransformContext

_GAUSS = (
    *range(4534, 4555),  # CGCS2000, 3 degrees, by central meridian
    *range(4513, 4534),  # CGCS2000, 3 degrees, by zone
    *range(4502, 4513),  # CGCS2000, 6 degrees, by central meridian
    *range(4491, 4502),  # CGCS2000, 6 degrees, by zone
    *range(2370, 2391),  # Xian 1980, 3 degrees, by central meridian
    *range(2349, 2370),  # Xian 1980, 3 degrees, by zone
    *range(2422, 2443),  # Beijing 1954, 3 degrees, by central meridian
    *range(2401, 2422),  # Beijing 1954, 3 degrees, by zone
)
"""EPSG codes of the grids in use in China, today's first."""
_NEAR_KM = 30.0
_SAMPLED = 300
_LOCAL = 100_000.0  # metres; smaller numbers are a city's own grid


@dataclass(frozen=True)
class CrsCandidate:
    """A CRS that coordinates may be in.

    Attributes
    ----------
    authid
        Such as ``EPSG:4549``.
    axes_swapped
        Whether the first coordinate points north.
    inside
        Share of the points within the extent of the other layers.
    away_km
        Distance between the middles of both, kilometres.
    """

    authid: str
    axes_swapped: bool
    inside: float
    away_km: float


def list_candidates(
    xy: NDArray[np.float64],
    extent: tuple[float, float, float, float],
    transforms: QgsCoordinateTransformContext,
) -> list[CrsCandidate]:
    """List the CRS that bring coordinates to where the other layers are, the best first.

    Parameters
    ----------
    xy
        Shape (n, 2): coordinates as they stand.
    extent
        West, south, east, north of the other layers, degrees.
    transforms
        The project's transformations.

    Returns
    -------
    Candidates within 30 km; none if no known CRS brings the points there.
    """
    points = xy[np.isfinite(xy).all(axis=1)]
    if not len(points):
        return []
    points = points[:: max(1, len(points) // _SAMPLED)]
    low, high = np.array(extent[:2]), np.array(extent[2:])
    middle = (low + high) / 2
    margin = np.maximum((high - low) * 0.1, 0.002)
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    found = []
    for rank, code in enumerate(_codes(points, middle)):
        crs = QgsCoordinateReferenceSystem(f"EPSG:{code}")
        if not crs.isValid():
            continue
        for swapped in (False, True):
            given = points[:, ::-1] if swapped else points
            if crs.isGeographic() and (np.abs(given) > (180, 90)).any():
                continue
            there = transform_points(given, crs, degrees, transforms)
            there = there[np.isfinite(there).all(axis=1)]
            if len(there) < len(points) / 2:
                continue
            step = (np.median(there, axis=0) - middle) * (np.cos(np.radians(middle[1])), 1.0)
            away = float(np.hypot(*step) * 111.32)
            inside = ((there >= low - margin) & (there <= high + margin)).all(axis=1)
            if away <= _NEAR_KM:
                share = float(inside.sum()) / len(points)
                found.append((-round(share, 1), swapped, rank, round(away, 1), share, code))
    found.sort()
    return [CrsCandidate(f"EPSG:{code}", swapped, share, away)
            for _, swapped, _, away, share, code in found]  # fmt: skip


def is_local_grid(xy: NDArray[np.float64]) -> bool:
    """Tell whether coordinates are those of a city's own grid: small numbers that are no degrees.

    Parameters
    ----------
    xy
        Shape (n, 2): coordinates as they stand.
    """
    points = xy[np.isfinite(xy).all(axis=1)]
    if not len(points):
        return False
    largest = np.abs(points).max(axis=0)
    return bool((largest < _LOCAL).all() and (largest > (180, 90)).any())


def _codes(points: NDArray[np.float64], middle: NDArray[np.float64]) -> list[int]:
    """List codes to try: degrees for small numbers, else grids near the other layers."""
    if np.abs(points).max() <= 180:
        return [4326, 4490]
    zone = int((middle[0] + 180) // 6) + 1
    base = 32600 if middle[1] >= 0 else 32700
    near_utm = [base + number for number in (zone, zone - 1, zone + 1) if 1 <= number <= 60]
    in_china = 72 < middle[0] < 138 and 0 < middle[1] < 56
    return [*(_GAUSS if in_china else ()), *near_utm, 3857]
