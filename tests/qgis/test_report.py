"""What the sheets are made of: words, classes, styles, and letters that fit their place."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from qgis.core import (
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt

SAMPLE = Path(__file__).resolve().parents[2] / "sample" / "lifecircle_sample.gpkg"


def layer(kind: str, fields: str = "", rows=()):
    """Make a layer in memory; rows are pairs of WKT and values."""
    from qgis.core import QgsFeature, QgsGeometry

    made = QgsVectorLayer(f"{kind}?crs=EPSG:32650{fields}", "made", "memory")
    for shape, values in rows:
        feature = QgsFeature(made.fields())
        feature.setGeometry(QgsGeometry.fromWkt(shape))
        feature.setAttributes(list(values))
        assert made.dataProvider().addFeature(feature)
    made.updateExtents()
    return made


def units(answers):
    """Make homes with the answers for the services a, b, … of each."""
    count = len(answers[0])
    names = "abcdefgh"[:count]
    fields = "".join(f"&field={n}_m:double&field={n}_has:integer" for n in names)
    rows = [
        (f"Point({100 * number} 0)", [value for has in row for value in (1.0, has)])
        for number, row in enumerate(answers)
    ]
    return layer("Point", fields, rows)


def labels_of(made):
    """Pair the labels that a layer's rules give with the features they draw."""
    from qgis.core import QgsExpressionContext, QgsExpressionContextUtils, QgsRenderContext

    renderer = made.renderer().clone()
    context = QgsRenderContext()
    context.setExpressionContext(
        QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(made))
    )
    renderer.startRender(context, made.fields())
    drawn = {}
    for feature in made.getFeatures():
        context.expressionContext().setFeature(feature)
        keys = renderer.legendKeysForFeature(feature, context)
        rules = [renderer.rootRule().findRuleByKey(key) for key in keys]
        drawn[feature.id()] = [rule.label() for rule in rules if rule.symbol()]
    renderer.stopRender(context)
    return drawn


@pytest.mark.parametrize(
    ("counts", "classes"),
    [
        ([], []),
        ([0, 0], []),
        ([0, 1, 1, 2], [(1, 1), (2, 2)]),
        ([3, 3, 3], [(3, 3)]),
        (list(range(1, 11)), [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]),
    ],
)
def test_classes_of_missing_services_follow_the_homes(counts, classes):
    from lifecircle.gis.styles import missing_classes

    assert missing_classes(counts) == classes


def test_every_home_is_drawn_once_by_how_many_services_it_lacks():
    from lifecircle.gis.styles import style_result

    made = units([(1, 1, 1), (0, 1, 1), (0, 0, 0), (None, 1, 1), (None,) * 3, (None, 0, 1)])
    style_result(made, "units")
    assert list(labels_of(made).values()) == [
        ["None missing"],
        ["1 missing"],
        ["3 missing"],
        ["None known to be missing"],
        ["Cannot tell"],
        ["1 missing"],
    ]


def test_a_service_without_any_answer_is_not_counted_as_unknown():
    from lifecircle.gis.styles import judged_services, style_result

    made = units([(1, None), (0, None)])
    assert judged_services(made) == ["a"]
    style_result(made, "units")
    assert list(labels_of(made).values()) == [["None missing"], ["1 missing"]]


def test_one_service_is_drawn_as_has_lacks_or_cannot_tell():
    from lifecircle.gis.styles import style_result

    made = units([(1, 1), (0, 1), (None, 1)])
    style_result(made, "units", service="a")
    shown = {item.value(): item.label() for item in made.renderer().categories()}
    assert shown == {1: "Has it within the walk", 0: "Lacks it", -1: "Cannot tell"}


@pytest.mark.parametrize("kind", ["Point", "LineString", "Polygon"])
@pytest.mark.parametrize(
    "role",
    [
        "units", "gaps", "snap", "catchments", "lines", "streets", "barriers", "gates", "residents",
        "facilities", "areas", "premises", "opinions", "land_use", "park_areas", "greenways",
        "district",
    ],
)  # fmt: skip
def test_a_layer_without_the_fields_of_its_role_still_gets_a_look(role, kind):
    from lifecircle.gis.styles import style_result

    made = layer(kind)
    style_result(made, role)
    assert made.renderer() is not None


def test_an_unknown_role_is_refused():
    from lifecircle.gis.styles import style_result

    with pytest.raises(ValueError, match="no style for the role"):
        style_result(layer("Point"), "weather")


def test_facilities_are_drawn_by_field_of_life_and_planned_ones_apart():
    from lifecircle.gis.styles import style_result

    rows = [
        ("Point(0 0)", ["market", "open"]),
        ("Point(1 0)", ["kindergarten", None]),
        ("Point(2 0)", ["market", "planned"]),
        ("Point(3 0)", ["something else", "open"]),
    ]
    made = layer("Point", "&field=service:string&field=status:string", rows)
    style_result(made, "facilities")
    assert list(labels_of(made).values()) == [
        ["Shops and markets"],
        ["Schools and kindergartens"],
        ["Planned"],
        ["Other"],
    ]


def test_gaps_fall_into_classes_of_round_numbers():
    from lifecircle.gis.styles import gap_classes

    rows = [("Polygon((0 0,1 0,1 1,0 0))", ["a", n]) for n in (3.0, 40.0, 260.0, 1200.0)]
    made = layer("Polygon", "&field=service:string&field=persons:double", rows)
    edges = gap_classes(made, None)
    assert edges[0][0] == 0
    assert edges[-1][1] == 1200
    assert [low for low, _ in edges[1:]] == [high for _, high in edges[:-1]]
    assert {low for low, _ in edges[1:]} <= {20, 50, 100, 200, 500}


def test_text_is_wrapped_between_words_and_between_chinese_characters():
    from lifecircle.reports.lettering import measure_text, wrap_text

    for text in (
        "A walk along real streets, around walls and through gates",
        "社区卫生服务中心（步行一千米以内）未覆盖，应当就近新建。",
    ):
        lines = wrap_text(text, 9, 30)
        assert len(lines) > 1
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(measure_text(line, 9) <= 30 for line in lines)
        assert not any(line[0] in "，。）,." for line in lines)


def test_a_text_too_long_is_cut_with_an_ellipsis_and_one_that_fits_is_not():
    from lifecircle.reports.lettering import measure_text, shorten_text

    cut = shorten_text("Community health centre", 8, 20)
    assert cut.endswith("…")
    assert measure_text(cut, 8) <= 20
    assert shorten_text("Gym", 8, 20) == "Gym"


@pytest.mark.parametrize(
    ("share", "written"),
    [(None, "–"), (0.0, "0 %"), (0.001, "<1 %"), (0.5, "50 %"), (0.998, ">99 %"), (1.0, "100 %")],
)
def test_all_and_nobody_are_written_only_when_true(share, written):
    from lifecircle.reports.wording import write_share

    assert write_share(share) == written


@pytest.mark.parametrize(
    ("group", "english"),
    [
        ("all", "everyone"),
        ("60+", "aged 60 and over"),
        ("3-6", "aged 3–6"),
        ("0-14|60+", "aged 0–14 and aged 60 and over"),
        ("all (esp. 60+)", "everyone, above all aged 60 and over"),
    ],
)
def test_groups_are_written_as_people_say_them(group, english):
    from lifecircle.reports.wording import words_of, write_group

    assert write_group(group, words_of("en")) == english
    assert write_group(group, words_of("zh")) != english


def test_sums_of_areas_are_unknown_where_one_is():
    from lifecircle.reports.coverage import Count, Service

    service = Service("a", "A", "", "all", "all", "metres", 300.0, 5.0, True, "unchecked", "must")
    service.by_area = {"x": Count(10, 4, 3, 2, 1), "y": Count(5, 5, 0, 0, 0)}
    assert service.total == Count(15, 9, 3, 2, 1)
    service.by_area["z"] = Count()
    assert service.total == Count()
    assert service.total.share("covered") is None


@pytest.mark.parametrize("count", [1, 2, 5, 12, 26, 32])
def test_small_maps_all_find_a_place(count):
    from lifecircle.reports.services_sheet import choose_grid

    columns, rows = choose_grid(count, 1.1)
    assert columns * rows >= count
    assert (columns - 1) * rows < count or columns * (rows - 1) < count


@dataclass
class Sheets:
    """A report as it lies in a project, as plain values that outlive the project."""

    themes: set
    texts: list = field(default_factory=list)
    pages: dict = field(default_factory=dict)
    followed: set = field(default_factory=set)


def letters_of(item) -> QRectF:
    """Give the box that the letters of a label fill."""
    from lifecircle.reports.lettering import measure_text

    wide = measure_text(item.text(), item.textFormat().size(), item.textFormat().font().bold())
    place = QRectF(item.pagePos(), item.rect().size())
    left = place.left()
    if item.hAlign() == Qt.AlignmentFlag.AlignRight:
        left = place.right() - wide
    elif item.hAlign() == Qt.AlignmentFlag.AlignHCenter:
        left = place.center().x() - wide / 2
    return QRectF(left, place.top() + 0.3, wide, place.height() - 0.6)


def read_report(path: Path) -> Sheets:
    """Read the only report of a project."""
    project = QgsProject()
    assert project.read(str(path))
    (layout,) = project.layoutManager().layouts()
    sheets = Sheets(set(project.mapThemeCollection().mapThemes()))
    for item in layout.items():
        if isinstance(item, QgsLayoutItem):
            sheets.pages.setdefault(type(item), set()).add(item.page())
        if isinstance(item, QgsLayoutItemLabel):
            letters = letters_of(item)
            sheets.texts.append((item.page(), item.text(), item.rect().width(), letters))
        if isinstance(item, QgsLayoutItemMap) and item.followVisibilityPreset():
            sheets.followed.add(item.followVisibilityPresetName())
    return sheets


@pytest.fixture(scope="module", params=["en", "zh"])
def report(request, qgis_app, tmp_path_factory):
    """The sample's report, as it lies in the project."""
    from lifecircle.reports.demo import make_demo

    out = tmp_path_factory.mktemp("report")
    (_, path, _), failed = make_demo(SAMPLE, out, "gb50180_2018", request.param)
    assert failed == []
    return read_report(path)


def test_no_letter_is_clipped_or_off_the_sheet(report):
    from lifecircle.reports.sheet import HEIGHT, WIDTH

    assert len(report.texts) > 300
    for _, text, width, letters in report.texts:
        assert letters.width() <= width + 0.05, text
        assert 10 <= letters.left() <= letters.right() <= WIDTH - 10, text
        assert 10 <= letters.top() <= letters.bottom() <= HEIGHT - 8, text


def test_no_two_texts_overlap(report):
    by_page = {}
    for page, text, _, letters in report.texts:
        by_page.setdefault(page, []).append((text, letters))
    for texts in by_page.values():
        for number, (text, box) in enumerate(texts):
            for other, other_box in texts[number + 1 :]:
                assert not box.intersects(other_box), (text, other)


def test_every_map_sheet_has_a_legend_a_scale_bar_and_a_north_arrow(report):
    sheets = report.pages[QgsLayoutItemMap]
    assert len(sheets) >= 3
    assert report.pages[QgsLayoutItemScaleBar] == sheets
    assert report.pages[QgsLayoutItemPicture] == sheets
    # The sheet of small maps explains its colours in one line instead.
    assert report.pages[QgsLayoutItemLegend] == sheets - {3}


def test_themes_that_maps_follow_are_in_the_project(report):
    assert report.followed
    assert report.followed <= report.themes
