"""Opening hours by hand: what is read, what is refused, and how much of a period is open."""

import datetime as dt
import math
import re
import time
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecircle.engine.errors import EngineError
from lifecircle.engine.opening_hours import read_hours

MONDAY = dt.date(2026, 7, 6)
YEAR = 2026
LUNCH = read_hours("Mo-Fr 11:30-12:30")


def on(text, day=0, **more):
    """The intervals of a day of a week in July, written plainly; day 0 is Monday."""
    found = read_hours(text).intervals(MONDAY + dt.timedelta(days=day), **more)
    return " ".join(
        f"{start // 60}:{start % 60:02d}-{end // 60}:{end % 60:02d}"
        + {"open": "", "unknown": "?"}[state]
        for start, end, state in found
    )


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        ("24/7", 6, "0:00-24:00"),
        ("off", 0, ""),
        ("Mo-Fr 08:00-12:00,13:00-17:00", 4, "8:00-12:00 13:00-17:00"),
        ("Mo-Fr 08:00-17:00", 5, ""),
        ("Fr-Mo 10:00-12:00", 0, "10:00-12:00"),
        ("Fr-Mo 10:00-12:00", 2, ""),
        ("22:00-02:00", 0, "0:00-2:00 22:00-24:00"),
        ("Mo 22:00-02:00", 1, "0:00-2:00"),
        ("Mo 18:00-26:00", 1, "0:00-2:00"),
        ("Mo 10:00-10:00", 1, "0:00-10:00"),
        # A later rule takes the whole day, with what is left of the night before; off does not.
        ("Mo 22:00-02:00; Tu 10:00-12:00", 1, "10:00-12:00"),
        ("Mo 22:00-02:00, Tu 10:00-12:00", 1, "0:00-2:00 10:00-12:00"),
        ("Mo 22:00-02:00; Tu 01:00-03:00 off", 1, "0:00-1:00"),
        # The night of a later rule is not forgotten on a day of an earlier one.
        ("Mo 10:00-18:00; Su 22:00-02:00", 0, "0:00-2:00 10:00-18:00"),
        ("Mo 00:00-18:00; Su 22:00-02:00 off", 0, "2:00-18:00"),
        ("Mo 00:00-18:00; Su 22:00-02:00 unknown", 0, "0:00-2:00? 2:00-18:00"),
        ("Mo-Su 08:00-18:00; Mo 12:00-13:00 off", 0, "8:00-12:00 13:00-18:00"),
        ("Mo-Su 08:00-18:00; Mo 10:00-12:00", 0, "10:00-12:00"),
        ("Mo-Su 08:00-09:00, Mo 10:00-12:00", 0, "8:00-9:00 10:00-12:00"),
        # A fallback counts at times, not on days.
        ('Mo 08:00-10:00 || "ring"', 0, "0:00-8:00? 8:00-10:00 10:00-24:00?"),
        ("Mo 08:00-10:00 || Mo-Tu 09:00-11:00", 0, "8:00-11:00"),
        ("Mo 08:00-10:00 || Mo-Tu 09:00-11:00", 1, "9:00-11:00"),
        ('Mo 08:00-10:00 "by appointment"', 0, "8:00-10:00?"),
        ('Mo 08:00-10:00 open "ring"', 0, "8:00-10:00"),
        ('Mo 08:00-10:00 off "closed"', 0, ""),
        ('"in summer": Jun-Aug 08:00-10:00', 0, "8:00-10:00"),
        # Open ends, sunrise and sunset.
        ("17:00+", 0, "0:00-3:00? 17:00-24:00?"),
        ("Mo 17:00-20:00+", 0, "17:00-20:00 20:00-24:00?"),
        ("Mo 10:00-12:00+,11:00-14:00", 0, "10:00-14:00 14:00-24:00?"),
        ("Mo 23:00-01:00+", 1, "0:00-1:00 1:00-9:00?"),
        ("sunrise-sunset", 0, "2:00-10:30? 10:30-15:00 15:00-23:30?"),
        ("Mo sunset-sunrise", 1, "0:00-2:00 2:00-10:30?"),
        ("(sunrise+01:00)-(sunset-00:30)", 0, "3:00-11:30? 11:30-14:30 14:30-23:00?"),
        ("12:00-sunset", 0, "12:00-15:00 15:00-23:30?"),
        ("sunrise-07:00", 0, "2:00-7:00?"),
        # Days of the month and the year.
        ("Mo[1] 10:00-12:00", 0, "10:00-12:00"),
        ("Mo[2] 10:00-12:00", 0, ""),
        ("Mo[-4] 10:00-12:00", 0, "10:00-12:00"),
        ("Su[1] +1 day 10:00-12:00", 0, "10:00-12:00"),
        ("Jul 6", 0, "0:00-24:00"),
        ("Dec 24-Jul 6", 1, ""),
        ("Jul 1,6-8 10:00-12:00", 2, "10:00-12:00"),
        ("2026 Jul 6-2027 Jan 2", 1, "0:00-24:00"),
        ("2026 Jul 7+", 0, ""),
        ("2026 Dec 24-Jan 2, 2026 Jul 6 off", 0, ""),
        ("2026 Dec 24,2026 Jul 6 10:00-12:00", 0, "10:00-12:00"),
        ("2025-2029/2", 0, ""),
        ("week 28 10:00-12:00", 6, "10:00-12:00"),
        ("week 27-53/2", 0, ""),
        ("Nov-Feb off; Mar-Oct Mo 09:00-17:00", 0, "9:00-17:00"),
        # Slips of the pen.
        ("Mo-Fr 8-18", 0, "8:00-18:00"),
        ("Mo-Fr 8:00-18", 0, "8:00-18:00"),
        ("Jul 6-8 8-18", 2, "8:00-18:00"),
        ("mo-FR 08:00-18:00;;  Sa OFF ;", 0, "8:00-18:00"),
        ("Mo–Fr 08：00—18：00；Sa off", 0, "8:00-18:00"),
        ("Ｍo-Fr ０8:00~18:00".replace("~", "〜"), 0, "8:00-18:00"),
        ("Monday - Friday: 8.30am - 6pm", 0, "8:30-18:00"),
        ("Mon, Wed 8h-18h30", 2, "8:00-18:30"),
        ("12am-12pm", 0, "0:00-12:00"),
        ("Mo, We 10:00-12:00", 0, "10:00-12:00"),
        ("Mo-Fr 10:00-12:00,Sa 11:00-13:00", 5, "11:00-13:00"),
        ("10:00-12:00 Mo-Fr", 0, "10:00-12:00"),
        ("10:00-12:00 Mo, 14:00-15:00 Tu", 1, "14:00-15:00"),
        ("Mo 10:00-12:00\nTu 13:00-14:00", 1, "13:00-14:00"),
        ("Feb 1-31,Jul 6 10:00-11:00", 0, "10:00-11:00"),
    ],
)
def test_by_hand(text, day, said):
    assert on(text, day) == said


@pytest.mark.parametrize(
    ("text", "usual", "holiday"),
    [
        ("Mo-Fr 09:00-17:00; PH off", "9:00-17:00", ""),
        ("Mo,PH 09:00-17:00", "9:00-17:00", "9:00-17:00"),
        ("Tu,PH 09:00-17:00", "", "9:00-17:00"),
        ("PH Mo 09:00-17:00", "", "9:00-17:00"),
        ("PH Tu 09:00-17:00", "", ""),
        ("Mo 09:00-17:00; PH,SH 10:00-12:00", "9:00-17:00", "10:00-12:00"),
        ("Mo 09:00-17:00; SH off", "9:00-17:00", "9:00-17:00"),
        ("Mo-Su,PH 09:00-17:00", "9:00-17:00", "9:00-17:00"),
    ],
)
def test_holidays(text, usual, holiday):
    assert on(text) == usual
    assert on(text, is_holiday=True) == holiday


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The opening hours are empty."),
        (" \n ", "The opening hours are empty."),
        ("by arrangement", "cannot be read from 'by arrangement' on"),
        ("Mo-Fr 09:00-17:00 Sa 10:00-12:00", "cannot be read from 'Sa 10:00-12:00' on"),
        ("Mo-Fr 09:00", "end too early"),
        ("Mo-Fr 09:00-", "end too early"),
        ("Mo-Fr 09:00-, Sa", "cannot be read from ', Sa' on"),
        ("Mo-Fr 25:00-26:00", "'25:00' is not a time of day"),
        ("Mo-Fr 09:61-10:00", "'09:61' is not a time of day"),
        ("Mo-Fr 13pm-14pm", "'13pm' is not a time of day"),
        ("Mo-Fr 10:00-48:30", "'48:30' is not a time of day"),
        ("24:00-02:00", "'24:00' is not a time of day"),
        ("Jun 31 off", "no date or range of dates ends with '31'"),
        ("Dec 26-24", "no date or range of dates ends with '24'"),
        ("2026 Nov-Feb", "no date or range of dates ends with 'feb'"),
        ("2026-2025", "no date or range of dates ends with '2025'"),
        ("Dec 24-2027 Jan 5", "no date or range of dates ends with '5'"),
        ("week 54", "no date or range of dates ends with '54'"),
        ("week 50-2", "no date or range of dates ends with '2'"),
        ("week 1-50/0", "no date or range of dates ends with '0'"),
        ("Mo[6]", "cannot be read from '6]' on"),
        ("Mo[3-1]", "cannot be read from ']' on"),
        ("easter off", "use 'easter off', which is not supported"),
        ("PH +1 day off", "use '+1 day off', which is not supported"),
        ("10:00-16:00/01:00", "use '/01:00', which is not supported"),
        ("Jul 6+", "use '+', which is not supported"),
        ("Oct Su[-1]-Mar Su[-1]", "cannot be read from 'Mar Su[-1]' on"),
        # What could mean two things.
        ("Mo,Tu, 10:00-12:00", "cannot be read from ', 10:00-12:00' on"),
        ("Dec 25, PH off", "cannot be read from ', PH off' on"),
        ("2026 Dec 24,Dec 26", "cannot be read from ',Dec 26' on"),
        ("Jan-Mar 8-18", "cannot be read from '8-18' on"),
        ("Mo PH off", "cannot be read from 'PH off' on"),
        ("10:00-12:00 PH off", "cannot be read from 'off' on"),
        ("Mo off 10:00-12:00", "cannot be read from '10:00-12:00' on"),
        ("Mo 10:00-12:00 ||", "end too early"),
        ("Mo 10:00-12:00, ", "end too early"),
        ('Mo 10:00-12:00 "ring', "cannot be read from '\"ring' on"),
        ("{0} 10:00-12:00", "cannot be read from '{0} 10:00-12:00' on"),
        ("周一 10:00-12:00", "cannot be read from '周一 10:00-12:00' on"),
    ],
)
def test_what_cannot_be_read_is_said(text, sentence):
    with pytest.raises(EngineError, match=re.escape(sentence)):
        read_hours(text)


def test_a_long_text_is_shortened_in_its_sentence():
    with pytest.raises(EngineError) as caught:
        read_hours("Mo 10:00-12:00; " * 500 + "?")
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("text", "period", "share"),
    [
        ("24/7", "Mo-Fr 11:30-12:30", 1.0),
        ("off", "Mo-Fr 11:30-12:30", 0.0),
        ("Mo-Su 10:30-13:00,16:30-18:30", "Mo-Fr 11:30-12:30", 1.0),
        ("Mo-Fr 12:00-18:00", "Mo-Fr 11:30-12:30", 0.5),
        ("Mo-Th", "Mo-Fr 11:30-12:30", 209 / 261),
        ("Tu-Su 09:00-21:00", "Mo-Su 18:30-20:30", 313 / 365),
        ("Mo-Su 22:00-02:00", "Mo-Su 22:00-06:00", 0.5),
        ("Dec 25 off", "24/7", 0.0),
        ("24/7; Dec 25 off", "24/7", 364 / 365),
        ("Apr-Sep", "24/7", 183 / 365),
        ("Mo-Fr 09:00-17:00; PH off", "Mo-Fr 09:00-17:00", 1.0),
        ("Mo-Fr 09:00-17:00; Aug off", "Mo-Fr 09:00-17:00", 240 / 261),
        ("Mo-Fr 09:00-17:00", "Jul 6-12 09:00-17:00", 5 / 7),
        ("Jul 6-12 09:00-17:00", "Jul 6 09:00-17:00", 1.0),
        ("week 1-53/2", "Mo 00:00-24:00", 26 / 52),
        # Unknown.
        ("Mo-Fr 12:00-13:00 unknown", "Mo-Fr 11:30-12:30", None),
        ("17:00+", "Mo-Su 18:30-20:30", None),
        ("Mo-Fr 17:00-20:00+", "Mo-Fr 18:30-20:00", 1.0),
        ("sunrise-sunset", "Mo-Fr 11:30-12:30", 1.0),
        ("sunrise-sunset", "Mo-Su 18:30-20:30", None),
        ("Mo-Fr 09:00-17:00; Dec unknown", "Mo-Fr 09:00-17:00", None),
        ("Mo-Fr 09:00-17:00; Dec 25 unknown", "Mo-Fr 09:00-17:00", 1.0),
        ("Mo-Fr 09:00-17:00; Dec 24-31 unknown", "Mo-Fr 13:00-21:00", 0.5),
        # The period is not in that year.
        ("24/7", "2025", None),
        ("24/7", "PH 09:00-17:00", None),
    ],
)
def test_the_share_of_a_period(text, period, share):
    found = read_hours(text).share_open(read_hours(period), YEAR)
    assert found == (None if share is None else pytest.approx(share, abs=1e-12))


def test_the_bounds_of_a_share():
    def bounds(text):
        return read_hours(text).bound_share(LUNCH, YEAR)

    assert bounds("Mo-Fr 11:30-12:00; Mo-Fr 12:00-13:00 unknown") == (0.0, 0.5)
    assert bounds("Mo-Fr 11:30-12:00, 12:00-13:00 unknown") == (0.0, 1.0)
    assert bounds("Mo-Fr 11:00-12:00+") == (0.5, 1.0)
    assert bounds("24/7") == (1.0, 1.0)
    assert read_hours("24/7").bound_share(read_hours("2025"), YEAR) is None


TEXTS = [
    "24/7", "Mo-Fr 08:00-17:00", "Sa,Su 22:00-04:00; PH off", "Mo 10:00-12:00+",
    "Apr-Oct sunrise-20:00",
    "Mo-Fr 09:00-18:00; We 12:00-26:00; Dec 24-26 off", "Su[-1] 10:00-16:00 || Mo unknown",
    "week 2-52/2 Tu 08:00-11:00, Th 07:00-09:30", "2026-2027 Mo-Su 23:00-01:00", "off",
]  # fmt: skip


@pytest.mark.parametrize("year", [2024, 2026])
def test_shares_are_those_of_all_minutes_of_the_year(year):
    def paint(text):
        minutes = bytearray()
        day = dt.date(year, 1, 1)
        while day.year == year:
            painted = bytearray(1440)
            for start, end, state in read_hours(text).intervals(day):
                painted[start:end] = (b"o" if state == "open" else b"u") * (end - start)
            minutes += painted
            day += dt.timedelta(days=1)
        return np.frombuffer(minutes, dtype=np.uint8)

    painted = {text: paint(text) for text in TEXTS}
    for text, period in product(TEXTS, repeat=2):
        states = painted[text][painted[period] == ord("o")]
        known = np.count_nonzero(states != ord("u"))
        found = read_hours(text).share_open(read_hours(period), year)
        if not len(states) or known < 0.95 * len(states):
            assert found is None
        else:
            assert found == pytest.approx(np.count_nonzero(states == ord("o")) / known)


def test_most_texts_are_weekly():
    assert read_hours("Mo-Fr 08:00-18:00; Sa 09:00-13:00; PH off").is_weekly
    assert not read_hours("Mo-Fr 08:00-18:00; Dec 25 off").is_weekly
    assert not read_hours("Mo[1] 08:00-18:00").is_weekly


def test_a_city_is_judged_in_moments():
    periods = [read_hours(f"Mo-Fr {h}:00-{h + 2}:30") for h in range(8, 18, 2)]
    texts = [f"Mo-Fr {h:02d}:{m:02d}-18:00; Sa {h + 1}:{m:02d}-12:00" for h in range(10)
             for m in range(60)]  # fmt: skip
    texts += [f"{text}; Dec {day} off" for day, text in enumerate(texts[:30], 1)]
    began = time.process_time()
    shares = [read_hours(text).share_open(period, YEAR) for text in texts * 8 for period in periods]
    assert len(shares) > 25_000
    assert None not in shares
    assert time.process_time() - began < 10.0


def test_the_sun_rises_and_sets_within_its_hours():
    """Clock times of dawn and dusk by the usual formulas, in China and in some other places."""
    places = [
        (lat, lon, 8)
        for lat, lon in [
            (53.5, 122.5),
            (48.4, 134.8),
            (39.5, 73.5),
            (49.2, 87.0),
            (18.2, 109.5),
            (31.2, 121.5),
        ]
    ]
    places += [
        (40.4, -3.7, 2),
        (40.4, -3.7, 1),
        (48.9, 2.3, 2),
        (-30.0, -51.2, -3),
        (52.5, 13.4, 1),
    ]
    by_day = read_hours("dawn-dusk").intervals(MONDAY)
    (first, risen, _), _, (low, set_, _) = by_day
    for (lat, lon, zone), day in product(places, range(1, 366)):
        b = 2 * math.pi * (day - 81) / 365
        equation = 9.87 * math.sin(2 * b) - 7.53 * math.cos(b) - 1.5 * math.sin(b)
        declination = math.radians(23.44) * math.sin(b)
        phi = math.radians(lat)
        noon = 720 - equation - 4 * (lon - 15 * zone)
        for altitude in (-0.833, -6.0):
            cosine = (math.sin(math.radians(altitude)) - math.sin(phi) * math.sin(declination)) / (
                math.cos(phi) * math.cos(declination)
            )
            half = 4 * math.degrees(math.acos(cosine))
            assert first <= noon - half <= risen
            assert low <= noon + half <= set_


PIECES = st.sampled_from([
    "Mo", "Fr-Mo", "PH", "SH", "Jan", "Dec 24", "week", "2026", "-", ",", ", ", ";", "||", "+", "/",
    ":", "[", "]", "1", "-1", "10:00", "10:00-12:00", "24:00", "26:00", "8-18", "sunrise", "(", ")",
    "off", "open", "unknown", '"x"', '"', "24/7", " ", "  ", "day", "easter", "am", "h", "9pm", "٣",
    "0", "99", "9999", "1900", "{", "31", "Feb 29", "\n", "：", "周一", "ſa", "²",
])  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(
    st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=14).map("".join),
              st.lists(PIECES, max_size=14).map(" ".join)),
    st.dates(dt.date(1901, 1, 1), dt.date(9990, 1, 1)),
)  # fmt: skip
def test_any_text_raises_nothing_but_sentences(text, day):
    try:
        hours = read_hours(text)
    except EngineError as error:
        assert str(error)
        return
    for is_holiday in (False, True):
        found = hours.intervals(day, is_holiday)
        assert all(0 <= start < end <= 1440 for start, end, _ in found)
        assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
        assert all(
            a.end < b.start or a.state != b.state for a, b in zip(found, found[1:], strict=False)
        )
    low, high = hours.bound_share(LUNCH, YEAR)
    assert 0 <= low <= high <= 1
    share = hours.share_open(LUNCH, YEAR)
    assert share is None or 0 <= share <= 1
