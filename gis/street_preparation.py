"""Street layers to the engine's faults and repairs, and back into layers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsWkbTypes,
)
from scipy.spatial import cKDTree

from ..engine import street_faults as kinds
from ..engine.barriers import Barriers
from ..engine.street_faults import find_faults
from ..engine.street_repairs import (
    BLOCKED,
    JOINED,
    LEFT,
    NODED,
    REMOVED,
    TRIMMED,
    repair_streets,
)
from .compat import INTEGER, REAL, TEXT, make_field
from .ground import gate_points
from .i18n import tr
from .plane import choose_plane
from .sinks import to_geometry, write_features
from .sources import Table, read_numbers, read_table

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import (
        QgsCoordinateTransformContext,
        QgsFeatureSink,
        QgsProcessingFeatureSource,
        QgsProcessingFeedback,
    )

    from ..engine.street_faults import Fault

NEAR = 300.0  # metres as the crow flies: who lives so near is affected
ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITY = {
    kinds.NEAR_MISS: ERROR,
    kinds.CROSSING: ERROR,
    kinds.ISLAND: WARNING,
    kinds.DUPLICATE: WARNING,
    kinds.SPIKE: WARNING,
    kinds.SLIVER: WARNING,
    kinds.NO_SHAPE: NOTE,
}
_LEVEL_NAMES = ("level", "层级", "layer")
_GRAVEST_FIRST = (ERROR, WARNING, NOTE)


def finding_fields() -> QgsFields:
    """Return the fields of the findings."""
    fields = QgsFields()
    for name, kind in (
        ("rank", INTEGER), ("fault", TEXT), ("severity", TEXT), ("feature_id", INTEGER),
        ("other_id", INTEGER), ("gap_m", REAL), ("persons", REAL), ("what", TEXT), ("done", TEXT),
    ):  # fmt: skip
        fields.append(make_field(name, kind))
    return fields


@dataclass
class Preparation:
    """A street layer, what is wrong with it, and what was done.

    Attributes
    ----------
    table
        The streets as read.
    plane, crs, transforms
        CRS computed in, the layer's own, and the project's transformations.
    lines
        Shape (n,): the lines of all features, several for multi-part ones.
    row_of
        Shape (n,): row of the table of each line.
    level
        Shape (n,): level of each line.
    homes, persons
        Places of homes and who lives there; None if no residents were given.
    barriers
        What nobody walks across; None if none were given.
    """

    table: Table
    plane: QgsCoordinateReferenceSystem
    crs: QgsCoordinateReferenceSystem
    transforms: QgsCoordinateTransformContext
    lines: NDArray[np.object_]
    row_of: NDArray[np.int64]
    level: NDArray[np.int64]
    homes: NDArray[np.float64] | None = None
    persons: NDArray[np.float64] | None = None
    barriers: Barriers | None = None
    faults: list[Fault] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    repaired: NDArray[np.object_] | None = None
    _tolerance: float = 0.0
    _level_name: str = ""

    @classmethod
    def read(
        cls,
        source: QgsProcessingFeatureSource,
        homes: QgsProcessingFeatureSource | None,
        population: str,
        level: str,
        transforms: QgsCoordinateTransformContext,
        feedback: QgsProcessingFeedback,
    ) -> Preparation:
        """Read streets and residents.

        Parameters
        ----------
        source, homes
            Streets, and residents or None.
        population, level
            Fields; an empty level takes one of that name, else bridges and tunnels.
        transforms
            The project's transformations.
        feedback
            Asked for cancel.

        Raises
        ------
        EngineError
            If the streets have no CRS.
        """
        name = tr("Streets")
        plane = choose_plane(source, name, transforms)
        table = read_table(source, name, plane, transforms, feedback, keep_unusable=True)
        made = cls.from_table(table, plane, source.sourceCrs(), transforms, level)
        if homes is not None:
            people = read_table(homes, tr("Residents"), plane, transforms, feedback)
            numbers, _ = read_numbers(people, population)
            made.homes = shapely.get_coordinates(shapely.point_on_surface(people.geometries))
            made.persons = np.zeros(len(people)) if numbers is None else np.nan_to_num(numbers)
            people.report(feedback)
        return made

    @classmethod
    def from_table(
        cls,
        table: Table,
        plane: QgsCoordinateReferenceSystem,
        crs: QgsCoordinateReferenceSystem,
        transforms: QgsCoordinateTransformContext,
        level: str = "",
    ) -> Preparation:
        """Take streets that have been read, unusable rows without a geometry.

        Parameters
        ----------
        table
            The streets.
        plane, crs, transforms
            As the attributes of the same names.
        level
            As for `read`.
        """
        shapes = table.geometries
        parts, row_of = shapely.get_parts(shapes, return_index=True)
        empty = np.flatnonzero(shapely.is_missing(shapes))
        lines = np.concatenate([parts, np.full(len(empty), None, dtype=object)])
        row_of = np.concatenate([row_of, empty]).astype(np.int64)
        order = np.argsort(row_of, kind="stable")
        levels = _read_levels(table, level)
        made = cls(
            table, plane, crs, transforms, lines[order], row_of[order], levels[row_of[order]]
        )
        made._level_name = level
        return made

    def read_barriers(
        self,
        barriers: QgsProcessingFeatureSource,
        gates: QgsProcessingFeatureSource | None,
        gate_tolerance: float,
        feedback: QgsProcessingFeedback,
    ) -> None:
        """Read what no repair may lead across.

        Parameters
        ----------
        barriers, gates
            Lines or polygons, and the openings in them or None.
        gate_tolerance
            Metres around a gate within which a barrier is open.
        feedback
            Asked for cancel, told of features that cannot be used.
        """
        walls = read_table(barriers, tr("Barriers"), self.plane, self.transforms, feedback)
        walls.report(feedback)
        openings = None
        if gates is not None:
            openings = read_table(gates, tr("Gates"), self.plane, self.transforms, feedback)
            openings.report(feedback)
        xy, _ = gate_points(openings)
        self.barriers = Barriers.from_geometries(walls.geometries, xy, gate_tolerance)

    def find(self, tolerance: float) -> None:
        """Find the faults; `tolerance` in metres."""
        self._tolerance = tolerance
        self.faults = find_faults(self.lines, self.level, tolerance, self.barriers)
        self.done = [BLOCKED if fault.blocked else LEFT for fault in self.faults]

    def repair(self) -> None:
        """Repair what can be repaired."""
        self.repaired, self.done = repair_streets(
            self.lines, self.faults, self._tolerance, self.barriers
        )

    def write_streets(self, sink: QgsFeatureSink) -> int:
        """Write the streets; those with nothing done to them as they came."""
        changed: set[int] = set()
        if self.repaired is not None:
            same = [a is b for a, b in zip(self.lines, self.repaired, strict=True)]
            changed = set(self.row_of[~np.array(same, dtype=bool)].tolist())
        back = QgsCoordinateTransform(self.plane, self.crs, self.transforms)
        rows: list[tuple[QgsGeometry | None, list[Any]]] = []
        several = QgsWkbTypes.isMultiType(self.table.features[0].geometry().wkbType()) if (
            self.table.features) else False  # fmt: skip
        for row, feature in enumerate(self.table.features):
            if row not in changed:
                if feature.hasGeometry() or self.repaired is None:
                    rows.append((feature.geometry(), feature.attributes()))
                continue
            left = [line for line in self.repaired[self.row_of == row] if line is not None]
            if not left:
                continue
            shape = left[0] if len(left) == 1 else shapely.multilinestrings(left)
            geometry = to_geometry(shape)
            if not back.isShortCircuited():
                geometry.transform(back)
            if several:
                geometry.convertToMultiType()
            rows.append((geometry, feature.attributes()))
        return write_features(sink, self.table.fields, rows)

    def write_findings(self, sink: QgsFeatureSink) -> int:
        """Write the findings, the gravest first."""
        back = QgsCoordinateTransform(self.plane, self.crs, self.transforms)
        persons = self._count_persons()
        order = sorted(
            range(len(self.faults)),
            key=lambda n: (
                _GRAVEST_FIRST.index(self._severity(n)),
                -(persons[n] if persons is not None else 0.0),
                self.faults[n].row,
                n,
            ),
        )
        rows: list[tuple[QgsGeometry | None, list[Any]]] = []
        for rank, n in enumerate(order, start=1):
            fault = self.faults[n]
            geometry = None
            if fault.place is not None:
                geometry = QgsGeometry.fromPointXY(QgsPointXY(fault.place.x, fault.place.y))
                if not back.isShortCircuited():
                    geometry.transform(back)
            rows.append(
                (
                    geometry,
                    [
                        rank, fault.kind, self._severity(n), self._id(fault.row),
                        None if fault.other < 0 else self._id(fault.other), fault.gap,
                        None if persons is None else persons[n], describe_fault(fault.kind),
                        _describe_done(self.done[n]),
                    ],
                )
            )  # fmt: skip
        return write_features(sink, finding_fields(), rows)

    def _severity(self, n: int) -> str:
        """Tell how grave a fault is; what a barrier keeps apart may well be right."""
        return NOTE if self.done[n] == BLOCKED else SEVERITY[self.faults[n].kind]

    def _id(self, line: int) -> int:
        return int(self.table.ids[self.row_of[line]])

    def _count_persons(self) -> NDArray[np.float64] | None:
        """Count who lives near each fault; none near one without a place."""
        if self.homes is None or self.persons is None:
            return None
        counts = np.zeros(len(self.faults))
        placed = [n for n, fault in enumerate(self.faults) if fault.place is not None]
        if not placed or not len(self.homes):
            return counts
        places = np.array([(self.faults[n].place.x, self.faults[n].place.y) for n in placed])
        near = cKDTree(self.homes).query_ball_point(places, NEAR)
        counts[placed] = [self.persons[homes].sum() for homes in near]
        return counts

    def report(self, feedback: QgsProcessingFeedback) -> None:
        """Say what was found and done."""
        if not any(
            self.table.field_index(n) >= 0 for n in (*_LEVEL_NAMES, "bridge", "tunnel")
        ) and (self._level_name == ""):
            feedback.pushWarning(
                tr("No field says which streets are bridges or tunnels: all are taken to be on the "
                   "ground, and are joined where they cross.")
            )  # fmt: skip
        counts = Counter(fault.kind for fault in self.faults)
        done = Counter(self.done)
        feedback.pushInfo(
            tr("{total} streets read; {count} findings.").format(
                total=self.table.total, count=len(self.faults)
            )
        )
        for kind, count in counts.items():
            feedback.pushInfo(f"{count} × {describe_fault(kind)}")
        if done[BLOCKED]:
            feedback.pushInfo(
                tr("{count} findings are not joined: a barrier lies between. If one can walk "
                   "there, a gate is missing.").format(count=done[BLOCKED])
            )  # fmt: skip
        if self.repaired is not None:
            feedback.pushInfo(
                tr("{joined} ends joined, {noded} crossings given a vertex, {removed} lines "
                   "removed, {trimmed} ends trimmed, {left} findings left as they are.")
                .format(joined=done[JOINED], noded=done[NODED], removed=done[REMOVED],
                        trimmed=done[TRIMMED], left=done[LEFT])
            )  # fmt: skip


def _read_levels(table: Table, name: str) -> NDArray[np.int64]:
    """Read on which level each street runs: its field, else bridges above and tunnels below."""
    levels = np.zeros(len(table), dtype=np.int64)
    for kind, step in (("bridge", 1), ("tunnel", -1)):
        said = table.texts(kind)
        if said is not None:
            yes = [value is not None and value.lower() not in ("no", "0", "f") for value in said]
            levels[np.array(yes, dtype=bool)] = step
    words = {"above": 1, "below": -1}
    found = next((n for n in (name, *_LEVEL_NAMES) if table.field_index(n) >= 0), None)
    for row, value in enumerate(table.texts(found) or ()):
        if value is None:
            continue
        try:
            levels[row] = words.get(value.lower(), 0) or int(float(value))
        except ValueError:
            continue
    return levels


def describe_fault(kind: str) -> str:
    """Say what a kind of fault is."""
    return {
        kinds.NEAR_MISS: tr("An end stops short of another line"),
        kinds.CROSSING: tr("Two lines cross without a common vertex"),
        kinds.DUPLICATE: tr("The same line twice"),
        kinds.ISLAND: tr("A small part connected to nothing"),
        kinds.SLIVER: tr("A line shorter than 0.1 m"),
        kinds.SPIKE: tr("An end that turns back on itself"),
        kinds.NO_SHAPE: tr("A row without geometry"),
    }[kind]


def _describe_done(done: str) -> str:
    return {
        JOINED: tr("Joined"),
        NODED: tr("Given a common vertex"),
        REMOVED: tr("Removed"),
        TRIMMED: tr("Trimmed"),
        BLOCKED: tr("Not joined: a barrier lies between"),
        LEFT: tr("Left as it is"),
    }[done]
