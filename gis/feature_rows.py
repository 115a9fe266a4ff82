"""Features of an input with columns of a result's own, as rows or, in bulk, as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .sinks import Plain, plain_column, to_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qgis.core import QgsFeature, QgsFields, QgsGeometry

    from .sinks import Column

_BLOCK = 5_000  # features at a time


@dataclass(frozen=True, eq=False)
class FeatureRows:
    """Features of one layer with columns of a result's own behind their values.

    Attributes
    ----------
    features
        The input.
    fields
        Fields of the result, its own ones last.
    columns
        Values of its own fields, one for each feature.

    Raises
    ------
    ValueError
        If a column has fewer or more values than there are features.
    """

    features: Sequence[QgsFeature]
    fields: QgsFields
    columns: list[Column]

    def __post_init__(self) -> None:
        for column in self.columns:
            if len(column) != len(self.features):
                text = f"{len(column)} values for {len(self.features)} features"
                raise ValueError(text)

    def __iter__(self) -> Iterator[tuple[QgsGeometry, Plain]]:
        for geometries, columns in self.blocks(_BLOCK):
            rows = zip(*columns, strict=True) if columns else [()] * len(geometries)
            for geometry, values in zip(geometries, rows, strict=True):
                yield geometry, Plain(values)

    def blocks(self, size: int) -> Iterator[tuple[list[QgsGeometry], list[list[Any]]]]:
        """Give geometries and columns block by block.

        Parameters
        ----------
        size
            Features at a time.
        """
        names = self.fields.names()[: self.fields.count() - len(self.columns)]
        for begin in range(0, len(self.features), size):
            some = self.features[begin : begin + size]
            places = [some[0].fieldNameIndex(name) for name in names]
            given = list(zip(*(one.attributes() for one in some), strict=True)) if names else []
            yield (
                [feature.geometry() for feature in some],
                [
                    *([to_value(value) for value in given[place]] for place in places),
                    *(plain_column(column[begin : begin + size]) for column in self.columns),
                ],
            )
