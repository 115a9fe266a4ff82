"""Rows written in bulk: the package is as complete as one that QGIS wrote feature by feature."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest
import shapely
from as_surveyed import read_layer
from lifecircle.gis.geopackage.blobs import make_blobs
from lifecircle.gis.geopackage.spatial_index import pack_index
from lifecircle.gis.wkb import write_wkb
from lifecircle.survey.loading.layer_content import LayerContent
from lifecircle.survey.loading.package import find_layer, write_package
from lifecircle.survey.reading.raw_table import SurveyError
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
)

COUNT = 5000


def go_on(share):
    assert 0 <= share <= 1
    return True


def make_content(shapes, role="residents", first=0):
    rows = range(first, first + len(shapes))
    columns = {
        "name": [None if n % 7 == 0 else f"望溪{n}号楼 😀'\"" for n in rows],
        "population": [None if n % 5 == 0 else n for n in rows],
        "share": [n / 3 for n in rows],
        "surveyed_on": ["2025-04-03" if n % 2 else None for n in rows],
        "empty": [None] * len(shapes),
    }
    kinds = ("text", "count", "number", "date", "text")
    return LayerContent(
        role, list(zip(columns, kinds, strict=True)), columns, np.array(shapes, dtype=object),
        "EPSG:32651", [f"R{n}" for n in rows], [f"h{n}" for n in rows], "a.csv", [],
    )  # fmt: skip


def draw_points(count=COUNT, seed=1):
    return shapely.points(np.random.default_rng(seed).uniform(0, 50_000, (count, 2)))


def draw_lines():
    starts = np.random.default_rng(2).uniform(0, 50_000, (COUNT, 2))
    return shapely.linestrings(np.stack([starts, starts + 30, starts + [30, -10]], axis=1))


def draw_areas():
    areas = shapely.box(*np.random.default_rng(3).uniform(0, 900, (4, 200)))
    areas[::3] = shapely.multipolygons(areas[::3], indices=np.arange(len(areas[::3])))
    return areas


def as_qgis_writes(path, content):
    """The same layer, written by QGIS feature by feature."""
    from lifecircle.survey.loading.layer_content import make_features
    from lifecircle.survey.loading.package import open_writer

    fields = content.make_fields()
    crs = QgsCoordinateReferenceSystem(content.crs)
    writer = open_writer(path, content.role, fields, content.wkb_type(), crs)
    for feature in make_features(content, fields, range(len(content.ids))):
        assert writer.addFeature(feature)
    del writer


def described(path, role):
    """All that a GeoPackage says of a layer, but for the time."""
    with closing(sqlite3.connect(path)) as connection:
        ask = lambda sql: connection.execute(sql).fetchall()  # noqa: E731
        found = {
            "schema": sorted(ask("SELECT type, name, sql FROM sqlite_master"), key=str),
            "geometry": ask("SELECT * FROM gpkg_geometry_columns"),
            "contents": ask("SELECT table_name, data_type, identifier, srs_id FROM gpkg_contents"),
            "extensions": ask("SELECT * FROM gpkg_extensions"),
            "count": ask("SELECT * FROM gpkg_ogr_contents"),
            "sequence": ask("SELECT * FROM sqlite_sequence"),
            "check": ask("PRAGMA integrity_check"),
            "index": ask(f"SELECT rtreecheck('rtree_{role}_geom')"),
            "boxes": ask(f"SELECT * FROM rtree_{role}_geom ORDER BY id"),
            "rows": ask(f"SELECT * FROM {role} ORDER BY fid"),
        }
        (found["extent"],) = ask(
            f"SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = '{role}'"
        )
    return found


@pytest.mark.parametrize("draw", [draw_points, draw_lines, draw_areas])
def test_a_layer_is_as_one_that_qgis_wrote(tmp_path, draw):
    content = make_content(draw())
    ours, theirs = tmp_path / "ours.gpkg", tmp_path / "theirs.gpkg"
    write_package(ours, [content], go_on)
    with closing(sqlite3.connect(ours)) as connection:
        # the table of what was not used is ours alone
        connection.execute("DROP TABLE rejects")
        for table in ("gpkg_contents", "gpkg_ogr_contents", "sqlite_sequence"):
            name = "name" if table == "sqlite_sequence" else "table_name"
            connection.execute(f"DELETE FROM {table} WHERE {name} = 'rejects'")
        connection.commit()
    as_qgis_writes(theirs, content)
    one, other = described(ours, "residents"), described(theirs, "residents")
    assert one["check"] == one["index"] == [("ok",)]
    assert one.pop("extent") == pytest.approx(other.pop("extent"), abs=1e-6)
    for key in one:
        assert one[key] == other[key], key


def test_the_index_finds_what_lies_in_a_window(tmp_path):
    points = draw_points()
    write_package(tmp_path / "a.gpkg", [make_content(points)], go_on)
    layer = find_layer(tmp_path / "a.gpkg", "residents")
    assert layer.featureCount() == COUNT
    assert layer.hasSpatialIndex() == layer.SpatialIndexPresence.SpatialIndexPresent
    xy = shapely.get_coordinates(points)
    for west, south, east, north in np.random.default_rng(4).uniform(0, 25_000, (20, 4)):
        box = QgsRectangle(west, south, 25_000 + east, 25_000 + north)
        inside = (xy[:, 0] >= box.xMinimum()) & (xy[:, 0] <= box.xMaximum())
        inside &= (xy[:, 1] >= box.yMinimum()) & (xy[:, 1] <= box.yMaximum())
        found = {f["source_id"] for f in layer.getFeatures(QgsFeatureRequest(box))}
        assert found == {f"R{n}" for n in np.flatnonzero(inside)}


def test_edits_in_qgis_keep_count_and_index(tmp_path):
    path = tmp_path / "a.gpkg"
    write_package(path, [make_content(draw_points())], go_on)
    layer = find_layer(path, "residents")
    assert layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(-9, -9)))
    layer.addFeature(feature)
    layer.deleteFeatures(list(range(1, 2000)))
    for fid in range(3000, 3100):
        layer.changeGeometry(fid, QgsGeometry.fromPointXY(QgsPointXY(fid, 1e6)))
    assert layer.commitChanges(), layer.commitErrors()
    del layer
    found = described(path, "residents")
    assert found["check"] == found["index"] == [("ok",)]
    assert ("residents", COUNT - 1998) in found["count"]
    assert len(found["boxes"]) == COUNT - 1998


@pytest.mark.parametrize("count", [1, 51, 52, 53, 2601, 2602, 140_000])
def test_trees_of_any_height_are_whole(count):
    boxes = np.random.default_rng(count).uniform(-180, 180, (count, 2)).repeat(2, axis=1)
    boxes[:, 1::2] += 1e-9
    packed = pack_index(np.arange(1, count + 1), boxes, 1228)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE r USING rtree(id, minx, maxx, miny, maxy)")
        for part in ("node", "rowid", "parent"):
            rows = zip(*getattr(packed, part), strict=True)
            connection.executemany(f"INSERT OR REPLACE INTO r_{part} VALUES (?, ?)", rows)
        assert connection.execute("SELECT rtreecheck('r')").fetchall() == [("ok",)]
        found = np.array(connection.execute("SELECT * FROM r ORDER BY id").fetchall())
    assert (found[:, 0] == np.arange(1, count + 1)).all()
    low, high = found[:, 1::2], found[:, 2::2]
    assert (low <= boxes[:, ::2]).all()
    assert (high >= boxes[:, 1::2]).all()
    assert np.abs(low - boxes[:, ::2]).max() < 1e-4


def test_blobs_and_wkb_are_those_of_shapely():
    for shapes in (draw_points(), draw_lines()):
        assert write_wkb(shapes) == shapely.to_wkb(shapes).tolist()
        ends = [blob[-len(wkb) :] for blob, wkb in zip(
            make_blobs(shapes, 1, several=False), write_wkb(shapes), strict=True)]  # fmt: skip
        assert ends == write_wkb(shapes)


def test_half_a_letter_does_not_stop_the_writing(tmp_path):
    content = make_content(draw_points(10))
    content.columns["name"][3] = "甲\ud83d乙"
    write_package(tmp_path / "a.gpkg", [content], go_on)
    names = [row["name"] for row in read_layer(tmp_path / "a.gpkg", "residents")]
    assert len(names) == 10
    assert names[3] == "甲?乙"


def test_stopping_leaves_nothing(tmp_path):
    asked = []

    def stop(share):
        asked.append(share)
        return len(asked) < 2

    with pytest.raises(SurveyError, match="Stopped"):
        write_package(tmp_path / "a.gpkg", [make_content(draw_points(12_000))], stop)
    assert list(tmp_path.iterdir()) == []


def test_a_further_layer_comes_into_a_package_that_is_open(tmp_path):
    path = tmp_path / "a.gpkg"
    write_package(path, [make_content(draw_points(100))], go_on)
    open_layer = find_layer(path, "residents")
    assert next(open_layer.getFeatures()).isValid()
    write_package(path, [make_content(draw_lines(), "streets")], go_on)
    assert open_layer.featureCount() == 100
    streets = find_layer(path, "streets")
    assert streets.featureCount() == COUNT
    fields = QgsFields(streets.fields())
    assert fields.names() == find_layer(path, "residents").fields().names()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT rtreecheck('rtree_streets_geom')").fetchone() == ("ok",)


def test_ids_and_hashes_of_a_package_are_read_whatever_they_hold(tmp_path):
    from lifecircle.survey.loading.kept_rows import divide, read_before

    content = make_content(draw_points(25_000))
    odd = ["a,b", "'", '"', "😀", "a\nb", "x" * 3000, "\x1f", "1.0"]
    content.ids[: len(odd)] = odd
    path = tmp_path / "a.gpkg"
    write_package(path, [content], go_on)
    layer = find_layer(path, "residents")
    layer.startEditing()
    layer.deleteFeatures([100, 101])
    by_hand = QgsFeature(layer.fields())
    layer.addFeature(by_hand)
    layer.commitChanges()
    del layer
    kept = [n for n in range(25_000) if n not in (99, 100)]
    before = divide(read_before(path, "residents"))
    found = {name: row for part in before for name, row in part.items()}
    assert found == {content.ids[n]: (n + 1, content.hashes[n]) for n in kept}
    assert all(found[content.ids[n]][0] == n + 1 for n in kept)
    come = divide((name, row) for row, name in enumerate(content.ids))
    assert {name: row for part in come for name, row in part.items()} == {
        name: row for row, name in enumerate(content.ids)
    }
    assert all(one.keys() <= other.keys() for one, other in zip(before, come, strict=True))
