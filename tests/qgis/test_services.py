"""Services: which are judged, by what limit, and what happens to names nobody knows."""

import pytest
from hand_run import refusal
from hand_town import make_facilities, make_homes, make_streets

HEADER = "category_key,name_en,name_zh,tier,max_walk_minutes,max_walk_metres,target_age_group"
HOME = ("POINT(100 10)", 5.0)
MARKET = ("POINT(300 -20)", "market")


def coverage(run, *facilities, **more):
    """Run coverage gaps for one home 230 m from (300, -20)."""
    given = {
        "STREETS": make_streets(),
        "RESIDENTS": make_homes(HOME),
        "FACILITIES": make_facilities(*(facilities or [MARKET])),
    }
    return run("coveragegaps", **(given | more))


def test_a_missing_service_field_is_refused_with_the_fields_there_are():
    sentence = refusal(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=make_homes(HOME),
        FACILITIES=make_facilities(("POINT(300 -20)", "market"), fields="kind:string"),
    )
    assert (
        "The facilities layer has no field 'service'. Its fields are: kind. Choose the one that "
        "names the service." in sentence
    )


def test_walk_times_refuse_a_missing_service_field_too():
    sentence = refusal(
        "walktimes",
        STREETS=make_streets(),
        ORIGINS=make_homes(HOME),
        DESTINATIONS=make_facilities(MARKET),
        SERVICE_FIELD="kind",
    )
    assert "The destinations layer has no field 'kind'. Its fields are: service." in sentence


def test_facilities_without_a_service_are_left_out_and_told(run):
    found = coverage(
        run, MARKET, ("POINT(110 0)", None), ("POINT(120 0)", "  "), ("POINT(130 0)", "")
    )
    assert "Facilities: 4 features, 1 used, 3 left out." in found.log.infos
    assert "Facilities: 3 left out: no service named (features 2, 3, 4)." in found.log.warnings
    assert found.values("market_m", "OUTPUT_UNITS") == [230]


def test_capitals_and_blanks_around_a_service_do_not_matter(run):
    found = coverage(run, ("POINT(300 -20)", " Market "), ("POINT(100 0)", "MARKET"))
    assert found.values("market_m", "OUTPUT_UNITS") == [10]
    assert found.values("service", "OUTPUT_TABLE") == ["market"]


def test_services_nobody_knows_are_measured_not_judged_and_told(run):
    found = coverage(run, ("POINT(300 -20)", "kwik_shop"), ("POINT(300 -20)", "菜市"))
    (warning,) = (text for text in found.log.warnings if "no list of services" in text)
    assert warning == (
        "These services are in no list of services: kwik_shop, 菜市. Check their spelling, or "
        "map them to known ones. Walks are measured, but nothing is judged."
    )
    (unit,) = found.rows("OUTPUT_UNITS")
    assert unit["kwik_shop_m"] == 230
    assert unit["kwik_shop_has"] is None
    for row in found.rows("OUTPUT_TABLE"):
        assert (row["cannot_tell"], row["limit_m"]) == (5, None)
    assert {row["service"] for row in found.rows("OUTPUT_TABLE")} == {
        name[:-2] for name in unit if name.endswith("_m")
    }


@pytest.mark.parametrize(
    "names",
    [
        ("food court", "food-court"),
        ("老人", "人老"),
        ("社区食堂", "食堂社区"),
        # its key would be that of a service of the standard
        ("health station", "health_station"),
    ],
)
def test_two_services_never_share_their_fields(run, names):
    found = coverage(run, *[(f"POINT({300 + 50 * k} -20)", n) for k, n in enumerate(names)])
    (unit,) = found.rows("OUTPUT_UNITS")
    assert len(unit) == 1 + 3 * len(names)
    assert sorted(v for k, v in unit.items() if k.endswith("_m")) == [230, 280]
    assert len(set(found.values("service", "OUTPUT_TABLE"))) == len(names)


def test_a_service_without_a_limit_cannot_be_told(run):
    """GB 50180 gives community canteens no walking distance."""
    found = coverage(run, ("POINT(300 -20)", "community_canteen"))
    assert found.values("community_canteen_has", "OUTPUT_UNITS") == [None]
    assert found.rows("OUTPUT_TABLE")[0]["cannot_tell"] == 5
    assert found.rows("OUTPUT_GAPS") == []
    assert (
        "gb50180_2018 gives no limit for community_canteen under this rule: nobody can tell "
        "whether they have it. Give them limits of your own to judge them." in found.log.warnings
    )


@pytest.mark.parametrize(("limit", "has"), [(230, 1), (229.9, 0), (230.0005, 1)])
def test_own_limits_replace_the_standards(run, limit, has):
    found = coverage(
        run, ("POINT(300 -20)", "community_canteen"), LIMITS=f"community_canteen={limit}"
    )
    assert found.values("community_canteen_has", "OUTPUT_UNITS") == [has]
    (row,) = found.rows("OUTPUT_TABLE")
    assert (row["limit_m"], row["confidence"], row["to_check"]) == (limit, "own", False)
    assert row["source"] == "own limit"


@pytest.mark.parametrize("text", ["market=100", " MARKET = 100 ", "market：100", "market＝100"])
def test_own_limits_as_planners_type_them(run, text):
    found = coverage(run, LIMITS=text)
    assert found.rows("OUTPUT_TABLE")[0]["limit_m"] == 100


def test_own_limits_in_minutes_are_walked_at_the_services_pace(run):
    found = coverage(run, LIMITS="market=3，health_station=9", RULE=0)
    (row,) = found.rows("OUTPUT_TABLE")
    assert row["limit_m"] == pytest.approx(3 * 60 * 1.2)
    assert row["limit_min"] == pytest.approx(3)
    assert row["covered"] == 0  # 230 m take an adult 3.19 minutes
    assert "Own limits for services that are not judged: health_station." in found.log.warnings


@pytest.mark.parametrize(
    "part",
    ["market", "market=", "market=many", "market=0", "market=-5", "=500", "500", "market=1e3"],
)
def test_own_limits_that_are_none_are_refused_before_the_run(part):
    sentence = refusal(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=make_homes(HOME),
        FACILITIES=make_facilities(MARKET),
        LIMITS=f"health_station=300, {part}",
    )
    assert (
        f"'{part}' in the own limits is no service and limit. Write for example "
        "community_canteen=500." in sentence
    )


def test_a_service_named_but_not_there_is_judged_as_missing(run):
    found = coverage(run, SERVICES="market, police ，health_station,market")
    assert found.values("service", "OUTPUT_TABLE") == ["police", "market", "health_station"]
    (unit,) = found.rows("OUTPUT_UNITS")
    assert (unit["police_m"], unit["police_min"], unit["police_has"]) == (None, None, 0)
    gaps = {row["service"]: row["reason"] for row in found.rows("OUTPUT_GAPS")}
    assert gaps == {"police": "no_facility", "health_station": "no_facility"}


def test_services_named_for_a_layer_without_facilities_are_all_missing(run):
    found = run(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=make_homes(HOME),
        FACILITIES=make_facilities(),
        SERVICES="police",
    )
    assert found.values("police_has", "OUTPUT_UNITS") == [0]
    assert found.values("reason", "OUTPUT_GAPS") == ["no_facility"]


def test_services_that_the_layer_lacks_are_named_not_judged(run):
    found = coverage(run)
    (text,) = (text for text in found.log.infos if text.startswith("Not in the facilities"))
    assert "police" in text
    assert "market" not in text
    assert text.endswith("Name them under Services to judge them as missing.")


def test_closed_and_planned_facilities_are_no_supply(run):
    found = run(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=make_homes(HOME),
        FACILITIES=make_facilities(
            ("POINT(300 -20)", "market", "closed"),
            ("POINT(300 -20)", "police", "planned"),
            ("POINT(300 -20)", "gym", "open"),
            ("POINT(300 -20)", "bus_stop", None),
            ("POINT(300 -20)", "shopping_mall", "规划"),
            ("POINT(300 -20)", "post_office", "Closed"),
            fields="service:string, status:string",
        ),
    )
    (unit,) = found.rows("OUTPUT_UNITS")
    has = {name[:-4]: value for name, value in unit.items() if name.endswith("_has")}
    assert has == {
        "market": 0, "police": 0, "gym": 1, "bus_stop": 1, "shopping_mall": 0, "post_office": 0,
    }  # fmt: skip
    reasons = {row["service"]: row["reason"] for row in found.rows("OUTPUT_GAPS")}
    assert reasons == {
        "market": "no_facility",
        "post_office": "no_facility",
        "police": "planned",
        "shopping_mall": "planned",
    }
    assert "Facilities: 2 are closed and count as no supply." in found.log.infos
    assert "Facilities: 2 are planned and count as no supply yet." in found.log.infos


def test_rows_of_one_site_are_one_facility_with_two_doors(run):
    """10 m + 200 m + 20 m to the western door; the eastern one is 200 m farther."""
    doors = make_facilities(
        ("POINT(500 -20)", "market", "m1"),
        ("POINT(300 -20)", "market", "m1"),
        ("POINT(390 -20)", "market", "m2"),
        ("POINT(350 -20)", "gym", "m1"),
        fields="service:string, site_id:string",
    )
    found = run(
        "walktimes",
        STREETS=make_streets(),
        ORIGINS=make_homes(HOME),
        DESTINATIONS=doors,
        SERVICE_FIELD="service",
        MODE=2,
    )
    assert [(row["to_id"], row["service"], row["metres"]) for row in found.rows()] == [
        (1, "market", 230),
        (4, "gym", 280),
        (3, "market", 320),
    ]


def test_an_unknown_standard_is_refused_with_the_ones_there_are():
    sentence = refusal(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=make_homes(HOME),
        FACILITIES=make_facilities(MARKET),
        PROFILE="gb50180_1993",
    )
    assert "There is no built-in profile 'gb50180_1993', and no such file" in sentence
    assert "gb50180_2018, shanghai_2016_2024" in sentence
    assert "Choose one of them, or the path of a CSV file." in sentence


def test_a_standards_file_that_is_not_there_is_refused(tmp_path):
    sentence = refusal(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=make_homes(HOME),
        FACILITIES=make_facilities(MARKET),
        PROFILE=str(tmp_path / "none.csv"),
    )
    assert f"There is no file {tmp_path / 'none.csv'}. Check the path." in sentence


def test_a_standards_file_without_its_keys_is_refused(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("service,max_walk_metres\nmarket,300\n", encoding="utf-8")
    sentence = refusal(
        "coveragegaps",
        STREETS=make_streets(),
        RESIDENTS=make_homes(HOME),
        FACILITIES=make_facilities(MARKET),
        PROFILE=str(path),
    )
    assert "own.csv: the column category_key is missing. Expected columns:" in sentence


def test_bad_rows_of_a_standards_file_are_told_and_the_rest_judges(run, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        f"{HEADER}\n"
        "market,Market,菜市场,5min,5,200,all\n"
        "police,Police,派出所,5min,5,two hundred,all\n"
        "gym,Gym,健身房,5min,5,-9,all\n",
        encoding="utf-8",
    )
    found = coverage(run, MARKET, ("POINT(300 -20)", "police"), PROFILE=str(path))
    rows = {row["service"]: row for row in found.rows("OUTPUT_TABLE")}
    assert rows["market"]["persons"] == 5
    assert rows["police"]["limit_m"] is None
    assert "own.csv: 3 rows, 1 used, 2 left out." in found.log.infos
    assert (
        "own.csv, left out: Row 3, column max_walk_metres: 'two hundred' is not a number. Write "
        "digits with a point, such as 12.5, or leave the cell empty." in found.log.warnings
    )
    assert any(
        text.startswith("own.csv, left out: Row 4, column max_walk_metres: -9 is not above zero.")
        for text in found.log.warnings
    )


def test_a_standards_file_judges_by_its_own_numbers(run, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(f"{HEADER}\nmarket,Market,菜市场,5min,,229,all\n", encoding="utf-8")
    found = coverage(run, PROFILE=str(path))
    assert found.values("market_has", "OUTPUT_UNITS") == [0]
    path.write_text(f"{HEADER}\nmarket,Market,菜市场,5min,,2300,all\n", encoding="utf-8")
    found = coverage(run, PROFILE=str(path))
    assert found.values("market_has", "OUTPUT_UNITS") == [1]
    assert "Standard own.csv, rule metres;" in found.outputs["STAMP"]


@pytest.mark.parametrize(("rule", "unit"), [(0, "minutes"), (1, "metres"), (None, "metres")])
def test_the_rule_is_the_standards_own_unless_chosen(run, rule, unit):
    """GB 50180 sets 500 m for markets; its minutes name the tier of 10 minutes, 720 m."""
    found = coverage(run, RULE=rule)
    (row,) = found.rows("OUTPUT_TABLE")
    assert row["rule"] == unit
    assert row["limit_m"] == pytest.approx({"minutes": 10 * 60 * 1.2, "metres": 500}[unit])
    assert f"rule {unit};" in found.outputs["STAMP"]
