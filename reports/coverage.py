"""The numbers of a coverage run, as sheets need them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qgis.core import (
    NULL,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
)

if TYPE_CHECKING:
    from qgis.core import QgsFeature, QgsVectorLayer

    from ..gis.words import Words

QUICK = ("behind_barrier", "planned")
"""Reasons of gaps that close without building."""

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


@dataclass(frozen=True)
class GapFacts:
    """What there is to say about one gap.

    Attributes
    ----------
    home_ids
        Features of the units layer.
    extent
        Of these homes, in the CRS of the gaps.
    nearest_m
        Least and greatest walk to the nearest facility.
    no_walk
        Homes from which no facility can be reached.
    areas
        Neighbourhoods it touches, largest part first.
    groups
        Residents by population field.
    """

    service: str
    name: str
    persons: float | None
    homes: int
    reason: str
    limit_m: float
    to_check: bool
    home_ids: list[int]
    extent: QgsRectangle
    nearest_m: tuple[float, float] | None
    no_walk: int
    areas: list[str]
    groups: dict[str, float]


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
                words.service(key, _text(row, "name_en"), _text(row, "name_zh")),
                _text(row, "tier"),
                _text(row, "group"),
                _text(row, "counted"),
                _text(row, "rule"),
                read_number(row, "limit_m"),
                read_number(row, "limit_min"),
                bool(read_number(row, "to_check")),
                _text(row, "confidence"),
                _text(row, "requirement"),
            )
        area = _text(row, "area")
        areas[area] = None
        services[key].by_area[area] = Count(*(read_number(row, part) for part in _PARTS))
    return Coverage(list(services.values()), list(areas))


def read_gaps(
    gaps: QgsVectorLayer,
    units: QgsVectorLayer,
    snap: QgsVectorLayer,
    areas: QgsVectorLayer | None,
    required: set[str],
    words: Words,
) -> dict[int, GapFacts]:
    """Read the gaps that get a sheet: the largest, and the largest that needs no building.

    Parameters
    ----------
    gaps, units, snap
        OUTPUT_GAPS, OUTPUT_UNITS and OUTPUT_SNAP.
    required
        Services that the standard requires; their gaps come before those of others.
    areas
        Neighbourhoods with a field ``name``, or None.
    words
        Language of the services' names.

    Returns
    -------
    Facts by rank; empty if there is no gap.
    """
    ordered = sorted(
        gaps.getFeatures(),
        key=lambda gap: (_text(gap, "service") not in required, read_number(gap, "rank") or 0),
    )
    chosen = ordered[:1]
    quick = [gap for gap in ordered[1:] if _text(gap, "reason") in QUICK]
    chosen += quick[:1]
    return {int(gap["rank"]): _read_gap(gap, gaps, units, snap, areas, words) for gap in chosen}


def _read_gap(
    gap: QgsFeature,
    gaps: QgsVectorLayer,
    units: QgsVectorLayer,
    snap: QgsVectorLayer,
    areas: QgsVectorLayer | None,
    words: Words,
) -> GapFacts:
    key = _text(gap, "service")
    inside = _homes_inside(units, snap, gap, key)
    extent = QgsRectangle()
    for home in inside:
        extent.combineExtentWith(home.geometry().boundingBox())
    change = QgsCoordinateTransform(units.crs(), gaps.crs(), QgsProject.instance())
    if extent.isNull():
        extent = gap.geometry().boundingBox()
    else:
        extent = change.transformBoundingBox(extent)
    metres = [read_number(home, f"{key}_m") for home in inside]
    found = sorted(m for m in metres if m is not None)
    groups = {}
    reconciled = len(inside) == int(read_number(gap, "homes") or 0)
    for name in ("pop_0_2", "pop_3_5", "pop_6_11", "pop_60_plus"):
        if reconciled and units.fields().lookupField(name) >= 0:
            groups[name] = sum(read_number(home, name) or 0.0 for home in inside)
    return GapFacts(
        service=key,
        name=words.service(key, _text(gap, "name_en"), _text(gap, "name_zh")),
        persons=read_number(gap, "persons"),
        homes=int(read_number(gap, "homes") or 0),
        reason=_text(gap, "reason"),
        limit_m=read_number(gap, "limit_m") or 0.0,
        to_check=bool(read_number(gap, "to_check")),
        home_ids=sorted(home.id() for home in inside),
        extent=extent,
        nearest_m=(found[0], found[-1]) if found else None,
        no_walk=len(metres) - len(found),
        areas=_areas_of(gap, gaps, areas, words),
        groups=groups,
    )


def _homes_inside(
    units: QgsVectorLayer, snap: QgsVectorLayer, gap: QgsFeature, key: str
) -> list[QgsFeature]:
    """Return the homes of a gap: those without the service whose place on a street is in it.

    Ways to the street come in the order of the homes, those of the facilities after them.
    """
    ground = gap.geometry().buffer(0.1, 2)
    inside = []
    for home, way in zip(units.getFeatures(), snap.getFeatures(), strict=False):
        line = way.geometry()
        if read_number(home, f"{key}_has") != 0 or line.isEmpty():
            continue
        if ground.intersects(QgsGeometry.fromPointXY(line.asPolyline()[-1])):
            inside.append(home)
    return inside


def _areas_of(
    gap: QgsFeature, gaps: QgsVectorLayer, areas: QgsVectorLayer | None, words: Words
) -> list[str]:
    """Name the neighbourhoods that a gap touches, largest part first."""
    if areas is None or areas.fields().lookupField("name") < 0:
        return []
    english = not words.chinese and areas.fields().lookupField("name_en") >= 0
    title = "name_en" if english else "name"
    to_areas = QgsCoordinateTransform(gaps.crs(), areas.crs(), QgsProject.instance())
    shape = QgsGeometry(gap.geometry())
    shape.transform(to_areas)
    parts = [
        (area.geometry().intersection(shape).area(), _text(area, title))
        for area in areas.getFeatures(shape.boundingBox())
    ]
    least = 0.05 * shape.area()
    return [name for part, name in sorted(parts, reverse=True) if part > least]


def read_number(feature: QgsFeature, name: str) -> float | None:
    """Return a number of a feature; None where it is NULL or no such field is there."""
    value: Any = feature.attribute(name) if feature.fieldNameIndex(name) >= 0 else None
    if value is None or value == NULL or value != value:
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _text(feature: QgsFeature, name: str) -> str:
    value: Any = feature.attribute(name) if feature.fieldNameIndex(name) >= 0 else None
    return "" if value is None or value == NULL else str(value)
