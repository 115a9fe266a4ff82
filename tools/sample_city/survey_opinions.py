"""Opinions as a form server exports them, with faults."""

from __future__ import annotations

import csv
import uuid
from typing import TYPE_CHECKING, Any

from .plan import rng_for
from .services import KINDS
from .writing import lonlat

if TYPE_CHECKING:
    from pathlib import Path

    from .city import City
    from .faults import Faults

OPINIONS = "opinions_kobo.csv"
AGE_WORDS = {
    "12-17": "12-17岁",
    "18-34": "18-34岁",
    "35-59": "35-59岁",
    "60-79": "60-79岁",
    "80+": "80岁及以上",
}
KIND_WORDS = {"need": "需求", "praise": "表扬", "complaint": "投诉", "idea": "建议"}


def write_opinions(folder: Path, city: City, faults: Faults) -> None:
    """Write the opinions as a form server exports them, personal columns and all."""
    rng = rng_for("surveyed opinions")
    places = lonlat([(o["shape"].x, o["shape"].y) for o in city.opinions])
    table: list[dict[str, Any]] = []
    surnames = "张王李赵陈林周吴"
    for n, (o, (lon, lat)) in enumerate(zip(city.opinions, places, strict=True), start=1):
        who = int(o["respondent"][1:])
        day = o["answered_on"].isoformat()
        hour = f"{9 + who % 10:02d}:{(who * 7) % 60:02d}"
        table.append({
            "start": f"{day}T{hour}:00.000+08:00", "end": f"{day}T{hour}:48.000+08:00",
            "deviceid": f"ee.example.org:{who:04d}",
            "group_person/name": f"{surnames[who % len(surnames)]}某某",
            "group_person/phone": f"13800000{who % 1000:03d}",
            "group_person/address": f"菱歌街道某路{who % 300 + 1}弄某号",
            "group_person/age_group": AGE_WORDS[o["age_group"]], "group_person/walker": o["walker"],
            "group_place/location": f"{lat:.6f} {lon:.6f} 0 0",
            "group_place/_location_latitude": f"{lat:.6f}",
            "group_place/_location_longitude": f"{lon:.6f}",
            "group_place/_location_altitude": "0", "group_place/_location_precision": "0",
            "group_opinion/service": KINDS[o["service"]].zh,
            "group_opinion/importance": o["importance"],
            "group_opinion/satisfaction": o["satisfaction"],
            "group_opinion/kind": KIND_WORDS[o["kind"]], "group_opinion/text": o["text"],
            "__version__": "vFictional2025", "_id": 900000 + n,
            "_uuid": str(uuid.UUID(bytes=rng.bytes(16), version=4)),
            "_submission_time": f"{day}T{hour}:55", "_validation_status": None, "_notes": None,
            "_status": "submitted_via_web", "_submitted_by": None, "_tags": None, "_index": n,
        })  # fmt: skip
    picks = [int(k) for k in rng.permutation(len(table))]

    def spoil(count: int, zh: str, en: str, change: Any) -> None:
        spots = [picks.pop() for _ in range(count)]
        for k in spots:
            change(table[k])
        faults.add(OPINIONS, zh, en, sorted(table[k]["_index"] for k in spots))

    where = [k for k in table[0] if k.startswith("group_place/")]
    faults.add(
        OPINIONS,
        "含个人信息列：姓名、手机号、住址、设备号（均为虚构）",
        "personal columns: name, phone, address, device (all invented)",
        [],
        4,
    )
    faults.add(
        OPINIONS,
        "列名带分组前缀，分号分隔",
        "column names with group prefixes, split by semicolons",
        [],
        1,
    )
    spoil(12, "未定位", "no location", lambda r: r.update(dict.fromkeys(where)))
    spoil(
        3,
        "定位在街道之外很远处",
        "located far outside the sub-district",
        lambda r: r.update(
            {
                "group_place/location": "31.500000 120.300000 0 0",
                "group_place/_location_latitude": "31.500000",
                "group_place/_location_longitude": "120.300000",
            }
        ),
    )
    spoil(
        3,
        "重要性超出 1–5",
        "importance outside 1 to 5",
        lambda r: r.update({"group_opinion/importance": 9}),
    )
    spoil(
        6,
        "满意度写成文字“很满意”",
        "satisfaction as words (很满意, very content)",
        lambda r: r.update({"group_opinion/satisfaction": "很满意"}),
    )
    spoil(
        6,
        "服务选了“其他”",
        "service given as 其他 (other)",
        lambda r: r.update({"group_opinion/service": "其他"}),
    )
    spoil(
        5,
        "意见中含分号、引号和换行",
        "text with semicolons, quotes and a line break",
        lambda r: r.update(
            {"group_opinion/text": f'说三点；\n1;{r["group_opinion/text"]}\n2;"谢谢"'}
        ),
    )
    spoil(
        4,
        "满意度空白",
        "satisfaction blank",
        lambda r: r.update({"group_opinion/satisfaction": None}),
    )
    copies = [dict(table[picks.pop()]) for _ in range(8)]
    for k, row in enumerate(copies, start=len(table) + 1):
        row["_index"] = k
    faults.add(
        OPINIONS,
        "重复提交（_uuid 相同，副本在表末）",
        "sent twice (same _uuid, copies at the end)",
        [r["_index"] for r in copies],
    )
    table += copies
    with (folder / OPINIONS).open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(
            out, list(table[0]), delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(table)
