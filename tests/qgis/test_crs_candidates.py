"""Coordinates without a CRS: the true one is among the candidates, first or as good as that."""

import time

import numpy as np
import pytest
from lifecircle.survey.crs_candidates import is_local_grid, list_candidates
from lifecircle.survey.loading.projection import transform_points
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
)

DEGREES = QgsCoordinateReferenceSystem("EPSG:4326")
NOTHING = QgsCoordinateTransformContext()
CITIES = {
    "Shanghai": (121.47, 31.23),
    "Wuhan": (114.30, 30.59),
    "Chengdu": (104.07, 30.67),
    "Helsinki": (24.94, 60.17),
}


def make_points(city, spread=0.02, count=80):
    random = np.random.default_rng(5)
    return np.array(CITIES[city]) + random.uniform(-spread, spread, (count, 2))


def extent_of(points):
    return (*points.min(axis=0), *points.max(axis=0))


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(
    ("city", "authid"),
    [
        ("Shanghai", "EPSG:4549"),
        ("Shanghai", "EPSG:4528"),
        ("Shanghai", "EPSG:4326"),
        ("Wuhan", "EPSG:4547"),
        ("Wuhan", "EPSG:4526"),
        ("Wuhan", "EPSG:32650"),
        ("Chengdu", "EPSG:4543"),
        ("Chengdu", "EPSG:3857"),
        ("Helsinki", "EPSG:32635"),
    ],
)
def test_the_true_crs_comes_first_or_lies_as_well(city, authid, swapped):
    points = make_points(city)
    given = transform_points(points, DEGREES, QgsCoordinateReferenceSystem(authid), NOTHING)
    if swapped:
        given = given[:, ::-1]
    found = list_candidates(given, extent_of(points), NOTHING)
    true = next(c for c in found if (c.authid, c.axes_swapped) == (authid, swapped))
    assert true.inside == 1.0
    assert true.away_km < 0.2
    assert found[0].inside == 1.0
    back = given[:, ::-1] if found[0].axes_swapped else given
    there = transform_points(back, QgsCoordinateReferenceSystem(found[0].authid), DEGREES, NOTHING)
    # datums in use in China differ by some hundred metres at most
    assert np.abs(there - points).max() < 0.003


def test_coordinates_that_lie_nowhere_near_have_no_candidates():
    assert list_candidates(np.array([[5.0, 5.0]]), (121.0, 31.0, 122.0, 32.0), NOTHING) == []
    assert list_candidates(np.empty((0, 2)), (121.0, 31.0, 122.0, 32.0), NOTHING) == []
    assert list_candidates(np.full((3, 2), np.nan), (121.0, 31.0, 122.0, 32.0), NOTHING) == []


def test_a_city_s_own_grid_is_known_by_its_small_numbers():
    assert is_local_grid(np.array([[-3200.5, 8100.2], [1200.0, -450.0]]))
    assert not is_local_grid(np.array([[121.4, 31.2]]))
    assert not is_local_grid(np.array([[647620.0, 3388893.0]]))
    assert not is_local_grid(np.empty((0, 2)))


def test_a_crs_without_its_definition_is_made_anew():
    """As QGIS 3.40 leaves those that a thread made which has ended since."""
    from lifecircle.gis.crs import sound_crs
    from qgis.core import QgsCoordinateReferenceSystem
    from qgis.PyQt.QtCore import QRunnable, QThreadPool

    made = []

    class Asking(QRunnable):
        def run(self):
            QgsCoordinateReferenceSystem.invalidateCache()
            made.append(QgsCoordinateReferenceSystem("EPSG:4549"))

    pool = QThreadPool()
    pool.setExpiryTimeout(0)
    asking = Asking()
    asking.setAutoDelete(False)
    pool.start(asking)
    assert pool.waitForDone(10_000)
    del pool  # and its thread with it, which takes the definition along
    (crs,) = made
    end = time.monotonic() + 2
    while crs.toWkt() and time.monotonic() < end:
        time.sleep(0.01)
    assert crs.isValid()
    assert "2000" in sound_crs(crs).toWkt()
    assert sound_crs(crs).authid() == "EPSG:4549"
