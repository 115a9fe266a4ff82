"""The public formula of GCJ-02, the shifted coordinates of Chinese map services."""

from __future__ import annotations

import math

AXIS = 6378245.0
ECCENTRICITY = 0.00669342162296594323


def _wave(t: float, *terms: tuple[float, float]) -> float:
    return sum(size * math.sin(t * math.pi * turn) for size, turn in terms) * 2 / 3


def to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """Shift a WGS 84 position to GCJ-02, in degrees."""
    x, y = lon - 105.0, lat - 35.0
    short = _wave(x, (20, 6), (20, 2))
    dlat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    dlat += short + _wave(y, (20, 1), (40, 1 / 3)) + _wave(y, (160, 1 / 12), (320, 1 / 30))
    dlon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    dlon += short + _wave(x, (20, 1), (40, 1 / 3)) + _wave(x, (150, 1 / 12), (300, 1 / 30))
    m = 1 - ECCENTRICITY * math.sin(math.radians(lat)) ** 2
    dlat *= 180 / (AXIS * (1 - ECCENTRICITY) / (m * math.sqrt(m)) * math.pi)
    dlon *= 180 / (AXIS / math.sqrt(m) * math.cos(math.radians(lat)) * math.pi)
    return lon + dlon, lat + dlat
