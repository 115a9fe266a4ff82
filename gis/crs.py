"""Coordinate reference systems that really are what they say."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem


def sound_crs(crs: QgsCoordinateReferenceSystem) -> QgsCoordinateReferenceSystem:
    """Return a CRS that can be computed with.

    QGIS keeps each CRS with the thread that first asked for it. Once that thread of the pool has
    ended, after half a minute without work, copies out of one of QGIS's several caches still call
    themselves valid and have a name, but no definition: transforming with them changes nothing,
    and a file gets no CRS.

    Parameters
    ----------
    crs
        Any; one that is not valid stays as it is.
    """
    if not crs.isValid() or crs.toWkt():
        return crs
    name = crs.authid()
    QgsCoordinateReferenceSystem.invalidateCache()
    return QgsCoordinateReferenceSystem(name)


def read_crs(text: str) -> QgsCoordinateReferenceSystem:
    """Make a CRS of its authority id or definition; not valid if there is none.

    Parameters
    ----------
    text
        Such as ``EPSG:4549``; may be empty.
    """
    return sound_crs(QgsCoordinateReferenceSystem(text)) if text else QgsCoordinateReferenceSystem()
