"""The one exception that the engine raises on purpose."""

from __future__ import annotations


class EngineError(ValueError):
    """Something in the input that the engine cannot work with, said in a sentence.

    Parameters
    ----------
    template
        The sentence in English with ``{name}`` places; a plain literal, so that it can be
        translated before its values are filled in.
    **values
        What to fill in.
    """

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))
