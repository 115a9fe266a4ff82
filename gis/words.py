"""The language of one map or sheet, which need not be QGIS's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .i18n import speaks_chinese, tr
from .profiles import load_services

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Words:
    """What things are called in one language.

    Attributes
    ----------
    say
        Translates a plain literal.
    chinese
        Whether names that data carry in two languages are taken in Chinese.
    """

    say: Callable[[str], str]
    chinese: bool

    def service(self, key: str, name_en: str = "", name_zh: str = "") -> str:
        """Name a service shortly: as the catalogue does, else as the data say, else by its key.

        Parameters
        ----------
        key
            Of the service.
        name_en, name_zh
            As the data have them.
        """
        entry = load_services().get(key)
        if self.chinese:
            return (entry.name_zh if entry else "") or name_zh or name_en or key
        return (entry.name_en if entry else "") or name_en or key


def own_words() -> Words:
    """Return the words of QGIS's language."""
    return Words(tr, speaks_chinese())
