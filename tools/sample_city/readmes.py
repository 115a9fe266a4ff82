"""Writes the READMEs beside the sample, with its own counts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .plan import CLIP_BOX, turn

if TYPE_CHECKING:
    from .city import City
    from .faults import Faults
    from .layers import Layer


def _template(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _streets_end_west(city: City) -> float:
    """Return how far beyond the boundary the streets end in the west (m)."""
    x0, y0, _, y1 = CLIP_BOX
    edge = shapely.LineString(turn(np.array([(x0, y0), (x0, y1)])))
    return float(edge.distance(city.ground.district))


def write_sample_readme(folder: Path, city: City, layers: list[Layer]) -> None:
    """Write ``README.md`` of the sample."""
    told = Counter(o["area"] for o in city.opinions)
    rows = []
    for n, shape in city.ground.areas:
        persons = sum(p.info["population"] for p in city.homes if p.area_name == n.name)
        rows.append(
            f"| {n.name} {n.name_en} | {shape.area / 1e4:.1f} | {persons:,} | {told[n.name]} |"
        )
    text = _template("readme_sample.md").format(
        west=round(_streets_end_west(city), -1),
        km2=city.ground.district.area / 1e6,
        persons=sum(p.info["population"] for p in city.homes), compounds=len(city.homes),
        layers="\n".join(f"| `{x.name}` | {len(x.rows):,} | {x.about.split('：', 1)[1]} |"
                         for x in layers),
        areas="\n".join(rows),
    )  # fmt: skip
    (folder / "README.md").write_text(text, encoding="utf-8")


def write_survey_readme(folder: Path, faults: Faults) -> None:
    """Write ``README.md`` of the survey: a table of every fault."""
    rows = [
        f"| `{f.file}` | {f.zh}<br>{f.en} | {f.count} | {', '.join(f.where)} |" for f in faults.made
    ]
    text = _template("readme_survey.md").format(faults="\n".join(rows))
    (folder / "README.md").write_text(text, encoding="utf-8")
