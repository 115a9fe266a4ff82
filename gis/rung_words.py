"""What rungs, reasons, actions and states are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .words import Words


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


def name_needs(words: Words) -> dict[str, str]:
    """Name the states of need."""
    tr = words.say
    return {
        "unheard": tr("Unheard"),
        "concentrate": tr("Concentrate here"),
        "content": tr("Content"),
        "low_priority": tr("Low priority"),
        "overkill": tr("Possible overkill"),
    }


def name_levels(words: Words) -> dict[str, str]:
    """Name the classes of homes by how good a service is."""
    tr = words.say
    return {
        "good": tr("Good"),
        "full": tr("Covered, but full"),
        "short": tr("Covered, but short in something"),
        "unknown": tr("Unknown"),
        "not_covered": tr("Not covered"),
        "cannot_tell": tr("Cannot tell"),
    }


def name_voices(words: Words) -> dict[str, str]:
    """Name what residents say against what they have."""
    tr = words.say
    return {
        "complain_uncovered": tr("Complain, not covered"),
        "complain_covered": tr("Complain though covered"),
        "silent_uncovered": tr("Silent, not covered"),
        "silent_covered": tr("Silent, covered"),
        "content_uncovered": tr("Content though not covered"),
        "content_covered": tr("Content, covered"),
        "cannot_tell": tr("Cannot tell"),
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
