"""One answer, whoever asks: Python, the command line, and a model that chains algorithms."""

import json
import os
import subprocess
import sys
from pathlib import Path

import processing
import pytest
from hand_run import OUTPUTS, read_rows
from hand_town import line, make_facilities, make_homes, make_layer, make_streets
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "catchments_into_gaps.model3"
METRES = 1e-6


@pytest.fixture
def town(tmp_path):
    """The layers of a town as files, by role."""
    layers = {
        "streets": make_streets(line((1200, 400), (1700, 400))),
        "barriers": make_layer("LineString", [line((200, -50), (200, 50))]),
        "gates": make_layer("Point", ["POINT(200 4)"]),
        "centres": make_layer(
            "Point",
            [("POINT(100 -15)", "甲"), ("POINT(900 400)", "乙"), ("POINT(9 9000)", "丙")],
            "name:string",
        ),
        "residents": make_homes(
            ("POINT(100 10)", 5.0, 1.0),
            ("POINT(790 300)", 7.0, None),
            (None, 3.0, 0.0),
            ("POINT(1600 410)", 11.0, 2.0),
            ("POINT(20 1190)", 2.5, 0.5),
            fields="population:double, pop_3_5:double",
            crs="EPSG:4490",
        ),
        "facilities": make_facilities(
            ("POINT(300 -20)", "market"),
            ("POINT(410 770)", "kindergarten"),
            ("POINT(420 770)", "corner shop"),
            crs="EPSG:4326",
        ),
        "opinions": make_layer(
            "Point",
            [(f"POINT({100 + 20 * n} 5)", "market", 1 + n % 5, 1 + n % 3) for n in range(30)],
            "service:string, importance:double, satisfaction:double",
        ),
        "areas": make_layer("Polygon", ["POLYGON((-50 -50, 600 -50, 600 600, -50 600, -50 -50))"]),
    }
    paths = {}
    for role, layer in layers.items():
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        paths[role] = str(tmp_path / f"{role}.gpkg")
        code, text, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, paths[role], QgsProject.instance().transformContext(), options
        )
        assert code == QgsVectorFileWriter.WriterError.NoError, text
    return paths


def ground(town):
    """The parameters that all algorithms share."""
    return {"STREETS": town["streets"], "BARRIERS": town["barriers"], "GATES": town["gates"]}


def parameters(name, town):
    """A run of an algorithm that shows more than its defaults."""
    own = {
        "walkcatchments": {"ORIGINS": town["centres"], "MINUTES": "5，10", "RINGS": 1},
        "walktimes": {
            "ORIGINS": town["residents"],
            "DESTINATIONS": town["facilities"],
            "SERVICE_FIELD": "service",
            "MODE": 2,
            "WALKER": 1,
        },
        "coveragegaps": {
            "RESIDENTS": town["residents"],
            "FACILITIES": town["facilities"],
            "RULE": 0,
            "LIMITS": "corner shop=3",
            "COUNT_ALL": True,
        },
    }
    judged = {
        "RESIDENTS": town["residents"],
        "FACILITIES": town["facilities"],
        "AREAS": town["areas"],
        "RULE": 0,
        "LIMITS": "corner shop=3",
    }
    own["servicelevels"] = judged
    own["diagnose"] = own["residentneeds"] = judged | {"OPINIONS": town["opinions"]}
    if name == "correctchinacoordinates":
        return {"INPUT": town["centres"], "FROM": 1}
    if name == "preparestreets":
        return {
            "STREETS": str(ROOT / "sample" / "as_surveyed" / "streets_gbk.shp"),
            "RESIDENTS": town["residents"],
            "POPULATION_FIELD": "population",
        }
    return ground(town) | own[name]


def run_here(algorithm, given):
    """Run in this process."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    feedback = QgsProcessingFeedback(False)
    return processing.run(algorithm, given, feedback=feedback, context=context)


def run_from_outside(algorithm, given):
    """Run with qgis_process in a process of its own; return its results."""
    done = subprocess.run(
        ["qgis_process", "--json", "run", algorithm, "-"],
        input=json.dumps({"inputs": given}),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["results"]


def read_result(path):
    """Rows, geometries, field names and types, and the system of a result."""
    layer = QgsVectorLayer(str(path), "result", "ogr")
    assert layer.isValid(), path
    shapes = [feature.geometry() for feature in layer.getFeatures()]
    fields = [(field.name(), field.typeName()) for field in layer.fields()]
    return read_rows(layer), shapes, fields, layer.crs().authid(), layer.wkbType()


def assert_same(first, second):
    """Compare two results feature by feature."""
    rows, shapes, *frame = read_result(first)
    other_rows, other_shapes, *other_frame = read_result(second)
    assert frame == other_frame
    assert len(rows) == len(other_rows)
    for row, other in zip(rows, other_rows, strict=True):
        assert list(row) == list(other)
        for field, value in row.items():
            same = pytest.approx(value, rel=1e-12) if isinstance(value, float) else value
            assert other[field] == same, field
    for shape, other in zip(shapes, other_shapes, strict=True):
        assert (shape.isNull(), shape.isEmpty()) == (other.isNull(), other.isEmpty())
        if not shape.isEmpty():
            assert shape.hausdorffDistance(other) < METRES
            assert shape.length() == pytest.approx(other.length(), abs=METRES)


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_command_line_gives_what_python_gives(name, town, tmp_path):
    given = parameters(name, town)
    folders = {"here": tmp_path / "here", "outside": tmp_path / "outside"}
    for folder in folders.values():
        folder.mkdir()
    files = {
        where: {output: str(folder / f"{output}.gpkg") for output in OUTPUTS[name]}
        for where, folder in folders.items()
    }
    here = run_here(f"lifecircle:{name}", given | files["here"])
    outside = run_from_outside(f"lifecircle:{name}", given | files["outside"])
    assert set(here) == set(outside)
    if name == "coveragegaps":
        assert here["STAMP"] == outside["STAMP"]
    for output in OUTPUTS[name]:
        assert len(read_result(here[output])[0]) > 0, output
        assert_same(here[output], outside[output])


def step_by_step(town, folder):
    """Do by hand what the model does."""
    circles = str(folder / "circles.gpkg")
    run_here(
        "lifecircle:walkcatchments",
        ground(town)
        | {
            "ORIGINS": town["centres"],
            "MINUTES": "10",
            "SHAPE": 2,
            "REACH": 100,
            "OUTPUT": circles,
        },
    )
    results = run_here(
        "lifecircle:coveragegaps",
        ground(town)
        | {
            "RESIDENTS": town["residents"],
            "FACILITIES": town["facilities"],
            "AREAS": circles,
            "AREA_NAME_FIELD": "name",
        }
        | {name: str(folder / f"{name}.gpkg") for name in OUTPUTS["coveragegaps"][:3]},
    )
    return {
        "life_circles": circles,
        "residents_with_their_services": results["OUTPUT_UNITS"],
        "gaps": results["OUTPUT_GAPS"],
        "coverage_table": results["OUTPUT_TABLE"],
    }


def load_model():
    """The model as QGIS reads it."""
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(MODEL))
    return model


@pytest.mark.parametrize("runner", [run_here, run_from_outside])
def test_the_model_gives_what_its_steps_give(runner, town, tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "steps").mkdir()
    steps = step_by_step(town, tmp_path / "steps")
    files = {name: str(tmp_path / "model" / f"{name}.gpkg") for name in steps}
    roles = dict(town, minutes="10")
    results = runner(load_model() if runner is run_here else str(MODEL), roles | files)
    for name, path in steps.items():
        assert results[name] == files[name]
        assert len(read_result(path)[0]) > 0, name
        assert_same(path, files[name])


MODEL_RESULTS = ("life_circles", "residents_with_their_services", "gaps", "coverage_table")


def test_the_model_sums_residents_by_the_nearest_centre(town):
    """720 m from (900, 400) reach the home at (1600, 410); the third centre is on no street."""
    results = run_here(
        load_model(), town | {"minutes": "10"} | dict.fromkeys(MODEL_RESULTS, "TEMPORARY_OUTPUT")
    )
    rows = read_rows(results["coverage_table"])
    persons = {row["area"]: row["persons"] for row in rows if row["service"] == "market"}
    assert persons == {"甲": 5, "乙": 7 + 11, "(outside)": 3 + 2.5}


def test_the_model_needs_no_barriers_and_no_names(town):
    given = {role: path for role, path in town.items() if role not in {"barriers", "gates"}}
    results = run_here(
        load_model(),
        given | {"name_field": None} | dict.fromkeys(MODEL_RESULTS, "TEMPORARY_OUTPUT"),
    )
    assert set(read_rows(results["coverage_table"])[0]) >= {"area", "service", "persons"}
    areas = {row["area"] for row in read_rows(results["coverage_table"])}
    assert areas == {"甲", "乙", "(outside)"}


def test_the_model_can_be_opened_in_the_designer():
    model = load_model()
    assert model.validate() == (True, [])
    assert model.canExecute() == (True, "")
    assert model.displayName() == "Coverage gaps by life circle"
    assert model.group() == "Life Circle"
    assert len(model.shortHelpString()) > 100
    boxes = [
        *model.childAlgorithms().values(),
        *model.parameterComponents().values(),
        *(o for c in model.childAlgorithms().values() for o in c.modelOutputs().values()),
    ]
    assert len(boxes) == 2 + 9 + 4
    places = [(box.position().x(), box.position().y()) for box in boxes]
    assert len(set(places)) == len(places)
    for definition in model.parameterDefinitions():
        assert definition.description().isascii()
        assert model.helpContent().get(definition.name()) or definition.isDestination()


def test_the_model_file_is_what_its_script_makes(tmp_path):
    made = tmp_path / "made.model3"
    subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_model.py"), str(made)],
        check=True,
        capture_output=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    fresh = QgsProcessingModelAlgorithm()
    assert fresh.fromFile(str(made))
    assert fresh.toVariant() == load_model().toVariant()
