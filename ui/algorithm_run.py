"""Runs a Processing algorithm beside QGIS's own work, as the algorithm's dialog would."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from processing.tools.dataobjects import createContext
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..gis.i18n import tr


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    Attributes
    ----------
    results
        What the algorithm returned; None if it was cancelled or failed.
    cancelled
        The user asked to stop.
    error
        Why it failed, in a sentence.
    notes
        What the algorithm said, in order: pairs of whether it is a warning, and the sentence.
    """

    context: QgsProcessingContext
    seconds: float
    results: dict[str, Any] | None = None
    cancelled: bool = False
    error: str = ""
    notes: list[tuple[bool, str]] = field(default_factory=list)


class _Feedback(QgsProcessingFeedback):
    """Keeps what an algorithm says, also from the thread of its task."""

    def __init__(self) -> None:
        # Not to the log panel as well: the dock shows it.
        super().__init__(False)
        self.notes: list[tuple[bool, str]] = []
        self.errors: list[str] = []

    def pushInfo(self, info: str) -> None:
        self.notes.append((False, info))

    def pushWarning(self, warning: str) -> None:
        self.notes.append((True, warning))

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N803
        del fatalError
        self.errors.append(error)


class AlgorithmRun(QObject):
    """One run of an algorithm at a time.

    Signals
    -------
    progressed
        Percent done.
    ended
        The :class:`Outcome`; emitted once for each :meth:`start`, never from within it.
    """

    progressed = pyqtSignal(float)
    ended = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: QgsProcessingAlgRunnerTask | None = None
        self._feedback: _Feedback | None = None
        self._context: QgsProcessingContext | None = None
        self._started = 0.0

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self._task is not None

    def start(self, algorithm_id: str, parameters: dict[str, Any]) -> str:
        """Start a run.

        Returns
        -------
        Why it cannot start, in a sentence; empty once it runs.
        """
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(algorithm_id)
        if algorithm is None:
            return tr("The algorithm {name} is not there. Is the plugin whole?").format(
                name=algorithm_id
            )
        self._feedback = _Feedback()
        self._context = createContext(self._feedback)
        able, why = algorithm.canExecute()
        if able:
            able, why = algorithm.checkParameterValues(parameters, self._context)
        if not able:
            return why or tr("The algorithm cannot be run.")
        self._started = time.monotonic()
        # The task and the algorithm hold on to feedback and context without owning them: both
        # are kept here until the next run.
        task = QgsProcessingAlgRunnerTask(algorithm, parameters, self._context, self._feedback)
        if task.isCanceled():
            return "\n".join(self._feedback.errors) or tr("The run could not be prepared.")
        self._feedback.progressChanged.connect(self.progressed)
        task.executed.connect(self._finish)
        self._task = task
        QgsApplication.taskManager().addTask(task)
        return ""

    def cancel(self) -> None:
        """Ask the run to stop; it ends soon after."""
        if self._task is not None:
            self._task.cancel()

    def abandon(self) -> None:
        """Stop the run and tell nobody how it ended."""
        if self._task is None:
            return
        task, kept = self._task, (self._feedback, self._context)
        self._task = None
        self._feedback.progressChanged.disconnect(self.progressed)
        task.executed.disconnect(self._finish)
        # Until its thread has stopped, the task needs what it was started with.
        task.executed.connect(lambda *_: kept)
        task.cancel()

    def _finish(self, ok: bool, results: dict[str, Any]) -> None:
        feedback, self._task = self._feedback, None
        cancelled = feedback.isCanceled()
        error = ""
        if not ok and not cancelled:
            error = _in_a_sentence(feedback)
        self.ended.emit(
            Outcome(
                self._context,
                time.monotonic() - self._started,
                results if ok and not cancelled else None,
                cancelled,
                error,
                feedback.notes,
            )
        )


def _in_a_sentence(feedback: _Feedback) -> str:
    """Say why a run failed; what only programmers read goes to the notes."""
    error = "\n".join(feedback.errors).strip()
    if "Traceback (most recent call last)" not in error:
        return error or tr("The run failed without saying why.")
    feedback.notes.append((True, error))
    return tr(
        "The algorithm met a fault of its own: {what}. Please report it with the text under Notes."
    ).format(what=error.splitlines()[-1].rstrip("."))
