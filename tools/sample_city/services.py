"""What kinds of service there are, how big they are, when they open, and how many stand where."""

from __future__ import annotations

from dataclasses import dataclass

DAY = "Mo-Fr 08:30-17:00"
SHOP = "Mo-Su 07:00-22:00"


@dataclass(frozen=True)
class Kind:
    """A kind of service.

    `spread` counts points on street fronts, one number per neighbourhood in the order of
    ``NEIGHBOURHOODS`` and last those beyond the boundary.
    """

    zh: str
    en: str
    spread: tuple[int, ...]
    gap: float
    capacity: tuple[float, float, str] | None
    floor: tuple[float, float] | None
    hours: tuple[str, ...]
    operator: tuple[str, ...]
    quality: float = 3.5
    visits: tuple[int, int] | None = None
    events: tuple[int, int] | None = None
    main_road: bool = False


NONE = (0,) * 9
GOV, MKT, SOC, MIX = ("government",), ("market",), ("social",), ("mixed",)
P = "persons"

KINDS: dict[str, Kind] = {
    "community_canteen": Kind("社区食堂", "Community Canteen", (1, 0, 0, 0, 1, 0, 1, 0, 1), 350,
        (7000, 18000, P), (160, 480), ("Mo-Su 10:30-13:00,16:30-18:30", "Mo-Fr 10:30-13:00"), MIX,
        3.5, (40000, 160000)),
    "elderly_day_care": Kind("日间照料中心", "Elderly Day Care", (1, 1, 3, 1, 2, 1, 0, 0, 1), 250,
        (900, 2600, P), (240, 620), (DAY, "Mo-Sa 08:00-17:00"), ("government", "social"), 3.4,
        (5000, 16000), (20, 90)),
    "nursery": Kind("宝宝屋", "Nursery", (2, 2, 0, 1, 0, 1, 1, 0, 1), 300, (45, 120, "places"),
        (150, 420), ("Mo-Sa 08:30-17:00",), ("mixed", "social"), 3.9, (3000, 9000), (12, 60)),
    "greenway": Kind("绿道入口", "Greenway Entrance", NONE, 0, None, None, ("24/7",), GOV, 4.0),
    "community_park": Kind("公园", "Park", NONE, 0, None, None, ("Mo-Su 05:00-21:30",), GOV, 4.1),
    "pocket_park": Kind("口袋公园", "Pocket Park", NONE, 0, None, None, ("24/7",), GOV, 3.8),
    "gov_service_counter": Kind("一网通办自助服务点", "Government Self-service Point",
        (1, 0, 0, 0, 0, 0, 0, 0, 1), 500, (18000, 36000, P), (40, 90), ("24/7",), GOV, 3.6,
        (9000, 24000)),
    "shared_living_room": Kind("共享客厅", "Shared Living Room", (1, 1, 2, 1, 0, 0, 1, 0, 0), 250,
        (3000, 7000, P), (60, 190), ("Mo-Su 09:00-20:30", DAY), ("social", "mixed"), 3.7,
        (6000, 26000), (24, 160)),
    "neighbourhood_centre": Kind("邻里中心", "Neighbourhood Centre", NONE, 0, (15000, 30000, P),
        (1500, 3200), ("Mo-Su 08:30-20:30",), MIX, 4.2, (90000, 240000), (120, 320)),
    "kindergarten": Kind("幼儿园", "Kindergarten", (0, 0, 0, 0, 0, 0, 0, 0, 4), 500,
        (150, 330, "places"), (2600, 4400), ("Mo-Fr 07:45-16:30",), ("government", "mixed"), 3.8),
    "primary_school": Kind("小学", "Primary School", (0, 0, 0, 0, 0, 0, 0, 0, 3), 700,
        (720, 1350, "places"), (7500, 12500), ("Mo-Fr 07:45-16:30",), GOV, 3.9),
    "junior_school": Kind("初级中学", "Junior School", (0, 0, 0, 0, 0, 0, 0, 0, 2), 900,
        (800, 1300, "places"), (9500, 14000), ("Mo-Fr 07:30-17:30",), GOV, 3.8),
    "health_station": Kind("社区卫生服务站", "Health Station", (2, 2, 2, 1, 2, 1, 2, 1, 2), 300,
        (5000, 11000, P), (110, 260), ("Mo-Sa 08:00-16:30", DAY), GOV, 3.5, (9000, 30000)),
    "health_centre": Kind("社区卫生服务中心", "Health Centre", (0, 0, 0, 0, 0, 0, 0, 0, 1), 0,
        (60000, 90000, P), (3600, 5200), ("Mo-Su 08:00-17:00",), GOV, 3.7, (160000, 260000)),
    "outpatient_clinic": Kind("门诊部", "Clinic", (0, 1, 0, 1, 0, 0, 0, 0, 1), 500,
        (8000, 16000, P), (280, 600), ("Mo-Sa 08:30-19:00",), MKT, 3.6, (15000, 40000)),
    "pharmacy": Kind("大药房", "Pharmacy", (2, 3, 2, 2, 1, 2, 2, 1, 3), 200, (3800, 7800, P),
        (70, 180), ("Mo-Su 08:00-21:30", "24/7"), MKT, 3.7),
    "elderly_home": Kind("敬老院", "Elderly Home", NONE, 0, (110, 220, "beds"), (5200, 8200),
        ("24/7",), ("government",), 3.5),
    "elderly_centre": Kind("综合为老服务中心", "Elderly Service Centre", NONE, 0, (3500, 5500, P),
        (900, 1500), ("Mo-Su 08:30-17:30",), ("mixed",), 4.0, (20000, 45000), (60, 180)),
    "market": Kind("菜市场", "Market", (0, 0, 0, 0, 0, 0, 0, 0, 2), 500, (9000, 16000, P),
        (900, 2400), ("Mo-Su 06:00-19:00",), ("market", "mixed"), 3.5, (260000, 620000)),
    "supermarket": Kind("生鲜超市", "Supermarket", (1, 2, 0, 1, 1, 1, 1, 0, 2), 300,
        (5500, 13000, P), (320, 1400), ("Mo-Su 07:30-21:30",), MKT, 3.8),
    "convenience_store": Kind("便利店", "Convenience Store", (4, 6, 4, 3, 3, 4, 5, 1, 6), 130,
        (1600, 3400, P), (50, 110), ("24/7", SHOP), MKT, 3.6),
    "local_shops": Kind("社区商业网点", "Local Shops", (2, 3, 4, 3, 2, 2, 3, 2, 4), 180,
        (1500, 4000, P), (120, 600), (SHOP,), MKT, 3.4),
    "restaurant": Kind("小吃店", "Eatery", (2, 4, 4, 2, 2, 2, 2, 1, 3), 120, (800, 2500, P),
        (60, 260), ("Mo-Su 06:30-21:00",), MKT, 3.6),
    "shopping_mall": Kind("购物中心", "Mall", NONE, 0, (40000, 60000, P), (26000, 32000),
        ("Mo-Su 10:00-22:00",), MKT, 4.2),
    "culture_station": Kind("文化活动室", "Culture Station", (1, 1, 1, 1, 1, 0, 1, 0, 1), 300,
        (6000, 14000, P), (180, 620), ("Mo-Su 09:00-20:30", DAY), GOV, 3.4, (5000, 21000),
        (20, 120)),
    "culture_centre": Kind("社区文化活动中心", "Culture Centre", (0, 0, 0, 0, 0, 0, 0, 0, 1), 0,
        (50000, 80000, P), (3200, 4800), ("Tu-Su 09:00-21:00",), GOV, 4.1, (90000, 160000),
        (240, 420)),
    "library": Kind("社区图书室", "Community Library", (0, 0, 0, 0, 1, 0, 0, 0, 1), 0,
        (10000, 26000, P), (120, 600), ("Tu-Su 09:00-20:00",), GOV, 3.8, (8000, 42000), (12, 80)),
    "sport_hall": Kind("市民健身中心", "Sports Hall", (0, 0, 0, 0, 0, 0, 0, 0, 1), 0,
        (30000, 50000, P), (3200, 4600), ("Mo-Su 06:30-21:30",), MIX, 4.0, (110000, 190000),
        (40, 90)),
    "gym": Kind("健身房", "Gym", (1, 2, 0, 0, 0, 1, 0, 0, 1), 250, (1500, 4000, P), (380, 1500),
        ("Mo-Su 07:00-22:30",), MKT, 3.8),
    "sport_field_medium": Kind("多功能运动场", "Sports Ground", (0, 0, 0, 0, 0, 0, 0, 0, 1), 0,
        (12000, 20000, P), (1400, 2400), ("Mo-Su 06:00-21:00",), GOV, 3.7),
    "sport_field_small": Kind("小型球场", "Small Ball Court", (1, 1, 0, 1, 1, 2, 1, 0, 1), 280,
        (6000, 14000, P), (600, 1250), ("Mo-Su 06:00-21:00",), GOV, 3.5),
    "outdoor_fitness": Kind("健身苑点", "Outdoor Fitness", (3, 3, 2, 3, 3, 2, 3, 1, 2), 180,
        (2200, 7000, P), (120, 520), ("24/7",), GOV, 3.3),
    "play_space": Kind("儿童老人活动场地", "Play Space", (2, 2, 0, 1, 1, 2, 1, 0, 0), 200,
        (800, 2200, P), (150, 430), ("24/7",), ("mixed",), 3.5),
    "bus_stop": Kind("公交站", "Bus Stop", (4, 4, 2, 3, 4, 3, 5, 2, 14), 210, None, None,
        ("Mo-Su 05:30-23:00",), GOV, 3.7, None, None, True),
    "metro_station": Kind("地铁站", "Metro Station", NONE, 0, None, None, ("Mo-Su 05:40-23:10",),
        GOV, 4.2),
    "bank": Kind("银行网点", "Bank Branch", (1, 3, 1, 1, 1, 1, 1, 0, 2), 220, None, (160, 520),
        ("Mo-Sa 09:00-17:00",), MKT, 3.8, None, None, True),
    "post_office": Kind("邮政快递网点", "Post Office", (1, 1, 1, 1, 0, 1, 0, 0, 1), 300, None,
        (60, 240), ("Mo-Su 08:30-19:00",), ("mixed", "market"), 3.5),
    "police": Kind("派出所", "Police Station", NONE, 0, (60000, 90000, P), (1200, 1600), ("24/7",),
        GOV, 3.9),
    "subdistrict_office": Kind("街道办事处", "Sub-district Office", NONE, 0, (80000, 80000, P),
        (1600, 2000), (DAY,), GOV, 3.8),
    "judicial_office": Kind("司法所", "Judicial Office", NONE, 0, None, (90, 200), (DAY,), GOV,
        3.8),
    "community_service_station": Kind("社区服务站", "Community Service Station",
        (2, 2, 2, 1, 2, 1, 2, 1, 0), 380, (4500, 9000, P), (320, 940), (DAY, "Mo-Sa 08:30-17:00"),
        GOV, 3.6, (6000, 20000), (30, 120)),
    "recycling": Kind("再生资源回收点", "Recycling Point", (2, 2, 2, 2, 2, 2, 3, 1, 0), 200, None,
        (6, 14), ("Mo-Su 07:00-18:00",), MKT, 3.2),
    "waste_station": Kind("生活垃圾收集站", "Waste Station", (1, 1, 1, 0, 1, 1, 1, 0, 0), 400, None,
        (110, 190), ("24/7",), GOV, 3.1),
    "toilet": Kind("公共厕所", "Public Toilet", (1, 1, 4, 2, 2, 1, 2, 0, 1), 180, None, (32, 80),
        ("24/7", "Mo-Su 06:00-22:00"), GOV, 3.3),
}  # fmt: skip

#: Further services in the building of a site, by the site's name.
UNDER_ONE_ROOF = {
    "菱歌美好生活馆": ("community_canteen", "nursery", "shared_living_room", "gov_service_counter",
                 "health_station", "library"),
    "澄园邻里中心": ("community_canteen", "nursery", "shared_living_room", "culture_station",
               "community_service_station"),
    "槐荫综合为老服务中心": ("elderly_day_care", "community_canteen"),
    "菱歌街道社区文化活动中心": ("library", "gym"),
    "菱歌街道办事处": ("judicial_office",),
    "锦汀汇购物中心": ("supermarket", "restaurant"),
}  # fmt: skip
