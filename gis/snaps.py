"""How features found their street: the layer OUTPUT_SNAP and the numbers in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ..engine.placing import Placing
from .compat import INTEGER, REAL, TEXT, make_field
from .i18n import tr
from .sinks import make_fields, to_wkb
from .sources import name_some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qgis.core import QgsFields, QgsProcessingFeedback

    from ..engine.access import Snap
    from .sources import Table

CLASSES = {
    Placing.OK: "ok",
    Placing.FAR: "far",
    Placing.ISLAND: "island",
    Placing.NONE: "none",
}


def snap_fields() -> QgsFields:
    """Return the fields of OUTPUT_SNAP."""
    return make_fields(
        [
            make_field("layer", TEXT),
            make_field("feature_id", INTEGER),
            make_field("leg_m", REAL),
            make_field("class", TEXT),
        ]
    )


def snap_rows(table: Table, snap: Snap) -> Iterator[tuple[bytes | None, list[Any]]]:
    """Give one row for each feature; where nothing was in reach, without a line.

    Parameters
    ----------
    table
        The features.
    snap
        How they found their street.
    """
    ends = np.stack([snap.start, snap.end], axis=1)
    found = np.isfinite(ends).all(axis=(1, 2))
    lines = to_wkb(shapely.linestrings(ends[found]))
    ids, legs, quality = table.ids.tolist(), snap.leg.tolist(), snap.quality.tolist()
    for row, has_line in enumerate(found.tolist()):
        line = next(lines) if has_line else None
        yield line, [table.name, ids[row], legs[row], CLASSES[Placing(quality[row])]]


def report_snap(table: Table, snap: Snap, feedback: QgsProcessingFeedback) -> None:
    """Say how many features found a street, and which did not.

    Parameters
    ----------
    table, snap
        As for `snap_rows`.
    feedback
        Where to.
    """
    count = np.bincount(snap.quality, minlength=len(Placing))
    feedback.pushInfo(
        tr(
            "{layer}: {ok} placed within 50 m of a street, {far} farther, {island} nearest to a "
            "small island, {none} on no street."
        ).format(
            layer=table.name,
            ok=count[Placing.OK],
            far=count[Placing.FAR],
            island=count[Placing.ISLAND],
            none=count[Placing.NONE],
        )
    )
    for quality, text in (
        (
            Placing.FAR,
            tr("{layer}: more than 50 m from a street (features {ids}), up to {m:.0f} m."),
        ),
        (
            Placing.ISLAND,
            tr("{layer}: the nearest street is a small island of the data (features {ids}); a "
               "larger part was taken where one is in reach. Check the streets there."),
        ),
        (
            Placing.NONE,
            tr("{layer}: no street in reach (features {ids}). Check their position, draw the "
               "missing streets, or allow a longer way."),
        ),
    ):  # fmt: skip
        rows = np.flatnonzero(snap.quality == quality)
        if len(rows):
            legs = snap.leg[rows]
            farthest = float(np.nanmax(legs)) if np.isfinite(legs).any() else 0.0
            feedback.pushWarning(
                text.format(
                    layer=table.name,
                    ids=name_some([int(i) for i in table.ids[rows]]),
                    m=farthest,
                )
            )
