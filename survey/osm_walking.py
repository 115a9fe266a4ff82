"""What OpenStreetMap says of walking along a way: crossings and slopes."""

from __future__ import annotations

import math
import re

_CROSSING_WAYS = ("footway", "path", "cycleway")  # keys whose value crossing makes a way one
_KINDS = {
    "traffic_signals": "signal",
    "uncontrolled": "none",
    "marked": "none",
    "zebra": "none",
    "unmarked": "unmarked",
}
_SLOPE = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(%|°)?")
_STEEPEST = 100.0  # per cent; more is no slope of a street


def is_crossing(tags: dict[str, str]) -> bool:
    """Say whether a way crosses a carriageway and does nothing else.

    Parameters
    ----------
    tags
        Of the way.
    """
    return any(tags.get(key) == "crossing" for key in _CROSSING_WAYS)


def read_crossing(tags: dict[str, str]) -> str | None:
    """Tell how a crossing is secured.

    Parameters
    ----------
    tags
        Of the crossing's way, or of the node in its middle.

    Returns
    -------
    ``signal``; ``unmarked``; ``none`` for a marked crossing without signals, where drivers must
    stop; None if the tags do not say.
    """
    signals = tags.get("crossing:signals")
    if signals == "yes":
        return "signal"
    kind = _KINDS.get(tags.get("crossing", ""))
    if kind is not None:
        return kind
    markings = tags.get("crossing:markings")
    if markings is None or signals not in (None, "no"):
        return None
    return "unmarked" if markings == "no" else "none"


def read_slope(text: str | None) -> float | None:
    """Read the key ``incline``: per cent, positive where the way climbs in its direction.

    Parameters
    ----------
    text
        ``8%``, ``-8 %``, ``8`` or ``5°``; words such as ``up`` say no number.
    """
    found = _SLOPE.fullmatch((text or "").strip())
    if found is None:
        return None
    slope = float(found[1])
    if found[2] == "°":
        slope = 100 * math.tan(math.radians(slope)) if abs(slope) < 90 else math.inf
    return slope if abs(slope) <= _STEEPEST else None
