"""An OpenStreetMap file as survey layers: what is in them, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from qgis.core import QgsFields, QgsGeometry

from ...engine.errors import EngineError
from ...gis.compat import REAL, TEXT, make_field
from ...gis.sinks import to_geometry, write_features
from ..osm_streets import ATTRIBUTION, WalkedWays, find_walked, street_fields
from .barriers import FoundBarriers, find_barriers
from .facilities import Facility, FoundFacilities, find_facilities
from .facility_places import place_facilities
from .facility_tags import read_capacity, read_date, read_operator_kind
from .gates import FoundGates, find_gates
from .objects import Objects, OsmFile, read_objects
from .service_rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from qgis.core import QgsFeatureSink, QgsRectangle

_READ = 0.7  # share of the time that reading takes
_BARRIER_TEXTS = ("kind", "name", "outline", "osm_type", "osm_id")
_GATE_TEXTS = ("kind", "hours", "name", "access", "basis", "osm_type", "osm_id")


def barrier_fields() -> QgsFields:
    """Return the fields of the barriers."""
    return _make_fields((name, TEXT) for name in _BARRIER_TEXTS)


def gate_fields() -> QgsFields:
    """Return the fields of the gates."""
    return _make_fields((name, TEXT) for name in _GATE_TEXTS)


def facility_fields() -> QgsFields:
    """Return the fields of the facilities, as points and as areas."""
    return _make_fields(
        [
            ("service", TEXT), ("name", TEXT), ("hours", TEXT), ("capacity", REAL),
            ("capacity_unit", TEXT), ("operator_kind", TEXT), ("status", TEXT),
            ("area_m2", REAL), ("site_id", TEXT), ("osm_type", TEXT), ("osm_id", TEXT),
            ("source", TEXT), ("surveyed_on", TEXT),
        ]
    )  # fmt: skip


def _make_fields(named: Iterable[tuple[str, Any]]) -> QgsFields:
    fields = QgsFields()
    for name, kind in named:
        fields.append(make_field(name, kind))
    return fields


@dataclass
class OsmLayers:
    """What a file holds for a survey.

    Attributes
    ----------
    osm
        The objects within the extent.
    outside
        Number of objects outside it.
    walked, barriers, gates, facilities
        What was found, and what was left out.
    places
        The points of each facility.
    """

    osm: OsmFile
    outside: int
    walked: WalkedWays
    barriers: FoundBarriers
    gates: FoundGates
    facilities: FoundFacilities
    places: list[NDArray[np.object_]]

    @classmethod
    def read(
        cls,
        path: Path,
        extent: QgsRectangle | None,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> OsmLayers | None:
        """Read a file.

        Parameters
        ----------
        path
            ``.osm.pbf``, ``.pbf`` or ``.osm``.
        extent
            Degrees; objects that touch it are taken whole. None takes all.
        progress, cancelled
            Told the share done, 0 to 1; asked whether to stop.

        Returns
        -------
        None if it was stopped.

        Raises
        ------
        EngineError
            If the file cannot be used, or nothing of it lies in the extent.
        """
        osm = read_objects(path, lambda share: progress(_READ * share), cancelled)
        if cancelled():
            return None
        whole = len(osm.nodes) + len(osm.ways) + len(osm.areas)
        if extent is not None:
            osm = _within(osm, extent, path)
        outside = whole - len(osm.nodes) - len(osm.ways) - len(osm.areas)
        walked = find_walked(osm)
        barriers = find_barriers(osm)
        progress(0.8)
        facilities = find_facilities(osm, load_rules())
        progress(0.9)
        if cancelled():
            return None
        # a gate leads into a ground; what leads into a building is a door
        grounds = [
            item.shape
            for item in facilities.facilities
            if item.is_area and "building" not in item.tags
        ]
        gates = find_gates(osm, walked, barriers, np.array(grounds, dtype=object))
        lines = walked.ways.take(np.arange(len(walked.ways) - walked.squares))
        places = place_facilities(facilities.facilities, lines, gates)
        if not (len(walked.ways) or len(barriers.lines) or gates.gates or facilities.facilities):
            raise EngineError("{path} holds no streets, barriers, gates or facilities.", path=path)
        progress(0.95)
        return cls(osm, outside, walked, barriers, gates, facilities, places)

    def write_streets(self, sink: QgsFeatureSink) -> int:
        """Write the walked ways."""
        shapes = (to_geometry(shape) for shape in self.walked.ways.shapes)
        return write_features(sink, street_fields(), zip(shapes, self.walked.rows, strict=True))

    def write_barriers(self, sink: QgsFeatureSink) -> int:
        """Write the barriers as lines."""
        lines = self.barriers.lines
        rows: Iterator[tuple[QgsGeometry | None, list[Any]]] = (
            (
                to_geometry(lines.shapes[n]),
                [
                    self.barriers.kinds[n],
                    lines.tags[n].get("name"),
                    "yes" if self.barriers.outline[n] else None,
                    lines.kinds[n],
                    lines.ids[n],
                ],
            )
            for n in range(len(lines))
        )
        return write_features(sink, barrier_fields(), rows)

    def write_gates(self, sink: QgsFeatureSink) -> int:
        """Write the gates."""
        rows: Iterator[tuple[QgsGeometry | None, list[Any]]] = (
            (
                to_geometry(gate.place),
                [
                    gate.kind, gate.hours, gate.name, gate.access, gate.basis, gate.osm_type,
                    gate.osm_id,
                ],
            )
            for gate in self.gates.gates
        )  # fmt: skip
        return write_features(sink, gate_fields(), rows)

    def write_facilities(self, sink: QgsFeatureSink) -> int:
        """Write the facilities as points, several of one site where it has several entrances."""
        rows: Iterator[tuple[QgsGeometry | None, list[Any]]] = (
            (to_geometry(place), values)
            for item, places in zip(self.facilities.facilities, self.places, strict=True)
            for values in (_facility_values(item),)
            for place in places
        )
        return write_features(sink, facility_fields(), rows)

    def write_facility_areas(self, sink: QgsFeatureSink) -> int:
        """Write those facilities that are areas, as such."""
        rows: Iterator[tuple[QgsGeometry | None, list[Any]]] = (
            (_several(item.shape), _facility_values(item))
            for item in self.facilities.facilities
            if item.is_area
        )
        return write_features(sink, facility_fields(), rows)


def _several(area: shapely.Geometry) -> QgsGeometry:
    geometry = to_geometry(area)
    geometry.convertToMultiType()
    return geometry


def _facility_values(item: Facility) -> list[Any]:
    capacity, unit = read_capacity(item.tags)
    return [
        item.service,
        item.tags.get("name"),
        item.tags.get("opening_hours"),
        capacity,
        unit,
        read_operator_kind(item.tags),
        item.status,
        item.area_m2,
        item.site,
        item.osm_type,
        item.osm_id,
        ATTRIBUTION,
        read_date(item.tags),
    ]


def _within(osm: OsmFile, extent: QgsRectangle, path: Path) -> OsmFile:
    """Keep the objects that touch an extent."""
    box = shapely.box(extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
    shapely.prepare(box)

    def take(objects: Objects) -> Objects:
        return objects.take(np.flatnonzero(_touch(box, objects.shapes)))

    nodes, ways, areas = take(osm.nodes), take(osm.ways), take(osm.areas)
    if not (len(nodes) or len(ways) or len(areas)):
        west, south, east, north = shapely.total_bounds(
            np.concatenate([osm.nodes.shapes, osm.ways.shapes, osm.areas.shapes])
        )
        raise EngineError(
            "Nothing in {path} lies within the extent. The file covers longitudes {west:.4f} to "
            "{east:.4f} and latitudes {south:.4f} to {north:.4f}.",
            path=path,
            west=west,
            south=south,
            east=east,
            north=north,
        )
    return OsmFile(nodes, ways, areas, osm.shapeless, osm.broken, osm.open_rings, osm.told)


def _touch(box: shapely.Geometry, shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Say which shapes touch a box; lines of invalid areas count by their boxes."""
    sound = shapely.is_valid(shapes)
    return np.asarray(
        np.where(sound, shapely.intersects(box, np.where(sound, shapes, None)),
                 shapely.intersects(box, shapely.envelope(shapes)))
    )  # fmt: skip
