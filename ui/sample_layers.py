"""The sample sub-district as layers of the project."""

from __future__ import annotations

import filecmp
import hashlib
import shutil
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsLayerTreeGroup,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..gis.i18n import tr
from ..gis.styles import style_result

SHIPPED = Path(__file__).resolve().parent.parent / "sample" / "lifecircle_sample.gpkg"

_ORDER = (
    "opinions", "premises", "facilities", "gates", "barriers", "residents", "streets",
    "greenways", "park_areas", "areas", "district", "land_use",
)  # fmt: skip
"""From top to bottom; layers not named here come last."""
_LIKE = {"greenways": "facilities", "park_areas": "facilities"}
_HIDDEN = {"opinions", "premises"}


def load_sample() -> dict[str, QgsVectorLayer]:
    """Add the sample's layers to the project, styled, in a group of their own.

    Where the project has them already, these are taken.

    Returns
    -------
    Layers by their names in the file.

    Raises
    ------
    OSError
        If the sample is missing or cannot be copied.
    """
    path = _own_copy()
    project = QgsProject.instance()
    layers = {
        name: layer
        for layer in project.mapLayers().values()
        if (name := _name_within(layer.source(), path)) and isinstance(layer, QgsVectorLayer)
    }
    group: QgsLayerTreeGroup | None = None
    for name in _layer_names(path):
        if name in layers:
            continue
        layer = QgsVectorLayer(f"{path}|layername={name}", _title(name), "ogr")
        if not layer.isValid():
            raise OSError(tr("The sample layer {name} cannot be opened.").format(name=name))
        if group is None:
            group = project.layerTreeRoot().insertGroup(0, tr("Sample sub-district"))
        # Styled first: naming the fields of a layer empties the boxes that show one of them.
        _style(layer, name)
        project.addMapLayer(layer, False)
        node = group.addLayer(layer)
        node.setExpanded(False)
        node.setItemVisibilityChecked(name not in _HIDDEN)
        layers[name] = layer
    return layers


def _own_copy() -> Path:
    """Copy the sample to the user's profile: QGIS writes beside and into a file that it opens."""
    if not SHIPPED.exists():
        raise OSError(tr("The sample is missing: {path}").format(path=SHIPPED))
    version = hashlib.sha256(SHIPPED.read_bytes()).hexdigest()[:12]
    folder = Path(QgsApplication.qgisSettingsDirPath()) / "lifecircle" / f"sample_{version}"
    path = folder / SHIPPED.name
    in_use = any(
        _name_within(layer.source(), path) for layer in QgsProject.instance().mapLayers().values()
    )
    if in_use or (path.exists() and filecmp.cmp(SHIPPED, path, shallow=False)):
        return path
    folder.mkdir(parents=True, exist_ok=True)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.copyfile(SHIPPED, path)
    return path


def _name_within(source: str, path: Path) -> str:
    """Return the layer name of a source in this file; empty for others."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", source)
    inside = parts.get("path") and Path(parts["path"]) == path
    return parts.get("layerName") or "" if inside else ""


def _layer_names(path: Path) -> list[str]:
    metadata = QgsProviderRegistry.instance().providerMetadata("ogr")
    names = [details.name() for details in metadata.querySublayers(str(path))]
    known = [name for name in _ORDER if name in names]
    return known + [name for name in names if name not in known]


def _style(layer: QgsVectorLayer, name: str) -> None:
    try:
        style_result(layer, _LIKE.get(name, name))
    except ValueError:
        # Backdrops have no role in the survey and keep QGIS's plain look.
        return


def _title(name: str) -> str:
    titles = {
        "streets": tr("Streets"),
        "barriers": tr("Barriers"),
        "gates": tr("Gates"),
        "residents": tr("Residents"),
        "facilities": tr("Facilities"),
        "park_areas": tr("Parks"),
        "greenways": tr("Greenways"),
        "opinions": tr("Opinions"),
        "premises": tr("Idle premises"),
        "areas": tr("Neighbourhoods"),
        "district": tr("Sub-district"),
        "land_use": tr("Land use"),
    }
    return titles.get(name, name)
