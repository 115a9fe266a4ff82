"""Stretches of street: parts of edges between two offsets."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .rows import expand, run_starts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .network import WalkNetwork

_MULTILINE = struct.Struct("<BII")  # byte order, kind of geometry, number of lines


@dataclass(frozen=True, eq=False)
class Stretches:
    """Parts of edges.

    Attributes
    ----------
    owner
        Shape (n,): what reached the stretch.
    edge
        Shape (n,): edge of the network.
    low, high
        Shape (n,): metres from the start of the edge.
    """

    owner: NDArray[np.int64]
    edge: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def length(self) -> NDArray[np.float64]:
        """Metres of each stretch."""
        return self.high - self.low

    def only(self, rows: NDArray[np.bool_]) -> Stretches:
        """Keep some of the stretches.

        Parameters
        ----------
        rows
            Shape (n,): which.
        """
        return Stretches(self.owner[rows], self.edge[rows], self.low[rows], self.high[rows])

    def real(self) -> Stretches:
        """Keep the stretches that have a length."""
        return self.only(self.high > self.low)

    def merged(self) -> Stretches:
        """Unite stretches of the same owner that overlap or touch: each bit of street once."""
        kept = self.real()
        order = np.lexsort((kept.low, kept.edge, kept.owner))
        owner, edge = kept.owner[order], kept.edge[order]
        low, high = kept.low[order], kept.high[order]
        if not len(owner):
            return Stretches(owner, edge, low, high)
        new = np.append(True, (np.diff(owner) != 0) | (np.diff(edge) != 0))
        group = np.cumsum(new)
        # a running maximum within each edge tells whether the next stretch leaves a gap
        shift = group * (high.max() + 1.0)
        reach = np.maximum.accumulate(high + shift)
        gap = new.copy()
        gap[1:] |= low[1:] + shift[1:] > reach[:-1]
        first = np.flatnonzero(gap)
        ends = np.maximum.reduceat(high, first)
        return Stretches(owner[first], edge[first], low[first], ends)

    def without(self, other: Stretches) -> Stretches:
        """Take away stretches that lie within these.

        Parameters
        ----------
        other
            Merged stretches, each of them part of one of these of the same owner.

        Returns
        -------
        What remains, merged.
        """
        # every end of the inner stretches begins or ends a remaining one; sorted by owner, edge
        # and offset they pair off
        owner = np.concatenate([self.owner, other.owner, other.owner, self.owner])
        edge = np.concatenate([self.edge, other.edge, other.edge, self.edge])
        offset = np.concatenate([self.low, other.low, other.high, self.high])
        kind = np.repeat(
            [0, 1, 2, 3], [len(self.low), len(other.low), len(other.low), len(self.low)]
        )
        order = np.lexsort((kind, offset, edge, owner))
        owner, edge, offset = owner[order], edge[order], offset[order]
        return Stretches(owner[::2], edge[::2], offset[::2], offset[1::2]).merged()

    def lines(self, network: WalkNetwork) -> NDArray[np.object_]:
        """Cut the stretches out of their edges.

        Parameters
        ----------
        network
            The network that the edges belong to.

        Returns
        -------
        One LineString for each stretch.
        """
        xy, count = self._vertices(network)
        owner = np.repeat(np.arange(len(count)), count)
        return shapely.linestrings(xy, indices=owner)  # type: ignore[no-any-return]

    def _vertices(self, network: WalkNetwork) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Give the vertices of each stretch, one after the other, and their number."""
        begin, end = network.locate(self.edge, self.low), network.locate(self.edge, self.high)
        hair = 1e-6  # metres; a vertex that near to an end of the stretch is that end
        after = network.vertex_before(self.edge, self.low + hair) + 1
        before = network.vertex_before(self.edge, self.high - hair) + 1
        row, inner = expand(after, np.maximum(before, after))
        count = np.bincount(row, minlength=len(after)) + 2
        offset = np.cumsum(count) - count
        xy = np.empty((int(count.sum()), 2))
        xy[offset] = begin
        xy[offset + count - 1] = end
        # the first end of each stretch comes before its inner vertices, the last one after them
        xy[np.arange(len(inner)) + 2 * row + 1] = network.xy[inner]
        return xy, count

    def multilines(self, network: WalkNetwork, count: int) -> list[bytes | None]:
        """Put each owner's streets into one MultiLineString, as well-known binary.

        Most edges are reached whole, many by several owners: each is written out once and its
        bytes are joined, which takes a tenth of the time of making the geometries.

        Parameters
        ----------
        network
            The network that the edges belong to.
        count
            Number of owners; the stretches are ordered by them.

        Returns
        -------
        One for each owner, None where nothing is reached.
        """
        whole = (self.low <= 0.0) & (self.high >= network.length[self.edge])
        edges, place = np.unique(self.edge[whole], return_inverse=True)
        _, vertex = expand(network.first[edges], network.first[edges + 1])
        pieces = np.empty(len(self.edge), dtype=object)
        vertices = network.first[edges + 1] - network.first[edges]
        pieces[whole] = line_bytes(network.xy[vertex], vertices)[place]
        pieces[~whole] = line_bytes(*self.only(~whole)._vertices(network))
        bounds = np.searchsorted(self.owner, np.arange(count + 1))
        return [
            _MULTILINE.pack(1, 5, stop - start) + b"".join(pieces[start:stop])
            if stop > start
            else None
            for start, stop in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
        ]


def line_bytes(xy: NDArray[np.float64], count: NDArray[np.int64]) -> NDArray[np.object_]:
    """Write lines as well-known binary.

    Parameters
    ----------
    xy
        Shape (k, 2): vertices, one line after the other.
    count
        Shape (n,): number of vertices of each line.

    Returns
    -------
    Shape (n,): the bytes of one LineString each.
    """
    written = np.empty(len(count), dtype=object)
    first = np.cumsum(count) - count
    # lines with as many vertices have as many bytes: they are written together
    order = np.argsort(count, kind="stable")
    for rows in np.split(order, run_starts(count[order])[1:]):
        if not len(rows):
            continue
        size = int(count[rows[0]])
        kind = np.dtype([("order", "u1"), ("kind", "<u4"), ("n", "<u4"), ("xy", "<f8", (size, 2))])
        lines = np.empty(len(rows), dtype=kind)
        lines["order"], lines["kind"], lines["n"] = 1, 2, size
        lines["xy"] = xy[first[rows][:, None] + np.arange(size)]
        bytes_ = lines.tobytes()
        step = kind.itemsize
        written[rows] = [bytes_[at : at + step] for at in range(0, len(bytes_), step)]
    return written
