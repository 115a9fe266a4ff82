"""Coordinates of Chinese map services: GCJ-02 and BD-09, from WGS 84 and back.

The formulas are the public ones, as many open programs give them; no official text is public.
Boundaries of the country are taken as a box, outside of which nothing is shifted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Pair = tuple[Floats, Floats]

WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
_A, _EE = 6378245.0, 0.00669342162296594323
_BD = np.pi * 3000.0 / 180.0
_ROUNDS = 8  # three bring GCJ-02 under 0.1 mm; BD-09 needs some more


def is_in_china(lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    """Tell which places lie in the box in which map services shift coordinates.

    Parameters
    ----------
    lon, lat
        Degrees.
    """
    return (lon >= WEST) & (lon <= EAST) & (lat >= SOUTH) & (lat <= NORTH)


def gcj02_from_wgs84(lon: Floats, lat: Floats) -> Pair:
    """Shift places as map services in China have to.

    Parameters
    ----------
    lon, lat
        WGS 84, degrees.

    Returns
    -------
    lon, lat
        GCJ-02, degrees; as they were outside the box of `is_in_china`.
    """
    lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    inside = is_in_china(lon, lat)
    with np.errstate(invalid="ignore"):
        east, north = _shift(lon, lat)
    return np.where(inside, lon + east, lon), np.where(inside, lat + north, lat)


def _shift(lon: Floats, lat: Floats) -> Pair:
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    waves = (20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    north += (20 * np.sin(np.pi * y) + 40 * np.sin(np.pi * y / 3)) * 2 / 3
    north += (160 * np.sin(np.pi * y / 12) + 320 * np.sin(np.pi * y / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    east += (20 * np.sin(np.pi * x) + 40 * np.sin(np.pi * x / 3)) * 2 / 3
    east += (150 * np.sin(np.pi * x / 12) + 300 * np.sin(np.pi * x / 30)) * 2 / 3
    angle = np.radians(lat)
    m = 1 - _EE * np.sin(angle) ** 2
    north = north * 180 / ((_A * (1 - _EE)) / (m * np.sqrt(m)) * np.pi)
    east = east * 180 / (_A / np.sqrt(m) * np.cos(angle) * np.pi)
    return east, north


def bd09_from_gcj02(lon: Floats, lat: Floats) -> Pair:
    """Shift places of GCJ-02 to those of BD-09, degrees; unchanged outside the box."""
    lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    z = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BD)
    theta = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BD)
    inside = is_in_china(lon, lat)
    return (
        np.where(inside, z * np.cos(theta) + 0.0065, lon),
        np.where(inside, z * np.sin(theta) + 0.006, lat),
    )


def bd09_from_wgs84(lon: Floats, lat: Floats) -> Pair:
    """Shift places of WGS 84 to those of BD-09, degrees; unchanged outside the box."""
    inside = is_in_china(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    east, north = bd09_from_gcj02(*gcj02_from_wgs84(lon, lat))
    return np.where(inside, east, lon), np.where(inside, north, lat)


def wgs84_from_gcj02(lon: Floats, lat: Floats) -> Pair:
    """Find the places of WGS 84 that map services give as these.

    Parameters
    ----------
    lon, lat
        GCJ-02, degrees.

    Returns
    -------
    lon, lat
        WGS 84, degrees: shifted again they are less than 0.1 mm off.
    """
    return _invert(gcj02_from_wgs84, lon, lat)


def wgs84_from_bd09(lon: Floats, lat: Floats) -> Pair:
    """Find the places of WGS 84 that are these in BD-09, degrees."""
    return _invert(bd09_from_wgs84, lon, lat)


def gcj02_from_bd09(lon: Floats, lat: Floats) -> Pair:
    """Find the places of GCJ-02 that are these in BD-09, degrees."""
    return _invert(bd09_from_gcj02, lon, lat)


def _invert(forward: Callable[[Floats, Floats], Pair], lon: Floats, lat: Floats) -> Pair:
    """Step back by the shift until the shifted place is the one given."""
    lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    inside = is_in_china(lon, lat)
    east, north = lon.copy(), lat.copy()
    for _ in range(_ROUNDS):
        there = forward(east, north)
        east, north = east + lon - there[0], north + lat - there[1]
    # at the edge of the box, no place outside it is taken for a shifted one
    inside &= is_in_china(east, north)
    return np.where(inside, east, lon), np.where(inside, north, lat)


CORRECTIONS = {"gcj02": wgs84_from_gcj02, "bd09": wgs84_from_bd09}
"""What brings coordinates back, by the system that they are in."""
