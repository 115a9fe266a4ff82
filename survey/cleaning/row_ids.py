"""Gives each row a stable id, and finds rows that say the same twice."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from ...gis.responsive import blocks, coordinates_of
from ...gis.wkb import write_wkb

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from numpy.typing import NDArray

_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # odd


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
    names = [(name or "").removesuffix(".0") for name in given]
    rows = np.flatnonzero(used).tolist()
    once, several = _count_names([names[row] for row in rows])
    # only where another row begins at the same place can there be one that says the same
    shared = find_shared_places(shapes, used).tolist()
    asked = [row for row in rows if shared[row] or not names[row] or names[row] in several]
    place = dict(zip(asked, write_wkb(shapes[asked]), strict=True))

    def content(row: int) -> tuple[Any, ...]:
        return (place[row], *[values[row] for values in columns])

    ids = [""] * len(used)
    for row in rows:
        ids[row] = names[row]
    seen: dict[str, int] = {}
    alike: dict[Any, int] = {}
    copies: list[tuple[int, int]] = []
    renamed: list[tuple[int, int, str]] = []
    for row in asked:
        name = names[row]
        earlier = seen.get(name) if name else None
        said = content(row)
        twin = alike.get(said) if shared[row] else None
        ids[row] = ""
        if earlier is not None and content(earlier) == said:
            copies.append((row, earlier))
            continue
        if twin is not None and one_of_alike:
            copies.append((row, twin))
            continue
        if shared[row]:
            alike.setdefault(said, row)
        if earlier is not None:
            name = _number(name, once, seen)
            renamed.append((row, earlier, name))
        elif not name:
            name = f"~{blake2b(repr(said).encode(), digest_size=8).hexdigest()}"
            if name in once or name in seen:
                name = _number(name, once, seen)
        seen[name] = row
        ids[row] = name
    return ids, copies, renamed


def _count_names(names: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return all names, and those that stand more than once."""
    once: set[str] = set()
    for block in blocks(names):
        once.update(block)
    if len(once) == len(names):
        return once, set()
    return once, {name for name, count in Counter(names).items() if count > 1}


def _number(name: str, *taken: Container[str]) -> str:
    number = 2
    while any(f"{name}#{number}" in names for names in taken):
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
    if len(owner) != len(rows) or (owner != np.arange(len(rows))).any():
        owner, first = np.unique(owner, return_index=True)
        if len(owner) < len(rows):
            return used.copy()  # some have no place at all
        xy = xy[first]
    # a sum of each place is sorted in a fraction of the time; only equal ones are compared
    bits = (xy + 0.0).view(np.uint64)  # one zero, not two
    sums = bits[:, 0] * _FIRST ^ bits[:, 1] * _SECOND
    ordered = np.sort(sums)
    maybe = np.flatnonzero(np.isin(sums, ordered[1:][ordered[1:] == ordered[:-1]]))
    starts = xy[maybe]
    order = np.lexsort(starts.T)
    same = (starts[order[1:]] == starts[order[:-1]]).all(axis=1)
    shared = np.zeros(len(shapes), dtype=bool)
    shared[rows[maybe[order[1:][same]]]] = True
    shared[rows[maybe[order[:-1][same]]]] = True
    return shared
