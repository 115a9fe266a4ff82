"""Streets and neighbourhoods as a drawing office sends them: GBK shapefiles with faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from osgeo import ogr
from shapely.ops import substring

from .layers import Field, Layer
from .plan import MARK, rng_for
from .streets import walkable
from .writing import GEOMETRIES, fill, plane

if TYPE_CHECKING:
    from pathlib import Path

    from .city import City
    from .faults import Faults

STREETS = "streets_gbk.shp"
AREAS = "areas_gbk.shp"
CLASSES = {"primary": "主干路", "secondary": "次干路", "residential": "支路", "footway": "步行道",
           "path": "小区路", "motorway": "快速路"}  # fmt: skip
#: Where a .dbf says its code page, and its mark for GBK.
LANGUAGE_BYTE = 29
GBK_MARK = 0x4D


def _write(folder: Path, name: str, layer: Layer) -> None:
    driver = ogr.GetDriverByName("ESRI Shapefile")
    path = folder / name
    if path.exists():
        driver.DeleteDataSource(str(path))
    source = driver.CreateDataSource(str(path))
    target = source.CreateLayer(
        path.stem,
        plane(),
        GEOMETRIES[layer.kind],
        ["ENCODING=CP936", "DBF_DATE_LAST_UPDATE=2025-06-01"],
    )
    fill(target, layer)
    del target, source
    path.with_suffix(".cpg").unlink(missing_ok=True)


def _mark(path: Path, language: int) -> None:
    """Write the code page's mark into a .dbf."""
    data = bytearray(path.read_bytes())
    data[LANGUAGE_BYTE] = language
    path.write_bytes(bytes(data))


def write_streets(folder: Path, city: City, faults: Faults) -> None:
    """Write the streets, with ends that nearly meet, duplicates, stumps and a lost piece."""
    rng = rng_for("surveyed streets")
    rows = [
        {
            "shape": s.line(),
            "道路名称": s.name,
            "道路等级": CLASSES[s.kind],
            "步行": "是" if walkable(s) else "否",
            "层级": s.attrs.get("level", 0),
            "备注": "台阶" if s.attrs.get("steps") == "yes" else None,
        }
        for s in city.streets
    ]
    plain = [
        n
        for n, s in enumerate(city.streets)
        if s.kind == "residential"
        and s.joins
        and s.line().length > 60
        and city.ground.district.contains(s.line())
    ]
    picks = rng.permutation(plain).tolist()
    short = sorted(picks[:16])
    for n in short:
        line = rows[n]["shape"]
        gap = float(rng.uniform(0.3, 2.5))
        rows[n]["shape"] = substring(line, gap, line.length)
    faults.add(
        STREETS,
        "端点未接上路口，差 0.3–2.5 米",
        "an end stops 0.3 to 2.5 m short of its junction",
        short,
    )
    twice = picks[16:26]
    faults.add(
        STREETS,
        "同一条路画了两遍（副本在表末）",
        "the same line twice (copies at the end)",
        list(range(len(rows), len(rows) + len(twice))),
    )
    rows += [dict(rows[n]) for n in twice]
    stump = len(rows)
    for n in picks[26:30]:
        x, y = rows[n]["shape"].coords[0]
        end = (x + 0.02, y + 0.03)
        rows.append({**rows[n], "shape": shapely.LineString([(x, y), end])})
    faults.add(
        STREETS, "长度不足 0.1 米的短线", "lines shorter than 0.1 m", list(range(stump, stump + 4))
    )
    empty = sorted(picks[30:33])
    for n in empty:
        rows[n] = {**rows[n], "shape": None}
    faults.add(STREETS, "有属性没有图形", "a row without geometry", empty)
    back = sorted(picks[33:36])
    for n in back:
        xy = shapely.get_coordinates(rows[n]["shape"])
        rows[n]["shape"] = shapely.LineString(np.vstack([xy, xy[-2:-1] * 0.3 + xy[-1] * 0.7]))
    faults.add(STREETS, "线末折返", "a line that turns back on itself at its end", back)
    x, y = shapely.get_coordinates(city.ground.district.centroid)[0]
    lone = shapely.LineString([(x - 30, y - 1300), (x + 110, y - 1290), (x + 120, y - 1220)])
    faults.add(STREETS, "与路网不相连的孤立线", "a piece connected to nothing", [len(rows)])
    rows.append(
        {"shape": lone, "道路名称": None, "道路等级": "支路", "步行": "是", "层级": 0, "备注": None}
    )
    unnamed = sorted(picks[36:46])
    for n in unnamed:
        rows[n] = {**rows[n], "步行": None}
    faults.add(STREETS, "“步行”一栏空白", "the field 步行 (on foot) is blank", unnamed)
    faults.add(
        STREETS,
        "GBK 编码，缺 .cpg，且 .dbf 未注明代码页",
        "GBK text, no .cpg, no code page in the .dbf",
        [],
        1,
    )
    fields: list[Field] = [
        ("道路名称", "str"),
        ("道路等级", "str"),
        ("步行", "str"),
        ("层级", "int"),
        ("备注", "str"),
    ]
    _write(folder, STREETS, Layer("streets", "LineString", MARK, fields, rows))
    _mark((folder / STREETS).with_suffix(".dbf"), 0)


def write_areas(folder: Path, city: City, faults: Faults) -> None:
    """Write the neighbourhoods, with an overlap, a bow tie and a name with a blank behind it."""
    rows = []
    for n, shape in city.ground.areas:
        persons = sum(p.info["population"] for p in city.homes if p.area_name == n.name)
        rows.append({"shape": shape, "社区名称": n.name, "人口": persons})
    xy = shapely.get_coordinates(rows[0]["shape"].exterior)
    middle = rows[0]["shape"].centroid
    outward = max(range(len(xy) - 1), key=lambda k: xy[k][0])
    step = xy[outward] - (middle.x, middle.y)
    xy[outward] += step / np.hypot(*step) * 14.0
    rows[0]["shape"] = shapely.Polygon(xy)
    faults.add(
        AREAS,
        "边界结点外移 14 米，与邻社区重叠",
        "a corner lies 14 m out and overlaps the neighbour",
        [rows[0]["社区名称"]],
    )
    xy = shapely.get_coordinates(rows[4]["shape"].exterior)
    k = len(xy) // 2
    xy[[k, k + 1]] = xy[[k + 1, k]]
    rows[4]["shape"] = shapely.Polygon(xy)
    faults.add(AREAS, "多边形自相交", "the outline crosses itself", [rows[4]["社区名称"]])
    rows[6]["社区名称"] += " "
    faults.add(AREAS, "名称后有空格", "a blank behind the name", [rows[6]["社区名称"].strip()])
    rows[7]["人口"] = None
    faults.add(AREAS, "人口空白（不是零）", "population unknown (not zero)", [rows[7]["社区名称"]])
    faults.add(
        AREAS,
        "GBK 编码，缺 .cpg（.dbf 内注明 CP936）",
        "GBK text, no .cpg (the .dbf says CP936)",
        [],
        1,
    )
    fields: list[Field] = [("社区名称", "str"), ("人口", "int")]
    _write(folder, AREAS, Layer("areas", "Polygon", MARK, fields, rows))
    _mark((folder / AREAS).with_suffix(".dbf"), GBK_MARK)
