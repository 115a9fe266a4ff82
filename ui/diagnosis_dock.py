"""The Diagnosis dock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.gui import QgsDockWidget

from ..gis.i18n import tr

if TYPE_CHECKING:
    from qgis.gui import QgisInterface


class DiagnosisDock(QgsDockWidget):
    """Asks for layers and a standard, runs the coverage algorithm, shows what it found."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__(tr("Life Circle: diagnosis"))
        self.setObjectName("LifeCircleDiagnosisDock")
        self._iface = iface

    def load_sample(self) -> None:
        """Load the sample sub-district."""

    def leave(self) -> None:
        """Stop what runs and listen to nothing any more."""
