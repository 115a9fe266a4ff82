"""Results of many rows: written in portions, made plain column by column, nothing lost."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import shapely
from lifecircle.gis import sinks
from lifecircle.gis.compat import INTEGER, REAL, TEXT, make_field
from lifecircle.gis.feature_rows import FeatureRows
from lifecircle.gis.snaps import snap_fields
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsVectorLayer,
)

ADDED = [make_field("metres", REAL), make_field("rung", INTEGER), make_field("reason", TEXT)]


def given_features(count):
    fields = sinks.make_fields([make_field("name", TEXT), make_field("reason", TEXT)])
    for row in range(count):
        feature = QgsFeature(fields)
        feature.setAttributes([NULL if row == 1 else f"Home {row}", "the layer's own"])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(row, 2 * row)))
        yield feature


def memory_layer(fields):
    layer = QgsVectorLayer("Point?crs=EPSG:32722", "found", "memory")
    layer.dataProvider().addAttributes(list(fields))
    layer.updateFields()
    return layer


@pytest.mark.parametrize("together", [1, 3, 7, 100])
def test_rows_in_portions_are_all_there_in_their_order(monkeypatch, together):
    monkeypatch.setattr(sinks, "_TOGETHER", together)
    given = list(given_features(7))
    fields = sinks.make_fields(ADDED, given[0].fields())
    assert fields.names() == ["name", "metres", "rung", "reason"]
    metres = np.array([0.0, 1.5, np.nan, np.inf, -np.inf, 2.0, 3.0])
    rung = np.arange(7, dtype=np.int8) % 4
    reason = ["full", None, "poor", "", "shut", None, "too_small"]
    layer = memory_layer(fields)
    rows = FeatureRows(given, fields, [metres, rung, reason])
    assert sinks.write_features(layer.dataProvider(), fields, rows) == 7
    found = list(layer.getFeatures())
    assert [feature.geometry().asPoint().x() for feature in found] == list(range(7))
    values = [[None if v == NULL else v for v in feature.attributes()] for feature in found]
    assert [row[0] for row in values] == ["Home 0", None, *(f"Home {n}" for n in range(2, 7))]
    assert [row[1] for row in values] == [0.0, 1.5, None, None, None, 2.0, 3.0]
    assert [row[2] for row in values] == rung.tolist()
    assert [row[3] for row in values] == reason


def test_columns_of_another_length_are_refused():
    given = list(given_features(3))
    fields = sinks.make_fields(ADDED[:1], given[0].fields())
    with pytest.raises(ValueError, match="2 values for 3 features"):
        list(FeatureRows(given, fields, [np.zeros(2)]))


def test_values_of_numpy_and_lists_become_plain():
    assert sinks.plain_column([1.0, float("nan"), np.float64(2.5), None]) == [1.0, NULL, 2.5, None]
    assert sinks.plain_column(np.array([True, False])) == [True, False]
    assert sinks.to_value(np.int64(3)) == 3


def test_geometries_keep_their_order_and_their_gaps(monkeypatch):
    monkeypatch.setattr(sinks, "_AT_ONCE", 2)
    shapes = np.array([shapely.Point(1, 2), None, shapely.Point(3, 4)], dtype=object)
    found = list(sinks.to_wkb(shapes))
    assert [None if wkb is None else shapely.from_wkb(wkb) for wkb in found] == shapes.tolist()
    fields = sinks.make_fields([make_field("n", REAL)])
    layer = memory_layer(fields)
    rows = zip(found, [[0.0], [1.0], [2.0]], strict=True)
    assert sinks.write_features(layer.dataProvider(), fields, rows) == 3
    written = [feature.geometry().asWkt() for feature in layer.getFeatures()]
    assert written == ["Point (1 2)", "", "Point (3 4)"]


def test_a_sink_that_refuses_a_later_portion_stops_the_run(monkeypatch):
    monkeypatch.setattr(sinks, "_TOGETHER", 2)

    calls = []

    def add(features, flags):
        del flags
        calls.append(len(features))
        return len(calls) < 2

    full = SimpleNamespace(addFeatures=add, lastError=lambda: "disk full")
    rows = ((None, ["Homes", row, 0.0, "ok"]) for row in range(5))
    with pytest.raises(QgsProcessingException, match="disk full"):
        sinks.write_features(full, snap_fields(), rows)
    assert calls == [2, 2]
