"""One GeoPackage with the results and the survey they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorLayer

from ..engine.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_package(path: Path, layers: Mapping[str, QgsVectorLayer]) -> dict[str, QgsVectorLayer]:
    """Write layers into a new GeoPackage and open them from there.

    Parameters
    ----------
    path
        The file; an older one of this name is replaced.
    layers
        Layers by their names in the file.

    Returns
    -------
    The layers as they lie in the file, by name.

    Raises
    ------
    EngineError
        If a layer cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        old.unlink(missing_ok=True)
    return add_to_package(path, layers)


def add_to_package(path: Path, layers: Mapping[str, QgsVectorLayer]) -> dict[str, QgsVectorLayer]:
    """Write layers into a GeoPackage that may be there, and open them from it.

    Parameters
    ----------
    path
        The file.
    layers
        Layers by their names in the file.

    Raises
    ------
    EngineError
        If a layer cannot be written.
    """
    for name, layer in layers.items():
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        options.layerName = name
        options.layerMetadata = layer.metadata()
        options.saveMetadata = bool(layer.metadata().abstract())
        if path.exists():
            options.actionOnExistingFile = (
                QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
            )
        problem, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, str(path), QgsProject.instance().transformContext(), options
        )
        if problem != QgsVectorFileWriter.WriterError.NoError:
            raise EngineError(
                "The layer {name} could not be written to {path}: {reason}",
                name=name,
                path=path,
                reason=message,
            )
    return {name: open_from_package(path, name) for name in layers}


def open_from_package(path: Path, name: str) -> QgsVectorLayer:
    """Open a layer of a GeoPackage."""
    return QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
