"""Checks of one kind of result each: the engine's town against the brute force's."""

from __future__ import annotations

import math

import numpy as np
import pytest
from oracle import catchments, coverage, walks

#: Metres by which two walks may differ.
CLOSE = 0.01
#: The same in seconds: a slow walker takes so long for a centimetre of a steep street.
CLOSE_SECONDS = 0.03
#: Metres round a limit within which rounding decides.
HAIR = 1e-6


def is_plain(town) -> bool:
    """Tell whether no place is one of several equally near, and no street lies on a wall."""
    return not any(a.tied for each in (*town.homes, *town.facilities) for a in each) and not any(
        edge.side for edge in town.network.edges
    )


def closeness(engine) -> float:
    """Metres or seconds by which two walks in a town may differ."""
    return CLOSE if engine.speed is None else CLOSE_SECONDS


def assert_close(engine, exact, what="", cutoff=math.inf, close=CLOSE):
    """Compare distances, infinite ones included; beyond the cutoff both need only be so."""
    assert len(engine) == len(exact)
    for number, (one, other) in enumerate(zip(engine, exact, strict=True)):
        if other > cutoff:
            assert one > cutoff - close, f"{what} {number}: engine {one}, brute force none"
        else:
            assert one == other or abs(one - other) <= close, (
                f"{what} {number}: engine {one}, brute force {other}"
            )


def check_places(engine, town):
    """Compare every home's shortest way to a street, and how it is classed."""
    assert len(engine.home_snap.leg) == len(town.homes)
    for home, accesses in enumerate(town.homes):
        leg, klass = engine.home_snap.leg[home], engine.classes[home]
        if accesses:
            best = min(accesses, key=lambda access: access.leg)
            assert (leg, klass) == (pytest.approx(best.leg, abs=CLOSE), best.klass), home
        else:
            assert math.isnan(leg)
            assert klass == "none"


def check_walks(engine, town, limit, cutoff=None):
    """Compare all pairs without and within a limit, the nearest and the two nearest."""
    far = math.inf if cutoff is None else cutoff
    exact = np.array(walks.all_pairs(town, engine.scene.facilities, cutoff))
    without = engine.table()
    for home, (one, other) in enumerate(zip(without, exact, strict=True)):
        assert_close(one, other, f"home {home} to site", far, closeness(engine))
    within = engine.table(limit)
    clear = np.abs(exact - limit - town.slack) > HAIR
    assert np.array_equal(np.isfinite(within)[clear], (exact <= limit + town.slack)[clear])
    same = np.isfinite(within)
    assert np.abs(within[same] - without[same]).max(initial=0) <= HAIR
    check_nearest(engine, exact, far)


def check_nearest(engine, exact, far):
    """Compare the nearest and the k nearest of each service with the table of all walks."""
    names = sorted(set(engine.service))
    group = np.array([names.index(s) for s in engine.service], dtype=np.int64)
    kept = engine.pairs().nearest(2, group)
    for number, service in enumerate(names):
        which = engine.of_service(service)
        metres, facility = engine.walks.nearest(which)
        for home, table in enumerate(exact):
            ranked = sorted(table[which])
            assert_close(
                [metres[home]],
                ranked[:1],
                f"home {home} to the nearest {service}",
                far,
                closeness(engine),
            )
            if ranked[0] <= far and math.isfinite(ranked[0]):
                assert table[facility[home]] == pytest.approx(ranked[0], abs=closeness(engine))
            rows = (kept.origin == home) & (group[kept.destination] == number)
            mine = [*kept.cost[rows], math.inf, math.inf][: len(ranked[:2])]
            assert_close(
                mine,
                ranked[:2],
                f"home {home} to the two nearest {service}",
                far,
                closeness(engine),
            )


def check_coverage(engine, town, limits, cutoff=None):
    """Compare verdicts home by home, and the sums of persons."""
    mine = engine.verdicts(limits)
    far = math.inf if cutoff is None else cutoff
    exact = coverage.verdicts(town, engine.scene.facilities, limits, cutoff=cutoff)
    for service, found in exact.items():
        metres, verdicts, sums = mine[service]
        assert_close(metres, [m for m, _ in found], service, far, closeness(engine))
        # False plus missed residents: none.
        assert verdicts == [v for _, v in found], service
        assert sums == coverage.persons_by_verdict(engine.scene.homes, found)


def check_catchments(engine, town, limits):
    """Compare own, split and dissolved catchments stretch by stretch."""
    engine.match_edges(town.network)
    for limit, own, shared in zip(limits, engine.own(limits), engine.shared(limits), strict=True):
        union = {}
        parts = catchments.split_by_nearest(town, town.homes, limit)
        for home, accesses in enumerate(town.homes):
            assert_same_ground(
                engine.ground_of(own, home), catchments.reached(town, [accesses], limit)
            )
            mine = engine.ground_of(shared, home)
            if not _shares_a_start(town, home):
                assert_same_ground(mine, parts[home])
            for stretch, intervals in mine.items():
                union.setdefault(stretch, []).extend(intervals)
        assert_same_ground(union, catchments.reached(town, town.homes, limit))


def _shares_a_start(town, home) -> bool:
    """Tell whether another home is as near to the same place, so that either may own it."""

    def starts(number):
        return {
            (round(p.x, 5), round(p.y, 5), round(a.leg, 5))
            for a in town.homes[number]
            for p in [a.edge.line.interpolate(a.start)]
        }

    return any(starts(home) & starts(other) for other in range(len(town.homes)) if other != home)


def assert_same_ground(mine, exact):
    """Compare intervals on every stretch of ground."""
    for stretch in {*mine, *exact}:
        one = catchments.merged(mine.get(stretch, []))
        other = catchments.merged(exact.get(stretch, []))
        assert catchments.apart(one, other) <= CLOSE, (stretch, one, other)
