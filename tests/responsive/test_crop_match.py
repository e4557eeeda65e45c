import numpy as np
import PIL.Image
import pytest

from gallery.responsive.crop_match import CropFrame, find_crop


def waves(width: int, height: int, seed: int = 1) -> PIL.Image.Image:
    """Smooth blobs without any repetition, as a photograph has them."""
    random = np.random.default_rng(seed)
    coarse = random.integers(0, 256, (9, 13, 3), dtype=np.uint8)
    return PIL.Image.fromarray(coarse).resize((width, height), PIL.Image.Resampling.BICUBIC)


def cut(whole: PIL.Image.Image, box: tuple[int, int, int, int], size: tuple[int, int]):
    return whole.crop(box).resize(size, PIL.Image.Resampling.LANCZOS)


class TestFrame:
    @pytest.mark.parametrize(
        ("size", "box"),
        [
            ((420, 420), (0, 70, 420, 350)),
            ((420, 420), (0, 0, 420, 280)),
            ((420, 420), (0, 140, 420, 420)),
            ((420, 210), (40, 0, 355, 210)),
            ((420, 630), (0, 300, 420, 580)),
            ((420, 280), (0, 0, 420, 280)),
            ((420, 280), (60, 50, 330, 230)),
            ((420, 420), (200, 120, 380, 240)),
        ],
        ids=["middle", "top", "bottom", "wide", "tall", "all of it", "closer", "much closer"],
    )
    def test_is_where_it_was_cut(self, size, box):
        whole = waves(*size)

        found = find_crop(whole, cut(whole, box, (240, 160)))

        left, top, right, bottom = (
            found.left * size[0],
            found.top * size[1],
            (found.left + found.width) * size[0],
            (found.top + found.height) * size[1],
        )
        assert (left, top, right, bottom) == pytest.approx(box, abs=0.01 * size[0])
        assert found.is_certain

    def test_is_found_in_an_enlarged_crop(self):
        whole = waves(120, 160)

        found = find_crop(whole, cut(whole, (0, 30, 120, 110), (240, 160)))

        assert (found.top, found.height) == pytest.approx((30 / 160, 0.5), abs=0.01)

    def test_is_found_though_the_crop_is_lighter(self):
        whole = waves(420, 420)
        crop = cut(whole, (0, 100, 420, 380), (240, 160)).point(lambda value: 60 + value // 2)

        found = find_crop(whole, crop)

        assert found.top == pytest.approx(100 / 420, abs=0.01)


class TestDoubt:
    def test_another_picture_has_no_frame(self):
        assert find_crop(waves(420, 420), waves(240, 160, seed=2)) is None

    def test_a_plain_surface_has_no_frame(self):
        plain = PIL.Image.new("RGB", (420, 420), "grey")

        assert find_crop(plain, plain.resize((240, 160))) is None

    def test_stripes_that_repeat_are_uncertain(self):
        row = np.tile(np.repeat(np.array([0, 255], dtype=np.uint8), 20), 20)[:800]
        pixels = np.broadcast_to(row[None, :, None], (200, 800, 3)).copy()
        whole = PIL.Image.fromarray(pixels)

        found = find_crop(whole, cut(whole, (200, 0, 500, 200), (240, 160)))

        assert not found.is_certain


class TestLost:
    def test_is_the_area_outside(self):
        frame = CropFrame(left=0.0, top=0.25, width=1.0, height=0.5, score=1.0)

        assert frame.lost == 0.5

    def test_sides_go_round_from_the_top(self):
        frame = CropFrame(left=0.125, top=0.25, width=0.5, height=0.5, score=1.0)

        assert frame.lost_sides == (0.25, 0.375, 0.25, 0.125)

    def test_nothing_is_lost_of_a_whole_picture(self):
        assert CropFrame(0.0, 0.0, 1.0, 1.0, 1.0).lost == 0.0
