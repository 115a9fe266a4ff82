"""Tasks in processes of their own, with their seconds and their peak memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LONG = 60.0  # seconds after which a task is not repeated


@dataclass
class Run:
    """One run of a task.

    Attributes
    ----------
    seconds
        From the start of the process to its end.
    megabytes
        The most memory that it held.
    result
        What the task found, ready for JSON.
    """

    seconds: float
    megabytes: float
    result: dict[str, Any]


@dataclass
class Runs:
    """All runs of a task."""

    runs: list[Run] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Median of the whole process."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def megabytes(self) -> float:
        """Most memory of all runs."""
        return max(run.megabytes for run in self.runs)

    @property
    def first(self) -> dict[str, Any]:
        """What the first run found."""
        return self.runs[0].result

    def median(self, name: str) -> float:
        """Median over all runs of a number that the task measured itself."""
        return statistics.median(run.result[name] for run in self.runs)

    def phases(self, kind: str = "phases") -> dict[str, float]:
        """Median of each phase; of kind "beside": of those in other threads."""
        names = self.runs[0].result[kind]
        return {
            name: statistics.median(run.result[kind].get(name, 0.0) for run in self.runs)
            for name in names
        }


def progress_line(text: str) -> None:
    """Write how far the benchmarks are."""
    print(text, file=sys.stderr, flush=True)


def measure(
    task: str,
    arguments: dict[str, Any],
    runs: int,
    python: str = sys.executable,
    target: Path | None = None,
) -> Runs:
    """Run a task several times, each in a fresh process; long ones not as often.

    Parameters
    ----------
    task
        Name of a task, as ``module.function``.
    arguments
        What the task is given, ready for JSON.
    runs
        How often. When all runs together have taken a minute, no further one is begun.
    python
        The interpreter.
    target
        A file that the task writes: deleted before each run, so that the last one's is kept.
    """
    found = Runs()
    spent = 0.0
    for number in range(runs):
        if spent > LONG:
            break
        if target is not None:
            target.unlink(missing_ok=True)
        run = run_once(task, arguments, python)
        spent += run.seconds
        found.runs.append(run)
        progress_line(f"  {task} {number + 1}/{runs}: {run.seconds:.2f} s, {run.megabytes:.0f} MB")
    return found


def run_once(task: str, arguments: dict[str, Any], python: str = sys.executable) -> Run:
    """Run a task in a fresh process.

    Raises
    ------
    RuntimeError
        If the task fails, with what it said.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        given, answer, log = (Path(folder) / name for name in ("given", "answer", "log"))
        given.write_text(json.dumps(arguments), "utf-8")
        # networks kept on disk would make later runs another task
        environment = os.environ | {"LIFECIRCLE_CACHE": arguments.get("cache") or f"{folder}/cache"}
        # as in a user's QGIS, Python keeps what it has compiled
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if python != sys.executable:
            environment.pop("PYTHONPATH", None)  # it leads to the libraries of this interpreter
        with log.open("wb") as said:
            start = time.monotonic()
            command = [python, str(HERE / "task.py"), task, str(given), str(answer), repr(start)]
            process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)  # noqa: S603 - our own words
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.monotonic() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode or not answer.is_file():
            told = log.read_text("utf-8", errors="replace")[-4000:]
            raise RuntimeError(f"{task} ended with {process.returncode}:\n{told}")
        return Run(seconds, usage.ru_maxrss / 1024, json.loads(answer.read_text("utf-8")))
