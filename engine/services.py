"""The catalogue of services: their keys, names, field of life, and whom they are for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .age_groups import read_target_group
from .errors import EngineError
from .periods import split_keys
from .sheets import read_sheet, refuse_missing, refuse_overflow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .periods import Period
    from .sheets import Row, Table

FACILITY = "facility"
MEASURE = "measure"

FIELDS_OF_LIFE = (
    "elderly",
    "childcare",
    "education",
    "health",
    "commerce",
    "culture",
    "sport",
    "green",
    "transport",
    "administration",
    "utilities",
    "general",
)

SERVICE_COLUMNS = ("key", "name_en", "name_zh", "kind", "target_group", "field")
OPTIONAL_COLUMNS = ("periods",)


@dataclass(frozen=True)
class Service:
    """A service of the catalogue.

    Attributes
    ----------
    key, name_en, name_zh
        Key as in the facilities' service field, and short names for maps.
    kind
        ``facility``: one walks to it; ``measure``: a tier or a total, never judged by a walk.
    target_group
        Whom it is for, where a standard does not say.
    field
        Field of life, which gives icon and colour.
    periods
        Keys of the periods in which it is needed; empty: not asked.
    """

    key: str
    name_en: str
    name_zh: str
    kind: str
    target_group: str
    field: str
    periods: tuple[str, ...] = ()


def read_services(
    table: Table, name: str = "services.csv", periods: Mapping[str, Period] | None = None
) -> dict[str, Service]:
    """Check a catalogue of services and return it by key, in the order of the table.

    Parameters
    ----------
    table
        Cells as text.
    name
        What to call the table in sentences.
    periods
        The periods there are; None: their keys are not checked.

    Raises
    ------
    EngineError
        If a column is missing, a key occurs twice, or a value cannot be used.
    """
    sheet = read_sheet(table, name, SERVICE_COLUMNS + OPTIONAL_COLUMNS)
    refuse_missing(sheet, SERVICE_COLUMNS, SERVICE_COLUMNS)
    services: dict[str, Service] = {}
    for row in sheet:
        refuse_overflow(row)
        key = row.needed("key")
        if key in services:
            raise EngineError(
                "{name}, row {row}: the service {key} occurs twice. Keep one of the rows.",
                name=name,
                row=row.number,
                key=key,
            )
        services[key] = Service(
            key=key,
            name_en=row.needed("name_en"),
            name_zh=row.text("name_zh"),
            kind=row.word("kind", (FACILITY, MEASURE)) or FACILITY,
            target_group=read_target_group(row.needed("target_group")).text,
            field=row.word("field", FIELDS_OF_LIFE) or "general",
            periods=_read_periods(row, periods),
        )
    return services


def _read_periods(row: Row, periods: Mapping[str, Period] | None) -> tuple[str, ...]:
    known, unknown = split_keys(row, periods)
    if unknown:
        raise EngineError(
            "Row {row}, column {column}: '{value}' is not known. Use one of: {words}.",
            row=row.number,
            column="periods",
            value=unknown[0],
            words=", ".join(periods or ()),
        )
    return tuple(known)


def guess_kind(key: str) -> str:
    """Tell a tier or a total from a facility by its key, for keys outside the catalogue."""
    return MEASURE if key.startswith("tier_") or key.endswith("_total") else FACILITY
