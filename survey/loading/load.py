"""Loads a survey: reads every source, cleans it, writes the package, tells what happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...gis.crs import read_crs, sound_crs
from ...gis.i18n import tr
from ...gis.responsive import coordinates_of, let_go, without_collector
from ...gis.wkb import write_wkb
from ..cleaning.faults import tell_reason
from ..cleaning.rows import clean_rows
from ..matching.column_matching import match_columns
from ..matching.roles import known_headings, list_roles
from ..reading.map_layers import name_layer
from ..reading.raw_table import ROW_LEFT_OUT, Reject, SurveyError
from ..reading.sources import read_source
from .layer_content import LayerContent
from .package import write_package
from .projection import project_shapes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

    from ..cleaning.rows import CleanRows
    from ..matching.mapping import SourceMapping, SurveyMapping
    from ..matching.roles import SurveyRole
    from ..reading.raw_table import RawTable
    from .package import LayerChange

_DEGREES = "EPSG:4326"


@dataclass
class LoadedLayer:
    """What became of one source.

    Attributes
    ----------
    role
        Layer of the package.
    source
        Name of the file.
    total, loaded, left_out
        Rows; loaded and left out are together the total.
    values_unknown, values_taken
        Cells that were left unknown, and cells read otherwise than they stood.
    dropped
        Headings of columns left out, with the reason (``personal``, ``system``, …).
    notes
        Sentences about the source.
    change
        Compared with what the package held before.
    """

    role: str
    source: str
    total: int
    loaded: int
    left_out: int
    values_unknown: int
    values_taken: int
    dropped: list[tuple[str, str]]
    notes: list[str]
    change: LayerChange | None = None


@dataclass
class _Job:
    role: SurveyRole
    mapping: SourceMapping
    rows: CleanRows
    crs: QgsCoordinateReferenceSystem
    source: str
    layers: list[LayerContent] = field(default_factory=list)


def load_survey(
    mapping: SurveyMapping,
    package: Path,
    progress: Callable[[float], bool] = lambda share: True,
    tables: dict[str, RawTable] | None = None,
    transforms: QgsCoordinateTransformContext | None = None,
) -> list[LoadedLayer]:
    """Load all sources of a mapping into a package.

    Parameters
    ----------
    mapping
        Which source is which layer, and which column which field; columns are matched by
        suggestion where a source has none matched.
    package
        GeoPackage to write.
    progress
        Called with the share done, 0 to 1; returns False to stop.
    tables
        By role, sources that were read already, such as layers of the project.
    transforms
        The project's transformations.

    Returns
    -------
    One entry for each source.

    Raises
    ------
    SurveyError
        If a source cannot be read or used; then nothing is written.
    """
    if not mapping.sources:
        raise SurveyError("No source was chosen. Choose a file or layer for at least one role.")
    with without_collector():
        return _load(mapping, package, progress, tables or {}, transforms)


def _load(
    mapping: SurveyMapping,
    package: Path,
    progress: Callable[[float], bool],
    tables: dict[str, RawTable],
    transforms: QgsCoordinateTransformContext | None,
) -> list[LoadedLayer]:
    roles = list_roles()
    ordered = [key for key in roles if key in mapping.sources]
    jobs = []
    for number, key in enumerate(ordered):
        if not progress(0.6 * number / len(ordered)):
            raise SurveyError("Stopped; nothing was written.")
        source = mapping.sources[key]
        table = tables.get(key) or read_source(
            name_layer(source.source, key), set(known_headings())
        )
        jobs.append(_clean(table, roles[key], source))
        table.let_go()
    target = choose_crs(mapping.crs, [(job.role.key, job.crs) for job in jobs])
    if not target.isValid() or not (target.authid() or target.toWkt()):
        # coordinates must not go into a package that does not know what they are
        raise SurveyError(
            "{file}: there is no CRS {crs}. Choose another.",
            file=package.name,
            crs=mapping.crs or target.description(),
        )
    contents = [_project(job, target, transforms) for job in jobs]
    changes = write_package(package, contents, lambda share: progress(0.6 + 0.4 * share))
    told = [_tell(job, changes[job.role.key]) for job in jobs]
    for job, content in zip(jobs, contents, strict=True):
        job.rows.let_go()
        let_go(content.hashes)
    return told


def _clean(table: RawTable, role: SurveyRole, mapping: SourceMapping) -> _Job:
    if not mapping.columns and not (mapping.x or mapping.wkt or mapping.text):
        match = match_columns(table, role)
        for name in ("columns", "x", "y", "wkt", "text", "id"):
            setattr(mapping, name, getattr(match, name) or getattr(mapping, name))
    rows = clean_rows(table, role, mapping)
    _keep_one_dimension(rows, role)
    crs = find_crs(table, mapping, rows)
    return _Job(role, mapping, rows, crs, table.name)


def find_crs(
    table: RawTable, mapping: SourceMapping, rows: CleanRows
) -> QgsCoordinateReferenceSystem:
    """Return the CRS of a source's coordinates.

    Raises
    ------
    SurveyError
        If nothing says it and the coordinates are no degrees.
    """
    named = mapping.crs or table.crs
    crs = read_crs(named)
    if crs.isValid():
        return crs
    if named:
        raise SurveyError(
            "{file}: there is no CRS {crs}. Choose another.", file=table.name, crs=named
        )
    xy = coordinates_of(rows.shapes)[0]
    if not len(xy) or (np.abs(xy) <= (180, 90)).all():
        return read_crs(_DEGREES)
    raise SurveyError(
        "{file}: nothing says which CRS its coordinates are in (such as {x}, {y}). Choose it.",
        file=table.name,
        x=round(float(xy[0, 0]), 1),
        y=round(float(xy[0, 1]), 1),
    )


def choose_crs(
    wanted: str, found: list[tuple[str, QgsCoordinateReferenceSystem]]
) -> QgsCoordinateReferenceSystem:
    """Choose the CRS of the clean layers: the one wanted, else that of the streets, else metres.

    Parameters
    ----------
    wanted
        Authority id; empty for none.
    found
        Role and CRS of each source.
    """
    crs = read_crs(wanted)
    if crs.isValid():
        return crs
    ranked = sorted(found, key=lambda item: (item[1].isGeographic(), item[0] != "streets"))
    return sound_crs(ranked[0][1])


def _keep_one_dimension(rows: CleanRows, role: SurveyRole) -> None:
    """Leave out rows whose geometry is of another kind than most: a layer has one kind."""
    dimensions = shapely.get_dimensions(rows.shapes)
    if len(set(dimensions.tolist())) < 2:
        return
    most = np.bincount(dimensions).argmax()
    _leave_out(rows, np.flatnonzero(dimensions != most), "wrong_shape")
    rows.notes.append(
        tr("{role}: a layer holds one kind of geometry; load the others as a layer of their own.")
        .format(role=role.key)
    )  # fmt: skip


def _leave_out(rows: CleanRows, gone: np.ndarray, reason: str) -> None:
    kept = np.setdiff1d(np.arange(len(rows)), gone).tolist()
    rows.rejects += [
        Reject(rows.lines[row], "", rows.ids[row], tell_reason(reason), ROW_LEFT_OUT)
        for row in gone.tolist()
    ]
    rows.columns = {name: [v[row] for row in kept] for name, v in rows.columns.items()}
    rows.shapes = rows.shapes[kept]
    rows.ids = [rows.ids[row] for row in kept]
    rows.lines = [rows.lines[row] for row in kept]


def _project(
    job: _Job,
    target: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext | None,
) -> LayerContent:
    rows = job.rows
    rows.shapes = project_shapes(rows.shapes, job.crs, target, job.mapping.shift, transforms)
    lost = np.flatnonzero(shapely.is_missing(rows.shapes))
    if len(lost):
        _leave_out(rows, lost, "not_projected")
    return LayerContent(
        job.role.key,
        rows.fields,
        rows.columns,
        rows.shapes,
        target.authid() or target.toWkt(),
        rows.ids,
        rows.hashes(write_wkb(rows.shapes)),
        job.source,
        rows.rejects,
    )


def _tell(job: _Job, change: LayerChange) -> LoadedLayer:
    effects = [reject.effect for reject in job.rows.rejects]
    return LoadedLayer(
        job.role.key,
        job.source,
        job.rows.total,
        len(job.rows),
        effects.count(ROW_LEFT_OUT),
        effects.count("value unknown"),
        effects.count("value taken"),
        job.rows.dropped,
        job.rows.notes,
        change,
    )
