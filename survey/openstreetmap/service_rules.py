"""Which tags make which service: the rules of ``profiles/osm_services.csv``."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ...engine.errors import EngineError
from ...gis.profiles import FOLDER, load_services

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RULES = FOLDER / "osm_services.csv"
AREA = "area_m2"
_CONDITION = re.compile(r"([^=!~<>\s]+)\s*(!=|>=|=|~|<)\s*(.+)")


@dataclass(frozen=True)
class Condition:
    """One condition: a key, how it is compared (``=``, ``!=``, ``~``, ``>=``, ``<``), values.

    ``=`` and ``!=`` compare each of several values in a tag (``a;b``) as a whole, ``*`` is any;
    ``~`` finds a value anywhere in the tag, in capitals or not.
    """

    key: str
    way: str
    values: tuple[str, ...]

    def holds(self, tags: dict[str, str], area: Callable[[], float | None]) -> bool:
        """Say whether an object meets the condition.

        Parameters
        ----------
        tags
            Of the object.
        area
            Gives its square metres, None for a point.
        """
        if self.key == AREA:
            size = area()
            if size is None:
                return False
            bound = float(self.values[0])
            return size >= bound if self.way == ">=" else size < bound
        value = tags.get(self.key)
        if value is None:
            return self.way == "!="
        if self.way == "~":
            plain = value.casefold()
            return any(part in plain for part in self.values)
        items = {item.strip() for item in value.split(";")}
        found = self.values == ("*",) or not items.isdisjoint(self.values)
        return found if self.way == "=" else not found


@dataclass(frozen=True)
class Rule:
    """What an object must say to be a facility of a service.

    Attributes
    ----------
    service
        Key of the service.
    conditions
        All must hold.
    public
        Whether an object that is closed to the public is none.
    edge
        Whether walkers enter it anywhere at its edge, as they do a park.
    """

    service: str
    conditions: tuple[Condition, ...]
    public: bool
    edge: bool

    def fits(self, tags: dict[str, str], area: Callable[[], float | None]) -> bool:
        """Say whether an object is such a facility."""
        return all(condition.holds(tags, area) for condition in self.conditions)


@lru_cache(maxsize=4)
def load_rules(path: Path = RULES) -> tuple[Rule, ...]:
    """Read the rules.

    Parameters
    ----------
    path
        CSV with the columns service, tags, public, edge and note.

    Raises
    ------
    EngineError
        If a row cannot be read or names a service that is in no catalogue.
    """
    catalogue = load_services()
    rules = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            conditions = tuple(
                _read_condition(text.strip(), path, line) for text in row["tags"].split(" + ")
            )
            service = row["service"].strip()
            if conditions[0].way not in ("=", "~"):
                raise EngineError(
                    "{path}, line {line}: the first condition must ask for a tag, such as "
                    "amenity=school.",
                    path=path.name,
                    line=line,
                )
            if service not in catalogue:
                raise EngineError(
                    "{path}, line {line}: there is no service '{service}'. Use a key of "
                    "services.csv.",
                    path=path.name,
                    line=line,
                    service=service,
                )
            rules.append(Rule(service, conditions, row["public"] == "yes", row["edge"] == "yes"))
    return tuple(rules)


def _read_condition(text: str, path: Path, line: int) -> Condition:
    found = _CONDITION.fullmatch(text)
    key, way, listed = found.groups() if found else ("", "", "")
    values = tuple(value.strip() for value in listed.split("|"))
    sized = way in (">=", "<")
    if not found or sized != (key == AREA) or (sized and not _is_number(values[0])):
        raise EngineError(
            "{path}, line {line}: '{text}' is no condition on tags. Write such as amenity=school, "
            "name~word, shop!=vacant or area_m2>=400.",
            path=path.name,
            line=line,
            text=text,
        )
    if way == "~":
        values = tuple(value.casefold() for value in values)
    return Condition(key, way, values)


def _is_number(text: str) -> bool:
    try:
        return float(text) >= 0
    except ValueError:
        return False
