"""Periods in which services are needed, such as weekday lunch, read from a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import EngineError
from .opening_hours import UNKNOWN, read_hours
from .sheets import Remark, read_sheet, refuse_missing, refuse_overflow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .opening_hours import Hours
    from .sheets import Row, Table

PERIOD_COLUMNS = ("key", "name_en", "name_zh", "hours", "note")
SEPARATOR = "|"


@dataclass(frozen=True)
class Period:
    """A named period.

    Attributes
    ----------
    key, name_en, name_zh
        Key as in the columns ``periods``, and names for people.
    hours
        When it is, as opening hours.
    note
        Why it is then.
    """

    key: str
    name_en: str
    name_zh: str
    hours: Hours
    note: str


def read_periods(table: Table, name: str = "periods.csv") -> dict[str, Period]:
    """Check a table of periods and return them by key, in the order of the table.

    Parameters
    ----------
    table
        Cells as text.
    name
        What to call the table in sentences.

    Raises
    ------
    EngineError
        If a column is missing, a key occurs twice or cannot be listed with others, or hours
        cannot be read or are unknown at some time.
    """
    sheet = read_sheet(table, name, PERIOD_COLUMNS)
    refuse_missing(sheet, PERIOD_COLUMNS[:-1], PERIOD_COLUMNS)
    periods: dict[str, Period] = {}
    for row in sheet:
        refuse_overflow(row)
        key = row.needed("key")
        if key in periods:
            raise EngineError(
                "{name}, row {row}: the period {key} occurs twice. Keep one of the rows.",
                name=name,
                row=row.number,
                key=key,
            )
        if SEPARATOR in key:
            raise EngineError(
                "Row {row}, column key: '{value}' has the sign {sign} in it, which separates keys "
                "in lists. Leave it out.",
                row=row.number,
                value=key,
                sign=SEPARATOR,
            )
        periods[key] = Period(
            key=key,
            name_en=row.needed("name_en"),
            name_zh=row.text("name_zh"),
            hours=_read_sure_hours(row),
            note=row.text("note"),
        )
    return periods


def split_keys(row: Row, known: Mapping[str, Period] | None) -> tuple[list[str], list[str]]:
    """Split the cell ``periods`` of a row into keys, each once.

    Parameters
    ----------
    row
        Any row; without the column nothing is asked.
    known
        The periods there are; None: any key is taken.

    Returns
    -------
    Keys that are known, and those that are not.
    """
    parts = (part.strip() for part in row.text("periods").split(SEPARATOR))
    keys = list(dict.fromkeys(part for part in parts if part))
    if known is None:
        return keys, []
    return [key for key in keys if key in known], [key for key in keys if key not in known]


def read_asked(
    row: Row,
    usual: tuple[str, ...],
    known: Mapping[str, Period] | None,
    remarks: list[Remark],
) -> tuple[str, ...]:
    """Return the keys of the periods that a row of a standard asks for.

    Parameters
    ----------
    row
        Any row.
    usual
        Those of its service, for a row that names none.
    known
        The periods there are; None: any key is taken.
    remarks
        Where to say which keys are not known; they are not asked for.
    """
    if not row.text("periods"):
        return usual
    keys, unknown = split_keys(row, known)
    if unknown:
        remarks.append(
            Remark(
                "Row {row}, column periods: {keys} are not known and are not asked for. "
                "Known ones are {known}.",
                {"row": row.number, "keys": ", ".join(unknown), "known": ", ".join(known or ())},
                row.number,
            )
        )
    return tuple(keys)


def _read_sure_hours(row: Row) -> Hours:
    try:
        hours = read_hours(row.needed("hours"))
    except EngineError as error:
        raise EngineError(
            "Row {row}, column hours: {reason}", row=row.number, reason=error
        ) from error
    if any(UNKNOWN in (rule.state, *(span.state for span in rule.spans)) for rule in hours.rules):
        raise EngineError(
            "Row {row}, column hours: '{value}' leaves open when the period is. "
            "Write its times without comments, open ends, sunrise and sunset.",
            row=row.number,
            value=row.text("hours"),
        )
    return hours
