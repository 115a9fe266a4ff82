"""Lists that planners type: services, and limits of their own."""

from __future__ import annotations

import re

from ..engine.errors import EngineError


def read_names(text: str) -> list[str]:
    """Read keys between commas, each once, in their order."""
    names = (part.strip().lower() for part in re.split(r"[,;，；、]", text))
    return list(dict.fromkeys(name for name in names if name))


def read_own_limits(text: str) -> dict[str, float]:
    """Read limits such as ``community_canteen=500, pocket_park=300``.

    Parameters
    ----------
    text
        Pairs between commas, in the unit of the rule.

    Raises
    ------
    EngineError
        If a part is no key and number above zero.
    """
    limits: dict[str, float] = {}
    for part in read_names(text):
        pair = re.fullmatch(r"([^=＝:：]+?)\s*[=＝:：]\s*(\d+(?:\.\d+)?)", part)
        if pair is None or float(pair[2]) <= 0:
            raise EngineError(
                "'{part}' in the own limits is no service and limit. Write for example {example}.",
                part=part,
                example="community_canteen=500",
            )
        limits[pair[1]] = float(pair[2])
    return limits
