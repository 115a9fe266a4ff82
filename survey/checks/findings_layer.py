"""Findings as a layer, and in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsFields, QgsGeometry, QgsPointXY

from ...gis.compat import INTEGER, REAL, TEXT, make_field
from ...gis.i18n import tr
from ...gis.sinks import write_features
from .findings import ERROR, INFORMATION, SEVERITIES, WARNING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qgis.core import QgsFeatureSink, QgsProcessingFeedback

    from .findings import Finding
    from .survey_layer import SurveyLayer


def finding_fields() -> QgsFields:
    """Return the fields of the findings."""
    fields = QgsFields()
    for name, kind in (
        ("rank", INTEGER), ("layer", TEXT), ("feature_id", INTEGER), ("severity", TEXT),
        ("fault", TEXT), ("what", TEXT), ("todo", TEXT), ("persons", REAL), ("other_id", INTEGER),
    ):  # fmt: skip
        fields.append(make_field(name, kind))
    return fields


def write_findings(sink: QgsFeatureSink, findings: Sequence[Finding]) -> int:
    """Write findings in their order; return how many."""
    return write_features(
        sink,
        finding_fields(),
        (
            (
                None
                if found.place is None
                else QgsGeometry.fromPointXY(QgsPointXY(found.place.x, found.place.y)),
                [rank, found.layer, found.feature_id, found.severity, found.fault, found.what,
                 found.todo, found.persons, found.other_id],
            )
            for rank, found in enumerate(findings, start=1)
        ),
    )  # fmt: skip


def count_by_severity(findings: Sequence[Finding]) -> dict[str, int]:
    """Count findings by severity."""
    severities = [found.severity for found in findings]
    return {severity: severities.count(severity) for severity in SEVERITIES}


def report_findings(
    findings: Sequence[Finding],
    layers: Mapping[str, SurveyLayer],
    feedback: QgsProcessingFeedback,
) -> None:
    """Say how many findings there are, layer by layer."""
    text = tr("{layer}: {total} features, {errors} errors, {warnings} warnings, {notes} to know.")
    for role, layer in layers.items():
        counts = count_by_severity([found for found in findings if found.layer == role])
        feedback.pushInfo(
            text.format(
                layer=layer.title, total=len(layer), errors=counts[ERROR],
                warnings=counts[WARNING], notes=counts[INFORMATION],
            )
        )  # fmt: skip
    counts = count_by_severity(findings)
    feedback.pushInfo(
        tr("In all {errors} errors, {warnings} warnings, {notes} to know.").format(
            errors=counts[ERROR], warnings=counts[WARNING], notes=counts[INFORMATION]
        )
    )
