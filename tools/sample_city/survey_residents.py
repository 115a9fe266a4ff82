"""Residents as an office keeps them: an Excel list with faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .plan import MARK, rng_for
from .workbook import Cell, write_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from .city import City
    from .faults import Faults

RESIDENTS = "residents.xlsx"


def write_residents(folder: Path, city: City, faults: Faults) -> None:
    """Write the residents as an office keeps them: a title, notes, a total row, and faults."""
    rng = rng_for("surveyed residents")
    head: list[Cell] = [
        "编号",
        "小区名称",
        "所属社区",
        "常住人口",
        "户数",
        "0-2岁",
        "3-5岁",
        "6-11岁",
        "12-14岁",
        "15-17岁",
        "60岁以上",
        "80岁以上",
        "X坐标",
        "Y坐标",
    ]
    fields = (
        "population",
        "households",
        "pop_0_2",
        "pop_3_5",
        "pop_6_11",
        "pop_12_14",
        "pop_15_17",
        "pop_60_plus",
        "pop_80_plus",
    )
    table: list[list[Cell]] = []
    for p in city.homes:
        mid = p.shape.representative_point()
        # A Chinese surveyor's X points north.
        table.append(
            [
                p.info["compound_id"],
                p.info["name"],
                p.area_name,
                *(p.info[k] for k in fields),
                round(mid.y, 2),
                round(mid.x, 2),
            ]
        )
    total = sum(p.info["population"] for p in city.homes)
    big = [k for k, r in enumerate(table) if int(r[3] or 0) >= 500]
    for k in big:
        table[k][3] = f"{int(table[k][3] or 0):,}"
    faults.add(
        RESIDENTS,
        "人口以文本存储（五百人以上的小区；上千者带千位分隔符）",
        "population stored as text (compounds of 500 and more; from 1,000 with a comma)",
        [],
        len(big),
    )
    picks = [int(k) for k in rng.permutation([k for k in range(len(table)) if k not in big])]

    def spoil(count: int, zh: str, en: str, column: int, change: Any) -> None:
        spots = [picks.pop() for _ in range(count)]
        for k in spots:
            table[k][column] = change(table[k][column])
        faults.add(RESIDENTS, zh, en, sorted(str(table[k][0]) for k in spots))

    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    spoil(5, "人口空白（未知，不是零）", "population blank (unknown, not zero)", 3, lambda v: None)
    spoil(3, "人口写成“约…人”", "population as words, 约…人", 3, lambda v: f"约{v}人")
    spoil(2, "人口为负数", "a negative population", 3, lambda v: -int(v))
    spoil(2, "人口写成“暂无”", "population 暂无 (none yet)", 3, lambda v: "暂无")
    spoil(
        4, "人口为全角数字", "population in full-width digits", 3, lambda v: str(v).translate(wide)
    )
    spoil(
        3, "80 岁以上多于 60 岁以上", "more people over 80 than over 60", 11, lambda v: int(v) + 900
    )
    lost = sorted(picks.pop() for _ in range(4))
    for k in lost:
        table[k][12] = table[k][13] = None
    faults.add(RESIDENTS, "缺坐标", "no coordinates", [table[k][0] for k in lost])
    twice = sorted(picks.pop() for _ in range(3))
    faults.add(
        RESIDENTS,
        "同一编号登记两次（副本在表末）",
        "one compound entered twice (copies at the end)",
        [table[k][0] for k in twice],
    )
    table += [list(table[k]) for k in twice]
    faults.add(
        RESIDENTS,
        "表头在第 3 行：上有合并的标题行和填表说明",
        "headings in row 3, below a merged title and a note",
        [],
        1,
    )
    faults.add(
        RESIDENTS, "末行为合计，不是小区", "the last row is a total, not a compound", ["合计"]
    )
    faults.add(
        RESIDENTS,
        "X 为北坐标、Y 为东坐标（EPSG:4549）",
        "X is the northing, Y the easting (EPSG:4549)",
        [],
        1,
    )
    rows: list[list[Cell]] = [
        [f"菱歌街道小区常住人口汇总表（{MARK}）"],
        ["填表说明：人口为2025年5月末常住人口；坐标为CGCS2000三度带120°，X为北、Y为东。"],
        head, *table, ["合计", None, None, f"{total:,}"],
    ]  # fmt: skip
    write_workbook(folder / RESIDENTS, "人口", rows, ["A1:N1", "A2:N2"])
