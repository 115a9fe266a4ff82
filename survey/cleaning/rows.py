"""Makes the clean rows of a role from a table and what the planner said of it."""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import compress, repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from ...gis.responsive import let_go
from ..matching.category_matching import SURE, suggest_service
from ..personal_data import find_personal_columns
from ..reading.raw_table import ROW_LEFT_OUT, VALUE_TAKEN, VALUE_UNKNOWN, Reject, SurveyError
from ..reading.repeats import is_geopoint_part, is_system_column
from .dates import clean_dates
from .faults import tell_reason
from .numbers import Cleaned, clean_numbers
from .row_ids import name_rows
from .shapes import read_shapes
from .texts import clean_hours, clean_texts, clean_words
from .words import clean_ages, clean_choices, clean_levels, clean_scores, plain_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..matching.mapping import SourceMapping
    from ..matching.roles import FieldSpec, SurveyRole
    from ..reading.raw_table import RawTable

_TOTALS = {"合计", "总计", "小计", "共计", "总和", "total", "sum", "subtotal", "grand total"}
_CLASSES = {
    "主干路": "primary", "主干道": "primary", "次干路": "secondary", "次干道": "secondary",
    "支路": "residential", "步行道": "footway", "人行道": "footway", "小区路": "path", "弄": "path",
    "快速路": "motorway", "高速公路": "motorway", "台阶": "steps", "步行街": "pedestrian",
    "绿道": "footway", "胡同": "residential", "巷": "residential",
}  # fmt: skip
_BLOCK = 2_000  # cells looked through at a time
_ALIKE_ROLES = ("facilities", "residents", "premises", "areas")
"""Where two rows that say the same of the same place are one."""


@dataclass
class CleanRows:
    """Rows fit for a layer, and what became of the others.

    Attributes
    ----------
    fields
        Name and kind of each field.
    columns
        Values by field.
    shapes
        Shape (n,): geometries in the coordinates of the source.
    ids
        Stable id of each row.
    lines
        Line of the source.
    rejects
        Rows and values that were not used as they stood.
    dropped
        Headings of columns left out, with the reason.
    total
        Rows of the source.
    notes
        Sentences about the whole.
    """

    fields: list[tuple[str, str]]
    columns: dict[str, list[Any]]
    shapes: NDArray[np.object_]
    ids: list[str]
    lines: list[int]
    rejects: list[Reject]
    dropped: list[tuple[str, str]] = field(default_factory=list)
    total: int = 0
    notes: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.ids)

    @property
    def left_out(self) -> int:
        """Number of rows left out."""
        return sum(reject.effect == ROW_LEFT_OUT for reject in self.rejects)

    def let_go(self) -> None:
        """Give up the rows, which nobody asks for any more, without stopping the program."""
        for values in (*self.columns.values(), self.ids, self.lines, self.rejects):
            let_go(values)
        for start in range(0, len(self.shapes), _BLOCK):
            self.shapes[start : start + _BLOCK] = None

    def hashes(self, wkb: Sequence[bytes]) -> list[str]:
        """Return what tells each row from any other content, as 16 letters."""
        rows = zip(wkb, *self.columns.values(), strict=True)
        written = map(marshal.dumps, rows, repeat(2))
        return [blake2b(row, digest_size=8).hexdigest() for row in written]


def clean_rows(table: RawTable, role: SurveyRole, mapping: SourceMapping) -> CleanRows:
    """Clean all rows of a table.

    Parameters
    ----------
    table
        As read.
    role
        What it becomes.
    mapping
        Which column is which.

    Returns
    -------
    CleanRows
        Every row of the table is in it or among its rejects.

    Raises
    ------
    SurveyError
        If the mapping names columns that the table does not have, or gives rows no place.
    """
    _refuse_unknown(table, mapping)
    work = _Work(table, role, mapping)
    work.leave_out_totals()
    for spec in role.fields:
        work.clean_field(spec)
    work.place()
    work.leave_out_incomplete()
    return work.finish()


def _refuse_unknown(table: RawTable, mapping: SourceMapping) -> None:
    named = [*mapping.columns.values(), mapping.x, mapping.y, mapping.wkt, mapping.text, mapping.id]
    missing = [name for name in named if name and name not in table.headings]
    if missing:
        raise SurveyError(
            "{file} has no column {missing}; it has {columns}. Match the columns again.",
            file=table.name,
            missing=", ".join(missing),
            columns=", ".join(table.headings[:40]),
        )


class _Work:
    def __init__(self, table: RawTable, role: SurveyRole, mapping: SourceMapping) -> None:
        self.table, self.role, self.mapping = table, role, mapping
        self.used = np.ones(len(table), dtype=bool)
        self.rejects = list(table.rejects)
        self.columns: dict[str, list[Any]] = {}
        self.fields: list[tuple[str, str]] = []
        self.dropped: list[tuple[str, str]] = []
        self.shapes: NDArray[np.object_] = np.full(len(table), None, dtype=object)
        self._reasons: dict[str, str] = {}

    def reason(self, key: str) -> str:
        """Say what is wrong; each reason is put into words once."""
        if key not in self._reasons:
            self._reasons[key] = tell_reason(key)
        return self._reasons[key]

    def reject_row(self, row: int, reason: str, column: str = "", value: Any = "") -> None:
        if not self.used[row]:
            return
        self.used[row] = False
        text = "" if value is None else str(value)
        shown = text or " | ".join(
            str(values[row]) for values in self.table.columns if values[row] not in (None, "")
        )
        line = int(self.table.lines[row])
        self.rejects.append(Reject(line, column, shown[:500], reason, ROW_LEFT_OUT))

    def tell_value(self, row: int, column: str, value: Any, reason: str, taken: str = "") -> None:
        if self.used[row]:
            effect = VALUE_TAKEN if taken else VALUE_UNKNOWN
            line = int(self.table.lines[row])
            self.rejects.append(Reject(line, column, str(value)[:500], reason, effect, taken))

    def leave_out_totals(self) -> None:
        first = [
            values for h, values in zip(self.table.headings, self.table.columns, strict=True)
            if h in (self.mapping.id, self.mapping.columns.get("name"))
        ] or self.table.columns[:1]  # fmt: skip
        for values in first:
            for start in range(0, len(values), _BLOCK):
                block = values[start : start + _BLOCK]
                if not _may_hold_total(block):
                    continue
                for row, cell in enumerate(block, start):
                    if isinstance(cell, str) and cell.strip(" :：").casefold() in _TOTALS:
                        self.reject_row(row, self.reason("total"), "", cell)

    def clean_field(self, spec: FieldSpec) -> None:
        heading = self.mapping.columns.get(spec.name, "")
        kind = spec.kind.partition(":")[0]
        self.fields.append((spec.name, kind))
        cells = self.table.column(heading) if heading else None
        if cells is None:
            self.columns[spec.name] = [None] * len(self.table)
            return
        cleaned = self._clean(spec, cells, heading)
        self.columns[spec.name] = cleaned.values
        for row, fault in cleaned.faults:
            if spec.name == self.role.needed and spec.kind == "service":
                self.reject_row(row, self.reason(fault), heading, cells[row])
            else:
                self.tell_value(row, heading, cells[row], self.reason(fault))
        for row, taken in cleaned.taken:
            reason = self.reason({"words": "personal", "score": "in_words"}.get(kind, "about"))
            shown = taken if kind == "words" else cells[row]
            self.tell_value(row, heading, shown, reason, taken)

    def _clean(self, spec: FieldSpec, cells: Sequence[Any], heading: str) -> Cleaned:
        kind, _, choice = spec.kind.partition(":")
        if kind in ("count", "number"):
            return clean_numbers(cells, 0, whole=kind == "count")
        if kind == "slope":
            return clean_numbers(cells, -100, 100)
        if kind == "score":
            return clean_scores(cells)
        if kind == "date":
            return clean_dates(cells)
        if kind == "level":
            return clean_levels(cells)
        if kind == "age":
            return clean_ages(cells)
        if kind == "choice":
            return clean_choices(cells, choice)
        if kind == "service":
            return self._clean_services(cells)
        if kind == "class":
            return Cleaned([_CLASSES.get(text or "", text) for text in clean_texts(cells)])
        if kind == "hours":
            return clean_hours(cells)
        if kind == "words":
            return clean_words(cells, self.mapping.keep_personal)
        return Cleaned(clean_texts(cells))

    def _clean_services(self, cells: Sequence[Any]) -> Cleaned:
        chosen = {plain_word(word): key for word, key in self.mapping.categories.items()}
        cleaned = Cleaned([None] * len(cells))
        known: dict[str, tuple[str, str]] = {}
        for row, text in enumerate(clean_texts(cells)):
            if text is None:
                continue
            if text not in known:
                word = plain_word(text)
                if word in chosen:
                    known[text] = chosen[word], "" if chosen[word] else "left_out"
                else:
                    found = suggest_service(text)
                    sure = found.how == SURE
                    known[text] = (found.service, "") if sure else ("", "not_mapped")
            service, fault = known[text]
            cleaned.values[row] = service or None
            if fault:
                cleaned.faults.append((row, fault))
        return cleaned

    def place(self) -> None:
        shapes, faults, taken = read_shapes(self.table, self.role, self.mapping)
        for row, fault in faults:
            self.reject_row(row, self.reason(fault))
        for row, value, reason in taken:
            self.tell_value(row, "", value, self.reason(reason), reason)
        self.shapes = shapes

    def leave_out_incomplete(self) -> None:
        needed = self.role.needed
        if not needed:
            return
        heading = self.mapping.columns.get(needed, "")
        if not heading:
            raise SurveyError(
                "{file}: no column is matched to '{field}', which every row of {role} needs.",
                file=self.table.name,
                field=needed,
                role=self.role.key,
            )
        values = self.columns[needed]
        if None not in values:
            return
        for row, value in enumerate(values):
            if value is None:
                self.reject_row(row, self.reason("missing"), heading)

    def finish(self) -> CleanRows:
        ids = self._name_rows()
        self._add_others()
        lines = self.table.lines
        self.rejects = _in_order(self.rejects)
        shapes = self.shapes
        if not self.used.all():
            kept = self.used.tolist()
            for name in self.columns:
                self.columns[name] = list(compress(self.columns[name], kept))
            ids, lines = list(compress(ids, kept)), list(compress(lines, kept))
            shapes = shapes[self.used]
        return CleanRows(
            self.fields,
            self.columns,
            shapes,
            ids,
            [int(line) for line in lines],
            self.rejects,
            self.dropped,
            self.table.total,
            list(self.table.notes),
        )

    def _name_rows(self) -> list[str]:
        """Give each row a stable id, and leave out rows that say the same twice."""
        given = clean_texts(self.table.column(self.mapping.id) or [None] * len(self.table))
        ids, copies, renamed = name_rows(
            given,
            list(self.columns.values()),
            self.shapes,
            self.used,
            self.role.key in _ALIKE_ROLES,
        )
        lines = self.table.lines
        for row, first in copies:
            self.reject_row(row, self.reason("twice").format(line=int(lines[first])))
        for row, first, name in renamed:
            reason = self.reason("same_id").format(line=int(lines[first]))
            self.tell_value(row, self.mapping.id, str(given[row]).removesuffix(".0"), reason, name)
        return ids

    def _add_others(self) -> None:
        """Carry over the columns that are no field of the role, but no personal ones."""
        matched = {*self.mapping.columns.values(), self.mapping.x, self.mapping.y,
                   self.mapping.wkt, self.mapping.text, self.mapping.id}  # fmt: skip
        others = [heading for heading in self.table.headings if heading not in matched]
        personal = find_personal(self.table, self.role) if others else {}
        taken = {name for name, _ in self.fields} | {"fid", "geom", "source_id", "source_hash"}
        for heading in others:
            if is_geopoint_part(heading, self.mapping):
                self.dropped.append((heading, "place"))
                continue
            if heading in personal and not self.mapping.keep_personal:
                self.dropped.append((heading, "personal"))
                continue
            if is_system_column(heading) or not self.mapping.keep_others:
                self.dropped.append((heading, "system" if self.mapping.keep_others else "other"))
                continue
            name = heading.rsplit("/", 1)[-1].strip().replace('"', "'")[:60] or heading
            number = 1
            base = name
            while name.casefold() in taken:
                number += 1
                name = f"{base}_{number}"
            taken.add(name.casefold())
            self.fields.append((name, "text"))
            self.columns[name] = clean_texts(self.table.column(heading) or ())


def find_personal(table: RawTable, role: SurveyRole) -> dict[str, str]:
    """Find the columns with personal data, with the kind of it for each."""
    step = max(1, len(table) // 300)
    samples = {
        heading: [values[row] for row in range(0, len(table), step)]
        for heading, values in zip(table.headings, table.columns, strict=True)
    }
    return find_personal_columns(samples, role.key)


def _in_order(rejects: list[Reject]) -> list[Reject]:
    """Sort by line, effect and column."""
    effects, columns = (
        np.unique(np.array([getattr(r, name) for r in rejects], dtype=str), return_inverse=True)[1]
        for name in ("effect", "column")
    )
    order = np.lexsort((columns, effects, np.array([r.line for r in rejects], dtype=np.int64)))
    return [rejects[n] for n in order.tolist()]


def _may_hold_total(cells: Sequence[Any]) -> bool:
    """Tell whether one of a few cells can be the word for a total."""
    try:
        together = "\n".join(cells)
    except TypeError:  # not all are texts
        together = "\n".join([cell for cell in cells if isinstance(cell, str)])
    together = together.casefold()
    return any(word in together for word in _TOTALS)
