"""The gaps that get a sheet of their own, and what there is to say about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateTransform, QgsGeometry, QgsProject, QgsRectangle

from ..gis.feature_values import read_number, read_text

if TYPE_CHECKING:
    from qgis.core import QgsFeature, QgsVectorLayer

    from ..gis.words import Words

QUICK = ("behind_barrier", "planned")
"""Reasons of gaps that close without building."""


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
        key=lambda gap: (read_text(gap, "service") not in required, read_number(gap, "rank") or 0),
    )
    chosen = ordered[:1]
    quick = [gap for gap in ordered[1:] if read_text(gap, "reason") in QUICK]
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
    key = read_text(gap, "service")
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
        name=words.service(key, read_text(gap, "name_en"), read_text(gap, "name_zh")),
        persons=read_number(gap, "persons"),
        homes=int(read_number(gap, "homes") or 0),
        reason=read_text(gap, "reason"),
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
        (area.geometry().intersection(shape).area(), read_text(area, title))
        for area in areas.getFeatures(shape.boundingBox())
    ]
    least = 0.05 * shape.area()
    return [name for part, name in sorted(parts, reverse=True) if part > least]
