"""Rows of figures, what they must reach, and the tables of them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Goal:
    """What a row must reach.

    Attributes
    ----------
    kind
        "faster": so many times as fast as the peer; "within": at most so many times the peer's
        time; "seconds", "megabytes": at most.
    value
        The number.
    """

    kind: str
    value: float

    def reached(self, row: Row) -> bool | None:
        """Tell whether a row reaches it; None where nothing was measured to tell."""
        if self.kind == "seconds":
            return row.seconds <= self.value
        if self.kind == "megabytes":
            return None if row.megabytes is None else row.megabytes <= self.value
        if row.peer_seconds is None:
            return None
        ratio = row.peer_seconds / row.seconds
        return ratio >= self.value if self.kind == "faster" else 1 / ratio <= self.value

    def __str__(self) -> str:
        return {
            "faster": f"{self.value:g}x",
            "within": f"within {self.value:g} of its time",
            "seconds": f"{time_of(self.value)}",
            "megabytes": f"{self.value / 1000:g} GB",
        }[self.kind]


@dataclass
class Row:
    """A figure of ours beside that of a peer.

    Attributes
    ----------
    work
        What is done.
    seconds, megabytes
        Ours; no megabytes where a part of a process is timed.
    peer, peer_seconds, peer_megabytes
        Whose the other figure is; None where it is not there.
    goals
        What must be reached.
    note
        How the other figure came about, in few words.
    """

    work: str
    seconds: float
    megabytes: float | None = None
    peer: str = ""
    peer_seconds: float | None = None
    peer_megabytes: float | None = None
    goals: tuple[Goal, ...] = ()
    note: str = ""

    def cells(self) -> list[str]:
        """Give the cells of the row."""
        ratio = ""
        if self.peer_seconds is not None:
            ratio = f"{_short(self.peer_seconds / self.seconds)}x"
        words = {True: "yes", False: "**no**", None: "not measured"}
        return [
            self.work,
            time_of(self.seconds),
            _size(self.megabytes),
            self.peer + (f" ({self.note})" if self.note else ""),
            "" if self.peer_seconds is None else time_of(self.peer_seconds),
            _size(self.peer_megabytes),
            ratio,
            ", ".join(str(goal) for goal in self.goals),
            ", ".join(words[goal.reached(self)] for goal in self.goals),
        ]


HEADS = (
    "work",
    "Life Circle",
    "memory",
    "other",
    "its time",
    "its memory",
    "ratio",
    "must reach",
    "reached",
)


@dataclass
class Section:
    """One workload: rows, phases and what was checked.

    Attributes
    ----------
    title
        Its name.
    rows
        Figures.
    phases
        Of each process that was timed whole: seconds by phase.
    remarks
        What was compared before the times were, and other sentences.
    """

    title: str
    rows: list[Row] = field(default_factory=list)
    phases: dict[str, dict[str, float]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Give the section as Markdown."""
        parts = [
            f"## {self.title}",
            markdown(HEADS, [row.cells() for row in self.rows], "lrrlrrrll"),
        ]
        if self.phases:
            names = list(dict.fromkeys(name for found in self.phases.values() for name in found))
            lines = [
                [who, *(f"{found[name]:.2f}" if name in found else "" for name in names)]
                for who, found in self.phases.items()
            ]
            parts.append(markdown(("seconds by phase", *names), lines, "l" + "r" * len(names)))
        parts += self.remarks
        return "\n\n".join(parts)


def markdown(heads: tuple[str, ...], rows: list[list[str]], sides: str) -> str:
    """Write a table whose columns line up."""
    widths = [max(len(line[k]) for line in [list(heads), *rows]) for k in range(len(heads))]
    rule = [
        "-" * w if s == "l" else "-" * (w - 1) + ":" for w, s in zip(widths, sides, strict=True)
    ]

    def write(cells: list[str]) -> str:
        padded = [
            c.ljust(w) if s == "l" else c.rjust(w)
            for c, w, s in zip(cells, widths, sides, strict=True)
        ]
        return f"| {' | '.join(padded)} |"

    return "\n".join([write(list(heads)), write(rule), *(write(row) for row in rows)])


def time_of(seconds: float) -> str:
    """Write seconds in three digits, short ones as milliseconds."""
    if seconds < 0.0995:
        return f"{_short(1000 * seconds)} ms"
    return f"{_short(seconds)} s"


def _short(value: float) -> str:
    digits = 2 if value < 9.995 else 1 if value < 99.95 else 0
    return f"{value:,.{digits}f}"


def _size(megabytes: float | None) -> str:
    return "" if megabytes is None else f"{megabytes:,.0f} MB"
