"""What result fields are called in attribute tables.

Aliases are set on layers, not on fields handed to sinks: scratch layers and several file formats
refuse them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .i18n import speaks_chinese, tr
from .profiles import load_services

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer


def field_aliases() -> dict[str, str]:
    """Return the aliases of result fields that do not belong to one service."""
    return {
        "minutes": tr("Minutes"),
        "metres": tr("Walk (m)"),
        "from_m": tr("From (m)"),
        "area_ha": tr("Area (ha)"),
        "reached_m": tr("Street reached (m)"),
        "status": tr("Status"),
        "from_id": tr("From"),
        "to_id": tr("To"),
        "service": tr("Service key"),
        "layer": tr("Layer"),
        "feature_id": tr("Feature"),
        "leg_m": tr("Way to the street (m)"),
        "class": tr("Class"),
        "name_en": tr("Service (English)"),
        "name_zh": tr("Service (Chinese)"),
        "persons": tr("Persons"),
        "homes": tr("Homes"),
        "rank": tr("Rank among all gaps"),
        "service_rank": tr("Rank within the service"),
        "reason": tr("Reason"),
        "limit_m": tr("Limit (m)"),
        "limit_min": tr("Limit (min)"),
        "to_check": tr("Limit to be checked against the standard"),
        "area": tr("Area"),
        "tier": tr("Tier"),
        "group": tr("For whom"),
        "counted": tr("Who was counted"),
        "walker": tr("Walker"),
        "rule": tr("Rule"),
        "covered": tr("Covered"),
        "covered_pct": tr("Covered (%)"),
        "unserved": tr("Unserved"),
        "cannot_tell": tr("Cannot tell"),
        "unplaced": tr("Unplaced"),
        "confidence": tr("Confidence of the limit"),
        "source": tr("Source of the limit"),
    }


def set_aliases(layer: QgsVectorLayer) -> None:
    """Name the fields of a result layer in the user's language.

    Parameters
    ----------
    layer
        A result; fields that are not known keep their names.
    """
    general = field_aliases()
    services = load_services()
    kinds = {
        "_m": tr("{service}: walk (m)"),
        "_min": tr("{service}: walk (min)"),
        "_has": tr("{service}: has it"),
    }
    for index, field in enumerate(layer.fields()):
        name = field.name()
        if name in general:
            layer.setFieldAlias(index, general[name])
            continue
        key, mark, kind = name.rpartition("_")
        entry = services.get(key)
        if entry is not None and mark + kind in kinds:
            label = entry.name_zh if speaks_chinese() else entry.name_en
            layer.setFieldAlias(index, kinds[mark + kind].format(service=label))
