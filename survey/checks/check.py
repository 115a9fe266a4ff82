"""Runs all checks on the layers that are given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateTransform

from ...engine.errors import EngineError
from ...gis.i18n import tr
from ...gis.plane import choose_plane
from ...gis.sentences import sentence
from ...gis.sources import read_table
from .areas import check_areas
from .distances import Surroundings
from .facilities import check_facilities
from .findings import ERROR, ROLES, Finding, count_persons, rank_findings
from .opinions import check_opinions
from .premises import check_premises
from .residents import check_residents
from .shapes import check_shapes, check_validity
from .streets import check_streets
from .survey_layer import SurveyLayer
from .together import check_margin, find_apart, find_shift
from .values import read_values
from .walls import check_barriers, check_gates

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsProcessingFeatureSource,
        QgsProcessingFeedback,
    )

_PLANE_ORDER = ("streets", "areas", "residents", "facilities", "premises", "opinions", "barriers",
                "gates")  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """Distances by which places are judged, metres; see `Surroundings`."""

    snap: float
    gate_tolerance: float
    street_tolerance: float
    walk: float


class SurveyCheck:
    """One check of a survey.

    Parameters
    ----------
    sources
        By role, those that are given.
    titles
        What each role is called.
    names
        By role: names of fields by the words of the data model.
    limits
        Distances.
    transforms
        The project's transformations.
    feedback
        Told how far the check is, asked for cancel.

    Raises
    ------
    EngineError
        If none of the layers can be measured in metres.
    """

    def __init__(
        self,
        sources: dict[str, QgsProcessingFeatureSource],
        titles: dict[str, str],
        names: dict[str, dict[str, str]],
        limits: Limits,
        transforms: QgsCoordinateTransformContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        self._sources, self._titles, self._limits = sources, titles, limits
        self._transforms, self._feedback = transforms, feedback
        self._early: list[Finding] = []
        self.plane = self._choose_plane()
        self.layers: dict[str, SurveyLayer] = {}
        for role in ROLES:
            if role in sources and not feedback.isCanceled():
                table = read_table(
                    sources[role], titles[role], self.plane, transforms, feedback,
                    keep_unusable=True,
                )  # fmt: skip
                self.layers[role] = SurveyLayer(role, titles[role], table, names.get(role, {}))
                self._tell(5.0 * len(self.layers))

    def run(self) -> list[Finding]:
        """Run the checks.

        Returns
        -------
        Findings, ranked; with who lives near, if residents are given.
        """
        around = Surroundings(
            self.layers, self._limits.snap, self._limits.gate_tolerance, self._limits.walk
        )
        for role, layer in self.layers.items():
            check_shapes(layer)
            if role != "streets":
                check_validity(layer, self._to_plane(role))
        find_apart(self.layers, self._titles)
        self._find_shift(around)
        today = dt.datetime.now().astimezone().date()
        steps: dict[str, Callable[[SurveyLayer], None]] = {
            "streets": lambda layer: check_streets(
                layer, self.plane, self._sources["streets"].sourceCrs(), self._transforms,
                self._limits.street_tolerance,
            ),
            "barriers": lambda layer: check_barriers(layer, around),
            "gates": lambda layer: check_gates(layer, around),
            "residents": lambda layer: check_residents(layer, around),
            "facilities": lambda layer: check_facilities(layer, around, today),
            "opinions": lambda layer: check_opinions(layer, around, today),
            "premises": lambda layer: check_premises(layer, around),
            "areas": check_areas,
        }  # fmt: skip
        for number, (role, layer) in enumerate(self.layers.items()):
            if self._feedback.isCanceled():
                return []
            steps[role](layer)
            self._tell(40.0 + 50.0 * (number + 1) / len(self.layers))
        check_margin(around)
        findings = self._early + [
            found for layer in self.layers.values() for found in layer.findings
        ]
        self._count_persons(findings)
        return rank_findings(findings)

    def _choose_plane(self) -> QgsCoordinateReferenceSystem:
        """Choose the plane by the first layer that can be measured; note the others' faults."""
        plane, failure = None, None
        for role in _PLANE_ORDER:
            source = self._sources.get(role)
            if source is None:
                continue
            if not source.sourceCrs().isValid():
                self._early.append(
                    Finding(
                        role, "no_crs", ERROR,
                        tr("The layer has no coordinate reference system."),
                        tr("Set its CRS in the layer properties and check again."),
                    )
                )  # fmt: skip
            try:
                found = choose_plane(source, self._titles[role], self._transforms)
            except EngineError as error:
                failure = failure or error
                if source.sourceCrs().isValid():
                    self._early.append(
                        Finding(
                            role, "wrong_crs", ERROR, sentence(error),
                            tr("Set the right CRS in the layer properties and check again."),
                        )
                    )  # fmt: skip
                continue
            plane = plane or found
        if plane is None and failure is not None:
            raise failure
        if plane is None:
            raise EngineError("Choose at least one layer to check.")
        return plane

    def _to_plane(self, role: str) -> QgsCoordinateTransform:
        crs = self._sources[role].sourceCrs()
        return QgsCoordinateTransform(crs if crs.isValid() else self.plane, self.plane,
                                      self._transforms)  # fmt: skip

    def _find_shift(self, around: Surroundings) -> None:
        facilities, streets = around.trusted("facilities"), around.trusted("streets")
        if facilities is not None and streets is not None:
            find_shift(facilities, streets, self.plane, self._transforms)

    def _count_persons(self, findings: list[Finding]) -> None:
        homes = self.layers.get("residents")
        cells = None if homes is None else homes.column("population")
        if homes is None or cells is None:
            return
        numbers = read_values(cells).values
        usable = homes.placed & (numbers >= 0)
        count_persons(findings, homes.xy[usable], numbers[usable])

    def _tell(self, percent: float) -> None:
        self._feedback.setProgress(percent)
