"""Has, cannot tell, gap or unplaced: decided home by home, summed over persons."""

from __future__ import annotations

import math

from .accesses import Facility, Home
from .walks import Town

HAS, CANNOT_TELL, GAP, UNPLACED = "has", "cannot tell", "gap", "unplaced"


def verdicts(
    town: Town,
    rows: list[Facility],
    limits: dict[str, float],
    extent=None,
    cutoff: float | None = None,
) -> dict[str, list[tuple[float, str]]]:
    """For each service and home: metres to the nearest facility, and the verdict.

    Walks beyond the cutoff, which must be at least the longest limit, are not measured.
    """
    ends = town.network.data_ends(extent)
    result: dict[str, list[tuple[float, str]]] = {service: [] for service in limits}
    for home, accesses in enumerate(town.homes):
        metres = town.metres_from(home, cutoff)
        to_end = min((metres.get(node, math.inf) for node in ends), default=math.inf)
        for service, limit in limits.items():
            walk = min(
                (
                    town.to_facility(metres, row)
                    for row, facility in enumerate(rows)
                    if facility.service == service
                ),
                default=math.inf,
            )
            if not accesses:
                verdict = UNPLACED
            elif walk <= limit + town.slack:
                verdict = HAS
            elif to_end <= limit + town.slack:
                verdict = CANNOT_TELL
            else:
                verdict = GAP
            result[service].append((walk, verdict))
    return result


def persons_by_verdict(homes: list[Home], found: list[tuple[float, str]]) -> dict[str, float]:
    """Sum the persons of the homes of each verdict, each home once."""
    sums = dict.fromkeys((HAS, CANNOT_TELL, GAP, UNPLACED), 0.0)
    for home, (_, verdict) in zip(homes, found, strict=True):
        sums[verdict] += home.persons
    return sums
