"""Checks of opinions: services, scores, places, and what should not be in their texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...gis.compat import TEXT
from ...gis.i18n import tr
from ..personal_data import clean_text, find_personal_columns
from .distances import check_areas_near, check_homes_near
from .findings import ERROR, NEAR, WARNING
from .shapes import check_twins
from .values import check_choices, check_dates, check_scores, check_services, rows_by_text

if TYPE_CHECKING:
    import datetime as dt

    from .distances import Surroundings
    from .survey_layer import SurveyLayer

_NUMBER = re.compile(r"[A-Za-z]{0,3}[-_]?\d{1,7}")
"""A number that a survey gives to those asked, such as R0012, which leads to nobody."""
_MAY_BE = re.compile(
    r"[@＠]|\d(?:\W{0,2}\d){6}|微信|[wｗ](?:e?chat|[xｘ]|ｅ)|[qｑ]{2}", re.IGNORECASE
)
"""Without any of these a text holds no personal number or address."""
_SAMPLE = 200  # rows by which a column is judged
_CODES = ("service", "kind", "age_group", "walker", "answered_on")


def check_opinions(layer: SurveyLayer, around: Surroundings, today: dt.date) -> None:
    """Check the opinions."""
    if check_services(layer, "service", needed=True) is None:
        layer.find_in_layer(
            "service_no_field", ERROR,
            tr("There is no field {field} with the service that each opinion is about.").format(
                field=layer.name_of("service")
            ),
            tr("Choose the field with the service, or add it."),
        )  # fmt: skip
    check_scores(layer, "importance", tr("Importance"))
    check_scores(layer, "satisfaction", tr("Satisfaction"))
    check_choices(layer, "kind", "opinion_kind", tr("Kind of opinion"))
    check_choices(layer, "walker", "walker", tr("Way of walking"))
    check_dates(layer, "answered_on", tr("Answered on"), today)
    check_areas_near(layer, around, around.snap)
    check_homes_near(layer, around, NEAR)
    check_twins(
        layer,
        ("service", "importance", "satisfaction", "kind", "text", "age_group", "answered_on",
         "source", "respondent", "source_id"),
        tr("The answer is there twice: feature {other} says the same at the same place."),
        tr("Delete one of the two if one person was asked."),
    )  # fmt: skip
    check_personal(layer)


def check_personal(layer: SurveyLayer) -> None:
    """Find columns with personal data, and numbers and addresses within texts."""
    fields = layer.table.fields
    # a name that the data model gives to a field is no person's
    asked = [name for name in fields.names() if name.lower() != "name" or layer.role == "opinions"]
    samples = {name: (layer.table.column(name) or [])[:_SAMPLE] for name in asked}
    filled = {
        name: cells for name, cells in samples.items() if any(cell is not None for cell in cells)
    }
    personal = find_personal_columns(filled, layer.role)
    for name in sorted(personal):
        if _are_numbers(filled[name]):
            continue
        layer.find_in_layer(
            "personal_column", WARNING,
            tr("The field {field} seems to hold personal data.").format(field=name),
            tr("Delete the field, unless those asked have agreed that it is kept and shown."),
        )  # fmt: skip
    codes = {layer.name_of(word).lower() for word in _CODES}
    found: dict[int, None] = {}
    for name in fields.names():
        if name in personal or name.lower() in codes or fields.field(name).type() != TEXT:
            continue
        for text, rows in rows_by_text(layer.table.texts(name) or []).items():
            if _MAY_BE.search(text) and clean_text(text)[1]:
                found |= dict.fromkeys(rows)
    layer.find(
        sorted(found), "personal_data", ERROR,
        tr("A text holds a telephone or identity number, an address or an account."),
        tr("Take it out of the text before the data are passed on or shown."),
    )  # fmt: skip


def _are_numbers(cells: list[Any]) -> bool:
    known = [str(cell).strip() for cell in cells if cell is not None]
    return all(_NUMBER.fullmatch(text) for text in known)
