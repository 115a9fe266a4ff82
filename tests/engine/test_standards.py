"""Standards, services and age groups: what is read, and the sentence for what cannot be."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifecircle.engine.age_groups import (
    AGE_FIELDS,
    TOTAL,
    choose_walker,
    list_population_fields,
    read_target_group,
)
from lifecircle.engine.errors import EngineError
from lifecircle.engine.periods import read_periods
from lifecircle.engine.services import read_services
from lifecircle.engine.sheets import Table
from lifecircle.engine.standards import STANDARD_COLUMNS, read_standard

COLUMNS = ["key", "name_en", "name_zh", "kind", "target_group", "field"]
GOOD = {
    "category_key": "market",
    "name_en": "Fresh-food market",
    "name_zh": "菜市场",
    "tier": "10min",
    "max_walk_minutes": "10",
    "max_walk_metres": "500",
    "target_age_group": "all",
    "min_size_m2": "750",
    "max_size_m2": "2500",
    "size_basis": "floor",
    "confidence": "unchecked",
}


def table(*changes, drop=()):
    """One row per dict of changes to a good row."""
    rows = [dict.fromkeys(STANDARD_COLUMNS, "") | GOOD | change for change in changes]
    return pd.DataFrame(rows).drop(columns=list(drop))


def sheet(frame):
    """What the engine is given."""
    return Table(list(frame.columns), frame.to_numpy(dtype=object).tolist())


def read(*changes, drop=(), **more):
    """Read such a table."""
    return read_standard(sheet(table(*changes, drop=drop)), "mine.csv", **more)


def test_a_row_is_read_whole():
    [item] = read({}).requirements
    assert (item.service, item.key, item.tier, item.name_zh) == (
        "market",
        "market",
        "10min",
        "菜市场",
    )
    assert (item.limit_minutes, item.limit_metres) == (10.0, 500.0)
    assert (item.min_size_m2, item.max_size_m2, item.size_basis) == (750.0, 2500.0, "floor")
    assert item.provision_per_1000 is None
    assert (item.target_group, item.population_fields, item.walker) == ("all", (TOTAL,), "adult")
    assert item.row == 2


def test_the_limit_is_in_the_unit_of_the_rule():
    [item] = read({}).requirements
    assert item.limit("metres") == 500.0
    assert item.limit("minutes") == 10.0
    assert item.reach("metres", speed=0.5) == 500.0
    assert item.reach("minutes", speed=0.5) == 300.0
    with pytest.raises(EngineError, match="'miles' is not a rule. Use one of: minutes, metres"):
        item.limit("miles")


def test_an_empty_limit_is_unknown_and_not_worked_out_from_the_other():
    standard = read({"max_walk_minutes": ""}, {"category_key": "bank", "max_walk_metres": ""})
    market, bank = standard.requirements
    assert market.limit("minutes") is None
    assert market.reach("minutes", speed=1.0) is None
    assert bank.limit("metres") is None
    assert standard.without_limit("metres") == (bank,)
    assert standard.without_limit("minutes") == (market,)


@pytest.mark.parametrize(
    ("confidence", "to_check"),
    [
        ("verified", False),
        ("secondary", False),
        ("Secondary", False),
        ("unchecked", True),
        ("unchecked-weak", True),
        ("derived", True),
        ("", True),
    ],
)
def test_what_is_to_be_checked(confidence, to_check):
    [item] = read({"confidence": confidence}).requirements
    assert item.to_check is to_check


def test_keys_tell_tiers_apart_and_suit_field_names():
    standard = read(
        {"category_key": "pocket_park", "tier": "5min"},
        {"category_key": "pocket_park", "tier": "15min|10min"},
        {"category_key": "pocket_park", "tier": "15min 10min"},
        {"category_key": "Dog-Run"},
        {"category_key": "社区食堂", "name_en": "Canteen"},
        {"category_key": "公厕", "name_en": "公厕"},
    )
    keys = [item.key for item in standard.requirements]
    assert keys == [
        "pocket_park_5min",
        "pocket_park_15min_10min",
        "pocket_park_15min_10min_2",
        "dog_run",
        "canteen",
        "service",
    ]
    assert [item.tier for item in standard.for_service("pocket_park")][1] == "15min|10min"
    assert standard.services == ("pocket_park", "Dog-Run", "社区食堂", "公厕")


def test_tiers_and_totals_are_no_facilities():
    services = read_services(
        Table(
            COLUMNS,
            [
                ["market", "Market", "菜市场", "facility", "all", "commerce"],
                ["daily_needs", "Daily needs", "日常需求", "measure", "all", "general"],
            ],
        )
    )
    standard = read(
        {},
        {"category_key": "daily_needs"},
        {"category_key": "tier_15"},
        {"category_key": "green_total"},
        {"category_key": "dog_run"},
        services=services,
    )
    assert standard.services == ("market", "dog_run")
    assert [m.service for m in standard.measures] == ["daily_needs", "tier_15", "green_total"]


def test_the_catalogue_says_whom_a_service_is_for_where_the_table_does_not():
    services = read_services(
        Table(COLUMNS, [["kindergarten", "Kindergarten", "幼儿园", "facility", "3-6", "education"]])
    )
    change = {"category_key": "kindergarten", "target_age_group": "", "name_en": "", "name_zh": ""}
    standard = read(change, {"target_age_group": ""}, services=services)
    kindergarten, market = standard.requirements
    assert kindergarten.population_fields == ("pop_3_5",)
    assert (kindergarten.name_en, kindergarten.name_zh) == ("Kindergarten", "幼儿园")
    assert market.population_fields == (TOTAL,)
    assert [str(remark) for remark in standard.remarks] == [
        "Row 2 (kindergarten): no target group is given; taken to be for 3-6.",
        "Row 3 (market): no target group is given; taken to be for all.",
    ]


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        ([("", "500"), ("10", "500")], "metres"),
        ([("10", ""), ("10", "500")], "minutes"),
        ([("10", "500")], "minutes"),
        ([("", "")], "minutes"),
    ],
)
def test_the_rule_of_a_planners_own_table_is_the_unit_with_more_limits(limits, rule):
    changes = [
        {"tier": str(n), "max_walk_minutes": a, "max_walk_metres": b}
        for n, (a, b) in enumerate(limits)
    ]
    assert read(*changes).default_rule == rule
    assert read(*changes, default_rule="metres").default_rule == "metres"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"max_walk_metres": "far"}, "Row 3, column max_walk_metres: 'far' is not a number."),
        ({"max_walk_metres": "1,000"}, "Row 3, column max_walk_metres: '1,000' is not a number."),
        ({"max_walk_metres": "1_000"}, "Row 3, column max_walk_metres: '1_000' is not a number."),
        ({"max_walk_metres": "inf"}, "Row 3, column max_walk_metres: 'inf' is not a number."),
        ({"max_walk_metres": "1e999"}, "Row 3, column max_walk_metres: '1e999' is not a number."),
        ({"max_walk_minutes": "nan"}, "Row 3, column max_walk_minutes: 'nan' is not a number."),
        ({"max_walk_minutes": "-5"}, "Row 3, column max_walk_minutes: -5 is not above zero."),
        ({"max_walk_metres": "0"}, "Row 3, column max_walk_metres: 0 is not above zero."),
        ({"min_size_m2": "-1"}, "Row 3, column min_size_m2: -1 is not above zero."),
        ({"provision_per_1000": "x"}, "Row 3, column provision_per_1000: 'x' is not a number."),
        ({"min_size_m2": "3000"}, "Row 3: min_size_m2 3000 is above max_size_m2 2500."),
        ({"confidence": "sure"}, "Row 3, column confidence: 'sure' is not known. Use one of: ver"),
        ({"size_basis": "roof"}, "Row 3, column size_basis: 'roof' is not known."),
        ({"category_key": ""}, "Row 3, column category_key: the cell is empty"),
        ({"target_age_group": "6-3"}, "Row 3, column target_age_group: '6-3' is not an age group."),
        ({"category_key": "bank"}, "Row 3: bank with the tier '10min' is already in row 2."),
        ({"": "overflow"}, "Row 3: 'overflow' stands in a column without a name."),
    ],
)
def test_a_bad_row_is_rejected_with_its_reason_and_the_others_count(change, sentence):
    standard = read({"category_key": "bank"}, change, {"category_key": "gym"})
    assert [item.service for item in standard.requirements] == ["bank", "gym"]
    [remark] = standard.rejected
    assert str(remark).startswith(sentence)
    assert remark.row == 3


def test_empty_rows_are_no_rows_and_keep_the_numbering():
    blank = dict.fromkeys(STANDARD_COLUMNS, "  ")
    standard = read({}, blank, {"max_walk_metres": "x"})
    assert len(standard.requirements) == 1
    assert [remark.row for remark in standard.rejected] == [4]


def test_cells_that_are_no_text_are_taken_as_a_person_would():
    frame = table({}).astype(object)
    frame.loc[0, "max_walk_metres"] = 450
    frame.loc[0, "max_walk_minutes"] = float("nan")
    frame.loc[0, "note"] = None
    frame.loc[0, "provision_per_1000"] = pd.NA
    [item] = read_standard(sheet(frame), "mine.csv").requirements
    assert (item.limit_metres, item.limit_minutes) == (450.0, None)
    assert (item.note, item.provision_per_1000) == ("", None)


def test_columns_are_found_whatever_their_case_and_blanks():
    frame = table({}).rename(columns={"max_walk_metres": " Max_Walk_Metres ", "tier": "TIER"})
    [item] = read_standard(sheet(frame), "mine.csv").requirements
    assert (item.limit_metres, item.tier) == (500.0, "10min")


def test_missing_and_unused_columns_are_said_once():
    frame = table({}, {"category_key": "bank"}, drop=["note", "confidence", "max_walk_minutes"])
    standard = read_standard(sheet(frame.assign(colour="red")), "mine.csv")
    assert [str(remark) for remark in standard.remarks] == [
        "mine.csv: without the columns max_walk_minutes, confidence, note, "
        "what they hold is unknown.",
        "mine.csv: the columns colour are not used.",
    ]
    assert all(item.limit_minutes is None and item.to_check for item in standard.requirements)


@pytest.mark.parametrize(
    ("drop", "sentence"),
    [
        (["category_key"], "mine.csv: the column category_key is missing. Expected columns: cat"),
        (
            ["max_walk_minutes", "max_walk_metres"],
            "mine.csv: the column max_walk_minutes, max_walk_metres is missing. Expected columns:",
        ),
    ],
)
def test_a_table_without_a_needed_column_is_refused(drop, sentence):
    with pytest.raises(EngineError, match=re.escape(sentence)):
        read({}, drop=drop)


def test_an_empty_table_is_refused():
    with pytest.raises(EngineError, match=r"mine\.csv is empty: it has no row below the header"):
        read_standard(Table(STANDARD_COLUMNS, []), "mine.csv")


def test_a_table_of_bad_rows_is_refused_with_the_first_reason():
    with pytest.raises(EngineError, match=r"none of the 2 rows can be used.*'x' is not a number"):
        read({"max_walk_metres": "x"}, {"max_walk_metres": "0"})


def test_a_column_that_occurs_twice_is_refused():
    frame = table({})
    frame.insert(0, "tier", ["5min"], allow_duplicates=True)
    with pytest.raises(EngineError, match="the column tier occurs 2 times"):
        read_standard(sheet(frame), "mine.csv")


@pytest.mark.parametrize(
    ("text", "fields", "walker"),
    [
        ("all", (TOTAL,), "adult"),
        ("ALL", (TOTAL,), "adult"),
        ("全体居民", (TOTAL,), "adult"),
        ("all (esp. 60+)", (TOTAL,), "older"),
        ("esp. 60+ and children", (TOTAL,), "older"),
        ("全体居民（尤其是老年人）", (TOTAL,), "older"),
        ("0-3", ("pop_0_2",), "pram"),
        ("3-6", ("pop_3_5",), "pram"),
        ("3—6岁", ("pop_3_5",), "pram"),
        ("0-6", ("pop_0_2", "pop_3_5"), "pram"),
        ("0-3|3-6", ("pop_0_2", "pop_3_5"), "pram"),
        ("0-6|3-6", ("pop_0_2", "pop_3_5"), "pram"),
        ("6-12", ("pop_6_11",), "child"),
        ("12-15", ("pop_12_14",), "adult"),
        ("12-18", ("pop_12_14", "pop_15_17"), "adult"),
        ("6-18", ("pop_6_11", "pop_12_14", "pop_15_17"), "child"),
        ("60+", ("pop_60_plus",), "older"),
        ("60岁及以上", ("pop_60_plus",), "older"),
        ("80+", ("pop_80_plus",), "frail"),
        ("60+|80+", ("pop_60_plus",), "frail"),
        ("0-14|60+", ("pop_0_2", "pop_3_5", "pop_6_11", "pop_12_14", "pop_60_plus"), "older"),
        ("5-12", None, "pram"),
        ("15+", None, "adult"),
        ("60-80", None, "older"),
        ("0-14|70+", None, "older"),
    ],
)
def test_target_groups(text, fields, walker):
    assert list_population_fields(text) == fields
    assert choose_walker(text) == walker


@pytest.mark.parametrize("text", ["", "6-3", "3-3", "60", "tall", "all kinds", "all (esp.)", "|"])
def test_what_is_no_age_group_is_said(text):
    with pytest.raises(EngineError, match="is not an age group"):
        read_target_group(text)


@given(st.integers(0, 90), st.integers(0, 90))
def test_the_fields_of_a_range_count_its_ages_and_no_others(start, end):
    ages = {
        "pop_0_2": range(3),
        "pop_3_5": range(3, 6),
        "pop_6_11": range(6, 12),
        "pop_12_14": range(12, 15),
        "pop_15_17": range(15, 18),
    }
    try:
        fields = list_population_fields(f"{start}-{end}")
    except EngineError:
        assert end <= start
        return
    if fields is not None:
        last = end + 1 if (start, end) == (0, 14) else end
        counted = [age for field in fields for age in ages[field]]
        assert counted == list(range(start, last))


PIECES = st.sampled_from(
    [
        "all",
        "esp. ",
        "60+",
        "0-14",
        "3-6",
        "|",
        " and ",
        "(",
        ")",
        "岁",
        "及以上",
        "-",
        "和",
        "²",
        "９",
    ]
)


@given(st.one_of(st.text(max_size=20), st.lists(PIECES, max_size=5).map("".join)))
def test_reading_a_target_group_raises_nothing_but_sentences(text):
    try:
        group = read_target_group(text)
    except EngineError as error:
        assert str(error)
    else:
        assert group.fields is None or set(group.fields) <= {*AGE_FIELDS, TOTAL}


CELLS = st.one_of(
    st.sampled_from(["", "0", "-3", "500", "1e3", "{x}", "all", "60+", "verified", "floor", "５"]),
    st.text(max_size=8),
)


@given(
    st.lists(st.one_of(st.sampled_from(STANDARD_COLUMNS), st.text(max_size=6)), max_size=18),
    st.data(),
)
def test_reading_a_standard_raises_nothing_but_sentences(columns, data):
    rows = data.draw(
        st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=4)
    )
    try:
        standard = read_standard(Table(columns, rows), "any.csv")
    except EngineError as error:
        assert str(error)
        return
    _check_whole(standard, rows)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "category_key": st.sampled_from(["market", "tier_5", "公厕", ""]),
                "tier": st.sampled_from(["5min", "5 min", ""]),
                "max_walk_metres": CELLS,
                "target_age_group": CELLS,
                "confidence": CELLS,
            }
        ),
        max_size=6,
    )
)
def test_every_row_is_taken_or_rejected(rows):
    columns = ["category_key", "tier", "max_walk_metres", "target_age_group", "confidence"]
    try:
        standard = read_standard(Table(columns, [list(row.values()) for row in rows]), "any.csv")
    except EngineError as error:
        assert str(error)
        return
    _check_whole(standard, [row.values() for row in rows])


def _check_whole(standard, rows):
    taken = [*standard.requirements, *standard.measures]
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(taken) + len(standard.rejected) == len(filled)
    assert len({item.key for item in taken}) == len(taken)
    assert all(re.fullmatch(r"[a-z0-9_]+", item.key) for item in taken)
    assert all(str(remark) for remark in (*standard.rejected, *standard.remarks))


def test_a_catalogue_refuses_a_service_that_occurs_twice():
    row = ["market", "Market", "菜市场", "facility", "all", "commerce"]
    with pytest.raises(EngineError, match=r"s\.csv, row 3: the service market occurs twice"):
        read_services(Table(COLUMNS, [row, row]), "s.csv")
    with pytest.raises(EngineError, match="'shop' is not known. Use one of: facility, measure"):
        read_services(Table(COLUMNS, [[*row[:3], "shop", *row[4:]]]), "s.csv")


PERIODS = read_periods(
    Table(
        ["key", "name_en", "name_zh", "hours", "note"],
        [["lunch", "Lunch", "午餐", "Mo-Fr 11:30-12:30", ""], ["always", "Always", "", "24/7", ""]],
    )
)


def test_periods_are_those_of_the_row_or_else_of_the_service():
    services = read_services(
        Table(
            [*COLUMNS, "periods"],
            [["market", "Market", "菜市场", "facility", "all", "commerce", "lunch | always|lunch"]],
        ),
        periods=PERIODS,
    )
    assert services["market"].periods == ("lunch", "always")
    standard = read({}, services=services, periods=PERIODS)
    assert standard.requirements[0].periods == ("lunch", "always")
    assert not [remark for remark in standard.remarks if "period" in str(remark)]
    frame = table({}, {"category_key": "bank"}, {"tier": "5min"})
    frame["periods"] = ["always", "", ""]
    standard = read_standard(sheet(frame), "mine.csv", None, services, PERIODS)
    asked = [item.periods for item in standard.requirements]
    assert asked == [("always",), (), ("lunch", "always")]
    assert standard.remarks == ()


def test_a_period_that_is_not_known_is_said_and_not_asked_for():
    frame = table({}, {"category_key": "bank"})
    frame["periods"] = ["lunch|brunch|night", "brunch"]
    standard = read_standard(sheet(frame), "mine.csv", periods=PERIODS)
    assert [item.periods for item in standard.requirements] == [("lunch",), ()]
    assert standard.rejected == ()
    assert [(remark.row, str(remark)) for remark in standard.remarks] == [
        (2, "Row 2, column periods: brunch, night are not known and are not asked for. "
            "Known ones are lunch, always."),
        (3, "Row 3, column periods: brunch are not known and are not asked for. "
            "Known ones are lunch, always."),
    ]  # fmt: skip
    row = ["market", "Market", "菜市场", "facility", "all", "commerce", "brunch"]
    with pytest.raises(EngineError, match="'brunch' is not known. Use one of: lunch, always"):
        read_services(Table([*COLUMNS, "periods"], [row]), periods=PERIODS)
    assert read_services(Table([*COLUMNS, "periods"], [row]))["market"].periods == ("brunch",)


def test_the_column_of_periods_must_not_occur_twice():
    frame = table({})
    frame.insert(0, "Periods", "lunch")
    frame["periods"] = "always"
    with pytest.raises(EngineError, match="the column periods occurs 2 times"):
        read_standard(sheet(frame), "mine.csv", periods=PERIODS)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["a", "A", "", "24/7"], ["a", "A", "", "24/7"]], "row 3: the period a occurs twice"),
        ([["a|b", "A", "", "24/7"]], r"Row 2, column key: 'a\|b' has the sign \|"),
        ([["a", "A", "", ""]], "Row 2, column hours: the cell is empty"),
        ([["a", "A", "", "noon"]], "Row 2, column hours: .* cannot be read from 'noon' on"),
        ([["a", "A", "", "12:00+"]], "Row 2, column hours: .* leaves open when the period is"),
        ([["a", "A", "", "Mo unknown"]], "leaves open when the period is"),
        ([["a", "A", "", "sunrise-sunset"]], "leaves open when the period is"),
        ([["a", "", "", "24/7"]], "Row 2, column name_en: the cell is empty"),
        ([], "is empty"),
    ],
)
def test_a_period_that_cannot_be_used_is_said(rows, sentence):
    with pytest.raises(EngineError, match=sentence):
        read_periods(Table(["key", "name_en", "name_zh", "hours"], rows), "p.csv")
    with pytest.raises(EngineError, match="the column hours is missing"):
        read_periods(Table(["key", "name_en", "name_zh"], [["a", "A", ""]]), "p.csv")
