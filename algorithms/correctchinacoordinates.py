"""Coordinates of Chinese map services back to WGS 84."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsVertexId,
)

from ..gis.i18n import tr
from .base import LifeCircleAlgorithm

_SYSTEMS = ("gcj02", "bd09")
_METRES_PER_DEGREE = 111_320.0  # of latitude; only for the sentence about the shift
_BLOCK = 5000  # features at a time


class CorrectChinaCoordinates(LifeCircleAlgorithm):
    """GCJ-02 and BD-09 to WGS 84."""

    ICON = "map_service.svg"
    INPUT = "INPUT"
    FROM = "FROM"
    OUTPUT = "OUTPUT"

    def name(self) -> str:
        """Return the stable id."""
        return "correctchinacoordinates"

    def displayName(self) -> str:
        """Return the name shown."""
        return tr("Correct coordinates of Chinese map services")

    def group(self) -> str:
        """Return the group shown."""
        return tr("Survey")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return "survey"

    def tags(self) -> list[str]:
        """Return words to find it by."""
        return tr("gcj02,gcj-02,bd09,bd-09,mars coordinates,offset,shift,amap,baidu,wgs84").split(
            ","
        )

    def shortHelpString(self) -> str:
        """Say what it does."""
        return tr(
            "Map services in China give coordinates that are shifted by 300 to 700 m (GCJ-02) or "
            "up to 1,300 m (BD-09). This brings them back to WGS 84.\n\n"
            "The public formula is inverted until the result, shifted again, is less than 0.1 mm "
            "off. It agrees with the formula, not with the secret original. Places outside the "
            "box around China (72.004 to 137.8347 E, 0.8293 to 55.8271 N) are left as they are; "
            "Hong Kong, Macau and Taiwan lie in it though their maps are often not shifted: look "
            "at the result.\n\n"
            "A layer in degrees keeps its CRS. A projected layer is brought to degrees, corrected "
            "and brought back."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the parameters."""
        del configuration
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Layer"), [QgsProcessing.SourceType.TypeVectorAnyGeometry]
            ),
            tr("Points, lines or polygons with shifted coordinates."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.FROM,
                tr("Coordinates are in"),
                [tr("GCJ-02 (Amap, Tencent)"), tr("BD-09 (Baidu)")],
                defaultValue=0,
            ),
            tr("GCJ-02: Amap, Tencent, Google's maps of China. BD-09: Baidu."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Corrected layer")),
            tr("All fields, in the same order, with corrected geometries."),
        )

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read, correct, write, report."""
        source = self.source(parameters, self.INPUT, context)
        crs = source.sourceCrs()
        if not crs.isValid():
            raise QgsProcessingException(
                tr("The layer has no CRS. Set it first: EPSG:4326 for longitudes and latitudes.")
            )
        system = _SYSTEMS[self.parameterAsEnum(parameters, self.FROM, context)]
        sink, destination = self.parameterAsSink(
            parameters, self.OUTPUT, context, source.fields(), source.wkbType(), crs
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        report = _Shift()
        total = max(source.featureCount(), 1)
        block: list[QgsFeature] = []
        done = 0
        flags = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
        for feature in source.getFeatures(QgsFeatureRequest(), flags):
            block.append(feature)
            if len(block) == _BLOCK:
                self.stop_if_cancelled(feedback)
                done += self._write(block, crs, system, sink, context, report)
                feedback.setProgress(100 * done / total)
                block = []
        done += self._write(block, crs, system, sink, context, report)
        report.tell(done, feedback)
        return {self.OUTPUT: destination}

    @staticmethod
    def _write(
        block: list[QgsFeature],
        crs: QgsCoordinateReferenceSystem,
        system: str,
        sink: QgsFeatureSink,
        context: QgsProcessingContext,
        report: _Shift,
    ) -> int:
        correct_features(block, crs, system, context, report)
        if not sink.addFeatures(block, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(
                tr("The result could not be written: {why}").format(why=sink.lastError())
            )
        return len(block)


class _Shift:
    """What was corrected, for the sentence at the end."""

    def __init__(self) -> None:
        self.vertices = self.outside = self.without = self.lost = 0
        self.sum, self.least, self.most = 0.0, float("inf"), 0.0

    def tell(self, total: int, feedback: QgsProcessingFeedback) -> None:
        feedback.pushInfo(
            tr("{total} features, {without} of them without geometry.").format(
                total=total, without=self.without
            )
        )
        if self.vertices:
            feedback.pushInfo(
                tr("{count} vertices were moved by {mean} m on average ({least} to {most} m).")
                .format(
                    count=self.vertices,
                    mean=round(self.sum / self.vertices, 1),
                    least=round(self.least, 1),
                    most=round(self.most, 1),
                )
            )  # fmt: skip
        if self.outside:
            feedback.pushWarning(
                tr("{count} vertices lie outside the box around China and were left as they are.")
                .format(count=self.outside)
            )  # fmt: skip
        if self.lost:
            feedback.pushWarning(
                tr("{count} features cannot be brought to degrees and were left as they are.")
                .format(count=self.lost)
            )  # fmt: skip


def correct_features(
    features: list[QgsFeature],
    crs: QgsCoordinateReferenceSystem,
    system: str,
    context: QgsProcessingContext,
    report: _Shift,
) -> None:
    """Correct the geometries of features, all their vertices at once; Z and M stay.

    Parameters
    ----------
    features
        Changed in place.
    crs
        Theirs.
    system
        ``gcj02`` or ``bd09``.
    context
        Knows the project's transformations.
    report
        Counts what was done.
    """
    import numpy as np

    from ..survey.loading.projection import transform_points
    from ..survey.map_service import CORRECTIONS, is_in_china

    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    transforms = context.transformContext()
    parts = [feature.geometry() for feature in features]
    points = [_vertices(geometry) for geometry in parts]
    report.without += sum(geometry.isNull() for geometry in parts)
    given = np.concatenate([*points, np.empty((0, 2))])
    projected = not crs.isGeographic()
    lonlat = transform_points(given, crs, degrees, transforms) if projected else given
    inside = is_in_china(lonlat[:, 0], lonlat[:, 1])
    fixed = np.column_stack(CORRECTIONS[system](lonlat[:, 0], lonlat[:, 1]))
    step = (fixed - lonlat) * _METRES_PER_DEGREE
    step[:, 0] *= np.cos(np.radians(lonlat[:, 1]))
    moved = np.hypot(step[:, 0], step[:, 1])[inside]
    if len(moved):
        report.sum += float(moved.sum())
        report.least = min(report.least, float(moved.min()))
        report.most = max(report.most, float(moved.max()))
    report.vertices += len(moved)
    made = transform_points(fixed, degrees, crs, transforms) if projected else fixed
    usable = np.isfinite(made).all(axis=1)
    report.outside += int((~inside & usable).sum())
    made = np.where((inside & usable)[:, None], made, given)
    at = 0
    for feature, geometry, own in zip(features, parts, points, strict=True):
        if not len(own):
            continue
        span = slice(at, at + len(own))
        at += len(own)
        if not usable[span].all():
            report.lost += 1
        elif inside[span].any():
            feature.setGeometry(_with_vertices(geometry, made[span]))


def _vertices(geometry: QgsGeometry) -> Any:
    import numpy as np

    if geometry.isNull() or geometry.isEmpty():
        return np.empty((0, 2))
    return np.array([(vertex.x(), vertex.y()) for vertex in geometry.vertices()])


def _with_vertices(geometry: QgsGeometry, xy: Any) -> QgsGeometry:
    """Return a geometry with other x and y; heights and measures stay."""
    given = geometry.constGet()
    changed = given.clone()
    at = QgsVertexId()
    for x, y in xy.tolist():
        _, vertex = given.nextVertex(at)
        vertex.setX(x)
        vertex.setY(y)
        changed.moveVertex(at, vertex)
    return QgsGeometry(changed)
