"""The facilities of a run, by service and status, and which rows are one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..engine.errors import EngineError
from .i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeedback

    from .sources import Table

_NOT_OPEN = {
    "closed": "closed",
    "planned": "planned",
    "关闭": "closed",
    "规划": "planned",
}


@dataclass(frozen=True, eq=False)
class Supply:
    """Facilities by service and status."""

    table: Table
    service: NDArray[np.object_]
    status: NDArray[np.object_]

    def rows(self, service: str, status: str) -> NDArray[np.int64]:
        """Return the rows of a service that are open, closed or planned."""
        return np.flatnonzero((self.service == service) & (self.status == status))


def read_supply(
    table: Table, service_field: str, asked: Sequence[str], feedback: QgsProcessingFeedback
) -> Supply:
    """Leave out facilities without a service; tell open, closed and planned ones apart.

    Parameters
    ----------
    table
        The facilities.
    service_field
        Field that names the service.
    asked
        Services asked for; with none, a layer without any facility is refused.
    feedback
        Where to say what is left out.

    Raises
    ------
    EngineError
        If there is no such field, or nothing that can be used.
    """
    services = table.texts(service_field)
    if services is None:
        raise EngineError(
            "The facilities layer has no field '{field}'. Its fields are: {fields}. Choose the "
            "one that names the service.",
            field=service_field,
            fields=", ".join(table.fields.names()),
        )
    table = table.leave_out(
        np.array([service is None for service in services], dtype=bool),
        tr("no service named"),
    )
    table.report(feedback)
    if not len(table) and not asked:
        raise EngineError(
            "The facilities layer has no feature that can be used ({total} features, {rejected} "
            "left out). Choose another layer, check its filter and its service field, or name "
            "services to be judged as missing.",
            total=table.total,
            rejected=len(table.rejected),
        )
    names = [str(service).lower() for service in table.texts(service_field) or []]
    status = [
        _NOT_OPEN.get((text or "").lower(), "open")
        for text in table.texts("status") or [None] * len(table)
    ]
    for kind, text in (
        ("closed", tr("Facilities: {count} are closed and count as no supply.")),
        ("planned", tr("Facilities: {count} are planned and count as no supply yet.")),
    ):
        if kind in status:
            feedback.pushInfo(text.format(count=status.count(kind)))
    return Supply(table, np.array(names, dtype=object), np.array(status, dtype=object))
