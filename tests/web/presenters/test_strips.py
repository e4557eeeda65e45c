import pytest

from gallery.web.presenters.strips import Box, strips

FRAME = Box(0, 0, 600, 400)


class TestStrips:
    def test_areas_are_exact(self):
        areas = [6, 6, 4, 3, 2, 2, 1]

        boxes = strips(areas, FRAME)

        assert [box.width * box.height / 10_000 for box in boxes] == pytest.approx(areas)

    def test_the_frame_is_filled_in_reading_order(self):
        boxes = strips([5, 4, 3, 2, 1, 1, 1], FRAME)

        places = [(round(box.y, 6), round(box.x, 6)) for box in boxes]
        assert places == sorted(places)
        assert boxes[-1].x + boxes[-1].width == pytest.approx(600)
        assert boxes[-1].y + boxes[-1].height == pytest.approx(400)

    def test_equal_areas_are_nearly_square(self):
        boxes = strips([1] * 24, FRAME)

        assert max(max(it.width / it.height, it.height / it.width) for it in boxes) < 1.6

    def test_a_last_sliver_joins_the_strip_before(self):
        boxes = strips([10, 10, 0.01], FRAME)

        assert boxes[2].height > 100

    def test_nothing_gives_nothing(self):
        assert strips([], FRAME) == []
