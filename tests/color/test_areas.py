import pytest

from gallery.color.areas import grid_areas
from gallery.color.grid import nearest_index
from gallery.color.index import ColorIndex
from gallery.color.rows import Rows

RED, WHITE = nearest_index("#c83232"), nearest_index("#fafafa")
PALETTES = [
    [("#c83232", 0.6), ("#fafafa", 0.4)],
    [("#fafafa", 0.2)],
    [],
    [("#c93131", 0.2), ("#c83333", 0.2)],  # off the grid, both nearest to the same of it
]


class TestGridAreas:
    def test_sums_shares_and_counts_pictures(self):
        found = grid_areas([(Rows.pack(PALETTES), None)])

        assert found.areas[RED] == pytest.approx(1.0, abs=0.01)
        assert found.areas[WHITE] == pytest.approx(0.6, abs=0.01)
        assert (found.pictures[RED], found.pictures[WHITE], found.total) == (2, 2, 3)
        assert found.shares.sum() == pytest.approx(1)

    def test_nothing_covers_nothing(self):
        found = grid_areas([])

        assert (found.total, found.shares.sum()) == (0, 0)


class TestOfAnIndex:
    def test_counts_only_the_candidates(self):
        index = ColorIndex.build([1, 2, 3, 4], PALETTES)

        found = index.areas([1, 2])

        assert (found.pictures[RED], found.pictures[WHITE], found.total) == (1, 2, 2)

    def test_knows_what_was_added_and_removed(self):
        index = ColorIndex.build([1, 2, 3, 4], PALETTES)

        found = index.without_pictures([1]).with_pictures([9], [[("#c83232", 1.0)]]).areas()

        assert (found.pictures[RED], found.pictures[WHITE], found.total) == (2, 1, 3)
