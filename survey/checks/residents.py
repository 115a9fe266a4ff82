"""Checks of homes: who lives there, and whether they can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...engine.age_groups import AGE_FIELDS
from ...gis.i18n import tr
from .distances import check_streets_near, check_within_areas
from .findings import ERROR, WARNING
from .shapes import check_twins
from .values import Numbers, check_numbers, read_values

if TYPE_CHECKING:
    from .distances import Surroundings
    from .survey_layer import SurveyLayer

_OVERLAPPING = "pop_80_plus"
"""A field whose persons another one, that of 60 and over, counts too."""
_ROUNDING = 0.5  # persons by which each rounded number may be off


def check_residents(layer: SurveyLayer, around: Surroundings) -> None:
    """Check the homes."""
    population = check_numbers(layer, "population", tr("Population"))
    if population is None:
        layer.find_in_layer(
            "population_no_field", ERROR,
            tr("There is no field {field} with the number of residents.").format(
                field=layer.name_of("population")
            ),
            tr("Choose the field with the number of residents, or add it."),
        )  # fmt: skip
    else:
        layer.find(
            np.flatnonzero(population.missing).tolist(), "population_missing", ERROR,
            tr("The number of residents is not known, so nobody is counted here."),
            tr("Fill in the number of residents; 0 only if nobody lives here."),
        )  # fmt: skip
        _check_age_groups(layer, population)
    check_twins(
        layer,
        ("population", *AGE_FIELDS, "households", "name", "compound_id"),
        tr("The home is there twice: feature {other} lies at the same place with the same values."),
        tr("Delete one of the two; its residents count twice."),
    )
    check_streets_near(layer, around, around.at_gates(layer))
    check_within_areas(layer, around)


def _check_age_groups(layer: SurveyLayer, population: Numbers) -> None:
    total, groups = np.zeros(len(layer)), np.zeros(len(layer))
    oldest: dict[str, Numbers] = {}
    for name in AGE_FIELDS:
        numbers = check_numbers(layer, name, _title(name))
        if numbers is None:
            continue
        oldest[name] = numbers
        if name != _OVERLAPPING:
            known = numbers.values > 0
            total[known] += numbers.values[known]
            groups += known
    over = total > population.values + _ROUNDING * np.maximum(groups, 1)
    rows = np.flatnonzero(over & (population.values >= 0)).tolist()
    text = tr("The age groups add up to {sum} persons, the population is {population}.")
    layer.find(
        rows, "age_groups_exceed_population", ERROR,
        [text.format(sum=f"{total[row]:g}", population=f"{population.values[row]:g}")
         for row in rows],
        tr("Correct the population or the age groups."),
    )  # fmt: skip
    if _OVERLAPPING in oldest:
        older = oldest.get("pop_60_plus")
        older_values = population.values if older is None else older.values
        rows = np.flatnonzero(
            (oldest[_OVERLAPPING].values > older_values + 2 * _ROUNDING) & (older_values >= 0)
        ).tolist()
        layer.find(
            rows, "oldest_exceed_older", ERROR,
            tr("More persons are 80 and over than 60 and over."),
            tr("Correct the two numbers: those of 60 and over include those of 80 and over."),
        )  # fmt: skip
    cells = layer.column("households")
    if cells is not None:
        households = read_values(cells).values
        rows = np.flatnonzero((households > population.values) & (population.values >= 0)).tolist()
        layer.find(
            rows, "more_households_than_persons", WARNING,
            tr("There are more households than residents."),
            tr("Check the two numbers; empty dwellings are no households."),
        )  # fmt: skip


def _title(name: str) -> str:
    return {
        "pop_0_2": tr("Residents 0 to 2"),
        "pop_3_5": tr("Residents 3 to 5"),
        "pop_6_11": tr("Residents 6 to 11"),
        "pop_12_14": tr("Residents 12 to 14"),
        "pop_15_17": tr("Residents 15 to 17"),
        "pop_60_plus": tr("Residents 60 and over"),
        "pop_80_plus": tr("Residents 80 and over"),
    }[name]
