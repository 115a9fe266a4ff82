"""Hot and cold spots: places around which values are higher or lower than chance would have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

_BLOCK = 2_000_000  # permuted values held at once: 16 MB for each array of them
_ENOUGH = 10  # permutations beyond a place after which more of them would not change its verdict
_ROUNDING = 1e-9  # relative; sums of the same values in another order are the same


@dataclass(frozen=True, eq=False)
class HotSpots:
    """What is known of each place.

    Attributes
    ----------
    z
        Shape (places,): Gi*, in standard deviations; above 0 hot, below 0 cold. NaN if unknown.
    p
        Shape (places,): two-sided pseudo p-value of the permutations. NaN if unknown.
    significant
        Shape (places,): a hot or cold spot after control of the false discovery rate; False if
        unknown.
    """

    z: NDArray[np.float64]
    p: NDArray[np.float64]
    significant: NDArray[np.bool_]


def hot_spots(
    values: ArrayLike,
    weights: Any,
    *,
    answers: ArrayLike | None = None,
    least_answers: float = 5.0,
    least_neighbours: int = 8,
    permutations: int = 999,
    most_permutations: int = 9999,
    false_discovery: float = 0.05,
    seed: int = 0,
) -> HotSpots:
    """Find hot and cold spots by Gi* (Ord & Getis 1995) with conditional permutations.

    The pseudo p-value holds a place's own value and deals those of all other places anew
    (Anselin 1995); it is twice the smaller tail, (beyond + 1) / (permutations + 1), at most 1.
    Where fewer than ten permutations lie beyond a place it gets the larger number of them (a
    sequential test as in Besag & Clifford 1991), because among thousands of places only very small
    p-values pass the false discovery rate (Benjamini & Hochberg 1995, for local statistics Caldas
    de Castro & Singer 2006). The smallest possible p-value is 2 / (most_permutations + 1), so spots
    are only found if there are at least 2 · places / (false_discovery · (most_permutations + 1)) of
    them in all: 40 among 10,000 places with the defaults, 4 among 1,000.

    Parameters
    ----------
    values
        Shape (places,), in any unit; NaN if unknown: such a place takes no part at all.
    weights
        Sparse, shape (places, places), not below 0: row i weighs the places around place i, itself
        included, as Gi* wants it.
    answers
        Shape (places,): answers behind each value, for `least_answers`; None if values are not
        made of answers.
    least_answers
        A place with fewer answers in its neighbourhood, itself included, stays unknown.
    least_neighbours
        A place with fewer neighbours of known value, itself not counted, stays unknown; with few
        neighbours the distribution of Gi* is far from normal.
    permutations, most_permutations
        Permutations for every place, and for those which the first ones leave open.
    false_discovery
        Share of false ones allowed among the spots found.
    seed
        The same seed finds the same spots.

    Returns
    -------
    z, p and verdict. Where all values are equal, or a neighbourhood weighs all places equally,
    nothing stands out: z is 0 and p is 1.

    Raises
    ------
    ValueError
        Weights of another shape, below 0, or without the place itself.
    """
    value = np.asarray(values, dtype=np.float64)
    count = len(value)
    weight = csr_array(weights, dtype=np.float64)
    if weight.shape != (count, count):
        raise ValueError("weights must have a row and a column for each place")
    if np.any(weight.data < 0):
        raise ValueError("weights must not be below 0")
    known = np.flatnonzero(~np.isnan(value))
    weight = csr_array(weight[known][:, known])
    weight.sum_duplicates()
    weight.eliminate_zeros()
    own = weight.diagonal()
    around = np.diff(weight.indptr)
    if np.any((around > 0) & (own == 0)):
        raise ValueError("weights must include each place itself")
    enough = around - 1 >= max(0, least_neighbours)
    if answers is not None:
        told = np.nan_to_num(np.asarray(answers, dtype=np.float64))[known]
        binary = csr_array((np.ones(weight.nnz), weight.indices, weight.indptr), weight.shape)
        enough &= binary @ told >= least_answers
    z = np.full(count, np.nan)
    p = np.full(count, np.nan)
    if len(known) > 1:
        rows = np.flatnonzero(enough)
        z[known[rows]] = getis_ord(value[known], weight)[rows]
        p[known[rows]] = _pseudo_p(
            value[known], weight, rows, (permutations, max(permutations, most_permutations)), seed
        )
    return HotSpots(z, p, false_discoveries_controlled(p) <= false_discovery)


def getis_ord(values: NDArray[np.float64], weights: Any) -> NDArray[np.float64]:
    """Give Gi* of each place (Ord & Getis 1995, equation 14 and its moments).

    z_i = (Σ_j w_ij x_j - X̄ Σ_j w_ij) / (S · sqrt((n Σ_j w_ij² - (Σ_j w_ij)²) / (n - 1))) with X̄ the
    mean and S the population's standard deviation of all values, n places.

    Parameters
    ----------
    values
        Shape (places,), all known, at least two, in any unit.
    weights
        Sparse, shape (places, places), as in `hot_spots`.

    Returns
    -------
    Shape (places,): standard deviations; 0 where nothing can stand out.
    """
    weight = csr_array(weights, dtype=np.float64)
    n = len(values)
    away = _from_mean(values)
    spread = float(np.sqrt(np.mean(away**2)))
    total = np.asarray(weight.sum(axis=1)).ravel()
    squares = np.asarray(weight.power(2).sum(axis=1)).ravel()
    room = n * squares - total**2
    varies = (room > _ROUNDING * n * squares) & (spread > 0)
    above = weight @ away
    result = np.zeros(n)
    result[varies] = above[varies] / (spread * np.sqrt(room[varies] / (n - 1)))
    return result


def false_discoveries_controlled(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Adjust p-values so that the false discovery rate can be read off them.

    The step-up procedure of Benjamini & Hochberg (1995): the k-th smallest of m becomes the least
    of p_j · m / j for j ≥ k, at most 1.

    Parameters
    ----------
    p
        Shape (n,); NaN is no test and does not count.

    Returns
    -------
    Shape (n,): to be compared with the rate allowed; NaN stays.
    """
    adjusted = np.full(len(p), np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return adjusted


def _from_mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give what values have above their mean: what they have in common would only cost digits."""
    away = np.asarray(values - values.mean())
    if np.abs(away).max() <= _ROUNDING * np.abs(values).max():
        return np.zeros(len(values))  # they differ by rounding alone
    return away


def _pseudo_p(
    value: NDArray[np.float64],
    weight: csr_array,
    rows: NDArray[np.int64],
    stages: tuple[int, int],
    seed: int,
) -> NDArray[np.float64]:
    """Give the two-sided pseudo p-value of some rows; each stage goes on where it is yet open."""
    random = np.random.default_rng(seed)
    value = _from_mean(value)
    # to at most 1, so that a margin for rounding can be given
    value = value / (float(np.abs(value).max()) or 1.0)
    observed = weight @ value
    margin = _ROUNDING * np.asarray(weight.sum(axis=1)).ravel()
    above = np.zeros(len(rows), dtype=np.int64)
    below = np.zeros(len(rows), dtype=np.int64)
    tried = np.zeros(len(rows), dtype=np.int64)
    done = 0
    for until in stages:
        still = np.flatnonzero(np.minimum(above, below) < _ENOUGH)
        dealing = _Dealing(value, weight, rows[still])
        here = observed[rows[still], None]
        near = margin[rows[still], None]
        while done < until and len(still):
            size = min(until - done, max(1, _BLOCK // len(value)))
            sums = dealing.sums(random, size)
            above[still] += np.count_nonzero(sums >= here - near, axis=1)
            below[still] += np.count_nonzero(sums <= here + near, axis=1)
            done += size
        tried[still] = done
    return np.asarray(np.minimum(1.0, 2.0 * (np.minimum(above, below) + 1) / (tried + 1)))


class _Dealing:
    """Deals the values of all other places anew around some places that keep their own."""

    def __init__(
        self, value: NDArray[np.float64], weight: csr_array, rows: NDArray[np.int64]
    ) -> None:
        self.value = value
        self.rows = rows
        own = weight.diagonal()[rows]
        around = csr_array(weight[rows])
        around.sort_indices()
        at = np.repeat(np.arange(len(rows)), np.diff(around.indptr))
        other = around.indices != rows[at]
        # these rise, because rows and then columns do
        self.key = at[other] * len(value) + around.indices[other].astype(np.int64)
        self.data = around.data[other]
        first = np.concatenate([[0], np.cumsum(np.bincount(at[other], minlength=len(rows)))])
        self.around = csr_array(
            (self.data, around.indices[other], first), shape=(len(rows), len(value))
        )
        self.own = (own * value[rows])[:, None]

    def sums(self, random: np.random.Generator, size: int) -> NDArray[np.float64]:
        """Sum the weighted values around each place.

        One deal of all values serves all places: where another place was dealt the value of place
        i, the two change cards. That makes all deals in which i keeps its own equally likely.
        """
        n = len(self.value)
        dealt = random.permuted(np.tile(np.arange(n, dtype=np.int32), (size, 1)), axis=1)
        sums = self.around @ np.ascontiguousarray(self.value[dealt].T)
        holder = np.empty_like(dealt)
        np.put_along_axis(holder, dealt, np.arange(n, dtype=np.int32)[None, :], axis=1)
        if not len(self.key):
            return np.asarray(sums + self.own)
        key = np.arange(len(self.rows))[:, None] * n + holder[:, self.rows].T
        at = np.minimum(np.searchsorted(self.key, key), len(self.key) - 1)
        row, deal = np.nonzero(self.key[at] == key)
        got = self.value[dealt[deal, self.rows[row]]]
        sums[row, deal] += self.data[at[row, deal]] * (got - self.value[self.rows[row]])
        return np.asarray(sums + self.own)
