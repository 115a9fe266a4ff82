"""A survey as it lies on disk: a GeoPackage of survey layers, or map file and population table."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsMemoryProviderUtils,
    QgsPointXY,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..engine.errors import EngineError
from ..gis.compat import REAL, TEXT, make_field
from ..gis.i18n import tr
from ..gis.profiles import load_services
from .osm_streets import ATTRIBUTION, read_streets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ROLES = (
    "streets", "barriers", "gates", "residents", "facilities", "areas", "premises", "opinions",
    "park_areas", "greenways", "land_use", "district",
)  # fmt: skip
_NEEDED = ("streets", "residents", "facilities")
_LONGITUDE = ("lon", "lng", "longitude", "x")
_LATITUDE = ("lat", "latitude", "y")
_POPULATION = ("population", "pop", "residents", "persons")
_COUNTED_SERVICES = {
    "schools": "primary_school",
    "primary_schools": "primary_school",
    "kindergartens": "kindergarten",
    "healthcare": "health_centre",
    "health": "health_centre",
    "markets": "market",
    "supermarkets": "supermarket",
    "parks": "community_park",
    "bus_stops": "bus_stop",
}
_CELL_SNAP = 250.0


@dataclass
class Survey:
    """Layers by role, and what to say about them.

    Attributes
    ----------
    name
        Safe as the beginning of file names.
    title_en, title_zh
        Name of the place.
    layers
        Layers by role.
    fictional
        Whether the place is invented.
    attribution
        Whose data it is; printed on every sheet.
    remarks
        Pairs of English and Chinese sentences about the data that every reader must know.
    count_all
        Whether to count all residents where an age group is unknown.
    snap
        Farthest from a street, metres.
    """

    name: str
    title_en: str
    title_zh: str
    layers: dict[str, QgsVectorLayer]
    fictional: bool = False
    attribution: str = ""
    remarks: list[tuple[str, str]] = field(default_factory=list)
    count_all: bool = False
    snap: float = 100.0


def open_survey(path: Path, title: str = "") -> Survey:
    """Open what lies at a path.

    Parameters
    ----------
    path
        A GeoPackage whose layers are named by role, or a folder with one; or a folder with an
        OpenStreetMap file and a CSV of places with longitude, latitude and population.
    title
        Name of the place; empty takes it from the file or folder.

    Raises
    ------
    EngineError
        If nothing there can be used.
    """
    if not path.exists():
        raise EngineError("There is no file or folder {path}. Check the path.", path=path)
    packages = [path] if path.is_file() else sorted(path.glob("*.gpkg"))
    for package in packages:
        survey = _open_package(package, title)
        if survey is not None:
            return survey
    if path.is_dir():
        maps = sorted([*path.glob("*.pbf"), *path.glob("*.osm")])
        tables = [table for table in sorted(path.glob("*.csv")) if _read_header(table)]
        if maps and tables:
            return _open_map_and_table(path, maps[0], tables[0], title)
    raise EngineError(
        "{path} holds no survey: neither a GeoPackage with the layers {roles}, nor an "
        "OpenStreetMap file (.osm.pbf) beside a CSV with longitude, latitude and population.",
        path=path,
        roles=", ".join(_NEEDED),
    )


def _open_package(path: Path, title: str) -> Survey | None:
    metadata = QgsProviderRegistry.instance().providerMetadata("ogr")
    names = {item.name().lower(): item.name() for item in metadata.querySublayers(str(path))}
    if not set(_NEEDED) <= set(names):
        return None
    layers = {}
    for role in ROLES:
        if role in names:
            layer = QgsVectorLayer(f"{path}|layername={names[role]}", role, "ogr")
            if layer.isValid():
                layers[role] = layer
    english, chinese = _name_district(layers.get("district"))
    place = title or _make_title(path.stem)
    about = " ".join(layer.metadata().abstract() for layer in layers.values())
    return Survey(
        path.stem,
        title or english or place,
        title or chinese or place,
        layers,
        fictional="fictional" in about.lower() or "虚构" in about,
    )


def _name_district(district: QgsVectorLayer | None) -> tuple[str, str]:
    """Return the English and Chinese name of the place, empty where nothing says it."""
    feature = None if district is None else next(district.getFeatures(), None)
    if feature is None:
        return "", ""
    english, chinese = (
        str(feature[name] or "") if feature.fieldNameIndex(name) >= 0 else ""
        for name in ("name_en", "name")
    )
    return english or chinese, chinese or english


def _open_map_and_table(folder: Path, map_file: Path, table: Path, title: str) -> Survey:
    place = title or _make_title(folder.resolve().name)
    streets = read_streets(map_file)
    residents, facilities, services = read_cells(table)
    survey = Survey(
        folder.resolve().name.lower().replace(" ", "_"),
        place,
        place,
        {"streets": streets.layer, "residents": residents, "facilities": facilities},
        attribution=ATTRIBUTION,
        count_all=True,
        snap=_CELL_SNAP,
    )
    survey.remarks += [
        (
            "Age groups are unknown here: every service is counted for all residents.",
            "本地缺少分年龄人口，各类设施均按全部居民统计。",
        ),
        (
            "Homes and facilities stand at the centres of the population cells, not at their "
            "addresses.",
            "居民与设施均以人口网格中心点表示，并非实际门址。",
        ),
    ]
    if services:
        catalogue = load_services()
        pairs = [(column, catalogue[key]) for column, key in services.items()]
        survey.remarks.append(
            (
                "Taken as facilities: "
                + "; ".join(f"cells with {c} above 0 as {s.name_en.lower()}" for c, s in pairs)
                + ".",
                "设施取自人口网格："
                + "；".join(f"{c} 大于 0 的网格视为{s.name_zh}" for c, s in pairs)
                + "。",
            )
        )
    return survey


def read_cells(
    path: Path,
) -> tuple[QgsVectorLayer, QgsVectorLayer, dict[str, str]]:
    """Read population cells and the facilities counted in them.

    Parameters
    ----------
    path
        CSV with longitude, latitude and population; columns such as ``schools`` or
        ``healthcare`` hold numbers of facilities.

    Returns
    -------
    residents, facilities, services
        Points in degrees; service key by column.

    Raises
    ------
    EngineError
        If no row can be used.
    """
    columns = _read_header(path)
    services = {c: _COUNTED_SERVICES[c.lower()] for c in columns if c.lower() in _COUNTED_SERVICES}
    longitude, latitude, population = (
        _find(columns, names) for names in (_LONGITUDE, _LATITUDE, _POPULATION)
    )
    home_fields = _fields(("id", TEXT), ("population", REAL))
    facility_fields = _fields(("service", TEXT), ("name", TEXT), ("count", REAL), ("source", TEXT))
    homes: list[QgsFeature] = []
    places: list[QgsFeature] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            x, y = _number(row[longitude]), _number(row[latitude])
            if x is None or y is None:
                continue
            point = QgsGeometry.fromPointXY(QgsPointXY(x, y))
            name = row.get("id") or str(number)
            homes.append(_feature(home_fields, point, [name, _number(row[population])]))
            for column, key in services.items():
                count = _number(row[column])
                if count:
                    values = [key, None, count, path.name]
                    places.append(_feature(facility_fields, point, values))
    if not homes:
        raise EngineError("{path} has no row with a longitude and a latitude.", path=path)
    return (
        _layer(tr("Residents"), home_fields, homes),
        _layer(tr("Facilities"), facility_fields, places),
        services,
    )


def _read_header(path: Path) -> list[str]:
    """Return the columns of a table of places with population; none if it is no such table."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            columns = next(csv.reader(file), [])
    except (OSError, UnicodeDecodeError):
        return []
    wanted = (_LONGITUDE, _LATITUDE, _POPULATION)
    return columns if all(_find(columns, names) for names in wanted) else []


def _find(columns: Sequence[str], names: Sequence[str]) -> str:
    return next((column for column in columns if column.strip().lower() in names), "")


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if abs(value) != float("inf") and value == value else None


def _fields(*named: tuple[str, object]) -> QgsFields:
    fields = QgsFields()
    for name, kind in named:
        fields.append(make_field(name, kind))
    return fields


def _feature(fields: QgsFields, point: QgsGeometry, values: list[object]) -> QgsFeature:
    feature = QgsFeature(fields)
    feature.setGeometry(point)
    feature.setAttributes(values)
    return feature


def _layer(name: str, fields: QgsFields, features: list[QgsFeature]) -> QgsVectorLayer:
    layer = QgsMemoryProviderUtils.createMemoryLayer(
        name, fields, QgsWkbTypes.Type.Point, QgsCoordinateReferenceSystem("EPSG:4326")
    )
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def _make_title(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").strip().title()
