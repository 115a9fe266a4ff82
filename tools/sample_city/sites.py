"""Parcels that are not homes: schools, parks, markets, the life hall, old warehouses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .doors import DoorFinder
from .noding import Street
from .parcels import Ground, Parcel, split_in_two, tidy
from .plan import to_ground


@dataclass(frozen=True)
class Site:
    """A use, its name, where it is wanted (plan), and how much ground it takes (m2)."""

    use: str
    name: str
    name_en: str
    at: tuple[float, float]
    ground: float


SITES = (
    Site("primary_school", "望溪小学", "Wangxi Primary School", (-800, 560), 15500),
    Site("primary_school", "锦汀实验小学", "Jinting Experimental Primary School", (-290, 610), 16500),
    Site("primary_school", "槐荫路小学", "Huaiyin Road Primary School", (560, 470), 11000),
    Site("primary_school", "南塘小学", "Nantang Primary School", (-830, -330), 12000),
    Site("primary_school", "澄园小学", "Chengyuan Primary School", (-270, -640), 15500),
    Site("junior_school", "菱歌中学", "Lingge Junior School", (170, 600), 17500),
    Site("junior_school", "南塘初级中学", "Nantang Junior School", (-640, -600), 17000),
    Site("kindergarten", "望溪幼儿园", "Wangxi Kindergarten", (-900, 420), 6200),
    Site("kindergarten", "望溪第二幼儿园", "Wangxi No. 2 Kindergarten", (-630, 190), 5600),
    Site("kindergarten", "锦汀幼儿园", "Jinting Kindergarten", (-460, 500), 6200),
    Site("kindergarten", "锦汀东幼儿园", "Jinting East Kindergarten", (330, 500), 5400),
    Site("kindergarten", "同福里幼儿园", "Tongfuli Kindergarten", (-420, 120), 3100),
    Site("kindergarten", "槐荫幼儿园", "Huaiyin Kindergarten", (600, 640), 5300),
    Site("kindergarten", "槐荫新村第二幼儿园", "Huaiyin No. 2 Kindergarten", (560, 150), 5000),
    Site("kindergarten", "南塘幼儿园", "Nantang Kindergarten", (-900, -620), 5200),
    Site("kindergarten", "南塘北幼儿园", "Nantang North Kindergarten", (-640, -300), 5000),
    Site("kindergarten", "澄园幼儿园", "Chengyuan Kindergarten", (-430, -520), 6000),
    Site("kindergarten", "桥南幼儿园", "Qiaonan Kindergarten", (220, -690), 5300),
    Site("kindergarten", "桥南第二幼儿园", "Qiaonan No. 2 Kindergarten", (290, -300), 5000),
    Site("kindergarten", "铁东幼儿园（在建）", "Tiedong Kindergarten (being built)", (930, -190), 5400),
    Site("health_centre", "菱歌街道社区卫生服务中心", "Lingge Community Health Centre",
         (110, -560), 3200),
    Site("market", "采菱路菜市场", "Cailing Road Market", (-120, 400), 2600),
    Site("market", "望溪标准化菜场", "Wangxi Market", (-760, 300), 2400),
    Site("market", "南塘菜市场", "Nantang Market", (-700, -480), 2500),
    Site("market", "桥南菜市场", "Qiaonan Market", (350, -500), 2300),
    Site("market", "槐荫菜市场", "Huaiyin Market", (480, 380), 2200),
    Site("culture_centre", "菱歌街道社区文化活动中心", "Lingge Culture Centre", (20, 420), 3600),
    Site("sport_hall", "锦汀市民健身中心", "Jinting Sports Hall", (-100, 660), 5200),
    Site("gov_service_counter", "菱歌街道社区事务受理服务中心", "Lingge Government Service Centre",
         (470, -220), 2600),
    Site("subdistrict_office", "菱歌街道办事处", "Lingge Sub-district Office", (560, -200), 3000),
    Site("neighbourhood_centre", "菱歌美好生活馆", "Lingge Good Life Hall", (-515, 318), 1900),
    Site("neighbourhood_centre", "澄园邻里中心", "Chengyuan Neighbourhood Centre", (-120, -440), 2200),
    Site("shopping_mall", "锦汀汇购物中心", "Jinting Hui Mall", (60, 740), 9500),
    Site("elderly_home", "南塘敬老院", "Nantang Elderly Home", (-940, -200), 5200),
    Site("elderly_centre", "槐荫综合为老服务中心", "Huaiyin Elderly Service Centre", (620, 300), 1500),
    Site("police", "菱歌派出所", "Lingge Police Station", (380, -760), 1600),
    Site("sport_field_medium", "望溪多功能运动场", "Wangxi Sports Ground", (-960, 200), 2400),
    Site("sport_field_medium", "桥南体育公园球场", "Qiaonan Courts", (240, -150), 2300),
    Site("community_park", "望溪公园", "Wangxi Park", (-690, 60), 11800),
    Site("pocket_park", "荷风口袋公园", "Hefeng Pocket Park", (-560, 700), 1500),
    Site("pocket_park", "锦汀街角花园", "Jinting Corner Garden", (-30, 560), 900),
    Site("pocket_park", "老码头口袋公园", "Old Wharf Pocket Park", (-250, -10), 1300),
    Site("pocket_park", "槐树下口袋公园", "Under-the-Pagoda-Tree Garden", (520, 260), 1200),
    Site("pocket_park", "南塘游园", "Nantang Garden", (-760, -560), 2100),
    Site("pocket_park", "澄园雨水花园", "Chengyuan Rain Garden", (-490, -300), 1700),
    Site("pocket_park", "桥南口袋公园", "Qiaonan Pocket Park", (120, -760), 800),
    Site("warehouse", "菱歌第一棉纺仓库", "Lingge No. 1 Cotton Warehouse", (640, -330), 8000),
    Site("warehouse", "菱歌粮油仓库", "Lingge Grain Warehouse", (640, -200), 7000),
    Site("warehouse", "机修厂旧址", "Old Repair Works", (530, -330), 7000),
    Site("warehouse", "铁路货场附属库", "Goods Yard Store", (600, -110), 6500),
    Site("bus_depot", "铁东公交停车场", "Tiedong Bus Depot", (830, -330), 5500),
)  # fmt: skip


Cut = tuple[shapely.Geometry, shapely.Geometry]


def _corner_cuts(shape: shapely.Polygon, area: float, near: shapely.Point) -> list[Cut]:
    """Return a square cut from each corner and what it leaves, nearest corner first."""
    box = shapely.get_coordinates(shapely.minimum_rotated_rectangle(shape))[:4]
    order = np.argsort([near.distance(shapely.Point(c)) for c in box], kind="stable")
    side = np.sqrt(area) * 1.08
    out = []
    for k in order.tolist():
        a, b, d = box[k], box[(k + 1) % 4], box[(k - 1) % 4]
        e1, e2 = (b - a) / np.hypot(*(b - a)), (d - a) / np.hypot(*(d - a))
        along = min(side * 1.15, float(np.hypot(*(b - a))))
        deep = area * 1.17 / along
        square = shapely.Polygon([a - 20 * (e1 + e2), a + along * e1 - 20 * e2,
                                  a + along * e1 + deep * e2, a + deep * e2 - 20 * e1])
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
    free = sorted((p for p in ground.parcels if p.use == "home"),
                  key=lambda p: (p.shape.distance(spot), p.shape.centroid.distance(spot)))
    home = next(p for p in free if finder.candidates(p.shape, 0.0))
    shape = home.shape
    while shape.area < site.ground * 0.9:
        # Too small: take in the neighbour that shares the longest gap.
        others = [p for p in free if p is not home and p.shape.distance(shape) < 6.0]
        if not others:
            break
        reach = shape.buffer(6.5)
        mate = max(others, key=lambda p: (p.shape & reach).area / p.shape.area ** 0.5)
        joined = tidy(shapely.union_all([shape, mate.shape]).buffer(2.2).buffer(-2.2), 2.5)
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
    ids = {s.name: f"S{k:02d}" for k, s in enumerate(SITES, start=1)}
    for p in ground.parcels:
        if p.use == "community_park":
            p.info = {"name": "菱歌公园", "name_en": "Lingge Park", "site_id": "S00"}
    for site in sorted(SITES, key=lambda s: -s.ground):
        _take(ground, site, ids[site.name], finder)
    ground.parcels.sort(key=lambda p: (round(p.shape.centroid.x), round(p.shape.centroid.y)))
