"""The three rungs on the whole sample against brute force from its raw rows."""

import csv
import random

import pytest
from oracle import diagnoses, rungs, surveys
from sample_run import layer, run_on_sample

BUILT_IN = surveys.PROFILES / "standards" / "gb50180_2018.csv"
TRUTH = {True: 1, False: 0, None: None}

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
    names = (
        "tier max_walk_minutes max_walk_metres target_age_group capacity_unit provision_per_1000 "
        "min_size_m2 size_basis requirement"
    ).split()
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


CASES = {
    "metres": (1, False, BUILT_IN.stem),
    "minutes, only set": (0, True, "own"),
    "metres, only set": (1, True, "own"),
    "minutes": (0, False, "own"),
}


@pytest.fixture(scope="module", params=CASES)
def case(request, ground, own_standard, qgis_app):
    """A run of all three rungs, and the same by brute force."""
    rule, only_set, name = CASES[request.param]
    path = BUILT_IN if name == BUILT_IN.stem else own_standard
    run = run_on_sample(
        "diagnose",
        OPINIONS=layer("opinions"),
        RULE=rule,
        ONLY_SET=only_set,
        PROFILE=name if path is BUILT_IN else str(path),
    )
    present = {row["service"] for _, row in ground.survey.facilities}
    asked = surveys.read_standard(path, present)
    return run, diagnoses.Diagnosis(ground, asked, ("minutes", "metres")[rule], only_set)


def test_every_home_and_service_follows_from_the_raw_rows(case):
    run, truth = case
    rows = run.rows("OUTPUT_UNITS")
    wrong, pairs = [], 0
    for key, answers in truth.answers.items():
        for home, (row, answer) in enumerate(zip(rows, answers, strict=True)):
            mine = [row[f"{key}_{n}"] for n in ("has", "enough", "rated", "open", "size")]
            mine += [row[f"{key}_{n}"] for n in ("need", "rung", "rung_max", "reason", "action")]
            theirs = [TRUTH[answer.reach.has], *(TRUTH[c] for c in answer.criteria)]
            theirs += [answer.heard.state, answer.low]
            theirs += [answer.high if answer.high > answer.low else None]
            theirs += [answer.reason, answer.action]
            pairs += 1
            if mine != theirs:
                wrong.append((key, home, mine, theirs))
    assert not wrong, f"{len(wrong)} of {pairs}: {random.Random(1).sample(wrong, min(8, len(wrong)))}"
    assert pairs > 10_000
