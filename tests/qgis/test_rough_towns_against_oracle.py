"""Small towns with everything that goes wrong, diagnosed by the algorithm and by brute force.

The sample has no home on an island or on no street, and no hours out of the ordinary; these have.
"""

import random

import pytest
import shapely
from hand_town import CORNER, line
from oracle import diagnoses, surveys
from small_town import draw_town, make_standard
from test_diagnose_against_oracle import differences, of_rungs

HOURS = (
    "Mo-Fr 08:00-12:00,14:00-17:00",
    "Mo-Fr 09:00-10:15,14:00-16:30; We off",
    "Mo-Su 10:00-14:00; PH off",
    "Sa 10:00-16:00; Su off",
    "Mo-Sa 11:45-13:00,17:30-20:00 unknown",
    "Apr-Sep Mo-Su 07:00-19:00; Oct-Mar Mo-Su 09:00-12:00",
    "Mo-Fr 17:00-02:00",
    "unknown",
    None,
)
FAR = [
    ("POINT(1560 410)", "beside a street that goes on"),
    ("POINT(2250 395)", "at the end of the data"),
    ("POINT(1040 1008)", "on an island"),
    ("POINT(2300 2300)", "on no street"),
]
STREETS = [line((1200, 400), (2300, 400)), line((1000, 1000), (1100, 1000))]
SEEDS = range(8)


def roughen(town, seed):
    """Add what goes wrong: ends of the data, an island, homes nowhere, numbers missing, hours."""
    chance = random.Random(seed)
    streets, residents = town.rows["streets"], town.rows["residents"]
    streets += [(wkt, {"foot": "yes"}) for wkt in STREETS]
    for wkt, name in FAR:
        residents.append((wkt, residents[0][1] | {"name": name}))
    for _, row in chance.sample(residents, 6):
        row[chance.choice(["population", "pop_3_5"])] = None
    for number, (_, row) in enumerate(town.rows["facilities"]):
        row["hours"] = chance.choice(HOURS)
        row["status"] = chance.choice(["open"] * 6 + ["planned", "closed", None])
        if number % 9 == 0:
            row["site_id"] = f"S{number % 4}"
    for _, row in town.rows["opinions"]:
        if chance.random() < 0.1:
            row[chance.choice(["importance", "satisfaction"])] = None
    return town


def survey_of(town):
    """The rows of a town as brute force reads them."""

    def rows(layer, **more):
        return [
            (shapely.transform(shapely.from_wkt(wkt), lambda xy: xy + CORNER), more | row)
            for wkt, row in town.rows[layer]
        ]

    facilities = [
        (shape, row | {"status": row["status"] or "open"}) for shape, row in rows("facilities")
    ]
    return surveys.Survey(
        rows("streets", steps="no", crossing="none", slope_pct=None),
        rows("barriers"),
        rows("gates", compound_id=None),
        rows("residents", compound_id=None),
        facilities,
        rows("opinions"),
        rows("areas"),
    )


@pytest.fixture(scope="module", params=SEEDS)
def pair(request, tmp_path_factory, qgis_app):
    seed = request.param
    path = make_standard(tmp_path_factory.mktemp("standard"))
    town = roughen(draw_town(path, seed), seed)
    rule, only_set = seed % 2, seed % 3 == 0
    run = town.run(RULE=rule, ONLY_SET=only_set)
    ground = diagnoses.Ground(survey_of(town))
    services = {row["service"] for _, row in ground.survey.facilities}
    asked = surveys.read_standard(surveys.Path(path), services)
    return run, diagnoses.Diagnosis(ground, asked, ("minutes", "metres")[rule], only_set)


def test_every_home_and_service_is_as_brute_force_has_it(pair):
    wrong, pairs = differences(*pair, of_rungs)
    assert wrong == []
    assert pairs == 4 * 44


def test_every_home_is_somewhere(pair):
    run, truth = pair
    for row in run.rows("OUTPUT_MATRIX"):
        parts = [row[name] for name in ("rung0", "rung1", "rung2", "rung3", "unknown", "unheard")]
        assert sum(parts) == pytest.approx(row["persons"])
    persons = {one.key: sum(truth.persons(one)) for one in truth.asked}
    for key, count in persons.items():
        of = [row["persons"] for row in run.rows("OUTPUT_MATRIX") if row["service"] == key]
        todo = [row["persons"] for row in run.rows("OUTPUT_ACTIONS") if row["service"] == key]
        assert sum(of) == pytest.approx(count)
        assert sum(todo) == pytest.approx(count)


def test_the_towns_have_what_the_sample_has_not(pair):
    run, _ = pair
    reason = {row["name"]: row["clinic_reason"] for row in run.rows("OUTPUT_UNITS")}
    assert reason["on an island"] == "island"
    assert reason["on no street"] == "unplaced"
    assert reason["at the end of the data"] == "cannot_tell"
