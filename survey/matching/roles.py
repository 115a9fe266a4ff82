"""What each layer of a survey holds: its fields, what they mean, and what others call them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ...gis.profiles import FOLDER, read_table
from ..reading.heading_row import normalise_heading

POINT, LINE, AREA = "point", "line", "area"


@dataclass(frozen=True)
class FieldSpec:
    """A field of a survey layer.

    Attributes
    ----------
    name
        In the clean layer.
    kind
        What it holds: ``text``, ``count``, ``number``, ``slope``, ``score``, ``date``, ``level``,
        ``age``, ``service``, ``class``, ``hours``, or ``choice:`` and a key of `words.CHOICES`.
    headings
        What it is called elsewhere, normalised, the surest first.
    """

    name: str
    kind: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class SurveyRole:
    """A layer of a survey.

    Attributes
    ----------
    key
        Name of the clean layer.
    shapes
        Geometries that fit.
    fields
        Its fields, in order.
    needed
        Field without which a row cannot be used; empty for none.
    words
        What such layers and files are called.
    """

    key: str
    shapes: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    needed: str
    words: tuple[str, ...]

    def field(self, name: str) -> FieldSpec:
        """Return a field by name."""
        return next(field for field in self.fields if field.name == name)


_SHAPES = {
    "streets": (LINE,),
    "barriers": (LINE, AREA),
    "gates": (POINT,),
    "residents": (POINT, AREA),
    "facilities": (POINT, LINE, AREA),
    "opinions": (POINT,),
    "premises": (POINT, AREA),
    "areas": (AREA,),
}
_NEEDED = {"facilities": "service", "opinions": "service", "areas": "name"}


@lru_cache(maxsize=1)
def list_roles() -> dict[str, SurveyRole]:
    """Return the layers of a survey by key, in the order in which a planner gathers them."""
    table = read_table(FOLDER / "survey_fields.csv")
    fields: dict[str, list[FieldSpec]] = {key: [] for key in _SHAPES}
    words: dict[str, tuple[str, ...]] = {}
    for role, name, kind, headings in table.rows:
        called = tuple(word for word in headings.split("|") if word)
        if name:
            names = dict.fromkeys(normalise_heading(word) for word in (name, *called))
            fields[role].append(FieldSpec(name, kind, tuple(names)))
        else:
            words[role] = tuple(word.casefold() for word in called)
    return {
        key: SurveyRole(key, shapes, tuple(fields[key]), _NEEDED.get(key, ""), words[key])
        for key, shapes in _SHAPES.items()
    }


@lru_cache(maxsize=1)
def known_headings() -> frozenset[str]:
    """Return all names of columns that any role knows, normalised."""
    from .column_matching import PLACE_HEADINGS

    names = {name for role in list_roles().values() for f in role.fields for name in f.headings}
    return frozenset(names | {name for group in PLACE_HEADINGS.values() for name in group})
