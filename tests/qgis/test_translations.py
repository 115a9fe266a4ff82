"""Life Circle in a Chinese QGIS."""

import re

import pytest
from lifecircle.algorithms.provider import LifeCircleProvider
from lifecircle.engine.age_groups import read_target_group
from lifecircle.engine.errors import EngineError
from lifecircle.gis import i18n
from lifecircle.gis.sentences import sentence
from lifecircle.reports.wording import words_of
from qgis.PyQt.QtWidgets import QLabel, QWidget

HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(params=["zh-Hans", "zh_CN", "zh"])
def chinese(request, monkeypatch):
    """QGIS in one of the names of Chinese, and Life Circle's translation with it."""
    monkeypatch.setattr(i18n.QgsApplication, "locale", staticmethod(lambda: request.param))
    translator = i18n.install_translator()
    yield translator
    i18n.remove_translator(translator)


@pytest.fixture
def algorithms(chinese):
    """The algorithms as a Chinese QGIS lists them."""
    provider = LifeCircleProvider()
    provider.refreshAlgorithms()
    return {algorithm.id(): algorithm for algorithm in provider.algorithms()}, provider


def test_texts_are_chinese(chinese):
    assert chinese is not None
    assert not chinese.isEmpty()
    assert i18n.speaks_chinese()
    assert i18n.tr("Coverage gaps") == "覆盖盲区"
    assert i18n.tr("{n} missing").format(n=3) == "缺 3 项"
    assert i18n.tr("no text of Life Circle") == "no text of Life Circle"


def test_texts_are_english_again_without_the_translation(chinese):
    i18n.remove_translator(chinese)
    assert i18n.tr("Coverage gaps") == "Coverage gaps"


@pytest.mark.parametrize("locale", ["en", "en_US", "de", "C", ""])
def test_there_is_no_translation_for_other_languages(monkeypatch, locale):
    monkeypatch.setattr(i18n.QgsApplication, "locale", staticmethod(lambda: locale))
    assert i18n.install_translator() is None
    assert not i18n.speaks_chinese()


def test_algorithms_are_chinese_and_their_ids_are_not(algorithms):
    by_id, provider = algorithms
    assert provider.id() == "lifecircle"
    assert HAN.search(provider.name())
    assert {"lifecircle:coveragegaps", "lifecircle:walkcatchments", "lifecircle:walktimes"} <= set(
        by_id
    )
    for algorithm in by_id.values():
        assert re.fullmatch("[a-z]+", algorithm.name())
        assert algorithm.groupId().isascii()
        assert HAN.search(algorithm.displayName())
        assert HAN.search(algorithm.group())
        assert len(HAN.findall(algorithm.shortHelpString())) > 50
        assert sum(bool(HAN.search(tag)) for tag in algorithm.tags()) >= 3


def test_parameters_are_chinese_and_their_ids_are_not(algorithms):
    for algorithm in algorithms[0].values():
        for parameter in algorithm.parameterDefinitions():
            assert re.fullmatch("[A-Z_0-9]+", parameter.name())
            assert HAN.search(parameter.description()), parameter.name()
            assert HAN.search(parameter.help()), parameter.name()
            for option in getattr(parameter, "options", list)():
                assert HAN.search(option), parameter.name()
        for output in algorithm.outputDefinitions():
            assert HAN.search(output.description()), output.name()


def test_errors_of_the_engine_are_chinese(chinese):
    with pytest.raises(EngineError) as caught:
        read_target_group("teenagers")
    said = sentence(caught.value)
    assert said.startswith("“teenagers”不是年龄段")
    assert str(caught.value).startswith("'teenagers' is not an age group")


def test_an_error_within_an_error_is_chinese_too(chinese):
    inner = EngineError("{path} holds no street that can be walked.", path="a.pbf")
    outer = EngineError("Row {row}, column target_age_group: {reason}", row=3, reason=inner)
    assert sentence(outer) == "第 3 行 target_age_group 列：a.pbf 中没有可步行的道路。"
    assert str(outer) == "Row 3, column target_age_group: a.pbf holds no street that can be walked."


def test_the_dock_is_chinese(chinese):
    from lifecircle.ui.resources import load_ui
    from qgis.gui import QgsDockWidget

    dock = QgsDockWidget()
    load_ui("diagnosis_dock", dock)
    assert dock.windowTitle() == "生活圈：诊断"
    labels = [label.text() for label in dock.findChildren(QLabel) if label.text()]
    assert labels
    assert [text for text in labels if not HAN.search(text)] == []
    tips = [widget.toolTip() for widget in dock.findChildren(QWidget) if widget.toolTip()]
    assert [tip for tip in tips if "walk" in tip or "Field" in tip] == []


def test_a_sheet_can_be_chinese_in_an_english_qgis(qgis_app):
    assert i18n.tr("Gaps") == "Gaps"
    assert words_of("zh").say("Gaps") == "盲区"
    assert words_of("zh").say("no text of Life Circle") == "no text of Life Circle"
    assert words_of("en").say("Gaps") == "Gaps"
