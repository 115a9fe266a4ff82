"""The printed report: its sheets in one layout, and the layout as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsLayoutExporter, QgsPrintLayout

from ..engine.errors import EngineError
from .actions_sheet import add_actions
from .fairness_sheet import add_fairness
from .gap_sheet import add_gap
from .overview_sheet import add_overview
from .right_sheet import add_right
from .rung_sheets import add_good, add_rung_matrix
from .services_sheet import MOST, add_services
from .sheet import Sheet
from .table_sheet import add_matrix, add_numbers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .material import Material

MOST_AREAS = 12


def make_report(material: Material) -> QgsPrintLayout:
    """Lay out all sheets; the layout becomes part of the project.

    Parameters
    ----------
    material
        What to show.
    """
    project = material.project.project
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(material.words.say("Coverage report"))
    layout.renderContext().setDpi(300)
    fillers = _plan(material)
    for number, filler in enumerate(fillers):
        filler(Sheet(layout, number), len(fillers))
    project.layoutManager().addLayout(layout)
    return layout


def _plan(material: Material) -> list[Callable[[Sheet, int], None]]:
    """List what fills each sheet."""
    judged = material.coverage.judged
    fillers: list[Callable[[Sheet, Material, int], None]] = [add_overview]
    if 1 < len(material.coverage.areas) <= MOST_AREAS:
        fillers.append(add_rung_matrix)
    fillers.append(add_actions)
    plan = [_with(material, filler) for filler in fillers]
    for start in range(0, len(judged), MOST):
        some = judged[start : start + MOST]
        plan.append(lambda sheet, pages, some=some: add_services(sheet, material, some, pages))
    for rank in material.gaps:
        plan.append(lambda sheet, pages, rank=rank: add_gap(sheet, material, rank, pages))
    last: list[Callable[[Sheet, Material, int], None]] = [add_numbers]
    if 1 < len(material.coverage.areas) <= MOST_AREAS:
        last.append(add_matrix)
    last += [add_good, add_right, add_fairness]
    return [*plan, *(_with(material, filler) for filler in last)]


def _with(
    material: Material, filler: Callable[[Sheet, Material, int], None]
) -> Callable[[Sheet, int], None]:
    return lambda sheet, pages: filler(sheet, material, pages)


def write_pdf(layout: QgsPrintLayout, path: Path) -> None:
    """Write a layout as a PDF with text that can be searched.

    Raises
    ------
    EngineError
        If it cannot be written.
    """
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = 300
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    settings.simplifyGeometries = True
    exporter = QgsLayoutExporter(layout)
    result = exporter.exportToPdf(str(path), settings)
    if result != QgsLayoutExporter.ExportResult.Success:
        raise EngineError(
            "The report {path} could not be written. Close it if it is open elsewhere.", path=path
        )
