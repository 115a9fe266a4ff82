"""A layer of a survey as the checks see it, and what they find in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from .findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from ...gis.sources import Table


@dataclass(eq=False)
class SurveyLayer:
    """A layer, the fields that count in it, and its findings.

    Attributes
    ----------
    role
        Key of the role, such as ``residents``.
    title
        What the layer is called in a sentence.
    table
        All rows, unusable ones without a geometry.
    names
        Name of the field for each thing it tells, by the word of the data model.
    apart
        Whether the whole layer lies somewhere else than the others, so that distances say
        nothing.
    findings
        In the order in which they were found.
    """

    role: str
    title: str
    table: Table
    names: dict[str, str] = field(default_factory=dict)
    apart: bool = False
    findings: list[Finding] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.table)

    def name_of(self, what: str) -> str:
        """Return the name of the field for a word of the data model."""
        return self.names.get(what) or what

    def has(self, what: str) -> bool:
        """Tell whether the layer has the field for a word of the data model."""
        return self.table.field_index(self.name_of(what)) >= 0

    def column(self, what: str) -> list[Any] | None:
        """Return the values of a field, None for NULL; None if there is no such field."""
        return self.table.column(self.name_of(what))

    def texts(self, what: str) -> list[str | None] | None:
        """Return the values of a field as texts; None if there is no such field."""
        return self.table.texts(self.name_of(what))

    @cached_property
    def placed(self) -> NDArray[np.bool_]:
        """Shape (n,): rows with a usable geometry."""
        shapes = self.table.geometries
        return np.asarray(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))

    @cached_property
    def points(self) -> NDArray[np.object_]:
        """Shape (n,): a point within each geometry; None where there is none."""
        points = np.full(len(self), None, dtype=object)
        points[self.placed] = shapely.point_on_surface(self.table.geometries[self.placed])
        return points

    @cached_property
    def xy(self) -> NDArray[np.float64]:
        """Shape (n, 2): the points' coordinates, metres; NaN where there is none."""
        xy = np.full((len(self), 2), np.nan)
        xy[self.placed] = shapely.get_coordinates(self.points[self.placed])
        return xy

    def find(
        self,
        rows: Iterable[int],
        fault: str,
        severity: str,
        what: str | Iterable[str],
        todo: str,
        places: Iterable[shapely.Point | None] | None = None,
        others: Iterable[int] | None = None,
    ) -> None:
        """Note a finding for each of some rows.

        Parameters
        ----------
        rows
            Rows of the table.
        fault, severity, todo
            As in `Finding`.
        what
            One sentence for all, or one for each row.
        places
            Where, for each row; the features' own points if not given.
        others
            Rows of the other features concerned.
        """
        rows = np.asarray(list(rows), dtype=np.int64)
        sentences = [what] * len(rows) if isinstance(what, str) else list(what)
        where = list(self.points[rows]) if places is None else list(places)
        ids = self.table.ids[rows].tolist()
        other_ids = [None] * len(rows) if others is None else [
            int(self.table.ids[row]) for row in others
        ]  # fmt: skip
        self.findings += [
            Finding(self.role, fault, severity, sentence, todo, number, place, other)
            for sentence, number, place, other in zip(sentences, ids, where, other_ids, strict=True)
        ]

    def find_in_layer(
        self,
        fault: str,
        severity: str,
        what: str,
        todo: str,
        place: shapely.Point | None = None,
    ) -> None:
        """Note a finding about the layer as a whole."""
        self.findings.append(Finding(self.role, fault, severity, what, todo, None, place))
