"""An elevation raster as an array, read between the centres of its pixels."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsRaster,
    QgsRasterBlock,
    QgsRectangle,
)

from ..engine.errors import EngineError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import QgsRasterDataProvider

_MOST_PIXELS = 20_000_000  # read at once; a larger raster is read more coarsely
_LOWEST, _HIGHEST = -500.0, 9000.0  # metres; no ground lies lower or higher, whatever the file says
_TYPES = {1: "u1", 2: "u2", 3: "i2", 4: "u4", 5: "i4", 6: "f4", 7: "f8", 14: "i1"}
_LINE = struct.Struct("<BII")  # what a line begins with in WKB: byte order, type, vertices
_COLOURS = {"PaletteIndex", "RedBand", "GreenBand", "BlueBand", "AlphaBand", "HueBand"}


class HeightRaster:
    """The first band of a raster layer.

    Parameters
    ----------
    provider
        The raster's data, for this thread alone.

    Raises
    ------
    EngineError
        If it holds colours instead of heights.
    """

    def __init__(self, provider: QgsRasterDataProvider) -> None:
        self._provider = provider
        colours = {int(getattr(QgsRaster, name)) for name in _COLOURS}
        if int(provider.colorInterpretation(1)) in colours:
            raise EngineError(
                "The elevation raster holds a picture, not heights. Choose a raster whose first "
                "band holds metres."
            )
        extent = provider.extent()
        self.size = np.array([provider.xSize(), provider.ySize()])
        self.corner = np.array([extent.xMinimum(), extent.yMaximum()])
        self.pixel = np.array([extent.width(), -extent.height()]) / np.maximum(self.size, 1)

    def window(
        self, transform: QgsCoordinateTransform, xy: NDArray[np.float64]
    ) -> HeightWindow | None:
        """Read the part of the raster that lies around places.

        Parameters
        ----------
        transform
            From the places' CRS to the raster's.
        xy
            Shape (n, 2): the places.

        Returns
        -------
        None if the places lie outside the raster.

        Raises
        ------
        EngineError
            If the band cannot be read as numbers.
        """
        low, high = xy.min(axis=0), xy.max(axis=0)
        around = QgsRectangle(*low, *high).buffered(1.0)
        try:
            box = transform.transformBoundingBox(around)
        except QgsCsException:
            return None
        ends = np.array([[box.xMinimum(), box.yMaximum()], [box.xMaximum(), box.yMinimum()]])
        if not np.isfinite(ends).all():
            return None
        ends = (ends - self.corner) / self.pixel
        # one pixel more on each side: places lie between the centres of pixels
        start = np.clip(np.floor(ends[0]) - 1, 0, self.size).astype(np.int64)
        stop = np.clip(np.ceil(ends[1]) + 1, 0, self.size).astype(np.int64)
        count = stop - start
        if (count <= 0).any():
            return None
        coarser = max(1.0, float(np.sqrt(count.prod() / _MOST_PIXELS)))
        columns, rows = (int(n) for n in np.maximum(1, count // coarser))
        corner, opposite = self.corner + start * self.pixel, self.corner + stop * self.pixel
        extent = QgsRectangle(corner[0], opposite[1], opposite[0], corner[1])
        pixel = (opposite - corner) / (columns, rows)
        return HeightWindow(transform, corner, pixel, self._heights(extent, columns, rows))

    def _heights(self, extent: QgsRectangle, columns: int, rows: int) -> NDArray[np.float32]:
        """Read part of the raster, NaN where it holds no height; centimetres are enough."""
        block = self._provider.block(1, extent, columns, rows)
        kind = _TYPES.get(int(block.dataType().value))
        if kind is None or not block.isValid():
            raise EngineError(
                "The elevation raster cannot be used: its first band holds no plain numbers."
            )
        values = np.frombuffer(block.data().data(), dtype=kind).reshape(rows, columns)
        unknown = self._unknown(values, block)
        heights = values.astype(np.float32)
        heights[unknown] = np.nan
        return heights

    def _unknown(self, values: NDArray[np.generic], block: QgsRasterBlock) -> NDArray[np.bool_]:
        """Say which pixels hold no height: those the layer says, and impossible ones."""
        with np.errstate(invalid="ignore"):
            unknown = ~((values >= _LOWEST) & (values <= _HIGHEST))
        if block.hasNoDataValue():
            unknown |= values == block.noDataValue()
        for gap in self._provider.userNoDataValues(1):
            unknown |= (values >= gap.min()) & (values <= gap.max())
        return np.asarray(unknown)


class HeightWindow:
    """Part of a raster in memory.

    Parameters
    ----------
    transform
        From the CRS of the places to be read to the raster's.
    corner
        Shape (2,): upper left corner.
    pixel
        Shape (2,): width and height of a pixel; the latter is below 0.
    heights
        Shape (rows, columns): metres, NaN where unknown.
    """

    def __init__(
        self,
        transform: QgsCoordinateTransform,
        corner: NDArray[np.float64],
        pixel: NDArray[np.float64],
        heights: NDArray[np.float32],
    ) -> None:
        self._transform = transform
        self._corner, self._pixel, self._heights = corner, pixel, heights

    def read(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """Read heights at places.

        Parameters
        ----------
        xy
            Shape (n, 2).

        Returns
        -------
        Shape (n,): NaN where the raster knows nothing.
        """
        # one line through all places crosses to QGIS and back in one piece
        places = QgsGeometry()
        places.fromWkb(_LINE.pack(1, 2, len(xy)) + np.ascontiguousarray(xy, "<f8").tobytes())
        try:
            places.transform(self._transform)
        except QgsCsException:
            return np.full(len(xy), np.nan)
        there = np.frombuffer(places.asWkb().data(), "<f8", offset=_LINE.size).reshape(-1, 2)
        return interpolate((there - self._corner) / self._pixel, self._heights)


def interpolate(place: NDArray[np.float64], heights: NDArray[np.float32]) -> NDArray[np.float64]:
    """Interpolate between the centres of four pixels; unknown ones do not count.

    Parameters
    ----------
    place
        Shape (n, 2): column and row of each place, from the corner, in pixels.
    heights
        Shape (rows, columns).

    Returns
    -------
    Shape (n,): NaN outside, and where none of the four pixels is known.
    """
    rows, columns = heights.shape
    inside = ((place >= 0) & (place <= (columns, rows))).all(axis=1)
    x, y = np.where(inside[:, None], place - 0.5, 0.0).T
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    right, below = x - column, y - row
    total, weight = np.zeros(len(place)), np.zeros(len(place))
    for dx, across in ((0, 1 - right), (1, right)):
        for dy, down in ((0, 1 - below), (1, below)):
            value = heights[np.clip(row + dy, 0, rows - 1), np.clip(column + dx, 0, columns - 1)]
            known = np.isfinite(value)
            share = np.where(known, across * down, 0.0)
            total += share * np.where(known, value, 0.0)
            weight += share
    return np.divide(total, weight, out=np.full(len(place), np.nan), where=inside & (weight > 0))
