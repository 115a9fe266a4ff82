"""Diagnose, service levels and resident needs on odd layers and with wrong parameters."""

import pytest
from hand_run import algorithm, refusal
from hand_town import make_facilities, make_homes, make_layer, make_streets
from qgis.core import QgsProcessingContext
from small_town import make_standard

HOME = ("POINT(100 10)", 50.0)
FULL = "service:string, capacity:double, capacity_unit:string, floor_m2:double, quality:double, hours:string, status:string"  # noqa: E501
GOOD = ("POINT(300 -20)", "clinic", 90.0, "persons", 100.0, 4.0, "24/7", "open")
OPINIONS = (
    "service:string, importance:double, satisfaction:double, respondent:string, answered_on:string"  # noqa: E501
)
ONE = "clinic,5,10,700,all,,,60,floor,must,verified,weekday_day"
HEAD = (
    "category_key,tier,max_walk_minutes,max_walk_metres,target_age_group,capacity_unit,"
    "provision_per_1000,min_size_m2,size_basis,requirement,confidence,periods"
)


@pytest.fixture
def standard(tmp_path):
    """One service: 700 m, at least 60 m2, open on weekdays by day, no provision."""
    return make_standard(tmp_path, f"{HEAD}\n{ONE}\n")


def given(standard, **changed):
    """A home 230 m from a clinic that is all right."""
    layers = {
        "STREETS": make_streets(),
        "RESIDENTS": make_homes(HOME),
        "FACILITIES": make_facilities(GOOD, fields=FULL),
        "PROFILE": standard,
        "RULE": 1,
    }
    return layers | changed


def facilities(*rows, fields=FULL, kind="Point"):
    return make_facilities(*rows, fields=fields, kind=kind)


def but(**changed):
    """The good clinic with other values."""
    names = [field.split(":")[0] for field in FULL.split(", ")]
    values = dict(zip(names, GOOD[1:], strict=True)) | changed
    return (GOOD[0], *values.values())


def opinions(*rows, kind="Point"):
    return make_layer(kind, rows, OPINIONS)


def answers(count, importance=5, satisfaction=5, place="POINT(110 5)", service="clinic"):
    return [
        (place, service, importance, satisfaction, f"R{n}{importance}{satisfaction}", "2025-05-01")
        for n in range(count)
    ]


def home(run, *names):
    """Fields of the first home about the clinic."""
    row = run.rows("OUTPUT_UNITS")[0]
    return tuple(row[f"clinic_{name}"] for name in names)


CRITERIA = ("has", "enough", "rated", "open", "size")
RUNG = ("rung", "rung_max", "reason", "action")


def test_all_is_well(run, standard):
    found = run("diagnose", **given(standard, OPINIONS=opinions(*answers(6))))
    assert home(found, "m", *CRITERIA, "need") == (230.0, 1, 1, 1, 1, 1, "content")
    assert home(found, *RUNG) == (3, None, None, "keep")
    (row,) = found.rows("OUTPUT_MATRIX")
    assert (row["persons"], row["rung3"]) == (50.0, 50.0)
    assert found.values("score_low", "OUTPUT_UNITS") == [1.0]


@pytest.mark.parametrize(
    ("changed", "rung"),
    [
        ({"status": "closed"}, (0, None, "no_facility", "build")),
        ({"status": "planned"}, (0, None, "planned", "hasten")),
        # the weight of 230 m of 700 m leaves 43.5 of the 50 persons
        ({"capacity": 43.0}, (1, None, "full", "expand")),
        ({"capacity": 44.0}, (2, 3, "unheard", "listen")),
        ({"capacity": None}, (1, 3, "unknown", "check_data")),
        ({"capacity_unit": "m²"}, (1, 3, "unknown", "check_data")),
        ({"quality": 2.9}, (1, None, "poor", "upgrade")),
        ({"quality": 3.0}, (2, 3, "unheard", "listen")),
        ({"hours": "Sa-Su 00:00-24:00"}, (1, None, "shut", "extend_hours")),
        ({"hours": "Mo-Fr 09:00-11:30"}, (2, 3, "unheard", "listen")),
        ({"hours": "Mo-Fr 09:00-11:29"}, (1, None, "shut", "extend_hours")),
        ({"floor_m2": 59.0}, (1, None, "too_small", "enlarge")),
    ],
    ids=str,
)
def test_one_thing_is_not(run, standard, changed, rung):
    found = run("diagnose", **given(standard, FACILITIES=facilities(but(**changed))))
    assert home(found, *RUNG) == rung


@pytest.mark.parametrize(
    ("rows", "rung"),
    [
        (answers(6, 5, 1) + answers(6, 4, 4, service="bank"), (2, None, "unsatisfied", "adapt")),
        (answers(6, 2, 5) + answers(6, 5, 4, service="bank"), (2, None, "over_provided", "share")),
        (answers(6, 2, 1) + answers(6, 5, 4, service="bank"), (3, None, None, "keep")),
        (answers(4), (2, 3, "unheard", "listen")),
        # 2,000 m away nobody hears them
        (answers(9, place="POINT(1190 1211)"), (2, 3, "unheard", "listen")),
    ],
    ids=["concentrate", "overkill", "low priority", "four", "far"],
)
def test_what_residents_say(run, standard, rows, rung):
    found = run("diagnose", **given(standard, OPINIONS=opinions(*rows)))
    assert home(found, *RUNG) == rung


def test_a_service_without_any_facility_is_judged_as_missing_where_it_is_named(run, standard):
    found = run("diagnose", **given(standard, FACILITIES=facilities(), SERVICES="clinic"))
    assert home(found, "m", *CRITERIA) == (None, 0, None, None, None, None)
    assert home(found, *RUNG) == (0, None, "no_facility", "build")
    (todo,) = found.rows("OUTPUT_ACTIONS")
    assert (todo["action"], todo["persons"], todo["facilities"]) == ("build", 50.0, None)
    assert found.values("persons", "OUTPUT_GAPS") == [50.0]


@pytest.mark.parametrize("name", ["diagnose", "servicelevels"])
def test_no_facilities_and_no_services_are_refused(name, standard):
    sentence = refusal(name, **given(standard, FACILITIES=facilities()))
    assert "The facilities layer has no feature that can be used" in sentence


def test_homes_whose_number_is_not_known_are_judged_and_add_nobody(run, standard):
    homes = make_homes(HOME, ("POINT(110 10)", None), ("POINT(120 10)", -3.0), (None, 7.0))
    found = run("diagnose", **given(standard, RESIDENTS=homes))
    assert found.values("clinic_rung", "OUTPUT_UNITS") == [2, 2, 2, 0]
    assert found.values("clinic_rung_max", "OUTPUT_UNITS") == [3, 3, 3, 3]
    assert found.values("clinic_reason", "OUTPUT_UNITS") == ["unheard"] * 3 + ["unplaced"]
    (row,) = found.rows("OUTPUT_MATRIX")
    assert (row["persons"], row["unheard"], row["unknown"]) == (57.0, 50.0, 7.0)
    assert row["unplaced"] == 7.0
    todo = {r["reason"]: (r["action"], r["persons"]) for r in found.rows("OUTPUT_ACTIONS")}
    assert todo == {"unheard": ("listen", 50.0), "unplaced": ("check_data", 7.0)}
    assert "2 homes have no usable number in population (features 2, 3;" in found.log.text


def test_without_a_status_and_other_columns_facilities_are_open_and_unknown(run, standard):
    bare = make_facilities(("POINT(300 -20)", "clinic"))
    found = run("diagnose", **given(standard, FACILITIES=bare))
    assert home(found, *CRITERIA) == (1, None, None, None, None)
    assert home(found, *RUNG) == (1, 3, "unknown", "check_data")


def test_what_cannot_be_read_of_a_facility_is_unknown_and_told(run, standard):
    fields = FULL.replace("capacity:double", "capacity:string")
    rows = [
        but(capacity="about 90", floor_m2=-5.0),
        but(capacity="90", quality=11.0, hours="whenever"),
    ]
    found = run("diagnose", **given(standard, FACILITIES=facilities(*rows, fields=fields)))
    assert home(found, *CRITERIA) == (1, None, 1, 1, 1)
    text = found.log.text
    assert "1 have a quality outside 1 to 5, which counts as unknown (features 2)" in text
    assert "the opening hours 'whenever' cannot be read and count as unknown (features 2)" in text
    assert "1 have no usable number in capacity" in text
    assert "1 have no usable number in floor_m2" in text


def test_facilities_drawn_as_areas_have_their_land_for_a_size(run, tmp_path):
    rows = f"{HEAD}\npark,5,10,700,all,m2 land,20000,1000,land,must,verified,weekday_day\n"
    standard = make_standard(tmp_path, rows)
    lawn = "POLYGON((300 0, 340 0, 340 -30, 300 -30, 300 0))"
    fields = "service:string, floor_m2:double"
    for floor, supply, enough, size in (
        (None, 1200 / 50, 1, 1),
        (999.0, 999 / 50, 0, 0),
    ):
        layer = make_facilities((lawn, "park", floor), fields=fields, kind="Polygon")
        changed = given(standard, FACILITIES=layer)
        row = run("diagnose", **changed).rows("OUTPUT_UNITS")[0]
        assert row["park_m"] == pytest.approx(210.0)
        assert (row["park_enough"], row["park_size"]) == (enough, size)
        row = run("servicelevels", **changed).rows("OUTPUT_UNITS")[0]
        assert row["park_supply"] == pytest.approx(supply)


def test_rows_of_one_site_are_one_facility(run, standard):
    fields = f"{FULL}, site_id:string"
    rows = [
        (*but(quality=None, hours=None), "S1"),
        ("POINT(500 -20)", *but(floor_m2=None)[1:], "S1"),
    ]
    layer = facilities(*rows, fields=fields)
    found = run("servicelevels", **given(standard, FACILITIES=layer))
    assert home(found, "choice", "enough", "rated", "open", "size") == (1, 1, 1, 1, 1)
    demand = found.values("demand", "OUTPUT_FACILITIES")
    assert demand[0] == demand[1] > 0


def test_opinions_without_a_place_or_out_of_range(run, standard):
    rows = [
        *answers(5),
        (None, "clinic", 1, 1, "away", "2025-05-01"),
        ("POINT(110 5)", "clinic", 9, 0, "joker", "2025-05-01"),
        ("POINT(110 5)", None, 1, 1, "nothing", "2025-05-01"),
    ]
    layer = opinions(*rows)
    found = run("residentneeds", **given(standard, OPINIONS=layer, OUTPUT_HOTSPOTS=None))
    # five answers of 5 here, six in the district: their mean is 26 / 6
    drawn = (5 * 5 + 5 * 26 / 6) / 10
    assert home(found, "answers", "need") == (6, "content")
    assert home(found, "effective", "importance", "satisfaction") == pytest.approx(
        (5.0, drawn, drawn)
    )
    text = found.log.text
    assert "Opinions: 1 values of importance lie outside 1 to 5" in text
    assert "Opinions: 1 values of satisfaction lie outside 1 to 5" in text
    assert "Opinions: 1 left out: no service named (features 8)." in text


def test_of_each_respondent_the_latest_answer_counts(run, standard):
    rows = answers(5, 5, 4) + [
        ("POINT(110 5)", "clinic", 1, 1, f"R{n}54", "2025-04-01") for n in range(5)
    ]
    layer = opinions(*rows)
    found = run("residentneeds", **given(standard, OPINIONS=layer, OUTPUT_HOTSPOTS=None))
    assert home(found, "answers", "importance", "satisfaction") == (5, 5.0, 4.0)
    assert "an earlier answer of the same respondent" in found.log.text
    # without the field each answer is somebody else's
    changed = given(standard, OPINIONS=layer, OUTPUT_HOTSPOTS=None, RESPONDENT_FIELD="")
    assert home(run("residentneeds", **changed), "answers") == (10,)


def test_an_empty_layer_of_opinions_leaves_all_unheard(run, standard):
    found = run("diagnose", **given(standard, OPINIONS=opinions()))
    assert home(found, *RUNG) == (2, 3, "unheard", "listen")


def test_what_the_standard_does_not_set_is_not_asked_where_only_set_is(run, tmp_path):
    standard = make_standard(tmp_path, f"{HEAD}\nclinic,5,10,700,all,,,,,must,verified,\n")
    layer = make_facilities((GOOD[0], "clinic", 4.0), fields="service:string, quality:double")
    for only_set, rung in (
        (False, (1, 3, "unknown", "check_data")),
        (True, (2, 3, "unheard", "listen")),
    ):
        found = run("diagnose", **given(standard, FACILITIES=layer, ONLY_SET=only_set))
        assert home(found, *CRITERIA) == (1, None, 1, None, None)
        assert home(found, *RUNG) == rung


LEVELS, NEEDS = ("diagnose", "servicelevels"), ("diagnose", "residentneeds")
#: Algorithms that have these parameters; the others are common to all three.
ONLY_IN = dict.fromkeys(("PERIODS", "METHOD", "LEAST_QUALITY", "OPEN_SHARE"), LEVELS)
ONLY_IN |= dict.fromkeys(("OPINION_MINUTES", "ENOUGH_ANSWERS", "STRENGTH", "SATISFIED"), NEEDS)
NO_PERIOD = "'clinic' in the periods is no service and period. Write for example"

WRONG = [
    ({"PERIODS": "clinic"}, NO_PERIOD),
    ({"PERIODS": "clinic=whenever"}, "whenever"),
    ({"LIMITS": "clinic"}, "'clinic' in the own limits is no service and limit."),
    ({"LIMITS": "clinic=0"}, "'clinic=0' in the own limits is no service and limit."),
    ({"PROFILE": "nowhere"}, "nowhere"),
    ({"METHOD": 4}, "METHOD"),
    ({"LEAST_QUALITY": 6}, "LEAST_QUALITY"),
    ({"OPEN_SHARE": 0}, "OPEN_SHARE"),
    ({"OPINION_MINUTES": 0}, "OPINION_MINUTES"),
    ({"ENOUGH_ANSWERS": 0}, "ENOUGH_ANSWERS"),
    ({"STRENGTH": -1}, "STRENGTH"),
    ({"SATISFIED": 7}, "SATISFIED"),
]


@pytest.mark.parametrize(
    ("name", "changed", "sentence"),
    [
        (name, changed, sentence)
        for changed, sentence in WRONG
        for name in ("diagnose", "servicelevels", "residentneeds")
        if name in ONLY_IN.get(next(iter(changed)), name)
    ],
    ids=str,
)
def test_wrong_parameters_are_refused(name, standard, changed, sentence):
    asked = algorithm(name)
    layer = opinions(*answers(2))
    parameters = given(standard, OPINIONS=layer)
    for output in asked.destinationParameterDefinitions():
        parameters[output.name()] = "memory:"
    context = QgsProcessingContext()
    assert asked.checkParameterValues(parameters, context) == (True, "")
    fine, told = asked.checkParameterValues(parameters | changed, context)
    assert not fine
    assert sentence in told


@pytest.mark.parametrize("name", ["diagnose", "residentneeds"])
def test_opinions_without_the_field_of_services_are_refused(name, standard):
    layer = make_layer("Point", [("POINT(1 1)", 5.0)], "importance:double")
    sentence = refusal(name, **given(standard, OPINIONS=layer))
    assert "The opinions layer has no field 'service'. Its fields are: importance." in sentence


@pytest.mark.parametrize("name", ["diagnose", "servicelevels", "residentneeds"])
def test_homes_without_the_field_of_residents_are_refused(name, standard):
    homes = make_homes(("POINT(100 10)", 5.0), fields="people:double")
    changed = {"RESIDENTS": homes}
    if name != "servicelevels":
        changed["OPINIONS"] = opinions(*answers(2))
    sentence = refusal(name, **given(standard, **changed))
    assert "The residents layer has no field 'population'. Its fields are: people." in sentence


def test_one_limit_for_all_services(run, standard):
    for limit, choice in ((229.0, 0), (230.0, 1)):
        found = run("servicelevels", **given(standard, LIMIT=limit))
        assert home(found, "choice") == (choice,)
    # limits of single services come first
    found = run("servicelevels", **given(standard, LIMIT=1.0, LIMITS="clinic=300"))
    assert home(found, "choice") == (1,)


def test_periods_of_ones_own(run, standard):
    changed = {"FACILITIES": facilities(but(hours="Sa 09:00-11:00"))}
    assert home(run("diagnose", **given(standard, **changed)), "open") == (0,)
    for periods, answer in (
        ("clinic=saturday", 1),
        ("clinic=Sa 09:00-13:00", 1),
        ("clinic=Sa 09:00-13:01", 0),
        ("clinic=saturday|evening", 0),
        ("library=evening", 0),
    ):
        found = run("diagnose", **given(standard, **changed, PERIODS=periods))
        assert home(found, "open") == (answer,), periods
