"""Streets within the walk of a service's facilities, for the maps of single gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsFields,
    QgsMemoryProviderUtils,
    QgsProcessingFeatureSourceDefinition,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..gis.compat import REAL, TEXT, make_field
from ..gis.rules import quote
from ..gis.survey_styles import CLOSED, PLANNED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .gap_facts import GapFacts


def reached_streets(
    ground: dict[str, Any], facilities: QgsVectorLayer, gaps: Iterable[GapFacts]
) -> QgsVectorLayer | None:
    """Compute the streets from which a facility is within the limit, for each gap's service.

    Parameters
    ----------
    ground
        STREETS, BARRIERS, GATES and SNAP as for ``lifecircle:walkcatchments``.
    facilities
        All facilities, in a file.
    gaps
        Gaps whose services and limits are wanted.

    Returns
    -------
    Lines in memory with ``service`` and ``limit_m``; None if there is no gap.
    """
    import processing

    fields = QgsFields()
    fields.append(make_field("service", TEXT))
    fields.append(make_field("limit_m", REAL))
    layer = None
    for service, limit in dict.fromkeys((gap.service, gap.limit_m) for gap in gaps):
        chosen = f"lower(\"service\") = '{service}'"
        if facilities.fields().lookupField("status") >= 0:
            shut = quote([*PLANNED, *CLOSED])
            chosen += f" AND lower(coalesce(\"status\", 'open')) NOT IN ({shut})"
        origins = QgsProcessingFeatureSourceDefinition(facilities.source(), filterExpression=chosen)
        result = processing.run(
            "lifecircle:walkcatchments",
            {
                **ground,
                "ORIGINS": origins,
                "METRES": f"{limit:g}",
                "SHAPE": 1,
                "OUTPUT": "TEMPORARY_OUTPUT",
                "OUTPUT_LINES": "TEMPORARY_OUTPUT",
            },
        )
        lines = result["OUTPUT_LINES"]
        if layer is None:
            layer = QgsMemoryProviderUtils.createMemoryLayer(
                "lines", fields, QgsWkbTypes.Type.MultiLineString, lines.crs()
            )
        for line in lines.getFeatures():
            feature = QgsFeature(fields)
            feature.setGeometry(line.geometry())
            feature.setAttributes([service, limit])
            layer.dataProvider().addFeature(feature)
    return layer
