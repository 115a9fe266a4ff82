"""Runs of algorithms on the sample."""

from pathlib import Path

from hand_run import run_algorithm

SAMPLE = Path(__file__).parents[2] / "sample" / "lifecircle_sample.gpkg"


def layer(name):
    """Where a layer of the sample is."""
    return f"{SAMPLE}|layername={name}"


def run_on_sample(name, *more, **parameters):
    """Run an algorithm on the sample's streets, walls, homes, facilities and areas."""
    for part in ("streets", "barriers", "gates", "residents", "facilities", "areas", *more):
        parameters.setdefault(part.upper(), layer(part))
    return run_algorithm(name, **parameters)
