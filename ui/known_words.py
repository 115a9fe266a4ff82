"""Which word a planner mapped to which service, kept for the next survey."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qgis.core import QgsSettings

if TYPE_CHECKING:
    from ..survey.matching.mapping import SurveyMapping

_WORDS = "lifecircle/service_words"


def known_words() -> dict[str, str]:
    """Return the services by the words that were mapped to them in earlier surveys."""
    try:
        words = json.loads(QgsSettings().value(_WORDS, "") or "{}")
    except (TypeError, ValueError):
        return {}
    return words if isinstance(words, dict) else {}


def remember_words(mapping: SurveyMapping) -> None:
    """Keep the words of a mapping beside those known before."""
    words = known_words()
    for source in mapping.sources.values():
        words |= {word: service for word, service in source.categories.items() if service}
    QgsSettings().setValue(_WORDS, json.dumps(words, ensure_ascii=False))
