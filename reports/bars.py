"""Bars of coverage: a row for each service, stacked by has, lacks, cannot tell and unplaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..gis.palette import CANNOT_TELL, GAP, HAIRLINE, HAS, INK, PAPER, QUIET_INK, UNPLACED
from ..gis.symbols import fill, hatch
from .lettering import POINT, fit_size, measure_text
from .sheet import RIGHT, Sheet, centre_in
from .wording import write_group, write_limit, write_number, write_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..gis.words import Words
    from .coverage import Service

PARTS = (
    ("covered", HAS),
    ("unserved", GAP),
    ("cannot_tell", CANNOT_TELL),
    ("unplaced", UNPLACED),
)


def add_key(sheet: Sheet, x: float, y: float, words: Words, of_maps: bool = False) -> None:
    """Explain the colours of bars, or of small maps, in one line."""
    tr = words.say
    shown = [(fill(HAS, HAS), tr("has it within the walk")), (fill(GAP, GAP), tr("lacks it"))]
    if of_maps:
        shown.append((hatch("#7d848a", "#7d848a", 1.1), tr("cannot tell")))
    else:
        shown.append((fill(CANNOT_TELL, CANNOT_TELL), tr("cannot tell")))
        shown.append((fill(UNPLACED, UNPLACED), tr("not placed")))
    for symbol, text in shown:
        sheet.patch(x, y + 0.9, 3.2, 2.4, symbol)
        sheet.text(x + 4.4, y, 60, text, 7.4, INK)
        x += 4.4 + measure_text(text, 7.4) + 5.0


def add_bars(
    sheet: Sheet,
    x: float,
    y: float,
    w: float,
    services: Sequence[Service],
    step: float,
    words: Words,
) -> None:
    """Draw one row for each service.

    Parameters
    ----------
    sheet, x, y, w
        Where to, and how wide.
    services
        From top to bottom.
    step
        Height of a row, mm.
    words
        The language.
    """
    tr = words.say
    names, figures = 52.0, 32.0
    bar = w - names - figures
    head = y - 4.2
    sheet.text(x + names, head, bar, tr("Share of the people it is for"), 6.6, QUIET_INK)
    sheet.text(x + w - figures, head, 10, tr("has it"), 6.6, QUIET_INK, align=RIGHT)
    sheet.text(x + w - 20, head, 20, tr("lack it"), 6.6, QUIET_INK, align=RIGHT)
    big, small = min(8.4, step * 1.12), min(6.2, step * 0.82)
    for number, service in enumerate(services):
        top = y + number * step
        sheet.rule(x, top, x + w, top, HAIRLINE, 0.12)
        total = service.total
        name = service.name + (" †" if service.to_check else "")
        size = fit_size(name, big, names - 2)
        above = top + (step - (big + small) * POINT * 1.36) / 2
        sheet.text(x, above, names - 1, name, size, INK, lines=1)
        limit = write_limit(service.limit_m, service.limit_min, service.rule, words)
        group = write_group(service.counted or service.group, words)
        about = tr("within {limit}, {group}").format(limit=limit, group=group)
        small_top = above + big * POINT * 1.36
        sheet.text(x, small_top, names - 1, about, small, QUIET_INK, lines=1)
        thick = min(4.4, step * 0.56)
        _add_bar(sheet, x + names, top + (step - thick) / 2, bar - 3, thick, service)
        row = top + centre_in(step, big)
        share = write_share(total.share("covered"))
        sheet.text(x + w - figures, row, 10, share, big, HAS, True, RIGHT)
        sheet.text(x + w - 20, row, 20, write_number(total.unserved), big, INK, align=RIGHT)
    bottom = y + len(services) * step
    sheet.rule(x, bottom, x + w, bottom, HAIRLINE, 0.12)


def _add_bar(sheet: Sheet, x: float, y: float, w: float, h: float, service: Service) -> None:
    total = service.total
    if not total.persons:
        sheet.box(x, y, w, h, PAPER, HAIRLINE)
        return
    left = x
    for part, color in PARTS:
        share = total.share(part)
        if share:
            sheet.box(left, y, share * w, h, color)
            left += share * w
