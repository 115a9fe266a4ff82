"""The peers that pip has, in an environment of their own, so that they change nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from .fresh import progress_line

FOLDER = Path(__file__).resolve().parents[2] / ".venv" / "peers"
PEERS = ("networkx", "igraph", "pandana", "scipy", "geopandas", "pyogrio", "access")


@cache
def python_with_peers() -> str | None:
    """Give an interpreter with the peers, installing them once; None if that fails."""
    python = FOLDER / "bin" / "python"
    ready = FOLDER / f"ready with {len(PEERS)}"
    if ready.is_file():
        return str(python)
    progress_line(f"installing {', '.join(PEERS)} in {FOLDER}")
    # what this interpreter's path leads to would count as installed there too
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    base = str(Path(sys.executable).resolve())
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-user", "--prefer-binary", *PEERS]
    for command in ([base, "-m", "venv", "--clear", str(FOLDER)], pip):
        done = subprocess.run(command, capture_output=True, text=True, env=alone)  # noqa: S603 - our own words
        if done.returncode:
            progress_line(f"  without them: {done.stderr.strip().splitlines()[-1:]}")
            return None
    ready.write_text("ready\n", "utf-8")
    return str(python)
