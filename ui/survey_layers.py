"""The clean layers of a survey package in the project: grouped, styled, with forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsProviderRegistry, QgsVectorLayer

from ..algorithms.loadsurvey import role_titles
from ..gis.attribute_forms import set_form
from ..gis.i18n import tr
from ..gis.styles import style_result
from ..gis.words import own_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsLayerTreeGroup

_ORDER = (
    "opinions",
    "premises",
    "facilities",
    "gates",
    "barriers",
    "residents",
    "streets",
    "areas",
)
"""From top to bottom."""
_HIDDEN = {"opinions", "premises"}
REJECTS = "rejects"


def add_package(path: Path, roles: Iterable[str]) -> dict[str, QgsVectorLayer]:
    """Add layers of a survey package to the project, or refresh those that are there.

    Parameters
    ----------
    path
        The GeoPackage.
    roles
        Layers to add; the table of what was not used comes with them.

    Returns
    -------
    Layers by role.
    """
    project = QgsProject.instance()
    known = layers_of_package(path)
    wanted = [role for role in _ORDER if role in set(roles)] + [REJECTS]
    layers: dict[str, QgsVectorLayer] = {}
    group: QgsLayerTreeGroup | None = None
    for role in wanted:
        if role in known:
            layers[role] = known[role]
            known[role].dataProvider().reloadData()
            known[role].triggerRepaint()
            continue
        layer = QgsVectorLayer(f"{path}|layername={role}", _title(role), "ogr")
        if not layer.isValid():
            continue
        if group is None:
            group = _group(path)
        dress(layer, role)
        project.addMapLayer(layer, False)
        place = _place_of(group, role)
        node = group.insertLayer(place, layer)
        node.setExpanded(False)
        node.setItemVisibilityChecked(role not in _HIDDEN)
        layers[role] = layer
    return layers


def layers_of_package(path: Path) -> dict[str, QgsVectorLayer]:
    """Return the layers of a package that are in the project, by their names within it."""
    return {
        name: layer
        for layer in QgsProject.instance().mapLayers().values()
        if isinstance(layer, QgsVectorLayer) and (name := _name_within(layer, path))
    }


def dress(layer: QgsVectorLayer, role: str) -> None:
    """Style a layer, name its fields and hide those that only the import needs."""
    if role != REJECTS:
        style_result(layer, role)
        set_form(layer, role, own_words())
    config = layer.attributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    for column in columns:
        if column.name == "source_hash":
            column.hidden = True
    config.setColumns(columns)
    layer.setAttributeTableConfig(config)


def _title(role: str) -> str:
    return role_titles().get(role) or tr("Not used as it stood")


def _group(path: Path) -> QgsLayerTreeGroup:
    root = QgsProject.instance().layerTreeRoot()
    name = tr("Survey: {name}").format(name=path.stem)
    return root.findGroup(name) or root.insertGroup(0, name)


def _place_of(group: QgsLayerTreeGroup, role: str) -> int:
    """Return where a layer belongs among those that are in the group already."""
    order = [_title(key) for key in (*_ORDER, REJECTS)]
    wanted = order.index(_title(role))
    names = [node.name() for node in group.children()]
    return sum(name in order and order.index(name) < wanted for name in names)


def _name_within(layer: QgsVectorLayer, path: Path) -> str:
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    inside = parts.get("path") and Path(parts["path"]) == path
    return parts.get("layerName") or "" if inside else ""
