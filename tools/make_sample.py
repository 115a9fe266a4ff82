"""Make the fictional sample sub-district: ``tools/with-qgis python tools/make_sample.py``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from sample_city.city import build_city
from sample_city.layers import build_layers
from sample_city.writing import write_geopackage


def main() -> None:
    """Build the city and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "sample")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    city = build_city()
    layers = build_layers(city)
    write_geopackage(out / "lifecircle_sample.gpkg", layers)
    for layer in layers:
        print(f"{layer.name:12} {len(layer.rows):6}")


if __name__ == "__main__":
    main()
