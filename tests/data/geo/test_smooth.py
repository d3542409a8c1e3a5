import pytest
import shapely

from data.geo.smooth import in_one_piece, rebuild, shared_lines, soften

LEFT, RIGHT = shapely.box(0, 0, 2, 2), shapely.box(2, 0, 4, 2)


def test_a_border_between_two_areas_is_one_line():
    lines = shared_lines([LEFT, RIGHT])
    assert len(lines) == 3
    assert sum(line.equals(shapely.LineString([(2, 0), (2, 2)])) for line in lines) == 1


def test_softening_keeps_the_ends_and_cuts_the_corner():
    soft = soften(shapely.LineString([(0, 0), (4, 0), (4, 4)]), 2)
    assert (soft.coords[0], soft.coords[-1]) == ((0, 0), (4, 4))
    assert soft.distance(shapely.Point(4, 0)) > 0.5


def test_a_closed_line_stays_closed():
    assert soften(shapely.LineString(LEFT.exterior.coords), 2).is_closed


def test_rebuilt_areas_share_the_softened_border():
    lines = [soften(line, 1) for line in shared_lines([LEFT, RIGHT])]
    areas = rebuild(lines, {"left": LEFT, "right": RIGHT}, 1e-6)
    assert shapely.coverage_is_valid(list(areas.values()))
    assert areas["left"].area == pytest.approx(areas["right"].area)


def test_a_cut_off_part_goes_to_the_neighbour_with_the_longest_border():
    right = shapely.Polygon([(2, 0), (4, 0), (4, 1), (4, 2), (2, 2)])
    areas = {"left": shapely.MultiPolygon([LEFT, shapely.box(4, 0, 5, 1)]), "right": right}
    whole = in_one_piece(areas)
    assert whole["left"].equals(LEFT)
    assert whole["right"].area == pytest.approx(5)
