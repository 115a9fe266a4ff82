"""What is kept between runs, and when it must not be."""

import os

import numpy as np
import pytest
import shapely
from hand_run import run_algorithm
from hand_town import CORNER, make_layer
from lifecircle.engine.barriers import Barriers
from lifecircle.engine.network import build
from lifecircle.gis import kept, network_files, streets
from lifecircle.gis.plane import choose_plane
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

READ_BEFORE = "the file is unchanged and was read before"
BUILT_BEFORE = "The network of an earlier run is used again."


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("LIFECIRCLE_CACHE", str(tmp_path / "cache"))
    kept.forget()
    streets._kept.clear()
    yield
    kept.finish_writing()


def files():
    """Files of networks, once they are written."""
    kept.finish_writing()
    return list(network_files.folder().glob("*.network"))


def line(*points):
    return "LINESTRING(" + ", ".join(f"{x} {y}" for x, y in points) + ")"


def saved(tmp_path, name="streets.gpkg", rows=(), fields="foot:string", kind="LineString"):
    """Write streets to a file and open it."""
    rows = rows or ((line((0, 0), (300, 0)), None), (line((300, 0), (300, 300)), None))
    made = make_layer(kind, rows, fields)
    return save(made, tmp_path / name)


def save(made, path, encoding="UTF-8"):
    """Write a layer to a file and open it."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = {".gpkg": "GPKG", ".shp": "ESRI Shapefile", ".geojson": "GeoJSON"}[
        path.suffix
    ]
    options.fileEncoding = encoding
    done = QgsVectorFileWriter.writeAsVectorFormatV3(
        made, str(path), QgsCoordinateTransformContext(), options
    )
    assert done[0] == QgsVectorFileWriter.WriterError.NoError, done
    layer = QgsVectorLayer(str(path), "streets")
    assert layer.isValid()
    return layer


def reach(layer, **given):
    """Run a catchment; return its metres of street and the log."""
    found = run_algorithm(
        "walkcatchments",
        STREETS=layer,
        ORIGINS=make_layer("Point", ["POINT(0 0)"]),
        METRES="1000",
        **given,
    )
    return found.values("reached_m")[0], found.log.text


def test_a_second_run_reads_and_builds_nothing(tmp_path):
    layer = saved(tmp_path)
    metres, log = reach(layer)
    assert metres == pytest.approx(600)
    assert READ_BEFORE not in log
    assert BUILT_BEFORE not in log
    metres, log = reach(layer)
    assert metres == pytest.approx(600)
    assert READ_BEFORE in log
    assert BUILT_BEFORE in log
    # the same lines in a layer of another kind have the same network
    _, log = reach(make_layer("LineString", [line((0, 0), (300, 0)), line((300, 0), (300, 300))]))
    assert READ_BEFORE not in log
    assert BUILT_BEFORE in log


def test_edits_are_seen_at_once_and_undone_with_the_edit(tmp_path):
    layer = saved(tmp_path)
    reach(layer)
    layer.startEditing()
    assert reach(layer)[0] == pytest.approx(600)
    feature = QgsFeature(layer.fields())
    shape = QgsGeometry.fromWkt(line((300, 300), (300, 400)))
    shape.translate(*CORNER)
    feature.setGeometry(shape)
    layer.addFeature(feature)
    assert reach(layer)[0] == pytest.approx(700)
    layer.undoStack().undo()
    assert reach(layer)[0] == pytest.approx(600)
    layer.deleteFeature(2)
    assert reach(layer)[0] == pytest.approx(300)
    layer.rollBack()
    assert reach(layer)[0] == pytest.approx(600)
    layer.startEditing()
    layer.changeAttributeValue(2, layer.fields().lookupField("foot"), "no")
    assert layer.commitChanges()
    assert reach(layer)[0] == pytest.approx(300)


def test_a_file_changed_from_outside_is_read_anew(tmp_path):
    layer = saved(tmp_path)
    reach(layer)
    other = QgsVectorLayer(layer.source(), "the same file")
    other.startEditing()
    other.deleteFeature(2)
    assert other.commitChanges()
    metres, log = reach(QgsVectorLayer(layer.source(), "again"))
    assert metres == pytest.approx(300)
    assert READ_BEFORE not in log


def test_selections_filters_and_walls_are_other_networks(tmp_path):
    layer = saved(tmp_path)
    assert reach(layer)[0] == pytest.approx(600)
    QgsProject.instance().addMapLayer(layer, False)
    layer.selectByIds([1])
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    assert reach(chosen)[0] == pytest.approx(300)
    layer.removeSelection()
    filtered = QgsVectorLayer(layer.source(), "filtered")
    assert filtered.setSubsetString("fid = 1")
    assert reach(filtered)[0] == pytest.approx(300)
    assert reach(layer)[0] == pytest.approx(600)
    wall = make_layer("LineString", [line((100, -50), (100, 50))])
    assert reach(layer, BARRIERS=wall)[0] == pytest.approx(100)
    gate = make_layer("Point", ["POINT(100 0)"])
    assert reach(layer, BARRIERS=wall, GATES=gate)[0] == pytest.approx(600)
    assert reach(layer)[0] == pytest.approx(600)


@pytest.mark.parametrize("name", ["streets.gpkg", "streets.shp", "streets.geojson"])
@pytest.mark.parametrize("kind", ["LineString", "MultiLineString", "LineStringZ"])
def test_arrays_and_features_read_the_same(tmp_path, monkeypatch, name, kind):
    fields = "foot:string, steps:string, slope_pct:double, level:int"
    shapes = {
        "LineString": [line((0, 0), (300, 0)), line((300, 0), (300, 300)), None],
        "MultiLineString": [
            "MULTILINESTRING((0 0, 300 0), (0 0, 0 50))",
            "MULTILINESTRING((300 0, 300 300))",
            None,
        ],
        "LineStringZ": ["LINESTRING Z(0 0 5, 300 0 6)", "LINESTRING Z(300 0 6, 300 300 9)", None],
    }[kind]
    values = [("yes", "no", 1.5, 0), (None, "是", None, 1), ("no", None, -2.0, None)]
    layer = saved(
        tmp_path, name, [(s, *v) for s, v in zip(shapes, values, strict=True)], fields, kind
    )

    fast, slow = read_both_ways(layer, monkeypatch)
    assert fast.columns is not None
    assert_read_the_same(fast, slow)


@pytest.mark.parametrize("name", ["streets.gpkg", "streets.shp"])
def test_degrees_are_brought_to_the_plane_alike(tmp_path, monkeypatch, name):
    rows = [
        ("MULTILINESTRING((116.3 39.9, 116.31 39.9, 116.31 39.905), (116.3 39.9, 116.3 39.91))",),
        ("LINESTRING(116.31 39.905, 116.32 39.907)",),
        (None,),
    ]
    made = QgsVectorLayer("MultiLineString?crs=EPSG:4326&field=foot:string", "degrees", "memory")
    features = []
    for (text,) in rows:
        feature = QgsFeature(made.fields())
        if text:
            feature.setGeometry(QgsGeometry.fromWkt(text))
        features.append(feature)
    assert made.dataProvider().addFeatures(features)[0]
    fast, slow = read_both_ways(save(made, tmp_path / name), monkeypatch)
    assert fast.columns is not None
    assert_read_the_same(fast, slow)
    assert shapely.length(fast.geometries[0]) > 2000
    assert all(
        np.array_equal(shapely.get_coordinates(a), shapely.get_coordinates(b))
        for a, b in zip(fast.geometries, slow.geometries, strict=True)
    )


def test_lines_that_cannot_be_reprojected_are_named_alike(tmp_path, monkeypatch):
    made = QgsVectorLayer("LineString?crs=EPSG:4326&field=foot:string", "degrees", "memory")
    features = []
    for text in ("LINESTRING(116.3 39.9, 116.31 39.9)", "LINESTRING(116.3 39.9, 116.3 95)"):
        feature = QgsFeature(made.fields())
        feature.setGeometry(QgsGeometry.fromWkt(text))
        features.append(feature)
    assert made.dataProvider().addFeatures(features)[0]
    fast, slow = read_both_ways(save(made, tmp_path / "streets.gpkg"), monkeypatch)
    assert len(slow.rejected) == 1
    assert_read_the_same(fast, slow)


@pytest.mark.parametrize("written", ["GBK", "UTF-8"])
@pytest.mark.parametrize("cpg", [True, False])
@pytest.mark.parametrize("told", [None, "GBK", "UTF-8"])
def test_words_in_a_chinese_shapefile_are_read_as_qgis_reads_them(
    tmp_path, monkeypatch, written, cpg, told
):
    rows = [(line((0, 0), (300, 0)), "是"), (line((300, 0), (300, 300)), "否")]
    made = make_layer("LineString", rows, "foot:string")
    layer = save(made, tmp_path / "streets.shp", written)
    if not cpg:
        (tmp_path / "streets.cpg").unlink()
        layer = QgsVectorLayer(layer.source(), "streets")
    if told:
        layer.setProviderEncoding(told)
    fast, slow = read_both_ways(layer, monkeypatch)
    assert_read_the_same(fast, slow)
    if told == written or (cpg and told is None):
        assert fast.texts("foot") == ["是", "否"]


def test_fields_that_the_file_does_not_have_count_too(tmp_path, monkeypatch):
    layer = saved(tmp_path, fields="closed:string")
    assert layer.addExpressionField("'no'", QgsField("foot", QMetaType.Type.QString)) >= 0
    fast, slow = read_both_ways(layer, monkeypatch)
    assert_read_the_same(fast, slow)
    assert fast.texts("foot") == ["no", "no"]


def read_both_ways(layer, monkeypatch):
    """Read a layer through GDAL where that is done, and through QGIS."""

    def read():
        streets._kept.clear()
        source = QgsProcessingFeatureSource(layer, QgsProcessingContext())
        transforms = QgsCoordinateTransformContext()
        plane = choose_plane(source, "streets", transforms)
        return streets.read_streets(source, layer, plane, transforms, QgsProcessingFeedback())

    fast = read()
    with monkeypatch.context() as patched:
        patched.setattr(streets, "_read_arrays", lambda *args: None)
        slow = read()
    assert slow.columns is None
    return fast, slow


def assert_read_the_same(fast, slow):
    assert fast.ids.tolist() == slow.ids.tolist()
    assert (fast.total, fast.rejected) == (slow.total, slow.rejected)
    assert all(a.equals(b) for a, b in zip(fast.geometries, slow.geometries, strict=True))
    for field in streets.COLUMNS:
        assert fast.texts(field) == slow.texts(field), field


def a_network():
    rng = np.random.default_rng(4)
    lines = shapely.linestrings(rng.uniform(0, 500, (60, 3, 2)))
    wall = Barriers.from_geometries(
        np.array([shapely.LineString([(0, 250), (500, 250)])], dtype=object), np.zeros((0, 2))
    )
    return lines, wall


def same(one, other):
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in network_files.ARRAYS
    )


def test_large_networks_come_back_from_disk_as_they_were(monkeypatch):
    monkeypatch.setattr(kept, "_LARGE", 1)
    lines, wall = a_network()
    first, _ = kept.network_of(lines, b"digest", wall)
    assert len(files()) == 1
    kept.forget()
    monkeypatch.setattr(kept, "build", None)
    again, _ = kept.network_of(lines, b"digest", wall)
    assert again is not first
    assert same(first, again)
    assert first.duplicates == again.duplicates


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_not_trusted(monkeypatch, seed):
    monkeypatch.setattr(kept, "_LARGE", 1)
    lines, wall = a_network()
    expected = build(lines, wall)
    kept.network_of(lines, b"digest", wall)
    (path,) = files()
    content = bytearray(path.read_bytes())
    rng = np.random.default_rng(seed)
    if seed % 4 == 0:
        content = content[: rng.integers(0, len(content))]
    elif seed % 4 == 1:
        start = rng.integers(0, len(content))
        content[start : start + 64] = rng.bytes(len(content[start : start + 64]))
    elif seed % 4 == 2:
        content[rng.integers(0, len(content))] ^= 1 << rng.integers(0, 8)
    else:
        content = bytearray(rng.bytes(200))
    path.write_bytes(content)
    kept.forget()
    found, _ = kept.network_of(lines, b"digest", wall)
    assert same(found, expected)


def test_a_file_of_another_network_is_not_trusted(monkeypatch):
    monkeypatch.setattr(kept, "_LARGE", 1)
    lines, wall = a_network()
    kept.network_of(lines, b"digest", wall)
    (path,) = files()
    kept.network_of(lines[:30], b"another", None)
    (other,) = set(files()) - {path}
    path.write_bytes(other.read_bytes())
    kept.forget()
    assert same(kept.network_of(lines, b"digest", wall)[0], build(lines, wall))


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs a system with users")
def test_a_folder_that_cannot_be_written_is_no_error(monkeypatch, tmp_path):
    monkeypatch.setattr(kept, "_LARGE", 1)
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("LIFECIRCLE_CACHE", str(blocked / "cache"))
    lines, wall = a_network()
    assert same(kept.network_of(lines, b"digest", wall)[0], build(lines, wall))
    assert files() == []


def test_the_oldest_files_make_room(monkeypatch):
    monkeypatch.setattr(kept, "_LARGE", 1)
    lines, wall = a_network()
    kept.network_of(lines, b"one", wall)
    (first,) = files()
    os.utime(first, (1, 1))
    monkeypatch.setattr(network_files, "_MOST_BYTES", first.stat().st_size + 10)
    kept.network_of(lines, b"two", wall)
    (second,) = files()
    assert second != first


def test_walls_are_told_from_gates():
    lines, _ = a_network()
    ends = np.array([[0.0, 250.0], [500.0, 250.0]])
    gated = Barriers(np.zeros((0, 4)), ends, 15.0)
    walled = Barriers(ends.reshape(1, 4), np.zeros((0, 2)), 15.0)
    free, _ = kept.network_of(lines, b"digest", gated)
    cut, _ = kept.network_of(lines, b"digest", walled)
    assert same(free, build(lines))
    assert same(cut, build(lines, walled))
    assert not same(free, cut)


def test_only_so_many_edges_are_kept_in_memory(monkeypatch):
    lines, wall = a_network()
    first, _ = kept.network_of(lines, b"one", wall)
    monkeypatch.setattr(kept, "_MOST_EDGES", first.edge_count)
    assert kept.network_of(lines, b"one", wall)[0] is first
    second, _ = kept.network_of(lines, b"two", wall)
    assert kept.network_of(lines, b"two", wall)[0] is second
    assert kept.network_of(lines, b"one", wall)[0] is not first
