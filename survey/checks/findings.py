"""What a check finds: where, how grave, what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ERROR, WARNING, INFORMATION = "error", "warning", "information"
SEVERITIES = (ERROR, WARNING, INFORMATION)
"""The gravest first."""
ROLES = (
    "streets", "barriers", "gates", "residents", "facilities", "opinions", "premises", "areas",
)  # fmt: skip
GAP = "gap"
"""The fault of places that are in no feature."""
NEAR = 300.0  # metres as the crow flies: who lives so near is affected
_AT_ONCE = 1000  # places whose neighbours are held in memory together


@dataclass(slots=True)
class Finding:
    """Something that is wrong with a survey, or worth knowing.

    Attributes
    ----------
    layer
        Role of the layer.
    fault
        What kind of fault, a stable word.
    severity
        One of `SEVERITIES`.
    what, todo
        Sentences: what was found, and what a planner does about it.
    feature_id
        The feature; None for the layer as a whole.
    place
        Where, in metres; None if it is nowhere.
    other_id
        Another feature of the same layer concerned; None for none.
    persons
        Residents within `NEAR` of the place; None if unknown.
    """

    layer: str
    fault: str
    severity: str
    what: str
    todo: str
    feature_id: int | None = None
    place: shapely.Point | None = None
    other_id: int | None = None
    persons: float | None = None


def rank_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Put findings in order: the gravest first, then by who lives near, then by layer and row."""
    return sorted(
        findings,
        key=lambda found: (
            SEVERITIES.index(found.severity),
            found.feature_id is not None,
            -(found.persons or 0.0),
            ROLES.index(found.layer),
            found.feature_id or 0,
            found.fault,
            found.what,
        ),
    )


def count_persons(
    findings: Sequence[Finding], homes: NDArray[np.float64], persons: NDArray[np.float64]
) -> None:
    """Count who lives near each finding about a place; layers as a whole concern everyone.

    Parameters
    ----------
    findings
        Their `persons` are set.
    homes
        Shape (n, 2): metres.
    persons
        Shape (n,): residents of each home.
    """
    placed = [
        found
        for found in findings
        if found.place is not None and (found.feature_id is not None or found.fault == GAP)
    ]
    if not placed or not len(homes):
        return
    tree = cKDTree(homes)
    xy = shapely.get_coordinates([found.place for found in placed])
    places, place_of = np.unique(xy, axis=0, return_inverse=True)
    counts = np.zeros(len(places))
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        near = tree.query_ball_point(some, NEAR, return_sorted=False)
        counts[start : start + _AT_ONCE] = [persons[rows].sum() for rows in near]
    for found, count in zip(placed, counts[place_of.reshape(-1)].tolist(), strict=True):
        found.persons = count
