"""While the Survey dock looks at large files and loads them, the program's window goes on."""

import threading
import time

import numpy as np
import pytest
from heartbeat import Heartbeat, make_dock, wait
from qgis.PyQt.QtCore import QTimer

ROWS = 200_000
LONGEST, SHARE = 0.5, 0.1
"""Seconds, or a share of the whole on a machine on which others work, too: there a thread waits for
its turn as long as that."""


@pytest.fixture
def dock(qgis_app):
    dock, canvas = make_dock()
    yield dock
    dock.leave()
    dock.close()
    dock.deleteLater()
    canvas.deleteLater()


def write_residents(path, count=ROWS):
    places = np.random.default_rng(1).uniform((121.3, 31.0), (121.7, 31.4), (count, 2)).tolist()
    path.write_text(
        "编号,小区名称,常住人口,60岁以上,户数,经度,纬度\n"
        + "".join(
            f"R{n},望溪{n % 2000}号楼,{n % 900},{n % 200},{n % 300},{x:.6f},{y:.6f}\n"
            for n, (x, y) in enumerate(places)
        ),
        "utf-8",
    )


def write_facilities(path, count=ROWS // 4):
    """Scores in words and numbers said to be about that: a fault or two in every row."""
    places = np.random.default_rng(2).uniform((121.3, 31.0), (121.7, 31.4), (count, 2)).tolist()
    path.write_text(
        "编号,类别,设施名称,服务规模,评分,调查日期,经度,纬度\n"
        + "".join(
            f'F{n},药店,"药店{n},望溪",约{n % 500},很满意,2025/{n % 12 + 1}/3,{x:.6f},{y:.6f}\n'
            for n, (x, y) in enumerate(places)
        ),
        "utf-8",
    )


def test_the_heartbeat_notices_what_stops_the_program(qgis_app):
    with Heartbeat() as beat:
        done = []
        QTimer.singleShot(30, lambda: (time.sleep(0.3), done.append(1)))
        wait(lambda: done)
    assert beat.longest >= 0.3


def test_the_heartbeat_notices_a_thread_that_keeps_the_lock(qgis_app):
    rows = [[float(n)] * 5 for n in range(3_000_000)]
    with Heartbeat() as beat:
        thread = threading.Thread(target=lambda: list(zip(*rows, strict=True)))
        thread.start()
        wait(lambda: not thread.is_alive())
    assert beat.longest >= 0.1


def test_the_window_goes_on_while_large_files_are_looked_at_and_loaded(dock, tmp_path):
    sources = {"residents": tmp_path / "residents.csv", "facilities": tmp_path / "facilities.csv"}
    write_residents(sources["residents"])
    write_facilities(sources["facilities"])
    dock.package.setFilePath(str(tmp_path / "survey.gpkg"))
    for role, path in sources.items():
        with Heartbeat() as beat:
            dock._choose(role, str(path))
            wait(lambda role=role: role in dock._found and not dock._tasks)
        assert dock._found[role].error is None
        tell(f"looking at {path.name}", beat)
    for when in ("loading", "loading again"):
        loaded = []
        dock.loaded.connect(lambda layers, loaded=loaded: loaded.append(layers))
        with Heartbeat() as beat:
            dock.load()
            wait(lambda loaded=loaded: loaded)
        counts = {role: loaded[0][role].featureCount() for role in sources}
        assert counts == {"residents": ROWS, "facilities": ROWS // 4}
        tell(when, beat)


def tell(what, beat):
    """Print the longest gap; refuse one that a planner would notice."""
    gap, elsewhere = beat.gaps[0]
    print(f"{what}: {beat.whole:.1f} s, the longest gap {1000 * gap:.0f} ms")
    assert len(beat.beats) > 10
    longest = max(LONGEST, SHARE * beat.whole)
    assert gap < longest, f"{what}: {gap:.2f} s without a beat\n{elsewhere}"
