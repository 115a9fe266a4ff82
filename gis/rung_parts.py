"""Persons by rung, of one service and neighbourhood: the cells of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

RUNG_PARTS = ("rung0", "rung1", "rung2", "rung3", "unheard", "unknown")
"""Fields of the matrix that make all persons; of unheard ones what they have is good."""
_GOOD = ("rung2", "rung3", "unheard")


def most_common(cell: Mapping[str, float | None]) -> str | None:
    """Return the part with most persons; of equal ones the lower rung, None without persons.

    Parameters
    ----------
    cell
        Persons by `RUNG_PARTS`, and all of them as ``persons``; None where unknown.
    """
    if not cell.get("persons"):
        return None
    return max(RUNG_PARTS, key=lambda part: cell.get(part) or 0.0)


def share_good(cell: Mapping[str, float | None]) -> float | None:
    """Return the share of persons for whom the service is known to be good.

    Parameters
    ----------
    cell
        As for `most_common`.

    Returns
    -------
    0 to 1, the least that there can be where some are unknown; None without persons.
    """
    persons = cell.get("persons")
    return sum(cell.get(part) or 0.0 for part in _GOOD) / persons if persons else None
