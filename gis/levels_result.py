"""Service levels as rows of layers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..engine.coverage import State
from ..engine.three_valued import NO, YES
from .compat import INTEGER, REAL, TEXT, make_field
from .feature_rows import FeatureRows
from .sinks import make_fields
from .three_valued_fields import as_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from qgis.core import QgsField, QgsFields

    from .coverage import Coverage
    from .levels import ServiceLevels
    from .sinks import Column

LEVELS = ("good", "full", "short", "unknown", "not_covered", "cannot_tell")
"""Classes of homes: good; reached, but full; reached and short in something else; …"""


def level_of(one: ServiceLevels) -> list[str]:
    """Put each home into a class of `LEVELS`."""
    levels, state = one.levels, one.answer.verdict.state
    found = np.full(len(state), "unknown", dtype=object)
    found[levels.good == YES] = "good"
    found[levels.good == NO] = "short"
    found[levels.full] = "full"
    found[state == State.GAP] = "not_covered"
    found[~np.isin(state, (State.GAP, State.HAS))] = "cannot_tell"
    return list(found)


def level_fields(key: str) -> list[QgsField]:
    """Return the fields of one service in the residents' layer."""
    return [
        make_field(f"{key}_supply", REAL),
        make_field(f"{key}_choice", INTEGER),
        make_field(f"{key}_quality", REAL),
        make_field(f"{key}_quality_mean", REAL),
        make_field(f"{key}_enough", INTEGER),
        make_field(f"{key}_rated", INTEGER),
        make_field(f"{key}_open", INTEGER),
        make_field(f"{key}_size", INTEGER),
        make_field(f"{key}_level", TEXT),
    ]


def level_columns(one: ServiceLevels) -> list[Column]:
    """Return the values of these fields, home by home."""
    levels = one.levels
    choice = [None if np.isnan(n) else int(n) for n in levels.choice]
    return [
        levels.supply,
        choice,
        levels.best,
        levels.mean_quality,
        as_values(levels.enough),
        as_values(levels.quality),
        as_values(levels.is_open),
        as_values(levels.size),
        level_of(one),
    ]


@dataclass(frozen=True, eq=False)
class LevelsResult:
    """Service levels, ready to be written.

    Attributes
    ----------
    coverage
        Rung 1.
    levels
        Rung 2, one for each row of the standard.
    stamp
        How the result came about.
    """

    coverage: Coverage
    levels: Sequence[ServiceLevels]
    stamp: str = ""

    def unit_fields(self) -> QgsFields:
        """Fields of the residents with their service levels."""
        added = [field for one in self.levels for field in level_fields(one.key)]
        return make_fields(added, self.coverage.given.residents.fields)

    def unit_rows(self) -> FeatureRows:
        """Give the residents in their order and their own CRS."""
        fields = self.unit_fields()
        columns = [column for one in self.levels for column in level_columns(one)]
        return FeatureRows(self.coverage.given.residents.features, fields, columns)

    def facility_fields(self) -> QgsFields:
        """Fields of the facilities with the demand on them."""
        added = [make_field("demand", REAL), make_field("load", REAL)]
        return make_fields(added, self.coverage.supply.table.fields)

    def facility_rows(self) -> FeatureRows:
        """Give the facilities in their order and their own CRS."""
        table, fields = self.coverage.supply.table, self.facility_fields()
        demand, load = load_facilities(self.levels, len(table))
        return FeatureRows(table.features, fields, [demand, load])


def load_facilities(
    levels: Sequence[ServiceLevels], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give each row of the facilities its demand and load.

    Of a service with several tiers the one with the greatest demand counts. Rows of one place
    repeat what the place has. Closed and planned ones, and those of services without a limit, have
    none.

    Parameters
    ----------
    levels
        Of all services.
    count
        Number of rows.

    Returns
    -------
    demand, load
        Shape (count,): NaN where unknown.
    """
    demand, load = np.full(count, np.nan), np.full(count, np.nan)
    for one in levels:
        if one.answer.verdict.limit is None:
            continue
        rows, site = one.sites.rows, one.sites.site
        found = one.levels.demand[site]
        more = np.isnan(demand[rows]) | (found > demand[rows])
        demand[rows[more]] = found[more]
        load[rows[more]] = one.levels.load[site][more]
    return demand, load
