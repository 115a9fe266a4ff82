"""Walkers: all six, in the order of the contract, or a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifecircle.engine.errors import EngineError
from lifecircle.engine.sheets import Table
from lifecircle.engine.walkers import WALKER_COLUMNS, WALKER_KEYS, read_walkers


def rows(**changes):
    """Cells of all walkers at 1 m/s; changes are cells of the first one."""
    cells = [dict.fromkeys(WALKER_COLUMNS, "") | {"key": key} for key in WALKER_KEYS]
    cells = [row | {"speed_mps": "1"} for row in cells]
    cells[0] |= changes
    return cells


def table(rows):
    """A table of such rows."""
    return Table(list(rows[0]) if rows else WALKER_COLUMNS, [list(row.values()) for row in rows])


def test_walkers_come_in_the_order_of_the_contract():
    assert WALKER_KEYS == ("adult", "older", "frail", "child", "pram", "wheelchair")
    walkers = read_walkers(table(rows()[::-1]))
    assert tuple(walker.key for walker in walkers) == WALKER_KEYS


def test_a_walker_is_read_whole():
    walker = read_walkers(
        table(
            rows(
                speed_mps="1.2",
                measured_low_mps="1.1",
                delay_signal_s="30",
                uses_steps="no",
                references="a|b",
                confidence="verified",
            )
        )
    )[0]
    assert (walker.speed, walker.measured_low, walker.measured_high) == (1.2, 1.1, None)
    assert (walker.delay_signal, walker.delay_steps, walker.uses_steps) == (30.0, None, False)
    assert walker.references == ("a", "b")
    assert walker.name_en == "adult"
    assert not walker.to_check
    assert walker.reach(15) == pytest.approx(1080.0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"speed_mps": ""}, "Row 2, column speed_mps: the cell is empty"),
        ({"speed_mps": "fast"}, "Row 2, column speed_mps: 'fast' is not a number"),
        ({"speed_mps": "-1"}, "Row 2, column speed_mps: -1 is not above zero"),
        ({"speed_mps": "4.3"}, "Row 2, column speed_mps: 4.3 is too fast for walking"),
        ({"key": "runner"}, "Row 2, column key: 'runner' is not known. Use one of: adult, older"),
        ({"key": "older"}, r"walkers.csv, row 3: the walker older occurs twice"),
        ({"uses_steps": "maybe"}, "Row 2, column uses_steps: 'maybe' is not known"),
        ({"confidence": "sure"}, "Row 2, column confidence: 'sure' is not known"),
    ],
)
def test_a_bad_row_is_said(changes, sentence):
    with pytest.raises(EngineError, match=sentence):
        read_walkers(table(rows(**changes)))


def test_a_missing_walker_or_column_is_said():
    with pytest.raises(EngineError, match="the walker wheelchair is missing"):
        read_walkers(table(rows()[:5]))
    with pytest.raises(EngineError, match="the column speed_mps is missing"):
        read_walkers(Table(["key"], [[key] for key in WALKER_KEYS]))
    with pytest.raises(EngineError, match="has no row below the header"):
        read_walkers(table([]))


@given(
    st.sampled_from(WALKER_COLUMNS),
    st.one_of(st.text(max_size=8), st.sampled_from(["0", "1e9", "nan", "{x}", "yes"])),
)
def test_reading_walkers_raises_nothing_but_sentences(column, cell):
    try:
        walkers = read_walkers(table(rows(**{column: cell})))
    except EngineError as error:
        assert str(error)
    else:
        assert all(0 < walker.speed <= 4 for walker in walkers)
