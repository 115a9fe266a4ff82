"""Opening hours minute by minute against an independent full parser."""

import datetime as dt
import sqlite3
from itertools import product
from pathlib import Path

import osmium
import pytest
from full_hours import DAY, MONDAYS, OPEN, OneRule, compose, differ, ours, rewrite, theirs
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecircle.engine.errors import EngineError
from lifecircle.engine.opening_hours import read_hours
from lifecircle.survey.spoken_hours import read_spoken_hours
from opening_hours import OpeningHours, ParserError
from oracle.readers import HELSINKI, PORTO_ALEGRE, need

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample" / "lifecircle_sample.gpkg"
EXTRACTS = [PORTO_ALEGRE / "poa_osm.pbf", HELSINKI]

DAYS = [
    "", "Mo-Fr", "Mo-Su", "Sa", "Mo,We,Fr", "Tu-Th,Sa", "Fr-Mo", "Su-Tu", "Mo-Fr,PH", "PH,Sa-Su",
    "Mo[1]", "Sa[-1]", "We[1,3]", "Th[1-2],Fr", "Su[1] +1 day", "Apr-Oct", "Nov-Mar Mo-Fr",
    "Jul,Aug", "Dec 25", "Dec 24-26", "Dec 24-Jan 6 Mo-Sa", "Feb 28-Mar 2", "2026",
    "2026-2028", "2027+",
    "2026 Dec 24-2027 Jan 2", "2026 Jul", "week 28", "week 10-40/2 Sa", "week 53", "Feb 29",
    "2026-2030/2 Mar 30-Apr 3", "PH Mo", "SH Mo-Fr", "Jan 1,Dec 31",
    "Jul Mo[1]", "Dec Sa[-1]",
]  # fmt: skip
TIMES = [
    "", "08:00-17:00", "8:30-12:00,13:30-17:30", "09:00-12:00, 14:00-18:00", "22:00-02:00",
    "18:00-26:00", "00:00-24:00", "20:00-00:00", "10:00 - 16:00", "off", "09:00-17:00 unknown",
    '10:00-14:00 "by appointment"', '10:00-12:00 open "ring"',
]  # fmt: skip
TEXTS = [
    "24/7", "24/7; Mo off", "open", "closed", "unknown", '"by appointment"', "off; Mo 10:00-11:00",
    "Mo-Fr 08:00-18:00; Sa 09:00-13:00; PH off", "Mo-Fr 08:00-18:00; We off; PH,SH off",
    "Mo-Fr 08:00-18:00; Mo-Fr 12:00-13:00 off", "Mo-Sa 10:00-20:00, Su 12:00-18:00",
    "Mo, We 10:00-12:00", "Mo-Fr 10:00-12:00, We 14:00-18:00", "Tu-Su 09:00-21:00; Dec 25 off",
    "Mo-Th 11:00-23:00; Fr,Sa 11:00-02:00; Su 12:00-22:00",
    "Mo-Su 06:00-22:00; Nov-Mar 07:00-20:00",
    "Apr-Oct: Mo-Su 05:00-22:00; Nov-Mar: Mo-Su 06:00-21:00", "Mo-Fr 10:00-19:00 || \"on call\"",
    "Mo 10:00-12:00 || Tu,Mo 11:00-13:00", "Mo-Fr 09:00-17:00 || unknown",
    "PH off || Sa 10:00-12:00",
    "2017 Jul 1 - 2017 Aug 8 off; Mo-Fr 9:00-17:00; PH off",
    "Jun 1 - Aug 31 Sa off, Mo 10:00-11:00",
    "Mo 22:00-02:00, Tu 01:00-12:00 unknown", "Mo 22:00-02:00; Tu off", "Mo 00:00-24:00; Tu",
    "Mo 10:00-18:00; Su 22:00-02:00", "open; Mo 10:00-12:00 off", "week 1-26 Mo-Fr; week 27-53 Sa",
    "Mo-Su,PH 00:00-24:00", "Fr 22:00-02:00; Sa 10:00-12:00", "Mo-Fr 08:00-12:00; Th 15:00-18:00",
    "Mo-Fr 09:00-18:00; Dec 24,Dec 31 09:00-12:00; Dec 25-26 off; Jan 1 off",
    "Mo-Fr 8:00-18:00;Sa 9:00-16:00", "mo-fr 08:00-18:00; sa OFF", "Mo 10:00-48:00; We 10:00-11:00",
]  # fmt: skip
CORPUS = [
    *TEXTS,
    *filter(None, (f"{days} {times}".strip() for days, times in product(DAYS, TIMES))),
]


@pytest.mark.parametrize("monday", MONDAYS, ids=str)
def test_a_corpus_is_open_at_the_same_minutes(monday):
    assert len(set(CORPUS)) > 450
    assert [text for text in CORPUS if differ(text, monday)] == []


CLOCK = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
END = CLOCK | st.builds("{:02d}:{:02d}".format, st.integers(24, 47), st.sampled_from([0, 30]))
SPANS = st.lists(st.builds("{}-{}".format, CLOCK, END), min_size=1, max_size=3).map(",".join)
CODES = st.sampled_from(["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"])
WEEKDAY = st.one_of(
    CODES,
    st.builds("{}-{}".format, CODES, CODES),
    st.builds("{}[{}]".format, CODES, st.sampled_from([1, 2, 5, -1, -2, "1,3", "2-4", "1,-1"])),
    st.builds(
        "{}[{}] {:+d} days".format, CODES, st.sampled_from([1, -1]), st.sampled_from([1, -2])
    ),
)
WEEKDAYS = st.lists(WEEKDAY, min_size=1, max_size=3).map(",".join) | st.just("PH")
MONTH = st.sampled_from(["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Dec"])
DATE = st.builds("{} {}".format, MONTH, st.integers(1, 28))
DATES = st.one_of(
    MONTH,
    DATE,
    st.builds("{}-{}".format, MONTH, MONTH),
    st.builds("{}-{}".format, DATE, DATE),
    st.builds("{} {}-{}".format, MONTH, st.integers(1, 9), st.integers(10, 31)),
)
WIDE = st.one_of(
    st.just(""),
    st.lists(DATES, min_size=1, max_size=2).map(",".join),
    st.builds("{} {}".format, st.integers(2025, 2028), DATE),
    st.builds("{}-{}".format, st.integers(2024, 2026), st.integers(2026, 2028)),
    st.builds("week {}-{}".format, st.integers(1, 20), st.integers(20, 53)),
    st.builds("week {}-{}/{}".format, st.integers(1, 9), st.integers(20, 53), st.integers(1, 3)),
)
STATE = st.sampled_from(["", "", "", " off", " unknown", ' "call"', ' open "x"', ' closed "x"'])


@st.composite
def rules(draw, link):
    """One rule; the full parser reads months before an nth weekday otherwise (see the corpus)."""
    weekdays = draw(WEEKDAYS | st.just(""))
    wide = draw(WIDE.filter(lambda wide: "[" not in weekdays or wide.startswith("week")))
    days = f"{wide} {weekdays}".strip()
    if link == ", " and not days:
        link = "; "  # times after a comma are more times of the rule before
    return OneRule(link, days, draw(SPANS), draw(STATE))


@st.composite
def texts(draw):
    """Rules of a text of the grammar, with a fallback at its end or without one."""
    found = [draw(rules(""))]
    for _ in range(draw(st.integers(0, 3))):
        found.append(draw(rules(draw(st.sampled_from(["; ", "; ", ", "])))))
    if draw(st.integers(0, 5)) == 0:
        found.append(draw(rules(" || ")))
    return found


@settings(deadline=None, max_examples=150)
@given(parts=texts(), monday=st.sampled_from(MONDAYS))
def test_any_text_of_the_grammar_is_open_at_the_same_minutes(parts, monday):
    text = "".join(f"{part.link}{part}" for part in parts)
    assert differ(text, monday) == []
    assert ours(text, monday) == compose(parts, monday)


@settings(deadline=None, max_examples=100)
@given(days=WEEKDAYS, start=CLOCK, end=CLOCK, monday=st.sampled_from(MONDAYS))
def test_an_open_end_is_open_for_sure_until_its_time_and_may_be_longer(days, start, end, monday):
    minute = int(end[:2]) * 60 + int(end[3:])
    if end <= start:
        return
    last = 24 * 60 if minute < 17 * 60 else minute + (10 if minute < 22 * 60 else 8) * 60
    we = ours(f"{days} {start}-{end}+", monday)
    sure = theirs(f"{days} {start}-{end}", monday)
    longest = theirs(f"{days} {start}-{last // 60}:{last % 60:02d}", monday)
    assert bytes(map(OPEN.__eq__, we)) == bytes(map(OPEN.__eq__, sure))
    assert bytes(map(bool, we)) == bytes(map(bool, longest))
    if last == 24 * 60:  # from here on they agree that it is not closed
        assert bytes(map(bool, we)) == bytes(map(bool, theirs(f"{days} {start}+", monday)))


@pytest.mark.parametrize(
    "text",
    ["PH off", "PH 10:00-12:00", "Mo-Fr 09:00-17:00; PH off", "Mo-Fr 09:00-17:00, PH off",
     "Mo-Fr,PH 10:00-12:00", "PH,Sa 10:00-12:00; PH 11:00-13:00 off", "24/7; PH off",
     "PH 22:00-02:00", "Tu 10:00-12:00; SH off; PH 08:00-09:00", "PH off; Tu 10:00-12:00"],
)  # fmt: skip
def test_public_holidays_of_a_country(text):
    full = OpeningHours(text, country="FR")
    for day in (dt.date(2026, 7, 14), dt.date(2026, 5, 1), dt.date(2026, 12, 25)):
        start = dt.datetime.combine(day, dt.time())
        states = [str(full.state(start + dt.timedelta(minutes=m))[0]) for m in range(0, DAY, 30)]
        found = read_hours(text).intervals(day, is_holiday=True)
        assert states == [
            next((i.state for i in found if i.start <= m < i.end), "closed")
            for m in range(0, DAY, 30)
        ]


def test_the_sample():
    connection = sqlite3.connect(f"file:{SAMPLE}?mode=ro&immutable=1", uri=True)
    written = {
        row[0]
        for layer in ("facilities", "gates")
        for row in connection.execute(f"SELECT DISTINCT hours FROM {layer}")
    }
    connection.close()
    written = sorted(filter(None, written))
    assert len(written) > 30
    assert [text for text in written if differ(text, MONDAYS[3])] == []


@pytest.mark.parametrize("path", EXTRACTS, ids=lambda path: path.parent.name)
def test_all_hours_of_a_city_of_openstreetmap(path):
    need(path)
    key = osmium.filter.KeyFilter("opening_hours")
    written = {item.tags["opening_hours"] for item in osmium.FileProcessor(path).with_filter(key)}
    assert len(written) > 1
    unread, differing, compared = [], [], 0
    for text in sorted(written):
        try:
            read_hours(text)
        except EngineError:
            unread.append(text)
            continue
        try:
            OpeningHours(rewrite(text))
        except ParserError:
            continue  # hours without minutes and the like, which it does not tolerate
        compared += 1
        if any(differ(text, monday) for monday in MONDAYS):
            differing.append(text)
    assert differing == []
    assert len(unread) <= 0.02 * len(written) + 1, unread
    assert compared >= 0.95 * len(written)
    for text in unread:
        with pytest.raises(ParserError):  # nothing that the full parser reads
            OpeningHours(text)


@pytest.mark.parametrize(
    "words",
    ["每天 06:00-21:00", "24小时", "周一至周五 07:45-16:30", "周一、周三、周五 上午9点-下午5点半",
     "周一至周五 9:00-17:00；周末 10:00-16:00", "周一至周五9:00-17:00，节假日休息",
     "Mon-Fri 9am-5pm", "daily 8:00 to 20:00",
     "晚上7点到早上6点", "周一至周六 9：00—17：00，18:00-20:00", "周末全天"],
)  # fmt: skip
def test_what_is_made_of_spoken_hours(words):
    written = read_spoken_hours(words)
    assert written is not None
    assert differ(written, MONDAYS[3]) == []
    assert any(ours(written, MONDAYS[3]))


SAID = st.builds(
    "{}{}{}{}{}{}".format,
    st.sampled_from(
        ["", "周一至周五", "周末 ", "每天", "Mon-Fri ", "周二、周四 ", "工作日", "周五至周一"]
    ),
    st.sampled_from(["", "上午", "下午", "晚上", "凌晨"]),
    st.integers(0, 24),
    st.sampled_from(["点", "点半", ":00", ":30", "am", "pm"]),
    st.sampled_from(["-", "至", "到"])
    | st.builds("到{}".format, st.sampled_from(["下午", "晚上"])),
    st.builds(
        "{}{}".format, st.integers(0, 24), st.sampled_from(["点", "点半", ":00", ":30", "pm"])
    ),
)


@settings(deadline=None)
@given(st.lists(SAID, min_size=1, max_size=2).map("；".join))
def test_anything_made_of_spoken_hours_is_read(words):
    written = read_spoken_hours(words)
    if written is not None:
        assert differ(written, MONDAYS[3]) == []
