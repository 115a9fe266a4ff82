"""The sample sub-district: made the same every time, clean, and faulty only where it says so."""

import csv
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample"
SURVEYED = SAMPLE / "as_surveyed"
sys.path.insert(0, str(ROOT / "tools"))

#: A crossing of a barrier counts only this near a gate (m), as for every walk.
GATE_TOLERANCE = 15.0


def read(path: Path, layer: str | int = 0, **options) -> tuple[np.ndarray, list[dict]]:
    """Shapes and attributes of a layer."""
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR, **options)
    features = list(source.GetLayer(layer))
    wkb = [None if (g := f.GetGeometryRef()) is None else bytes(g.ExportToWkb()) for f in features]
    return shapely.from_wkb(np.array(wkb, dtype=object)), [f.items() for f in features]


@pytest.fixture(scope="module")
def clean() -> dict[str, tuple[np.ndarray, list[dict]]]:
    path = SAMPLE / "lifecircle_sample.gpkg"
    source = ogr.Open(str(path))
    names = [source.GetLayer(k).GetName() for k in range(source.GetLayerCount())]
    return {name: read(path, name) for name in names}


@pytest.fixture(scope="module")
def walked(clean) -> tuple[np.ndarray, list[dict]]:
    shapes, rows = clean["streets"]
    keep = [k for k, r in enumerate(rows) if r["foot"] == "yes"]
    return shapes[keep], [rows[k] for k in keep]


@pytest.fixture(scope="module")
def told() -> dict[tuple[str, str], tuple[int, list[str]]]:
    """Faults as the README beside the survey tells them: count and places."""
    out = {}
    for line in (SURVEYED / "README.md").read_text(encoding="utf-8").splitlines():
        m = re.fullmatch(r"\| `(.+?)` \| .*<br>(.+?) \| (\d+) \| (.*?) ?\|", line)
        if m:
            out[m[1], m[2]] = (int(m[3]), [w for w in m[4].split(", ") if w])
    return out


def faults_of(told, file: str, words: str) -> tuple[int, list[str]]:
    (hit,) = [v for (f, en), v in told.items() if f == file and words in en]
    return hit


def test_two_runs_give_the_same_files_and_those_kept_here(tmp_path, clean):
    script = str(ROOT / "tools" / "make_sample.py")
    runs = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, script, "--out", str(tmp_path / k)], stdout=subprocess.DEVNULL
        )
        for k in "ab"
    ]
    assert [r.wait(timeout=110) for r in runs] == [0, 0]
    made = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert len(made) > 10
    for name in made:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name
    assert sorted(p.relative_to(SAMPLE) for p in SAMPLE.rglob("*.*")) == made
    for name in made:
        if name.suffix in (".md", ".csv", ".shp", ".dbf", ".shx"):
            assert (tmp_path / "a" / name).read_bytes() == (SAMPLE / name).read_bytes(), name
    # How these two pack their content is up to SQLite and zlib; the content is not.
    name = "as_surveyed/residents.xlsx"
    with zipfile.ZipFile(tmp_path / "a" / name) as fresh, zipfile.ZipFile(SAMPLE / name) as kept:
        assert fresh.namelist() == kept.namelist()
        assert all(fresh.read(part) == kept.read(part) for part in kept.namelist())
    for layer in clean:
        shapes, rows = read(tmp_path / "a" / "lifecircle_sample.gpkg", layer)
        assert rows == clean[layer][1], layer
        assert shapely.to_wkb(shapes).tolist() == shapely.to_wkb(clean[layer][0]).tolist(), layer


def test_counts_and_totals_are_those_claimed(clean):
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    claimed = {
        m[1]: int(m[2].replace(",", ""))
        for m in re.finditer(r"^\| `(\w+)` \| ([\d,]+) \|", readme, re.M)
    }
    assert claimed == {name: len(rows) for name, (_, rows) in clean.items()}
    persons = sum(r["population"] for r in clean["residents"][1])
    assert f"{persons:,} residents" in readme
    assert persons == pytest.approx(80_000, abs=100)
    assert sum(r["population"] for r in clean["areas"][1]) == persons
    assert 250 <= len(clean["residents"][1]) <= 400
    assert len(clean["opinions"][1]) == 600
    assert len(clean["premises"][1]) == 40
    assert len({r["service"] for r in clean["facilities"][1]}) >= 25


def test_the_readme_of_the_project_counts_the_sample(clean):
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    persons = sum(r["population"] for r in clean["residents"][1])
    assert (
        f"{len(clean['residents'][1])} compounds with {persons:,} residents, "
        f"{len(clean['facilities'][1])} facility points, {len(clean['areas'][1])} neighbourhoods"
    ) in readme


def test_every_layer_says_that_it_is_fictional(clean):
    source = ogr.Open(str(SAMPLE / "lifecircle_sample.gpkg"))
    for name in clean:
        about = source.GetLayer(name).GetMetadataItem("DESCRIPTION")
        assert "虚构示例 / fictional sample" in about
        crs = source.GetLayer(name).GetSpatialRef()
        assert crs.GetAuthorityCode(None) == "4549"


def test_shapes_are_valid_and_lie_where_easting_comes_first(clean):
    for name, (shapes, _) in clean.items():
        assert shapely.is_valid(shapes).all(), name
        west, south, east, north = shapely.total_bounds(shapes)
        assert 640_000 < west < east < 660_000
        assert 3_380_000 < south < north < 3_400_000


def test_areas_tile_the_district_and_hold_the_homes(clean):
    areas, rows = clean["areas"]
    (district,) = clean["district"][0]
    assert shapely.union_all(areas).symmetric_difference(district).area < 1
    assert shapely.area(areas).sum() == pytest.approx(district.area, abs=1)
    homes, people = clean["residents"]
    spots = shapely.point_on_surface(homes)
    for area, row in zip(areas, rows, strict=True):
        inside = shapely.contains(area, spots)
        assert (
            sum(p["population"] for p, i in zip(people, inside, strict=True) if i)
            == row["population"]
        )


def test_ages_add_up(clean):
    for r in clean["residents"][1]:
        ages = ("pop_0_2", "pop_3_5", "pop_6_11", "pop_12_14", "pop_15_17", "pop_60_plus")
        assert sum(r[a] for a in ages) <= r["population"]
        assert r["pop_80_plus"] <= r["pop_60_plus"]
        assert 0 < r["households"] <= r["population"]


def test_streets_are_one_network_without_doubles_or_near_misses(walked):
    lines, rows = walked
    assert len({shapely.normalize(g).wkb for g in lines}) == len(lines)
    assert shapely.length(lines).min() > 1.0
    ends: dict = {}
    pairs = np.array([[ends.setdefault(g.coords[k], len(ends)) for k in (0, -1)] for g in lines])
    graph = coo_matrix((np.ones(len(pairs)), pairs.T), shape=(len(ends),) * 2)
    assert connected_components(graph, directed=False)[0] == 1
    tree = shapely.STRtree(lines)
    points = shapely.points(list(ends))
    for k, j in zip(*tree.query(points, predicate="dwithin", distance=3.0), strict=True):
        touching = lines[j].distance(points[k]) < 1e-6
        dead = Counter(pairs.ravel().tolist())[int(k)] == 1
        assert touching or not dead, f"an end nearly meets {rows[j]}"
    vertices = [set(g.coords) for g in lines]
    for i, j in zip(*tree.query(lines, predicate="crosses"), strict=True):
        if rows[i]["level"] == rows[j]["level"]:
            shared = shapely.MultiPoint(list(vertices[i] & vertices[j]))
            meeting = lines[i] & lines[j]
            assert meeting.difference(shared.buffer(0.01)).is_empty


def test_walls_are_crossed_only_at_gates_and_gates_open_one_wall(clean, walked):
    walls, wall_rows = clean["barriers"]
    gates, gate_rows = clean["gates"]
    wall_tree, gate_tree = shapely.STRtree(walls), shapely.STRtree(gates)
    crossed = 0
    for i, j in zip(*wall_tree.query(walked[0], predicate="intersects"), strict=True):
        for spot in shapely.get_parts(walked[0][i] & walls[j]):
            crossed += 1
            assert gate_tree.query_nearest(spot, return_distance=True)[1][0] < 1.0
    assert crossed >= len(gates)
    for gate, row in zip(gates, gate_rows, strict=True):
        (near,) = wall_tree.query(gate, predicate="dwithin", distance=GATE_TOLERANCE)
        assert walls[near].distance(gate) < 1.0
        assert row["compound_id"] == wall_rows[near]["compound_id"]
    walled = {r["compound_id"] for r in wall_rows if r["kind"] == "compound wall"}
    opened = {r["compound_id"] for r in gate_rows if r["kind"] == "compound gate"}
    assert walled == opened
    assert {r["kind"] for r in gate_rows} == {
        "bridge",
        "underpass",
        "level crossing",
        "compound gate",
        "park gate",
    }


def test_facilities_stand_before_walls_near_a_street(clean, walked):
    shapes, rows = clean["facilities"]
    tree = shapely.STRtree(walked[0])
    walls = shapely.STRtree(clean["barriers"][0])
    spots, near = tree.query(shapes, predicate="dwithin", distance=30.0)
    legs = shapely.shortest_line(shapes[spots], walked[0][near])
    blocked = walls.query(legs, predicate="intersects")[0]
    free = np.delete(spots, np.unique(blocked))
    assert set(free.tolist()) == set(range(len(rows)))
    profile = set()
    for path in (ROOT / "profiles" / "standards").glob("*.csv"):
        with path.open(encoding="utf-8") as lines:
            profile |= {r["category_key"] for r in csv.DictReader(lines)}
    # A kind that no standard names is named by the words of map services.
    assert {r["service"] for r in rows} - profile <= {
        "community_park",
        "pocket_park",
        "greenway",
        "shared_living_room",
        "neighbourhood_centre",
        "elderly_centre",
        "pharmacy",
        "supermarket",
        "library",
        "culture_centre",
    }


def test_the_street_data_ends_early_only_in_the_west(clean, walked):
    (district,) = clean["district"][0]
    west, south, east, north = shapely.total_bounds(walked[0])
    x0, y0, x1, y1 = district.bounds
    assert x0 - west < 800
    assert min(east - x1, y0 - south, north - y1) > 1_200


def test_one_kindergarten_is_near_yet_far_behind_a_wall(clean):
    from sample_city.compounds import FAR_GATE_FROM

    shapes, rows = clean["facilities"]
    (k,) = [n for n, r in enumerate(rows) if r["name"] == FAR_GATE_FROM]
    homes, people = clean["residents"]
    gates, gate_rows = clean["gates"]
    near = [
        p["compound_id"] for h, p in zip(homes, people, strict=True) if h.distance(shapes[k]) < 60
    ]
    walk = [
        min(
            g.distance(shapes[k])
            for g, r in zip(gates, gate_rows, strict=True)
            if r["compound_id"] == c
        )
        for c in near
    ]
    assert max(walk) > 150


def test_opinions_follow_the_supply(clean):
    rows = clean["opinions"][1]
    assert {r["kind"] for r in rows} == {"need", "praise", "complaint", "idea"}
    satisfied = {
        k: np.mean([r["satisfaction"] for r in rows if r["kind"] == k]) for k in ("need", "praise")
    }
    assert satisfied["praise"] > satisfied["need"] + 1
    assert all(r["text"] and r["text_en"] for r in rows)
    assert not any(re.search(r"\d{7,}", r["text"]) for r in rows)
    spots = clean["opinions"][0]
    per_thousand = {
        a["name"]: 1000 * shapely.contains(g, spots).sum() / a["population"]
        for g, a in zip(*clean["areas"], strict=True)
    }
    assert per_thousand["铁东社区"] < 0.4 * np.median(list(per_thousand.values()))


def test_surveyed_shapes_have_the_faults_told(told):
    path = SURVEYED / "streets_gbk.shp"
    assert not path.with_suffix(".cpg").exists()
    assert path.with_suffix(".dbf").read_bytes()[29] == 0
    shapes, rows = read(path, open_options=["ENCODING=GBK"])
    assert rows[0]["道路等级"] in {"主干路", "次干路", "支路", "步行道", "小区路", "快速路"}
    empty = [str(k) for k, g in enumerate(shapes) if g is None]
    assert faults_of(told, path.name, "without geometry")[1] == empty
    lengths = np.array([g.length if g is not None else np.inf for g in shapes])
    short = [str(k) for k in np.flatnonzero(lengths < 0.1)]
    assert faults_of(told, path.name, "shorter than")[1] == short
    forms = Counter(shapely.normalize(g).wkb for g in shapes if g is not None)
    assert faults_of(told, path.name, "twice")[0] == sum(n - 1 for n in forms.values())
    blank = [str(k) for k, r in enumerate(rows) if r["步行"] is None]
    assert faults_of(told, path.name, "blank")[1] == blank
    areas, names = read(SURVEYED / "areas_gbk.shp", open_options=["ENCODING=GBK"])
    assert [
        r["社区名称"] for g, r in zip(areas, names, strict=True) if not g.is_valid
    ] == faults_of(told, "areas_gbk.shp", "crosses itself")[1]


def test_surveyed_facilities_have_the_faults_told(told, clean):
    name = "facilities_gcj02.csv"
    with (SURVEYED / name).open(encoding="gb18030", newline="") as lines:
        rows = list(csv.DictReader(lines))
    lost = [r["序号"] for r in rows if not r["经度"]]
    swapped = [r["序号"] for r in rows if r["经度"] and 0 < float(r["经度"]) < 90]
    for words, seen in (("no coordinates", lost), ("swapped", swapped)):
        count, places = faults_of(told, name, words)
        assert set(places) <= set(seen)
        assert count == len(places)
    from sample_city.writing import lonlat

    truth = {r["name"]: g for g, r in zip(*clean["facilities"], strict=True)}
    usable = [r for r in rows if r["序号"] not in {*lost, *swapped} and float(r["经度"]) > 1]
    shifts = []
    for r in usable[:50]:
        ((lon, lat),) = lonlat([(truth[r["设施名称"]].x, truth[r["设施名称"]].y)])
        dx = (float(r["经度"]) - lon) * 111_320 * np.cos(np.radians(lat))
        shifts.append(np.hypot(dx, (float(r["纬度"]) - lat) * 110_850))
    assert 440 < min(shifts) <= max(shifts) < 520


def test_surveyed_residents_have_the_faults_told(told, clean):
    with zipfile.ZipFile(SURVEYED / "residents.xlsx") as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    ns = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    assert [m.get("ref") for m in sheet.findall(".//m:mergeCell", ns)] == ["A1:N1", "A2:N2"]
    rows = []
    for row in sheet.findall(".//m:row", ns):
        cells = {c.get("r").rstrip("0123456789"): c for c in row}
        rows.append(
            {k: "".join(c.itertext()) for k, c in cells.items()}
            | {"text": "D" in cells and cells["D"].get("t") == "inlineStr"}
        )
    data = rows[3:-1]
    assert rows[-1]["A"] == "合计"
    homes = len(clean["residents"][1])
    assert len(data) == homes + faults_of(told, "residents.xlsx", "entered twice")[0]
    first = data[:homes]
    checks = {
        "population blank": lambda r: "D" not in r,
        "a negative population": lambda r: r.get("D", "").startswith("-"),
        "暂无": lambda r: r.get("D") == "暂无",
        "full-width": lambda r: bool(re.search("[０-９]", r.get("D", ""))),
        "no coordinates": lambda r: "M" not in r,
    }
    for words, test in checks.items():
        assert faults_of(told, "residents.xlsx", words)[1] == [r["A"] for r in first if test(r)]
    assert any("," in r.get("D", "") for r in first)


def test_surveyed_opinions_have_the_faults_told(told):
    name = "opinions_kobo.csv"
    with (SURVEYED / name).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert {r["group_person/phone"][:8] for r in rows} == {"13800000"}
    assert faults_of(told, name, "same _uuid")[0] == len(rows) - len({r["_uuid"] for r in rows})
    first = rows[: -faults_of(told, name, "same _uuid")[0]]
    checks = {
        "no location": lambda r: not r["group_place/location"],
        "importance outside": lambda r: r["group_opinion/importance"] == "9",
        "satisfaction as words": lambda r: r["group_opinion/satisfaction"] == "很满意",
        "satisfaction blank": lambda r: not r["group_opinion/satisfaction"],
        "other": lambda r: r["group_opinion/service"] == "其他",
        "line break": lambda r: "\n" in r["group_opinion/text"],
    }
    for words, test in checks.items():
        assert faults_of(told, name, words)[1] == [r["_index"] for r in first if test(r)]
