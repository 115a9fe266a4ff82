"""Real streets against the brute force: what all such comparisons need."""

from dataclasses import replace

from comparison import check_catchments, check_coverage, check_places, check_walks
from engine_town import EngineTown
from oracle.walks import Town
from shapely.geometry import LineString, Point

#: Walks beyond this are not measured by brute force, metres.
CUTOFF = 2500.0


def untie(scene, speed=None):
    """Leave out what has several places equally near: either would be right."""
    town = settle(scene, speed)
    homes = [k for k, found in enumerate(town.homes) if not any(x.tied for x in found)]
    rows = [k for k, found in enumerate(town.facilities) if not any(x.tied for x in found)]
    assert len(homes) > 0.9 * len(scene.homes)
    assert len(rows) > 0.9 * len(scene.facilities)
    return only(scene, town, homes, rows)


def only(scene, town, homes, rows):
    """Keep some homes and facilities, where they are placed already."""
    scene = replace(
        scene,
        homes=[scene.homes[k] for k in homes],
        facilities=[scene.facilities[k] for k in rows],
    )
    accesses = [town.homes[k] for k in homes], [town.facilities[k] for k in rows]
    return scene, Town(town.network, *accesses, town.cost)


def settle(scene, speed):
    """Work a scene out by brute force in metres or, with a speed, in seconds."""
    return scene.settle() if speed is None else scene.settle(scene.seconds(speed))


def check(scene, limits, origins, speed=None):
    """Compare everything; catchments of a few homes. Limits are metres on level ground."""
    scene, town = untie(scene, speed)
    engine = EngineTown(scene, speed)
    leg = town.cost.leg
    check_places(engine, town)
    check_walks(engine, town, 800.0 * leg, CUTOFF * leg)
    limits = {service: limit * leg for service, limit in limits.items()}
    check_coverage(engine, town, limits, CUTOFF * leg)
    few, town = only(scene, town, range(origins), [])
    check_catchments(EngineTown(few, speed), town, [300.0 * leg, 1000.0 * leg])


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


def spots(streets, number, chance):
    """Points up to 60 m beside the vertices of some streets."""
    found = []
    for _ in range(number):
        x, y = chance.choice(chance.choice(streets).coords)[:2]
        found.append(Point(x + chance.uniform(-60, 60), y + chance.uniform(-60, 60)))
    return found
