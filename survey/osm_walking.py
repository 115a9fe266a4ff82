"""What OpenStreetMap says of walking along a way: crossings, slopes, levels, light, sidewalks."""

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
_ON_GROUND = ("no", "building_passage", "avalanche_protector")
_LIT = {"yes": "yes", "24/7": "yes", "automatic": "yes", "limited": "yes", "sunset-sunrise": "yes",
        "no": "no", "disused": "no"}  # fmt: skip
_SIDEWALKS = ("both", "left", "right", "no", "separate")
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


def read_level(tags: dict[str, str]) -> str | None:
    """Tell whether a way runs above or below the ground.

    Parameters
    ----------
    tags
        Of the way. A passage through a building is a ``tunnel`` in OpenStreetMap, yet on the
        ground.

    Returns
    -------
    ``above`` for bridges, ``below`` for tunnels, None else.
    """
    if tags.get("bridge", "no") != "no":
        return "above"
    return "below" if tags.get("tunnel", "no") not in _ON_GROUND else None


def read_lit(tags: dict[str, str]) -> str | None:
    """Tell whether a way is lit: ``yes`` or ``no``, None where nobody says."""
    return _LIT.get(tags.get("lit", ""))


def read_sidewalk(tags: dict[str, str]) -> str | None:
    """Tell on which sides a street has a sidewalk.

    Parameters
    ----------
    tags
        ``sidewalk``, or ``sidewalk:both``, ``sidewalk:left`` and ``sidewalk:right``.

    Returns
    -------
    ``both``, ``left``, ``right``, ``no`` or ``separate`` (drawn as a way of its own); None where
    nobody says.
    """
    whole = tags.get("sidewalk", tags.get("sidewalk:both", ""))
    if whole in ("yes", "none"):
        whole = "both" if whole == "yes" else "no"
    if whole in _SIDEWALKS:
        return whole
    left, right = tags.get("sidewalk:left"), tags.get("sidewalk:right")
    if left is None and right is None:
        return None
    if "separate" in (left, right):
        return "separate"
    on_left, on_right = left == "yes", right == "yes"
    if on_left and on_right:
        return "both"
    if on_left or on_right:
        return "left" if on_left else "right"
    return "no" if left == right == "no" else None
