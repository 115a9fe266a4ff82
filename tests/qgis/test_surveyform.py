"""The form for residents is one that form servers take, and its answers come back by themselves."""

import csv

import openpyxl
import processing
import pytest
from as_surveyed import read_layer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lifecircle.gis.profiles import load_services
from lifecircle.survey.survey_form import write_survey_form
from pyxform.builder import create_survey_element_from_dict
from pyxform.xls2json import parse_file_to_json
from qgis.core import QgsProcessingException


def convert(path):
    """The form as pyxform understands it, and what pyxform warns of."""
    warnings = []
    form = parse_file_to_json(str(path), warnings=warnings)
    return form, create_survey_element_from_dict(form).to_xml(validate=False), warnings


def test_form_servers_take_it_in_both_languages(tmp_path):
    path = tmp_path / "form.xlsx"
    count = write_survey_form(path, "生活圈需求调查", "20250601")
    form, xml, warnings = convert(path)
    assert warnings == []
    assert form["title"] == "生活圈需求调查"
    assert xml.count('<translation lang="') == 2
    facilities = [key for key, s in load_services().items() if s.kind == "facility"]
    assert [choice["name"] for choice in form["choices"]["service"]] == facilities
    assert count == len(facilities)
    names = {choice["name"]: choice["label"]["中文 (zh)"] for choice in form["choices"]["service"]}
    assert names["kindergarten"] == "幼儿园"
    for word in ("geopoint", "importance", "satisfaction", "age_group"):
        assert word in xml


def test_nothing_asks_for_personal_data(tmp_path):
    from lifecircle.survey.personal_data import name_personal

    path = tmp_path / "form.xlsx"
    write_survey_form(path, "t", "1")
    sheet = openpyxl.load_workbook(path)["survey"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)
            if row[1].value and name_personal(row[1].value, "opinions")] == []  # fmt: skip


@settings(
    derandomize=True, database=None, deadline=None, max_examples=25, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=40))
def test_any_title_will_do(tmp_path, title):
    path = tmp_path / "form.xlsx"
    write_survey_form(path, title, "1")
    form, _, _ = convert(path)
    assert form["title"].split() == (title.split() or ["Life", "Circle"])


def test_some_services_only_and_none_that_is_not_known(tmp_path):
    path = tmp_path / "form.xlsx"
    results = processing.run(
        "lifecircle:surveyform", {"SERVICES": "market, kindergarten", "OUTPUT": str(path)}
    )
    assert results["ASKED"] == 2
    form, _, _ = convert(path)
    assert [c["name"] for c in form["choices"]["service"]] == ["market", "kindergarten"]
    with pytest.raises(QgsProcessingException, match="no service nowhere"):
        processing.run("lifecircle:surveyform", {"SERVICES": "nowhere", "OUTPUT": str(path)})


def test_answers_come_back_without_a_mapping(tmp_path):
    form_path, export = tmp_path / "form.xlsx", tmp_path / "opinions.csv"
    write_survey_form(form_path, "t", "1")
    form, _, _ = convert(form_path)
    services = [c["name"] for c in form["choices"]["service"]]
    ages = [c["name"] for c in form["choices"]["age"]]
    walkers = [c["name"] for c in form["choices"]["walker"]]
    kinds = [c["name"] for c in form["choices"]["kind"]]
    heads = ["start", "answered_on", "location", "_location_latitude", "_location_longitude",
             "_location_altitude", "_location_precision", "opinion/service", "opinion/importance",
             "opinion/satisfaction", "opinion/kind", "opinion/text", "person/age_group",
             "person/walker", "_id", "_uuid", "_submission_time"]  # fmt: skip
    with export.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(heads)
        for n, service in enumerate(services):
            lat, lon = f"{31.2 + n / 1000:.6f}", "121.500000"
            writer.writerow(
                ["2025-06-01T09:00:00.000+08:00", "2025-06-01", f"{lat} {lon} 0 0", lat, lon, 0, 0,
                 service, 1 + n % 5, "" if n % 7 == 0 else 1 + n % 5, kinds[n % len(kinds)],
                 f"说明{n}，电话13800138000", ages[n % len(ages)], walkers[n % len(walkers)], n,
                 f"uuid-{n}", "2025-06-01T09:01:00"]
            )  # fmt: skip
    package = tmp_path / "survey.gpkg"
    processing.run(
        "lifecircle:loadsurvey", {"OPINIONS": str(export), "OUTPUT": str(package), "LOAD": False}
    )
    rows = read_layer(package, "opinions")
    assert [row["service"] for row in rows] == services
    assert [row["importance"] for row in rows] == [1 + n % 5 for n in range(len(rows))]
    assert [row["age_group"] for row in rows] == [ages[n % len(ages)] for n in range(len(rows))]
    assert [row["walker"] for row in rows] == [walkers[n % len(walkers)] for n in range(len(rows))]
    assert {row["answered_on"] for row in rows} == {"2025-06-01"}
    assert not any("138" in row["text"] for row in rows)
