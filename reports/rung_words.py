"""What rungs, reasons and actions are called on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..gis.words import Words


def name_reasons(words: Words) -> dict[str, str]:
    """Name the reasons why a home gets no farther."""
    tr = words.say
    return {
        "behind_barrier": tr("Behind a wall"),
        "island": tr("On an island of the street data"),
        "unplaced": tr("On no street"),
        "planned": tr("Planned, not yet open"),
        "no_facility": tr("There is none"),
        "too_far": tr("Too far"),
        "cannot_tell": tr("Street data end within reach"),
        "no_limit": tr("The standard gives no limit"),
        "full": tr("Full"),
        "poor": tr("Poor quality"),
        "shut": tr("Shut when needed"),
        "too_small": tr("Too small"),
        "unsatisfied": tr("Residents are not satisfied"),
        "over_provided": tr("More than is asked for"),
        "unwanted": tr("Of little importance to residents"),
        "unknown": tr("Data missing"),
        "unheard": tr("Residents were not heard"),
    }


def name_actions(words: Words) -> dict[str, str]:
    """Name the actions."""
    tr = words.say
    return {
        "open_gate": tr("Open a gate"),
        "check_data": tr("Check the data"),
        "hasten": tr("Hasten"),
        "build": tr("Build"),
        "expand": tr("Expand"),
        "upgrade": tr("Upgrade"),
        "extend_hours": tr("Extend hours"),
        "enlarge": tr("Enlarge"),
        "adapt": tr("Adapt"),
        "share": tr("Share or convert"),
        "listen": tr("Listen"),
        "keep": tr("Keep"),
    }


def name_rungs(words: Words) -> dict[str, str]:
    """Name the parts of a bar of rungs."""
    tr = words.say
    return {
        "rung0": tr("do not have it"),
        "rung1": tr("have it"),
        "rung2": tr("have it, and it is good"),
        "rung3": tr("have it, good and right"),
        "unheard": tr("good, but residents were not heard"),
        "unknown": tr("unknown"),
    }
