"""Checks of facilities: services, sizes, hours, places, and those entered twice."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from ...gis.i18n import tr
from .distances import check_areas_near, check_streets_near, near_twins
from .findings import ERROR, INFORMATION, WARNING
from .plausible import bounds_of
from .values import (
    check_choices,
    check_dates,
    check_hours,
    check_numbers,
    check_scores,
    check_services,
    find_implausible,
    find_negative,
    find_unreadable,
    find_zero,
    read_values,
)

if TYPE_CHECKING:
    import datetime as dt

    from .distances import Surroundings
    from .survey_layer import SurveyLayer

_NEAR = 30.0  # metres within which two rows of one name are one facility
_SIGNS = re.compile(r"[\W_]+")


def check_facilities(layer: SurveyLayer, around: Surroundings, today: dt.date) -> None:
    """Check the facilities."""
    services = check_services(layer, "service", needed=True)
    if services is None:
        layer.find_in_layer(
            "service_no_field", ERROR,
            tr("There is no field {field} with the service of each facility.").format(
                field=layer.name_of("service")
            ),
            tr("Choose the field with the service, or add it."),
        )  # fmt: skip
    # what lies far outside is far from the streets, too
    check_streets_near(layer, around, check_areas_near(layer, around, around.walk))
    if services is not None:
        _check_twins(layer, services)
    _check_capacity(layer)
    check_numbers(layer, "floor_m2", tr("Floor area"))
    check_numbers(layer, "visits_year", tr("Visits in a year"))
    check_numbers(layer, "events_year", tr("Events in a year"))
    check_scores(layer, "quality", tr("Quality"))
    check_hours(layer)
    check_dates(layer, "surveyed_on", tr("Surveyed on"), today)
    check_choices(layer, "operator_kind", "operator_kind", tr("Operator"))
    _tell_status(layer, check_choices(layer, "status", "status", tr("Status")))


def normalise_name(name: str) -> str:
    """Write a name in the way in which names are compared: no blanks, signs or capitals."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name).casefold())


def _check_twins(layer: SurveyLayer, services: list[str | None]) -> None:
    names = layer.texts("name")
    if names is None:
        return
    sites = layer.texts("site_id") or [None] * len(layer)
    known: dict[tuple[str, str], int] = {}
    key = np.full(len(layer), -1, dtype=np.int64)
    for row, (service, name) in enumerate(zip(services, names, strict=True)):
        plain = normalise_name(name or "")
        if service is not None and plain and layer.placed[row]:
            key[row] = known.setdefault((service, plain), len(known))
    rows = np.flatnonzero(key >= 0)
    pairs = rows[near_twins(layer.xy[rows], key[rows], _NEAR)]
    first_of: dict[int, int] = {}
    for one, two in pairs.tolist():
        # entrances of one site are one facility
        if sites[one] is None or sites[one] != sites[two]:
            first_of.setdefault(two, one)
    text = tr("{name} is there twice: feature {other} has the same service within {metres} m.")
    layer.find(
        first_of, "twice", WARNING,
        [
            text.format(name=names[row], other=int(layer.table.ids[other]), metres=f"{_NEAR:.0f}")
            for row, other in first_of.items()
        ],
        tr("Delete one of the two, or give both the same site_id if they are entrances of one "
           "facility."),
        others=first_of.values(),
    )  # fmt: skip


def _check_capacity(layer: SurveyLayer) -> None:
    cells = layer.column("capacity")
    if cells is None:
        return
    title = tr("Capacity")
    numbers = read_values(cells)
    find_unreadable(layer, numbers, cells, "capacity", title)
    find_negative(layer, numbers, "capacity", title)
    find_zero(layer, numbers, "capacity", title)
    units = check_choices(layer, "capacity_unit", "capacity_unit", tr("Unit of capacity"))
    least, most = np.full(len(layer), np.nan), np.full(len(layer), np.nan)
    of_unit = {unit: bounds_of(layer.role, "capacity", unit or "") for unit in set(units or [None])}
    for row, unit in enumerate(units or [None] * len(layer)):
        bounds = of_unit[unit]
        if bounds is not None:
            least[row], most[row] = bounds.least, bounds.most
    positive = numbers.values > 0
    least[~positive] = np.nan
    find_implausible(layer, numbers, least, most, "capacity", title)
    bare = positive & np.array([unit is None for unit in units or [None] * len(layer)], dtype=bool)
    layer.find(
        np.flatnonzero(bare).tolist(), "capacity_no_unit", WARNING,
        tr("The capacity has no unit, so it cannot be compared with a standard."),
        tr("Write the unit: places, beds or persons."),
    )  # fmt: skip


def _tell_status(layer: SurveyLayer, words: list[str | None] | None) -> None:
    """Say how many facilities do not count as supply."""
    closed, planned = ((words or []).count(word) for word in ("closed", "planned"))
    if closed or planned:
        layer.find_in_layer(
            "not_open", INFORMATION,
            tr("{closed} are closed and {planned} planned; they do not count as supply.").format(
                closed=closed, planned=planned
            ),
            tr("Nothing, if that is still so."),
        )  # fmt: skip
