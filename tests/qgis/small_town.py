"""A small town with all three rungs in it: rows that a test may change, and runs on them."""

from __future__ import annotations

import copy
import csv
import random
from dataclasses import dataclass, field

from hand_run import run_algorithm
from hand_town import line, make_layer, street_lines

KINDS = {str: "string", int: "int", float: "double"}
SERVICES = ("canteen", "kindergarten", "park", "clinic")
#: A town in which every reason occurs.
SEED = 10
TEXTS = {"name", "service", "capacity_unit", "hours", "status", "site_id", "respondent"}
TEXTS |= {"answered_on", "age_group", "operator_kind", "foot"}
PLACES = {
    "streets": "LineString",
    "barriers": "LineString",
    "gates": "Point",
    "residents": "Point",
    "facilities": "Point",
    "opinions": "Point",
    "areas": "Polygon",
}
STANDARD = """
category_key,tier,max_walk_minutes,max_walk_metres,target_age_group,capacity_unit,\
provision_per_1000,min_size_m2,size_basis,requirement,confidence,periods
canteen,5,8,500,all,persons,120,80,floor,must,verified,weekday_lunch|weekday_dinner
kindergarten,5,8,450,3-6,places,700,400,floor,must,verified,weekday_day
park,5,6,400,all,m2 land,,300,land,on demand,verified,weekend_day
clinic,5,10,700,all,,,60,floor,should,verified,weekday_day|saturday
"""


@dataclass
class SmallTown:
    """Rows by layer: WKT and a dict of fields. Coordinates from the corner of the hand town."""

    standard: str
    rows: dict[str, list[tuple[str, dict]]] = field(default_factory=dict)

    def but(self, layer: str, change) -> SmallTown:
        """Copy the town with another list of rows in a layer; None for no layer."""
        other = SmallTown(self.standard, copy.deepcopy(self.rows))
        changed = change(other.rows[layer])
        if changed is None:
            del other.rows[layer]
        else:
            other.rows[layer] = changed
        return other

    def without(self, layer: str, *columns: str) -> SmallTown:
        """Copy the town without a layer or some of its columns."""
        if not columns:
            return self.but(layer, lambda _: None)
        return self.but(
            layer,
            lambda rows: [
                (wkt, {k: v for k, v in row.items() if k not in columns}) for wkt, row in rows
            ],
        )

    def layer(self, name: str, crs: str = "EPSG:32650"):
        """Make a memory layer."""
        rows = self.rows[name]
        columns = list(rows[0][1]) if rows else []
        fields = ", ".join(f"{c}:{'string' if c in TEXTS else 'double'}" for c in columns)
        values = [(wkt, *row.values()) for wkt, row in rows]
        return make_layer(PLACES[name], values if columns else [w for w, _ in rows], fields, crs)

    def run(self, algorithm: str = "diagnose", crs: str = "EPSG:32650", **more):
        """Run an algorithm on the town, with the standard's metres."""
        layers = {name.upper(): self.layer(name, crs) for name in self.rows}
        given = {"PROFILE": self.standard, "RULE": 1} | layers | more
        return run_algorithm(algorithm, **given)


def make_standard(folder, text: str = STANDARD) -> str:
    """Write the standard of the town."""
    path = folder / "town.csv"
    rows = list(csv.reader(text.strip().splitlines()))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def draw_town(standard: str, seed: int = SEED) -> SmallTown:
    """Draw a town in which most answers occur."""
    chance = random.Random(seed)  # noqa: S311

    def spot():
        """Somewhere beside a street, at a place where only one street is near."""
        along = chance.choice((0, 400, 800)) + round(chance.uniform(60, 340), 1)
        across = chance.choice((0, 400, 800, 1200)) + chance.choice((-12.5, 14.5))
        x, y = (along, across) if chance.random() < 0.5 else (across, along)
        return f"POINT({x} {y})"

    def maybe(value, share=0.85):
        return value if chance.random() < share else None

    hours = ("Mo-Su 08:00-20:00", "Mo-Fr 08:00-17:00", "Mo-Su 11:00-13:30", "Sa,Su 09:00-17:00")
    residents = []
    for number in range(40):
        population = float(chance.randrange(20, 400))
        row = {"name": f"home {number}", "population": population}
        row |= {"pop_3_5": round(population * 0.04), "pop_60_plus": round(population * 0.2)}
        row |= {"pop_80_plus": round(population * 0.05)}
        for band in ("pop_0_2", "pop_6_11", "pop_12_14", "pop_15_17"):
            row[band] = round(population * 0.03)
        residents.append((spot(), row))
    facilities = []
    for number in range(34):
        service = SERVICES[number % 4]
        unit = {"kindergarten": "places"}.get(service, "persons")
        row = {
            "name": f"facility {number}",
            "service": service,
            "capacity": maybe(float(chance.randrange(20, 600))),
            "capacity_unit": unit,
            "floor_m2": maybe(float(chance.randrange(40, 700))),
            "quality": maybe(chance.choice((2, 3, 4, 5))),
            "hours": maybe(chance.choice(hours)),
            "status": "planned" if number in (4, 9) else "closed" if number == 14 else "open",
            "site_id": None,
        }
        facilities.append((spot(), row))
    opinions = []
    for number in range(120):
        x, y = (
            chance.choice((100, 180, 250, 330, 500, 900)) + chance.uniform(-30, 30) for _ in "xy"
        )
        service = SERVICES[number % 4]
        liked = service == "canteen" or x > 620
        row = {
            "service": service,
            "importance": chance.randrange(1, 6),
            "satisfaction": chance.randrange(3, 6) if liked else chance.randrange(1, 5),
            "respondent": f"R{number}",
            "answered_on": "2025-05-01",
            "age_group": "35-59",
        }
        opinions.append((f"POINT({x} {400 * round(y / 400) + 11})", row))
    west = "POLYGON((-100 -100, 611 -100, 611 1300, -100 1300, -100 -100))"
    east = "POLYGON((611 -100, 1300 -100, 1300 1300, 611 1300, 611 -100))"
    streets = [(wkt, {"foot": "yes"}) for wkt in street_lines()]
    return SmallTown(
        standard,
        {
            "streets": streets,
            "barriers": [(line((620, -90), (620, 1290)), {"name": "canal"})],
            "gates": [("POINT(620 400)", {"name": "bridge"}), ("POINT(620 1200)", {"name": "b"})],
            "residents": residents,
            "facilities": facilities,
            "opinions": opinions,
            "areas": [(west, {"name": "west"}), (east, {"name": "east"})],
        },
    )
