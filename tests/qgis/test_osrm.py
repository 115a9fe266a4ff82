"""Why OSRM's walks in Porto Alegre are not ours: what docs/agreement-with-osrm.md says of it."""

import numpy as np
import pytest
import shapely
from explain_osrm import PLANE, load_streets
from lifecircle.engine.access import Ground, home_access
from lifecircle.engine.network import build
from lifecircle.engine.pairs import walks_within
from lifecircle.survey.osm_streets import read_streets
from oracle.readers import PORTO_ALEGRE, need
from osrm_agreement import foot_rules
from osrm_agreement.causes import NEVER, STEPS, TIED, Comparison, compare
from osrm_agreement.extract import Extract, to_plane
from osrm_agreement.reference import EXTRACT, MATRIX, Reference, read_reference
from osrm_agreement.streets import Rule, Streets
from osrm_agreement.walks import find_walks

A, B, C, D = (0.0, 0.0), (0.0, 0.001), (0.0, 0.002), (0.0001, 0.001)
"""Three corners on a line, and one beside it: A, D, C is 1.1 m (0.8 s) longer than A, B, C."""


@pytest.fixture(scope="module")
def found():
    """Our walks and OSRM's, rule by rule: half a minute."""
    need(PORTO_ALEGRE / MATRIX)
    return compare(load_streets(PORTO_ALEGRE), read_reference(PORTO_ALEGRE))


def pairs_by_cause(found, tolerance):
    cause = found.cause(tolerance)
    return {
        name: int((cause == step).sum())
        for step, name in [*enumerate(STEPS), (TIED, "tied"), (NEVER, "never")]
    }


def test_our_walks_are_those_of_the_plugin(found):
    layer = read_streets(PORTO_ALEGRE / EXTRACT).layer
    lines = shapely.from_wkb([f.geometry().asWkb().data() for f in layer.getFeatures()])
    lines = shapely.transform(lines, lambda xy: to_plane(xy, PLANE))
    ref = found.reference
    network = build(lines)
    points = shapely.points(to_plane(ref.degrees, PLANE))
    access, snap = home_access(Ground(network), points)
    goals = access.take(np.isin(access.owner, ref.destination))
    pairs = walks_within(network, access, len(points), goals, len(points), 10_000.0)
    with_legs = np.full((len(points), len(points)), np.nan)
    with_legs[pairs.origin, pairs.destination] = pairs.cost
    legs = snap.leg[ref.origin] + snap.leg[ref.destination]
    along = with_legs[ref.origin, ref.destination] - legs
    assert np.allclose(along, found.metres[0], atol=1e-6, rtol=0, equal_nan=True)


def test_on_the_same_streets_walks_agree(found):
    difference = found.difference[0][found.same_streets]
    assert found.same_streets.mean() > 0.70
    assert difference.max() < 0.02
    assert np.median(difference) < 0.0005


def test_every_other_walk_has_its_cause(found):
    pairs = pairs_by_cause(found, 0.02)
    assert sum(pairs.values()) == 46_231
    assert pairs["never"] == 0
    assert pairs[Rule.NONE] == pytest.approx(42_531, rel=0.005)
    assert pairs[Rule.FAR] == pytest.approx(2_886, rel=0.02)
    assert pairs[Rule.LARGEST] == pytest.approx(506, rel=0.05)
    assert pairs[Rule.UNBUILT] == pytest.approx(157, rel=0.1)
    assert pairs[Rule.GATES] == pytest.approx(50, rel=0.1)
    assert pairs[Rule.SURFACES] == pytest.approx(26, rel=0.2)
    assert pairs["tied"] == pytest.approx(54, rel=0.1)


def test_with_all_rules_the_matrix_is_met_to_a_thousandth(found):
    assert np.mean(found.difference[-1] <= 0.001) > 0.99
    assert np.abs(found.legs[1] - found.reference.leg).max() < 1.5


def through_b(rule, node=None, way=None):
    """Walk from A to C under a rule; tell whether by B."""
    extract = Extract(
        ["1", "2"],
        [{"highway": "residential", "name": "by B"} | (way or {}), {"highway": "residential"}],
        shapely.linestrings([[A, B, C], [A, D, C]]),
        [node or {"highway": "bus_stop"}],
        np.array([B]),
    )
    streets = Streets.of(extract, {"1", "2"}, 32631)
    one, other = np.array([0]), np.array([1])
    walks = find_walks(streets, np.array([A, C]), one, other, rule, with_ways=True)
    followed = {streets.tags[e].get("name") for e in walks.edge[walks.high - walks.low > 1.0]}
    assert len(followed) == 1
    return followed == {"by B"}


@pytest.mark.parametrize(
    ("rule", "node", "way", "by_b"),
    [
        (Rule.NONE, {"barrier": "gate", "foot": "no"}, None, True),
        (Rule.GATES, {"barrier": "gate", "foot": "no"}, None, False),
        (Rule.GATES, {"barrier": "gate", "access": "private"}, None, False),
        (Rule.GATES, {"barrier": "gate", "access": "private", "foot": "yes"}, None, True),
        (Rule.GATES, {"barrier": "lift_gate"}, None, True),
        (Rule.NONE, None, {"surface": "sand"}, True),
        (Rule.SURFACES, None, {"surface": "sand"}, False),
        (Rule.SURFACES, None, {"surface": "asphalt"}, True),
        (Rule.ESCALATORS, None, {"highway": "steps", "conveying": "backward"}, False),
        (Rule.ESCALATORS, None, {"highway": "steps", "conveying": "forward"}, True),
        (Rule.NONE, {"highway": "traffic_signals"}, None, True),
        (Rule.LIGHTS, {"highway": "traffic_signals"}, None, False),
        (Rule.LIGHTS, {"highway": "crossing"}, None, True),
    ],
)
def test_a_rule_turns_a_walk_aside(rule, node, way, by_b):
    assert through_b(rule, node, way) is by_b


def test_ways_that_the_foot_profile_walks():
    assert foot_rules.walks({"highway": "residential"})
    assert foot_rules.walks({"highway": "cycleway", "foot": "destination"})
    assert foot_rules.walks({"highway": "trunk", "access": "yes"})
    assert not foot_rules.walks({"highway": "trunk"})
    assert not foot_rules.walks({"highway": "road"})
    assert not foot_rules.walks({"highway": "footway", "access": "private"})
    assert not foot_rules.walks({"highway": "residential", "sidewalk:both": "separate"})
    assert not foot_rules.walks({"building": "yes"})


def test_the_cause_is_the_rule_from_which_on_walks_agree():
    metres = np.full((len(STEPS), 5), 100.0)
    metres[:, 1] = 110.0
    metres[3:, 1] = 100.0
    metres[2:4, 2] = np.nan
    metres[:, 3:] = 110.0
    second = np.array([100.0, 100.0, 100.0, 100.5, 110.0])
    none = np.zeros(0, dtype=np.int64)
    reference = Reference(np.zeros((0, 2)), np.zeros(0), none, none, np.full(5, 100.0))
    found = Comparison(reference, metres, second, np.zeros(5), np.zeros((2, 0)))
    assert found.cause(0.02).tolist() == [0, 3, 4, TIED, NEVER]
