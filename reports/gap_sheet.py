"""A sheet about one gap: where it is, who is affected, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsLayoutItemMapOverview

from ..gis.palette import GAP, HAIRLINE, INK, QUIET_INK
from ..gis.symbols import fill
from .map_frame import add_legend, add_map, add_north, add_scale_bar
from .sheet import BOTTOM, MARGIN, TOP, WIDTH, Sheet
from .wording import write_number

if TYPE_CHECKING:
    from ..gis.words import Words
    from .gap_facts import GapFacts
    from .material import Material

MAP_WIDTH = 262.0
LEGEND = 52.0  # mm, room for the legend


def add_gap(sheet: Sheet, material: Material, rank: int, pages: int) -> None:
    """Fill the sheet.

    Parameters
    ----------
    sheet
        An empty one.
    material
        What to show.
    rank
        Which gap.
    pages
        Number of sheets in the report.
    """
    words, gap = material.words, material.gaps[rank]
    tr = words.say
    first = rank == next(iter(material.gaps))
    if not first:
        title = tr("Quickest to close: {service}")
    elif rank == 1:
        title = tr("Largest gap: {service}")
    else:
        title = tr("Largest gap in a required service: {service}")
    sheet.header(
        material.frame,
        title.format(service=gap.name, rank=rank),
        _say_who(gap, words),
    )
    project = material.project
    extent = project.extent_of_gap(gap)
    shown = add_map(sheet, MARGIN, TOP, MAP_WIDTH, BOTTOM - TOP, extent, project.themes.worst[rank])
    layers = project.layers
    entries = [
        (layers["units"], tr("Homes"), None),
        (layers["gaps"], "", None),
        (layers["facilities"], tr("Facilities"), None),
    ]
    entries += [
        (layers[role], heading, None)
        for role, heading in (
            ("lines", tr("Streets")),
            ("barriers", tr("What walkers cannot cross")),
            ("gates", ""),
        )
        if role in layers
    ]
    add_scale_bar(sheet, shown, MARGIN + MAP_WIDTH - 3, BOTTOM - 3, tr("1 : {scale} at A3"))
    add_north(sheet, shown, MARGIN + MAP_WIDTH - 4, TOP + 4)
    x = MARGIN + MAP_WIDTH + 10
    bottom = _add_facts(sheet, gap, x, WIDTH - MARGIN - x, material)
    sheet.rule(x, bottom, WIDTH - MARGIN, bottom, HAIRLINE, 0.15)
    add_legend(sheet, shown, x, bottom + 3, entries, columns=2)
    _add_overview(sheet, material, shown, x, bottom + LEGEND)
    sheet.footer(material.frame, material.notes, pages)


def _say_who(gap: GapFacts, words: Words) -> str:
    tr = words.say
    join = "、" if words.chinese else ", "
    where = join.join(gap.areas)
    if where and gap.homes == 1:
        text = tr("{persons} people at one place have none within {limit:.0f} m on foot ({where}).")
    elif where:
        text = tr(
            "{persons} people at {homes} places have none within {limit:.0f} m on foot ({where})."
        )
    elif gap.homes == 1:
        text = tr("{persons} people at one place have none within {limit:.0f} m on foot.")
    else:
        text = tr("{persons} people at {homes} places have none within {limit:.0f} m on foot.")
    return text.format(
        persons=write_number(gap.persons), homes=gap.homes, limit=gap.limit_m, where=where
    )


def _add_facts(sheet: Sheet, gap: GapFacts, x: float, w: float, material: Material) -> float:
    """Write the facts from top to bottom and return where they end."""
    words = material.words
    tr = words.say
    y = TOP - 1
    y += sheet.text(x, y, w, write_number(gap.persons), 34, GAP, True)
    group = next((s.counted or s.group for s in material.coverage.services
                  if s.key == gap.service), "")  # fmt: skip
    from .wording import write_group

    y += sheet.text(
        x, y, w, tr("people without it ({group})").format(group=write_group(group, words)), 9
    )
    y += 5
    reason, action, why = explain_gap(gap.reason, words)
    mark = " †" if gap.to_check else ""
    facts = [
        (tr("Standard"), tr("within {limit:.0f} m on foot").format(limit=gap.limit_m) + mark),
        (tr("Their walk to the nearest"), _say_walk(gap, words)),
        (tr("Why"), f"{reason}\n{why}"),
        (tr("What to do"), action),
        (tr("Who lives there"), _say_groups(gap, words)),
    ]
    for heading, text in facts:
        if not text:
            continue
        sheet.rule(x, y, x + w, y, HAIRLINE, 0.15)
        y += 1.8
        y += sheet.text(x, y, w, heading, 7.4, QUIET_INK)
        y += sheet.text(x, y, w, text, 9.6, INK) + 2.2
    return y


def _say_walk(gap: GapFacts, words: Words) -> str:
    tr = words.say
    parts = []
    if gap.nearest_m:
        low, high = map(write_number, gap.nearest_m)
        text = tr("{low} m") if low == high else tr("{low} to {high} m")
        parts.append(text.format(low=low, high=high))
    if gap.no_walk:
        parts.append(tr("{n} places: no walk at all").format(n=gap.no_walk))
    return ("；" if words.chinese else "; ").join(parts)


def _say_groups(gap: GapFacts, words: Words) -> str:
    tr = words.say
    names = {
        "pop_0_2": tr("{n} aged 0 to 2"),
        "pop_3_5": tr("{n} aged 3 to 5"),
        "pop_6_11": tr("{n} aged 6 to 11"),
        "pop_60_plus": tr("{n} aged 60 and over"),
    }
    return ("，" if words.chinese else ", ").join(
        text.format(n=write_number(gap.groups[key]))
        for key, text in names.items()
        if key in gap.groups
    )


def explain_gap(reason: str, words: Words) -> tuple[str, str, str]:
    """Say why a gap is there and what to do about it.

    Parameters
    ----------
    reason
        As in the field ``reason`` of the gaps.
    words
        The language.

    Returns
    -------
    Reason, action and how the reason was found.
    """
    tr = words.say
    texts = {
        "behind_barrier": (
            tr("Behind a wall"),
            tr("Open a gate"),
            tr("Without walls, water and railway it would be within the walk."),
        ),
        "island": (
            tr("On an island of the street data"),
            tr("Check the street data"),
            tr("The streets near these homes are not joined to the rest."),
        ),
        "planned": (
            tr("Planned, not yet open"),
            tr("Hasten the planned facility"),
            tr("A planned facility would be within the walk."),
        ),
        "no_facility": (
            tr("There is none"),
            tr("Build one"),
            tr("No open facility of this kind is in the data."),
        ),
        "too_far": (
            tr("Too far"),
            tr("Build one nearer by"),
            tr("No gate and no planned facility would bring it within the walk."),
        ),
    }
    return texts.get(reason, (reason, "", ""))


def _add_overview(sheet: Sheet, material: Material, shown: object, x: float, y: float) -> None:
    """Show in a small map where the large one is, if there is room for it."""
    room = min(BOTTOM - y, 88.0)
    extent = material.project.study_extent()
    extent.scale(1.06)
    w = min(WIDTH - MARGIN - x, room * extent.width() / extent.height())
    h = w * extent.height() / extent.width()
    if h < 30:
        return
    tr = material.words.say
    top = BOTTOM - h
    sheet.text(x, top - 4.6, w, tr("Where it is"), 7.4, QUIET_INK)
    small = add_map(sheet, x, top, w, h, extent, material.project.themes.locator)
    frame = QgsLayoutItemMapOverview(tr("Where it is"), small)
    frame.setLinkedMap(shown)
    frame.setFrameSymbol(fill(GAP, GAP, 0.6, 0.08))
    small.overviews().addOverview(frame)
