"""Heights along streets, read from an elevation raster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from qgis.core import QgsCoordinateTransform, QgsLineString, QgsPointXY, QgsRectangle

from ..engine.errors import EngineError
from ..engine.heights import Heights
from .i18n import tr

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsProcessingFeedback,
        QgsRasterDataProvider,
    )

    from ..engine.network import WalkNetwork

_STEP = 10.0  # metres; a slope over less is noise
_MOST_PIXELS = 50_000_000  # read at once; a larger raster is read more coarsely
_TYPES = {1: "u1", 2: "u2", 3: "i2", 4: "u4", 5: "i4", 6: "f4", 7: "f8", 14: "i1"}


class Elevation:
    """An elevation raster, as seen from the plane of a run.

    Parameters
    ----------
    provider
        The raster's data, for this thread alone.
    crs
        Its CRS.
    plane
        CRS of the network.
    transforms
        The project's transformations.
    feedback
        Where to say how much of the streets has a height.

    Raises
    ------
    EngineError
        If the raster has no CRS.
    """

    def __init__(
        self,
        provider: QgsRasterDataProvider,
        crs: QgsCoordinateReferenceSystem,
        plane: QgsCoordinateReferenceSystem,
        transforms: QgsCoordinateTransformContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        if not crs.isValid():
            raise EngineError(
                "The elevation raster cannot be used: it has no CRS. Set it in the layer's "
                "properties, or choose another raster."
            )
        self._provider = provider
        self._transform = QgsCoordinateTransform(plane, crs, transforms)
        self._feedback = feedback

    def along(self, network: WalkNetwork, raised: NDArray[np.bool_]) -> Heights:
        """Read heights every few metres along each edge.

        Parameters
        ----------
        network
            The streets.
        raised
            Shape (edges,): bridges and tunnels, which rise evenly between their ends.
        """
        step = max(_STEP, self._pixel_metres(network))
        count = np.where(raised, 1, np.maximum(1, np.ceil(network.length / step))).astype(np.int64)
        first = np.concatenate([[0], np.cumsum(count + 1)])
        edge = np.repeat(np.arange(network.edge_count), count + 1)
        number = np.arange(first[-1]) - first[:-1][edge]
        at = number * (network.length / count)[edge]
        height = self._read(network.locate(edge, at))
        self._report(float(np.isfinite(height).mean()))
        return Heights(first, at, _filled(height, edge, at))

    def _pixel_metres(self, network: WalkNetwork) -> float:
        """Give the size of a pixel, in the plane's metres, in the middle of the streets."""
        x, y = (network.node_xy.min(axis=0) + network.node_xy.max(axis=0)) / 2
        there = self._transform.transform(QgsPointXY(x, y))
        beside = QgsPointXY(there.x() + self._width, there.y())
        back = self._transform.transform(beside, QgsCoordinateTransform.ReverseTransform)
        return float(np.hypot(back.x() - x, back.y() - y))

    @property
    def _width(self) -> float:
        return float(self._provider.extent().width() / max(1, self._provider.xSize()))

    @property
    def _height(self) -> float:
        return float(self._provider.extent().height() / max(1, self._provider.ySize()))

    def _read(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """Read the raster at places, between the centres of four pixels; NaN where unknown."""
        line = QgsLineString(xy[:, 0].tolist(), xy[:, 1].tolist())
        line.transform(self._transform)
        place = shapely.get_coordinates(shapely.from_wkb(line.asWkb().data()))
        whole, width, height = self._provider.extent(), self._width, self._height
        low, high = place.min(axis=0), place.max(axis=0)
        size = np.array([self._provider.xSize(), self._provider.ySize()])
        corner = np.array([whole.xMinimum(), whole.yMaximum()])
        pixel = np.array([width, -height])
        ends = np.sort((np.array([low, high]) - corner) / pixel, axis=0)
        start = np.clip(np.floor(ends[0]) - 1, 0, size).astype(np.int64)
        stop = np.clip(np.ceil(ends[1]) + 1, 0, size).astype(np.int64)
        columns, rows = (int(n) for n in stop - start)
        if columns <= 0 or rows <= 0:
            return np.full(len(xy), np.nan)
        coarser = max(1.0, np.sqrt(columns * rows / _MOST_PIXELS))
        left, top = corner + start * pixel
        right, bottom = corner + stop * pixel
        columns, rows = max(1, int(columns / coarser)), max(1, int(rows / coarser))
        values = self._block(QgsRectangle(left, bottom, right, top), columns, rows)
        return _between(
            values, (place - (left, top)) / ((right - left) / columns, (bottom - top) / rows)
        )

    def _block(self, extent: QgsRectangle, columns: int, rows: int) -> NDArray[np.float64]:
        """Read part of the raster; NaN where it holds no value."""
        block = self._provider.block(1, extent, columns, rows)
        kind = _TYPES.get(int(block.dataType().value))
        if kind is None or not block.isValid():
            raise EngineError(
                "The elevation raster cannot be used: its first band holds no plain numbers."
            )
        values = np.frombuffer(block.data().data(), dtype=kind).reshape(rows, columns)
        heights = values.astype(np.float64)
        if block.hasNoDataValue():
            heights[heights == block.noDataValue()] = np.nan
        return heights

    def _report(self, share: float) -> None:
        self._feedback.pushInfo(
            tr("Elevation: {share:.1f} % of the streets have a height.").format(share=100 * share)
        )
        if share < 1:
            self._feedback.pushWarning(
                tr(
                    "The elevation raster does not cover all streets: {share:.1f} % of them count "
                    "as level."
                ).format(share=100 * (1 - share))
            )


def _between(values: NDArray[np.float64], place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Interpolate between pixel centres; pixels without a value do not count."""
    rows, columns = values.shape
    inside = ((place >= 0) & (place <= (columns, rows))).all(axis=1)
    x, y = place.T - 0.5
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    total, weight = np.zeros(len(place)), np.zeros(len(place))
    for dx in (0, 1):
        for dy in (0, 1):
            share = (1 - np.abs(x - column - dx)) * (1 - np.abs(y - row - dy))
            value = values[np.clip(row + dy, 0, rows - 1), np.clip(column + dx, 0, columns - 1)]
            known = np.isfinite(value)
            total += np.where(known, value * share, 0.0)
            weight += np.where(known, share, 0.0)
    known = inside & (weight > 0)
    return np.divide(total, weight, out=np.full(len(place), np.nan), where=known)


def _filled(
    height: NDArray[np.float64], edge: NDArray[np.int64], at: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Interpolate unknown heights along their edge; an edge without any is level."""
    known = np.isfinite(height)
    if known.all():
        return height
    place = np.arange(len(height))
    before = np.maximum.accumulate(np.where(known, place, -1))
    after = np.minimum.accumulate(np.where(known, place, len(height))[::-1])[::-1]
    has_before = (before >= 0) & (edge[np.maximum(before, 0)] == edge)
    has_after = (after < len(height)) & (edge[np.minimum(after, len(height) - 1)] == edge)
    before = np.where(has_before, before, np.where(has_after, after, place))
    after = np.where(has_after, after, before)
    span = at[after] - at[before]
    share = np.divide(at - at[before], span, out=np.zeros(len(at)), where=span > 0)
    filled = height[before] + share * (height[after] - height[before])
    return np.where(has_before | has_after, filled, 0.0)
