"""The sample's layers as plain tables: fields, rows, geometry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shapely

from .plan import DISTRICT, MARK
from .streets import walkable
from .water_rail import CANAL_NAME

if TYPE_CHECKING:
    from .city import City

Field = tuple[str, str]


@dataclass
class Layer:
    """One layer: `kind` is the geometry type, `about` its description."""

    name: str
    kind: str
    about: str
    fields: list[Field]
    rows: list[dict[str, Any]] = field(default_factory=list)


def _streets(city: City) -> Layer:
    rows = []
    for s in city.streets:
        a = s.attrs
        rows.append(
            {
                "shape": s.line(),
                "class": s.kind,
                "name": s.name,
                "name_en": a.get("name_en"),
                "foot": "yes" if walkable(s) else "no",
                "level": a.get("level", 0),
                "steps": a.get("steps", "no"),
                "crossing": a.get("crossing", "none"),
                "slope_pct": a.get("slope_pct"),
                "lit": a.get("lit"),
            }
        )
    return Layer(
        "streets",
        "LineString",
        "道路与步行路径，在交叉口断开；Streets and walking ways, split at junctions",
        [
            ("class", "str"),
            ("name", "str"),
            ("name_en", "str"),
            ("foot", "str"),
            ("level", "int"),
            ("steps", "str"),
            ("crossing", "str"),
            ("slope_pct", "real"),
            ("lit", "str"),
        ],
        rows,
    )


def _barriers(city: City) -> Layer:
    rows = list(city.walls)
    rows += [
        {"shape": bank, "kind": "canal", "name": CANAL_NAME[0]} for bank in city.barriers.banks
    ]
    rows.append({"shape": city.barriers.rail, "kind": "railway", "name": "菱歌铁路支线"})
    return Layer(
        "barriers",
        "LineString",
        "围墙、公园围栏、河岸与铁路；Walls, fences, canal banks, railway",
        [("kind", "str"), ("name", "str"), ("compound_id", "str"), ("site_id", "str")],
        rows,
    )


def _gates(city: City) -> Layer:
    rows = [{**g, "shape": shapely.Point(g["xy"])} for g in city.gates]
    return Layer(
        "gates",
        "Point",
        "小区门、公园门、桥、地道与道口；Gates, bridges, underpasses, level crossings",
        [
            ("kind", "str"),
            ("name", "str"),
            ("hours", "str"),
            ("compound_id", "str"),
            ("site_id", "str"),
        ],
        rows,
    )


PEOPLE = (
    "population",
    "pop_0_2",
    "pop_3_5",
    "pop_6_11",
    "pop_12_14",
    "pop_15_17",
    "pop_60_plus",
    "pop_80_plus",
    "households",
)


def _residents(city: City) -> Layer:
    kinds = {
        "new": "commodity housing 商品房",
        "village": "workers' village 工人新村",
        "lilong": "lane housing 里弄",
        "mixed": "mixed 混合",
        "resettle": "resettlement 动迁安置房",
    }
    rows = [{"shape": p.shape, **p.info, "housing": kinds[p.quarter]} for p in city.homes]
    return Layer(
        "residents",
        "Polygon",
        "小区（里弄）与常住人口；Compounds and their residents",
        [
            ("compound_id", "str"),
            ("name", "str"),
            ("name_en", "str"),
            *[(k, "int") for k in PEOPLE],
            ("housing", "str"),
        ],
        rows,
    )


FACILITY_FIELDS: list[Field] = [
    ("service", "str"),
    ("name", "str"),
    ("name_en", "str"),
    ("site_id", "str"),
    ("capacity", "real"),
    ("capacity_unit", "str"),
    ("floor_m2", "real"),
    ("quality", "int"),
    ("hours", "str"),
    ("status", "str"),
    ("operator_kind", "str"),
    ("surveyed_on", "date"),
    ("source", "str"),
    ("visits_year", "int"),
    ("events_year", "int"),
]


def _facilities(city: City) -> list[Layer]:
    return [
        Layer(
            "facilities",
            "Point",
            "设施（点；公园以出入口、绿道以入口表示，同一 site_id 为一处）；"
            "Facilities as points; rows that share a site_id are one place",
            FACILITY_FIELDS,
            city.facilities,
        ),
        Layer(
            "park_areas",
            "Polygon",
            "公园绿地范围（与 facilities 中同一 site_id）；"
            "Parks as areas, same site_id as in facilities",
            FACILITY_FIELDS,
            city.parks,
        ),
        Layer(
            "greenways",
            "LineString",
            "绿道线（与 facilities 中同一 site_id）；"
            "Greenways as lines, same site_id as in facilities",
            FACILITY_FIELDS,
            city.greenways,
        ),
    ]


def build_layers(city: City) -> list[Layer]:
    """Turn the finished city into layers, in the order they are written."""
    areas = []
    for n, shape in city.ground.areas:
        inside = [p for p in city.homes if p.area_name == n.name]
        areas.append(
            {
                "shape": shape,
                "name": n.name,
                "name_en": n.name_en,
                "population": sum(p.info["population"] for p in inside),
            }
        )
    layers = [
        _streets(city),
        _barriers(city),
        _gates(city),
        _residents(city),
        *_facilities(city),
        Layer(
            "opinions",
            "Point",
            "居民意见（虚构，无个人信息）；Residents' opinions, invented, no personal data",
            [
                ("service", "str"),
                ("importance", "int"),
                ("satisfaction", "int"),
                ("kind", "str"),
                ("text", "str"),
                ("text_en", "str"),
                ("age_group", "str"),
                ("walker", "str"),
                ("answered_on", "date"),
                ("source", "str"),
                ("respondent", "str"),
            ],
            city.opinions,
        ),
        Layer(
            "premises",
            "Point",
            "闲置空间（cost 单位：万元）；Idle premises, cost in 10,000 yuan",
            [
                ("name", "str"),
                ("name_en", "str"),
                ("floor_m2", "real"),
                ("cost", "real"),
                ("status", "str"),
                ("owner_kind", "str"),
                ("fixed_service", "str"),
                ("source", "str"),
            ],
            city.premises,
        ),
        Layer(
            "areas",
            "Polygon",
            "社区（居委）范围，无缝拼成街道；Neighbourhoods, tiling the sub-district",
            [("name", "str"), ("name_en", "str"), ("population", "int")],
            areas,
        ),
        Layer(
            "district",
            "Polygon",
            "街道范围；Boundary of the sub-district",
            [("name", "str"), ("name_en", "str"), ("note", "str")],
            [
                {
                    "shape": city.ground.district,
                    "name": DISTRICT[0],
                    "name_en": DISTRICT[1],
                    "note": MARK,
                }
            ],
        ),
        Layer(
            "land_use",
            "Polygon",
            "用地底图，仅供显示；Land use, a backdrop only",
            [("kind", "str"), ("name", "str")],
            city.land_use,
        ),
    ]
    for layer in layers:
        layer.about = f"{MARK}。{DISTRICT[0]} {DISTRICT[1]}：{layer.about}"
    return layers
