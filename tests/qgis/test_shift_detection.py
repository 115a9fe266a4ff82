"""Shifted facilities are found by the streets, real ones, and unshifted ones are left alone.

Helsinki and Porto Alegre are moved to Chengdu and Guangzhou as they are, distances kept, because
map services shift nothing elsewhere. Wuhan's data have streets only: doors are drawn beside them.
"""

import numpy as np
import pytest
import shapely
from lifecircle.survey.map_service import bd09_from_wgs84, gcj02_from_wgs84
from lifecircle.survey.shift_detection import detect_shift
from oracle.readers import HELSINKI, PORTO_ALEGRE, SAMPLE, WUHAN, need
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
)

CITIES = {
    "sample": SAMPLE,
    "helsinki": HELSINKI,
    "porto_alegre": PORTO_ALEGRE / "poa_osm.pbf",
    "wuhan": WUHAN,
}
SHIFTS = {"wgs84": lambda x, y: (x, y), "gcj02": gcj02_from_wgs84, "bd09": bd09_from_wgs84}
METRES = 111_320.0
SUBSETS = 60


def read(path, layer, wanted=""):
    source = QgsVectorLayer(f"{path}|layername={layer}", layer, "ogr")
    assert source.isValid()
    there = QgsCoordinateTransform(
        source.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    )
    request = QgsFeatureRequest()
    if wanted:
        request.setFilterExpression(wanted)
    found = []
    for feature in source.getFeatures(request):
        geometry = feature.geometry()
        if geometry.isEmpty():
            continue
        geometry.transform(there)
        found.append(geometry.asWkb().data())
    return shapely.from_wkb(found)


def read_map(path):
    lines = read(path, "lines", '"highway" IS NOT NULL')
    said = "coalesce(\"other_tags\", '') ~ '\"(amenity|shop)\"=>'"
    named = 'coalesce("amenity", "shop") IS NOT NULL'
    points = np.concatenate(
        [
            shapely.get_coordinates(read(path, "points", said)),
            shapely.get_coordinates(shapely.point_on_surface(read(path, "multipolygons", named))),
        ]
    )
    return lines, points


def move(lines, points, longitude, latitude):
    """Move a city to another place of the earth, its distances kept."""
    xy = shapely.get_coordinates(lines)
    before = (xy.min(axis=0) + xy.max(axis=0)) / 2
    after = np.array([longitude, latitude])
    wider = np.cos(np.radians(before[1])) / np.cos(np.radians(latitude))

    def there(xy):
        return (xy - before) * [wider, 1.0] + after

    return shapely.transform(lines, there), there(points)


def draw_doors(lines, random, count=3000):
    """Points 8 to 25 m beside streets."""
    chosen = lines[random.integers(0, len(lines), count)]
    at = random.random(count)
    here = shapely.get_coordinates(shapely.line_interpolate_point(chosen, at, normalized=True))
    onward = shapely.line_interpolate_point(chosen, np.minimum(at + 0.01, 1), normalized=True)
    scale = np.array([np.cos(np.radians(30.58)), 1]) * METRES
    along = (shapely.get_coordinates(onward) - here) * scale
    keep = np.hypot(*along.T) > 1e-6
    along = along[keep] / np.hypot(*along[keep].T)[:, None]
    aside = random.uniform(8, 25, len(along)) * random.choice([-1, 1], len(along))
    return here[keep] + np.column_stack([-along[:, 1], along[:, 0]]) * aside[:, None] / scale


@pytest.fixture(scope="module")
def cities(qgis_app):
    random = np.random.default_rng(7)
    found = {
        "sample": (
            read(SAMPLE, "streets"),
            shapely.get_coordinates(read(SAMPLE, "facilities")),
        )
    }
    if CITIES["helsinki"].exists():
        found["helsinki"] = move(*read_map(CITIES["helsinki"]), 104.07, 30.67)
    if CITIES["porto_alegre"].exists():
        found["porto_alegre"] = move(*read_map(CITIES["porto_alegre"]), 113.26, 23.13)
    if CITIES["wuhan"].exists():
        wuhan = read(CITIES["wuhan"], "streets")
        found["wuhan"] = (wuhan, draw_doors(wuhan, random))
    return found


@pytest.mark.parametrize("true", SHIFTS)
@pytest.mark.parametrize("city", ["sample", "helsinki", "porto_alegre", "wuhan"])
@pytest.mark.parametrize("count", [30, 100])
def test_each_shift_is_found_and_none_invented(cities, city, true, count):
    need(CITIES[city])
    lines, points = cities[city]
    given = np.column_stack(SHIFTS[true](*points.T))
    random = np.random.default_rng(11)
    verdicts = [
        detect_shift(given[random.choice(len(given), count, replace=False)], lines).verdict
        for _ in range(SUBSETS)
    ]
    wrong = [verdict for verdict in verdicts if verdict not in (true, "cannot_tell")]
    assert wrong == []
    silent = verdicts.count("cannot_tell")
    assert silent == 0 if count > 30 else silent <= SUBSETS // 20


def test_the_measured_shift_is_the_true_one(cities):
    lines, points = cities["sample"]
    found = detect_shift(np.column_stack(gcj02_from_wgs84(*points.T)), lines)
    east, north = np.mean(
        (np.column_stack(gcj02_from_wgs84(*points.T)) - points)
        * [np.cos(np.radians(30.6)) * METRES, METRES],
        axis=0,
    )
    assert found.verdict == "gcj02"
    assert found.points == len(points)
    assert (found.shift_east_m, found.shift_north_m) == pytest.approx((east, north), abs=1.0)
    assert found.median_m["gcj02"] < found.median_m["wgs84"]


def test_another_shift_is_hardly_ever_taken_for_a_map_service(cities):
    lines, points = cities["sample"]
    random = np.random.default_rng(3)
    claimed = 0
    for _ in range(60):
        angle, length = random.uniform(0, 2 * np.pi), random.uniform(1500, 6000)
        offset = np.array([np.cos(angle), np.sin(angle)]) * length / METRES
        some = points[random.choice(len(points), 60, replace=False)] + offset
        claimed += detect_shift(some, lines).verdict in ("gcj02", "bd09")
    # by chance such points lie beside streets under one of two readings
    assert claimed <= 3


@pytest.mark.parametrize("count", [0, 1, 7])
def test_few_points_say_nothing(cities, count):
    lines, points = cities["sample"]
    assert detect_shift(points[:count], lines).verdict == "cannot_tell"


def test_no_streets_or_points_elsewhere_say_nothing(cities):
    lines, points = cities["sample"]
    assert detect_shift(points, lines[:0]).verdict == "cannot_tell"
    assert detect_shift(points - [110, 0], lines).verdict == "cannot_tell"
    assert detect_shift(np.full((40, 2), np.nan), lines).points == 0
