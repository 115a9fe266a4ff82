"""What residents said, read from a layer: one answer of each respondent about each service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..engine.errors import EngineError
from ..engine.opinions import HIGHEST, LOWEST, Answers, Rules, keep_latest
from .i18n import tr
from .sources import Table, name_some, read_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback


@dataclass(frozen=True)
class OpinionFields:
    """Names of the fields that hold what was said; None: nothing is known."""

    service: str = "service"
    importance: str | None = "importance"
    satisfaction: str | None = "satisfaction"
    respondent: str | None = "respondent"
    answered_on: str | None = "answered_on"
    age_group: str | None = "age_group"


@dataclass(frozen=True, eq=False)
class Opinions:
    """Answers that count.

    Attributes
    ----------
    table
        Their rows; those left out are among its rejected.
    service
        Shape (answers,): key of the service.
    importance, satisfaction
        Shape (answers,): 1 to 5, NaN where not said.
    age_group
        Of each respondent, None where not said.
    superseded
        Number of earlier answers of the same respondents about the same services.
    """

    table: Table
    service: NDArray[np.object_]
    importance: NDArray[np.float64]
    satisfaction: NDArray[np.float64]
    age_group: list[str | None]
    superseded: int

    def of(self, service: str) -> tuple[NDArray[np.int64], Answers]:
        """Return the rows and scores of the answers about a service."""
        rows = np.flatnonzero(self.service == service)
        return rows, Answers(self.importance[rows], self.satisfaction[rows])

    @property
    def mean_importance(self) -> float:
        """The district's mean importance over all services; NaN where nobody said any."""
        said = self.importance[np.isfinite(self.importance)]
        return float(said.mean()) if len(said) else float("nan")

    def rules(self, satisfied: float, enough: float, strength: float) -> Rules:
        """Say how answers are read, cut at the district's mean importance."""
        return Rules(self.mean_importance, satisfied, enough, strength)


def read_opinions(table: Table, names: OpinionFields, feedback: QgsProcessingFeedback) -> Opinions:
    """Read the opinions layer.

    Parameters
    ----------
    table
        The layer, with rows that have no place: what they say counts for the whole district.
    names
        Its fields.
    feedback
        Where to say what is left out.

    Raises
    ------
    EngineError
        If it has no field with the service.
    """
    services = table.texts(names.service)
    if services is None:
        raise EngineError(
            "The opinions layer has no field '{field}'. Its fields are: {fields}. Choose the one "
            "that names the service.",
            field=names.service,
            fields=", ".join(table.fields.names()),
        )
    table = table.leave_out(
        np.array([service is None for service in services], dtype=bool), tr("no service named")
    )
    lower = [str(service).lower() for service in table.texts(names.service) or []]
    count = len(table)
    who = table.texts(names.respondent) or [None] * count
    when = table.texts(names.answered_on) or [None] * count
    kept = keep_latest(who, lower, when)
    superseded = int((~kept).sum())
    if superseded:
        table = table.leave_out(~kept, tr("an earlier answer of the same respondent"))
    table.report(feedback)
    importance = _scores(table, names.importance, feedback)
    satisfaction = _scores(table, names.satisfaction, feedback)
    ages = table.texts(names.age_group) or [None] * len(table)
    service = np.array(lower, dtype=object)[kept]
    return Opinions(table, service, importance, satisfaction, ages, superseded)


def no_opinions() -> Opinions:
    """Return the opinions of a run for which nobody was asked: all homes are unheard."""
    nothing = np.zeros(0)
    return Opinions(Table.empty(tr("Opinions")), np.zeros(0, dtype=object), nothing, nothing, [], 0)


def _scores(table: Table, name: str | None, feedback: QgsProcessingFeedback) -> NDArray[np.float64]:
    """Read scores of 1 to 5; others are unknown."""
    scores, _ = read_numbers(table, name)
    if scores is None:
        feedback.pushInfo(
            tr("Opinions: there is no field '{field}', so what it holds is unknown.").format(
                field=name
            )
        )
        return np.full(len(table), np.nan)
    values = table.column(name) or []
    outside = ~((scores >= LOWEST) & (scores <= HIGHEST))
    wrong = [int(table.ids[row]) for row in np.flatnonzero(outside) if values[row] is not None]
    if wrong:
        feedback.pushWarning(
            tr(
                "Opinions: {count} values of {field} lie outside 1 to 5 and count as unknown "
                "(features {ids})."
            ).format(count=len(wrong), field=name, ids=name_some(wrong))
        )
    scores[outside] = np.nan
    return scores
