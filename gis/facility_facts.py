"""What the facilities layer says of each facility: capacity, quality, hours, size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..engine.errors import EngineError
from ..engine.opening_hours import read_hours
from ..engine.service_levels import Supply as ServiceSupply
from ..engine.three_valued import NO, UNKNOWN, YES
from .i18n import tr
from .profiles import load_periods
from .sources import name_some, read_numbers
from .walks import SITE, number_sites

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from ..engine.opening_hours import Hours
    from .judged import Judged
    from .sources import Table

REFERENCE_YEAR = 2025
"""Year whose weeks stand for any year's, so that a run gives the same result tomorrow."""
OPEN_SHARE = 0.5
"""Share of a period from which a facility counts as open in it."""
_UNITS = {
    "m²": "m2", "㎡": "m2", "平方米": "m2", "座": "places", "学位": "places",
    "托位": "places", "床": "beds", "床位": "beds", "张": "beds", "人": "persons",
    "people": "persons", "person": "persons", "seats": "places", "place": "places", "bed": "beds",
}  # fmt: skip


@dataclass(frozen=True)
class FacilityFields:
    """Names of the fields that hold what is known of facilities; None: nothing is known."""

    capacity: str | None = "capacity"
    quality: str | None = "quality"
    hours: str | None = "hours"
    floor: str | None = "floor_m2"


@dataclass(frozen=True, eq=False)
class Sites:
    """The open facilities of one service; rows with one site id are one.

    Attributes
    ----------
    rows
        Shape (rows,): rows of the layer.
    site
        Shape (rows,): number of each row's facility.
    first
        Shape (facilities,): first row of each.
    supply
        What they offer.
    """

    rows: NDArray[np.int64]
    site: NDArray[np.int64]
    first: NDArray[np.int64]
    supply: ServiceSupply


@dataclass(eq=False)
class FacilityFacts:
    """Reads the fields of the facilities layer once for all services.

    Parameters
    ----------
    table
        The facilities.
    names
        Which fields hold what.
    periods
        Periods by key, as opening hours.
    open_share
        Share of a period from which a facility counts as open in it.
    """

    table: Table
    names: FacilityFields
    periods: Mapping[str, Hours]
    open_share: float = OPEN_SHARE
    _missing: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the columns."""
        self._unusable: dict[str, list[int]] = {}
        self._capacity = self._numbers(self.names.capacity)
        self._quality = self._numbers(self.names.quality)
        self._floor = self._numbers(self.names.floor)
        self._unusable_quality = np.flatnonzero((self._quality < 1) | (self._quality > 5))
        self._quality[self._unusable_quality] = np.nan
        self._land = np.where(
            shapely.get_dimensions(self.table.geometries) == 2,
            shapely.area(self.table.geometries),
            np.nan,
        )
        units = self.table.texts("capacity_unit") or [None] * len(self.table)
        self._unit = [_plain_unit(text) for text in units]
        self._hours = self.table.texts(self.names.hours) or [None] * len(self.table)
        self._unread: dict[str, list[int]] = {}
        self._sites = self.table.texts(SITE)
        self._shares: dict[tuple[str, str], int] = {}

    def of(self, rows: NDArray[np.int64], item: Judged) -> Sites:
        """Gather what the facilities of a service offer.

        Parameters
        ----------
        rows
            Its open rows.
        item
            What the standard asks.
        """
        sites = None if self._sites is None else [self._sites[row] for row in rows]
        site, first = number_sites([item.service] * len(rows), sites)
        count = len(first)
        is_open = np.array(
            [[self._is_open(int(row), key) for row in rows] for key in item.periods],
            dtype=np.int8,
        ).reshape(len(item.periods), len(rows))
        supply = ServiceSupply(
            _largest(self._capacity_of(rows, item), site, count),
            _largest(self._quality[rows], site, count),
            np.stack([_any_open(period, site, count) for period in is_open])
            if len(is_open)
            else np.zeros((0, count), dtype=np.int8),
            _largest(self._area_of(rows, item.size_basis == "land"), site, count),
        )
        lacking = int(np.isnan(supply.capacity).sum())
        if lacking:
            self._missing[item.key] = lacking
        return Sites(rows, site, rows[first], supply)

    def report(self, feedback: QgsProcessingFeedback) -> None:
        """Say what is not known of facilities."""
        if self._missing:
            feedback.pushInfo(
                tr(
                    "Capacity unknown, or not in the unit of the norm, so that nobody can tell "
                    "whether there is enough: {services}."
                ).format(services=", ".join(f"{k} ({n})" for k, n in self._missing.items()))
            )
        for name, ids in self._unusable.items():
            feedback.pushWarning(
                tr(
                    "Facilities: {count} have no usable number in {field}, which counts as unknown "
                    "(features {ids}; negative or text)."
                ).format(count=len(ids), field=name, ids=name_some(ids))
            )
        if len(self._unusable_quality):
            ids = [int(i) for i in self.table.ids[self._unusable_quality]]
            feedback.pushWarning(
                tr(
                    "Facilities: {count} have a quality outside 1 to 5, which counts as unknown "
                    "(features {ids})."
                ).format(count=len(ids), ids=name_some(ids))
            )
        for text, ids in self._unread.items():
            feedback.pushWarning(
                tr(
                    "Facilities: the opening hours '{hours}' cannot be read and count as unknown "
                    "(features {ids})."
                ).format(hours=text, ids=name_some(ids))
            )

    def _numbers(self, name: str | None) -> NDArray[np.float64]:
        """Read a field as numbers, unknown where there is none; remember what cannot be one."""
        numbers, unusable = read_numbers(self.table, name)
        if numbers is None:
            return np.full(len(self.table), np.nan)
        wrong = [row for row, value in unusable if value is not None]
        if wrong:
            self._unusable[str(name)] = wrong
        return numbers

    def _capacity_of(self, rows: NDArray[np.int64], item: Judged) -> NDArray[np.float64]:
        """Give capacities in the unit of the norm; without a norm, whatever counts persons.

        Where the norm is in square metres and the capacity is unknown or counts something else,
        the size of the facility is its capacity.
        """
        capacity = self._capacity[rows].copy()
        wanted = _plain_unit(item.capacity_unit) if item.provision is not None else ""
        fitting = {"", wanted, wanted.split()[0]} if wanted else set()
        for place, row in enumerate(rows):
            unit = self._unit[row]
            if unit not in fitting if wanted else unit.startswith("m2"):
                capacity[place] = np.nan
        if wanted.startswith("m2"):
            unknown = np.isnan(capacity)
            capacity[unknown] = self._area_of(rows, wanted == "m2 land")[unknown]
        return capacity

    def _area_of(self, rows: NDArray[np.int64], is_land: bool) -> NDArray[np.float64]:
        """Give sizes; of open ground drawn as an area and without a number, the area itself."""
        size = self._floor[rows].copy()
        if is_land:
            drawn = np.isnan(size)
            size[drawn] = self._land[rows][drawn]
        return size

    def _is_open(self, row: int, key: str) -> int:
        text = self._hours[row]
        if text is None:
            return UNKNOWN
        known = self._shares.get((text, key))
        if known is None:
            known = self._shares[text, key] = self._judge(text, key, row)
        return known

    def _judge(self, text: str, key: str, row: int) -> int:
        try:
            bounds = read_hours(text).bound_share(self.periods[key], REFERENCE_YEAR)
        except EngineError:
            self._unread.setdefault(text, []).append(int(self.table.ids[row]))
            return UNKNOWN
        if bounds is None:
            return UNKNOWN
        if bounds[0] >= self.open_share - 1e-9:
            return YES
        return NO if bounds[1] < self.open_share - 1e-9 else UNKNOWN


def read_periods(text: str) -> tuple[dict[str, Hours], dict[str, tuple[str, ...]]]:
    """Read the periods in which services are needed, with a planner's own.

    Parameters
    ----------
    text
        Such as ``community_canteen=Mo-Fr 11:30-12:30; library=weekend_day|evening``: keys of
        periods joined with ``|``, or opening hours.

    Returns
    -------
    periods, of_service
        Periods by key; and the keys of the services named.

    Raises
    ------
    EngineError
        If a part names no service, or what it says are no periods and no opening hours.
    """
    periods = {key: period.hours for key, period in load_periods().items()}
    of_service: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (part.strip() for part in text.replace("；", ";").split(";"))):
        service, sign, wanted = part.partition("=")
        if not sign or not service.strip() or not wanted.strip():
            raise EngineError(
                "'{part}' in the periods is no service and period. Write for example {example}.",
                part=part,
                example="community_canteen=weekday_lunch|weekday_dinner; library=Sa-Su 09:00-17:00",
            )
        keys = []
        for one in map(str.strip, wanted.split("|")):
            if one not in periods:
                periods[one] = read_hours(one)
            keys.append(one)
        of_service[service.strip().lower()] = tuple(keys)
    return periods, of_service


def _plain_unit(text: str | None) -> str:
    plain = (text or "").strip().lower()
    return _UNITS.get(plain, plain)


def _largest(
    values: NDArray[np.float64], site: NDArray[np.int64], count: int
) -> NDArray[np.float64]:
    """Give each place the largest value of its rows, which repeat it; NaN where none is known."""
    best = np.full(count, np.nan)
    np.fmax.at(best, site, values)
    return best


def _any_open(period: NDArray[np.int8], site: NDArray[np.int64], count: int) -> NDArray[np.int8]:
    """Tell whether any entrance is open: yes before unknown before no."""
    rank = np.zeros(count, dtype=np.int64)
    np.maximum.at(rank, site, np.where(period == YES, 2, np.where(period == UNKNOWN, 1, 0)))
    return np.array([NO, UNKNOWN, YES], dtype=np.int8)[rank]
