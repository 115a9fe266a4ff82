"""The plan of the sub-district before it is bent: a named grid, and the bending.

Everything is first drawn on a *plan* of straight lines, axes ``u`` (about east) and ``v`` (about
north) in metres. :func:`to_ground` turns and bends the plan into coordinates of EPSG:4549, so
that streets curve along with the canal and the railway while junctions stay junctions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SEED = 20250601
CRS_CODE = 4549
#: Ground coordinates (easting, northing) of the plan's origin: open water of a wide bay, so that
#: the invented place can never be taken for a real one.
ORIGIN = (648_600.0, 3_388_400.0)
TURN_DEGREES = 8.0

DISTRICT = ("菱歌街道", "Lingge Sub-district")
MARK = "虚构示例 / fictional sample"

CANAL_V = -60.0
RAIL_U = 740.0
#: The box (in the turned, unbent frame) to which street data reaches. The west side ends early, on
#: purpose: homes there cannot know what lies beyond.
CLIP_BOX = (-1580.0, -2210.0, 2470.0, 2180.0)


@dataclass(frozen=True)
class Arterial:
    """A long street of the plan: ``along`` tells which coordinate stays fixed, at ``at``."""

    along: str
    at: float
    kind: str
    name: str
    name_en: str


ARTERIALS = (
    Arterial("u", -1020, "secondary", "望溪路", "Wangxi Road"),
    Arterial("u", -540, "secondary", "桂棹路", "Guizhao Road"),
    Arterial("u", -40, "primary", "菱歌大道", "Lingge Avenue"),
    Arterial("u", 420, "secondary", "槐荫路", "Huaiyin Road"),
    Arterial("u", 1080, "secondary", "铁东路", "Tiedong Road"),
    Arterial("u", 1560, "secondary", "柘林浦路", "Zhelinpu Road"),
    Arterial("u", 2040, "secondary", "苇渡路", "Weidu Road"),
    Arterial("v", 1720, "secondary", "芦汀路", "Luting Road"),
    Arterial("v", 1250, "secondary", "莼湾路", "Chunwan Road"),
    Arterial("v", 790, "primary", "锦汀大道", "Jinting Avenue"),
    Arterial("v", 330, "secondary", "采菱路", "Cailing Road"),
    Arterial("v", -420, "secondary", "南塘路", "Nantang Road"),
    Arterial("v", -820, "primary", "澄园大道", "Chengyuan Avenue"),
    Arterial("v", -1290, "secondary", "荻浦路", "Dipu Road"),
    Arterial("v", -1750, "secondary", "蓼岸路", "Lian Road"),
)

U_LINES = (-1600.0, -1020.0, -540.0, -40.0, 420.0, RAIL_U, 1080.0, 1560.0, 2040.0, 2490.0)
V_LINES = (
    -2230.0, -1750.0, -1290.0, -820.0, -420.0, CANAL_V, 330.0, 790.0, 1250.0, 1720.0, 2200.0,
)  # fmt: skip

#: Spacing (m) at which a superblock is divided into street blocks, by kind of quarter.
BLOCK_SPACING = {
    "new": 215.0, "village": 165.0, "lilong": 88.0, "mixed": 200.0, "resettle": 190.0,
    "outside": 245.0,
}  # fmt: skip

#: Kind of quarter by column and row of the plan's grid (see U_LINES, V_LINES).
QUARTERS = {
    (1, 6): "new", (1, 5): "new", (2, 6): "new", (3, 6): "new",
    (2, 5): "lilong", (3, 5): "lilong",
    (4, 6): "village", (4, 5): "village",
    (1, 4): "village", (1, 3): "village",
    (2, 4): "new", (2, 3): "new",
    (3, 4): "village", (3, 3): "village",
    (4, 4): "mixed", (4, 3): "village",
    (5, 3): "resettle", (5, 4): "resettle", (5, 5): "resettle",
}  # fmt: skip


@dataclass(frozen=True)
class Neighbourhood:
    """A neighbourhood (社区) as a set of grid cells."""

    name: str
    name_en: str
    cells: tuple[tuple[int, int], ...]
    stem: str
    answer_rate: float


NEIGHBOURHOODS = (
    Neighbourhood("望溪社区", "Wangxi", ((1, 5), (1, 6)), "望溪", 1.0),
    Neighbourhood("锦汀社区", "Jinting", ((2, 6), (3, 6)), "锦汀", 1.3),
    Neighbourhood("菱歌老街社区", "Lingge Old Street", ((2, 5), (3, 5)), "菱歌", 1.5),
    Neighbourhood("槐荫新村社区", "Huaiyin New Village", ((4, 5), (4, 6)), "槐荫", 1.0),
    Neighbourhood("南塘社区", "Nantang", ((1, 3), (1, 4)), "南塘", 0.55),
    Neighbourhood("澄园社区", "Chengyuan", ((2, 3), (2, 4)), "澄园", 1.1),
    Neighbourhood("桥南社区", "Qiaonan", ((3, 3), (3, 4), (4, 3), (4, 4)), "桥南", 0.8),
    Neighbourhood("铁东社区", "Tiedong", ((5, 3), (5, 4), (5, 5)), "铁东", 0.16),
)


def bend(uv: np.ndarray) -> np.ndarray:
    """Bend plan coordinates, without turning them.

    Parameters
    ----------
    uv : array of shape (n, 2), metres

    Returns
    -------
    array of shape (n, 2), metres
    """
    u, v = uv[:, 0], uv[:, 1]
    meander = 80 * np.sin(2 * np.pi * u / 1550 + 0.5) + 26 * np.sin(2 * np.pi * u / 640 + 2.0)
    v1 = v + meander * np.exp(-(((v - CANAL_V) / 430) ** 2))
    rail = 55 * np.sin(2 * np.pi * v / 3300 + 1.0)
    u1 = u + rail * np.exp(-(((u - RAIL_U) / 420) ** 2))
    old = np.exp(-(((u + 60) / 380) ** 2) - (((v - 130) / 190) ** 2))
    u2 = (
        u1
        + 62 * np.sin(2 * np.pi * v1 / 2900 + 0.5)
        + 13 * np.sin(2 * np.pi * (v1 + 0.4 * u1) / 830)
        + 5 * old * np.sin(2 * np.pi * v1 / 230)
    )
    v2 = (
        v1
        + 55 * np.sin(2 * np.pi * u1 / 3300 + 1.1)
        + 13 * np.sin(2 * np.pi * (u1 - 0.3 * v1) / 760)
        + 7 * old * np.sin(2 * np.pi * u1 / 210 + 1)
    )
    return np.column_stack([u2, v2])


def turn(xy: np.ndarray) -> np.ndarray:
    """Turn and move bent coordinates (n, 2) onto the ground (EPSG:4549, easting and northing)."""
    a = np.radians(TURN_DEGREES)
    x = xy[:, 0] * np.cos(a) - xy[:, 1] * np.sin(a)
    y = xy[:, 0] * np.sin(a) + xy[:, 1] * np.cos(a)
    return np.column_stack([x + ORIGIN[0], y + ORIGIN[1]])


def to_ground(uv: np.ndarray) -> np.ndarray:
    """Plan coordinates (n, 2) to ground coordinates (n, 2), rounded to a millimetre."""
    return np.round(turn(bend(np.asarray(uv, dtype=float))), 3)


def rng_for(idea: str) -> np.random.Generator:
    """Give each idea its own stream, so that changing one leaves the others as they were."""
    return np.random.default_rng([SEED, *idea.encode()])
