"""What minutes are made of: crossings, steps, slopes and heights, measured by hand."""

import math

import numpy as np
import pytest
from hand_run import run_algorithm
from hand_town import CORNER, CRS, make_layer
from osgeo import gdal, osr

ADULT, WHEELCHAIR = 0, 5
FIELDS = "crossing:string, steps:string, slope_pct:double, level:int, foot:string"


@pytest.fixture
def run():
    return run_algorithm


def streets(*rows):
    return make_layer("LineString", rows, FIELDS)


def walk(run, layer, start, end, walker=ADULT, **given):
    """Walk from one place to another; return metres and minutes, or None."""
    found = run(
        "walktimes",
        STREETS=layer,
        ORIGINS=make_layer("Point", [f"POINT({start[0]} {start[1]})"]),
        DESTINATIONS=make_layer("Point", [f"POINT({end[0]} {end[1]})"]),
        WALKER=walker,
        **given,
    )
    rows = found.rows()
    return (rows[0]["metres"], rows[0]["minutes"], found.log) if rows else None


def test_signals_steps_and_unmarked_crossings_cost_seconds(run):
    layer = streets(
        ("LINESTRING(0 0, 100 0)", "none", "no", None, 0, None),
        ("LINESTRING(100 0, 120 0)", "signal", "no", None, 0, None),
        ("LINESTRING(120 0, 140 0)", "unmarked", None, None, 0, None),
        ("LINESTRING(140 0, 160 0)", None, "yes", None, 0, None),
    )
    metres, minutes, log = walk(run, layer, (0, 0), (160, 0))
    assert metres == pytest.approx(160)
    assert minutes == pytest.approx((160 / 1.2 + 30 + 10 + 30) / 60)
    assert "1 street lines with signals, 1 with unmarked crossings, 1 with steps" in log.text
    # who walks half of the crossing loses half of its seconds
    _, minutes, _ = walk(run, layer, (0, 0), (110, 0))
    assert minutes == pytest.approx((110 / 1.2 + 15) / 60)


def test_the_shortest_walk_need_not_be_the_quickest(run):
    layer = streets(
        ("LINESTRING(0 0, 50 0)", None, None, None, 0, None),
        ("LINESTRING(50 0, 100 0)", "signal", None, None, 0, None),
        ("LINESTRING(100 0, 150 0)", None, None, None, 0, None),
        ("LINESTRING(50 0, 50 5, 100 5, 100 0)", None, None, None, 0, None),
    )
    origins = make_layer("Point", ["POINT(0 0)"])
    found = run(
        "walktimes",
        STREETS=layer,
        ORIGINS=origins,
        DESTINATIONS=make_layer("Point", ["POINT(150 0)"]),
        OUTPUT_ROUTES="memory:",
    )
    (row,) = found.rows()
    assert row["metres"] == pytest.approx(150)
    assert row["minutes"] == pytest.approx(160 / 1.2 / 60)
    (route,) = found.rows("OUTPUT_ROUTES")
    assert (route["metres"], route["minutes"]) == pytest.approx((160, 160 / 1.2 / 60))
    (line,) = found.shapes("OUTPUT_ROUTES")
    assert line.length() == pytest.approx(160)


def test_uphill_is_slower_than_downhill(run):
    layer = streets(("LINESTRING(0 0, 200 0)", None, None, 5.0, 0, None))
    up = walk(run, layer, (0, 0), (200, 0))[1]
    down = walk(run, layer, (200, 0), (0, 0))[1]
    assert up == pytest.approx(200 / 1.2 / math.exp(-0.175) / 60)
    assert down == pytest.approx(200 / 1.2 / math.exp(0.175) / 60)


def test_steps_and_steep_streets_are_closed_to_wheelchairs(run):
    layer = streets(
        ("LINESTRING(0 0, 100 0)", None, None, None, 0, None),
        ("LINESTRING(100 0, 200 0)", None, "yes", None, 0, None),
        ("LINESTRING(100 0, 100 300, 200 300, 200 0)", None, None, 8.0, 0, None),
        ("LINESTRING(200 0, 300 0)", None, None, None, 0, None),
    )
    assert walk(run, layer, (0, 0), (300, 0))[0] == pytest.approx(300)
    metres, _, log = walk(run, layer, (0, 0), (300, 0), WHEELCHAIR)
    assert metres == pytest.approx(900)
    assert "1 street edges (0.10 km) are closed: steps, or too steep." in log.text
    steep = streets(
        ("LINESTRING(0 0, 100 0)", None, None, None, 0, None),
        ("LINESTRING(100 0, 300 0)", None, None, -9.0, 0, None),
        ("LINESTRING(0 0, 0 50)", None, None, None, 0, None),
    )
    assert walk(run, steep, (0, 0), (290, 0), WHEELCHAIR) is None


def test_words_that_say_nothing_are_named(run):
    layer = streets(("LINESTRING(0 0, 100 0)", "maybe", "some", 500.0, 0, None))
    _, minutes, log = walk(run, layer, (0, 0), (100, 0))
    assert minutes == pytest.approx(100 / 1.2 / 60)
    for field, value in (("crossing", "maybe"), ("steps", "some"), ("slope_pct", "500.0")):
        assert f"1 values of the field {field} say nothing, such as '{value}'" in log.text


def hill(path, rise=0.05, crs=CRS, nodata_from=None):
    """Write a raster of 10 m pixels that rises to the east."""
    x = CORNER[0] - 200 + 10 * (np.arange(100) + 0.5)
    heights = np.tile(((x - CORNER[0]) * rise).astype(np.float32), (60, 1))
    if nodata_from is not None:
        heights[:, x - CORNER[0] > nodata_from] = -9999
    made = gdal.GetDriverByName("GTiff").Create(str(path), 100, 60, 1, gdal.GDT_Float32)
    made.SetGeoTransform((CORNER[0] - 200, 10, 0, CORNER[1] + 300, 0, -10))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(int(CRS.split(":")[1]))
    made.SetProjection(reference.ExportToWkt())
    made.GetRasterBand(1).SetNoDataValue(-9999)
    made.GetRasterBand(1).WriteArray(heights)
    made = None
    if crs != CRS:
        warped = str(path).replace(".tif", "_warped.tif")
        gdal.Warp(warped, str(path), dstSRS=crs, resampleAlg="bilinear")
        return warped
    return str(path)


@pytest.mark.parametrize("crs", [CRS, "EPSG:4326"])
def test_heights_come_from_a_raster(run, tmp_path, crs):
    layer = streets(("LINESTRING(0 0, 300 0)", None, None, None, 0, None))
    raster = hill(tmp_path / "hill.tif", crs=crs)
    _, up, log = walk(run, layer, (0, 0), (300, 0), ELEVATION=raster)
    close = 1e-4 if crs == CRS else 2e-2
    assert up == pytest.approx(300 / 1.2 / math.exp(-0.175) / 60, rel=close)
    assert walk(run, layer, (300, 0), (0, 0), ELEVATION=raster)[1] == pytest.approx(
        300 / 1.2 / math.exp(0.175) / 60, rel=close
    )
    assert "100.0 % of the streets have a height" in log.text


def test_bridges_rise_evenly_and_unknown_ground_is_level(run, tmp_path):
    raster = hill(tmp_path / "hill.tif", rise=0.1, nodata_from=150)
    bridge = streets(("LINESTRING(0 0, 100 0)", None, None, None, 1, None))
    _, minutes, _ = walk(run, bridge, (0, 0), (100, 0), ELEVATION=raster)
    assert minutes == pytest.approx(100 / 1.2 / math.exp(-0.35) / 60, rel=1e-4)
    beyond = streets(("LINESTRING(200 0, 300 0)", None, None, None, 0, None))
    _, minutes, log = walk(run, beyond, (200, 0), (300, 0), ELEVATION=raster)
    assert minutes == pytest.approx(100 / 1.2 / 60)
    assert "does not cover all streets: 100.0 % of them count as level" in log.text


def test_each_rule_uses_its_own_walk(run):
    """300 m allowed, or 4.6 minutes: the short way has a signal, the quick one is longer."""
    layer = streets(
        ("LINESTRING(0 0, 140 0)", None, None, None, 0, None),
        ("LINESTRING(140 0, 160 0)", "signal", None, None, 0, None),
        ("LINESTRING(160 0, 300 0)", None, None, None, 0, None),
        ("LINESTRING(140 0, 140 8, 160 8, 160 0)", None, None, None, 0, None),
        ("LINESTRING(0 0, -500 0, -500 -500, 800 -500, 800 0, 300 0)", None, None, None, 0, None),
    )
    given = {
        "STREETS": layer,
        "RESIDENTS": make_layer("Point", [("POINT(0 0)", 10.0)], "population:double"),
        "POPULATION_FIELD": "population",
        "FACILITIES": make_layer("Point", [("POINT(300 0)", "canteen")], "service:string"),
        "SERVICE_FIELD": "service",
        "WALKER": ADULT,
    }
    by_metres = run("coveragegaps", **given, RULE=1, LIMITS="canteen=300").rows("OUTPUT_UNITS")[0]
    by_minutes = run("coveragegaps", **given, RULE=0, LIMITS="canteen=4.35").rows("OUTPUT_UNITS")[0]
    for row in (by_metres, by_minutes):
        assert row["canteen_m"] == pytest.approx(300)
        assert row["canteen_min"] == pytest.approx(316 / 1.2 / 60)
    assert by_metres["canteen_has"] == 1
    assert by_minutes["canteen_has"] == 0
    enough = run("coveragegaps", **given, RULE=0, LIMITS="canteen=4.39").rows("OUTPUT_UNITS")[0]
    assert enough["canteen_has"] == 1
