"""The sample, the standard and the walkers as they lie in their files, read without our code."""

from __future__ import annotations

import csv
import sqlite3
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import shapely
from shapely.geometry import LineString

from .accesses import Facility, Gate, Home
from .towns import Scene

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "sample" / "lifecircle_sample.gpkg"
PROFILES = ROOT / "profiles"
#: Bytes of the rectangle in the head of a shape in a GeoPackage, by the number in its flags.
ENVELOPES = (0, 32, 48, 48, 64)

#: Whom the standards used here name: who is counted, and who walks.
GROUPS = {
    "all": (("population",), "adult"),
    "all (esp. 60+)": (("population",), "older"),
    "0-14|60+": (("pop_0_2", "pop_3_5", "pop_6_11", "pop_12_14", "pop_60_plus"), "older"),
    "60+": (("pop_60_plus",), "older"),
    "0-3": (("pop_0_2",), "pram"),
    "3-6": (("pop_3_5",), "pram"),
    "6-12": (("pop_6_11",), "child"),
    "12-15": (("pop_12_14",), "adult"),
}


def read_layer(layer: str, path: Path = SAMPLE) -> list[tuple]:
    """Shape and row of each feature of a layer of a GeoPackage."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    shapes = {"geom", "geometry"}
    found = []
    for row in connection.execute(f'select * from "{layer}" order by fid'):  # noqa: S608
        blob = next(row[name] for name in row.keys() if name in shapes)  # noqa: SIM118
        values = {name: row[name] for name in row.keys() if name not in shapes}  # noqa: SIM118
        found.append((None if blob is None else read_shape(blob), values))
    connection.close()
    return found


def read_shape(blob: bytes):
    """Shape of a GeoPackage: a head, then well-known binary."""
    return shapely.force_2d(shapely.from_wkb(blob[8 + ENVELOPES[blob[3] >> 1 & 7] :]))


@dataclass
class Asked:
    """What a standard asks for one service. Sizes in square metres, None for not set."""

    key: str
    service: str
    minutes: float | None = None
    metres: float | None = None
    group: str = "all"
    unit: str = ""
    provision: float | None = None
    least_size: float | None = None
    on_land: bool = False
    requirement: str = ""
    periods: list[str] = field(default_factory=list)
    in_standard: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields of the residents whose sum is the target group."""
        return GROUPS[self.group][0]

    @property
    def walker(self) -> str:
        """Who walks."""
        return GROUPS[self.group][1]

    @property
    def is_required(self) -> bool:
        """Asked for without condition."""
        return self.in_standard and self.requirement not in {"on demand", "quality", "optional"}


def read_standard(path: Path, present: set[str]) -> list[Asked]:
    """Rows of a standard for the services that are there, then services that it does not name."""
    catalogue = {row["key"]: row for row in rows_of(PROFILES / "services.csv")}
    rows = [row for row in rows_of(path) if row["category_key"] in present]
    names = [row["category_key"] for row in rows]
    often = {name for name in names if names.count(name) > 1}
    asked = []
    for row in rows:
        service = row["category_key"]
        asked.append(
            Asked(
                f"{service}_{row['tier']}" if service in often else service,
                service,
                number(row["max_walk_minutes"]),
                number(row["max_walk_metres"]),
                row["target_age_group"],
                row["capacity_unit"],
                number(row["provision_per_1000"]),
                number(row["min_size_m2"]),
                row["size_basis"] == "land",
                row["requirement"],
                split(row.get("periods") or catalogue[service]["periods"]),
            )
        )
    named = {one.service for one in asked}
    for service in present - named:
        known = catalogue[service]
        asked.append(
            Asked(
                service,
                service,
                group=known["target_group"],
                periods=split(known["periods"]),
                in_standard=False,
            )
        )
    return asked


def rows_of(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    """Read a number; None for an empty cell."""
    return float(text) if text else None


def split(text: str) -> list[str]:
    """Keys between bars."""
    return [part for part in text.split("|") if part]


@cache
def periods() -> dict[str, str]:
    """Opening hours of the periods by key."""
    return {row["key"]: row["hours"] for row in rows_of(PROFILES / "periods.csv")}


@cache
def walkers() -> dict[str, dict[str, float]]:
    """Pace and delays of each walker."""
    names = {"speed": "speed_mps", "signal": "delay_signal_s", "unmarked": "delay_unmarked_s"}
    names["steps"] = "delay_steps_s"
    return {
        row["key"]: {name: number(row[column]) or 0.0 for name, column in names.items()}
        for row in rows_of(PROFILES / "walkers.csv")
    }


@dataclass
class Survey:
    """The sample, as lists of rows in their order."""

    streets: list[tuple]
    barriers: list[tuple]
    gates: list[tuple]
    residents: list[tuple]
    facilities: list[tuple]
    opinions: list[tuple]
    areas: list[tuple]

    @classmethod
    def of_sample(cls) -> Survey:
        """Read it; streets that nobody walks are left out."""
        layers = {name: read_layer(name) for name in cls.__dataclass_fields__}
        layers["streets"] = [street for street in layers["streets"] if street[1]["foot"] != "no"]
        return cls(**layers)

    def scene(self, with_walls: bool = True) -> Scene:
        """Make a town of it, with the opinions after the facilities; slopes become heights."""
        places = [*self.facilities, *self.opinions]
        return Scene(
            [slope(*street) for street in self.streets],
            [Home(shape, row["compound_id"]) for shape, row in self.residents],
            [Facility(shape) for shape, _ in places],
            [shape for shape, _ in self.barriers] if with_walls else [],
            [Gate(shape, row["compound_id"]) for shape, row in self.gates] if with_walls else [],
        )

    def lost(self, walker: dict[str, float]) -> list[float]:
        """Seconds that a walker loses on each street."""
        return [
            walker.get(row["crossing"], 0.0) + (walker["steps"] if row["steps"] == "yes" else 0.0)
            for _, row in self.streets
        ]

    def area_of(self, shape) -> str:
        """Name of the area in which a home lies."""
        inside = shape.point_on_surface()
        return next((row["name"] for area, row in self.areas if area.intersects(inside)), "")


def slope(shape: LineString, row: dict) -> LineString:
    """Raise a street evenly by its slope; steps lose time instead."""
    grade = 0.0 if row["steps"] == "yes" else (row["slope_pct"] or 0.0) / 100
    return LineString(
        [(*point, grade * shape.project(shapely.Point(point))) for point in shape.coords]
        if not shape.is_ring
        else _raise_by_vertex(shape, grade)
    )


def _raise_by_vertex(shape: LineString, grade: float) -> list[tuple[float, float, float]]:
    points, passed = [], 0.0
    coords = list(shape.coords)
    for before, here in zip([coords[0], *coords], coords, strict=False):
        passed += shapely.Point(before).distance(shapely.Point(here))
        points.append((*here, grade * passed))
    return points
