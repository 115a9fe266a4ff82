"""What OSRM's foot profile walks, how fast, and where it does not pass.

The rules of ``profiles/foot.lua`` and ``profiles/lib/way_handlers.lua`` of OSRM 26 as far as the
tags of the extract call for them, written anew.
"""

from __future__ import annotations

PACE = 5 / 3.6  # metres per second on every kind of way
AT_LIGHTS = 2.0  # seconds at each set of traffic lights

_WALKED = {
    "highway": {
        "primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link",
        "unclassified", "residential", "living_street", "service", "track", "path", "steps",
        "pedestrian", "platform", "footway", "pier",
    },
    "railway": {"platform"},
    "amenity": {"parking", "parking_entrance"},
    "man_made": {"pier"},
}  # fmt: skip
_ROUTABLE = (
    "highway", "bridge", "route", "man_made", "railway", "platform", "amenity", "public_transport",
)  # fmt: skip
_CLOSED = {"no", "agricultural", "forestry", "private", "delivery", "use_sidepath"}
_SURFACES = {"fine_gravel": 0.75, "gravel": 0.75, "pebblestone": 0.75, "mud": 0.5, "sand": 0.5}
_SIDEWALKS = ("sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right")


def walks(tags: dict[str, str]) -> bool:
    """Tell whether a way is walked at all."""
    if not any(key in tags for key in _ROUTABLE):
        return False
    if tags.get("motorroad") == "yes" or tags.get("impassable") == "yes":
        return False
    said = access(tags)
    if said in _CLOSED:
        return False
    if said is None and any(tags.get(key) == "separate" for key in _SIDEWALKS):
        return False
    # any other kind of way is walked where the map says anything but no
    known = any(tags.get(key) in values for key, values in _WALKED.items())
    return known or tags.get("route") == "ferry" or said is not None


def slowness(tags: dict[str, str]) -> float:
    """Give the factor on the seconds of each metre."""
    return 1.0 / _SURFACES.get(tags.get("surface", ""), 1.0)


def directions(tags: dict[str, str]) -> tuple[bool, bool]:
    """Tell whether a way is walked along its line, and against it: escalators one way only."""
    one_way = tags.get("oneway:foot")
    ahead, back = one_way != "-1", one_way not in ("yes", "1", "true")
    if tags.get("highway") in ("steps", "footway") and one_way != "no":
        ahead &= tags.get("conveying") != "backward"
        back &= tags.get("conveying") != "forward"
    return ahead, back


def closes(tags: dict[str, str]) -> bool:
    """Tell whether nobody passes a node: a gate that is closed to walkers, a wall."""
    said = access(tags)
    return said in _CLOSED if said else tags.get("barrier") in ("yes", "wall", "fence")


def has_lights(tags: dict[str, str]) -> bool:
    """Tell whether a node has traffic lights."""
    return tags.get("highway") == "traffic_signals"


def access(tags: dict[str, str]) -> str | None:
    """Give what the map says of walkers, else of everybody; of several what is not closed."""
    said = tags.get("foot") or tags.get("access")
    if said is None:
        return None
    parts = [part.strip() for part in said.split(";")]
    return min(parts, key=lambda part: part in _CLOSED)
