"""The forms' widgets of many fields, set at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsMapLayer, QgsXmlUtils
from qgis.PyQt.QtXml import QDomDocument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.core import QgsEditorWidgetSetup, QgsVectorLayer


def set_widgets(layer: QgsVectorLayer, setups: Mapping[str, QgsEditorWidgetSetup]) -> None:
    """Set the widgets of fields; others keep theirs.

    One by one, each would have QGIS go through all fields of the layer: seconds where there are
    hundreds. A style that holds nothing else sets them in one go.

    Parameters
    ----------
    layer
        The layer.
    setups
        Widgets by field.
    """
    if not setups:
        return
    document = QDomDocument("qgis")
    root = document.createElement("qgis")
    document.appendChild(root)
    every = document.createElement("fieldConfiguration")
    root.appendChild(every)
    for name, setup in setups.items():
        field = document.createElement("field")
        field.setAttribute("name", name)
        widget = document.createElement("editWidget")
        widget.setAttribute("type", setup.type())
        config = document.createElement("config")
        config.appendChild(QgsXmlUtils.writeVariant(setup.config(), document))
        widget.appendChild(config)
        field.appendChild(widget)
        every.appendChild(field)
    layer.importNamedStyle(document, QgsMapLayer.StyleCategory.Forms)
