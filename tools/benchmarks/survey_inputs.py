"""Large survey files as a planner gets them: Chinese headings, degrees, ages, scores in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = 100_000
_WORDS = ("药店", "小学", "菜市场", "公园", "幼儿园", "社区卫生服务中心", "便利店", "公交站")


def write_residents(path: Path, count: int) -> None:
    """Write a CSV of buildings with the people who live in them."""
    draw = np.random.default_rng(1)
    with path.open("w", encoding="utf-8") as file:
        file.write("编号,小区编号,小区名称,常住人口,0-2岁,60岁以上,户数,经度,纬度\n")
        for start in range(0, count, _BLOCK):
            rows = range(start, min(start + _BLOCK, count))
            x, y = _draw_places(draw, len(rows))
            people = draw.integers(1, 900, len(rows))
            compound = draw.integers(1, 2000, len(rows))
            columns = (people, people * 3 // 100, people // 5, people * 10 // 26, compound)
            file.writelines(
                f"R{n:07d},C{c},望溪{c}号楼{n % 97},{p},{young},{old},{homes},"
                f"{east:.6f},{north:.6f}\n"
                for n, p, young, old, homes, c, east, north in zip(
                    rows, *(values.tolist() for values in (*columns, x, y)), strict=True
                )
            )


def write_facilities(path: Path, count: int) -> None:
    """Write a CSV of facilities: every fiftieth number is said to be about that."""
    draw = np.random.default_rng(2)
    x, y = (values.tolist() for values in _draw_places(draw, count))
    scores, states = ("很满意", "满意", "一般", "4", "5"), ("营业", "停业", "规划")
    with path.open("w", encoding="utf-8") as file:
        file.write("编号,设施名称,类别,服务规模,建筑面积,评分,开放时间,状态,调查日期,经度,纬度\n")
        file.writelines(
            f"F{n},{_WORDS[n % 8]}{n},{_WORDS[n % 8]},{'' if n % 50 else '约'}{5 + n % 495},"
            f"{30 + n % 2970},{scores[n % 5]},{'08:00-20:00' if n % 3 else '全天'},"
            f"{states[n % 7 // 3]},2025/{n % 12 + 1}/{n % 28 + 1},{x[n]:.6f},{y[n]:.6f}\n"
            for n in range(count)
        )


def _draw_places(draw: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    return draw.uniform(121.3, 121.7, count), draw.uniform(31.0, 31.4, count)
