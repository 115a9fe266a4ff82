"""Street layers as nobody wants them, walked and drawn by the algorithms, answers by hand.

Each street layer is walked from one point to another, and the street within 60 m of the first
is drawn as lines and as ground.
"""

import math
from dataclasses import dataclass

import pytest
from hand_town import line, make_layer
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsLineString,
    QgsMultiLineString,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

ROAD = line((0, 0), (100, 0), (200, 0))
TWO_HALVES = "MULTILINESTRING((0 0, 100 0), (100 0, 200 0))"
LEVEL = "level:int"


def parts(*lines):
    """Make one geometry of several lines; QGIS cannot read empty ones from text."""
    multi = QgsMultiLineString()
    for each in lines:
        multi.addGeometry(QgsLineString(*each))
    return QgsGeometry(multi)


@dataclass
class Case:
    """Rows of a layer, a walk, its metres (None for no walk), and the street within 60 m."""

    kind: str
    rows: list
    start: tuple
    goal: tuple
    metres: float | None
    within_60: float
    fields: str = ""
    told: str = ""


CASES = {
    # dimensions and kinds
    "heights": Case(
        "LineStringZ", ["LINESTRINGZ(0 0 5, 100 0 80, 200 0 -3)"], (50, 0), (150, 0), 100, 110,
    ),
    "measures": Case(
        "LineStringM", ["LINESTRINGM(0 0 5, 100 0 80, 200 0 7)"], (50, 0), (150, 0), 100, 110,
    ),
    "heights of which one is no number": Case(
        "LineStringZ",
        [QgsGeometry(QgsLineString([0, 100, 200], [0, 0, 0], [5, math.nan, 7]))],
        (50, 0), (150, 0), 100, 110,
    ),
    "several parts": Case("MultiLineString", [TWO_HALVES], (50, 0), (150, 0), 100, 110),
    "several parts with heights and measures, one of them empty": Case(
        "MultiLineStringZM",
        [parts(([0, 100], [0, 0], [1, 1], [2, 2]), (), ([100, 200], [0, 0], [9, 9], [9, 9]))],
        (50, 0), (150, 0), 100, 110,
    ),
    "an empty layer row between others": Case(
        "LineString", [None, ROAD, "LINESTRING EMPTY"], (50, 0), (150, 0), 100, 110,
        told="Streets: 2 left out: no geometry (features 1, 3).",
    ),
    # curves: a half circle of 100 m radius from (0, 0) over (100, 100) to (200, 0)
    "a curve": Case(
        "CircularString", ["CIRCULARSTRING(0 0, 100 100, 200 0)"],
        (0, 0), (100, 100), 50 * math.pi, 60, told="Streets: 1 curves were straightened.",
    ),
    "a curve that goes on straight": Case(
        "CompoundCurve", ["COMPOUNDCURVE(CIRCULARSTRING(0 0, 100 100, 200 0), (200 0, 200 -80))"],
        (100, 100), (200, -80), 50 * math.pi + 80, 120,
        told="Streets: 1 curves were straightened.",
    ),
    "a curve met by a straight line at its end": Case(
        "MultiCurve",
        ["MULTICURVE(CIRCULARSTRING(0 0, 100 100, 200 0), (200 0, 200 -80))"],
        (100, 100), (200, -80), 50 * math.pi + 80, 120,
        told="Streets: 1 curves were straightened.",
    ),
    "a full circle": Case(
        "CircularString", ["CIRCULARSTRING(0 0, 200 0, 0 0)"],
        (0, 0), (200, 0), 100 * math.pi, 120, told="Streets: 1 curves were straightened.",
    ),
    # how lines meet, or do not
    "a crossing without a vertex": Case(
        "LineString", [line((0, 0), (200, 0)), line((100, -90), (100, 90))],
        (50, 0), (100, 40), None, 110,
    ),
    "a crossing with a vertex": Case(
        "LineString", [ROAD, line((100, -90), (100, 0), (100, 90))],
        (50, 0), (100, 40), 90, 50 + 60 + 10 + 10,
    ),
    "a bridge and its ramp": Case(
        "LineString",
        [(ROAD, 0), (line((100, -90), (100, 90)), 1), (line((100, 90), (200, 90), (200, 0)), 0)],
        (90, 0), (100, 40), 110 + 90 + 100 + 50, 120, fields=LEVEL,
    ),
    "ends of other levels that share a vertex": Case(
        "LineString", [(line((0, 0), (100, 0)), 0), (line((100, 0), (200, 0)), 1)],
        (50, 0), (150, 0), 100, 110, fields=LEVEL,
    ),
    "ends less than half a millimetre off": Case(
        "LineString", [line((0, 0), (100, 0)), line((100.0004, 0), (200, 0))],
        (50, 0), (150, 0), 100, 110,
    ),
    "ends just more than half a millimetre off": Case(
        "LineString", [line((0, 0), (100, 0)), line((100.0006, 0), (200, 0))],
        (50, 0), (150, 0), None, 100,
    ),
    # lines on lines, and on themselves
    "a line drawn twice, once from the other end": Case(
        "LineString", [ROAD, line((200, 0), (100, 0), (0, 0))], (50, 0), (150, 0), 100, 110,
        told="1 street edges lie twice on the same line; each counts once.",
    ),
    "a short line on a part of a long one": Case(
        "LineString", [ROAD, line((100, 0), (200, 0))], (50, 0), (150, 0), 100, 110,
    ),
    "lines that lie on one another in part, no vertex shared": Case(
        "LineString", [line((0, 0), (200, 0)), line((100, 0), (300, 0))],
        (50, 0), (250, 0), None, 110,
    ),
    "a closed ring": Case(
        "LineString", [line((0, 0), (100, 0), (100, 100), (0, 100), (0, 0))],
        (10, 0), (0, 20), 30, 120,
    ),
    "a loop at one corner": Case(
        "LineString", [ROAD, line((100, 0), (130, 40), (70, 40), (100, 0))],
        (80, 0), (100, 40), 20 + 50 + 30, 60 + 20 + 40 + 40 + 40,
    ),
    "lines without length": Case(
        "LineString", [ROAD, line((100, 0), (100, 0)), line((40, 0), (40.0002, 0))],
        (50, 0), (150, 0), 100, 110,
        told="Streets: 1 left out: a line without length (features 2).",
    ),
    # next to nothing
    "a single street": Case("LineString", [line((0, 0), (10, 0))], (-3, 4), (14, 3), 20, 10),
    "no street in reach": Case("LineString", [ROAD], (50, 500), (150, 0), None, 0),
}  # fmt: skip
every_case = pytest.mark.parametrize("name", CASES)


def point(place):
    return make_layer("Point", [f"POINT({place[0]} {place[1]})"])


@pytest.fixture(params=["memory", "file"])
def streets(request, tmp_path):
    """Make the street layer of a case, in memory or in a GeoPackage, which is read in bulk."""

    def make(case):
        layer = make_layer(case.kind, case.rows, case.fields, name="streets")
        if request.param == "memory":
            return layer
        path = str(tmp_path / "streets.gpkg")
        options = QgsVectorFileWriter.SaveVectorOptions()
        transforms = QgsCoordinateTransformContext()
        error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, transforms, options)[0]
        assert error == QgsVectorFileWriter.WriterError.NoError
        saved = QgsVectorLayer(path, "streets")
        assert saved.featureCount() == len(case.rows)
        return saved

    return make


def assert_told(case, log):
    """Compare the sentences that matter with what was said."""
    if case.told:
        assert any(text.endswith(case.told) for text in log.warnings), log.warnings


@every_case
def test_walk(run, streets, name):
    case = CASES[name]
    found = run(
        "walktimes",
        STREETS=streets(case),
        ORIGINS=point(case.start),
        DESTINATIONS=point(case.goal),
        ISLAND=0,
    )
    expected = [] if case.metres is None else [case.metres]
    # arcs are drawn with chords
    near = 0.02 if "Cur" in case.kind or "Circ" in case.kind else 0.002
    metres = [metres for metres in found.values("metres") if metres is not None]
    assert metres == pytest.approx(expected, abs=near)
    assert_told(case, found.log)


@every_case
def test_catchment(run, streets, name):
    case = CASES[name]
    found = run(
        "walkcatchments",
        STREETS=streets(case),
        ORIGINS=point(case.start),
        METRES="60",
        ISLAND=0,
        OUTPUT_LINES="memory:",
    )
    assert_told(case, found.log)
    reached = [row["reached_m"] or 0 for row in found.rows()]
    assert sum(reached) == pytest.approx(case.within_60, abs=0.01)
    if not case.within_60:
        assert all(shape.isNull() for shape in (*found.shapes(), *found.shapes("OUTPUT_LINES")))
        return
    lines = sum(shape.length() for shape in found.shapes("OUTPUT_LINES"))
    assert lines == pytest.approx(case.within_60, abs=0.01)
    (shape,) = found.shapes()
    assert shape.isGeosValid()
    assert not shape.constGet().is3D()
    (row,) = found.rows()
    assert shape.area() == pytest.approx(row["area_ha"] * 1e4, abs=0.1)
    # what is reached lies inside; where streets lie over one another a cell is one's only
    (drawn,) = found.shapes("OUTPUT_LINES")
    assert drawn.difference(shape.buffer(0.01, 8)).length() < 0.1 * case.within_60


def test_a_street_of_two_hundred_thousand_vertices(run):
    """A zigzag of 199,999 steps of 1 m by 2 m, met by a street at one of its vertices."""
    count = 200_000
    zigzag = QgsGeometry(
        QgsLineString([float(k) for k in range(count)], [2.0 * (k % 2) for k in range(count)])
    )
    step = math.hypot(1, 2)
    layer = make_layer("LineString", [zigzag, line((120_001, 2), (120_001, 300))])
    walk = run(
        "walktimes",
        STREETS=layer,
        ORIGINS=point((50_000, 0)),
        DESTINATIONS=point((120_001, 200)),
    )
    assert walk.values("metres") == pytest.approx([70_001 * step + 198], abs=0.01)
    area = run("walkcatchments", STREETS=layer, ORIGINS=point((50_000, 0)), METRES="1000")
    assert area.values("reached_m") == pytest.approx([2000], abs=0.01)
    box = area.shapes()[0].boundingBox()
    # it ends across the zigzag's steps, of which the last few lean
    assert box.width() == pytest.approx(2000 / step, abs=12)
