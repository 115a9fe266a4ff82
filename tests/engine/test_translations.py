"""The Chinese of everything users read: nothing missing, nothing that cannot be filled in."""

import configparser
import re
from string import Formatter

import pytest
import translations
from translations import CONTEXT, Found, Text

FOUND = translations.collect_texts()
KNOWN = translations.read_ts(translations.TS)
HAN = "\u4e00-\u9fff"


def collect(code):
    """The sources and faults in a piece of Python."""
    found = Found()
    translations.collect_python(code, "gis/some.py", found)
    return [text.source for text in found.files], found.faults


def fill_in(text):
    """A text with something in each of its places, numbers where it formats numbers."""
    places = [(name, form) for _, name, form, _ in Formatter().parse(text) if name is not None]
    return text.format(**{name: 3.5 if form else "word" for name, form in places})


def is_list(text):
    """Whether a text is a list that a program splits: search words or kinds of files."""
    return bool(re.fullmatch(r"[^,.;]+(,(?!\d{3}\b)[^,.; ][^,.;]*)+|.*\(\*.*\)", text))


def test_every_text_is_a_plain_literal():
    assert FOUND.faults == []


def test_texts_of_code_engine_and_forms_are_found():
    files = {file for files in FOUND.files.values() for file in files}
    assert {"plugin.py", "engine/sheets.py", "algorithms/coveragegaps.py"} <= files
    assert any(file.endswith(".ui") for file in files)
    assert len(FOUND.files) > 300


def test_every_text_has_a_finished_translation():
    assert [text for text in FOUND.files if text not in KNOWN] == []


def test_no_translation_outlives_its_text():
    assert set(KNOWN) <= set(FOUND.files)


def test_the_file_is_as_the_tool_writes_it():
    assert translations.TS.read_text(encoding="utf-8") == translations.write_ts(FOUND, KNOWN)


def test_a_translation_has_the_places_of_its_text_and_can_be_filled_in():
    for text, said in KNOWN.items():
        assert translations.list_places(said) == translations.list_places(text.source), said
        if "{" in text.source:
            assert "{" not in fill_in(said)


def test_translations_are_chinese():
    assert [said for said in KNOWN.values() if not re.search(f"[{HAN}；]", said)] == []


def test_chinese_sentences_have_chinese_punctuation():
    narrow = re.compile(f"[{HAN}][,;:?!.]|[,;:?!][{HAN}]")
    assert [
        said for text, said in KNOWN.items() if narrow.search(said) and not is_list(text.source)
    ] == []


def test_lists_are_still_split_at_plain_signs():
    lists = [said for text, said in KNOWN.items() if is_list(text.source)]
    assert lists
    assert all(said.count(",") >= 3 or "(*" in said for said in lists)
    assert not any("，" in said or "；" in said for said in lists)


def test_keys_for_menus_and_boxes_stay_the_same():
    def keys(text):
        return [key.upper() for key in re.findall(r"&(\w)", text)]

    assert [said for text, said in KNOWN.items() if keys(text.source) != keys(said)] == []


def test_outer_spaces_and_lines_stay():
    for text, said in KNOWN.items():
        assert said.count("\n") == text.source.count("\n"), said
        assert said == said.rstrip(), said


def test_the_compiled_file_is_what_lrelease_makes():
    assert translations.find_compiler(), "lrelease is missing (package qttools5-dev-tools)"
    assert translations.compile_ts(translations.TS) == translations.QM.read_bytes()


@pytest.mark.parametrize("locale", ["zh", "zh-Hans"])
def test_the_plugin_manager_describes_the_plugin_in_chinese(locale):
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(translations.ROOT / "metadata.txt", encoding="utf-8")
    for key in ("name", "description", "about", "tags"):
        assert re.search(f"[{HAN}]", metadata["general"][f"{key}[{locale}]"])


def test_literals_are_collected_in_their_order():
    code = 'tr("b" "c")\nwords.say("a")\nraise EngineError("{n} is bad.", n=tr("one"))\n'
    assert collect(code) == (["bc", "a", "{n} is bad.", "one"], [])


@pytest.mark.parametrize(
    "call",
    [
        'tr(f"{n} gaps")',
        'tr("{n} gaps".format(n=3))',
        'tr("%d gaps" % 3)',
        "tr(text)",
        'EngineError(f"{n} is bad.")',
        "tr()",
    ],
)
def test_what_cannot_be_translated_is_a_fault(call):
    sources, faults = collect(call)
    assert sources == []
    assert len(faults) == 1
    assert "gis/some.py, line 1" in faults[0]


def test_the_template_of_an_error_may_be_translated():
    assert collect("tr(error.template)") == ([], [])


def test_forms_give_what_qt_translates():
    found = Found()
    translations.collect_form(
        """<ui><class>Some</class><widget class="QLabel">
        <property name="text"><string comment="on a map">North</string></property>
        <property name="toolTip"><string notr="true">kept</string></property>
        <property name="styleSheet"><string/></property>
        <property name="list"><stringlist notr="true"><string>kept</string></stringlist></property>
        <item><property name="text"><string>One</string></property></item></widget></ui>""",
        "ui/some.ui",
        found,
    )
    assert list(found.files) == [Text("Some", "North", "on a map"), Text("Some", "One")]


def test_what_is_written_is_read_again(tmp_path):
    found = Found()
    known = {}
    for source in ["a < b & c", 'say "it"', "two\nlines", " and ", "{n:.1%}", "距离"]:
        text = Text(CONTEXT, source, "a & b")
        found.add(text, "gis/a&b.py")
        known[text] = source + "。"
    unfinished = Text(CONTEXT, "nothing yet")
    found.add(unfinished, "gis/some.py")
    path = tmp_path / "some.ts"
    path.write_text(
        translations.write_ts(found, known | {Text(CONTEXT, "gone"): "没有了"}), encoding="utf-8"
    )
    assert translations.read_ts(path) == known
    assert translations.list_faults(found, known) == ["not translated: gis/some.py: 'nothing yet'"]


def test_other_places_are_a_fault():
    text = Text(CONTEXT, "{n} of {all}")
    found = Found({text: ["gis/some.py"]})
    for wrong in ("{n}", "{n} {al}", "{n:d} {all}", "{n} {all", "{n} {all} {more}"):
        assert "other places" in translations.list_faults(found, {text: wrong})[0]
    assert translations.list_faults(found, {text: "{all} 中的 {n}"}) == []
