"""Every row gets an id of its own or is a copy of an earlier one, whatever its source says."""

from collections import Counter

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from lifecircle.survey.cleaning.row_ids import find_shared_places, name_rows

ROWS = st.lists(
    st.tuples(
        st.sampled_from([None, "", "A", "B", "A#2", "A.0", "C"]),
        st.sampled_from(["x", "y", None]),
        st.sampled_from([(0.0, 0.0), (-0.0, 0.0), (1.0, 2.0), (2.0, 1.0)]),
        st.booleans(),
    ),
    max_size=12,
)


@given(ROWS, st.booleans())
def test_ids_are_unique_and_every_row_is_accounted_for(rows, one_of_alike):
    given_ids = [name for name, _, _, _ in rows]
    values = [value for _, value, _, _ in rows]
    shapes = np.array([shapely.Point(xy) for _, _, xy, _ in rows], dtype=object)
    used = np.array([use for *_, use in rows], dtype=bool)
    ids, copies, renamed = name_rows(given_ids, [values], shapes, used, one_of_alike)
    named = {row for row, name in enumerate(ids) if name}
    copied = {row for row, _ in copies}
    assert not named & copied
    assert named | copied == set(np.flatnonzero(used).tolist())
    assert max(Counter(ids[row] for row in named).values(), default=1) == 1

    def plain(row):
        return (given_ids[row] or "").removesuffix(".0")

    for row, first in copies:
        assert first < row
        assert first in named
        assert values[row] == values[first]
        assert shapely.equals(shapes[row], shapes[first])
        # nobody is a copy of a row with another id unless rows that say the same are one
        assert one_of_alike or plain(row) == plain(first)
    changed = {row for row, _, _ in renamed}
    for row in named:
        if plain(row) and row not in changed:
            assert ids[row] == plain(row)
    for row, first, name in renamed:
        assert first < row
        assert plain(first) == plain(row) or ids[first] == plain(row)
        assert ids[row] == name


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=20))
def test_shared_places_are_those_of_another_row(places):
    shapes = np.array([shapely.Point(place) for place in places], dtype=object)
    counts = Counter(places)
    used = np.ones(len(places), dtype=bool)
    found = find_shared_places(shapes, used)
    assert found.tolist() == [counts[place] > 1 for place in places]


@pytest.mark.parametrize("count", [1, 3])
def test_lines_share_the_point_at_which_they_begin(count):
    lines = [shapely.LineString([(0, 0), (n + 1, 5)]) for n in range(count)]
    apart = shapely.LineString([(9, 9), (0, 0)])
    shapes = np.array([*lines, apart], dtype=object)
    found = find_shared_places(shapes, np.ones(count + 1, dtype=bool))
    assert found.tolist() == [count > 1] * count + [False]
