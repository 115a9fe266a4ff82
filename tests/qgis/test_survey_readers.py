"""Whatever comes in: a table or a sentence, never another error; and every row is accounted for."""

import csv
import datetime as dt
import io
import shutil
import zipfile

import openpyxl
import pytest
from as_surveyed import FOLDER
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lifecircle.gis.compat import TEXT, make_field
from lifecircle.survey.cleaning.dates import clean_dates
from lifecircle.survey.cleaning.numbers import clean_numbers
from lifecircle.survey.cleaning.rows import clean_rows
from lifecircle.survey.matching.column_matching import match_columns
from lifecircle.survey.matching.mapping import SourceMapping
from lifecircle.survey.matching.places import read_coordinate, read_pair
from lifecircle.survey.matching.roles import known_headings, list_roles
from lifecircle.survey.reading.raw_table import ROW_LEFT_OUT, SurveyError
from lifecircle.survey.reading.sources import read_source
from lifecircle.ui.inspection_task import list_sources
from lifecircle.ui.source_rows import source_of
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)

SETTINGS = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=150,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ENDINGS = (".csv", ".txt", ".xlsx", ".ods", ".shp", ".gpkg", ".geojson", ".json", ".kml")


def load(path, role="facilities", **given_mapping):
    """Read, match and clean as the dock would; None where a sentence says why it cannot be."""
    try:
        table = read_source(str(path), set(known_headings()))
        match = match_columns(table, list_roles()[role])
        mapping = SourceMapping(
            str(path), match.columns, match.x, match.y, match.wkt, match.text, id=match.id
        )
        for name, value in given_mapping.items():
            setattr(mapping, name, value)
        rows = clean_rows(table, list_roles()[role], mapping)
    except SurveyError as error:
        assert str(error)
        return None
    left_out = [r for r in rows.rejects if r.effect == ROW_LEFT_OUT]
    assert len(rows) + len(left_out) == rows.total == table.total
    assert all(reject.reason for reject in rows.rejects)
    assert len(set(rows.ids)) == len(rows.ids)
    return rows


@pytest.mark.parametrize("ending", ENDINGS)
@SETTINGS
@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_sentence(tmp_path, ending, data):
    path = tmp_path / f"source{ending}"
    path.write_bytes(data)
    load(path)


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "0", "121.5", "31.2", "121,5", "30°36'11\"N", "北纬30度36分", "药店", "小学", "合计",
         "约800人",
         "１２３", "1,234", "-5", "暂无", "2025/4/3", "3/4/2025", "😀", '"', "\n", "=SUM(A1)",
         "#REF!",
         "nan", "inf", "1e400", "99999999999999999999", "POINT(121 31)", "很满意", "\x00", "—"]
    ),
)  # fmt: skip
HEADINGS = [
    "编号",
    "设施名称",
    "类别",
    "经度",
    "纬度",
    "服务规模",
    "服务质量",
    "调查日期",
    "开放时间",
    "状态",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@SETTINGS
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=12), max_size=12))
def test_every_row_is_loaded_or_left_out(tmp_path, encoding, delimiter, rows):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    path = tmp_path / "facilities.csv"
    # half of a surrogate pair is no letter: no program writes it
    path.write_bytes(
        text.getvalue().encode("utf-8", "replace").decode().encode(encoding, "replace")
    )
    load(path)


@pytest.mark.parametrize("role", list_roles())
@SETTINGS
@given(rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=8), data=st.data())
def test_any_columns_in_any_role(tmp_path, role, rows, data):
    names = [name for f in list_roles()[role].fields for name in f.headings]
    headings = data.draw(st.lists(st.sampled_from(names + ["经度", "纬度", "wkt", "电话"]),
                                  min_size=6, max_size=6))  # fmt: skip
    path = tmp_path / "source.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    load(path, role)


@pytest.mark.parametrize("name", ["facilities_gcj02.csv", "residents.xlsx", "opinions_kobo.csv",
                                  "streets_gbk.shp", "areas_gbk.shp"])  # fmt: skip
def test_a_file_cut_off_anywhere(tmp_path, name):
    whole = (FOLDER / name).read_bytes()
    for other in FOLDER.glob(name.rsplit(".", 1)[0] + ".*"):
        shutil.copy(other, tmp_path)
    role = name.split("_")[0].split(".")[0]
    path = tmp_path / name
    for share in (0, 0.0001, 0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999):
        path.write_bytes(whole[: int(len(whole) * share)])
        load(path, role)


@SETTINGS
@given(number=st.integers(-(10**9), 10**9), style=st.integers(0, 6))
def test_numbers_in_all_usual_writings(number, style):
    plain = f"{number:,}"
    written = [
        str(number),
        plain,
        plain.replace(",", " "),
        str(number).translate(str.maketrans("0123456789-", "０１２３４５６７８９－")),
        f" {number} 人",
        f"{number}.0",
        f"{plain} m²",
    ][style]
    cleaned = clean_numbers([written, "x", None])
    assert cleaned.values == [number, None, None]
    assert cleaned.faults == [(1, "not_number")]


@SETTINGS
@given(st.floats(-1e6, 1e6).map(lambda value: round(value, 2)))
def test_decimal_commas_are_known_by_the_column(number):
    written = f"{number:.2f}".replace(".", ",")
    assert clean_numbers([written, "1,5", "12,25"]).values == [number, 1.5, 12.25]


@SETTINGS
@given(st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)), st.integers(0, 6))
def test_dates_in_all_usual_writings(day, style):
    serial = (day - dt.date(1899, 12, 30)).days
    written = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day.isoformat()}T09:30:00.000+08:00",
        str(serial),
    ][style]
    assert clean_dates([written]).values == [day.isoformat()]


def test_days_and_months_are_told_apart_by_the_column_or_not_at_all():
    assert clean_dates(["3/4/2025", "25/4/2025"]).values == ["2025-04-03", "2025-04-25"]
    assert clean_dates(["3/4/2025", "4/25/2025"]).values == ["2025-03-04", "2025-04-25"]
    alone = clean_dates(["3/4/2025"])
    assert (alone.values, alone.faults) == ([None], [(0, "day_or_month")])


@SETTINGS
@given(st.floats(0, 179.999), st.sampled_from("NSEW"))
def test_degrees_minutes_and_seconds(angle, side):
    degrees = int(angle)
    minutes = int((angle - degrees) * 60)
    seconds = round((angle - degrees - minutes / 60) * 3600, 3)
    if seconds >= 60 or seconds < 0:
        return
    value = degrees + minutes / 60 + seconds / 3600
    signed = -value if side in "SW" else value
    for text in (f"{degrees}°{minutes}'{seconds}\"{side}", f"{side}{degrees}°{minutes}′{seconds}″"):
        assert read_coordinate(text) == pytest.approx(signed, abs=1e-9)


def test_pairs_and_what_is_none():
    assert read_pair("30.610881 121.542273 0 0") == (30.610881, 121.542273)
    assert read_pair("121.5，31.2") == (121.5, 31.2)
    assert read_pair("(121.5, 31.2)") == (121.5, 31.2)
    assert read_pair("望溪路 12 号") is None
    assert read_coordinate("31.2.5") is None


def write_book(path, rows, merge=None, sheet="Sheet1"):
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    if merge:
        page.merge_cells(merge)
    book.save(path)


def test_a_workbook_with_merged_title_formula_and_error_cells(tmp_path):
    path = tmp_path / "facilities.xlsx"
    write_book(path, [
        ["设施一览表", None, None, None, None],
        ["类别", "名称", "经度", "纬度", "服务规模"],
        ["药店", "甲", 121.5, 31.2, 300],
        ["小学", "乙", 121.51, 31.21, "#REF!"],
        ["合计", None, None, None, "=SUM(E3:E4)"],
    ], "A1:E1")  # fmt: skip
    rows = load(path)
    assert rows.columns["name"] == ["甲", "乙"]
    assert rows.columns["capacity"] == [300.0, None]
    assert rows.lines == [3, 4]
    assert [(r.line, r.effect) for r in rows.rejects] == [(4, "value unknown"), (5, ROW_LEFT_OUT)]


def test_three_hundred_columns_and_no_coordinates(tmp_path):
    path = tmp_path / "facilities.csv"
    names = ["类别", *(f"列{n}" for n in range(299))]
    path.write_text(",".join(names) + "\n" + ",".join(["药店"] * 300) + "\n", "utf-8")
    with pytest.raises(SurveyError, match="no coordinates"):
        clean_rows(
            read_source(str(path)), list_roles()["facilities"],
            SourceMapping(str(path), {"service": "类别"}),
        )  # fmt: skip


def test_a_zip_bomb_is_not_opened(tmp_path):
    path = tmp_path / "residents.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    with pytest.raises(SurveyError, match="would unpack"):
        read_source(str(path))


def test_mixed_encodings_are_read_line_by_line(tmp_path):
    path = tmp_path / "facilities.csv"
    lines = ["类别,名称,经度,纬度", "药店,甲,121.5,31.2", "小学,乙😀,121.51,31.21"]
    path.write_bytes(b"\n".join([lines[0].encode(), lines[1].encode("gb18030"), lines[2].encode()]))
    table = read_source(str(path))
    assert list(table.column("名称")) == ["甲", "乙😀"]
    assert "different encodings (lines 2)" in table.notes[0]


def test_doubled_ids_are_told_and_kept_apart(tmp_path):
    path = tmp_path / "facilities.csv"
    path.write_text(
        "编号,类别,名称,经度,纬度\n1,药店,甲,121.5,31.2\n" + "".join(
            f"{n},药店,甲{n},121.5,31.2\n" for n in range(2, 30)
        ) + "1,小学,乙,121.51,31.2\n1,药店,甲,121.5,31.2\n",
        "utf-8",
    )  # fmt: skip
    rows = load(path, id="编号")
    assert rows.ids[0] == "1"
    assert rows.ids[-1] == "1#2"
    assert [(r.line, r.effect, r.taken) for r in rows.rejects] == [
        (31, "value taken", "1#2"),
        (32, ROW_LEFT_OUT, ""),
    ]


def test_a_file_that_is_being_written_is_not_read(tmp_path, monkeypatch):
    from pathlib import Path

    path = tmp_path / "facilities.csv"
    path.write_text("类别,经度,纬度\n药店,121.5,31.2\n", "utf-8")
    read = Path.read_bytes

    def slow(self):
        data = read(self)
        with self.open("ab") as file:
            file.write("小学,121.6,31.2\n".encode())
        return data

    monkeypatch.setattr(Path, "read_bytes", slow)
    with pytest.raises(SurveyError, match="being written"):
        read_source(str(path))


def test_answers_side_by_side_and_in_a_sheet_of_their_own(tmp_path):
    wide = tmp_path / "opinions.csv"
    wide.write_text(
        "_id,loc,op[1]/service,op[1]/importance,op[2]/service,op[2]/importance\n"
        "1,31.2 121.5 0 0,药店,5,小学,4\n2,31.3 121.6 0 0,小学,3,,\n",
        "utf-8",
    )
    table = read_source(str(wide))
    assert list(table.column("op/service")) == ["药店", "小学", "小学"]
    assert list(table.lines) == [2, 2, 3]
    book = openpyxl.Workbook()
    book.active.title = "form"
    for row in (
        ["location", "_index", "_uuid"],
        ["31.2 121.5 0 0", 1, "a"],
        ["31.3 121.6 0 0", 2, "b"],
    ):
        book.active.append(row)
    page = book.create_sheet("opinion")
    for row in (["service", "importance", "_index", "_parent_table_name", "_parent_index"],
                ["药店", 5, 1, "form", 1], ["小学", 4, 2, "form", 1], ["菜市场", 3, 3, "form",
                2]):  # fmt: skip
        page.append(row)
    deep = tmp_path / "opinions.xlsx"
    book.save(deep)
    table = read_source(str(deep))
    assert list(table.column("service")) == ["药店", "小学", "菜市场"]
    assert list(table.column("location")) == ["31.2 121.5 0 0"] * 2 + ["31.3 121.6 0 0"]


@pytest.mark.parametrize("mark", ["", "UTF-8", "ISO-8859-1"])
def test_a_shapefile_in_gbk_is_read_whatever_its_mark_says(tmp_path, mark):
    for path in FOLDER.glob("areas_gbk.*"):
        shutil.copy(path, tmp_path)
    if mark:
        (tmp_path / "areas_gbk.cpg").write_text(mark)
    table = read_source(str(tmp_path / "areas_gbk.shp"))
    assert table.headings == ["社区名称", "人口"]
    assert "望溪社区" in table.column("社区名称")


def test_a_file_geodatabase_is_read_like_a_file(qgis_app, tmp_path):
    """A folder that ends in .gdb, with several layers."""
    path = tmp_path / "调查.gdb"
    for name, count in (("药店", 3), ("小学", 2)):
        fields = QgsFields()
        fields.append(make_field("名称", TEXT))
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName = "OpenFileGDB", name
        if path.exists():
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile(1)
        writer = QgsVectorFileWriter.create(
            str(path), fields, QgsWkbTypes.Type.Point, QgsCoordinateReferenceSystem("EPSG:4549"),
            QgsCoordinateTransformContext(), options,
        )  # fmt: skip
        assert not writer.hasError(), writer.errorMessage()
        for row in range(count):
            feature = QgsFeature(fields)
            feature["名称"] = f"{name}{row}"
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(600000 + row, 3456000)))
            writer.addFeature(feature)
        del writer
    sources = list_sources(tmp_path)
    assert sorted(sources) == sorted(f"{path}|layername={name}" for name in ("药店", "小学"))
    for source, names in zip(
        sorted(sources), (["小学0", "小学1"], ["药店0", "药店1", "药店2"]), strict=True
    ):
        table = read_source(source)
        assert list(table.column("名称")) == names
        assert table.crs == "EPSG:4549"
        assert all(table.geometry)
        layer = QgsVectorLayer(source, "layer", "ogr")
        assert source_of(layer) == source
    with pytest.raises(SurveyError, match="is a folder"):
        read_source(str(tmp_path))
