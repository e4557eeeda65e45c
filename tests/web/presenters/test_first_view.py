from gallery.web.presenters.first_view import early
from gallery.web.presenters.wall import Box


class TestEarly:
    def test_nothing_is_early_on_an_empty_wall(self):
        assert early([]) == []

    def test_a_phone_s_first_screen_and_the_largest_of_a_laptop(self):
        # 1280 px: rows of three; the second row's are no larger. 768 px: rows of two.
        assert early([Box(150)] * 24) == [0, 1]

    def test_a_large_picture_further_down_is_among_them(self):
        boxes = [Box(150), Box(150), Box(128), Box(70), Box(520), *[Box(133)] * 19]

        assert 4 in early(boxes)
        assert len(early(boxes)) <= 5

    def test_what_a_window_cuts_off_is_none_of_them(self):
        # The first page of "sun": at 1920 px the fourteenth is in the third row, cut off.
        ratios = [150, 120, 133, 65, 60, 100, 150, 150, 150, 65, 65, 100, 150, 150]

        assert max(early([Box(ratio) for ratio in ratios])) < 9

    def test_what_has_no_picture_is_not(self):
        boxes = [Box(150, has_picture=False), *[Box(150)] * 23]

        assert early(boxes)[0] == 1
