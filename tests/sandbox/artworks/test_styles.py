"""Every style: the same work from the same seed, at every size and in every frame."""

from functools import cache

import numpy as np
import PIL.Image
import pytest

from gallery.sandbox.artworks import PALETTES, STYLES, Composed, Frame


def composed(style: str, *, seed: int = 11, palette: str = "Teal", size=(1200, 900)) -> Composed:
    return Composed.by(STYLES[style], PALETTES[palette].mixed(), Frame.of(*size), seed)


def difference(one: PIL.Image.Image, other: PIL.Image.Image) -> float:
    """Mean difference of two pictures in brightness steps."""
    return float(np.abs(np.asarray(one, float) - np.asarray(other, float)).mean())


@cache
def shrunk(style: str) -> dict[tuple[int, int], PIL.Image.Image]:
    """A large drawing at smaller sizes; drawing it is what takes long."""
    large = composed(style).render(1300, 975)
    return {size: large.resize(size, PIL.Image.Resampling.BOX) for size in ((300, 225), (150, 113))}


def test_there_are_at_least_fourteen_styles():
    assert len(STYLES) >= 14


@pytest.mark.parametrize("style", STYLES)
class TestStyle:
    def test_same_seed_same_pixels(self, style):
        first, second = composed(style), composed(style)

        assert first.render(120, 90).tobytes() == second.render(120, 90).tobytes()
        assert first.work.title == second.work.title

    def test_another_seed_is_another_work(self, style):
        first, second = composed(style).render(120, 90), composed(style, seed=12).render(120, 90)

        assert difference(first, second) > 2

    def test_a_small_drawing_looks_like_a_large_one_shrunk(self, style):
        small = composed(style).render(150, 113)

        assert difference(small, shrunk(style)[150, 113]) < 8

    def test_a_huge_drawing_looks_like_a_large_one(self, style):
        middling = composed(style).render(300, 225)

        assert difference(middling, shrunk(style)[300, 225]) < 6

    @pytest.mark.parametrize("size", [(8400, 560), (300, 1000), (64, 64)])
    def test_any_frame_is_filled(self, style, size):
        work = composed(style, palette="Ember", size=size)
        width, height = round(size[0] / 20) + 1, round(size[1] / 20) + 1

        picture = work.render(width, height)

        assert picture.size == (width, height)
        assert picture.mode == "RGB"

    def test_the_sheet_has_more_than_one_color(self, style):
        picture = composed(style, palette="Lampblack").render(150, 113)

        assert np.asarray(picture, float).std() > 4

    def test_it_says_what_it_shows(self, style):
        work = composed(style).work

        assert len(work.alt.split()) >= 4
        assert not work.alt.endswith(".")
        assert work.title.endswith(", Teal")
        assert work.medium
        assert work.classification
