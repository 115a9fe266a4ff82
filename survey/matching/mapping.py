"""What a planner said of the sources: kept in the project and as a file to share."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..reading.raw_table import SurveyError
from ..reading.source_names import split_source
from .roles import list_roles

VERSION = 1
AS_IT_IS, GCJ02, BD09 = "wgs84", "gcj02", "bd09"
SHIFTS = (AS_IT_IS, GCJ02, BD09)


@dataclass
class SourceMapping:
    """How one source becomes one layer.

    Attributes
    ----------
    source
        Path, with ``|layername=…`` for one of several layers or sheets.
    columns
        Heading by field.
    x, y, wkt, text
        Headings of the columns with the place, for tables; `text` holds two numbers.
    text_order
        Order of the two: ``lat lon`` or ``lon lat``.
    id
        Heading with a stable id; empty tells rows by what they hold.
    crs
        Authority id of the coordinates; empty takes the layer's own.
    axes_swapped
        Whether X points north, as surveyors have it.
    shift
        ``wgs84``, ``gcj02`` or ``bd09``.
    categories
        Service by the source's word for it; an empty service leaves its rows out.
    keep_personal
        Whether columns with personal data are kept.
    keep_others
        Whether columns that are no field of the role are kept.
    """

    source: str
    columns: dict[str, str] = field(default_factory=dict)
    x: str = ""
    y: str = ""
    wkt: str = ""
    text: str = ""
    text_order: str = "lat lon"
    id: str = ""
    crs: str = ""
    axes_swapped: bool = False
    shift: str = AS_IT_IS
    categories: dict[str, str] = field(default_factory=dict)
    keep_personal: bool = False
    keep_others: bool = True


@dataclass
class SurveyMapping:
    """How a whole survey is loaded.

    Attributes
    ----------
    sources
        By role.
    crs
        Authority id that the clean layers are written in; empty takes that of the streets, or of
        the first source that has one.
    """

    sources: dict[str, SourceMapping] = field(default_factory=dict)
    crs: str = ""

    def to_json(self, beside: Path | None = None) -> str:
        """Write the mapping as text.

        Parameters
        ----------
        beside
            Folder of the file that it is written to: sources in it are named relative to it.
        """
        roles = {}
        for role, mapping in self.sources.items():
            row = asdict(mapping)
            path, rest = split_source(mapping.source)
            if beside is not None and Path(path).is_absolute():
                try:
                    path = Path(path).relative_to(beside).as_posix()
                except ValueError:
                    path = Path(path).as_posix()
            row["source"] = path + rest
            roles[role] = row
        whole = {"lifecircle_survey": VERSION, "crs": self.crs, "roles": roles}
        return json.dumps(whole, ensure_ascii=False, indent=2)


def read_mapping(text: str, beside: Path | None = None) -> SurveyMapping:
    """Read a mapping from its text.

    Parameters
    ----------
    text
        As written by `SurveyMapping.to_json`.
    beside
        Folder that relative sources are in.

    Raises
    ------
    SurveyError
        If it is no mapping.
    """
    try:
        whole = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise SurveyError(
            "The mapping cannot be read: {why}. Save it again from the Survey dock.", why=error
        ) from error
    if not isinstance(whole, dict) or whole.get("lifecircle_survey") != VERSION:
        raise SurveyError(
            "This is no mapping of a survey that this version knows. Save it again from the Survey "
            "dock."
        )
    known = list_roles()
    mapping = SurveyMapping(crs=_text(whole.get("crs")))
    for role, row in (whole.get("roles") or {}).items():
        if role not in known or not isinstance(row, dict):
            raise SurveyError(
                "The mapping names the layer '{role}'; layers are {roles}.",
                role=role,
                roles=", ".join(known),
            )
        mapping.sources[role] = _read_source(row, beside)
    return mapping


def open_mapping(path: Path) -> SurveyMapping:
    """Read a mapping from a file.

    Raises
    ------
    SurveyError
        If there is no such file, or it is no mapping.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SurveyError(
            "The mapping {file} cannot be opened: {why}.", file=path.name, why=error
        ) from error
    return read_mapping(text, path.resolve().parent)


def _read_source(row: dict[str, Any], beside: Path | None) -> SourceMapping:
    made = SourceMapping(_text(row.get("source")))
    path, rest = split_source(made.source)
    if beside is not None and path and not Path(path).is_absolute():
        made.source = str(beside / path) + rest
    for name in ("x", "y", "wkt", "text", "text_order", "id", "crs", "shift"):
        if name in row:
            setattr(made, name, _text(row[name]))
    for name in ("axes_swapped", "keep_personal", "keep_others"):
        if name in row:
            setattr(made, name, bool(row[name]))
    for name in ("columns", "categories"):
        pairs = row.get(name) or {}
        if isinstance(pairs, dict):
            setattr(made, name, {_text(key): _text(value) for key, value in pairs.items()})
    if made.shift not in SHIFTS:
        raise SurveyError(
            "The mapping names the shift '{shift}'; there are {known}.",
            shift=made.shift,
            known=", ".join(SHIFTS),
        )
    return made


def _text(value: Any) -> str:
    return "" if value is None else str(value)
