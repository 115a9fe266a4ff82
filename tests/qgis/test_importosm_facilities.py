"""Facilities of OpenStreetMap files: rules, states, points and areas, written by hand."""

import csv

import pytest
from hand_run import run_algorithm
from lifecircle.engine.errors import EngineError
from lifecircle.gis.profiles import load_services
from lifecircle.survey.openstreetmap.service_rules import RULES, load_rules
from osm_town import write_osm

STREET = {1: (0, 0), 2: (1, 0)}
WAY = {1: ([1, 2], {"highway": "residential"})}


@pytest.fixture
def town(tmp_path):
    def make(nodes, ways=None, relations=None):
        path = write_osm(tmp_path / "town.osm", STREET | nodes, WAY | (ways or {}), relations)
        return run_algorithm("importosm", INPUT=str(path))

    return make


def services(run):
    return sorted(row["service"] for row in run.rows("OUTPUT_FACILITIES"))


def said(run, words):
    return next(text for text in run.log.infos + run.log.warnings if words in text)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("amenity=kindergarten", "kindergarten"),
        ("amenity=kindergarten nursery=only", "nursery"),
        ("amenity=childcare", "nursery"),
        ("amenity=school", "school_any"),
        ("amenity=school isced:level=1", "primary_school school_any"),
        ("amenity=school isced:level=1;2", "junior_school primary_school school_any"),
        ("amenity=school isced:level=0-3", "junior_school primary_school school_any"),
        ("amenity=school isced:level=3", "school_any"),
        ("amenity=school name=中心小学", "primary_school school_any"),
        ("amenity=pharmacy", "pharmacy"),
        ("amenity=pharmacy;post_office", "pharmacy post_office"),
        ("shop=chemist", "local_shops"),
        ("shop=chemist dispensing=yes", "local_shops pharmacy"),
        ("shop=vacant", ""),
        ("shop=supermarket", "local_shops supermarket"),
        ("amenity=atm", ""),
        ("amenity=hospital", "health_centre"),
        ("amenity=doctors", "health_station"),
        ("amenity=community_centre", "culture_station"),
        ("amenity=community_centre community_centre:for=senior",
         "culture_station elderly_activity_room"),
        ("amenity=community_centre name=幸福邻里中心", "culture_station neighbourhood_centre"),
        ("amenity=social_facility social_facility=nursing_home",
         "elderly_home elderly_nursing_home"),
        ("amenity=social_facility social_facility=day_care social_facility:for=senior;disabled",
         "elderly_day_care"),
        ("amenity=social_facility social_facility=day_care social_facility:for=child", ""),
        ("highway=bus_stop", "bus_stop transit_any"),
        ("public_transport=platform bus=yes", "bus_stop transit_any"),
        ("railway=station", "transit_any"),
        ("railway=station station=subway", "metro_station transit_any"),
        ("railway=tram_stop", "transit_any"),
        ("tourism=information information=office", "tourism_point"),
        ("tourism=information information=map", ""),
        ("leisure=park", ""),  # a point has no size
        ("leisure=playground", "play_space"),
        ("leisure=playground access=private", ""),
    ],
)  # fmt: skip
def test_which_tags_make_which_service(town, tags, expected):
    given = dict(part.split("=", 1) for part in tags.split(" "))
    assert services(town({9: (0.5, 0.1, given)})) == expected.split()


def test_values_of_a_facility(town):
    (row,) = town(
        {
            9: (0.5, 0.1, {
                "amenity": "library", "name": "Old mill", "opening_hours": "Mo-Fr 10:00-18:00",
                "capacity": "120", "operator:type": "public", "check_date": "2024-05-01",
            })
        }
    ).rows("OUTPUT_FACILITIES")  # fmt: skip
    assert row == {
        "service": "library", "name": "Old mill", "hours": "Mo-Fr 10:00-18:00", "capacity": 120,
        "capacity_unit": "places", "operator_kind": "government", "status": "open",
        "area_m2": None, "site_id": "node/9", "osm_type": "node", "osm_id": "9",
        "source": "© OpenStreetMap contributors", "surveyed_on": "2024-05-01",
    }  # fmt: skip


def test_unknown_values_stay_unknown(town):
    (row,) = town(
        {9: (0.5, 0.1, {"amenity": "library", "capacity": "many", "operator:type": "?",
                        "check_date": "2024"})}
    ).rows("OUTPUT_FACILITIES")  # fmt: skip
    for name in ("name", "hours", "capacity", "capacity_unit", "operator_kind", "surveyed_on"):
        assert row[name] is None, name


@pytest.mark.parametrize(
    ("tags", "status"),
    [
        ({"amenity": "library"}, "open"),
        ({"disused:amenity": "library"}, "closed"),
        ({"was:amenity": "library"}, "closed"),
        ({"amenity": "library", "abandoned": "yes"}, "closed"),
        ({"amenity": "library", "opening_hours": "off"}, "closed"),
        ({"construction:amenity": "library"}, "planned"),
        ({"proposed:amenity": "library"}, "planned"),
        ({"amenity": "library", "construction": "yes"}, "planned"),
    ],
)
def test_open_closed_and_planned(town, tags, status):
    (row,) = town({9: (0.5, 0.1, tags)}).rows("OUTPUT_FACILITIES")
    assert (row["service"], row["status"]) == ("library", status)


def test_what_is_gone_is_counted_and_left_out(town):
    run = town({9: (0.5, 0.1, {"demolished:amenity": "library"})})
    assert services(run) == []
    assert said(run, "no longer there").startswith("  1 ×")
    assert "1 pairs of an object and a service, 0 taken at 0 points, 1 left out" in said(
        run, "Facilities:"
    )


def test_a_shop_that_replaced_another_is_one_that_is_open(town):
    run = town({9: (0.5, 0.1, {"shop": "bakery", "disused:shop": "books"})})
    rows = {row["service"]: row["status"] for row in run.rows("OUTPUT_FACILITIES")}
    assert rows == {"bakery": "open", "local_shops": "open", "bookstore": "closed"}


SQUARE = {11: (0.2, 0.2), 12: (0.8, 0.2), 13: (0.8, 0.8), 14: (0.2, 0.8)}
RING = [11, 12, 13, 14, 11]


def test_a_point_in_an_area_of_the_same_service_and_name_is_one_facility(town):
    ways = {5: (RING, {"amenity": "library", "name": "Mill"})}
    inside = {"amenity": "library", "name": "mill", "opening_hours": "24/7"}
    run = town(SQUARE | {9: (0.5, 0.5, inside)}, ways)
    (row,) = run.rows("OUTPUT_FACILITIES")
    assert row["site_id"] == "way/5"
    assert row["hours"] == "24/7"
    assert said(run, "a point within an area of the same").startswith("  1 ×")
    for other in ({"amenity": "library", "name": "Other"}, {"amenity": "pharmacy", "name": "Mill"}):
        assert len(town(SQUARE | {9: (0.5, 0.5, other)}, ways).rows("OUTPUT_FACILITIES")) == 2
    outside = town(SQUARE | {9: (0.9, 0.5, inside)}, ways)
    assert len(outside.rows("OUTPUT_FACILITIES")) == 2


def test_an_area_is_a_point_within_it_and_a_polygon(town):
    run = town(SQUARE, {5: (RING, {"amenity": "school"})})
    (row,) = run.rows("OUTPUT_FACILITIES")
    (area,) = run.shapes("OUTPUT_FACILITY_AREAS")
    (point,) = run.shapes("OUTPUT_FACILITIES")
    assert area.contains(point)
    # 0.6 of a thousandth of a degree at 60 degrees north, on WGS 84
    assert row["area_m2"] == pytest.approx(33.48 * 66.85, rel=0.002)


def test_a_park_is_entered_where_streets_meet_its_edge(town):
    """The street runs in at the west and out at the east; a gate is in the south."""
    nodes = SQUARE | {
        21: (0, 0.5), 22: (1, 0.5), 23: (0.5, 0.2, {"barrier": "gate"}), 24: (0.5, 0.1),
    }  # fmt: skip
    ring = [11, 23, 12, 13, 14, 11]
    run = town(nodes, {5: (ring, {"leisure": "park"}), 6: ([21, 22], {"highway": "footway"})})
    rows = [row for row in run.rows("OUTPUT_FACILITIES") if row["service"] == "pocket_park"]
    assert len(rows) == 3
    assert {row["site_id"] for row in rows} == {"way/5"}
    lone = town(SQUARE, {5: (RING, {"leisure": "park"})})
    assert services(lone) == ["pocket_park", "public_open_space"]


def test_multipolygons_are_facilities_and_routes_are_not(town):
    nodes = SQUARE | {15: (0.4, 0.4), 16: (0.6, 0.4), 17: (0.5, 0.6)}
    run = town(
        nodes,
        {5: (RING, {}), 6: ([15, 16, 17, 15], {})},
        {
            8: ([(5, "outer"), (6, "inner")], {"type": "multipolygon", "amenity": "school"}),
            9: ([(5, "")], {"type": "site", "amenity": "school"}),
        },
    )
    (row,) = run.rows("OUTPUT_FACILITIES")
    assert row["site_id"] == "relation/8"
    assert said(run, "a relation that is no area").startswith("  1 ×")


def test_an_open_line_is_its_middle(town):
    run = town(SQUARE, {5: ([11, 12], {"public_transport": "platform"})})
    (point,) = run.shapes("OUTPUT_FACILITIES")
    assert point.asPoint().x() == pytest.approx(24.0005, abs=1e-6)
    assert "1 are drawn as open lines" in said(run, "open lines")


def test_a_ring_without_area_does_not_stop_a_run(town):
    """Closed by two corners, or folded upon itself."""
    run = town(
        SQUARE,
        {
            5: ([11, 12, 11], {"amenity": "school"}),
            6: ([11, 12, 12, 11], {"amenity": "pharmacy"}),
            7: ([11, 13, 12, 14, 11], {"leisure": "playground"}),
        },
    )
    found = services(run)
    total = int(said(run, "Facilities:").split(" pairs")[0].split()[-1])
    left = int(said(run, "Facilities:").split(", ")[-1].split()[0])
    assert total == 3
    assert len(found) + left == total
    assert "play_space" in found


def test_every_rule_is_of_a_known_service_and_says_what_it_may():
    catalogue = load_services()
    rules = load_rules()
    assert {rule.service for rule in rules} <= catalogue.keys()
    with RULES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(rules)
    for row in rows:
        assert row["public"] in ("", "yes")
        assert row["edge"] in ("", "yes")
    assert len({(row["service"], row["tags"]) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("service", "tags", "words"),
    [
        ("library", "amenity", "no condition on tags"),
        ("library", "amenity=library + area_m2>=big", "no condition on tags"),
        ("library", "amenity=library + levels>=2", "no condition on tags"),
        ("library", "amenity!=bank", "the first condition must ask for a tag"),
        ("librery", "amenity=library", "there is no service 'librery'"),
    ],
)
def test_a_faulty_rule_is_named_with_its_line(tmp_path, service, tags, words):
    path = tmp_path / "rules.csv"
    path.write_text(f"service,tags,public,edge,note\nbank,amenity=bank,,,\n{service},{tags},,,\n")
    with pytest.raises(EngineError, match="line 3") as refused:
        load_rules(path)
    assert words in str(refused.value)
