"""Where a parcel opens on a street: a point on its edge and the street point before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .shapes import thin_out
from .streets import walkable

if TYPE_CHECKING:
    from .noding import Street

#: Openings stay this far (m) from walls that they must not open.
CLEAR = 17.5
#: Farthest that a street may lie from the edge it is entered by.
REACH = 17.0


@dataclass(frozen=True)
class Door:
    """An opening: `edge` on the parcel's edge, `street` on the street before it."""

    edge: tuple[float, float]
    street: tuple[float, float]
    kind: str
    name: str | None


class DoorFinder:
    """Finds doors; knows the streets one may enter from and the walls to keep away from."""

    def __init__(
        self, streets: list[Street], walls: list[shapely.Geometry], others: list[shapely.Geometry]
    ) -> None:
        self.streets = [
            s
            for s in streets
            if walkable(s)
            and s.joins
            and "crossing" not in s.attrs
            and s.line().length > 12
            and s.kind not in ("primary", "motorway")
        ]
        self.lines = np.array([s.line() for s in self.streets])
        self.street_tree = shapely.STRtree(self.lines)
        self.walls = np.array(walls)
        self.wall_tree = shapely.STRtree(self.walls)
        self.others = np.array(others)
        self.other_tree = shapely.STRtree(self.others)

    def _weight(self, s: Street) -> float:
        if s.attrs.get("towpath"):
            return 60.0
        if "plan" in s.attrs and s.kind == "footway":
            return 30.0
        return {"residential": 0.0, "secondary": 12.0, "footway": 10.0}.get(s.kind, 20.0)

    def candidates(self, shape: shapely.Polygon, clear: float = CLEAR) -> list[tuple[float, Door]]:
        """Return possible doors with a cost, cheapest first."""
        ring = shape.exterior
        n = max(12, int(ring.length / 3))
        spots = shapely.line_interpolate_point(ring, np.arange(n) * ring.length / n)
        corners = shapely.points(shapely.get_coordinates(thin_out(shape, 4.0)))
        corner_tree = shapely.STRtree(corners)
        near = self.street_tree.query_nearest(spots, max_distance=REACH, all_matches=False)
        found = []
        for k, j in zip(*near.tolist(), strict=True):
            spot, line, s = spots[k], self.lines[j], self.streets[j]
            at = line.project(spot)
            if at < 9 or at > line.length - 9:
                continue
            edge = (round(spot.x, 3), round(spot.y, 3))
            foot = line.interpolate(at)
            street = (round(foot.x, 3), round(foot.y, 3))
            leg = shapely.LineString([street, edge])
            if (leg & shape).length > 0.6:
                continue
            if clear > 0:
                hits = self.wall_tree.query(spot, predicate="dwithin", distance=clear)
                if any(not shapely.equals(self.walls[h], shape.exterior) for h in hits):
                    continue
            if any(
                not shapely.equals(self.others[h], shape)
                for h in self.other_tree.query(leg, predicate="intersects")
            ):
                continue
            c = float(corner_tree.query_nearest(spot, return_distance=True)[1][0])
            if c < 8:
                continue
            cost = self._weight(s) - min(c, 40.0)
            found.append((cost, Door(edge, street, s.kind, s.name)))
        return sorted(found, key=lambda t: (t[0], t[1].edge))

    def doors(
        self,
        shape: shapely.Polygon,
        count: int,
        clear: float = CLEAR,
        away_from: shapely.Point | None = None,
    ) -> list[Door]:
        """Choose up to `count` doors, well apart; the first is the best."""
        found = self.candidates(shape, clear)
        if not found:
            return []
        if away_from is not None:
            found.sort(key=lambda t: (-away_from.distance(shapely.Point(t[1].edge)), t[1].edge))
        chosen = [found[0][1]]
        while len(chosen) < count:

            def gain(item: tuple[float, Door]) -> float:
                gap = min(
                    np.hypot(item[1].edge[0] - d.edge[0], item[1].edge[1] - d.edge[1])
                    for d in chosen
                )
                return float(gap - 0.6 * item[0])

            far = [
                f
                for f in found
                if min(np.hypot(f[1].edge[0] - d.edge[0], f[1].edge[1] - d.edge[1]) for d in chosen)
                > 45
            ]
            if not far:
                break
            chosen.append(max(far, key=gain)[1])
        return chosen
