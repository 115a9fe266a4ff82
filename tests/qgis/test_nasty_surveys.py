"""Files as nobody wants them, through the readers and the algorithm: a sentence, or all rows told.

Each file is loaded by `lifecircle:loadsurvey` itself; either it ends with a sentence of ours and
leaves no package, or rows loaded and left out add up to the rows that the test wrote.
"""

import csv
import json
import sqlite3
import zipfile
from contextlib import closing

import numpy as np
import openpyxl
import processing
import pytest
from as_surveyed import read_layer
from hand_run import Log
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lifecircle.survey.matching.roles import known_headings
from lifecircle.survey.reading.raw_table import SurveyError
from lifecircle.survey.reading.source_names import split_source
from lifecircle.survey.reading.sources import read_source
from osgeo import gdal, ogr, osr
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProject

HEAD = ["编号", "类别", "名称", "规模", "经度", "纬度"]
ROWS = [
    [f"F{n}", ("药店", "小学", "菜市场")[n % 3], f"望溪{n}号", 10 + n, 121.5 + n / 1000, 31.2]
    for n in range(40)
]
FORMATS = ("csv", "xlsx", "ods", "shp", "gpkg", "geojson")
DRIVERS = {"ods": "ODS", "shp": "ESRI Shapefile", "gpkg": "GPKG", "geojson": "GeoJSON"}


def load(source, folder, role="FACILITIES"):
    """Rows loaded, rows left out and the log; or the sentence why not."""
    package = folder / "survey.gpkg"
    package.unlink(missing_ok=True)
    log = Log()
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    given = {role: str(source), "OUTPUT": str(package), "LOAD": False}
    try:
        found = processing.run("lifecircle:loadsurvey", given, feedback=log, context=context)
    except QgsProcessingException as error:
        assert not package.exists()
        assert [p.name for p in folder.iterdir() if ".part" in p.name] == []
        why = str(error)
        assert why.strip()
        assert "Traceback" not in why
        return why
    rows = read_layer(package, role.lower())
    rejects = read_layer(package, "rejects")
    assert len(rows) == found["LOADED"]
    assert sum(r["effect"] == "row left out" for r in rejects) == found["LEFT_OUT"]
    assert all(r["reason"] and r["line"] is not None for r in rejects)
    assert len({r["source_id"] for r in rows}) == len(rows)
    return rows, rejects, log.text


def write(path, head=None, rows=None, kind=None):
    """The rows as a file of a format."""
    head, rows, kind = head or HEAD, ROWS if rows is None else rows, kind or path.suffix[1:]
    if kind == "csv":
        with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            csv.writer(file).writerows([head, *rows])
    elif kind == "xlsx":
        book = openpyxl.Workbook()
        for row in [head, *rows]:
            book.active.append(row)
        book.save(path)
    else:
        write_layer(path, kind, head, rows)
    return path


def write_layer(path, kind, head, rows):
    """Texts and places with GDAL; without places for ODS."""
    data = ogr.GetDriverByName(DRIVERS[kind]).CreateDataSource(str(path))
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    spatial = kind != "ods"
    layer = data.CreateLayer(
        "facilities", degrees if spatial else None, ogr.wkbPoint if spatial else ogr.wkbNone,
        ["ENCODING=UTF-8"] if kind == "shp" else [],
    )  # fmt: skip
    kept = head[:-2] if spatial else head
    for name in kept:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for row in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for place, value in enumerate(row[: len(kept)]):
            if value is not None:
                feature.SetField(place, str(value))
        if spatial and isinstance(row[-1], float) and isinstance(row[-2], float):
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({row[-2]} {row[-1]})"))
        layer.CreateFeature(feature)
    del layer, data


@pytest.mark.parametrize("kind", FORMATS)
def test_a_whole_file_of_each_format_is_loaded(tmp_path, kind):
    rows, rejects, _ = load(write(tmp_path / f"facilities.{kind}"), tmp_path)
    assert [row["name"] for row in rows] == [row[2] for row in ROWS]
    assert [row["capacity"] for row in rows] == [float(row[3]) for row in ROWS]
    assert [row["shape"].x for row in rows] == pytest.approx([row[4] for row in ROWS], abs=1e-9)
    assert rejects == []


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("share", [0, 0.02, 0.3, 0.6, 0.95])
def test_a_file_cut_off_is_told_or_its_rows_are(tmp_path, kind, share):
    path = write(tmp_path / f"facilities.{kind}")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    found = load(path, tmp_path)
    if share == 0 or kind in ("xlsx", "ods", "geojson"):
        assert isinstance(found, str)
        assert "facilities" in found
    elif not isinstance(found, str):
        assert len(found[0]) <= len(ROWS)


@pytest.mark.parametrize("ending", [".shx", ".dbf"])
def test_a_shapefile_without_its_parts(tmp_path, ending):
    path = write(tmp_path / "facilities.shp")
    path.with_suffix(ending).unlink()
    why = load(path, tmp_path)
    assert isinstance(why, str)
    assert "facilities" in why


def test_a_workbook_with_merged_headings_of_two_rows(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["设施调查", None, None, None, "坐标", None])
    page.append(HEAD)
    page.merge_cells("A1:D1")
    page.merge_cells("E1:F1")
    for row in ROWS:
        page.append(row)
    book.save(tmp_path / "facilities.xlsx")
    rows, rejects, log = load(tmp_path / "facilities.xlsx", tmp_path)
    assert len(rows) == len(ROWS)
    assert rejects == []
    assert "headings are in line 2" in log


def test_formulas_count_as_what_they_give_or_as_unknown(tmp_path):
    rows = [list(row) for row in ROWS]
    rows[0][3], rows[1][3] = "=20+3", "=NOSUCH(1)"
    found, rejects, _ = load(write(tmp_path / "facilities.xlsx", rows=rows), tmp_path)
    assert len(found) == len(ROWS)
    assert rejects == []
    # a workbook that no spreadsheet has computed yet holds no result
    assert found[0]["capacity"] in (None, 23.0)
    assert found[1]["capacity"] is None
    assert [row["capacity"] for row in found[2:]] == [float(row[3]) for row in ROWS[2:]]


def test_three_hundred_columns(tmp_path):
    head = [*(f"列{n}" for n in range(294)), *HEAD]
    rows = [[*(f"{n}" for n in range(294)), *row] for row in ROWS]
    found, rejects, _ = load(write(tmp_path / "facilities.csv", head, rows), tmp_path)
    assert len(found) == len(ROWS)
    assert rejects == []
    assert found[0]["列293"] == "293"


def test_three_thousand_columns_are_no_table(tmp_path):
    path = write(tmp_path / "facilities.csv", [f"列{n}" for n in range(3000)], [["1"] * 3000])
    assert "3000 columns" in load(path, tmp_path)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_no_coordinates_at_all(tmp_path, kind):
    path = write(tmp_path / f"facilities.{kind}", HEAD[:4], [row[:4] for row in ROWS])
    assert "no coordinates" in load(path, tmp_path)


def test_places_exchanged_in_degrees_and_minutes_missing_and_at_zero(tmp_path):
    rows = [list(row) for row in ROWS]
    rows[3][4:] = [31.2, 121.503]
    rows[4][4:] = ["121°30'14.4\"E", "北纬31度12分"]
    rows[5][4:] = [0, 0]
    rows[6][4:] = ["", ""]
    rows[7][4:] = ["暂无", 31.2]
    rows[8][4:] = ["那边", 31.2]
    rows[9][4:] = [500, 31.2]
    found, rejects, _ = load(write(tmp_path / "facilities.csv", rows=rows), tmp_path)
    by_id = {row["source_id"]: row["shape"] for row in found}
    assert len(found) == len(ROWS) - 5
    for name, x in (("F3", 121.503), ("F4", 121.504)):
        assert (by_id[name].x, by_id[name].y) == pytest.approx((x, 31.2), abs=1e-9)
    reasons = {r["line"]: r["reason"] for r in rejects}
    assert reasons[5] == "x and y were exchanged"
    assert reasons[7] == "coordinates 0, 0"
    assert reasons[8] == reasons[9] == "no coordinates"
    assert reasons[10] == "coordinates that cannot be read"
    assert reasons[11] == "coordinates that lie on no place of the earth"


def test_lines_in_different_encodings_with_emoji(tmp_path):
    path = write(tmp_path / "facilities.csv")
    lines = path.read_bytes().decode().splitlines()
    lines[2] = lines[2].replace("望溪", "望溪😀")
    encoded = [line.encode("gb18030" if n % 2 else "utf-8") for n, line in enumerate(lines)]
    path.write_bytes(b"\r\n".join(encoded))
    found, _, log = load(path, tmp_path)
    names = [row["name"] for row in found]
    assert names == [row[2].replace("望溪", "望溪😀") if n == 1 else row[2]
                     for n, row in enumerate(ROWS)]  # fmt: skip
    assert "different encodings" in log


def test_ids_that_come_twice(tmp_path):
    rows = [*ROWS, ["F1", *ROWS[1][1:]], ["F2", "药店", "另一家", 5, 121.6, 31.3]]
    found, rejects, _ = load(write(tmp_path / "facilities.csv", rows=rows), tmp_path)
    assert len(found) == len(ROWS) + 1
    assert found[-1]["source_id"] == "F2#2"
    assert [(r["line"], r["effect"]) for r in rejects] == [
        (42, "row left out"),
        (43, "value taken"),
    ]


@pytest.mark.parametrize(
    ("name", "member"),
    [("facilities.xlsx", "xl/worksheets/sheet1.xml"), ("facilities.ods", "content.xml")],
)
def test_a_zip_bomb_is_not_opened(tmp_path, name, member):
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(member, b"0" * 300_000_000)
    assert "would unpack" in load(tmp_path / name, tmp_path)


def test_a_workbook_with_a_password(tmp_path):
    """Such a file is no ZIP but a compound file that holds an encrypted stream."""
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000300feff0900")
    stream = "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "facilities.xlsx").write_bytes(head + bytes(480) + stream + bytes(4096))
    why = load(tmp_path / "facilities.xlsx", tmp_path)
    assert "password" in why


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_file_that_grows_while_it_is_read(tmp_path, monkeypatch, kind):
    from pathlib import Path

    path = write(tmp_path / f"facilities.{kind}")
    read = Path.read_bytes

    def slow(self):
        data = read(self)
        if self == path:
            with self.open("ab") as file:
                file.write(b"more")
        return data

    monkeypatch.setattr(Path, "read_bytes", slow)
    assert "being written" in load(path, tmp_path)


def test_a_package_that_another_program_writes(tmp_path):
    path = write(tmp_path / "facilities.gpkg")
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        writer.execute("DELETE FROM facilities WHERE fid > 20")
        found = load(path, tmp_path)
        writer.execute("ROLLBACK")
    assert isinstance(found, str) or len(found[0]) == len(ROWS)
    assert len(load(path, tmp_path)[0]) == len(ROWS)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_folder_that_is_named_like_a_file(tmp_path, kind):
    (tmp_path / f"facilities.{kind}").mkdir()
    assert "is a folder" in load(tmp_path / f"facilities.{kind}", tmp_path)


NAMES = ["居民 设施", "😀", "a b", "a|b", "a#b", "it's", 'say "so"', "a&b=c", "50%", "a?b", "+[x]"]


@pytest.mark.parametrize("kind", FORMATS)
def test_file_names_of_all_kinds(tmp_path, kind):
    for number, name in enumerate(NAMES):
        folder = tmp_path / str(number)
        folder.mkdir()
        rows, rejects, _ = load(write(folder / f"{name}.{kind}"), folder)
        assert len(rows) == len(ROWS), name
        assert rejects == []


@pytest.mark.parametrize("name", NAMES)
def test_packages_with_names_of_all_kinds(tmp_path, name):
    source = write(tmp_path / "facilities.csv")
    package = tmp_path / f"{name}.gpkg"
    for _ in range(2):
        given = {"FACILITIES": str(source), "OUTPUT": str(package), "LOAD": False}
        processing.run("lifecircle:loadsurvey", given, feedback=Log())
        assert len(read_layer(package.rename(tmp_path / "seen.gpkg"), "facilities")) == len(ROWS)
        (tmp_path / "seen.gpkg").rename(package)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["facilities.csv", package.name])


def test_a_source_is_parted_where_its_layer_is_named():
    for path in ("/a/b.gpkg", "/a|b/c.gpkg", "C:\\a|b.csv", ""):
        assert split_source(path) == (path, "")
        assert split_source(f"{path}|layername=x|y") == (path, "|layername=x|y")


def test_nul_bytes_within_the_text(tmp_path):
    path = write(tmp_path / "facilities.csv")
    data = path.read_bytes()
    path.write_bytes(data.replace("望".encode(), "望\0".encode()))
    assert [row["name"] for row in load(path, tmp_path)[0]] == [row[2] for row in ROWS]
    path.write_bytes(data.decode().encode("utf-16-le"))
    assert "holds no text" in load(path, tmp_path)


@pytest.mark.parametrize("begin", ["", '"', "编号,类别,经度,纬度\n1,药店,121.5,"])
def test_one_line_of_fifty_megabytes(tmp_path, begin):
    path = tmp_path / "facilities.csv"
    path.write_text(begin + "31.2 望溪," * 4_300_000, "utf-8")
    assert path.stat().st_size > 45_000_000
    found = load(path, tmp_path)
    if not isinstance(found, str):
        assert len(found[0]) + len(found[1]) == 1


def test_a_cell_of_fifty_megabytes(tmp_path):
    rows = [*ROWS, ["F99", "药店", "长" * 17_000_000, 5, 121.6, 31.3]]
    found, rejects, _ = load(write(tmp_path / "facilities.csv", rows=rows), tmp_path)
    left_out = [r for r in rejects if r["effect"] == "row left out"]
    assert len(found) + len(left_out) == len(rows)
    assert all(len(r["value"]) <= 500 for r in rejects)


def test_a_quote_that_is_never_closed_swallows_no_rows(tmp_path):
    rows = [list(map(str, row)) for row in ROWS * 5]
    for number, row in enumerate(rows):
        row[0] = f"F{number}"
        row[2] = f"望溪{number}号"
    text = "\n".join(",".join(row) for row in [HEAD, *rows])
    path = tmp_path / "facilities.csv"
    path.write_text(text.replace("F100,菜市场,", 'F100,菜市场,"'), "utf-8")
    found, rejects, log = load(path, tmp_path)
    left_out = [r for r in rejects if r["effect"] == "row left out"]
    assert len(found) + len(left_out) == len(rows)
    assert "never closed" in log


def test_numbers_with_points_commas_and_blanks_in_one_column(tmp_path):
    written = ["1,234", "1.234,5", "12,5", "1 234", "1'234", "约800人", "1.2万", "五百", "-3"]
    rows = [[*row[:3], text, *row[4:]] for row, text in zip(ROWS, written, strict=False)]
    found, rejects, _ = load(write(tmp_path / "facilities.csv", rows=rows), tmp_path)
    # 1.234,5 and 12,5 say that a comma is a decimal one here
    assert [row["capacity"] for row in found] == [
        1.234, 1234.5, 12.5, 1234, 1234, 800, 12_000, None, None,
    ]  # fmt: skip
    unknown = {r["value"] for r in rejects if r["effect"] == "value unknown"}
    assert unknown == {"五百", "-3"}


ANSWERS = [("药店", 5, 2), ("小学", 4, None), ("菜市场", 3, 4)]
GROUP = "group_place/"


def test_an_export_of_a_form_server_as_csv(tmp_path):
    head = ["start", "deviceid", f"{GROUP}location", f"_{GROUP}location_latitude", "answer/service",
            "answer/importance", "answer/satisfaction", "_id", "_uuid", "_index"]  # fmt: skip
    rows = [["2025-04-03T09:30:00+08:00", "ee.x", f"31.2 {121.5 + n / 100} 0 0", 31.2, *answer,
             n, f"uuid-{n}", n + 1] for n, answer in enumerate(ANSWERS)]  # fmt: skip
    check_answers(load(write(tmp_path / "opinions.csv", head, rows), tmp_path, "OPINIONS"))


def test_an_export_of_a_form_server_as_a_workbook_with_repeats(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "survey"
    book.active.append(["start", f"{GROUP}location", "_id", "_uuid", "_index"])
    for n in range(3):
        book.active.append(["2025-04-03", f"31.2 {121.5 + n / 100} 0 0", n, f"person-{n}", n + 1])
    page = book.create_sheet("answer")
    page.append(["answer/service", "answer/importance", "answer/satisfaction", "_index",
                 "_parent_table_name", "_parent_index"])  # fmt: skip
    for n, answer in enumerate(ANSWERS):
        page.append([*answer, n + 1, "survey", n + 1])
    book.save(tmp_path / "opinions.xlsx")
    check_answers(load(tmp_path / "opinions.xlsx", tmp_path, "OPINIONS"), ids=False)


def test_an_export_of_a_form_server_as_geojson(tmp_path):
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [121.5 + n / 100, 31.2]},
            "properties": {
                "answer/service": service, "answer/importance": importance,
                "answer/satisfaction": satisfaction, "_id": n, "_uuid": f"uuid-{n}",
                "_attachments": [{"name": "a.jpg"}], "_tags": [],
            },
        }
        for n, (service, importance, satisfaction) in enumerate(ANSWERS)
    ]  # fmt: skip
    path = tmp_path / "opinions.geojson"
    whole = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    check_answers(load(path, tmp_path, "OPINIONS"))


def check_answers(found, ids=True):
    rows, rejects, _ = found
    assert [(r["service"], r["importance"], r["satisfaction"]) for r in rows] == [
        ("pharmacy", 5, 2), ("primary_school", 4, None), ("market", 3, 4)
    ]  # fmt: skip
    assert [r["shape"].x for r in rows] == pytest.approx([121.5, 121.51, 121.52])
    assert [r for r in rejects if r["effect"] == "row left out"] == []
    if ids:
        assert [r["source_id"] for r in rows] == ["uuid-0", "uuid-1", "uuid-2"]


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12),
    st.sampled_from(["", "药店", "小学", "合计", "约800人", "1,234", "暂无", "😀", "nan", "1e400"]),
)
PLACES = st.one_of(st.floats(-200, 200), st.sampled_from([0.0, 121.5, None, "31°12'"]))


@pytest.mark.parametrize("kind", FORMATS)
@settings(
    derandomize=True, database=None, deadline=None, max_examples=12, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(rows=st.lists(st.tuples(*[CELLS] * 4, PLACES, PLACES), min_size=1, max_size=8))
def test_any_rows_in_any_format_are_loaded_or_left_out(tmp_path, kind, rows):
    for old in tmp_path.iterdir():
        old.unlink()
    path = write(tmp_path / f"facilities.{kind}", rows=rows)
    total = len(read_source(str(path), set(known_headings())))
    if kind in ("gpkg", "geojson", "shp"):
        assert total == len(rows)
    found = load(path, tmp_path)
    if not isinstance(found, str):
        left_out = [r for r in found[1] if r["effect"] == "row left out"]
        assert len(found[0]) + len(left_out) == total


def test_columns_read_at_once_are_those_read_by_feature(tmp_path, monkeypatch):
    """Holes in the numbering, NULL, empty texts, letters of all kinds, whole and broken numbers."""
    path = tmp_path / "facilities.gpkg"
    data = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = data.CreateLayer("f", None, ogr.wkbPoint)
    kinds = (ogr.OFTString, ogr.OFTInteger, ogr.OFTInteger64, ogr.OFTReal, ogr.OFTString)
    for name, kind in zip(["text", "small", "large", "real", "none"], kinds, strict=True):
        layer.CreateField(ogr.FieldDefn(name, kind))
    draw = np.random.default_rng(5)
    layer.StartTransaction()
    for n in range(12_345):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetFID(3 * n + 7)
        values = [("", "甲", "a\nb", "😀" * (n % 9), f"{n} ")[n % 5], n - 5000, n * 10**9, n / 7]
        for place, value in enumerate(values):
            if draw.random() > 0.2:
                feature.SetField(place, value)
        if draw.random() > 0.1:
            x, y = draw.uniform(size=2)
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x} {y})"))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    del layer, data
    from lifecircle.survey.reading import map_layers

    quick = map_layers.read_layer(path)
    if hasattr(ogr.Layer, "GetArrowStreamAsNumPy"):
        assert map_layers.read_columns(path, "") is not None
    monkeypatch.setattr(map_layers, "read_columns", lambda *_: None)
    slow = map_layers.read_layer(path)
    assert quick.headings == slow.headings
    assert list(quick.lines) == list(slow.lines)
    for one, other in zip(quick.columns, slow.columns, strict=True):
        assert list(one) == list(other)
        assert list(map(type, one)) == list(map(type, other))
    assert list(quick.geometry) == list(slow.geometry)


def test_very_long_texts_are_not_read_by_column(tmp_path):
    from lifecircle.survey.reading.arrow_columns import read_columns

    rows = [list(row) for row in ROWS]
    rows[5][2] = "长" * 20_000
    path = write(tmp_path / "facilities.gpkg", rows=rows)
    assert read_columns(path, "") is None
    assert read_source(str(path)).column("名称")[5] == rows[5][2]


def test_what_gdal_says_stays_with_gdal(tmp_path, capfd):
    (tmp_path / "facilities.gpkg").write_bytes(b"SQLite format 3\0" + bytes(2000))
    with pytest.raises(SurveyError, match="cannot be opened"):
        read_source(str(tmp_path / "facilities.gpkg"))
    assert gdal.GetErrorReporting() if hasattr(gdal, "GetErrorReporting") else True
