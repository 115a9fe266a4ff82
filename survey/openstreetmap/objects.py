"""The objects of an OpenStreetMap file: one pass over it, all tags, offline through GDAL."""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...engine.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

SUFFIXES = (".pbf", ".osm")
NODE, WAY, RELATION = "node", "way", "relation"
_READING = Path(__file__).with_name("reading.ini")
_TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")
_BROKEN = re.compile(r"pars|uncompress|corrupt|truncat|invalid (?:blob|header)", re.IGNORECASE)
_STEPS_PER_DEGREE = 1e7  # OpenStreetMap's own precision
_SOME = 500  # objects read between two looks at the cancel button
_OPEN_RING = "Non closed ring"
_UNSORTED = "OSM_USE_CUSTOM_INDEXING"


@dataclass
class Objects:
    """Objects of one geometry.

    Attributes
    ----------
    kinds, ids
        ``node``, ``way`` or ``relation``, and the number.
    tags
        All tags of each.
    shapes
        Shape (n,): points, lines or polygons, in degrees.
    """

    kinds: list[str]
    ids: list[str]
    tags: list[dict[str, str]]
    shapes: NDArray[np.object_]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ids)

    def take(self, rows: NDArray[np.int64]) -> Objects:
        """Return some of them, in the order given."""
        chosen = rows.tolist()
        return Objects(
            [self.kinds[n] for n in chosen],
            [self.ids[n] for n in chosen],
            [self.tags[n] for n in chosen],
            self.shapes[rows],
        )


@dataclass
class OsmFile:
    """What a file holds.

    Attributes
    ----------
    nodes, ways, areas
        Nodes with tags; ways as lines, closed or not; multipolygons and ways with ``area=yes``.
    shapeless
        Relations that are no area, such as routes and sites.
    broken
        Objects whose geometry cannot be made: an outline with too few corners, or one that is
        not whole in the file.
    open_rings
        Number of outlines that do not close in the file, as at the edge of an extract.
    """

    nodes: Objects
    ways: Objects
    areas: Objects
    shapeless: Objects
    broken: Objects
    open_rings: int = 0
    told: list[str] = field(default_factory=list)


def number_places(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give places in degrees a number each: the same for the same node of OpenStreetMap."""
    if not len(xy):
        return np.zeros(0, dtype=np.int64)
    steps = np.rint((xy + [180.0, 90.0]) * _STEPS_PER_DEGREE).astype(np.int64)
    return np.asarray((steps[:, 0] << 31) + steps[:, 1], dtype=np.int64)


def as_lines(rings: NDArray[np.object_]) -> NDArray[np.object_]:
    """Turn rings into plain lines that end where they begin."""
    if not len(rings):
        return np.zeros(0, dtype=object)
    xy, owner = shapely.get_coordinates(rings, return_index=True)
    return np.asarray(shapely.linestrings(xy, indices=owner), dtype=object)


def read_objects(
    path: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> OsmFile:
    """Read all objects that have tags.

    Parameters
    ----------
    path
        ``.osm.pbf``, ``.pbf`` or ``.osm``.
    progress
        Told the share read so far, 0 to 1.
    cancelled
        Asked now and then; if it says yes, reading ends early.

    Raises
    ------
    EngineError
        If there is no such file, it is another kind of file, or it is not whole.
    """
    check_file(path)
    _check_order(path)
    found, messages = _read_layers(path, progress, cancelled)
    if any(_UNSORTED in text for _, text in messages):
        # numbers below 0 or in no order, as editors write them, need GDAL's slower index
        found, messages = _read_layers(path, progress, cancelled, sorted_numbers=False)
    _check_whole(path, messages)
    if not found:
        raise EngineError(
            "{path} holds no objects with a place: it has no nodes, or nothing in it has tags. "
            "Export it again with nodes and ways.",
            path=path,
        )
    return _put_together(found, messages)


def _read_layers(
    path: Path,
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool] | None,
    sorted_numbers: bool = True,
) -> tuple[dict[str, _Gathered], list[tuple[int, str]]]:
    """Read all layers in one pass; return what they hold, and what GDAL said."""
    found: dict[str, _Gathered] = {}
    messages: list[tuple[int, str]] = []
    with _quiet_gdal(messages):
        from osgeo import gdal

        file = gdal.OpenEx(
            str(path),
            gdal.OF_VECTOR | gdal.OF_READONLY,
            allowed_drivers=["OSM"],
            open_options=[
                f"CONFIG_FILE={_READING}",
                f"USE_CUSTOM_INDEXING={'YES' if sorted_numbers else 'NO'}",
            ],
        )
        if file is None:
            raise EngineError(
                "{path} is no OpenStreetMap file, or is damaged at its beginning. Choose an .osm "
                "or .osm.pbf file.",
                path=path,
            )
        count = 0
        while True:
            feature, _, share = file.GetNextFeature(include_layer=True, include_pct=True)
            if feature is None:
                break
            _gather(found, feature)
            count += 1
            if count % _SOME == 0:
                if progress is not None:
                    progress(float(share))
                if cancelled is not None and cancelled():
                    break
        feature = file = None
    return found, messages


def check_file(path: Path) -> None:
    """Refuse what cannot be an OpenStreetMap file, without opening it.

    Parameters
    ----------
    path
        Where it is.

    Raises
    ------
    EngineError
        If nothing is there, its name is of another kind of file, or it is empty.
    """
    if not path.is_file():
        raise EngineError("There is no file {path}. Check the path.", path=path)
    if path.suffix.lower() not in SUFFIXES:
        raise EngineError(
            "{path} is no OpenStreetMap file by its name. Choose an .osm or .osm.pbf file.",
            path=path,
        )
    if not path.stat().st_size:
        raise EngineError("{path} is empty (0 bytes). Download or export it again.", path=path)


def _check_order(path: Path) -> None:
    """Refuse a text file that has ways before their nodes: GDAL would lose these ways silently."""
    if path.suffix.lower() != ".osm":
        return
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        for first, later in ((b"<node ", b"<way "), (b"<way ", b"<relation ")):
            start = text.find(later)
            if 0 <= start < text.rfind(first):
                raise EngineError(
                    "{path} has ways before nodes, or relations before ways. Sort it, for example "
                    "with 'osmium sort', and import the sorted file.",
                    path=path,
                )


def _check_whole(path: Path, messages: list[tuple[int, str]]) -> None:
    from osgeo import gdal

    for level, text in messages:
        if level >= gdal.CE_Failure and _BROKEN.search(text):
            raise EngineError(
                "{path} is not whole: GDAL says '{why}'. Download or export it again.",
                path=path,
                why=text,
            )


@contextmanager
def _quiet_gdal(messages: list[tuple[int, str]]) -> Iterator[None]:
    """Have GDAL keep its messages for us, raise nothing, and close no ring by itself.

    A ring closed by force would draw a shore or a fence where there is none.
    """
    from osgeo import gdal

    def keep(level: int, _number: int, text: str) -> None:
        messages.append((level, text))

    option = "OGR_GEOMETRY_ACCEPT_UNCLOSED_RING"
    before = gdal.GetThreadLocalConfigOption(option)
    with _no_exceptions():
        gdal.SetThreadLocalConfigOption(option, "NO")
        gdal.PushErrorHandler(keep)
        try:
            yield
        finally:
            gdal.PopErrorHandler()
            gdal.SetThreadLocalConfigOption(option, before)


@contextmanager
def _no_exceptions() -> Iterator[None]:
    """Have GDAL raise nothing: with an exception it would swallow the object read at that time."""
    from osgeo import gdal, ogr, osr

    if hasattr(gdal, "ExceptionMgr"):
        with gdal.ExceptionMgr(useExceptions=False):
            yield
        return
    # GDAL before 3.7 lets only the module go back that began to raise last
    calmed = []
    modules = (gdal, ogr, osr)
    for _ in modules:
        for module in modules:
            if module.GetUseExceptions():
                with suppress(RuntimeError):
                    module.DontUseExceptions()
                    calmed.append(module)
    try:
        yield
    finally:
        for module in reversed(calmed):
            module.UseExceptions()


@dataclass
class _Gathered:
    kinds: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[dict[str, str]] = field(default_factory=list)
    shapes: list[bytes | None] = field(default_factory=list)


def _gather(found: dict[str, _Gathered], feature: object) -> None:
    layer = feature.GetDefnRef().GetName()  # type: ignore[attr-defined]
    kept = found.setdefault(layer, _Gathered())
    tags = read_tags(feature.GetField("all_tags"))  # type: ignore[attr-defined]
    if not tags:
        return
    number = feature.GetField("osm_id")  # type: ignore[attr-defined]
    kind = {"points": NODE, "lines": WAY}.get(layer, RELATION)
    if number is None:
        kind, number = WAY, feature.GetField("osm_way_id")  # type: ignore[attr-defined]
    shape = feature.GetGeometryRef()  # type: ignore[attr-defined]
    wanted = layer in ("points", "lines", "multipolygons") and shape is not None
    kept.kinds.append(kind)
    kept.ids.append(str(number))
    kept.tags.append(tags)
    kept.shapes.append(bytes(shape.ExportToWkb()) if wanted else None)


def read_tags(text: object) -> dict[str, str]:
    """Read GDAL's ``"key"=>"value"`` list."""
    if not isinstance(text, str):
        return {}
    found = _TAG.findall(text)
    if "\\" not in text:
        return dict(found)
    return {_ESCAPED.sub(r"\1", key): _ESCAPED.sub(r"\1", value) for key, value in found}


def _put_together(found: dict[str, _Gathered], messages: list[tuple[int, str]]) -> OsmFile:
    sound: dict[str, Objects] = {}
    broken = Objects([], [], [], np.zeros(0, dtype=object))
    for layer in ("points", "lines", "multipolygons"):
        kept = found.get(layer, _Gathered())
        wkb = np.empty(len(kept.shapes), dtype=object)
        wkb[:] = kept.shapes
        objects = Objects(kept.kinds, kept.ids, kept.tags, _read_shapes(wkb))
        usable = ~(shapely.is_missing(objects.shapes) | shapely.is_empty(objects.shapes))
        sound[layer] = objects.take(np.flatnonzero(usable))
        bad = objects.take(np.flatnonzero(~usable))
        broken.kinds += bad.kinds
        broken.ids += bad.ids
        broken.tags += bad.tags
    broken.shapes = np.full(len(broken.ids), None, dtype=object)
    _move_closed_ways(sound)
    rest = _Gathered()
    for layer in ("multilinestrings", "other_relations"):
        kept = found.get(layer, _Gathered())
        rest.kinds += kept.kinds
        rest.ids += kept.ids
        rest.tags += kept.tags
    shapeless = Objects(rest.kinds, rest.ids, rest.tags, np.full(len(rest.ids), None, dtype=object))
    rings = sum(text.startswith(_OPEN_RING) for _, text in messages)
    told = sorted({text for _, text in messages if not text.startswith(_OPEN_RING)})
    return OsmFile(
        sound["points"], sound["lines"], sound["multipolygons"], shapeless, broken, rings, told
    )


def _move_closed_ways(sound: dict[str, Objects]) -> None:
    """Make areas of closed ways that say so by ``area=yes``."""
    ways, areas = sound["lines"], sound["multipolygons"]
    is_area = np.array([tags.get("area") == "yes" for tags in ways.tags], dtype=bool)
    is_area &= shapely.is_closed(ways.shapes) & (shapely.get_num_coordinates(ways.shapes) > 3)
    moved = ways.take(np.flatnonzero(is_area))
    if not len(moved):
        return
    sound["lines"] = ways.take(np.flatnonzero(~is_area))
    xy, owner = shapely.get_coordinates(moved.shapes, return_index=True)
    rings = shapely.polygons(shapely.linearrings(xy, indices=owner))
    sound["multipolygons"] = Objects(
        areas.kinds + moved.kinds,
        areas.ids + moved.ids,
        areas.tags + moved.tags,
        np.concatenate([areas.shapes, rings]),
    )


def _read_shapes(wkb: NDArray[np.object_]) -> NDArray[np.object_]:
    shapes = np.full(len(wkb), None, dtype=object)
    there = np.array([part is not None for part in wkb], dtype=bool)
    if there.any():
        shapes[there] = shapely.from_wkb(wkb[there], on_invalid="ignore")
    return shapes
