"""The sheets of numbers: all services, and neighbourhoods against services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtGui import QColor

from ..gis.palette import GAP, HAS, INK, PAPER, QUIET_INK
from .sheet import BOTTOM, CENTRE, INNER, MARGIN, TOP, Sheet, centre_in
from .tables import Cell, Column, add_table
from .wording import (
    write_group,
    write_limit,
    write_number,
    write_requirement,
    write_share,
    write_tier,
)

if TYPE_CHECKING:
    from .coverage import Count, Service
    from .material import Material


def add_numbers(sheet: Sheet, material: Material, pages: int) -> None:
    """Fill the sheet with all services and persons.

    Parameters
    ----------
    sheet
        An empty one.
    material
        What to show.
    pages
        Number of sheets in the report.
    """
    words = material.words
    tr = words.say
    sheet.header(
        material.frame,
        tr("Have it: the numbers"),
        tr("Persons by service. Has it + lacks it + cannot tell + not placed = all."),
    )
    columns = [
        Column(tr("Service"), 74),
        Column(tr("Required"), 27),
        Column(tr("Tier"), 25),
        Column(tr("For whom"), 52),
        Column(tr("Limit"), 24, True),
        Column(tr("Persons"), 27, True),
        Column(tr("Have it"), 27, True),
        Column("%", 19, True),
        Column(tr("Lack it"), 27, True),
        Column(tr("Cannot tell"), 27, True),
        Column(tr("Not placed"), 27, True),
        Column(tr("Limit checked"), 34, True),
    ]
    rows = [_row(service, material) for service in material.coverage.judged]
    rest = [service.name for service in material.coverage.services if not service.judged]
    room = BOTTOM - TOP - (15 if rest else 2)
    step = min(9.5, room / (len(rows) + 1))
    points = min(9.4, step * 1.2)
    add_table(sheet, MARGIN, TOP, columns, rows, step, points)
    if rest:
        note = tr("Not judged, as the standard gives no walk for them: {services}.").format(
            services=("、" if words.chinese else ", ").join(rest)
        )
        sheet.text(MARGIN, TOP + step * (len(rows) + 1) + 5, INNER, note, 7.4, QUIET_INK, lines=3)
    sheet.footer(material.frame, material.notes, pages)


def _row(service: Service, material: Material) -> list[Cell]:
    words = material.words
    tr = words.say
    total = service.total
    limit = write_limit(service.limit_m, service.limit_min, service.rule, words)
    return [
        Cell(service.name, bold=True),
        Cell(write_requirement(service.requirement, words), QUIET_INK),
        Cell(write_tier(service.tier, words), QUIET_INK),
        Cell(write_group(service.counted or service.group, words), QUIET_INK),
        Cell(limit),
        Cell(write_number(total.persons)),
        Cell(write_number(total.covered)),
        Cell(write_share(total.share("covered")), HAS, bold=True),
        Cell(write_number(total.unserved), GAP if total.unserved else INK, bold=True),
        Cell(write_number(total.cannot_tell)),
        Cell(write_number(total.unplaced)),
        Cell(tr("to be checked †") if service.to_check else tr("yes"), QUIET_INK),
    ]


def add_matrix(sheet: Sheet, material: Material, pages: int) -> None:
    """Fill the sheet with neighbourhoods against services.

    Parameters
    ----------
    sheet
        An empty one.
    material
        What to show.
    pages
        Number of sheets in the report.
    """
    words = material.words
    tr = words.say
    sheet.header(
        material.frame,
        tr("Have it: neighbourhoods against services"),
        tr(
            "Share of the people who have the service within the walk; beside it, the number "
            "who lack it. A question mark: for more than half nobody can tell."
        ),
    )
    areas, services = material.coverage.areas, material.coverage.judged
    names = 64.0
    w = min(46.0, (INNER - names) / max(1, len(areas)))
    head = 9.0
    step = min(11.0, (BOTTOM - TOP - head - 2) / max(1, len(services)))
    for column, area in enumerate(areas):
        x = MARGIN + names + column * w
        sheet.text(x + 1, TOP, w - 2, area, 8.4, INK, True, CENTRE, lines=2)
    big, small = min(9.0, step * 1.05), min(6.4, step * 0.78)
    for row, service in enumerate(services):
        y = TOP + head + row * step
        name = service.name + (" †" if service.to_check else "")
        sheet.text(MARGIN, y + centre_in(step, big), names - 3, name, big, INK, lines=1)
        for column, area in enumerate(areas):
            x = MARGIN + names + column * w
            count = service.by_area.get(area)
            ground, ink, upper, lower = _cell(count)
            sheet.box(x + 0.3, y + 0.3, w - 0.6, step - 0.6, ground)
            middle = x + w / 2
            top = y + centre_in(step, big)
            sheet.text(x + 2, top, w / 2 - 3, upper, big, ink, True, CENTRE)
            under = y + centre_in(step, small)
            sheet.text(middle, under, w / 2 - 2, lower, small, ink, align=CENTRE)
    sheet.footer(material.frame, material.notes, pages)


def _cell(count: Count | None) -> tuple[str, str, str, str]:
    """Choose ground, ink and texts of a cell of the matrix."""
    share = None if count is None else count.share("covered")
    if count is None or share is None:
        return "#f0f1f1", QUIET_INK, "–", ""
    if (count.share("cannot_tell") or 0) > 0.5:
        return "#e3e5e7", INK, write_share(share), "?"
    return (
        shade_share(share),
        INK if 0.12 < share < 0.93 else PAPER,
        write_share(share),
        (write_number(count.unserved)),
    )


def shade_share(share: float) -> str:
    """Blend from the colour of gaps over white to the colour of coverage.

    Parameters
    ----------
    share
        0 to 1.
    """
    low, middle, high = QColor(GAP), QColor("#f7f2ea"), QColor(HAS)
    first, second, t = (
        (low, middle, share / 0.6) if share < 0.6 else (middle, high, (share - 0.6) / 0.4)
    )
    parts = (
        round(a + (b - a) * t) for a, b in zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)
    )
    return QColor(*parts).name()
