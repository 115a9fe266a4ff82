"""The engine's errors, in the user's language, as Processing shows them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingException

from ..engine.errors import EngineError
from ..engine.sheets import Remark
from .i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator


def sentence(said: EngineError | Remark) -> str:
    """Return the translated sentence of an error or a remark, and of those within it."""
    values = {
        name: sentence(value) if isinstance(value, EngineError | Remark) else value
        for name, value in said.values.items()
    }
    return tr(said.template).format(**values)


@contextmanager
def told_in_sentences() -> Iterator[None]:
    """Turn the engine's errors into Processing's."""
    try:
        yield
    except EngineError as error:
        raise QgsProcessingException(sentence(error)) from error
