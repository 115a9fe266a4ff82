"""Result layers of a run on their way into the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingUtils, QgsProject, QgsVectorLayer

from ..gis.styles import style_result
from .layer_roles import RESULT_PROPERTY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qgis.core import QgsProcessingContext


def take_results(
    results: Mapping[str, Any],
    context: QgsProcessingContext,
    roles: Mapping[str, str],
    titles: Mapping[str, str],
) -> Iterator[tuple[str, QgsVectorLayer]]:
    """Move the layers of a run into the project, styled and named, but not into its legend.

    Parameters
    ----------
    results, context
        Of the run.
    roles
        Role of each output, in their order.
    titles
        Name of each role.

    Yields
    ------
    Role and layer of those that there are.
    """
    for output, role in roles.items():
        layer = QgsProcessingUtils.mapLayerFromString(results.get(output) or "", context)
        if layer is None:
            continue
        layer = context.takeResultLayer(layer.id()) or layer
        layer.setName(titles[role])
        layer.setCustomProperty(RESULT_PROPERTY, role)
        style_result(layer, role)
        QgsProject.instance().addMapLayer(layer, False)
        yield role, layer
