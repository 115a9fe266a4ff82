"""The brute force itself, on towns small enough to measure by hand."""

import math

import pytest
from hypothesis import Phase, given, settings
from oracle import catchments, coverage, networks, walks
from oracle.accesses import Facility, Gate, Home, sites
from oracle.places import place
from oracle.readers import is_walkable
from oracle.strategies import scenes
from oracle.towns import Scene
from oracle.walls import ANY, LEFT, RIGHT, Walls
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box


def settle(streets, homes, facilities, barriers=(), gates=(), tolerance=15.0, **limits):
    """Build, place and insert everything."""
    return Scene(
        streets, homes, facilities, list(barriers), list(gates), tolerance, **limits
    ).settle()


def walk(streets, home, facility, **more):
    """Metres between one home and one facility."""
    return settle(streets, [home], [facility], **more).walk(0, 0)


ROAD = LineString([(0, 0), (200, 0)])
#: A cross of four streets of 100 m around (100, 0).
CROSS = [LineString([(0, 0), (100, 0), (200, 0)]), LineString([(100, -100), (100, 0), (100, 100)])]


# Walks


def test_all_three_legs_count():
    # 10 m down, 90 m along, 50 m north, 20 m aside.
    assert walk(CROSS, Point(10, 10), Point(120, 50)) == pytest.approx(10 + 90 + 50 + 20)


def test_two_points_on_one_street_see_each_other():
    assert walk([ROAD], Point(20, 5), Point(90, 7)) == pytest.approx(5 + 70 + 7)


def test_home_and_facility_at_one_place_still_walk_their_legs():
    assert walk([ROAD], Point(50, 3), Point(50, -4)) == pytest.approx(7)


def test_streets_that_cross_without_a_vertex_do_not_meet():
    bridge = LineString([(100, -50), (100, 50)])
    assert walk([ROAD, bridge], Point(10, 0), Point(100, 40), island=0) == math.inf
    # With the vertex on one of the two only, they still do not.
    half = LineString([(100, -50), (100, 0), (100, 50)])
    assert walk([ROAD, half], Point(10, 0), Point(100, 40), island=0) == math.inf


def test_vertices_meet_to_the_millimetre_and_not_beyond():
    first = LineString([(0, 0), (100, 0)])
    assert walk(
        [first, LineString([(100.0002, 0), (200, 0)])], Point(90, 0), Point(110, 0), island=0
    ) == pytest.approx(20, abs=0.001)
    assert (
        walk([first, LineString([(100.002, 0), (200, 0)])], Point(90, 0), Point(110, 0), island=0)
        == math.inf
    )


def test_the_shorter_of_two_ways_round_counts():
    # A ring of 4 x 100 m, home at (0, 50), facility at (100, 80): over the top 50 + 100 + 20.
    ring = LineString([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)])
    assert walk([ring], Point(0, 50), Point(100, 80)) == pytest.approx(170)
    assert walk([ring], Point(0, 50), Point(100, 20)) == pytest.approx(50 + 100 + 20)


def test_parallel_streets_between_the_same_corners_keep_their_own_length():
    bow = LineString([(0, 0), (100, 75), (200, 0)])  # 125 + 125
    assert walk([ROAD, bow], Point(0, 0), Point(200, 0)) == pytest.approx(200)
    # 125 m up to the tip; on the other way round 125 too.
    assert walk([ROAD, bow], Point(0, 0), Point(100, 75)) == pytest.approx(125)


def test_a_repeated_street_changes_nothing():
    once = networks.build(CROSS)
    twice = networks.build([*CROSS, CROSS[0], CROSS[0].reverse()])
    assert len(twice.edges) == len(once.edges) == 4
    assert sum(twice.part_metres.values()) == pytest.approx(400)
    # A street that repeats a part of another adds no ground either.
    part = networks.build([*CROSS, LineString([(0, 0), (100, 0)])])
    assert sum(part.part_metres.values()) == pytest.approx(400)


# Walls


def test_a_wall_cuts_a_street_and_one_walks_up_to_it_from_both_sides():
    wall = LineString([(50, -20), (50, 20)])
    town = settle(
        [ROAD], [Point(40, 0), Point(60, 0)], [Point(50, 0), Point(190, 0)], barriers=[wall]
    )
    assert town.walk(0, 1) == math.inf
    assert town.walk(1, 1) == pytest.approx(130)
    # What stands in the wall itself is placed on one of its sides.
    assert sorted([town.walk(0, 0), town.walk(1, 0)]) == pytest.approx([10, math.inf])


@pytest.mark.parametrize(("gate_y", "metres"), [(0, 20), (15, 20), (16, math.inf)])
def test_a_gate_opens_the_wall_within_its_tolerance(gate_y, metres):
    wall = LineString([(50, -20), (50, 20)])
    assert walk(
        [ROAD], Point(40, 0), Point(60, 0), barriers=[wall], gates=[Point(50, gate_y)]
    ) == pytest.approx(metres)


def test_a_wall_through_a_corner_parts_the_streets_that_it_separates():
    # The wall runs from south-west to north-east through the crossing: west and north are on
    # one side, south and east on the other.
    wall = LineString([(50, -50), (150, 50)])
    west, north, east, south = Point(90, 0), Point(100, 10), Point(110, 0), Point(100, -10)
    town = settle(CROSS, [west, east], [north, south], barriers=[wall])
    assert town.walk(0, 0) == pytest.approx(20)
    assert town.walk(1, 1) == pytest.approx(20)
    assert town.walk(0, 1) == town.walk(1, 0) == math.inf


def test_touching_a_wall_and_turning_back_is_no_crossing():
    bent = LineString([(0, 0), (50, 50), (100, 0)])
    touched = LineString([(0, 50), (100, 50)])
    length = math.hypot(50, 50)
    assert walk([bent], Point(0, 0), Point(100, 0), barriers=[touched]) == pytest.approx(2 * length)
    # The same corner, with the wall through it upright, is a crossing.
    upright = LineString([(50, 0), (50, 100)])
    assert walk([bent], Point(0, 0), Point(100, 0), barriers=[upright]) == math.inf


def test_the_free_end_of_a_wall_is_walked_round():
    assert walk(
        [ROAD], Point(0, 0), Point(100, 0), barriers=[LineString([(50, 0), (50, 30)])]
    ) == pytest.approx(100)


def test_two_walls_that_end_at_one_point_are_one_wall():
    halves = [LineString([(50, 0), (50, 30)]), LineString([(50, -30), (50, 0)])]
    assert walk([ROAD], Point(0, 0), Point(100, 0), barriers=halves) == math.inf


def test_a_street_along_a_wall_is_walked_on_either_side_but_not_changed_over():
    # The street lies on the wall from 50 to 150; lanes leave it north and south at 100.
    road = LineString([(0, 0), (50, 0), (100, 0), (150, 0), (200, 0)])
    north, south = LineString([(100, 0), (100, 40)]), LineString([(100, 0), (100, -40)])
    wall = LineString([(50, 0), (150, 0)])
    streets, up, down = [road, north, south], Point(100, 30), Point(100, -30)
    # Round the free end of the wall: 30 up to the wall, 50 along, 50 back, 30 down.
    assert walk(streets, up, down, barriers=[wall]) == pytest.approx(160)
    # With a gate 10 m wide either way at 120 one turns there: 30 + 10 + 10 + 30.
    assert walk(
        streets, up, down, barriers=[wall], gates=[Point(120, 0)], tolerance=10
    ) == pytest.approx(80)
    assert networks.build(streets, [wall]).part_metres == {0: pytest.approx(280)}


def test_sectors_are_counted_round_the_point():
    walls = Walls([LineString([(-10, 0), (10, 0)])], [], 1.0)
    up, down, right = math.pi / 2, 3 * math.pi / 2, 0.0
    assert walls.sector((0, 0), up) != walls.sector((0, 0), down)
    assert walls.sector((0, 0), right, LEFT) == walls.sector((0, 0), up)
    assert walls.sector((0, 0), right, RIGHT) == walls.sector((0, 0), down)
    assert walls.sector((10, 0), up) == ANY
    assert walls.sector((0, 5), up) == ANY


# Places


def test_the_nearest_place_behind_a_wall_is_passed_over():
    streets = [ROAD, LineString([(0, 100), (200, 100)])]
    wall = LineString([(0, 20), (200, 20)])
    home = Point(50, 30)
    found = place(networks.build(streets, [wall]), home)
    assert found.leg == pytest.approx(70)
    assert found.klass == "far"
    opened = networks.build(streets, [wall], [Point(50, 20)])
    assert place(opened, home).leg == pytest.approx(30)
    assert place(networks.build(streets, [wall]), home, snap=60) is None


def test_the_leg_may_touch_a_wall_where_it_ends_but_not_change_sides():
    # The wall follows the street from 0 to 100; the home lies north of it.
    road = LineString([(0, 0), (100, 0), (100, -80)])
    wall = LineString([(-50, 0), (150, 0)])
    network = networks.build([road], [wall])
    found = place(network, Point(40, 10))
    assert (found.leg, found.edge.side) == (pytest.approx(10), LEFT)
    assert place(network, Point(40, -10)).edge.side == RIGHT
    # A lane that ends at the wall from the south is not entered from the north ...
    lane = LineString([(40, -60), (40, 0)])
    assert place(networks.build([lane], [wall]), Point(40, 10)) is None
    # ... but from the south, even where the leg slants up to its end.
    lane = LineString([(40, 0), (80, -20)])
    assert place(networks.build([lane], [wall]), Point(30, -5)).leg == pytest.approx(
        math.hypot(10, 5)
    )


def test_a_leg_may_start_on_a_wall():
    wall = LineString([(0, 10), (100, 10)])
    assert place(networks.build([ROAD], [wall]), Point(50, 10)).leg == pytest.approx(10)


def test_a_leg_through_the_corner_of_a_wall_crosses_only_if_it_changes_sides():
    roof = LineString([(20, 0), (50, 20), (80, 0)])
    road = LineString([(0, -5), (0, 20), (100, 20)])
    # From (50, 30) straight down to (50, 20): the place is at the tip, no crossing.
    assert place(networks.build([road], [roof]), Point(50, 30)).leg == pytest.approx(10)
    # From (50, 10) up to (50, 20): under the roof, so the street above is not entered.
    inside = place(networks.build([road], [roof]), Point(50, 10), snap=12)
    assert inside is None


def test_a_small_island_is_passed_over_where_a_larger_part_is_in_reach():
    island = LineString([(0, 30), (60, 30)])
    network = networks.build([ROAD, island])
    found = place(network, Point(20, 25), island=100)
    assert (found.leg, found.klass, found.passed_over) == (pytest.approx(25), "island", True)
    # An island of 60 m is no island where 50 m are enough.
    assert place(network, Point(20, 25), island=50).leg == pytest.approx(5)
    # Nothing larger in reach: it stays on the island, and says so.
    stays = place(network, Point(20, 25), snap=20, island=100)
    assert (stays.leg, stays.klass, stays.on_island) == (pytest.approx(5), "island", True)


def test_classes_by_distance():
    network = networks.build([ROAD])
    assert place(network, Point(20, 50)).klass == "ok"
    assert place(network, Point(20, 50.5)).klass == "far"
    assert place(network, Point(20, 100)).klass == "far"
    assert place(network, Point(20, 100.5)) is None


def test_ties_are_told():
    network = networks.build([ROAD, LineString([(0, 20), (200, 20)])])
    assert place(network, Point(50, 10)).tied
    assert not place(network, Point(50, 11)).tied
    # The common end of two streets is one place, however many streets end there.
    assert not place(networks.build(CROSS), Point(100, 0)).tied


# Homes and facilities


def test_a_compound_is_left_by_its_gates():
    compound = box(40, 10, 60, 30)  # centre (50, 20)
    wall = compound.exterior
    home = Home(compound, "A")
    streets = [LineString([(0, 0), (200, 0)])]
    east, west = Gate(Point(60, 20), "A"), Gate(Point(40, 20), "A")
    # 10 to the east gate, 20 down to the street at 60, 40 along.
    assert walk(
        streets, home, Point(100, 0), barriers=[wall], gates=[east], tolerance=2
    ) == pytest.approx(10 + 20 + 40)
    assert walk(
        streets, home, Point(0, 0), barriers=[wall], gates=[east, west], tolerance=2
    ) == pytest.approx(10 + 20 + 40)
    # Without a gate nobody leaves.
    assert walk(streets, home, Point(0, 0), barriers=[wall]) == math.inf
    # A gate that names no compound serves it where it stands in the boundary.
    assert walk(
        streets, Home(compound), Point(100, 0), barriers=[wall], gates=[Point(60, 20)], tolerance=2
    ) == pytest.approx(70)


def test_a_polygon_without_gates_starts_in_its_middle():
    assert walk([ROAD], box(40, 10, 60, 30), Point(100, 0)) == pytest.approx(20 + 50)


def test_a_park_is_entered_where_streets_meet_it():
    park = box(60, -10, 80, 10)
    town = settle([ROAD], [Point(0, 0), Point(200, 0), Point(70, 0)], [park])
    # To its edge at 60, to its edge at 80, and from inside out to either.
    assert [town.walk(h, 0) for h in range(3)] == pytest.approx([60, 120, 10])


def test_a_park_with_gates_is_entered_only_there():
    park = Facility(box(60, -10, 80, 10), "park", None, "P")
    assert walk(
        [ROAD], Point(0, 0), park, gates=[Gate(Point(80, 0), "P")], tolerance=2
    ) == pytest.approx(80)


def test_a_park_beside_the_street_is_reached_at_its_nearest_corner():
    park = Polygon([(60, 15), (80, 30), (60, 40)])
    assert walk([ROAD], Point(0, 0), park) == pytest.approx(60 + 15)
    assert walk([ROAD], Point(0, 0), park, snap=14) == math.inf


def test_a_park_along_the_street_is_reached_all_along_it():
    park = box(60, 0, 80, 30)
    town = settle([ROAD], [Point(0, 0), Point(70, -4), Point(100, 0)], [park])
    assert [town.walk(h, 0) for h in range(3)] == pytest.approx([60, 4, 20])


def test_a_greenway_is_entered_wherever_streets_meet_it():
    greenway = LineString([(60, -50), (60, 50), (150, 50), (150, -50)])
    town = settle([ROAD], [Point(0, 0), Point(120, 0)], [greenway])
    assert [town.walk(h, 0) for h in range(2)] == pytest.approx([60, 30])
    # Drawn along the street it is entered all along.
    along = LineString([(60, 0), (150, 0)])
    town = settle([ROAD], [Point(0, 0), Point(120, 0)], [along])
    assert [town.walk(h, 0) for h in range(2)] == pytest.approx([60, 0])
    # In several parts, the nearest part counts.
    parts = MultiLineString([[(60, -5), (60, 5)], [(150, -5), (150, 5)]])
    assert walk([ROAD], Point(140, 0), parts) == pytest.approx(10)
    # Met by none, it is reached from the nearest point of a street.
    assert walk([ROAD], Point(0, 0), LineString([(60, 30), (70, 80)])) == pytest.approx(90)


def test_a_stretch_over_the_seam_of_a_closed_street():
    ring = LineString([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)])
    along = LineString([(0, 50), (0, 0)])
    town = settle([ring], [Point(0, 60), Point(20, 0), Point(0, 30)], [along])
    assert [town.walk(h, 0) for h in range(3)] == pytest.approx([10, 20, 0])


def test_points_of_one_site_are_one_facility():
    rows = [
        Facility(Point(50, 0), "canteen", "s"),
        Facility(Point(150, 0), "canteen", "s"),
        Facility(Point(180, 0), "canteen"),
        Facility(Point(60, 0), "nursery", "s"),
    ]
    assert sites(rows) == [[0, 1], [2], [3]]
    town = settle([ROAD], [Point(140, 0)], rows)
    assert walks.all_pairs(town, rows) == [pytest.approx([10, 40, 80])]
    assert walks.nearest(town, rows, "canteen", 2) == [[(10, 0), (40, 2)]]
    assert walks.all_pairs(town, rows, 40) == [[10, 40, math.inf]]


# Catchments


def test_a_catchment_stops_exactly_at_the_limit():
    town = settle(CROSS, [Point(60, 10)], [])
    # 10 m of leg leave 70: back to the end of 60 m, 40 to the cross, 30 up, 30 down, 30 on.
    found = catchments.reached(town, town.homes, 80)
    assert catchments.total_metres(found) == pytest.approx(60 + 40 + 3 * 30)
    assert sum(line.length for line in catchments.lines(town, found)) == pytest.approx(190)
    assert catchments.total_metres(catchments.reached(town, town.homes, 9)) == 0


def test_dissolved_counts_each_stretch_once_and_split_adds_up_to_it():
    town = settle([ROAD], [Point(40, 0), Point(100, 0)], [])
    alone = [catchments.total_metres(catchments.reached(town, [h], 50)) for h in town.homes]
    assert alone == pytest.approx([90, 100])
    assert catchments.total_metres(catchments.reached(town, town.homes, 50)) == pytest.approx(150)
    parts = catchments.split_by_nearest(town, town.homes, 50)
    # They part in the middle, at 70.
    assert [catchments.total_metres(p) for p in parts] == pytest.approx([70, 80])


def test_the_leg_moves_the_line_between_two_catchments():
    town = settle([ROAD], [Point(40, 0), Point(100, 20)], [])
    # At x from 40 and 20 + (100 - x): x = 80.
    parts = catchments.split_by_nearest(town, town.homes, 50)
    assert [catchments.total_metres(p) for p in parts] == pytest.approx([80, 50])


def test_a_street_reached_from_both_ends_is_counted_once():
    ring = LineString([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)])
    town = settle([ring], [Point(0, 0)], [])
    assert catchments.total_metres(catchments.reached(town, town.homes, 150)) == pytest.approx(300)
    assert catchments.total_metres(catchments.reached(town, town.homes, 250)) == pytest.approx(400)


# Coverage


def test_four_verdicts_and_their_sums():
    # A block of 400 x 400 m, with a dead end inside and one that leaves across the hull's edge.
    block = LineString([(0, 0), (400, 0), (400, 400), (0, 400), (0, 0)])
    inside = LineString([(0, 0), (150, 150)])
    out = LineString([(400, 400), (420, 420)])
    homes = [
        Home(Point(100, -5), persons=3),
        Home(Point(380, 400), persons=5),
        Home(Point(140, 140), persons=7),
        Home(Point(2000, 0), persons=11),
    ]
    rows = [Facility(Point(50, 0), "canteen")]
    town = settle([block, inside, out], [*homes], rows)
    ends = [town.network.point_of(n) for n in town.network.data_ends()]
    assert ends == [(420, 420)]
    found = coverage.verdicts(town, rows, {"canteen": 100})["canteen"]
    assert [v for _, v in found] == ["has", "cannot tell", "gap", "unplaced"]
    assert found[0][0] == pytest.approx(55)
    assert coverage.persons_by_verdict(homes, found) == {
        "has": 3,
        "cannot tell": 5,
        "gap": 7,
        "unplaced": 11,
    }


def test_the_limit_itself_counts():
    homes, rows = [Home(Point(50, 0))], [Facility(Point(150, 0), "canteen")]
    town = settle([ROAD], homes, rows)
    for limit, verdict in ((100, "has"), (99.9995, "has"), (99.99, "cannot tell"), (49, "gap")):
        assert coverage.verdicts(town, rows, {"canteen": limit})["canteen"][0][1] == verdict


def test_an_end_made_by_a_wall_is_no_end_of_the_data():
    ring = LineString([(0, 0), (400, 0), (400, 400), (0, 400), (0, 0)])
    network = networks.build([ring], [LineString([(200, -20), (200, 20)])])
    assert network.data_ends() == []
    assert len(networks.build([ring, LineString([(400, 0), (420, 0)])]).data_ends()) == 1
    # Drawn twice it is still a dead end.
    stub = LineString([(400, 0), (420, 0)])
    assert len(networks.build([ring, stub, stub.reverse()]).data_ends()) == 1
    # A given extent takes the place of the hull.
    assert networks.build([ring, stub]).data_ends(box(-500, -500, 900, 900)) == []
    assert len(networks.build([ring, stub]).data_ends(box(-500, -500, 430, 900))) == 1


def test_walkable_ways():
    assert is_walkable("footway", None)
    assert not is_walkable("footway", "no")
    assert not is_walkable("motorway", "yes")
    assert is_walkable("trunk", "yes")
    assert not is_walkable("trunk", None)
    assert not is_walkable(None, "yes")


# What must hold in any town


@settings(max_examples=60, deadline=None, derandomize=True, phases=[Phase.generate])
@given(scenes(with_shapes=False))
def test_a_walk_between_points_is_never_shorter_than_the_straight_line(scene):
    town = settle(
        scene.streets,
        scene.homes,
        scene.facilities,
        scene.barriers,
        scene.gates,
        scene.gate_tolerance,
        island=0,
    )
    for number, home in enumerate(scene.homes):
        for row, facility in enumerate(scene.facilities):
            straight = home.geometry.distance(facility.geometry)
            assert town.walk(number, row) >= straight - 1e-6


@settings(max_examples=60, deadline=None, derandomize=True, phases=[Phase.generate])
@given(scenes(with_shapes=False))
def test_split_catchments_add_up_to_the_dissolved_one(scene):
    town = settle(
        scene.streets, scene.homes, [], scene.barriers, scene.gates, scene.gate_tolerance, island=0
    )
    whole = catchments.total_metres(catchments.reached(town, town.homes, scene.limit))
    parts = catchments.split_by_nearest(town, town.homes, scene.limit)
    assert sum(map(catchments.total_metres, parts)) == pytest.approx(whole, abs=1e-6)
    assert sum(
        line.length
        for line in catchments.lines(town, catchments.reached(town, town.homes, scene.limit))
    ) == pytest.approx(whole, abs=1e-6)
