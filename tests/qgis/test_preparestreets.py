"""Streets as they came in: every fault that was made is found, and the repaired are the clean."""

import numpy as np
import pytest
import shapely
from as_surveyed import CLEAN, FOLDER, list_faults, read_layer
from hand_run import refusal, run_algorithm
from hand_town import line, make_homes, make_layer
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

FAULTY = FOLDER / "streets_gbk.shp"


@pytest.fixture(scope="module")
def faulty():
    layer = QgsVectorLayer(str(FAULTY), "streets", "ogr")
    layer.setProviderEncoding("GB18030")
    return layer


def rows_of(findings, kind):
    return sorted(row["feature_id"] for row in findings if row["fault"] == kind)


def listed(what):
    return sorted(int(n) for n in list_faults("streets_gbk.shp")[what])


def test_every_fault_that_was_made_is_found(faulty):
    ran = run_algorithm("preparestreets", STREETS=faulty, REPAIR=False)
    findings = ran.rows("OUTPUT_FINDINGS")
    ends = listed("an end stops 0.3 to 2.5 m short of its junction")
    lost = listed("a piece connected to nothing")
    # the lost piece also passes close by a street
    assert set(ends) <= set(rows_of(findings, "near_miss")) <= set(ends + lost)
    assert rows_of(findings, "duplicate") == listed("the same line twice (copies at the end)")
    assert rows_of(findings, "sliver") == listed("lines shorter than 0.1 m")
    assert rows_of(findings, "no_shape") == listed("a row without geometry")
    assert rows_of(findings, "spike") == listed("a line that turns back on itself at its end")
    assert rows_of(findings, "island") == lost
    crossings = [row for row in findings if row["fault"] == "crossing"]
    assert all(lost[0] in (row["feature_id"], row["other_id"]) for row in crossings)
    assert [row["rank"] for row in findings] == list(range(1, len(findings) + 1))
    before = {f.id(): f.geometry().asWkb().data() for f in faulty.getFeatures()}
    after = [f.geometry().asWkb().data() for f in ran.layer().getFeatures()]
    assert after == list(before.values())


def test_the_clean_streets_have_no_fault():
    clean = QgsVectorLayer(f"{CLEAN}|layername=streets", "streets", "ogr")
    ran = run_algorithm("preparestreets", STREETS=clean)
    assert ran.rows("OUTPUT_FINDINGS") == []
    before = [f.geometry().asWkb().data() for f in clean.getFeatures()]
    assert [f.geometry().asWkb().data() for f in ran.layer().getFeatures()] == before


def junctions(lines):
    """How many lines meet at each place, to the millimetre."""
    xy, owner = shapely.get_coordinates(lines, return_index=True)
    pairs = np.unique(np.column_stack([np.round(xy, 3) * 1000, owner]).astype(np.int64), axis=0)
    places, count = np.unique(pairs[:, :2], axis=0, return_counts=True)
    return {
        tuple(place): n for place, n in zip(places.tolist(), count.tolist(), strict=True) if n > 1
    }


def test_the_repaired_streets_meet_where_the_clean_ones_do(faulty):
    ran = run_algorithm("preparestreets", STREETS=faulty)
    made = [shapely.from_wkb(g.asWkb().data()) for g in ran.shapes()]
    clean = [row["shape"] for row in read_layer(CLEAN, "streets")]
    lost = set(listed("a row without geometry"))
    kept = [shape for n, shape in enumerate(clean) if n not in lost]
    assert len(made) == len(kept) + 1  # the lost piece stays
    wanted, got = junctions(kept), junctions([shapely.force_2d(s) for s in made[: len(kept)]])
    # what the lost piece adds where it crosses others is not the clean streets' doing
    extra = {place for place, n in got.items() if wanted.get(place, 0) < n}
    assert extra == set()
    missing = {place for place, n in wanted.items() if got.get(place, 0) < n}
    assert missing == set()
    total, true = (sum(s.length for s in shapes) for shapes in (made[: len(kept)], kept))
    assert total == pytest.approx(true, abs=20)


def test_a_second_run_finds_nothing_to_repair(faulty):
    once = run_algorithm("preparestreets", STREETS=faulty)
    again = run_algorithm("preparestreets", STREETS=once.layer())
    assert {row["fault"] for row in again.rows("OUTPUT_FINDINGS")} <= {"island"}


def test_persons_near_a_fault_are_counted(run):
    streets = make_layer("LineString", [line((0, 0), (98, 0)), line((100, -50), (100, 50))])
    homes = make_homes(("POINT(100 290)", 5.0, 1.0), ("POINT(100 310)", 7.0, 1.0),
                       ("POINT(50 0)", 2.0, None),
                       fields="population:double, pop_3_5:double")  # fmt: skip
    ran = run("preparestreets", STREETS=streets, RESIDENTS=homes, POPULATION_FIELD="population")
    (finding,) = [r for r in ran.rows("OUTPUT_FINDINGS") if r["fault"] == "near_miss"]
    assert finding["persons"] == 7.0
    assert finding["gap_m"] == pytest.approx(2.0)
    assert finding["done"] == "Joined"


def test_streets_that_say_nothing_of_bridges_are_warned_of(run):
    streets = make_layer("LineString", [line((0, 0), (100, 0)), line((50, -50), (50, 50))])
    ran = run("preparestreets", STREETS=streets)
    assert rows_of(ran.rows("OUTPUT_FINDINGS"), "crossing") == [1]
    assert "No field says which streets are bridges" in ran.log.text


@pytest.mark.parametrize("name", ["level:double", "layer:string", "bridge:string", "层级:double"])
def test_bridges_are_left_alone(run, name):
    over = "yes" if name.startswith("bridge") else 1
    streets = make_layer(
        "LineString",
        [(line((0, 0), (100, 0)), None), (line((50, -50), (50, 50)), over)],
        name,
    )
    ran = run("preparestreets", STREETS=streets)
    assert rows_of(ran.rows("OUTPUT_FINDINGS"), "crossing") == []
    assert "No field says" not in ran.log.text


def test_residents_without_their_field_are_refused():
    streets = make_layer("LineString", [line((0, 0), (98, 0))])
    homes = make_homes(("POINT(0 0)", 5.0, 1.0), fields="population:double, pop_3_5:double")
    assert "number of residents" in refusal("preparestreets", STREETS=streets, RESIDENTS=homes)


CROSSED = {"BARRIERS": "barriers", "GATES": "gates"}


def sample_layer(name):
    return QgsVectorLayer(f"{CLEAN}|layername={name}", name, "ogr")


def test_ends_are_not_joined_across_a_wall_but_at_a_gate(run):
    streets = make_layer(
        "LineString",
        [line((0, 0), (98, 0)), line((0, 60), (98, 60)), line((100, -50), (100, 90))],
    )
    walls = make_layer("LineString", [line((99, -50), (99, 90))])
    gates = make_layer("Point", ["POINT(99 70)"])
    ran = run("preparestreets", STREETS=streets, BARRIERS=walls, GATES=gates)
    found = {row["feature_id"]: row for row in ran.rows("OUTPUT_FINDINGS")
             if row["fault"] == "near_miss"}  # fmt: skip
    assert found[1]["done"] == "Not joined: a barrier lies between"
    assert found[1]["severity"] == "note"
    assert found[2]["done"] == "Joined"
    assert found[2]["severity"] == "error"
    assert "1 findings are not joined: a barrier lies between" in ran.log.text
    wide = run(
        "preparestreets", STREETS=streets, BARRIERS=walls, GATES=gates, GATE_TOLERANCE=71,
        REPAIR=False,
    )  # fmt: skip
    assert "a barrier lies between" not in wide.log.text
    named = run("preparestreets", STREETS=streets, BARRIERS=walls, REPAIR=False)
    assert named.values("done", "OUTPUT_FINDINGS").count("Not joined: a barrier lies between") == 2


def test_barriers_may_be_in_another_crs_and_polygons(run):
    streets = make_layer("LineString", [line((0, 0), (98, 0)), line((100, -50), (100, 50))])
    pond = make_layer("Polygon", ["POLYGON((98.5 -5, 99.5 -5, 99.5 5, 98.5 5, 98.5 -5))"],
                      crs="EPSG:4490")  # fmt: skip
    ran = run("preparestreets", STREETS=streets, BARRIERS=pond)
    assert "Not joined: a barrier lies between" in ran.values("done", "OUTPUT_FINDINGS")


def test_gates_without_barriers_are_refused():
    streets = make_layer("LineString", [line((0, 0), (98, 0))])
    gates = make_layer("Point", ["POINT(99 70)"])
    assert "choose the barriers" in refusal("preparestreets", STREETS=streets, GATES=gates)


def test_the_sample_s_walls_keep_no_repair_from_a_junction_that_is_there(faulty):
    """The faults were made by cutting real junctions: none of those lies across a wall."""
    layers = {role: sample_layer(name) for role, name in CROSSED.items()}
    plain = run_algorithm("preparestreets", STREETS=faulty)
    walled = run_algorithm("preparestreets", STREETS=faulty, **layers)
    kinds = [(row["fault"], row["feature_id"]) for row in plain.rows("OUTPUT_FINDINGS")]
    assert sorted(kinds) == sorted(
        (row["fault"], row["feature_id"]) for row in walled.rows("OUTPUT_FINDINGS")
    )
    barred = [row["feature_id"] for row in walled.rows("OUTPUT_FINDINGS")
              if row["done"] == "Not joined: a barrier lies between"]  # fmt: skip
    ends = set(listed("an end stops 0.3 to 2.5 m short of its junction"))
    assert not ends & set(barred)
    walls = [row["shape"] for row in read_layer(CLEAN, "barriers")]
    gates = shapely.MultiPoint([row["shape"].coords[0] for row in read_layer(CLEAN, "gates")])
    closed = shapely.union_all([w.boundary if w.area else w for w in walls]) - gates.buffer(15)
    before = [shapely.from_wkb(f.geometry().asWkb().data()) for f in faulty.getFeatures()
              if f.hasGeometry()]  # fmt: skip
    after = [shapely.from_wkb(g.asWkb().data()) for g in walled.shapes()]

    def crossings(lines):
        return sum(len(shapely.get_parts(line.intersection(closed))) for line in lines
                   if line.crosses(closed))  # fmt: skip

    assert crossings(after) <= crossings(before)


def test_the_sample_s_streets_cut_at_its_walls_are_joined_at_gates_only():
    """Each street that passes a gate is cut 1 m before and behind the wall."""
    walls = shapely.union_all(
        [row["shape"].boundary if row["shape"].area else row["shape"]
         for row in read_layer(CLEAN, "barriers")]
    )  # fmt: skip
    shapely.prepare(walls)
    gates = [row["shape"] for row in read_layer(CLEAN, "gates")]
    rows, cut = [], 0
    for street in read_layer(CLEAN, "streets"):
        shape = shapely.force_2d(street["shape"])
        places = []
        if walls.intersects(shape):
            met = shapely.get_parts(shapely.intersection(shape, walls))
            places = [p for p in met
                      if p.geom_type == "Point" and min(map(p.distance, gates)) < 14]  # fmt: skip
        ends = [shapely.Point(shape.coords[n]) for n in (0, -1)]
        if len(places) == 1 and min(places[0].distance(end) for end in ends) > 3:
            pieces = shapely.get_parts(shape.difference(places[0].buffer(1.0)))
            if len(pieces) == 2:
                rows += [(piece.wkt, street["level"]) for piece in pieces]
                cut += 1
                continue
        rows.append((shape.wkt, street["level"]))
    assert cut > 20
    layer = QgsVectorLayer("LineString?field=level:integer", "cut", "memory")
    layer.setCrs(sample_layer("streets").crs())
    features = []
    for wkt, level in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([level])
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    layers = {role: sample_layer(name) for role, name in CROSSED.items()}
    told = {}
    for role, given in (("open", layers), ("closed", {"BARRIERS": layers["BARRIERS"]})):
        ran = run_algorithm("preparestreets", STREETS=layer, **given)
        found = [r for r in ran.rows("OUTPUT_FINDINGS") if r["fault"] == "near_miss"]
        assert len(found) >= 2 * cut
        told[role] = {r["done"] for r in found if r["gap_m"] > 1.9}
        made = [shapely.from_wkb(g.asWkb().data()) for g in ran.shapes()]
        crossing = sum(walls.intersects(line) and line.crosses(walls) for line in made)
        old = sum(
            walls.intersects(line) and line.crosses(walls)
            for line in (shapely.from_wkt(wkt) for wkt, _ in rows)
        )
        assert crossing - old == (2 * cut if role == "open" else 0)
    assert told == {"open": {"Joined"}, "closed": {"Not joined: a barrier lies between"}}
