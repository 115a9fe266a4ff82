"""The built-in profiles as they are shipped, and a planner's own file from any editor."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lifecircle.engine.age_groups import choose_walker, read_target_group
from lifecircle.engine.errors import EngineError
from lifecircle.engine.opening_hours import read_hours
from lifecircle.engine.services import FACILITY, FIELDS_OF_LIFE, MEASURE
from lifecircle.engine.sheets import CONFIDENCE
from lifecircle.engine.standards import STANDARD_COLUMNS
from lifecircle.gis import profiles

ROOT = Path(__file__).resolve().parents[2]
COLLECTED = ROOT.parent / "shared" / "standards"
NAMES = [
    "gb50180_2018",
    "shanghai_2016_2024",
    "tdt1062_2021",
    "complete_community_2020_embedded_2024",
    "mofcom_quarter_hour_2021",
    "china_parks_checkup",
    "intl_green_who_330300",
    "intl_itdp_eu_others",
    "intl_melbourne_20min",
    "intl_paris_15min_city",
    "intl_uk_scotland",
    "intl_un_sdg",
]
TIDIED = {
    ("gb50180_2018", "junior_school", "target_age_group"),
    ("china_parks_checkup", "community_park", "tier"),
    ("china_parks_checkup", "pocket_park", "tier"),
    ("china_parks_checkup", "sport_hall", "category_key"),
    ("china_parks_checkup", "sport_hall", "name_en"),
    ("china_parks_checkup", "sport_hall", "name_zh"),
    ("complete_community_2020_embedded_2024", "outdoor_fitness", "source"),
    ("intl_green_who_330300", "public_open_space", "note"),
}
HEADER = "category_key,name_zh,tier,max_walk_metres,target_age_group"


def read_rows(path):
    """Rows of a CSV as dicts."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_list_names_every_file_and_no_other():
    listed = [item.name for item in profiles.list_standards()]
    assert listed == NAMES
    assert {path.stem for path in (ROOT / "profiles" / "standards").iterdir()} == set(NAMES)
    assert all(item.title_en and item.title_zh for item in profiles.list_standards())


@pytest.mark.parametrize("name", NAMES)
def test_a_built_in_standard_loads_without_a_word(name):
    standard = profiles.load_standard(name)
    assert standard.rejected == ()
    assert standard.remarks == ()
    rows = read_rows(ROOT / "profiles" / "standards" / f"{name}.csv")
    assert tuple(rows[0]) == STANDARD_COLUMNS
    taken = [*standard.requirements, *standard.measures]
    assert len(taken) == len(rows)
    services = profiles.load_services()
    for item in taken:
        assert item.service in services
        assert item.confidence in CONFIDENCE
        assert item.source
    assert all(services[item.service].kind == FACILITY for item in standard.requirements)
    assert all(services[item.service].kind == MEASURE for item in standard.measures)


@pytest.mark.skipif(not COLLECTED.is_dir(), reason="the collected standards are not beside us")
@pytest.mark.parametrize("name", NAMES)
def test_figures_are_as_they_were_collected(name):
    collected = read_rows(COLLECTED / f"{name}.csv")
    ours = read_rows(ROOT / "profiles" / "standards" / f"{name}.csv")
    assert len(ours) == len(collected)
    differing = {
        (name, old["category_key"], column)
        for old, new in zip(collected, ours, strict=True)
        for column in STANDARD_COLUMNS
        if old[column] != new[column]
    }
    assert differing == {change for change in TIDIED if change[0] == name}


def test_known_figures_of_gb_50180():
    standard = profiles.load_standard("gb50180_2018")
    assert standard.default_rule == "metres"
    by_key = {item.key: item for item in standard.requirements}
    assert by_key["primary_school"].limit("metres") == 500.0
    assert by_key["junior_school"].population_fields == ("pop_12_14",)
    assert by_key["health_station"].min_size_m2 == 120.0
    assert by_key["culture_station"].limit("metres") == 500.0
    canteen = by_key["community_canteen"]
    assert (canteen.limit("metres"), canteen.limit("minutes")) == (None, None)
    assert canteen.to_check
    assert {item.service for item in standard.measures} == {
        "tier_15",
        "tier_10",
        "tier_5",
        "tier_block",
        "green_total",
    }


def test_the_catalogue_is_complete():
    services = profiles.load_services()
    for service in services.values():
        assert service.name_en
        assert service.name_zh
        assert re.fullmatch(r"[a-z0-9_]+", service.key)
        assert service.field in FIELDS_OF_LIFE
        assert read_target_group(service.target_group).fields is not None
    assert {
        "community_canteen",
        "elderly_day_care",
        "nursery",
        "pocket_park",
        "greenway",
        "gov_service_counter",
        "shared_living_room",
        "neighbourhood_centre",
        "bus_stop",
    } <= {key for key, service in services.items() if service.kind == FACILITY}
    names = [service.name_zh for service in services.values()]
    assert len(set(names)) == len(names)


def test_the_catalogue_and_the_standards_agree_on_the_walker():
    services = profiles.load_services()
    for name in ("gb50180_2018", "shanghai_2016_2024"):
        for item in profiles.load_standard(name).requirements:
            assert item.walker == choose_walker(services[item.service].target_group), item.key


def test_periods_and_the_services_that_are_needed_in_them():
    periods = profiles.load_periods()
    assert {"weekday_lunch", "weekday_dinner", "weekday_day", "evening", "weekend_day"} <= set(
        periods
    )
    for period in periods.values():
        assert re.fullmatch(r"[a-z_]+", period.key)
        assert period.name_zh
        assert period.hours.bound_share(period.hours, 2026) == (1.0, 1.0)
    services = profiles.load_services()
    asked = {key for service in services.values() for key in service.periods}
    assert asked <= set(periods)
    assert services["community_canteen"].periods == ("weekday_lunch", "weekday_dinner")
    assert services["kindergarten"].periods == ("weekday_day",)
    assert services["elderly_home"].periods == ()
    assert not any(service.periods for service in services.values() if service.kind == MEASURE)
    for item in profiles.load_standard("gb50180_2018").requirements:
        assert item.periods == services[item.service].periods


def test_shares_of_the_usual_hours_of_the_sample():
    periods = profiles.load_periods()

    def share(hours, period):
        return read_hours(hours).share_open(periods[period].hours, 2026)

    assert share("Mo-Su 10:30-13:00,16:30-18:30", "weekday_lunch") == 1.0
    assert share("Mo-Su 10:30-13:00,16:30-18:30", "weekday_dinner") == 1.0
    assert share("Mo-Fr 08:30-17:00", "weekday_day") == 1.0
    assert share("Mo-Fr 08:30-11:30,13:30-17:00", "weekday_day") == 1.0
    assert share("Mo-Fr 08:30-17:00", "evening") == 0.0
    assert share("Tu-Su 09:00-21:00", "weekend_day") == 1.0
    assert share("Mo-Su 06:30-21:00", "early_morning") == pytest.approx(0.75)


def test_a_planners_own_periods(write):
    path = write("key,name_en,name_zh,hours\nnoon,Noon,中午,周一 12点\n", name="periods.csv")
    with pytest.raises(EngineError, match="Row 2, column hours: .*周一 12点"):
        profiles.load_periods(path)
    path = write("key;name_en;name_zh;hours\nnoon;Noon;中午;Mo-Fr 12：00–13：00\n", "gb18030")
    assert list(profiles.load_periods(path)) == ["noon"]


def test_walkers_and_what_was_measured():
    walkers = profiles.load_walkers()
    assert list(walkers) == ["adult", "older", "frail", "child", "pram", "wheelchair"]
    assert [walker.speed for walker in walkers.values()] == [1.2, 0.92, 0.75, 1.1, 0.92, 0.9]
    measured = {row["group_key"]: row for row in read_rows(ROOT / "profiles/walking_speeds.csv")}
    for walker in walkers.values():
        assert walker.references
        rows = [measured[key] for key in walker.references]
        paces = [float(r[c]) for r in rows for c in ("mean_mps", "p15_mps") if r[c]]
        ends = [end for end in (walker.measured_low, walker.measured_high) if end is not None]
        assert {min(paces), max(paces)} >= set(ends)
        assert ends
        assert walker.name_zh
    assert not walkers["wheelchair"].uses_steps
    assert walkers["pram"].uses_steps


def test_measured_speeds_name_their_source():
    for row in read_rows(ROOT / "profiles" / "walking_speeds.csv"):
        assert row["confidence"] in CONFIDENCE
        assert row["source"]
        assert not row["source"].startswith("same")


def test_the_steepest_slope_of_wheelchairs_is_one_of_those_collected():
    limits = read_rows(ROOT / "profiles" / "slope_limits.csv")
    for row in limits:
        assert row["confidence"] in CONFIDENCE
        assert row["source"]
        assert not row["source"].startswith("same")
    for walker in profiles.load_walkers().values():
        assert (walker.max_slope is None) == (walker.key != "wheelchair")
        if walker.max_slope is not None:
            assert any(
                row["source"] in walker.max_slope_source
                and float(row["max_longitudinal_pct"]) == pytest.approx(100 * walker.max_slope)
                and row["confidence"] == walker.max_slope_confidence
                for row in limits
            )


@pytest.fixture
def write(tmp_path):
    """Write a file and return its path."""

    def write_file(text, encoding="utf-8", name="my profile.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_planners_file_from_any_editor(write, encoding, separator, newline):
    lines = [HEADER, "market,菜市场,10min,500,all", "kindergarten,幼儿园,5min,300,3—6岁", ""]
    text = newline.join(line.replace(",", separator) for line in lines)
    standard = profiles.load_standard(write(text, encoding))
    assert standard.name == "my profile.csv"
    assert [item.name_zh for item in standard.requirements] == ["菜市场", "幼儿园"]
    assert [item.limit("metres") for item in standard.requirements] == [500.0, 300.0]
    assert standard.requirements[1].population_fields == ("pop_3_5",)
    assert standard.default_rule == "metres"
    assert standard.rejected == ()


def test_an_edited_copy_is_read_again(write):
    path = write(f"{HEADER}\nmarket,菜市场,10min,500,all\n")
    assert profiles.load_standard(path).requirements[0].limit_metres == 500.0
    assert profiles.load_standard(path) is profiles.load_standard(str(path))
    path = write(f"{HEADER}\nmarket,菜市场,10min,1500,all\n")
    assert profiles.load_standard(path).requirements[0].limit_metres == 1500.0


def test_a_comma_without_quotes_costs_one_row(write):
    path = write(f"{HEADER}\nmarket,菜市场,10min,1,000,all\nbank,银行,,,\n")
    standard = profiles.load_standard(path)
    assert [item.service for item in standard.requirements] == ["bank"]
    assert "Row 2: 'all' stands in a column without a name" in str(standard.rejected[0])


def test_an_unknown_name_lists_the_built_in_ones():
    with pytest.raises(EngineError, match="no built-in profile 'gb50180'.* gb50180_2018, shang"):
        profiles.load_standard("gb50180")
    with pytest.raises(EngineError, match="no built-in profile ''"):
        profiles.load_standard("")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty or begins with an empty line"),
        ("\n\n", "is empty or begins with an empty line"),
        (HEADER, "my profile.csv is empty: it has no row below the header"),
        ("name,tier\nmarket,5min\n", "my profile.csv: the column category_key is missing"),
        (b"PK\x03\x04\x00\x00\x00\x00", "is not a text table"),
        (b"\xff\xfe\x00", "is not a text table"),
        (b"category_key\n\xff\xff\xff", "is not a text table"),
    ],
)
def test_a_file_that_cannot_be_used_is_said(write, content, sentence):
    with pytest.raises(EngineError, match=sentence):
        profiles.load_standard(write(content))


def test_a_path_that_is_no_file_is_said(tmp_path):
    with pytest.raises(EngineError, match="There is no file .*none.csv"):
        profiles.load_standard(tmp_path / "none.csv")
    with pytest.raises(EngineError, match="cannot be opened"):
        profiles.load_standard(tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_reading_any_file_raises_nothing_but_sentences(write, content):
    try:
        standard = profiles.load_standard(write(content))
    except EngineError as error:
        assert str(error)
    else:
        assert standard.requirements or standard.measures


@given(name=st.text(max_size=300))
def test_any_name_raises_nothing_but_sentences(name):
    with pytest.raises(EngineError):
        profiles.load_standard(name)
