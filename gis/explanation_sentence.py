"""Why a home gets no farther with a service, as a sentence to be read aloud."""

from __future__ import annotations

from typing import Any

import numpy as np

from .i18n import tr
from .words import own_words


def tell(row: dict[str, Any]) -> str:
    """Say in a sentence or two what decided, and what to do.

    Parameters
    ----------
    row
        Values of the table of an explanation, by field.
    """
    words = own_words()
    service = words.service(row["service"], row["name_en"], row["name_zh"])
    parts = [_tell_walk(row).format(service=service, **_numbers(row))]
    reason, action = _reasons().get(row["reason"]), _actions().get(row["action"])
    if reason:
        parts.append(reason.format(**_numbers(row)))
    if action:
        parts.append(action)
    return " ".join(parts)


def _tell_walk(row: dict[str, Any]) -> str:
    """Say how far the nearest is and what is allowed."""
    if row["facility"] is None:
        return tr("{service}: there is no walk to any.")
    limit = row["limit_m"] if row["rule"] == "metres" else row["limit_min"]
    if limit is None:
        return tr("{service}: {m} m, {min} min to {facility}; the standard sets no limit.")
    if row["rule"] == "metres":
        if row["has"] == 1:
            return tr("{service}: {m} m, {min} min to {facility}; the limit is {limit_m} m.")
        if row["has"] == 0:
            return tr(
                "{service}: {m} m, {min} min to {facility}; the limit is {limit_m} m: too far by "
                "{beyond} m."
            )
        return tr("{service}: {m} m, {min} min to {facility}, beyond the limit of {limit_m} m.")
    if row["has"] == 1:
        return tr("{service}: {m} m, {min} min to {facility}; the limit is {limit_min} min.")
    if row["has"] == 0:
        return tr(
            "{service}: {m} m, {min} min to {facility}; the limit is {limit_min} min: too far by "
            "{beyond} min."
        )
    return tr("{service}: {m} m, {min} min to {facility}, beyond the limit of {limit_min} min.")


def _reasons() -> dict[str | None, str]:
    return {
        "behind_barrier": tr(
            "{behind_wall} would be within the limit, {behind_wall_m} m away, if no wall or other "
            "barrier stood between."
        ),
        "island": tr("Its only street is an island of the street data."),
        "unplaced": tr("It lies on no street."),
        "planned": tr("{planned} is planned, {planned_m} m away, but not open yet."),
        "no_facility": tr("There is none in the facilities layer."),
        "cannot_tell": tr("The street data ends within the limit, so there may be one beyond."),
        "full": tr(
            "What is in reach is full: {supply_per_1000} for 1,000 persons, norm {norm_per_1000}; "
            "load of the nearest {load}."
        ),
        "poor": tr("The best quality in reach is {quality} of 5; {quality_norm} is asked."),
        "shut": tr("It is not open whenever it is needed ({open_when})."),
        "too_small": tr("The largest in reach has {largest_m2} m², the norm is {size_norm_m2} m²."),
        "unsatisfied": tr(
            "Residents find it important ({importance}) and are not satisfied ({satisfaction}, "
            "from {low} to {high})."
        ),
        "over_provided": tr("Residents value it little, and there is more than the norm asks."),
        "unwanted": tr("Residents value it little ({importance}) and are satisfied."),
        "unknown": tr("Data is missing to tell whether what is in reach is good."),
        "unheard": tr("Too few answers were given around it ({answers})."),
    }


def _actions() -> dict[str | None, str]:
    return {
        "open_gate": tr("To do: open a gate."),
        "check_data": tr("To do: check the data."),
        "hasten": tr("To do: hasten what is planned."),
        "build": tr("To do: build one."),
        "expand": tr("To do: expand."),
        "upgrade": tr("To do: upgrade."),
        "extend_hours": tr("To do: extend the hours."),
        "enlarge": tr("To do: enlarge."),
        "adapt": tr("To do: adapt it to what residents ask for."),
        "share": tr("To do: share or convert."),
        "listen": tr("To do: listen to residents."),
        "keep": tr("To do: keep it."),
    }


def _numbers(row: dict[str, Any]) -> dict[str, str]:
    """Write all values for a sentence; a dash where nothing is known."""
    numbers = {name: _number(name, value) for name, value in row.items() if name != "service"}
    if row["rule"] == "metres":
        numbers["beyond"] = _number("m", row["beyond"])
    return numbers


def _number(name: str, value: Any) -> str:
    if value is None or (isinstance(value, float | np.floating) and not np.isfinite(value)):
        return "–"
    if isinstance(value, float | np.floating):
        return f"{value:,.0f}" if name.endswith(("_m", "_m2")) or name == "m" else f"{value:,.1f}"
    return str(value)
