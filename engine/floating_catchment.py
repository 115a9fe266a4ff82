"""Floating catchments: supply shared among all who reach it, over real walks.

Each facility's supply is divided by the demand within its catchment, and each home adds up what
the facilities in its own catchment have for it. However the weights are chosen, what all persons
get together is what there is: ``sum(P A) = sum(S)`` over facilities that some demand reaches.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .pairs import Pairs

STEPS = (1.0, 0.68, 0.22)
"""Weights of the three zones of E2SFCA (Luo and Qi 2009, the slow decay)."""


class Method(IntEnum):
    """How nearness counts."""

    TWO_STEP = 0
    ENHANCED = 1
    GAUSSIAN = 2
    THREE_STEP = 3


@dataclass(frozen=True, eq=False)
class FloatingCatchment:
    """What a service has for each home.

    Attributes
    ----------
    supply
        Shape (homes,): capacity for one person, in the unit of the capacity; NaN where the
        capacity of some facility in the catchment is unknown.
    demand
        Shape (facilities,): persons who share a facility, weighted by nearness.
    load
        Shape (facilities,): demand over capacity; NaN where the capacity is unknown, inf where it
        is 0 and somebody comes.
    """

    supply: NDArray[np.float64]
    demand: NDArray[np.float64]
    load: NDArray[np.float64]


def weigh(method: Method, cost: NDArray[np.float64], limit: float) -> NDArray[np.float64]:
    """Give walks their weights.

    2SFCA (Luo and Wang 2003): 1 within the limit. E2SFCA (Luo and Qi 2009): `STEPS` for the thirds
    of the limit; 3SFCA (Wan, Zou and Sternberg 2012) takes the same. Gaussian 2SFCA (Dai 2010):
    ``(exp(-(d/d0)^2 / 2) - exp(-1/2)) / (1 - exp(-1/2))``, which is 0 at the limit.

    Parameters
    ----------
    method
        Which.
    cost
        Shape (n,): metres or seconds.
    limit
        The catchment, in the same unit.

    Returns
    -------
    Shape (n,): 0 beyond the limit; what rounding puts a hair beyond it is for the caller to bring
    back.
    """
    share = cost / limit
    within = share <= 1.0
    if method is Method.TWO_STEP:
        return within.astype(np.float64)
    if method is Method.GAUSSIAN:
        least = np.exp(-0.5)
        bell = (np.exp(-0.5 * np.minimum(share, 1.0) ** 2) - least) / (1.0 - least)
        return np.asarray(np.where(within, bell, 0.0))
    zone = np.searchsorted([1 / 3, 2 / 3], share, side="left")
    return np.where(within, np.asarray(STEPS)[zone], 0.0)


def share_supply(
    method: Method,
    walks: Pairs,
    persons: NDArray[np.float64],
    capacity: NDArray[np.float64],
    limit: float,
) -> FloatingCatchment:
    """Share the capacity of facilities among the persons who reach them.

    ``R_j = S_j / sum_k(w_kj P_k)``, ``A_i = sum_j(w_ij R_j)``. In 3SFCA each ``w`` is multiplied by
    the chance that the home chooses the facility, ``G_ij = w_ij / sum_j(w_ij)``.

    Parameters
    ----------
    method
        How nearness counts.
    walks
        Walks from homes to facilities within the limit.
    persons
        Shape (homes,): demand.
    capacity
        Shape (facilities,): supply, NaN where unknown.
    limit
        The catchment, in the unit of the walks.
    """
    home, facility = walks.origin, walks.destination
    weight = weigh(method, np.minimum(walks.cost, limit), limit)
    if method is Method.THREE_STEP:
        total = np.bincount(home, weights=weight, minlength=len(persons))
        weight = weight * weight / total[home]
    demand = np.zeros(len(capacity))
    np.add.at(demand, facility, weight * persons[home])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = np.where(demand > 0, capacity / demand, 0.0)
        load = np.where(demand > 0, demand / capacity, 0.0)
    unknown = np.isnan(capacity)
    load[unknown] = np.nan
    ratio[unknown] = 0.0
    supply = np.zeros(len(persons))
    np.add.at(supply, home, weight * ratio[facility])
    supply[home[unknown[facility]]] = np.nan
    return FloatingCatchment(supply, demand, load)
