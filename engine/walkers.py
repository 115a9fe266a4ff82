"""Walkers: who walks, how fast, and where the number comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import EngineError
from .sheets import CONFIDENCE, read_sheet, refuse_missing, refuse_overflow

if TYPE_CHECKING:
    from .sheets import Row, Table

WALKER_KEYS = ("adult", "older", "frail", "child", "pram", "wheelchair")
"""In the order of the parameter WALKER."""

WALKER_COLUMNS = (
    "key",
    "name_en",
    "name_zh",
    "speed_mps",
    "measured_low_mps",
    "measured_high_mps",
    "delay_signal_s",
    "delay_unmarked_s",
    "delay_steps_s",
    "uses_steps",
    "max_slope_pct",
    "max_slope_source",
    "max_slope_confidence",
    "references",
    "source",
    "confidence",
    "note",
)

SPEED_LIMIT = 4.0
"""Metres per second that nobody walks; a faster pace is km/h typed in the wrong column."""


@dataclass(frozen=True)
class Walker:
    """One kind of walker.

    Attributes
    ----------
    key, name_en, name_zh
        Key (see `WALKER_KEYS`) and names.
    speed
        Pace on level ground, metres per second.
    measured_low, measured_high
        What was measured for such people, metres per second; None: nothing.
    delay_signal, delay_unmarked, delay_steps
        Seconds lost at a crossing with signals, at an unmarked one, on steps; None: unknown.
    uses_steps
        Whether steps can be walked at all.
    max_slope
        Rise over run above which a street is closed to this walker; None: no limit.
    max_slope_source, max_slope_confidence
        Where that comes from and how far to trust it.
    references
        Rows of the measured speeds that the pace rests on.
    source, confidence, note
        Where the pace comes from and how far to trust it.
    """

    key: str
    name_en: str
    name_zh: str
    speed: float
    measured_low: float | None
    measured_high: float | None
    delay_signal: float | None
    delay_unmarked: float | None
    delay_steps: float | None
    uses_steps: bool
    max_slope: float | None
    max_slope_source: str
    max_slope_confidence: str
    references: tuple[str, ...]
    source: str
    confidence: str
    note: str

    @property
    def to_check(self) -> bool:
        """Whether the pace is a choice or a guess rather than a measured value."""
        return self.confidence not in {"verified", "secondary"}

    def reach(self, minutes: float) -> float:
        """Metres walked in so many minutes."""
        return minutes * 60.0 * self.speed


def read_walkers(table: Table, name: str = "walkers.csv") -> tuple[Walker, ...]:
    """Check a table of walkers and return them in the order of `WALKER_KEYS`.

    Parameters
    ----------
    table
        Cells as text, empty where nothing is known.
    name
        What to call the table in sentences.

    Raises
    ------
    EngineError
        If a column or a walker is missing, occurs twice, or a value cannot be used. Walkers are
        few and every one is needed, so a bad row refuses the table.
    """
    sheet = read_sheet(table, name, WALKER_COLUMNS)
    refuse_missing(sheet, ("key", "speed_mps"), WALKER_COLUMNS)
    walkers: dict[str, Walker] = {}
    for row in sheet:
        walker = _read_walker(row)
        if walker.key in walkers:
            raise EngineError(
                "{name}, row {row}: the walker {key} occurs twice. Keep one of the rows.",
                name=name,
                row=row.number,
                key=walker.key,
            )
        walkers[walker.key] = walker
    missing = [key for key in WALKER_KEYS if key not in walkers]
    if missing:
        raise EngineError(
            "{name}: the walker {missing} is missing. All of these are needed: {keys}.",
            name=name,
            missing=", ".join(missing),
            keys=", ".join(WALKER_KEYS),
        )
    return tuple(walkers[key] for key in WALKER_KEYS)


def _read_walker(row: Row) -> Walker:
    refuse_overflow(row)
    row.needed("key")
    key = row.word("key", WALKER_KEYS)
    row.needed("speed_mps")
    speed = row.positive("speed_mps") or 0.0
    if speed > SPEED_LIMIT:
        raise EngineError(
            "Row {row}, column speed_mps: {value} is too fast for walking. "
            "Write metres per second: 1.2 m/s is 4.3 km/h.",
            row=row.number,
            value=row.text("speed_mps"),
        )
    references = row.text("references")
    slope = row.positive("max_slope_pct")
    return Walker(
        key=key,
        name_en=row.text("name_en") or key,
        name_zh=row.text("name_zh"),
        speed=speed,
        measured_low=row.positive("measured_low_mps"),
        measured_high=row.positive("measured_high_mps"),
        delay_signal=row.positive("delay_signal_s"),
        delay_unmarked=row.positive("delay_unmarked_s"),
        delay_steps=row.positive("delay_steps_s"),
        uses_steps=row.word("uses_steps", ("yes", "no")) != "no",
        max_slope=None if slope is None else slope / 100,
        max_slope_source=row.text("max_slope_source"),
        max_slope_confidence=row.word("max_slope_confidence", CONFIDENCE),
        references=tuple(references.split("|")) if references else (),
        source=row.text("source"),
        confidence=row.word("confidence", CONFIDENCE),
        note=row.text("note"),
    )
