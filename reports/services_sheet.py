"""Small maps, one for each service, all at one scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..gis.palette import GAP, HAS, INK, QUIET_INK
from .bars import add_key
from .lettering import fit_size
from .map_frame import add_map, add_north, add_scale_bar
from .sheet import BOTTOM, INNER, MARGIN, RIGHT, TOP, WIDTH, Sheet
from .wording import write_limit, write_number, write_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .coverage import Service
    from .material import Material

SPACE = 4.0
CAPTION = 9.6
MOST = 32  # maps on one sheet


def add_services(sheet: Sheet, material: Material, services: Sequence[Service], pages: int) -> None:
    """Fill the sheet.

    Parameters
    ----------
    sheet
        An empty one.
    material
        What to show.
    services
        Those of this sheet.
    pages
        Number of sheets in the report.
    """
    tr = material.words.say
    sheet.header(
        material.frame,
        tr("Have it: where each service is within the walk"),
        tr("Worst covered first. Every home counts by its own walk; ◆ marks the facilities."),
    )
    extent = material.project.study_extent()
    extent.scale(1.04)
    columns, rows = choose_grid(len(services), extent.width() / extent.height())
    w = (INNER - SPACE * (columns - 1)) / columns
    top = TOP + 7
    h = (BOTTOM - top - SPACE * (rows - 1)) / rows
    add_key(sheet, MARGIN, TOP - 1.5, material.words, of_maps=True)
    layers = material.project.layers
    loud = [layers[role] for role in ("gaps", "gates") if role in layers]
    for number, service in enumerate(services):
        x = MARGIN + (number % columns) * (w + SPACE)
        y = top + (number // columns) * (h + SPACE)
        theme = material.project.themes.by_service[service.key]
        shown = add_map(sheet, x, y + CAPTION, w, h - CAPTION, extent, theme, loud)
        _caption(sheet, material, service, x, y, w)
        if number == 0:
            add_north(sheet, shown, WIDTH - MARGIN, TOP - 6.5)
            add_scale_bar(sheet, shown, WIDTH - MARGIN - 10, TOP + 4.5)
    sheet.footer(material.frame, material.notes, pages)


def choose_grid(count: int, shape: float) -> tuple[int, int]:
    """Choose columns and rows that give the largest maps.

    Parameters
    ----------
    count
        Number of maps.
    shape
        Width over height of the ground to show.
    """
    best, chosen = 0.0, (1, count)
    for columns in range(1, count + 1):
        rows = math.ceil(count / columns)
        w = (INNER - SPACE * (columns - 1)) / columns
        h = (BOTTOM - TOP - 7 - SPACE * (rows - 1)) / rows - CAPTION
        size = min(w / shape, h)
        if size > best:
            best, chosen = size, (columns, rows)
    return chosen


def _caption(
    sheet: Sheet, material: Material, service: Service, x: float, y: float, w: float
) -> None:
    tr = material.words.say
    total = service.total
    name = service.name + (" †" if service.to_check else "")
    size = max(6.0, fit_size(name, 7.8, w - 12, bold=True))
    sheet.text(x, y, w - 11.5, name, size, INK, True, lines=1)
    share = write_share(total.share("covered"))
    sheet.text(x + w - 14, y, 14, share, 7.8, HAS, True, RIGHT)
    limit = write_limit(service.limit_m, service.limit_min, service.rule, material.words)
    sheet.text(x, y + 4.2, w / 2, tr("within {limit}").format(limit=limit), 6.4, QUIET_INK)
    lacking = tr("{n} lack it").format(n=write_number(total.unserved))
    sheet.text(x + w / 3, y + 4.2, w * 2 / 3, lacking, 6.4, GAP, align=RIGHT)
