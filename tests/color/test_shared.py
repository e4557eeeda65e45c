import pytest

from gallery.color.shared import SharedColor, palette_distance, shared_colors

RED, NEARLY_RED, BLUE, WHITE, BLACK = "#e02020", "#dc2424", "#2040c0", "#ffffff", "#000000"


class TestSharedColors:
    def test_near_ones_are_one_and_far_ones_are_not(self):
        first = [(RED, 0.7), (WHITE, 0.3)]
        second = [(BLUE, 0.6), (NEARLY_RED, 0.4)]

        found = shared_colors([first, second], 0.05)

        assert [it.places for it in found] == [(0, 1), (None, 0), (1, None)]
        assert [it.count for it in found] == [2, 1, 1]
        assert 0 < found[0].spread < 0.02

    def test_each_colour_is_in_one_group_only(self):
        first = [(RED, 0.5), (NEARLY_RED, 0.5)]
        second = [(RED, 1.0)]

        found = shared_colors([first, second], 0.05)

        assert [it.places for it in found] == [(0, 0), (1, None)]

    def test_of_three_those_in_all_come_first(self):
        palettes = [[(BLUE, 0.9), (RED, 0.1)], [(BLUE, 0.9), (RED, 0.1)], [(RED, 1.0)]]

        found = shared_colors(palettes, 0.05)

        assert found == (
            SharedColor((1, 1, 0), 0.0),
            SharedColor((0, 0, None), 0.0),
        )

    def test_an_empty_palette_shares_nothing(self):
        assert shared_colors([[(RED, 1.0)], []], 0.05) == (SharedColor((0, None), 0.0),)


class TestPaletteDistance:
    def test_of_black_and_white_is_the_whole_lightness(self):
        assert palette_distance([(BLACK, 1.0)], [(WHITE, 1.0)]) == pytest.approx(1.0, abs=1e-3)

    def test_counts_only_the_part_that_has_to_move(self):
        first = [(BLACK, 0.75), (WHITE, 0.25)]
        second = [(BLACK, 0.5), (WHITE, 0.5)]

        assert palette_distance(first, second) == pytest.approx(0.25, abs=1e-3)

    def test_shares_need_not_sum_to_1(self):
        assert palette_distance([(BLACK, 0.2)], [(BLACK, 0.9)]) == pytest.approx(0.0, abs=1e-9)

    def test_is_the_same_both_ways(self):
        first, second = [(RED, 0.6), (BLUE, 0.4)], [(WHITE, 0.5), (RED, 0.5)]

        assert palette_distance(first, second) == pytest.approx(palette_distance(second, first))

    def test_is_not_known_without_a_palette(self):
        assert palette_distance([], [(RED, 1.0)]) is None
