"""Gives each row a stable id, and finds rows that say the same twice."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ..responsive import coordinates_of
from ..wkb import write_wkb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def name_rows(
    given: Sequence[str | None],
    columns: Sequence[Sequence[Any]],
    shapes: NDArray[np.object_],
    used: NDArray[np.bool_],
    one_of_alike: bool,
) -> tuple[list[str], list[tuple[int, int]], list[tuple[int, int, str]]]:
    """Give each row a stable id.

    Parameters
    ----------
    given
        Id of each row in the source; None for none.
    columns
        Values of each field.
    shapes
        Shape (n,): geometries.
    used
        Shape (n,): rows that count.
    one_of_alike
        Whether rows that say the same of the same place are one, whatever their ids.

    Returns
    -------
    ids
        Of each row that counts and is no copy; else empty. A row without an id is named by its
        content.
    copies
        Rows that say the same as an earlier one, and that one.
    renamed
        Rows whose id stands in an earlier one with other values, that one, and the id given
        instead.
    """
    # only where another row begins at the same place can there be one that says the same
    shared = find_shared_places(shapes, used).tolist()
    many = None in given or any(shared)
    wkb = write_wkb(shapes) if many else [None] * len(shapes)

    def content(row: int) -> tuple[Any, ...]:
        place = wkb[row] if many else shapely.to_wkb(shapes[row])
        return (place, *[values[row] for values in columns])

    seen: dict[str, int] = {}
    alike: dict[Any, int] = {}
    ids = [""] * len(used)
    copies: list[tuple[int, int]] = []
    renamed: list[tuple[int, int, str]] = []
    for row in np.flatnonzero(used).tolist():
        name = given[row] or ""
        if name.endswith(".0"):
            name = name[:-2]
        earlier = seen.get(name) if name else None
        said = content(row) if shared[row] or earlier is not None or not name else None
        twin = alike.get(said) if shared[row] else None
        if earlier is not None and content(earlier) == said:
            copies.append((row, earlier))
            continue
        if twin is not None and one_of_alike:
            copies.append((row, twin))
            continue
        if shared[row]:
            alike.setdefault(said, row)
        if earlier is not None:
            name = _number(name, seen)
            renamed.append((row, earlier, name))
        elif not name:
            made = f"~{blake2b(repr(said).encode(), digest_size=8).hexdigest()}"
            name = _number(made, seen) if made in seen else made
        seen[name] = row
        ids[row] = name
    return ids, copies, renamed


def _number(name: str, seen: dict[str, int]) -> str:
    number = 2
    while f"{name}#{number}" in seen:
        number += 1
    return f"{name}#{number}"


def find_shared_places(shapes: NDArray[np.object_], used: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which rows begin at the very point at which another begins.

    Parameters
    ----------
    shapes
        Shape (n,): geometries.
    used
        Shape (n,): rows that count.
    """
    rows = np.flatnonzero(used)
    xy, owner = coordinates_of(shapes[rows])
    owner, first = np.unique(owner, return_index=True)
    if len(owner) < len(rows):
        return used.copy()  # some have no place at all
    starts = xy[first]
    order = np.lexsort(starts.T)
    same = (starts[order[1:]] == starts[order[:-1]]).all(axis=1)
    shared = np.zeros(len(shapes), dtype=bool)
    shared[rows[order[1:][same]]] = True
    shared[rows[order[:-1][same]]] = True
    return shared
