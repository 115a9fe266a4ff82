"""The three rungs on the whole sample against brute force from its raw rows."""

import csv
import math
import random

import pytest
from oracle import diagnoses, rungs, surveys
from sample_run import layer, run_on_sample

BUILT_IN = surveys.PROFILES / "standards" / "gb50180_2018.csv"
RULES = ("minutes", "metres")
#: The sample has no home on an island or on no street; the rest comes with other standards.
ABSENT = {"island", "unplaced", "no_facility"}

#: What a town might ask for beyond the printed standard, so that each criterion is put to use.
OWN = {
    "kindergarten": {"capacity_unit": "places", "provision_per_1000": "900"},
    "nursery": {"provision_per_1000": "200", "requirement": "on demand"},
    "elderly_day_care": {"capacity_unit": "m2 floor", "provision_per_1000": "60"},
    "health_station": {"capacity_unit": "persons", "provision_per_1000": "1500"},
    "culture_station": {"capacity_unit": "m2 floor", "provision_per_1000": "30"},
    "sport_field_small": {"capacity_unit": "m2 land", "provision_per_1000": "150"},
    "restaurant": {"max_walk_minutes": "5", "max_walk_metres": "300"},
    "community_canteen": {"max_walk_minutes": "10", "max_walk_metres": "500"},
    "toilet": {"max_walk_minutes": "4", "max_walk_metres": "250"},
}
#: Services that the printed standard does not have.
ADDED = {
    "pocket_park": ("5min", "5", "300", "all", "m2 land", "300", "2000", "land", "must"),
    "community_park": ("10min", "10", "500", "all", "persons", "400", "", "", "must"),
    "library": ("15min", "15", "1000", "all", "", "", "", "", "on demand"),
    "pharmacy": ("10min", "10", "500", "all", "", "", "80", "floor", "should"),
}


@pytest.fixture(scope="module")
def ground():
    return diagnoses.Ground()


@pytest.fixture(scope="module")
def own_standard(tmp_path_factory):
    path = tmp_path_factory.mktemp("standard") / "own.csv"
    rows = surveys.rows_of(BUILT_IN)
    for row in rows:
        row.update(OWN.get(row["category_key"], {}))
    names = [
        "tier",
        "max_walk_minutes",
        "max_walk_metres",
        "target_age_group",
        "capacity_unit",
        "provision_per_1000",
        "min_size_m2",
        "size_basis",
        "requirement",
    ]
    rows += [
        dict.fromkeys(rows[0], "")
        | {"category_key": key, "confidence": "verified"}
        | dict(zip(names, values, strict=True))
        for key, values in ADDED.items()
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


FEW = "kindergarten nursery pocket_park health_station toilet restaurant culture_station"
FEW += " sport_field_large sport_field_small elderly_day_care community_canteen"
CASES = {
    "metres": ("metres", False, False, ""),
    "minutes, only set": ("minutes", True, True, ""),
    "metres, only set": ("metres", True, True, FEW),
    "minutes": ("minutes", False, True, FEW),
}


@pytest.fixture(scope="module", params=CASES)
def case(request, ground, own_standard, qgis_app):
    """A run of all three rungs, and the same by brute force."""
    rule, only_set, is_own, few = CASES[request.param]
    path = own_standard if is_own else BUILT_IN
    run = run_on_sample(
        "diagnose",
        OPINIONS=layer("opinions"),
        RULE=RULES.index(rule),
        ONLY_SET=only_set,
        PROFILE=str(path) if is_own else path.stem,
        SERVICES=few.replace(" ", ","),
    )
    services = set(few.split()) or present(ground)
    asked = surveys.read_standard(path, services)
    return run, diagnoses.Diagnosis(ground, asked, rule, only_set)


def present(ground):
    """Services in the facilities layer."""
    return {row["service"] for _, row in ground.survey.facilities}


def differences(run, truth, read, layer="OUTPUT_UNITS"):
    """List where a home's fields are not what brute force gives; and count the pairs."""
    rows, wrong, pairs = run.rows(layer), [], 0
    for key, answers in truth.answers.items():
        for home, (row, answer) in enumerate(zip(rows, answers, strict=True)):
            pairs += 1
            for name, theirs in read(answer).items():
                mine = row[f"{key}_{name}"]
                same = mine == theirs
                if isinstance(mine, float) and isinstance(theirs, float):
                    same = mine == pytest.approx(theirs, rel=1e-6, abs=1e-9)
                if not same:
                    wrong.append((key, home, name, mine, theirs))
    return random.Random(1).sample(wrong, min(9, len(wrong))), pairs


def of_rungs(answer):
    """Fields of a home and service in the result of a diagnosis."""
    enough, rated, opened, size = answer.criteria
    return {
        "has": answer.reach.has,
        "enough": enough,
        "rated": rated,
        "open": opened,
        "size": size,
        "need": answer.heard.state,
        "rung": answer.low,
        "rung_max": answer.high if answer.high > answer.low else None,
        "reason": answer.reason,
        "action": answer.action,
    }


@pytest.mark.slow
def test_every_home_and_service_follows_from_the_raw_rows(case):
    run, truth = case
    wrong, pairs = differences(run, truth, of_rungs)
    assert wrong == []
    assert pairs == len(truth.asked) * 284 > 3_000


def test_the_cases_hold_every_answer(ground, own_standard):
    """What never occurs is not tested by the comparison; these reasons the sample does not have."""
    truth = diagnoses.Diagnosis(
        ground, surveys.read_standard(own_standard, present(ground)), "minutes", True
    )
    every = [answer for answers in truth.answers.values() for answer in answers]
    assert set(rungs.ACTION_OF) - {answer.reason for answer in every} <= ABSENT
    for criterion in range(4):
        assert {answer.criteria[criterion] for answer in every} == {True, False, None}
    assert {answer.heard.state for answer in every} == {
        "unheard", "concentrate", "content", "low_priority", "overkill"
    }  # fmt: skip


def test_walks_are_those_of_brute_force(case):
    run, truth = case
    rows, compared = run.rows("OUTPUT_UNITS"), 0
    unit, per = ("m", 1) if truth.rule == "metres" else ("min", 60)
    for key, answers in truth.answers.items():
        for row, answer in zip(rows, answers, strict=True):
            if answer.walk < 880:
                assert row[f"{key}_{unit}"] * per == pytest.approx(answer.walk, abs=0.03)
                compared += 1
    assert compared > 2_000


def test_the_matrix_adds_up_the_homes(case):
    run, truth = case
    keys = {one.key: one for one in truth.asked}
    names = list(dict.fromkeys(truth.areas))
    rows = run.rows("OUTPUT_MATRIX")
    assert {(r["area"], r["service"]) for r in rows} == {(a, k) for a in names for k in keys}
    assert len(rows) == len(names) * len(keys)
    for row in rows:
        one = keys[row["service"]]
        sums = dict.fromkeys(["rung0", "rung1", "rung2", "rung3", "unknown", "unheard"], 0.0)
        of_reach = dict.fromkeys(["covered", "unserved", "cannot_tell", "full"], 0.0)
        for area, count, answer in zip(
            truth.areas, truth.persons(one), truth.answers[one.key], strict=True
        ):
            if area != row["area"]:
                continue
            if answer.low == answer.high:
                column = f"rung{answer.low}"
            else:
                column = "unheard" if (answer.low, answer.reason) == (2, "unheard") else "unknown"
            sums[column] += count
            state = {True: "covered", False: "unserved", None: "cannot_tell"}[answer.reach.has]
            of_reach[state] += count
            if answer.reach.has and answer.criteria[0] is False:
                of_reach["full"] += count
        assert {name: row[name] for name in sums} == pytest.approx(sums)
        assert {name: row[name] for name in of_reach} == pytest.approx(of_reach)
        assert row["persons"] == pytest.approx(sum(sums.values()))
        heard = truth.heard_in(row["area"], one)
        assert (row["answers"], row["need"]) == (heard.answers, heard.state)
        assert row["need_weight"] == pytest.approx(truth.need_weight(row["area"], one))


def test_actions_are_ranked_by_persons_times_need(case):
    run, truth = case
    todo = []
    for one in truth.asked:
        reasons = [answer.reason for answer in truth.answers[one.key]]
        keys = list(zip(truth.areas, reasons, strict=True))
        for (area, reason), persons in rungs.by_key(keys, truth.persons(one)).items():
            if persons:
                need = truth.need_weight(area, one)
                todo.append((area, one, reason, persons, need))
    todo.sort(
        key=lambda line: (
            rungs.ACTION_OF[line[2]] in {"keep", None},
            not line[1].is_required,
            -round(line[3] * line[4], 6),
            -line[3],
            line[0],
            line[1].key,
        )
    )
    rows = run.rows("OUTPUT_ACTIONS")
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    mine = [(r["area"], r["service"], r["reason"], r["action"]) for r in rows]
    assert mine == [(area, one.key, why, rungs.ACTION_OF[why]) for area, one, why, _, _ in todo]
    for name, place in (("persons", 3), ("need", 4)):
        assert [row[name] for row in rows] == pytest.approx([line[place] for line in todo])


def test_scores_and_fairness_are_sums_over_persons(case):
    run, truth = case
    units = run.rows("OUTPUT_UNITS")
    for name, place in (("score_low", 0), ("score_high", 1)):
        mine = [row[name] for row in units]
        assert mine == pytest.approx([score[place] for score in truth.scores])
        assert 0 <= min(mine) <= max(mine) <= 1
    assert [row["area"] for row in units] == truth.areas
    groups = ages(truth.survey)
    fairness = {
        (r["measure"], r["service"], r["age_group"]): r for r in run.rows("OUTPUT_FAIRNESS")
    }
    values = {
        ("score_low", ""): [score[0] for score in truth.scores],
        ("score_high", ""): [score[1] for score in truth.scores],
    } | {("rung_low", k): [a.low / 3 for a in of] for k, of in truth.answers.items()}
    for (measure, service), each in values.items():
        means = []
        for group, persons in groups.items():
            row = fairness.pop((measure, service, group))
            check_figures(row, each, persons)
            means += [row["mean"]] if group != "all" else []
        assert fairness_gap(run, measure, service) == pytest.approx(max(means) - min(means))
    for one in truth.asked:
        # where no capacity is known, nobody knows who has how much
        if not truth.knows_capacity(one):
            continue
        (found,) = [k for k in fairness if k[:2] == ("supply", one.key)]
        supply = [answer.supply for answer in truth.answers[one.key]]
        check_figures(fairness.pop(found), supply, truth.persons(one))
    assert fairness == {}


def fairness_gap(run, measure, service):
    """The gap between age groups stands in the row of all."""
    (gap,) = [
        row["gap"]
        for row in run.rows("OUTPUT_FAIRNESS")
        if (row["measure"], row["service"], row["age_group"]) == (measure, service, "all")
    ]
    return gap


def check_figures(row, values, persons):
    known = [p for v, p in zip(values, persons, strict=True) if v is not None]
    assert row["persons"] == pytest.approx(sum(persons))
    assert row["known_persons"] == pytest.approx(sum(known))
    if not sum(known):
        assert (row["mean"], row["gini"], row["worst_tenth"]) == (None, None, None)
        return
    assert row["mean"] == pytest.approx(rungs.mean(values, persons))
    assert row["gini"] == pytest.approx(rungs.gini(values, persons), abs=1e-9)
    assert row["worst_tenth"] == pytest.approx(rungs.worst_off(values, persons), abs=1e-12)


def ages(survey):
    """Persons of each age group in each home."""
    rows = [row for _, row in survey.residents]
    young = [sum(r[f"pop_{b}"] for b in ("0_2", "3_5", "6_11", "12_14", "15_17")) for r in rows]
    old = [row["pop_60_plus"] for row in rows]
    oldest = [row["pop_80_plus"] for row in rows]
    every = [row["population"] for row in rows]
    return {
        "all": every,
        "0-17": young,
        "18-59": [e - y - o for e, y, o in zip(every, young, old, strict=True)],
        "60-79": [o - v for o, v in zip(old, oldest, strict=True)],
        "80+": oldest,
    }


def test_areas_get_their_mean_score_and_their_first_action(case):
    run, truth = case
    persons = [row["population"] for _, row in truth.survey.residents]
    first = {}
    for row in run.rows("OUTPUT_ACTIONS"):
        first.setdefault(row["area"], (row["action"], row["service"], row["persons"]))
    rows = run.rows("OUTPUT_AREAS")
    assert {row["area"] for row in rows} == set(truth.areas)
    for row in rows:
        here = [area == row["area"] for area in truth.areas]
        weight = [p * h for p, h in zip(persons, here, strict=True)]
        for name, place in (("score_low", 0), ("score_high", 1)):
            means = rungs.mean([score[place] for score in truth.scores], weight)
            assert row[name] == pytest.approx(means)
        assert row["persons"] == sum(weight)
        assert (row["action"], row["service"], row["action_persons"]) == first[row["area"]]


METHODS = ("2SFCA", "E2SFCA", "Gaussian", "3SFCA")


@pytest.mark.parametrize("number", [0, 1, 3])
def test_service_levels_share_supply_by_each_method(ground, own_standard, number):
    services = "kindergarten nursery elderly_day_care health_station culture_station"
    run = run_on_sample(
        "servicelevels",
        METHOD=number,
        PROFILE=str(own_standard),
        RULE=0,
        SERVICES=services.replace(" ", ","),
    )
    asked = surveys.read_standard(own_standard, set(services.split()))
    truth = diagnoses.Diagnosis(ground, asked, "minutes", False, METHODS[number])

    def read(answer):
        enough, rated, opened, size = answer.criteria
        fields = {"supply": answer.supply, "choice": answer.choice, "enough": enough}
        return fields | {"rated": rated, "open": opened, "size": size}

    wrong, pairs = differences(run, truth, read)
    assert wrong == []
    assert pairs == 5 * 284
    assert (
        sum(a.supply is not None and a.supply > 0 for of in truth.answers.values() for a in of)
        > 500
    )  # noqa: E501


@pytest.fixture(scope="module")
def needs(ground, qgis_app):
    """What residents say, and the same by brute force."""
    run = run_on_sample("residentneeds", OPINIONS=layer("opinions"), OUTPUT_HOTSPOTS=None)
    said = {row["service"] for _, row in ground.survey.opinions}
    return run, diagnoses.Diagnosis(ground, surveys.read_standard(BUILT_IN, said), "metres", False)


def test_what_residents_say_around_each_home(needs):
    def read(answer):
        heard = answer.heard
        names = ("answers", "effective", "importance", "satisfaction", "low", "high", "uncertain")
        return {name: getattr(heard, name) for name in names} | {"need": heard.state}

    wrong, pairs = differences(*needs, read)
    assert wrong == []
    assert pairs == 27 * 284


def test_what_is_said_in_each_area(needs):
    run, truth = needs
    keys = {one.key: one for one in truth.asked}
    rows = run.rows("OUTPUT_TABLE")
    assert len(rows) == 8 * len(keys)
    for row in rows:
        one = keys[row["service"]]
        heard = truth.heard_in(row["area"], one)
        homes = [area == row["area"] for area in truth.areas]
        persons = sum(p for p, here in zip(truth.persons(one), homes, strict=True) if here)
        assert (row["answers"], row["need"]) == (heard.answers, heard.state)
        for name in ("effective", "importance", "satisfaction", "low", "high"):
            theirs = getattr(heard, name)
            assert row[name] == (None if theirs is None else pytest.approx(theirs)), name
        assert row["persons"] == persons
        assert row["answers_per_1000"] == pytest.approx(1000 * heard.answers / persons)
        total = len(truth.said(one.service)[0])
        assert row["district_per_1000"] == pytest.approx(1000 * total / sum(truth.persons(one)))
        assert row["need_weight"] == pytest.approx(truth.need_weight(row["area"], one))
        assert row["further"] == max(0, math.ceil(5 - heard.effective - 1e-9))
        assert row["to_halve"] == math.ceil(3 * (heard.effective + 5) - 1e-9)


def test_who_is_unheard_by_area_and_age(needs):
    run, truth = needs
    of_band = {"12-17": "0-17", "18-34": "18-59", "35-59": "18-59", "60-79": "60-79", "80+": "80+"}
    answers = [
        (truth.survey.area_of(shape), of_band[row["age_group"]], row["respondent"])
        for shape, row in truth.survey.opinions
    ]
    groups = ages(truth.survey)
    rows = run.rows("OUTPUT_UNHEARD")
    assert len(rows) == 8 * len(groups)
    for row in rows:
        group = row["age_group"]
        in_group = [one for one in answers if group in {"all", one[1]}]
        here = [one for one in in_group if one[0] == row["area"]]
        persons = sum(
            p for p, area in zip(groups[group], truth.areas, strict=True) if area == row["area"]
        )
        who = len({respondent for _, _, respondent in here})
        own = 1000 * len(here) / persons
        district = 1000 * len(in_group) / sum(groups[group])
        assert (row["persons"], row["answers"], row["respondents"]) == (persons, len(here), who)
        assert row["answers_per_1000"] == pytest.approx(own)
        assert row["district_per_1000"] == pytest.approx(district)
        assert row["unheard"] == int(own < district / 2 or who < 5)
        assert row["further"] == max(0, 5 - who)
        assert row["to_halve"] == 3 * (who + 5)
