"""Heights from rasters: compared with heights that are known at every place."""

import os
from pathlib import Path

import numpy as np
import pytest
import shapely
from hand_run import Log
from hand_town import CORNER, CRS
from lifecircle.engine.errors import EngineError
from lifecircle.engine.heights import Heights
from lifecircle.engine.network import build
from lifecircle.gis import elevation, height_raster
from lifecircle.gis.elevation import Elevation
from oracle.readers import PORTO_ALEGRE, need, porto_alegre_streets
from osgeo import gdal, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsPointXY,
    QgsRasterLayer,
    QgsRasterRange,
)

PIXEL, COLUMNS, ROWS = 20.0, 60, 50
NOTHING = -32000.0


def plane_height(x, y):
    """A tilted plane, which interpolation between four pixels gives exactly."""
    return 40 + 0.04 * x - 0.07 * y


def network(*lines):
    moved = [np.asarray(line, dtype=float) + CORNER for line in lines]
    return build(np.array([shapely.LineString(line) for line in moved], dtype=object))


def write(path, values=None, crs=CRS, kind=gdal.GDT_Float32, nothing=NOTHING, bands=1):
    """Write a raster whose upper left corner is 1,000 m north of the town's corner."""
    if values is None:
        x = PIXEL * (np.arange(COLUMNS) + 0.5)
        y = 1000 - PIXEL * (np.arange(ROWS) + 0.5)
        values = plane_height(*np.meshgrid(x, y))
    made = gdal.GetDriverByName("GTiff").Create(str(path), COLUMNS, ROWS, bands, kind)
    made.SetGeoTransform((CORNER[0], PIXEL, 0, CORNER[1] + 1000, 0, -PIXEL))
    if crs:
        reference = osr.SpatialReference()
        reference.SetFromUserInput(crs)
        made.SetProjection(reference.ExportToWkt())
    for band in range(1, bands + 1):
        if nothing is not None:
            made.GetRasterBand(band).SetNoDataValue(nothing)
        made.GetRasterBand(band).WriteArray(values)
    made = None
    return str(path)


def along(path, streets, raised=None, layer=None):
    layer = layer or QgsRasterLayer(path, "heights")
    assert layer.isValid()
    log = Log()
    source = Elevation(
        layer.dataProvider(),
        layer.crs(),
        QgsCoordinateReferenceSystem(CRS),
        QgsCoordinateTransformContext(),
        log,
    )
    none = np.zeros(streets.edge_count, dtype=bool)
    return source.along(streets, none if raised is None else np.asarray(raised)), log


def expected(streets, heights):
    x, y = (streets.locate(heights.edge, heights.at) - CORNER).T
    return plane_height(x, y)


STREETS = (
    [(100, 100), (400, 130), (420, 700)],
    [(420, 700), (800, 900), (1100, 60)],
    [(100, 100), (100.4, 100.3)],
)


def test_heights_on_a_plane_are_exact_and_close_enough_to_each_other(tmp_path):
    streets = network(*STREETS)
    heights, log = along(write(tmp_path / "a.tif"), streets)
    assert heights.height == pytest.approx(expected(streets, heights), abs=1e-4)
    gaps = np.diff(heights.at)[np.diff(heights.edge) == 0]
    assert gaps.min() > 0
    assert gaps.max() <= PIXEL + 1e-6
    assert heights.at[heights.first[:-1]].tolist() == [0] * streets.edge_count
    assert heights.at[heights.first[1:] - 1].tolist() == streets.length.tolist()
    assert "100.0 % of the streets have a height" in log.text


def test_reading_in_pieces_changes_nothing(tmp_path, monkeypatch):
    streets = network(*STREETS)
    path = write(tmp_path / "a.tif")
    whole, _ = along(path, streets)
    monkeypatch.setattr(elevation, "_AT_ONCE", 7)
    pieces, _ = along(path, network(*STREETS))
    assert pieces.height.tolist() == whole.height.tolist()


def test_a_large_raster_is_read_more_coarsely(tmp_path, monkeypatch):
    streets = network(*STREETS)
    monkeypatch.setattr(height_raster, "_MOST_PIXELS", 400)
    heights, _ = along(write(tmp_path / "a.tif"), streets)
    # the nearest of the finer pixels stands for a coarser one: at most one and a half of it away
    off = np.abs(heights.height - expected(streets, heights))
    assert off.max() <= 1.5 * PIXEL * np.sqrt(COLUMNS * ROWS / 400) * (0.04 + 0.07)
    assert off.max() > 1e-3


def test_pixels_in_degrees(tmp_path):
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"),
        QgsCoordinateReferenceSystem(CRS),
        QgsCoordinateTransformContext(),
    )
    corner = transform.transform(
        QgsPointXY(CORNER[0], CORNER[1] + 1000), QgsCoordinateTransform.ReverseTransform
    )
    pixel = 0.0002
    values = np.empty((ROWS, COLUMNS))
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = corner.x() + pixel * (column + 0.5), corner.y() - pixel * (row + 0.5)
            there = transform.transform(QgsPointXY(x, y))
            values[row, column] = plane_height(there.x() - CORNER[0], there.y() - CORNER[1])
    path = write(tmp_path / "a.tif", values, crs="EPSG:4326")
    made = gdal.Open(path, gdal.GA_Update)
    made.SetGeoTransform((corner.x(), pixel, 0, corner.y(), 0, -pixel))
    made = None
    streets = network(*STREETS)
    heights, _ = along(path, streets)
    assert heights.height == pytest.approx(expected(streets, heights), abs=1e-3)
    assert np.diff(heights.at).max() <= 1.5 * PIXEL


def east_only(unknown):
    """A slope of 5 % to the east; unknown where a pixel's column is in a range."""
    values = np.tile(0.05 * PIXEL * (np.arange(COLUMNS) + 0.5), (ROWS, 1))
    values[:, slice(*unknown)] = NOTHING
    return values


def test_unknown_ground_lies_evenly_between_known_ground(tmp_path):
    streets = network([(100, 500), (900, 500)])
    heights, log = along(write(tmp_path / "a.tif", east_only((15, 25))), streets)
    assert heights.height == pytest.approx(0.05 * (100 + heights.at), abs=0.51)
    grade = np.diff(heights.height) / np.diff(heights.at)
    # half of the last known pixel is level: nothing is known beside it
    assert grade.min() >= 0.025 - 1e-9
    assert grade.max() < 0.06
    assert "does not cover all streets" in log.text


def test_beyond_the_last_known_ground_streets_are_level(tmp_path):
    streets = network([(100, 500), (1100, 500)], [(900, 500), (900, 900)])
    heights, _ = along(write(tmp_path / "a.tif", east_only((30, 60))), streets)
    high = heights.height[heights.edge == 0]
    assert high.max() == pytest.approx(0.05 * 590)
    assert high[-1] == pytest.approx(high.max())
    beyond = heights.height[heights.edge == 1]
    assert np.ptp(beyond) == 0


def test_impossible_heights_and_those_the_layer_leaves_out_are_unknown(tmp_path):
    streets = network([(100, 500), (900, 500)])
    values = east_only((15, 25))
    path = write(tmp_path / "a.tif", values, nothing=None)
    heights, log = along(path, streets)
    assert heights.height.min() > 0
    assert "does not cover all streets" in log.text
    values[:, 15:25] = 7777
    path = write(tmp_path / "b.tif", values, nothing=None)
    assert along(path, streets)[0].height.max() > 7000
    layer = QgsRasterLayer(path, "heights")
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(7000, 8000)])
    heights, log = along(path, streets, layer=layer)
    assert heights.height.max() < 50
    assert "does not cover all streets" in log.text


@pytest.mark.parametrize(
    "kind", [gdal.GDT_Byte, gdal.GDT_Int16, gdal.GDT_UInt16, gdal.GDT_Int32, gdal.GDT_Float64]
)
def test_whole_and_long_numbers(tmp_path, kind):
    streets = network(*STREETS)
    nothing = 255 if kind == gdal.GDT_Byte else 32000
    values = np.full((ROWS, COLUMNS), 120)
    heights, _ = along(write(tmp_path / "a.tif", values, kind=kind, nothing=nothing), streets)
    assert heights.height == pytest.approx(120.0)


def test_scale_and_offset_of_the_file_count(tmp_path):
    path = write(tmp_path / "a.tif", np.full((ROWS, COLUMNS), 120), kind=gdal.GDT_Int16)
    made = gdal.Open(path, gdal.GA_Update)
    made.GetRasterBand(1).SetScale(0.1)
    made.GetRasterBand(1).SetOffset(5)
    made = None
    heights, _ = along(path, network(*STREETS))
    assert heights.height == pytest.approx(17.0)


def test_pictures_are_refused(tmp_path):
    values = np.full((ROWS, COLUMNS), 120)
    path = write(tmp_path / "a.tif", values, kind=gdal.GDT_Byte, nothing=None, bands=3)
    made = gdal.Open(path, gdal.GA_Update)
    for number, colour in enumerate((gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand), 1):
        made.GetRasterBand(number).SetColorInterpretation(colour)
    made = None
    with pytest.raises(EngineError, match="a picture, not heights"):
        along(path, network(*STREETS))


def test_a_raster_elsewhere_or_without_crs_is_refused(tmp_path):
    path = write(tmp_path / "a.tif", crs="EPSG:32610")
    with pytest.raises(EngineError, match="lies elsewhere"):
        along(path, network(*STREETS))
    layer = QgsRasterLayer(write(tmp_path / "b.tif"), "heights")
    layer.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(EngineError, match="has no CRS"):
        along("", network(*STREETS), layer=layer)


def test_a_bridge_of_several_lines_rises_evenly_over_a_valley(tmp_path):
    x = PIXEL * (np.arange(COLUMNS) + 0.5)
    values = np.tile(np.abs(x - 500) / 10, (ROWS, 1))  # the valley's floor lies at 500 m
    path = write(tmp_path / "a.tif", values)
    bridge = [[(300, 500), (400, 500)], [(400, 500), (600, 500)], [(600, 500), (800, 500)]]
    ramp = [(400, 500), (400, 700)]
    streets = network([(200, 500), (300, 500)], *bridge, [(800, 500), (900, 500)])
    raised = np.isin(streets.edge_street, [1, 2, 3])
    heights, _ = along(path, streets, raised)
    ends = heights.height[heights.first[:-1]], heights.height[heights.first[1:] - 1]
    grade = (ends[1] - ends[0]) / streets.length
    assert grade[raised] == pytest.approx([10 / 500] * 3)
    assert ends[0][1] == pytest.approx(20) and ends[1][3] == pytest.approx(30)
    # where a street comes down from the bridge, the ground is known again
    landing = network(*bridge, ramp)
    raised = landing.edge_street < 3
    heights, _ = along(path, landing, raised)
    at_400 = heights.height[heights.first[:-1]][landing.edge_street == 1]
    assert at_400 == pytest.approx(10)


def test_joints_of_branching_bridges_balance(tmp_path):
    """Three bridges from one joint land at 4, 10 and 22 m after 100, 200 and 50 m."""
    streets = network(
        [(500, 500), (400, 500)], [(500, 500), (700, 500)], [(500, 500), (500, 550)],
        [(400, 500), (400, 450)], [(700, 500), (700, 450)], [(500, 550), (450, 600)],
    )  # fmt: skip
    raised = streets.edge_street < 3
    height = np.full(2 * streets.edge_count, 7.0)
    places = Heights(np.arange(0, 13, 2), np.zeros(12), height)
    for edge, (far, value) in enumerate([((400, 500), 4.0), ((700, 500), 10.0), ((500, 550), 22)]):
        whole = streets.edge_street == edge
        starts = streets.node_xy[streets.edge_from[whole][0]] - CORNER
        height[2 * np.flatnonzero(whole)[0] + int(tuple(starts) != far)] = value
    lifted = places.with_bridges(streets, raised).height.reshape(-1, 2)
    middle = (4 / 100 + 10 / 200 + 22 / 50) / (1 / 100 + 1 / 200 + 1 / 50)
    for edge, value in enumerate([4.0, 10.0, 22.0]):
        assert sorted(lifted[streets.edge_street == edge][0]) == sorted(
            [pytest.approx(value), pytest.approx(middle)], key=lambda found: found.expected
        )
    assert lifted[3:].reshape(-1).tolist() == [7.0] * 6


def test_bridges_that_land_nowhere_stay_on_the_ground(tmp_path):
    ring = network([(300, 500), (400, 500)], [(400, 500), (400, 700)], [(400, 700), (300, 500)])
    heights, _ = along(write(tmp_path / "a.tif"), ring, [True] * 3)
    assert heights.height == pytest.approx(expected(ring, heights), abs=1e-4)


def test_heights_of_some_edges(tmp_path):
    streets = network(*STREETS)
    heights, _ = along(write(tmp_path / "a.tif"), streets)
    gone = streets.edge_street == 1
    fewer = heights.of_edges(~gone)
    again, _ = along(str(tmp_path / "a.tif"), streets.without_edges(gone))
    assert fewer.first.tolist() == again.first.tolist()
    assert fewer.height == pytest.approx(again.height, abs=1e-4)


def test_heights_are_read_again_only_where_something_changed(tmp_path, monkeypatch):
    streets = network(*STREETS)
    path = Path(write(tmp_path / "a.tif"))
    long_ago = path.stat().st_mtime - 100.25
    os.utime(path, (long_ago, long_ago))
    reads = []
    read = height_raster.HeightRaster.window

    def counted(self, transform, xy):
        reads.append(len(xy))
        return read(self, transform, xy)

    monkeypatch.setattr(height_raster.HeightRaster, "window", counted)
    first, log = along(str(path), streets)
    again, told = along(str(path), streets)
    assert len(reads) == 1
    assert again.height.tolist() == first.height.tolist()
    assert told.text == log.text
    # a bridge, other streets, a layer that leaves something out, another file
    along(str(path), streets, raised=[True] + [False] * (streets.edge_count - 1))
    along(str(path), network(*STREETS))
    layer = QgsRasterLayer(str(path), "heights")
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(-100.0, 30.0)])
    along(str(path), streets, layer=layer)
    assert len(reads) == 4
    write(path, np.full((ROWS, COLUMNS), 7.0))
    os.utime(path, (long_ago, long_ago + 50))
    level, _ = along(str(path), streets)
    assert len(reads) == 5
    assert level.height == pytest.approx(7.0)


def test_porto_alegre():
    need(PORTO_ALEGRE / "poa_elevation.tif")
    path = str(PORTO_ALEGRE / "poa_elevation.tif")
    raster = gdal.Open(path)
    left, width, _, top, _, height = raster.GetGeoTransform()
    values = raster.ReadAsArray().astype(float)
    plane = QgsCoordinateReferenceSystem("EPSG:32722")
    streets = build(np.array(porto_alegre_streets(), dtype=object))
    layer = QgsRasterLayer(path, "heights")
    source = Elevation(
        layer.dataProvider(),
        QgsCoordinateReferenceSystem("EPSG:4326"),
        plane,
        QgsCoordinateTransformContext(),
        Log(),
    )
    heights = source.along(streets, np.zeros(streets.edge_count, dtype=bool))
    to_degrees = QgsCoordinateTransform(
        plane, QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateTransformContext()
    )
    compared = 0
    for place in np.random.default_rng(4).choice(len(heights.at), 300):
        xy = streets.locate(heights.edge[[place]], heights.at[[place]])[0]
        there = to_degrees.transform(QgsPointXY(*xy))
        column, row = (there.x() - left) / width - 0.5, (there.y() - top) / height - 0.5
        if not (0 <= column < values.shape[1] - 1 and 0 <= row < values.shape[0] - 1):
            continue
        c, r = int(column), int(row)
        a, b = column - c, row - r
        (p, q), (s, t) = values[r : r + 2, c : c + 2]
        between = (p * (1 - a) + q * a) * (1 - b) + (s * (1 - a) + t * a) * b
        assert heights.height[place] == pytest.approx(between, abs=1e-3)
        compared += 1
    assert compared > 200
