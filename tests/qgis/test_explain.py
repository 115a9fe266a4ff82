"""Explain: for a home the same as Diagnose, for its walks lines as long as they say."""

from pathlib import Path

import pytest
from hand_town import CORNER, make_layer
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

SAMPLE = Path(__file__).parents[2] / "sample" / "lifecircle_sample.gpkg"
SAME = (
    "m",
    "min",
    "has",
    "enough",
    "rated",
    "open",
    "size",
    "need",
    "rung",
    "rung_max",
    "reason",
    "action",
)


def sample(name):
    """A layer of the sample."""
    layer = QgsVectorLayer(f"{SAMPLE}|layername={name}", name)
    assert layer.isValid()
    return layer


@pytest.fixture(scope="module")
def asked():
    """The parameters that Diagnose and Explain share."""
    layers = ("streets", "barriers", "gates", "residents", "facilities", "areas", "opinions")
    return {name.upper(): sample(name) for name in layers} | {
        "AREA_NAME_FIELD": "name",
        "ONLY_SET": True,
    }


def inside(home):
    """A point in a home, in the CRS of the residents, as Processing writes it."""
    point = home.geometry().pointOnSurface().asPoint()
    return f"{point.x()},{point.y()} [{sample('residents').crs().authid()}]"


def test_homes_of_the_sample_are_explained_as_they_are_diagnosed(run, asked):
    found = run("diagnose", **asked)
    homes = list(found.layer("OUTPUT_UNITS").getFeatures())
    diagnosed = found.rows("OUTPUT_UNITS")
    step = len(homes) // 40
    for number in range(0, 40 * step, step):
        explained = run("explain", POINT=inside(homes[number]), **asked)
        rows = explained.rows("OUTPUT_TABLE")
        assert len(rows) > 20
        for row in rows:
            wanted = {name: diagnosed[number][f"{row['service']}_{name}"] for name in SAME}
            assert {name: row[name] for name in SAME} == wanted, (number, row["service"])
            assert row["compound_id"] == diagnosed[number]["compound_id"]
        check_routes(explained)


def check_routes(explained):
    """Lines are as long as they say, and the nearest one as long as the table says."""
    walks = {row["service"]: row for row in explained.rows("OUTPUT_TABLE")}
    shapes = explained.shapes("OUTPUT_ROUTES")
    for shape, route in zip(shapes, explained.rows("OUTPUT_ROUTES"), strict=True):
        assert shape.length() == pytest.approx(route["metres"], abs=0.01), route
        if route["role"] == "nearest":
            assert route["metres"] >= walks[route["service"]]["m"] - 0.01
            assert route["minutes"] == pytest.approx(walks[route["service"]]["min"], abs=1e-4)
    nearest = [r["service"] for r in explained.rows("OUTPUT_ROUTES") if r["role"] == "nearest"]
    assert nearest and set(nearest) == {key for key, r in walks.items() if r["m"] is not None}
