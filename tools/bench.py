"""Benchmarks: Life Circle beside what a planner would use instead.

Usage: ``make bench`` or ``tools/with-qgis python tools/bench.py [options]``. Each measurement is a
fresh process; medians of several runs. Both sides must have found the same before their times are
compared. Tables go to the screen and, as Markdown, to a file.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from benchmarks.fresh import LONG, progress_line
from benchmarks.inputs import ROOT, SIDE, find_streets, make_town
from benchmarks.machine import describe
from benchmarks.workloads import WORKLOADS, Setting

FEW = (1, 20)
ALL = (1, 20, 200, 1000)


def main() -> int:
    """Run the benchmarks that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder with an OpenStreetMap extract (*.pbf)")
    parser.add_argument("--sample", action="store_true", help="the sample instead of a city")
    parser.add_argument("--runs", type=int, help="of each measurement (5; with --quick 1)")
    parser.add_argument("--only", nargs="+", choices=list(WORKLOADS), help="workloads")
    parser.add_argument("--quick", action="store_true", help="few origins, no slow peer, no city")
    parser.add_argument("--output", type=Path, default=ROOT / "out" / "benchmarks.md")
    chosen = parser.parse_args()
    source = find_streets(chosen.data, chosen.sample)
    small = chosen.quick or chosen.sample
    town = make_town(source, list(FEW if chosen.quick else ALL))
    city = None if small else make_town(source, list(ALL), SIDE)
    runs = chosen.runs or (1 if chosen.quick else 5)
    setting = Setting(town, city, runs, chosen.quick)
    head = ["# Benchmarks", *describe(), *introduction(setting)]
    sections = []
    for name in chosen.only or WORKLOADS:
        if name == "city" and city is None:
            continue
        progress_line(f"{name}:")
        sections.append(WORKLOADS[name](setting).text())
        # what is measured so far is kept, whatever happens to the rest
        chosen.output.parent.mkdir(parents=True, exist_ok=True)
        chosen.output.write_text("\n\n".join([*head, *sections]) + "\n", "utf-8")
    print("\n\n".join([*head, *sections]))
    progress_line(f"Written to {chosen.output}")
    return 0


def introduction(setting: Setting) -> list[str]:
    """Say what was measured on and how."""
    places = [
        f"{town.name}: {town.about['lines']:,} street lines, {town.about['junctions']:,} "
        f"junctions, {town.about['edges']:,} edges, {town.about['km']:,.0f} km, "
        f"{town.about['share_of_largest']:.1%} of it in the largest connected part."
        for town in (setting.town, setting.city)
        if town is not None
    ]
    return [
        *places,
        f"Each measurement is a fresh process of QGIS's Python; figures are medians of "
        f"{setting.runs} run{'s' * (setting.runs > 1)}, fewer where all of them would take more "
        f"than {LONG:g} s. Whole process: from its start to its end, reading from and writing to "
        "GeoPackages. Memory: the most that the process held. Origins stand on junctions: nobody "
        "walks to a street.",
    ]


if __name__ == "__main__":
    sys.exit(main())
