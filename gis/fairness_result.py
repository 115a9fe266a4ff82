"""How evenly the life circle is shared: Gini, the worst-off tenth, gaps between age groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.inequality import gap_between_groups, gini, mean_by_group, mean_of_worst_off
from .compat import REAL, TEXT, make_field
from .sinks import make_fields
from .unheard import GROUPS, persons_by_group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from qgis.core import QgsFields, QgsGeometry

    from .diagnosis import Diagnosis


@dataclass(frozen=True, eq=False)
class FairnessResult:
    """Fairness figures, ready to be written.

    Attributes
    ----------
    found
        The diagnosis.
    """

    found: Diagnosis

    def fields(self) -> QgsFields:
        """Fields of the table."""
        texts = "measure service name_en name_zh age_group"
        reals = "persons known_persons mean gini worst_tenth gap"
        return make_fields(
            [
                *(make_field(name, TEXT) for name in texts.split()),
                *(make_field(name, REAL) for name in reals.split()),
            ]
        )

    def rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give a row for each measure, service and age group; what is unknown is left out."""
        found = self.found
        groups = persons_by_group(found.coverage)
        for measure, values in zip(("score_low", "score_high"), found.scores, strict=True):
            yield from self._by_group(measure, ["", "", ""], values, groups)
        for number, answer in enumerate(found.coverage.answers):
            item = answer.judged
            names = [item.key, item.name_en, item.name_zh]
            rung = found.rungs[number].low / 3.0
            yield from self._by_group("rung_low", names, rung, groups)
            # where no capacity is known, the only homes of known supply are those without any
            if answer.persons is not None and self._has_capacity(number):
                supply = found.levels[number].levels.supply
                yield None, ["supply", *names, item.group.text, *_figures(supply, answer.persons)]

    def _has_capacity(self, number: int) -> bool:
        return bool(np.isfinite(self.found.levels[number].sites.supply.capacity).any())

    def _by_group(
        self,
        measure: str,
        names: list[str],
        values: NDArray[np.float64],
        groups: list[NDArray[np.float64] | None],
    ) -> Iterator[tuple[None, list[Any]]]:
        known = [persons for persons in groups[1:] if persons is not None]
        gap = None
        if known:
            gap = gap_between_groups(mean_by_group(values, np.column_stack(known))).difference
        # sorted once for all groups: what is in order already is soon sorted again
        order = np.argsort(values, kind="stable")
        for (label, _, _), persons in zip(GROUPS, groups, strict=True):
            if persons is not None:
                figures = _figures(values, persons, order)
                figures[-1] = gap if label == "all" else None
                yield None, [measure, *names, label, *figures]


def _figures(
    values: NDArray[np.float64],
    persons: NDArray[np.float64],
    order: NDArray[np.int64] | slice = slice(None),
) -> list[Any]:
    known = np.isfinite(values)
    total = float(persons[known].sum())
    mean = float((values[known] * persons[known]).sum()) / total if total else None
    return [
        float(persons.sum()),
        total,
        mean,
        gini(values[order], persons[order]),
        mean_of_worst_off(values[order], persons[order]),
        None,
    ]
