"""What tags say of a facility beside its service: whether it is open, how large, who runs it."""

from __future__ import annotations

import re

OPEN, CLOSED, PLANNED, GONE = "open", "closed", "planned", "gone"
_PREFIXES = {
    "disused": CLOSED, "abandoned": CLOSED, "was": CLOSED,
    "construction": PLANNED, "proposed": PLANNED, "planned": PLANNED,
    "demolished": GONE, "razed": GONE, "removed": GONE, "destroyed": GONE, "dismantled": GONE,
}  # fmt: skip
_OPERATORS = {
    "public": "government", "government": "government", "municipal": "government",
    "city": "government", "state": "government",
    "private": "market", "business": "market", "company": "market", "private_for_profit": "market",
    "ngo": "social", "religious": "social", "charitable": "social", "charity": "social",
    "community": "social", "association": "social", "cooperative": "social", "club": "social",
    "private_non_profit": "social", "non_profit": "social",
    "public_private": "mixed", "mixed": "mixed",
}  # fmt: skip
_CLOSED_TO_PUBLIC = {"no", "private", "residents", "employees", "members", "permit"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def split_by_state(tags: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Tell what an object is, was and will be.

    Parameters
    ----------
    tags
        Such as ``amenity=school``, ``disused:shop=bakery``, ``construction:amenity=library``.

    Returns
    -------
    States, each with the tags that hold in it: first the plain ones, ``open`` unless the object
    as a whole is out of use or being built.
    """
    found = [(_whole_state(tags), tags)]
    others: dict[str, dict[str, str]] = {}
    for key, value in tags.items():
        prefix, _, plain = key.partition(":")
        state = _PREFIXES.get(prefix) if plain else None
        if state is not None:
            # what else is said, such as its name, holds for it, too; what it is now does not
            rest = others.setdefault(state, {k: v for k, v in tags.items() if k not in _MAIN})
            rest[plain] = value
    return found + list(others.items())


_MAIN = {
    "amenity", "shop", "leisure", "office", "healthcare", "craft", "tourism", "railway",
    "public_transport", "highway", "landuse", "place",
}  # fmt: skip


def _whole_state(tags: dict[str, str]) -> str:
    if tags.get("disused") == "yes" or tags.get("abandoned") == "yes":
        return CLOSED
    if tags.get("opening_hours") in ("closed", "off"):
        return CLOSED
    if tags.get("construction") == "yes" or tags.get("proposed") == "yes":
        return PLANNED
    return OPEN


def why_not_public(tags: dict[str, str]) -> str:
    """Return the value of ``access`` that closes a place to the public; empty if none does."""
    access = tags.get("access", "")
    return access if access in _CLOSED_TO_PUBLIC else ""


def read_operator_kind(tags: dict[str, str]) -> str | None:
    """Tell who runs a facility: government, market, social or mixed."""
    return _OPERATORS.get(tags.get("operator:type", "").strip().lower())


def read_capacity(tags: dict[str, str]) -> tuple[float | None, str | None]:
    """Read how many a facility takes in, and what is counted: places, or beds where it says so."""
    for key, unit in (("capacity", "places"), ("capacity:persons", "places"), ("beds", "beds")):
        text = tags.get(key, "").strip()
        if _NUMBER.fullmatch(text):
            return float(text), unit
    return None, None


def read_date(tags: dict[str, str]) -> str | None:
    """Read the day on which a mapper last looked; a month or a year is no day."""
    for key in ("check_date", "survey:date"):
        text = tags.get(key, "").strip()
        if _DATE.fullmatch(text):
            return text
    return None
