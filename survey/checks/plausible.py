"""Between which numbers the values of a survey lie, as `profiles/plausible_values.csv` says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ...gis.profiles import FOLDER, read_table

FILE = FOLDER / "plausible_values.csv"


@dataclass(frozen=True)
class Bounds:
    """Smallest and largest plausible value."""

    least: float
    most: float


@lru_cache(maxsize=1)
def _read() -> dict[tuple[str, str, str], Bounds]:
    table = read_table(FILE)
    at = {name: table.header.index(name) for name in table.header}
    return {
        (row[at["role"]], row[at["field"]], row[at["unit"]]): Bounds(
            float(row[at["least"]]), float(row[at["most"]])
        )
        for row in table.rows
    }


def bounds_of(role: str, field: str, unit: str = "") -> Bounds | None:
    """Return the bounds of a field of the data model.

    Parameters
    ----------
    role, field
        As in the data model.
    unit
        Of the value; a unit that is not in the table has the bounds of no unit.
    """
    return _read().get((role, field, unit)) or _read().get((role, field, ""))
