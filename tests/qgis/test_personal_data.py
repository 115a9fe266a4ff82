"""Personal columns are found, and numbers that lead to a person are taken out of texts."""

import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lifecircle.survey.personal_data import (
    REMOVED,
    clean_text,
    find_personal_columns,
    is_identity_number,
    name_personal,
)

SETTINGS = settings(
    derandomize=True, database=None, deadline=None, max_examples=300, phases=[Phase.generate]
)


def check_sign(first):
    """The last sign of an identity number, by the standard's weights written out."""
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    total = sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True))
    return "10X98765432"[total % 11]


def identity(number):
    first = f"310{number:014d}"
    return first + check_sign(first)


@pytest.mark.parametrize(
    ("heading", "role", "kind"),
    [
        ("姓名", "opinions", "name"),
        ("group_person/name", "opinions", "name"),
        ("设施名称", "facilities", ""),
        ("name", "facilities", ""),
        ("小区名称", "residents", ""),
        ("联系电话", "facilities", "phone"),
        ("填表人手机号码", "opinions", "phone"),
        ("身份证号", "residents", "identity"),
        ("家庭住址", "opinions", "address"),
        ("E-mail", "opinions", "mail"),
        ("deviceid", "opinions", "device"),
        ("满意度", "opinions", ""),
        ("type", "facilities", ""),
    ],
)
def test_headings(heading, role, kind):
    assert name_personal(heading, role) == kind


def test_columns_by_what_they_hold():
    samples = {
        "备注": ["13800138000", "139-0013-9000", "无", None, "+86 13700137000"],
        "编号": ["1001", "1002", "1003"],
        "回访": ["a.b@example.org", "c@example.org"],
        "证件": [identity(19800101001), identity(19900202002)],
        "规模": ["300", "12000", "1,300"],
        "年份": ["2019", "2020", "2021"],
    }
    assert find_personal_columns(samples, "facilities") == {
        "备注": "phone",
        "回访": "mail",
        "证件": "identity",
    }


@SETTINGS
@given(st.integers(0, 10**14 - 1))
def test_identity_numbers_are_known_by_their_check_sign(number):
    good = identity(number)
    assert is_identity_number(good)
    other = "0" if good[-1] != "0" else "1"
    assert not is_identity_number(good[:-1] + other)
    assert not is_identity_number(good[:-1])


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20)


@SETTINGS
@given(TEXT, st.integers(3, 9), st.integers(0, 10**9 - 1), st.sampled_from(["", "-", " "]), TEXT)
def test_no_mobile_number_remains(before, second, rest, sign, after):
    digits = f"1{second}{rest:09d}"
    written = sign.join([digits[:3], digits[3:7], digits[7:]])
    text, removed = clean_text(f"{before}，{written}。{after}")
    assert removed >= 1
    assert REMOVED in text
    assert digits not in re.sub(r"[ -]", "", text)


@SETTINGS
@given(TEXT)
def test_cleaning_twice_is_cleaning_once(text):
    once, _ = clean_text(text)
    assert clean_text(once) == (once, 0)


@SETTINGS
@given(st.lists(st.integers(0, 999_999), min_size=1, max_size=4))
def test_ordinary_numbers_stay(numbers):
    text = "，".join(f"{number} 路车" for number in numbers)
    assert clean_text(text) == (text, 0)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("请打021-12345678找我", f"请打{REMOVED}找我"),
        ("微信号：abc_12345，谢谢", f"微信号：{REMOVED}，谢谢"),
        ("写信到 a.b@example.org 吧", f"写信到 {REMOVED} 吧"),
        ("卡号6222 0000 1111 2222 333", f"卡号{REMOVED}"),
        ("１３８００１３８０００是我", f"{REMOVED}是我"),
        ("2019年建成，300平米，每月1200元", "2019年建成，300平米，每月1200元"),
        ("希望2025-06-01前开放 08:00-17:00", "希望2025-06-01前开放 08:00-17:00"),
    ],
)
def test_texts_by_hand(text, left):
    assert clean_text(text)[0] == left
