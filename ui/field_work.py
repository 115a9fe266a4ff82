"""The Survey dock's buttons beside loading: streets, survey form, field project, collecting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import processing
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ..gis.i18n import tr
from .collecting import OpinionCollection
from .layer_roles import FIELD_ROLES, ROLES, guess_field, guess_layers
from .survey_layers import layers_of_package

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.gui import QgisInterface

_IN_THE_FIELD = ("opinions", "facilities", "gates", "barriers", "residents", "streets", "areas")


class FieldWork(QObject):
    """Opens the algorithms' own dialogs, filled in with the layers of the survey.

    Parameters
    ----------
    dock
        The Survey dock, which has the buttons.
    iface
        QGIS.
    say, complain
        Show a sentence, the second one as a warning.
    """

    def __init__(
        self,
        dock: Any,
        iface: QgisInterface,
        say: Callable[[str], None],
        complain: Callable[[str], None],
    ) -> None:
        super().__init__(dock)
        self._dock, self._complain = dock, complain
        self._dialog: Any = None
        self._collection = OpinionCollection(
            iface, dock.collect_button, dock.save_opinions_button, dock.package.filePath, say,
            complain,
        )  # fmt: skip
        dock.streets_button.clicked.connect(self.prepare_streets)
        dock.form_button.clicked.connect(lambda: self._open("surveyform", {}))
        dock.field_button.clicked.connect(self.make_field_project)

    def leave(self) -> None:
        """Stop collecting."""
        self._collection.leave()

    def prepare_streets(self) -> None:
        """Open Prepare streets for the streets, residents, barriers and gates that are there."""
        layers = self._layers()
        if "streets" not in layers:
            self._complain(tr("There are no streets in the project. Load the survey first."))
            return
        parameters = _named(layers, ("streets", "barriers"))
        if "gates" in layers and "barriers" in layers:
            parameters |= _named(layers, ("gates",))
        if "residents" in layers:
            role = next(role for role in FIELD_ROLES if role.key == "population")
            field = guess_field(layers["residents"].fields().names(), role)
            if field:
                parameters |= _named(layers, ("residents",)) | {"POPULATION_FIELD": field}
        self._open("preparestreets", parameters)

    def make_field_project(self) -> None:
        """Open the field project for the layers that are there."""
        self._open("fieldproject", _named(self._layers(), _IN_THE_FIELD))

    def _layers(self) -> dict[str, QgsVectorLayer]:
        """Find the survey's layers: those of the package, else by their names."""
        text = self._dock.package.filePath().strip()
        found = layers_of_package(Path(text)) if text else {}
        project = QgsProject.instance()
        vectors = [x for x in project.mapLayers().values() if isinstance(x, QgsVectorLayer)]
        missing = [role for role in ROLES if role.key not in found]
        for role, layer_id in guess_layers(vectors, missing).items():
            found[role] = project.mapLayer(layer_id)
        return found

    def _open(self, name: str, parameters: dict[str, Any]) -> None:
        dialog = processing.createAlgorithmDialog(f"lifecircle:{name}", parameters)
        if dialog is None:
            self._complain(
                tr("The algorithm {name} is not there. Is the plugin whole?").format(name=name)
            )
            return
        dialog.setObjectName(f"LifeCircleDialog_{name}")
        self._dialog = dialog
        dialog.show()


def _named(layers: dict[str, QgsVectorLayer], roles: tuple[str, ...]) -> dict[str, str]:
    return {role.upper(): layers[role].id() for role in roles if role in layers}
