"""Results in new GeoPackages: as QGIS would have written them, whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import shapely
from lifecircle.algorithms.walktimes import WalkTimes
from lifecircle.gis.compat import INTEGER, REAL, TEXT, TRUTH, make_field
from lifecircle.gis.feature_rows import FeatureRows
from lifecircle.gis.geopackage.result_rows import takes
from lifecircle.gis.sinks import Plain, from_wkb, make_fields, to_wkb, write_features
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType

UTM = "EPSG:32722"
KINDS = {
    "Point": ["Point(1 2)", "Point(-3.5 0)", None, "Point EMPTY", "Point(7 8)"],
    "PointZ": ["PointZ(1 2 3)", "PointZ(-3.5 0 9)", None, "PointZ(4 4 4)", "Point(7 8)"],
    "LineString": ["LineString(0 0, 1 1)", "LineString(5 5, 6 9)", None, "LineString EMPTY",
                   "LineString(0 0, 3 3)"],
    "MultiPolygon": ["Polygon((0 0, 1 0, 1 1, 0 0))", None, "MultiPolygon EMPTY",
                     "MultiPolygon(((0 0, 9 0, 9 9, 0 0)), ((20 0, 21 0, 21 1, 20 0)))",
                     "Polygon((5 5, 6 5, 6 6, 5 5))"],
    "CompoundCurve": ["CompoundCurve(CircularString(0 0, 1 1, 2 0))", None,
                      "CompoundCurve((0 0, 5 5))", "CompoundCurve EMPTY",
                      "CompoundCurve(CircularString(3 0, 4 1, 5 0))"],
    "NoGeometry": [None] * 5,
}  # fmt: skip
"""By type of the layer: geometries of five rows, some of which do not fit as they are."""


def a_row(fields_and_values):
    fields = make_fields(make_field(name, kind) for name, kind, _ in fields_and_values)
    return fields, list(zip(*(values for _, _, values in fields_and_values), strict=True))


def values_of_all_kinds():
    return a_row(
        [
            ("name", TEXT, ["a", "菜市场 🥬", "", NULL, 'it\'s "x"']),
            ("metres", REAL, [1.5, float("nan"), 3, None, np.float64(2.25)]),
            ("count", INTEGER, [1, 2.0, None, np.int64(2**40), True]),
            ("sure", TRUTH, [True, False, None, np.bool_(True), NULL]),
            ("seen", QMetaType.Type.QDate, [QDate(2025, 3, 1), NULL, None, QDate(), QDate()]),
            ("few", QMetaType.Type.Int, [1, 2, 3, NULL, 5]),
        ]
    )


def geometries(kind):
    return [None if text is None else QgsGeometry.fromWkt(text) for text in KINDS[kind]]


def write(tmp_path, kind, fields, rows, name="ours.gpkg"):
    algorithm = WalkTimes().create()
    return algorithm.write_layer(
        {"OUTPUT": str(tmp_path / name)},
        QgsProcessingContext(),
        QgsProcessingFeedback(),
        "OUTPUT",
        fields,
        getattr(QgsWkbTypes.Type, kind),
        QgsCoordinateReferenceSystem(UTM if kind != "NoGeometry" else ""),
        rows,
    )


def write_by_qgis(path, kind, fields, rows):
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "ours"
    crs = QgsCoordinateReferenceSystem(UTM if kind != "NoGeometry" else "")
    writer = QgsVectorFileWriter.create(
        str(path), fields, getattr(QgsWkbTypes.Type, kind), crs,
        QgsCoordinateTransformContext(), options,
    )  # fmt: skip
    assert write_features(writer, fields, rows) == len(rows)
    del writer


def content(path):
    """All rows, by QGIS; rows in the index, extent and count, by SQLite alone.

    QGIS writes an empty geometry where a row has none; ours has none.
    """
    layer = QgsVectorLayer(str(path), "x", "ogr")
    assert layer.isValid()
    rows = [
        [f.id(), wkt(f.geometry()), *(None if v == NULL else v for v in f.attributes())]
        for f in layer.getFeatures()
    ]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (table,) = connection.execute("SELECT table_name FROM gpkg_contents").fetchone()
        names = {n for (n,) in connection.execute("SELECT name FROM sqlite_master")}
        count = connection.execute("SELECT feature_count FROM gpkg_ogr_contents").fetchone()
        index = extent = None
        if f"rtree_{table}_geom" in names:
            index = connection.execute(
                f"SELECT id, minx, maxx, miny, maxy FROM rtree_{table}_geom ORDER BY id"
            ).fetchall()
            extent = connection.execute(
                "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents"
            ).fetchone()
        triggers = sorted(n for n in names if "trigger" in n or n.startswith("rtree"))
        kinds = connection.execute(f"PRAGMA table_info('{table}')").fetchall()
        stored = connection.execute(
            f"SELECT {', '.join(f'typeof({k[1]})' for k in kinds if k[1] != 'geom')} FROM {table}"
        ).fetchall()
    return {"rows": rows, "count": count, "index": index, "extent": extent,
            "triggers": triggers, "columns": kinds, "stored": stored}  # fmt: skip


def wkt(geometry):
    return "" if geometry.isEmpty() else geometry.asWkt(6)


@pytest.mark.parametrize("kind", KINDS)
def test_a_result_is_as_one_that_qgis_wrote(qgis_app, tmp_path, kind):
    fields, values = values_of_all_kinds()
    rows = list(zip(geometries(kind), map(list, values), strict=True))
    ours, theirs = tmp_path / "ours.gpkg", tmp_path / "theirs" / "ours.gpkg"
    theirs.parent.mkdir()
    assert write(tmp_path, kind, fields, iter(rows)) == str(ours)
    write_by_qgis(theirs, kind, fields, rows)
    one, other = content(ours), content(theirs)
    assert one.keys() == other.keys()
    for key in one:
        assert one[key] == other[key], key
    layer = QgsVectorLayer(str(ours), "x", "ogr")
    request = QgsFeatureRequest(QgsRectangle(4, 3, 8, 8.5))
    if kind != "NoGeometry":
        assert {f.id() for f in layer.getFeatures(request)} == {
            f.id() for f in layer.getFeatures()
            if f.geometry().boundingBox().intersects(QgsRectangle(4, 3, 8, 8.5))
            and not f.geometry().isEmpty()
        }  # fmt: skip


def test_ids_of_the_input_are_kept_where_they_are_ids(qgis_app, tmp_path):
    fields, values = a_row([("fid", INTEGER, [7, 3, 3, None, 8]), ("name", TEXT, list("abcde"))])
    rows = zip([None] * 5, map(list, values), strict=True)
    path = write(tmp_path, "NoGeometry", fields, rows)
    found = {f["name"]: f.id() for f in QgsVectorLayer(path, "x", "ogr").getFeatures()}
    assert (found["a"], found["b"]) == (7, 3)
    assert sorted(found) == list("abcde")
    assert len(set(found.values())) == 5


def test_a_layer_without_rows_is_whole(qgis_app, tmp_path):
    fields, _ = values_of_all_kinds()
    layer = QgsVectorLayer(write(tmp_path, "Point", fields, iter(())), "x", "ogr")
    assert layer.isValid()
    assert layer.featureCount() == 0
    assert layer.fields().names() == ["fid", *fields.names()]


def test_half_a_letter_is_written_as_a_question_mark(qgis_app, tmp_path):
    fields, _ = a_row([("name", TEXT, [])])
    rows = [(None, Plain(["before"])), (None, Plain(["\ud83e"]))]
    path = write(tmp_path, "NoGeometry", fields, iter(rows))
    assert [f["name"] for f in QgsVectorLayer(path, "x", "ogr").getFeatures()] == ["before", "?"]


@pytest.mark.parametrize("name", ["ours.gpkg", "ours.shp", "ours.geojson"])
def test_a_result_that_fails_late_is_not_there(qgis_app, tmp_path, name):
    fields, values = a_row([("name", TEXT, ["a"] * 30_000)])

    def rows():
        for value in values:
            yield QgsGeometry.fromWkt("Point(1 1)"), Plain(value)
        raise RuntimeError("late")

    with pytest.raises(RuntimeError, match="late"):
        write(tmp_path, "Point", fields, rows(), name)
    assert list(tmp_path.iterdir()) == []


def test_other_values_go_through_qgis(qgis_app, tmp_path):
    """Such as moments, which GDAL writes in its own way."""
    moment = QDateTime.fromString("2025-03-01T10:20:30", "yyyy-MM-ddTHH:mm:ss")
    fields, values = a_row([("when", QMetaType.Type.QDateTime, [moment])])
    rows = zip([None], map(list, values), strict=True)
    path = write(tmp_path, "NoGeometry", fields, rows)
    assert not takes(path, fields)
    assert [f["when"] for f in QgsVectorLayer(path, "x", "ogr").getFeatures()] == [moment]


def test_layers_of_other_kinds_are_left_to_qgis(qgis_app, tmp_path):
    fields, _ = values_of_all_kinds()
    path = Path(write(tmp_path, "NoGeometry", fields, iter(())))
    assert takes(str(path), fields)
    for other in ("memory_layer_1", f"{path}|layername=ours", str(tmp_path / "none.gpkg")):
        assert not takes(other, fields)
    assert not (tmp_path / "none.gpkg").exists()


def test_boxes_known_before_and_columns_in_bulk_change_nothing(qgis_app, tmp_path):
    shapes = np.array(
        [None, shapely.box(0, 0, 1, 2), shapely.MultiPolygon(), shapely.box(5, 1, 7, 9)]
    )
    multi = np.array([one and shapely.multipolygons([one]) for one in shapes], dtype=object)
    multi[2] = shapes[2]
    wkb = list(to_wkb(multi))
    assert wkb[1].box == (0, 1, 0, 2)
    given = []
    for row, one in enumerate(wkb):
        feature = QgsFeature(make_fields([make_field("name", TEXT)]))
        feature["name"] = f"Home {row}"
        if one is not None:
            feature.setGeometry(from_wkb(one))
        given.append(feature)
    numbers = np.array([1.5, np.nan, 3.0, np.inf])
    fields = make_fields([make_field("metres", REAL)], given[0].fields())
    rows = [[f"Home {n}", value] for n, value in enumerate([1.5, NULL, 3.0, NULL])]
    found = []
    for number, each in enumerate(
        (
            zip(wkb, rows, strict=True),
            [
                (None if one is None else bytes(one), row)
                for one, row in zip(wkb, rows, strict=True)
            ],
            FeatureRows(given, fields, [numbers]),
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        found.append(content(write(folder, "MultiPolygon", fields, each)))
    assert found[0] == found[1] == found[2]


def test_a_run_cancelled_while_it_writes_leaves_nothing(qgis_app, tmp_path):
    feedback, context = QgsProcessingFeedback(), QgsProcessingContext()
    fields, values = a_row([("name", TEXT, ["a"] * 30_000)])

    def rows(cancel_at):
        for number, value in enumerate(values):
            if number == cancel_at:
                feedback.cancel()
            yield QgsGeometry.fromWkt("Point(1 1)"), Plain(value)

    kind, crs = QgsWkbTypes.Type.Point, QgsCoordinateReferenceSystem(UTM)
    algorithm = WalkTimes().create()
    names = [item.name() for item in algorithm.destinationParameterDefinitions()][:2]
    paths = (tmp_path / "first.gpkg", tmp_path / "second.geojson")
    layers = (
        (name, fields, kind, crs, rows(cancel_at))
        for name, cancel_at in zip(names, (-1, 25_000), strict=True)
    )
    given = dict(zip(names, map(str, paths), strict=True))
    with pytest.raises(QgsProcessingException, match="Stopped"):
        algorithm.write_layers(given, context, feedback, layers, dict.fromkeys(names, "units"))
    assert list(tmp_path.iterdir()) == []
