"""Import OpenStreetMap file: each rule on a few objects written by hand."""

import pytest
from hand_run import Log, algorithm, refusal, run_algorithm
from osm_town import at, write_osm
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProject,
    QgsVectorLayer,
)

STREET = {"highway": "residential"}


@pytest.fixture
def town(tmp_path):
    """Write a town and import it: ``town(nodes, ways, relations)``."""

    def make(nodes, ways=None, relations=None, **more):
        path = write_osm(tmp_path / "town.osm", nodes, ways, relations)
        return run_algorithm("importosm", INPUT=str(path), **more)

    return make


def by_id(run, output):
    return {f"{row['osm_type']}/{row['osm_id']}": row for row in run.rows(output)}


def said(run, words):
    """The sentence of the log with some words."""
    return next(text for text in run.log.infos + run.log.warnings if words in text)


LINE = {1: (0, 0), 2: (1, 0), 3: (2, 0)}


@pytest.mark.parametrize(
    ("tags", "column", "value"),
    [
        ({"highway": "steps"}, "steps", "yes"),
        ({"highway": "footway", "bridge": "yes"}, "level", "above"),
        ({"highway": "footway", "tunnel": "yes"}, "level", "below"),
        ({"highway": "footway", "tunnel": "building_passage"}, "level", None),
        ({"highway": "path", "lit": "24/7"}, "lit", "yes"),
        ({"highway": "path", "lit": "perhaps"}, "lit", None),
        ({"highway": "path", "incline": "-12%"}, "slope_pct", -12),
        ({"highway": "service", "surface": "sett"}, "surface", "sett"),
        (STREET | {"sidewalk": "none"}, "sidewalk", "no"),
        (STREET | {"sidewalk:both": "yes"}, "sidewalk", "both"),
        (STREET | {"sidewalk:left": "yes", "sidewalk:right": "no"}, "sidewalk", "left"),
        (STREET | {"sidewalk:right": "separate"}, "sidewalk", "separate"),
        (STREET, "sidewalk", None),
        (STREET | {"name": 'Rue "C" \\ <é>'}, "name", 'Rue "C" \\ <é>'),
    ],
)
def test_what_a_street_says(town, tags, column, value):
    (row,) = town(LINE, {7: ([1, 2, 3], tags)}).rows("OUTPUT_STREETS")
    assert row[column] == value
    assert row["foot"] == "yes"
    assert (row["osm_type"], row["osm_id"]) == ("way", "7")


def test_streets_in_are_streets_walked_and_left_out(town):
    run = town(
        LINE,
        {
            11: ([1, 2], STREET),
            12: ([1, 2], {"highway": "motorway"}),
            13: ([1, 2], {"highway": "service", "access": "private"}),
            14: ([1, 2], {"highway": "cycleway"}),
            15: ([2, 3], {"highway": "cycleway", "foot": "yes"}),
            16: ([2, 3], {"building": "yes"}),
        },
    )
    assert set(by_id(run, "OUTPUT_STREETS")) == {"way/11", "way/15"}
    assert "5 objects with highway, 2 walked, 3 left out" in said(run, "Streets:")


def test_a_square_is_walked_along_its_outline(town):
    corners = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (2, 0)}
    more = {6: (3, 0), 7: (4, 0), 8: (4, 1), 9: (3.6, 0.1), 10: (3.8, 0.1), 12: (3.7, 0.2)}
    run = town(
        corners | more,
        {
            21: ([1, 2, 3, 4, 1], {"highway": "pedestrian", "area": "yes"}),
            22: ([2, 5], {"highway": "footway"}),
            23: ([6, 7, 8, 6], {}),
            24: ([9, 10, 12, 9], {}),
            25: ([1, 2, 3, 1], {"highway": "residential", "junction": "roundabout"}),
        },
        {31: ([(23, "outer"), (24, "inner")], {"type": "multipolygon", "highway": "pedestrian"})},
    )
    streets = by_id(run, "OUTPUT_STREETS")
    outlines = {key for key, row in streets.items() if row["outline"] == "yes"}
    assert outlines == {"way/21", "relation/31"}
    assert set(streets) == outlines | {"way/22", "way/25"}
    assert "2 lines are outlines of squares" in said(run, "outlines of squares")


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"barrier": "wall"}, "wall"),
        ({"barrier": "fence"}, "fence"),
        ({"barrier": "hedge"}, "hedge"),
        ({"barrier": "city_wall"}, "city_wall"),
        ({"barrier": "retaining_wall"}, "retaining_wall"),
        ({"barrier": "guard_rail"}, "guard_rail"),
        ({"barrier": "kerb"}, None),
        ({"barrier": "bollard"}, None),
        ({"barrier": "yes"}, None),
        ({"waterway": "river"}, "water"),
        ({"waterway": "canal"}, "water"),
        ({"waterway": "canal", "tunnel": "culvert"}, None),
        ({"waterway": "canal", "bridge": "aqueduct"}, None),
        ({"waterway": "river", "intermittent": "yes"}, None),
        ({"waterway": "stream"}, None),
        ({"waterway": "ditch"}, None),
        ({"natural": "coastline"}, "water"),
        ({"natural": "cliff"}, "cliff"),
        ({"natural": "water"}, None),
        ({"railway": "rail"}, "railway"),
        ({"railway": "rail", "tunnel": "yes"}, None),
        ({"railway": "rail", "bridge": "viaduct"}, None),
        ({"railway": "subway"}, "railway"),
        ({"railway": "subway", "layer": "-2"}, None),
        ({"railway": "light_rail"}, "railway"),
        ({"railway": "tram"}, None),
        ({"railway": "rail", "embedded_rails": "yes"}, None),
        ({"railway": "disused"}, None),
        ({"highway": "motorway"}, "motorway"),
        ({"highway": "motorway", "bridge": "yes"}, None),
        ({"highway": "trunk", "motorroad": "yes"}, "motorway"),
        ({"highway": "trunk"}, "no barrier at all"),
        ({"building": "yes"}, "no barrier at all"),
    ],
)
def test_what_nobody_walks_across(town, tags, kind):
    run = town(LINE | {4: (0, 1), 5: (1, 1)}, {1: ([4, 5], STREET), 7: ([1, 2, 3], tags)})
    kinds = [row["kind"] for row in run.rows("OUTPUT_BARRIERS")]
    taken = kind is not None and kind != "no barrier at all"
    assert kinds == ([kind] if taken else [])
    total = 0 if kind == "no barrier at all" else 1
    line = said(run, "Barriers:")
    assert f"{total} objects" in line
    assert f"{total - taken} left out" in line


def test_a_lake_is_its_shores_with_the_island(town):
    nodes = {1: (0, 0), 2: (0, 4), 3: (4, 4), 4: (4, 0), 5: (1, 1), 6: (2, 1), 7: (2, 2)}
    run = town(
        nodes,
        {1: ([1, 2, 3, 4, 1], {}), 2: ([5, 6, 7, 5], {}), 3: ([1, 2], STREET)},
        {9: ([(1, "outer"), (2, "inner")], {"type": "multipolygon", "natural": "water"})},
    )
    rows = run.rows("OUTPUT_BARRIERS")
    assert [(row["kind"], row["outline"], row["osm_id"]) for row in rows] == [
        ("water", "yes", "9")
    ] * 2
    assert "1 taken as 2 lines" in said(run, "Barriers:")


CROSS = {1: (-1, 0), 2: (0, 0), 3: (1, 0), 4: (0, -1), 5: (0, 1)}


def crossing(street, barrier, node=None, shared=True):
    """A street from west to east and a barrier from south to north."""
    middle = [2] if shared else []
    nodes = CROSS | ({2: (0, 0, node)} if node else {})
    return nodes, {1: ([1, *middle, 3], STREET | street), 2: ([4, *middle, 5], barrier)}


@pytest.mark.parametrize(
    ("street", "barrier", "node", "shared", "kind", "basis"),
    [
        ({"bridge": "yes"}, {"waterway": "river"}, None, False, "bridge", "level"),
        ({"tunnel": "yes"}, {"railway": "rail"}, None, False, "tunnel", "level"),
        ({"layer": "1"}, {"waterway": "river"}, None, False, "other layer", "level"),
        ({}, {"waterway": "river", "layer": "-1"}, None, False, "other layer", "level"),
        ({}, {"railway": "rail"}, {"railway": "level_crossing"}, True, "level_crossing",
         "shared node"),
        ({}, {"waterway": "river"}, {"ford": "yes"}, True, "ford", "shared node"),
        ({}, {"barrier": "fence"}, None, True, "opening", "shared node"),
        ({}, {"barrier": "fence"}, {"barrier": "bollard"}, True, "bollard", "shared node"),
        ({}, {"barrier": "fence"}, {"barrier": "gate"}, True, "gate", "tags"),
        ({}, {"barrier": "wall"}, {"entrance": "yes"}, True, "entrance", "tags"),
        ({}, {"barrier": "fence"}, {"barrier": "gate", "access": "private"}, True, None, None),
        ({}, {"barrier": "fence"}, {"barrier": "gate", "locked": "yes"}, True, None, None),
        ({}, {"barrier": "fence"}, {"barrier": "gate", "access": "no", "foot": "yes"}, True,
         "gate", "tags"),
        ({}, {"barrier": "fence"}, None, False, None, None),
        ({}, {"waterway": "river"}, None, False, None, None),
    ],
)  # fmt: skip
def test_where_a_street_passes_a_barrier(town, street, barrier, node, shared, kind, basis):
    run = town(*crossing(street, barrier, node, shared))
    gates = run.rows("OUTPUT_GATES")
    assert [(gate["kind"], gate["basis"]) for gate in gates] == ([(kind, basis)] if kind else [])
    for shape in run.shapes("OUTPUT_GATES"):
        assert (shape.asPoint().x(), shape.asPoint().y()) == pytest.approx(at(0, 0), abs=1e-7)
    closed = [text for text in run.log.warnings if "a street crosses a barrier are closed" in text]
    assert bool(closed) is (kind is None and not shared)


def make_point(lon, lat):
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "point", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(lon, lat)))
    layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def walk_across(run):
    """Walks from one side of the barrier to the other, with what was imported."""
    origin, goal = make_point(*at(-0.9, 0)), make_point(*at(0.9, 0))
    walks = run_algorithm(
        "walktimes",
        STREETS=run.layer("OUTPUT_STREETS"),
        BARRIERS=run.layer("OUTPUT_BARRIERS"),
        GATES=run.layer("OUTPUT_GATES"),
        ORIGINS=origin,
        DESTINATIONS=goal,
    )
    return [row["metres"] for row in walks.rows() if row["metres"] is not None]


@pytest.mark.parametrize(
    ("street", "barrier", "node", "shared", "passes"),
    [
        ({"bridge": "yes"}, {"waterway": "river"}, None, False, True),
        ({}, {"waterway": "river"}, None, False, False),
        ({}, {"waterway": "stream"}, None, False, True),
        ({}, {"railway": "rail"}, None, True, True),
        ({}, {"barrier": "fence"}, {"barrier": "gate"}, True, True),
        ({}, {"barrier": "fence"}, {"barrier": "gate", "access": "private"}, True, False),
    ],
)
def test_walks_on_what_was_imported(town, street, barrier, node, shared, passes):
    walks = walk_across(town(*crossing(street, barrier, node, shared)))
    assert walks == ([pytest.approx(100.6, abs=1)] if passes else [])


def test_a_street_that_only_touches_a_fence_opens_nothing(town):
    nodes = {1: (-1, 0), 2: (0, 0), 3: (-1, 1), 4: (0, -1), 5: (0, 1)}
    run = town(nodes, {1: ([1, 2, 3], STREET), 2: ([4, 2, 5], {"barrier": "fence"})})
    assert run.rows("OUTPUT_GATES") == []
    run = town(nodes, {1: ([1, 2], STREET), 2: ([4, 2, 5], {"barrier": "fence"})})
    assert run.rows("OUTPUT_GATES") == []


def test_gates_are_taken_or_counted(town):
    run = town(
        LINE
        | {
            11: (5, 5, {"barrier": "gate", "opening_hours": "08:00-20:00", "name": "North"}),
            12: (5, 6, {"barrier": "lift_gate", "access": "private"}),
            13: (5, 7, {"entrance": "main"}),
            14: (5, 8, {"barrier": "turnstile", "foot": "customers"}),
            15: (5, 9, {"barrier": "bollard"}),
            16: (5, 10), 17: (6, 10),
        },
        {1: ([1, 2, 3], STREET), 2: ([16, 17], {"barrier": "swing_gate"})},
    )  # fmt: skip
    gates = by_id(run, "OUTPUT_GATES")
    assert set(gates) == {"node/11", "node/14", "way/2"}
    assert gates["node/11"]["hours"] == "08:00-20:00"
    assert gates["node/11"]["name"] == "North"
    assert gates["node/14"]["access"] == "customers"
    assert "5 gates and entrances are mapped, 3 taken, 2 left out" in said(run, "Gates:")


def test_a_nodes_crossing_and_what_is_not_a_street_stay_apart(town):
    """Coordinates of nodes and of ways differ in their last digit in some files."""
    nodes = {1: (0.1234567, 0.7654321), 2: (1.3, 0.7, {"highway": "crossing",
             "crossing": "unmarked"}), 3: (2.7, 0.7)}  # fmt: skip
    run = town(nodes, {1: ([1, 2, 3], {"highway": "footway", "footway": "crossing"})})
    assert run.rows("OUTPUT_STREETS")[0]["crossing"] == "unmarked"


def test_only_what_touches_the_extent_is_taken_whole(town):
    nodes = {1: (0, 0), 2: (1, 0), 3: (9, 0), 4: (10, 0), 5: (9, 1, {"amenity": "pharmacy"}),
             6: (0, 1, {"amenity": "pharmacy"})}  # fmt: skip
    ways = {1: ([1, 2], STREET), 2: ([2, 3], STREET), 3: ([3, 4], STREET)}
    west, south = at(-1, -1)
    east, north = at(2, 2)
    run = town(nodes, ways, EXTENT=f"{west},{east},{south},{north} [EPSG:4326]")
    assert set(by_id(run, "OUTPUT_STREETS")) == {"way/1", "way/2"}
    assert set(by_id(run, "OUTPUT_FACILITIES")) == {"node/6"}
    assert "2 more objects are outside" in said(run, "outside the extent")


def test_the_extent_may_be_in_another_crs(town):
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsProject,
        QgsRectangle,
    )

    to_metres = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"),
        QgsCoordinateReferenceSystem("EPSG:3067"),
        QgsProject.instance(),
    )
    box = to_metres.transformBoundingBox(QgsRectangle(*at(-1, -1), *at(2, 2)))
    given = f"{box.xMinimum()},{box.xMaximum()},{box.yMinimum()},{box.yMaximum()} [EPSG:3067]"
    nodes = {1: (0, 0), 2: (1, 0), 3: (9, 0), 4: (10, 0)}
    run = town(nodes, {1: ([1, 2], STREET), 3: ([3, 4], STREET)}, EXTENT=given)
    assert set(by_id(run, "OUTPUT_STREETS")) == {"way/1"}


def test_an_extent_elsewhere_is_refused_with_where_the_file_lies(tmp_path):
    path = write_osm(tmp_path / "town.osm", LINE, {1: ([1, 2, 3], STREET)})
    sentence = refusal("importosm", INPUT=str(path), EXTENT="0,1,0,1 [EPSG:4326]")
    assert "lies within the extent" in sentence
    assert "longitudes 24.0000 to 24.0020" in sentence


def test_a_cancelled_run_writes_nothing(tmp_path):
    path = write_osm(tmp_path / "town.osm", LINE, {1: ([1, 2, 3], STREET)})
    log = Log()
    log.cancel()
    goal = tmp_path / "streets.gpkg"
    with pytest.raises(QgsProcessingException, match="nothing was written"):
        run_algorithm("importosm", INPUT=str(path), OUTPUT_STREETS=str(goal), log=log)
    assert not goal.exists()


def test_the_algorithm_says_what_it_is():
    made = algorithm("importosm")
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    needed = {d.name() for d in made.parameterDefinitions() if not d.flags() & optional}
    assert needed == {"INPUT", "OUTPUT_STREETS", "OUTPUT_BARRIERS", "OUTPUT_GATES",
                      "OUTPUT_FACILITIES"}  # fmt: skip
    for item in made.parameterDefinitions():
        assert len(item.help()) > 10
        assert item.help().endswith(".")
    assert len(made.shortHelpString()) > 200
    assert made.ICON != "lifecircle.svg"
    assert not made.icon().pixmap(32).isNull()


def test_every_output_is_dressed_in_its_role(town):
    from lifecircle.gis.styles import style_result

    run = town(*crossing({"bridge": "yes"}, {"waterway": "river"}))
    for output, role, rules in (
        ("OUTPUT_STREETS", "streets", 5),
        ("OUTPUT_BARRIERS", "barriers", 3),
        ("OUTPUT_GATES", "gates", 1),
        ("OUTPUT_FACILITIES", "facilities", 0),
    ):
        layer = run.layer(output)
        style_result(layer, role)
        assert layer.renderer().type() == "RuleRenderer"
        assert len(layer.renderer().rootRule().children()) == rules
        for name in ("kind", "basis", "outline", "sidewalk", "area_m2"):
            index = layer.fields().lookupField(name)
            assert index < 0 or layer.attributeAlias(index), name


def test_results_that_are_loaded_get_their_role(tmp_path):
    path = write_osm(tmp_path / "town.osm", *crossing({"bridge": "yes"}, {"waterway": "river"}))
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    made = algorithm("importosm")
    goals = {
        name: QgsProcessingOutputLayerDefinition("memory:", QgsProject.instance())
        for name in ("OUTPUT_STREETS", "OUTPUT_BARRIERS", "OUTPUT_GATES", "OUTPUT_FACILITIES")
    }
    results, ok = made.run({"INPUT": str(path)} | goals, context, Log())
    assert ok
    assert "OUTPUT_FACILITY_AREAS" not in results
    roles = {
        name: context.layerToLoadOnCompletionDetails(results[name]).postProcessor().role
        for name in goals
    }
    assert roles == {
        "OUTPUT_STREETS": "streets",
        "OUTPUT_BARRIERS": "barriers",
        "OUTPUT_GATES": "gates",
        "OUTPUT_FACILITIES": "facilities",
    }
