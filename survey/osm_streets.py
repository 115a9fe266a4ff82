"""Walkable streets from an OpenStreetMap file, read as it is, without a network."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsMemoryProviderUtils,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..engine.errors import EngineError
from ..gis.compat import REAL, TEXT, make_field
from ..gis.i18n import tr
from .osm_walking import is_crossing, read_crossing, read_slope

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
_TEXTS = ("osm_id", "class", "name", "foot", "steps", "level", "crossing", "surface")
_TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')


@dataclass
class OsmStreets:
    """Walkable streets and what was left out.

    Attributes
    ----------
    layer
        Lines in degrees (EPSG:4326), in memory, with ``class``, ``name``, ``foot``, ``steps``,
        ``level``, ``crossing``, ``surface`` and ``slope_pct``.
    left_out
        Number of ways by reason.
    """

    layer: QgsVectorLayer
    left_out: Counter[str] = field(default_factory=Counter)


def read_streets(path: Path) -> OsmStreets:
    """Read the ways that people may walk.

    Parameters
    ----------
    path
        ``.osm.pbf``, ``.pbf`` or ``.osm``.

    Raises
    ------
    EngineError
        If the file cannot be read, or holds nothing that can be walked.
    """
    source = QgsVectorLayer(f"{path}|layername=lines", path.stem, "ogr")
    if not source.isValid():
        raise EngineError(
            "{path} cannot be read as an OpenStreetMap file. Check that it is a complete .osm or "
            ".osm.pbf file.",
            path=path,
        )
    fields = QgsFields()
    for name in _TEXTS:
        fields.append(make_field(name, TEXT))
    fields.append(make_field("slope_pct", REAL))
    streets = QgsMemoryProviderUtils.createMemoryLayer(
        tr("Streets"), fields, QgsWkbTypes.Type.LineString, source.crs()
    )
    found = OsmStreets(streets)
    features = []
    at_nodes = _read_crossing_nodes(path)
    request = QgsFeatureRequest().setFilterExpression('"highway" IS NOT NULL')
    for way in source.getFeatures(request):
        tags = _read_tags(way["other_tags"])
        kind = str(way["highway"])
        reason = why_not_walked(kind, tags)
        if reason:
            found.left_out[reason] += 1
            continue
        feature = QgsFeature(fields)
        feature.setGeometry(way.geometry())
        name = way["name"]
        feature.setAttributes(
            [
                str(way["osm_id"]),
                kind,
                str(name) if name else None,
                "yes",
                "yes" if kind == "steps" else None,
                _level(tags),
                _crossing(tags, way.geometry(), at_nodes),
                tags.get("surface"),
                read_slope(tags.get("incline")),
            ]
        )
        features.append(feature)
    if not features:
        raise EngineError("{path} holds no street that can be walked.", path=path)
    streets.dataProvider().addFeatures(features)
    streets.updateExtents()
    return found


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


def _read_tags(text: object) -> dict[str, str]:
    """Read GDAL's ``"key"=>"value"`` list."""
    return dict(_TAG.findall(text)) if isinstance(text, str) else {}


def _level(tags: dict[str, str]) -> str | None:
    if tags.get("bridge", "no") != "no":
        return "above"
    return "below" if tags.get("tunnel", "no") != "no" else None


def _read_crossing_nodes(path: Path) -> dict[tuple[float, float], str]:
    """Read how crossings are secured where it is said at the node, as it mostly is."""
    source = QgsVectorLayer(f"{path}|layername=points", path.stem, "ogr")
    request = QgsFeatureRequest().setFilterExpression("\"highway\" = 'crossing'")
    found = {}
    for node in source.getFeatures(request) if source.isValid() else ():
        kind = read_crossing(_read_tags(node["other_tags"]))
        if kind is not None:
            place = node.geometry().asPoint()
            found[place.x(), place.y()] = kind
    return found


def _crossing(
    tags: dict[str, str], line: QgsGeometry, at_nodes: dict[tuple[float, float], str]
) -> str | None:
    """Tell how a way that is a crossing is secured: by its own tags, else by its nodes'."""
    if not is_crossing(tags):
        return None
    own = read_crossing(tags)
    if own is not None:
        return own
    kinds = {at_nodes.get((place.x(), place.y())) for place in line.vertices()}
    # of several carriageways, the one with signals makes everybody wait
    return next((kind for kind in ("signal", "unmarked", "none") if kind in kinds), None)
