"""What every sheet of a report is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..gis.profiles import list_standards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..gis.words import Words
    from .coverage import Coverage
    from .diagnosis import DiagnosisNumbers
    from .gap_facts import GapFacts
    from .project import ResultProject
    from .sheet import Frame


@dataclass(frozen=True)
class Material:
    """Numbers, maps and words.

    Attributes
    ----------
    project
        The project with its themes.
    coverage
        The numbers of rung 1.
    diagnosis
        The numbers of all three rungs.
    gaps
        The gaps that get a sheet, by rank.
    words
        The language.
    frame
        What is the same on every sheet.
    remarks
        Sentences about the data that stand on every sheet.
    """

    project: ResultProject
    coverage: Coverage
    diagnosis: DiagnosisNumbers
    gaps: dict[int, GapFacts]
    words: Words
    frame: Frame
    remarks: Sequence[str]

    @property
    def notes(self) -> str:
        """Remarks about the data, and how to read the mark at unchecked limits."""
        tr = self.words.say
        notes = list(self.remarks)
        if any(service.to_check for service in self.coverage.judged):
            notes.insert(0, tr("† Limit to be checked against the printed standard."))
        return ("" if self.words.chinese else " ").join(notes)


def name_standard(profile: str, words: Words) -> str:
    """Name a standard: its title if it is built in, else as given."""
    for standard in list_standards():
        if standard.name == profile:
            return standard.title_zh if words.chinese else standard.title_en
    return profile
