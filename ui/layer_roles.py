"""What each layer of a survey is called, so that the right one is offered first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsVectorLayer

from ..gis.i18n import speaks_chinese

if TYPE_CHECKING:
    from collections.abc import Iterable

RESULT_PROPERTY = "lifecircle/result"
"""Custom property of result layers, which are never offered as survey layers."""

_LINE, _POINT, _AREA = Qgis.GeometryType.Line, Qgis.GeometryType.Point, Qgis.GeometryType.Polygon


@dataclass(frozen=True)
class Role:
    """A layer that an algorithm asks for.

    Attributes
    ----------
    key
        Name of the widget that asks for it.
    parameter
        Of the algorithm.
    shapes
        Kinds of geometry that fit.
    names
        What such layers are called, the surest names first.
    """

    key: str
    parameter: str
    shapes: tuple[Qgis.GeometryType, ...]
    names: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True)
class FieldRole:
    """A field that an algorithm asks for, of the layer with the role ``layer``.

    Attributes
    ----------
    key
        Name of the widget that asks for it.
    parameter
        Of the algorithm.
    layer
        Role of its layer.
    names
        What such fields are called, the surest names first.
    names_en
        What those in English are called, for a field that a layer may have in two languages.
    """

    key: str
    parameter: str
    layer: str
    names: tuple[str, ...]
    names_en: tuple[str, ...] = ()


ROLES = (
    Role(
        "streets",
        "STREETS",
        (_LINE,),
        ("streets", "street", "道路", "路网", "街道", "roads", "road", "walkways", "步行", "路"),
        required=True,
    ),
    Role(
        "residents",
        "RESIDENTS",
        (_POINT, _AREA),
        ("residents", "居民", "population", "人口", "homes", "households", "住宅", "住户",
         "小区", "楼栋", "居住", "compounds", "buildings"),
        required=True,
    ),
    Role(
        "facilities",
        "FACILITIES",
        (_POINT, _LINE, _AREA),
        ("facilities", "facility", "设施", "services", "服务", "amenities", "pois", "poi",
         "配套"),
        required=True,
    ),
    Role(
        "barriers",
        "BARRIERS",
        (_LINE, _AREA),
        ("barriers", "barrier", "围墙", "障碍", "阻隔", "屏障", "walls", "wall", "fences"),
    ),
    Role(
        "gates",
        "GATES",
        (_POINT,),
        ("gates", "gate", "出入口", "大门", "入口", "entrances", "门"),
    ),
    Role(
        "opinions",
        "OPINIONS",
        (_POINT,),
        ("opinions", "opinion", "居民意见", "意见", "诉求", "feedback", "answers", "问卷"),
    ),
    Role(
        "areas",
        "AREAS",
        (_AREA,),
        ("areas", "neighbourhoods", "neighborhoods", "社区", "居委", "communities", "辖区",
         "片区", "街区", "area"),
    ),
)  # fmt: skip

FIELD_ROLES = (
    FieldRole(
        "population",
        "POPULATION_FIELD",
        "residents",
        ("population", "人口", "常住人口", "人口数", "总人口", "pop", "residents", "persons",
         "人数"),
    ),
    FieldRole(
        "service",
        "SERVICE_FIELD",
        "facilities",
        ("service", "service_key", "服务", "设施类别", "服务类别", "类别", "category",
         "category_key", "类型", "type", "kind"),
    ),
    FieldRole(
        "area_name",
        "AREA_NAME_FIELD",
        "areas",
        ("name", "名称", "社区名称", "area_name", "社区", "居委", "居委会"),
        ("name_en", "english_name", "英文名称", "英文名"),
    ),
)  # fmt: skip


def guess_layers(layers: Iterable[QgsVectorLayer], roles: Iterable[Role]) -> dict[str, str]:
    """Find layers by their names.

    Parameters
    ----------
    layers
        Those of the project.
    roles
        Those still without a layer.

    Returns
    -------
    Layer ids by role; no layer twice, no entry for a role without one.
    """
    fits = []
    for role in roles:
        for layer in layers:
            if layer.geometryType() not in role.shapes or layer.customProperty(RESULT_PROPERTY):
                continue
            likeness = _likeness(layer.name(), role.names)
            if likeness is not None:
                fits.append((likeness, role.key, layer.id()))
    chosen: dict[str, str] = {}
    for _, key, layer_id in sorted(fits):
        if key not in chosen and layer_id not in chosen.values():
            chosen[key] = layer_id
    return chosen


def guess_field(fields: Iterable[str], role: FieldRole) -> str:
    """Find a field by its name, in the user's language; an empty text where none fits."""
    by_name = {name.lower(): name for name in reversed(list(fields))}
    names = role.names if speaks_chinese() else role.names_en + role.names
    return next((by_name[name] for name in names if name in by_name), "")


def _likeness(name: str, known: tuple[str, ...]) -> tuple[int, int] | None:
    """Tell how well a name fits, smallest best: as a whole, as a word of it, as a part."""
    name = name.strip().lower()
    words = re.split(r"[\W_]+", name)
    for grade, fits in enumerate(
        (
            lambda word: word == name,
            lambda word: word in words,
            lambda word: not word.isascii() and word in name,
        )
    ):
        for place, word in enumerate(known):
            if fits(word):
                return grade, place
    return None
