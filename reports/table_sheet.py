"""The sheets of numbers: all services, and neighbourhoods against services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtGui import QColor

from ..gis.palette import GAP, HAS, INK, PAPER, QUIET_INK
from .sheet import BOTTOM, CENTRE, INNER, MARGIN, TOP, Sheet, centre_in
from .tables import Cell, Column, add_table
from .wording import write_group, write_limit, write_number, write_share, write_tier

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
        tr("The numbers"),
        tr("Persons by service. Has it + lacks it + cannot tell + not placed = all."),
    )
    columns = [
        Column(tr("Service"), 82),
        Column(tr("Tier"), 24),
        Column(tr("For whom"), 66),
        Column(tr("Limit"), 26, True),
        Column(tr("Persons"), 30, True),
        Column(tr("Have it"), 30, True),
        Column("%", 20, True),
        Column(tr("Lack it"), 30, True),
        Column(tr("Cannot tell"), 28, True),
        Column(tr("Not placed"), 28, True),
        Column(tr("Limit checked"), 26),
    ]
    rows = [_row(service, material) for service in _in_order(material)]
    room = BOTTOM - TOP - 2
    step = min(9.5, room / (len(rows) + 1))
    points = min(8.6, step * 1.12)
    add_table(sheet, MARGIN, TOP, columns, rows, step, points)
    sheet.footer(material.frame, material.notes, pages)


def _in_order(material: Material) -> list[Service]:
    """Put the services that have a limit first, then the rest, as the standard lists them."""
    services = material.coverage.services
    return [s for s in services if s.judged] + [s for s in services if not s.judged]


def _row(service: Service, material: Material) -> list[Cell]:
    words = material.words
    tr = words.say
    total = service.total
    quiet = INK if service.judged else QUIET_INK
    share = total.share("covered")
    limit = write_limit(service.limit_m, service.limit_min, service.rule, words)
    checked = "" if not service.judged else tr("to check †") if service.to_check else tr("yes")
    tell = total.cannot_tell if service.judged else None
    return [
        Cell(service.name, quiet, bold=service.judged),
        Cell(write_tier(service.tier, words), quiet),
        Cell(write_group(service.counted or service.group, words), quiet),
        Cell(limit if service.judged else tr("none given"), quiet),
        Cell(write_number(total.persons), quiet),
        Cell(write_number(total.covered if service.judged else None), quiet),
        Cell(write_share(share) if service.judged else "–", HAS if service.judged else quiet,
             bold=service.judged),
        Cell(write_number(total.unserved if service.judged else None),
             GAP if service.judged and total.unserved else quiet),
        Cell(write_number(tell), quiet),
        Cell(write_number(total.unplaced), quiet),
        Cell(checked, QUIET_INK),
    ]  # fmt: skip


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
        tr("Neighbourhoods against services"),
        tr("Share of the people with the service within the walk; below it, those without."),
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
    return shade_share(share), INK if 0.12 < share < 0.93 else PAPER, write_share(share), (
        write_number(count.unserved)
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
        round(a + (b - a) * t)
        for a, b in zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)
    )
    return QColor(*parts).name()


