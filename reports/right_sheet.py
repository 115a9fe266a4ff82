"""The sheet of rung 3: what residents ask for, against how satisfied they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..gis.palette import GAP, HAIRLINE, HAS, INK, QUIET_INK, RUNGS
from .lettering import measure_text
from .sheet import BOTTOM, CENTRE, INNER, MARGIN, RIGHT, TOP, Sheet
from .tables import Cell, Column, add_table
from .wording import write_number

if TYPE_CHECKING:
    from .diagnosis import DiagnosisNumbers, ServiceRungs
    from .material import Material

SQUARE = 200.0  # width of the diagram, mm
FEW = 5  # answers of the district below which a service is left out of the diagram


def add_right(sheet: Sheet, material: Material, pages: int) -> None:
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
    words, found = material.words, material.diagnosis
    tr = words.say
    sheet.header(
        material.frame,
        tr("Right: what residents ask for"),
        tr(
            "Mean importance and satisfaction of each service, 1 to 5, all answers of the "
            "district. Cut at the mean importance of all services and at satisfaction {cut:g}."
        ).format(cut=found.satisfied_from or 3.0),
    )
    shown = [s for s in found.services if s.answers >= FEW and s.importance and s.satisfaction]
    if not shown or found.important_from is None:
        sheet.text(MARGIN, TOP + 4, INNER, tr("Nobody was asked: all homes are unheard."), 11)
    else:
        _Diagram(sheet, material, shown, found).draw()
        _add_states(sheet, material, MARGIN + SQUARE + 14)
    sheet.footer(material.frame, material.notes, pages)


class _Diagram:
    """Importance upwards, satisfaction to the right, with the four quadrants named."""

    def __init__(
        self, sheet: Sheet, material: Material, shown: list[ServiceRungs], found: DiagnosisNumbers
    ) -> None:
        self.sheet, self.tr, self.shown, self.found = sheet, material.words.say, shown, found
        self.x, self.y = MARGIN + 8, TOP + 2
        self.w, self.h = SQUARE - 8, BOTTOM - TOP - 14
        satisfaction = [s.satisfaction or 0.0 for s in shown] + [found.satisfied_from or 3.0]
        importance = [s.importance or 0.0 for s in shown] + [found.important_from or 3.0]
        self.left, self.right = min(satisfaction) - 0.25, max(satisfaction) + 0.35
        self.low, self.high = min(importance) - 0.2, max(importance) + 0.2

    def draw(self) -> None:
        """Draw ground, axes and one mark for each service."""
        sheet, tr = self.sheet, self.tr
        cut_x = self._across(self.found.satisfied_from or 3.0)
        cut_y = self._up(self.found.important_from or 3.0)
        bottom, right = self.y + self.h, self.x + self.w
        sheet.box(self.x, self.y, cut_x - self.x, cut_y - self.y, GAP, opacity=0.10)
        sheet.box(cut_x, self.y, right - cut_x, cut_y - self.y, HAS, opacity=0.10)
        for x, y, align, text in (
            (self.x + 2, self.y + 1.5, None, tr("Concentrate here")),
            (right - 62, self.y + 1.5, RIGHT, tr("Content")),
            (self.x + 2, bottom - 6, None, tr("Low priority")),
            (right - 62, bottom - 6, RIGHT, tr("Possible overkill")),
        ):
            aligned = {} if align is None else {"align": align}
            sheet.text(x, y, 60, text, 8.5, QUIET_INK, True, **aligned)
        sheet.rule(self.x, bottom, right, bottom, INK, 0.3)
        sheet.rule(self.x, self.y, self.x, bottom, INK, 0.3)
        sheet.rule(cut_x, self.y, cut_x, bottom, HAIRLINE, 0.4)
        sheet.rule(self.x, cut_y, right, cut_y, HAIRLINE, 0.4)
        self._add_ticks(bottom)
        label = tr("Satisfaction (1 to 5)")
        sheet.text(self.x, bottom + 5, self.w, label, 7.6, QUIET_INK, align=CENTRE)
        sheet.text(self.x - 8, self.y - 5, 90, tr("Importance (1 to 5)"), 7.6, QUIET_INK)
        taken: list[tuple[float, float, float]] = []
        for service in sorted(self.shown, key=lambda s: -(s.importance or 0.0)):
            self._mark(service, taken)

    def _across(self, value: float) -> float:
        return self.x + self.w * (value - self.left) / (self.right - self.left)

    def _up(self, value: float) -> float:
        return self.y + self.h * (self.high - value) / (self.high - self.low)

    def _add_ticks(self, bottom: float) -> None:
        for tenth in range(10, 51, 5):
            value = tenth / 10
            if self.left < value < self.right:
                x = self._across(value)
                self.sheet.rule(x, bottom, x, bottom + 1.2, INK, 0.3)
                self.sheet.text(x - 5, bottom + 1.2, 10, f"{value:g}", 7, INK, align=CENTRE)
            if self.low < value < self.high:
                y = self._up(value)
                self.sheet.rule(self.x - 1.2, y, self.x, y, INK, 0.3)
                self.sheet.text(self.x - 8, y - 1.7, 6, f"{value:g}", 7, INK, align=RIGHT)

    def _mark(self, service: ServiceRungs, taken: list[tuple[float, float, float]]) -> None:
        """Draw a service where it stands, its name moved down where another one is."""
        x, y = self._across(service.satisfaction or 0.0), self._up(service.importance or 0.0)
        bad = (service.satisfaction or 0.0) < (self.found.satisfied_from or 3.0)
        self.sheet.box(
            x - 1.1, y - 1.1, 2.2, 2.2, GAP if bad else RUNGS[3], "#ffffff", 0.2, radius=1.1
        )
        text = f"{service.name} ({service.answers})"
        wide = measure_text(text, 6.8)
        left = x + 2 if x + 2 + wide < self.x + self.w else x - 2 - wide
        top = y - 1.6
        while any(abs(top - t) < 2.9 and left < e and left + wide > b for b, e, t in taken):
            top += 0.7
        taken.append((left, left + wide, top))
        self.sheet.text(left, top, wide + 1, text, 6.8, INK)


def _add_states(sheet: Sheet, material: Material, x: float) -> None:
    """List for each service who is at rung 2 and 3, and how many are unheard."""
    tr = material.words.say
    services = sorted(material.diagnosis.judged, key=lambda s: -s.answers)
    w = MARGIN + INNER - x
    columns = [
        Column(tr("Service"), w - 98),
        Column(tr("Answers"), 20, True),
        Column(tr("Good and right"), 28, True),
        Column(tr("Good, not right"), 30, True),
        Column(tr("Unheard"), 20, True),
    ]
    rows = [
        [
            Cell(service.name),
            Cell(write_number(service.answers)),
            Cell(write_number(service.total("rung3")), HAS, bold=True),
            Cell(write_number(service.total("rung2")), GAP),
            Cell(write_number(service.total("unheard")), QUIET_INK),
        ]
        for service in services
    ]
    step = min(8.0, (BOTTOM - TOP - 4) / (len(rows) + 1))
    add_table(sheet, x, TOP, columns, rows, step, min(8.2, step * 1.15))
