"""Gaps drawn in threads beside a run: its errors are told, and nothing goes on after its end."""

import threading
from dataclasses import replace

import numpy as np
import pytest
import shapely
from lifecircle.engine.access import Ground, facility_access, home_access
from lifecircle.engine.coverage import Homes, Walks, judge
from lifecircle.engine.gaps import GapGround, find_gaps, ground_of
from lifecircle.engine.network import build
from lifecircle.engine.outlines import outline
from lifecircle.gis.gap_drawing import GapDrawing

LIMIT = 300.0


@pytest.fixture(scope="module")
def town():
    """A grid of streets with homes everywhere and one facility in a corner."""
    ticks = np.arange(0.0, 2001.0, 100.0)
    lines = [((t, 0.0), (t, 2000.0)) for t in ticks] + [((0.0, t), (2000.0, t)) for t in ticks]
    network = build(shapely.linestrings(lines))
    ground = Ground(network)
    places = shapely.points(network.locate(np.arange(0, network.edge_count, 3), 40.0))
    access, _ = home_access(ground, places)
    facilities, _ = facility_access(ground, shapely.points([(20.0, 20.0)]))
    homes = Homes(len(places), access, np.zeros(len(places), dtype=bool))
    walks = Walks(network, homes, facilities, 1)
    rows = np.arange(1)
    verdict = judge(walks, rows, LIMIT, np.full(len(places), np.inf))
    verdict = replace(verdict, reason=np.zeros(len(places), dtype=np.int64))
    return GapGround(ground.cells(100.0), np.arange(network.edge_count)), walks, rows, verdict


def test_gaps_are_those_found_and_drawn_one_after_the_other(town):
    ground, walks, rows, verdict = town
    persons = np.arange(walks.homes.count, dtype=float)
    with GapDrawing() as drawing:
        begun = [drawing.begin(lambda: ground, walks, rows, verdict, persons) for _ in range(5)]
        drawn = [one.result() for one in begun]
    gaps = find_gaps(ground, walks, rows, verdict, persons)
    assert len(gaps) > 3
    for found in drawn:
        assert [one.persons for one in found] == [gap.persons for gap in gaps]
        assert [one.homes for one in found] == [len(gap.homes) for gap in gaps]
        for one, gap in zip(found, gaps, strict=True):
            (shape,), (area,) = outline(ground.tessellation, ground_of([gap]), 1)
            assert shapely.equals_exact(shapely.from_wkb(one.shape), shape)
            assert one.hectares == pytest.approx(area / 1e4)
            assert one.shape.box == tuple(np.array(shape.bounds)[[0, 2, 1, 3]])


def test_what_goes_wrong_in_the_thread_is_told_where_gaps_are_asked_for(town):
    def fails():
        raise MemoryError("no room")

    with GapDrawing() as drawing:
        begun = drawing.begin(fails, *town[1:], None)
        with pytest.raises(MemoryError, match="no room"):
            begun.result()


def test_a_run_that_ends_early_leaves_no_thread_at_work(town):
    ground, *rest = town
    held, done = threading.Event(), []

    def wait():
        held.wait(5)
        done.append(1)
        return ground

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt), GapDrawing() as drawing:
        begun = [drawing.begin(wait, *rest, None) for _ in range(20)]
        threading.Timer(0.2, held.set).start()
        raise KeyboardInterrupt
    assert all(one.done() for one in begun)
    assert sum(one.cancelled() for one in begun) >= 17
    assert len(done) <= 3
    assert threading.active_count() <= before + 1  # the timer may be about to end
