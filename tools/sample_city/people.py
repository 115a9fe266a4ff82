"""Who lives where: numbers and ages differ by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .plan import rng_for

if TYPE_CHECKING:
    from .parcels import Parcel

TOTAL = 80_000
#: Persons per hectare of compound ground, and how much it varies (log scale).
DENSITY = {"new": (430.0, 0.42), "village": (540.0, 0.15), "lilong": (760.0, 0.20),
           "mixed": (400.0, 0.20), "resettle": (470.0, 0.15)}  # fmt: skip
AGES = ("pop_0_2", "pop_3_5", "pop_6_11", "pop_12_14", "pop_15_17", "pop_60_plus")
#: Shares of those ages, then of those over 80 among the 60+, then persons per household.
SHARES = {
    "new": ((0.031, 0.036, 0.074, 0.028, 0.022, 0.155), 0.17, 2.75),
    "village": ((0.015, 0.018, 0.038, 0.017, 0.016, 0.335), 0.22, 2.35),
    "lilong": ((0.012, 0.014, 0.030, 0.014, 0.013, 0.385), 0.27, 2.15),
    "mixed": ((0.018, 0.020, 0.040, 0.016, 0.015, 0.260), 0.20, 2.30),
    "resettle": ((0.026, 0.030, 0.060, 0.026, 0.024, 0.235), 0.18, 2.85),
}  # fmt: skip


def settle(parcels: list[Parcel]) -> None:
    """Give every compound its residents, by age, in whole persons."""
    rng = rng_for("people")
    homes = [p for p in parcels if p.use == "home"]
    raw = np.array(
        [
            p.shape.area / 1e4 * DENSITY[p.quarter][0] * rng.lognormal(0, DENSITY[p.quarter][1])
            for p in homes
        ]
    )
    persons = np.round(raw * TOTAL / raw.sum()).astype(int)
    for p, n in zip(homes, persons.tolist(), strict=True):
        shares, over80, per_household = SHARES[p.quarter]
        tilt = np.array(shares) * rng.lognormal(0, 0.13, len(shares))
        counts = rng.multinomial(n, [*tilt, 1 - tilt.sum()])
        row = {"population": int(n)}
        row |= {k: int(c) for k, c in zip(AGES, counts, strict=False)}
        row["pop_80_plus"] = int(rng.binomial(row["pop_60_plus"], over80))
        row["households"] = round(n / (per_household * rng.uniform(0.95, 1.05)))
        p.info |= row
