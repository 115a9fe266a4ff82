"""Suggests which column of a source is which field: by name, then by what it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...gis.responsive import blocks
from ..cleaning.dates import clean_dates
from ..cleaning.numbers import NOTHING, clean_numbers
from ..cleaning.words import CHOICES, clean_ages, clean_choices, clean_levels, clean_scores
from ..reading.heading_row import normalise_heading
from .category_matching import LIKELY, SURE, suggest_services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..reading.raw_table import RawTable
    from .roles import FieldSpec, SurveyRole

_SAMPLED = 400  # cells of a column that are looked at
_ENOUGH = 0.35  # likeness from which a suggestion is made

PLACE_HEADINGS = {
    "x": ("x", "lon", "lng", "long", "longitude", "经度", "x坐标", "xcoord", "pointx", "easting",
          "东坐标", "横坐标", "locationlongitude", "gpslongitude", "坐标x", "e"),
    "y": ("y", "lat", "latitude", "纬度", "y坐标", "ycoord", "pointy", "northing", "北坐标",
          "纵坐标",
          "locationlatitude", "gpslatitude", "坐标y", "n"),
    "wkt": ("wkt", "geometry", "geom", "thegeom", "shape", "wktgeom", "几何"),
    "text": ("location", "coordinates", "坐标", "经纬度", "位置", "latlon", "lnglat", "lonlat",
             "geopoint",
             "geolocation", "gps", "点位"),
    "id": ("uuid", "sourceid", "id", "编号", "序号", "代码", "code", "osmid", "globalid",
           "objectid", "标识", "主键",
           "设施编号", "小区编号", "no", "number", "gid"),
}  # fmt: skip
"""What columns with places and stable ids are called, normalised, the surest first."""


@dataclass
class ColumnMatch:
    """Which column is which.

    Attributes
    ----------
    columns
        Heading by field.
    x, y, wkt, text
        Headings of the columns with the place; empty for none.
    id
        Heading of the column with a stable id; empty for none.
    likeness
        How sure each suggested field is, 0 to 1.
    """

    columns: dict[str, str] = field(default_factory=dict)
    x: str = ""
    y: str = ""
    wkt: str = ""
    text: str = ""
    id: str = ""
    likeness: dict[str, float] = field(default_factory=dict)


def match_columns(table: RawTable, role: SurveyRole) -> ColumnMatch:
    """Suggest which columns of a table hold the fields of a role.

    Parameters
    ----------
    table
        As read.
    role
        What the table is.

    Returns
    -------
    ColumnMatch
        No column stands for two fields; the id may be one of them.
    """
    samples = {h: _sample(v) for h, v in zip(table.headings, table.columns, strict=True)}
    plain = {heading: normalise_heading(heading) for heading in table.headings}
    found = ColumnMatch()
    if table.geometry is None:
        _find_place(found, plain, samples)
    found.id = _find_id(table, plain)
    taken = {found.x, found.y, found.wkt, found.text} - {""}
    scored = sorted(
        (
            (likeness, -order, spec.name, heading)
            for order, spec in enumerate(role.fields)
            for heading, name in plain.items()
            if heading not in taken
            and (likeness := _likeness(spec, name, heading, samples[heading])) >= _ENOUGH
        ),
        reverse=True,
    )
    for likeness, _, name, heading in scored:
        if name not in found.columns and heading not in taken:
            found.columns[name] = heading
            found.likeness[name] = round(likeness, 2)
            taken.add(heading)
    return found


def rate_role(table: RawTable, role: SurveyRole, shape: str = "") -> float:
    """Rate how well a source fits a role, by its name, shape and columns.

    Parameters
    ----------
    table
        As read.
    role
        The role.
    shape
        Shape of its geometries; empty for tables.
    """
    if shape and shape not in role.shapes:
        return 0.0
    match = match_columns(table, role)
    name = table.name.casefold()
    by_name = max((2.0 - 0.05 * n for n, w in enumerate(role.words) if w in name), default=0.0)
    needed = [role.needed] if role.needed else []
    if role.key == "residents":
        needed = ["population"]
    lacking = sum(field not in match.columns for field in needed)
    if not shape and role.shapes[0] != "point" and "point" not in role.shapes:
        return 0.0
    share = sum(match.likeness.values()) / (len(role.fields) + 1)
    return max(by_name + 2 * share - 0.7 * lacking, 0.0)


def _sample(values: Sequence[Any]) -> list[Any]:
    step = max(1, len(values) // _SAMPLED)
    some = [values[row] for row in range(0, len(values), step)]
    return [v for v in some if v is not None and str(v).strip().casefold() not in NOTHING]


def _find_place(found: ColumnMatch, plain: dict[str, str], samples: dict[str, list[Any]]) -> None:
    def pick(kind: str, fits: Any) -> str:
        names = PLACE_HEADINGS[kind]
        ranked = sorted(
            (names.index(name), heading) for heading, name in plain.items() if name in names
        )
        return next((heading for _, heading in ranked if fits(samples[heading])), "")

    found.x = pick("x", _mostly_coordinates)
    found.y = pick("y", _mostly_coordinates)
    if not (found.x and found.y):
        found.x = found.y = ""
        found.wkt = pick("wkt", lambda cells: _share(cells, _is_wkt) > 0.5)
        found.text = "" if found.wkt else pick("text", lambda c: _share(c, _is_pair) > 0.5)


def _mostly_coordinates(cells: list[Any]) -> bool:
    from .places import read_coordinate

    return _share(cells, lambda cell: read_coordinate(cell) is not None) > 0.5


def _is_wkt(cell: Any) -> bool:
    words = ("point", "linestring", "polygon", "multi", "geometrycollection")
    return str(cell).strip().casefold().startswith(words)


def _is_pair(cell: Any) -> bool:
    from .places import read_pair

    return read_pair(str(cell)) is not None


def _share(cells: list[Any], fits: Any) -> float:
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def _find_id(table: RawTable, plain: dict[str, str]) -> str:
    names = PLACE_HEADINGS["id"]
    ranked = sorted(
        (names.index(name), heading) for heading, name in plain.items() if name in names
    )
    for _, heading in ranked:
        filled, different = 0, set()
        for block in blocks(table.column(heading) or ()):
            try:
                values = list(filter(str.strip, block))
            except TypeError:  # not all are texts
                values = [str(v) for v in block if v is not None and str(v).strip()]
            filled += len(values)
            different.update(values)
        if filled and filled >= 0.9 * len(table) and len(different) > 0.9 * filled:
            return heading
    return ""


def _likeness(spec: FieldSpec, name: str, heading: str, cells: list[Any]) -> float:
    by_name = 0.0
    for place, known in enumerate(spec.headings):
        if name == known:
            by_name = max(by_name, 1.0 - 0.01 * place)
        elif len(known) > 1 and not known.isascii() and known in name:
            by_name = max(by_name, 0.6 * len(known) / len(name) - 0.005 * place)
        elif len(known) > 3 and known in heading.casefold().replace("-", "_").split("_"):
            by_name = max(by_name, 0.5 - 0.005 * place)
    if not by_name:
        return 0.0
    if not cells:
        return 0.6 * by_name
    return by_name * (0.35 + 0.65 * _content(spec, cells))


def _content(spec: FieldSpec, cells: list[Any]) -> float:
    """Return the share of the cells that the field can hold."""
    kind, _, choice = spec.kind.partition(":")
    if kind in ("text", "words", "class", "hours"):
        numbers = clean_numbers(cells)
        return 1.0 - 0.4 * (len(cells) - len(numbers.faults)) / len(cells)
    if kind == "service":
        known = suggest_services(cells)
        fits = {word for word, found in known.items() if found.how in (SURE, LIKELY)}
        return sum(str(cell).strip() in fits for cell in cells) / len(cells)
    cleaned = {
        "count": lambda: clean_numbers(cells, 0),
        "number": lambda: clean_numbers(cells, 0),
        "slope": lambda: clean_numbers(cells, -100, 100),
        "score": lambda: clean_scores(cells),
        "date": lambda: clean_dates(cells),
        "level": lambda: clean_levels(cells),
        "age": lambda: clean_ages(cells),
        "choice": lambda: clean_choices(cells, choice) if choice in CHOICES else clean_dates(cells),
    }[kind]()
    return 1.0 - len(cleaned.faults) / len(cells)
