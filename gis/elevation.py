"""Heights along streets, read from an elevation raster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from qgis.core import QgsCoordinateTransform, QgsPointXY

from ..engine.errors import EngineError
from ..engine.heights import Heights
from .file_state import state_of
from .height_raster import HeightRaster
from .i18n import tr

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsProcessingFeedback,
        QgsRasterDataProvider,
    )

    from ..engine.network import WalkNetwork

_STEP = 10.0  # metres; a slope over less is noise
_AT_ONCE = 250_000  # places whose heights are looked up together; bounds the memory
# heights of networks that are kept themselves, with what they were read from
_kept: WeakKeyDictionary[WalkNetwork, tuple[Hashable, Heights, float]] = WeakKeyDictionary()


class Elevation:
    """An elevation raster, as seen from the plane of a run.

    Parameters
    ----------
    provider
        The raster's data, for this thread alone; its first band holds metres.
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
        If the raster has no CRS, or holds no heights.
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
        self._raster = HeightRaster(provider)
        self._transform = QgsCoordinateTransform(plane, crs, transforms)
        self._stamp = _stamp(provider, self._transform)
        self._feedback = feedback

    def along(self, network: WalkNetwork, raised: NDArray[np.bool_]) -> Heights:
        """Read heights every few metres along each edge.

        Parameters
        ----------
        network
            The streets.
        raised
            Shape (edges,): bridges and tunnels, which rise evenly between their ends.

        Raises
        ------
        EngineError
            If the raster lies elsewhere than the streets.
        """
        stamp = self._stamp and (*self._stamp, raised.tobytes())
        kept = _kept.get(network)
        if kept is None or stamp is None or kept[0] != stamp:
            kept = stamp, *self._read(network, raised)
            if stamp is not None:
                _kept[network] = kept
        _, heights, share = kept
        self._report(share)
        return heights

    def _read(self, network: WalkNetwork, raised: NDArray[np.bool_]) -> tuple[Heights, float]:
        """Look the heights up; give the share of places that have one, too."""
        step = max(_STEP, self._pixel_metres(network))
        places = Heights.unknown(network, step, raised)
        window = self._raster.window(self._transform, network.xy)
        if window is None:
            raise EngineError(
                "The elevation raster lies elsewhere than the streets. Check its CRS, or choose "
                "another raster."
            )
        for start in range(0, len(places.at), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            places.height[part] = window.read(network.locate(places.edge[part], places.at[part]))
        share = places.known_share
        return places.with_bridges(network, raised).filled(), share

    def _pixel_metres(self, network: WalkNetwork) -> float:
        """Give the size of a pixel, in the plane's metres, in the middle of the streets."""
        x, y = (network.node_xy.min(axis=0) + network.node_xy.max(axis=0)) / 2
        there = self._transform.transform(QgsPointXY(x, y))
        beside = QgsPointXY(there.x() + self._raster.pixel[0], there.y())
        back = self._transform.transform(beside, QgsCoordinateTransform.ReverseTransform)
        return float(np.hypot(back.x() - x, back.y() - y))

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


def _stamp(
    provider: QgsRasterDataProvider, transform: QgsCoordinateTransform
) -> tuple[Hashable, ...] | None:
    """Tell the state of a raster; None where it is not just files."""
    if provider.name() != "gdal":
        return None
    try:
        from osgeo import gdal

        opened = gdal.Open(provider.dataSourceUri())
    except (ImportError, RuntimeError):
        return None
    files = (opened.GetFileList() if opened is not None else None) or []
    states = state_of(map(Path, files))
    if not states or len(states) < len(files):
        return None
    return (
        *states,
        tuple((part.min(), part.max()) for part in provider.userNoDataValues(1)),
        provider.useSourceNoDataValue(1),
        transform.sourceCrs().toWkt(),
        transform.destinationCrs().toWkt(),
        transform.instantiatedCoordinateOperationDetails().proj,
    )
