"""The questions to residents as an XLSForm, for KoboToolbox, ODK and other form servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..gis.profiles import load_services, load_walkers
from .reading.raw_table import SurveyError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ENGLISH, CHINESE = "English (en)", "中文 (zh)"
AGES = ("0-11", "12-17", "18-34", "35-59", "60-79", "80+")
_KINDS = (
    ("need", "We need it", "需求"),
    ("praise", "Praise", "表扬"),
    ("complaint", "Complaint", "投诉"),
    ("idea", "Idea", "建议"),
)
_SCALES = {
    "importance": (
        ("1", "Not important", "不重要"),
        ("2", "Slightly important", "不太重要"),
        ("3", "Moderately important", "一般"),
        ("4", "Important", "重要"),
        ("5", "Very important", "非常重要"),
    ),
    "satisfaction": (
        ("1", "Very dissatisfied", "很不满意"),
        ("2", "Dissatisfied", "不满意"),
        ("3", "Neither", "一般"),
        ("4", "Satisfied", "满意"),
        ("5", "Very satisfied", "很满意"),
    ),
}
_SURVEY = ("type", "name", f"label::{ENGLISH}", f"label::{CHINESE}", f"hint::{ENGLISH}",
           f"hint::{CHINESE}", "required", "appearance", "default")  # fmt: skip
_CHOICES = ("list_name", "name", f"label::{ENGLISH}", f"label::{CHINESE}")
_SETTINGS = ("form_title", "form_id", "version", "default_language")


def name_scores(scale: str, chinese: bool) -> list[tuple[int, str]]:
    """Return the numbers of a scale with what they mean.

    Parameters
    ----------
    scale
        ``importance`` or ``satisfaction``.
    chinese
        Whether in Chinese.
    """
    return [(int(number), zh if chinese else en) for number, en, zh in _SCALES[scale]]


def write_survey_form(
    path: Path, title: str, version: str, services: Sequence[str] | None = None
) -> int:
    """Write an XLSForm with which residents say what they need.

    The answers come back through the readers without any mapping: choices are named by our keys,
    columns by our fields. Nothing asks for names, phones or addresses.

    Parameters
    ----------
    path
        Workbook to write, ``.xlsx``.
    title
        Shown above the questions.
    version
        Tells forms apart, such as a date: digits only.
    services
        Keys of the services that are asked about; None asks about all facilities.

    Returns
    -------
    Number of services asked about.

    Raises
    ------
    SurveyError
        If a service is not known, or the workbook cannot be written.
    """
    catalogue = {key: s for key, s in load_services().items() if s.kind == "facility"}
    unknown = [key for key in services or () if key not in catalogue]
    if unknown:
        raise SurveyError(
            "There is no service {keys}. Services are named as in services.csv.",
            keys=", ".join(unknown),
        )
    asked = list(services) if services else list(catalogue)
    choices = [("service", key, catalogue[key].name_en, catalogue[key].name_zh) for key in asked]
    choices += [("kind", *row) for row in _KINDS]
    choices += [("age", age, age, f"{age.replace('+', '')}岁{'及以上' if '+' in age else ''}")
                for age in AGES]  # fmt: skip
    choices += [("walker", w.key, w.name_en, w.name_zh) for w in load_walkers().values()]
    choices += [(scale, *row) for scale, rows in _SCALES.items() for row in rows]
    settings = [(title.strip() or "Life Circle", "lifecircle_opinions", version, CHINESE)]
    sheets = (
        ("survey", _SURVEY, _list_questions()),
        ("choices", _CHOICES, choices),
        ("settings", _SETTINGS, settings),
    )
    _write_book(path, sheets)
    return len(asked)


def _list_questions() -> list[tuple[str, ...]]:
    """List the questions: type, name, labels, hints, required, appearance, default."""
    return [
        ("start", "start", "", "", "", "", "", "", ""),
        ("today", "answered_on", "", "", "", "", "", "", ""),
        (
            "note", "privacy",
            "Please give no names, phone numbers or addresses: they are not needed.",
            "请勿填写姓名、电话或住址，本调查无需这些信息。", "", "", "", "", "",
        ),
        (
            "geopoint", "location", "Which place is it about? Tap it on the map.",
            "您说的是哪个位置？请在地图上点选。", "Near your home will do, no need to be exact.",
            "点选住处附近即可，不必精确到门牌。", "yes", "placement-map", "",
        ),
        ("begin_group", "opinion", "Your opinion", "您的意见", "", "", "", "", ""),
        (
            "select_one service", "service", "Which service is it about?",
            "您想说的是哪类服务设施？",
            "One service at a time; you may answer again for another.",
            "一次填写一类，可再次填写其他类别。", "yes", "minimal", "",
        ),
        ("select_one importance", "importance", "How important is it to you?",
         "它对您有多重要？", "", "", "yes", "", ""),
        ("select_one satisfaction", "satisfaction", "How satisfied are you with it?",
         "您对它满意吗？", "Leave it out if there is none.", "附近没有该设施的可不填。", "", "",
         ""),
        ("select_one kind", "kind", "What do you want to say?", "意见类型", "", "", "", "", ""),
        ("text", "text", "In your own words", "具体意见", "", "", "", "multiline", ""),
        ("end_group", "", "", "", "", "", "", "", ""),
        ("begin_group", "person", "About you", "关于您", "", "", "", "", ""),
        ("select_one age", "age_group", "How old are you?", "您的年龄", "", "", "", "", ""),
        ("select_one walker", "walker", "How do you walk there?", "您出行的方式", "", "", "", "",
         ""),
        ("end_group", "", "", "", "", "", "", "", ""),
    ]  # fmt: skip


def _write_book(
    path: Path, sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[str]]]]
) -> None:
    from osgeo import gdal, ogr

    path.unlink(missing_ok=True)
    driver = gdal.GetDriverByName("XLSX")
    book = driver and driver.Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    if book is None:
        raise SurveyError(
            "{file} cannot be written. Close it elsewhere, or choose another folder.",
            file=path.name,
        )
    for name, headings, rows in sheets:
        layer = book.CreateLayer(name, None, ogr.wkbNone)
        for heading in headings:
            layer.CreateField(ogr.FieldDefn(heading, ogr.OFTString))
        for row in rows:
            feature = ogr.Feature(layer.GetLayerDefn())
            for column, value in enumerate(row):
                if value:
                    feature.SetField(column, value)
            layer.CreateFeature(feature)
    del layer, book
    if not path.is_file():
        raise SurveyError(
            "{file} cannot be written. Close it elsewhere, or choose another folder.",
            file=path.name,
        )
