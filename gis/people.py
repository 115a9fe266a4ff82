"""Persons of a layer of homes, in all and by age group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ..engine.age_groups import TOTAL
from ..engine.errors import EngineError
from .i18n import tr
from .sources import name_some, read_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.age_groups import TargetGroup
    from .sources import Table


@dataclass(eq=False)
class People:
    """Who lives in each home.

    Parameters
    ----------
    homes
        The residents layer.
    population_field
        Field with all residents.
    count_all
        Count all residents where the fields of a group are missing.

    Raises
    ------
    EngineError
        If there is no such field.
    """

    homes: Table
    population_field: str
    count_all: bool
    unknown_groups: dict[str, list[str]] = field(default_factory=dict)
    _read: dict[str, tuple[NDArray[np.float64] | None, list[tuple[int, object]]]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        """Refuse a layer without the population field."""
        if self.homes.field_index(self.population_field) < 0:
            raise EngineError(
                "The residents layer has no field '{field}'. Its fields are: {fields}. Choose "
                "the one that holds the number of residents.",
                field=self.population_field,
                fields=", ".join(self.homes.fields.names()),
            )

    @property
    def total(self) -> NDArray[np.float64]:
        """All residents of each home; 0 where the number cannot be used."""
        numbers = self.numbers(self.population_field)
        if numbers is None:  # refused at the start; the layer cannot have lost it since
            return np.zeros(len(self.homes))
        return np.nan_to_num(numbers)

    def of_group(self, group: TargetGroup) -> tuple[NDArray[np.float64] | None, str]:
        """Count a target group.

        Parameters
        ----------
        group
            Whom a service is for.

        Returns
        -------
        persons, counted
            Persons of each home, None if unknown; and who was counted.
        """
        if group.fields == (TOTAL,):
            return self.total, "all"
        found = {name: self.numbers(name) for name in group.fields or ()}
        columns = [column for column in found.values() if column is not None]
        if found and len(columns) == len(found):
            return np.nan_to_num(np.sum(columns, axis=0)), group.text
        missing = [name for name, column in found.items() if column is None] or [group.text]
        self.unknown_groups[group.text] = missing
        if self.count_all:
            return self.total, "all"
        return None, "unknown"

    def report(self, feedback: QgsProcessingFeedback) -> None:
        """Say which numbers could not be used and which groups are unknown."""
        for name, (numbers, unusable) in self._read.items():
            if numbers is not None and unusable:
                feedback.pushWarning(
                    tr(
                        "Residents: {count} homes have no usable number in {field} (features "
                        "{ids}; NULL, negative or text). They are judged, and add nobody to "
                        "the persons. Fill in the number and run again."
                    ).format(
                        count=len(unusable), field=name, ids=name_some([i for i, _ in unusable])
                    )
                )
        for group, missing in self.unknown_groups.items():
            text = (
                tr("Age group {group}: fields {fields} are missing; all residents are counted.")
                if self.count_all
                else tr(
                    "Age group {group}: fields {fields} are missing, so its number of persons is "
                    "unknown. Add the fields, or count all residents instead."
                )
            )
            feedback.pushWarning(text.format(group=group, fields=", ".join(missing)))

    def numbers(self, name: str) -> NDArray[np.float64] | None:
        """Read a field of the homes, once for the whole run.

        Parameters
        ----------
        name
            The field.

        Returns
        -------
        Shape (homes,): NaN where it holds no number; None if there is no such field.
        """
        if name not in self._read:
            self._read[name] = read_numbers(self.homes, name)
        return self._read[name][0]
