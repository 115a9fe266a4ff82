"""An explanation as rows of layers: walks, and a table by service."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.coverage import Reason as Lack
from ..engine.coverage import State
from ..engine.opinions import Need
from ..engine.rungs import Action, Reason
from ..engine.service_levels import PER
from ..engine.three_valued import YES
from .compat import INTEGER, REAL, TEXT, TRUTH, make_field
from .diagnosis_result import ACTIONS, REASONS
from .explanation import NEAREST, PLANNED, WITHOUT_WALLS
from .explanation_sentence import tell
from .i18n import speaks_chinese
from .needs_result import STATES
from .profiles import load_periods
from .sinks import make_fields, to_geometry
from .three_valued_fields import as_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from qgis.core import QgsFields, QgsGeometry

    from .explanation import Explanation

    Rows = Iterator[tuple[QgsGeometry | None, list[Any]]]

_HAS = {State.HAS: 1, State.GAP: 0}
_FIELDS = (
    (TEXT, "service name_en name_zh tier requirement group walker rule"),
    (REAL, "limit_m limit_min"),
    (INTEGER, "home_id"),
    (TEXT, "compound_id"),
    (INTEGER, "facility_id"),
    (TEXT, "facility"),
    (REAL, "m min"),
    (INTEGER, "has"),
    (TEXT, "lack"),
    (REAL, "beyond"),
    (TEXT, "behind_wall"),
    (REAL, "behind_wall_m behind_wall_min"),
    (TEXT, "planned"),
    (REAL, "planned_m planned_min"),
    (INTEGER, "choice"),
    (INTEGER, "enough"),
    (REAL, "supply_per_1000 norm_per_1000 capacity demand load"),
    (INTEGER, "rated"),
    (REAL, "quality quality_norm"),
    (INTEGER, "open"),
    (TEXT, "open_when"),
    (INTEGER, "size"),
    (REAL, "largest_m2 size_norm_m2"),
    (INTEGER, "answers"),
    (REAL, "effective importance satisfaction low high important_from satisfied_from"),
    (TEXT, "need"),
    (INTEGER, "uncertain rung rung_max"),
    (TEXT, "reason action confidence"),
    (TRUTH, "to_check"),
    (TEXT, "source why"),
)


@dataclass(frozen=True, eq=False)
class ExplanationResult:
    """An explanation, ready to be written.

    Attributes
    ----------
    explained
        The explanation.
    least_quality
        Of 5, from which a facility is good.
    """

    explained: Explanation
    least_quality: float

    def table_fields(self) -> QgsFields:
        """Fields of the table."""
        return make_fields(
            [make_field(name, kind) for kind, names in _FIELDS for name in names.split()]
        )

    def table_rows(self) -> Rows:
        """Give one row for each service."""
        for row in self.rows:
            yield None, list(row.values())

    def route_fields(self) -> QgsFields:
        """Fields of the walks."""
        return make_fields(
            [
                *(make_field(name, TEXT) for name in ("service", "name_en", "name_zh", "role")),
                make_field("has", INTEGER),
                make_field("facility_id", INTEGER),
                make_field("facility", TEXT),
                make_field("metres", REAL),
                make_field("minutes", REAL),
                make_field("why", TEXT),
            ]
        )

    def route_rows(self) -> Rows:
        """Give one line for each walk."""
        explained = self.explained
        for (service, role), walk in explained.walks.items():
            row = self.rows[service]
            yield (
                to_geometry(walk.line),
                [
                    *(row[name] for name in ("service", "name_en", "name_zh")),
                    role,
                    row["has"],
                    int(explained.found.coverage.supply.table.ids[walk.facility]),
                    explained.facility_name(walk.facility),
                    walk.metres,
                    walk.minutes,
                    row["why"],
                ],
            )

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """Values of the table by field, one for each row of the standard."""
        return [self._row(number) for number in range(len(self.explained.found.rungs))]

    def _row(self, number: int) -> dict[str, Any]:
        row = {
            **self._standard(number),
            **self._reach(number),
            **self._levels(number),
            **self._needs(number),
            **self._rungs(number),
        }
        row["why"] = tell(row)
        names = " ".join(names for _, names in _FIELDS).split()
        return {name: row[name] for name in names}

    def _standard(self, number: int) -> dict[str, Any]:
        coverage = self.explained.found.coverage
        item = coverage.answers[number].judged
        return {
            "service": item.key,
            "name_en": item.name_en,
            "name_zh": item.name_zh,
            "tier": item.tier,
            "requirement": item.requirement,
            "group": item.group.text,
            "walker": item.walker,
            "rule": coverage.given.rule,
            "limit_m": item.limit_m,
            "limit_min": item.limit_min,
            "norm_per_1000": item.provision,
            "size_norm_m2": item.least_size,
            "quality_norm": self.least_quality,
            "confidence": item.confidence,
            "to_check": item.to_check,
            "source": item.source,
        }

    def _reach(self, number: int) -> dict[str, Any]:
        explained = self.explained
        place, coverage = explained.place, explained.found.coverage
        answer = coverage.answers[number]
        walk = explained.walks.get((number, NEAREST))
        found = {
            "home_id": place.home_id,
            "compound_id": place.compound,
            "m": answer.metres[place.row],
            "min": answer.minutes[place.row],
            "has": _HAS.get(State(int(answer.verdict.state[place.row]))),
            "facility_id": int(coverage.supply.table.ids[walk.facility]) if walk else None,
            "facility": explained.facility_name(walk.facility) if walk else None,
            "beyond": self._beyond(number),
        }
        lack = Lack(int(answer.verdict.reason[place.row]))
        found["lack"] = None if lack is Lack.NONE else lack.name.lower()
        for role, name in ((WITHOUT_WALLS, "behind_wall"), (PLANNED, "planned")):
            other = explained.walks.get((number, role))
            found[name] = explained.facility_name(other.facility) if other else None
            found[f"{name}_m"] = other.metres if other else None
            found[f"{name}_min"] = other.minutes if other else None
        return found

    def _beyond(self, number: int) -> float | None:
        """Give by how much the walk exceeds the limit, in the unit of the rule."""
        coverage = self.explained.found.coverage
        answer = coverage.answers[number]
        row = self.explained.place.row
        if answer.verdict.state[row] != State.GAP or not np.isfinite(answer.verdict.cost[row]):
            return None
        item = answer.judged
        if coverage.given.rule == "metres":
            return None if item.limit_m is None else float(answer.metres[row] - item.limit_m)
        return None if item.limit_min is None else float(answer.minutes[row] - item.limit_min)

    def _levels(self, number: int) -> dict[str, Any]:
        explained = self.explained
        row = explained.place.row
        level = explained.found.levels[number]
        levels, supply = level.levels, level.sites.supply
        reached = level.walks.destination[level.walks.origin == row]
        known = supply.size[reached][np.isfinite(supply.size[reached])]
        choice = levels.choice[row]
        names = ("enough", "rated", "open", "size")
        values = (as_values(one[row : row + 1])[0] for one in levels.criteria)
        walk = explained.walks.get((number, NEAREST))
        site = level.sites.site[level.sites.rows == walk.facility][:1] if walk else []
        of_site = {"capacity": supply.capacity, "demand": levels.demand, "load": levels.load}
        return {
            **dict(zip(names, values, strict=True)),
            **{name: column[site[0]] if len(site) else None for name, column in of_site.items()},
            "choice": None if np.isnan(choice) else int(choice),
            "supply_per_1000": levels.supply[row] * PER,
            "quality": levels.best[row],
            "open_when": self._open_when(number, reached),
            "largest_m2": float(known.max()) if len(known) else None,
        }

    def _open_when(self, number: int, reached: NDArray[np.int64]) -> str | None:
        """Name the facilities in reach that are open in each period."""
        level = self.explained.found.levels[number]
        periods = load_periods()
        parts = []
        for key, state in zip(level.periods, level.sites.supply.is_open, strict=True):
            period = periods.get(key)
            name = key
            if period is not None:
                name = period.name_zh if speaks_chinese() else period.name_en
            rows = level.sites.first[reached[state[reached] == YES]]
            shown = [self.explained.facility_name(int(row)) for row in rows]
            parts.append(f"{name}: {', '.join(shown) or '-'}")
        return "; ".join(parts) or None

    def _needs(self, number: int) -> dict[str, Any]:
        voices = self.explained.found.voices
        row, needs = self.explained.place.row, voices.needs[number]
        state = Need(int(needs.state[row]))
        return {
            "answers": int(needs.answers[row]),
            "effective": needs.effective[row],
            "importance": needs.importance[row],
            "satisfaction": needs.satisfaction[row],
            "low": needs.low[row],
            "high": needs.high[row],
            "important_from": voices.rules.important,
            "satisfied_from": voices.rules.satisfied,
            "need": STATES[state],
            "uncertain": None if state is Need.UNHEARD else int(needs.uncertain[row]),
        }

    def _rungs(self, number: int) -> dict[str, Any]:
        row, rungs = self.explained.place.row, self.explained.found.rungs[number]
        low, high = int(rungs.low[row]), int(rungs.high[row])
        return {
            "rung": low,
            "rung_max": None if low == high else high,
            "reason": REASONS[Reason(int(rungs.reason[row]))],
            "action": ACTIONS[Action(int(rungs.action[row]))],
        }
