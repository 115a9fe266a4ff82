"""First sheet: every service at a glance, and where homes lack many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..gis.palette import INK, QUIET_INK
from .bars import add_bars, add_key
from .map_frame import add_legend, add_map, add_north, add_scale_bar
from .sheet import BOTTOM, MARGIN, TOP, WIDTH, Sheet

if TYPE_CHECKING:
    from .material import Material

MAP_WIDTH = 226.0
LEGEND = 25.0  # mm under the map


def add_overview(sheet: Sheet, material: Material, pages: int) -> None:
    """Fill the sheet.

    Parameters
    ----------
    sheet
        An empty one.
    material
        What to show.
    pages
        Number of sheets in the report.
    """
    tr = material.words.say
    project, services = material.project, material.coverage.judged
    good = sum((service.total.share("covered") or 0) >= 0.9 for service in services)
    sheet.header(
        material.frame,
        tr("Everyday services at a glance"),
        tr(
            "Services within the standard's walk for at least 90 % of the people they are for: "
            "{good} of {all}."
        ).format(good=good, all=len(services)),
    )
    height = BOTTOM - TOP - LEGEND
    extent = project.study_extent()
    extent.scale(1.04)
    shown = add_map(sheet, MARGIN, TOP, MAP_WIDTH, height, extent, project.themes.overview)
    entries = [(project.layers["units"], tr("Services that a home lacks"), None)]
    if "barriers" in project.layers:
        entries.append((project.layers["barriers"], tr("What walkers cannot cross"), None))
    add_legend(sheet, shown, MARGIN, TOP + height + 4, entries, columns=3, split=True)
    add_scale_bar(sheet, shown, MARGIN + MAP_WIDTH - 3, TOP + height - 3, tr("1 : {scale} at A3"))
    add_north(sheet, shown, MARGIN + MAP_WIDTH - 4, TOP + 4)
    _add_panel(sheet, material)
    sheet.footer(material.frame, material.notes, pages)


def _add_panel(sheet: Sheet, material: Material) -> None:
    words = material.words
    tr = words.say
    services = material.coverage.judged
    x, w = MARGIN + MAP_WIDTH + 10, WIDTH - 2 * MARGIN - MAP_WIDTH - 10
    sheet.text(x, TOP - 1, w, tr("Who has it, who lacks it"), 11, INK, True)
    add_key(sheet, x, TOP + 5.6, words)
    rest = [service.name for service in material.coverage.services if not service.judged]
    note = ""
    if rest:
        join = "、" if words.chinese else ", "
        note = tr("Not judged, as the standard gives no walk for them: {services}.").format(
            services=join.join(rest)
        )
    room = BOTTOM - (TOP + 17) - (15 if note else 2)
    step = min(12.0, room / max(1, len(services)))
    add_bars(sheet, x, TOP + 17, w, services, step, words)
    if note:
        sheet.text(x, TOP + 17 + step * len(services) + 2, w, note, 6.6, QUIET_INK, lines=5)
    elif material.remarks and room - step * len(services) > 60:
        top = TOP + 17 + step * len(services) + 12
        top += sheet.text(x, top, w, tr("What to know about the data"), 11, INK, True) + 2
        for remark in material.remarks:
            top += sheet.text(x, top, w, remark, 9.4, INK) + 2
