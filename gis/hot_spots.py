"""Hot spots of need: where answers say more, or less, than chance would have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import coo_matrix

from ..engine.access import facility_access
from ..engine.hot_spots import hot_spots
from ..engine.opinions import index_need
from ..engine.pairs import walks_within
from .compat import REAL, TEXT, make_field
from .i18n import tr
from .sinks import make_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray
    from qgis.core import QgsFields, QgsGeometry, QgsProcessingFeedback

    from ..engine.access import Ground
    from ..engine.hot_spots import HotSpots
    from .opinions import Opinions

ALL_SERVICES = "all"
NEIGHBOURHOOD = 500.0
"""Walk in metres within which answers are neighbours."""
LEAST_ANSWERS = 30
"""Answers about a service from which hot spots are looked for."""


@dataclass(frozen=True, eq=False)
class SpotLayer:
    """Answers with what is found around them.

    Attributes
    ----------
    opinions
        The answers.
    found
        Service, rows of the answers, and what was found there.
    """

    opinions: Opinions
    found: list[tuple[str, NDArray[np.int64], HotSpots]]

    def fields(self) -> QgsFields:
        """Fields of the layer."""
        return make_fields(
            [
                make_field("service", TEXT),
                make_field("need_index", REAL),
                make_field("z", REAL),
                make_field("p", REAL),
                make_field("spot", TEXT),
            ]
        )

    def rows(self) -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        """Give one point for each answer that was looked at."""
        need = index_need(self.opinions.importance, self.opinions.satisfaction)
        features = self.opinions.table.features
        for service, rows, spots in self.found:
            for place, row in enumerate(rows):
                z = float(spots.z[place])
                spot = None if np.isnan(z) else "none"
                if spots.significant[place]:
                    spot = "hot" if z > 0 else "cold"
                values = [service, float(need[row]), z, float(spots.p[place]), spot]
                yield features[row].geometry(), values


def find_hot_spots(
    ground: Ground,
    opinions: Opinions,
    neighbourhood: float,
    least: int,
    seed: int,
    feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> SpotLayer:
    """Look for hot spots of need, over all services and for each with enough answers.

    Parameters
    ----------
    ground
        The streets along which neighbours are found.
    opinions
        The answers.
    neighbourhood
        Metres of walk within which answers are neighbours.
    least
        Answers from which hot spots are looked for.
    seed
        Of the permutations.
    feedback
        Told which services have too few answers.
    progress
        Called with the share done; may raise to stop the run.
    """
    access, _ = facility_access(ground, opinions.table.geometries)
    count = len(opinions.table)
    pairs = walks_within(ground.network, access, count, access, count, neighbourhood)
    placed = np.unique(access.owner)
    need = index_need(opinions.importance, opinions.satisfaction)
    services = [ALL_SERVICES, *sorted(set(opinions.service))]
    found, few = [], []
    for number, service in enumerate(services):
        mine = placed if service == ALL_SERVICES else placed[opinions.service[placed] == service]
        rows = mine[np.isfinite(need[mine])]
        if len(rows) < least:
            few.append(service)
        else:
            around = _neighbours(pairs.origin, pairs.destination, rows, count)
            found.append((service, rows, hot_spots(need[rows], around, seed=seed)))
        progress((number + 1) / len(services))
    if few:
        feedback.pushInfo(
            tr("Too few answers (under {least}) to look for hot spots: {services}.").format(
                least=least, services=", ".join(few)
            )
        )
    return SpotLayer(opinions, found)


def _neighbours(
    origin: NDArray[np.int64], destination: NDArray[np.int64], rows: NDArray[np.int64], count: int
) -> coo_matrix:
    """Weigh the answers around each of some answers, itself included, all alike."""
    place = np.full(count, -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    one, other = place[origin], place[destination]
    both = (one >= 0) & (other >= 0) & (one != other)
    own = np.arange(len(rows))
    row, column = np.concatenate([one[both], own]), np.concatenate([other[both], own])
    return coo_matrix((np.ones(len(row)), (row, column)), shape=(len(rows), len(rows)))
