"""Diagnose a sub-district and leave a GeoPackage, a QGIS project and a PDF report in out/.

Run it through the launcher: ``tools/with-qgis python tools/demo.py [--data FOLDER]``.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import traceback
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample" / "lifecircle_sample.gpkg"


def main() -> int:
    """Read the arguments, run, and name what was made."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=SAMPLE, help="folder or GeoPackage")
    parser.add_argument("--out", type=Path, default=ROOT / "out", help="folder for the results")
    parser.add_argument("--profile", default="gb50180_2018", help="planning standard")
    parser.add_argument("--language", choices=("en", "zh"), default="en")
    parser.add_argument("--title", default="", help="name of the place")
    arguments = parser.parse_args()
    started = time.perf_counter()
    qgis = _start_qgis(arguments.language)
    from lifecircle.engine.errors import EngineError
    from lifecircle.reports.demo import make_demo
    from qgis.core import QgsProcessingException

    made, failed = [], []
    try:
        made, failed = make_demo(
            arguments.data.resolve(),
            arguments.out.resolve(),
            arguments.profile,
            arguments.language,
            arguments.title,
        )
    except (EngineError, QgsProcessingException) as problem:
        failed.append(str(problem))
    except Exception as problem:
        traceback.print_exc()
        failed.append(f"Something unforeseen went wrong: {problem}")
    for path in made:
        print(path)
    print(f"{time.perf_counter() - started:.1f} s in all")
    for sentence in failed:
        print(f"tools/demo.py: {sentence}", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    del qgis
    return 1 if failed else 0


def _start_qgis(language: str) -> object:
    """Start QGIS without a window, in the language, with Life Circle's algorithms."""
    from qgis.core import QgsApplication, QgsSettings

    application = QgsApplication([], True)
    application.initQgis()  # only now do settings belong to this run's own profile
    settings = QgsSettings()
    settings.setValue("locale/overrideFlag", True)
    settings.setValue("locale/userLocale", "zh-Hans" if language == "zh" else "en_US")
    from processing.core.Processing import Processing

    Processing.initialize()
    import lifecircle

    plugin = lifecircle.classFactory(None)
    plugin.initProcessing()
    return application, plugin


if __name__ == "__main__":
    sys.exit(main())
