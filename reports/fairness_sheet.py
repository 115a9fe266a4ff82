"""The sheet of fairness: how evenly services are shared, among whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..gis.palette import HAIRLINE, HAS, INK, QUIET_INK
from .sheet import BOTTOM, INNER, MARGIN, RIGHT, TOP, Sheet
from .tables import Cell, Column, add_table
from .wording import write_group, write_number, write_share

if TYPE_CHECKING:
    from .diagnosis import FairnessLine
    from .material import Material

HALF = 176.0  # mm for the left part
STEP = 8.0


def add_fairness(sheet: Sheet, material: Material, pages: int) -> None:
    """Fill the sheet.

    Parameters
    ----------
    sheet
        An empty one.
    material
        What to show, with a diagnosis.
    pages
        Number of sheets in the report.
    """
    tr = material.words.say
    lines = material.diagnosis.fairness
    sheet.header(
        material.frame,
        tr("How evenly it is shared"),
        tr(
            "Gini coefficient among persons: 0 where all have the same, towards 1 where few have "
            "everything. Worst-off tenth: the mean of the tenth of persons who have least."
        ),
    )
    _add_scores(sheet, material, lines)
    _add_services(sheet, material, lines, MARGIN + HALF + 14)
    sheet.footer(material.frame, material.notes, pages)


def _add_scores(sheet: Sheet, material: Material, lines: list[FairnessLine]) -> None:
    """Draw the score of each age group as a range from what is known to what is possible."""
    words = material.words
    tr = words.say
    low = {line.age_group: line for line in lines if line.measure == "score_low"}
    high = {line.age_group: line for line in lines if line.measure == "score_high"}
    sheet.text(MARGIN, TOP - 1, HALF, tr("Score by age group"), 11, INK, True)
    note = tr(
        "Mean of the rungs over the services that the standard requires: 0 nothing, 100 have it, "
        "good and right everywhere. The bar goes from what is known to what is possible."
    )
    y = TOP + 6 + sheet.text(MARGIN, TOP + 5, HALF, note, 7.4, QUIET_INK) + 4
    for group, first in low.items():
        last = high.get(group)
        if last is not None:
            y = _add_range(
                sheet, y, write_group(group, words), first.mean, last.mean, group == "all"
            )
    whole, best = low.get("all"), high.get("all")
    if whole is None or best is None:
        return
    y += 1
    sheet.rule(MARGIN, y, MARGIN + HALF, y, HAIRLINE)
    for label, one, other in (
        (tr("Worst-off tenth of persons"), whole.worst_tenth, best.worst_tenth),
        (tr("Gap between age groups"), whole.gap, best.gap),
    ):
        if one is not None and other is not None:
            y += 3
            sheet.text(MARGIN, y, HALF - 40, label, 9, INK)
            text = " – ".join(f"{100 * value:.0f}" for value in sorted((one, other)))
            sheet.text(MARGIN + HALF - 40, y, 40, text, 9, INK, True, RIGHT)
            y += 5
    if whole.gini is not None and best.gini is not None:
        y += 3
        sheet.text(MARGIN, y, HALF - 40, tr("Gini of the score"), 9, INK)
        text = " – ".join(f"{value:.2f}" for value in sorted((whole.gini, best.gini)))
        sheet.text(MARGIN + HALF - 40, y, 40, text, 9, INK, True, RIGHT)
        y += 8
    scores = material.diagnosis.scores
    room = BOTTOM - y - 14
    if 1 < len(scores) <= room / STEP:
        sheet.text(MARGIN, y + 4, HALF, tr("Score by neighbourhood"), 11, INK, True)
        y += 14
        for score in sorted(scores, key=lambda s: s.low or 0.0):
            y = _add_range(sheet, y, score.area, score.low, score.high)


def _add_range(
    sheet: Sheet, y: float, name: str, low: float | None, high: float | None, bold: bool = False
) -> float:
    """Draw a score from what is known to what is possible; return where the next one begins."""
    if low is None or high is None:
        return y
    names, figures = 52.0, 24.0
    x, bar = MARGIN + names, HALF - names - figures
    sheet.text(MARGIN, y, names - 2, name, 9, INK, bold, lines=1)
    sheet.box(x, y + 0.4, bar, 3.6, "#eef0f1")
    if high > low:
        sheet.box(x + bar * low, y + 0.4, bar * (high - low), 3.6, HAS, opacity=0.35)
    if low > 0:
        sheet.box(x, y + 0.4, bar * low, 3.6, HAS)
    text = f"{100 * low:.0f} – {100 * high:.0f}"
    sheet.text(x + bar, y, figures, text, 9, INK, True, RIGHT)
    return y + STEP


def _add_services(sheet: Sheet, material: Material, lines: list[FairnessLine], x: float) -> None:
    """List the services by how unevenly their supply is shared."""
    tr = material.words.say
    w = MARGIN + INNER - x
    supply = [line for line in lines if line.measure == "supply" and line.gini is not None]
    supply.sort(key=lambda line: -(line.gini or 0.0))
    sheet.text(x, TOP - 1, w, tr("Supply for one person, by service"), 11, INK, True)
    columns = [
        Column(tr("Service"), w - 124),
        Column(tr("Persons"), 24, True),
        Column(tr("Known"), 18, True),
        Column(tr("Gini"), 22, True),
        Column(tr("Mean"), 30, True),
        Column(tr("Worst-off tenth"), 30, True),
    ]
    rows = [
        [
            Cell(line.name),
            Cell(write_number(line.persons), QUIET_INK),
            Cell(write_share(_known(line)), QUIET_INK),
            Cell(f"{line.gini:.2f}", INK, bold=True),
            Cell(_figure(line.mean)),
            Cell(_figure(line.worst_tenth)),
        ]
        for line in supply
    ]
    top = TOP + 6
    step = min(8.0, (BOTTOM - top - 4) / (len(rows) + 1))
    add_table(sheet, x, top, columns, rows, step, min(8.4, step * 1.15))


def _known(line: FairnessLine) -> float | None:
    return line.known / line.persons if line.persons and line.known is not None else None


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"
