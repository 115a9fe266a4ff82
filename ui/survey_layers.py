"""The clean layers of a survey package in the project: grouped, styled, with forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsPalLayerSettings, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..algorithms.loadsurvey import role_titles
from ..gis.attribute_forms import set_form
from ..gis.i18n import tr
from ..gis.styles import style_result
from ..gis.words import own_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


class PackageAdding(QObject):
    """Adds the layers of a survey package one by one: the window goes on between them.

    Signals
    -------
    ended
        Layers by role, once all are there.
    """

    ended = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[tuple[str, QgsVectorLayer | None]] | None = None
        self._layers: dict[str, QgsVectorLayer] = {}
        self._timer = QTimer(self, singleShot=True, interval=0, timeout=self._step)

    @property
    def is_running(self) -> bool:
        """Whether layers are still to be added."""
        return self._steps is not None

    def start(self, path: Path, roles: Iterable[str]) -> None:
        """Add the layers of a package, or refresh those that are in the project."""
        self._layers = {}
        self._steps = add_package(path, list(roles))
        self._timer.start()

    def stop(self) -> None:
        """Add no more, and tell nobody."""
        self._steps = None
        self._timer.stop()

    def _step(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._steps = None
            self.ended.emit(self._layers)
            return
        role, layer = step
        if layer is not None:
            self._layers[role] = layer
        self._timer.start()


def add_package(path: Path, roles: Iterable[str]) -> Iterator[tuple[str, QgsVectorLayer | None]]:
    """Add layers of a survey package to the project, or refresh those that are there.

    Parameters
    ----------
    path
        The GeoPackage.
    roles
        Layers to add; the table of what was not used comes with them.

    Yields
    ------
    Role and layer, one by one; None where the layer has been opened, but is not there yet.
    """
    project = QgsProject.instance()
    known = layers_of_package(path)
    wanted = [role for role in _ORDER if role in set(roles)] + [REJECTS]
    group: QgsLayerTreeGroup | None = None
    for role in wanted:
        if role in known:
            known[role].dataProvider().reloadData()
            known[role].triggerRepaint()
            yield role, known[role]
            continue
        layer = QgsVectorLayer(f"{path}|layername={role}", _title(role), "ogr")
        if not layer.isValid():
            continue
        yield role, None  # opening and styling a large layer take their time
        if group is None:
            group = _group(path)
            QgsPalLayerSettings()  # the first labels of a program look through its fonts
            yield role, None
        if role != REJECTS:
            style_result(layer, role)
            yield role, None
            set_form(layer, role, own_words())
        _hide_columns(layer)
        project.addMapLayer(layer, False)
        place = _place_of(group, role)
        node = group.insertLayer(place, layer)
        node.setExpanded(False)
        node.setItemVisibilityChecked(role not in _HIDDEN)
        yield role, layer


def layers_of_package(path: Path) -> dict[str, QgsVectorLayer]:
    """Return the layers of a package that are in the project, by their names within it."""
    return {
        name: layer
        for layer in QgsProject.instance().mapLayers().values()
        if isinstance(layer, QgsVectorLayer) and (name := _name_within(layer, path))
    }


def _hide_columns(layer: QgsVectorLayer) -> None:
    """Hide the fields that only the import needs."""
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
