"""Rows of arrays: ranges written out, runs of equal values, the least of each owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from numpy.typing import NDArray


def expand(
    first: NDArray[np.int64], stop: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Write out ranges.

    Parameters
    ----------
    first, stop
        Shape (n,): each range from its first number up to the one before its stop.

    Returns
    -------
    row, number
        Shape (total,): the range, and the number in it.
    """
    count = stop - first
    row = np.repeat(np.arange(len(count)), count)
    before = np.cumsum(count) - count
    return row, np.arange(len(row)) + (first - before)[row]


def run_starts(*columns: NDArray[Any]) -> NDArray[np.int64]:
    """Find where runs of equal rows begin.

    Parameters
    ----------
    columns
        Shape (n,) each.
    """
    count = len(columns[0])
    new = np.zeros(count, dtype=bool)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new)


def group_bounds(group: NDArray[Any], count: int) -> NDArray[np.int64]:
    """Give where each group begins once rows are ordered by group, and where the last one ends.

    Parameters
    ----------
    group
        Shape (n,): the group of each row, 0 to count - 1.
    count
        Number of groups.

    Returns
    -------
    Shape (count + 1,).
    """
    return np.append(0, np.cumsum(np.bincount(group, minlength=count)))


def grouped(group: NDArray[np.int64], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Order rows by their group.

    Parameters
    ----------
    group
        Shape (n,): the group of each row, 0 to count - 1.
    count
        Number of groups.

    Returns
    -------
    rows
        Shape (n,): group by group, ascending in each.
    bounds
        Shape (count + 1,): where each group begins, and where the last one ends.
    """
    size = len(group)
    # to turn a matrix with one entry in each row takes less than to sort
    entry = (np.ones(size, dtype=np.int8), group.astype(np.int32), np.arange(size + 1))
    turned = csr_array(entry, shape=(size, count)).tocsc()
    return turned.indices.astype(np.int64), turned.indptr.astype(np.int64)


def least(
    values: NDArray[np.float64], owner: NDArray[np.int64], count: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Give each owner its least value.

    Parameters
    ----------
    values
        Shape (n,).
    owner
        Shape (n,), ascending.
    count
        Number of owners.

    Returns
    -------
    least, row
        Shape (count,): the least value (inf for an owner without any) and its row (-1).
    """
    best = np.full(count, np.inf)
    row = np.full(count, -1, dtype=np.int64)
    order = np.lexsort((values, owner))
    first = np.append(np.ones(min(len(order), 1), dtype=bool), np.diff(owner[order]) > 0)
    chosen = order[first]
    best[owner[chosen]] = values[chosen]
    row[owner[chosen]] = chosen
    return best, row
