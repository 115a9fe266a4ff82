"""Opening hours in words, written in the way of OpenStreetMap."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lifecircle.survey.spoken_hours import read_spoken_hours
from opening_hours import OpeningHours

SAMPLE = Path(__file__).resolve().parents[2] / "sample" / "lifecircle_sample.gpkg"
DAYS = "一二三四五六日"
CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("每天 06:00-21:00", "Mo-Su 06:00-21:00"),
        ("24小时", "24/7"),
        ("周一至周五 07:45-16:30", "Mo-Fr 07:45-16:30"),
        ("周一至周六 9：00—17：00，18:00-20:00", "Mo-Sa 09:00-17:00,18:00-20:00"),
        ("工作日 8:30-17:00", "Mo-Fr 08:30-17:00"),
        ("周一、周三、周五 上午9点-下午5点半", "Mo,We,Fr 09:00-17:30"),
        ("周一至周五 9:00-17:00；周末 10:00-16:00", "Mo-Fr 09:00-17:00; Sa-Su 10:00-16:00"),
        ("周一至周五9:00-17:00，节假日休息", "Mo-Fr 09:00-17:00; PH off"),
        ("9:00-21:00", "Mo-Su 09:00-21:00"),
        ("Mon-Fri 9am-5pm", "Mo-Fr 09:00-17:00"),
        ("daily 8:00 to 20:00", "Mo-Su 08:00-20:00"),
        ("Saturday and Sunday 10:00-16:00", "Sa,Su 10:00-16:00"),
        ("晚上7点到9点", "Mo-Su 19:00-21:00"),
        ("晚上7点到早上6点", "Mo-Su 19:00-06:00"),
        ("按预约", None),
        ("Mo-Su 06:00-21:00", None),
        ("周八 9:00-10:00", None),
        ("25:00-26:00", None),
        ("24:00-06:00", None),
        ("", None),
    ],
)
def test_by_hand(words, hours):
    assert read_spoken_hours(words) == hours


@settings(derandomize=True, database=None, deadline=None, phases=[Phase.generate])
@given(
    st.integers(0, 6), st.integers(0, 6), st.integers(0, 22), st.integers(0, 59),
    st.sampled_from(["周", "星期"]), st.sampled_from(["至", "到", "-", "—"]),
)  # fmt: skip
def test_a_full_parser_opens_at_the_same_minutes(first, last, hour, minute, word, to):
    if first >= last:
        return
    written = read_spoken_hours(
        f"{word}{DAYS[first]}{to}{word}{DAYS[last]} {hour}:{minute:02d}-{hour + 1}:{minute:02d}"
    )
    full = OpeningHours(written)
    for day in range(7):
        monday = dt.datetime(2025, 6, 2)
        at = monday + dt.timedelta(days=day, hours=hour, minutes=minute)
        assert full.is_open(at) == (first <= day <= last)
        assert not full.is_open(at + dt.timedelta(hours=1))


def test_the_sample_s_hours_are_ones_that_a_full_parser_knows():
    connection = sqlite3.connect(f"file:{SAMPLE}?mode=ro&immutable=1", uri=True)
    hours = [row[0] for row in connection.execute("SELECT DISTINCT hours FROM facilities")]
    connection.close()
    assert len(hours) > 5
    for text in filter(None, hours):
        assert OpeningHours(text) is not None
        assert read_spoken_hours(text) is None
