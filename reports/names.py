"""What the layers of a result project are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

    from ..gis.words import Words


def name_layers(layers: dict[str, QgsVectorLayer], words: Words) -> None:
    """Give layers the names that planners read in the layer panel."""
    tr = words.say
    names = {
        "units": tr("Homes and their services"),
        "gaps": tr("Gaps"),
        "lines": tr("Within the walk of a facility"),
        "snap": tr("Ways from homes and facilities to the street"),
        "matrix": tr("Matrix: neighbourhoods and services"),
        "actions": tr("Actions"),
        "fairness": tr("Fairness"),
        "area_scores": tr("Scores of neighbourhoods"),
        "streets": tr("Streets"),
        "barriers": tr("Walls, water, railway"),
        "gates": tr("Gates and crossings"),
        "residents": tr("Residents"),
        "facilities": tr("Facilities"),
        "areas": tr("Neighbourhoods"),
        "premises": tr("Idle premises"),
        "opinions": tr("Residents' opinions"),
        "land_use": tr("Land use"),
        "park_areas": tr("Parks"),
        "greenways": tr("Greenways"),
        "district": tr("Study area"),
    }
    for role, layer in layers.items():
        if role in names:
            layer.setName(names[role])
