"""Floating catchments: a worked example, what must hold in every town, PySAL, and by hand."""

import csv
import math

import numpy as np
import pandas as pd
import pytest
from access import Access, weights
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecircle.engine.floating_catchment import Method, share_supply, weigh
from lifecircle.engine.pairs import Pairs
from oracle.readers import PORTO_ALEGRE, need
from oracle.rungs import share_out

SAME = settings(max_examples=100, deadline=None, derandomize=True, database=None)
PERSONS = np.array([1000.0, 2000.0, 500.0])
CAPACITY = np.array([20.0, 10.0])
METRES = np.array([[200.0, 900.0], [500.0, 600.0], [950.0, 150.0]])
NAMES = ("2SFCA", "E2SFCA", "Gaussian", "3SFCA")
every_method = pytest.mark.parametrize("method", Method, ids=NAMES)


def within(table, limit):
    """Walks within a limit from a table of costs."""
    home, facility = np.nonzero(table <= limit)
    return Pairs(home, facility, table[home, facility])


def share(method, limit, table=METRES, persons=PERSONS, capacity=CAPACITY):
    return share_supply(method, within(table, limit), persons, capacity, limit)


@st.composite
def towns(draw):
    """A table of walks, persons and capacities."""
    homes, facilities = draw(st.integers(1, 8)), draw(st.integers(1, 5))

    def numbers(least, most, count):
        return np.array(draw(st.lists(st.floats(least, most), min_size=count, max_size=count)))

    table = numbers(0.0, 1500.0, homes * facilities).reshape(homes, facilities)
    return table, numbers(0.5, 5000.0, homes), numbers(0.0, 500.0, facilities)


@pytest.mark.parametrize(
    ("method", "limit", "expected"),
    [
        (Method.TWO_STEP, 1000, (8.5714, 8.5714, 8.5714)),
        (Method.TWO_STEP, 800, (6.6667, 10.6667, 4.0)),
        (Method.ENHANCED, 1000, (9.1549, 8.7753, 6.5891)),
        (Method.GAUSSIAN, 1000, (8.7965, 9.0929, 6.0355)),
        (Method.THREE_STEP, 1000, (11.1399, 7.4853, 7.7791)),
    ],
)
def test_the_worked_example(method, limit, expected):
    found = share(method, limit)
    assert tuple(np.round(1000 * found.supply, 4)) == expected
    assert (found.supply * PERSONS).sum() == pytest.approx(30, abs=1e-12)


def test_gaussian_weights():
    found = weigh(Method.GAUSSIAN, np.array([0, 250, 500, 750, 1000, 1000.001]), 1000.0)
    assert found.round(4).tolist() == [1.0, 0.9218, 0.7014, 0.3769, 0.0, 0.0]


def test_zones_end_at_thirds_of_the_limit_and_hold_their_ends():
    found = weigh(Method.ENHANCED, np.array([0, 300, 300.001, 600, 600.001, 900, 900.001]), 900.0)
    assert found.tolist() == [1, 1, 0.68, 0.68, 0.22, 0.22, 0]


@every_method
@SAME
@given(town=towns())
def test_all_persons_together_get_what_there_is(method, town):
    table, persons, capacity = town
    found = share(method, 1000.0, table, persons, capacity)
    reached = found.demand > 0
    assert (found.supply * persons).sum() == pytest.approx(capacity[reached].sum(), rel=1e-9)
    assert (found.supply >= 0).all()
    loads = np.isfinite(found.load) & reached
    assert found.load[loads] * capacity[loads] == pytest.approx(found.demand[loads])


@every_method
@SAME
@given(town=towns())
def test_plain_loops_give_the_same(method, town):
    table, persons, capacity = town
    walks = [{j: d for j, d in enumerate(row) if d <= 1000.0} for row in table.tolist()]
    supply, demand = share_out(NAMES[method], walks, persons, capacity.tolist(), 1000.0)
    found = share(method, 1000.0, table, persons, capacity)
    assert found.supply == pytest.approx(np.array(supply), rel=1e-9, abs=1e-300)
    assert found.demand == pytest.approx(np.array(demand), rel=1e-9)


def by_pysal(method, limit, town):
    """Supply by PySAL, which leaves out what lies exactly at the limit."""
    table, persons, capacity = town
    home, facility = (axis.ravel() for axis in np.indices(table.shape))
    cost = pd.DataFrame({"origin": home, "dest": facility, "cost": table.ravel()})
    edge = math.exp(-0.5)
    weight = {
        Method.TWO_STEP: None,
        Method.GAUSSIAN: lambda d: (math.exp(-0.5 * (d / limit) ** 2) - edge) / (1 - edge),
    }.get(method, weights.step_fn({limit / 3: 1.0, 2 * limit / 3: 0.68, limit: 0.22}))
    pysal = Access(
        demand_df=pd.DataFrame({"persons": persons}).rename_axis("home"),
        demand_index=True,
        demand_value="persons",
        supply_df=pd.DataFrame({"places": capacity}).rename_axis("place"),
        supply_index=True,
        supply_value="places",
        # one that it has no room for is as good as none
        cost_df=cost[cost.cost <= limit].copy(),
        cost_origin="origin",
        cost_dest="dest",
        cost_name="cost",
    )
    run = {
        Method.TWO_STEP: pysal.two_stage_fca,
        Method.THREE_STEP: pysal.three_stage_fca,
    }.get(method, pysal.enhanced_two_stage_fca)
    more = {} if weight is None else {"weight_fn": weight}
    found = run(max_cost=limit * (1 + 1e-12), normalize=False, **more)
    return found.iloc[:, 0].reindex(range(len(persons))).fillna(0.0).to_numpy()


@pytest.mark.filterwarnings("ignore")
@every_method
def test_pysal_gives_the_same(method):
    chance = np.random.default_rng(20180)
    for number in range(12):
        homes, facilities = chance.integers(2, 30), chance.integers(1, 12)
        town = (
            chance.uniform(0, 1500, (homes, facilities)),
            chance.uniform(1, 5000, homes).round(),
            chance.uniform(0, 500, facilities).round(),
        )
        town[0][0, 0] = 10.0  # PySAL fails where nobody reaches anything
        found = share(method, 1000.0, *town).supply
        assert found == pytest.approx(by_pysal(method, 1000.0, town), rel=1e-9, abs=1e-15), number
    example = METRES, PERSONS, CAPACITY
    found = share(method, 1000.0).supply
    assert found == pytest.approx(by_pysal(method, 1000.0, example), rel=1e-9)


@pytest.fixture(scope="module")
def porto_alegre():
    """Seconds from hexagons to hexagons with health care by OSRM; what PySAL made of them."""
    folder = PORTO_ALEGRE / "engine_reference"
    need(folder / "pysal_access_results.csv")

    def rows(path):
        with path.open(newline="") as file:
            return list(csv.DictReader(file))

    hexagons = rows(PORTO_ALEGRE / "poa_hexgrid.csv")
    number = {row["id"]: k for k, row in enumerate(hexagons)}
    walks = rows(folder / "osrm_foot_hex_to_healthcare_within60min.csv")
    pairs = Pairs(
        np.array([number[row["from_id"]] for row in walks]),
        np.array([number[row["to_id"]] for row in walks]),
        np.array([float(row["osrm_foot_duration_s"]) for row in walks]),
    )
    persons = np.array([float(row["population"]) for row in hexagons])
    capacity = np.array([float(row["healthcare"] or 0) for row in hexagons])
    published = rows(folder / "pysal_access_results.csv")
    published.sort(key=lambda row: number[row["id"]])
    assert [number[row["id"]] for row in published] == list(range(len(hexagons)))
    return pairs, persons, capacity, published


@pytest.mark.parametrize(
    ("column", "method", "limit"),
    [
        ("2sfca900_healthcare", Method.TWO_STEP, 900.0),
        ("2sfca1800_healthcare", Method.TWO_STEP, 1800.0),
        ("e2sfca_healthcare", Method.ENHANCED, 1800.0),
    ],
)
def test_health_care_in_porto_alegre_is_as_pysal_published(porto_alegre, column, method, limit):
    walks, persons, capacity, published = porto_alegre
    near = walks.cost <= limit
    near = Pairs(walks.origin[near], walks.destination[near], walks.cost[near])
    found = share_supply(method, near, persons, capacity, limit)
    theirs = np.array([float(row[column] or 0) for row in published])
    assert found.supply == pytest.approx(theirs, rel=1e-9, abs=1e-15)
    assert (found.supply * persons).sum() == pytest.approx(141)


@every_method
def test_an_unknown_capacity_makes_the_supply_of_those_who_reach_it_unknown(method):
    found = share(method, 800.0, capacity=np.array([np.nan, 10.0]))
    assert np.isnan(found.supply).tolist() == [True, True, False]
    assert np.isnan(found.load).tolist() == [True, False]
    assert found.demand == pytest.approx(share(method, 800.0).demand)


def test_load_by_hand():
    found = share(Method.TWO_STEP, 800.0)
    assert found.demand.tolist() == [3000.0, 2500.0]
    assert found.load.tolist() == [150.0, 250.0]
    empty = share(Method.TWO_STEP, 800.0, capacity=np.array([0.0, 10.0]))
    assert empty.load.tolist() == [math.inf, 250.0]
    assert empty.supply.tolist() == [0.0, 0.004, 0.004]


def test_nobody_nearby_leaves_nothing_to_share():
    alone = share(Method.GAUSSIAN, 1000.0, persons=np.zeros(3))
    assert alone.supply.tolist() == [0.0, 0.0, 0.0]
    assert alone.load.tolist() == [0.0, 0.0]
    far = share(Method.TWO_STEP, 100.0)
    assert far.supply.tolist() == [0.0, 0.0, 0.0]


def test_a_home_exactly_at_the_limit_of_the_gaussian_gets_nothing_and_asks_for_nothing():
    table = np.array([[1000.0], [0.0]])
    found = share(Method.GAUSSIAN, 1000.0, table, np.array([100.0, 100.0]), np.array([10.0]))
    assert found.supply.tolist() == [0.0, 0.1]
    assert found.demand.tolist() == [100.0]
