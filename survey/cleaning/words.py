"""Reads words that stand for one of a few answers: 营业 is open, 很满意 is 5."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from .numbers import NOTHING, Cleaned, clean_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_YES = ("yes", "y", "true", "1", "是", "有", "可", "可以", "允许", "能", "√", "✓")
_NO = ("no", "n", "false", "0", "否", "无", "不可", "不可以", "不允许", "禁止", "不能", "×", "✗")

CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "foot": {"yes": (*_YES, "可步行", "designated", "permissive", "步行"), "no": (*_NO,
                                                                                  "不可步行")},
    "steps": {"yes": (*_YES, "台阶", "steps"), "no": _NO},
    "lit": {"yes": (*_YES, "有路灯", "有照明"), "no": (*_NO, "无路灯", "无照明")},
    "crossing": {
        "none": ("none", "无", "无需等候", "marked", "zebra", "uncontrolled", "斑马线"),
        "signal": ("signal", "traffic_signals", "signals", "信号灯", "红绿灯", "有信号灯"),
        "unmarked": ("unmarked", "无标线", "无斑马线"),
    },
    "status": {
        "open": ("open", "营业", "开放", "正常", "在用", "运营", "运营中", "使用中", "开业",
                 "active",
                 "正常运营", "已建", "existing", "现状"),
        "closed": ("closed", "停业", "关闭", "停用", "歇业", "暂停", "暂停营业", "shut", "已关闭"),
        "planned": ("planned", "规划", "规划中", "在建", "拟建", "筹建", "under construction",
                    "proposed", "待建"),
    },
    "premises_status": {
        "idle": ("idle", "vacant", "empty", "闲置", "空置", "空闲", "未使用"),
        "partly used": ("partly used", "partly", "部分使用", "部分闲置", "低效使用", "低效"),
        "planned": ("planned", "规划", "规划中", "在建", "拟建"),
    },
    "operator_kind": {
        "government": ("government", "public", "政府", "公办", "公立", "国有", "事业单位", "街道"),
        "market": ("market", "private", "commercial", "市场", "企业", "民营", "私营", "民办",
                   "商业"),
        "social": ("social", "ngo", "社会组织", "民非", "公益", "社会", "charity", "non-profit"),
        "mixed": ("mixed", "ppp", "公建民营", "公办民营", "混合", "合作"),
    },
    "opinion_kind": {
        "need": ("need", "需求", "诉求", "需要"),
        "praise": ("praise", "表扬", "赞扬", "点赞", "好评"),
        "complaint": ("complaint", "投诉", "抱怨", "批评", "差评"),
        "idea": ("idea", "建议", "想法", "suggestion", "意见"),
    },
    "walker": {
        "adult": ("adult", "成人", "成年人"),
        "older": ("older", "elderly", "senior", "老人", "老年人"),
        "frail": ("frail", "体弱老人", "高龄老人", "行动不便"),
        "child": ("child", "儿童", "孩子", "小孩", "学生"),
        "pram": ("pram", "推婴儿车", "婴儿车", "带幼儿", "stroller", "带小孩"),
        "wheelchair": ("wheelchair", "轮椅"),
    },
    "capacity_unit": {
        "places": ("places", "place", "名额", "学位", "托位", "seats", "座", "餐位", "个"),
        "beds": ("beds", "bed", "床", "床位", "张"),
        "persons": ("persons", "person", "people", "人", "人次", "服务人口"),
    },
}  # fmt: skip
"""Answers and the words for them, by the kind of field."""

_SCORES = {
    1: ("很不满意", "非常不满意", "很差", "非常不重要", "很不重要", "完全不重要",
        "very dissatisfied",
        "very bad", "very poor", "not at all", "not important at all", "not important"),
    2: ("不满意", "较差", "差", "不太满意", "不重要", "不太重要", "dissatisfied", "bad", "poor",
        "slightly important"),
    3: ("一般", "普通", "中", "尚可", "基本满意", "neutral", "neither", "fair", "average",
        "moderate",
        "moderately important", "so-so"),
    4: ("满意", "较满意", "比较满意", "较好", "良好", "良", "好", "重要", "比较重要", "satisfied",
        "good",
        "important"),
    5: ("很满意", "非常满意", "很好", "非常好", "优", "优秀", "非常重要", "很重要",
        "very satisfied",
        "very good", "excellent", "very important", "very content"),
}  # fmt: skip
_SCORE_WORDS = {word: score for score, words in _SCORES.items() for word in words}
_STARS = re.compile(r"([1-5])\s*(分|星|stars?|/\s*5|级)")
_LEVELS = {
    "above": 1, "bridge": 1, "上": 1, "上层": 1, "高架": 1, "天桥": 1, "桥": 1, "below": -1,
    "tunnel": -1,
    "下": -1, "下层": -1, "地下": -1, "地道": -1, "隧道": -1, "ground": 0, "地面": 0,
}  # fmt: skip
_AGES = re.compile(r"(\d{1,3})\s*(?:岁)?\s*[-–—~～至到]\s*(\d{1,3})\s*(?:岁|years?)?")
_OLDEST = re.compile(r"(\d{1,3})\s*(?:岁)?\s*(?:\+|及以上|以上|and over|or older|plus)")


def plain_word(text: Any) -> str:
    """Write a word in the way in which words are compared."""
    return " ".join(unicodedata.normalize("NFKC", str(text)).casefold().split())


def clean_choices(cells: Sequence[Any], kind: str, own: Mapping[str, str] | None = None) -> Cleaned:
    """Read words that stand for one of a few answers.

    Parameters
    ----------
    cells
        Texts, numbers or None.
    kind
        A key of `CHOICES`.
    own
        Words that a planner gave a meaning, as in the source.

    Returns
    -------
    Cleaned
        Answers. The fault is ``not_choice``.
    """
    words = {plain_word(w): key for key, known in CHOICES[kind].items() for w in (key, *known)}
    words |= {plain_word(word): answer for word, answer in (own or {}).items()}
    return _look_up(cells, words.get, "not_choice", blank=not set(words) & {"none", "无"})


def clean_scores(cells: Sequence[Any], low: int = 1, high: int = 5) -> Cleaned:
    """Read scores, as numbers, stars or words.

    Parameters
    ----------
    cells
        Texts, numbers or None.
    low, high
        Ends of the scale.

    Returns
    -------
    Cleaned
        Whole numbers; words are ``taken``.
    """
    read: list[Any] = list(cells)
    taken = []
    for row, cell in enumerate(cells):
        if not isinstance(cell, str):
            continue
        word = plain_word(cell)
        stars = _STARS.fullmatch(word)
        score = int(stars[1]) if stars else _SCORE_WORDS.get(word)
        if score is not None:
            read[row] = score
            if not stars:
                taken.append((row, str(score)))
    cleaned = clean_numbers(read, low, high, whole=True)
    cleaned.taken += taken
    return cleaned


def clean_levels(cells: Sequence[Any]) -> Cleaned:
    """Read whether a street runs above the ground or below it: 1, 0, -1."""

    def read(word: str) -> int | None:
        if word in _LEVELS:
            return _LEVELS[word]
        try:
            return int(float(word))
        except (ValueError, OverflowError):
            return None

    return _look_up(cells, read, "not_choice")


def clean_ages(cells: Sequence[Any]) -> Cleaned:
    """Read age groups: 35-59岁 is ``35-59``, 80岁及以上 is ``80+``."""

    def read(word: str) -> str | None:
        found = _AGES.fullmatch(word)
        if found:
            return f"{int(found[1])}-{int(found[2])}"
        found = _OLDEST.fullmatch(word)
        return f"{int(found[1])}+" if found else None

    return _look_up(cells, read, "not_age")


def _look_up(cells: Sequence[Any], read: Any, fault: str, blank: bool = True) -> Cleaned:
    cleaned = Cleaned([None] * len(cells))
    known: dict[Any, tuple[Any, bool]] = {}
    for row, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        if cell not in known:
            word = plain_word(cell)
            nothing = not word or (blank and word in NOTHING)
            value = None if nothing else read(word)
            known[cell] = value, value is None and not nothing
        cleaned.values[row], bad = known[cell]
        if bad:
            cleaned.faults.append((row, fault))
    return cleaned
