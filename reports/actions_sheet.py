"""The sheet of actions: what to do first, where and for how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..gis.palette import INK, QUIET_INK
from ..gis.rung_words import name_actions, name_reasons
from .sheet import BOTTOM, MARGIN, TOP, Sheet
from .tables import Cell, Column, add_table
from .wording import write_number, write_requirement

if TYPE_CHECKING:
    from .material import Material

MOST = 30


def add_actions(sheet: Sheet, material: Material, pages: int) -> None:
    """Fill the sheet with the first actions of the list.

    Parameters
    ----------
    sheet
        An empty one.
    material
        What to show, with a diagnosis.
    pages
        Number of sheets in the report.
    """
    words = material.words
    tr = words.say
    todo = [line for line in material.diagnosis.actions if line.action not in ("", "keep")]
    sheet.header(
        material.frame,
        tr("What to do first"),
        tr(
            "Actions by neighbourhood and service, ranked by the persons they help times their "
            "need; what the standard requires comes first. The first {n} of {all}."
        ).format(n=min(MOST, len(todo)), all=len(todo)),
    )
    actions, reasons = name_actions(words), name_reasons(words)
    columns = [
        Column("#", 12, True),
        Column(tr("Action"), 40),
        Column(tr("Service"), 72),
        Column(tr("Neighbourhood"), 46),
        Column(tr("Reason"), 58),
        Column(tr("Persons"), 26, True),
        Column(tr("Need"), 18, True),
        Column(tr("Required"), 28),
        Column(tr("Facilities in reach"), 90),
    ]
    rows = [
        [
            Cell(str(line.rank), QUIET_INK),
            Cell(actions.get(line.action, line.action), bold=True),
            Cell(line.name),
            Cell(line.area),
            Cell(reasons.get(line.reason, line.reason), QUIET_INK),
            Cell(write_number(line.persons), INK, bold=True),
            Cell(f"{line.need:.2f}"),
            Cell(write_requirement(line.requirement, words), QUIET_INK),
            Cell(line.facilities, QUIET_INK),
        ]
        for line in todo[:MOST]
    ]
    step = min(8.5, (BOTTOM - TOP - 4) / (len(rows) + 1))
    add_table(sheet, MARGIN, TOP, columns, rows, step, min(8.6, step * 1.15))
    sheet.footer(material.frame, material.notes, pages)
