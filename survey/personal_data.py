"""Finds personal data: columns that hold it, and numbers and addresses within free text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from .reading.heading_row import normalise_heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAME, PHONE, IDENTITY, ADDRESS, MAIL, ACCOUNT, DEVICE = (
    "name", "phone", "identity", "address", "mail", "account", "device",
)  # fmt: skip
REMOVED = "[…]"
"""What stands in a text for what was taken out of it."""

_HEADINGS = {
    NAME: ("姓名", "名字", "联系人", "填表人", "填写人", "受访者", "受访人", "户主", "称呼",
           "被访人",
           "fullname", "respondentname", "yourname", "firstname", "lastname", "surname",
           "contactperson"),
    PHONE: ("手机", "手机号", "手机号码", "电话", "电话号码", "联系电话", "联系方式", "座机",
            "phone", "mobile",
            "telephone", "phonenumber", "cellphone", "tel", "contactnumber"),
    IDENTITY: ("身份证", "身份证号", "身份证号码", "证件号", "证件号码", "护照", "护照号", "社保号",
               "idcard", "idnumber", "passport", "nationalid", "ssn"),
    ADDRESS: ("住址", "家庭住址", "家庭地址", "详细地址", "居住地址", "门牌", "门牌号", "房号",
              "室号",
              "homeaddress", "street address", "postaladdress"),
    MAIL: ("邮箱", "电子邮箱", "邮件", "电子邮件", "email", "e-mail", "mail"),
    ACCOUNT: ("微信", "微信号", "qq", "qq号", "银行卡", "银行卡号", "银行账号", "wechat",
              "username",
              "submittedby", "account", "昵称", "ip", "ip地址", "ipaddress"),
    DEVICE: ("deviceid", "设备号", "设备id", "subscriberid", "simserial", "simid", "imei"),
}  # fmt: skip
_IN_OPINIONS = {NAME: ("name", "名称", "respondent"), ADDRESS: ("address", "地址")}
"""Headings that name a facility elsewhere and a person among opinions."""

_MOBILE = r"(?:\+?86[-\s]?|0086[-\s]?)?1[3-9]\d(?:[-\s]?\d{4}){2}"
_LANDLINE = r"\(?0\d{2,3}\)?[-\s]\d{7,8}|\(0\d{2,3}\)\d{7,8}"
_ID_NUMBER = r"\d{17}[\dXx]"
_E_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_BEFORE, _BEHIND = r"(?<![0-9A-Za-z_.])", r"(?![0-9A-Za-z_])"
_PATTERNS = {
    MAIL: re.compile(_E_MAIL, re.ASCII),
    IDENTITY: re.compile(_BEFORE + _ID_NUMBER + _BEHIND),
    PHONE: re.compile(f"{_BEFORE}(?:{_MOBILE}|{_LANDLINE}){_BEHIND}"),
    ACCOUNT: re.compile(
        r"(?:微信号?|wechat|wx|qq号?)\s*(?:id)?\s*[:：是为]?\s*([A-Za-z0-9_-]{5,20})", re.IGNORECASE
    ),
}
_LONG_NUMBER = re.compile(r"(?<!\d)(?:\d[ -]?){11,19}(?!\d)")
"""Mobiles written otherwise, bank cards and other numbers that lead to a person."""
_MOST_OF_THEM = 0.3


def find_personal_columns(samples: Mapping[str, Sequence[Any]], role: str) -> dict[str, str]:
    """Find columns with personal data, by their headings and by what they hold.

    Parameters
    ----------
    samples
        Some cells by heading.
    role
        Key of the survey role: a name among opinions is a person's, among facilities it is not.

    Returns
    -------
    Kind of personal data by heading.
    """
    found = {}
    for heading, cells in samples.items():
        kind = name_personal(heading, role) or _hold(cells)
        if kind:
            found[heading] = kind
    return found


def name_personal(heading: str, role: str) -> str:
    """Return the kind of personal data that a heading names; empty for none."""
    name = normalise_heading(heading)
    inside = []
    for kind, names in _HEADINGS.items():
        if name in map(normalise_heading, names):
            return kind
        inside += [(len(word), kind) for word in names
                   if not word.isascii() and len(word) > 1 and word in name]  # fmt: skip
    if inside:
        return max(inside)[1]
    if role == "opinions":
        return next((kind for kind, names in _IN_OPINIONS.items() if name in names), "")
    return ""


def _hold(cells: Sequence[Any]) -> str:
    texts = [unicodedata.normalize("NFKC", str(cell)).strip() for cell in cells if cell is not None]
    texts = [text for text in texts if text]
    for kind in (MAIL, IDENTITY, PHONE):
        hits = sum(
            _PATTERNS[kind].fullmatch(text) is not None
            and (kind != IDENTITY or is_identity_number(text))
            for text in texts
        )
        if hits and hits >= _MOST_OF_THEM * len(texts):
            return kind
    return ""


def is_identity_number(text: str) -> bool:
    """Tell whether 18 signs are a Chinese identity number, by its check digit (GB 11643)."""
    if re.fullmatch(_ID_NUMBER, text) is None or not text.isascii():
        return False
    total = sum(int(sign) * (2 ** (17 - place) % 11) for place, sign in enumerate(text[:17]))
    return "10X98765432"[total % 11] == text[17].upper()


def clean_text(text: str) -> tuple[str, int]:
    """Take phone, identity and card numbers, e-mail addresses and accounts out of a text.

    Parameters
    ----------
    text
        In somebody's own words.

    Returns
    -------
    text, removed
        With ``REMOVED`` in their places; how many there were.
    """
    if not text or (text.isalpha() and not text.isascii()):
        return text, 0
    plain = "".join(_half_width(letter) for letter in text)
    spans = [
        match.span()
        for kind in (MAIL, IDENTITY, PHONE)
        for match in _PATTERNS[kind].finditer(plain)
    ]
    spans += [match.span(1) for match in _PATTERNS[ACCOUNT].finditer(plain)]
    spans += [match.span() for match in _LONG_NUMBER.finditer(plain)]
    if not spans:
        return text, 0
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        while plain[end - 1] in " -":
            end -= 1
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    pieces, at = [], 0
    for start, end in merged:
        pieces += [text[at:start], REMOVED]
        at = end
    return "".join([*pieces, text[at:]]), len(merged)


def _half_width(letter: str) -> str:
    """Write a full-width digit or sign as the plain one, letter for letter."""
    code = ord(letter)
    return chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else letter
