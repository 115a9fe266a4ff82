"""Facilities as a district keeps them: a GCJ-02 table with Chinese words and faults."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from .gcj import to_gcj02
from .plan import rng_for
from .services import KINDS
from .writing import lonlat

if TYPE_CHECKING:
    from pathlib import Path

    from .city import City
    from .faults import Faults

FACILITIES = "facilities_gcj02.csv"
#: Other words for a category, as different offices write them.
OTHER_WORDS = {
    "community_canteen": ("社区食堂", "长者食堂", "老年助餐点"),
    "nursery": ("宝宝屋", "托育点"),
    "elderly_day_care": ("日间照料中心", "托老所"),
    "community_service_station": ("社区服务站", "居委会"),
    "market": ("菜市场", "菜场", "农贸市场"),
    "pharmacy": ("药店", "药房"),
    "outdoor_fitness": ("健身苑点", "健身点"),
    "post_office": ("邮政快递网点", "快递驿站"),
    "gov_service_counter": ("社区事务受理服务中心", "一网通办自助点"),
    "pocket_park": ("口袋公园", "街心花园"),
    "culture_station": ("文化活动室", "文化活动站"),
    "supermarket": ("超市", "生鲜超市"),
    "bank": ("银行",),
    "shared_living_room": ("共享客厅", "睦邻点"),
}
STATES = {"open": "营业", "closed": "停业", "planned": "规划"}
OPERATORS = {"government": "政府", "market": "市场", "social": "社会组织", "mixed": "公建民营"}
DAYS = {"Mo-Su": "每天", "Mo-Fr": "周一至周五", "Mo-Sa": "周一至周六", "Tu-Su": "周二至周日"}


def _spoken_hours(hours: str | None) -> str | None:
    if hours is None:
        return None
    if hours == "24/7":
        return "24小时"
    days, times = hours.split(" ", 1)
    return DAYS[days] + " " + times.replace(",", "，")


def write_facilities(folder: Path, city: City, faults: Faults) -> None:
    """Write the facilities in GCJ-02 with Chinese headings, in GB18030."""
    rng = rng_for("surveyed facilities")
    seen, rows = set(), []
    for f in city.facilities:
        key = (f["service"], f["site_id"])
        if f["service"] == "greenway" or (f["site_id"] and key in seen):
            continue
        seen.add(key)
        rows.append(f)
    places = lonlat([(f["shape"].x, f["shape"].y) for f in rows])
    table: list[dict[str, Any]] = []
    for n, (f, (lon, lat)) in enumerate(zip(rows, places, strict=True), start=1):
        x, y = to_gcj02(lon, lat)
        words = OTHER_WORDS.get(f["service"], (KINDS[f["service"]].zh,))
        table.append({
            "序号": n, "设施名称": f["name"], "类别": str(rng.choice(words)),
            "经度": f"{x:.6f}", "纬度": f"{y:.6f}",
            "服务规模": None if f["capacity"] is None else f"{f['capacity']:.0f}",
            "规模单位": {"places": "名额", "persons": "人", "beds": "床"}.get(f["capacity_unit"]),
            "建筑面积": None if f["floor_m2"] is None else f"{f['floor_m2']:.0f}",
            "服务质量": f["quality"], "开放时间": _spoken_hours(f["hours"]),
            "状态": STATES[f["status"]], "运营主体": OPERATORS[f["operator_kind"]],
            "调查日期": f["surveyed_on"].isoformat(), "来源": f["source"],
        })  # fmt: skip
    picks = [int(k) for k in rng.permutation(len(table))]

    def spoil(count: int, zh: str, en: str, change: Any) -> None:
        spots = [picks.pop() for _ in range(count)]
        for k in spots:
            change(table[k])
        faults.add(FACILITIES, zh, en, sorted(table[k]["序号"] for k in spots))

    faults.add(
        FACILITIES,
        "坐标为 GCJ-02（火星坐标），与实地相差约 480 米",
        "coordinates are GCJ-02, about 480 m off the ground",
        [],
        len(table),
    )
    faults.add(FACILITIES, "GB18030 编码", "text in GB18030", [], 1)
    spoil(5, "缺坐标", "no coordinates", lambda r: r.update(经度=None, 纬度=None))
    spoil(
        4,
        "经纬度互换",
        "longitude and latitude swapped",
        lambda r: r.update(经度=r["纬度"], 纬度=r["经度"]),
    )
    spoil(2, "坐标为 0,0", "coordinates 0,0", lambda r: r.update(经度="0", 纬度="0"))
    spoil(
        5,
        "类别写错或未收录",
        "a category misspelt or not in the list",
        lambda r: r.update(
            类别={"便利店": "便利点", "公交站": "公交站台"}.get(r["类别"], "其它设施")
        ),
    )
    spoil(
        4,
        "规模写成文字，如“约800人”",
        "capacity as words, such as 约800人",
        lambda r: r.update(服务规模=f"约{r['服务规模'] or 500}人"),
    )
    spoil(
        3,
        "日期写法不一，如 2025/4/3",
        "dates written otherwise, such as 2025/4/3",
        lambda r: r.update(调查日期="2025/4/3"),
    )
    spoil(2, "质量评分超出 1–5", "quality outside 1 to 5", lambda r: r.update(服务质量=9))
    spoil(2, "面积为负数", "a negative floor area", lambda r: r.update(建筑面积="-120"))
    copies = [dict(table[picks.pop()]) for _ in range(8)]
    start = len(table) + 1
    for k, row in enumerate(copies):
        row["序号"] = start + k
    table += copies
    faults.add(
        FACILITIES,
        "重复登记（副本在表末）",
        "entered twice (copies at the end)",
        list(range(start, start + len(copies))),
    )
    faults.add(
        FACILITIES,
        "同一类别有多种叫法（如社区食堂、长者食堂、老年助餐点）",
        "several words for one category (such as 社区食堂, 长者食堂, 老年助餐点)",
        [],
        sum(len(w) > 1 for w in OTHER_WORDS.values()),
    )
    with (folder / FACILITIES).open("w", encoding="gb18030", newline="") as out:
        writer = csv.DictWriter(out, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
