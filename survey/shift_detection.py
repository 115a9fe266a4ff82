"""Finds out whether points come from a Chinese map service, by how they lie to the streets.

Facilities stand beside streets. Of the three readings of their coordinates (as they are, as
GCJ-02, as BD-09), the true one brings nearly all of them beside a street; under the others they lie
anywhere among the streets, some of them far off. Each point votes with how much better it lies
under one reading than under another; the mean of the votes, measured by its own spread, decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .map_service import CORRECTIONS, is_in_china

if TYPE_CHECKING:
    from numpy.typing import NDArray

AS_IT_IS, CANNOT_TELL = "wgs84", "cannot_tell"
READINGS = (AS_IT_IS, *CORRECTIONS)

_BESIDE = 20.0  # metres: the scale on which a place is beside a street or not
_FAR = 150.0  # metres: farther is not worse
_SURE = 1.3  # standard errors by which a reading must lead each other one
_FEW, _SURE_OF_FEW = 20, 3.0
_LEAST = 8  # points
_MEDIAN, _SHARE = 60.0, 0.6  # a true reading: half within 60 m, this share within 60 m
_AROUND = [
    distance * np.array([np.cos(angle), np.sin(angle)])
    for distance in (150.0, 300.0, 600.0)
    for angle in np.linspace(0, 2 * np.pi, 16, endpoint=False)
]
"""Offsets, metres, at which a true reading must be worse."""
_RIVALS = 2  # of these; small samples in a dense network lie as well here and there
_METRES_PER_DEGREE = 111_320.0
_MOST = 5000  # points that are looked at


@dataclass(frozen=True)
class Evidence:
    """What was measured, and what follows from it.

    Attributes
    ----------
    verdict
        ``wgs84``: nothing to correct; ``gcj02``; ``bd09``; or ``cannot_tell``.
    points
        Number of points looked at.
    median_m
        Median distance to the nearest street under each reading, metres.
    lead
        By how many standard errors the best reading leads the next one.
    shift_m
        Mean length of the correction that the verdict asks for, metres; 0 for none.
    shift_east_m, shift_north_m
        Its mean vector, from the true place to the one given.
    """

    verdict: str
    points: int
    median_m: dict[str, float]
    lead: float
    shift_m: float = 0.0
    shift_east_m: float = 0.0
    shift_north_m: float = 0.0


def detect_shift(lonlat: NDArray[np.float64], streets: NDArray[np.object_]) -> Evidence:
    """Find out which system the coordinates of facilities are in.

    Parameters
    ----------
    lonlat
        Shape (n, 2): longitude and latitude of the facilities as given, degrees.
    streets
        Shape (m,): street lines in WGS 84, degrees.

    Returns
    -------
    Evidence
        ``cannot_tell`` for fewer than 8 points, points outside China, no streets, or where no
        reading leads clearly.
    """
    points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
    points = points[np.isfinite(points).all(axis=1)]
    points = points[is_in_china(points[:, 0], points[:, 1])]
    if len(points) > _MOST:
        points = points[:: -(-len(points) // _MOST)]
    lines = streets[~(shapely.is_missing(streets) | shapely.is_empty(streets))]
    if len(points) < _LEAST or not len(lines):
        return Evidence(CANNOT_TELL, len(points), {}, 0.0)
    middle = np.median(shapely.get_coordinates(lines), axis=0)
    scale = np.array([np.cos(np.radians(middle[1])), 1.0]) * _METRES_PER_DEGREE

    def to_metres(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return (xy - middle) * scale

    tree = shapely.STRtree(shapely.transform(lines, to_metres))
    places, votes, median, near = {}, {}, {}, {}
    for reading in READINGS:
        correct = CORRECTIONS.get(reading)
        moved = points if correct is None else np.column_stack(correct(*points.T))
        places[reading] = to_metres(moved)
        votes[reading], away = _vote(tree, places[reading])
        median[reading] = float(np.median(away))
        near[reading] = float((away <= _MEDIAN).mean())
    ranked = sorted(READINGS, key=lambda reading: votes[reading].mean(), reverse=True)
    best = ranked[0]
    lead = min(_lead(votes[best] - votes[other]) for other in ranked[1:])
    needed = _SURE if len(points) >= _FEW else _SURE_OF_FEW
    sure = lead >= needed and median[best] <= _MEDIAN and near[best] >= _SHARE
    if sure and best != AS_IT_IS:
        # a true place is better than those around it; one that only beats two others is not
        around = np.array([_vote(tree, places[best] + step)[0].mean() for step in _AROUND])
        sure = (around >= votes[best].mean()).sum() <= _RIVALS
    verdict = best if sure else CANNOT_TELL
    if verdict in (AS_IT_IS, CANNOT_TELL):
        return Evidence(verdict, len(points), median, lead)
    step = places[AS_IT_IS] - places[best]
    east, north = step.mean(axis=0)
    length = float(np.hypot(*step.T).mean())
    return Evidence(verdict, len(points), median, lead, length, float(east), float(north))


def _vote(
    tree: shapely.STRtree, xy: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Tell how well points lie beside streets, 0 the best, and their distances, metres."""
    _, away = tree.query_nearest(shapely.points(xy), return_distance=True, all_matches=False)
    return -np.log1p((np.minimum(away, _FAR) / _BESIDE) ** 2), away


def _lead(differences: NDArray[np.float64]) -> float:
    """Return the mean of differences in its own standard errors."""
    spread = differences.std(ddof=1) / np.sqrt(len(differences))
    return float(differences.mean() / max(spread, 1e-9))
