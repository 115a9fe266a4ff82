"""Explain OSRM's foot matrix: ``tools/with-qgis python tools/explain_osrm.py FOLDER``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from lifecircle.survey.osm_streets import read_streets

sys.path.insert(0, str(Path(__file__).parent))

from osrm_agreement.causes import NEVER, STEPS, TIED, Comparison, compare
from osrm_agreement.extract import read_extract
from osrm_agreement.reference import EXTRACT, read_reference
from osrm_agreement.streets import Rule, Streets

PLANE = 32722  # EPSG: UTM zone 22 south, which Porto Alegre lies in
CAUSES = {
    Rule.NONE: "agrees as it is",
    Rule.ELLIPSOID: "metres on the ground, not on the map's plane",
    Rule.FAR: "a point farther than 100 m from a street",
    Rule.LARGEST: "a point moved from a separate part of the streets to the largest",
    Rule.GRID: "coordinates rounded to 1e-6 degrees: another street is nearest",
    Rule.SQUARES: "along the outline of a square",
    Rule.UNBUILT: "ways under construction or proposed",
    Rule.ROADS: "roads of unknown kind",
    Rule.GATES: "gates tagged as closed to walkers",
    Rule.SURFACES: "the quickest walk: gravel and sand are slow",
    Rule.LIGHTS: "the quickest walk: traffic lights take two seconds",
    Rule.ESCALATORS: "escalators run one way",
}


def load_streets(folder: Path) -> Streets:
    """Read the ways of the extract, ours as the plugin's own import has them."""
    path = folder / EXTRACT
    ours = {str(feature["osm_id"]) for feature in read_streets(path).layer.getFeatures()}
    return Streets.of(read_extract(path), ours, PLANE)


def table(found: Comparison, tolerance: float) -> str:
    """Write the pairs by cause, with the differences before and after."""
    cause = found.cause(tolerance)
    before = found.difference[0]
    after = np.where(cause == TIED, found.tied_difference, found.difference[-1])
    lines = ["| cause | pairs | share | difference before: median, max | after: median, max |"]
    lines.append("|---|---:|---:|---:|---:|")
    names = {step: CAUSES[rule] for step, rule in enumerate(STEPS)}
    names |= {TIED: "two streets equally near to a point", NEVER: "not explained"}
    for step, name in names.items():
        here = cause == step
        lines.append(
            f"| {name} | {here.sum():,} | {here.mean():.2%} | {_spread(before[here])} "
            f"| {_spread(after[here])} |"
        )
    return "\n".join(lines)


def _spread(values: np.ndarray) -> str:
    """Write the median and the greatest of some differences."""
    some = values[np.isfinite(values)]
    if not len(some):
        return "no walk on one side" if len(values) else ""
    none = (
        f", {len(values) - len(some):,} with no walk on one side" if len(some) < len(values) else ""
    )
    return f"{np.median(some):.2%}, {some.max():.1%}{none}"


def main() -> None:
    """Print what the document holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with the extract, points and matrix")
    folder: Path = parser.parse_args().folder
    streets = load_streets(folder)
    reference = read_reference(folder)
    found = compare(streets, reference, lambda text: print(text, file=sys.stderr))
    before = found.difference[0]
    print(f"{len(before):,} pairs")
    beyond = ~found.same_streets
    groups = {
        "the same streets": found.same_streets,
        "other streets, within 2 %": beyond & (before <= 0.02),
        "other streets, beyond 2 %": beyond & (before > 0.02) & np.isfinite(before),
        "no walk of ours": ~np.isfinite(before),
    }
    for name, here in groups.items():
        print(f"{name}: {here.sum():,} ({here.mean():.1%}); {_spread(before[here])}")
    for tolerance in (0.02, 0.001):
        print(f"\nWithin {tolerance:.1%}\n\n{table(found, tolerance)}")
    for name, legs in zip(("ours", "by all rules"), found.legs, strict=True):
        off = np.abs(legs - reference.leg)
        print(
            f"\nWay to the street, {name}: {np.isnan(off).sum()} points without one; "
            f"median {np.nanmedian(off):.2f} m off, greatest {np.nanmax(off):.1f} m"
        )
    for step, rule in enumerate(STEPS):
        close = found.difference[step]
        print(
            f"+ {CAUSES[rule]}: {np.mean(close <= 0.02):.3%} within 2 %, "
            f"{np.mean(close <= 0.001):.2%} within 0.1 %"
        )


if __name__ == "__main__":
    main()
