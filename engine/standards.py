"""Planning standards: what each service must offer, read from a table and checked row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .age_groups import TargetGroup, read_target_group
from .errors import EngineError
from .periods import read_asked
from .services import FACILITY, guess_kind
from .sheets import CONFIDENCE, Remark, read_sheet, refuse_missing, refuse_overflow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .periods import Period
    from .services import Service
    from .sheets import Row, Sheet, Table

METRES = "metres"
MINUTES = "minutes"
RULES = (MINUTES, METRES)
"""In the order of the parameter RULE."""

STANDARD_COLUMNS = (
    "category_key",
    "name_en",
    "name_zh",
    "tier",
    "max_walk_minutes",
    "max_walk_metres",
    "target_age_group",
    "capacity_unit",
    "provision_per_1000",
    "min_size_m2",
    "source",
    "confidence",
    "max_size_m2",
    "size_basis",
    "requirement",
    "note",
)
OPTIONAL_COLUMNS = ("periods",)
"""Known, but nothing is said where they are missing."""
LIMIT_COLUMNS = ("max_walk_minutes", "max_walk_metres")


@dataclass(frozen=True)
class Requirement:
    """What a standard asks for one service at one tier.

    Attributes
    ----------
    key
        Unique within the standard and safe as the beginning of a field name: the service, or
        service and tier where the service has several rows.
    service
        Key of the service, as in the facilities' service field.
    name_en, name_zh, tier
        As the standard has them.
    kind
        ``facility`` or ``measure`` (a tier or a total that is never judged by a walk).
    limit_metres, limit_minutes
        Farthest walk; None: the standard gives no value.
    group
        Whom it is for, with population fields and walker.
    capacity_unit, provision_per_1000
        What is counted, and how much of it per 1,000 persons; None: no value.
    min_size_m2, max_size_m2, size_basis
        Size of one facility, and whether of its floor or its land.
    requirement
        must, should, on demand, basic or quality, as the standard grades it.
    source, confidence, note
        Where the numbers come from and how far to trust them.
    row
        Row of the table, as a spreadsheet counts.
    periods
        Keys of the periods in which it is needed; empty: not asked.
    """

    key: str
    service: str
    name_en: str
    name_zh: str
    tier: str
    kind: str
    limit_metres: float | None
    limit_minutes: float | None
    group: TargetGroup
    capacity_unit: str
    provision_per_1000: float | None
    min_size_m2: float | None
    max_size_m2: float | None
    size_basis: str
    requirement: str
    source: str
    confidence: str
    note: str
    row: int
    periods: tuple[str, ...] = ()

    @property
    def target_group(self) -> str:
        """Whom it is for, as the standard writes it."""
        return self.group.text

    @property
    def population_fields(self) -> tuple[str, ...] | None:
        """Fields that add up to the people it is for; None: cannot be composed."""
        return self.group.fields

    @property
    def walker(self) -> str:
        """Key of the walker whose pace counts."""
        return self.group.walker

    @property
    def to_check(self) -> bool:
        """Whether to show its numbers as to be checked against the printed standard."""
        return self.confidence not in {"verified", "secondary"}

    def limit(self, rule: str) -> float | None:
        """Return the farthest walk in the unit of the rule; None: unknown."""
        return self.limit_metres if _check_rule(rule) == METRES else self.limit_minutes

    def reach(self, rule: str, speed: float) -> float | None:
        """Return the farthest walk in metres for a pace in metres per second; None: unknown."""
        limit = self.limit(rule)
        if limit is None or rule == METRES:
            return limit
        return limit * 60.0 * speed


@dataclass(frozen=True)
class Standard:
    """A checked standard.

    Attributes
    ----------
    name
        Name of the built-in standard, or of the file.
    default_rule
        ``metres`` or ``minutes``: the unit in which the standard sets its norm.
    requirements
        What it asks of facilities, in the order of the table.
    measures
        Tiers and totals, which no walk can judge.
    rejected
        Rows that could not be used, each with its reason.
    remarks
        What else to tell the reader: columns missing or not used, defaults taken.
    """

    name: str
    default_rule: str
    requirements: tuple[Requirement, ...]
    measures: tuple[Requirement, ...]
    rejected: tuple[Remark, ...]
    remarks: tuple[Remark, ...]

    @property
    def services(self) -> tuple[str, ...]:
        """Keys of the services it sets requirements for, each once."""
        return tuple(dict.fromkeys(item.service for item in self.requirements))

    def for_service(self, service: str) -> tuple[Requirement, ...]:
        """Return the requirements for one service; several where it has several tiers."""
        return tuple(item for item in self.requirements if item.service == service)

    def without_limit(self, rule: str) -> tuple[Requirement, ...]:
        """Return the requirements whose farthest walk is unknown under a rule."""
        return tuple(item for item in self.requirements if item.limit(rule) is None)


def read_standard(
    table: Table,
    name: str,
    default_rule: str | None = None,
    services: Mapping[str, Service] | None = None,
    periods: Mapping[str, Period] | None = None,
) -> Standard:
    """Check a table of requirements; rows that cannot be used are listed with their reason.

    Parameters
    ----------
    table
        Cells as text, empty where the source gives no value; columns as in `STANDARD_COLUMNS`.
    name
        What to call it in sentences and results.
    default_rule
        ``metres`` or ``minutes``; None takes the unit in which more rows give a limit, and
        minutes when they are even.
    services
        The catalogue: it tells facilities from measures, and whom a service is for where the
        table does not say.
    periods
        The periods there are; None: their keys are not checked.

    Raises
    ------
    EngineError
        If a column is missing without which nothing can be judged, the table is empty, or none
        of its rows can be used.
    """
    sheet = read_sheet(table, name, STANDARD_COLUMNS + OPTIONAL_COLUMNS)
    refuse_missing(sheet, ("category_key",), STANDARD_COLUMNS)
    if not any(column in sheet.columns for column in LIMIT_COLUMNS):
        refuse_missing(sheet, LIMIT_COLUMNS, STANDARD_COLUMNS)
    read: list[Requirement] = []
    rejected: list[Remark] = []
    remarks = _remark_columns(sheet)
    for row in sheet:
        try:
            item = _read_requirement(row, services or {}, periods, remarks)
            _refuse_repeated(item, read)
        except EngineError as error:
            rejected.append(Remark(error.template, error.values, row.number))
        else:
            read.append(item)
    if not read:
        raise EngineError(
            "{name}: none of the {count} rows can be used. The first reason: {reason}",
            name=name,
            count=len(rejected),
            reason=rejected[0],
        )
    items = _give_keys(read)
    requirements = tuple(item for item in items if item.kind == FACILITY)
    return Standard(
        name=name,
        default_rule=_check_rule(default_rule) if default_rule else _guess_rule(requirements),
        requirements=requirements,
        measures=tuple(item for item in items if item.kind != FACILITY),
        rejected=tuple(rejected),
        remarks=tuple(remarks),
    )


def _check_rule(rule: str) -> str:
    if rule not in RULES:
        raise EngineError(
            "'{rule}' is not a rule. Use one of: {rules}.",
            rule=rule,
            rules=", ".join(RULES),
        )
    return rule


def _guess_rule(requirements: Iterable[Requirement]) -> str:
    surplus = sum(
        (item.limit_metres is not None) - (item.limit_minutes is not None) for item in requirements
    )
    return METRES if surplus > 0 else MINUTES


def _remark_columns(sheet: Sheet) -> list[Remark]:
    remarks = []
    missing = [column for column in STANDARD_COLUMNS if column not in sheet.columns]
    if missing:
        remarks.append(
            Remark(
                "{name}: without the columns {columns}, what they hold is unknown.",
                {"name": sheet.name, "columns": ", ".join(missing)},
            )
        )
    expected = (*STANDARD_COLUMNS, *OPTIONAL_COLUMNS)
    unused = [column for column in sheet.columns if column and column not in expected]
    if unused:
        remarks.append(
            Remark(
                "{name}: the columns {columns} are not used.",
                {"name": sheet.name, "columns": ", ".join(unused)},
            )
        )
    return remarks


def _read_requirement(
    row: Row,
    services: Mapping[str, Service],
    periods: Mapping[str, Period] | None,
    remarks: list[Remark],
) -> Requirement:
    refuse_overflow(row)
    service = row.needed("category_key")
    known = services.get(service)
    minimum, maximum = row.positive("min_size_m2"), row.positive("max_size_m2")
    if minimum is not None and maximum is not None and minimum > maximum:
        raise EngineError(
            "Row {row}: min_size_m2 {low} is above max_size_m2 {high}. Exchange them.",
            row=row.number,
            low=row.text("min_size_m2"),
            high=row.text("max_size_m2"),
        )
    item = Requirement(
        key=service,
        service=service,
        name_en=row.text("name_en") or (known.name_en if known else service),
        name_zh=row.text("name_zh") or (known.name_zh if known else ""),
        tier=row.text("tier"),
        kind=known.kind if known else guess_kind(service),
        limit_metres=row.positive("max_walk_metres"),
        limit_minutes=row.positive("max_walk_minutes"),
        group=_read_group(row, known),
        capacity_unit=row.text("capacity_unit"),
        provision_per_1000=row.positive("provision_per_1000"),
        min_size_m2=minimum,
        max_size_m2=maximum,
        size_basis=row.word("size_basis", ("floor", "land")),
        requirement=row.text("requirement"),
        source=row.text("source"),
        confidence=row.word("confidence", CONFIDENCE),
        note=row.text("note"),
        row=row.number,
        periods=read_asked(row, known.periods if known else (), periods, remarks),
    )
    if not row.text("target_age_group"):
        remarks.append(
            Remark(
                "Row {row} ({service}): no target group is given; taken to be for {group}.",
                {"row": row.number, "service": service, "group": item.target_group},
                row.number,
            )
        )
    return item


def _read_group(row: Row, known: Service | None) -> TargetGroup:
    text = row.text("target_age_group")
    if not text:
        return read_target_group(known.target_group if known else "all")
    try:
        return read_target_group(text)
    except EngineError as error:
        raise EngineError(
            "Row {row}, column target_age_group: {reason}",
            row=row.number,
            reason=error,
        ) from error


def _refuse_repeated(item: Requirement, before: Iterable[Requirement]) -> None:
    for other in before:
        if (other.service, other.tier) == (item.service, item.tier):
            raise EngineError(
                "Row {row}: {service} with the tier '{tier}' is already in row {first}. "
                "Give it another tier, or keep one of the rows.",
                row=item.row,
                service=item.service,
                tier=item.tier,
                first=other.row,
            )


def _give_keys(items: list[Requirement]) -> list[Requirement]:
    counts: dict[str, int] = {}
    for item in items:
        counts[item.service] = counts.get(item.service, 0) + 1
    taken: set[str] = set()
    keyed = []
    for item in items:
        parts = [_slug(item.service) or _slug(item.name_en) or "service"]
        if counts[item.service] > 1:
            parts.append(_slug(item.tier))
        wanted = "_".join(part for part in parts if part)
        key, number = wanted, 1
        while key in taken:
            number += 1
            key = f"{wanted}_{number}"
        taken.add(key)
        keyed.append(replace(item, key=key))
    return keyed


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
