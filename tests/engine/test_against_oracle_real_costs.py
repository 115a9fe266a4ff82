"""Seconds on real streets, on slopes, crossings and steps: the engine against the brute force."""

import random
from dataclasses import replace

from oracle import readers
from oracle.accesses import Facility, Home
from oracle.hills import disturbed, rolling
from oracle.towns import Scene
from real_towns import check, railways, spots

SPEED = 1.1  # metres per second


def scattered(streets, seed, homes, facilities):
    """Homes, facilities and railways anywhere beside some streets."""
    chance = random.Random(seed)
    walls, gates = railways(streets, 2, chance)
    rows = [
        Facility(p, chance.choice(["canteen", "nursery"]))
        for p in spots(streets, facilities, chance)
    ]
    people = [Home(p, persons=3.0) for p in spots(streets, homes, chance)]
    return Scene(streets, people, rows, walls, gates)


def test_sample():
    scene = readers.sample_town()
    chance = random.Random(3)
    scene = replace(
        scene,
        homes=chance.sample(scene.homes, 60),
        facilities=[f for f in scene.facilities if f.service in {"canteen", "kindergarten"}],
    )
    check(rolling(scene, 5), {"canteen": 300.0, "kindergarten": 500.0}, 8, SPEED)


def test_porto_alegre_on_its_hills():
    readers.need(readers.PORTO_ALEGRE)
    streets = readers.porto_alegre_streets()
    scene = scattered(streets, 13, homes=40, facilities=25)
    # the steps of the city, its delays elsewhere drawn
    scene = replace(scene, streets=readers.porto_alegre_heights(streets))
    check(disturbed(scene, random.Random(6)), {"canteen": 500.0, "nursery": 1000.0}, 6, SPEED)


def test_helsinki():
    readers.need(readers.HELSINKI)
    scene = scattered(readers.helsinki_streets(), 17, homes=60, facilities=30)
    check(rolling(scene, 8), {"canteen": 300.0, "nursery": 600.0}, 8, SPEED)


def test_wuhan():
    readers.need(readers.WUHAN)
    scene = scattered(readers.wuhan_streets(), 19, homes=60, facilities=30)
    check(rolling(scene, 9), {"canteen": 500.0, "nursery": 1000.0}, 6, SPEED)
