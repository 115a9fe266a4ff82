"""What to say of the margin of street and facility data around the study area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeatureSource

from ..engine.margins import box_margins, margins, short_sides
from .i18n import tr
from .plane import choose_plane, reproject_extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback, QgsVectorLayer

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
        warning = warn_of_margin(table.name, margin, inner.name, limit)
        if warning:
            feedback.pushWarning(warning)
            continue
        feedback.pushInfo(
            tr(
                "{layer} reach at least {margin:.0f} m beyond {inner} on every side; the "
                "longest walk is {limit:.0f} m."
            ).format(layer=table.name, margin=margin.min(), inner=inner.name, limit=limit)
        )


def warn_of_margin(name: str, margin: NDArray[np.float64], inner: str, limit: float) -> str:
    """Say on which sides a margin is too small; empty if it is not.

    Parameters
    ----------
    name, inner
        What to call the data, and what it should reach beyond.
    margin
        As returned by `margins`.
    limit
        Metres of the longest walk.
    """
    short = short_sides(margin, limit)
    if not short:
        return ""
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
    return tr(
        "{layer} reach less than the longest walk ({limit:.0f} m) beyond {inner}: {sides}. "
        "What lies farther out is not counted; add data there, or read results near that "
        "edge with care."
    ).format(layer=name, limit=limit, inner=inner, sides=sides)


def foresee_margin(
    streets: QgsVectorLayer,
    facilities: QgsVectorLayer,
    inner: QgsVectorLayer,
    inner_name: str,
    limit: float,
    context: QgsProcessingContext,
) -> tuple[bool, str]:
    """Say how far layers reach by their extents, without reading them.

    Parameters
    ----------
    streets, facilities
        What should reach beyond.
    inner, inner_name
        What is asked about, areas or homes, and what to call it.
    limit
        Metres of the longest walk.
    context
        With the project's transformations.

    Returns
    -------
    warning, text
        Whether a margin is too small, and the sentences; none where an extent is not known.

    Raises
    ------
    EngineError
        If the streets cannot be measured in metres.
    """
    transforms = context.transformContext()
    plane = choose_plane(QgsProcessingFeatureSource(streets, context), tr("Streets"), transforms)

    def box(layer: QgsVectorLayer) -> NDArray[np.float64]:
        extent = reproject_extent(layer.extent(), layer.crs(), plane, transforms)
        if extent.isNull() or not extent.isFinite():
            return np.full(4, np.nan)
        return np.array(
            [extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()]
        )

    inside = box(inner)
    outer: Mapping[str, NDArray[np.float64] | None] = {
        tr("Streets"): box_margins(inside, box(streets)),
        tr("Facilities"): box_margins(inside, box(facilities)),
    }
    known = {name: margin for name, margin in outer.items() if margin is not None}
    warnings = [warn_of_margin(name, margin, inner_name, limit) for name, margin in known.items()]
    if any(warnings):
        return True, "\n".join(filter(None, warnings))
    if len(known) < len(outer):
        return False, ""
    return False, tr(
        "Streets and facilities reach {margin:.0f} m or more beyond {inner}; the longest walk is "
        "{limit:.0f} m."
    ).format(margin=min(m.min() for m in known.values()), inner=inner_name, limit=limit)
