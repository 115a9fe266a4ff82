"""``make demo``: a GeoPackage, a project that opens anywhere, and a report on paper."""

import csv
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample" / "lifecircle_sample.gpkg"
CITY = ROOT.parent / "shared" / "data" / "porto_alegre"

OSM = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="a test">
{nodes}{ways}</osm>
"""


def write_city(folder: Path) -> Path:
    """Write a city of 7 by 7 streets, 150 m apart, with a motorway and a private drive."""
    folder.mkdir(parents=True)
    step, size = 0.00135, 7
    nodes = [
        f'<node id="{1 + row * size + column}" version="1" lat="{row * step:.6f}" '
        f'lon="{30 + column * step:.6f}"/>\n'
        for row in range(size)
        for column in range(size)
    ]
    lines = [[1 + row * size + column for column in range(size)] for row in range(size)]
    lines += [[1 + row * size + column for row in range(size)] for column in range(size)]
    ways = [(line, {"highway": "residential"}) for line in lines]
    ways += [
        ([1, 9], {"highway": "motorway"}),
        ([3, 11], {"highway": "service", "access": "private"}),
        ([5, 13], {"highway": "cycleway"}),
        ([4, 12], {"highway": "cycleway", "foot": "yes"}),
        ([6, 14], {"highway": "steps"}),
    ]
    written = [
        f'<way id="{100 + number}" version="1">'
        + "".join(f'<nd ref="{node}"/>' for node in refs)
        + "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        + "</way>\n"
        for number, (refs, tags) in enumerate(ways)
    ]
    (folder / "city.osm").write_text(OSM.format(nodes="".join(nodes), ways="".join(written)))
    with (folder / "cells.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "lon", "lat", "population", "schools", "healthcare"])
        for row in range(size):
            for column in range(size):
                place = (30 + column * step, row * step + 0.0002)
                table.writerow([f"c{row}{column}", *place, 10, int(row == column == 0), 0])
    return folder


def read_pages(path: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    # Ligatures come out as one letter, some Chinese characters as their radicals.
    return unicodedata.normalize("NFKC", done.stdout).split("\f")[:-1]


def open_project(path: Path):
    """Open a project and return it."""
    from qgis.core import QgsProject

    project = QgsProject()
    assert project.read(str(path))
    return project


def one(project, name):
    """Return the layer of a project that has a name."""
    (layer,) = project.mapLayersByName(name)
    return layer


@pytest.fixture(scope="module")
def made(qgis_app, tmp_path_factory):
    """The demo of the sample, moved away from where it was made."""
    from lifecircle.reports.demo import make_demo

    out = tmp_path_factory.mktemp("demo") / "out"
    paths, failed = make_demo(SAMPLE, out, "gb50180_2018", "en")
    assert failed == []
    elsewhere = out.with_name("moved")
    shutil.move(out, elsewhere)
    return [elsewhere / path.name for path in paths]


@pytest.fixture(scope="module")
def city(qgis_app, tmp_path_factory):
    """The demo of a small city in OpenStreetMap's format, in Chinese."""
    from lifecircle.reports.demo import make_demo

    folder = tmp_path_factory.mktemp("city")
    paths, failed = make_demo(
        write_city(folder / "green_town"), folder / "out", "gb50180_2018", "zh"
    )
    assert failed == []
    return paths


def test_the_demo_leaves_three_files(made):
    assert [path.name for path in made] == [
        "lifecircle_sample.gpkg",
        "lifecircle_sample.qgz",
        "lifecircle_sample.pdf",
    ]
    assert all(path.stat().st_size > 10_000 for path in made)


def test_the_project_opens_elsewhere_without_a_missing_layer(made):
    project = open_project(made[1])
    layers = project.mapLayers().values()
    assert len(layers) > 12
    assert [layer.name() for layer in layers if not layer.isValid()] == []
    assert {Path(layer.source().split("|")[0]).parent for layer in layers} == {made[0].parent}


def test_the_project_has_groups_themes_title_and_stamp(made):
    project = open_project(made[1])
    groups = [group.name() for group in project.layerTreeRoot().findGroups()]
    assert groups == ["Results", "Survey"]
    assert project.title() == "Lingge Sub-district: who has which service within a walk"
    themes = set(project.mapThemeCollection().mapThemes())
    assert {"All services", "Survey", "Kindergarten", "Elderly day care"} <= themes
    gaps = one(project, "Gaps")
    assert "gb50180_2018" in gaps.metadata().abstract()
    assert project.layoutManager().layoutByName("Coverage report") is not None
    extent = project.viewSettings().defaultViewExtent()
    assert extent.intersects(one(project, "Neighbourhoods").extent())


def test_each_theme_colours_homes_by_its_service(made):
    project = open_project(made[1])
    styles = project.mapThemeCollection().mapThemeStyleOverrides("Kindergarten")
    homes = one(project, "Homes and their services")
    assert "kindergarten_has" in styles[homes.id()]
    facilities = one(project, "Facilities")
    assert "'kindergarten'" in styles[facilities.id()].replace("&apos;", "'")


def test_fields_have_names_and_gaps_have_ranks(made):
    project = open_project(made[1])
    homes = one(project, "Homes and their services")
    index = homes.fields().lookupField("kindergarten_has")
    assert homes.attributeAlias(index) == "Kindergarten: has it"
    assert one(project, "Gaps").labelsEnabled()


def read_sheets(path: Path) -> list[str]:
    """Return what the labels of each sheet of a project's report say."""
    from qgis.core import QgsLayoutItemLabel

    project = open_project(path)
    (layout,) = project.layoutManager().layouts()
    sheets = [[] for _ in range(layout.pageCollection().pageCount())]
    for item in reversed(layout.items()):
        if isinstance(item, QgsLayoutItemLabel):
            sheets[item.page()].append(item.text())
    return [" ".join(texts) for texts in sheets]


def test_every_sheet_says_how_its_numbers_came_about(made):
    sheets = read_sheets(made[1])
    assert len(sheets) >= 5
    for number, sheet in enumerate(sheets, start=1):
        assert "Fictional sample" in sheet
        assert f"Sheet {number} of {len(sheets)}" in sheet
        assert "Standard gb50180_2018, rule metres" in sheet
        assert "cannot tell" in sheet
        assert "on no street" in sheet
        assert "Life Circle 0." in sheet
        assert "to be checked against the printed standard" in sheet


def test_every_sheet_is_a_page_of_the_pdf_with_text_in_it(made):
    pages = read_pages(made[2])
    assert len(pages) == len(read_sheets(made[1]))
    assert all("Fictional sample" in page for page in pages)


def test_the_table_on_paper_is_the_table_of_the_results(made):
    from lifecircle.gis.words import Words
    from lifecircle.reports.coverage import read_coverage
    from lifecircle.reports.wording import write_number

    project = open_project(made[1])
    coverage = read_coverage(
        one(project, "Matrix: neighbourhoods and services"), Words(str, chinese=False)
    )
    (page,) = [page for page in read_pages(made[2]) if "Have it: the numbers" in page]
    assert len(coverage.judged) > 20
    for service in coverage.judged:
        (line,) = [row for row in page.splitlines() if row.strip().startswith(service.name + " ")]
        total = service.total
        for value in (total.persons, total.covered, total.unserved, total.cannot_tell):
            assert write_number(value) in line
        parts = total.covered + total.unserved + total.cannot_tell + total.unplaced
        assert parts == pytest.approx(total.persons)


def test_services_without_a_limit_are_named_and_not_judged(made):
    (page,) = [page for page in read_pages(made[2]) if "Have it: the numbers" in page]
    told = " ".join(page.split()).split("Not judged, as the standard gives no walk for them:")[1]
    assert "Community canteen" in told


def test_homes_of_the_gap_on_the_sheet_are_those_of_the_gap(made):
    from lifecircle.gis.words import Words
    from lifecircle.reports.gap_facts import read_gaps

    project = open_project(made[1])
    layers = [
        one(project, name)
        for name in (
            "Gaps",
            "Homes and their services",
            "Ways from homes and facilities to the street",
            "Neighbourhoods",
        )
    ]
    facts = read_gaps(*layers, required={"health_centre"}, words=Words(str, chinese=False))
    gap = next(iter(facts.values()))
    assert gap.service == "health_centre"
    assert len(gap.home_ids) == gap.homes
    homes = layers[1]
    living = sum(homes.getFeature(number)["population"] for number in gap.home_ids)
    assert living == pytest.approx(gap.persons)


def test_an_osm_city_says_whose_data_it_is_and_what_is_unknown(city):
    sheets = read_sheets(city[1])
    assert len(sheets) >= 3
    for sheet in sheets:
        assert "© OpenStreetMap contributors" in sheet
        assert "均按全部居民统计" in sheet
        assert "虚构示例" not in sheet
    assert "Green Town" in sheets[0]
    assert "小学" in sheets[0]
    assert len(read_pages(city[2])) == len(sheets)


def test_a_chinese_project_has_chinese_layers(city):
    project = open_project(city[1])
    names = {layer.name() for layer in project.mapLayers().values()}
    assert {"服务设施", "盲区"} <= names
    assert "小学" in project.mapThemeCollection().mapThemes()


def test_only_ways_open_to_walkers_are_streets(tmp_path):
    from lifecircle.survey.folder import open_survey

    streets = open_survey(write_city(tmp_path / "town")).layers["streets"]
    classes = sorted(street["class"] for street in streets.getFeatures())
    assert classes == ["cycleway", *["residential"] * 14, "steps"]
    steps = {street["class"]: street["steps"] for street in streets.getFeatures()}
    assert steps["steps"] == "yes"


@pytest.mark.parametrize(
    ("kind", "tags", "walked"),
    [
        ("residential", {}, True),
        ("steps", {}, True),
        ("footway", {"access": "permissive"}, True),
        ("motorway", {}, False),
        ("motorway", {"foot": "yes"}, False),
        ("residential", {"foot": "no"}, False),
        ("service", {"access": "private"}, False),
        ("service", {"access": "private", "foot": "yes"}, True),
        ("cycleway", {}, False),
        ("cycleway", {"foot": "designated"}, True),
        ("trunk", {"motorroad": "yes"}, False),
        ("construction", {}, False),
        ("construction", {"foot": "yes"}, False),
    ],
)
def test_tags_decide_who_walks(kind, tags, walked):
    from lifecircle.survey.osm_streets import why_not_walked

    assert (why_not_walked(kind, tags) == "") is walked


def test_facilities_are_read_from_counts_and_rows_without_a_place_are_left(tmp_path):
    from lifecircle.survey.folder import read_cells

    table = tmp_path / "cells.csv"
    table.write_text(
        "id,lon,lat,population,schools,healthcare\n"
        "a,30,0,12,2,0\nb,30.001,0,,0,1\nc,,0,5,1,1\nd,30.002,0,0,x,0\n"
    )
    homes, facilities, services = read_cells(table)
    population = [home["population"] for home in homes.getFeatures()]
    assert population[0] == 12
    assert population[1] != 0  # NULL: unknown is not nobody
    assert population[2] == 0
    assert sorted(row["service"] for row in facilities.getFeatures()) == [
        "health_centre",
        "primary_school",
    ]
    assert services == {"schools": "primary_school", "healthcare": "health_centre"}


def test_a_report_that_fails_leaves_package_and_project(tmp_path, monkeypatch):
    from lifecircle.reports import demo

    def fail(material):
        raise RuntimeError("no paper")

    monkeypatch.setattr(demo, "make_report", fail)
    paths, failed = demo.make_demo(
        write_city(tmp_path / "town"), tmp_path / "out", "gb50180_2018", "en"
    )
    assert [path.suffix for path in paths] == [".gpkg", ".qgz"]
    assert all(path.exists() for path in paths)
    assert "no paper" in failed[0]


def test_a_folder_without_a_survey_is_refused_in_a_sentence(tmp_path):
    from lifecircle.engine.errors import EngineError
    from lifecircle.survey.folder import open_survey

    with pytest.raises(EngineError, match="holds no survey"):
        open_survey(tmp_path)
    with pytest.raises(EngineError, match="Check the path"):
        open_survey(tmp_path / "nowhere")


def test_the_command_ends_with_a_sentence_and_a_code_when_it_cannot(tmp_path):
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "demo.py"), "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "holds no survey" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not CITY.exists(), reason="the data of Porto Alegre are not beside the project")
def test_a_real_city_is_read_whole():
    from lifecircle.survey.folder import open_survey

    survey = open_survey(CITY)
    assert survey.title_en == "Porto Alegre"
    assert survey.layers["residents"].featureCount() == 1227
    people = sum(home["population"] or 0 for home in survey.layers["residents"].getFeatures())
    assert people == 812_935
    health = [
        place
        for place in survey.layers["facilities"].getFeatures()
        if place["service"] == "health_centre"
    ]
    assert len(health) == 117
    assert survey.layers["streets"].featureCount() > 14_000
    assert survey.attribution == "© OpenStreetMap contributors"
