"""The forms of clean layers: words for codes, limits, and what must hold, in both languages."""

import pytest
from lifecircle.gis.attribute_forms import set_form
from lifecircle.gis.words import Words
from lifecircle.survey.cleaning.words import CHOICES
from lifecircle.survey.matching.roles import list_roles
from qgis.core import (
    NULL,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFieldConstraints,
    QgsVectorLayer,
)

ENGLISH = Words(lambda text: text, False)
KINDS = {"count": "integer", "score": "integer", "level": "integer", "number": "double",
         "slope": "double", "date": "date"}  # fmt: skip


def make_layer(role):
    fields = [
        f"field={spec.name}:{KINDS.get(spec.kind, 'string')}" for spec in list_roles()[role].fields
    ]
    layer = QgsVectorLayer("Point?crs=EPSG:4326&" + "&".join(fields), role, "memory")
    set_form(layer, role, ENGLISH)
    return layer


def codes_of(layer, name):
    setup = layer.editorWidgetSetup(layer.fields().lookupField(name))
    assert setup.type() == "ValueMap", name
    return {code for entry in setup.config()["map"] for code in entry.values()}


@pytest.mark.parametrize("role", list_roles())
def test_every_code_that_an_import_writes_has_its_word(role):
    layer = make_layer(role)
    for spec in list_roles()[role].fields:
        kind, _, choice = spec.kind.partition(":")
        if kind == "choice":
            assert set(CHOICES[choice]) <= codes_of(layer, spec.name), spec.name


def breaks(layer, **values):
    """Fields whose rule a row breaks."""
    feature = QgsFeature(layer.fields())
    feature.setAttributes([NULL] * layer.fields().count())
    for name, value in values.items():
        feature.setAttribute(name, value)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    broken = set()
    for index, field in enumerate(layer.fields()):
        rule = layer.constraintExpression(index)
        if not rule:
            continue
        expression = QgsExpression(rule)
        assert not expression.hasParserError(), rule
        assert layer.constraintDescription(index)
        if not expression.evaluate(context):
            broken.add(field.name())
    return broken


@pytest.mark.parametrize(
    ("role", "values", "broken"),
    [
        ("residents", {}, set()),
        ("residents", {"population": 0}, set()),
        ("residents", {"population": -1}, {"population"}),
        ("residents", {"pop_60_plus": 5, "pop_80_plus": 9}, {"pop_80_plus"}),
        ("facilities", {}, {"service"}),
        ("facilities", {"service": "market", "quality": 6}, {"quality"}),
        ("facilities", {"service": "market", "capacity": 0.0}, {"capacity"}),
        ("opinions", {"service": "market", "importance": 0}, {"importance"}),
        ("opinions", {"service": "market", "satisfaction": 5}, set()),
        ("streets", {"slope_pct": 140.0}, {"slope_pct"}),
        ("premises", {"floor_m2": -3.0}, {"floor_m2"}),
        ("areas", {}, {"name"}),
    ],
)
def test_what_must_hold(role, values, broken):
    assert breaks(make_layer(role), **values) == broken


def test_unknown_is_allowed_everywhere_but_where_a_row_means_nothing():
    needed = {"facilities": {"service"}, "opinions": {"service"}, "areas": {"name"}}
    for role in list_roles():
        assert breaks(make_layer(role)) == needed.get(role, set())


def test_a_rule_that_data_in_hand_may_break_is_a_warning():
    layer = make_layer("residents")
    strength = {
        name: layer.fieldConstraintsAndStrength(layer.fields().lookupField(name))
        for name in ("population", "pop_80_plus")
    }
    expression = QgsFieldConstraints.Constraint.ConstraintExpression
    hard = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard
    assert strength["population"][expression] == hard
    assert strength["pop_80_plus"][expression] != hard
