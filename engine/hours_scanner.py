"""Walks over the pieces of a text of opening hours, and says where it cannot go on."""

from __future__ import annotations

from typing import NoReturn

from .errors import EngineError
from .hours_tokens import Token, shorten, split_tokens, tidy


class Scanner:
    """A place in the pieces of a text.

    Parameters
    ----------
    text
        Opening hours as they were written.

    Raises
    ------
    EngineError
        If the text is empty or has signs that are no part of opening hours.
    """

    def __init__(self, text: str) -> None:
        self._plain = tidy(text)
        if not self._plain:
            raise EngineError("The opening hours are empty.")
        self._tokens = split_tokens(self._plain)
        self.at = 0

    @property
    def here(self) -> Token:
        """The next piece."""
        return self._tokens[self.at]

    @property
    def before(self) -> Token:
        """The piece that was stepped over last."""
        return self._tokens[max(self.at - 1, 0)]

    def ahead(self, ahead: int) -> Token:
        """Return the piece that many after the next."""
        return self._tokens[min(self.at + ahead, len(self._tokens) - 1)]

    def sees(self, kind: str, ahead: int = 0) -> bool:
        """Tell whether the next piece, or one after it, is of a kind."""
        return self.ahead(ahead).kind == kind

    def sees_word(self, *words: str, ahead: int = 0) -> bool:
        """Tell whether the next piece, or one after it, is one of some words."""
        token = self.ahead(ahead)
        return token.kind == "word" and token.text in words

    def next(self) -> Token:
        """Step over the next piece and return it."""
        token = self.here
        self.at = min(self.at + 1, len(self._tokens) - 1)
        return token

    def take(self, kind: str) -> bool:
        """Step over the next piece if it is of a kind."""
        if not self.sees(kind):
            return False
        self.next()
        return True

    def need(self, kind: str) -> Token:
        """Step over the next piece, which must be of a kind."""
        if not self.sees(kind):
            self.refuse()
        return self.next()

    def refuse(self) -> NoReturn:
        """Say that the text cannot be read from here on."""
        if self.sees("end"):
            raise EngineError(
                "The opening hours '{text}' end too early. "
                "Write them as in Mo-Fr 08:00-17:00; Sa 09:00-12:00; PH off.",
                text=shorten(self._plain),
            )
        raise EngineError(
            "The opening hours '{text}' cannot be read from '{part}' on. "
            "Write them as in Mo-Fr 08:00-17:00; Sa 09:00-12:00; PH off.",
            text=shorten(self._plain),
            part=shorten(self._plain[self.here.start :]),
        )

    def refuse_uncovered(self) -> NoReturn:
        """Say that what stands here is not covered."""
        raise EngineError(
            "The opening hours '{text}' use '{part}', which is not supported. "
            "Write the days and times without it.",
            text=shorten(self._plain),
            part=shorten(self._plain[self.here.start :]),
        )

    def refuse_time(self, token: Token) -> NoReturn:
        """Say that a piece is no time of day."""
        raise EngineError(
            "In the opening hours '{text}', '{part}' is not a time of day.",
            text=shorten(self._plain),
            part=token.text,
        )

    def refuse_date(self, token: Token) -> NoReturn:
        """Say that a piece makes no date or range of dates."""
        raise EngineError(
            "In the opening hours '{text}', no date or range of dates ends with '{part}'.",
            text=shorten(self._plain),
            part=token.text,
        )
