"""Shapes of the sample, which must not depend on the version of GEOS, against slow code."""

import sys
from pathlib import Path

import numpy as np
import pytest
import shapely

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

BLOCK = [(0, 0), (30, -4), (60, 0), (64, 41), (30, 40.1), (1, 39.9)]


def turned(xy: list, by: int, back: bool) -> shapely.Polygon:
    """Start a ring elsewhere, or run it the other way."""
    ring = [*xy[by:], *xy[:by]]
    return shapely.Polygon(ring[::-1] if back else ring)


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("by", range(6))
def test_shapes_do_not_depend_on_where_a_ring_starts(by, back):
    from sample_city.shapes import smallest_rectangle, steady, thin_out

    first, other = shapely.Polygon(BLOCK), turned(BLOCK, by, back)
    assert steady(first).wkt == steady(other).wkt
    assert thin_out(first, 0.35).wkt == thin_out(other, 0.35).wkt
    assert np.array_equal(smallest_rectangle(first), smallest_rectangle(other))


def test_parts_come_from_west_to_east_without_slivers_holes_sorted():
    from sample_city.shapes import steady_parts

    east, west = shapely.box(50, 0, 60, 10), shapely.box(0, 0, 40, 40)
    west -= shapely.box(20, 20, 30, 30)
    west -= shapely.box(5, 5, 10, 10)
    sliver = shapely.Polygon([(70, 0), (70.0001, 9), (70.0002, 9)])
    mixed = shapely.GeometryCollection([sliver, east, shapely.Point(1, 1), west])
    parts = steady_parts(mixed)
    assert [p.bounds for p in parts] == [west.bounds, east.bounds]
    assert parts[0].equals(west)
    assert [hole.bounds for hole in parts[0].interiors] == [(5, 5, 10, 10), (20, 20, 30, 30)]


def test_the_smallest_rectangle_is_no_larger_than_any_turned_one():
    from sample_city.shapes import smallest_rectangle

    rng = np.random.default_rng(7)
    for _ in range(30):
        shape = shapely.MultiPoint(rng.uniform(0, 100, (12, 2)) * (1, 0.6)).convex_hull
        box = shapely.Polygon(smallest_rectangle(shape))
        assert box.buffer(0.01).contains(shape)
        least = min(
            shapely.box(*shapely.affinity.rotate(shape, angle, origin=(0, 0)).bounds).area
            for angle in np.arange(0, 90, 0.05)
        )
        assert box.area <= least * 1.0001


def test_what_is_left_out_lies_within_the_tolerance():
    from sample_city.shapes import thin_out

    around = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    shape = shapely.Polygon(np.column_stack([50 * np.cos(around), 30 * np.sin(around)]))
    thin = thin_out(shape, 0.5)
    assert len(thin.exterior.coords) < 40
    corners = shapely.points(shapely.get_coordinates(shape))
    assert shapely.distance(corners, thin.exterior).max() <= 0.501
    assert set(thin.exterior.coords) <= set(
        np.round(shapely.get_coordinates(shape), 3).view("f8,f8").ravel().tolist()
    )
