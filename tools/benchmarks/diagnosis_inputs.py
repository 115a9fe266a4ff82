"""A city to be diagnosed: homes with age groups, facilities, answers, areas and a standard."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .inputs import in_largest, shortest_edges

if TYPE_CHECKING:
    from numpy.typing import NDArray

SERVICES = 30
_STANDARDS = ("gb50180_2018", "shanghai_2016_2024", "tdt1062_2021", "mofcom_quarter_hour_2021")
_METRES_A_MINUTE = 70
_HOURS = ("24/7", "Mo-Su 08:00-20:00", "Mo-Fr 09:00-17:00", "Mo-Fr 11:00-13:00,17:00-19:00", None)
_SHARES = {
    "pop_0_2": 0.03,
    "pop_3_5": 0.03,
    "pop_6_11": 0.06,
    "pop_12_14": 0.03,
    "pop_15_17": 0.03,
    "pop_60_plus": 0.22,
    "pop_80_plus": 0.04,
}
_SIDE = 8  # areas along each side


def write_city(begun: float, streets: str, folder: str, counts: dict[str, int]) -> dict[str, Any]:
    """Write the layers of a city (a task).

    Parameters
    ----------
    begun
        Of no meaning.
    streets
        A street layer; the western part that has as many edges as asked for is kept.
    folder
        Where to.
    counts
        Of edges, homes, facilities and answers (``opinions``).
    """
    del begun
    from .session import start_qgis

    session, draw, target = start_qgis(), np.random.default_rng(30), Path(folder)
    network, crs, limits = _write_ground(target, streets, counts["edges"])
    keys = list(limits)
    place = _Places(network, draw)
    homes = place.beside_streets(counts["homes"])
    people = draw.integers(1, 400, len(homes)).astype(float)
    groups = {name: np.floor(people * part) for name, part in _SHARES.items()}
    _write_layer(target, "residents", "Point", crs, homes, {"population": people} | groups)
    number = counts["facilities"]
    service = np.array(keys, dtype=object)[np.arange(number) % len(keys)]
    facilities = {
        "service": service,
        "name": [f"{key} {row}" for row, key in enumerate(service)],
        "site_id": [f"S{row}" if row % 4 else f"S{row // 8}" for row in range(number)],
        "capacity": _some(draw, draw.integers(20, 3000, number).astype(float), 0.1),
        "capacity_unit": ["persons"] * number,
        "floor_m2": _some(draw, draw.integers(50, 4000, number).astype(float), 0.1),
        "quality": _some(draw, draw.integers(1, 6, number).astype(float), 0.2),
        "hours": [_HOURS[row] for row in draw.integers(0, len(_HOURS), number)],
        "status": ["planned" if row % 20 == 7 else "open" for row in range(number)],
    }
    places = place.beside_streets(number)
    _write_layer(target, "facilities", "Point", crs, places, facilities)
    number = counts["opinions"]
    days = draw.integers(1, 29, number)
    answers = {
        "service": np.array(keys, dtype=object)[draw.integers(0, len(keys), number)],
        "importance": draw.integers(1, 6, number).astype(float),
        "satisfaction": draw.integers(1, 6, number).astype(float),
        "respondent": [f"R{row // 3}" for row in range(number)],
        "answered_on": [f"2025-{row % 12 + 1:02d}-{day:02d}" for row, day in enumerate(days)],
    }
    _write_layer(target, "opinions", "Point", crs, place.beside_streets(number), answers)
    areas = _areas(network.node_xy)
    names = {"name": [f"Area {row + 1}" for row in range(len(areas))]}
    _write_layer(target, "areas", "Polygon", crs, areas, names)
    del session
    return counts | {"edges": network.edge_count, "services": keys}


def write_corners(
    begun: float, streets: str, folder: str, counts: dict[str, int]
) -> dict[str, Any]:
    """Write a city whose homes and facilities stand on junctions, and its graph (a task).

    Parameters
    ----------
    begun, streets, folder, counts
        As for `write_city`; answers are not asked for.
    """
    del begun
    import shapely

    from .session import start_qgis

    session, draw, target = start_qgis(), np.random.default_rng(31), Path(folder)
    network, crs, limits = _write_ground(target, streets, counts["edges"])
    keys = list(limits)
    # on islands ours looks for a larger part near by
    main = in_largest(network)
    home, facility = (
        draw.choice(main, size=counts[name], replace=name == "facilities")
        for name in ("homes", "facilities")
    )
    people = draw.integers(1, 400, len(home)).astype(float)
    capacity = draw.integers(20, 3000, len(facility)).astype(float)
    service = np.arange(len(facility)) % len(keys)
    corners = shapely.points(network.node_xy)
    _write_layer(target, "residents", "Point", crs, corners[home], {"population": people})
    columns = {
        "service": np.array(keys, dtype=object)[service],
        "capacity": capacity,
        "capacity_unit": ["persons"] * len(facility),
    }
    _write_layer(target, "facilities", "Point", crs, corners[facility], columns)
    tail, head, length = shortest_edges(network)
    graph = {"tail": tail, "head": head, "length": length}
    limit = np.array(list(limits.values()))
    given = {"home": home, "people": people, "facility": facility, "capacity": capacity}
    np.savez(target / "graph.npz", **graph, **given, service=service, limit=limit)
    del session
    return counts | {"edges": network.edge_count, "services": keys}


def _write_ground(target: Path, streets: str, edges: int) -> tuple[Any, Any, dict[str, float]]:
    """Write the western part of the streets and a standard; give network, CRS and limits."""
    import shapely
    from lifecircle.engine.network import build

    from .session import open_layer

    given = open_layer(streets)
    lines = shapely.from_wkb([bytes(f.geometry().asWkb()) for f in given.getFeatures()])
    west = shapely.get_coordinates(shapely.get_point(lines, 0))[:, 0]
    share = min(1.0, edges / build(lines).edge_count)
    lines = lines[west <= np.quantile(west, share)]
    _write_layer(target, "streets", "LineString", given.crs(), lines, {})
    return build(lines), given.crs(), write_standard(target / "standard.csv")


def write_standard(path: Path) -> dict[str, float]:
    """Write a standard of thirty services, out of the built-in ones; give metres by service."""
    from lifecircle.gis.profiles import FOLDER

    rows: dict[str, dict[str, str]] = {}
    for name in _STANDARDS:
        with (FOLDER / "standards" / f"{name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                minutes, key = row["max_walk_minutes"], row["category_key"]
                if minutes and not key.startswith("tier_") and len(rows) < SERVICES:
                    metres = row["max_walk_metres"] or f"{float(minutes) * _METRES_A_MINUTE:g}"
                    rows.setdefault(key, row | {"max_walk_metres": metres})
    with path.open("w", encoding="utf-8", newline="") as file:
        heads = list(dict.fromkeys(head for row in rows.values() for head in row))
        writer = csv.DictWriter(file, heads)
        writer.writeheader()
        writer.writerows(rows.values())
    return {key: float(row["max_walk_metres"]) for key, row in rows.items()}


class _Places:
    """Points beside streets, more of them along longer ones."""

    def __init__(self, network: Any, draw: np.random.Generator) -> None:
        self._network, self._draw = network, draw
        self._share = network.length / network.length.sum()

    def beside_streets(self, count: int) -> NDArray[np.object_]:
        """Draw points within 30 metres of a street's chord."""
        import shapely

        network, draw = self._network, self._draw
        edge = draw.choice(network.edge_count, count, p=self._share)
        along = draw.random((count, 1))
        begin, end = (
            network.node_xy[network.edge_from[edge]],
            network.node_xy[network.edge_to[edge]],
        )
        return shapely.points(begin + along * (end - begin) + draw.uniform(-30, 30, (count, 2)))


def _some(
    draw: np.random.Generator, values: NDArray[np.float64], unknown: float
) -> NDArray[np.float64]:
    """Leave a share of the values unknown."""
    return np.where(draw.random(len(values)) < unknown, np.nan, values)


def _areas(xy: NDArray[np.float64]) -> NDArray[np.object_]:
    """Divide the extent into squares."""
    import shapely

    low, high = xy.min(axis=0) - 50, xy.max(axis=0) + 50
    x, y = (np.linspace(low[k], high[k], _SIDE + 1) for k in (0, 1))
    left, bottom = np.meshgrid(x[:-1], y[:-1])
    right, top = np.meshgrid(x[1:], y[1:])
    return shapely.box(left.ravel(), bottom.ravel(), right.ravel(), top.ravel())


def _write_layer(
    folder: Path,
    name: str,
    kind: str,
    crs: Any,
    shapes: NDArray[np.object_],
    columns: dict[str, Any],
) -> None:
    """Write a GeoPackage of one layer; NaN and None are NULL."""
    import shapely
    from lifecircle.gis.compat import REAL, TEXT, make_field
    from lifecircle.gis.sinks import to_value
    from qgis.core import QgsFeature, QgsFields, QgsGeometry, QgsWkbTypes

    from .inputs import write_features

    fields = QgsFields()
    for column, values in columns.items():
        fields.append(make_field(column, REAL if isinstance(values[0], float) else TEXT))
    rows = zip(*columns.values(), strict=True) if columns else ([] for _ in shapes)

    def features() -> Any:
        for wkb, values in zip(shapely.to_wkb(shapes), rows, strict=True):
            feature = QgsFeature(fields)
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            feature.setGeometry(geometry)
            feature.setAttributes([to_value(value) for value in values])
            yield feature

    wkb_type = getattr(QgsWkbTypes.Type, kind)
    write_features(folder / f"{name}.gpkg", name, fields, wkb_type, crs, features())
