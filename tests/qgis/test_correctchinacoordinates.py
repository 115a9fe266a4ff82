"""Coordinates of map services: the formula, its inverse, the algorithm on all kinds of layers."""

import math

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lifecircle.survey.map_service import (
    bd09_from_gcj02,
    bd09_from_wgs84,
    gcj02_from_bd09,
    gcj02_from_wgs84,
    wgs84_from_bd09,
    wgs84_from_gcj02,
)
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

DEGREES = QgsCoordinateReferenceSystem("EPSG:4326")


def gcj_by_hand(lon, lat):
    """The published formula, one place at a time."""
    a, ee, pi, sin = 6378245.0, 0.00669342162296594323, math.pi, math.sin
    x, y = lon - 105, lat - 35
    d_lat = -100 + 2 * x + 3 * y + 0.2 * y**2 + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    d_lat += (20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)) * 2 / 3
    d_lat += (20 * sin(pi * y) + 40 * sin(pi / 3 * y)) * 2 / 3
    d_lat += (160 * sin(pi / 12 * y) + 320 * sin(pi / 30 * y)) * 2 / 3
    d_lon = 300 + x + 2 * y + 0.1 * x**2 + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    d_lon += (20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)) * 2 / 3
    d_lon += (20 * sin(pi * x) + 40 * sin(pi / 3 * x)) * 2 / 3
    d_lon += (150 * sin(pi / 12 * x) + 300 * sin(pi / 30 * x)) * 2 / 3
    rad = lat / 180 * pi
    m = 1 - ee * sin(rad) ** 2
    d_lat = d_lat * 180 / ((a * (1 - ee)) / (m * math.sqrt(m)) * pi)
    d_lon = d_lon * 180 / (a / math.sqrt(m) * math.cos(rad) * pi)
    return lon + d_lon, lat + d_lat


def bd_by_hand(lon, lat):
    k = math.pi * 3000 / 180
    z = math.sqrt(lon * lon + lat * lat) + 0.00002 * math.sin(lat * k)
    theta = math.atan2(lat, lon) + 0.000003 * math.cos(lon * k)
    return z * math.cos(theta) + 0.0065, z * math.sin(theta) + 0.006


def metres(a, b):
    east = (a[0] - b[0]) * 111_320 * math.cos(math.radians(b[1]))
    return math.hypot(east, (a[1] - b[1]) * 111_320)


def one(function, lon, lat):
    x, y = function(np.array([lon]), np.array([lat]))
    return float(x[0]), float(y[0])


def test_a_place_in_caoyang_is_shifted_as_published():
    gcj = one(gcj02_from_wgs84, 121.405, 31.240)
    assert gcj == pytest.approx((121.40965205, 31.23816908), abs=5e-9)
    assert one(bd09_from_wgs84, 121.405, 31.240) == pytest.approx(
        (121.41617138, 31.24416698), abs=5e-9
    )
    assert metres(gcj, (121.405, 31.240)) == pytest.approx(487, abs=1)


SETTINGS = settings(derandomize=True, database=None, deadline=None, phases=[Phase.generate])
LON, LAT = st.floats(74, 135), st.floats(3, 53.5)


@SETTINGS
@given(LON, LAT)
def test_the_formula_and_its_inverse_agree(lon, lat):
    gcj = gcj_by_hand(lon, lat)
    assert one(gcj02_from_wgs84, lon, lat) == pytest.approx(gcj, abs=1e-12)
    assert metres(one(wgs84_from_gcj02, *gcj), (lon, lat)) < 1e-3
    bd = bd_by_hand(*gcj)
    assert one(bd09_from_gcj02, *gcj) == pytest.approx(bd, abs=1e-12)
    assert metres(one(wgs84_from_bd09, *bd), (lon, lat)) < 1e-3
    assert metres(one(gcj02_from_bd09, *bd), gcj) < 1e-3


@SETTINGS
@given(st.floats(-180, 180), st.floats(-89, 89))
def test_outside_the_box_nothing_moves(lon, lat):
    if 72.004 <= lon <= 137.8347 and 0.8293 <= lat <= 55.8271:
        return
    for function in (gcj02_from_wgs84, bd09_from_wgs84, wgs84_from_gcj02, wgs84_from_bd09):
        assert one(function, lon, lat) == (lon, lat)


KINDS = {
    "Point": "POINT(121.5 31.2)",
    "PointZM": "POINT ZM(121.5 31.2 7 8)",
    "LineString": "LINESTRING(121.5 31.2, 121.51 31.21, 121.52 31.2)",
    "Polygon": "POLYGON((121.5 31.2, 121.51 31.2, 121.51 31.21, 121.5 31.2))",
    "MultiPolygonZ": "MULTIPOLYGON Z(((121.5 31.2 1, 121.51 31.2 2, 121.51 31.21 3, 121.5 31.2 1),"
    "(121.505 31.202 4, 121.509 31.202 5, 121.509 31.206 6, 121.505 31.202 4)))",
    "MultiPoint": "MULTIPOINT((121.5 31.2),(121.6 31.3))",
}


def make_layer(kind, crs, *geometries):
    layer = QgsVectorLayer(
        f"{kind}?crs={crs}&field=id:integer&field=name:string", "shifted", "memory"
    )
    features = []
    for number, geometry in enumerate(geometries):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([number, f"号{number}"])
        if geometry is not None:
            feature.setGeometry(geometry)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def shifted(wkt, shift):
    geometry = QgsGeometry.fromWkt(wkt)
    for number, vertex in enumerate(QgsGeometry.fromWkt(wkt).vertices()):
        x, y = shift(vertex.x(), vertex.y())
        vertex.setX(x)
        vertex.setY(y)
        geometry.moveVertex(vertex, number)
    return geometry


def vertices(geometry):
    return [
        [v.x(), v.y()] + ([v.z()] if v.is3D() else []) + ([v.m()] if v.isMeasure() else [])
        for v in geometry.vertices()
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("system", ["gcj02", "bd09"])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4490", "EPSG:4549"])
def test_every_kind_of_layer_comes_back(run, kind, system, crs):
    def shift(lon, lat):
        gcj = gcj_by_hand(lon, lat)
        return gcj if system == "gcj02" else bd_by_hand(*gcj)

    truth, moved = QgsGeometry.fromWkt(KINDS[kind]), shifted(KINDS[kind], shift)
    target = QgsCoordinateReferenceSystem(crs)
    if not target.isGeographic():
        there = QgsCoordinateTransform(DEGREES, target, QgsProject.instance())
        truth.transform(there)
        moved.transform(there)
    layer = make_layer(kind, crs, moved, None, QgsGeometry(moved))
    ran = run("correctchinacoordinates", INPUT=layer, FROM=["gcj02", "bd09"].index(system))
    made = list(ran.layers["OUTPUT"].getFeatures())
    assert [f.attributes() for f in made] == [[0, "号0"], [1, "号1"], [2, "号2"]]
    assert made[1].geometry().isNull()
    tolerance = 1e-8 if target.isGeographic() else 1e-3
    for feature in (made[0], made[2]):
        for got, wanted in zip(vertices(feature.geometry()), vertices(truth), strict=True):
            assert got == pytest.approx(wanted, abs=tolerance)
    assert ran.layers["OUTPUT"].crs().authid() == crs
    assert ran.layers["OUTPUT"].wkbType() == layer.wkbType()


def test_places_elsewhere_stay_and_are_counted(run):
    there = QgsGeometry.fromPointXY(QgsPointXY(24.94, 60.17))
    ran = run("correctchinacoordinates", INPUT=make_layer("Point", "EPSG:4326", there))
    made = next(ran.layers["OUTPUT"].getFeatures())
    assert made.geometry().asWkt() == there.asWkt()
    assert "1 vertices lie outside" in ran.log.text


def test_a_layer_without_crs_is_refused(run):
    layer = QgsVectorLayer("Point?field=id:integer", "nowhere", "memory")
    layer.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(QgsProcessingException, match="has no CRS"):
        run("correctchinacoordinates", INPUT=layer)
