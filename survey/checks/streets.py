"""Checks of streets: faults of the network, by the code of Prepare streets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...engine import street_faults as kinds
from ...gis.i18n import tr
from ...gis.street_preparation import SEVERITY, Preparation, describe_fault
from .findings import INFORMATION, SEVERITIES
from .values import check_choices, check_numbers

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

    from .survey_layer import SurveyLayer


def check_streets(
    layer: SurveyLayer,
    plane: QgsCoordinateReferenceSystem,
    crs: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
    tolerance: float,
) -> None:
    """Check the streets.

    Parameters
    ----------
    layer
        The streets.
    plane, crs, transforms
        As for `Preparation`.
    tolerance
        Metres within which ends are meant to meet.
    """
    check_numbers(layer, "slope_pct", tr("Slope"))
    check_choices(layer, "crossing", "crossing", tr("Crossing"))
    if not layer.placed.any():
        return
    work = Preparation.from_table(layer.table, plane, crs, transforms)
    work.find(tolerance)
    ids = layer.table.ids
    for fault in work.faults:
        if fault.kind == kinds.NO_SHAPE:
            continue  # told with those of all layers
        row = int(work.row_of[fault.row])
        other = None if fault.other < 0 else int(work.row_of[fault.other])
        what = describe_fault(fault.kind)
        if other is not None:
            what = tr("{what} (feature {other}).").format(what=what, other=int(ids[other]))
        elif fault.kind == kinds.ISLAND:
            what = tr("{what} ({metres} m of street).").format(
                what=what, metres=f"{fault.gap:,.0f}"
            )
        else:
            what = tr("{what} ({metres} m long).").format(what=what, metres=f"{fault.gap:.2f}")
        severity = SEVERITY[fault.kind]
        layer.find(
            [row], fault.kind, severity if severity in SEVERITIES else INFORMATION, what,
            _advise(fault.kind), [fault.place], None if other is None else [other],
        )  # fmt: skip


def _advise(kind: str) -> str:
    return {
        kinds.NEAR_MISS: tr("Snap the end to the other line, or run Prepare streets."),
        kinds.CROSSING: tr("Give both lines a vertex there, or run Prepare streets; if one is a "
                           "bridge or tunnel, say so in its field level."),
        kinds.DUPLICATE: tr("Delete one of the two, or run Prepare streets."),
        kinds.ISLAND: tr("Join the part to the other streets if it can be walked to, else delete "
                         "it."),
        kinds.SLIVER: tr("Delete it, or run Prepare streets."),
        kinds.SPIKE: tr("Delete the last vertex, or run Prepare streets."),
    }[kind]  # fmt: skip
