"""Checks of premises: floor area, costs, fixed services, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...gis.i18n import tr
from .distances import check_areas_near, check_streets_near
from .findings import ERROR
from .opinions import check_personal
from .values import check_choices, check_numbers, check_services, find_zero

if TYPE_CHECKING:
    from .distances import Surroundings
    from .survey_layer import SurveyLayer


def check_premises(layer: SurveyLayer, around: Surroundings) -> None:
    """Check the premises."""
    floor = check_numbers(layer, "floor_m2", tr("Floor area"))
    if floor is None:
        layer.find_in_layer(
            "floor_no_field", ERROR,
            tr("There is no field {field} with the floor area.").format(
                field=layer.name_of("floor_m2")
            ),
            tr("Choose the field with the floor area, or add it."),
        )  # fmt: skip
    else:
        layer.find(
            np.flatnonzero(floor.missing).tolist(), "floor_m2_missing", ERROR,
            tr("The floor area is not known, so nothing can be planned here."),
            tr("Fill in the floor area in square metres."),
        )  # fmt: skip
        find_zero(layer, floor, "floor_m2", tr("Floor area"))
    check_numbers(layer, "cost", tr("Cost"))
    check_services(layer, "fixed_service", needed=False)
    check_choices(layer, "status", "premises_status", tr("Status"))
    # what lies far outside is far from the streets, too
    check_streets_near(layer, around, check_areas_near(layer, around, around.walk))
    check_personal(layer)
