"""What the figures were measured on and with."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path

_VERSIONS = """
import numpy, scipy, shapely
from qgis.core import Qgis
print(Qgis.QGIS_VERSION, numpy.__version__, scipy.__version__, shapely.__version__,
      shapely.geos_version_string, sep="|")
"""


def describe() -> list[str]:
    """Name the machine, the versions and the day, a line each."""
    asked = _ask([sys.executable, "-c", _VERSIONS])
    versions = (asked.splitlines() or [""])[-1].split("|")
    names = ("QGIS", "numpy", "scipy", "shapely", "GEOS")
    told = ", ".join(f"{n} {v}" for n, v in zip(names, versions, strict=False))
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return [
        f"Machine: {_processor()}, {os.cpu_count()} cores, {_memory():.0f} GB of memory, {system}.",
        f"With {told}, Python {platform.python_version()}; {_commit()}{day}.",
    ]


def _processor() -> str:
    names = _values(Path("/proc/cpuinfo"), "model name")
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> float:
    kilobytes = _values(Path("/proc/meminfo"), "MemTotal")
    return float(kilobytes[0].split()[0]) / 2**20 if kilobytes else float("nan")


def _values(path: Path, name: str) -> list[str]:
    if not path.is_file():
        return []
    lines = path.read_text("utf-8").splitlines()
    return [line.split(":", 1)[1].strip() for line in lines if line.startswith(name)]


def _commit() -> str:
    told = _ask(["git", "describe", "--always", "--dirty"])
    return f"commit {told}; " if told else ""


def _ask(command: list[str]) -> str:
    here = Path(__file__).parent
    done = subprocess.run(command, cwd=here, capture_output=True, text=True)  # noqa: S603
    return done.stdout.strip() if done.returncode == 0 else ""
