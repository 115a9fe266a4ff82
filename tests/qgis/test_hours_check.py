"""Opening hours that the check accepts are those that an independent reader accepts."""

import opening_hours
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecircle.survey.hours_check import hours_fault

GOOD = """Mo-Fr 07:45-16:30|24/7|Mo-Su 10:30-13:00,16:30-18:30|06:00-22:00|Mo-Fr 08:00-17:00; PH off
Mo,We,Fr 09:00-12:00|Mo[1,3] 10:00-12:00|Mo[-1] 10:00-12:00|PH closed|PH,Su 10:00-12:00
Apr-Sep 06:00-22:00; Oct-Mar 07:00-20:00|Apr 01-Sep 30 06:00-22:00|Apr 01-15 06:00-22:00
2025-2026 Mo 08:00-12:00|week 01-26 Mo 08:00-12:00|sunrise-sunset|(sunrise+01:00)-sunset
Mo-Fr 18:00-26:00|Mo-Fr 18:00+|closed|"by appointment"|Mo-Fr 08:00-12:00 "with a card"|Mo-Fr off
Mo-Fr 08:00-12:00, Sa 09:00-12:00|Mo-Fr 08:00-12:00, 13:00-17:00|Dec 25,Jan 01 off
SH Mo-Fr 10:00-12:00
mo-fr 8:00-17:00|Mo-Fr 08:00 - 12:00|easter off|Fr-Mo 22:00-08:00|24/7 "x"|Mo-Fr 08:00-12:00 || "x"
"""
BAD = """Mo-Fr 8-17|Mo-Fri 08:00-17:00|周一至周五 07:45-16:30|8am-5pm|Mo-Fr 08:00|08:00|daily 9-5
always
Mo-Fr 08:00-25:61|Mo-Fr 10:00-49:00|Mo-Fr 08.00-12.00|Mo-Fr 08:00–17:00|Mo-Fr 08:00-12:00;; PH off
Mo-Fr: 08:00-12:00|week 60 Mo 10:00-12:00|Mo[6] 10:00-12:00|10:00-12:00 Mo-Fr
Mo-Fr,10:00-12:00|closed Sa ?"""


def accepts(text):
    """Whether the independent reader takes it; runs of blanks are one."""
    try:
        opening_hours.OpeningHours(" ".join(text.split()))
    except Exception:
        return False
    return True


def split(block):
    return [text for row in block.splitlines() for text in row.replace(" || ", "¦").split("|")]


@pytest.mark.parametrize("text", [text.replace("¦", " || ") for text in split(GOOD)])
def test_hours_in_daily_use_are_accepted(text):
    assert accepts(text)
    assert hours_fault(text) == ""


@pytest.mark.parametrize("text", split(BAD))
def test_hours_written_otherwise_are_refused_in_a_sentence(text):
    assert not accepts(text)
    assert hours_fault(text).endswith(".")


PIECES = st.sampled_from(
    ["Mo", "Tu", "Fr", "Su", "PH", "SH", "-", ",", ";", " ", " ", "08:00", "12:00", "25:00",
     "10:00-12:00", "Apr", "Sep", "01", "30", "2025", "week", "off", "open", '"x"', "||", "sunset",
     "24/7", "[1]", "+", ":", "("]
)  # fmt: skip


@settings(max_examples=2000, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_nothing_is_accepted_that_the_other_reader_refuses(text):
    if text.strip() and not hours_fault(text):
        assert accepts(text)
