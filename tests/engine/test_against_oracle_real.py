"""The engine against the brute force on real streets, and on the project's own sample."""

import random

import pytest
from comparison import check_catchments, check_coverage, check_places, check_walks
from engine_town import EngineTown
from oracle import readers
from oracle.accesses import Facility, Home
from oracle.towns import Scene
from shapely.geometry import LineString, Point

pytest.importorskip("osgeo", reason="GDAL for Python reads the street data")

#: Walks beyond this are not measured by brute force, metres.
CUTOFF = 2500.0


def need(path):
    """Skip a test whose data is not there."""
    if not path.exists():
        pytest.skip(f"{path.name} is not there (looked in {path.parent})")


def untie(scene):
    """Leave out what has several places equally near: either would be right."""
    town = scene.settle()
    homes = [h for h, a in zip(scene.homes, town.homes, strict=True) if not any(x.tied for x in a)]
    rows = [
        f
        for f, a in zip(scene.facilities, town.facilities, strict=True)
        if not any(x.tied for x in a)
    ]
    assert len(homes) > 0.9 * len(scene.homes)
    assert len(rows) > 0.9 * len(scene.facilities)
    scene.homes, scene.facilities = homes, rows
    return scene, scene.settle()


def check(scene, limits, origins):
    """Compare everything; catchments from the first few homes."""
    scene, town = untie(scene)
    engine = EngineTown(scene)
    check_places(engine, town)
    check_walks(engine, town, 800.0, CUTOFF)
    check_coverage(engine, town, limits, CUTOFF)
    few = Scene(
        scene.streets,
        scene.homes[:origins],
        [],
        scene.barriers,
        scene.gates,
        scene.gate_tolerance,
        scene.snap,
        scene.island,
    )
    check_catchments(EngineTown(few), few.settle(), [300.0, 1000.0])


def railways(streets, number, chance):
    """Straight walls across the town, with gates where some of the streets cross them."""
    corners = [c for street in streets for c in street.coords]
    walls, gates = [], []
    for _ in range(number):
        (ax, ay), (bx, by) = chance.sample(corners, 2)
        wall = LineString([(ax + 0.37, ay + 0.11), (bx - 0.23, by + 0.41)])
        walls.append(wall)
        for street in streets:
            met = street.intersection(wall)
            if met.geom_type == "Point" and chance.random() < 0.2:
                gates.append(Point(met.x + 0.3, met.y - 0.2))
    return walls, gates


def test_sample():
    need(readers.SAMPLE)
    scene = readers.sample_town()
    services = sorted({f.service for f in scene.facilities})
    check(
        scene,
        {service: (300.0, 500.0, 1000.0)[i % 3] for i, service in enumerate(services)},
        origins=30,
    )


@pytest.mark.parametrize("walled", [False, True], ids=["open", "walled"])
def test_porto_alegre(walled):
    need(readers.PORTO_ALEGRE)
    chance = random.Random(7)
    streets = readers.porto_alegre_streets()
    cells = readers.porto_alegre_cells()
    homes = [Home(c.point, persons=c.population) for c in chance.sample(cells, 150)]
    facilities = [Facility(c.point, "school") for c in cells if c.schools]
    facilities += [Facility(c.point, "health") for c in cells if c.healthcare]
    walls, gates = railways(streets, 3, chance) if walled else ([], [])
    check(
        Scene(streets, homes, facilities, walls, gates, snap=200.0),
        {"school": 800.0, "health": 1200.0},
        origins=15,
    )


def test_wuhan():
    need(readers.WUHAN)
    chance = random.Random(11)
    streets = readers.wuhan_streets()

    def spots(number):
        return [
            Point(x + chance.uniform(-60, 60), y + chance.uniform(-60, 60))
            for x, y in (chance.choice(chance.choice(streets).coords) for _ in range(number))
        ]

    walls, gates = railways(streets, 3, chance)
    facilities = [Facility(p, chance.choice(["canteen", "nursery"])) for p in spots(60)]
    check(
        Scene(streets, [Home(p, persons=3.0) for p in spots(120)], facilities, walls, gates),
        {"canteen": 500.0, "nursery": 1000.0},
        origins=20,
    )
