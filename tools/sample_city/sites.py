"""Parcels that are not homes: schools, parks, markets, the life hall, old warehouses."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .doors import DoorFinder
from .parcels import Ground, Parcel, split_in_two, tidy
from .plan import to_ground
from .shapes import smallest_rectangle

if TYPE_CHECKING:
    from .noding import Street


@dataclass(frozen=True)
class Site:
    """A use, its name, where it is wanted (plan), and how much ground it takes (m2)."""

    use: str
    name: str
    name_en: str
    at: tuple[float, float]
    ground: float


def read_sites() -> list[Site]:
    """Read the sites that are wanted."""
    with Path(__file__).with_name("sites.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Site(
                r["use"],
                r["name"],
                r["name_en"],
                (float(r["u"]), float(r["v"])),
                float(r["ground_m2"]),
            )
            for r in csv.DictReader(lines)
        ]


Cut = tuple[shapely.Geometry, shapely.Geometry]


def _corner_cuts(shape: shapely.Polygon, area: float, near: shapely.Point) -> list[Cut]:
    """Return a square cut from each corner and what it leaves, nearest corner first."""
    box = smallest_rectangle(shape)
    order = np.argsort([near.distance(shapely.Point(c)) for c in box], kind="stable")
    side = np.sqrt(area) * 1.08
    out = []
    for k in order.tolist():
        a, b, d = box[k], box[(k + 1) % 4], box[(k - 1) % 4]
        e1, e2 = (b - a) / np.hypot(*(b - a)), (d - a) / np.hypot(*(d - a))
        along = min(side * 1.15, float(np.hypot(*(b - a))))
        deep = area * 1.17 / along
        square = shapely.Polygon(
            [
                a - 20 * (e1 + e2),
                a + along * e1 - 20 * e2,
                a + along * e1 + deep * e2,
                a + deep * e2 - 20 * e1,
            ]
        )
        out.append((shape & square, shape - square.buffer(3.0, join_style="mitre")))
    return out


def _slices(shape: shapely.Polygon, share: float, near: shapely.Point) -> list[Cut]:
    """Return a slice off either end and what it leaves, the nearer end first."""
    first, *others = split_in_two(shape, share, 4.0)
    last, *before = reversed(split_in_two(shape, 1 - share, 4.0))
    cuts = [(first, shapely.union_all(others)), (last, shapely.union_all(before))]
    return sorted(cuts, key=lambda c: c[0].distance(near))


def _take(ground: Ground, site: Site, site_id: str, finder: DoorFinder) -> None:
    spot = shapely.Point(to_ground([site.at])[0])
    free = sorted(
        (p for p in ground.parcels if p.use == "home"),
        key=lambda p: (p.shape.distance(spot), p.shape.centroid.distance(spot)),
    )
    home = next(p for p in free if finder.candidates(p.shape, 0.0))
    shape = home.shape
    while shape.area < site.ground * 0.9:
        # Too small: take in the neighbour that shares the longest gap.
        others = [p for p in free if p is not home and p.shape.distance(shape) < 6.0]
        if not others:
            break
        reach = shape.buffer(6.5)
        mate = max(others, key=lambda p: (p.shape & reach).area / p.shape.area**0.5)
        both = shapely.union_all([shape, mate.shape]).buffer(9.0, join_style="mitre")
        joined = tidy(both.buffer(-9.0, join_style="mitre"), 2.5)
        if joined is None:
            break
        ground.parcels.remove(mate)
        free.remove(mate)
        shape = joined
    share = site.ground / shape.area
    cuts: list[Cut] = []
    if share < 0.34:
        cuts = _corner_cuts(shape, site.ground, spot)
    elif share < 0.78:
        cuts = _slices(shape, share, spot)
    cuts.append((shape, shapely.Polygon()))
    corner = 1.0 if home.quarter == "lilong" else 2.5
    for piece, rest in cuts:
        mine, left = tidy(piece, 1.0), None if rest.is_empty else tidy(rest, corner)
        if mine is None or not finder.candidates(mine, 0.0):
            continue
        if left is None or finder.candidates(left, 0.0):
            break
    else:
        raise RuntimeError(f"no place on a street for {site.name}")
    home.shape = mine
    home.use = site.use
    home.info = {"name": site.name, "name_en": site.name_en, "site_id": site_id}
    if left is not None:
        ground.parcels.append(Parcel(left, home.quarter, home.area_name))


def place_sites(ground: Ground, streets: list[Street]) -> None:
    """Give parcels, or parts of them, to the sites that need ground of their own."""
    finder = DoorFinder(streets, [], [])
    sites = read_sites()
    ids = {s.name: f"S{k:02d}" for k, s in enumerate(sites, start=1)}
    for p in ground.parcels:
        if p.use == "community_park":
            p.info = {"name": "菱歌公园", "name_en": "Lingge Park", "site_id": "S00"}
    for site in sorted(sites, key=lambda s: -s.ground):
        _take(ground, site, ids[site.name], finder)
    ground.parcels.sort(key=lambda p: (round(p.shape.centroid.x), round(p.shape.centroid.y)))
