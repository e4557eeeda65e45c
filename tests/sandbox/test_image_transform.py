import pytest

from gallery.sandbox.image_transform import Plan, draw
from gallery.sandbox.mezzanine import MezzanineCache, level_for
from tests.sandbox.delivery import BLUE, GREEN, RED, YELLOW, Quarters

WHOLE = (0, 0, 600, 400)


@pytest.fixture
def picture() -> Quarters:
    return Quarters("quarters", 600, 400)


@pytest.fixture
def mezzanines() -> MezzanineCache:
    return MezzanineCache()


def corners(image):
    """Colours just inside the corners: top left, top right, bottom left, bottom right."""
    right, bottom = image.width - 3, image.height - 3
    return [image.getpixel(at) for at in ((2, 2), (right, 2), (2, bottom), (right, bottom))]


class TestSize:
    def test_a_small_whole_picture_is_drawn_small(self, picture, mezzanines):
        image = draw(picture, Plan(WHOLE, (150, 100)), mezzanines)

        assert image.size == (150, 100)
        assert picture.renders == [(150, 100)]
        assert mezzanines.kept_bytes == 0

    def test_a_rounded_side_still_counts_as_the_same_ratio(self, mezzanines):
        picture = Quarters("wide", 2550, 204)

        draw(picture, Plan((0, 0, 2550, 204), (402, 32)), mezzanines)

        assert picture.renders == [(402, 32)]

    def test_another_ratio_stretches_a_drawing_of_the_right_one(self, picture, mezzanines):
        image = draw(picture, Plan(WHOLE, (100, 300)), mezzanines)

        assert image.size == (100, 300)
        assert picture.renders == [(600, 400)]
        assert corners(image) == [RED, GREEN, BLUE, YELLOW]

    def test_enlarging_starts_from_the_picture_s_own_pixels(self, picture, mezzanines):
        image = draw(picture, Plan(WHOLE, (1200, 800)), mezzanines)

        assert image.size == (1200, 800)
        assert picture.renders == [(600, 400)]


class TestRegion:
    def test_native_pixels_are_cut_and_not_resampled(self, picture, mezzanines):
        image = draw(picture, Plan((299, 199, 2, 2), (2, 2)), mezzanines)

        assert [image.getpixel(at) for at in ((0, 0), (1, 0), (0, 1), (1, 1))] == [
            RED,
            GREEN,
            BLUE,
            YELLOW,
        ]

    def test_tiles_of_one_scale_share_one_drawing(self, picture, mezzanines):
        for left in (0, 300):
            for top in (0, 200):
                draw(picture, Plan((left, top, 300, 200), (75, 50)), mezzanines)

        assert picture.renders == [(150, 100)]

    @pytest.mark.parametrize(
        ("box", "color"),
        [
            ((0, 0, 100, 100), RED),
            ((500, 0, 100, 100), GREEN),
            ((0, 300, 100, 100), BLUE),
            ((500, 300, 100, 100), YELLOW),
        ],
    )
    def test_reduced_regions_come_from_their_place(self, picture, mezzanines, box, color):
        image = draw(picture, Plan(box, (30, 30)), mezzanines)

        assert image.getcolors() == [(900, color)]


class TestRotation:
    @pytest.mark.parametrize(
        ("degrees", "is_mirrored", "expected"),
        [
            (0, False, [RED, GREEN, BLUE, YELLOW]),
            (90, False, [BLUE, RED, YELLOW, GREEN]),
            (180, False, [YELLOW, BLUE, GREEN, RED]),
            (270, False, [GREEN, YELLOW, RED, BLUE]),
            (360, False, [RED, GREEN, BLUE, YELLOW]),
            (0, True, [GREEN, RED, YELLOW, BLUE]),
            (90, True, [YELLOW, GREEN, BLUE, RED]),
        ],
    )
    def test_quarter_turns_are_clockwise_after_mirroring(
        self, picture, mezzanines, degrees, is_mirrored, expected
    ):
        image = draw(picture, Plan(WHOLE, (60, 40), is_mirrored, degrees), mezzanines)

        assert corners(image) == expected
        assert image.size == ((40, 60) if degrees in (90, 270) else (60, 40))

    def test_other_angles_grow_the_canvas_and_leave_the_corners_empty(self, picture, mezzanines):
        image = draw(picture, Plan(WHOLE, (60, 40), degrees=45.0), mezzanines)

        # (60 + 40) / √2 = 70.7 on both sides
        assert image.width in (70, 71, 72)
        assert image.height in (70, 71, 72)
        assert image.getpixel((1, 1))[3] == 0
        assert image.getpixel((35, 35))[3] == 255

    def test_22_and_a_half_degrees_turn_clockwise(self, picture, mezzanines):
        image = draw(picture, Plan(WHOLE, (600, 400), degrees=22.5), mezzanines)

        # Turned clockwise, the top edge rises towards the left: its left end is on top.
        top = image.getchannel("A").getbbox()
        first_row = [x for x in range(image.width) if image.getpixel((x, top[1] + 3))[3] == 255]
        assert first_row
        assert max(first_row) < image.width / 2


class TestQuality:
    def test_gray_has_one_channel(self, picture, mezzanines):
        image = draw(picture, Plan(WHOLE, (60, 40), quality="gray"), mezzanines)

        assert image.mode == "L"
        # ITU-R 601: 0.299 R + 0.587 G + 0.114 B of (230, 20, 20) is 82.8
        assert image.getpixel((2, 2)) == pytest.approx(83, abs=1)

    def test_bitonal_is_black_and_white_only(self, picture, mezzanines):
        image = draw(picture, Plan(WHOLE, (60, 40), quality="bitonal"), mezzanines)

        assert image.mode == "1"
        assert {color for _, color in image.getcolors()} == {0, 255}

    @pytest.mark.parametrize("quality", ["gray", "bitonal"])
    def test_turned_corners_stay_empty(self, picture, mezzanines, quality):
        image = draw(picture, Plan(WHOLE, (60, 40), degrees=30.0, quality=quality), mezzanines)

        assert image.mode == "LA"
        assert image.getpixel((1, 1))[1] == 0
        if quality == "bitonal":
            assert {value for _, value in image.getchannel("A").getcolors()} == {0, 255}


class TestMezzanine:
    @pytest.mark.parametrize(
        ("scale", "level"),
        [(2.0, 0), (1.0, 0), (0.51, 0), (0.5, 1), (0.26, 1), (0.25, 2), (0.1, 3)],
    )
    def test_level_keeps_every_pixel_asked_for(self, scale, level):
        assert level_for(scale) == level

    def test_memory_stays_bounded(self):
        cache = MezzanineCache(max_bytes=3 * 100 * 100 * 4)

        for number in range(8):
            cache.draw(Quarters(str(number), 100, 100), 0)

        assert cache.kept_bytes == 3 * 100 * 100 * 4

    def test_what_was_used_last_stays(self):
        cache = MezzanineCache(max_bytes=2 * 100 * 100 * 4)
        first, second, third = (Quarters(name, 100, 100) for name in "abc")

        for picture in (first, second, first, third, first):
            cache.draw(picture, 0)

        assert len(first.renders) == 1

    def test_a_new_version_is_drawn_anew(self):
        cache = MezzanineCache()
        old, new = Quarters("a", 100, 100, "1"), Quarters("a", 100, 100, "2")

        cache.draw(old, 0)
        cache.draw(new, 0)

        assert (len(old.renders), len(new.renders)) == (1, 1)
