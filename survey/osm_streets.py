"""Walkable streets from an OpenStreetMap file, read as it is, without a network."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsMemoryProviderUtils,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..engine.errors import EngineError
from ..gis.compat import REAL, TEXT, make_field
from ..gis.i18n import tr
from ..gis.sinks import to_geometry, write_features
from .openstreetmap.objects import Objects, OsmFile, as_lines, number_places, read_objects
from .osm_walking import (
    is_crossing,
    read_crossing,
    read_level,
    read_lit,
    read_sidewalk,
    read_slope,
)

if TYPE_CHECKING:
    from pathlib import Path

ATTRIBUTION = "© OpenStreetMap contributors"

_WALKED = {
    "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street",
    "service", "pedestrian", "footway", "path", "steps", "track", "road", "platform", "corridor",
    "trunk_link", "primary_link", "secondary_link", "tertiary_link",
}  # fmt: skip
_WALKED_IF_SAID = {"cycleway", "bridleway", "busway"}
_ALLOWED = {"yes", "designated", "permissive", "destination", "customers", "official"}
_REFUSED = {"no", "private", "use_sidepath", "discouraged", "military", "agricultural", "forestry"}
_TEXTS = (
    "osm_id", "class", "name", "foot", "steps", "level", "crossing", "surface",
)  # fmt: skip
_MORE_TEXTS = ("lit", "sidewalk", "outline", "osm_type")


@dataclass
class OsmStreets:
    """Walkable streets and what was left out.

    Attributes
    ----------
    layer
        Lines in degrees (EPSG:4326), in memory, with the fields of `street_fields`.
    left_out
        Number of ways by reason.
    """

    layer: QgsVectorLayer
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass
class WalkedWays:
    """Ways that people may walk.

    Attributes
    ----------
    ways
        Their lines; squares by their outer outline.
    rows
        Values of each, in the order of `street_fields`.
    left_out
        Number of ways by reason.
    squares
        Number of outlines of squares among the lines.
    """

    ways: Objects
    rows: list[list[object]]
    left_out: Counter[str]
    squares: int


def street_fields() -> QgsFields:
    """Return the fields of the streets."""
    fields = QgsFields()
    for name in _TEXTS:
        fields.append(make_field(name, TEXT))
    fields.append(make_field("slope_pct", REAL))
    for name in _MORE_TEXTS:
        fields.append(make_field(name, TEXT))
    return fields


def read_streets(path: Path) -> OsmStreets:
    """Read the ways that people may walk, without squares.

    Parameters
    ----------
    path
        ``.osm.pbf``, ``.pbf`` or ``.osm``.

    Raises
    ------
    EngineError
        If the file cannot be read, or holds nothing that can be walked.
    """
    walked = find_walked(read_objects(path), squares=False)
    if not len(walked.ways):
        raise EngineError("{path} holds no street that can be walked.", path=path)
    fields = street_fields()
    streets = QgsMemoryProviderUtils.createMemoryLayer(
        tr("Streets"),
        fields,
        QgsWkbTypes.Type.LineString,
        QgsCoordinateReferenceSystem("EPSG:4326"),
    )
    shapes = (to_geometry(shape) for shape in walked.ways.shapes)
    write_features(streets.dataProvider(), fields, zip(shapes, walked.rows, strict=True))
    streets.updateExtents()
    return OsmStreets(streets, walked.left_out)


def find_walked(osm: OsmFile, squares: bool = True) -> WalkedWays:
    """Find the ways that people may walk.

    Parameters
    ----------
    osm
        The file.
    squares
        Whether to take areas, such as pedestrian squares, by their outlines.

    Returns
    -------
    Those, and the rest by reason.
    """
    left_out: Counter[str] = Counter()
    lines = _walked_rows(osm.ways, left_out)
    ways = osm.ways.take(lines)
    count = 0
    if squares:
        areas = osm.areas.take(_walked_rows(osm.areas, left_out))
        parts, owner = shapely.get_parts(areas.shapes, return_index=True)
        outlines = areas.take(owner)
        outlines.shapes = as_lines(shapely.get_exterior_ring(parts))
        count = len(outlines)
        ways = Objects(
            ways.kinds + outlines.kinds,
            ways.ids + outlines.ids,
            ways.tags + outlines.tags,
            np.concatenate([ways.shapes, outlines.shapes]),
        )
    at_nodes = _read_crossing_nodes(osm.nodes)
    first_outline = len(ways) - count
    rows = [_describe(ways, n, at_nodes, outline=n >= first_outline) for n in range(len(ways))]
    return WalkedWays(ways, rows, left_out, count)


def _walked_rows(objects: Objects, left_out: Counter[str]) -> np.ndarray:
    rows = []
    for n, tags in enumerate(objects.tags):
        kind = tags.get("highway")
        if kind is None:
            continue
        reason = why_not_walked(kind, tags)
        if reason:
            left_out[reason] += 1
        else:
            rows.append(n)
    return np.array(rows, dtype=np.int64)


def _describe(ways: Objects, n: int, at_nodes: dict[int, str], outline: bool) -> list[object]:
    tags = ways.tags[n]
    kind = tags["highway"]
    return [
        ways.ids[n],
        kind,
        tags.get("name"),
        "yes",
        "yes" if kind == "steps" else None,
        read_level(tags),
        _crossing(tags, ways.shapes[n], at_nodes),
        tags.get("surface"),
        read_slope(tags.get("incline")),
        read_lit(tags),
        read_sidewalk(tags),
        "yes" if outline else None,
        ways.kinds[n],
    ]


def why_not_walked(kind: str, tags: dict[str, str]) -> str:
    """Tell why a way is not walked; empty if it is.

    Parameters
    ----------
    kind
        Value of the tag ``highway``.
    tags
        The other tags. ``foot`` decides over ``access``, as OpenStreetMap has it.
    """
    foot = tags.get("foot", "")
    if foot in _REFUSED:
        return tr("closed to walkers (foot={foot})").format(foot=foot)
    if foot in _ALLOWED and kind not in ("motorway", "motorway_link", "construction", "proposed"):
        return ""
    if kind not in _WALKED:
        kinds = kind if kind not in _WALKED_IF_SAID else f"{kind}, foot=?"
        return tr("not a way for walking (highway={kind})").format(kind=kinds)
    if tags.get("motorroad") == "yes":
        return tr("a road for motor vehicles only")
    access = tags.get("access", "")
    if access in _REFUSED:
        return tr("no public access (access={access})").format(access=access)
    return ""


def _read_crossing_nodes(nodes: Objects) -> dict[int, str]:
    """Read how crossings are secured where it is said at the node, as it mostly is."""
    numbers = number_places(shapely.get_coordinates(nodes.shapes)).tolist()
    kinds = (
        read_crossing(tags) if tags.get("highway") == "crossing" else None for tags in nodes.tags
    )
    return {number: kind for number, kind in zip(numbers, kinds, strict=True) if kind is not None}


def _crossing(tags: dict[str, str], line: shapely.Geometry, at_nodes: dict[int, str]) -> str | None:
    """Tell how a way that is a crossing is secured: by its own tags, else by its nodes'."""
    if not is_crossing(tags):
        return None
    own = read_crossing(tags)
    if own is not None:
        return own
    kinds = {at_nodes.get(n) for n in number_places(shapely.get_coordinates(line)).tolist()}
    # of several carriageways, the one with signals makes everybody wait
    return next((kind for kind in ("signal", "unmarked", "none") if kind in kinds), None)
