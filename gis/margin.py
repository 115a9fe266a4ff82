"""What to say of the margin of street and facility data around the study area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..engine.margins import margins, short_sides
from .i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsProcessingFeedback

    from .sources import Table


def report_margin(
    inner: Table, outer: Iterable[Table], limit: float, feedback: QgsProcessingFeedback
) -> None:
    """Compare margins with the longest walk of a run, before it.

    Parameters
    ----------
    inner
        What is asked about: areas, homes or origins.
    outer
        Streets and facilities.
    limit
        Metres of the longest walk; may be infinite, then nothing is said.
    feedback
        Where to.
    """
    if not limit < float("inf"):
        return
    for table in outer:
        margin = margins(inner.geometries, table.geometries)
        if margin is None:
            continue
        short = short_sides(margin, limit)
        if not short:
            feedback.pushInfo(
                tr(
                    "{layer} reach at least {margin:.0f} m beyond {inner} on every side; the "
                    "longest walk is {limit:.0f} m."
                ).format(layer=table.name, margin=margin.min(), inner=inner.name, limit=limit)
            )
            continue
        names = {
            "west": tr("west"),
            "south": tr("south"),
            "east": tr("east"),
            "north": tr("north"),
        }
        sides = ", ".join(
            tr("{side} {metres:.0f} m").format(side=names[side], metres=max(metres, 0.0))
            for side, metres in short
        )
        feedback.pushWarning(
            tr(
                "{layer} reach less than the longest walk ({limit:.0f} m) beyond {inner}: {sides}. "
                "What lies farther out is not counted; add data there, or read results near that "
                "edge with care."
            ).format(layer=table.name, limit=limit, inner=inner.name, sides=sides)
        )
