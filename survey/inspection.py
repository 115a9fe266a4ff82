"""Looks at a source before it is loaded: what it holds, what is suggested, what is odd."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ..gis.crs import read_crs
from ..gis.responsive import coordinates_of, without_collector
from .cleaning.rows import find_personal
from .cleaning.shapes import read_shapes
from .crs_candidates import CrsCandidate, is_local_grid, list_candidates
from .loading.projection import project_shapes
from .matching.category_matching import Suggestion, suggest_services
from .matching.column_matching import match_columns, rate_role
from .matching.mapping import SourceMapping
from .matching.roles import known_headings, list_roles
from .reading.map_layers import name_layer
from .reading.raw_table import SurveyError
from .reading.sources import read_source
from .shift_detection import Evidence, detect_shift

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from qgis.core import QgsCoordinateTransformContext

    from .matching.roles import SurveyRole
    from .reading.raw_table import RawTable

_DEGREES = "EPSG:4326"
_PREVIEWED = 12
_MOST_WORDS = 400
_SHAPE_NAMES = ("point", "line", "area")


@dataclass
class Inspection:
    """What was found in a source.

    Attributes
    ----------
    role, source
        As asked.
    mapping
        What is suggested, or what was given, completed.
    headings, preview, total
        Columns, first rows and number of rows.
    likeness
        How sure the suggestion of each field is, 0 to 1.
    words
        For the service column: each word with its number of rows and the service suggested.
    personal
        Headings of columns with personal data, with the kind of it.
    is_table
        Whether places are columns.
    crs
        Authority id of the coordinates; empty if nothing says it.
    candidates
        CRS that bring the rows to the other layers, where nothing says it.
    local_grid
        Whether the coordinates look like those of a city's own grid.
    evidence
        Whether the places come from a map service.
    lines
        Streets in degrees, for looking at the others.
    extent
        West, south, east, north in degrees; None if not known.
    notes
        Sentences.
    error
        Why it cannot be used, in a sentence in English; empty if it can.
    """

    role: str
    source: str
    mapping: SourceMapping
    headings: list[str] = field(default_factory=list)
    preview: list[list[Any]] = field(default_factory=list)
    total: int = 0
    likeness: dict[str, float] = field(default_factory=dict)
    words: dict[str, tuple[int, Suggestion]] = field(default_factory=dict)
    personal: dict[str, str] = field(default_factory=dict)
    is_table: bool = False
    crs: str = ""
    candidates: list[CrsCandidate] = field(default_factory=list)
    local_grid: bool = False
    evidence: Evidence | None = None
    lines: NDArray[np.object_] | None = None
    extent: tuple[float, float, float, float] | None = None
    notes: list[str] = field(default_factory=list)
    error: SurveyError | None = None


def inspect_source(
    role_key: str,
    source: str,
    others: Mapping[str, Inspection],
    transforms: QgsCoordinateTransformContext,
    given: SourceMapping | None = None,
    before: Mapping[str, str] | None = None,
    table: RawTable | None = None,
) -> Inspection:
    """Look at a source.

    Parameters
    ----------
    role_key
        What it is to become.
    source
        Path, as for `read_source`.
    others
        What was found in the other sources; streets and extents serve to judge places.
    transforms
        The project's transformations.
    given
        A mapping to keep to; None suggests one.
    before
        Words for services that were mapped before.
    table
        The source, if it was read already.

    Returns
    -------
    Inspection
        With `error` set if the source cannot be used.
    """
    role = list_roles()[role_key]
    found = Inspection(role_key, source, given or SourceMapping(source))
    with without_collector():
        try:
            table = table or read_source(name_layer(source, role_key), set(known_headings()))
            _describe(found, table, role, given, before or {})
            _look_at_places(found, table, role, others, transforms, given is not None)
        except SurveyError as error:
            found.error = error
        if table is not None:
            table.let_go()
    return found


def _describe(
    found: Inspection,
    table: RawTable,
    role: SurveyRole,
    given: SourceMapping | None,
    before: Mapping[str, str],
) -> None:
    match = match_columns(table, role)
    found.headings, found.total = table.headings, table.total
    found.preview = table.head(_PREVIEWED)
    found.is_table = table.geometry is None
    found.notes = list(table.notes)
    found.personal = find_personal(table, role)
    mapping = found.mapping
    if given is None:
        found.likeness = match.likeness
        mapping.columns = match.columns
        for name in ("x", "y", "wkt", "text", "id"):
            setattr(mapping, name, getattr(match, name))
    words = table.column(mapping.columns.get("service", "")) if role.needed == "service" else None
    if words is not None:
        counts = Counter(str(w).strip() for w in words if w is not None and str(w).strip())
        known = dict(before) | {w: s for w, s in mapping.categories.items() if s}
        suggested = suggest_services(dict(counts.most_common(_MOST_WORDS)), known)
        found.words = {word: (counts[word], found_) for word, found_ in suggested.items()}


def _look_at_places(
    found: Inspection,
    table: RawTable,
    role: SurveyRole,
    others: Mapping[str, Inspection],
    transforms: QgsCoordinateTransformContext,
    keep: bool,
) -> None:
    mapping = found.mapping
    if found.is_table and not (mapping.x or mapping.wkt or mapping.text):
        return
    shapes, _, _ = read_shapes(table, role, mapping)
    shapes = shapes[~shapely.is_missing(shapes)]
    xy = coordinates_of(shapes)[0]
    found.crs = mapping.crs or table.crs
    extent = join_extents([other for key, other in others.items() if key != found.role])
    if not found.crs and len(xy):
        if extent is not None:
            found.candidates = list_candidates(xy, extent, transforms)
        if (np.abs(xy) <= (180, 90)).all():
            found.crs = _DEGREES
        elif not found.candidates:
            found.local_grid = is_local_grid(xy)
        elif not keep:
            best = found.candidates[0]
            found.crs, mapping.axes_swapped = best.authid, best.axes_swapped
            if best.axes_swapped:
                shapes = shapely.transform(shapes, lambda points: points[:, ::-1])
    mapping.crs = found.crs if found.is_table else mapping.crs
    crs = read_crs(found.crs)
    if not crs.isValid() or not len(shapes):
        return
    degrees = project_shapes(shapes, crs, read_crs(_DEGREES), transforms=transforms)
    degrees = degrees[~shapely.is_missing(degrees)]
    xy = coordinates_of(degrees)[0]
    if len(xy):
        low, high = np.percentile(xy, 2, axis=0), np.percentile(xy, 98, axis=0)
        found.extent = (*low.tolist(), *high.tolist())
    if found.role == "streets":
        found.lines = degrees
    streets = others.get("streets")
    if role.shapes[0] == "point" and streets is not None and streets.lines is not None:
        places = shapely.get_coordinates(shapely.centroid(degrees))
        found.evidence = detect_shift(places, streets.lines)
        if not keep and found.evidence.verdict in ("gcj02", "bd09"):
            mapping.shift = found.evidence.verdict


def join_extents(others: list[Inspection]) -> tuple[float, float, float, float] | None:
    """Return the extent of several sources in degrees; None if none has one."""
    known = np.array([other.extent for other in others if other.extent is not None])
    if not len(known):
        return None
    west, south = known[:, :2].min(axis=0).tolist()
    east, north = known[:, 2:].max(axis=0).tolist()
    return west, south, east, north


def guess_roles(sources: list[str]) -> dict[str, str]:
    """Tell which of several sources is which layer of a survey.

    Parameters
    ----------
    sources
        As for `read_source`; those that cannot be read are passed over.

    Returns
    -------
    Source by role; each source and role at most once, the surest first.
    """
    rated = []
    for source in sources:
        with without_collector():
            try:
                table = read_source(source, set(known_headings()))
            except SurveyError:
                continue
            shape = _shape_of(table)
            for key, role in list_roles().items():
                likeness = rate_role(table, role, shape)
                if likeness >= 1.0:
                    rated.append((likeness, source, key))
            table.let_go()
    chosen: dict[str, str] = {}
    for _, source, key in sorted(rated, reverse=True):
        if key not in chosen and source not in chosen.values():
            chosen[key] = source
    return {key: chosen[key] for key in list_roles() if key in chosen}


def _shape_of(table: RawTable) -> str:
    if table.geometry is None:
        return ""
    some = [wkb for wkb in table.geometry[:200] if wkb is not None]
    shapes = shapely.from_wkb(some, on_invalid="ignore") if some else np.array([])
    dimensions = [d for d in shapely.get_dimensions(shapes).tolist() if d >= 0]
    return _SHAPE_NAMES[Counter(dimensions).most_common(1)[0][0]] if dimensions else ""
