"""The numbers of a coverage run, as sheets need them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..gis.feature_values import read_number, read_text

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

    from ..gis.words import Words

_PARTS = ("persons", "covered", "unserved", "cannot_tell", "unplaced")


@dataclass(frozen=True)
class Count:
    """Persons; None where their number is unknown."""

    persons: float | None = None
    covered: float | None = None
    unserved: float | None = None
    cannot_tell: float | None = None
    unplaced: float | None = None

    def share(self, part: str) -> float | None:
        """Return one part as a share of all persons; None if nobody or nobody knows."""
        value = getattr(self, part)
        return None if not self.persons or value is None else value / self.persons


@dataclass
class Service:
    """One row of the standard with its counts.

    Attributes
    ----------
    key, name, tier, group, counted, rule
        As in the coverage table.
    limit_m, limit_min
        None where the standard gives no limit.
    to_check
        Its limit was not checked against the printed standard.
    requirement
        must, should, on demand, as the standard grades it.
    by_area
        Counts by neighbourhood.
    """

    key: str
    name: str
    tier: str
    group: str
    counted: str
    rule: str
    limit_m: float | None
    limit_min: float | None
    to_check: bool
    confidence: str
    requirement: str
    by_area: dict[str, Count] = field(default_factory=dict)

    @property
    def total(self) -> Count:
        """Counts of all neighbourhoods together; unknown if one of them is."""
        sums: dict[str, float | None] = {}
        for part in _PARTS:
            values = [getattr(count, part) for count in self.by_area.values()]
            sums[part] = None if not values or None in values else sum(values)
        return Count(**sums)

    @property
    def judged(self) -> bool:
        """Whether there is a limit to judge it by."""
        return self.limit_m is not None


@dataclass(frozen=True)
class Coverage:
    """All services and neighbourhoods."""

    services: list[Service]
    areas: list[str]

    @property
    def judged(self) -> list[Service]:
        """The services that have a limit, worst covered first, unknown ones last."""
        known = [service for service in self.services if service.judged]
        return sorted(
            known,
            key=lambda s: (s.total.share("covered") is None, s.total.share("covered") or 0.0),
        )


def read_coverage(table: QgsVectorLayer, words: Words) -> Coverage:
    """Read the coverage table.

    Parameters
    ----------
    table
        OUTPUT_TABLE of ``lifecircle:coveragegaps``.
    words
        Language of the services' names.
    """
    services: dict[str, Service] = {}
    areas: dict[str, None] = {}
    for row in table.getFeatures():
        key = str(row["service"])
        if key not in services:
            services[key] = Service(
                key,
                words.service(key, read_text(row, "name_en"), read_text(row, "name_zh")),
                read_text(row, "tier"),
                read_text(row, "group"),
                read_text(row, "counted"),
                read_text(row, "rule"),
                read_number(row, "limit_m"),
                read_number(row, "limit_min"),
                bool(read_number(row, "to_check")),
                read_text(row, "confidence"),
                read_text(row, "requirement"),
            )
        area = read_text(row, "area")
        areas[area] = None
        services[key].by_area[area] = Count(*(read_number(row, part) for part in _PARTS))
    return Coverage(list(services.values()), list(areas))
