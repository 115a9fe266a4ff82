"""Make the fictional sample sub-district: ``tools/with-qgis python tools/make_sample.py``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from sample_city.city import build_city
from sample_city.faults import Faults
from sample_city.layers import build_layers
from sample_city.readmes import write_sample_readme, write_survey_readme
from sample_city.survey_facilities import write_facilities
from sample_city.survey_opinions import write_opinions
from sample_city.survey_residents import write_residents
from sample_city.survey_shapes import write_areas, write_streets
from sample_city.writing import write_geopackage


def main() -> None:
    """Build the city and write it, clean and as surveyed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "sample")
    out: Path = parser.parse_args().out
    surveyed = out / "as_surveyed"
    surveyed.mkdir(parents=True, exist_ok=True)
    city = build_city()
    layers = build_layers(city)
    write_geopackage(out / "lifecircle_sample.gpkg", layers)
    write_sample_readme(out, city, layers)
    faults = Faults()
    for write in (write_streets, write_areas, write_facilities, write_residents, write_opinions):
        write(surveyed, city, faults)
    write_survey_readme(surveyed, faults)
    for layer in layers:
        print(f"{layer.name:12} {len(layer.rows):6}")
    print(f"{len(faults.made)} kinds of fault in {surveyed}")


if __name__ == "__main__":
    main()
