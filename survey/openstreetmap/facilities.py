"""Facilities by service: what the rules find among nodes, ways and areas."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsDistanceArea

from ...gis.i18n import tr
from ...gis.sinks import to_geometry
from .facility_tags import GONE, split_by_state, why_not_public
from .objects import NODE, WAY, Objects, OsmFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .service_rules import Rule

SERVING_KEYS = ("amenity", "shop", "leisure", "office", "healthcare", "craft", "social_facility")


@dataclass
class Facility:
    """An object as one service; ``shape`` is its point, line or area, ``area_m2`` of an area."""

    service: str
    status: str
    tags: dict[str, str]
    shape: shapely.Geometry
    area_m2: float | None
    edge: bool
    osm_type: str
    osm_id: str

    @property
    def site(self) -> str:
        """What tells the object from all others."""
        return f"{self.osm_type}/{self.osm_id}"

    @property
    def is_area(self) -> bool:
        """Whether it has an extent."""
        return self.shape.geom_type in ("Polygon", "MultiPolygon")


@dataclass
class FoundFacilities:
    """Facilities and what was left out.

    Attributes
    ----------
    facilities
        One for each object and service.
    matched
        Number of pairs of an object and a service that the rules find.
    left_out
        Number of those pairs by reason.
    lines
        Number of facilities that are open lines; their point is the middle.
    no_service
        Objects of a kind that could serve, by tag, that are no facility of any service.
    """

    facilities: list[Facility]
    matched: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    no_service: Counter[str] = field(default_factory=Counter)


class _Measure:
    """Square metres on the ellipsoid."""

    def __init__(self) -> None:
        self._ruler = QgsDistanceArea()
        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        self._ruler.setSourceCrs(degrees, QgsCoordinateTransformContext())
        self._ruler.setEllipsoid(degrees.ellipsoidAcronym())

    def __call__(self, shape: shapely.Geometry) -> float:
        return float(self._ruler.measureArea(to_geometry(shape)))


class _Size:
    """The square metres of one object, measured when somebody asks."""

    def __init__(self, shape: shapely.Geometry | None, measure: _Measure) -> None:
        self._shape, self._measure = shape, measure
        self._known: float | None = None

    def __call__(self) -> float | None:
        if self._known is None and self._shape is not None and self._shape.geom_type in (
            "Polygon", "MultiPolygon",
        ):  # fmt: skip
            self._known = self._measure(self._shape)
        return self._known


def find_facilities(osm: OsmFile, rules: Iterable[Rule]) -> FoundFacilities:
    """Find all facilities of all services.

    Parameters
    ----------
    osm
        The file. A closed way is an area unless it is tagged ``area=no``.
    rules
        What makes a service.
    """
    by_key: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_key[rule.conditions[0].key].append(rule)
    found = FoundFacilities([])
    measure = _Measure()
    for objects in (osm.nodes, osm.ways, osm.areas):
        for n in range(len(objects)):
            _match(found, objects, n, by_key, measure)
    for objects, reason in (
        (osm.shapeless, tr("a relation that is no area")),
        (osm.broken, tr("an object whose outline is broken")),
    ):
        for tags in objects.tags:
            count = len(_services_of(tags, by_key, _Size(None, measure)))
            found.matched += count
            if count:
                found.left_out[reason] += count
    _merge_points_into_areas(found)
    return found


def _services_of(
    tags: dict[str, str], by_key: dict[str, list[Rule]], size: _Size
) -> dict[str, tuple[str, dict[str, str], list[Rule]]]:
    """Give the services of an object, each with its state, its tags then, and its rules.

    Of a service that an object has now and had before, only the present counts.
    """
    services: dict[str, tuple[str, dict[str, str], list[Rule]]] = {}
    for state, then in split_by_state(tags):
        for key in then.keys() & by_key.keys():
            for rule in by_key[key]:
                if not rule.fits(then, size):
                    continue
                if rule.service not in services:
                    services[rule.service] = (state, then, [])
                if services[rule.service][0] == state:
                    services[rule.service][2].append(rule)
    return services


def _match(
    found: FoundFacilities,
    objects: Objects,
    n: int,
    by_key: dict[str, list[Rule]],
    measure: _Measure,
) -> None:
    tags = objects.tags[n]
    shape = objects.shapes[n]
    if objects.kinds[n] == WAY and shape.geom_type == "LineString" and tags.get("area") != "no":
        shape = _as_area(shape)
    elif shape.geom_type in ("Polygon", "MultiPolygon"):
        shape = _sound(shape)
    size = _Size(shape, measure)
    services = _services_of(tags, by_key, size)
    if not services:
        key = next((key for key in SERVING_KEYS if key in tags), None)
        if key is not None:
            found.no_service[f"{key}={tags[key]}"] += 1
        return
    found.matched += len(services)
    for service, (state, then, rules) in services.items():
        reason = _why_left_out(state, then, rules, shape)
        if reason:
            found.left_out[reason] += 1
            continue
        found.lines += shape.geom_type == "LineString"
        found.facilities.append(
            Facility(
                service, state, then, shape, size(), any(rule.edge for rule in rules),
                objects.kinds[n], objects.ids[n],
            )
        )  # fmt: skip


def _why_left_out(
    state: str, tags: dict[str, str], rules: list[Rule], shape: shapely.Geometry
) -> str:
    if state == GONE:
        return tr("no longer there")
    closed = why_not_public(tags)
    if closed and all(rule.public for rule in rules):
        return tr("closed to the public (access={access})").format(access=closed)
    if shape.is_empty:
        return tr("an object whose outline is broken")
    return ""


def _as_area(line: shapely.Geometry) -> shapely.Geometry:
    """Take a closed line as the area within; any other as it is."""
    if line.is_closed and shapely.get_num_coordinates(line) > 3:
        # by its corners: shapely takes no line of one place, which has no area either
        return _sound(shapely.polygons(shapely.get_coordinates(line)))
    return line


def _sound(area: shapely.Geometry) -> shapely.Geometry:
    """Put an area right whose outline crosses itself."""
    if area.is_valid:
        return area
    try:
        parts = shapely.get_parts(shapely.make_valid(area))
    except shapely.errors.GEOSException:
        # fewer corners than an area has
        return shapely.Polygon()
    parts = shapely.get_parts(parts)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


def _merge_points_into_areas(found: FoundFacilities) -> None:
    """Leave out points within an area of the same service and name: they are one facility."""
    groups: dict[tuple[str, str, str], tuple[list[int], list[int]]] = {}
    for n, item in enumerate(found.facilities):
        key = (item.service, item.status, item.tags.get("name", "").strip().casefold())
        points, areas = groups.setdefault(key, ([], []))
        if item.osm_type == NODE:
            points.append(n)
        elif item.is_area:
            areas.append(n)
    gone: set[int] = set()
    for points, areas in groups.values():
        if not points or not areas:
            continue
        tree = shapely.STRtree([found.facilities[n].shape for n in areas])
        spots = np.array([found.facilities[n].shape for n in points], dtype=object)
        inside, area = tree.query(spots, predicate="intersects")
        for point, of in zip(inside.tolist(), area.tolist(), strict=True):
            row, ground = points[point], found.facilities[areas[of]]
            if row not in gone:
                gone.add(row)
                # what only the point says is not lost
                ground.tags = found.facilities[row].tags | ground.tags
    found.facilities = [item for n, item in enumerate(found.facilities) if n not in gone]
    if gone:
        found.left_out[tr("a point within an area of the same service and name")] += len(gone)
