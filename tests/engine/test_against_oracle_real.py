"""The engine against the brute force on real streets, and on the project's own sample."""

import random

import pytest
from oracle import readers
from oracle.accesses import Facility, Home
from oracle.towns import Scene
from real_towns import check, railways, spots


def test_sample():
    scene = readers.sample_town()
    services = sorted({f.service for f in scene.facilities})
    check(
        scene,
        {service: (300.0, 500.0, 1000.0)[i % 3] for i, service in enumerate(services)},
        origins=8,
    )


@pytest.mark.parametrize("walled", [False, True], ids=["open", "walled"])
def test_porto_alegre(walled):
    readers.need(readers.PORTO_ALEGRE)
    chance = random.Random(7)
    streets = readers.porto_alegre_streets()
    cells = readers.porto_alegre_cells()
    homes = [Home(c.point, persons=c.population) for c in chance.sample(cells, 60)]
    facilities = [Facility(c.point, "school") for c in cells if c.schools]
    facilities += [Facility(c.point, "health") for c in cells if c.healthcare]
    walls, gates = railways(streets, 3, chance) if walled else ([], [])
    check(
        Scene(streets, homes, facilities, walls, gates, snap=200.0),
        {"school": 800.0, "health": 1200.0},
        origins=6,
    )


def test_wuhan():
    readers.need(readers.WUHAN)
    chance = random.Random(11)
    streets = readers.wuhan_streets()

    walls, gates = railways(streets, 3, chance)
    facilities = [
        Facility(p, chance.choice(["canteen", "nursery"])) for p in spots(streets, 60, chance)
    ]
    homes = [Home(p, persons=3.0) for p in spots(streets, 120, chance)]
    check(
        Scene(streets, homes, facilities, walls, gates),
        {"canteen": 500.0, "nursery": 1000.0},
        origins=8,
    )
