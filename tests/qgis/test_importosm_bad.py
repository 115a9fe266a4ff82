"""Files that are damaged, empty or none; tags of any kind."""

import tempfile
from pathlib import Path

import pytest
from hand_run import Log, refusal, run_algorithm
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lifecircle.survey.openstreetmap.layers import OsmLayers
from lifecircle.survey.reading.raw_table import SurveyError
from lifecircle.survey.reading.sources import read_source
from oracle.readers import HELSINKI, need
from osm_town import write_osm

NODES = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1)}
OUTPUTS = ("OUTPUT_STREETS", "OUTPUT_BARRIERS", "OUTPUT_GATES", "OUTPUT_FACILITIES")


def refuse(tmp_path, path):
    """The sentence with which a file is refused, after which no output is there."""
    goals = {name: str(tmp_path / f"{name}.gpkg") for name in OUTPUTS}
    sentence = refusal("importosm", INPUT=str(path), **goals)
    assert not [goal for goal in goals.values() if Path(goal).exists()]
    assert Path(path).name in sentence
    return sentence


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.osm.pbf", b"", "is empty (0 bytes)"),
        ("empty.osm", b"", "is empty (0 bytes)"),
        ("picture.osm", b"\x89PNG\r\n\x1a\n" + bytes(200), "no OpenStreetMap file"),
        ("text.osm.pbf", b"lon,lat\n1,2\n" * 20, "no OpenStreetMap file"),
        ("table.csv", b"lon,lat\n1,2\n", "no OpenStreetMap file by its name"),
        ("cut.osm", b'<osm version="0.6"><node id="1" version="1" lon="1" lat="1"><tag k="a',
         "is not whole"),
        ("nodes.osm", b'<osm version="0.6"><way id="1" version="1"><nd ref="1"/><nd ref="2"/>'
         b'<tag k="highway" v="path"/></way></osm>', "it has no nodes"),
        ("bare.osm", b'<osm version="0.6"></osm>', "holds no objects with a place"),
        ("turned.osm", b'<osm version="0.6"><way id="1" version="1"><nd ref="1"/><nd ref="2"/>'
         b'<tag k="highway" v="path"/></way><node id="1" version="1" lon="1" lat="1"/>'
         b'<node id="2" version="1" lon="2" lat="1"/></osm>', "has ways before nodes"),
        ("trees.osm", b'<osm version="0.6"><node id="1" version="1" lon="1" lat="1">'
         b'<tag k="natural" v="tree"/></node></osm>', "holds no streets, barriers"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used_get_a_sentence(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    assert words in refuse(tmp_path, path)


def test_a_file_that_is_not_there(tmp_path):
    assert "There is no file" in refuse(tmp_path, tmp_path / "gone.osm.pbf")


@pytest.fixture
def extract():
    need(HELSINKI)
    return HELSINKI.read_bytes()


@pytest.mark.parametrize("size", [50, 600, 300_000, 685_000])
def test_an_extract_that_was_cut_off_is_refused_not_used_in_part(tmp_path, extract, size):
    path = tmp_path / "cut.osm.pbf"
    path.write_bytes(extract[:size])
    sentence = refuse(tmp_path, path)
    assert "is not whole" in sentence or "damaged at its beginning" in sentence


def test_an_extract_with_damaged_bytes_is_refused(tmp_path, extract):
    path = tmp_path / "damaged.osm.pbf"
    damaged = bytearray(extract)
    for n in range(300_000, 300_100):
        damaged[n] ^= 0x55
    path.write_bytes(damaged)
    assert "is not whole" in refuse(tmp_path, path)


def test_nothing_is_lost_where_gdal_raises_errors(tmp_path, extract):
    """Other plugins switch GDAL's exceptions on; the extract has rings that do not close."""
    from osgeo import gdal

    path = tmp_path / "helsinki.osm.pbf"
    path.write_bytes(extract)
    counts = []
    before = gdal.GetUseExceptions()
    for switch in (gdal.UseExceptions, None):
        if switch is not None and not before:
            switch()
        log = Log()
        run_algorithm("importosm", INPUT=str(path), log=log)
        counts.append(log.infos[0])
        assert any("outlines of areas do not close" in text for text in log.warnings)
        if switch is not None and not before:
            gdal.DontUseExceptions()
    assert counts[0] == counts[1]
    assert counts[0].startswith("8045 nodes")


def test_numbers_below_0_and_in_no_order_lose_nothing(tmp_path):
    """As editors write what is new; GDAL's quick index would leave these nodes out."""
    nodes = {7: (0, 0), -3: (1, 0), 5: (2, 0, {"amenity": "bank"}), -9: (3, 0)}
    path = write_osm(tmp_path / "new.osm", nodes, {-1: ([7, -3, 5, -9], {"highway": "path"})})
    run = run_algorithm("importosm", INPUT=str(path))
    (street,) = run.shapes("OUTPUT_STREETS")
    assert len(list(street.vertices())) == 4
    assert [row["service"] for row in run.rows("OUTPUT_FACILITIES")] == ["bank"]
    assert run.log.warnings == []


def test_the_survey_reader_sends_to_the_import(tmp_path):
    path = write_osm(tmp_path / "town.osm", NODES)
    with pytest.raises(SurveyError, match="Import OpenStreetMap file"):
        read_source(str(path), set())


KEYS = ("highway", "barrier", "railway", "waterway", "natural", "amenity", "shop", "leisure",
        "access", "foot", "bridge", "tunnel", "layer", "area", "entrance", "locked", "incline",
        "crossing", "footway", "capacity", "opening_hours", "disused:amenity", "name", "lit",
        "construction:shop", "isced:level", "check_date", "landuse", "type")  # fmt: skip
VALUES = ("yes", "no", "footway", "pedestrian", "motorway", "gate", "fence", "rail", "river",
          "water", "school", "park", "private", "-1", "crossing", "bakery", "1;2", "off",
          "multipolygon")  # fmt: skip
XML_TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs"]),
                   min_size=1, max_size=8)  # fmt: skip
TAGS = st.dictionaries(
    st.one_of(st.sampled_from(KEYS), XML_TEXT),
    st.one_of(st.sampled_from(VALUES), XML_TEXT),
    max_size=5,
)
RINGS = st.lists(st.sampled_from([1, 2, 3, 4, 99]), min_size=1, max_size=6)


@settings(
    derandomize=True,
    database=None,
    max_examples=150,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    nodes=st.lists(TAGS, min_size=4, max_size=4),
    ways=st.lists(st.tuples(RINGS, TAGS), max_size=5),
    relations=st.lists(
        st.tuples(
            st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["outer", "inner", ""])),
                     max_size=3),
            TAGS,
        ),
        max_size=2,
    ),
)  # fmt: skip
def test_whatever_the_tags_say_counts_add_up(nodes, ways, relations):
    with tempfile.TemporaryDirectory() as folder:
        path = write_osm(
            Path(folder) / "town.osm",
            {n: (*NODES[n], tags) for n, tags in zip(NODES, nodes, strict=True)}
            | {5: (3, 3, {"highway": "bus_stop"})},
            dict(enumerate(ways, start=1)),
            dict(enumerate(relations, start=1)),
        )
        found = OsmLayers.read(path, None, lambda share: None, lambda: False)
    osm = found.osm
    streets = [t for t in osm.ways.tags + osm.areas.tags if "highway" in t]
    walked = set(zip(found.walked.ways.kinds, found.walked.ways.ids, strict=True))
    assert len(streets) == len(walked) + sum(found.walked.left_out.values())
    lines = found.barriers.lines
    assert len(set(zip(lines.kinds, lines.ids, strict=True))) == found.barriers.objects
    assert found.facilities.matched == len(found.facilities.facilities) + sum(
        found.facilities.left_out.values()
    )
    assert all(len(places) for places in found.places)
    gates = [t for t in osm.nodes.tags if is_gate(t) or t.get("entrance", "no") != "no"]
    gates += [t for t in osm.ways.tags if is_gate(t)]
    tagged = [gate for gate in found.gates.gates if gate.basis == "tags"]
    assert len(gates) == len(tagged) + sum(found.gates.left_out.values())


def test_an_area_of_one_place_is_left_out_with_its_reason(tmp_path):
    nodes = {1: (0, 0), 2: (1, 0), 3: (2, 0)}
    ways = {
        11: ([1, 2], {"highway": "residential"}),
        12: ([3, 3, 3, 3], {"amenity": "kindergarten"}),
    }
    path = write_osm(tmp_path / "town.osm", nodes, ways)
    found = OsmLayers.read(path, None, lambda share: None, lambda: False).facilities
    assert found.facilities == []
    assert list(found.left_out.values()) == [1] and found.matched == 1


def is_gate(tags):
    return tags.get("barrier") == "gate"
