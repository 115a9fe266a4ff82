"""Crossings and slopes from an OpenStreetMap file written here."""

import pytest
from lifecircle.survey.osm_streets import read_streets
from lifecircle.survey.osm_walking import read_crossing, read_slope

NODES = {
    1: (24.000, 60.0, {}),
    2: (24.001, 60.0, {"highway": "crossing", "crossing": "traffic_signals"}),
    3: (24.002, 60.0, {}),
    4: (24.003, 60.0, {"highway": "crossing", "crossing": "uncontrolled"}),
    5: (24.004, 60.0, {}),
    6: (24.005, 60.0, {"highway": "crossing"}),
}
WAYS = {
    11: ([1, 2, 3], {"highway": "footway", "footway": "crossing"}),
    12: ([3, 4, 5], {"highway": "footway", "footway": "crossing"}),
    13: ([3, 4, 5], {"highway": "footway", "footway": "crossing", "crossing": "unmarked"}),
    14: ([1, 2, 3, 4, 5], {"highway": "cycleway", "foot": "yes", "cycleway": "crossing"}),
    15: ([5, 6], {"highway": "footway", "footway": "crossing"}),
    16: ([1, 2, 3], {"highway": "residential", "surface": "asphalt", "incline": "-7.5 %"}),
    17: ([1, 3], {"highway": "steps", "incline": "up"}),
}


def write_osm(path):
    def tags(given):
        return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in given.items())

    nodes = "".join(
        f'<node id="{number}" version="1" lon="{lon}" lat="{lat}">{tags(given)}</node>'
        for number, (lon, lat, given) in NODES.items()
    )
    ways = "".join(
        f'<way id="{number}" version="1">'
        + "".join(f'<nd ref="{ref}"/>' for ref in refs)
        + f"{tags(given)}</way>"
        for number, (refs, given) in WAYS.items()
    )
    path.write_text(f'<osm version="0.6">{nodes}{ways}</osm>', encoding="utf-8")
    return path


def test_ways_carry_what_they_and_their_nodes_say(tmp_path):
    layer = read_streets(write_osm(tmp_path / "town.osm")).layer
    rows = {int(row["osm_id"]): row for row in layer.getFeatures()}
    assert sorted(rows) == sorted(WAYS)
    crossings = {number: row["crossing"] or None for number, row in rows.items()}
    assert crossings == {
        11: "signal",
        12: "none",
        13: "unmarked",
        14: "signal",
        15: None,
        16: None,  # a street that has a crossing is none
        17: None,
    }
    assert rows[16]["slope_pct"] == -7.5
    assert rows[16]["surface"] == "asphalt"
    assert rows[17]["steps"] == "yes"
    assert not rows[17]["slope_pct"]


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"crossing": "zebra"}, "none"),
        ({"crossing": "marked", "crossing:signals": "yes"}, "signal"),
        ({"crossing:signals": "no", "crossing:markings": "no"}, "unmarked"),
        ({"crossing:markings": "zebra"}, "none"),
        ({"crossing:signals": "separate", "crossing:markings": "zebra"}, None),
        ({"crossing": "island"}, None),
        ({}, None),
    ],
)
def test_words_for_crossings(tags, kind):
    assert read_crossing(tags) == kind


@pytest.mark.parametrize(
    ("text", "slope"),
    [("8%", 8), ("-3.5 %", -3.5), ("+4%", 4), ("0", 0), ("45°", 100), ("-5°", -8.749), ("up", None),
     ("steep", None), ("120%", None), ("90°", None), ("1:12", None), ("", None), (None, None)],
)  # fmt: skip
def test_numbers_for_slopes(text, slope):
    assert read_slope(text) == (None if slope is None else pytest.approx(slope, abs=1e-3))
