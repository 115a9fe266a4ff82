"""A record of every fault put into the survey on purpose."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """What is wrong, in which file, and where: ids as the reader finds them there."""

    file: str
    zh: str
    en: str
    where: tuple[str, ...]
    count: int


@dataclass
class Faults:
    """All faults, in the order they were made."""

    made: list[Fault] = field(default_factory=list)

    def add(
        self,
        file: str,
        zh: str,
        en: str,
        where: list[object],
        count: int | None = None,
    ) -> None:
        """Note a fault; `count` defaults to the number of places."""
        spots = tuple(str(w) for w in where)
        self.made.append(Fault(file, zh, en, spots, len(spots) if count is None else count))
