"""Two real extracts: what is imported is what another reader and other rules find, id by id."""

from collections import Counter, defaultdict
from functools import lru_cache
from math import atan2, pi

import osm_reference_rules as rules
import pytest
import shapely
from hand_run import run_algorithm
from oracle.readers import HELSINKI, PORTO_ALEGRE, need
from osm_reference import read_reference, square_metres

EXTRACTS = {"helsinki": HELSINKI, "porto_alegre": PORTO_ALEGRE / "poa_osm.pbf"}
NEAR_A_BOUND = 0.005  # areas this close to a limit of size may be on either side of it


@lru_cache(maxsize=2)
def read(name):
    """The reference, and what the import left as rows and shapes by output."""
    path = EXTRACTS[name]
    need(path)
    found = run_algorithm("importosm", INPUT=str(path))
    rows = {key: found.rows(key) for key in found.layers}
    shapes = {
        key: shapely.from_wkb([g.asWkb().data() for g in found.shapes(key)]) for key in found.layers
    }
    return read_reference(path), rows, shapes, found.log


@pytest.fixture(params=EXTRACTS)
def extract(request, qgis_app):
    return read(request.param)


def ids(rows, wanted=lambda row: True):
    return {f"{row['osm_type']}/{row['osm_id']}" for row in rows if wanted(row)}


def walked_ids(reference):
    ways = {f"way/{n}" for n, way in reference.ways.items() if rules.walked(way.tags)}
    return ways | {f"relation/{n}" for n, (t, _) in reference.areas.items() if rules.walked(t)}


def test_walked_ways_are_those_of_the_other_reader(extract):
    reference, rows, _, _ = extract
    expected = walked_ids(reference)
    assert len(expected) > 1000
    assert ids(rows["OUTPUT_STREETS"]) == expected


@pytest.mark.parametrize("level", ["above", "below"])
def test_bridges_and_tunnels(extract, level):
    reference, rows, _, _ = extract
    rule = getattr(rules, level)
    expected = reference.of_tags(lambda t: rules.walked(t) and rule(t)) & walked_ids(reference)
    assert expected
    assert ids(rows["OUTPUT_STREETS"], lambda row: row["level"] == level) == expected


def test_steps_slopes_light_and_surface(extract):
    reference, rows, _, _ = extract
    streets = rows["OUTPUT_STREETS"]
    walked = walked_ids(reference)
    for column, value, rule in (
        ("steps", "yes", lambda t: t.get("highway") == "steps"),
        ("lit", "no", lambda t: t.get("lit") in ("no", "disused")),
        ("lit", "yes", lambda t: t.get("lit") in (
            "yes", "24/7", "automatic", "limited", "sunset-sunrise")),
        ("surface", "asphalt", lambda t: t.get("surface") == "asphalt"),
        ("sidewalk", "both", lambda t: t.get("sidewalk") == "both"
         or t.get("sidewalk:both") == "yes"
         or (t.get("sidewalk:left"), t.get("sidewalk:right")) == ("yes", "yes")),
    ):  # fmt: skip
        found = ids(streets, lambda row, c=column, v=value: row[c] == v)
        assert found == reference.of_tags(rule) & walked, (column, value)
    classes = Counter(row["class"] for row in streets if row["osm_type"] == "way")
    assert classes == Counter(
        way.tags["highway"] for way in reference.ways.values() if rules.walked(way.tags)
    )


def test_crossings_by_their_tags_or_their_nodes(extract):
    reference, rows, _, _ = extract
    expected = defaultdict(set)
    for number, way in reference.ways.items():
        if rules.walked(way.tags) and rules.is_crossing(way.tags):
            kind = rules.crossing_kind(way.tags)
            tags = (reference.nodes[ref][0] for ref in way.refs)
            kinds = {rules.crossing_kind(t) for t in tags if t.get("highway") == "crossing"}
            order = (kind,) if kind else ("signal", "unmarked", "none")
            kind = next((k for k in order if kind or k in kinds), None)
            expected[kind].add(f"way/{number}")
    for kind in ("signal", "unmarked", "none"):
        found = ids(rows["OUTPUT_STREETS"], lambda row, k=kind: row["crossing"] == k)
        assert found == expected[kind], kind


def test_squares_are_walked_along_their_outline(extract):
    reference, rows, shapes, _ = extract
    expected = {
        f"way/{n}"
        for n, way in reference.ways.items()
        if rules.walked(way.tags) and way.closed and way.tags.get("area") == "yes"
    } | {f"relation/{n}" for n, (t, _) in reference.areas.items() if rules.walked(t)}
    assert expected
    assert ids(rows["OUTPUT_STREETS"], lambda row: row["outline"] == "yes") == expected
    for row, shape in zip(rows["OUTPUT_STREETS"], shapes["OUTPUT_STREETS"], strict=True):
        if row["outline"] == "yes":
            assert shape.is_closed


def test_geometries_are_those_of_the_file(extract):
    reference, rows, shapes, _ = extract
    for output in ("OUTPUT_STREETS", "OUTPUT_BARRIERS"):
        for row, shape in zip(rows[output], shapes[output], strict=True):
            if row["osm_type"] == "way":
                places = set(reference.ways[int(row["osm_id"])].places)
                there = {(round(x, 7), round(y, 7)) for x, y in shape.coords}
                assert there == {(round(x, 7), round(y, 7)) for x, y in places}, row


def test_barriers_kind_by_kind(extract):
    reference, rows, _, _ = extract
    expected = defaultdict(set)
    for number, way in reference.ways.items():
        area = way.closed and way.tags.get("area") == "yes"
        kind = rules.barrier_kind(way.tags, way.closed, area)
        expected[kind].add(f"way/{number}")
    for number, (tags, _) in reference.areas.items():
        expected[rules.barrier_kind(tags, True, True)].add(f"relation/{number}")
    del expected[None]
    found = defaultdict(set)
    for row in rows["OUTPUT_BARRIERS"]:
        found[row["kind"]].add(f"{row['osm_type']}/{row['osm_id']}")
    assert found == expected
    assert len(found) >= 6


def grounds(reference, rows):
    """Numbers of the nodes on the outlines of facilities that are no buildings."""
    corners = set()
    of_nodes = defaultdict(set)
    for number, (_, place) in reference.nodes.items():
        of_nodes[place].add(number)
    for row in rows["OUTPUT_FACILITY_AREAS"]:
        number = int(row["osm_id"])
        if row["osm_type"] == "way":
            if "building" not in reference.ways[number].tags:
                corners |= set(reference.ways[number].refs)
        elif "building" not in reference.areas[number][0]:
            for _, ring in reference.areas[number][1]:
                for place in ring:
                    corners |= of_nodes[place]
    return corners


def test_gates_that_are_mapped(extract):
    reference, rows, _, _ = extract
    on_barrier = grounds(reference, rows)
    for row in rows["OUTPUT_BARRIERS"]:
        if row["osm_type"] == "way":
            on_barrier |= set(reference.ways[int(row["osm_id"])].refs)
    expected = defaultdict(set)
    for number, (tags, _) in reference.nodes.items():
        if not rules.gate_open(tags):
            continue
        if tags.get("barrier") in rules.GATE:
            expected[tags["barrier"]].add(f"node/{number}")
        elif tags.get("entrance", "no") != "no" and number in on_barrier:
            expected["entrance"].add(f"node/{number}")
    for number, way in reference.ways.items():
        if way.tags.get("barrier") in rules.GATE and rules.gate_open(way.tags):
            expected[way.tags["barrier"]].add(f"way/{number}")
    found = defaultdict(set)
    for row in rows["OUTPUT_GATES"]:
        if row["basis"] == "tags":
            found[row["kind"]].add(f"{row['osm_type']}/{row['osm_id']}")
    assert found == expected
    assert len(found["gate"]) > 10


def crossings(one, other):
    """Where two lines of (x, y) cross within a side of each."""
    for (ax, ay), (bx, by) in zip(one, one[1:], strict=False):
        for (cx, cy), (dx, dy) in zip(other, other[1:], strict=False):
            way = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
            if not way:
                continue
            s = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / way
            t = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / way
            if 1e-5 < s < 1 - 1e-5 and 1e-5 < t < 1 - 1e-5:
                yield ax + s * (bx - ax), ay + s * (by - ay)


def lines_of(reference, rows, shapes, output):
    for row, shape in zip(rows[output], shapes[output], strict=True):
        number = int(row["osm_id"])
        tags = (
            reference.ways[number].tags if row["osm_type"] == "way" else reference.areas[number][0]
        )
        yield tags, list(shape.coords), row


def other_level(one, other):
    def level(t):
        return rules.above(t), rules.below(t), t.get("layer", "0")

    return level(one) != level(other)


def test_a_gate_at_every_bridge_and_tunnel_that_crosses_a_barrier_and_no_other(extract):
    """All pairs of a street and a barrier that cross between their vertices, by hand."""
    reference, rows, shapes, log = extract
    walls = list(lines_of(reference, rows, shapes, "OUTPUT_BARRIERS"))
    tree = shapely.STRtree([shapely.LineString(line) for _, line, _ in walls])
    passed, closed = set(), set()
    for tags, line, row in lines_of(reference, rows, shapes, "OUTPUT_STREETS"):
        for n in tree.query(shapely.LineString(line)):
            for x, y in crossings(line, walls[n][1]):
                if other_level(tags, walls[n][0]):
                    passed.add((round(x, 6), round(y, 6)))
                else:
                    closed.add(row["osm_id"])
    gates = [
        shape
        for row, shape in zip(rows["OUTPUT_GATES"], shapes["OUTPUT_GATES"], strict=True)
        if row["basis"] == "level"
    ]
    assert passed
    there = shapely.STRtree(gates)
    for place in passed:
        assert len(there.query(shapely.Point(place).buffer(2e-6))), place
    crossing = shapely.multipoints([shapely.Point(place) for place in passed])
    apart = [gate for gate in gates if gate.distance(crossing) > 2e-6]
    assert not apart
    said = [text for text in log.warnings if "are closed: nothing there says" in text]
    assert bool(said) == bool(closed)
    for number in closed:
        assert number in said[0]


def test_a_gate_at_every_common_node_where_streets_leave_to_both_sides(extract):
    reference, rows, _, _ = extract
    walls, streets = defaultdict(list), defaultdict(list)
    for output, kept in (("OUTPUT_BARRIERS", walls), ("OUTPUT_STREETS", streets)):
        for row in rows[output]:
            way = reference.ways.get(int(row["osm_id"])) if row["osm_type"] == "way" else None
            if way is None:
                continue
            last = len(way.refs) - 1
            for k, ref in enumerate(way.refs):
                x, y = way.places[k]
                around = [k - 1 if k else last - 1 if way.closed else None,
                          k + 1 if k < last else 1 if way.closed else None]  # fmt: skip
                for other in around:
                    if other is not None:
                        ex, ey = way.places[other]
                        angle = atan2(ey - y, (ex - x) / 2)
                        kept[ref].append((angle, way.tags, row.get("outline") == "yes"))
    # at about 60 degrees north a degree of longitude is half one of latitude; sides stay sides
    expected = set()
    for ref in walls.keys() & streets.keys():
        cuts = sorted({angle for angle, _, _ in walls[ref]})
        if len(cuts) < 2:
            continue
        sectors = set()
        for angle, _, _ in streets[ref]:
            along = any(abs((angle - cut + pi) % (2 * pi) - pi) < 1e-6 for cut in cuts)
            if not along:
                sectors.add(sum(cut < angle for cut in cuts) % len(cuts))
        only_squares = all(outline for _, _, outline in streets[ref]) and not any(
            other_level(tags, t) for _, tags, _ in streets[ref] for _, t, _ in walls[ref]
        )
        if only_squares:
            continue
        tags = reference.nodes[ref][0]
        tagged = tags.get("barrier") in rules.GATE or tags.get("entrance", "no") != "no"
        if len(sectors) > 1 and not tagged:
            expected.add(reference.nodes[ref][1])
    found = {
        (round(x, 7), round(y, 7))
        for row, (x, y) in zip(rows["OUTPUT_GATES"], places_of(extract), strict=True)
        if row["basis"] == "shared node"
    }
    assert {(round(x, 7), round(y, 7)) for x, y in expected} <= found
    # the rest is where a street runs along a barrier for a stretch and then leaves it
    assert len(found) - len(expected) <= 1


def places_of(extract):
    return [(shape.x, shape.y) for shape in extract[2]["OUTPUT_GATES"]]


def shape_size(reference, kind, number):
    """Square metres of an object, None for a point or an open line."""
    if kind == "relation":
        return sum(sign * square_metres(ring) for sign, ring in reference.areas[number][1])
    if kind == "way":
        way = reference.ways[number]
        if way.closed and way.tags.get("area") != "no":
            return square_metres(way.places)
    return None


def expected_facilities(reference):
    """Sites by service and state; those whose size is at a bound of it apart."""
    services = rules.services()
    found, doubtful = defaultdict(set), set()
    objects = (
        [("node", n, tags) for n, (tags, _) in reference.nodes.items() if tags]
        + [("way", n, way.tags) for n, way in reference.ways.items() if way.tags]
        + [("relation", n, tags) for n, (tags, _) in reference.areas.items()]
    )
    for kind, number, tags in objects:
        area = shape_size(reference, kind, number)
        for service, ways in services.items():
            states = [
                (state, then)
                for state, then in rules.by_state(tags)
                if any(all(holds(then, area) for holds in way) for way in ways)
            ]
            if states:
                found[service, states[0][0]].add(f"{kind}/{number}")
        if area is not None and any(
            abs(area / bound - 1) < NEAR_A_BOUND for bound in (400, 770, 1310, 3150, 4000, 10_000)
        ):
            doubtful.add(f"{kind}/{number}")
    return found, doubtful


def test_facilities_service_by_service(extract):
    reference, rows, _, log = extract
    expected, doubtful = expected_facilities(reference)
    found = defaultdict(set)
    for row in rows["OUTPUT_FACILITIES"]:
        found[row["service"], row["status"]].add(row["site_id"])
    merged = 0
    for key in expected.keys() | found.keys():
        assert found[key] - expected[key] <= doubtful, key
        missing = expected[key] - found[key] - doubtful
        # points within an area of the same service and name are one facility with it
        for site in missing:
            kind, number = site.split("/")
            assert kind == "node", (key, site)
            tags, place = reference.nodes[int(number)]
            assert covered(reference, expected[key], tags.get("name"), place), (key, site)
            merged += 1
    assert len(expected) > 10
    line = [text for text in log.infos if "a point within an area of the same" in text]
    assert merged == (int(line[0].split("×")[0]) if line else 0)


def covered(reference, sites, name, place):
    """Whether a place is within one of some areas that has the name."""
    for site in sites:
        kind, number = site.split("/")
        if kind == "way":
            way = reference.ways[int(number)]
            same = way.tags.get("name") == name and way.closed
            if same and shapely.Polygon(way.places).buffer(1e-9).covers(shapely.Point(place)):
                return True
    return False


def test_values_of_facilities_are_the_tags(extract):
    reference, rows, _, _ = extract
    for row in rows["OUTPUT_FACILITIES"]:
        if row["osm_type"] != "node" or row["status"] != "open":
            continue
        tags, _ = reference.nodes[int(row["osm_id"])]
        assert row["name"] == tags.get("name")
        assert row["hours"] == tags.get("opening_hours")
        if tags.get("capacity", "").isdigit():
            assert row["capacity"] == int(tags["capacity"])


def test_with_barriers_and_gates_the_city_stays_one_network(extract):
    """Barriers alone cut a city to pieces where bridges and crossings carry people over."""
    import numpy as np
    from lifecircle.engine.barriers import Barriers
    from lifecircle.engine.network import build

    _, _, shapes, _ = extract
    box = shapely.total_bounds(shapes["OUTPUT_STREETS"])
    scale = 111_320 * np.array([np.cos(np.radians((box[1] + box[3]) / 2)), 1])
    streets, walls, gates = (
        shapely.transform(np.array(shapes[name]), lambda xy: (xy - box[:2]) * scale)
        for name in ("OUTPUT_STREETS", "OUTPUT_BARRIERS", "OUTPUT_GATES")
    )
    gates = shapely.get_coordinates(gates)

    def share_in_one(barriers):
        network = build(streets, barriers)
        return network.component_length.max() / network.length.sum()

    free = share_in_one(None)
    shut = share_in_one(Barriers.from_geometries(walls, gates[:0], 15.0))
    passed = share_in_one(Barriers.from_geometries(walls, gates, 1.0))
    assert free > 0.98
    assert shut < free
    assert passed > free - 0.001
