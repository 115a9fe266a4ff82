"""Codes in result fields, shown in words."""

import pytest
from hand_town import make_layer
from lifecircle.gis.aliases import describe_fields
from lifecircle.reports.wording import words_of
from qgis.core import NULL, QgsApplication, QgsVectorLayer


def show(layer, name, value):
    """What the attribute table shows for a value of a field."""
    index = layer.fields().lookupField(name)
    setup = layer.editorWidgetSetup(index)
    formatter = QgsApplication.fieldFormatterRegistry().fieldFormatter(setup.type())
    return formatter.representValue(layer, index, setup.config(), None, value)


def layer_with(fields, language="en"):
    """A layer without rows whose fields are described."""
    layer = QgsVectorLayer(f"Point?{'&'.join(f'field={field}' for field in fields)}", "a", "memory")
    describe_fields(layer, words_of(language))
    return layer


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [(1, "Has it", "已覆盖"), (0, "Lacks it", "未覆盖"), (NULL, "Cannot tell", "无法判定")],
)
def test_answers(value, english, chinese):
    fields = ["market_m:double", "market_min:double", "market_has:integer"]
    assert show(layer_with(fields), "market_has", value) == english
    assert show(layer_with(fields, "zh"), "market_has", value) == chinese


@pytest.mark.parametrize(
    ("fields", "value", "english", "chinese"),
    [
        (["reason", "service_rank"], "behind_barrier", "Behind a wall", "围墙阻隔"),
        (["walker", "covered_pct"], "adult", "Adult", "成年人"),
        (["rule", "covered_pct"], "metres", "Metres", "按米"),
        (["confidence", "covered_pct"], "own", "Own limit", "自定限值"),
        (["class", "leg_m"], "none", "No street in reach", "可达范围内没有道路"),
        (["status", "reached_m"], "unplaced", "On no street", "未接入路网"),
    ],
)
def test_codes(fields, value, english, chinese):
    assert show(layer_with(fields), fields[0], value) == english
    assert show(layer_with(fields, "zh"), fields[0], value) == chinese


@pytest.mark.parametrize("field", ["class", "status", "reason", "walker", "park_has"])
def test_fields_of_the_same_name_in_a_survey_stay(field):
    layer = layer_with([field, "name"])
    assert layer.editorWidgetSetup(0).type() != "ValueMap"
    assert show(layer, field, "closed") == "closed"


def test_the_values_stay():
    layer = make_layer("Point", [("POINT(0 0)", 1, 5.0)], "market_has:int, market_m:double")
    describe_fields(layer, words_of("zh"))
    assert next(layer.getFeatures())["market_has"] == 1
