"""Limits as users type them: "5,10,15"."""

from __future__ import annotations

import math
import re

from ..engine.errors import EngineError
from .i18n import tr

MOST_MINUTES = 240.0
MOST_METRES = 20_000.0


def read_limits(text: str, unit: str) -> list[float]:
    """Read a list of limits.

    Parameters
    ----------
    text
        Numbers between commas; Chinese commas and semicolons count as commas.
    unit
        ``"minutes"`` or ``"metres"``.

    Returns
    -------
    The limits, ascending, each once.

    Raises
    ------
    EngineError
        If a part is no number, not above zero, or farther than anybody walks.
    """
    most = MOST_MINUTES if unit == "minutes" else MOST_METRES
    name = tr("minutes") if unit == "minutes" else tr("metres")
    parts = [part.strip() for part in re.split(r"[,;，；、]", text)]
    wrong = [part or tr("(nothing)") for part in parts if not _is_number(part)]
    if wrong:
        raise EngineError(
            "In '{text}' these are no numbers: {wrong}. Write the {unit} between commas, "
            "for example {example}.",
            text=text,
            wrong=", ".join(wrong),
            unit=name,
            example="5,10,15" if unit == "minutes" else "300,500,1000",
        )
    limits = sorted({float(part) for part in parts})
    if limits[0] <= 0:
        raise EngineError(
            "In '{text}' {value:g} {unit} is no walk: every limit must be above zero.",
            text=text,
            value=limits[0],
            unit=name,
        )
    if limits[-1] > most:
        raise EngineError(
            "In '{text}' {value:g} {unit} is farther than anybody walks: the most is {most:g}.",
            text=text,
            value=limits[-1],
            unit=name,
            most=most,
        )
    return limits


def _is_number(part: str) -> bool:
    try:
        value = float(part)
    except ValueError:
        return False
    return math.isfinite(value)
