"""Run one task in this process: ``task.py MODULE.FUNCTION GIVEN ANSWER START``.

The task gets what the file GIVEN holds and the moment at which the process was started; what it
returns goes to the file ANSWER.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path


def main() -> None:
    """Run the task and end the process at once."""
    name, given, answer, start = sys.argv[1:]
    # this file's own folder would hide modules of the same names from libraries
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    module, function = name.rsplit(".", 1)
    task = getattr(importlib.import_module(f"benchmarks.{module}"), function)
    arguments = json.loads(Path(given).read_text("utf-8"))
    arguments.pop("cache", None)
    result = task(float(start), **arguments)
    Path(answer).write_text(json.dumps(result), "utf-8")
    sys.stdout.flush()
    if kept := sys.modules.get("lifecircle.gis.kept"):
        kept.finish_writing()
    # nothing is left to do; taking QGIS apart is nobody's work
    os._exit(0)


if __name__ == "__main__":
    main()
