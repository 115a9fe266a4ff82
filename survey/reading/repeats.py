"""Exports of form servers in which one person answers several times (ODK, KoboToolbox)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...gis.i18n import tr
from .raw_table import RawTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..matching.mapping import SourceMapping

_PARENT_TABLE, _PARENT_INDEX, _INDEX = "_parent_table_name", "_parent_index", "_index"
_WIDE = re.compile(r"(?P<group>.+?)\[(?P<number>\d+)\](?P<rest>[/.].+)")
_SYSTEM = re.compile(
    r"(start|end|today|deviceid|subscriberid|simserial|simid|username|phonenumber|audit|"
    r"formhub/uuid|meta/.*|__version__|_id|_version_?|_xform_id_string|_status|_tags|_notes|"
    r"_validation_status|_submitted_by|_attachments|_bamboo_dataset_id|_geolocation|_index|"
    r"_parent_index|_parent_table_name|_submission__.*|rootuuid|instanceid|"
    r".*_(altitude|precision)|.*_(latitude|longitude)|_submission_time|fid|ogc_fid|source_hash)",
    re.IGNORECASE,
)


def is_system_column(heading: str) -> bool:
    """Tell whether a form server or a file format added a column for itself.

    Parameters
    ----------
    heading
        As in the source, with or without group names before it.
    """
    return any(_SYSTEM.fullmatch(name) for name in (heading, heading.rsplit("/", 1)[-1]))


def is_geopoint_part(heading: str, mapping: SourceMapping) -> bool:
    """Tell whether a column repeats the place that others give: ``location`` beside its parts."""
    base = mapping.x.removesuffix("_longitude")
    group, _, name = base.rpartition("/")
    whole = f"{group}/{name.removeprefix('_')}" if group else name.removeprefix("_")
    return base != mapping.x and heading in (whole, base)


def join_parents(sheets: Mapping[str, RawTable]) -> RawTable | None:
    """Join the answers of a repeated group with what its parents say, such as the place.

    Parameters
    ----------
    sheets
        Tables by name, of which one may name others as its parents.

    Returns
    -------
    A table with a row for each answer; None if no sheet names a parent.
    """
    children = [
        name
        for name, table in sheets.items()
        if _PARENT_INDEX in table.headings and len(table) and _parent(table, sheets) is not None
    ]
    if not children:
        return None
    chosen = max(children, key=lambda name: len(sheets[name]))
    child = sheets[chosen]
    parent = _parent(child, sheets)
    if parent is None:
        return None
    by_index = {
        _key(value): row for row, value in enumerate(parent.column(_INDEX) or ()) if _key(value)
    }
    rows = [by_index.get(_key(value)) for value in child.column(_PARENT_INDEX) or ()]
    table = RawTable(
        child.name,
        list(child.headings),
        list(child.columns),
        list(child.lines),
        rejects=list(child.rejects),
        notes=list(child.notes),
    )
    for heading, values in zip(parent.headings, parent.columns, strict=True):
        if heading not in child.headings:
            table.headings.append(heading)
            table.columns.append([None if row is None else values[row] for row in rows])
    answered = {row for row in rows if row is not None}
    table.notes.append(
        tr("{name}: {answers} answers of {persons} persons; {silent} persons gave none.").format(
            name=child.name,
            answers=len(child),
            persons=len(parent),
            silent=len(parent) - len(answered),
        )
    )
    return table


def _parent(child: RawTable, sheets: Mapping[str, RawTable]) -> RawTable | None:
    named = child.column(_PARENT_TABLE)
    names = {str(name) for name in named or () if name}
    found = [sheets[name] for name in names if name in sheets and sheets[name] is not child]
    if not found:
        found = [
            table
            for table in sheets.values()
            if table is not child
            and _INDEX in table.headings
            and _PARENT_INDEX not in table.headings
        ]
    return next((table for table in found if _INDEX in table.headings), None)


def _key(value: object) -> str:
    text = str(value if value is not None else "").strip()
    return text[:-2] if text.endswith(".0") else text


def unfold_repeats(table: RawTable) -> RawTable:
    """Make a row of each answer where the answers of one person stand side by side.

    Columns such as ``opinion[1]/service`` and ``opinion[2]/service`` become one column
    ``opinion/service``; answers without any content are no rows.

    Parameters
    ----------
    table
        As read; returned as it is if it has no such columns.
    """
    places: dict[str, dict[int, int]] = {}
    for index, heading in enumerate(table.headings):
        found = _WIDE.fullmatch(heading)
        if found:
            name = f"{found['group']}{found['rest']}"
            places.setdefault(name, {})[int(found["number"])] = index
    numbers = sorted({number for columns in places.values() for number in columns})
    if len(numbers) < 2:
        return table
    taken = {index for columns in places.values() for index in columns.values()}
    shared = [index for index in range(len(table.headings)) if index not in taken]
    rows, lines = [], []
    for row, line in enumerate(table.lines):
        answers = [
            [table.columns[at[n]][row] if n in at else None for at in places.values()]
            for n in numbers
        ]
        filled = [a for a in answers if any(str(v or "").strip() for v in a)] or answers[:1]
        for answer in filled:
            rows.append([table.columns[index][row] for index in shared] + answer)
            lines.append(line)
    headings = [table.headings[index] for index in shared] + list(places)
    notes = [
        *table.notes,
        tr("{name}: {answers} answers stand in {rows} rows; each is read as a row.").format(
            name=table.name, answers=len(rows), rows=len(table)
        ),
    ]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(headings)
    return RawTable(table.name, headings, list(columns), lines, rejects=table.rejects, notes=notes)
