"""The sheets of the three rungs together: neighbourhoods against services, and rung 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..gis.palette import HAIRLINE, INK, PAPER, QUIET_INK, RUNGS
from ..gis.rung_parts import RUNG_PARTS, most_common, share_good
from ..gis.rung_words import name_reasons, name_rungs
from .diagnosis import GOOD_PARTS
from .lettering import fit_size
from .rung_bars import add_part_key, add_stack, symbol_of
from .sheet import BOTTOM, CENTRE, INNER, MARGIN, RIGHT, TOP, Sheet, centre_in
from .wording import write_number, write_share

if TYPE_CHECKING:
    from .diagnosis import ServiceRungs
    from .material import Material

NAMES = 64.0  # mm for the names of services
_DARK = ("rung0", "rung3")


def add_rung_matrix(sheet: Sheet, material: Material, pages: int) -> None:
    """Fill the sheet with neighbourhoods against services, by rung.

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
        tr("Have it, good, right: neighbourhoods against services"),
        tr(
            "Colour: the rung that most persons are on. Figure: share of persons for whom it is "
            "good, at least (≥) where data are missing. Hatched: data missing for most. Dashed: "
            "good, residents not heard."
        ),
    )
    names = name_rungs(words)
    height = add_part_key(sheet, MARGIN, TOP - 1, INNER, [(p, names[p]) for p in RUNG_PARTS])
    services, areas = found.judged, found.areas
    top, head = TOP + height + 1, 8.0
    w = min(46.0, (INNER - NAMES) / max(1, len(areas)))
    step = min(11.0, (BOTTOM - top - head - 1) / max(1, len(services)))
    points = min(9.0, step * 1.05)
    for column, area in enumerate(areas):
        x = MARGIN + NAMES + column * w
        sheet.text(
            x + 1,
            top,
            w - 2,
            area,
            min(8.4, fit_size(area, 8.4, w - 2, True)),
            INK,
            True,
            CENTRE,
            lines=1,
        )
    for row, service in enumerate(services):
        y = top + head + row * step
        name = service.name + (" †" if service.to_check else "")
        size = fit_size(name, points, NAMES - 3)
        sheet.text(MARGIN, y + centre_in(step, size), NAMES - 3, name, size, INK, lines=1)
        for column, area in enumerate(areas):
            x = MARGIN + NAMES + column * w
            _add_cell(sheet, (x + 0.4, y + 0.4, w - 0.8, step - 0.8), service, area, points)
    sheet.footer(material.frame, material.notes, pages)


def _add_cell(
    sheet: Sheet,
    place: tuple[float, float, float, float],
    service: ServiceRungs,
    area: str,
    points: float,
) -> None:
    x, y, w, h = place
    cell = service.by_area.get(area, {})
    part, good = most_common(cell), share_good(cell)
    if part is None or good is None:
        sheet.box(x, y, w, h, "#f0f1f1")
        sheet.text(x, y + centre_in(h, points), w, "–", points, QUIET_INK, align=CENTRE)
        return
    sheet.patch(x, y, w, h, symbol_of(part))
    # where some are unknown, what is known to be good is the least that there can be
    at_least = "≥ " if cell.get("unknown") else ""
    text = "?" if part == "unknown" else at_least + write_share(good)
    ink = PAPER if part in _DARK else INK
    if part == "unknown":
        sheet.box(x + w / 2 - 3, y + 0.5, 6, h - 1, PAPER, radius=0.8)
    sheet.text(x, y + centre_in(h, points), w, text, points, ink, True, CENTRE)


def add_good(sheet: Sheet, material: Material, pages: int) -> None:
    """Fill the sheet of rung 2: of those who reach a service, for whom it is good, and why not.

    Parameters
    ----------
    sheet, material, pages
        As for `add_rung_matrix`.
    """
    words, found = material.words, material.diagnosis
    tr = words.say
    sheet.header(
        material.frame,
        tr("Good: is what people reach enough, good, open and large enough?"),
        tr(
            "Of the persons who have the service within the walk: for whom it is good, and else "
            "the first thing that is short."
        ),
    )
    reasons = name_reasons(words) | {"good": tr("Good")}
    height = add_part_key(sheet, MARGIN, TOP - 1, INNER, [(p, reasons[p]) for p in GOOD_PARTS])
    services = sorted(
        (service for service in found.judged if sum(service.good.values())), key=_share_short
    )
    top = TOP + height + 4
    figures, names = 62.0, 74.0
    step = min(12.0, (BOTTOM - top - 1) / max(1, len(services)))
    points = min(9.0, step * 1.05)
    x, bar = MARGIN + names, INNER - names - figures
    right = MARGIN + INNER
    for text, offset in ((tr("reach it"), 42.0), (tr("good for"), 21.0), (tr("short for"), 0.0)):
        sheet.text(right - offset - 20, top - 4.2, 20, text, 6.8, QUIET_INK, align=RIGHT)
    for row, service in enumerate(services):
        y = top + row * step
        sheet.rule(MARGIN, y, right, y, HAIRLINE, 0.12)
        name = service.name + (" †" if service.to_check else "")
        size = fit_size(name, points, names - 3)
        sheet.text(MARGIN, y + centre_in(step, size), names - 2, name, size, INK, lines=1)
        thick = min(5.0, step * 0.6)
        parts = {part: service.good.get(part, 0.0) for part in GOOD_PARTS}
        add_stack(sheet, x, y + (step - thick) / 2, bar - 4, thick, parts)
        reached, good = sum(parts.values()), parts["good"]
        short = reached - good - parts["unknown"]
        for value, offset, color in (
            (reached, 42.0, INK),
            (good, 21.0, RUNGS[3]),
            (short, 0.0, RUNGS[0] if short else INK),
        ):
            level = y + centre_in(step, points)
            text = write_number(value)
            sheet.text(right - offset - 20, level, 20, text, points, color, align=RIGHT)
    sheet.footer(material.frame, material.notes, pages)


def _share_short(service: ServiceRungs) -> float:
    reached = sum(service.good.values())
    return (service.good.get("good", 0.0) + service.good.get("unknown", 0.0)) / reached
